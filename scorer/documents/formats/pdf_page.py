"""From a page as PDFium has it to its glyphs and ruled lines: the only module that calls the native library for them.

Whatever way a page's text runs (turned, upside down, in columns from right to left), it is turned here so that it runs
to the right and lines go down: x and y are in points, y grows downwards.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from scorer.documents.formats.pages import MAX_GLYPHS, MAX_OBJECTS, UNKNOWN, Glyph, Rule, Sheet, proper_character

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SEGMENTS = 2_000  # a path

_LEANING = 10  # degrees; scans lie askew, watermarks lean more
_THIN = 3.0  # points: a filled box no higher is a line
_SHORTEST = 5.0  # points; shorter strokes are dots of a dotted line or parts of a drawing
_STEPS = 2.0  # a column of characters goes this many times more often down than along


class _Mark(NamedTuple):
    """A character as PDFium has it: x to the right, y upwards."""

    text: str
    box: tuple[float, float, float, float]  # left, bottom, right, top
    origin: tuple[float, float]
    size: float
    turn: int | None  # quarters anticlockwise; None: slanted
    told: bool


_UPRIGHT, _DOWNWARDS = 0, 4  # DOWNWARDS: upright characters below each other


def read_sheets(page: Any, number: int) -> list[Sheet]:
    """Return the page's text that runs the way of most of its text, then what runs other ways.

    Slanted text is a watermark, and left out.
    """
    marks = _read_marks(page)
    box = page.get_bbox()
    main = _main_turn(marks)
    quarters = {mark.turn for mark in marks if mark.turn is not None} - {main % _DOWNWARDS}
    sheets = []
    for turn in (main, *sorted(quarters)):
        left, top, right, bottom = _turned(box, turn)
        glyphs = tuple(
            glyph
            for glyph in (_glyph(mark, turn) for mark in marks if mark.turn == turn % _DOWNWARDS)
            if left - glyph.size <= glyph.left <= right and top <= glyph.base <= bottom + glyph.size
        )
        rules, pictured = _read_objects(page, turn)
        sheets.append(Sheet(number, left, top, right, bottom, glyphs, tuple(rules), pictured, aside=turn != main))
    return sheets


def _read_marks(page: Any) -> list[_Mark]:
    text_page = page.get_textpage()
    try:
        count = min(max(pdfium.FPDFText_CountChars(text_page), 0), MAX_GLYPHS)
        return list(_marks(text_page, count))
    finally:
        text_page.close()


def _marks(text_page: Any, count: int) -> Iterator[_Mark]:
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    drawn, size, turn = 0, 0.0, None
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (0x0D, 0x0A) or (code == 0x20 and pdfium.FPDFText_IsGenerated(text_page, index) == 1):
            continue
        owner = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value or 0
        if owner != drawn or not owner:
            pdfium.FPDFText_GetMatrix(text_page, index, matrix)
            size = pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
            way = math.copysign(1, size)  # a negative size turns the text upside down
            size, turn, drawn = abs(size), _turn(way * matrix.a, way * matrix.b), owner
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond U+FFFF
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code += 0x10000 + ((high - 0xD800) << 10) - 0xDC00
        high = 0
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        bounds = (box.left, box.bottom, box.right, box.top)
        if size <= 0 or not all(map(math.isfinite, (*bounds, x.value, y.value, size))):
            continue
        character = proper_character(chr(code) if 0 <= code <= 0x10FFFF else "\ufffd")
        told = pdfium.FPDFText_HasUnicodeMapError(text_page, index) != 1
        yield _Mark(character or UNKNOWN, bounds, (x.value, y.value), size, turn, told)


def _turn(a: float, b: float) -> int | None:
    angle = math.degrees(math.atan2(b, a))
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - 90 * quarter) <= _LEANING else None


def _main_turn(marks: list[_Mark]) -> int:
    """Which way most of the text runs; slanted text, which is a watermark, does not count."""
    turns = Counter(mark.turn for mark in marks if mark.turn is not None)
    turn = turns.most_common(1)[0][0] if turns else _UPRIGHT
    if turn != _UPRIGHT:
        return turn
    down = along = 0
    upright = [mark for mark in marks if mark.turn == _UPRIGHT]
    for mark, after in pairwise(upright):
        dx, dy = after.origin[0] - mark.origin[0], after.origin[1] - mark.origin[1]
        near = 1.8 * mark.size
        along += abs(dy) < 0.3 * mark.size and 0 < dx < near
        down += abs(dx) < 0.5 * mark.size and 0.5 * mark.size < -dy < near
    return _DOWNWARDS if down > _STEPS * along else _UPRIGHT


def _turned(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a box for whoever reads the text, y downwards."""
    left, bottom, right, top = box
    if turn == 1:
        return bottom, left, top, right
    if turn == 2:
        return -right, bottom, -left, top
    if turn in (3, _DOWNWARDS):
        return -top, -right, -bottom, -left
    return left, -top, right, -bottom


def _glyph(mark: _Mark, turn: int) -> Glyph:
    left, top, right, bottom = _turned(mark.box, turn)
    x, y = mark.origin
    base = {0: -y, 1: x, 2: y, 3: -x}.get(turn, (top + bottom) / 2)
    return Glyph(mark.text, left, max(left, right), base, mark.size, mark.told)


# --- ruled lines and pictures --------------------------------------------------------------------


def _read_objects(page: Any, turn: int) -> tuple[list[Rule], bool]:
    count = pdfium.FPDFPage_CountObjects(page)
    rules: list[Rule] = []
    pictured = False
    for index in range(min(count, MAX_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictured = True
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            pictured = pictured or _holds_picture(thing)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and count <= MAX_OBJECTS:
            rules += (rule for line in _lines(thing) if (rule := _rule(line, turn)) is not None)
    return rules, pictured


def _holds_picture(form: Any) -> bool:
    count = min(pdfium.FPDFFormObj_CountObjects(form), MAX_OBJECTS)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(form, index)) for index in range(count))
    return any(kind == pdfium.FPDF_PAGEOBJ_IMAGE for kind in kinds)


def _lines(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight lines of a path as x, y, x, y; of a filled box only that it is a line when it is thin."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    if stroke.value:
        yield from _strokes(path)
    elif fill.value:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
            return
        if top.value - bottom.value <= _THIN or right.value - left.value <= _THIN:
            yield left.value, bottom.value, right.value, top.value


def _strokes(path: Any) -> Iterator[tuple[float, float, float, float]]:
    count = pdfium.FPDFPath_CountSegments(path)
    if count > MAX_SEGMENTS:
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield *last, *point
        last = point
        if start is not None and pdfium.FPDFPathSegment_GetClose(segment):
            yield *last, *start
            last = start


def _rule(line: tuple[float, float, float, float], turn: int) -> Rule | None:
    if not all(map(math.isfinite, line)):
        return None
    x0, y0, x1, y1 = line
    left, top, right, bottom = _turned((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), turn)
    if bottom - top <= _THIN and right - left >= _SHORTEST:
        return Rule(left, right, (top + bottom) / 2, across=True)
    if right - left <= _THIN and bottom - top >= _SHORTEST:
        return Rule(top, bottom, (left + right) / 2, across=False)
    return None
