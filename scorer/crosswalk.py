"""Two rubrics -> how the criteria of the one stand to those of the other (对照), whichever of the two says so.

Where neither says so, and both say how they stand to a third: what follows from that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.errors import RubricError
from scorer.model import Relation, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Criterion, Rubric

# What stands between two criteria: 本项 …… 对方
RELATIONS = {
    Relation.EQUAL: Text("相当于", "is the same as"),
    Relation.PART_OF: Text("属于", "is part of"),
    Relation.CONTAINS: Text("包含", "contains"),
    Relation.OVERLAPS: Text("部分重合", "overlaps"),
}
# Where a third rubric leads from the one to the other, and nothing follows for certain
POSSIBLE = Text("可能有关", "may be related")

# What a relation says of two criteria as areas, neither of them empty: the left one lies within the right one, covers
# it, meets it (they share something).
_WITHIN, _COVERS, _MEETS = "within", "covers", "meets"
_SAYS = {
    Relation.EQUAL: frozenset({_WITHIN, _COVERS, _MEETS}),
    Relation.PART_OF: frozenset({_WITHIN, _MEETS}),
    Relation.CONTAINS: frozenset({_COVERS, _MEETS}),
    Relation.OVERLAPS: frozenset({_MEETS}),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two criteria that have to do with each other."""

    left: Criterion
    relation: Relation  # what the left one is to the right one
    right: Criterion
    note: Text


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two rubrics side by side."""

    left: Rubric
    right: Rubric
    pairs: tuple[Pair, ...]  # in the order of the left rubric's criteria, then of the right one's

    @property
    def only_left(self) -> tuple[Criterion, ...]:
        """The left rubric's criteria that have no counterpart in the right one."""
        paired = {pair.left.id for pair in self.pairs}
        return tuple(criterion for criterion in self.left.criteria if criterion.id not in paired)

    @property
    def only_right(self) -> tuple[Criterion, ...]:
        """The right rubric's criteria that have none in the left one."""
        paired = {pair.right.id for pair in self.pairs}
        return tuple(criterion for criterion in self.right.criteria if criterion.id not in paired)

    def of(self, criterion: str) -> tuple[Pair, ...]:
        """The pairs of a criterion of the left rubric."""
        return tuple(pair for pair in self.pairs if pair.left.id == criterion)


@dataclass(frozen=True, slots=True)
class Derived:
    """Two criteria that both have to do with criteria of a third rubric."""

    left: Criterion
    relation: Relation | None  # what the left one is to the right one; None where nothing follows for certain
    right: Criterion
    through: tuple[Criterion, ...]  # of the third rubric; at least one


@dataclass(frozen=True, slots=True)
class ByWay:
    """Two rubrics side by side, by way of a third one."""

    left: Rubric
    middle: Rubric
    right: Rubric
    pairs: tuple[Derived, ...]  # in the order of the left rubric's criteria, then of the right one's
    neither: tuple[Criterion, ...]  # of the third rubric: what has a counterpart in neither

    @property
    def only_left(self) -> tuple[Criterion, ...]:
        """The left rubric's criteria that have no counterpart in the right one for certain."""
        paired = {pair.left.id for pair in self.pairs if pair.relation is not None}
        return tuple(criterion for criterion in self.left.criteria if criterion.id not in paired)

    @property
    def only_right(self) -> tuple[Criterion, ...]:
        """The right rubric's criteria that have none in the left one for certain."""
        paired = {pair.right.id for pair in self.pairs if pair.relation is not None}
        return tuple(criterion for criterion in self.right.criteria if criterion.id not in paired)


def side_by_side(left: Rubric, right: Rubric) -> SideBySide | None:
    """The two side by side, as the left one's crosswalk has it, or else the right one's turned round; None where
    neither has one. Raises RubricError where a crosswalk names a criterion that the other rubric does not have.
    """
    pairs = _pairs(left, right)
    if pairs is None:
        turned = _pairs(right, left)
        if turned is None:
            return None
        pairs = [Pair(pair.right, pair.relation.inverse, pair.left, pair.note) for pair in turned]
    lefts, rights = (_places(rubric) for rubric in (left, right))
    pairs.sort(key=lambda pair: (lefts[pair.left.id], rights[pair.right.id]))
    return SideBySide(left, right, tuple(pairs))


