"""The types that all rooms share. Frozen, and importing nothing of ours.

Offsets count Unicode code points of the report's text as it was read; `text[start:end]` is always the quote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Lang(StrEnum):
    """A language of messages, JSON reasons and workbook labels."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in both languages."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The wording in one language."""
        return self.zh if lang is Lang.ZH else self.en


# --- reports -----------------------------------------------------------------------------------


class Part(StrEnum):
    """What a sentence is in its report. Only BODY can be evidence."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of evidence: ends at 。！？ or ；, or with its paragraph."""

    number: int  # counts from 1 through the report, headings included
    paragraph: int  # counts from 1; a paragraph broken over lines or columns is one
    start: int  # offset of the first character in Report.text
    end: int  # offset after the last character
    part: Part
    heading: str  # the heading it stands under; "" where there is none


@dataclass(frozen=True, slots=True)
class Report:
    """One document, read."""

    source: str  # the name it is shown by: path relative to the argument it was found under
    sha256: str  # of the file's bytes
    title: str  # its title line; the file's name without suffix where it has none
    text: str
    sentences: tuple[Sentence, ...]

    def quote(self, sentence: Sentence) -> str:
        """A sentence word for word, breaks in it included."""
        return self.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, and why: never the same as one without evidence."""

    source: str
    reason: Text


# --- rubrics -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SomeOf:
    """Speaks for a criterion when at least `at_least` of the terms stand in one sentence."""

    at_least: int
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """What speaks for a criterion. A term inside a longer term, of whatever criterion, does not count."""

    terms: tuple[str, ...] = ()  # each speaks alone
    together: tuple[tuple[tuple[str, ...], ...], ...] = ()  # one of each group, in one sentence
    some_of: tuple[SomeOf, ...] = ()
    patterns: tuple[str, ...] = ()  # RE2
    weak: tuple[str, ...] = ()  # count only beside another cue or under a fitting heading
    headings: tuple[str, ...] = ()  # terms of a heading that fits
    unless: tuple[str, ...] = ()  # a sentence with one of these is no evidence for the criterion


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must match its criterion, and the grade it must get (None: any)."""

    text: str
    grade: int | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """项: what is judged on its own."""

    id: str
    title: Text
    question: Text  # what an assessor asks
    weight: float  # points for the full level
    cues: Cues
    examples: tuple[Example, ...] = ()
    near_misses: tuple[str, ...] = ()  # sentences that must not match
    applies_when: tuple[str, ...] = ()  # terms; a report with none of them is not judged on it


@dataclass(frozen=True, slots=True)
class Dimension:
    """大类: criteria under one heading."""

    id: str
    title: Text
    weight: float  # the sum of its criteria's weights
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """One grade of the ladder, 1 to 4, and what shows it."""

    grade: int
    name: Text
    shows: Text  # what a sentence of this grade shows
    terms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """表态 < 举措 < 成效 < 认可."""

    rungs: tuple[Rung, ...]  # grades 1 to 4 in order
    shares: tuple[float, ...]  # share of a criterion's weight for level 0 to 4
    plans: tuple[str, ...]  # RE2; from a match to the end of the sentence nothing is above grade 1
    plan_headings: tuple[str, ...]  # terms of headings under which everything is a plan
    units: tuple[str, ...]  # a figure with one of these units counts something
    not_counted: tuple[str, ...]  # RE2; figures in a match describe a document or a structure


class Scope(StrEnum):
    """How far an exclusion reaches."""

    MATCH = "match"  # only cues inside the matched words
    SENTENCE = "sentence"
    ALONE = "alone"  # the sentence, unless another of its paragraph is evidence
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Text that is no evidence whatever it says, and why."""

    reason: Text
    scope: Scope
    terms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()  # RE2
    headings: tuple[str, ...] = ()  # terms of headings under which nothing is evidence
    unless: tuple[str, ...] = ()  # RE2; a sentence that matches is evidence after all


@dataclass(frozen=True, slots=True)
class Relevance:
    """When a document is about the matter of the rubric at all."""

    terms: tuple[str, ...]
    at_least: int  # occurrences that a document needs, of any of the terms


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """What marks a sentence that reports what is still lacking."""

    terms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()  # RE2
    headings: tuple[str, ...] = ()  # terms of headings under which everything is a shortcoming
    unless: tuple[str, ...] = ()  # RE2; a sentence that matches tells how it was cured


@dataclass(frozen=True, slots=True)
class Band:
    """评定: a name for totals from `at_least` upwards."""

    name: Text
    at_least: float


class NotApplicable(StrEnum):
    """What becomes of the weight of a criterion that does not apply."""

    REDISTRIBUTE = "redistribute"  # the others take it over: the total is the share of what is left
    ZERO = "zero"  # it stays within reach, and earns nothing
    FORBID = "forbid"  # no criterion may be set aside


class Consensus(StrEnum):
    """How the reviewers' levels become one."""

    MEDIAN = "median"
    MEAN = "mean"
    TRIMMED_MEAN = "trimmed_mean"  # without the highest and the lowest where there are five or more; else the mean


