"""A workbook of several rubrics being made: a chapter for each, and the sheets that they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from scorer.crosswalk import common_rubric
from scorer.workbook import labels
from scorer.workbook.book import Chapter, RubricPages
from scorer.workbook.page import Binder, Page
from scorer.workbook.styles import ACCENT
from scorer.xlsx.cells import RECORD_SHEET

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scorer.model import Lang, Rubric

Pages = TypeVar("Pages", bound=RubricPages)


@dataclass(slots=True)
class Combined(Generic[Pages]):
    """The pages: a cover where there is one, the rubrics beside each other, the chapters in their order, a guide."""

    rubrics: Sequence[str]  # ids
    lang: Lang
    make: Callable[[int, Chapter], Pages]  # the pages about the rubric that stands there, from 0, but for those shared
    has_cover: bool
    middle: Rubric | None  # by way of which rubrics are compared that have no crosswalk to each other
    binder: Binder = field(init=False)
    cover: Page = field(init=False)
    crosswalk: Page = field(init=False)
    chapters: tuple[Pages, ...] = field(init=False)
    guide: Page = field(init=False)

    def __post_init__(self) -> None:
        self.binder = Binder(self.lang)
        shared = (labels.COVER, labels.CROSSWALK, labels.GUIDE)
        taken = {label.say(self.lang).lower() for label in shared} | {RECORD_SHEET}
        if self.has_cover:
            self.cover = self.binder.add(labels.COVER, ACCENT)
        self.crosswalk = self.binder.add(labels.CROSSWALK, ACCENT)
        self.chapters = tuple(
            self.make(n, Chapter(n + 1, id_, self.binder, taken)) for n, id_ in enumerate(self.rubrics)
        )
        self.guide = self.binder.add(labels.GUIDE, ACCENT)
        *front, guide = self.shared
        for book in self.chapters:
            book.guide = guide
            if self.has_cover:
                book.cover = self.cover
            book.pages = [*front, *book.pages, guide]

    @property
    def shared(self) -> tuple[Page, ...]:
        """The sheets that belong to no chapter, in the order of their tabs."""
        return *((self.cover,) if self.has_cover else ()), self.crosswalk, self.guide

    @property
    def has_common(self) -> bool:
        """Whether subjects under different rubrics can be compared by one: by `common`, to which another has a
        crosswalk.
        """
        id_ = self.common.rubric.id
        return any(crosswalk.rubric == id_ for book in self.chapters for crosswalk in book.rubric.crosswalks)

    @property
    def common(self) -> Pages:
        """The chapter of the rubric that the others stand beside."""
        rubric = common_rubric([book.rubric for book in self.chapters])
        return next(book for book in self.chapters if book.rubric is rubric)
