"""What a run found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from scorer.model.agency import Told
from scorer.model.copies import Copies, Elsewhere
from scorer.model.finding import Quantity
from scorer.model.report import Remark, Report, Sentence, Unread
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
    agency: str | None  # whose deed, as it is named
    quantities: tuple[Quantity, ...]
    agency_from: Told | None = None  # how that was told
    source: str = ""  # of the report that it stands in
    copied: tuple[Elsewhere, ...] = ()  # where it stands too, the first few places

    @property
    def place(self) -> Text:
        """Where a person would look it up among several reports."""
        return self.sentence.place_in(self.source)


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A sentence that reports what is still lacking."""

    sentence: Sentence
    quote: str
    criterion: str | None
    agency: str | None = None  # whose shortcoming
    source: str = ""  # of the report that it stands in


class Standing(StrEnum):
    """Why a criterion has the level it has; the four never mix."""

    EVIDENCE = "evidence"
    NO_EVIDENCE = "no_evidence"
    NO_MATERIAL = "no_material"  # the reports say nothing of it about this agency, of which they need not tell all
    NOT_APPLICABLE = "not_applicable"


class By(StrEnum):
    """What the subjects of a run are."""

    REPORT = "report"
    AGENCY = "agency"


# In place of a band.
TOO_LITTLE = Text("材料不足", "too little material")
NOT_JUDGED = frozenset({Standing.NO_MATERIAL, Standing.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of one scorecard."""

    criterion: Criterion
    standing: Standing
    level: int  # 0 to 4; 0 unless standing is EVIDENCE
    score: float  # points
    max: float  # points within reach: the weight; 0 where not judged
    why: Text
    missing: Text  # the next rung's unmet condition; empty at level 4
    evidence: tuple[Evidence, ...]  # strongest first, then in the order of the report
    doubt: Text = NOTHING  # why the machine is unsure of the level; empty where it is not

    @property
    def machine_level(self) -> int | None:
        """The machine's level; None: not applicable, or no material."""
        return None if self.standing in NOT_JUDGED else self.level


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One subject against one rubric."""

    id: str  # no two subjects of a run share it; of a report, what the ids of its evidence begin with
    reports: tuple[Report, ...]  # one where the subject is a report; else all that tell of the agency, by their sources
    agency: str | None  # that the subject is; None: it is a report
    criteria: tuple[CriterionResult, ...]  # in the rubric's order
    shortcomings: tuple[Shortcoming, ...]
    total: float | None  # 0 to 100: share of the points within reach; None: too little material to judge by
    band: Band | None  # None like the total
    notes: tuple[Text, ...] = ()  # what a reader must know: not about the subject, uncertain
    indicators: tuple[float | None, ...] = ()  # of the rubric's, in order; None where there is nothing to divide by
    copied_share: float | None = None  # of a report's body, what stands elsewhere too; None of an agency, or unknown

    @property
    def report(self) -> Report:
        """The subject, where it is a report; else the first that tells of it."""
        return self.reports[0]

    @property
    def sort_key(self) -> tuple[float, str, str]:
        """Highest total first, and those without one last; then by source and name."""
        return 1.0 if self.total is None else -self.total, self.report.source, self.id


@dataclass(frozen=True, slots=True)
class Results:
    """What one run found."""

    name: str  # of the input: seeds
    rubric: Rubric
    version: str  # of the tool
    scorecards: tuple[Scorecard, ...]  # in the order of their sources
    unread: tuple[Unread, ...] = field(default=())
    by: By = By.REPORT  # what its subjects are
    remarks: tuple[Remark, ...] = ()  # on documents that are no subjects
    copies: Copies | None = None  # repeated text; None: not looked for

    @property
    def enough(self) -> int:
        """On how many criteria a subject must be judged to have a total."""
        return self.rubric.enough if self.by is By.AGENCY else 0
