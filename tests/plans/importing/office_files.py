"""Makes .xlsx, .odt, .ods, .csv and web pages out of one grid of cells, the way office programs write them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import openpyxl
from openpyxl.styles import Alignment, Font

from tests.plans.importing.word_files import package

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
ODF_STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="C" style:family="paragraph">'
    '<style:paragraph-properties fo:text-align="center"/></style:style>'
    '<style:style style:name="P" style:family="paragraph"/>'
    '<style:style style:name="Line" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>'
    '<style:style style:name="NoLine" style:family="table-cell">'
    '<style:table-cell-properties fo:border="none"/></style:style>'
    '<style:style style:name="Bold" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-suffix="." '
    'style:num-format="1"/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '</text:list-style><text:list-style style:name="U">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="\uf0b7"/></text:list-style>'
)


@dataclass(frozen=True, slots=True)
class At:
    """A cell to be written: its text, how many columns and rows it covers, whether it is bold or centred."""

    text: str = ""
    span: int = 1
    rows: int = 1
    bold: bool = False
    center: bool = False


Grid = Sequence[Sequence[At | str]]


def at(cell: At | str) -> At:
    """A cell; a plain text is one without a look."""
    return cell if isinstance(cell, At) else At(cell)


def places(grid: Grid) -> list[tuple[int, int, At]]:
    """Every cell with its row and column; a cell stands where the cells above and before it leave room."""
    covered: set[tuple[int, int]] = set()
    found: list[tuple[int, int, At]] = []
    for row, cells in enumerate(grid):
        column = 0
        for cell in map(at, cells):
            while (row, column) in covered:
                column += 1
            found.append((row, column, cell))
            covered |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.span)}
            column += cell.span
    return found


def xlsx(*sheets: Grid, names: Sequence[str] = (), left: int = 0, top: int = 0, empty: int | None = None) -> bytes:
    """An Excel book.

    `left` and `top` are how many empty columns and rows stand before the first cell, `empty` is the
    column before which another empty one stands.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, grid in enumerate(sheets):
        sheet = book.create_sheet(names[number] if number < len(names) else f"Лист{number + 1}")
        for row, place, cell in places(grid):
            first, last = (x + left + (empty is not None and x >= empty) for x in (place, place + cell.span - 1))
            target = sheet.cell(row + 1 + top, first + 1)
            if cell.text:
                target.value = int(cell.text) if cell.text.isascii() and cell.text.isdigit() else cell.text
                target.font = Font(bold=cell.bold)
                target.alignment = Alignment(horizontal="center" if cell.center else None, wrap_text=True)
            if cell.span > 1 or cell.rows > 1:
                sheet.merge_cells(
                    start_row=row + 1 + top,
                    start_column=first + 1,
                    end_row=row + cell.rows + top,
                    end_column=last + 1,
                )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(grid: Grid, *, separator: str = ";", encoding: str = "utf-8-sig", end: str = "\r\n") -> bytes:
    """A table of text as Excel writes it: a merged cell stands once, the rest of it is empty."""
    rows: dict[int, dict[int, str]] = {}
    width = 0
    for row, column, cell in places(grid):
        rows.setdefault(row, {})[column] = cell.text
        width = max(width, column + cell.span)
    lines = []
    for row in range(len(grid)):
        values = [rows.get(row, {}).get(column, "") for column in range(width)]
        lines.append(separator.join(_quoted(value, separator) for value in values))
    return (end.join(lines) + end).encode(encoding)


def _quoted(value: str, separator: str) -> str:
    if separator in value or '"' in value or "\n" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


def odf(kind: str, body: str, looks: str = "", **parts: str | bytes) -> bytes:
    """An OpenDocument package of this kind («text», «spreadsheet») with this body; `looks` are styles of its own."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{ODF_STYLES}{looks}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    whole: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": content,
        "META-INF/manifest.xml": "<manifest/>",
    }
    whole.update({f"{name}.xml": part for name, part in parts.items()})
    return package(whole)


def odt(*blocks: str, looks: str = "", **parts: str | bytes) -> bytes:
    """An OpenDocument text with these paragraphs and tables."""
    return odf("text", "".join(blocks), looks, **parts)


def para(text: str = "", *, bold: bool = False, center: bool = False) -> str:
    """A paragraph; a line feed becomes a line break, a tab a tab."""
    inner = escape(text, quote=False).replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
    if bold:
        inner = f'<text:span text:style-name="B">{inner}</text:span>'
    return f'<text:p text:style-name="{"C" if center else "P"}">{inner}</text:p>'


def odf_table(grid: Grid, *, borders: bool | None = True, name: str = "Лист1", style: str = "") -> str:
    """A table of OpenDocument, in a text or as a sheet."""
    look = {None: "", True: ' table:style-name="Line"', False: ' table:style-name="NoLine"'}[borders]
    by_row: dict[int, dict[int, At]] = {}
    covered: set[tuple[int, int]] = set()
    width = 1
    for row, column, cell in places(grid):
        by_row.setdefault(row, {})[column] = cell
        covered |= {(row + d, column + r) for d in range(cell.rows) for r in range(cell.span) if d or r}
        width = max(width, column + cell.span)
    rows = []
    for row in range(len(grid)):
        made = []
        for column in range(width):
            if (row, column) in covered:
                made.append("<table:covered-table-cell/>")
                continue
            cell = by_row.get(row, {}).get(column, At())
            spans = f' table:number-columns-spanned="{cell.span}"' * (cell.span > 1)
            spans += f' table:number-rows-spanned="{cell.rows}"' * (cell.rows > 1)
            inner = "".join(para(line, bold=cell.bold, center=cell.center) for line in cell.text.split("\n"))
            made.append(f"<table:table-cell{look}{spans}>{inner}</table:table-cell>")
        rows.append(f"<table:table-row>{''.join(made)}</table:table-row>")
    chosen = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{chosen}>{"".join(rows)}</table:table>'


def ods(*sheets: Grid, names: Sequence[str] = ()) -> bytes:
    """An OpenDocument book."""
    tables = [
        odf_table(grid, borders=None, name=names[number] if number < len(names) else f"Лист{number + 1}")
        for number, grid in enumerate(sheets)
    ]
    return odf("spreadsheet", "".join(tables))


def html_table(grid: Grid) -> str:
    """A table as Word puts it on the clipboard."""
    by_row: dict[int, list[At]] = {}
    for row, _, cell in places(grid):
        by_row.setdefault(row, []).append(cell)
    rows = []
    for row in range(len(grid)):
        made = []
        for cell in by_row.get(row, []):
            spans = f' colspan="{cell.span}"' * (cell.span > 1) + f' rowspan="{cell.rows}"' * (cell.rows > 1)
            lines = [escape(line, quote=False) for line in cell.text.split("\n")]
            inner = "".join(f"<p class=MsoNormal>{f'<b>{x}</b>' if cell.bold else x}<o:p></o:p></p>" for x in lines)
            made.append(f"<td width=100 style='border:solid windowtext 1.0pt'{spans}>{inner}</td>")
        rows.append(f"<tr style='mso-yfti-irow:{row}'>{''.join(made)}</tr>")
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p.MsoNormal {margin:0} --></style>"
        "<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body><!--StartFragment-->"
        f"<table class=MsoTableGrid border=1>{''.join(rows)}</table><!--EndFragment--></body></html>"
    )
