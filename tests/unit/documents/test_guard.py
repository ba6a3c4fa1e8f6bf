from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from scorer.documents import guard, scratch
from scorer.documents.guard import Worker, outcomes, seconds_for
from scorer.errors import DocumentError
from tests.unit.documents.misbehaviour import behave, prepare

LONG = 60.0  # seconds; none of these tests waits so long
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="process groups and their signals are Unix")


def reason(worker: Worker[str, str | int], task: str, seconds: float = LONG) -> str:
    with pytest.raises(DocumentError) as caught:
        worker.run(task, seconds)
    return caught.value.message.zh


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def ends(pid: int) -> bool:
    """Whether a process comes to its end."""
    until = time.monotonic() + LONG
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.01)
    return not is_alive(pid)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker[str, str | int]]:
    with Worker(behave) as shared:
        yield shared


def test_one_process_does_one_task_after_the_other(worker: Worker[str, str | int]) -> None:
    assert worker.run("pid", LONG) != os.getpid()
    assert worker.run("pid", LONG) == worker.run("pid", LONG)
    assert worker.run("甲", LONG) == "甲甲"


def test_a_large_task_crosses_whole(worker: Worker[str, str | int]) -> None:
    assert worker.run("x" * 10_000_000, LONG) == "x" * 20_000_000


def test_a_document_error_comes_back_as_it_was(worker: Worker[str, str | int]) -> None:
    assert reason(worker, "refuse") == "不行"


def test_another_error_is_named_and_the_process_goes_on(worker: Worker[str, str | int]) -> None:
    pid = worker.run("pid", LONG)
    assert "程序出错（KeyError）" in reason(worker, "raise")
    assert "程序出错（RecursionError）" in reason(worker, "recurse")
    assert worker.run("pid", LONG) == pid


def test_what_a_library_prints_or_reads_does_not_meet_the_messages(worker: Worker[str, str | int]) -> None:
    assert worker.run("print", LONG) == ""
    assert worker.run("a", LONG) == "aa"


def test_a_crash_is_told_and_the_next_task_done_by_a_new_process(worker: Worker[str, str | int]) -> None:
    pid = worker.run("pid", LONG)
    assert "程序出错" in reason(worker, "exit")
    assert worker.run("pid", LONG) != pid


@pytest.mark.parametrize("task", ["loop", "sleep"])
def test_a_hang_is_stopped_and_the_next_task_done_by_a_new_process(task: str, worker: Worker[str, str | int]) -> None:
    pid = worker.run("pid", LONG)
    assert isinstance(pid, int)
    assert "用时过长" in reason(worker, task, 0.2)
    assert ends(pid)
    assert worker.run("a", LONG) == "aa"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its memory")
def test_eating_memory_is_told_and_given_back() -> None:
    with Worker(behave, memory=1 << 30) as worker:
        pid = worker.run("pid", LONG)
        assert isinstance(pid, int)
        assert "内存过大" in reason(worker, "eat")
        assert not is_alive(pid)
        assert worker.run("a", LONG) == "aa"


def test_what_holds_too_much_is_ended_where_the_system_does_not_see_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with Worker(behave) as worker:
        pid = worker.run("pid", LONG)
        assert isinstance(pid, int)
        assert 1 << 20 < guard._held_by(pid) < guard._held_by(os.getpid())
        with monkeypatch.context() as patch:
            patch.setattr(guard, "_held_by", lambda _pid: guard.MEMORY + 1)
            assert "内存过大" in reason(worker, "sleep")
        assert ends(pid)
        assert worker.run("a", LONG) == "aa"
    assert guard._held_by(pid) == 0


def test_leaving_it_ends_the_process() -> None:
    with Worker(behave) as worker:
        pid = worker.run("pid", LONG)
    assert isinstance(pid, int)
    assert not is_alive(pid)


def test_closing_it_from_another_thread_ends_the_task_at_once() -> None:
    worker = Worker(behave)
    worker.run("a", LONG)
    threading.Timer(0.2, worker.close).start()
    assert "程序出错" in reason(worker, "sleep")
    assert "程序出错" in reason(worker, "a")  # closed for good


