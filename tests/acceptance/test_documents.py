"""Folders of all kinds of files, honest and hostile, as the command meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scorer import pipeline
from scorer.documents.extract import Block, Extract
from scorer.documents.find import Found
from scorer.documents.guard import Worker
from scorer.documents.read import read_report
from scorer.model import Report
from scorer.pipeline import Request, Step, load_rubrics, score_reports
from tests.unit.documents.compound import compound
from tests.unit.zips import encrypted, with_names_in, zipped

SEED = (Path(__file__).parents[2] / "seeds" / "qingpu.txt").read_bytes()
MB = 1024 * 1024

UNREAD = {
    "空.txt": (b"", "空的"),
    "空.docx": (b"", "空的"),
    "截断.docx": (zipped({"word/document.xml": "<w/>"})[:60], "已损坏"),
    "加密.docx": (compound("EncryptedPackage", "EncryptionInfo"), "已加密"),
    "炸弹.docx": (zipped({"word/document.xml": bytes(20 * MB)}), "大得不正常"),
    "实体.docx": (
        zipped({"word/document.xml": "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"}),
        "自定义内容",
    ),
    "汇报.ppt": (compound("PowerPoint Document"), "演示文稿"),
    "扫描.jpg": (b"\xff\xd8\xff\xe0" + bytes(100), "图片"),
    "乱码.txt": (bytes(range(256)) * 40, "不是文字"),
    "一行.txt": (b"a" * (21 * MB), "超过 20 MB"),
    "密.zip": (encrypted(zipped({"a.txt": SEED})), "已加密"),
    "材料.rar": (b"Rar!\x1a\x07\x01\0" + bytes(20), "RAR"),
    "坏.pdf": (b"%PDF-1.7\n%%EOF", ""),
    "汇总.zip/各局/坏.doc": (b"", ""),
}
READ = ["好.txt", "改名.docx", "无扩展名", "汇总.zip/各局/县税务局.txt", "汇总.zip/下级.zip/县水利局.txt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "材料"
    path.mkdir()
    for name, (data, _) in UNREAD.items():
        if "/" not in name:
            (path / name).write_bytes(data)
    for number, name in enumerate(("好.txt", "改名.docx", "无扩展名")):
        (path / name).write_bytes(SEED + b"\n" * number)
    inner = zipped({"县水利局.txt": SEED + b"\n" * 3})
    parts = {"各局/县税务局.txt": SEED + b"\n" * 4, "各局/坏.doc": bytes(300), "下级.zip": inner, ".DS_Store": b"x"}
    (path / "汇总.zip").write_bytes(with_names_in("gbk", parts))
    return path


def score(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_file_is_scored_or_named_with_its_reason(folder: Path, jobs: str) -> None:
    run = score("-m", "scorer", str(folder), "--format", "json", "--jobs", jobs, cwd=folder.parent)
    assert run.returncode == 1
    results = json.loads((folder.parent / "reports" / "材料-core.json").read_text(encoding="utf-8"))
    assert sorted(report["source"] for report in results["reports"]) == sorted(READ)
    assert len({report["total"] for report in results["reports"]}) == 1
    assert sorted(one["source"] for one in results["unread"]) == sorted(UNREAD)
    for one in results["unread"]:
        assert UNREAD[one["source"]][1] in one["reason"]
        assert f"{one['source']}：{one['reason']}" in run.stderr
    assert len(run.stderr.splitlines()) == len(UNREAD)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_of_documents_with_the_same_bytes_the_first_is_scored_and_the_others_are_named(
    tmp_path: Path, jobs: str
) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    for name, data in {"乙.txt": SEED, "甲.txt": SEED, "丙.txt": SEED + b"\n", "丁.txt": SEED[:-1]}.items():
        (folder / name).write_bytes(data)
    (folder / "报.zip").write_bytes(zipped({"戊.txt": SEED}))
    run = score("-m", "scorer", str(folder), "--format", "json", "--jobs", jobs, cwd=tmp_path)
    assert run.returncode == 1
    results = json.loads((tmp_path / "reports" / "材料-core.json").read_text(encoding="utf-8"))
    assert sorted(report["source"] for report in results["reports"]) == sorted(["丁.txt", "丙.txt", "乙.txt"])
    same = "与 乙.txt 内容完全相同，没有重复评分。"
    assert results["unread"] == [
        {"source": "报.zip/戊.txt", "reason": same},
        {"source": "甲.txt", "reason": same},
    ]


INTERRUPTED = """
import signal
from scorer import cli, pipeline
score_reports = pipeline.score_reports

def score_some(request, progress):
    def interrupt_after_five(step, done, of):
        progress(step, done, of)
        if done == 5:
            signal.raise_signal(signal.SIGINT)
    return score_reports(request, interrupt_after_five)

pipeline.score_reports = score_some
cli.main()
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_says_what_was_done_and_leaves_nothing(tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    for number in range(100):
        (folder / f"{number}.txt").write_bytes(SEED + b"\n" * number)
    run = score("-c", INTERRUPTED, str(folder), "--jobs", jobs, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (130, "")
    assert run.stderr == "已中断。共 100 份材料，评了 5 份；还没有写出结果，原有文件未动\n"
    assert not (tmp_path / "reports").exists()


def misread(found: Found) -> Report:
    """Do to the reader's process what a hostile document may."""
    words = found.path.read_text(encoding="latin-1")
    if "crash" in words:
        os._exit(1)
    if "hang" in words:
        time.sleep(3600)
    if "fail" in words:
        raise KeyError(words)
    if "eat" in words:
        words *= len([bytes(1 << 26) for _ in range(1 << 14)])
    return read_report(found, lambda _kind, _data: Extract((Block("我局组织学习12次。", page=3),)))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its memory")
def test_a_reader_that_fails_takes_nothing_else_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Worker", lambda work: Worker(misread if work is read_report else work))
    monkeypatch.setattr(pipeline, "seconds_for", lambda size: 0.5 if size == len("%PDF-3-hang-on") else 60)
    folder = tmp_path / "in"
    folder.mkdir()
    for number, deed in enumerate(["read", "crash", "read", "hang-on", "read", "fail", "eat", "read"]):
        (folder / f"{number}-{deed}.pdf").write_bytes(f"%PDF-{number}-{deed}".encode())
    (folder / "8-bug.txt").write_bytes(b"bug")
    empty: dict[bytes, str] = {}
    monkeypatch.setattr("scorer.documents.read.decode", lambda data: empty[data])
    done: list[tuple[Step, int, int]] = []
    request = Request((folder,), load_rubrics(["core"]), tmp_path / "out")
    (results,) = score_reports(request, lambda *so_far: done.append(so_far))
    assert [(one.source, one.reason.en.partition(";")[0]) for one in results.unread] == [
        ("1-crash.pdf", "Reading this file made the program fail"),
        ("3-hang-on.pdf", "Reading this file took too long and was stopped"),
        ("5-fail.pdf", "Reading this file failed (KeyError)"),
        ("6-eat.pdf", "Reading this file takes too much memory"),
        ("8-bug.txt", "Reading this file failed (KeyError)"),
    ]
    assert [card.report.source for card in results.scorecards] == [f"{number}-read.pdf" for number in (0, 2, 4, 7)]
    assert {sentence.page for card in results.scorecards for sentence in card.report.sentences} == {3}
    assert done[:10] == [(Step.SCORING, number, 9) for number in range(10)]
    assert {step for step, *_ in done[10:]} == {Step.COPIES}
