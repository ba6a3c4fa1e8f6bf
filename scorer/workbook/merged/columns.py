"""The columns of the merged workbook's tables, with one for each reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook import labels
from scorer.workbook.columns import Column, Table, for_formulas
from scorer.workbook.merged import labels as own
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.workbook.merged.book import MergedBook

_FEW = 5  # reviewers; with more, their columns are narrower


def reviewer_keys(book: MergedBook) -> list[str]:
    """The keys of the reviewers' columns, in their order."""
    return [f"reviewer_{number}" for number in range(len(book.reviewers))]


def criteria_table(book: MergedBook) -> Table:
    """A row for each criterion of each subject. Column `row` finds it again; `decision` and `comment` are entered."""
    return Table(
        (
            Column("subject", labels.SUBJECT, 26, Style.TEXT),
            Column("id", labels.CRITERION_ID, 6, Style.BADGE),
            Column("title", labels.CRITERION, 19, Style.TEXT),
            Column("weight", labels.WEIGHT, 8, Style.CENTER),
            Column("machine", labels.MACHINE_LEVEL, 9, Style.BADGE),
            *_reviewers(book),
            Column("consensus", labels.CONSENSUS, 11, Style.BADGE),
            Column("decision", labels.DECIDED_LEVEL, 9, Style.ENTRY),
            Column("comment", labels.DECIDED_COMMENT, 26, Style.ENTRY_TEXT),
            Column("level", labels.FINAL_LEVEL, 8, Style.BADGE),
            Column("score", labels.SCORE, 8, Style.POINTS),
            Column("spread", own.SPREAD, 8, Style.CENTER),
            Column("reasons", own.REASONS, 56, Style.SMALL),
            Column("row", labels.ROW_ID, 20, Style.CODE),
            *for_formulas("number", "key", "settled"),
        )
    )


def adjustments_table(book: MergedBook) -> Table:
    """A row for each bonus, deduction and veto of each subject. `row`, `decision` and `comment` as above."""
    return Table(
        (
            Column("subject", labels.SUBJECT, 26, Style.TEXT),
            Column("id", labels.ID, 6, Style.BADGE),
            Column("title", labels.ADJUSTMENT, 30, Style.TEXT),
            Column("kind", labels.KIND, 8, Style.CENTER),
            Column("most", labels.MOST, 7, Style.CENTER),
            *_reviewers(book),
            Column("consensus", labels.CONSENSUS, 11, Style.CENTER),
            Column("decision", labels.ADJUSTMENT_ENTRY, 9, Style.ENTRY),
            Column("comment", labels.REASON, 26, Style.ENTRY_TEXT),
            Column("counted", labels.COUNTED_POINTS, 8, Style.BADGE),
            Column("spread", own.SPREAD, 8, Style.CENTER),
            Column("reasons", own.REASONS, 56, Style.SMALL),
            Column("row", labels.ROW_ID, 20, Style.CODE),
            *for_formulas("number", "key", "settled"),
        )
    )


def divided_table(book: MergedBook) -> Table:
    """A row for each point on which reviewers differ."""
    return Table(
        (
            Column("place", labels.NUMBER, 6, Style.CENTER),
            Column("subject", labels.SUBJECT, 26, Style.TEXT),
            Column("id", labels.CRITERION_ID, 6, Style.BADGE),
            Column("title", labels.CRITERION, 19, Style.TEXT),
            Column("machine", labels.MACHINE_LEVEL, 9, Style.BADGE),
            *_reviewers(book),
            Column("spread", own.SPREAD, 8, Style.CENTER),
            Column("consensus", labels.CONSENSUS, 11, Style.BADGE),
            Column("settle", own.SETTLE, 14, Style.LINK),
            Column("level", labels.FINAL_LEVEL, 8, Style.BADGE),
            Column("reasons", own.REASONS, 60, Style.TEXT),
            Column("best", labels.BEST_EVIDENCE, 46, Style.SMALL),
            *for_formulas("at"),
        )
    )


