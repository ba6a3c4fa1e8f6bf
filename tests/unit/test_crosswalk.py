from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from scorer.crosswalk import Derived, Pair, by_way_of, side_by_side
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


# --- by way of a third rubric ------------------------------------------------------------------

OTHER = with_criteria(
    "other",
    "X1",
    "X2",
    "X3",
    crosswalks=(
        Crosswalk(
            "core",
            (
                Counterpart("X1", "A1", Relation.PART_OF, text("")),
                Counterpart("X2", "A3", Relation.EQUAL, NOTE),
                Counterpart("X2", "A1", Relation.OVERLAPS, text("")),
            ),
        ),
    ),
)
AREAS = [frozenset(one for one, there in zip("abcd", bits, strict=True) if there) for bits in product((0, 1), repeat=4)]
AREAS.remove(frozenset())
HOLDS = {
    Relation.EQUAL: frozenset.__eq__,
    Relation.PART_OF: frozenset.issubset,
    Relation.CONTAINS: frozenset.issuperset,
    Relation.OVERLAPS: lambda left, right: not left.isdisjoint(right),
}


def led(pairs: tuple[Derived, ...]) -> list[tuple[str, str | None, str, list[str]]]:
    return [(pair.left.id, pair.relation, pair.right.id, [one.id for one in pair.through]) for pair in pairs]


def derived(*ways: tuple[Relation, Relation]) -> Relation | None:
    """What follows of L and R from each of some criteria between them: what L is to it, what it is to R."""
    middle = with_criteria("core", *(f"M{number}" for number, _ in enumerate(ways)))
    to, from_ = (
        tuple(Counterpart(one, f"M{number}", relation, text("")) for number, relation in enumerate(relations))
        for one, relations in (("L", [way[0] for way in ways]), ("R", [way[1].inverse for way in ways]))
    )
    left = with_criteria("left", "L", crosswalks=(Crosswalk("core", to),))
    right = with_criteria("right", "R", crosswalks=(Crosswalk("core", from_),))
    found = by_way_of(middle, left, right)
    assert found is not None
    (pair,) = found.pairs
    return pair.relation


@pytest.mark.parametrize("first", Relation)
@pytest.mark.parametrize("second", Relation)
def test_what_is_derived_is_all_that_holds_of_whatever_areas_stand_so(first: Relation, second: Relation) -> None:
    always = set(Relation)
    for left, middle, right in product(AREAS, repeat=3):
        if HOLDS[first](left, middle) and HOLDS[second](middle, right):
            always &= {relation for relation in Relation if HOLDS[relation](left, right)}
    said = derived((first, second))
    implied = {relation for relation in Relation if said and all(follows(said, relation))}
    assert implied == always


def follows(said: Relation, relation: Relation) -> list[bool]:
    return [HOLDS[relation](*areas) for areas in product(AREAS, repeat=2) if HOLDS[said](*areas)]


def test_several_ways_from_the_one_to_the_other_say_together_what_each_says() -> None:
    equal, part_of, contains, overlaps = Relation
    assert derived((overlaps, overlaps), (part_of, equal)) is part_of
    assert derived((part_of, contains), (overlaps, part_of)) is overlaps
    assert derived((part_of, part_of), (contains, equal)) is equal
    assert derived((part_of, contains), (overlaps, overlaps)) is None


def test_two_local_rubrics_stand_side_by_side_by_way_of_the_core() -> None:
    found = by_way_of(CORE, LOCAL, OTHER)
    assert found is not None
    assert led(found.pairs) == [
        ("Z1", None, "X1", ["A1"]),
        ("Z1", "part_of", "X2", ["A1", "A3"]),
        ("Z2", "contains", "X1", ["A1"]),
        ("Z2", "overlaps", "X2", ["A1"]),
    ]
    assert [one.id for one in found.only_left] == ["Z3"]
    assert [one.id for one in found.only_right] == ["X3"]
    assert [one.id for one in found.neither] == ["A2"]


def test_the_other_way_round_what_is_derived_turns_round() -> None:
    there, back = by_way_of(CORE, LOCAL, OTHER), by_way_of(CORE, OTHER, LOCAL)
    assert there is not None
    assert back is not None
    turned = {(pair.right.id, pair.relation and pair.relation.inverse, pair.left.id) for pair in back.pairs}
    assert turned == {(pair.left.id, pair.relation, pair.right.id) for pair in there.pairs}
    assert (back.only_left, back.only_right, back.neither) == (there.only_right, there.only_left, there.neither)


def test_what_may_only_be_related_is_no_counterpart() -> None:
    apart = (Counterpart("X1", "A3", Relation.PART_OF, text("")),)
    found = by_way_of(CORE, LOCAL, with_criteria("other", "X1", crosswalks=(Crosswalk("core", apart),)))
    assert found is not None
    assert led(found.pairs) == [("Z1", None, "X1", ["A3"])]
    assert [one.id for one in found.only_left] == ["Z1", "Z2", "Z3"]
    assert [one.id for one in found.only_right] == ["X1"]


def test_nothing_leads_by_way_of_a_rubric_that_one_of_them_does_not_know() -> None:
    assert by_way_of(CORE, LOCAL, with_criteria("other", "X1")) is None
    assert by_way_of(CORE, with_criteria("other", "X1"), LOCAL) is None