def by_way_of(middle: Rubric, left: Rubric, right: Rubric) -> ByWay | None:
    """The two side by side as their crosswalks with a third rubric have it; None where one of them has none with it.

    Two criteria are paired where both have to do with the same criterion of the third. What they are to each other is
    what follows for any areas L, M, R that stand as the two crosswalks say: L lies within R where L lies within M and
    M within R; L covers R where L covers M and M covers R; L and R share something where L meets M and M lies within R,
    or L covers M and M meets R. Thus equal leaves the other relation as it is; part_of and part_of make part_of,
    contains and contains make contains; contains and part_of, contains and overlaps, overlaps and part_of make
    overlaps. From all else nothing follows: two parts of M, or what only overlaps it, can be apart. Several ways from L
    to R say together what each says. Raises RubricError as `side_by_side` does.
    """
    first, second = side_by_side(left, middle), side_by_side(middle, right)
    if first is None or second is None:
        return None
    pairs: list[Derived] = []
    for ours in left.criteria:
        found: dict[str, tuple[frozenset[str], tuple[Criterion, ...]]] = {}  # by the right one's id
        for here in first.of(ours.id):
            for there in second.of(here.right.id):
                said, through = found.get(there.right.id, (frozenset(), ()))
                found[there.right.id] = said | _follows(here.relation, there.relation), (*through, here.right)
        pairs += (
            Derived(ours, _relation(found[one.id][0]), one, found[one.id][1])
            for one in right.criteria
            if one.id in found
        )
    known = {pair.right.id for pair in first.pairs} | {pair.left.id for pair in second.pairs}
    return ByWay(left, middle, right, tuple(pairs), tuple(one for one in middle.criteria if one.id not in known))


def _follows(first: Relation, second: Relation) -> frozenset[str]:
    """What two relations, one behind the other, say of what stands at their ends."""
    here, there = _SAYS[first], _SAYS[second]
    both = here & there & {_WITHIN, _COVERS}
    return both | {_MEETS} if _WITHIN in there or _COVERS in here else both


def _relation(said: frozenset[str]) -> Relation | None:
    return next((relation for relation, says in _SAYS.items() if says == said), None)


def common_rubric(rubrics: Sequence[Rubric]) -> Rubric:
    """By which subjects under different rubrics are compared: that to which most of the others have a crosswalk; of
    equals the last. There is at least one.
    """

    def named(rubric: Rubric) -> int:
        return sum(any(to.rubric == rubric.id for to in other.crosswalks) for other in rubrics)

    return max(reversed(rubrics), key=named)


def _pairs(left: Rubric, right: Rubric) -> list[Pair] | None:
    """What the left rubric's own crosswalk says; None where it has none to the right one."""
    crosswalk = next((one for one in left.crosswalks if one.rubric == right.id), None)
    if crosswalk is None:
        return None
    ours, theirs = ({criterion.id: criterion for criterion in rubric.criteria} for rubric in (left, right))
    pairs: list[Pair] = []
    for line in crosswalk.lines:
        if line.to not in theirs:
            raise RubricError(
                Text(
                    f"{left.id} 的 crosswalk 写了 {line.criterion} → {line.to}，{right.id} 里却没有 {line.to} 这一项。"
                    f"请改 {left.id} 的 YAML，再运行 score rubric check",
                    f"the crosswalk of {left.id} says {line.criterion} → {line.to}, but {right.id} has no criterion "
                    f"{line.to}. Change the YAML of {left.id} and run score rubric check",
                )
            )
        pairs.append(Pair(ours[line.criterion], line.relation, theirs[line.to], line.note))
    return pairs


def _places(rubric: Rubric) -> dict[str, int]:
    return {criterion.id: place for place, criterion in enumerate(rubric.criteria)}
