"""What reviewers write in cells: a cell's value goes in, what it means comes out; None where it means nothing.

Full-width and half-width, upper and lower case and white space make no difference. Only what cannot be taken for
something else is understood:
- 1 and 0 beside a piece of evidence may be a yes and a no, or a grade in the wrong column: not understood.
- × and x say no, as on Chinese forms. √ says yes; in place of a level it agrees with the level shown.
- A level's name stands for the level, unless the name is also a word of agreement (认可).
- A lone 一 may be a dash or a one: not understood. 一级 is one.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from openpyxl.utils.datetime import from_excel

from scorer.model.review import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Criterion, Text
    from scorer.xlsx.cells import Value


def _any_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_YES = _any_of("是 对 对的 正确 可 可以 采纳 同意 认可 保留 有效 √ ✓ ✔ ☑ y yes ok true accept accepted agree agreed")
_NO = _any_of(
    "否 不 不是 不对 错 错误 不可 不可以 不采纳 不予采纳 不同意 不认可 不保留 无效 剔除 删除 "
    "× ✕ ✖ ✗ ✘ ☒ x n no false reject rejected disagree"
)
_DOUBT = _any_of("存疑 疑 疑问 有疑问 待定 待议 待核 待核实 不确定 ? ?? ??? indoubt doubt doubtful unsure uncertain")
_NONE = _any_of("无 没有 none nil")
_AGREE = _any_of(
    "同意 同意机器 同意机器等次 同机器 同机器等次 同机评 同左 同 一致 维持 维持原判 维持原等次 维持机器等次 "
    "无异议 没意见 无意见 认可 √ ✓ ✔ ☑ ok agree agreed same sameasmachine noobjection"
)
_NOT_APPLICABLE = _any_of("不适用 本项不适用 不涉及 不参评 n/a na n.a notapplicable doesnotapply inapplicable")
_DASHES = frozenset("-‐‑‒–—―−─")
_NUMERALS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}

_LEVEL = re.compile(
    r"(?:等次|等级|第|level|grade)?:?(?:([0-4])(?:\.0*)?(?:级|等|档)?|([零一二两三四])(?:级|等|档))(.*)"
)
_NAMED = " ()[]【】:-·、,“”\"'"
_ID = re.compile(r"[\W_]*([A-Za-z0-9]+)")
_POINTS = re.compile(r"([加扣减+−–—-]?)([0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})(?:分|points?|pts?\.?)?")
_DATE = re.compile(r"([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})(?:日|号|t[0-9:.]*z?|[0-9]{2}:[0-9:.]*)?")
_COMPACT_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SERIALS = range(20_000, 80_000)  # days since 1900 that can be a date of a review: 1954 to 2119
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Level:
    """What stands in place of a level: one of the three."""

    level: int | None = None  # 0 to 4
    not_applicable: bool = False
    agrees: bool = False  # with the level that the evidence carries


def words(value: Value | None) -> str:
    """A cell's value as text, without invisible characters and white space around it; "" for a blank cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ", "seconds")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return _visible(value)


# A hostile file can point at one long text from a million cells: reading it once will do.
@lru_cache(maxsize=256)
def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The text as it is compared: one width, one case, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).casefold()


def read_verdict(value: Value) -> Verdict | None:
    """Whether a piece of evidence is accepted."""
    text = _bare(value)
    if text in _YES:
        return Verdict.ACCEPTED
    if text in _NO:
        return Verdict.REJECTED
    return Verdict.DOUBTED if text in _DOUBT else None


def read_level(value: Value, names: Sequence[Text]) -> Level | None:
    """A level. `names` are those of levels 0 to 4."""
    text = _bare(value)
    if text in _NOT_APPLICABLE or (text and _DASHES.issuperset(text)):
        return Level(not_applicable=True)
    number = _number(text, names)
    if text in _AGREE:
        return Level(agrees=True) if number is None else None
    return None if number is None else Level(number)


def read_grade(value: Value, names: Sequence[Text]) -> int | None:
    """A grade, 1 to 4. `names` are those of levels 0 to 4."""
    return _number(_bare(value), names) or None


def read_move(value: Value, criteria: Sequence[Criterion]) -> str | None:
    """The id of the criterion that is named: by its id, whatever follows it, or else by its whole title."""
    text = unicodedata.normalize("NFKC", words(value))
    match = _ID.match(text)
    for said in (match[1] if match else "", fold(text)):
        for same in (str, fold):
            meant = [criterion.id for criterion in criteria if same(criterion.id) == same(said)]
            if len(meant) == 1:
                return meant[0]
    titled = [
        criterion.id for criterion in criteria if fold(text).removeprefix(fold(criterion.id)) in _said(criterion.title)
    ]
    return titled[0] if len(titled) == 1 else None


def read_points(value: Value, *, is_deduction: bool) -> float | None:
    """Points, 0 and up. Those of a deduction may be written as 2 or as -2."""
    if isinstance(value, float):
        points = abs(value) if is_deduction else value
        return points + 0.0 if points >= 0 and math.isfinite(points) else None
    text = _bare(value)
    match = _POINTS.fullmatch(text)
    if match is None:
        return 0.0 if text in _NONE | {"否"} else None
    adds, takes = match[1] in ("加", "+"), match[1] not in ("", "加", "+")
    return None if (adds and is_deduction) or (takes and not is_deduction) else float(match[2])


def read_applies(value: Value) -> bool | None:
    """Whether a veto applies."""
    text = _bare(value)
    if text in _YES:
        return True
    return False if text in _NO or text in _NONE else None


def read_date(value: Value | None) -> str:
    """A date as 2026-11-20; what is none stays as it was written."""
    text = words(value)
    folded = fold(text)
    match = _DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return text
    if isinstance(value, float) and value.is_integer() and int(value) in _SERIALS:
        return words(from_excel(value))
    return text


def _bare(value: Value) -> str:
    """A value as it is compared, without a full stop or comma at its end."""
    return fold(words(value)).rstrip("。.,;!")


def _number(text: str, names: Sequence[Text]) -> int | None:
    """Of a level, given as 3, 3级, 三级, 3（成效） or by its name."""
    match = _LEVEL.fullmatch(text)
    if match:
        number = int(match[1]) if match[1] else _NUMERALS[match[2]]
        rest = match[3].strip(_NAMED)
        return number if not rest or rest in _said(names[number]) else None
    named = [number for number, name in enumerate(names) if text in _said(name)]
    return named[0] if len(named) == 1 else None


def _said(text: Text) -> set[str]:
    return {fold(text.zh), fold(text.en)} - {""}
