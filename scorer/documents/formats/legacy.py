"""Documents of Word and Excel before 2007 and of WPS (.doc, .wps, .dot, .wpt, .xls, .et): bytes in, an Extract out.

LibreOffice turns them into .docx or .xlsx where it is installed, in a folder and with a profile of its own that go when
it is done: without macros, without following links, without a network.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from scorer.container import DAMAGED, ENCRYPTED
from scorer.documents.formats import docx, sheet
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from scorer.documents.extract import Extract

SECONDS = 45.0  # for the conversion; starting the program alone takes 1 to 5, on slow disks 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FILEPASS, _FIRST_RECORDS = 0x2F, 10
_TICK = 0.2  # seconds; Windows lets nothing interrupt a longer wait
_GRACE = 3.0  # seconds to end when asked to
_RESTART = (79, 81)  # exit codes: a fresh profile is made, call again

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432", "LOCALAPPDATA")

_SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    "org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "org.openoffice.Office.Calc/Content/Update": {"Link": "0"},
    "org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}  # links are not followed, and the proxy of what would be is nobody


def read(data: bytes) -> Extract:
    """Read a document. Raises DocumentError where it is of another kind, or LibreOffice is missing or fails."""
    if not data.startswith(_OLE):
        raise DocumentError(_NO_DOCUMENT)
    if _is_encrypted(data):
        raise DocumentError(ENCRYPTED)
    program = find_program()
    if program is None:
        raise DocumentError(_NO_PROGRAM)
    with tempfile.TemporaryDirectory(prefix="score-", ignore_cleanup_errors=True) as folder:
        if (cells := _cells_of(data)) is not None:
            try:
                made = _converted(program, Path(folder), data, "xls", "xlsx:Calc MS Excel 2007 XML")
            except DocumentError as error:  # with the password that Excel itself gives, LibreOffice opens it
                raise DocumentError(ENCRYPTED) if _takes_password(cells) else error from error
            return sheet.read(made)
        return docx.read(_converted(program, Path(folder), data, "doc", "docx:MS Word 2007 XML"))


@cache
def find_program() -> Path | None:
    """LibreOffice's program file; None where it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    candidates = [Path(found)] if found else []
    candidates += [Path(place).expanduser() for place in _PLACES]
    folders = [os.environ[name] for name in _WINDOWS_FOLDERS if name in os.environ]
    candidates += [Path(folder, "LibreOffice", "program", "soffice.exe") for folder in folders]
    for candidate in candidates:
        if candidate.is_file():
            # What it starts in turn would outlive it when it is killed; better be without the go-between.
            direct = candidate.resolve().with_name("soffice.bin")
            return direct if direct.is_file() else candidate
    return None


def _is_encrypted(data: bytes) -> bool:
    """Whether Word asks for a password. Of files too damaged to tell, LibreOffice may make something."""
    import olefile  # slow to import, and for few files

    with contextlib.suppress(Exception), olefile.OleFileIO(BytesIO(data)) as ole:
        head = ole.openstream("WordDocument").read(12)
        return bool(int.from_bytes(head[10:12], "little") & 0x0100)
    return False


def _cells_of(data: bytes) -> bytes | None:
    """The stream in which Excel keeps cells; None where there is none."""
    import olefile

    with contextlib.suppress(Exception), olefile.OleFileIO(BytesIO(data)) as ole:
        for name in ("Workbook", "Book"):
            if ole.exists(name):
                return bytes(ole.openstream(name).read())
    return None


def _takes_password(cells: bytes) -> bool:
    """Whether one of the records with which the stream begins says that the others are encrypted."""
    at = 0
    for _ in range(_FIRST_RECORDS):
        kind, length = (int.from_bytes(cells[at + i : at + i + 2], "little") for i in (0, 2))
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _converted(program: Path, folder: Path, data: bytes, suffix: str, wanted: str) -> bytes:
    """What LibreOffice makes of it: `wanted` is a suffix, a colon and the name of a filter."""
    source = folder / f"document.{suffix}"
    source.write_bytes(data)
    profile = folder / "profile"
    _write_settings(profile / "user")
    command = [
        *(str(program), f"-env:UserInstallation={profile.as_uri()}"),
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        *("--convert-to", wanted, "--outdir", str(folder / "out"), str(source)),
    ]
    until = time.monotonic() + SECONDS
    try:
        code = _run(command, folder, until)
        if code in _RESTART:
            _run(command, folder, until)
        return (folder / "out" / f"document.{wanted.partition(':')[0]}").read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(DAMAGED if program.exists() else _NO_PROGRAM) from error
    except OSError as error:
        raise DocumentError(_FAILED) from error


def _write_settings(user: Path) -> None:
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    content = f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    (user / "registrymodifications.xcu").write_text(f'<?xml version="1.0" encoding="UTF-8"?>{content}', "utf-8")


def _run(command: list[str], folder: Path, until: float) -> int:
    """Run a program to its end; its exit code. Raises DocumentError where it takes too long, and ends it then."""
    # In the group of processes that this one is in: whoever ends the group ends it too.
    process = subprocess.Popen(  # noqa: S603 - LibreOffice, with arguments of ours
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        while time.monotonic() < until:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(_TICK)
        raise DocumentError(_TOO_LONG)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it has started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        subprocess.run([system, "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
    else:
        process.terminate()  # which it passes on to what it has started
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    process.kill()
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Ours without what would lead to a screen or a network; temporary files go where they will be cleared away."""
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "PYTHONHOME")
    kept = {name: value for name, value in os.environ.items() if name.upper() not in dropped}
    nobody = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return kept | nobody | {"TMPDIR": str(folder), "TMP": str(folder), "TEMP": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


_HOW = "请用 Office 或 WPS 打开，另存为 .docx 或 .xlsx 再评"
_NO_PROGRAM = Text(
    zh=f"是旧版 Office 或 WPS 文件，读取它需要 LibreOffice，本机没有找到；{_HOW}，"
    "或安装免费的 LibreOffice（https://zh-cn.libreoffice.org）后重新运行。",
    en="A file of old Office or WPS takes LibreOffice to read, which is not installed; save it as .docx or .xlsx in "
    "Office or WPS, or install LibreOffice (free, https://www.libreoffice.org) and score again.",
)
_NO_DOCUMENT = Text(
    zh=f"不是旧版 Office 或 WPS 文件，或者已经损坏，没有读取；{_HOW}。",
    en="This is no file of old Office or WPS, or it is damaged; open it there and save it as .docx or .xlsx.",
)
_FAILED = Text(
    zh=f"LibreOffice 没能读取这份旧版文件；{_HOW}。",
    en="LibreOffice failed to read the document; open it in Office or WPS and save it as .docx or .xlsx.",
)
_TOO_LONG = Text(
    zh=f"LibreOffice 读取这份旧版文件用时过长，已经停止；{_HOW}。",
    en="LibreOffice took too long over the document and was stopped; open it in Office or WPS and save it as .docx or "
    ".xlsx.",
)
