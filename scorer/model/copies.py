"""Text that stands in more than one report."""

from __future__ import annotations

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

    def of(self, sources: frozenset[str]) -> Copies:
        """What concerns some of the reports."""
        return replace(
            self,
            found=tuple(
                one
                for one in self.found
                if one.passage.source in sources or (one.other.source in sources and not one.other.archived)
            ),
            shares={source: share for source, share in self.shares.items() if source in sources},
        )
