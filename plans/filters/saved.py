"""A filter that is kept under a name: only what a filter of a plan may hold, in one order."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import QueryDict

from plans.filters.plan import MAX_QUERY

MAX_SAVED = 1000
NUMBER, WORD = r"[0-9]{1,18}", r"[a-z_]{1,20}"
PATTERNS = {
    "q": rf"[^\x00-\x1f\x7f]{{1,{MAX_QUERY}}}",
    "responsible": rf"(?:person|group|organization)-{NUMBER}",
    "section": NUMBER,
    "stage": NUMBER,
    "direction": NUMBER,
    "organization": NUMBER,
    "state": WORD,
    "month": r"[0-9]{4}-(?:0[1-9]|1[0-2])",
    "kind": WORD,
    "lacks": WORD,
    "view": WORD,
    "order": WORD,
}


def tidy_query(text: str) -> str:
    """Keep of a query string the names a filter knows with values that look right; at most `MAX_SAVED` characters.

    Empty where nothing is left. The same filter gives the same string, whatever its order was.
    """
    given = QueryDict(text.lstrip("?")[: MAX_SAVED * 6])
    kept = {}
    for name, pattern in PATTERNS.items():
        value = given.get(name, "").strip()
        if re.fullmatch(pattern, value):
            kept[name] = value
    query = urlencode(kept)
    if len(query) > MAX_SAVED:  # only long words can be that much
        query = urlencode({name: value for name, value in kept.items() if name != "q"})
    return query
