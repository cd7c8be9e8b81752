"""The whole suite in as many processes as the machine has cores: each has its own data, database and services."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from coverage import Coverage

# Those of a group share what takes long to start: a running portal with a browser, a server of PostgreSQL.
GROUPS = {
    "tests/e2e/": "servers",
    "tests/launch/test_live.py": "servers",
    "tests/plans/services/structure/test_at_once.py": "servers",
    "tests/plans/services/test_concurrency.py": "servers",
}
# Begun first, for they are long: what is begun last should be short.
FIRST = ["servers", "tests/launch/test_up.py", "tests/test_permissions.py"]


def group(nodeid: str) -> str:
    """What must run in one process and in its order: a file, or the files that share a portal."""
    file = nodeid.split("::", 1)[0]
    return next((name for start, name in GROUPS.items() if file.startswith(start)), file)


def in_order(groups: list[str]) -> list[int]:
    """Places of the tests with these groups, as they should be begun: long ones, then files with many tests."""
    sizes = Counter(groups)

    def rank(place: int) -> tuple[int, int, str]:
        name = groups[place]
        return (FIRST.index(name) if name in FIRST else len(FIRST), -sizes[name], name)

    return sorted(range(len(groups)), key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    from xdist.scheduler import LoadScopeScheduling

    class WholeGroups(LoadScopeScheduling):
        """Gives a worker a group at a time, in the order of the collection."""

        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

    config.option.loadscopereorder = False
    return WholeGroups(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items[:] = [items[place] for place in in_order([group(item.nodeid) for item in items])]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker is given ten seconds to end; what it has covered must not be lost when they are not enough."""
    measuring = Coverage.current()
    if hasattr(session.config, "workerinput") and measuring is not None:
        measuring.save()
