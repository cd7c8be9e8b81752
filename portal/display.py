"""How a reader wants to see the portal: theme and the version for the visually impaired; no Django here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

COOKIE = "display"
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("auto", "light", "dark"),
    "vision": ("off", "on"),
    "size": ("normal", "large", "huge"),
    "face": ("sans", "serif"),
    "scheme": ("black-on-white", "white-on-black", "blue-on-cyan"),
    "spacing": ("normal", "wide"),
}


@dataclass(frozen=True, slots=True)
class DisplayPreferences:
    """Choices of the display panel; every field holds one word of `CHOICES`."""

    theme: str = "auto"
    vision: str = "off"
    size: str = "normal"
    face: str = "sans"
    scheme: str = "black-on-white"
    spacing: str = "normal"

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> DisplayPreferences:
        """Read known words; anything else falls back to the default of its field."""
        known = {name: str(values.get(name)) for name in CHOICES if values.get(name) in CHOICES[name]}
        return cls(**known)

    @classmethod
    def from_cookies(cls, cookies: Mapping[str, str]) -> DisplayPreferences:
        """Read the cookie written by `as_cookie`; a damaged cookie gives the defaults."""
        pairs = (part.split("=", 1) for part in cookies.get(COOKIE, "").split("&") if "=" in part)
        return cls.from_mapping(dict(pairs))

    def as_cookie(self) -> str:
        """Value of the cookie, `name=word` pairs joined by `&`."""
        return "&".join(f"{field.name}={getattr(self, field.name)}" for field in fields(self))

    def as_dict(self) -> dict[str, str]:
        """The choices by field name, as kept in the user's profile."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
