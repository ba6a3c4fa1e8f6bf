"""From the objects of an OFD page to its characters and ruled lines, each in its place on the page.

In: the XML of layers, in millimetres, y downwards. Out: sheets as `pdf_layout` takes them, in points.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scorer.documents.formats.elements import attribute, child, children, local
from scorer.documents.formats.pages import MAX_GLYPHS, MAX_OBJECTS, UNKNOWN, Glyph, Rule, Sheet, proper_character

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

POINTS = 72 / 25.4  # in a millimetre

_LARGEST = 1_000_000.0  # number: whatever is made of such ones stays finite
_FONTS = 0.1, 5_000.0  # points, the least size and the largest
_DEEPEST = 8  # graphics in graphics
_LEANING = 10  # degrees; scans lie askew, watermarks lean more
_THIN = 3.0  # points: a filled box no higher is a line
_SHORTEST = 5.0  # points; shorter strokes are dots of a dotted line or parts of a drawing
_LINE_BREAKS = re.compile(r"\s*[\n\r]\s*")  # from a program that lays out the XML
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}  # of what a path is drawn by

# Advances in font sizes, where the file gives none.
_WIDE, _CAPITAL, _NARROW = 1.0, 0.75, 0.55

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Matrix(NamedTuple):
    """An affine map as OFD writes it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def map(self, x: float, y: float) -> Point:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Matrix:
        """Return the map that does `inner` first."""
        e, f = self.map(inner.e, inner.f)
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


class _Mark(NamedTuple):
    """A character on the page, in points."""

    text: str
    at: Point  # the left end of its foot
    before: float  # how far it reaches back against the way the text runs, ...
    width: float  # ... and ahead
    size: float
    turn: int  # quarters clockwise


def numbers(text: str) -> list[float]:
    """The numbers of an attribute; none where one of them is no number, or beyond any that a page needs."""
    try:
        values = [float(word) for word in text.split()]
    except ValueError:
        return []
    return values if all(-_LARGEST <= value <= _LARGEST for value in values) else []


def read_sheets(
    layers: Iterable[Element], units: Mapping[str, Element], size: tuple[float, float], number: int
) -> list[Sheet]:
    """Return the page's text that runs the way of most of its text, then what runs other ways.

    `units` are the graphics that objects may stand for, by their ids; `size` is the page's, in millimetres. Slanted
    text is a watermark, and left out.
    """
    canvas = _Canvas(units)
    canvas.draw(layers)
    turns = Counter(mark.turn for mark in canvas.marks)
    width, height = size[0] * POINTS, size[1] * POINTS
    sheets: list[Sheet] = []
    for turn, _ in turns.most_common() or [(0, 0)]:
        left, top, right, bottom = _box([(0.0, 0.0), (width, height)], turn)
        glyphs = [_glyph(mark, turn) for mark in canvas.marks if mark.turn == turn]
        inside = tuple(
            glyph
            for glyph in glyphs
            if left - glyph.size <= glyph.left <= right and top <= glyph.base <= bottom + glyph.size
        )
        rules = tuple(rule for line in canvas.lines if (rule := _rule(line, turn)) is not None)
        sheets.append(Sheet(number, left, top, right, bottom, inside, rules, canvas.pictured, aside=bool(sheets)))
    return sheets


class _Canvas:
    """Collects what the objects of a page draw."""

    def __init__(self, units: Mapping[str, Element]) -> None:
        self.units = units
        self.marks: list[_Mark] = []
        self.lines: list[tuple[Point, Point]] = []
        self.pictured = False
        self._drawn: set[tuple[str, int, int]] = set()  # characters by place: bold print is drawn twice

    def draw(self, layers: Iterable[Element]) -> None:
        page = Matrix(POINTS, 0, 0, POINTS)
        ahead = [(layer, page, 0) for layer in layers][::-1]
        for _ in range(MAX_OBJECTS):
            if not ahead or len(self.marks) >= MAX_GLYPHS:
                break
            element, outer, depth = ahead.pop()
            name = local(element.tag)
            if attribute(element, "Visible") in ("false", "0"):
                continue
            if name in ("Layer", "PageBlock", "Content"):
                ahead += [(inner, outer, depth) for inner in reversed(element)]
            elif name == "TextObject":
                self._write(element, _placed(element, outer))
            elif name == "PathObject":
                self.lines += _lines(element, _placed(element, outer))
            elif name == "ImageObject":
                self.pictured = True
            elif name == "CompositeObject" and depth < _DEEPEST:
                unit = child(self.units.get(attribute(element, "ResourceID")), "Content")
                if unit is not None:
                    ahead.append((unit, _placed(element, outer), depth + 1))

    def _write(self, element: Element, matrix: Matrix) -> None:
        size = (numbers(attribute(element, "Size")) or [0.0])[0]
        along = (numbers(attribute(element, "HScale")) or [1.0])[0]
        start = 0.0, 0.0
        for code in children(element, "TextCode"):
            text = _LINE_BREAKS.sub("", code.text or "")[:MAX_GLYPHS]
            x, y = (numbers(attribute(code, name)) or [place] for name, place in zip("XY", start, strict=True))
            steps = _steps(code, text, size * along)
            start = self._write_code(text, (x[0], y[0]), steps, matrix, (size, along))

    def _write_code(
        self, text: str, start: Point, steps: Sequence[Point], matrix: Matrix, size: tuple[float, float]
    ) -> Point:
        """Take in characters that begin at a point and go on by steps; return where the next would stand."""
        x, y = start
        places = []
        for dx, dy in steps:
            places.append((x, y))
            x, y = x + dx, y + dy
        font = size[0] * math.hypot(matrix.c, matrix.d)
        turn = _turn(matrix, places)
        if turn is None or not _FONTS[0] <= font <= _FONTS[1]:
            return x, y
        upright = len(places) > 1 and abs(places[-1][1] - places[0][1]) > abs(places[-1][0] - places[0][0])
        scale = math.hypot(matrix.a, matrix.b)
        for character, place, (dx, _) in zip(text, places, steps, strict=True):
            at = matrix.map(*place)
            key = character, round(at[0]), round(at[1])
            if key in self._drawn and not character.isspace():
                continue
            self._drawn.add(key)
            width = _advance(character) * size[0] * size[1]
            width = min(width, dx) if dx > 0 else width
            before, ahead = (font, 0.0) if upright else (0.0, width * scale)
            self.marks.append(_Mark(proper_character(character) or UNKNOWN, at, before, ahead, font, turn))
        return x, y


