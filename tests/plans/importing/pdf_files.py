"""Makes PDF files for tests: drawn stroke by stroke, or printed from a web page as browsers do."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

import weasyprint

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts"
WIDTH = 0.5
CODES = range(32, 256)
MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def "
    "1 begincodespacerange <00> <ff> endcodespacerange\n"
)
PAGE = """
@font-face{font-family:Paper;src:url(%(fonts)s/PTF55F.ttf)}
@font-face{font-family:Paper;font-weight:700;src:url(%(fonts)s/PTF75F.ttf)}
*{box-sizing:border-box}p{margin:0}
@page{size:%(size)s;margin:15mm;@bottom-center{content:counter(page);font:9pt Paper}}
body{font:11pt Paper;hyphens:%(hyphens)s}
table{border-collapse:collapse;width:100%%;table-layout:fixed}
td,th{border:1px solid #000;padding:2pt 5pt;vertical-align:top;text-align:left}
thead{display:table-header-group}
"""


def text(words: str, x: float, y: float, *, size: float = 10, bold: bool = False, turn: int = 0) -> str:
    """An operator that draws words from a point; every letter is half of the size wide."""
    a, b = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn]
    code = words.encode("cp1251").hex()
    return f"BT /{'B' if bold else 'R'} {size} Tf {a} {b} {-b} {a} {x} {y} Tm <{code}> Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked line."""
    return f"{x0} {y0} m {x1} {y1} l S\n"


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Lines of a whole table: its columns at `xs`, its rows at `ys`, counted from the bottom of the page."""
    levels = "".join(rule(min(xs), y, max(xs), y) for y in ys)
    return levels + "".join(rule(x, min(ys), x, max(ys)) for x in xs)


def drawn_table(rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, step: float = 20) -> str:
    """A table of one-line cells, drawn from `top` down."""
    ys = [top - step * place for place in range(len(rows) + 1)]
    cells = "".join(
        text(cell, x + 4, top - step * place - 14)
        for place, row in enumerate(rows)
        for cell, x in zip(row, xs, strict=False)
        if cell
    )
    return grid(xs, ys) + cells


def raw_pdf(
    *pages: str, rotate: int = 0, producer: str = "Tests", unicode_map: bool = True, extra: Sequence[str] = ()
) -> bytes:
    """A PDF of A4 pages with these operators; letters are those of Windows-1251."""
    letters = "".join(f"<{code:02x}> <{ord(bytes([code]).decode('cp1251', 'replace')):04x}>\n" for code in CODES)
    halves = [letters.splitlines()[start : start + 100] for start in range(0, len(CODES), 100)]
    table = MAP + "".join(f"{len(half)} beginbfchar\n" + "\n".join(half) + "\nendbfchar\n" for half in halves)
    table += "endcmap end end"
    known = "/ToUnicode 5 0 R" if unicode_map else "/Encoding /Odd"
    widths = " ".join(["500"] * len(CODES))
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        f"<</Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{7 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        *(
            (
                f"<</Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar 32 /LastChar 255 "
                f"/Widths [{widths}] /FontDescriptor 6 0 R {known}>>"
            )
            for name in ("AAAAAA+Paper", "AAAAAA+Paper-Bold")
        ),
        stream(table.encode()),
        "<</Type /FontDescriptor /Flags 4 /Ascent 800 /Descent -200>>",
    ]
    for number, page in enumerate(pages):
        objects += [
            (
                f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} /Contents {8 + 2 * number} 0 R "
                f"/Resources <</Font <</R 3 0 R /B 4 0 R>> {' '.join(extra)}>>>>"
            ),
            stream(page.encode()),
        ]
    return assemble(objects, producer)


def stream(content: bytes, entries: str = "") -> str:
    """A packed stream object."""
    packed = zlib.compress(content).hex()
    return (
        f"<</Length {len(packed) + 1} /Filter [/ASCIIHexDecode /FlateDecode] {entries}>>\nstream\n{packed}>\nendstream"
    )


def assemble(objects: Sequence[str], producer: str = "Tests") -> bytes:
    """A file of these objects, numbered from 1, with its table of places."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    whole = [*objects, f"<</Producer ({producer})>>"]
    for number, body in enumerate(whole, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(whole) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer <</Size {len(whole) + 1} /Root 1 0 R /Info {len(whole)} 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def table_html(rows: Sequence[Sequence[str]], *, head: int = 1, widths: Sequence[int] = ()) -> str:
    """A table of a web page: a line feed parts paragraphs, a row of one cell goes over all columns."""
    columns = max(len(row) for row in rows)

    def row_html(row: Sequence[str], tag: str) -> str:
        span = f" colspan={columns}" if len(row) == 1 else ""
        cells = ("".join(f"<p>{escape(line)}</p>" for line in cell.split("\n")) for cell in row)
        return "<tr>" + "".join(f"<{tag}{span}>{cell}</{tag}>" for cell in cells) + "</tr>"

    cols = "".join(f'<col style="width:{width}%">' for width in widths)
    top = "".join(row_html(row, "th") for row in rows[:head])
    body = "".join(row_html(row, "td") for row in rows[head:])
    return f"<table><colgroup>{cols}</colgroup><thead>{top}</thead><tbody>{body}</tbody></table>"


def printed(body: str, *, size: str = "A4", hyphens: str = "manual", style: str = "") -> bytes:
    """A web page printed to PDF with the fonts of our own paper."""
    css = PAGE % {"fonts": FONTS.as_uri(), "size": size, "hyphens": hyphens} + style
    html = f'<html lang="ru"><meta charset="utf-8"><title>План</title><style>{css}</style><body>{body}</body></html>'
    page = weasyprint.HTML(string=html)  # type: ignore[no-untyped-call]
    return bytes(page.write_pdf())  # type: ignore[no-untyped-call]
