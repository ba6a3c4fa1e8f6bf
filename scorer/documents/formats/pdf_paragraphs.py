"""From the lines of all pages to paragraphs: what the edge of a line, a column or a page broke is joined again."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from scorer.documents import wording
from scorer.documents.extract import Block
from scorer.documents.formats.pdf_furniture import body_size, without_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.documents.formats.pdf_layout import Flow, Leaf, Line

# In font sizes, unless said otherwise.
_INDENT = 1.2  # a paragraph begins at least so far in
_ALIKE = 0.6  # lines that begin or end so near each other do so at one edge
_SLACK = 0.35  # left at the end of a full line, beside what would not fit
_HEADING_ROOM = 4  # left beside a line that is all of its paragraph
_WIDER_GAP = 1.25  # of the usual distance of lines: a paragraph ends
_OTHER_SIZE = 1.12  # ratio of font sizes: a heading and its text
_EDGE_SHARE = 0.15  # of a column's lines, that reach its edge
_LEAST_SHARE = 0.15  # of all line distances, that the usual one has
_LEAST_LINES = 3  # to tell an edge from
_MANY_LINES = 5  # to trust a page more than all others


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where the lines of a column begin and end."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a document sets its paragraphs."""

    size: float  # of the body's font
    leading: dict[int, float]  # distance of the lines of a font size, in font sizes
    indents: bool  # whether paragraphs begin further in
    apart: bool  # whether more room is left between paragraphs than within


def blocks_of(leaves: Sequence[Leaf]) -> list[Block]:
    """Return the paragraphs of a document, each with the page it begins on.

    Footnotes come last, and after them what runs another way than its page.
    """
    size = body_size(leaves)
    text, notes = without_notes([leaf for leaf in leaves if not leaf.aside], size)
    asides = [leaf for leaf in leaves if leaf.aside]
    set_off = [_Paragraph(lines, opens=True, row=()) for lines in notes]
    paragraphs = (*_joined(text, size), *set_off, *_joined(asides, size))
    return [block for paragraph in paragraphs if (block := _block(paragraph)) is not None]


def _joined(leaves: Sequence[Leaf], size: float) -> list[_Paragraph]:
    return _Joining(_edges_of(leaves), _habits_of(leaves, size)).join(leaves)


# --- edges and habits ---------------------------------------------------------------------------------


def _edges_of(leaves: Sequence[Leaf]) -> dict[int, _Edges]:
    """Return the edges of each flow by its identity; pages of one width share them where a page tells little."""
    shared = _shared_edges(leaves)
    edges: dict[int, _Edges] = {}
    for leaf in leaves:
        for flow in leaf.flows:
            if flow.bounds is not None:
                edges[id(flow)] = _within(flow)
                continue
            usual, own = shared[_like(leaf, flow)], _edges(flow.lines)
            edges[id(flow)] = own if _tells_more(own, usual, flow.lines) else usual
    return edges


def _like(leaf: Leaf, flow: Flow) -> tuple[str, int, int]:
    """What flows must share to have the same edges: column, width of the page, left or right page."""
    return flow.place, round(leaf.width), leaf.number % 2


def _shared_edges(leaves: Sequence[Leaf]) -> dict[tuple[str, int, int], _Edges]:
    pooled: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for leaf in leaves:
        for flow in leaf.flows:
            if flow.bounds is None:
                pooled[_like(leaf, flow)] += flow.lines
    shared = {}
    for (place, width, side), lines in pooled.items():
        other = pooled.get((place, width, 1 - side), [])
        own = _edges(lines)
        both = _edges(lines + other)
        near = _ALIKE * median(line.size for line in lines)
        facing = len(lines) >= _MANY_LINES and (both.right - both.left) - (own.right - own.left) > near
        shared[place, width, side] = own if facing and _is_shifted(own, other, near) else both
    return shared


def _is_shifted(own: _Edges, other: Sequence[Line], near: float) -> bool:
    """Whether the other side's pages have the same edges further left or right: inner and outer margins."""
    if len(other) < _MANY_LINES:
        return False
    edges = _edges(other)
    return abs(edges.left - own.left) > near and abs((edges.left - own.left) - (edges.right - own.right)) <= near


