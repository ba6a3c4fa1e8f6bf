"""What readers may do at a hostile document, to be run in a worker process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scorer.errors import DocumentError
from scorer.model import Text


def behave(task: str) -> str | int:
    """Do what the task says; give anything else back twice."""
    deed, _, argument = task.partition(":")
    return _DEEDS[deed](argument) if deed in _DEEDS else task * 2


def prepare(path: Path) -> None:
    """Leave a line for each time it was called."""
    with path.open("a", encoding="utf-8") as file:
        file.write("prepared\n")


def _pid(_: str) -> int:
    return os.getpid()


def _exit(_: str) -> int:
    os._exit(3)


def _loop(_: str) -> int:
    while True:
        pass


def _sleep(_: str) -> int:
    time.sleep(3600)
    return 0


def _eat(_: str) -> int:
    return len([bytes(1 << 24) for _ in range(1 << 16)])


def _raise(task: str) -> int:
    raise KeyError(task)


def _recurse(task: str) -> int:
    return _recurse(task) + 1


def _refuse(_: str) -> int:
    raise DocumentError(Text("不行", "no"))


def _print(_: str) -> str:
    print("noise")
    os.write(1, b"more noise")
    return sys.stdin.read()


def _start(path: str) -> int:
    """Start a process that leaves its id in a file and stays."""
    child = f"import os, pathlib, time; pathlib.Path({path!r}).write_text(str(os.getpid())); time.sleep(3600)"
    return subprocess.call([sys.executable, "-c", child])


def _copy(path: str) -> int:
    """Write a document to disk, as for LibreOffice, leave its place in a file, and hang."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "document.doc")
        document.write_bytes(b"confidential")
        Path(path).write_text(str(document), encoding="utf-8")
        return _sleep("")


_DEEDS: dict[str, Callable[[str], str | int]] = {
    "pid": _pid,
    "exit": _exit,
    "loop": _loop,
    "sleep": _sleep,
    "eat": _eat,
    "raise": _raise,
    "recurse": _recurse,
    "refuse": _refuse,
    "print": _print,
    "start": _start,
    "copy": _copy,
}
