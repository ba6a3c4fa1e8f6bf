"""From text to sentences, each with its place, its part and its heading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate, pairwise, repeat
from typing import TYPE_CHECKING

from scorer.documents import wording
from scorer.documents.paragraphs import read_paragraphs
from scorer.documents.parts import parts_of
from scorer.fold import simplified
from scorer.model import Part, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.documents.extract import Block
    from scorer.documents.paragraphs import Paragraph

_BRACKET = re.compile(r"[“”「」『』《》（）()\"]")
_DEEPEST = 20  # nobody nests deeper; a text of brackets alone must not take forever
_OPENER_OF = {"”": "“", "」": "「", "』": "『", "》": "《", "）": "（(", ")": "（("}
_SPEECH = frozenset('”」』"')
_CLOSERS = frozenset('”’」』》）)]】"*_')

# An ASCII mark ends a sentence only in Chinese text: not in a URL, an HTML entity or English.
_END = re.compile(r"[。！？；]+|(?<=[^\x00-\x7f])[!?;]+|(?<=[0-9%)\"])[!?;](?=\s*(?:[^\x00-\x7f\s]|$))")
_GOES_ON = re.compile(r"\s*[，,、；;：:。！？的等]")
_BEFORE_SPEECH = frozenset("。！？；：:，,!?;”")
_NEAR = 20  # characters; wide enough for the space before a quotation
_EDGE = frozenset("*_`\u200b\u200c\u200d\u2060\ufeff")  # beside white space

Span = tuple[int, int]  # start and end

_LONGEST = 2000  # characters; only lists, tables and text without punctuation have longer sentences
_PAUSES = ("。！？；", "，、：,: \u3000\n")  # where those are cut: the first kind before the second

_WHOLE = (Part.TITLE, Part.HEADING, Part.BYLINE)


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences that hold all of it, in order, but white space and Markdown marks."""
    paragraphs = read_paragraphs(text)
    return _sentences(text, paragraphs, parts_of(text, paragraphs))