@dataclass(frozen=True, slots=True)
class Adjustment:
    """加分项 or 扣分项: points that a reviewer may add or take off, with a reason."""

    id: str
    title: Text
    most: float  # points, above 0


@dataclass(frozen=True, slots=True)
class Veto:
    """一票否决项: what keeps a total down whatever the rest is."""

    id: str
    title: Text
    at_most: float  # the highest total, 0 to 100, that a subject with it can have


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What reviewers may add to a total, take off it, or limit it by."""

    bonuses: tuple[Adjustment, ...] = ()
    bonus_cap: float = 0.0  # points that all bonuses together can add
    deductions: tuple[Adjustment, ...] = ()
    deduction_cap: float = 0.0  # points that all deductions together can take off
    vetoes: tuple[Veto, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """评分标准: one YAML file."""

    id: str
    version: str
    title: Text
    note: Text
    dimensions: tuple[Dimension, ...]
    ladder: Ladder
    bands: tuple[Band, ...]  # highest first; the last begins at 0
    relevance: Relevance
    not_evidence: tuple[Exclusion, ...]
    shortcomings: Shortcomings
    sha256: str  # of the file's bytes
    not_applicable: NotApplicable = NotApplicable.REDISTRIBUTE
    adjustments: Adjustments = Adjustments()
    consensus: Consensus = Consensus.MEDIAN

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in the order of the dimensions."""
        return tuple(c for d in self.dimensions for c in d.criteria)


# --- finding -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a sentence's folded text: `text` stands at start to end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a sentence."""

    text: str  # as written: 2.8万余件
    value: float  # 28000
    unit: str  # 件
    at_least: bool  # 余, 多, 以上


@dataclass(frozen=True, slots=True)
class Mark:
    """What a sentence shows of one rung of the ladder: a ladder cue, or a figure that counts something."""

    grade: int  # 2 to 4
    span: Span


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence that speaks for one criterion or several, before it is graded."""

    sentence: Sentence
    text: str  # folded: what cues are looked for in
    cues: dict[str, tuple[Span, ...]]  # by criterion, the one it mainly speaks for first
    quotes: dict[str, tuple[str, ...]]  # the same cues as they stand in the report
    marks: tuple[Mark, ...]
    planned_from: int | None  # offset in `text` from which all is a plan
    quantities: tuple[Quantity, ...]
    agency: str | None  # whose deed
    goes_on: bool = False  # it has no cue of its own and goes on with the sentence before it; `cues` are its marks


# Decimals that points and totals are rounded to: enough that a spreadsheet, which rounds decimal fractions where
# Python rounds binary ones, comes to the same.
PLACES = 4


# --- results -----------------------------------------------------------------------------------


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
    doubt: Text = Text("", "")  # why the machine is unsure of the level; empty where it is not


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


@dataclass(frozen=True, slots=True)
class Results:
    """What one run found."""

    name: str  # of the input: seeds
    rubric: Rubric
    version: str  # of the tool
    scorecards: tuple[Scorecard, ...]  # in the order of their sources
    unread: tuple[Unread, ...] = field(default=())


# --- review ------------------------------------------------------------------------------------


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
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SubjectReview:
    """All that a reviewer entered for one subject; nothing that was left blank."""

    subject: str  # Scorecard.id
    levels: tuple[LevelReview, ...] = ()  # in the rubric's order
    evidence: tuple[EvidenceReview, ...] = ()  # in the scorecard's order
    adjustments: tuple[AdjustmentReview, ...] = ()  # in the rubric's order


@dataclass(frozen=True, slots=True)
class Review:
    """复核: what one reviewer entered in one workbook or in several."""

    reviewer: str  # as written on the cover; where that is blank, the workbook's name
    unit: str = ""
    date: str = ""
    signature: str = ""
    subjects: tuple[SubjectReview, ...] = ()  # those with an entry, in the order of their ids
    workbook: str = ""  # the name of the one it was read from; of several, of the latest
    parts: tuple[Review, ...] = ()  # as they came back, earliest first, where it was united from several


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
    total: float  # 0 and up: bonuses may lift it above 100
    band: Band


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of agreement with its 95% bootstrap interval, or why there is none."""

    value: float | None  # None: withheld
    low: float | None
    high: float | None
    units: int  # criteria of subjects that it rests on
    judgements: int
    withheld: Text = Text("", "")  # why; empty where there is a value


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


# --- comparison --------------------------------------------------------------------------------


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
        return round(self.new.total - self.old.total, PLACES) if self.old and self.new else None

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


# --- calibration -------------------------------------------------------------------------------


