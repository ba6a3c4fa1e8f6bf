"""`score watch` with a real process: a file is saved, and what is shown follows."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_explain import REPORT, RUBRIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0  # seconds; only a machine that stands still takes longer
WAITING = "等着评分标准保存"
LEXICON = """\
id: words
title: 词库
sets:
  学习:
    terms: [理论学习, 讲党课]
"""


class Watching:
    """The command at work, and what it has shown so far."""

    def __init__(self, folder: Path, *arguments: str, paths: str = "report.txt") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scorer", "watch", paths, "--rubric", "my.yaml", *arguments],
            cwd=folder,
            env=os.environ | {"COLUMNS": "100"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip())

    def until(self, words: str) -> list[str]:
        """Everything shown from here to a line with these words."""
        seen = []
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                seen.append(self.lines.get(timeout=0.2))
            except queue.Empty:
                assert self.process.poll() is None, self.process.communicate()
                continue
            if words in seen[-1]:
                return seen
        raise AssertionError((words, seen))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "my.yaml").write_text(RUBRIC, encoding="utf-8")
    return tmp_path


@pytest.fixture
def watching(folder: Path) -> Iterator[Watching]:
    watching = Watching(folder)
    with watching.process as process:
        yield watching
        process.kill()


def save(path: Path, text: str) -> None:
    """As careful editors do: another file takes the place of the old one."""
    new = path.with_name("4913~")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def test_a_save_shows_the_edit_the_totals_the_levels_and_the_quotes(watching: Watching, folder: Path) -> None:
    first = watching.until(WAITING)
    assert any("report.txt" in line for line in first)
    save(folder / "my.yaml", RUBRIC.replace("terms: [理论学习, 讲党课]", "terms: [讲党课]").replace("together:", "#"))
    shown = watching.until("S1 理论学习：")
    assert "    - 词，去掉 1 个：理论学习" in shown
    assert "    - 同句组合，去掉 1 个：读书班 + 党员／干部" in shown
    assert any("report.txt" in line and "-48.0" in line for line in shown)
    assert shown[-1] == "  S1 理论学习：3 级 → 没有证据（-48.0 分），原来较强的证据这次没有了"
    assert watching.until("- 3 级")[-1].startswith("    - 3 级 “晴川县档案局机关全年共开展理论学习24次，")


def test_a_broken_save_shows_its_problems_and_the_last_results_stand(watching: Watching, folder: Path) -> None:
    watching.until(WAITING)
    broken = RUBRIC.replace("weight: 60", "weight: 6O")
    save(folder / "my.yaml", broken)
    place = f"my.yaml:{broken[: broken.index('6O')].count(chr(10)) + 1}:"
    assert any(line.startswith(place) for line in watching.until("上一次的结果仍然有效"))
    save(folder / "my.yaml", RUBRIC.replace("terms: [开展, ", "terms: [走遍, 开展, "))
    assert watching.until("V1")[-1] == "  V1 志愿服务：1 级 → 2 级（+10.0 分），同一句话判的等级不同"


def test_a_rubric_that_is_broken_from_the_start_is_waited_for(folder: Path) -> None:
    (folder / "my.yaml").write_text("id: [", encoding="utf-8")
    watching = Watching(folder, "--lang", "en")
    with watching.process as process:
        watching.until("mend it and save again, and scoring begins")
        save(folder / "my.yaml", RUBRIC)
        watching.until("waiting for the rubric to be saved")
        process.kill()


def test_a_save_of_the_lexicon_counts_as_one_of_the_rubric(folder: Path) -> None:
    (folder / "words.yaml").write_text(LEXICON, encoding="utf-8")
    own = "terms: [理论学习, 讲党课]\n"
    text = RUBRIC.replace(own, "use: [学习]\n").replace("relevance:", "lexicon: words.yaml\nrelevance:")
    (folder / "my.yaml").write_text(text, encoding="utf-8")
    watching = Watching(folder)
    with watching.process as process:
        watching.until(WAITING)
        save(folder / "words.yaml", LEXICON.replace("讲党课]", "讲党课, 读书班]"))
        assert "    - 词组“学习”的词，增加 1 个：读书班" in watching.until("没有变")
        process.kill()


def test_a_report_that_is_saved_is_read_anew(watching: Watching, folder: Path) -> None:
    watching.until(WAITING)
    in_place = folder / "report.txt"
    in_place.write_text(REPORT.replace("开展理论学习24次", "开展工作"), encoding="utf-8")
    shown = watching.until("S1 理论学习：")
    assert "材料有变动：改动 report.txt" in shown
    assert "评分标准的内容没有变" not in shown


def test_a_report_that_is_away_for_a_moment_ends_nothing(watching: Watching, folder: Path) -> None:
    watching.until(WAITING)
    report = folder / "report.txt"
    report.unlink()
    assert "材料有变动：不在了 report.txt" in watching.until("材料放回以后会重新读取")
    save(report, REPORT.replace("开展理论学习24次", "开展工作"))
    shown = watching.until("S1 理论学习：")
    assert "材料有变动：新增 report.txt" in shown
    assert "得分和证据都没有变" not in shown


def test_evidence_that_changes_no_score_is_told_without_a_table(watching: Watching, folder: Path) -> None:
    watching.until(WAITING)
    save(folder / "report.txt", REPORT + "\n\n机关召开理论学习会，讲党课一次。\n")
    shown = watching.until("讲党课一次")
    assert any(line.startswith("  S1 理论学习：等次没有变，") for line in shown)
    assert not any("得分的变化" in line for line in shown)


def test_a_rubric_that_goes_away_is_told_in_one_language(watching: Watching, folder: Path) -> None:
    watching.until(WAITING)
    (folder / "my.yaml").unlink()
    assert "my.yaml: 读不了这个文件（没有这个文件）。请检查路径和权限" in watching.until("上一次的结果仍然有效")


def test_reports_that_come_and_go_under_a_folder_are_noticed_and_shown_with_their_totals(folder: Path) -> None:
    reports = folder / "材料"
    reports.mkdir()
    (folder / "report.txt").rename(reports / "甲局.txt")
    watching = Watching(folder, paths="材料")
    with watching.process as process:
        watching.until(WAITING)
        save(reports / "乙处.txt", REPORT.replace("晴川县档案局", "青山县文化局"))
        came = watching.until("其余 1 份没有变化")
        (reports / "甲局.txt").unlink()
        went = watching.until("其余 1 份没有变化")
        process.kill()
    assert "材料有变动：新增 材料/乙处.txt" in came
    assert "│ 乙处.txt         │  — │ 58.0 │    — │  0 │  0 │ 达标 │" in came
    assert "材料有变动：不在了 材料/甲局.txt" in went
    assert "│ 甲局.txt         │ 58.0 │  — │    — │  0 │  0 │ 达标 │" in went


@pytest.mark.skipif(sys.platform == "win32", reason="signals cannot be sent to a process on Windows")
def test_ctrl_c_ends_it_with_a_sentence_and_nothing_is_written(watching: Watching, folder: Path) -> None:
    watching.until(WAITING)
    before = sorted(path.name for path in folder.iterdir())
    os.kill(watching.process.pid, signal.SIGINT)
    assert watching.process.wait(PATIENCE) == 130
    assert watching.process.stderr is not None
    assert watching.process.stderr.read() == "已停止。没有写任何文件，评分标准和材料都没有动\n"
    assert sorted(path.name for path in folder.iterdir()) == before


def test_without_a_rubric_or_with_one_that_is_not_there_it_says_what_to_do(folder: Path) -> None:
    def watch(*arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "scorer", "watch", "report.txt", *arguments]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
        return run.returncode, run.stderr

    assert watch()[0] == 2
    assert "score watch seeds/ --rubric mine.yaml" in watch()[1]
    assert watch("--rubric", "none.yaml")[0] == 2
