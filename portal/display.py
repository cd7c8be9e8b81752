"""How a reader wants to see the portal: theme, keys, the version for the visually impaired; no Django here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

COOKIE = "display"
CHOICES: dict[str, dict[str, str]] = {
    "theme": {"auto": "как в системе", "light": "светлая", "dark": "тёмная"},
    "keys": {"on": "включены", "off": "выключены"},
    "vision": {"off": "обычная", "on": "для слабовидящих"},
    "size": {"normal": "крупный", "large": "крупнее", "huge": "самый крупный"},
    "face": {"sans": "без засечек", "serif": "с засечками"},
    "scheme": {
        "black-on-white": "чёрным по белому",
        "white-on-black": "белым по чёрному",
        "blue-on-cyan": "синим по голубому",
    },
    "spacing": {"normal": "обычные", "wide": "широкие"},
}
LABELS = {
    "theme": "Тема",
    "keys": "Горячие клавиши",
    "vision": "Версия",
    "size": "Шрифт",
    "face": "Буквы",
    "scheme": "Цвета",
    "spacing": "Интервалы",
}
PANEL = ("size", "face", "scheme", "spacing")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a group on the panel."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """A row of choices on the panel."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class DisplayPreferences:
    """Choices of the display panel; every field holds one word of `CHOICES`."""

    theme: str = "auto"
    keys: str = "on"
    vision: str = "off"
    size: str = "normal"
    face: str = "sans"
    scheme: str = "black-on-white"
    spacing: str = "normal"

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> DisplayPreferences:
        """Read known words; anything else falls back to the default of its field."""
        known = {name: str(values[name]) for name in CHOICES if str(values.get(name)) in CHOICES[name]}
        return cls(**known)

    @classmethod
    def from_cookies(cls, cookies: Mapping[str, str]) -> DisplayPreferences:
        """Read the cookie written by `as_cookie`; a damaged cookie gives the defaults."""
        pairs = (part.split("=", 1) for part in cookies.get(COOKIE, "").split("&") if "=" in part)
        return cls.from_mapping(dict(pairs))

    def changed_by(self, values: Mapping[str, object]) -> DisplayPreferences:
        """These choices with the known words of `values` put over them."""
        known = {name: value for name, value in values.items() if str(value) in CHOICES.get(name, {})}
        return self.from_mapping({**self.as_dict(), **known})

    def as_cookie(self) -> str:
        """Value of the cookie, `name=word` pairs joined by `&`."""
        return "&".join(f"{name}={value}" for name, value in self.as_dict().items())

    def as_dict(self) -> dict[str, str]:
        """The choices by field name, as kept in the user's profile."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def panel(self) -> tuple[OptionGroup, ...]:
        """Groups of the panel for the visually impaired."""
        return tuple(self.group(name) for name in PANEL)

    def group(self, name: str) -> OptionGroup:
        """One group of choices with the chosen one told."""
        chosen = getattr(self, name)
        options = tuple(Option(value, label, value == chosen) for value, label in CHOICES[name].items())
        return OptionGroup(name, LABELS[name], options)
