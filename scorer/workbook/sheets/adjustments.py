"""Bonuses, deductions and vetoes, below a subject's scorecard: reviewers fill them in, and the total follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule

from scorer.model import PLACES, Adjustment, Scorecard, Text, Veto
from scorer.workbook import labels
from scorer.workbook.book import DASH, Book
from scorer.workbook.columns import ADJUSTMENTS, SCORECARD
from scorer.workbook.formulas import APPLIES, VETOES, number_of, points_in, text_of
from scorer.workbook.page import Formula, Page, Value, address
from scorer.workbook.sheets import lists
from scorer.workbook.styles import ENTRY_HEIGHT, WRONG, Style, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

_KIND, _ENTRY, _REASON = (SCORECARD.number(ADJUSTMENTS[key][0]) for key in ("kind", "entry", "reason"))
_MOST, _COUNTED, _ENTERED = (SCORECARD.letter(key) for key in ("weight", "score", "entered"))
_ENTRY_LETTER, _REASON_LETTER = SCORECARD.letter("review"), SCORECARD.letter("comment")
_ITEM = {"title": Style.STRONG, "machine": Style.CENTER, "row": Style.CODE}


def write(book: Book, page: Page, row: int, last: int, card: Scorecard, base: Formula) -> tuple[int, Formula]:
    """Write the table at `row`, across the columns to the `last`; returns the next free row and the total.

    `base` is the total without them.
    """
    adjustments = book.results.rubric.adjustments
    writer = _Writer(book, page, card, row)
    writer.head(last)
    bonuses = writer.points(adjustments.bonuses, labels.BONUS)
    deductions = writer.points(adjustments.deductions, labels.DEDUCTION)
    vetoes = writer.vetoes(adjustments.vetoes)
    writer.mark()
    base_cell = writer.sum(labels.BASE_TOTAL, base)
    terms = [base_cell]
    if bonuses:
        terms.append("+" + writer.capped(labels.BONUS_SUM, bonuses, adjustments.bonus_cap))
    if deductions:
        terms.append("-" + writer.capped(labels.DEDUCTION_SUM, deductions, adjustments.deduction_cap))
    limited = "".join(terms)
    if vetoes:
        limited = f"MIN({limited},{vetoes})"  # in cells it passes over the — of those that do not apply
    reached = f"MAX(0,ROUND({limited},{PLACES}))"
    if book.results.enough:
        reached = f"IF(ISNUMBER({base_cell}),{reached},{base_cell})"
    total = writer.sum(labels.ADJUSTED_TOTAL, Formula(f"={reached}", base.value))
    return writer.row, Formula(f"={total}", base.value)


@dataclass(slots=True)
class _Writer:
    """The page and the row that comes next."""

    book: Book
    page: Page
    card: Scorecard
    row: int
    first: int = 0  # of the items' rows

    def head(self, last: int) -> None:
        page = self.page
        page.section(self.row, last, labels.ADJUSTMENT)
        page.paragraph(self.row + 1, 1, last, labels.ADJUSTMENT_REMARK, Style.REMARK)
        self.row += 2
        titles: dict[str, Value] = dict(ADJUSTMENTS.values())
        entries = dict.fromkeys(("review", "comment"), Style.HEADER_ENTRY)
        page.row(self.row, SCORECARD, titles, entries, Style.HEADER)
        self.row += 1
        self.first = self.row

    def points(self, items: Sequence[Adjustment], kind: Text) -> str:
        """A row for each item; returns the cells of what they count, empty where there are no items."""
        first = self.row
        for item in items:
            entered = f"${_ENTERED}{self.row}"
            counted = Formula(f"=MIN(MAX(0,{entered}),${_MOST}{self.row})", 0)
            self._item(item, kind, item.most, points_in(self._entry), counted)
            error = labels.fill_in(labels.POINTS_ERROR, most=f"{item.most:g}")
            lists.limit_points(self.page, f"{_ENTRY_LETTER}{self.row}", item.most, error)
            self.row += 1
        return self._counted(first)

    def vetoes(self, items: Sequence[Veto]) -> str:
        """A row for each item; returns the cells with the limits of those that apply, empty without items."""
        first = self.row
        for item in items:
            counted = Formula(f'=IF(${_ENTERED}{self.row}={APPLIES},${_MOST}{self.row},"{DASH}")', DASH)
            self._item(item, labels.VETO, item.at_most, number_of(self._entry, VETOES), counted)
            self.row += 1
        if items:
            cells = f"{_ENTRY_LETTER}{first}:{_ENTRY_LETTER}{self.row - 1}"
            lists.offer(self.page, (cells,), self.book.named(lists.VETO_CHOICES), labels.VETO_ERROR)
        return self._counted(first)

    def capped(self, title: Text, cells: str, cap: float) -> str:
        """A row with what the cells come to, at most `cap`."""
        return self.sum(title, Formula(f"=MIN(SUM({cells}),${_MOST}{self.row})", 0), cap)

    def sum(self, title: Text, value: Formula, most: float | None = None) -> str:
        """A row with one figure, and its limit where it has one; returns the figure's cell."""
        values: dict[str, Value] = {"title": title, "weight": most, "score": value}
        self.page.row(self.row, SCORECARD, values, {"title": Style.SUM_TITLE, "score": Style.SUM_POINTS}, Style.SUM)
        self.row += 1
        return address(_COUNTED, self.row - 1)

    def mark(self) -> None:
        """Colour entries that are not understood, and reasons that are missing."""
        entry, reason = f"${_ENTRY_LETTER}{self.first}", f"${_REASON_LETTER}{self.first}"
        entered, counted = f"${_ENTERED}{self.first}", f"${_COUNTED}{self.first}"
        unclear = f'AND(LEN({text_of(entry)})>0,OR({entered}<0,AND({counted}="{DASH}",{entered}=0)))'
        missing = f"AND(N({entered})>0,ISNUMBER({counted}),LEN({text_of(reason)})=0)"
        for letter, formula in ((_ENTRY_LETTER, unclear), (_REASON_LETTER, missing)):
            rule = FormulaRule([formula], fill=fill(WRONG))  # type: ignore[no-untyped-call]
            self.page.sheet.conditional_formatting.add(f"{letter}{self.first}:{letter}{self.row - 1}", rule)

    @property
    def _entry(self) -> str:
        return f"${_ENTRY_LETTER}{self.row}"

    def _counted(self, first: int) -> str:
        return f"{address(_COUNTED, first)}:{address(_COUNTED, self.row - 1)}" if self.row > first else ""

    def _item(self, item: Adjustment | Veto, kind: Text, most: float, entered: str, counted: Formula) -> None:
        values: dict[str, Value] = {
            "id": item.id,
            "title": item.title,
            "weight": most,
            "machine": kind,
            "score": counted,
            "row": self.book.row_id(f"{self.card.id}-{item.id}"),
            "entered": Formula(f"={entered}", 0),
        }
        self.page.row(self.row, SCORECARD, values, _ITEM, least=ENTRY_HEIGHT)
