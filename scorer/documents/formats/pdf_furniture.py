"""What stands on pages beside the text: headers, footers, page numbers, footnotes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.documents.formats.pdf_layout import Flow, Leaf, Line

_MARGIN = 0.15  # of a page's height, where headers and footers stand
_HEADER = 0.065  # of a page's height, above which no text begins
_MOST_LINES = 4  # of a header or footer
_NEAR = 10  # pages, among which a header is repeated
_FEW_LINES = 5  # of a page; so few may be a title page
_SMALL = 0.9  # of the body's font size: footnotes
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,4})"
_PAGE_NUMBER = re.compile(
    rf"[-—–―─~·•.|\[(〔<《]*{_NUMBER}[-—–―─~·•.|\])〕>》]*"
    rf"|第{_NUMBER}页(?:[,，/、|(（]?共{_NUMBER}页[)）]?)?|共{_NUMBER}页[,，/、|]?第{_NUMBER}页|{_NUMBER}页?[/／]共?{_NUMBER}页?"
    rf"|page{_NUMBER}(?:(?:of|/){_NUMBER})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 9  # digits
_NOTE = re.compile(r"[\[〔［]?\d{1,3}(?!\d|[.．]\d)|[①-⑳*※†]")

# --- headers, footers, page numbers ---------------------------------------------------------------


def without_furniture(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Leave out headers, footers and page numbers; only the numbers where nothing else would be left of the text.

    Where there are pictures it may be left with nothing: scanned pages have headers too.
    """
    rims = [[(line, top) for top in (True, False) for line in _rim(leaf, top=top)] for leaf in leaves]
    seen: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for rim in rims:
        for line, top in rim:
            seen[_likeness(line), top].append(line)
    kept: list[Leaf] = []
    paired = list(zip(leaves, rims, strict=True))
    for leaf, rim in paired:
        dropped: set[int] = set()
        for side in (True, False):
            for line, top in rim:
                if top is not side:
                    continue
                if not (_is_page_number(line) or _is_repeated(line, seen[_likeness(line), top])):
                    break
                dropped.add(id(line))
        kept.append(_without(leaf, dropped))
    if not any(leaf.flows or leaf.pictured for leaf in kept):
        return [_without(leaf, {id(line) for line, _ in rim if _is_page_number(line)}) for leaf, rim in paired]
    return kept if len(leaves) > 1 else [_without(leaf, _lone_header(leaf)) for leaf in kept]


def _without(leaf: Leaf, dropped: set[int]) -> Leaf:
    flows = (replace(flow, lines=tuple(line for line in flow.lines if id(line) not in dropped)) for flow in leaf.flows)
    return replace(leaf, flows=tuple(flow for flow in flows if flow.lines))


def _lone_header(leaf: Leaf) -> set[int]:
    """Return the header of a single page, that no other page repeats: small, close to the edge, far from the text."""
    lines = sorted((line for flow in leaf.flows for line in flow.lines), key=lambda line: line.base)
    if len(lines) < _FEW_LINES:
        return set()
    header, text = lines[:2]
    close = header.base - leaf.top < _HEADER * (leaf.bottom - leaf.top)
    far = text.base - text.size - header.base > 1.5 * header.size
    return {id(header)} if close and far and header.size <= body_size([leaf]) else set()


def _rim(leaf: Leaf, *, top: bool) -> list[Line]:
    """Return the lines near the upper or lower edge, the outermost first."""
    depth = _MARGIN * (leaf.bottom - leaf.top)
    lines = [line for flow in leaf.flows if flow.bounds is None for line in flow.lines]
    if top:
        near = sorted((line for line in lines if line.base < leaf.top + depth), key=lambda line: line.base)
    else:
        near = sorted((line for line in lines if line.base > leaf.bottom - depth), key=lambda line: -line.base)
    return near[:_MOST_LINES]


def _likeness(line: Line) -> str:
    return _DIGITS.sub("#", _bare(line))


def _bare(line: Line) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", line.text))


def _is_page_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(_bare(line)) is not None


def _is_repeated(line: Line, alike: Sequence[Line]) -> bool:
    """Whether it stands at the same height of another page too, but for numbers that go up with those of the pages.

    `alike` is in the order of the pages.
    Rows of a table and items of a list differ in their numbers as well, but not by so much.
    """
    numbers = _DIGITS.findall(_bare(line))
    start, end = (bisect_left(alike, line.page + far, key=lambda other: other.page) for far in (-_NEAR, _NEAR + 1))
    return any(
        other.page != line.page
        and abs(other.base - line.base) <= line.size / 2
        and _go_up(numbers, _DIGITS.findall(_bare(other)), other.page - line.page)
        for other in alike[start:end]
    )


def _go_up(numbers: Sequence[str], others: Sequence[str], pages: int) -> bool:
    return all(
        one == other or (max(len(one), len(other)) <= _LONGEST_NUMBER and int(other) - int(one) == pages)
        for one, other in zip(numbers, others, strict=True)
    )


# --- pages without text -----------------------------------------------------------------------------

FEWEST = 12  # characters a page; pages of pictures with fewer hold a scanner's name or a stamp


def length_of(leaves: Iterable[Leaf]) -> int:
    """Return how many characters there are."""
    return sum(len(line.text) for leaf in leaves for flow in leaf.flows for line in flow.lines)


def without_text(leaves: Sequence[Leaf]) -> list[int]:
    """Return the pages of pictures with no text but what a scanner or a stamp adds."""
    lengths: Counter[int] = Counter()
    for leaf in leaves:
        lengths[leaf.number] += length_of([leaf])
    return sorted({leaf.number for leaf in leaves if leaf.pictured and lengths[leaf.number] <= FEWEST})


# --- footnotes --------------------------------------------------------------------------------------


def body_size(leaves: Sequence[Leaf]) -> float:
    """Return the font size that most of the text has."""
    sizes: Counter[float] = Counter()
    for leaf in leaves:
        for flow in leaf.flows:
            for line in flow.lines:
                sizes[round(2 * line.size) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def without_notes(leaves: Sequence[Leaf], size: float) -> tuple[list[Leaf], list[list[Line]]]:
    """Take small lines at the foot of columns that begin like a note, and what follows them."""
    kept: list[Leaf] = []
    notes: list[list[Line]] = []
    for leaf in leaves:
        if all(line.size < _SMALL * size for flow in leaf.flows for line in flow.lines):
            kept.append(leaf)  # a page in small print, with no text that notes could belong to
            continue
        flows: list[Flow] = []
        for flow in leaf.flows:
            start = len(flow.lines)
            while flow.bounds is None and start and flow.lines[start - 1].size < _SMALL * size:
                start -= 1
            while start < len(flow.lines) and not _NOTE.match(flow.lines[start].text):
                start += 1
            for line in flow.lines[start:]:
                if _NOTE.match(line.text) or not notes:
                    notes.append([line])
                else:
                    notes[-1].append(line)
            if start:
                flows.append(replace(flow, lines=flow.lines[:start]))
        kept.append(replace(leaf, flows=tuple(flows)))
    return kept, notes
