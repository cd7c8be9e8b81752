"""Forms of projects."""

from __future__ import annotations
