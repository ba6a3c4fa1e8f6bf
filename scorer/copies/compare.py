"""Two bare texts and a stretch that they may have in common -> the spans of them that are much the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from scorer.model import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.copies.bare import Layout
    from scorer.copies.prints import Stretch

LEAST = 18  # characters of bare text that some sentence of a passage has in the same order in the other
MOST_STEPS = 4  # clauses that a passage grows by at either end beyond what has fingerprints in common
ALIKE = 0.6  # likeness from which on a passage is a copy
OWN = 0.5  # of the letters and numerals of a sentence, how many must be bare text for it to be compared

Span = tuple[int, int]


class Pair(NamedTuple):
    """Two spans of bare text that are much the same."""

    text: int
    other: int
    start: int
    end: int
    other_start: int
    other_end: int
    likeness: float


class _Block(NamedTuple):
    """Characters in a row that are equal in both texts."""

    start: int
    other_start: int
    length: int

    def turned(self) -> _Block:
        """The same, seen from the other text."""
        return _Block(self.other_start, self.start, self.length)


def compared(stretch: Stretch, here: Layout, there: Layout) -> list[Pair]:
    """The copies around a stretch: spans of whole clauses, each part of a sentence that is a copy itself.

    A sentence that is not, or that is little more than set phrases, ends a span. Empty where all is too little.
    """
    some = _Clauses(here, stretch.start, stretch.end)
    others = _Clauses(there, stretch.other_start, stretch.other_end)
    for _ in range(MOST_STEPS):
        some.widen()
        others.widen()
        equal = _equal(some, others)
        ended = some.narrow(_spans(equal))
        ended &= others.narrow(_spans(one.turned() for one in equal))
        if ended:
            break
    if sum(one.length for one in equal) < LEAST or some.is_empty or others.is_empty:
        return []
    some.round_out()
    others.round_out()
    return [
        Pair(stretch.text, stretch.other, *one, *other, likeness)
        for equal in _runs(some, others)
        if (found := _ends(some, others, equal))
        for one, other, likeness in [found]
    ]


def _equal(some: _Clauses, others: _Clauses) -> list[_Block]:
    """What of the clauses is equal, as long as can be in the same order."""
    return [
        _Block(some.start + step.src_start, others.start + step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(some.text, others.text)
        if step.tag == "equal"
    ]


def _spans(blocks: Iterable[_Block]) -> list[Span]:
    return [(one.start, one.start + one.length) for one in blocks]


def _runs(some: _Clauses, others: _Clauses) -> list[list[_Block]]:
    """What is equal in sentences that are copies, by the runs of such sentences in both texts.

    What a sentence that is no copy has in common with one that is does not count for that either: both are looked at
    again until nothing more is dropped.
    """
    blocks, left = _equal(some, others), -1
    here: list[Span] = []
    there: list[Span] = []
    while left != (left := sum(one.length for one in blocks)):
        here = some.copied(_spans(blocks))
        blocks = [one.turned() for one in _within(here, blocks)]
        there = others.copied(_spans(blocks))
        blocks = [one.turned() for one in _within(there, blocks)]
    return [
        list(run)
        for _, run in groupby(
            blocks,
            lambda one: (
                bisect_right(here, (one.start, len(some.layout.text))),
                bisect_right(there, (one.other_start, len(others.layout.text))),
            ),
        )
    ]


def _within(spans: list[Span], blocks: list[_Block]) -> list[_Block]:
    """What of the blocks lies within the spans."""
    within = []
    for block in blocks:
        for start, end in spans:
            first, last = max(start, block.start), min(end, block.start + block.length)
            if first < last:
                within.append(_Block(first, block.other_start + first - block.start, last - first))
    return within


def _ends(some: _Clauses, others: _Clauses, equal: list[_Block]) -> tuple[Span, Span, float] | None:
    """From where to where a run reaches in both texts, and how alike they are there; None where that is too little."""
    spans, other_spans = _spans(equal), _spans(one.turned() for one in equal)
    if max(some.most(spans), others.most(other_spans)) < LEAST:
        return None
    here, there = some.touched(spans), others.touched(other_spans)
    here.narrow(spans)
    there.narrow(other_spans)
    likeness = Indel.normalized_similarity(here.text, there.text, score_cutoff=ALIKE)
    if likeness * (len(here.text) + len(there.text)) < 2 * LEAST:
        return None
    return (here.start, here.end), (there.start, there.end), round(likeness, PLACES)


class _Clauses:
    """Some clauses of a text in a row. Spans are of equal characters, counted from the start of the text."""

    def __init__(self, layout: Layout, start: int, end: int) -> None:
        """Take those that a span touches."""
        self.layout = layout
        self._borders = layout.borders
        self._first = bisect_right(self._borders, start) - 1
        self._last = bisect_left(self._borders, end)

    @property
    def start(self) -> int:
        return self._borders[self._first]

    @property
    def end(self) -> int:
        return self._borders[self._last]

    @property
    def text(self) -> str:
        return self.layout.text[self.start : self.end]

    @property
    def is_empty(self) -> bool:
        """Whether all were dropped: none had enough that is equal."""
        return self._first == self._last

    def touched(self, spans: list[Span]) -> _Clauses:
        """Those from the first to the last of the spans."""
        return _Clauses(self.layout, spans[0][0], spans[-1][1])

    def widen(self) -> None:
        """Take one clause more at either end."""
        self._first = max(self._first - 1, 0)
        self._last = min(self._last + 1, len(self._borders) - 1)

    def round_out(self) -> None:
        """Take all clauses of the sentences at either end."""
        sentences = self.layout.sentences
        self._first = bisect_left(sentences, sentences[self._first])
        self._last = bisect_right(sentences, sentences[self._last - 1])

    def narrow(self, spans: list[Span]) -> bool:
        """Drop clauses at the ends of which less than half is equal.

        Returns whether something was dropped at both ends, or nothing is left to take there.
        """
        equal = self._counts(spans)
        first, last = self._first, self._last
        while self._first < self._last and not self._half(self._first, equal[self._first - first]):
            self._first += 1
        while self._first < self._last and not self._half(self._last - 1, equal[self._last - 1 - first]):
            self._last -= 1
        return (self._first > first or first == 0) and (self._last < last or last == len(self._borders) - 1)

    def copied(self, spans: list[Span]) -> list[Span]:
        """The runs of clauses that are copies: of sentences half of which is equal, and of others where clauses in a
        row are long enough. Sentences and clauses with little bare text are left out, and end a run.
        """
        equal = self._counts(spans)
        runs: list[Span] = []
        before = -1  # sentence that the last run ends in
        for sentence, clauses in self._by_sentence():
            for first, last in self._copied_of(sentence, clauses, equal):
                if runs and runs[-1][1] == self._borders[first] and sentence - before <= 1:
                    runs[-1] = (runs[-1][0], self._borders[last])
                else:
                    runs.append((self._borders[first], self._borders[last]))
                before = sentence
        return runs

    def most(self, spans: list[Span]) -> int:
        """How much is equal in the sentence in which most is."""
        equal = self._counts(spans)
        return max(sum(equal[one - self._first] for one in clauses) for _, clauses in self._by_sentence())

    def _by_sentence(self) -> list[tuple[int, list[int]]]:
        by_sentence = groupby(range(self._first, self._last), key=self.layout.sentences.__getitem__)
        return [(sentence, list(clauses)) for sentence, clauses in by_sentence]

    def _copied_of(self, sentence: int, clauses: list[int], equal: list[int]) -> list[Span]:
        """The clauses of a sentence that are copied: from which one to before which."""
        size = self._borders[clauses[-1] + 1] - self._borders[clauses[0]]
        counts = equal[clauses[0] - self._first : clauses[-1] + 1 - self._first]
        if 2 * sum(counts) >= size >= OWN * self.layout.written_in_sentence(sentence):
            return [(clauses[0], clauses[-1] + 1)]
        alike = [
            one
            for one, count in zip(clauses, counts, strict=True)
            if self._half(one, count)
            and self._borders[one + 1] - self._borders[one] >= OWN * self.layout.written_in_clause(one)
        ]
        breaks = [number for number, (one, after) in enumerate(pairwise(alike), 1) if after > one + 1]
        runs = [alike[first:last] for first, last in pairwise([0, *breaks, len(alike)])]
        return [(run[0], run[-1] + 1) for run in runs if sum(equal[one - self._first] for one in run) >= LEAST]

    def _counts(self, spans: list[Span]) -> list[int]:
        """How many characters of each clause are equal."""
        counts = [0] * (self._last - self._first)
        for start, end in spans:
            clause = max(bisect_right(self._borders, start) - 1, self._first)
            while clause < self._last and self._borders[clause] < end:
                counts[clause - self._first] += min(end, self._borders[clause + 1]) - max(start, self._borders[clause])
                clause += 1
        return counts

    def _half(self, clause: int, equal: int) -> bool:
        return 2 * equal >= self._borders[clause + 1] - self._borders[clause]
