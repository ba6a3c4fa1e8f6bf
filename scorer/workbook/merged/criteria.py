"""逐项: every criterion of every subject: machine, reviewers, consensus, and what the group settles on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import PLACES, NotApplicable
from scorer.workbook import formulas, labels
from scorer.workbook.book import DASH
from scorer.workbook.merged import labels as own
from scorer.workbook.merged import words
from scorer.workbook.merged.columns import criteria_table, reviewer_keys
from scorer.workbook.merged.rows import Rows
from scorer.workbook.page import Formula, Value
from scorer.workbook.sheets.heat import color_levels
from scorer.workbook.sheets.lists import offer
from scorer.workbook.sheets.standard import LEVEL_SHARES

if TYPE_CHECKING:
    from scorer.model.review import MergedCard, MergedCriterion
    from scorer.workbook.columns import Table
    from scorer.workbook.merged.book import MergedBook


def write(book: MergedBook, weights: dict[str, str]) -> Rows:
    """Fill the sheet; `weights` tells where each criterion's weight stands. Returns where the rows stand."""
    page, table = book.criteria, criteria_table(book)
    header = book.head(page, book.titled(own.BY_CRITERION), table, own.BY_CRITERION_REMARK, own.OPINION_MARKS)
    page.header(header, table)
    row = header
    for number, merged in enumerate(book.ranked, 1):
        for criterion in merged.criteria:
            row += 1
            held = dict(
                zip(reviewer_keys(book), (words.opinion_shown(o, book.lang) for o in criterion.opinions), strict=True)
            )
            held["machine"] = words.machine_shown(criterion.result)
            held["consensus"] = words.level_shown(criterion.consensus)
            values: dict[str, Value] = {key: value for key, (value, _) in held.items()}
            values |= _names(book, merged, criterion, weights)
            values |= {
                "spread": book.spreads.get((merged.card.id, criterion.result.criterion.id)),
                "reasons": words.said_of_criterion(book, merged, criterion),
                "number": number,
                "key": row - header,
            }
            values |= _decision(book, criterion)
            values |= _live(book, table, row, criterion)
            page.row(row, table, values, {key: style for key, (_, style) in held.items()})
    rows = Rows(page, table, header, row)
    _offer_levels(book, rows)
    page.sheet.auto_filter.ref = rows.filtered()
    book.finish(page, table, header, "D")
    return rows


def _names(
    book: MergedBook, merged: MergedCard, criterion: MergedCriterion, weights: dict[str, str]
) -> dict[str, Value]:
    about = criterion.result.criterion
    return {
        "subject": book.short_name(merged),
        "id": about.id,
        "title": about.title,
        "weight": Formula(f"={weights[about.id]}", about.weight),
        "row": book.row_id(f"{merged.card.id}-{about.id}"),
    }


def _decision(book: MergedBook, criterion: MergedCriterion) -> dict[str, Value]:
    decision = criterion.decision
    if decision is None:
        return {}
    shown: Value = labels.NOT_APPLICABLE if decision.not_applicable else decision.level
    return {"decision": shown, "comment": decision.comment, "settled": _settled(book, criterion)}


def _settled(book: MergedBook, criterion: MergedCriterion) -> int:
    """The number of the decision among the words that may be entered; 0 where there is none that counts."""
    decision = criterion.decision
    if decision is not None and decision.level is not None:
        return decision.level + 1
    forbidden = book.rubric.not_applicable is NotApplicable.FORBID
    if decision is not None and decision.not_applicable and not forbidden:
        return formulas.NOT_APPLICABLE
    return 0


def _live(book: MergedBook, table: Table, row: int, criterion: MergedCriterion) -> dict[str, Value]:
    """What follows the decision: which it is, the level that counts, and its points."""
    weight, consensus, decision, level, settled = (
        f"{table.letter(key)}{row}" for key in ("weight", "consensus", "decision", "level", "settled")
    )
    allowed = formulas.LEVELS
    if book.rubric.not_applicable is not NotApplicable.FORBID:
        allowed = formulas.LEVELS_OR_NOT_APPLICABLE
    counts = f'=IF({settled}=0,{consensus},IF({settled}={formulas.NOT_APPLICABLE},"{DASH}",{settled}-1))'
    shares = book.named(LEVEL_SHARES)
    below = f"INDEX({shares},INT({level})+1)"
    above = f"INDEX({shares},MIN(INT({level})+2,{len(book.rubric.ladder.shares)}))"
    share = f"({below}+({level}-INT({level}))*({above}-{below}))"
    points = f'=IF(ISNUMBER({level}),ROUND({weight}*{share},{PLACES}),"{DASH}")'
    applies = criterion.level is not None
    return {
        "settled": Formula(f"={formulas.number_of(decision, allowed)}", _settled(book, criterion)),
        "level": Formula(counts, words.level(criterion.level)),
        "score": Formula(points, criterion.score if applies else DASH),
    }


def _offer_levels(book: MergedBook, rows: Rows) -> None:
    if rows.last == rows.header:
        return
    rubric = book.rubric
    levels = [str(level) for level in range(len(rubric.ladder.shares))]
    error = labels.LEVEL_ERROR_FORBID
    if rubric.not_applicable is not NotApplicable.FORBID:
        levels.append(labels.NOT_APPLICABLE.say(book.lang))
        error = labels.LEVEL_ERROR
    offer(rows.page, [rows.local("decision")], f'"{",".join(levels)}"', error)
    color_levels(rows.page, rows.local("level"))
    entry, settled = (f"${rows.table.letter(key)}{rows.header + 1}" for key in ("decision", "settled"))
    rows.mark("decision", f"AND(LEN({formulas.text_of(entry)})>0,{settled}=0)")
