"""When what a folded sentence tells happened: the dates, stretches of time and words for them in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.evidence.quantities.dates import DATE
from scorer.model import QuantityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Quantity

_YEAR_WORD = "今年|去年|前年|上年|本年"
_WORD = re.compile(
    rf"(?:{_YEAR_WORD})(?:以来|上半年|下半年|年初|年底|第?[一二三四]季度|前三季度|同期|同月)?|年初以来|年内|近年来|近些年来?"
    r"|截至目前|目前为止|目前|上半年|下半年|全年|前三季度|第?[一二三四]季度|本月|上月|当年|当月|日前|近期|当前"
    r"|[“”]?十[一二三四五]五[“”]?(?:时期|期间|以来)"
)
_OF_PERIOD = re.compile(
    r"(?:度|以来|以前|底|年底|末|初|间|期间|上半年|下半年|第?[一二三四]季度|前三季度|全年|前|起|内|中旬|上旬|下旬|来|里|中)"
)
_UNTIL = re.compile(  # 截至今年5月, 去年3月
    rf"(?:(?:截[至止]到?|连续|近|过去|最近|未来|今后)(?:{_YEAR_WORD})?|{_YEAR_WORD})\Z"
)
_THAN = re.compile(r"(?:同比|相?比|相较于?|较之?|较于|对比|超过?)\Z")
_LIKE = re.compile(r"(?:与|和|同|跟)\Z")
_SAME_TIME = re.compile("的?(?:同期|同月|同季|底|末|初)?")
_COMPARED = re.compile(r"(?:的?(?:同期|同月|水平|情况|数据?))?(?:相比较?|比较?|对比|持平)")
_AS_BASE = re.compile("的?基础上")
_IS = re.compile("(?:为|是|相当于)\\Z")
_A_NUMBER = re.compile("的近?[\\d一二两三四五六七八九百]")
_REACHED = re.compile(
    rf".*(?:[到至为成]|→|⇒|➔|>)了? ?(?P<period>(?:{_YEAR_WORD})?(?:{DATE})[底末]?|{_YEAR_WORD})", re.DOTALL
)
_LASTING = re.compile(r".*(?:以来|来|间|起|年度?|半年|季度|年内|时期)\Z|(?:截|连续|近|过去|最近).*")
_AT_BEGINNING = re.compile(r"[^，。；：！？]{0,2}\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """When, as written; `start` and `end` are where it stands with the words that compare with it: 比2024年."""

    start: int
    end: int
    text: str
    compared: bool = False  # what is told is compared with it, and did not happen then


def periods_in(text: str, quantities: Sequence[Quantity]) -> list[Period]:
    """What the sentence says of when, by place."""
    periods: list[Period] = []
    changed = [one for one in quantities if one.before is not None]
    for quantity in quantities:
        if quantity.kind in {QuantityKind.DATE, QuantityKind.SPAN}:
            until = _UNTIL.search(text, max(0, quantity.start - 5), quantity.start)
            after = _OF_PERIOD.match(text, quantity.end)
            begun = until.start() if until else quantity.start
            periods.append(_period(text, begun, after.end() if after else quantity.end))
    for quantity in changed:
        reached = _REACHED.match(quantity.text)
        if reached:
            begun, end = reached.span("period")
            periods.append(Period(quantity.start + begun, quantity.start + end, reached["period"]))
    taken = [(one.start, one.end) for one in periods] + [(one.start, one.end) for one in changed]
    if any(sign in text for sign in "年月季前期"):
        periods += [
            _period(text, *found.span())
            for found in _WORD.finditer(text)
            if not any(start <= found.start() < end for start, end in taken)
        ]
    return sorted(periods, key=lambda one: one.start)


def _period(text: str, start: int, end: int) -> Period:
    said = text[start:end]
    same = _SAME_TIME.match(text, end)
    until = same.end() if same else end
    than = _THAN.search(text, max(0, start - 3), start)
    if than:
        return Period(than.start(), until, said, compared=True)
    compared = _COMPARED.match(text, end)
    if compared:
        like = _LIKE.search(text, max(0, start - 1), start)
        return Period(like.start() if like else start, compared.end(), said, compared=True)
    if said.endswith(("同期", "同月")) or text.startswith(("同期", "的同期"), end):
        return Period(start, until, said, compared=True)
    part_of = _IS.search(text, max(0, start - 3), start) and _A_NUMBER.match(text, end)  # 为上年的83%
    return Period(start, end, said, compared=bool(part_of or _AS_BASE.match(text, end)))


def carried_over(text: str, quantities: Sequence[Quantity]) -> list[Period]:
    """What a sentence says of when that holds for the next one too: a stretch of time with which it begins."""
    return [
        Period(-1, -1, one.text)
        for one in periods_in(text, quantities)
        if not one.compared and _AT_BEGINNING.match(text[: one.start]) and _LASTING.match(one.text)
    ][:1]


def period_of(quantity: Quantity, periods: Sequence[Period]) -> str:
    """When the value was so: what is said last before it; nothing where that is not said."""
    told = (one.text for one in reversed(periods) if one.start < quantity.end and not one.compared)
    return next(told, "")


def without(text: str, start: int, end: int, periods: Sequence[Period]) -> str:
    """The stretch of a text without the periods in it."""
    kept, since = "", start
    for one in periods:
        if since <= one.start and one.end <= end:
            kept, since = kept + text[since : one.start], one.end
    return kept + text[since:end]
