"""The merged workbook being made: its sheets in order, and what all of them need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from openpyxl.utils import column_index_from_string, get_column_letter

from scorer.model import Lang
from scorer.model.review import MergedAdjustment, MergedCard, MergedCriterion
from scorer.workbook import labels
from scorer.workbook.book import Chapter, RubricPages, is_set_aside, subject_name
from scorer.workbook.merged import labels as own
from scorer.workbook.page import Binder, Page
from scorer.workbook.styles import ACCENT, SERIES, Style
from scorer.workbook.text import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Results, Text
    from scorer.model.review import Divided, Flaw, Merged
    from scorer.workbook.columns import Table

_REVIEWER_WIDTH = 24  # of a reviewer's name above a narrow column, in digits
_SUBJECT_WIDTH = 44  # of a subject's name in a table of points, in digits
_PAGE_WIDTH = 300.0  # digits on A4 across, in a size that can still be read


@dataclass
class MergedBook(RubricPages):
    """The pages about one rubric, all created before any is filled, so that each can point to every other.

    The chapters of a workbook share the guide, which is made apart.
    """

    merged: Merged
    divided: Sequence[Divided]  # most divided first
    flaws: Sequence[Flaw]
    lang: Lang
    chapter: Chapter | None = None
    results: Results = field(init=False)  # as issued
    binder: Binder = field(init=False)
    pages: list[Page] = field(init=False)
    overview: Page = field(init=False)
    divisions: Page = field(init=False)
    criteria: Page = field(init=False)
    adjustments: Page = field(init=False)  # only where the rubric has any
    evidence: Page = field(init=False)
    agreement: Page = field(init=False)
    standard: Page = field(init=False)
    guide: Page = field(init=False)

    def __post_init__(self) -> None:
        self.results = self.merged.results
        self.binder, self.pages = self.chapter.binder if self.chapter else Binder(self.lang), []
        self.overview = self._add(own.MERGED_OVERVIEW, ACCENT)
        self.divisions = self._add(own.DIVIDED, ACCENT)
        self.criteria = self._add(own.BY_CRITERION, SERIES[1])
        if self.has_adjustments:
            self.adjustments = self._add(own.MERGED_ADJUSTMENTS, SERIES[1])
        self.evidence = self._add(labels.EVIDENCE, SERIES[2])
        self.agreement = self._add(own.AGREEMENT, SERIES[4])
        self.standard = self._add(labels.STANDARD, SERIES[4])
        if self.chapter is None:
            self.guide = self._add(labels.GUIDE, SERIES[4])

    @cached_property
    def ranked(self) -> tuple[MergedCard, ...]:
        """The subjects, highest total first and those set aside last; subjects are numbered in this order from 1."""
        return tuple(
            sorted(
                self.merged.cards,
                key=lambda merged: (
                    merged.total is None,
                    -(merged.total or 0.0),
                    is_set_aside(merged.card),
                    merged.card.id,
                ),
            )
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each subject, by its id."""
        return {merged.card.id: number for number, merged in enumerate(self.ranked, 1)}

    @property
    def has_adjustments(self) -> bool:
        """Whether the rubric has bonuses, deductions or vetoes."""
        return self.rubric.adjustments.declared

    @cached_property
    def reviewers(self) -> tuple[str, ...]:
        """The reviewers' names, as long as a column can show."""
        return tuple(shorten(review.reviewer, _REVIEWER_WIDTH) for review in self.merged.reviews)

    def short_name(self, merged: MergedCard) -> str:
        """What the scorecard is about, in two lines of a table."""
        return shorten(subject_name(merged.card), _SUBJECT_WIDTH)

    @cached_property
    def spreads(self) -> dict[tuple[str, str], float]:
        """How far reviewers differ, by subject and criterion or adjustment; those on which they do."""
        return {(one.card.card.id, point_id(one.point)): one.spread for one in self.divided}

    def key_of(self, divided: Divided) -> int:
        """The number of the point's row among those of criteria, or of adjustments; it stays when rows are sorted."""
        merged, point = divided.card, divided.point
        points = merged.criteria if isinstance(point, MergedCriterion) else merged.adjustments
        place = [point_id(one) for one in points].index(point_id(point))
        return (self.numbers[merged.card.id] - 1) * len(points) + place + 1

    def head(self, page: Page, title: Text, table: Table, *remarks: Text, back: Page | None = None) -> int:
        """Write a sheet's title, the way back, to the overview or to the sheet given, and what must be known of its
        table; returns the next row.
        """
        page.columns(table)
        shown = [number for number, column in enumerate(table.columns, 1) if not column.hidden]
        last = shown[-1]
        page.span(1, 1, last - 1, title, Style.TITLE)
        page.put(1, last, (back or self.overview).link_back(), Style.NAV)
        page.row_height(1, 34)
        for row, remark in enumerate(remarks, 2):
            page.paragraph(row, 1, min(last, self._readable(page, shown)), remark, Style.REMARK)
        return 2 + len(remarks)

    def finish(self, page: Page, table: Table, header: int, frozen: str) -> None:
        """Freeze the table's header and the columns left of `frozen`, and set the page for print."""
        shown = [number for number, column in enumerate(table.columns, 1) if not column.hidden]
        page.finish(f"{frozen}{header + 1}", header, shown[-1])
        width = sum(page.width(column) for column in shown)
        page.sheet.page_setup.fitToWidth = 1 + int(width // _PAGE_WIDTH)
        page.sheet.print_title_cols = f"A:{get_column_letter(column_index_from_string(frozen) - 1)}"

    @staticmethod
    def _readable(page: Page, shown: Sequence[int]) -> int:
        """The column at which a remark ends: lines that are wider than a screen are hard to read."""
        width = 0.0
        for column in shown:
            width += page.width(column)
            if width > 130:
                return column
        return shown[-1]


def point_id(point: MergedCriterion | MergedAdjustment) -> str:
    """The id of the criterion or the adjustment."""
    return point.result.criterion.id if isinstance(point, MergedCriterion) else point.item.id
