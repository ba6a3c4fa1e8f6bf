"""Ctrl-C, at whatever moment: a sentence that says what was done, and exit code 130 within a second.

It imports next to nothing: until `watch` is called Python answers Ctrl-C itself, with a traceback.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import time

TYPE_CHECKING = False  # not from `typing`, which takes longer to import than all else here
if TYPE_CHECKING:
    from scorer.model import Text

INTERRUPTED = 130  # exit code, as shells have it

_PATIENCE = 0.7  # seconds for what is at work to clear up


class _Watch:
    """What is known of an interruption, and what is to be said of it."""

    def __init__(self) -> None:
        self.came = False
        self.told = False
        self.english = False
        self.done = ("已中断。还没有开始，什么都没有写", "interrupted before anything was done")


_watch = _Watch()


def watch(*, english: bool) -> None:
    """Have Ctrl-C end the program as this module says, in one of two languages."""
    _watch.english = english
    signal.signal(signal.SIGINT, _stop)


def came() -> bool:
    """Whether somebody pressed Ctrl-C."""
    return _watch.came


def if_interrupted(message: Text) -> None:
    """Set what is said should Ctrl-C come from here on."""
    _watch.done = (message.zh, message.en)


def tell() -> int:
    """Say once what was done; the exit code."""
    if not _watch.told:
        _watch.told = True
        sys.stderr.write(_watch.done[_watch.english] + "\n")
        sys.stderr.flush()
    return INTERRUPTED


def _stop(signum: int, frame: object) -> None:  # noqa: ARG001
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough, and the end is near
    _watch.came = True
    _thread.start_new_thread(_leave, ())  # not by `threading`: this may have come while its lock is held
    raise KeyboardInterrupt


def _leave() -> None:
    """End the program where a library swallowed the interruption, or clearing up takes too long.

    Nothing is lost by that: files are put in their places whole, and worker processes end with this one.
    """
    time.sleep(_PATIENCE)
    try:
        tell()
        if "scorer.files" in sys.modules:  # else nothing was written
            sys.modules["scorer.files"].discard()
    finally:
        os._exit(INTERRUPTED)
