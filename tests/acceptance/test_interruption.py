"""Ctrl-C at any moment: no traceback, a sentence on what was done, exit code 130, nothing half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"

# Presses Ctrl-C when so many functions have been called, which is at the same place every time.
COUNTED = """
import signal, sys
from scorer.cli import main
left = int(sys.argv.pop(1))

def count(frame, event, argument):
    global left
    left -= event == "call"
    if left <= 0:
        sys.setprofile(None)
        signal.raise_signal(signal.SIGINT)

sys.setprofile(count)
main()
"""
# From the first import to the last line of the workbook of one report.
MOMENTS = [40, 4_000, 40_000, 400_000, 1_000_000, 2_500_000]
SAID = ("已中断。还没有开始", "已中断。共 1 份材料，评了", "已中断。已经写出")

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals cannot be sent to a process on Windows")


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_at_any_moment_is_answered_with_a_sentence(moment: int, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", COUNTED, str(moment), str(SEEDS / "changji.txt"), "--out", str(out)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False)
    assert run.returncode == 130, run.stderr
    assert run.stderr.startswith(SAID)
    assert run.stderr.count("\n") == 1
    assert not any(path.suffix == ".tmp" for path in out.glob("*"))


def test_what_was_asked_for_in_english_is_answered_in_english() -> None:
    run = subprocess.run(
        [sys.executable, "-c", COUNTED, "40", str(SEEDS), "--lang", "en"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (130, "interrupted before anything was done\n")


SWALLOWED = """
import signal, sys, time
from scorer import cli
from scorer.cli import command

class Deaf:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def work(arguments):
    Deaf()
    time.sleep(100)

command.run = work
cli.main()
"""


def test_an_interruption_that_was_swallowed_still_ends_the_program() -> None:
    run = subprocess.run([sys.executable, "-c", SWALLOWED], capture_output=True, text=True, timeout=20, check=False)
    assert (run.returncode, run.stderr) == (130, "已中断。还没有开始，什么都没有写\n")


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_pressing_it_again_and_again_makes_no_difference(jobs: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scorer", str(SEEDS), "--jobs", jobs, "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        time.sleep(0.5)
        while process.poll() is None:
            os.kill(process.pid, signal.SIGINT)
            time.sleep(0.01)
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 130
    assert said.startswith("已中断。")
    assert said.count("\n") == 1


# Ends itself as no program can prevent, when a function has been called so many times.
KILLED = """
import os, signal, sys
from pathlib import Path
from scorer.cli import main
holder, name = {"fsync": (os, "fsync"), "replace": (Path, "replace")}[sys.argv.pop(1)]
left = int(sys.argv.pop(1))
function = getattr(holder, name)

def count(*arguments):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return function(*arguments)

setattr(holder, name, count)
main()
"""


@posix
@pytest.mark.parametrize(
    ("function", "times", "split"),
    [("fsync", "1", "--no-split"), ("replace", "1", "--no-split"), ("fsync", "2", "--split")],
)
def test_a_run_that_is_killed_leaves_the_old_results_whole(
    function: str, times: str, split: str, tmp_path: Path
) -> None:
    arguments = ["reports-in", split, "--out", str(tmp_path / "out")]
    folder = tmp_path / "reports-in"
    folder.mkdir()
    for name in ("changji.txt", "qingpu.txt"):
        (folder / name).write_bytes((SEEDS / name).read_bytes())
    subprocess.run([sys.executable, "-m", "scorer", *arguments], cwd=tmp_path, capture_output=True, check=True)
    old = results_in(tmp_path / "out")
    (folder / "changji.txt").unlink()
    killed = subprocess.run([sys.executable, "-c", KILLED, function, times, *arguments], cwd=tmp_path, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert results_in(tmp_path / "out") == old


def results_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
