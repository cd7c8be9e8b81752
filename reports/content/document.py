"""A report as a document: a head, blocks in their order, signatures; every form and the screen are drawn from it.

Every text is ready and every number is counted here; whoever draws adds nothing and leaves nothing out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reports.content.model import (
    Approval,
    Bar,
    Column,
    Figure,
    Month,
    Ref,
    Row,
    SchemeKey,
    SchemeLink,
    SchemePart,
    Signer,
    StripCell,
)

VERSION = 2


class Sheet(StrEnum):
    """The paper: A4 upright, A4 turned, A3 turned."""

    UPRIGHT = "upright"
    WIDE = "wide"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class PaperRules:
    """How the organisation lays its papers out: margins in millimetres, size of letters in points (12 to 14).

    `has_stamp`: a place «М. П.» beside the signature; `has_code`: the QR code on the first sheet.
    Margins by default satisfy both countries (domain description, «Document conventions»).
    """

    left: int = 30
    right: int = 10
    top: int = 20
    bottom: int = 20
    size: int = 12
    is_serif: bool = True
    has_stamp: bool = False
    has_code: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with what it is made of; the screen links it there."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of the title."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a part; `level` 2 or 3, `number` with its full stop («3.») or nothing."""

    text: str
    level: int = 2
    number: str = ""
    block: str = field(default="heading")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that read on; one with a `key` may be rewritten by the coordinator.

    `is_edited`: the words are hers; `is_outdated`: since she wrote them the marks have come to say something else, the
    screen shows that, paper does not. `is_small`: a note in small letters.
    """

    sentences: tuple[Sentence, ...]
    key: str = ""
    is_edited: bool = False
    is_outdated: bool = False
    is_small: bool = False
    block: str = field(default="paragraph")

    @property
    def text(self) -> str:
        """All sentences in a row."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and what stands against it, a line each."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """«Общие данные»: names and values in two columns without borders."""

    rows: tuple[Pair, ...]
    block: str = field(default="pairs")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with dashes, or with numbers."""

    items: tuple[str, ...]
    is_numbered: bool = False
    block: str = field(default="listing")


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers on top, four at most."""

    figures: tuple[Figure, ...]
    block: str = field(default="figures")


@dataclass(frozen=True, slots=True)
class StripChart:
    """All items of a plan in a row of squares."""

    cells: tuple[StripCell, ...]
    block: str = field(default="strip")


@dataclass(frozen=True, slots=True)
class Charts:
    """Plan and fact by months beside bars by responsible; either may be empty."""

    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    block: str = field(default="charts")


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; its head is repeated on every sheet. `caption` is read aloud and names its sheet in a spreadsheet."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    block: str = field(default="table")


@dataclass(frozen=True, slots=True)
class SchemePicture:
    """The scheme of a network with its legend."""

    hub: str
    parts: tuple[SchemePart, ...]
    links: tuple[SchemeLink, ...]
    keys: tuple[SchemeKey, ...]
    block: str = field(default="scheme")


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows begins on a new sheet."""

    block: str = field(default="new_sheet")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of an archive: its `path` there, `source` by which the storage knows it, size and SHA-256 as listed."""

    path: str
    source: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Enclosures:
    """What an archive holds beside the document: a report, printed under `name` in PDF and Word, and files."""

    report: Document
    name: str
    files: tuple[Enclosure, ...] = ()


Block = Heading | Paragraph | Pairs | Listing | Figures | StripChart | Charts | TableBlock | SchemePicture | NewSheet


@dataclass(frozen=True, slots=True)
class Document:
    """A report: `kind` is its genre, `docname` stands at the foot of every sheet, `letterhead` above all.

    `is_single`: it must fit one sheet; whoever draws makes letters smaller until it does, down to 9 points.
    `enclosures`: what is packed with it into an archive; nobody draws them.
    """

    kind: str
    organization: str
    as_of: date
    title: tuple[TitleLine, ...]
    docname: str
    blocks: tuple[Block, ...]
    rules: PaperRules = PaperRules()
    sheet: Sheet = Sheet.UPRIGHT
    letterhead: tuple[str, ...] = ()
    approvals: tuple[Approval, ...] = ()
    signers: tuple[Signer, ...] = ()
    is_single: bool = False
    enclosures: Enclosures | None = None
    version: int = VERSION

    @property
    def name(self) -> str:
        """The title in one line."""
        return " ".join(line.text.replace("\n", " ") for line in self.title)

    @property
    def sides(self) -> tuple[tuple[Approval, ...], tuple[Approval, ...]]:
        """Approval blocks of the left side and of the right one."""
        left = tuple(block for block in self.approvals if block.is_left)
        return left, tuple(block for block in self.approvals if not block.is_left)

    @property
    def tables(self) -> tuple[TableBlock, ...]:
        """All its tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, TableBlock))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All its paragraphs in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
