"""The one definition of every table's columns, for writing them and for reading them back."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from scorer.model import Rubric, Text
from scorer.workbook import labels
from scorer.workbook.styles import Style


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, what it is called, how wide it is and how its cells look."""

    key: str
    label: Text
    width: float  # in digits of the default font; a Chinese character takes two
    style: Style
    hidden: bool = False  # for formulas only


@dataclass(frozen=True, slots=True)
class Table:
    """Columns from left to right, beginning in column A."""

    columns: tuple[Column, ...]

    def number(self, key: str) -> int:
        """Counts from 1. ValueError for a key that the table does not have."""
        return [column.key for column in self.columns].index(key) + 1

    def letter(self, key: str) -> str:
        """The letter of the column, as formulas name it."""
        return get_column_letter(self.number(key))


SCOPE_END = ":"  # in no rubric's id


def row_id(rubric: str, id_: str) -> str:
    """What a row is found by again. `rubric`: in a workbook of several rubrics, the id of the row's; else empty."""
    return f"{rubric}{SCOPE_END}{id_}" if rubric else id_


def for_formulas(*keys: str) -> tuple[Column, ...]:
    """Hidden columns behind a table."""
    return tuple(
        Column(key, labels.fill_in(labels.FOR_FORMULAS, n=number), 9, Style.CODE, hidden=True)
        for number, key in enumerate(keys, 1)
    )


# Reviewers write in the columns of style ENTRY…; rows are found again by their row id, or by the evidence id.
COVER = Table(
    (
        Column("number", labels.NUMBER, 11, Style.CENTER),
        Column("subject", labels.SUBJECT, 52, Style.STRONG),
        Column("reviewed", labels.REVIEWED, 13, Style.BADGE),
        Column("machine", labels.MACHINE_TOTAL, 14, Style.POINTS),
        Column("total", labels.CURRENT_TOTAL, 14, Style.TOTAL),
        Column("band", labels.BAND, 13, Style.BADGE),
        Column("doubts", labels.DOUBT_COUNT, 15, Style.COUNT),
        *for_formulas("done"),
    )
)

EVIDENCE = Table(
    (
        Column("subject", labels.SUBJECT, 15, Style.LINK),
        Column("criterion", labels.CRITERION_ID, 6, Style.BADGE),
        Column("title", labels.CRITERION, 12, Style.TEXT),
        Column("grade", labels.GRADE, 6, Style.BADGE),
        Column("grade_name", labels.GRADE_NAME, 10, Style.CENTER),
        Column("quote", labels.QUOTE, 54, Style.TEXT),
        Column("place", labels.PLACE, 12, Style.SMALL),
        Column("verdict", labels.VERDICT, 8, Style.ENTRY),
        Column("regrade", labels.REGRADE, 8, Style.ENTRY),
        Column("move", labels.MOVE, 15, Style.ENTRY_TEXT),
        Column("comment", labels.EVIDENCE_COMMENT, 20, Style.ENTRY_TEXT),
        Column("counted_for", labels.COUNTED_FOR, 7, Style.CENTER),
        Column("counted_grade", labels.COUNTED_GRADE, 7, Style.BADGE),
        Column("why", labels.WHY, 34, Style.SMALL),
        Column("cues", labels.CUES, 24, Style.SMALL),
        Column("agency", labels.AGENCY, 16, Style.TEXT),
        Column("figures", labels.FIGURES, 16, Style.SMALL),
        Column("copied", labels.COPIED_MARK, 20, Style.SMALL),
        Column("id", labels.EVIDENCE_ID, 22, Style.CODE),
        *for_formulas("own", "accepted", "regraded", "moved", "key", "open", "piece"),
    )
)

SCORECARD = Table(
    (
        Column("id", labels.ID, 6, Style.BADGE),
        Column("title", labels.DIMENSION_OR_CRITERION, 23, Style.TEXT),
        Column("weight", labels.WEIGHT, 7, Style.CENTER),
        Column("machine", labels.MACHINE_LEVEL, 8.5, Style.BADGE),
        Column("carried", labels.CARRIED_LEVEL, 9.5, Style.CENTER),
        Column("review", labels.REVIEW_LEVEL, 9, Style.ENTRY),
        Column("comment", labels.REVIEW_COMMENT, 24, Style.ENTRY_TEXT),
        Column("level", labels.FINAL_LEVEL, 7, Style.BADGE),
        Column("level_name", labels.LEVEL_NAME, 11, Style.CENTER),
        Column("score", labels.SCORE, 8, Style.POINTS),
        Column("doubt", labels.DOUBT, 24, Style.SMALL),
        Column("why", labels.WHY, 38, Style.TEXT),
        Column("best", labels.BEST_EVIDENCE, 58, Style.LINK),
        Column("count", labels.COUNT, 7, Style.CENTER),
        Column("missing", labels.MISSING, 30, Style.SMALL),
        Column("row", labels.ROW_ID, 20, Style.CODE),
        *for_formulas("key", "entered", "reviewed"),
    )
)

# Bonuses, deductions and vetoes, below the scorecard and in its columns: this says which.
ADJUSTMENTS = {
    "id": ("id", labels.ID),
    "title": ("title", labels.ADJUSTMENT),
    "most": ("weight", labels.MOST),
    "kind": ("machine", labels.KIND),
    "entry": ("review", labels.ADJUSTMENT_ENTRY),
    "reason": ("comment", labels.REASON),
    "counted": ("score", labels.COUNTED_POINTS),
    "row": ("row", labels.ROW_ID),
}

