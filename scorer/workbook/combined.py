"""A workbook of several rubrics being made: a chapter for each, and the sheets that they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scorer.crosswalk import common_rubric
from scorer.workbook import labels
from scorer.workbook.book import Book, Chapter, Kind, rank
from scorer.workbook.page import Binder, Page
from scorer.workbook.styles import ACCENT
from scorer.xlsx.cells import RECORD_SHEET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.model import Lang, Results


@dataclass(slots=True)
class Combined:
    """The pages: a cover, the rubrics beside each other, the chapters in the order of `runs`, a guide.

    An index has no cover.
    """

    runs: Sequence[Results]  # the same reports under several rubrics
    lang: Lang
    kind: Kind
    files: Mapping[str, str]  # of an index: by subject, where it is reviewed, seen from the index's folder
    binder: Binder = field(init=False)
    cover: Page = field(init=False)
    crosswalk: Page = field(init=False)
    chapters: tuple[Book, ...] = field(init=False)
    guide: Page = field(init=False)

    def __post_init__(self) -> None:
        self.binder = Binder(self.lang)
        shared = (labels.COVER, labels.CROSSWALK, labels.GUIDE)
        taken = {label.say(self.lang).lower() for label in shared} | {RECORD_SHEET}
        if self.is_reviewed:
            self.cover = self.binder.add(labels.COVER, ACCENT)
        self.crosswalk = self.binder.add(labels.CROSSWALK, ACCENT)
        self.chapters = tuple(self._chapter(n, results, taken) for n, results in enumerate(self.runs, 1))
        self.guide = self.binder.add(labels.GUIDE, ACCENT)
        *front, guide = self.shared
        for book in self.chapters:
            book.guide = guide
            if self.is_reviewed:
                book.cover = self.cover
            book.pages = [*front, *book.pages, guide]

    @property
    def is_reviewed(self) -> bool:
        """As `Book.is_reviewed`."""
        return self.kind is not Kind.INDEX

    @property
    def shared(self) -> tuple[Page, ...]:
        """The sheets that belong to no chapter, in the order of their tabs."""
        return *((self.cover,) if self.is_reviewed else ()), self.crosswalk, self.guide

    @property
    def common(self) -> Book:
        """The chapter of the rubric by which subjects under different standards are compared."""
        rubric = common_rubric([book.results.rubric for book in self.chapters])
        return next(book for book in self.chapters if book.results.rubric is rubric)

    def _chapter(self, number: int, results: Results, taken: set[str]) -> Book:
        ranked = rank(results)
        files = tuple(self.files[card.id] for card in ranked) if self.files else ()
        chapter = Chapter(number, results.rubric.id, self.binder, taken)
        return Book(results, self.lang, ranked, self.kind, files, chapter)
