"""指标: what the rubric's indicators come to for each subject, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.formula import CELLS, names, parse, spell
from scorer.measures import GRADES, LEVELS, OF_ALL, definition, extent
from scorer.model import PLACES, By, Show, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, Book, subject_name
from scorer.workbook.formulas import NOT_APPLICABLE
from scorer.workbook.page import Formula, Page, Value
from scorer.workbook.sheets import chart, evidence
from scorer.workbook.styles import LOOKS, Style
from scorer.workbook.text import height, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Indicator, Rubric, Scorecard
    from scorer.workbook.columns import Table
    from scorer.workbook.sheets.subject import Totals

INDICATORS = Text("指标", "Indicators")
INDICATORS_ISSUED = Text("指标（机器初评）", "Indicators (as the machine has them)")
INDICATORS_REMARK = Text(
    "“—”表示无从计算（除数为零），不等于 0。", "— where there is nothing to divide by, which is not the same as 0."
)
_ROW = 18.0  # points
_OF_REPORTS = frozenset({"characters", "sentences"})  # names of formulas


def write(book: Book, page: Page, table: Table, totals: Sequence[Totals], ranking: int) -> None:
    """Write the block below all that the overview has, in the columns of its `table`; nothing where the rubric has no
    indicators that its subjects can have. `totals` in the order of the table's rows, the first of which is `ranking`.
    """
    rubric = book.results.rubric
    written = [number for number, one in enumerate(rubric.indicators) if book.results.by is By.REPORT or _of_any(one)]
    if not written:
        return
    shown = [rubric.indicators[number] for number in written]
    row = top = page.sheet.max_row + 2
    first, last = table.number("total"), len(table.columns)
    page.section(row, last, INDICATORS if book.is_reviewed else INDICATORS_ISSUED)
    row += 1
    _header(page, row, first, shown)
    for number, (card, subject) in enumerate(zip(book.ranked, totals, strict=True)):
        row += 1
        source = _Source(book, card, subject, table, number, ranking + number)
        page.span(row, 1, first - 1, subject_name(card), Style.STRONG)
        values = [card.indicators[one] for one in written]
        for column, (indicator, value) in enumerate(zip(shown, values, strict=True), first):
            page.put(row, column, source.value(indicator, value), Style.POINTS)
            page.show_as(row, column, _number_format(indicator))
        page.row_height(row, _ROW)
    for indicator in shown:
        row += 1
        page.paragraph(row, 1, last, _told(indicator, rubric), Style.REMARK)
    if any(card.indicators[one] is None for card in book.ranked for one in written):
        row += 1
        page.paragraph(row, 1, last, INDICATORS_REMARK, Style.REMARK)
    chart.keep_whole(page, top, row, last)


def _of_any(indicator: Indicator) -> bool:
    """Whether subjects that are no reports can have it, too: they have no length."""
    return _OF_REPORTS.isdisjoint(names(parse(indicator.formula)))


def _header(page: Page, row: int, first: int, indicators: Sequence[Indicator]) -> None:
    most = 1
    page.span(row, 1, first - 1, labels.SUBJECT, Style.HEADER)
    for column, indicator in enumerate(indicators, first):
        most = max(most, lines(page.put(row, column, indicator.title, Style.HEADER), page.width(column)))
    page.row_height(row, height(most, LOOKS[Style.HEADER].size))


def _number_format(indicator: Indicator) -> str:
    decimals = "." + "0" * indicator.decimals if indicator.decimals else ""
    return f"0{decimals}%" if indicator.show is Show.PERCENT else f"#,##0{decimals}"


def _told(indicator: Indicator, rubric: Rubric) -> Text:
    """Its name, its formula in words, and the note."""
    title, said, note = indicator.title, definition(indicator, rubric.ladder), indicator.note
    return Text(f"{title.zh} ＝ {said.zh}。{note.zh}", f"{title.en} = {said.en}. {note.en}".rstrip())


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a subject's counts stand in this workbook."""

    book: Book
    card: Scorecard
    totals: Totals
    table: Table  # of the ranking
    number: int  # of the subject in it, from 0
    row: int  # there

    def value(self, indicator: Indicator, value: float | None) -> Value:
        """The indicator's formula over these cells, or its value where the workbook is not reviewed."""
        shown = DASH if value is None else value
        if not self.book.is_reviewed:
            return shown
        formula = spell(parse(indicator.formula), self.cell, CELLS)
        return Formula(f'=IFERROR(ROUND({formula},{PLACES}),"{DASH}")', shown)

    def cell(self, name: str) -> str:
        """What a name of a formula is here."""
        if name not in OF_ALL:
            return self._of_one(*name.rsplit("_", 1))
        if name == "total":
            return self.totals.total.where
        if name in ("evidence", "shortcomings", *GRADES):
            return f"{self.table.letter(name)}{self.row}"
        if name in _OF_REPORTS:
            return str(extent(self.card.report)[name])
        levels = f"{self.totals.levels[0].where}:{self.totals.levels[-1].here}"
        if name != "criteria":
            return f'COUNTIF({levels},">={LEVELS[name]}")'
        if self.card.agency is None:
            return f"COUNT({levels})"
        return f"({len(self.card.criteria)}-COUNTIF({self.totals.entered},{NOT_APPLICABLE}))"  # told of or not

    def _of_one(self, kind: str, id_: str) -> str:
        """What a criterion or dimension has."""
        rubric = self.book.results.rubric
        ids = [criterion.id for criterion in rubric.criteria]
        within = {dimension.id: [one.id for one in dimension.criteria] for dimension in rubric.dimensions}
        if kind in ("points", "reach"):
            sums = self.totals.dimensions[list(within).index(id_)]
            return (sums.score if kind == "points" else sums.reach).where
        low, high = (
            evidence.key(self.number, ids.index(one) + 1) for one in (within.get(id_, [id_])[n] for n in (0, -1))
        )
        grade = '">0"' if kind == "evidence" else str(GRADES.index(kind) + 1)
        keys, counted = self.book.named(evidence.KEYS), self.book.named(evidence.COUNTED)
        return f'COUNTIFS({keys},">={low}",{keys},"<={high}",{counted},{grade})'
