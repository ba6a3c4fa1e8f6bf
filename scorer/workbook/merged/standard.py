"""评分标准: shares, bands, weights and adjustments that all formulas look into, and how a consensus is formed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.columns import BANDS, Table
from scorer.workbook.merged import labels as own
from scorer.workbook.merged.columns import ITEMS, LEVELS, STANDARD
from scorer.workbook.page import Formula, Value, address
from scorer.workbook.sheets.standard import BAND_FLOORS, BAND_NAMES, LEVEL_SHARES
from scorer.workbook.styles import GRADES, Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.page import Page

_LAST = len(STANDARD.columns)


@dataclass(frozen=True, slots=True)
class Places:
    """Where formulas on other sheets find what they reckon with."""

    weights: dict[str, str] = field(default_factory=dict)  # by criterion
    limits: dict[str, str] = field(default_factory=dict)  # of vetoes, by item
    caps: dict[str, str] = field(default_factory=dict)  # of bonuses and deductions together, by column of the ranking


def write(book: MergedBook) -> Places:
    """Fill the sheet."""
    page, rubric = book.standard, book.rubric
    title = Text(f"{labels.STANDARD.zh} · {rubric.title.zh}", f"{labels.STANDARD.en} · {rubric.title.en}")
    row = book.head(page, title, STANDARD, rubric.note)
    places = Places()
    row = _rules(book, row)
    row = _levels(book, row)
    row = _bands(book, row)
    row = _criteria(book, row, places)
    if book.has_adjustments:
        _adjustments(book, row, places)
    page.finish("A2", None, _LAST)
    return places


def _section(page: Page, row: int, title: Text) -> int:
    page.section(row + 1, _LAST, title)
    return row + 2


def _rules(book: MergedBook, row: int) -> int:
    rubric = book.rubric
    row = _section(book.standard, row - 1, own.CONSENSUS_RULE)
    for rule in (own.CONSENSUS_RULES[rubric.consensus], labels.NOT_APPLICABLE_RULE[rubric.not_applicable]):
        book.standard.paragraph(row, 1, _LAST, rule, Style.TEXT)
        row += 1
    return row


def _levels(book: MergedBook, row: int) -> int:
    page, ladder = book.standard, book.rubric.ladder
    row = _section(page, row, labels.LEVELS)
    page.header(row, LEVELS)
    first = row + 1
    lowest = (labels.NO_EVIDENCE, labels.NO_EVIDENCE_SHOWS)
    names = (lowest, *((rung.name, rung.shows) for rung in ladder.rungs))
    for level, ((name, shows), share) in enumerate(zip(names, ladder.shares, strict=True)):
        row += 1
        values: Mapping[str, Value] = {"level": level, "name": name, "share": share, "shows": shows}
        page.row(row, LEVELS, values, {"level": GRADES[level]})
    _name(book, LEVEL_SHARES, LEVELS, "share", (first, row))
    return row + 1


def _bands(book: MergedBook, row: int) -> int:
    page = book.standard
    row = _section(page, row, labels.BANDS)
    page.header(row, BANDS)
    first = row + 1
    for band in reversed(book.rubric.bands):  # LOOKUP wants the lowest first
        row += 1
        page.row(row, BANDS, {"at_least": band.at_least, "name": band.name})
    _name(book, BAND_FLOORS, BANDS, "at_least", (first, row))
    _name(book, BAND_NAMES, BANDS, "name", (first, row))
    return row + 1


def _criteria(book: MergedBook, row: int, places: Places) -> int:
    page, letter = book.standard, STANDARD.letter("weight")
    row = _section(page, row, labels.CRITERIA)
    page.header(row, STANDARD)
    for dimension in book.rubric.dimensions:
        row += 1
        last = row + len(dimension.criteria)
        weight = Formula(f"=SUM({letter}{row + 1}:{letter}{last})", sum(c.weight for c in dimension.criteria))
        centred = {"id": Style.GROUP_CENTER, "weight": Style.GROUP_CENTER}
        values: Mapping[str, Value] = {"id": dimension.id, "title": dimension.title, "weight": weight}
        page.row(row, STANDARD, values, centred, Style.GROUP)
        for criterion in dimension.criteria:
            row += 1
            places.weights[criterion.id] = page.reference(address(letter, row))
            values = {"id": criterion.id, "title": criterion.title, "weight": criterion.weight}
            page.row(row, STANDARD, values | {"question": criterion.question})
    return row + 1


def _adjustments(book: MergedBook, row: int, places: Places) -> None:
    page, letter = book.standard, ITEMS.letter("most")
    row = _section(page, row, labels.ADJUSTMENT)
    page.header(row, ITEMS)
    adjustments = book.rubric.adjustments
    capped = (
        ("bonus", labels.BONUS, labels.BONUS_SUM, adjustments.bonuses, adjustments.bonus_cap),
        ("deduction", labels.DEDUCTION, labels.DEDUCTION_SUM, adjustments.deductions, adjustments.deduction_cap),
    )
    for key, kind, total, items, cap in capped:
        for item in items:
            row += 1
            page.row(row, ITEMS, {"id": item.id, "title": item.title, "most": item.most, "kind": kind})
        if items:
            row += 1
            places.caps[key] = page.reference(address(letter, row))
            capped_at: Mapping[str, Value] = {"title": total, "most": cap, "kind": labels.CAP_EFFECT}
            page.row(row, ITEMS, capped_at, {"most": Style.GROUP_CENTER}, Style.GROUP)
    for veto in adjustments.vetoes:
        row += 1
        places.limits[veto.id] = page.reference(address(letter, row))
        page.row(row, ITEMS, {"id": veto.id, "title": veto.title, "most": veto.at_most, "kind": labels.VETO_EFFECT})


def _name(book: MergedBook, name: str, table: Table, key: str, rows: tuple[int, int]) -> None:
    letter = table.letter(key)
    cells = f"{address(letter, rows[0])}:{address(letter, rows[1])}"
    book.define(name, book.standard.reference(cells))
