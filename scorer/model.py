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


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One subject against one rubric."""

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
