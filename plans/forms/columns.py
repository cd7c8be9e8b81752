"""The form of a plan's columns: a list as long as the plan has columns, arranged before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from plans.layout import LayoutColumn

MOST = 100
MAX_FIELD = 30
MAX_REASON = 2_000
MAX_VERSION = 9


@dataclass(frozen=True, slots=True)
class ColumnsInput:
    """What the page sends: columns as arranged, what to do, and why."""

    columns: tuple[LayoutColumn, ...]
    version: int
    action: str = ""
    place: int = -1
    new_field: str = ""
    new_heading: str = ""
    reason: str = ""

    @classmethod
    def of(cls, posted: QueryDict) -> ColumnsInput:
        """Read a posted page; what cannot be read is left out, and the services refuse what is wrong."""
        shown = set(posted.getlist("shown"))
        pairs = list(zip(posted.getlist("field"), posted.getlist("heading"), strict=False))[:MOST]
        action, _, place = posted.get("action", "").partition(":")
        version = posted.get("version", "")
        return cls(
            columns=tuple(
                column(field[:MAX_FIELD], heading, is_hidden=str(number) not in shown)
                for number, (field, heading) in enumerate(pairs)
            ),
            version=int(version) if version.isdecimal() and version.isascii() and len(version) <= MAX_VERSION else 0,
            action=action,
            place=int(place) if place.isdecimal() and place.isascii() and len(place) <= len(str(MOST)) else -1,
            new_field=posted.get("new_field", "")[:MAX_FIELD],
            new_heading=posted.get("new_heading", ""),
            reason=posted.get("reason", "")[:MAX_REASON],
        )

    def arranged(self, own_field: str) -> ColumnsInput:
        """The columns after «выше», «ниже», «удалить» or «добавить»; `own_field` names a column of one's own."""
        columns, at = list(self.columns), self.place
        if self.action == "up" and 0 < at < len(columns):
            columns[at - 1], columns[at] = columns[at], columns[at - 1]
        elif self.action == "down" and 0 <= at < len(columns) - 1:
            columns[at], columns[at + 1] = columns[at + 1], columns[at]
        elif self.action == "delete" and 0 <= at < len(columns):
            del columns[at]
        elif self.action == "add" and self.new_field:
            field = own_field if self.new_field == "own" else self.new_field
            columns.append(column(field, self.new_heading))
            return replace(self, columns=tuple(columns), new_field="", new_heading="")
        return replace(self, columns=tuple(columns))


def column(field: str, heading: str, *, is_hidden: bool = False) -> LayoutColumn:
    """One column; the sign of a hidden one stands only where it is hidden."""
    found: LayoutColumn = {"field": field, "heading": heading}
    if is_hidden:
        found["is_hidden"] = True
    return found
