"""What is found in a sentence before it is graded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.agency import Told
from scorer.model.report import Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a sentence's folded text: `text` stands at start to end."""

    start: int
    end: int
    text: str


class QuantityKind(StrEnum):
    """What a quantity tells."""

    AMOUNT = "amount"
    SHARE = "share"  # in percent
    RANK = "rank"  # a place among peers
    DATE = "date"
    SPAN = "span"  # a length of time in which something is told


class Bound(StrEnum):
    """How a value is meant."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class Trend(StrEnum):
    """Which way a value went."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much, how many, which rank, or when, as a sentence tells it."""

    text: str  # as written: 2.8万余件
    value: float | None  # 28000; None for dates
    unit: str  # 件; of shares %
    bound: Bound = Bound.EXACT
    kind: QuantityKind = QuantityKind.AMOUNT
    start: int = 0  # offset of the first character in Report.text
    end: int = 0  # offset after the last character
    upper: float | None = None  # of a range, whose lower end is `value`
    before: float | None = None  # what it was until it changed to `value`
    change: Trend | None = None
    by: bool = False  # `value` is how much it changed by
    field: str = ""  # of a rank: what it is a place in and of: 全省 营商环境评价; of an amount: among how many
    period: str = ""  # when, as written: 2023年, 今年以来
    indicator: str = ""  # the words that say what is counted: 办理各类事项
    date: str = ""  # of a date: ISO 8601; --11-28 where no year is said, A/B from one to another


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
    agency_from: Told | None  # how that was told
    goes_on: bool = False  # it has no cue of its own and goes on with the sentence before it; `cues` are its marks
