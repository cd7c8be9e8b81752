"""Names of authors as title pages have them: in full, by initials, initials first."""

from __future__ import annotations

import re
from typing import Final

from projects.text.bibliography import Author

_INITIAL: Final = re.compile(r"^(?:[^\W\d_]\.-?)+$|^[^\W\d_]$")
_GLUED: Final = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_])")


def author_of(name: str) -> Author:
    """Surname and the rest of a name: «Осенняя П. С.», «П.С. Осенняя» and «Осенняя Полина Сергеевна» are one author.

    Without initials the first word is the surname; a name of one word has no initials.
    """
    words = _GLUED.sub(" ", name.replace(",", " ")).split()
    initials = [word for word in words if _INITIAL.match(word)]
    others = [word for word in words if word not in initials]
    if not others:
        return Author(" ".join(words))
    if initials:
        return Author(" ".join(others), " ".join(initials))
    return Author(others[0], " ".join(others[1:]))
