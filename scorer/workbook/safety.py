"""Opening a file that anybody may have sent: a path goes in; the parts of an .xlsx file come out, within fixed limits.

Nothing in it is run, nothing it refers to is fetched, and no XML that declares entities is parsed. What is no .xlsx
file, or asks for more than any honest workbook, is refused with a WorkbookError that says what to do.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from scorer.errors import WorkbookError
from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MIB = 1024 * 1024
MOST_BYTES = 100 * _MIB  # of the file
MOST_PARTS = 10_000
MOST_UNPACKED = 200 * _MIB  # of all parts together
MOST_OF_A_PART = 100 * _MIB
MOST_RATIO = 100  # unpacked to packed; honest office files stay below 70
RATIO_FROM = 8 * _MIB  # unpacked; below this no ratio does harm
MOST_OF_A_TAG = _MIB  # and of a text between two; a cell's is far below
MOST_DEPTH = 100  # of elements within elements
MOST_ASIDES = 1000  # comments and instructions of one part; office programs write one

_ZIP = b"PK"
_ENTRY = b"PK\x01\x02"  # before each part in the zip's directory
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONG = re.compile(b"<[^<]{%d}" % MOST_OF_A_TAG)
_BROKEN = (BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, OSError, zlib.error)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an .xlsx file, by name without regard to case."""

    _archive: ZipFile
    _names: dict[str, str]

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._names

    def part(self, name: str) -> bytes:
        """Unpack one. KeyError for a name that it does not have; ValueError where the part is damaged."""
        try:
            return self._archive.read(self._names[_key(name)])
        except (BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError, zlib.error) as error:
            raise ValueError(str(error)) from error


def open_package(path: Path) -> Package:
    """Open the file, read whole so that nobody can change it meanwhile. WorkbookError says what to do."""
    data = _read(path)
    if not data.startswith(_ZIP):
        raise WorkbookError(_not_zip(data))
    if data.count(_ENTRY) > MOST_PARTS:
        raise WorkbookError(too_large())
    try:
        archive = ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise WorkbookError(damaged()) from error
    entries = archive.infolist()
    names = {_key(entry.filename): entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if (
        unpacked > MOST_UNPACKED
        or any(entry.file_size > MOST_OF_A_PART for entry in entries)
        or unpacked > max(RATIO_FROM, MOST_RATIO * len(data))
    ):
        raise WorkbookError(too_large())
    packed_otherwise = any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries)
    if len(names) < len(entries) or packed_otherwise or any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookError(damaged())
    if not any("workbook" in name and name.endswith(".xml") for name in names):
        raise WorkbookError(_not_xlsx())
    return Package(archive, names)


def scan(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Go through XML; elements are told by their names without namespace. ValueError where it is damaged.

    A DOCTYPE is refused before anything that it declares: no office program writes one, and every attack by entities
    begins with one. So are tags and comments without end: for them expat can take the square of the time.
    """
    _check_length(xml)
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise ValueError("elements within elements without end")
        start(name.rpartition(" ")[2], attributes)

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name.rpartition(" ")[2])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:  # LookupError: an encoding that Python does not know
        raise ValueError(str(error)) from error


def _check_length(xml: bytes) -> None:
    """Refuse what would keep the parser busy: it goes through a tag or comment anew for every piece that it gets."""
    if b"\0" in xml[:8]:
        raise ValueError("UTF-16, where the following would find nothing")
    if b"<!DOCTYPE" in xml or xml.count(b"<!") + xml.count(b"<?") > MOST_ASIDES:
        raise ValueError("a DOCTYPE, or more comments than any program writes")
    if _LONG.search(xml):
        raise ValueError("a long tag")
    for opening, closing in ((b"<!", b">"), (b"<!--", b"-->"), (b"<?", b"?>")):
        start = xml.find(opening)
        while start >= 0:
            end = xml.find(closing, start)
            if (end if end >= 0 else len(xml)) - start > MOST_OF_A_TAG:
                raise ValueError("a long comment")
            start = xml.find(opening, start + 2)


def _refuse(*_: object) -> None:
    raise ValueError("a DOCTYPE")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise WorkbookError(
            Text(
                "是文件夹。请给出其中的工作簿",
                "a folder. Name the workbooks in it",
            )
        )
    if path.name.startswith("~$"):
        raise WorkbookError(
            Text(
                "是 Excel 或 WPS 打开工作簿时的临时文件，不是工作簿。请关闭那个工作簿，或不要给出这个文件",
                "a temporary file that Excel or WPS keeps while a workbook is open. Close that workbook, or "
                "leave this file out",
            )
        )
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WorkbookError(too_large())
        data = path.read_bytes()
    except OSError as error:
        raise WorkbookError(_unreadable(error)) from error
    if not data:
        raise WorkbookError(
            Text(
                "文件是空的，可能没有存好或没有传完。请重新保存或重新发送",
                "the file is empty, perhaps not saved or not sent completely. Save or send it again",
            )
        )
    return data


def damaged() -> Text:
    """It looks like a workbook, but cannot be read to its end."""
    return Text(
        "文件不完整或已损坏，可能没有传完。请用 Excel 或 WPS 打开，另存为 .xlsx 后重新交回；打不开的，请复核人重新发送",
        "incomplete or damaged, perhaps not sent completely. Open it in Excel or WPS and save it anew as "
        ".xlsx; if that fails, ask for it again",
    )


def too_large() -> Text:
    """It asks for more than any honest workbook."""
    return Text(
        "内容过大，不像正常填写的工作簿，为安全起见没有打开。"
        "请删去图片、多余的工作表和空白区域的格式，另存为 .xlsx 后重新交回",
        "far larger than a workbook that was filled in, and not opened for safety. Remove pictures, extra "
        "sheets and formats of empty areas, and save it anew as .xlsx",
    )


def _unreadable(error: OSError) -> Text:
    if isinstance(error, FileNotFoundError):
        return Text("没有这个文件。请检查路径", "there is no such file. Check the path")
    why = error.strerror or type(error).__name__
    return Text(
        f"无法读取（{why}）。请检查文件权限；如果它正在 Excel 或 WPS 中打开，请先关闭",
        f"cannot be read ({why}). Check your rights; if it is open in Excel or WPS, close it first",
    )


def _not_zip(data: bytes) -> Text:
    if not data.startswith(_OLE):
        return _not_xlsx()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Text(
            "工作簿加了打开密码。请在 Excel 或 WPS 中打开，去掉密码（文件 → 信息 → 保护工作簿），保存后重新交回",
            "protected by a password for opening. Open it in Excel or WPS, remove the password (File, Info, "
            "Protect Workbook) and save it",
        )
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return Text(
            "是旧的 .xls 或 WPS 的 .et 格式。请在 Excel 或 WPS 中打开，另存为 .xlsx（Excel 工作簿）后重新交回",
            "in the old .xls format or the .et format of WPS. Open it in Excel or WPS and save it as .xlsx "
            "(Excel Workbook)",
        )
    return _not_xlsx()


def _not_xlsx() -> Text:
    return Text(
        "不是 .xlsx 工作簿。请用 Excel 或 WPS 打开收到的评分卡，填写后另存为 .xlsx（Excel 工作簿）交回",
        "no .xlsx workbook. Open the scorecard that was handed out in Excel or WPS, fill it in and save it as "
        ".xlsx (Excel Workbook)",
    )