def test_an_interruption_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with Worker(behave) as worker:
        pid = worker.run("pid", LONG)
        assert isinstance(pid, int)
        with monkeypatch.context() as patch:
            patch.setattr(worker, "_answer", interrupt)
            with pytest.raises(KeyboardInterrupt):
                worker.run("a", LONG)
        assert not is_alive(pid)
        assert worker.run("b", LONG) == "bb"


@on_unix
def test_what_a_task_started_ends_with_it(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    with Worker(behave) as worker:
        stopper = threading.Thread(target=close_after, args=(worker, pid_file))
        stopper.start()
        reason(worker, f"start:{pid_file}")
        stopper.join()
    assert ends(int(pid_file.read_text(encoding="utf-8")))


def close_after(worker: Worker[str, str | int], path: Path) -> None:
    until = time.monotonic() + LONG
    while not (path.exists() and path.read_text(encoding="utf-8")) and time.monotonic() < until:
        time.sleep(0.01)
    worker.close()


PARENT = """
import threading
from scorer.documents.guard import Worker
from tests.unit.documents.misbehaviour import behave
worker = Worker(behave)
print(worker.run("pid", 60), flush=True)
worker.run({task!r}, 60)
"""


@on_unix
@pytest.mark.parametrize("task", ["sleep", "loop"])
def test_the_process_ends_when_the_one_that_started_it_is_killed(task: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.format(task=task)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        text=True,
    )
    with parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.send_signal(signal.SIGKILL)
    assert ends(pid)


def written(told: Path) -> Path:
    """The document that a task wrote to disk."""
    until = time.monotonic() + LONG
    while not (told.exists() and told.read_text(encoding="utf-8")) and time.monotonic() < until:
        time.sleep(0.01)
    return Path(told.read_text(encoding="utf-8"))


def test_what_a_stopped_task_wrote_to_disk_is_removed(tmp_path: Path) -> None:
    with Worker(behave) as worker:
        worker.run("a", LONG)
        assert "用时过长" in reason(worker, f"copy:{tmp_path / 'told'}", 1.0)
        document = written(tmp_path / "told")
        assert not document.parent.parent.exists()
        assert worker.run("a", LONG) == "aa"


@on_unix
def test_what_a_task_wrote_to_disk_is_removed_when_the_one_that_started_it_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with subprocess.Popen(
        [sys.executable, "-c", PARENT.format(task=f"copy:{told}")],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        text=True,
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        document = written(told)
        assert document.read_bytes() == b"confidential"
        parent.send_signal(signal.SIGKILL)
    assert ends(pid)
    assert not document.parent.parent.exists()


def test_folders_that_nobody_was_left_to_remove_go_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, young = Path(scratch.new_scratch()), Path(scratch.new_scratch())
    other = tmp_path / "score-2025"
    other.mkdir()
    for path in (old, other):
        (path / "document.doc").write_bytes(b"confidential")
        os.utime(path, (0, 0))
    scratch.remove_left_over()
    assert sorted(tmp_path.iterdir()) == sorted((young, other))


def test_several_processes_give_their_results_in_order(tmp_path: Path) -> None:
    log = tmp_path / "log"
    tasks = ["a", "exit", "b", "refuse", "sleep", "c", "d"]
    timed = [(task, 0.5 if task == "sleep" else LONG) for task in tasks]
    results = [
        one.message.zh[:8] if isinstance(one, DocumentError) else one
        for one in outcomes(behave, partial(prepare, log), timed, 2)
    ]
    assert results == ["aa", "读取这份文件时程", "bb", "不行", "读取这份文件用时", "cc", "dd"]
    assert len(log.read_text(encoding="utf-8").splitlines()) in (3, 4)  # two, and one anew for each that was lost


def test_closing_the_iterator_ends_all_processes(tmp_path: Path) -> None:
    running = outcomes(behave, partial(prepare, tmp_path / "log"), [("pid", LONG), *[("sleep", LONG)] * 5], 2)
    pid = next(running)
    assert isinstance(pid, int)
    running.close()
    assert not is_alive(pid)
    assert not any("ThreadPool" in thread.name for thread in threading.enumerate())


def test_larger_documents_may_take_longer() -> None:
    assert seconds_for(0) == 60
    assert seconds_for(30_000_000) == 90
