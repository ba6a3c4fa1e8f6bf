"""Work that may crash, hang or eat memory, done in a process of its own.

A `Worker` is such a process: it starts when first needed, takes one task after the other, and is started anew
after it had to be stopped. Tasks and results cross as bytes over its standard input and output. It ends with
this process, however this one ends: it reads the end of its input then. What it writes to disk goes into a folder that
is made for it here, and removed here when it has ended.

Memory is limited twice: by the process itself where the system lets it, on Linux, and by a look at what it holds every
moment, which is all that Windows and macOS offer.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar, cast

from scorer.documents import scratch
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

Task = TypeVar("Task")
Result = TypeVar("Result")

MEMORY = 2 * 1024 * 1024 * 1024  # bytes
SECONDS = 60.0  # for one document ...
SECONDS_PER_MB = 1.0  # ... and for each megabyte of it

_GRACE = 5  # seconds after which a task that nobody is left to stop ends itself
_TICK = 0.2  # seconds; Windows lets nothing interrupt a longer wait
_LENGTH = 8  # bytes in front of each message
_STARTING = threading.Lock()  # on Windows two that start at once hold each other's pipes open
_MAIN = "import sys; sys.path[:] = {path}; from scorer.documents.guard import serve; serve({scratch})"


def seconds_for(size: int) -> float:
    """How long a document of so many bytes may take."""
    return SECONDS + SECONDS_PER_MB * size / 1_000_000


class Worker(Generic[Task, Result]):
    """A process that does `work` on one task at a time. A context: leaving it ends the process.

    `work` and `prepare`, which is called once before it, must be importable by name; tasks and results be picklable.
    """

    def __init__(
        self, work: Callable[[Task], Result], prepare: Callable[[], object] | None = None, memory: int = MEMORY
    ) -> None:
        self._start_with = pickle.dumps((work, prepare, memory))
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch = ""
        self._replies: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._listener: threading.Thread | None = None
        self._closed = False
        self._changing = threading.Lock()  # of process and listener; `close` comes from another thread

    def __enter__(self) -> Worker[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, task: Task, seconds: float) -> Result:
        """Do the work. Raises the DocumentError it raised, or one that says how it failed."""
        try:
            return self._run(pickle.dumps(task), seconds)
        except DocumentError:
            raise
        except BaseException:
            self._stop()  # what it is doing must not be taken for the answer to the next task
            raise

    def close(self) -> None:
        """End the process, at once and whatever it is doing. Another thread may be waiting in `run`."""
        self._closed = True
        self._stop()

    def _run(self, task: bytes, seconds: float) -> Result:
        try:
            if self._process is None:
                self._start()
                self._send(self._start_with)
            scratch.keep(self._scratch)
            self._send(pickle.dumps(seconds))
            self._send(task)
            reply = self._answer(time.monotonic() + seconds)
        except TimeoutError:
            self._stop()
            raise DocumentError(_TOO_LONG) from None
        except MemoryError:
            self._stop()
            raise DocumentError(_TOO_BIG) from None
        except OSError as error:  # the pipe is broken: it died while it was idle or read its task
            self._stop()
            raise DocumentError(_CRASHED) from error
        if reply is None:
            self._stop()
            raise DocumentError(_CRASHED)
        outcome, value = pickle.loads(reply)  # noqa: S301 - written by `_reply_to` below
        if outcome is _MEMORY:
            self._stop()
        if outcome is not _DONE:
            raise DocumentError(value)
        return cast("Result", value)

    def _start(self) -> None:
        with self._changing:
            if self._closed:
                raise BrokenPipeError
            self._scratch = scratch.new_scratch()
            self._process = process = self._new_process()
            self._replies = queue.SimpleQueue()
            self._listener = threading.Thread(target=_pass_on, args=(process.stdout, self._replies), daemon=True)
            self._listener.start()

    def _new_process(self) -> subprocess.Popen[bytes]:
        with _STARTING:
            return subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-P", "-c", _MAIN.format(path=ascii(sys.path), scratch=ascii(self._scratch))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C reaches this process alone; what it starts itself ends with it
            )

    def _send(self, message: bytes) -> None:
        process = self._process
        if process is None or process.stdin is None:  # closed by another thread
            raise BrokenPipeError
        _write(process.stdin, message)

    def _answer(self, until: float) -> bytes | None:
        while True:
            try:
                return self._replies.get(timeout=max(0.0, min(_TICK, until - time.monotonic())))
            except queue.Empty:
                process = self._process
                if time.monotonic() >= until:
                    raise TimeoutError from None
                if process is not None and _held_by(process.pid) > self._memory:
                    raise MemoryError from None

    def _stop(self) -> None:
        with self._changing:
            process, self._process = self._process, None
            folder, self._scratch = self._scratch, ""
            listener = self._listener
        if process is None or listener is None:
            scratch.remove(folder)
            return
        _kill(process)
        process.wait()
        scratch.remove(folder)
        listener.join()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # unsent bytes have nowhere to go
                if pipe is not None:
                    pipe.close()


def outcomes(
    work: Callable[[Task], Result], prepare: Callable[[], object], tasks: Iterable[tuple[Task, float]], jobs: int
) -> Generator[Result | DocumentError, None, None]:
    """Do the work on every task, each with its seconds, in `jobs` processes; yield what comes of it in their order.

    A task at which the process failed gives the DocumentError that says so. Closing the iterator ends the processes.
    """
    workers = [Worker(work, prepare) for _ in range(jobs)]
    idle: queue.SimpleQueue[Worker[Task, Result]] = queue.SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def done(task: tuple[Task, float]) -> Result | DocumentError:
        worker = idle.get()
        try:
            return worker.run(*task)
        except DocumentError as error:
            return error
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(jobs)
    try:
        for future in [pool.submit(done, task) for task in tasks]:
            while not future.done():
                wait([future], timeout=_TICK)
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()
        pool.shutdown()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and, where the system has groups of them, what it started."""
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _held_by(pid: int) -> int:
    """Bytes of memory that a process and what it started hold; 0 where it has ended."""
    import psutil  # slow to import, and only for what takes more than a moment

    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        return sum(int(one.memory_info().rss) for one in (process, *process.children(recursive=True)))
    return 0


