"""加减分: every bonus, deduction and veto of every subject, and what the group settles on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Adjustment, Text
from scorer.model.review import MergedAdjustment
from scorer.workbook import formulas, labels
from scorer.workbook.merged import labels as own
from scorer.workbook.merged import words
from scorer.workbook.merged.columns import adjustments_table, reviewer_keys
from scorer.workbook.merged.rows import Rows
from scorer.workbook.page import Formula, Value, literal
from scorer.workbook.sheets.lists import limit_points, offer

if TYPE_CHECKING:
    from scorer.workbook.columns import Table
    from scorer.workbook.merged.book import MergedBook


def write(book: MergedBook) -> Rows:
    """Fill the sheet; returns where the rows stand."""
    page, table = book.adjustments, adjustments_table(book)
    header = book.head(page, book.titled(own.MERGED_ADJUSTMENTS), table, own.MERGED_ADJUSTMENTS_REMARK)
    page.header(header, table)
    row = header
    for number, merged in enumerate(book.ranked, 1):
        for adjustment in merged.adjustments:
            row += 1
            held = dict(zip(reviewer_keys(book), words.findings_shown(adjustment, book.lang), strict=True))
            item = adjustment.item
            values: dict[str, Value] = {key: value for key, (value, _) in held.items()}
            values |= {
                "subject": book.short_name(merged),
                "id": item.id,
                "title": item.title,
                "kind": kind(book, adjustment),
                "most": item.most if isinstance(item, Adjustment) else item.at_most,
                "consensus": words.finding(item, adjustment.consensus),
                "spread": book.spreads.get((merged.card.id, item.id)),
                "reasons": words.said_of_adjustment(book, adjustment),
                "row": book.row_id(f"{merged.card.id}-{item.id}"),
                "number": number,
                "key": row - header,
            }
            values |= _decided(book, table, adjustment, row)
            page.row(row, table, values, {key: style for key, (_, style) in held.items()})
            _limit_entry(book, adjustment, f"{table.letter('decision')}{row}")
    rows = Rows(page, table, header, row)
    if row > header:
        page.sheet.auto_filter.ref = rows.filtered()
        _mark_entries(rows)
    book.finish(page, table, header, "D")
    return rows


def kind(book: MergedBook, adjustment: MergedAdjustment) -> Text:
    """What the item does to a total."""
    if not isinstance(adjustment.item, Adjustment):
        return labels.VETO
    bonuses = book.rubric.adjustments.bonuses
    return labels.BONUS if adjustment.item in bonuses else labels.DEDUCTION


def _decided(book: MergedBook, table: Table, adjustment: MergedAdjustment, row: int) -> dict[str, Value]:
    """The decision, and what follows it: which it is, below 0 for none, and what counts."""
    item = adjustment.item
    entry, settled, agreed = (f"{table.letter(key)}{row}" for key in ("decision", "settled", "consensus"))
    taken = adjustment.decision
    found = words.decided(adjustment)
    values: dict[str, Value] = {
        "decision": None if found is None else words.finding(item, found),
        "comment": taken.reason if taken else "",
    }
    if isinstance(item, Adjustment):
        values["settled"] = Formula(
            f'=IFERROR(IF({formulas.text_of(entry)}="",-1,{formulas.points_in(entry)}),-1)',
            -1 if found is None else found,
        )
        values["counted"] = Formula(f"=IF({settled}<0,{agreed},MIN({settled},{item.most:.15g}))", adjustment.points)
        return values
    yes, no = labels.ACCEPTED, labels.REJECTED
    found_number = formulas.number_of(entry, formulas.VETOES)  # 0 for none, 1 for yes, 2 for no
    values["settled"] = Formula(f"=CHOOSE({found_number}+1,-1,1,0)", -1 if found is None else found)
    counts = f"IF({settled}>0,{literal(yes.say(book.lang))},{literal(no.say(book.lang))})"
    values["counted"] = Formula(f"=IF({settled}<0,{agreed},{counts})", yes if adjustment.applies else no)
    return values


def _mark_entries(rows: Rows) -> None:
    """Mark what cannot be understood, and findings without a reason."""
    cell = {key: f"${rows.table.letter(key)}{rows.header + 1}" for key in ("decision", "comment", "settled")}
    rows.mark("decision", f"AND(LEN({formulas.text_of(cell['decision'])})>0,{cell['settled']}<0)")
    rows.mark("comment", f"AND({cell['settled']}>0,LEN({formulas.text_of(cell['comment'])})=0)")


def _limit_entry(book: MergedBook, adjustment: MergedAdjustment, cell: str) -> None:
    if isinstance(adjustment.item, Adjustment):
        most = adjustment.item.most
        limit_points(book.adjustments, cell, most, labels.fill_in(labels.POINTS_ERROR, most=f"{most:g}"))
    else:
        choices = ",".join(label.say(book.lang) for label in (labels.ACCEPTED, labels.REJECTED))
        offer(book.adjustments, [cell], f'"{choices}"', labels.VETO_ERROR)
