"""From text to paragraphs: lines that a page or column broke are joined, the others kept apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.documents import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(
    r"^(?P<indent>[^\S\n]*+)(?:(?P<mark>>|[-*+](?=[^\S\n]))[^\S\n]*+)*"
    r"(?P<heading>#{1,6}(?!#)(?!\S*#[^\S\n]*$)[^\S\n]*+)?(?=\S)(?P<words>.+)",  # but #话题# is a hashtag
    re.MULTILINE,
)
_OPENING, _CLOSING = "“「『《（(【", "”」』》）)】"

# Lines of hard-wrapped text are about equally wide: Latin words and marks that begin no line cost some.
_SLACK = 3  # characters
_NARROWEST, _WIDEST = 10, 60  # characters
_LEAST_WRAPPED = 3  # lines
_LEAST_SHARE = 0.3  # of the lines that run on to the next
_MOST_WIDER = 0.1  # of all lines
_LONG = wording.HEADING_LENGTH
_LOOK_BACK = 500  # characters; keeps the time for endless paragraphs linear


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. Its bounds leave out white space and Markdown marks."""

    start: int
    end: int
    mark: str  # the last Markdown mark in front: "#" heading, ">" quotation, "-" list item; "" without
    indent: int  # columns of white space in front
    width: float  # in full-width characters, with the indent
    length: int  # in characters, with the indent
    gap: int  # blank lines before it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, however many lines it was broken over."""

    start: int
    end: int
    mark: str
    gap: int


def read_paragraphs(text: str, breaks: Sequence[int] = ()) -> list[Paragraph]:
    """Return the paragraphs of a text in order; together they hold every character but space and marks.

    No paragraph goes on across one of the offsets `breaks`, which rise.
    """
    lines = _read_lines(text)
    if not lines:
        return []
    parted = [_is_between(breaks, before, line) for before, line in pairwise(lines)]
    wrap = _wrap_width(text, lines, parted)
    margin = min(line.indent for line in lines)
    paragraphs = [_opened_by(lines[0])]
    for (before, line), apart in zip(pairwise(lines), parted, strict=True):
        current = paragraphs[-1]
        if not apart and line.indent <= margin + 1 and _continues(text, current, before, line, wrap):
            paragraphs[-1] = replace(current, end=line.end)
        else:
            paragraphs.append(_opened_by(line))
    return paragraphs


def _is_between(breaks: Sequence[int], before: Line, line: Line) -> bool:
    return bool(breaks) and bisect_left(breaks, before.end) != bisect_left(breaks, line.start + 1)


def _opened_by(line: Line) -> Paragraph:
    return Paragraph(line.start, line.end, line.mark, line.gap)


def _read_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        gap = text.count("\n", last, match.start()) - (1 if lines else 0)
        lines.append(_line(match, gap))
        last = match.end()
    return lines


def _line(match: re.Match[str], gap: int) -> Line:
    mark = "#" if match["heading"] else match["mark"] or ""
    words = match["words"].rstrip().rstrip("#" if mark == "#" else "").rstrip()
    whole = match[0].rstrip()
    return Line(
        start=match.start("words"),
        end=match.start("words") + len(words),
        mark="-" if mark in ("*", "+") else mark,
        indent=round(2 * _width(match["indent"].expandtabs(4))),
        width=_width(whole),
        length=len(whole),
        gap=gap,
    )


def _width(line: str) -> float:
    """Return the width in full-width characters, of which ASCII takes half."""
    return len(line) - len(line.encode("ascii", "ignore")) / 2


def _wrap_width(text: str, lines: list[Line], parted: list[bool]) -> float | None:
    """Return the width that lines were broken at; None where lines are whole paragraphs.

    Told by many lines of about one width that stop in mid-sentence, and hardly any wider ones. Parallel
    headings are of one width as well, but wider paragraphs stand below them. `parted` tells between which lines nothing
    goes on; a line by itself, as in a table's cell, does not count.
    """
    running_on = Counter(
        round(before.width)
        for (before, line), apart in zip(pairwise(lines), parted, strict=True)
        if not apart
        and _NARROWEST <= before.width <= _WIDEST
        and not line.mark
        and not _is_ended(text, before.end)
        and not wording.is_numbered(text[line.start : line.end])
    )
    if not running_on:
        return None
    width = max(running_on, key=lambda w: (sum(running_on[w - s] for s in range(_SLACK)), w))
    wrapped = sum(running_on[width - s] for s in range(_SLACK))
    counting = [line for line, *apart in zip(lines, [True, *parted], [*parted, True], strict=True) if not all(apart)]
    wider = sum(line.width > width + _SLACK for line in counting)
    if wrapped < max(_LEAST_WRAPPED, _LEAST_SHARE * len(counting)) or wider > _MOST_WIDER * len(counting):
        return None
    return width


def _is_ended(text: str, end: int) -> bool:
    return wording.ENDED.search(text, max(end - 8, 0), end) is not None


def _continues(text: str, paragraph: Paragraph, before: Line, line: Line, wrap: float | None) -> bool:
    """Whether `line` goes on with the paragraph whose last line is `before`."""
    if line.mark not in ("", ">") or paragraph.mark == "#":
        return False
    so_far = text[max(paragraph.start, before.end - _LOOK_BACK) : before.end]
    words = text[line.start : line.end]
    if wording.NEVER_FIRST.match(words):
        return True
    if words.startswith("—") or wording.is_furniture(words) or wording.is_caption(words):
        return False
    if wrap is not None:
        return _runs_on_wrapped(so_far, before, line, words, wrap)
    return _is_cut(so_far) and not wording.is_numbered(words)


def _runs_on_wrapped(so_far: str, before: Line, line: Line, words: str, wrap: float) -> bool:
    if wording.RUNS_ON.search(so_far):
        return True
    # Programs break at a width, scripts at a number of characters; with digits in the line these differ.
    if max(before.width, before.length) < wrap - _SLACK:
        return False
    if wording.ENDED.search(so_far):
        return line.gap == 0 and not wording.is_numbered(words)
    return True


def _is_cut(so_far: str) -> bool:
    """Whether a line breaks off, where lines are whole paragraphs but for breaks of page and column."""
    if wording.ENDED.search(so_far) or wording.is_byline(so_far) or wording.is_furniture(so_far):
        return False
    if wording.RUNS_ON.search(so_far) or _has_open_bracket(so_far):
        return True
    if wording.CLOSED.search(so_far) or wording.is_document_name(so_far):
        return False
    return "。" in so_far or (len(so_far) > _LONG and ("，" in so_far or "," in so_far))


def _has_open_bracket(so_far: str) -> bool:
    return any(so_far.count(a) > so_far.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True))
