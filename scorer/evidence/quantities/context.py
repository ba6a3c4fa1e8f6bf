"""What a sentence tells of a quantity: of what it is, when, whether it grew, and what a rank is one in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from scorer.evidence.quantities.find import find_quantities
from scorer.model import Quantity, QuantityKind, Trend

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 4  # quantities before one that may bear on it
LONGEST = 16  # characters of an indicator, before the number
_AHEAD = 12  # of it, behind the number

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
_PERIOD_WORD = re.compile(
    r"(?:今年|去年|前年)(?:以来|上半年|下半年|年初|年底|[一二三四]季度|前三季度)?|年初以来|年内|近年来|近些年来?|截至目前|目前为止|目前"
    r"|上半年|下半年|全年|前三季度|第?[一二三四]季度|本月|上月|当年|当月|日前|近期|当前|[“”]?十[一二三四]五[“”]?(?:时期|期间|以来)"
)
_OF_PERIOD = re.compile(
    r"(?:度|以来|以前|底|年底|末|初|间|期间|上半年|下半年|第?[一二三四]季度|前三季度|全年|前|起|内|中旬|上旬|下旬|来|里|中)"
)
_UNTIL = re.compile(r"(?:截[至止]到?|连续|近|过去|最近|未来|今后)\Z")
_BREAK = re.compile(r"[，。；：！？“”（）…]")
_HARD_BREAK = re.compile(r"[，。；：！？“”（）、…\d]|其中|的(?=[\d])")
_LEADING = re.compile(
    r"(?:我们|我|等|出?一批|并|其中|且|和|与|及|以来|先后|目前|已经|已|还|共计|共|累计|全年|分别|同时|让|使|将|把|在|对|从|由|的|以|是|有|年度|期间|每年|来|底|末|初|起|平均|近|内|左右)+"
)
_TRAILING = re.compile(
    r"(?:达到了?|达成|达|共计|共有|共|累计|合计|总计|为|是|有|了|已经|已|近|约|超过?|的|至|到|以|分别|均|平均|仅用?|只用|仅|只|就|就有|先后|每年|每月|每|高达|多达|全部|各|个|约为|率先|同比|环比|再|又|在|前|最高|最低|均为|实现|完成|占|成功|首次|首)+\Z"
)
_CHANGED = re.compile(rf"(?:同比|环比|比上年|较上年)?(?:{_UP}|{_DOWN})(?:了|到了?|至|为|近|约|超过?|逾|率|幅)*\Z")
_RANKS = re.compile(
    r"(?:连续[^，。；、]{1,3}年)?(?:名列|位列|位居|位次|居于?|列|排名第?|排在|排|升至|升到|升为|跃居|跃升至|进至|前移至|跻身|夺得|荣获|获得?|取得|保持|蝉联|提升至|上升至|上升到|进入)"
)
_SENTENCE_PART = re.compile(r"[，。；：！？“”…]")
_WITHIN = re.compile(r"(?:[从由自]|[名位稳高雄跃]?[居列]|排名?|占据?)于?([^第]*?)(?:第|前|首位|榜首|首\Z)")
_QUOTED = re.compile(r"“([^“”]{1,16})”\Z")
_DIGIT = re.compile(r"\d")
_NOUN = 4  # characters, at most, of a noun between two numbers
_SPACE = re.compile(r"\s+")


def with_context(quantities: Sequence[Quantity], text: str, before: str = "") -> list[Quantity]:
    """The quantities of a folded sentence, each with what the sentence tells of it.

    `before` is the sentence before it in its paragraph, which may have said when.
    """
    if not quantities:
        return []
    told: list[Quantity] = []
    periods = _periods_in(text, quantities)
    if before and not periods:
        periods = [(-1, period) for _, period in _periods_in(before, find_quantities(before))[-1:]]
    for n, quantity in enumerate(quantities):
        if quantity.kind in {QuantityKind.DATE, QuantityKind.SPAN}:
            told.append(quantity)
            continue
        passed = bisect_right(periods, quantity.start, key=itemgetter(0))
        near = periods[max(0, passed - NEAR) : passed]
        begun = _clause_start(text, quantity.start, quantities[max(0, n - NEAR) : n], near)
        clause = text[begun : quantity.start]
        change, by = _change(quantity, clause, text)
        field = ""
        if quantity.kind is QuantityKind.RANK:
            indicator, field = _ranked(quantity, text, quantities[max(0, n - NEAR) : n], near)
        else:
            adjoining = bool(n) and begun == quantities[n - 1].end and len(clause) <= _NOUN  # 5大类23项
            indicator = _indicator(quantity, "" if adjoining else clause, text, quantities[n + 1 :])
        if n and not text[quantities[n - 1].end : quantity.start].strip("、和及与 "):  # goes on with it: 4.5%、8.6%
            change, by = told[-1].change, told[-1].by
        if not indicator and quantity.kind is not QuantityKind.RANK:
            indicator = _shared(quantity, by, told[-NEAR:]) or _said_before(text, quantity.start)
        told.append(
            replace(
                quantity,
                change=change,
                by=by,
                field=field,
                period=_period(quantity.start, near),
                indicator=indicator,
            )
        )
    return told


def _shared(quantity: Quantity, by: bool, told: Sequence[Quantity]) -> str:
    """What is counted, where only a quantity before it says so: 收入592亿元，增长17%."""
    return next((one.indicator for one in reversed(told) if one.indicator and (by or one.unit == quantity.unit)), "")


# --- when --------------------------------------------------------------------------------------


def _periods_in(text: str, quantities: Sequence[Quantity]) -> list[tuple[int, str]]:
    """What the sentence says of when, as written, each with where it begins, by place."""
    periods = []
    for quantity in quantities:
        if quantity.kind in {QuantityKind.DATE, QuantityKind.SPAN}:
            until = _UNTIL.search(text, max(0, quantity.start - 3), quantity.start)
            after = _OF_PERIOD.match(text, quantity.end)
            begun = until.start() if until else quantity.start
            periods.append((begun, text[begun : after.end() if after else quantity.end]))
    if any(sign in text for sign in "年月季前期"):
        for found in _PERIOD_WORD.finditer(text):
            if not any(begun <= found.start() < begun + len(period) for begun, period in periods):
                periods.append((found.start(), found[0]))
    return sorted(periods)


def _period(start: int, periods: list[tuple[int, str]]) -> str:
    return next((period for begun, period in reversed(periods) if begun < start), "")


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


def _clause_start(text: str, start: int, before: Sequence[Quantity], periods: Sequence[tuple[int, str]]) -> int:
    """Where the words begin that belong to what stands at `start`: after a sign or the quantity before."""
    begun = max((found.end() for found in _BREAK.finditer(text, max(0, start - 40), start)), default=max(0, start - 40))
    for quantity in before:
        begun = max(begun, quantity.end)
    for said, period in periods:
        if 0 <= said <= start - len(period):
            begun = max(begun, said + len(period))
    listed = text.rfind("、", begun, start)
    return listed + 1 if listed >= 0 and any(one.end > begun - 12 for one in before if one.end <= listed + 1) else begun


def _indicator(quantity: Quantity, clause: str, text: str, following: Sequence[Quantity]) -> str:
    """The words that say what is counted: those before the number, then those behind its measure word."""
    before = _CHANGED.sub("", _TRAILING.sub("", _bare(clause)))
    before = _TRAILING.sub("", before)
    if quantity.unit in _PLAIN and before:
        return _short(before)
    until = min([one.start for one in following[:1]] or [len(text)])
    ended = _HARD_BREAK.search(text, quantity.end, until)
    behind = text[quantity.end : min(ended.start() if ended else until, quantity.end + _AHEAD)]
    behind = _bare(behind.split("的")[-1] if behind.startswith("的") else behind)
    return _short(before) + behind


def _short(words: str) -> str:
    """The end of words that are too long, from where a phrase begins in them."""
    if len(words) <= LONGEST:
        return words
    begun = max(words.rfind(sign, 0, -3) for sign in "的、等把将对")
    return words[max(begun + 1, len(words) - LONGEST) :]


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


def _bare(words: str) -> str:
    """Words without what stands at their beginning that names nothing."""
    return (
        _SPACE.sub("", _LEADING.sub("", words, count=1) if _LEADING.match(words) else words)
        .strip("、·—-*#“”‘’")
        .lstrip("）")
        .rstrip("（")
    )


def _ranked(
    quantity: Quantity, text: str, before: Sequence[Quantity], periods: Sequence[tuple[int, str]]
) -> tuple[str, str]:
    """What is ranked, and what it is a place in and of: 全省 营商环境评价."""
    low = max(0, quantity.start - 60)
    begun = max((found.end() for found in _SENTENCE_PART.finditer(text, low, quantity.start)), default=low)
    for one in before:
        if text.startswith("、", one.end):
            begun = max(begun, one.end)
    clause = text[begun : quantity.start]
    for _, period in periods:
        clause = clause.replace(period, "")
    within = _WITHIN.match(quantity.text)
    said = clause + ("列" + within[1] if within and within[1] else "")
    matter, *among = (_TRAILING.sub("", _bare(part)) for part in _RANKS.split(said))
    matter = _short(matter)
    return matter, " ".join(part for part in (*among[-1:], matter) if part)


def _said_before(text: str, start: int) -> str:
    """What a number without words of its own is of: words in quotation marks before it, or the clause before."""
    quoted = _QUOTED.search(text, max(0, start - 30), start)
    if quoted:
        return quoted[1]
    clauses = [_TRAILING.sub("", _bare(clause)) for clause in _BREAK.split(text[max(0, start - 40) : start])]
    return _short(
        next((clause for clause in reversed(clauses[:-1]) if len(clause) > 1 and not _DIGIT.search(clause)), "")
    )
