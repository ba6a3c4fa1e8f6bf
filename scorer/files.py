"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import IO

from scorer.errors import WorkbookError
from scorer.model import Text

FULL = {errno.ENOSPC, errno.EDQUOT}


def write_atomically(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Have `fill` write a file beside `path`, then put it in its place. The folder is made if it is missing.

    Raises WorkbookError where that cannot be done; what was at `path` is then as it was.
    """
    # Not by `tempfile`, whose files nobody else may read: results are there to be shared.
    temporary = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise WorkbookError(_wording(path, error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _wording(path: Path, error: OSError) -> Text:
    why = error.strerror or type(error).__name__
    if error.errno in FULL:
        return Text(
            f"{path}：磁盘空间不足，没有写成，原有文件未动。请腾出空间，或用 --out 指定另一个磁盘",
            f"{path}: not written, the disk is full; what was there is untouched. Free some space, or name another "
            "disk with --out",
        )
    if isinstance(error, PermissionError) and path.exists():
        return Text(
            f"{path}：文件被占用或受保护，不能替换，原有文件未动。如果它在 Excel 或 WPS 中打开，请先关闭再运行",
            f"{path}: the file is in use or protected and was left as it is. Close it in Excel or WPS and run again",
        )
    return Text(
        f"{path}：不能写入（{why}）。请检查文件夹和权限，或用 --out 指定另一个文件夹",
        f"{path}: cannot be written ({why}). Check the folder and your rights, or name another with --out",
    )
