"""What stands between `python3 manage.py …` and the command: the right Python, its packages, the libraries of paper."""

from __future__ import annotations

import os
import sys

from portal.launch.console import CannotStartError, say
from portal.launch.environment import ensure_environment
from portal.launch.libraries import ensure_libraries
from portal.launch.local import ROOT, set_local_defaults, use_running_broker

# Commands that print documents cannot do without the libraries; the others only mention them.
PRINTING = {"up", "test", "render_report"}
# Not more processes: each starts services of its own, and a machine may show cores that it does not give.
CORES = ("-n", "auto", "--maxprocesses", "4")
# Words of pytest after which it runs a few tests, none, or in processes somebody has counted.
PARTS = (
    "-k",
    "-m",
    "-n",
    "--numprocesses",
    "--pdb",
    "--lf",
    "--last-failed",
    "--collect-only",
    "--version",
    "-h",
    "--help",
)


def start(argv: list[str]) -> int:
    """Run the command; returns its exit status. Ctrl-C ends it quietly."""
    command = argv[1] if len(argv) > 1 else "help"
    try:
        if not os.environ.get("PORTAL_NO_VENV"):
            prepare(argv, command)
        return run_command(argv, command)
    except CannotStartError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def prepare(argv: list[str], command: str) -> None:
    """Return in a process that has everything; when this one has not, it is replaced by one that has."""
    environment = ensure_environment(ROOT, "dev" if command == "test" else "runtime")
    if not environment.is_running():
        python = str(environment.python)
        os.execv(python, [python, str(ROOT / "manage.py"), *argv[1:]])  # noqa: S606
    ensure_libraries(required=command in PRINTING)


def test_words(given: list[str]) -> list[str]:
    """The words for pytest: the whole suite runs in as many processes as there are cores, a part of it in one.

    A worker costs seconds to start, which a file or two would not win back; `-n auto` asks for them by hand.
    """
    words = [word for word in given if word != "--coverage"]
    is_part = any(word.split("::")[0].startswith("tests") or word.startswith(PARTS) for word in words)
    return words if is_part else [*CORES, *words]


def run_command(argv: list[str], command: str) -> int:
    """`test` is pytest, `up` is the supervisor, all the rest are commands of Django."""
    if command == "test":
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings_test"
        # Tests write into a folder of their own, whatever folder this machine's portal uses.
        os.environ.pop("PORTAL_DATA_DIR", None)
        os.chdir(ROOT)
        runner = ["coverage", "run", "-m", "pytest"] if "--coverage" in argv else ["pytest"]
        words = test_words(argv[2:])
        os.execv(sys.executable, [sys.executable, "-m", *runner, *words])  # noqa: S606
    if command == "up":
        from portal.launch.up import up

        return up(argv[2:])
    if not os.environ.get("PORTAL_NO_VENV"):
        set_local_defaults()
    use_running_broker()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)
    return 0
