"""The words beside a number that say that it is about so much, more or less."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scorer.model import Bound

if TYPE_CHECKING:
    from scorer.evidence.quantities.numbers import Number

_BEFORE = re.compile(
    r"(?:(?P<at_most>[不未]得?超过?|不到|不足|[不未]满|至多|最多|顶多|少于|低于|不高于|不多于|≤|[<＜])"
    r"|(?P<at_least>不少于|不低于|不小于|不下于?|超过|突破|至少|最少|起码|多达|(?<![赶高])超|逾|(?<![经通不])过"
    r"|(?<![侦告磨打踏攻])破|≥|(?<![-—=])[>＞])"
    r"|(?P<about>接近|将近|大约|(?<![签预条节公特集简违契合制大履失邀解])约|(?<![最附亲远靠临])近))\Z"
)
_BEFORE_ENDS = frozenset("过到足满多于下少码达超逾破近约≤≥<＜>＞")  # how they end
FAR_WORD = re.compile("(?P<at_most>不得?超过|至多|最多|顶多)|(?P<at_least>不低于|不少于|至少|最少)")
_FAR_BEFORE = re.compile(rf"(?:{FAR_WORD.pattern})(?![的时达])[^，。；：、]{{1,12}}\Z")
ROUGHLY = frozenset({"近", "将近", "接近", "约", "大约", "不到", "不足"})  # else a limit that is set: 不少于12天
_BEHIND = re.compile(r"(?P<at_least>及?以上|之多)|(?P<at_most>及?以下|以内|之内)|(?P<about>左右|上下(?![游级联]))")


def bounded(number: Number, text: str) -> Number:
    """With the words beside it that say that it is about so much, more or less."""
    before = bound_before(text, number.start)
    if before:
        number.start = before.start()
        number.bound = Bound(str(before.lastgroup))
    return bounded_behind(number, text)


def bounded_behind(number: Number, text: str) -> Number:
    """With the words behind it that do so, alone."""
    behind = _BEHIND.match(text, number.end)
    if behind:
        number.end = behind.end()
        number.bound = Bound(str(behind.lastgroup))
    return number


def bound_before(text: str, start: int) -> re.Match[str] | None:
    """The word right before what stands at `start` that says that it is about so much, more or less."""
    return _BEFORE.search(text, max(0, start - 4), start) if text[start - 1 : start] in _BEFORE_ENDS else None


def bound_from_afar(number: Number, text: str, since: int) -> None:
    """Bind it by a word that stands apart from it, which is no part of it: 不超过参评单位总数的20%."""
    found = _FAR_BEFORE.search(text, max(since, number.start - 18), number.start)
    if found:
        number.bound = Bound(str(found.lastgroup))
