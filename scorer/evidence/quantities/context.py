"""What a sentence tells of a quantity: of what it is, when, whether it grew, and what a rank is one in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from scorer.evidence.quantities.find import find_quantities
from scorer.evidence.quantities.periods import carried_over, period_of, periods_in, without
from scorer.evidence.quantities.phrases import bare, ended, leads_on, noun_of, short, work_of
from scorer.evidence.quantities.standing import peers, ranked, said_before
from scorer.model import Quantity, QuantityKind, Trend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.evidence.quantities.periods import Period

NEAR = 4  # quantities before one that may bear on it
_AHEAD = 12  # characters of an indicator, behind the number

_UP = (
    "增长|提升|上升|提高|增加|扩大|扩展|拓展|上涨|增幅|涨幅|跃升|上浮"
    "|增[收产效资值]|提速|前移|翻|攀升|爬(?=[到至升上])|多[了出]|(?<!新)增|升|涨|跃"
)
_DOWN = "下降|减少|压缩|压减|缩短|降低|精简|下浮|降幅|下调|减免|削减|降价|减排|降本|少了|减|降(?![雨水温])|缩"
_GROWN = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:率|幅度?|速)?(?:了|又|再|约|近|超过?|逾|平均|分别|均|依次|是|同比|环比|达){{0,3}}"
    r"(?P<to>(?:到|至|为|成)了?(?:平均|目前的?|现在的?|如今的?|每\w|不足|不到)?)?\Z"
)
_LESSENED = re.compile("(?:减少|压减|压缩|精简|缩短|削减)了?[^到至为成、\\W\\d]{2,6}\\Z")
_GROWN_ALONE = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_ARROW = re.compile("[→⇒➔>]")
_SIGNS = dict.fromkeys("+＋↑", Trend.UP) | dict.fromkeys("−－-↓", Trend.DOWN)
_BREAK = re.compile(r"[，。；：！？“”（）】…]")
_HARD_BREAK = re.compile(r"[，。；：！？“”（）、…\d]|其中|的(?=[\d])")
_CHANGED = re.compile(rf"(?:同比|环比|比上年|较上年)?(?:{_UP}|{_DOWN})(?:了|到了?|至|为|近|约|超过?|逾|率|幅)*\Z")
_OF_ITSELF = re.compile("(?:提速|增[收产效资值]|降[本价]|减[排负]|节[约省支])\\Z")  # a change that is what is counted
_WHEN = frozenset({QuantityKind.DATE, QuantityKind.SPAN})
_REACHES = re.compile("(?:总量|总额|总数)?(?:达到?|为)\\Z")  # 收入增长12.5%，达 8.6亿元
_MULTIPLES = frozenset({"倍", "番"})
_NOUN = 4  # characters, at most, of a noun between two numbers


def with_context(quantities: Sequence[Quantity], text: str, before: str = "") -> list[Quantity]:
    """The quantities of a folded sentence, each with what the sentence tells of it.

    `before` is the sentence before it in its paragraph, which may have said when. An amount that only says among how
    many something has its place has these words as its field: 全市12个县区.
    """
    if not quantities:
        return []
    told: list[Quantity] = []
    periods = periods_in(text, quantities)
    if before and not periods:
        periods = carried_over(before, find_quantities(before))
    for n, quantity in enumerate(quantities):
        if quantity.kind in _WHEN:
            told.append(quantity)
            continue
        passed = bisect_right(periods, quantity.end, key=_beginning)
        near = periods[max(0, passed - NEAR) : passed]
        period = period_of(quantity, near)
        if quantity.kind is QuantityKind.RANK:
            indicator, field = ranked(quantity, text, told[-NEAR:], near)
            change, by = _change(quantity, "", text)
            told.append(replace(quantity, change=change, by=by, field=field, period=period, indicator=indicator))
            continue
        field = peers(quantity, text, quantities[n + 1 :])
        if field:
            told.append(replace(quantity, field=field, period=period))
            continue
        begun = _clause_start(text, quantity.start, told[-NEAR:], near)
        clause = without(text, begun, quantity.start, [one for one in near if one.compared])
        change, by = _change(quantity, clause, text)
        if n and told[-1].kind not in _WHEN and begun == told[-1].end:
            clause = leads_on(clause, "") if len(clause) <= _NOUN else work_of(clause)  # 5大类23项
        indicator = _indicator(quantity, clause, text, quantities[n + 1 :])
        if n and not text[quantities[n - 1].end : quantity.start].strip("、和及与 "):  # goes on with it: 4.5%、8.6%
            change, by = told[-1].change, told[-1].by
        if not indicator:
            indicator = _shared(quantity, by or bool(_REACHES.match(clause)), told[-NEAR:]) or said_before(
                text, quantity.start
            )
        told.append(replace(quantity, change=change, by=by, period=period, indicator=indicator))
    return told


def _beginning(period: Period) -> int:
    return period.start


def _shared(quantity: Quantity, goes_on: bool, told: Sequence[Quantity]) -> str:
    """What is counted, where only a quantity before it says so: 收入592亿元，增长17%."""
    as_well = goes_on or quantity.unit in _MULTIPLES
    return next(
        (one.indicator for one in reversed(told) if one.indicator and (as_well or one.unit == quantity.unit)), ""
    )


# --- how it changed ----------------------------------------------------------------------------


def _change(quantity: Quantity, clause: str, text: str) -> tuple[Trend | None, bool]:
    """Whether the value grew or shrank, and whether it is how much it did so by."""
    if quantity.kind is QuantityKind.RANK and quantity.before is None:
        return None, False
    if quantity.before is not None:
        found = _GROWN_ALONE.search(text, quantity.start, quantity.end)
        if found:
            return _direction(found), False
        return (_between(quantity) if _ARROW.search(quantity.text) else None), False
    if quantity.text[0] in _SIGNS:
        return _SIGNS[quantity.text[0]], True
    found = _GROWN.search(clause)
    if not found and _LESSENED.search(clause):  # 减少证明材料42份
        return Trend.DOWN, True
    return (_direction(found), not found["to"]) if found else (None, False)


def _between(quantity: Quantity) -> Trend | None:
    """Which way a value went from the earlier one; a place with a smaller number is a better one."""
    if quantity.value is None or quantity.before is None or quantity.value == quantity.before:
        return None
    grew = quantity.value > quantity.before
    return Trend.UP if grew is not (quantity.kind is QuantityKind.RANK) else Trend.DOWN


def _direction(found: re.Match[str]) -> Trend:
    return Trend.UP if found["up"] else Trend.DOWN


# --- of what -----------------------------------------------------------------------------------


def _clause_start(text: str, start: int, before: Sequence[Quantity], periods: Sequence[Period]) -> int:
    """Where the words begin that belong to what stands at `start`: after a sign or the quantity before."""
    begun = max((found.end() for found in _BREAK.finditer(text, max(0, start - 40), start)), default=max(0, start - 40))
    compared = [period for period in periods if period.compared]
    for one in before:
        if any(period.start <= one.start < period.end for period in compared):
            continue
        field = text.find(one.field, max(0, one.start - 5)) if one.field and one.kind is QuantityKind.AMOUNT else -1
        begun = max(begun, one.end, field + len(one.field) if field >= 0 else 0)
    for period in periods:
        if not period.compared and period.end <= start:
            begun = max(begun, period.end)
    listed = text.rfind("、", begun, start)
    return listed + 1 if listed >= 0 and any(one.end > begun - 12 for one in before if one.end <= listed + 1) else begun


def _indicator(quantity: Quantity, clause: str, text: str, following: Sequence[Quantity]) -> str:
    """The words that say what is counted: those before the number, then those behind its measure word."""
    before = ended(bare(clause)).removeprefix("同比").removeprefix("环比")
    if not _OF_ITSELF.search(before):
        before = ended(_CHANGED.sub("", before))
    if quantity.unit in _PLAIN and before:
        return short(before)
    until = min([one.start for one in following[:1]] or [len(text)])
    stop = _HARD_BREAK.search(text, quantity.end, until)
    end = min(stop.start() if stop else until, quantity.end + _AHEAD)
    behind = text[quantity.end : end]
    behind = bare(behind.split("的")[-1] if behind.startswith("的") else behind)
    if _GROWN_ALONE.match(behind):
        behind = ""
    onto = leads_on(clause, behind)
    if (following and end == until) or end == quantity.end + _AHEAD:
        behind = noun_of(behind)
    return short(before) + (onto if before and behind else "") + behind


# Units that name nothing that could stand behind them.
_PLAIN = frozenset(
    [
        "%",
        "元",
        "个百分点",
        "百分点",
        "倍",
        "分",
        "天",
        "小时",
        "个工作日",
        "工作日",
        "分钟",
        "公里",
        "米",
        "亩",
        "吨",
        "千瓦时",
        "岁",
        "个月",
        "年",
        "℃",
        "毫米",
    ]
)
