"""HTML to PDF: the only place of WeasyPrint, with a fetcher that reaches nothing but our own style and fonts."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from http.client import HTTPMessage
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STATIC = Path(__file__).resolve().parent.parent / "static"
KNOWN = re.compile(r"paper:(css/paper\.css|fonts/[A-Za-z0-9]+\.ttf)")
USUAL, TO_BE_KEPT = "pdf/ua-1", "pdf/a-3a"
TYPES = {".css": "text/css", ".ttf": "font/ttf"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF."""

    data: bytes
    pages: int


class PaperError(Exception):
    """The paper did not come out as it should; the text is for the log, not for people."""


class PaperFetcher(URLFetcher):
    """Gives the style sheet of paper and the shipped fonts by `paper:` addresses, and inline `data:`.

    Everything else, the network and files of the machine included, stops the rendering.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)  # type: ignore[no-untyped-call]

    def fetch(self, url: str, headers: Mapping[str, str] | HTTPMessage | None = None) -> URLFetcherResponse:
        """Read a known file. Raises FatalURLFetchingError for any other address."""
        if url.startswith("data:"):
            inline: URLFetcherResponse = super().fetch(url, headers)  # type: ignore[no-untyped-call]
            return inline
        known = KNOWN.fullmatch(url)
        if known is None:
            raise FatalURLFetchingError(f"not an address of paper: {url[:200]}")
        path = STATIC / known[1]
        kind = {"Content-Type": TYPES[path.suffix]}
        return URLFetcherResponse(url, path.read_bytes(), kind)  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Source:
    """What a paper was made of, to be kept inside it: JSON and the day it speaks of."""

    data: bytes
    day: date


def html_to_pdf(html: str, source: Source | None = None) -> Paper:
    """Make a tagged PDF (PDF/UA-1); the same HTML gives the same bytes.

    With a source it is made to be kept (PDF/A-3a, tagged as well) and holds the source as `content.json`.
    Raises PaperError if the library complains of anything: a dropped style or font would spoil the paper silently.
    """
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    library: Any = weasyprint
    asked: dict[str, Any] = {"pdf_variant": USUAL, "pdf_tags": True}
    if source is not None:
        asked |= {"pdf_variant": TO_BE_KEPT, "attachments": [_attachment(source)]}
    fonts: Any = FontConfiguration()  # type: ignore[no-untyped-call]
    try:
        page = library.HTML(string=html, base_url="paper:", url_fetcher=PaperFetcher())
        document = page.render(font_config=fonts, **asked)
        result = document.write_pdf(**asked)
    except FatalURLFetchingError as error:
        raise PaperError(str(error)) from error
    finally:
        logger.removeHandler(complaints)
    if complaints.found:
        raise PaperError("; ".join(complaints.found))
    return Paper(bytes(result), len(document.pages))


def _attachment(source: Source) -> Any:
    library: Any = weasyprint
    moment = datetime.combine(source.day, time(), UTC)
    return library.Attachment(
        string=source.data,
        name="content.json",
        description="Данные, из которых собран документ",
        created=moment,
        modified=moment,
        relationship="Source",
    )


class _Complaints(logging.Handler):
    """Collects what the library would only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())
