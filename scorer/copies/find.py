"""Reports, and an archive of others -> the passages that stand in more than one of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from scorer.copies.bare import Bare, Stripper
from scorer.copies.prints import Stretch, stretches
from scorer.model import PLACES, Part
from scorer.model.copies import Copies, Copy, Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scorer.model import Report

    Progress = Callable[[int, int], None]  # steps done, of how many

LEAST = 18  # characters of bare text that both sides of a copy have in the same order
MOST_STEPS = 4  # clauses that a passage grows by at either end beyond what has fingerprints in common
ALIKE = 0.6  # likeness from which on a passage is a copy
NEXT_BEST = 0.8  # of the longest copy of a passage, how long an earlier one must be to be told instead


class _Pair(NamedTuple):
    """Two spans of bare text that are much the same."""

    text: int
    other: int
    start: int
    end: int
    other_start: int
    other_end: int
    likeness: float


def find_copies(
    reports: Sequence[Report],
    archive: Sequence[Report],
    set_phrases: Iterable[str],
    progress: Progress = lambda _done, _of: None,
) -> Copies:
    """Find what stands in two of the reports, or in one of them and in one of the archive.

    Compared is the bare text: the body's letters without set phrases, numbers and names. Likeness is twice the number
    of characters that both passages have in the same order, divided by the length of both: 1 where nothing was
    changed but what is left out of the comparison. Each passage is told with the first report that has it, in the
    order given, once of the archive and once of the reports, so that a text that a hundred share gives a hundred
    copies and not five thousand. `progress` is told how many steps of how many are done: two for each report.
    """
    stripper = Stripper(set_phrases)
    bare: list[Bare] = []
    steps = 2 * (len(archive) + len(reports))
    for report in (*archive, *reports):
        progress(len(bare), steps)
        bare.append(stripper.strip(report))
    return _Finder(bare, len(archive), lambda text: progress(len(bare) + text, steps)).copies()


class _Finder:
    """What is known of the texts while copies are looked for in them."""

    def __init__(self, bare: Sequence[Bare], archived: int, reached: Callable[[int], None]) -> None:
        """`reached` is told the number of each text before it is compared with those before it."""
        self._bare = bare
        self._reached = reached
        self._archived = archived  # so many come first that are of the archive
        self._borders = lru_cache(maxsize=1024)(lambda text: bare[text].borders())

    def copies(self) -> Copies:
        pairs = list(self._pairs())
        spread = _Spread(pairs)
        found = tuple(self._copy(pair, spread.reports(pair)) for pair in pairs)
        reports = [one.report for one in self._bare[self._archived :]]
        return Copies(found, _shares(reports, found), len(reports), self._archived)

    def _copy(self, pair: _Pair, reports: int) -> Copy:
        passage = self._passage(pair.text, pair.start, pair.end)
        other = self._passage(pair.other, pair.other_start, pair.other_end)
        exact = self._written(pair.text, passage) == self._written(pair.other, other)
        return Copy(passage, other, pair.likeness, exact, reports)

    def _passage(self, text: int, start: int, end: int) -> Passage:
        bare = self._bare[text]
        report = bare.report
        first, last = bare.widened(start, end)
        touched = [s for s in report.sentences if s.part is Part.BODY and s.start < last and first < s.end]
        return Passage(
            source=report.source,
            archived=text < self._archived,
            sentences=tuple(sentence.number for sentence in touched),
            place=touched[0].place,
            paragraph=touched[0].paragraph,
            start=first,
            end=last,
            quote=report.text[first:last],
        )

    def _written(self, text: int, passage: Passage) -> str:
        folded = self._bare[text].folded
        return "".join(filter(str.isalnum, folded.text[folded.folded(passage.start) : folded.folded(passage.end)]))

    def _pairs(self) -> Iterator[_Pair]:
        found = stretches([one.text for one in self._bare], self._archived)
        for text, of_text in groupby(found, key=lambda stretch: stretch.text):
            self._reached(text)
            alike = [pair for stretch in of_text if (pair := self._compared(stretch))]
            for in_archive in (True, False):
                yield from _chosen([pair for pair in alike if (pair.other < self._archived) is in_archive])

    def _compared(self, stretch: Stretch) -> _Pair | None:
        """The stretch, with all clauses around it that are much the same; None where that is too little."""
        text, other = self._bare[stretch.text].text, self._bare[stretch.other].text
        here = _Clauses(self._borders(stretch.text), stretch.start, stretch.end)
        there = _Clauses(self._borders(stretch.other), stretch.other_start, stretch.other_end)
        for _ in range(MOST_STEPS):
            here.widen()
            there.widen()
            same = Indel.opcodes(text[here.start : here.end], other[there.start : there.end])
            equal = [step for step in same if step.tag == "equal"]
            ended = here.narrow([(one.src_start, one.src_end) for one in equal])
            ended &= there.narrow([(one.dest_start, one.dest_end) for one in equal])
            if ended:
                break
        start, end, other_start, other_end = here.start, here.end, there.start, there.end
        likeness = Indel.normalized_similarity(text[start:end], other[other_start:other_end], score_cutoff=ALIKE)
        if likeness * (end - start + other_end - other_start) < 2 * LEAST:
            return None
        return _Pair(stretch.text, stretch.other, start, end, other_start, other_end, round(likeness, PLACES))


class _Clauses:
    """Some clauses of a text in a row."""

    def __init__(self, borders: list[int], start: int, end: int) -> None:
        """Take those that a span touches."""
        self._borders = borders
        self._first = bisect_right(borders, start) - 1
        self._last = bisect_left(borders, end)

    @property
    def start(self) -> int:
        return self._borders[self._first]

    @property
    def end(self) -> int:
        return self._borders[self._last]

    def widen(self) -> None:
        """Take one clause more at either end."""
        self._first = max(self._first - 1, 0)
        self._last = min(self._last + 1, len(self._borders) - 1)

    def narrow(self, equal: list[tuple[int, int]]) -> bool:
        """Drop clauses at the ends of which less than half is equal. `equal` counts from the start.

        Returns whether something was dropped at both ends, or nothing is left to take there.
        """
        spans = [(self.start + begin, self.start + end) for begin, end in equal]
        first, last = self._first, self._last
        while self._first < self._last and not self._half(self._first, spans):
            self._first += 1
        while self._first < self._last and not self._half(self._last - 1, spans):
            self._last -= 1
        return (self._first > first or first == 0) and (self._last < last or last == len(self._borders) - 1)

    def _half(self, clause: int, spans: list[tuple[int, int]]) -> bool:
        start, end = self._borders[clause : clause + 2]
        return 2 * sum(max(0, min(end, after) - max(start, before)) for before, after in spans) >= end - start


def _chosen(pairs: list[_Pair]) -> list[_Pair]:
    """Of the copies of each passage one: the first that is nearly as long as the longest."""
    chosen: list[_Pair] = []
    for longest in sorted(pairs, key=lambda pair: (pair.start - pair.end, pair.other)):
        if any(_common(longest, one) * 2 > longest.end - longest.start for one in chosen):
            continue
        enough = NEXT_BEST * (longest.end - longest.start)
        chosen.append(min((p for p in pairs if _common(longest, p) >= enough), key=lambda pair: pair.other))
    return sorted(chosen, key=lambda p: p.start)


def _common(one: _Pair, other: _Pair) -> int:
    return _overlap((one.start, one.end), (other.start, other.end))


class _Spread:
    """Over how many reports passages are spread."""

    def __init__(self, pairs: Iterable[_Pair]) -> None:
        copied: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for pair in pairs:
            copied[pair.other, pair.text].append((pair.other_start, pair.other_end))
        self._begins: dict[int, list[int]] = defaultdict(list)
        self._ends: dict[int, list[int]] = defaultdict(list)
        for (other, _), spans in copied.items():
            for start, end in _joined(spans):
                insort(self._begins[other], start)
                insort(self._ends[other], end)

    def reports(self, pair: _Pair) -> int:
        """In how many reports the middle of a passage stands: where it stands first, and where it is told as a copy."""
        middle = (pair.other_start + pair.other_end) // 2
        return 1 + bisect_right(self._begins[pair.other], middle) - bisect_right(self._ends[pair.other], middle)


def _shares(reports: Iterable[Report], found: Iterable[Copy]) -> dict[str, float]:
    """By source, how many of a report's characters are part of some passage, of those of its body."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage in (passage for copy in found for passage in (copy.passage, copy.other) if not passage.archived):
        spans[passage.source].append((passage.start, passage.end))
    shares = {}
    for report in reports:
        copied = _joined(spans[report.source])
        body = [(one.start, one.end) for one in report.sentences if one.part is Part.BODY]
        common = sum(_overlap(one, span) for span in copied for one in body)
        shares[report.source] = round(common / max(1, sum(end - start for start, end in body)), PLACES)
    return shares


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without their overlaps."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
