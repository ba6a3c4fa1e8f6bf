"""Figures in a sentence: 2.8万余件, 98.3%, 二十余场."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scorer.model import Quantity, Span

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"": 1, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}

# A numeral in characters must be a number above ten, or count occasions or people: “三会一课”, “两个维护” and
# “千件实事” count nothing.
NUMERAL = (
    r"[一二两三四五六七八九][十百千][零一二三四五六七八九十百千]{0,12}|十[一二三四五六七八九]|[十百千](?=[余多几])|(?<=[近上数])[十百千]"
    r"|[两三四五六七八九](?=[余多]?(?:次|场|期|名|户|起)(?!全会))"
)
MORE = r"余|多|几"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and where it stands."""

    span: Span
    quantity: Quantity


class Figures:
    """Finds figures whose unit is among the given ones, in one pass."""

    def __init__(self, units: Iterable[str]) -> None:
        """Longer units win: 人次 before 人."""
        alternatives = "|".join(re.escape(unit) for unit in sorted(units, key=lambda u: (-len(u), u)))
        self._pattern = re.compile(
            rf"(?<![第\d.一二两三四五六七八九十百千])(?P<from>超过?|逾|近|达到?|不少于)?"
            rf"(?:(?P<digits>\d{{1,15}}(?:[,，]\d{{3}}){{0,6}}(?:\.\d{{1,9}})?)|(?P<numeral>{NUMERAL}))"
            rf"(?P<more>{MORE})?(?P<myriad>万亿|万|亿)?(?P<more_too>{MORE})?"
            rf"(?P<unit>{alternatives})(?P<above>以上)?"
        )

    def find(self, text: str) -> list[Figure]:
        """Every figure of a folded sentence, in order."""
        return [_figure(found) for found in self._pattern.finditer(text)]


def _figure(found: re.Match[str]) -> Figure:
    groups = found.groupdict()
    number = float(re.sub("[,，]", "", groups["digits"])) if groups["digits"] else _value(groups["numeral"])
    at_least = bool(groups["more"] or groups["more_too"] or groups["above"] or groups["from"] in {"超", "超过", "逾"})
    start = found.end("from") if groups["from"] else found.start()
    span = Span(start, found.end(), found.string[start : found.end()])
    value = round(number * MYRIADS[groups["myriad"] or ""], 6)
    return Figure(span, Quantity(span.text, value, groups["unit"], at_least))


def _value(numeral: str) -> float:
    """二百零五 -> 205"""
    total = digit = 0
    for character in numeral:
        if character in TENS:
            total += (digit or 1) * TENS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return float(total + digit)
