"""Small files that prove marks in the demonstration, made on the spot: the same bytes every time."""

from __future__ import annotations

import struct
import zlib

_WIDTH, _HEIGHT = 480, 320


def content_of(name: str) -> bytes:
    """Bytes of a file by the ending of its name: `.png` is a picture, anything else a page of PDF."""
    return _picture() if name.endswith(".png") else _page()


def _picture() -> bytes:
    """Three bands of colour: sky, hills, table."""
    bands = [(bytes((198, 218, 236)), 130), (bytes((126, 160, 120)), 90), (bytes((186, 148, 104)), 100)]
    rows = b"".join((b"\x00" + colour * _WIDTH) * height for colour, height in bands)
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _page() -> bytes:
    """One A4 page with ruled lines, as a scan of a form."""
    lines = "\n".join(f"72 {760 - 24 * row} m 523 {760 - 24 * row} l S" for row in range(24))
    stream = f"0.6 w 0.55 G\n{lines}\n".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream),
    )
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + tail