def _tells_more(own: _Edges, usual: _Edges, lines: Sequence[Line]) -> bool:
    """Whether a page's own edges are the better ones: inner and outer margins of facing pages, scans, many lines."""
    size = median(line.size for line in lines)
    if abs((own.right - own.left) - (usual.right - usual.left)) <= _ALIKE * size:
        return True
    full = sum(own.right - line.edge <= _ALIKE * size for line in lines)
    flush = sum(line.left - own.left <= _ALIKE * size for line in lines)
    return full >= _MANY_LINES and flush >= _LEAST_LINES and own.right >= usual.right - 2 * size


def _edges(lines: Sequence[Line]) -> _Edges:
    near = _ALIKE * median(line.size for line in lines)
    left = _edge([line.left for line in lines], near)
    right = -_edge([-line.edge for line in lines], near)
    return _Edges(left, right)


def _edge(places: list[float], near: float) -> float:
    """Return the least place that enough others are near to; the least of all where there is none."""
    places = sorted(places)
    enough = max(_LEAST_LINES, len(places) * _EDGE_SHARE)
    for index, place in enumerate(places):
        if bisect_right(places, place + near) - index >= enough:
            return place
    return places[0]


def _within(flow: Flow) -> _Edges:
    """The edges of a cell: its text, or where its walls leave room for more."""
    left, right = flow.bounds or (0.0, 0.0)
    lines = flow.lines
    return _Edges(
        min(line.left for line in lines),
        max(max(line.right for line in lines), right - max(lines[0].size, min(line.left for line in lines) - left)),
    )


def _habits_of(leaves: Sequence[Leaf], size: float) -> _Habits:
    distances: dict[int, Counter[float]] = defaultdict(Counter)
    edges = _edges_of(leaves)
    indented = flush = 0
    after_short: list[tuple[int, float]] = []
    for leaf in leaves:
        for flow in leaf.flows:
            for before, line in pairwise(flow.lines):
                if flow.bounds is not None or abs(before.size - line.size) > 0.5:
                    continue
                distances[round(line.size)][round((line.base - before.base) / line.size, 1)] += 1
                if edges[id(flow)].right - before.right > line.token + 2 * line.size:
                    further = line.left - edges[id(flow)].left > _INDENT * line.size
                    indented, flush = indented + further, flush + (not further)
                    after_short.append((round(line.size), (line.base - before.base) / line.size))
    leading = {font: _usual(counts) for font, counts in distances.items() if counts.total() >= _MANY_LINES}
    usual = leading.get(round(size), 0)
    wide = sum(
        distance > _WIDER_GAP * leading.get(font, usual) for font, distance in after_short if leading.get(font, usual)
    )
    return _Habits(size, leading, indents=indented > flush, apart=2 * wide > len(after_short))


def _usual(distances: Counter[float]) -> float:
    """Return the least distance that is no exception: lines of one paragraph stand no further apart."""
    often = [distance for distance, count in distances.items() if count >= _LEAST_SHARE * distances.total()]
    return min(often, default=max(distances))


# --- joining ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Paragraph:
    lines: list[Line]
    opens: bool  # does not go on with what came before: the first of a table's cell, or behind one
    row: tuple[int, ...]  # of a table, as in a Block


