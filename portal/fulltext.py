"""Search of words in tables: PostgreSQL by its Russian full text, other databases row by row; one interface.

On PostgreSQL every searched table has a column `search` that the database fills itself (see the migrations «search»):
the model does not know it. SQLite serves a portal of one institution; its own full-text tables would have to be kept by
triggers, which Django drops whenever it alters a table there, so it compares the texts themselves. Either way no more
is read than is shown, and nothing is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Case, Expression, F, Func, IntegerField, Model, QuerySet, TextField, Value, When
from django.db.models.expressions import Col
from django.db.models.functions import Coalesce

from portal.text.search import Words

Row = TypeVar("Row", bound=Model)
COLUMN = "search"
CANDIDATES = 500


@dataclass(frozen=True, slots=True)
class Texts:
    """Fields in which words are sought; those of the title weigh more. The column `search` holds the same."""

    title: tuple[str, ...]
    others: tuple[str, ...] = ()


def found(rows: QuerySet[Row], texts: Texts, words: Words) -> QuerySet[Row]:
    """Rows in which all words occur, those with the words in the title first; to be sliced by the caller.

    PostgreSQL ranks the first `CANDIDATES` it finds: a word that stands in half of a million rows is not worth more.
    """
    if not words:
        return rows.none()
    if connections[rows.db].vendor == "postgresql":
        return _ranked(rows, words)
    return _compared(rows, texts, words)


def _compared(rows: QuerySet[Row], texts: Texts, words: Words) -> QuerySet[Row]:
    every, title = _joined((*texts.title, *texts.others)), _joined(texts.title)
    in_title = Case(When(words_of_title__iregex=words.pattern, then=1), default=0, output_field=IntegerField())
    kept = rows.alias(words_of_row=every, words_of_title=title).filter(words_of_row__iregex=words.pattern)
    best_first: QuerySet[Row] = kept.alias(in_title=in_title).order_by("-in_title", "-pk")
    return best_first


def _joined(fields: tuple[str, ...]) -> Func:
    """One long text; `Concat` nests so deep that SQLite runs out of its stack."""
    given = [Coalesce(F(field), Value(""), output_field=TextField()) for field in fields]
    return Func(*given, template="(%(expressions)s)", arg_joiner=" || ' ' || ", output_field=TextField())


def _ranked(rows: QuerySet[Row], words: Words) -> QuerySet[Row]:
    from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField

    kept = SearchVectorField()
    kept.set_attributes_from_name(COLUMN)

    class StoredVector(Expression):
        """The column that the database fills, of the table the query begins with."""

        def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Any:
            return Col(query.get_initial_alias(), kept)

    beginnings = " & ".join(word.stem if word.is_number else f"{word.stem}:*" for word in words.words)
    by_form = SearchQuery(words.plain, config="russian", search_type="websearch")
    query = by_form | SearchQuery(beginnings, config="simple", search_type="raw")
    near = rows.order_by().alias(vector=StoredVector()).filter(vector=query).values("pk")[:CANDIDATES]
    every = rows.model._default_manager.filter(pk__in=near)
    best_first: QuerySet[Row] = every.alias(rank=SearchRank(StoredVector(), query)).order_by("-rank", "-pk")
    return best_first
