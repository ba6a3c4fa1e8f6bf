"""Whether a length of time in a folded sentence is one in which something is told, or is itself what is told."""

from __future__ import annotations

import re

_LONG_TIMES = frozenset({"年", "个月", "个季度", "周"})
TIMES = _LONG_TIMES | {"天", "日", "小时", "个小时", "个钟头", "分钟", "个星期", "昼夜", "秒"}
_LASTING_BEFORE = re.compile(r"(?:近|连续|一连|过去|最近|每|历时|历经|今后|未来|接连)\Z")
_FIRST_OF = re.compile(r"(?<![提以之])前\Z")
_LASTING_AFTER = re.compile(r"来|以来|下来|[\d一二两三四五六七八九十]{1,2}夜|间(?!隔)|前|后|里|中")
_RESULT_BEFORE = re.compile(
    r"(?:压缩|缩短|压减|减少|延长|提前|减|降低?|增加?|了|长达|整整|就是|期限|有效期|任期|周期|寿命|党龄|工龄|不少于|不超过)"
    r"[至到为了在]?\Z"
)
_GOES_ON = re.compile(r"[^，。；\d]{0,3}?(?:上涨|增长|增加|新增|下降|减少|完成|跑完|走访|降雨)")
_OF_WORK = re.compile(
    r"之?以?内|服务|值|在线|在岗|响应|办|自助|不打烊|营业|开放|全天|运行|工作|无休|左右|以上|以下|即|就|可|时限"
)
_IN_WHICH = re.compile(r"[^，。；：！？]{0,6}[\d两三四五六七八九十百千]")
_OBJECT = re.compile("[，。；：！？、）的零]|$")  # behind 守林三十二年: it was done so long
_DAY_LONG = 24  # hours: round the clock

_EXTENT_BEFORE = re.compile(r"(?:连续|一连)\Z")
_EXTENT_AFTER = re.compile(r"[余多]?(?:以来|来(?![到自])|间(?!隔)|前(?![后期三])|[\d一二两三四五六七八九十]{1,2}夜)")


def is_span(unit: str, value: float | None, text: str, start: int, end: int, *, limited: bool) -> bool:
    """Whether something is told in that length, which is no result itself nor a limit that is set.

    It stands there with the words that bound it; `limited` is whether they set a limit.
    """
    before = text[max(0, start - 8) : start]
    if _LASTING_BEFORE.search(before) or (unit in _LONG_TIMES and _FIRST_OF.search(before)):
        return True
    if _RESULT_BEFORE.search(before):
        return False
    if _LASTING_AFTER.match(text, end):
        return True
    if unit == "小时" and value == _DAY_LONG:
        return False
    if _GOES_ON.match(text, end):
        return True
    begins = not before or before[-1] in "，。；：！？、 \n"
    if unit == "年":
        return begins or not _OBJECT.match(text, end)
    return begins and not limited and not _OF_WORK.match(text, end)


def is_surely_span(text: str, start: int, end: int) -> bool:
    """Whether the words beside it say that it is a span: 一年来, but 一年 as it stands there may be no number."""
    return bool(
        _LASTING_BEFORE.search(text, max(0, start - 8), start)
        or _LASTING_AFTER.match(text, end)
        or _GOES_ON.match(text, end)
        or _IN_WHICH.match(text, end)
    )


def extent(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a span stands with the words that make it one: 连续三年, 五年来, 三十年前."""
    before = _EXTENT_BEFORE.search(text, max(0, start - 2), start)
    after = _EXTENT_AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


_LIMIT_BEFORE = re.compile(
    r"(?:逾期|超期|超时|提前|延[长期]|顺延|(?:压缩|缩短|压减|延长)[至到为]|连续|一连|最近|最长|为期)\Z"
)
_LIMIT_AFTER = re.compile("之?内|以内|以[上下]|[三四五六七八九十]夜|来")


def is_number_of_days(text: str, start: int, end: int, *, bounded: bool) -> bool:
    """Whether 三日, which stands there, is how many days, and no day of the month; `bounded`: 不超过三日, 十余日."""
    before = _LIMIT_BEFORE.search(text, max(0, start - 4), start)
    return bounded or before is not None or _LIMIT_AFTER.match(text, end) is not None
