"""Office files as packages of parts: the same words give the same bytes, whatever the clock says."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP knows
ABOUT = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def steady_bytes(data: bytes, day: date) -> bytes:
    """The file with the day instead of every moment of its making: of its parts, of its properties."""
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in parts.namelist():
            part = parts.read(name)
            if name == ABOUT:
                part = _TIMES.sub(rb"\g<1>" + moment + rb"\g<3>", part)
            about = zipfile.ZipInfo(name, EPOCH)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            steady.writestr(about, part)
    return made.getvalue()
