"""Reader of what is pasted from Word, Excel or a browser: HTML of the clipboard, or lines with tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from plans.importing.errors import ImportRefused
from plans.importing.guard import MAX_BYTES
from plans.importing.readers.csv import read_separated
from plans.importing.readers.htmltable import HtmlWalker
from portal.text.clean import clean_text

if TYPE_CHECKING:
    from plans.importing.source import SourceTable

PREAMBLE = re.compile(r"\A\s*Version:\d.*?(?=<)", re.DOTALL)  # the clipboard of Windows says where its parts begin
TOO_LONG = "Вставлено слишком много: больше 10 МБ. Вставьте только таблицу плана или загрузите план файлом."
NOTHING = "Вставлять нечего: буфер обмена пуст. Выделите таблицу в Word или Excel, скопируйте её и вставьте сюда."
NO_TABLE = (
    "Во вставленном нет таблицы. Выделите в Word или Excel всю таблицу вместе с заголовками граф, "
    "скопируйте её и вставьте ещё раз."
)


def read_clipboard(html: str, text: str) -> tuple[SourceTable, ...]:
    """All tables of what was pasted: of the HTML if it has any, else of the text with tabs between cells.

    Nothing is loaded from anywhere. Raises ImportRefused if both are empty, hold no table or are too large.
    """
    if len(html) + len(text) > MAX_BYTES:
        raise ImportRefused("too_large", TOO_LONG)
    if not html.strip() and not text.strip():
        raise ImportRefused("empty", NOTHING)
    tables = _html_tables(html) if "<" in html else ()
    tables = tables or read_separated(clean_text(text))
    if not tables:
        raise ImportRefused("no_table", NO_TABLE)
    return tables


def _html_tables(html: str) -> tuple[SourceTable, ...]:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    source = clean_text(PREAMBLE.sub("", html[:1_000_000]) + html[1_000_000:])
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportRefused("damaged", NO_TABLE) from error
    return HtmlWalker(root).tables() if root is not None else ()
