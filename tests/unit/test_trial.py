"""Documents on which rubrics are tried: the results of a run, without reading anything again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorer.copies.mark import mark
from scorer.errors import UsageError
from scorer.model.comparison import Change
from scorer.pipeline import Request, score_report, score_reports
from scorer.rubric.load import load_rubric
from scorer.trial import Trial, files_under, moved
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.model import Rubric

WORDS = "某局抓党建工作情况\n\n机关开展主题党日活动12次，解决问题8件。\n干部上门帮助群众。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, name in enumerate(("甲局.txt", "乙局.txt")):
        (tmp_path / name).write_text(WORDS + "\n" * number, encoding="utf-8")
    (tmp_path / "坏的.docx").write_bytes(b"PK\x03\x04")
    return tmp_path


def rubric(folder: Path, text: str) -> Rubric:
    path = folder.with_name("my.yaml")
    path.write_text(text, encoding="utf-8")
    return load_rubric(path)


def test_it_gives_what_a_run_gives_before_repeated_text_is_marked(folder: Path) -> None:
    small = rubric(folder, SMALL)
    (run,) = score_reports(Request((folder,), (small,), folder / "out"), lambda *_: None)
    results = Trial([folder]).score(small)
    assert mark(results.scorecards, run.copies) == run.scorecards
    assert results.unread == run.unread
    assert len(results.scorecards) == 2


def test_documents_are_read_once(folder: Path) -> None:
    trial = Trial([folder])
    small = rubric(folder, SMALL)
    first = trial.score(small)
    for file in trial.files:
        file.unlink()
    assert trial.score(small) == first


def test_the_files_are_those_that_are_documents_also_if_they_cannot_be_read(folder: Path) -> None:
    assert sorted(path.name for path in Trial([folder]).files) == ["乙局.txt", "坏的.docx", "甲局.txt"]


def test_documents_that_are_as_they_were_are_neither_read_nor_scored_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = rubric(folder, SMALL)
    before = Trial([folder])
    first = {card.id: card for card in before.score(small).scorecards}
    (folder / "乙局.txt").write_text("某局抓党建工作情况\n\n机关开展主题党日活动。\n", encoding="utf-8")
    (folder / "丙局.txt").write_text(WORDS + "\n\n", encoding="utf-8")
    scored = []
    monkeypatch.setattr("scorer.trial.score_report", lambda *given: scored.append(given[1]) or score_report(*given))
    after = Trial([folder], before=before)
    cards = {card.id: card for card in after.score(rubric(folder, SMALL)).scorecards}
    assert scored == ["丙局", "乙局"]
    assert cards["甲局"] is first["甲局"]
    assert list(cards.values()) == list(Trial([folder]).score(small).scorecards)


def test_what_cannot_be_read_and_doubles_are_read_again_only_when_they_change(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "丁局.txt").write_bytes((folder / "甲局.txt").read_bytes())
    before = Trial([folder])
    assert [one.source for one in before.unread] == ["坏的.docx", "甲局.txt"]
    asked: list[str] = []
    monkeypatch.setattr("scorer.pipeline._read", lambda one, read: asked.append(one.source) or read(one))
    again = Trial([folder], before=before)
    assert (asked, again.unread) == ([], before.unread)
    (folder / "丙局.txt").write_text(WORDS + "\n\n", encoding="utf-8")
    (folder / "坏的.docx").write_bytes(b"PK\x03\x04\x05")
    after = Trial([folder], before=again)
    assert sorted(asked) == ["丙局.txt", "坏的.docx"]
    (folder / "丁局.txt").unlink()
    last = Trial([folder], before=after)
    assert sorted(asked) == ["丙局.txt", "坏的.docx"]
    assert [card.id for card in last.score(rubric(folder, SMALL)).scorecards] == ["丙局", "乙局", "甲局"]


def test_another_rubric_scores_all_of_them_anew(folder: Path) -> None:
    before = Trial([folder])
    before.score(rubric(folder, SMALL))
    other = rubric(folder, changed(("terms: [主题党日, 第一议题]", "terms: [第一议题]")))
    after = Trial([folder], before=before)
    assert after.score(other) == Trial([folder]).score(other)


def test_of_a_path_that_is_not_there_no_file_is_listed_and_the_others_are(folder: Path) -> None:
    there = folder / "甲局.txt"
    assert list(files_under([folder / "没有", there], None)) == [there]


def test_what_is_left_out_is_not_listed(folder: Path) -> None:
    (folder / "reports").mkdir()
    (folder / "reports" / "结果.txt").write_text(WORDS, encoding="utf-8")
    assert sorted(path.name for path in files_under([folder], folder / "reports")) == [
        "乙局.txt",
        "坏的.docx",
        "甲局.txt",
    ]


def test_what_an_edit_moves_is_told_for_each_document(folder: Path) -> None:
    trial = Trial([folder])
    before = trial.score(rubric(folder, SMALL))
    after = trial.score(rubric(folder, changed(("terms: [主题党日, 第一议题]", "terms: [第一议题]"))))
    comparison = moved(before, after)
    assert [(one.card.id, one.change) for one in comparison.subjects] == [("乙局", -48.0), ("甲局", -48.0)]
    assert [[c.criterion.id for c in one.criteria if c.change is Change.FELL] for one in comparison.subjects] == [
        ["A1"],
        ["A1"],
    ]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Trial([tmp_path])


def test_documents_that_came_and_went_have_one_side(folder: Path) -> None:
    small = rubric(folder, SMALL)
    before = Trial([folder])
    first = before.score(small)
    (folder / "乙局.txt").unlink()
    comparison = moved(first, Trial([folder], before=before).score(small))
    assert [(one.card.id, one.old is None, one.new is None) for one in comparison.subjects] == [
        ("甲局", False, False),
        ("乙局", False, True),
    ]
