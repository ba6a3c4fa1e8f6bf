"""The numbers of Word's lists. They stand nowhere in the text: Word counts them when it shows the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scorer.documents.formats.draft import BULLET
from scorer.documents.formats.elements import attribute, child, children, whole
from scorer.documents.formats.numerals import numeral

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from scorer.documents.formats.docx_styles import Look

_LEVELS = 9
_LONGEST = 100  # characters of what stands around a number
_PLACE = re.compile("%([1-9])")
_OFF = frozenset(("0", "false", "off"))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str  # decimal, chineseCounting, bullet …
    text: str  # %1.%2 where the numbers of levels go
    restart: int  # goes back to `start` after an item of a level below this; 0: never
    in_digits: bool  # shows all numbers as decimal
    style: str  # id of the paragraph style that is bound to it


@dataclass(slots=True)
class _Count:
    """Where a list has got to; those that share a definition share this too."""

    reached: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Lists:
    """Counts the items of all lists of a document. To be asked for each paragraph once, in order."""

    def __init__(self, root: Element | None) -> None:
        self._abstract = {attribute(element, "abstractNumId"): element for element in children(root, "abstractNum")}
        self._lists = {attribute(element, "numId"): element for element in children(root, "num")}
        self._by_style = {
            attribute(child(element, "styleLink"), "val"): key
            for key, element in self._abstract.items()
            if child(element, "styleLink") is not None
        }
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, _Count] = {}
        self._followed: dict[str, str] = {}
        self._restarted: set[tuple[str, int]] = set()

    def number(self, look: Look) -> str:
        """The number that the next paragraph has, with what stands around it; "" where it has none."""
        if not look.list_id or look.list_id not in self._lists:
            return ""
        levels = self._levels_of(look.list_id)
        place = look.list_level
        if place is None:
            place = next((p for p, level in levels.items() if level.style and level.style == look.id), 0)
        level = levels.get(place)
        if level is None:
            return ""
        if level.kind == "bullet":
            return BULLET
        reached = self._count(look.list_id, place, levels)
        return _shown(level, levels, reached)

    def _count(self, list_id: str, place: int, levels: dict[int, _Level]) -> list[int | None]:
        reached = self._counts.setdefault(self._abstract_of(list_id), _Count()).reached
        start = self._start_over(list_id, place)
        before = reached[place]
        if start is not None:
            reached[place] = start
        else:
            reached[place] = levels[place].start if before is None else before + 1
        for deeper in range(place + 1, _LEVELS):
            if deeper not in levels or place < levels[deeper].restart:
                reached[deeper] = None
        return reached

    def _start_over(self, list_id: str, place: int) -> int | None:
        """The number at which a list that has its own start begins; None once it has begun."""
        if (list_id, place) in self._restarted:
            return None
        self._restarted.add((list_id, place))
        for override in children(self._lists[list_id], "lvlOverride"):
            if whole(attribute(override, "ilvl")) == place:
                return whole(attribute(child(override, "startOverride"), "val"))
        return None

    def _levels_of(self, list_id: str) -> dict[int, _Level]:
        if list_id not in self._levels:
            levels = dict(_levels_in(self._abstract.get(self._abstract_of(list_id))))
            for override in children(self._lists[list_id], "lvlOverride"):
                levels.update(_levels_in(override))
            self._levels[list_id] = levels
        return self._levels[list_id]

    def _abstract_of(self, list_id: str) -> str:
        """Id of the definition that a list follows; one may stand for another by the name of a list style."""
        if list_id not in self._followed:
            key = attribute(child(self._lists[list_id], "abstractNumId"), "val")
            linked = attribute(child(self._abstract.get(key), "numStyleLink"), "val")
            self._followed[list_id] = self._by_style.get(linked, key) if linked else key
        return self._followed[list_id]


def _levels_in(element: Element | None) -> Iterator[tuple[int, _Level]]:
    for level in children(element, "lvl"):
        place = whole(attribute(level, "ilvl"))
        if place is None or not 0 <= place < _LEVELS:
            continue
        kind = child(level, "numFmt")
        if kind is None:  # a newer kind, with a substitute beside it
            kind = child(level, "AlternateContent", "Fallback", "numFmt")
        restart = whole(attribute(child(level, "lvlRestart"), "val"))
        legal = child(level, "isLgl")
        yield (
            place,
            _Level(
                start=whole(attribute(child(level, "start"), "val")) or 0,
                kind=attribute(kind, "val") or "decimal",
                text=attribute(child(level, "lvlText"), "val")[:_LONGEST],
                restart=place if restart is None else restart,
                in_digits=legal is not None and attribute(legal, "val") not in _OFF,
                style=attribute(child(level, "pStyle"), "val"),
            ),
        )


def _shown(level: _Level, levels: dict[int, _Level], reached: list[int | None]) -> str:
    def write(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place not in levels:
            return ""
        number = reached[place]
        kind = "decimal" if level.in_digits and levels[place].kind != "none" else levels[place].kind
        return numeral(levels[place].start if number is None else number, kind)

    return _PLACE.sub(write, level.text).strip()
