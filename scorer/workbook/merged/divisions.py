"""分歧: what the group talks about, the most divided first, with what everybody says."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule

from scorer.model import Text
from scorer.model.review import MergedAdjustment, MergedCriterion
from scorer.workbook import labels
from scorer.workbook.merged import labels as own
from scorer.workbook.merged import words
from scorer.workbook.merged.columns import divided_table, reviewer_keys
from scorer.workbook.merged.rows import Rows
from scorer.workbook.page import Formula, Page, Value, literal
from scorer.workbook.sheets.heat import color_levels
from scorer.workbook.styles import DONE, Style, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model.review import Divided
    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.merged.words import Shown


def write(book: MergedBook, criteria: Rows, items: Rows | None) -> None:
    """Fill the sheet; decisions are entered, and what counts stands, in the rows of `criteria` and of adjustments."""
    page, table = book.divisions, divided_table(book)
    header = book.head(page, book.titled(own.DIVIDED), table, own.DIVIDED_REMARK, own.OPINION_MARKS)
    page.header(header, table)
    row = header
    for row, divided in enumerate(book.divided, header + 1):
        of_criterion = isinstance(divided.point, MergedCriterion)
        rows = criteria if of_criterion or items is None else items
        values, styles = _point(book, divided)
        values |= {
            "place": row - header,
            "subject": book.short_name(divided.card),
            "spread": divided.spread,
        }
        at = f"{table.letter('at')}{row}"
        values |= _live(book, divided, at, rows, "level" if of_criterion else "counted")
        page.row(row, table, values, styles)
    if row == header:
        page.paragraph(header + 1, 1, table.number("title"), own.NOT_DIVIDED, Style.TEXT)
    else:
        where = Rows(page, table, header, row)
        page.sheet.auto_filter.ref = where.filtered()
        _color_levels(page, where, book.divided)
        _mark_settled(page, where)
    book.finish(page, table, header, "E")


def _point(book: MergedBook, divided: Divided) -> tuple[dict[str, Value], dict[str, Style]]:
    """What machine and reviewers hold of the point and say of it."""
    merged, point = divided.card, divided.point
    held: dict[str, Shown]
    if isinstance(point, MergedAdjustment):
        held = dict(zip(reviewer_keys(book), words.findings_shown(point, book.lang), strict=True))
        held["consensus"] = words.finding(point.item, point.consensus), Style.BADGE
        about, reasons, best = point.item, words.said_of_adjustment(book, point), ""
        values: dict[str, Value] = {"id": about.id, "title": about.title}
    else:
        shown = (words.opinion_shown(opinion, book.lang) for opinion in point.opinions)
        held = dict(zip(reviewer_keys(book), shown, strict=True))
        held["machine"] = words.machine_shown(point.result)
        held["consensus"] = words.level_shown(point.consensus)
        values = {"id": point.result.criterion.id, "title": point.result.criterion.title}
        reasons = words.said_of_criterion(book, merged, point)
        best = point.result.evidence[0].quote if point.result.evidence else ""
    values |= {"reasons": reasons, "best": best} | {key: value for key, (value, _) in held.items()}
    return values, {key: style for key, (_, style) in held.items()}


def _live(book: MergedBook, divided: Divided, at: str, rows: Rows, counted: str) -> dict[str, Value]:
    """Where the point's row stands now, which goes into the cell `at`; a link that leads there and shows the decision;
    and what counts.
    """
    key = book.key_of(divided)
    entry = f"INDEX({rows.column('decision')},{at})"
    letter = rows.table.letter("decision")
    invite = own.TO_SETTLE.say(book.lang)
    place = f"{literal('#' + rows.page.reference(letter))}&{at}"
    return {
        "at": Formula(f"=MATCH({key},{rows.column('key')},0)", rows.header + key),
        "settle": Formula(f'=HYPERLINK({place},IF({entry}="",{literal(invite)},{entry}))', _settled(book, divided)),
        "level": Formula(f"=INDEX({rows.column(counted)},{at})", _counted(divided)),
    }


def _settled(book: MergedBook, divided: Divided) -> str | float:
    """What the cell of the decision shows; the invitation where it is blank."""
    shown: Text | float | None
    point = divided.point
    if isinstance(point, MergedCriterion):
        taken = point.decision
        shown = taken.level if taken else None
        if taken and taken.not_applicable:
            shown = labels.NOT_APPLICABLE
    else:
        found = words.decided(point)
        shown = None if found is None else words.finding(point.item, found)
    if shown is None:
        return own.TO_SETTLE.say(book.lang)
    return shown.say(book.lang) if isinstance(shown, Text) else shown


def _counted(divided: Divided) -> float | str | Text:
    point = divided.point
    if isinstance(point, MergedCriterion):
        return words.level(point.level)
    return words.finding(point.item, point.points or float(point.applies))


def _color_levels(page: Page, where: Rows, divided: Sequence[Divided]) -> None:
    """Colour the levels that count, but not the points of adjustments, in as few areas as can be."""
    letter = where.table.letter("level")
    rows = enumerate((isinstance(one.point, MergedCriterion) for one in divided), where.header + 1)
    areas = [[row for row, _ in run] for of_criterion, run in groupby(rows, lambda row: row[1]) if of_criterion]
    if areas:
        color_levels(page, " ".join(f"{letter}{area[0]}:{letter}{area[-1]}" for area in areas))


def _mark_settled(page: Page, where: Rows) -> None:
    """Turn the link green once the point is settled."""
    cells = where.local("settle")
    first = cells.partition(":")[0]
    invite = own.TO_SETTLE.say(page.lang)
    rule = FormulaRule([f"{first}<>{literal(invite)}"], fill=fill(DONE))  # type: ignore[no-untyped-call]
    page.sheet.conditional_formatting.add(cells, rule)