QUANTITIES = Table(
    (
        Column("subject", labels.SUBJECT, 18, Style.LINK),
        Column("criterion", labels.CRITERION_ID, 6, Style.BADGE),
        Column("title", labels.CRITERION, 16, Style.TEXT),
        Column("others", labels.OTHER_CRITERIA, 9, Style.CENTER),
        Column("indicator", labels.INDICATOR, 28, Style.TEXT),
        Column("value", labels.VALUE, 17, Style.COUNT),
        Column("written", labels.VALUE_AS_WRITTEN, 14, Style.TEXT),
        Column("unit", labels.UNIT_OF_VALUE, 10, Style.CENTER),
        Column("bound", labels.BOUND, 8, Style.CENTER),
        Column("change", labels.CHANGE_OF_VALUE, 14, Style.SMALL),
        Column("field", labels.RANK_FIELD, 18, Style.SMALL),
        Column("period", labels.PERIOD, 14, Style.SMALL),
        Column("grade", labels.GRADE, 6, Style.BADGE),
        Column("quote", labels.QUOTE, 54, Style.TEXT),
        Column("place", labels.PLACE, 18, Style.LINK),
    )
)

SHORTCOMINGS = Table(
    (
        Column("subject", labels.SUBJECT, 30, Style.STRONG),
        Column("criterion", labels.CRITERION_ID, 8, Style.BADGE),
        Column("title", labels.CRITERION, 22, Style.TEXT),
        Column("quote", labels.QUOTE, 80, Style.TEXT),
        Column("place", labels.PLACE, 30, Style.SMALL),
    )
)

COPIES = Table(
    (
        Column("source", labels.SOURCE, 22, Style.STRONG),
        Column("place", labels.PLACE, 11, Style.SMALL),
        Column("quote", labels.PASSAGE_QUOTE, 50, Style.TEXT),
        Column("other_source", labels.OTHER_SOURCE, 22, Style.STRONG),
        Column("other_place", labels.OTHER_PLACE, 11, Style.SMALL),
        Column("other_quote", labels.OTHER_QUOTE, 50, Style.TEXT),
        Column("likeness", labels.LIKENESS, 9, Style.SHARE),
        Column("sameness", labels.SAMENESS, 10, Style.CENTER),
        Column("reports", labels.IN_REPORTS, 9, Style.CENTER),
        Column("evidence", labels.EVIDENCE_ID, 20, Style.LINK),
    )
)
COPIED_SHARES = Table(
    (
        Column("source", labels.SOURCE, 22, Style.STRONG),
        Column("share", labels.COPIED_SHARE, 11, Style.SHARE),
        Column("title", labels.TITLE, 50, Style.TEXT),
    )
)

# The tables of the rubric sheet stand below each other in the same five columns.
LEVELS = Table(
    (
        Column("level", labels.LEVEL, 9, Style.BADGE),
        Column("name", labels.LEVEL_NAME, 22, Style.STRONG),
        Column("share", labels.SHARE, 8, Style.SHARE),
        Column("shows", labels.SHOWS, 36, Style.TEXT),
        Column("terms", labels.TERMS, 125, Style.CODE),
    )
)
BANDS = Table(
    (
        Column("at_least", labels.AT_LEAST, 9, Style.CENTER),
        Column("name", labels.BAND, 22, Style.STRONG),
    )
)
ITEMS = Table(
    (
        Column("id", labels.ID, 9, Style.BADGE),
        Column("title", labels.ADJUSTMENT, 22, Style.STRONG),
        Column("most", labels.MOST, 8, Style.CENTER),
        Column("kind", labels.KIND, 36, Style.TEXT),
    )
)
CRITERIA = Table(
    (
        Column("id", labels.ID, 9, Style.BADGE),
        Column("title", labels.DIMENSION_OR_CRITERION, 22, Style.STRONG),
        Column("weight", labels.WEIGHT, 8, Style.CENTER),
        Column("question", labels.QUESTION, 36, Style.TEXT),
        Column("cues", labels.CUES, 125, Style.CODE),
    )
)

SOURCES = Table(
    (
        Column("source", labels.SOURCE, 30, Style.STRONG),
        Column("title", labels.TITLE, 62, Style.TEXT),
        Column("sha256", labels.SHA256, 68, Style.CODE),
    )
)

GRADE_KEYS = ("grade_1", "grade_2", "grade_3", "grade_4")


def ranking(rubric: Rubric) -> Table:
    """The overview's table: a column for each dimension of the rubric and for each grade."""
    shares = (
        Column(f"dimension_{d.id}", Text(f"{d.id}\n{d.title.zh}", f"{d.id}\n{d.title.en}"), 13, Style.SHARE)
        for d in rubric.dimensions
    )
    grades = (
        Column(key, rung.name, 12.5, Style.COUNT) for key, rung in zip(GRADE_KEYS, rubric.ladder.rungs, strict=True)
    )
    return Table(
        (
            Column("rank", labels.RANK, 7, Style.CENTER),
            Column("subject", labels.SUBJECT, 44, Style.STRONG),
            Column("source", labels.SOURCE, 28, Style.SMALL),
            Column("total", labels.TOTAL, 11, Style.TOTAL),
            Column("band", labels.BAND, 11, Style.BADGE),
            *shares,
            *grades,
            Column("evidence", labels.ALL_EVIDENCE, 12.5, Style.COUNT),
            Column("shortcomings", labels.SHORTCOMINGS, 13.5, Style.COUNT),
        )
    )
