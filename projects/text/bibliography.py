"""The bibliographic line of a product, as ГОСТ Р 7.0.100-2018 writes it in a list of publications."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from portal.text.russian import NBSP, date_short

MOST_IN_HEADING: Final = 3
MOST_IN_FULL: Final = 4
LONGEST_SHORTENED: Final = 3
_AREA: Final = f".{NBSP}— "
_HOST: Final = f"{NBSP}// "
_PAGES: Final = re.compile(r"^(?:с|c|стр)\.?\s*(?=\d)|(?<=\d)\s*(?:с|c|стр)\.?$", re.IGNORECASE)
_RANGE: Final = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")
_SIGNS: Final = " ,;:/—–-"
_ISBN: Final = re.compile(r"^ISBN:?\s*", re.IGNORECASE)


class Form(StrEnum):
    """How a text is published: on its own, in a journal, in a collection, in the net alone."""

    BOOK = "book"
    JOURNAL = "journal"
    COLLECTION = "collection"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote the text: «Осенняя», «П. С.»."""

    surname: str
    initials: str = ""

    @property
    def inverted(self) -> str:
        """«Осенняя, П. С.», as a heading stands."""
        return f",{NBSP}".join(filter(None, [_line(self.surname), _spaced(self.initials)]))

    @property
    def direct(self) -> str:
        """«П. С. Осенняя», as a statement of responsibility has it."""
        return NBSP.join(filter(None, [_spaced(self.initials), _line(self.surname)]))


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of a text; whatever is empty is left out.

    `kind`: «методические рекомендации»; `editors`: whole statements, «под редакцией П. С. Осенней»; `host`: the journal
    or the collection an article stands in, `host_kind` its «сборник статей»; `pages`: how many of a book, which ones of
    an article. Organisations of a journal's article are not told: the line has no place for them.
    """

    title: str
    form: Form = Form.BOOK
    kind: str = ""
    authors: tuple[Author, ...] = ()
    organizations: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    host: str = ""
    host_kind: str = ""
    city: str = ""
    publisher: str = ""
    year: int | None = None
    volume: str = ""
    number: str = ""
    pages: str = ""
    isbn: str = ""
    url: str = ""
    accessed_on: date | None = None


def bibliographic_line(publication: Publication) -> str:
    """The line with its full stop; empty where nothing is known.

    Up to three authors: the first heads the line, all are told after «/». Four: all after «/» alone. Five and more: the
    first three and «[и др.]» (ГОСТ Р 7.0.100-2018). An article tells its medium before «//», other texts behind
    everything. No-break spaces keep signs off the beginnings of lines and numbers beside their words.
    """
    if publication.form in {Form.JOURNAL, Form.COLLECTION}:
        return _closed(_article(publication))
    return _closed(_areas([_head(publication, _statements(publication)), *_imprint(publication), _medium(publication)]))


def _article(publication: Publication) -> str:
    own = _areas([_head(publication, [_authors(publication.authors)]), _medium(publication)])
    if publication.form is Form.JOURNAL:
        where = [_titled(publication.host, publication.host_kind), str(publication.year or ""), _issue(publication)]
        return _hosted(own, _areas([*where, _pages_within(publication), _isbn(publication), _address(publication)]))
    host = _responsible(
        _titled(publication.host, publication.host_kind), [*publication.organizations, *publication.editors]
    )
    parts = [host, _published(publication), _issue(publication), _pages_within(publication)]
    return _hosted(own, _areas([*parts, _isbn(publication), _address(publication)]))


def _hosted(own: str, host: str) -> str:
    return _HOST.join(filter(None, [own, host]))


def _head(publication: Publication, statements: Iterable[str]) -> str:
    authors = [author for author in publication.authors if author.inverted]
    heading = authors[0].inverted if 0 < len(authors) <= MOST_IN_HEADING else ""
    title = _titled(publication.title, publication.kind)
    body = _responsible(title, statements)
    if not heading:
        return body
    return f"{heading if heading.endswith('.') else heading + '.'} {body}".rstrip() if title else body


def _titled(title: str, kind: str) -> str:
    return f"{NBSP}: ".join(filter(None, [_line(title), _line(kind)]))


def _responsible(title: str, statements: Iterable[str]) -> str:
    told = f"{NBSP}; ".join(filter(None, map(_line, statements)))
    return f"{NBSP}/ ".join(filter(None, [title, told]))


def _statements(publication: Publication) -> list[str]:
    return [_authors(publication.authors), *publication.organizations, *publication.editors]


def _authors(authors: Iterable[Author]) -> str:
    names = [author.direct for author in authors if author.direct]
    if len(names) <= MOST_IN_FULL:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_IN_HEADING])} [и{NBSP}др.]"


def _imprint(publication: Publication) -> list[str]:
    pages = _PAGES.sub("", _line(publication.pages))
    how_many = f"{_RANGE.sub('–', pages)}{NBSP}с." if pages else ""
    return [
        _published(publication),
        _issue(publication),
        how_many,
        _isbn(publication),
        _address(publication),
    ]


def _published(publication: Publication) -> str:
    place = f"{NBSP}: ".join(filter(None, [_line(publication.city), _line(publication.publisher)]))
    return ", ".join(filter(None, [place, str(publication.year or "")]))


def _issue(publication: Publication) -> str:
    volume, number = _line(publication.volume), _line(publication.number)
    return ", ".join(
        filter(
            None,
            [
                f"Т.{NBSP}{volume}" if volume[:1].isdigit() else volume,
                f"№{NBSP}{number}" if number[:1].isdigit() else number,
            ],
        )
    )


def _pages_within(publication: Publication) -> str:
    pages = _PAGES.sub("", _line(publication.pages))
    return f"С.{NBSP}{_RANGE.sub('–', pages)}" if pages else ""


def _isbn(publication: Publication) -> str:
    number = _ISBN.sub("", _line(publication.isbn))
    return f"ISBN{NBSP}{number}" if number else ""


def _address(publication: Publication) -> str:
    url = "".join(publication.url.split())
    if not url:
        return ""
    visited = publication.accessed_on
    return f"URL:{NBSP}{url}" + (f" (дата обращения:{NBSP}{date_short(visited)})" if visited else "")


def _medium(publication: Publication) -> str:
    """The kind of content and the means of access; a line of nothing has none."""
    if not _line(publication.title):
        return ""
    is_electronic = publication.form is Form.ELECTRONIC or publication.url.strip()
    return f"Текст{NBSP}: {'электронный' if is_electronic else 'непосредственный'}"


def _areas(parts: Iterable[str]) -> str:
    """Areas of the description; a part that ends in a full stop lends it to the sign behind it."""
    return "".join(
        f"{_AREA[1:] if before.endswith(('.', '…')) else _AREA}{part}" if before else part
        for before, part in _with_before([part for part in parts if part])
    )


def _with_before(parts: list[str]) -> Iterable[tuple[str, str]]:
    return zip(["", *parts], parts, strict=False)


def _closed(text: str) -> str:
    return f"{text}." if text and not text.endswith((".", "…")) else text


def _line(text: str) -> str:
    """The text in one line without the signs at its ends that a separator would double.

    A full stop at the end goes too, save that of a short word: «за 2022 г.» keeps its own.
    """
    line = " ".join(text.split()).strip(_SIGNS)
    last = line.rpartition(" ")[2].rstrip(".")
    return line.rstrip("." + _SIGNS) if not line.strip(".") or len(last) > LONGEST_SHORTENED else line


def _spaced(initials: str) -> str:
    """«П. С.» of «П.С.», «П С» or «Пётр Сергеевич»."""
    return NBSP.join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_]+", initials))
