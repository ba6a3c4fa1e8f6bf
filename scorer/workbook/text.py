"""Text as a cell may hold it, and how much room it takes."""

from __future__ import annotations

import math
import re

from scorer.xlsx.cells import CELL_LIMIT

CUT_MARK = "……〔截断 cut〕"
SHEET_NAME_LIMIT = 31  # UTF-16 units, by the file format

LINE_HEIGHT = 1.45  # of a wrapped line, in font sizes: Chinese fonts stand taller than Latin ones
ROW_LIMIT = 409.0  # points; Excel refuses higher rows

_NEWLINE = re.compile(r"\r\n?")
# What XML 1.0 cannot carry (controls, lone surrogates, U+FFFE, U+FFFF) and what no eye can see (C1).
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Spreadsheets read _x0041_ as an escape for A; an escaped underscore keeps such text word for word.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDE_RANGES = (
    r"\u1100-\u115f\u2014-\u2026\u2460-\u24ff\u2500-\u27bf\u2e80-\ua4cf"
    r"\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
)
_WIDE = re.compile(f"[{_WIDE_RANGES}]")
_WORD = re.compile(rf"[{_WIDE_RANGES}]|[^\s{_WIDE_RANGES}]+\s*|\s+")  # a line ends between two of these
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\s]+")


def clean(text: str) -> str:
    """The text as a cell can hold it; cut, with a mark, where it is longer than a cell."""
    text = _UNPRINTABLE.sub("", _NEWLINE.sub("\n", text))
    return _cut(_ESCAPE.sub("_x005F_", text), CELL_LIMIT, CUT_MARK)


def display_width(text: str) -> int:
    """Columns of a terminal or sheet: 2 for a Chinese character, 1 for a Latin one."""
    return 2 * len(text) - len(_WIDE.sub("", text))


def shorten(text: str, width: int) -> str:
    """The text on one line, at most `width` columns wide, ending in … where something is gone."""
    text = " ".join(text.split())
    if display_width(text) <= width:
        return text
    text = text[:width]
    while text and display_width(text) > width - 2:
        text = text[:-1]
    return text.rstrip() + "…"


def lines(text: str, width: float) -> int:
    """How many lines the text wraps to in a column of `width`."""
    room = max(width - 1.5, 2.0)  # the cell's own margins, and what a line leaves free before a wide character
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    """How many lines a paragraph wraps to: words stay whole while they fit on a line."""
    width = display_width(line)
    if " " not in line or width <= room:
        return max(1, math.ceil(width / room))
    count, used = 1, 0.0
    for word in _WORD.findall(line):
        if used and used + display_width(word.rstrip()) > room:
            count, used = count + 1, 0.0
        used += display_width(word)
        if used > room:  # a word longer than a line, or the space that ends one
            count, used = count + math.ceil(used / room) - 1, used % room
    return count


def height(line_count: int, size: float) -> float:
    """Points that a row needs for so many lines of a font of `size` points."""
    return min(ROW_LIMIT, round(line_count * size * LINE_HEIGHT + 6, 1))


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A legal sheet name near `wanted` that is not `taken`, and takes it. Case does not tell names apart."""
    base = _FORBIDDEN_IN_NAME.sub(" ", clean(wanted)).strip(" '") or "-"
    if base.lower() == "history":  # reserved by Excel
        base += "_"
    name, count = _cut(base, SHEET_NAME_LIMIT, "…"), 1
    while name.lower() in taken:
        count += 1
        tail = f" ({count})"
        name = _cut(base, SHEET_NAME_LIMIT - len(tail), "…") + tail
    taken.add(name.lower())
    return name


def _cut(text: str, limit: int, mark: str) -> str:
    """At most `limit` UTF-16 units, the mark included, and no half of a surrogate pair."""
    if len(text) * 2 <= limit:  # the usual case, settled without encoding
        return text
    units = text.encode("utf-16-le")
    if len(units) <= limit * 2:
        return text
    return units[: (limit - len(mark)) * 2].decode("utf-16-le", "ignore").rstrip(" '") + mark
