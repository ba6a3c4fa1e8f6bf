"""What reviewers enter, and what several of them come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scorer.model.results import CriterionResult, Evidence, Results, Scorecard
from scorer.model.rubric import Adjustment, Band, Rubric, Veto
from scorer.model.words import NOTHING, Text


class Verdict(StrEnum):
    """采纳: what a reviewer makes of a piece of evidence."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"  # it does not count
    DOUBTED = "doubted"  # it counts until the reviewers have talked about it


@dataclass(frozen=True, slots=True)
class LevelReview:
    """What a reviewer entered for a criterion."""

    criterion: str
    level: int | None = None  # 0 to 4; None: not entered
    not_applicable: bool = False  # then `level` is None
    comment: str = ""  # with whatever stood where a level belongs and is none
    agrees: bool = False  # 同意, with the level that the evidence carries; then `level` is None


@dataclass(frozen=True, slots=True)
class EvidenceReview:
    """What a reviewer entered for a piece of evidence."""

    evidence: str  # its id
    verdict: Verdict | None = None
    grade: int | None = None  # 1 to 4 in place of the machine's
    criterion: str | None = None  # the one it belongs to instead
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AdjustmentReview:
    """What a reviewer entered for a bonus, a deduction or a veto."""

    item: str  # its id
    points: float | None = None  # of a bonus or deduction, 0 and up; may exceed what counts
    applies: bool | None = None  # of a veto
    reason: str = ""  # with whatever stood where a finding belongs and is none
    unclear: bool = False  # it did: then a blank does not say that there is nothing to find

    def found(self, item: Adjustment | Veto) -> float | None:
        """Points as entered; of a veto 1 where it applies, else 0. None where only a reason was given, or nothing."""
        if isinstance(item, Adjustment):
            return self.points
        return None if self.applies is None else float(self.applies)


@dataclass(frozen=True, slots=True)
class SubjectReview:
    """All that a reviewer entered for one subject; nothing that was left blank."""

    subject: str  # Scorecard.id
    levels: tuple[LevelReview, ...] = ()  # in the rubric's order
    evidence: tuple[EvidenceReview, ...] = ()  # in the scorecard's order
    adjustments: tuple[AdjustmentReview, ...] = ()  # in the rubric's order


Places = Mapping[tuple[str, str, str], tuple[str, str]]  # subject, row's id, field of its review -> sheet, cell


@dataclass(frozen=True, slots=True)
class Review:
    """复核: what one reviewer entered in one workbook or in several."""

    reviewer: str  # as written on the cover, "" where that is blank; once joined, then made of the workbook's name
    unit: str = ""
    date: str = ""
    signature: str = ""
    subjects: tuple[SubjectReview, ...] = ()  # those with an entry, in the order of their ids
    workbook: str = ""  # the name of the one it was read from; of several, of the latest
    parts: tuple[Review, ...] = ()  # as they came back, earliest first, where there were several or nobody was named
    sha256: str = ""  # of the file it was read from, whatever its name; "" where there were several
    places: Places = field(default_factory=dict, compare=False, repr=False)  # of entries, where the file is at hand


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a returned workbook that is not as it was issued or cannot be understood; the rest is taken in."""

    workbook: str
    sheet: str  # "": the whole workbook
    cell: str  # "": the whole sheet
    what: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reviewer holds of one criterion: the level entered, else the one that the reviewed evidence carries."""

    level: int | None = None
    not_applicable: bool = False
    entered: bool = False  # as a level of its own, not by verdicts on evidence
    comment: str = ""

    @property
    def judged(self) -> bool:
        """Whether there is a judgement. A comment alone is none."""
        return self.level is not None or self.not_applicable


@dataclass(frozen=True, slots=True)
class MergedCriterion:
    """One criterion: machine, reviewers, consensus."""

    result: CriterionResult  # the machine's
    opinions: tuple[Opinion, ...]  # one for each of Merged.reviews
    consensus: float | None  # 0 to 4, halves and thirds too; None: not applicable. The machine's where nobody judged
    decision: LevelReview | None  # what the reviewers settled on afterwards; overrules the consensus
    level: float | None  # what counts in the end; None: not applicable
    score: float
    max: float


@dataclass(frozen=True, slots=True)
class MergedEvidence:
    """One piece of evidence: machine and reviewers."""

    evidence: Evidence
    opinions: tuple[EvidenceReview | None, ...]  # one for each of Merged.reviews


@dataclass(frozen=True, slots=True)
class MergedAdjustment:
    """One bonus, deduction or veto: reviewers and consensus."""

    item: Adjustment | Veto
    opinions: tuple[AdjustmentReview | None, ...]  # one for each of Merged.reviews
    findings: tuple[float | None, ...]  # the same as they count; 0 too of who judged the subject and left this blank
    consensus: float  # points; of a veto 1 where more than half of those who judged the subject say so, else 0
    decision: AdjustmentReview | None  # what the reviewers settled on afterwards; overrules the consensus
    points: float  # that count in the end, of a bonus or deduction
    applies: bool  # in the end, of a veto


@dataclass(frozen=True, slots=True)
class MergedCard:
    """One subject with what machine, reviewers and consensus make of it."""

    card: Scorecard  # the machine's
    criteria: tuple[MergedCriterion, ...]  # in the rubric's order
    evidence: tuple[MergedEvidence, ...]  # in the scorecard's order
    adjustments: tuple[MergedAdjustment, ...]  # bonuses, deductions, vetoes
    total: float | None  # 0 and up: bonuses may lift it above 100; None: too little material to judge by
    band: Band | None  # None like the total


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of agreement with its 95% bootstrap interval, or why there is none."""

    value: float | None  # None: withheld
    low: float | None
    high: float | None
    units: int  # criteria of subjects that it rests on
    judgements: int
    withheld: Text = NOTHING  # why; empty where there is a value


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far judgements agree, over all, in one dimension, between two reviewers, or of machine and consensus."""

    about: Text
    alpha: Figure | None  # Krippendorff's, ordinal
    percent: Figure | None  # of pairs of judgements that are equal, 0 to 1
    kappa: Figure | None  # Cohen's, with quadratic weights; only where there are two sides


@dataclass(frozen=True, slots=True)
class Merged:
    """A review round: what was issued, what came back, and what it comes to."""

    results: Results  # as issued
    reviews: tuple[Review, ...]  # in the order of the reviewers' names
    decisions: Review | None  # what was settled in a merged workbook afterwards
    cards: tuple[MergedCard, ...]  # in the order of results.scorecards
    agreement: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Divided:
    """A point on which reviewers differ, to be talked about."""

    card: MergedCard
    point: MergedCriterion | MergedAdjustment
    spread: float  # 0 to 4: mean difference in levels between two reviewers; "not applicable" is 4 from every level


@dataclass(frozen=True, slots=True)
class Round:
    """A review round as far as it has come back."""

    merged: Merged
    divided: tuple[Divided, ...]  # the most divided first
    flaws: tuple[Flaw, ...]
    together: tuple[str, ...]  # ids of the rubrics that came back in one workbook, in their order; its own among them

    @property
    def rubric(self) -> Rubric:
        """By which was scored."""
        return self.merged.results.rubric
