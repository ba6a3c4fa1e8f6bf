"""Documents on which rubrics are tried: the results of a run, without reading anything again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorer.errors import UsageError
from scorer.model.comparison import Change
from scorer.pipeline import Request, score_reports
from scorer.rubric.load import load_rubric
from scorer.trial import Trial, moved
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


def test_it_gives_what_a_run_gives(folder: Path) -> None:
    small = rubric(folder, SMALL)
    (run,) = score_reports(Request((folder,), (small,), folder / "out"), lambda _done, _of: None)
    results = Trial([folder]).score(small)
    assert results.scorecards == run.scorecards
    assert results.unread == run.unread
    assert len(results.scorecards) == 2


def test_documents_are_read_once(folder: Path) -> None:
    trial = Trial([folder])
    small = rubric(folder, SMALL)
    first = trial.score(small)
    for file in trial.files:
        file.unlink()
    assert trial.score(small) == first


def test_the_files_are_those_that_were_read(folder: Path) -> None:
    assert sorted(path.name for path in Trial([folder]).files) == ["乙局.txt", "甲局.txt"]


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
