"""Reports, and an archive of others -> the passages that stand in more than one of them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from scorer.copies.bare import Bare, Stripper
from scorer.copies.compare import Pair, compared
from scorer.copies.prints import stretches
from scorer.model import PLACES, Part, Text
from scorer.model.copies import Copies, Copy, Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scorer.model import Report, Sentence

    Progress = Callable[[int, int], None]  # steps done, of how many

NEXT_BEST = 0.8  # of the longest copy of a passage, how long an earlier one must be to be told instead


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
        self._layout = lru_cache(maxsize=1024)(lambda text: bare[text].layout())

    def copies(self) -> Copies:
        pairs = list(self._pairs())
        spread = _Spread(pairs)
        found = tuple(self._copy(pair, spread.reports(pair)) for pair in pairs)
        reports = [one.report for one in self._bare[self._archived :]]
        return Copies(found, _shares(reports, found), len(reports), self._archived)

    def _copy(self, pair: Pair, reports: int) -> Copy:
        passage = self._passage(pair.text, pair.start, pair.end)
        other = self._passage(pair.other, pair.other_start, pair.other_end)
        exact = self._written(pair.text, passage) == self._written(pair.other, other)
        return Copy(passage, other, pair.likeness, exact, reports)

    def _passage(self, text: int, start: int, end: int) -> Passage:
        report = self._bare[text].report
        first, last = self._layout(text).widened(start, end)
        touched = [s for s in report.sentences if s.part is Part.BODY and s.start < last and first < s.end]
        return Passage(
            source=report.source,
            archived=text < self._archived,
            sentences=tuple(sentence.number for sentence in touched),
            place=_place(touched[0], touched[-1]),
            paragraph=touched[0].paragraph,
            start=first,
            end=last,
            quote=report.text[first:last],
        )

    def _written(self, text: int, passage: Passage) -> str:
        folded = self._bare[text].folded
        return "".join(filter(str.isalnum, folded.text[folded.folded(passage.start) : folded.folded(passage.end)]))

    def _pairs(self) -> Iterator[Pair]:
        found = stretches([one.text for one in self._bare], self._archived)
        for text, of_text in groupby(found, key=lambda stretch: stretch.text):
            self._reached(text)
            alike = [
                pair
                for stretch in of_text
                for pair in compared(stretch, self._layout(text), self._layout(stretch.other))
            ]
            for in_archive in (True, False):
                yield from _chosen([pair for pair in alike if (pair.other < self._archived) is in_archive])


def _place(first: Sentence, last: Sentence) -> Text:
    """Where a person would look up what reaches from one sentence to another."""
    if first.place == last.place:
        return first.place
    if first.cell or last.cell or first.page != last.page:
        return Text(f"{first.place.zh}至{last.place.zh}", f"{first.place.en} to {last.place.en}")
    if first.page is None:
        return Text(f"第{first.paragraph}–{last.paragraph}段", f"paragraphs {first.paragraph}–{last.paragraph}")
    begin, end = first.page_paragraph, last.page_paragraph
    return Text(f"第{first.page}页第{begin}–{end}段", f"page {first.page}, paragraphs {begin}–{end}")


def _chosen(pairs: list[Pair]) -> list[Pair]:
    """Of the copies of each passage one: the first that is nearly as long as the longest."""
    chosen: list[Pair] = []
    for longest in sorted(pairs, key=lambda pair: (pair.start - pair.end, pair.other)):
        if any(_common(longest, one) * 2 > longest.end - longest.start for one in chosen):
            continue
        enough = NEXT_BEST * (longest.end - longest.start)
        chosen.append(min((p for p in pairs if _common(longest, p) >= enough), key=lambda pair: pair.other))
    return sorted(chosen, key=lambda p: p.start)


def _common(one: Pair, other: Pair) -> int:
    return _overlap((one.start, one.end), (other.start, other.end))


class _Spread:
    """Over how many reports passages are spread."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        copied: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for pair in pairs:
            copied[pair.other, pair.text].append((pair.other_start, pair.other_end))
        self._begins: dict[int, list[int]] = defaultdict(list)
        self._ends: dict[int, list[int]] = defaultdict(list)
        for (other, _), spans in copied.items():
            for start, end in _joined(spans):
                insort(self._begins[other], start)
                insort(self._ends[other], end)

    def reports(self, pair: Pair) -> int:
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
