from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from scorer.model import (
    Adjustment,
    Adjustments,
    Consensus,
    Counterpart,
    Crosswalk,
    Example,
    Indicator,
    NotApplicable,
    Relation,
    Relevance,
    Rubric,
    Shortcomings,
    Show,
    SomeOf,
    Text,
    Veto,
)
from scorer.rubric.fingerprint import content_hash, scoring_hash
from scorer.rubric.load import load_rubric
from tests.unit.rubric.small import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Steps = tuple[str | int, ...]

RULES = """\
not_evidence:
  - {reason: 问句, patterns: ['？$', '吗$']}
  - {reason: 引文, scope: match, terms: [所说, 所言], headings: [摘录], unless: ['证明']}
bands:
"""
ALL_CUES = """\
          terms: [为民办事, 解难题]
          together: [[[请示, 报告], [制度, 条例]], [[甲甲], [乙乙]]]
          some_of: [{at_least: 2, of: [甲丙, 乙丙, 丙丙]}]
          weak: [群众]
          headings: [服务]
"""
PEOPLE_READ = {"title", "note", "question", "name", "shows", "reason", "examples", "near_misses"}
NEITHERS = {"id", "version", "sha256"}  # of the rubric itself


@pytest.fixture
def rubric(write: Callable[[str], Path]) -> Rubric:
    """One with everything in it."""
    loaded = load_rubric(write(changed(("bands:\n", RULES), ("          terms: [为民办事]\n", ALL_CUES))))
    return replace(
        loaded,
        shortcomings=Shortcomings(("还不够",), ("存在.{0,4}问题",), ("不足",), ("已整改",)),
        adjustments=Adjustments(
            (Adjustment("J1", Text("加", "more"), 3),), 3, (Adjustment("K1", Text("扣", "less"), 2),), 2,
            (Veto("Z1", Text("否", "no"), 0),),
        ),
        relevance=Relevance(("党建", "支部"), 1),
        indicators=(Indicator("I1", Text("率", "rate"), "1 / 2", Show.PERCENT, 1, Text("释", "so")),),
        crosswalks=(Crosswalk("core", (Counterpart("A1", "A2", Relation.EQUAL, Text("同", "same")),)),),
    )  # fmt: skip


def leaves(value: Any, at: Steps = ()) -> Iterator[Steps]:
    """Where every single value of a rubric stands; texts, examples and words as one each."""
    if isinstance(value, Text | Example) or not (is_dataclass(value) or isinstance(value, tuple)):
        yield at
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from leaves(item, (*at, number))
    else:
        for field in fields(value):
            yield from leaves(getattr(value, field.name), (*at, field.name))


def with_other(value: Any, steps: Steps) -> Any:
    """The same with something else in one place."""
    if not steps:
        return other(value)
    step, *rest = steps
    if isinstance(step, int):
        return (*value[:step], with_other(value[step], tuple(rest)), *value[step + 1 :])
    return replace(value, **{step: with_other(getattr(value, step), tuple(rest))})


def other(value: Any) -> Any:
    match value:
        case Text(zh, en):
            return Text(zh, f"{en}!")
        case Example(text, _):
            return Example(text, 1)
        case NotApplicable() | Consensus() | Show() | Relation():
            return next(one for one in type(value) if one is not value)
        case str():
            return "match" if value == "sentence" else f"{value}！"
        case _:
            return value + 1


def test_every_value_of_a_rubric_moves_one_hash_and_one_only(rubric: Rubric) -> None:
    wrong = []
    for steps in leaves(rubric):
        moved = with_other(rubric, steps)
        is_id = steps[-1] == "id" and len(steps) > 1  # ids tie titles to weights: both
        names = [step for step in steps if isinstance(step, str)]
        reads = names[-1] in PEOPLE_READ or names[0] in {"indicators", "crosswalks"}
        wanted = (True, True) if (is_id and not reads) or names[-1] == "grade" else (not reads, reads)
        if names[0] in NEITHERS:
            wanted = (False, False)
        got = scoring_hash(moved) != scoring_hash(rubric), content_hash(moved) != content_hash(rubric)
        if got != wanted:
            wrong.append((steps, got))
    assert wrong == []


def turned(value: Any, name: str = "") -> Any:
    """The same with all written in the opposite order, but for what is ordered by meaning."""
    if isinstance(value, tuple):
        items = [turned(item) for item in value]
        return tuple(items if name in {"rungs", "shares", "bands"} else reversed(items))
    if is_dataclass(value) and not isinstance(value, Text | type):
        return replace(value, **{field.name: turned(getattr(value, field.name), field.name) for field in fields(value)})
    return value


def test_the_order_of_writing_moves_neither(rubric: Rubric) -> None:
    other_way = turned(rubric)
    assert other_way != rubric
    assert scoring_hash(other_way) == scoring_hash(rubric)
    assert content_hash(other_way) == content_hash(rubric)


def test_a_whole_number_is_the_same_with_a_point(rubric: Rubric) -> None:
    pointed = replace(rubric, bands=tuple(replace(band, at_least=float(band.at_least)) for band in rubric.bands))
    assert scoring_hash(pointed) == scoring_hash(rubric)


def test_a_word_moved_to_another_kind_of_cue_moves_the_scoring(rubric: Rubric) -> None:
    *rest, last = rubric.dimensions
    criterion = last.criteria[0]
    cues = replace(criterion.cues, terms=("解难题",), weak=("群众", "为民办事"))
    moved = replace(rubric, dimensions=(*rest, replace(last, criteria=(replace(criterion, cues=cues),))))
    assert scoring_hash(moved) != scoring_hash(rubric)
    assert content_hash(moved) == content_hash(rubric)


def test_words_of_two_groups_do_not_run_together(rubric: Rubric) -> None:
    *rest, last = rubric.dimensions
    criterion = last.criteria[0]
    (first, _), second = criterion.cues.together
    hashes = set()
    for groups in (((*first, "制度"), ("条例",)), (first, ("条例", "制度")), (("请示",), ("报告", "制度", "条例"))):
        cues = replace(criterion.cues, together=(groups, second), some_of=(SomeOf(2, ("甲", "乙")),))
        moved = replace(rubric, dimensions=(*rest, replace(last, criteria=(replace(criterion, cues=cues),))))
        hashes.add(scoring_hash(moved))
    assert len(hashes) == 3
