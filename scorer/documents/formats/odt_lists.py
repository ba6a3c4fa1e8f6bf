"""The numbers of lists and headings in OpenDocument texts, which programs count when they show the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scorer.documents.formats.draft import BULLET
from scorer.documents.formats.elements import attribute, local, whole
from scorer.documents.formats.numerals import numeral
from scorer.documents.formats.odt_styles import defined_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_LEVELS = 10
_LONGEST = 100  # characters of what stands around a number
_PLACE = re.compile("%([1-9]|10)%")

# How kinds of numbers are named: by the first ones.
_KINDS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCountingThousand",
    "壹": "chineseLegalSimplified",
    "壱": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "": "none",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    kind: str = ""  # as _KINDS has them; "bullet" where it has none
    before: str = ""
    after: str = ""
    shown: int = 1  # how many levels the number shows, up to this one
    pattern: str = ""  # %1%.%2%, in newer files


@dataclass(slots=True)
class _Counting:
    """A list that is being counted: what each level has reached; None: no item yet."""

    reached: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Lists:
    """Counts the items of all lists of a document. To be told of each list and item in order."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        for style in defined_in(roots):
            if local(style.tag) == "list-style":
                self._styles[attribute(style, "name")] = _levels_in(style)
            elif local(style.tag) == "outline-style":
                self._outline = _levels_in(style)
        self._headings = _Counting()
        self._open: list[_Counting] = []  # a list in a list goes on counting with it
        self._named: list[str] = []  # style of each open list; inherited where it names none
        self._by_id: dict[str, _Counting] = {}
        self._last: dict[str, _Counting] = {}  # by style
        self._due = False  # whether the next paragraph is an item's first
        self._start: int | None = None

    def begin(self, element: Element) -> None:
        """A list begins, perhaps inside another."""
        style = attribute(element, "style-name") or (self._named[-1] if self._named else "")
        self._named.append(style)
        counting = self._open[-1] if self._open else self._continued(element, style) or _Counting()
        if key := attribute(element, "id"):
            self._by_id[key] = counting
        self._last[style] = counting
        self._open.append(counting)
        self._due = False

    def end(self) -> None:
        """The list that began last ends."""
        self._open.pop()
        self._named.pop()
        self._due = False

    def begin_item(self, start: int | None) -> None:
        """An item begins; its number may be set."""
        self._due = True
        self._start = start

    def begin_header(self) -> None:
        """Something without a number begins."""
        self._due = False

    def number(self, of_paragraph: str | None) -> str:
        """The number of the next paragraph; "" where it is not the first of an item.

        `of_paragraph` is the list style that the paragraph's own style is bound to.
        """
        if not self._due or not self._open:
            return ""
        self._due = False
        place = min(len(self._open), _LEVELS) - 1
        levels = self._styles.get(self._named[-1]) or self._styles.get(of_paragraph or "", {})
        return self._next(self._open[-1], levels, place, self._start)

    def outline_number(self, level: int, restart: bool) -> str:
        """The number of the next heading that is no list item, by its level from 1."""
        place = min(max(level, 1), _LEVELS) - 1
        if place not in self._outline:
            return ""
        return self._next(self._headings, self._outline, place, self._outline[place].start if restart else None)

    def _continued(self, element: Element, style: str) -> _Counting | None:
        if key := attribute(element, "continue-list"):
            return self._by_id.get(key)
        return self._last.get(style) if attribute(element, "continue-numbering") == "true" else None

    def _next(self, counting: _Counting, levels: dict[int, _Level], place: int, start: int | None) -> str:
        level = levels.get(place, _Level(kind="none"))
        before = counting.reached[place]
        if start is not None:
            counting.reached[place] = start
        else:
            counting.reached[place] = level.start if before is None else before + 1
        counting.reached[place + 1 :] = [None] * (_LEVELS - place - 1)
        return _shown(levels, place, counting.reached)


def _levels_in(style: Element) -> dict[int, _Level]:
    levels = {}
    for element in style:
        place = (whole(attribute(element, "level")) or 0) - 1
        if not 0 <= place < _LEVELS:
            continue
        if local(element.tag) in ("list-level-style-number", "outline-level-style"):
            start = whole(attribute(element, "start-value"))
            levels[place] = _Level(
                start=1 if start is None else start,
                kind=_KINDS.get(attribute(element, "num-format")[:1], "decimal"),
                before=attribute(element, "num-prefix")[:_LONGEST],
                after=attribute(element, "num-suffix")[:_LONGEST],
                shown=whole(attribute(element, "display-levels")) or 1,
                pattern=attribute(element, "num-list-format")[:_LONGEST],
            )
        else:
            levels[place] = _Level(kind="bullet")
    return levels


def _shown(levels: dict[int, _Level], place: int, reached: list[int | None]) -> str:
    level = levels.get(place)
    if level is None or level.kind == "none":
        return ""
    if level.kind == "bullet":
        return BULLET

    def write(at: int) -> str:
        shown = levels.get(at, _Level(kind="none"))
        if shown.kind in ("none", "bullet"):
            return ""
        number = reached[at]
        return numeral(shown.start if number is None else number, shown.kind)

    if level.pattern:
        return _PLACE.sub(lambda match: write(int(match[1]) - 1), level.pattern).strip()
    first = max(place + 1 - level.shown, 0)
    numbers = [written for at in range(first, place + 1) if (written := write(at))]
    return f"{level.before}{'.'.join(numbers)}{level.after}".strip()
