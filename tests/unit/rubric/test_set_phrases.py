"""Set phrases: those of the lexicon, and those that a rubric adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer.errors import RubricError
from scorer.rubric.load import find_rubric, load_rubric
from scorer.rubric.shipped import rubric_names

CORE = load_rubric(find_rubric("core"))


def with_line(line: str, folder: Path) -> Path:
    """The core rubric with one line more."""
    path = folder / "mine.yaml"
    path.write_text(find_rubric("core").read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", rubric_names())
def test_all_rubrics_that_come_along_share_those_of_the_lexicon(name: str) -> None:
    assert load_rubric(find_rubric(name)).set_phrases == CORE.set_phrases
    assert {"三会一课", "两个维护"} <= set(CORE.set_phrases)


def test_a_rubric_adds_to_those_of_its_lexicon(tmp_path: Path) -> None:
    mine = load_rubric(with_line("set_phrases: [晨光计划, 三会一课]", tmp_path))

    assert mine.set_phrases == (*CORE.set_phrases, "晨光计划")


def test_set_phrases_must_be_words(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="set_phrases"):
        load_rubric(with_line("set_phrases: [3]", tmp_path))
