"""Files written whole or not at all, alone or several together."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from scorer.errors import WorkbookError
from scorer.model import Text

FULL = {errno.ENOSPC, errno.EDQUOT}
NO_FOLDER = {errno.EEXIST, errno.ENOTDIR, errno.ENOENT, errno.EISDIR, errno.ENAMETOOLONG}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}

_LEFT_OVER = re.compile(r"\..{0,40}\.[0-9a-f]{8}\.tmp", re.DOTALL)
_OLD = 3600.0  # seconds after which nobody is writing any more


class _Batch:
    """Files that are written but not yet in their places, and what goes when they are."""

    def __init__(self) -> None:
        self.written: list[tuple[Path, Path]] = []  # where it waits, where it belongs
        self.outdated: list[Path] = []
        self.folders: set[Path] = set()
        self.made: list[Path] = []  # folders that were missing, outer ones first
        self.moving = False

    def put_in_place(self) -> None:
        for path in (*(path for _, path in self.written), *self.outdated):
            _refuse_if_open(path)
        # Asked first: on Windows a workbook that is open cannot be replaced.
        for _, path in self.written:
            with _told_of(path), contextlib.suppress(FileNotFoundError), path.open("r+b"):
                pass
        self.moving = True
        try:
            self._move()
        except KeyboardInterrupt:  # once begun it is done, so that old and new do not stand side by side
            self.written = [(waiting, path) for waiting, path in self.written if waiting.exists()]
            self._move()
            raise

    def _move(self) -> None:
        for waiting, path in self.written:
            with _told_of(path):
                waiting.replace(path)
        for path in self.outdated:
            with _told_of(path):
                path.unlink(missing_ok=True)

    def make_folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        self.made += reversed(missing)
        folder.mkdir(parents=True, exist_ok=True)

    def clear(self) -> None:
        """Remove what did not get to its place, and folders made for it."""
        for waiting, _ in self.written:
            with contextlib.suppress(OSError):
                waiting.unlink()
        for folder in reversed(self.made):
            with contextlib.suppress(OSError):  # something is in it
                folder.rmdir()


_batch: _Batch | None = None  # the one that is being written


@contextlib.contextmanager
def together() -> Iterator[None]:
    """Hold back the files that are written within, then put them in their places, one right after the other.

    Where one fails none of them is replaced. Raises WorkbookError.
    """
    global _batch
    if _batch is not None:
        yield
        return
    _batch = batch = _Batch()
    try:
        yield
        batch.put_in_place()
    finally:
        _batch = None
        batch.clear()


def discard() -> None:
    """Remove what is half written, before the program ends at once; what is on its way to its place is let be."""
    if _batch is not None and not _batch.moving:
        _batch.clear()


def write_atomically(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Have `fill` write a file beside `path`, then put it in its place. The folder is made if it is missing.

    Raises WorkbookError where that cannot be done; what was at `path` is then as it was.
    """
    with together(), _told_of(path):
        batch = _open_batch()
        batch.make_folder(path.parent)
        if path.parent not in batch.folders:
            batch.folders.add(path.parent)
            _remove_left_over(path.parent)
        # Not by `tempfile`, whose files nobody else may read: results are there to be shared.
        waiting = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.tmp")
        batch.written.append((waiting, path))
        with waiting.open("xb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())


def remove_outdated(path: Path) -> None:
    """Remove a file once what is written together with this is in its place. Raises WorkbookError."""
    with together():
        _open_batch().outdated.append(path)


def _open_batch() -> _Batch:
    assert _batch is not None  # noqa: S101 - within `together`
    return _batch


def _remove_left_over(folder: Path) -> None:
    """Remove what runs that were killed left half written; a younger one may still be at work."""
    for path in folder.iterdir():
        if _LEFT_OVER.fullmatch(path.name):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _OLD:
                    path.unlink()


def _refuse_if_open(path: Path) -> None:
    """Raise WorkbookError where an office program has a file open. Linux and macOS would let it be replaced.

    They say so by a small file beside it, which stays when they crash.
    """
    for name in (f".~lock.{path.name}#", f"~${path.name}"):
        if path.exists() and path.with_name(name).exists():
            raise WorkbookError(
                Text(
                    f"{path}：文件被占用（正在 LibreOffice、Excel 或 WPS 中打开），没有写成，原有文件未动。"
                    f"请先关闭再运行；如果并没有打开（程序可能异常退出过），请删去同一文件夹里的隐藏文件 {name} 再运行",
                    f"{path}: not written, the file is open in LibreOffice, Excel or WPS; what was there is untouched. "
                    f"Close it and run again. If it is not open (the program may have crashed), delete the hidden "
                    f"file {name} beside it and run again",
                )
            )


@contextlib.contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Turn what the system says into what a user understands."""
    try:
        yield
    except OSError as error:
        raise WorkbookError(_wording(path, error)) from error


def _wording(path: Path, error: OSError) -> Text:
    why = error.strerror or type(error).__name__
    if error.errno in FULL:
        # Sheets are written to temporary files first, which may lie on another disk.
        folder = min((path.parent, Path(tempfile.gettempdir())), key=lambda folder: shutil.disk_usage(folder).free)
        return Text(
            f"{path}：{folder} 所在磁盘空间不足，没有写成，原有文件未动。请腾出空间，或用 --out 指定另一个磁盘",
            f"{path}: not written, the disk is full at {folder}; what was there is untouched. Free some space, or "
            "name another disk with --out",
        )
    if error.errno == errno.EFBIG:
        return Text(
            f"{path}：文件太大，这个磁盘存不下，没有写成，原有文件未动。请用 --out 指定另一个磁盘",
            f"{path}: not written, the file is too large for this disk; what was there is untouched. Name another disk "
            "with --out",
        )
    if error.errno in CLOSED and path.exists() and (error.filename in {None, str(path)} or error.filename2):
        return Text(
            f"{path}：文件被占用或受保护，不能替换，原有文件未动。如果它在 Excel 或 WPS 中打开，请先关闭再运行",
            f"{path}: the file is in use or protected and was left as it is. Close it in Excel or WPS and run again",
        )
    if error.errno in CLOSED:
        return Text(
            f"{path}：文件夹不允许写入（可能是只读的），没有写成，原有文件未动。请改权限，或用 --out 指定另一个文件夹",
            f"{path}: not written, the folder may not be written to (read-only?); what was there is untouched. Change "
            "its permissions, or name another with --out",
        )
    if error.errno in NO_FOLDER:
        why_not = _in_the_way(path, error)
        return Text(
            f"{path}：{why_not.zh}，没有写成，原有文件未动。请用 --out 指定另一个文件夹",
            f"{path}: not written, {why_not.en}; what was there is untouched. Name another folder with --out",
        )
    return Text(
        f"{path}：不能写入（{why}），原有文件未动。请检查文件夹和权限，或用 --out 指定另一个文件夹",
        f"{path}: cannot be written ({why}); what was there is untouched. Check the folder and your rights, or name "
        "another with --out",
    )


def _in_the_way(path: Path, error: OSError) -> Text:
    """What keeps a file from having its place in the folders."""
    if error.errno == errno.ENAMETOOLONG:
        return Text("名称太长", "the name is too long")
    if path.is_dir():
        return Text("这个名称已经是一个文件夹", "there is a folder of this name")
    file = next((folder for folder in path.parents if folder.is_file()), None)
    if file is not None:
        return Text(f"{file} 是一个文件，不是文件夹", f"{file} is a file and no folder")
    return Text(
        "找不到要写入的文件夹（可能刚被移走或删除）", "its folder cannot be found (moved or deleted meanwhile?)"
    )
