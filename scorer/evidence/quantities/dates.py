"""Calendar dates: how they are written, and as ISO 8601."""

from __future__ import annotations

import re

from scorer.evidence.quantities.numerals import value_of

_YEAR = r"(?:1[89]|20)\d\d|[一二][〇零○九八][一二三四五六七八九零〇○]{2}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十]"
_DAY = r"3[01]|[12]\d|0?[1-9]|二?十[一二三四五六七八九]|三十一?|[一二三四五六七八九十]|二十"
_SIGN = r"[-—–~～至到]{1,2}"
# 2022年11月28日, 2022年11月, 2022年, 11月28日, 11月, 28日; 2022-11-28, 2022/1/31, 2022.1.31
_ONE = (
    rf"(?:{_YEAR})年(?:(?:{_MONTH})月(?:(?:{_DAY})[日号])?)?"
    rf"|(?:{_MONTH})月(?:(?:{_DAY})[日号])?"
    r"|(?:3[01]|[12]\d|0?[1-9])日(?!均|之?内|以[内上下]|游|元|龄|前)"
)
_FIRST = (
    rf"(?:(?:{_YEAR})年)?(?:{_MONTH})(?={_SIGN}(?:{_MONTH})月)|(?:{_YEAR})(?={_SIGN}(?:{_YEAR})年)"
    rf"|(?:{_MONTH})月(?:{_DAY})(?={_SIGN}(?:{_DAY})[日号])|{_ONE}"
)
DATE = (
    r"20\d\d(?P<sign>[-/.])(?:1[0-2]|0?[1-9])(?P=sign)(?:3[01]|[12]\d|0?[1-9])(?!\d)"
    rf"|(?:{_FIRST})(?:(?:{_SIGN}|起至)(?:{_ONE}))?"
    rf"|(?:{_YEAR})(?=[、和与及](?:{_YEAR})[年、和与及])"
)
DAY_ALONE = re.compile(r"\d{1,2}日")
_PARTS = re.compile(rf"(?:({_YEAR})年?)?(?:({_MONTH})(?:月|\Z))?(?:({_DAY})[日号]?)?\Z")
_BETWEEN = re.compile(rf"起至|{_SIGN}")


def iso(date: str) -> str:
    """2022年11月28日 -> 2022-11-28, 2022年 -> 2022, 11月28日 -> --11-28, 28日 -> ---28, two of them A/B.

    What the later of two dates shares with the earlier is not said twice: 2023年1至9月 -> 2023-01/2023-09.
    """
    if re.match(r"20\d\d[-/.]\d", date) and date.count(date[4]) == 2:
        year, month, day = re.split(r"[-/.]", date)
        return f"{year}-{int(month):02}-{int(day):02}"
    first, *rest = _BETWEEN.split(date, maxsplit=1)
    if not rest:
        return _one(_parts(first))
    begun, ended = _parts(first), _parts(rest[0])
    if begun[0] and not ended[0]:
        ended = (begun[0], *ended[1:])
    if begun[1] and not ended[1] and ended[2]:
        ended = (ended[0], begun[1], ended[2])
    return f"{_one(begun)}/{_one(ended)}"


def _parts(date: str) -> tuple[int, int, int]:
    """Year, month and day; 0 where it has none."""
    found = _PARTS.match(date)
    if found is None:
        return 0, 0, 0
    year, month, day = (int(value_of(part)) if part else 0 for part in found.groups())
    return year, month, day


def _one(parts: tuple[int, int, int]) -> str:
    year, month, day = parts
    if not month:
        return str(year) if year else f"---{day:02}"
    return (str(year) if year else "-") + f"-{month:02}" + (f"-{day:02}" if day else "")
