"""Products as lines of a list of publications (ГОСТ Р 7.0.100-2018)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.text.names import folded
from projects.models import Product
from projects.text.authors import author_of
from projects.text.bibliography import Form, Publication, bibliographic_line

Kind = Product.Kind
# Kinds whose word tells nothing that the line itself does not.
WORDLESS = frozenset({Kind.ARTICLE, Kind.OTHER, Kind.RECORDING})


def line_of(product: Product, names: Iterable[str] | None = None) -> str:
    """The bibliographic line of a product; `names` stand for its authors where it is not saved yet."""
    known = names if names is not None else [author.name for author in product.authors.all()]
    return bibliographic_line(publication_of(product, known))


def publication_of(product: Product, names: Iterable[str]) -> Publication:
    """What is known of a product, in the shape the line is made of.

    An article with a publisher or a city stands in a collection, without them in a journal; what has a link and
    neither pages nor a publisher is electronic.
    """
    is_article = product.kind == Kind.ARTICLE
    return Publication(
        title=product.title,
        form=_form(product),
        kind="" if product.kind in WORDLESS else product.get_kind_display(),
        authors=tuple(author_of(name) for name in names if name.strip()),
        organizations=() if is_article else (product.organization.full_name,),
        host=product.host_title if is_article else "",
        city=product.city,
        publisher=product.publisher,
        year=product.year,
        volume=product.volume,
        number=product.issue,
        pages=product.pages,
        isbn=product.isbn,
        url=product.url,
        accessed_on=product.accessed_on,
    )


def in_order_of_list(lines: Mapping[int, str]) -> list[int]:
    """Ids by their lines as bibliographies are sorted: Russian and Belarusian letters first, then Latin, then signs."""
    return sorted(lines, key=lambda pk: (_place(lines[pk]), folded(lines[pk]), pk))


def _form(product: Product) -> Form:
    if product.kind == Kind.ARTICLE:
        return Form.COLLECTION if product.publisher or product.city else Form.JOURNAL
    if product.kind == Kind.RECORDING or (product.url and not product.pages and not product.publisher):
        return Form.ELECTRONIC
    return Form.BOOK


def _place(line: str) -> int:
    first = line[:1].casefold()
    if "\u0400" <= first <= "\u04ff":
        return 0
    return 1 if first.isalpha() else 2
