"""From a page's glyphs to its lines in reading order: cells of tables, columns, notes at the foot.

Pure geometry, in points, y downwards; nothing here knows of files.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from scorer.documents.formats.pages import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.documents.formats.pages import Glyph

_WIDE_GAP = 1.5  # of the font size: more is a gap between columns or cells, never justified text
_SAME_LINE = 0.5  # of the font size, between the feet of characters
_NO_ROOM = 0.1  # of the font size, which a space takes
_OVERLAP = 0.8  # of the font size, by which a character may stand back over the one before

MAX_PIECES = 3_000  # a page; more is a drawing with words, and has no columns worth finding
_LEAST_ROWS = 4  # of a column
_MOST_CROSSING = 0.35  # share of a page's pieces that may run across the gap between two columns
_FILLED = 0.6  # of a column's width, that half of its lines reach: text does, a list of names does not
_NARROWEST = 6.0  # font sizes, of a column
_MOST_COLUMNS = 3  # halvings of a page


class Piece(NamedTuple):
    """Glyphs that stand side by side."""

    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    base: float
    size: float
    table: Table | None = None  # stands for a table, whose top is `base`


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    text: str
    left: float
    right: float
    edge: float  # its right without a mark at the end, which may hang over the column's edge
    base: float
    size: float  # of most of its characters
    token: float  # width of what cannot be parted at its beginning
    page: int
    loose: bool = False  # pieces far apart, as in a table without rules


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines below each other: a page's text, a column or a cell."""

    lines: tuple[Line, ...]
    place: str  # in columns: "<" left, ">" right, "<>" the right one within the left; "" across the page
    bounds: tuple[float, float] | None = None  # left and right, where walls say so
    row: tuple[int, ...] = ()  # of a table: page, table and row


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a page holds in reading order."""

    number: int
    width: float
    top: float
    bottom: float
    flows: tuple[Flow, ...]
    pictured: bool  # whether there are pictures
    aside: bool  # whether its text runs another way than most of the page's


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rules of a table stand, and which of its boxes make one cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]  # of each box in a row the number of its cell, row by row

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the number of the cell that a point lies in."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.cells[row][column]
        return None

    def row_of(self, cell: int) -> int:
        """Return the row that a cell begins in."""
        return next(number for number, row in enumerate(self.cells) if cell in row)

    def sides(self, cell: int) -> tuple[float, float]:
        """Return left and right of a cell."""
        columns = [column for row in self.cells for column, number in enumerate(row) if number == cell]
        return self.xs[min(columns)], self.xs[max(columns) + 1]


# --- pieces and lines ----------------------------------------------------------------------------


def cut(glyphs: Iterable[Glyph]) -> Iterator[Piece]:
    """Cut glyphs in the file's order where the next does not stand beside the one before."""
    held: list[Glyph] = []
    for glyph in glyphs:
        if held and not _follows(held[-1], glyph):
            yield from _piece(held)
            held = []
        held.append(glyph)
    yield from _piece(held)


