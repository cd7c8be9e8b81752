"""What every area builds upon."""

from __future__ import annotations

from dataclasses import dataclass

from network.models import Organization, User
from plans.models import CompletionMark, PlanItem
from projects.models import Project


@dataclass(frozen=True)
class Ground:
    """A project of the world: `party` is organisation A of project X (D of project Y), `author` its coordinator."""

    project: Project
    item: PlanItem
    mark: CompletionMark
    party: Organization
    author: User

    @property
    def canary(self) -> str:
        """A word of organisation A that no other member may read."""
        return f"канарейка-{self.project.slug}"