def evidence_table(book: MergedBook) -> Table:
    """A row for each piece of evidence."""
    return Table(
        (
            Column("subject", labels.SUBJECT, 26, Style.TEXT),
            Column("criterion", labels.CRITERION_ID, 6, Style.BADGE),
            Column("title", labels.CRITERION, 15, Style.TEXT),
            Column("grade", labels.GRADE, 6, Style.BADGE),
            Column("quote", labels.QUOTE, 58, Style.TEXT),
            Column("place", labels.PLACE, 14, Style.SMALL),
            *_reviewers(book),
            Column("reasons", own.REASONS, 44, Style.SMALL),
            Column("touched", own.TOUCHED, 8, Style.CENTER),
            Column("id", labels.EVIDENCE_ID, 22, Style.CODE),
        )
    )


def ranking_table(book: MergedBook) -> Table:
    """A row for each subject."""
    return Table(
        (
            Column("rank", labels.RANK, 7, Style.CENTER),
            Column("subject", labels.SUBJECT, 42, Style.STRONG),
            Column("machine", labels.MACHINE_TOTAL, 11, Style.POINTS),
            Column("machine_band", own.MACHINE_BAND, 11, Style.CENTER),
            *(_adjusting_columns(book) if book.has_adjustments else ()),
            Column("total", own.MERGED_TOTAL, 12, Style.TOTAL),
            Column("band", labels.BAND, 11, Style.BADGE),
            Column("change", labels.CHANGE, 11, Style.POINTS),
            Column("judged", own.JUDGED_CRITERIA, 11, Style.CENTER),
            Column("divided", own.DIVIDED_POINTS, 11, Style.COUNT),
            Column("settled", own.SETTLED_POINTS, 11, Style.COUNT),
            *for_formulas("number", "name", "points", "reach"),
        )
    )


AGREEMENT_LEFT = 34.0  # width of the column of what a row is about, in digits
AGREEMENT_GRID = 9.5  # width of all others: figures, intervals across two, and the matrix of pairs

STANDARD = Table(
    (
        Column("id", labels.ID, 9, Style.BADGE),
        Column("title", labels.DIMENSION_OR_CRITERION, 32, Style.STRONG),
        Column("weight", labels.WEIGHT, 10, Style.CENTER),
        Column("question", labels.QUESTION, 80, Style.TEXT),
    )
)
LEVELS = Table(
    (
        Column("level", labels.LEVEL, 9, Style.BADGE),
        Column("name", labels.LEVEL_NAME, 32, Style.STRONG),
        Column("share", labels.SHARE, 10, Style.SHARE),
        Column("shows", labels.SHOWS, 80, Style.TEXT),
    )
)
ITEMS = Table(
    (
        Column("id", labels.ID, 9, Style.BADGE),
        Column("title", labels.ADJUSTMENT, 32, Style.STRONG),
        Column("most", labels.MOST, 10, Style.CENTER),
        Column("kind", labels.KIND, 80, Style.TEXT),
    )
)


def _reviewers(book: MergedBook) -> tuple[Column, ...]:
    width = 10 if len(book.reviewers) <= _FEW else 8
    named = zip(reviewer_keys(book), book.reviewers, strict=True)
    return tuple(Column(key, labels.fill_in(own.REVIEWER_NAMED, name=name), width, Style.CENTER) for key, name in named)


def _adjusting_columns(book: MergedBook) -> Sequence[Column]:
    adjustments = book.rubric.adjustments
    columns = [Column("base", labels.BASE_TOTAL, 10, Style.POINTS)]
    if adjustments.bonuses:
        columns.append(Column("bonus", labels.BONUS_SUM, 11, Style.POINTS))
    if adjustments.deductions:
        columns.append(Column("deduction", labels.DEDUCTION_SUM, 11, Style.POINTS))
    if adjustments.vetoes:
        columns.append(Column("veto", own.VETO_LIMIT, 10, Style.CENTER))
    return columns
