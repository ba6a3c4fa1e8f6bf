from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.rehearsal import Failure, Rehearsal, rehearse
from scorer.rubric.load import load_rubric
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_rubric_that_does_as_its_sentences_say_passes(write: Callable[[str], Path]) -> None:
    assert rehearse(load_rubric(write(SMALL))) == Rehearsal(sentences=4, failures=())


def _failures(rubric: Path) -> list[tuple[str, str, str]]:
    def told(failure: Failure) -> tuple[str, str, str]:
        return failure.criterion, failure.text, failure.reason.zh

    return [told(failure) for failure in rehearse(load_rubric(rubric)).failures]


def test_a_missed_example_is_reported(write: Callable[[str], Path]) -> None:
    rubric = write(changed(("干部上门帮助群众。", "干部到社区走访。")))
    assert _failures(rubric) == [("B1", "干部到社区走访。", "应命中而没有命中任何项")]


def test_an_example_that_another_criterion_takes_is_reported_with_its_name(write: Callable[[str], Path]) -> None:
    rubric = write(changed(("干部上门帮助群众。", "支部开展主题党日。")))
    assert _failures(rubric) == [("B1", "支部开展主题党日。", "应命中而没有命中，命中了 A1")]


def test_a_wrong_grade_is_reported_with_the_reason_for_the_right_one(write: Callable[[str], Path]) -> None:
    [(criterion, text, reason)] = _failures(write(changed(("grade: 2}", "grade: 4}"))))
    assert (criterion, text) == ("A1", "机关开展主题党日活动。")
    assert reason.startswith("应为 4 级，得 2 级（")
    assert "开展" in reason


def test_a_near_miss_that_matches_is_reported(write: Callable[[str], Path]) -> None:
    [(criterion, text, reason)] = _failures(write(changed(("群众来信很多。", "帮一帮群众。"))))
    assert (criterion, text) == ("B1", "帮一帮群众。")
    assert reason.startswith("不应命中却命中（")


def test_a_sentence_is_judged_whatever_the_relevance_that_a_report_needs(write: Callable[[str], Path]) -> None:
    rubric = write(changed(("{terms: [党建], at_least: 1}", "{terms: [党建], at_least: 9}")))
    assert rehearse(load_rubric(rubric)).failures == ()
