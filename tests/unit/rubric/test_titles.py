from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorer.errors import RubricError
from scorer.model import Text
from scorer.rubric import shipped, titles
from scorer.rubric.load import find_rubric, load_rubric

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in the place of that of the rubrics."""
    for module in (shipped, titles):
        monkeypatch.setattr(module, "rubric_folder", lambda: tmp_path)
    return tmp_path


def test_rubrics_are_called_as_they_are_once_loaded() -> None:
    loaded = [(name, load_rubric(find_rubric(name))) for name in shipped.rubric_names()]
    assert list(titles.rubric_titles()) == [(name, rubric.version, rubric.title) for name, rubric in loaded]


def test_a_title_in_one_language_serves_both(folder: Path) -> None:
    (folder / "own.yaml").write_text("title: 自己的标准\nversion: 0.1.0\n", encoding="utf-8")
    assert list(titles.rubric_titles()) == [("own", "0.1.0", Text("自己的标准", "自己的标准"))]


@pytest.mark.parametrize("content", ["title: [一, 二]\nversion: 0.1.0\n", "title: “\n\tversion: 1\n", ""])
def test_a_rubric_without_a_title_tells_what_is_wrong(folder: Path, content: str) -> None:
    (folder / "own.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(RubricError, match=r"own\.yaml"):
        list(titles.rubric_titles())
