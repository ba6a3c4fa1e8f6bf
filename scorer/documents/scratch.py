"""Folders for what readers must write to disk: one for each process of theirs, removed by whoever started it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
import time
from pathlib import Path

_PREFIX = "score-scratch-"
_NAME = re.compile(re.escape(_PREFIX) + r"[a-z0-9_]{8}")
_OLD = 3600.0  # seconds; several times what one document may take


def new_scratch() -> str:
    """Make a folder that nobody else may enter; "" where there is no place for one."""
    try:
        return tempfile.mkdtemp(prefix=_PREFIX)
    except OSError:
        return ""


def keep(scratch: str) -> None:
    """Mark a folder as in use from now on."""
    with contextlib.suppress(OSError):
        os.utime(scratch)


def remove(scratch: str) -> None:
    """Remove a folder of `new_scratch` with all that is in it."""
    if scratch:
        shutil.rmtree(scratch, ignore_errors=True)


def remove_left_over() -> None:
    """Remove the folders of processes that were killed together with the one that started them."""
    with contextlib.suppress(OSError):
        for path in Path(tempfile.gettempdir()).iterdir():
            if _NAME.fullmatch(path.name) and _is_left_over(path):
                remove(str(path))


def _is_left_over(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return own and stat.S_ISDIR(found.st_mode) and time.time() - found.st_mtime > _OLD
