"""What stands on pages beside the text: headers, footers, page numbers, footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.documents.formats.pdf_layout import Flow, Leaf, Line

_MARGIN = 0.15  # of a page's height, where headers and footers stand
_HEADER = 0.065  # of a page's height, above which no text begins
_MOST_LINES = 4  # of a header or footer
_FEW_LINES = 5  # of a page; so few may be a title page
_SMALL = 0.9  # of the body's font size: footnotes
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,4})"
_PAGE_NUMBER = re.compile(
    rf"[-—–―─~·•.|\[(〔<《]*{_NUMBER}[-—–―─~·•.|\])〕>》]*"
    rf"|第{_NUMBER}页(?:[,，/、|(（]?共{_NUMBER}页[)）]?)?|共{_NUMBER}页[,，/、|]?第{_NUMBER}页|{_NUMBER}页?[/／]共?{_NUMBER}页?"
    rf"|page{_NUMBER}(?:(?:of|/){_NUMBER})?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"[\[〔［]?\d{1,3}(?!\d|[.．]\d)|[①-⑳*※†]")

# --- headers, footers, page numbers ---------------------------------------------------------------


def without_furniture(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Leave out headers, footers and page numbers."""
    rims = [[(line, top) for top in (True, False) for line in _rim(leaf, top=top)] for leaf in leaves]
    seen: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for rim in rims:
        for line, top in rim:
            seen[_likeness(line), top].append(line)
    kept: list[Leaf] = []
    for leaf, rim in zip(leaves, rims, strict=True):
        dropped: set[int] = set()
        for side in (True, False):
            for line, top in rim:
                if top is not side:
                    continue
                if not _is_furniture(line, seen[_likeness(line), top]):
                    break
                dropped.add(id(line))
        kept.append(_without(leaf, dropped))
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
    return re.sub(r"\d+", "#", _bare(line))


def _bare(line: Line) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", line.text))


def _is_furniture(line: Line, alike: Sequence[Line]) -> bool:
    """Whether it is the number of a page, or stands at the same height of other pages too."""
    pages = {other.page for other in alike if abs(other.base - line.base) <= line.size / 2}
    return len(pages) > 1 or _PAGE_NUMBER.fullmatch(_bare(line)) is not None


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
