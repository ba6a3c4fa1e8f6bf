"""What is found in a sentence before it is graded."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.model.report import Sentence


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
