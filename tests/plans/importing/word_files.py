"""Makes Word files for tests out of invented content: what Word itself would write, and what it would not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
DECIMAL_LIST = (
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(*blocks: str, **parts: str | bytes) -> bytes:
    """A .docx with these paragraphs and tables; `numbering` and `styles` are its other parts."""
    document = f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
        "word/numbering.xml": DECIMAL_LIST,
    }
    whole.update({f"word/{name}.xml": content for name, content in parts.items()})
    return package(whole)


def run(text: str, *, bold: bool = False) -> str:
    """A run of text; a line feed becomes a line break, a tab a tab."""
    inner = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def p(text: str = "", *, bold: bool = False, center: bool = False, inner: str = "", listed: int = 0) -> str:
    """A paragraph; `inner` is XML put after its text, `listed` the number of an automatic list."""
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{listed}"/></w:numPr>' if listed else ""
    justify = '<w:jc w:val="center"/>' if center else ""
    return f"<w:p><w:pPr>{number}{justify}</w:pPr>{run(text, bold=bold) if text else ''}{inner}</w:p>"


def tc(content: str = "", *, span: int = 1, merge: str = "", bold: bool = False) -> str:
    """A cell: plain text (one paragraph a line) or ready XML; `merge` is "restart" or "continue"."""
    inner = content if content.startswith("<w:") else "".join(p(line, bold=bold) for line in content.split("\n"))
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    vertical = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    return f"<w:tc><w:tcPr>{grid}{vertical}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells; what is not a cell yet is made one."""
    made = "".join(cell if cell.startswith("<w:tc") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def tbl(*rows: str | Sequence[str], borders: bool = True) -> str:
    """A table of rows; a row is XML or a list of texts."""
    kind = "single" if borders else "none"
    made = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblBorders><w:top w:val="{kind}"/><w:insideH w:val="{kind}"/></w:tblBorders></w:tblPr>'
        f"{made}</w:tbl>"
    )


HEAD = ("№ п/п", "Мероприятия", "Сроки", "Ответственный")


def plan_row(number: int | str, title: str = "", deadline: str = "Октябрь", people: str = "Соколова А.Б.") -> list[str]:
    """A row of a plain plan with the head `HEAD`."""
    return [str(number), title or f"Семинар для педагогов {number}", deadline, people]