def _pass_on(stream: IO[bytes], replies: queue.SimpleQueue[Any]) -> None:
    """Put every message of a stream into a queue, and None at its end."""
    with contextlib.suppress(OSError, ValueError):
        while (message := _read(stream)) is not None:
            replies.put(message)
    replies.put(None)


def _write(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_LENGTH, "little"))
    stream.write(message)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes | None:
    """The next message; None at the end of the stream, or where it breaks off."""
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    message = stream.read(int.from_bytes(length, "little"))
    return message if len(message) == int.from_bytes(length, "little") else None


# --- in the worker -----------------------------------------------------------------------------

_DONE, _REFUSED, _FAILED, _MEMORY = range(4)


def serve(folder: str) -> None:
    """Answer the tasks that come over standard input until it ends; what is written to disk goes into `folder`.

    The worker's main program.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder or None
    tasks, replies = _own_streams()
    arrived: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    # Read in a thread, so that the end of the input ends the process whatever it is doing.
    threading.Thread(target=_listen, args=(tasks, arrived, folder), daemon=True).start()
    work, prepare, memory = pickle.loads(arrived.get() or b"")  # noqa: S301 - from the process that started this one
    _limit_memory(memory)
    if prepare is not None:
        prepare()
    while True:
        seconds, task = (pickle.loads(arrived.get() or b"") for _ in range(2))  # noqa: S301
        _end_after(int(seconds) + _GRACE)
        reply = _reply_to(work, task)
        _end_after(0)
        _write(replies, reply)


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for ourselves: libraries that print or read must not meet our messages."""
    tasks, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    os.close(silence)
    return tasks, replies


def _listen(tasks: IO[bytes], arrived: queue.SimpleQueue[bytes | None], folder: str) -> None:
    while (message := _read(tasks)) is not None:
        arrived.put(message)
    scratch.remove(folder)  # nobody else may be left to do it
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)  # with whatever was started from here
    os._exit(0)


def _reply_to(work: Callable[[Any], object], task: object) -> bytes:
    try:
        return pickle.dumps((_DONE, work(task)))
    except DocumentError as error:
        return pickle.dumps((_REFUSED, error.message))
    except MemoryError:
        return pickle.dumps((_MEMORY, _TOO_BIG))
    except Exception as error:
        return pickle.dumps((_FAILED, failed(error)))


def failed(error: Exception) -> Text:
    """What is said of a document at which a program of ours failed."""
    name = type(error).__name__
    return Text(
        f"读取这份文件时程序出错（{name}），没有读取；请用原来的程序打开，另存为 .docx 或 .txt 再评。",
        f"Reading this file failed ({name}); open it in its own program and save it as .docx or .txt.",
    )


def _limit_memory(most: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):  # not kept on macOS
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _end_after(seconds: int) -> None:
    """Let the system end this process after so many seconds, 0 for never, should nobody else be able to."""
    if sys.platform != "win32":
        signal.alarm(seconds)


_CRASHED = Text(
    zh="读取这份文件时程序出错，没有读取；请用原来的程序打开，另存为 .docx 或 .txt 再评。",
    en="Reading this file made the program fail; open it in its own program and save it as .docx or .txt.",
)
_TOO_LONG = Text(
    zh="读取这份文件用时过长，已经停止，没有读取；请用原来的程序打开，另存为 .docx 或 .txt 再评。",
    en="Reading this file took too long and was stopped; open it in its own program and save it as .docx or .txt.",
)
_TOO_BIG = Text(
    zh="读取这份文件需要的内存过大，没有读取；请拆分，或用原来的程序打开，另存为 .txt 再评。",
    en="Reading this file takes too much memory; split it, or open it in its own program and save it as .txt.",
)
