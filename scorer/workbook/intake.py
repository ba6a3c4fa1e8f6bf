"""Workbooks that anybody may have handed back: a path goes in, the sheets in the file come out.

What is no .xlsx file, damaged, or more than any honest workbook is refused with a WorkbookError that says what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.container import TooLargeError
from scorer.errors import DocumentError, WorkbookError
from scorer.model import Text
from scorer.xlsx.safety import open_package
from scorer.xlsx.unpack import read_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.xlsx.cells import Sheets

MOST_BYTES = 100 * 1024 * 1024  # of the file

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path) -> Sheets:
    """Read all worksheets of the file, which is loaded whole so that nobody can change it meanwhile.

    WorkbookError tells the fault and the remedy; it does not name the file.
    """
    data = _read(path)
    if not data.startswith(_ZIP):
        raise WorkbookError(_not_zip(data))
    try:
        package = open_package(data)
        if not any("workbook" in name.lower() and name.lower().endswith(".xml") for name in package.names):
            raise WorkbookError(_not_xlsx())
        return read_sheets(package)
    except TooLargeError as error:
        raise WorkbookError(_too_large()) from error
    except DocumentError as error:
        raise WorkbookError(_damaged()) from error


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
            raise WorkbookError(_too_large())
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


def _damaged() -> Text:
    """It looks like a workbook, but cannot be read to its end."""
    return Text(
        "文件不完整或已损坏，可能没有传完。请用 Excel 或 WPS 打开，另存为 .xlsx 后重新交回；打不开的，请复核人重新发送",
        "incomplete or damaged, perhaps not sent completely. Open it in Excel or WPS and save it anew as "
        ".xlsx; if that fails, ask for it again",
    )


def _too_large() -> Text:
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