class CueKind(StrEnum):
    """How a rubric writes a cue, or a ladder cue."""

    TERM = "term"
    TOGETHER = "together"
    SOME_OF = "some_of"
    PATTERN = "pattern"
    WEAK = "weak"
    HEADING = "heading"
    FIGURE = "figure"  # of the ladder: a figure with a unit that counts


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of a rubric."""

    owner: str  # a criterion's id; of a ladder cue its grade
    kind: CueKind
    words: str  # the term or pattern; a combination as one would write it down


class Fate(StrEnum):
    """What became of a piece of evidence in review."""

    ACCEPTED = "accepted"  # for its criterion, if perhaps with another grade
    REJECTED = "rejected"
    MOVED = "moved"  # to another criterion
    UNDECIDED = "undecided"  # no outcome has more than half of those who judged, or it is in doubt
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class JudgedEvidence:
    """One piece of evidence and what most of those who judged it hold."""

    card: Scorecard
    evidence: Evidence
    fate: Fate
    criterion: str  # where it belongs: its own unless it was moved
    grade: int | None  # 1 to 4; None: rejected, not judged, or they do not agree

    @property
    def is_decided(self) -> bool:
        """Whether the reviewers have come to something."""
        return self.fate not in {Fate.UNDECIDED, Fate.UNJUDGED}


@dataclass(frozen=True, slots=True)
class CueRecord:
    """How a cue has done. Pieces without a decision are in `fired` only."""

    cue: Cue
    fired: int  # pieces of evidence
    accepted: int
    rejected: int
    moved: int
    alone: int  # decided pieces with no other cue than weak ones
    alone_accepted: int
    low: float  # of the 95% Wilson interval of `precision`; 0 where there is none
    high: float  # 1 where there is none

    @property
    def judged(self) -> int:
        """Pieces with a decision."""
        return self.accepted + self.rejected + self.moved

    @property
    def precision(self) -> float | None:
        """Share of the pieces with a decision that were accepted for the cue's criterion."""
        return self.accepted / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class LadderRecord:
    """How a ladder cue has done. Pieces on whose grade the reviewers came to nothing are in `fired` only."""

    cue: Cue
    fired: int  # pieces of evidence that have their grade from it, or from it among others
    kept: int
    raised: int
    lowered: int

    @property
    def judged(self) -> int:
        """Pieces whose grade was decided."""
        return self.kept + self.raised + self.lowered


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """What an edited rubric makes of a sentence and a criterion."""

    card: Scorecard
    sentence: Sentence
    quote: str
    criterion: str
    was: int  # its grade; 0: no evidence for the criterion
    now: int
    right: bool | None  # towards what the reviewers hold, or away from it; None: they hold neither


@dataclass(frozen=True, slots=True)
class TotalChange:
    """What an edited rubric makes of a machine's total."""

    card: Scorecard  # with the band of what it was
    was: float
    now: float
    band: Band  # of what it is now


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edited rubric changes in the evidence at hand. Sentences that are no evidence are not seen."""

    evidence: tuple[EvidenceChange, ...] = ()
    totals: tuple[TotalChange, ...] = ()  # that move

    @property
    def right(self) -> int:
        """Changes towards what the reviewers hold."""
        return sum(change.right is True for change in self.evidence)

    @property
    def wrong(self) -> int:
        """Changes away from what the reviewers hold."""
        return sum(change.right is False for change in self.evidence)


class Advice(StrEnum):
    """What to do about a word."""

    DROP = "drop"
    WEAKEN = "weaken"  # it counts only beside another cue
    MOVE = "move"  # to another criterion
    UNLESS = "unless"  # a sentence with it is no evidence for the criterion
    EXCLUDE = "exclude"  # a sentence with it is no evidence at all
    ADD = "add"  # as a new term
    LOOK = "look"  # a person has to see what to do


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change to a rubric that the reviews speak for."""

    number: int  # counts from 1
    advice: Advice
    criterion: str  # whose words are to change; of a ladder cue its grade; "" of an exclusion
    word: str
    why: Text
    support: tuple[JudgedEvidence, ...]  # the pieces that speak for it
    to: str = ""  # the criterion that a term moves to
    exclusion: int = 0  # place among the rubric's exclusions, from 0
    effect: Effect = Effect()  # on its own; nothing where a person has to look


@dataclass(frozen=True, slots=True)
class Rejected:
    """A piece of evidence that was rejected, and what it shares with others that were."""

    judged: JudgedEvidence
    shared: tuple[str, ...]  # words that accepted evidence of its criterion hardly has


@dataclass(frozen=True, slots=True)
class Calibration:
    """What reviews teach about a rubric."""

    rubric: Rubric
    reviewers: tuple[str, ...]  # in the order of their names
    evidence: tuple[JudgedEvidence, ...]  # each piece once, in the order of the rounds
    going_on: int  # pieces without a cue of their own
    untraced: int  # pieces that the rubric does not find again: it is not the one they were found with
    cues: tuple[CueRecord, ...]  # that fired, in the rubric's order
    ladder: tuple[LadderRecord, ...]  # that fired, lowest grade first
    never: tuple[Cue, ...]  # that never fired, in the rubric's order
    rejected: tuple[Rejected, ...]  # in the order of criteria
    suggestions: tuple[Suggestion, ...]
    effect: Effect  # of all suggestions together
