"""Two rubrics -> how the criteria of the one stand to those of the other (对照), whichever of the two says so."""

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