def _follows(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    gap = glyph.left - before.right
    return abs(glyph.base - before.base) <= 0.1 * size and -_OVERLAP * size <= gap <= _WIDE_GAP * size


def _piece(glyphs: list[Glyph]) -> Iterator[Piece]:
    start, end = 0, len(glyphs)
    while start < end and glyphs[start].text.isspace():
        start += 1
    while start < end and glyphs[end - 1].text.isspace():
        end -= 1
    if start < end:
        kept = tuple(glyphs[start:end])
        size = median(glyph.size for glyph in kept)
        yield Piece(kept, kept[0].left, max(glyph.right for glyph in kept), kept[0].base, size)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Group pieces that stand on one line, from the top down, each from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.left)):
        if rows and _is_beside(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _is_beside(row: list[Piece], piece: Piece) -> bool:
    if piece.table is not None or row[-1].table is not None:
        return False
    largest = max(row, key=lambda other: (other.size, len(other.glyphs)))
    if piece.base - largest.base > _SAME_LINE * max(piece.size, largest.size):
        return False
    return not any(_is_below(piece, other) for other in row)


def _is_below(piece: Piece, other: Piece) -> bool:
    """Whether one stands below the other, as two small lines do that share the height of a large one beside them."""
    size = min(piece.size, other.size)
    shared = min(piece.right, other.right) - max(piece.left, other.left)
    return shared > _OVERLAP * size and piece.base - other.base > _SAME_LINE * size


def line_of(row: Sequence[Piece], page: int) -> Line:
    """Compose a line: words get their spaces, marks of footnotes go."""
    main = max(row, key=lambda piece: len(piece.glyphs) * piece.size)
    glyphs = [glyph for piece in row for glyph in piece.glyphs]
    if any(after.left < before.right for before, after in pairwise(row)):
        glyphs.sort(key=lambda glyph: glyph.left + glyph.right)  # marks of another font are drawn into the gaps left
    glyphs = _without_marks(glyphs, main)
    kept = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    return Line(
        text=compose(glyphs),
        left=row[0].left,
        right=max(piece.right for piece in row),
        edge=max((glyph.right for glyph in kept if not _HANGING.match(glyph.text)), default=row[-1].right),
        base=main.base,
        size=main.size,
        token=_token_width(kept),
        page=page,
        loose=_has_wide_gap(row, main.size),
    )


def _has_wide_gap(row: Sequence[Piece], size: float) -> bool:
    reached = row[0].right
    for piece in row:
        if piece.left - reached > _WIDE_GAP * size:
            return True
        reached = max(reached, piece.right)
    return False


_MARK = re.compile(r"[\d①-⑳*※†\[\]〔〕［］]")


def _without_marks(glyphs: list[Glyph], main: Piece) -> list[Glyph]:
    """Leave out small raised figures behind Chinese: they call a footnote."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        raised = glyph.size < 0.75 * main.size and main.base - glyph.base > 0.15 * main.size
        called = kept and glyph.size < 0.75 * kept[-1].size and not kept[-1].text.isascii()
        if raised and called and _MARK.fullmatch(glyph.text):
            continue
        kept.append(glyph)
    return kept


def compose(glyphs: Sequence[Glyph]) -> str:
    """Return the text of glyphs, with a space where a gap parts words."""
    glyphs = _without_hollow_spaces(glyphs)
    if not glyphs:
        return ""
    gaps = [(glyph.left - before.right) / max(glyph.size, before.size) for before, glyph in pairwise(glyphs)]
    spread = max(median(gaps), 0.0) if gaps else 0.0  # 通  知
    parts = [glyphs[0].text]
    for (before, glyph), gap in zip(pairwise(glyphs), gaps, strict=True):
        word = before.text.isascii() and glyph.text.isascii()
        if gap > spread + (0.2 if word else 0.7) and not (before.text.isspace() or glyph.text.isspace()):
            parts.append(" ")
        parts.append(glyph.text)
    text = "".join(parts).strip()
    if text.startswith(UNKNOWN):
        text = f"•{text[1:]}"  # the bullets of word processors are no characters
    return text.replace(UNKNOWN, "□")  # as Chinese print marks what cannot be read


def _without_hollow_spaces(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Leave out spaces that take no room: some programs write one behind each Chinese character and step back."""
    kept = [
        glyph
        for glyph, after in pairwise(glyphs)
        if not (glyph.text.isspace() and abs(after.left - glyph.left) < _NO_ROOM * glyph.size)
    ]
    return [*kept, *glyphs[-1:]]


_HANGING = re.compile(r"[，。；：、！？”’」』）》】,.;:!?)\]%％…]")

# Between which characters no program parts a line; some keep a mark and the number behind it together, and “ on both
# sides.
_UNPARTED = re.compile(r"[“‘”’「『（《【(\[].|.[，。；：、！？“‘”’」』）》】,.;:!?)\]%％…]|——|[，、；：]\d")


def _token_width(glyphs: Sequence[Glyph]) -> float:
    """Return the width of what would have had to fit on the line above."""
    last = 0
    for before, glyph in pairwise(glyphs):
        word = before.text.isascii() and glyph.text.isascii() and glyph.left - before.right < 0.2 * before.size
        if not (word or _UNPARTED.match(before.text + glyph.text)):
            break
        last += 1
    return glyphs[last].right - glyphs[0].left


# --- columns -------------------------------------------------------------------------------------


def flows_of(pieces: list[Piece], page: int, place: str = "") -> Iterator[Flow | Table]:
    """Yield what stands on a page in reading order: columns one after the other, tables in their place."""
    gap = _gap(pieces) if len(place) < _MOST_COLUMNS else None
    if gap is None:
        yield from _in_one_column(pieces, page, place)
        return
    for part, side in _bands(pieces, gap):
        if side:
            yield from flows_of(part, page, place + side)
        else:
            yield from _in_one_column(part, page, place)


def _gap(pieces: list[Piece]) -> float | None:
    """Return where the gap between two columns begins; None where there is one column."""
    text = [piece for piece in pieces if piece.table is None]
    if not 2 * _LEAST_ROWS <= len(pieces) <= MAX_PIECES or not text:
        return None
    width = median(piece.size for piece in text)
    lefts, rights = sorted(piece.left for piece in pieces), sorted(piece.right for piece in pieces)
    best, fewest = None, _MOST_CROSSING * len(pieces)
    for start in sorted({round(piece.right) for piece in pieces}):
        ending, beginning = bisect_right(rights, start + 0.5), len(lefts) - bisect_left(lefts, start + width)
        crossing = len(pieces) - ending - beginning
        if ending >= _LEAST_ROWS and beginning >= _LEAST_ROWS and crossing < fewest:
            sides = _apart(pieces, start + 0.5, width)
            if all(map(_is_filled, sides[:2])):
                best, fewest = start + 0.5, crossing
    return best


def _apart(pieces: list[Piece], gap: float, width: float = 0.0) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Return what stands left of a gap, right of it, and across."""
    left = [piece for piece in pieces if piece.right <= gap]
    right = [piece for piece in pieces if piece.left >= gap + width]
    across = [piece for piece in pieces if piece.right > gap and piece.left < gap + width]
    return left, right, across


def _is_filled(pieces: list[Piece]) -> bool:
    """Whether pieces look like a column of text."""
    if len(pieces) < _LEAST_ROWS:
        return False
    rows = rows_of(pieces)
    by_row = [max(piece.right for piece in row) - row[0].left for row in rows]
    by_piece = [piece.right - piece.left for piece in pieces]  # where there are columns beside each other again
    least = _NARROWEST * median(piece.size for piece in pieces)
    return len(rows) >= _LEAST_ROWS and any(
        max(widths) >= least and 2 * sum(width >= _FILLED * max(widths) for width in widths) >= len(widths)
        for widths in (by_row, by_piece)
    )


def _bands(pieces: list[Piece], gap: float) -> Iterator[tuple[list[Piece], str]]:
    """Yield what runs across the gap and, between that, what stands left and right of it."""
    held: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if piece.right > gap and piece.left <= gap:
            yield from _sides(held, gap)
            held = []
            yield [piece], ""
        else:
            held.append(piece)
    yield from _sides(held, gap)


def _sides(pieces: list[Piece], gap: float) -> Iterator[tuple[list[Piece], str]]:
    left, right, _ = _apart(pieces, gap)
    if left and right:
        yield left, "<"
        yield right, ">"
    elif left or right:
        yield left or right, ""


def _in_one_column(pieces: list[Piece], page: int, place: str) -> Iterator[Flow | Table]:
    lines: list[Line] = []
    for row in rows_of(pieces):
        if row[0].table is None:
            lines.append(line_of(row, page))
            continue
        if lines:
            yield Flow(tuple(lines), place)
            lines = []
        yield row[0].table
    if lines:
        yield Flow(tuple(lines), place)
