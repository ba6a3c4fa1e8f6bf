"""What most reviewers hold of a piece of evidence."""

from __future__ import annotations

from typing import Any

import pytest

from scorer.model.calibration import Fate
from scorer.review.outcomes import judged_evidence
from tests.unit.review.calibrate_rounds import DOUBT, NO, YES, reviewed, texts

PIECE = "a-0001-S"  # grade 2
FOUND = texts(a=["开展理论学习。"])
COMMENT: dict[str, Any] = {"comment": "再看看"}


def outcome(**entries: dict[str, Any]) -> tuple[Fate, str, int | None]:
    (one,) = judged_evidence([reviewed(FOUND, **{who: {PIECE: entry} for who, entry in entries.items()})])
    return one.fate, one.criterion, one.grade


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"a": YES}, (Fate.ACCEPTED, "S", 2)),
        ({"a": NO}, (Fate.REJECTED, "S", None)),
        ({"a": DOUBT}, (Fate.UNDECIDED, "S", None)),
        ({"a": COMMENT}, (Fate.UNJUDGED, "S", None)),
        ({"a": {"grade": 3}}, (Fate.ACCEPTED, "S", 3)),
        ({"a": {"criterion": "V"}}, (Fate.MOVED, "V", 2)),
        ({"a": {"criterion": "V", "grade": 1}}, (Fate.MOVED, "V", 1)),
        ({"a": {"criterion": "V", **NO}}, (Fate.REJECTED, "S", None)),
        ({"a": {"criterion": "S"}}, (Fate.ACCEPTED, "S", 2)),
        ({"a": {"criterion": "Z"}}, (Fate.ACCEPTED, "S", 2)),
    ],
)
def test_one_reviewer_settles_it_alone(entries: Any, expected: Any) -> None:
    assert outcome(**entries) == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"a": YES, "b": NO}, (Fate.UNDECIDED, "S", None)),
        ({"a": YES, "b": NO, "c": NO}, (Fate.REJECTED, "S", None)),
        ({"a": YES, "b": DOUBT}, (Fate.UNDECIDED, "S", None)),
        ({"a": YES, "b": YES, "c": DOUBT}, (Fate.ACCEPTED, "S", 2)),
        ({"a": YES, "b": COMMENT}, (Fate.ACCEPTED, "S", 2)),
        ({"a": {"criterion": "V"}, "b": {"criterion": "W"}, "c": NO}, (Fate.UNDECIDED, "S", None)),
        ({"a": {"criterion": "V"}, "b": {"criterion": "V"}, "c": NO}, (Fate.MOVED, "V", 2)),
        ({"a": YES, "b": {"grade": 3}}, (Fate.ACCEPTED, "S", None)),
        ({"a": {"grade": 3}, "b": {"grade": 3}, "c": YES}, (Fate.ACCEPTED, "S", 3)),
    ],
)
def test_more_than_half_of_those_who_judged_settle_it(entries: Any, expected: Any) -> None:
    assert outcome(**entries) == expected


def test_reviewers_of_two_rounds_are_counted_together_and_each_once() -> None:
    first = reviewed(FOUND, 甲={PIECE: YES}, 乙={PIECE: YES})
    second = reviewed(FOUND, 甲={PIECE: NO}, 丙={PIECE: NO})
    (one,) = judged_evidence([first, second])
    assert one.fate is Fate.REJECTED
    (one,) = judged_evidence([second, first])
    assert one.fate is Fate.ACCEPTED


def test_the_same_sentence_in_another_document_is_another_piece() -> None:
    rounds = [reviewed(FOUND, 甲={PIECE: NO}), reviewed(texts(b=["开展理论学习。"]), 甲={"b-0001-S": YES})]
    assert [(one.evidence.id, one.fate) for one in judged_evidence(rounds)] == [
        (PIECE, Fate.REJECTED),
        ("b-0001-S", Fate.ACCEPTED),
    ]


def test_without_rounds_there_is_nothing() -> None:
    assert judged_evidence([]) == ()
