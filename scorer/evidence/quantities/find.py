"""The quantities of one folded sentence: numbers are found in one pass, then read with those beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

from scorer.evidence.quantities.numbers import Number, numbers_in
from scorer.evidence.quantities.sayings import slogans, titles
from scorer.model import Quantity, QuantityKind

_CONNECTED = re.compile(r"[^，。；：\d]{0,10}[、和及与][^，。；：\d]{0,4}\Z")
_RANGE = re.compile(r"[-—–~～至到]{1,2}\Z")
_FROM = re.compile(r"[从由自](?![此动])[^，。；、从由]{0,24}\Z")
_ARROW = re.compile(" ?(?:→|⇒|➔|[-—]>) ?\\Z")
_FROM_THERE = re.compile(r"[从由自]\Z")
_TO = re.compile(
    r"[^，。；]{0,14}?(?:提升|上升|提高|增加|增长|扩大|跃升|升|增|拓展|扩展|发展|扩|涨"
    r"|下降|减少|压缩|压减|缩短|降低|精简|降|减|缩|优化|变|调整|前移|进|跃|改|爬|攀|跨)"
    r"[^，。；]{0,4}?(?:到|至|为|成)了?(?:\d{4}年|\d{1,2}月|[^，。；\d]){0,8}\Z"
)
MOST_BETWEEN = 30  # characters between two numbers of which one changed into the other


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a folded sentence, by place, without its context; `start` and `end` count in that sentence."""
    numbers = numbers_in(text)
    if not numbers:
        return []
    numbers = _changes(_ranges(_without_slogans(numbers, text), text), text)
    kept = [number for n, number in enumerate(numbers) if _counts(n, numbers, text)]
    return [_quantity(number, text) for number in kept]


def _quantity(number: Number, text: str) -> Quantity:
    return Quantity(
        text=text[number.start : number.end],
        value=number.value,
        unit=number.unit,
        bound=number.bound,
        kind=number.kind,
        start=number.start,
        end=number.end,
        upper=number.upper,
        before=number.before,
        date=number.date,
    )


# --- numbers together --------------------------------------------------------------------------


def _without_slogans(numbers: list[Number], text: str) -> list[Number]:
    """Without what stands in titles and in short quotation marks, but for dates and, in the latter, shares."""
    quoted, titled = slogans(text), titles(text)
    if not quoted and not titled:
        return numbers
    return [
        number
        for number in numbers
        if number.kind is QuantityKind.DATE
        or not (_within(titled, number) or (_within(quoted, number) and number.kind is not QuantityKind.SHARE))
    ]


def _within(stretches: list[tuple[int, int]], number: Number) -> bool:
    """Whether the number lies in one of the stretches, which are in order and apart."""
    after = bisect_right(stretches, number.start, key=itemgetter(0))
    return after > 0 and number.end <= stretches[after - 1][1]


def _ranges(numbers: list[Number], text: str) -> list[Number]:
    """With ranges as one: 3至5个, 10%—20%."""
    joined: list[Number] = []
    for number in numbers:
        low = joined[-1] if joined else None
        if low and low.kind is not QuantityKind.DATE and low.end <= number.start and _is_range(low, number, text):
            number.upper, number.value, number.start = number.value, low.value, low.start
            joined[-1] = number
        else:
            joined.append(number)
    return joined


def _is_range(low: Number, high: Number, text: str) -> bool:
    same = low.unit == high.unit or low.bare
    if not ((same and low.kind is high.kind) or (low.bare and high.kind in {QuantityKind.SHARE, QuantityKind.SPAN})):
        return False
    if (
        low.value is None
        or high.value is None
        or high.bare
        or high.value <= low.value
        or high.kind is QuantityKind.RANK
    ):
        return False
    return bool(_RANGE.match(text, low.end, high.start))


def _changes(numbers: list[Number], text: str) -> list[Number]:
    """With what is told from one value to another as one: 从第11位提升至第5位."""
    joined: list[Number] = []
    for number in numbers:
        change = _changed_from(joined, number, text)
        if change:
            number.start, number.before = change
            joined = [one for one in joined if one.end <= number.start]
        joined.append(number)
    return joined


def _changed_from(numbers: list[Number], number: Number, text: str) -> tuple[int, float | None] | None:
    """Where the words begin that tell from what value the number changed, and that value; None where it did not."""
    if number.kind in {QuantityKind.DATE, QuantityKind.SPAN} or number.bare:
        return None
    for earlier in reversed(numbers[-4:]):
        if earlier.kind is QuantityKind.DATE:
            continue
        if earlier.bare and number.kind is QuantityKind.RANK:  # 从第十五位一跃成为第二位
            continue
        alike = earlier.unit == number.unit or earlier.bare or earlier.kind is number.kind is QuantityKind.RANK
        if not alike or earlier.before is not None or number.start - earlier.end > MOST_BETWEEN:
            continue
        if _ARROW.match(text, earlier.end, number.start):
            there = _FROM_THERE.search(text, max(0, earlier.start - 1), earlier.start)
            return there.start() if there else earlier.start, earlier.value
        begun = _FROM.search(text, max(0, earlier.start - MOST_BETWEEN), earlier.start)
        if begun and _TO.match(text, earlier.end, number.start):
            return begun.start(), earlier.value
        return None
    return None


def _counts(n: int, numbers: list[Number], text: str) -> bool:
    """Whether the number that stands `n`th counts something."""
    number = numbers[n]
    if number.bare:
        return False
    if number.sure:
        return True
    if number.kind is QuantityKind.SPAN:
        return False
    beside = [(one, number, one) for one in numbers[n + 1 : n + 2]] + [(one, one, number) for one in numbers[:n][-1:]]
    return any(
        one.spelled
        and one.sure
        and not one.bare
        and one.kind is QuantityKind.AMOUNT
        and _CONNECTED.match(text, first.end, last.start) is not None
        for one, first, last in beside
    )