def read_block_sentences(text: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """Cut a text into sentences as `read_sentences` does, each of its lines being one of `blocks`.

    What a block says of its part holds. A block that says so, and a cell, is a paragraph of its own; others are
    told and joined like lines of plain text. What stands in a table is under no heading of another row of it, and
    what comes after a table under none of the table. A sentence has the page that it begins on, and its paragraph's
    place there.
    """
    starts = list(accumulate((len(block.text) + 1 for block in blocks[:-1]), initial=0))
    alone = [block.part is not None or bool(block.cell) for block in blocks]
    breaks = [
        at
        for number, at in enumerate(starts)
        if blocks[number].opens or alone[number] or (number and alone[number - 1])
    ]
    paragraphs = read_paragraphs(text, breaks)
    first = [bisect_right(starts, paragraph.start) - 1 for paragraph in paragraphs]
    opening = [blocks[number] for number in first]
    bounds = [
        number for number, block in enumerate(blocks) if _parts_cells(blocks[number - 1] if number else None, block)
    ]
    alone_in = set(pairwise((*bounds, len(blocks))))
    spans = pairwise((*first, len(blocks)))
    cells = [bool(block.row) and span in alone_in for block, span in zip(opening, spans, strict=True)]
    known = [block.part or (Part.BODY if block.cell else None) for block in opening]
    parts = parts_of(text, paragraphs, known, cells)
    sentences = _sentences(text, paragraphs, parts, [block.row for block in opening])
    places: dict[int, dict[int, int]] = {}  # by page, of each paragraph on it
    placed = []
    for sentence in sentences:
        number = bisect_right(starts, sentence.start) - 1
        page, cell = _page_at(blocks[number], sentence.start - starts[number]), blocks[number].cell
        if page is not None:
            on_page = places.setdefault(page, {})
            paragraph = on_page.setdefault(sentence.paragraph, len(on_page) + 1)
            sentence = replace(sentence, page=page, page_paragraph=paragraph)
        placed.append(replace(sentence, cell=cell) if cell else sentence)
    return tuple(placed)


def _parts_cells(before: Block | None, block: Block) -> bool:
    """Whether one block cannot be in the same cell as the one before it."""
    return before is None or block.opens or block.row != before.row


def _page_at(block: Block, offset: int) -> int | None:
    """The page that a character of a block stands on."""
    return next((page for turn, page in reversed(block.turns) if turn <= offset), block.page)


def _sentences(
    text: str, paragraphs: list[Paragraph], parts: list[Part], rows: Sequence[tuple[int, ...]] = ()
) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    headings: dict[tuple[int, ...], str] = {(): ""}  # by row of a table, the last in it
    for number, (paragraph, part, row) in enumerate(zip(paragraphs, parts, rows or repeat(()), strict=False), 1):
        heading = next(headings[row[:depth]] for depth in range(len(row), -1, -1) if row[:depth] in headings)
        spans = list(_spans(text, paragraph, part))
        for index, (start, end) in enumerate(spans):
            own = _part_of(simplified(text[start:end]), part, opens=index == 0, goes_on=index + 1 < len(spans))
            if own is Part.HEADING:
                heading = headings[row] = _one_line(text[start:end])
            under = "" if own in (Part.TITLE, Part.HEADING) else heading
            sentences.append(Sentence(len(sentences) + 1, number, start, end, own, under))
    return tuple(sentences)


def title_of(text: str, sentences: tuple[Sentence, ...]) -> str:
    """Return the first title line in one line; "" where there is none."""
    for sentence in sentences:
        if sentence.part is Part.TITLE:
            return _one_line(text[sentence.start : sentence.end]).lstrip("—-－ ")
    return ""


def _spans(text: str, paragraph: Paragraph, part: Part) -> Iterator[Span]:
    """Yield the bounds of a paragraph's sentences without space and marks around; headlines stay whole."""
    whole = [(paragraph.start, paragraph.end)]
    for sentence in whole if part in _WHOLE else split(text, paragraph.start, paragraph.end):
        for piece in _bounded(text, *sentence):
            start, end = _trimmed(text, *piece)
            if start < end:
                yield start, end


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what goes on too long without a full stop, at a pause where it has one."""
    while end - start > _LONGEST:
        stop = _cut(text, start)
        yield start, stop
        start = stop
    yield start, end


def _cut(text: str, start: int) -> int:
    stop = start + _LONGEST
    for marks in _PAUSES:
        last = max(text.rfind(mark, start + _LONGEST // 2, stop) for mark in marks)
        if last >= 0:
            return last + 1
    return stop


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the bounds of the sentences of one paragraph, end to end.

    Inside quotation marks and brackets that close within the paragraph nothing ends, but a full stop before
    a closing quotation mark does: “……。”他说。
    """
    pairs = _pairs(text, start, end)
    openers = {opener for opener, _ in pairs}
    for mark in _END.finditer(text, start, end):
        stop = mark.end()
        while stop < end and text[stop] in _CLOSERS and stop not in openers:
            stop += 1
        if stop > start and _ends_sentence(text, start, mark, stop, pairs):
            yield start, stop
            start = stop
    if start < end:
        yield start, end


def _pairs(text: str, start: int, end: int) -> list[Span]:
    """Return the bounds of outermost quotations and brackets; whatever does not close counts for nothing."""
    waiting: list[tuple[str, int]] = []
    pairs: list[Span] = []
    for bracket in _BRACKET.finditer(text, start, end):
        sign, at = bracket[0], bracket.start()
        opened = _last_of(_OPENER_OF.get(sign, sign), waiting) if sign in _OPENER_OF or sign == '"' else None
        if opened is None:
            if sign not in _OPENER_OF:
                waiting.append((sign, at))
                del waiting[:-_DEEPEST]
            continue
        opener = waiting[opened][1]
        del waiting[opened:]
        while pairs and pairs[-1][0] > opener:
            pairs.pop()
        pairs.append((opener, at + 1))
    return pairs


def _last_of(openers: str, waiting: list[tuple[str, int]]) -> int | None:
    for index in reversed(range(len(waiting))):
        if waiting[index][0] in openers:
            return index
    return None


def _ends_sentence(text: str, start: int, mark: re.Match[str], stop: int, pairs: list[Span]) -> bool:
    before = bisect_left(pairs, (mark.start(), 0)) - 1
    if before < 0 or pairs[before][1] <= mark.start():
        return True
    opener, closed = pairs[before]
    if closed > stop or _GOES_ON.match(text, stop):
        return False
    before_it = text[max(start, opener - _NEAR) : opener].rstrip()
    if not before_it:
        return True  # the sentence began with the quotation or bracket
    if text[closed - 1] not in _SPEECH or mark[0].endswith(("；", ";")):
        return False
    # “……！” in mid-sentence is a slogan more often than speech.
    return "。" in mark[0] or before_it[-1] in _BEFORE_SPEECH


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _EDGE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return start, end


def _part_of(words: str, part: Part, *, opens: bool, goes_on: bool) -> Part:
    """Tell a sentence from its paragraph where it is a run-in heading or a credit in brackets."""
    if part is not Part.BODY:
        return part
    if opens and (wording.is_run_in(words) or (goes_on and wording.is_slogan(words))):
        return Part.HEADING
    if words.startswith(("（", "(")):
        if wording.is_caption(words):
            return Part.CAPTION
        if wording.is_byline(words):
            return Part.BYLINE
        if wording.is_furniture(words):
            return Part.FURNITURE
    return part


def _one_line(words: str) -> str:
    return re.sub(r"\s*\n\s*", "", words)
