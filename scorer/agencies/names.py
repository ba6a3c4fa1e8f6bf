"""Names of agencies where they stand in folded text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scorer.agencies import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model.agency import Agency

LONGEST = 40  # characters of a name

_HAN = words.HAN
_PLACED = re.compile(
    f"(?:{words.ABOVE_PLACES})|全?(?:{words.LEVEL})(?!民(?!政|宗|族|兵)|域|场)|(?:市场监|市政|市容)|"
    f"(?!全)[{_HAN}]{{2,6}}?(?:{words.LEVEL})(?!民(?!政|宗|族|兵)|域|场|属国)|国家|中国|中央|[{_HAN}]{{2}}(?=[{_HAN}]{{2,8}}管理局|海关)"
)
_NOT_IN_NAME = re.compile(words.NOT_IN_NAME)
_HARMLESS = re.compile(words.HARMLESS)
_KIND = re.compile(words.KIND)
_UNPLACED = re.compile(f"(?:{words.UNPLACED})(?:{words.INNER})?")
_BEFORE = re.compile(words.BEFORE)
_SURE = re.compile(words.SURE)
_NOT_SURE = re.compile(words.NOT_SURE)
_NOT_A_NAME = re.compile(f"(?:{words.NOT_A_NAME}|{words.DEED})")
_VERB = re.compile(words.DEED)
_DEED = re.compile(f"{words.DEED}|{words.DEED_TOO}|(?:{words.POST})")
_SIGN = re.compile(f"[^{_HAN}\\d（）]")
# Several at once: 自治区组织、宣传、信访等部门.
_SEVERAL = re.compile(
    f"[{_HAN}]{{0,5}}(?:{words.LEVEL})[{_HAN}]{{2,8}}(?:、[{_HAN}]{{2,8}}){{1,9}}等(?:\\d{{1,3}}个|有关|相关|多个)?(?:部门|单位|党组织)"
)
_ANYWHERE = re.compile(
    f"(?:(?<![{_HAN}])[{_HAN}]{{2,4}}?)?(?:自治区|省|市|州|区(?!区)|县)[{_HAN}]{{0,8}}?"
    "(?:直机关(?:工委)?|级机关工作党委|机关工委|局|厅|法院|检察院|委员会|发改委|卫健委|银行|大学|学院|医院|海关|集团|中心)"
)
_ENDS = frozenset("：—-|　 ")


class Known:
    """Names that a person has listed: taken wherever they stand, whatever they look like."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(names)
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    @classmethod
    def of(cls, agencies: Iterable[Agency]) -> Known:
        """The names and aliases of agencies."""
        return cls(name for one in agencies for name in (one.name, *one.aliases))

    def at_head(self, text: str) -> str | None:
        """The longest of them that a text begins with."""
        return next((text[:n] for n in self._lengths if text[:n] in self._names), None)


NONE_KNOWN = Known()


def name_at_head(text: str, known: Known = NONE_KNOWN, *, deed_follows: bool = True) -> str | None:
    """The longest name that a clause begins with: 国家税务总局沅北市税务局, not 国家税务总局.

    A name that tells neither place nor level counts where a deed follows it, or, in titles and headings, its end.
    """
    if _BEFORE.match(text) and not _HARMLESS.match(text):
        return known.at_head(text)
    return known.at_head(text) or _placed(text) or _unplaced(text, deed_follows=deed_follows)


def _placed(text: str) -> str | None:
    if several := _SEVERAL.match(text):
        return several[0]
    head = _stretch(text)
    place = _PLACED.match(head)
    if place is None or _VERB.match(head):
        return None
    # The level may be the kind as well: 市委, 区政府.
    end = max((kind.end() for kind in _KIND.finditer(head, max(0, place.end() - 1))), default=0)
    return _closed(head, end) or None


def _closed(head: str, end: int) -> str:
    """A name up to `end`, with the bracket that stands open there closed, or left out where nothing closes it."""
    opened = head.rfind("（", 0, end)
    if opened <= head.rfind("）", 0, end):
        return head[:end]
    return head[: end + 1] if head[end : end + 1] == "）" else head[:opened]


def _unplaced(text: str, *, deed_follows: bool) -> str | None:
    if _NOT_A_NAME.match(text):
        return None
    stretch = _stretch(text)
    found = _UNPLACED.match(stretch)
    if found is None:
        return None
    if _SURE.fullmatch(stretch, 0, found.end()) and not _NOT_SURE.match(text, found.end()):
        return found[0]
    rest = text[found.end() :]
    ends = rest[:1] == "：" or (not deed_follows and (not rest or rest[0] in _ENDS))
    return found[0] if ends or _DEED.match(rest) else None


def _stretch(text: str) -> str:
    """What of a clause, from its first character on, may be a name's."""
    head = text[:LONGEST]
    plain = _HARMLESS.sub(lambda found: "国" * len(found[0]), head)
    ends = (found.start() for found in (_NOT_IN_NAME.search(plain), _SIGN.search(head)) if found)
    return head[: min(ends, default=len(head))]


def named_anywhere(text: str) -> Iterator[str]:
    """Names with their place or level, wherever they stand: what a report is about."""
    return (name for name in _ANYWHERE.findall(text) if not _NOT_IN_NAME.search(_HARMLESS.sub("", name)))


def most_named(text: str, times: int = 1) -> str | None:
    """The name that stands most often, with its place where it has one, the first of several; at least `times`."""
    ranked = Counter(named_anywhere(text))
    if not ranked:
        return None
    # How often it stands alone, or as the end of a longer one. Names are few and short.
    whole: Counter[str] = Counter()
    for name, often in ranked.items():
        for start in range(len(name) - 1):
            whole[name[start:]] += often
    most = max(ranked, key=lambda name: (whole[name], len(name)))
    return max((name for name in ranked if name.endswith(most)), key=len) if whole[most] >= times else None
