"""Two results side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.results import PLACES, Evidence, Scorecard
from scorer.model.review import Merged, MergedCard, MergedCriterion
from scorer.model.rubric import Adjustment, Criterion, Veto
from scorer.model.words import Text


class Matched(StrEnum):
    """By what a subject of the old results was found again in the new ones."""

    ID = "id"
    AGENCY = "agency"
    STEM = "stem"  # the file's name without year and digits
    TITLE = "title"


class Change(StrEnum):
    """What became of a criterion in one subject."""

    ROSE = "rose"
    FELL = "fell"
    SAME = "same"
    APPLICABLE = "applicable"  # it did not apply before
    NOT_APPLICABLE = "not_applicable"  # it did before
    APPEARED = "appeared"  # only the new rubric has it
    VANISHED = "vanished"  # only the old one


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One criterion in one subject, before and after. At least one of the two is there."""

    old: MergedCriterion | None
    new: MergedCriterion | None
    change: Change
    appeared: tuple[Evidence, ...]  # counts for it in the new results, and in the old not; strongest first
    vanished: tuple[Evidence, ...]  # the other way round
    why: Text  # the level or the points changed; empty where neither did
    telling: Evidence | None  # the piece that made the level change, of the new results or, vanished, of the old

    @property
    def criterion(self) -> Criterion:
        """As the new rubric has it, else as the old one."""
        side = self.new or self.old
        assert side is not None  # noqa: S101
        return side.result.criterion

    @property
    def level_change(self) -> float | None:
        """After minus before, -4 to 4; None where there is no level on both sides."""
        before, after = (side.level if side else None for side in (self.old, self.new))
        return None if before is None or after is None else round(after - before, PLACES)

    @property
    def points_change(self) -> float:
        """After minus before; what is not there or does not apply has 0 points."""
        before, after = (side.score if side else 0.0 for side in (self.old, self.new))
        return round(after - before, PLACES)

    @property
    def size(self) -> float:
        """How far the level moved, 0 to 4; what is not there or does not apply is as low as 0."""
        before, after = ((side.level or 0.0) if side else 0.0 for side in (self.old, self.new))
        return abs(after - before)


@dataclass(frozen=True, slots=True)
class AdjustmentChange:
    """A bonus, deduction or veto that counts otherwise than before."""

    item: Adjustment | Veto
    before: float | None  # points that it adds, below 0 for a deduction; of a veto: what it limits the total to, if so
    after: float | None


@dataclass(frozen=True, slots=True)
class SubjectChange:
    """One subject before and after. At least one of the two is there."""

    old: MergedCard | None  # None: the subject appeared
    new: MergedCard | None  # None: it vanished
    matched: Matched | None  # None: there is only one side
    criteria: tuple[
        CriterionChange, ...
    ] = ()  # in the new rubric's order, then what only the old one has; of both sides
    adjustments: tuple[AdjustmentChange, ...] = ()  # those that changed

    @property
    def card(self) -> Scorecard:
        """The new one, else the old."""
        side = self.new or self.old
        assert side is not None  # noqa: S101
        return side.card

    @property
    def change(self) -> float | None:
        """Of the total, after minus before; None where there is only one side."""
        if self.old is None or self.old.total is None or self.new is None or self.new.total is None:
            return None
        return round(self.new.total - self.old.total, PLACES)

    @property
    def rose(self) -> int:
        """How many criteria have a higher level."""
        return sum(one.change is Change.ROSE for one in self.criteria)

    @property
    def fell(self) -> int:
        """How many criteria have a lower level."""
        return sum(one.change is Change.FELL for one in self.criteria)

    @property
    def largest_first(self) -> tuple[CriterionChange, ...]:
        """All criteria, the largest change first and those of the same level last; else in the rubric's order."""
        by_points = sorted(self.criteria, key=lambda one: -abs(one.points_change))
        return tuple(sorted(by_points, key=lambda one: (one.change is Change.SAME, -one.size)))

    @property
    def changed(self) -> tuple[CriterionChange, ...]:
        """The criteria whose level or points changed, the largest change first."""
        return tuple(one for one in self.largest_first if one.change is not Change.SAME or one.points_change)

    @property
    def same_document(self) -> bool:
        """Whether both sides were scored from the same bytes, so that nothing the subject did can have changed."""
        if self.old is None or self.new is None:
            return False
        return self.old.card.report.sha256 == self.new.card.report.sha256


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results of the same or of different years, or before and after a rubric changed."""

    old: Merged
    new: Merged
    names: tuple[str, str]  # of the files that they were read from
    subjects: tuple[SubjectChange, ...]  # largest change of the total first, then what appeared, then what vanished
    differences: tuple[Text, ...]  # of the rubrics: what gives other points for the same evidence
    notes: tuple[Text, ...]  # what else must be known to read the changes aright
