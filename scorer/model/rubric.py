"""Standards to score by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.words import Text


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

    @property
    def items(self) -> tuple[Adjustment | Veto, ...]:
        """Bonuses, deductions and vetoes, in this order."""
        return (*self.bonuses, *self.deductions, *self.vetoes)

    @property
    def declared(self) -> bool:
        """Whether there are any."""
        return bool(self.items)


class Show(StrEnum):
    """How an indicator's value is shown."""

    PERCENT = "percent"  # 0.5 as 50%
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Indicator:
    """指标: a figure reckoned from the results of one scorecard."""

    id: str
    title: Text
    formula: str  # as `formula` reads it
    show: Show
    decimals: int  # 0 to 2
    note: Text


class Relation(StrEnum):
    """What a criterion of one rubric is to one of another."""

    EQUAL = "equal"
    PART_OF = "part_of"
    CONTAINS = "contains"
    OVERLAPS = "overlaps"

    @property
    def inverse(self) -> Relation:
        """What the other is to the one."""
        return {Relation.PART_OF: Relation.CONTAINS, Relation.CONTAINS: Relation.PART_OF}.get(self, self)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A criterion, and one of another rubric that it has to do with."""

    criterion: str
    to: str
    relation: Relation  # what the former is to the latter
    note: Text


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """对照: how the criteria of a rubric stand to those of another."""

    rubric: str  # id of the other
    lines: tuple[Counterpart, ...]  # as written


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
    sha256: str  # of the file's bytes; with a lexicon, of the digests of both
    not_applicable: NotApplicable = NotApplicable.REDISTRIBUTE
    adjustments: Adjustments = Adjustments()
    consensus: Consensus = Consensus.MEDIAN
    indicators: tuple[Indicator, ...] = ()
    elsewhere: tuple[str, ...] = ()  # terms of the lexicon's sets that no criterion uses: such a sentence is about them
    crosswalks: tuple[Crosswalk, ...] = ()
    set_phrases: tuple[str, ...] = ()  # that everybody writes: where they are repeated, nothing is copied
    enough: int = 1  # criteria with material that an agency needs for a total, where reports tell of many agencies

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in the order of the dimensions."""
        return tuple(c for d in self.dimensions for c in d.criteria)
