"""Text that stands in more than one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from scorer.model.words import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report's body, whole clauses of it."""

    source: str
    archived: bool  # whether its report is one of the archive, which is not scored
    sentences: tuple[int, ...]  # the numbers of those it touches
    place: Text  # where a person would look it up
    paragraph: int  # its first, counts from 1
    start: int  # offset of the first character in the report's text
    end: int  # offset after the last
    quote: str  # word for word


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that stands in two reports."""

    passage: Passage  # in the later report
    other: Passage  # in the report that comes first: of the archive, else in the order of sources
    likeness: float  # 0 to 1: the share of the two passages that is the same, in the same order, names aside
    exact: bool  # the same word for word, but for marks and layout
    reports: int  # in how many reports the passage stands, these two included

    @property
    def sentences(self) -> Iterator[tuple[str, int]]:
        """Source and number of the sentences of the run that it touches."""
        return (
            (passage.source, number)
            for passage in (self.passage, self.other)
            if not passage.archived
            for number in passage.sentences
        )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a sentence of a report stands too."""

    source: str
    archived: bool
    place: Text
    paragraph: int  # counts from 1
    likeness: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found of repeated text, and in what it was looked for."""

    found: tuple[Copy, ...] = ()  # in the order of the later report's text
    shares: dict[str, float] = field(default_factory=dict)  # of each report's body, what stands elsewhere too: 0 to 1
    reports: int = 0  # of the run that were looked through
    archived: int = 0  # of the archive

    def by_source(self) -> dict[str, list[int]]:
        """Which of `found` concern each report of the run, by their places."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.found):
            for source in {passage.source for passage in (one.passage, one.other) if not passage.archived}:
                places[source].append(place)
        return places

    def only(self, places: Iterable[int], sources: Collection[str]) -> Copies:
        """Those at the places in `found`, and the shares of some reports."""
        return replace(
            self,
            found=tuple(self.found[place] for place in sorted(places)),
            shares={source: share for source, share in self.shares.items() if source in sources},
        )