@dataclass(frozen=True, slots=True)
class _Joining:
    edges: dict[int, _Edges]
    habits: _Habits

    def join(self, leaves: Sequence[Leaf]) -> list[_Paragraph]:
        """Return the paragraphs."""
        paragraphs: list[_Paragraph] = []
        last: Flow | None = None
        for leaf in leaves:
            for flow in leaf.flows:
                for line in flow.lines:
                    if last is not None and self._continues(paragraphs[-1].lines, last, line, flow):
                        paragraphs[-1].lines.append(line)
                    else:
                        opens = leaf.aside if last is None else _is_walled(last, flow)
                        paragraphs.append(_Paragraph([line], opens, flow.row))
                    last = flow
        return paragraphs

    def _continues(self, paragraph: list[Line], above: Flow, line: Line, flow: Flow) -> bool:
        before = paragraph[-1]
        if _is_walled(above, flow):
            return False
        if before.loose or line.loose or not 1 / _OTHER_SIZE <= line.size / before.size <= _OTHER_SIZE:
            return False
        if above is flow and self._is_set_off(before, line):
            return False
        if self._is_centred(line, flow) and (
            line.size > _OTHER_SIZE * self.habits.size or self._is_centred(before, above)
        ):
            return above is flow and self._goes_on_with_title(before, line)
        room = self._room(before, above)
        if room > line.token + _SLACK * line.size:
            return False
        ended = wording.ENDED.search(before.text) is not None
        if ended and (wording.is_numbered(line.text) or self._begins_flush(room, line, flow)):
            return False
        if line.left - self.edges[id(flow)].left > _INDENT * line.size:
            return not ended and above is flow and self._hangs(paragraph, line)
        return above is flow or not ended or self.habits.indents

    def _begins_flush(self, room: float, line: Line, flow: Flow) -> bool:
        """Whether a line opens a paragraph where none is indented: one more character had room, or it is a heading."""
        if self.habits.indents or self.habits.apart:
            return False
        heading = wording.is_heading(line.text) and self._room(line, flow) > _HEADING_ROOM * line.size
        return heading or room > (1 + _SLACK) * line.size

    def _hangs(self, paragraph: list[Line], line: Line) -> bool:
        """Whether an indented line goes on: below its number's text, or where all lines are indented."""
        further = line.left - paragraph[-1].left
        if further > _ALIKE * line.size:
            return wording.is_numbered(paragraph[0].text)
        return (len(paragraph) > 1 or not self.habits.indents) and further >= -_ALIKE * line.size

    def _is_set_off(self, before: Line, line: Line) -> bool:
        leading = self.habits.leading.get(round(line.size)) or self.habits.leading.get(round(self.habits.size))
        return leading is not None and line.base - before.base > _WIDER_GAP * leading * line.size

    def _room(self, line: Line, flow: Flow) -> float:
        """How much is left of a line's width."""
        edges = self.edges[id(flow)]
        if self._is_centred(line, flow):
            return edges.right - edges.left - (line.right - line.left)
        return edges.right - line.right

    def _is_centred(self, line: Line, flow: Flow) -> bool:
        edges = self.edges[id(flow)]
        before, after = line.left - edges.left, edges.right - line.right
        return before > _ALIKE * line.size and abs(before - after) <= 2 * _ALIKE * line.size

    def _goes_on_with_title(self, before: Line, line: Line) -> bool:
        """Whether a centred line goes on with the one above: a title that is broken where its sense allows."""
        if before.size <= _OTHER_SIZE * self.habits.size or wording.ENDED.search(before.text):
            return False
        return not line.text.startswith(("—", "－", "-", "（", "("))


def _is_walled(above: Flow, flow: Flow) -> bool:
    """Whether the wall of a cell stands between."""
    return above is not flow and not (above.bounds is None and flow.bounds is None)


def _block(paragraph: _Paragraph) -> Block | None:
    lines = paragraph.lines
    text = ""
    turns: list[tuple[int, int]] = []
    for before, line in zip((None, *lines), lines, strict=False):
        text = _glued(text, line.text)
        if before is not None and before.page != line.page:
            turns.append((len(text) - len(line.text), line.page))
    text = text.strip()
    if not text:
        return None
    return Block(text, page=lines[0].page, row=paragraph.row, opens=paragraph.opens, turns=tuple(turns))


def _glued(text: str, more: str) -> str:
    """Append a line: words are parted, a divided one is mended, Chinese runs on."""
    if not text or not more:
        return text + more
    last, first = text[-1], more[0]
    if last == "-" and text[-2:-1].isalpha() and text[-2:-1].isascii() and first.islower():
        return text[:-1] + more
    if last.isascii() and first.isascii() and not (last.isdigit() and first.isdigit()) and not last.isspace():
        return f"{text} {more}"
    return text + more