def _placed(element: Element, outer: Matrix) -> Matrix:
    """Return the map from an object's own coordinates to the page's points."""
    boundary = numbers(attribute(element, "Boundary"))
    moved = outer.after(Matrix(e=boundary[0], f=boundary[1])) if len(boundary) == 4 else outer
    own = numbers(attribute(element, "CTM"))
    return moved.after(Matrix(*own)) if len(own) == 6 else moved


# --- characters --------------------------------------------------------------------------------------


def _steps(code: Element, text: str, size: float) -> list[Point]:
    """Return from each character the step to the next; the one from the last is a guess."""
    across, down = (_deltas(attribute(code, name), len(text) - 1) for name in ("DeltaX", "DeltaY"))
    if not across and not down:
        return [(_advance(character) * size, 0.0) for character in text]
    last = (_advance(text[-1]) * size if across and text else 0.0, size if down and not across else 0.0)
    steps = zip(across or [0.0] * len(down), down or [0.0] * len(across), strict=True)
    return [*steps, last]


def _deltas(text: str, count: int) -> list[float]:
    """Return so many distances; "g 3 5.5" stands for three, and the last holds for those that are not given."""
    words = iter(text.split())
    deltas: list[float] = []
    for word in words:
        times, value = (next(words, ""), next(words, "")) if word == "g" else ("1", word)
        several, distance = numbers(times), numbers(value)
        if not several or not distance:
            return []
        deltas += distance * int(min(max(several[0], 0.0), count - len(deltas)))
        if len(deltas) >= count:
            return deltas
    return deltas + deltas[-1:] * (count - len(deltas))


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return _WIDE
    return _CAPITAL if character.isupper() or character in "mw%@" else _NARROW


def _turn(matrix: Matrix, places: Sequence[Point]) -> int | None:
    """Which way text runs, in quarters clockwise; None where it is slanted."""
    dx, dy = matrix.a, matrix.b
    if len(places) > 1 and places[0] != places[-1]:
        (x0, y0), (x1, y1) = matrix.map(*places[0]), matrix.map(*places[-1])
        dx, dy = x1 - x0, y1 - y0
    angle = math.degrees(math.atan2(dy, dx))
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - 90 * quarter) <= _LEANING else None


def _turned(point: Point, turn: int) -> Point:
    """Return a point as who reads text that runs that way sees it."""
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _box(points: Iterable[Point], turn: int) -> Box:
    xs, ys = zip(*(_turned(point, turn) for point in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _glyph(mark: _Mark, turn: int) -> Glyph:
    x, y = _turned(mark.at, turn)
    return Glyph(mark.text, x - mark.before, x + mark.width, y, mark.size, told=True)


# --- ruled lines -------------------------------------------------------------------------------------


def _lines(element: Element, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines of a path; of a filled box only that it is a line when it is thin."""
    data = child(element, "AbbreviatedData")
    strokes = [(matrix.map(*a), matrix.map(*b)) for a, b in _strokes((data.text or "") if data is not None else "")]
    if attribute(element, "Stroke") not in ("false", "0"):
        yield from strokes
    elif strokes and attribute(element, "Fill") in ("true", "1"):
        left, top, right, bottom = _box([point for line in strokes for point in line], 0)
        if bottom - top <= _THIN or right - left <= _THIN:
            yield (left, top), (right, bottom)


def _strokes(data: str) -> Iterator[tuple[Point, Point]]:
    words = data.split(maxsplit=MAX_OBJECTS)[:MAX_OBJECTS]
    start = last = (0.0, 0.0)
    index = 0
    while index < len(words):
        word = words[index]
        count = _OPERANDS.get(word)
        if count is None:
            return
        values = numbers(" ".join(words[index + 1 : index + 1 + count]))
        if len(values) < count:
            return
        index += 1 + count
        point = (values[-2], values[-1]) if count else start
        if word in "SM":
            start = point
        elif word in "LC":
            yield last, point
        last = point


def _rule(line: tuple[Point, Point], turn: int) -> Rule | None:
    left, top, right, bottom = _box(line, turn)
    if bottom - top <= _THIN and right - left >= _SHORTEST:
        return Rule(left, right, (top + bottom) / 2, across=True)
    if right - left <= _THIN and bottom - top >= _SHORTEST:
        return Rule(top, bottom, (left + right) / 2, across=False)
    return None
