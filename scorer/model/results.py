"""What a run found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from scorer.model.finding import Quantity
from scorer.model.report import Report, Sentence, Unread
from scorer.model.rubric import Band, Criterion, Rubric
from scorer.model.words import NOTHING, Text

# Decimals that points and totals are rounded to: enough that a spreadsheet, which rounds decimal fractions where
# Python rounds binary ones, comes to the same.
PLACES = 4
HALF_UP = 1e-9  # points; far more than a binary fraction is off, far less than is shown


def rounded(points: float) -> float:
    """As a spreadsheet rounds: a half goes up, though as a binary fraction it may lie just below."""
    return round(points + HALF_UP, PLACES)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that supports a criterion."""

    id: str  # <report>-<sentence, four digits>-<criterion>
    criterion: str
    sentence: Sentence
    quote: str
    grade: int  # 1 to 4
    why: Text
    cues: tuple[str, ...]  # as they stand in the report, in order
    agency: str | None  # whose deed
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A sentence that reports what is still lacking."""

    sentence: Sentence
    quote: str
    criterion: str | None


class Standing(StrEnum):
    """Why a criterion has the level it has; the three never mix."""

    EVIDENCE = "evidence"
    NO_EVIDENCE = "no_evidence"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of one scorecard."""

    criterion: Criterion
    standing: Standing
    level: int  # 0 to 4; 0 unless standing is EVIDENCE
    score: float  # points
    max: float  # points within reach: the weight; 0 where not applicable
    why: Text
    missing: Text  # the next rung's unmet condition; empty at level 4
    evidence: tuple[Evidence, ...]  # strongest first, then in the order of the report
    doubt: Text = NOTHING  # why the machine is unsure of the level; empty where it is not

    @property
    def machine_level(self) -> int | None:
        """The machine's level; None: not applicable."""
        return None if self.standing is Standing.NOT_APPLICABLE else self.level


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One subject against one rubric."""

    id: str  # what the ids of its evidence begin with; no two subjects of a run share it
    report: Report
    agency: str | None
    criteria: tuple[CriterionResult, ...]  # in the rubric's order
    shortcomings: tuple[Shortcoming, ...]
    total: float  # 0 to 100: share of the points within reach
    band: Band
    notes: tuple[Text, ...] = ()  # what a reader must know: not about the subject, uncertain
    indicators: tuple[float | None, ...] = ()  # of the rubric's, in order; None where there is nothing to divide by


@dataclass(frozen=True, slots=True)
class Results:
    """What one run found."""

    name: str  # of the input: seeds
    rubric: Rubric
    version: str  # of the tool
    scorecards: tuple[Scorecard, ...]  # in the order of their sources
    unread: tuple[Unread, ...] = field(default=())
