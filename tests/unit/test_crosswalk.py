from __future__ import annotations

from dataclasses import replace

import pytest

from scorer.crosswalk import Pair, side_by_side
from scorer.errors import RubricError
from scorer.model import Counterpart, Crosswalk, Cues, Dimension, Relation, Rubric, Text
from tests.unit.small_rubric import criterion, rubric, text

NOTE = Text("只讲学习", "study only")


def with_criteria(id_: str, *ids: str, crosswalks: tuple[Crosswalk, ...] = ()) -> Rubric:
    criteria = tuple(criterion(one, Cues()) for one in ids)
    return rubric(id=id_, dimensions=(Dimension("D", text("类"), 100, criteria),), crosswalks=crosswalks)


LINES = (
    Counterpart("Z2", "A1", Relation.EQUAL, text("")),
    Counterpart("Z1", "A3", Relation.PART_OF, NOTE),
    Counterpart("Z1", "A1", Relation.OVERLAPS, text("")),
)
CORE = with_criteria("core", "A1", "A2", "A3")
LOCAL = with_criteria("local", "Z1", "Z2", "Z3", crosswalks=(Crosswalk("core", LINES),))


def said(pairs: tuple[Pair, ...]) -> list[tuple[str, str, str, str]]:
    return [(pair.left.id, pair.relation.value, pair.right.id, pair.note.zh) for pair in pairs]


def test_pairs_stand_in_the_order_of_the_rubrics_whatever_the_order_of_the_lines() -> None:
    found = side_by_side(LOCAL, CORE)
    assert found is not None
    assert said(found.pairs) == [
        ("Z1", "overlaps", "A1", ""),
        ("Z1", "part_of", "A3", "只讲学习"),
        ("Z2", "equal", "A1", ""),
    ]
    assert said(found.of("Z1")) == said(found.pairs[:2])
    assert found.of("Z3") == ()


def test_what_has_no_counterpart_is_told_of_both_rubrics() -> None:
    found = side_by_side(LOCAL, CORE)
    assert found is not None
    assert [one.id for one in found.only_left] == ["Z3"]
    assert [one.id for one in found.only_right] == ["A2"]


def test_asked_the_other_way_round_the_relations_turn_round() -> None:
    found = side_by_side(CORE, LOCAL)
    assert found is not None
    assert said(found.pairs) == [
        ("A1", "overlaps", "Z1", ""),
        ("A1", "equal", "Z2", ""),
        ("A3", "contains", "Z1", "只讲学习"),
    ]
    assert ([one.id for one in found.only_left], [one.id for one in found.only_right]) == (["A2"], ["Z3"])


@pytest.mark.parametrize("relation", Relation)
def test_turned_round_twice_a_relation_is_itself(relation: Relation) -> None:
    assert relation.inverse.inverse is relation


def test_a_rubrics_own_crosswalk_goes_before_the_other_ones() -> None:
    own = Crosswalk("local", (Counterpart("A2", "Z3", Relation.CONTAINS, text("")),))
    found = side_by_side(replace(CORE, crosswalks=(own,)), LOCAL)
    assert found is not None
    assert said(found.pairs) == [("A2", "contains", "Z3", "")]


def test_rubrics_without_a_crosswalk_between_them_have_none() -> None:
    assert side_by_side(CORE, with_criteria("other", "X1", crosswalks=(Crosswalk("third", LINES),))) is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_criterion_that_the_other_rubric_does_not_have_is_named(turned: bool) -> None:
    smaller = with_criteria("core", "A1", "A2")
    with pytest.raises(RubricError) as raised:
        side_by_side(smaller, LOCAL) if turned else side_by_side(LOCAL, smaller)
    assert raised.value.message.zh == (
        "local 的 crosswalk 写了 Z1 → A3，core 里却没有 A3 这一项。请改 local 的 YAML，再运行 score rubric check"
    )
