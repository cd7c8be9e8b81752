"""Old Word documents (.doc) made new ones by LibreOffice, where it is installed: no macros, no links, no network."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from plans.importing.errors import ImportRefused
from plans.importing.guard import ADVICE, MAX_BYTES, refuse_old_word

WALL_SECONDS = 40
CPU_SECONDS = 40
MEMORY_BYTES = 3 * 1024 * 1024 * 1024  # of addresses: the program maps far more than it uses
FILE_BYTES = 40 * 1024 * 1024
PROGRAMS = ("soffice", "libreoffice")
KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG")
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Java", "Enable", "false"),
)
NOWHERE = "http://127.0.0.1:9"  # the discard port: whatever would be loaded is refused at once


def find_office() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


def to_docx(data: bytes, *, seconds: float = WALL_SECONDS) -> bytes:
    """The same document as a .docx, made in a profile of its own that is thrown away afterwards.

    Raises ImportRefused where LibreOffice is not installed, cannot read the file or takes too long.
    """
    office = find_office()
    if office is None:
        refuse_old_word()
    with tempfile.TemporaryDirectory(prefix="plan-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "plan.doc"
        source.write_bytes(data)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        items = "\n".join(ITEM.format(path=path, name=key, value=value) for path, key, value in SETTINGS)
        (profile / "registrymodifications.xcu").write_text(PROFILE.format(items=items), encoding="utf-8")
        _run(office, folder, seconds)
        result = folder / "out" / "plan.docx"
        if not result.is_file() or result.stat().st_size > MAX_BYTES:
            raise ImportRefused("damaged", f"Документ Word старого образца (.doc) не читается. {ADVICE}")
        return result.read_bytes()


def _run(office: str, folder: Path, seconds: float) -> None:
    command = [
        office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", "--infilter=MS Word 97", "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(folder / "out"), str(folder / "plan.doc"),
    ]  # fmt: skip
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "http_proxy": NOWHERE, "https_proxy": NOWHERE}
    process = subprocess.Popen(  # noqa: S603 - the path was found by us, the arguments are ours
        _limited(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise ImportRefused(
            "too_slow", f"Документ Word старого образца (.doc) читается слишком долго, чтение остановлено. {ADVICE}"
        ) from error
    finally:
        _end_group(process)


def _limited(command: list[str]) -> list[str]:
    """The command under limits of memory, processor time and size of files, where the system has them."""
    tool = shutil.which("prlimit")
    if tool is None:
        return command
    return [tool, f"--as={MEMORY_BYTES}", f"--cpu={CPU_SECONDS}", f"--fsize={FILE_BYTES}", "--core=0", "--", *command]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the program with everything it started: the one that is called only starts the real one."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
