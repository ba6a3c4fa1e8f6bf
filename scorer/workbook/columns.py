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


EVIDENCE = Table(
    (
        Column("id", labels.EVIDENCE_ID, 18, Style.CODE),
        Column("subject", labels.SUBJECT, 24, Style.TEXT),
        Column("criterion", labels.CRITERION_ID, 6, Style.BADGE),
        Column("title", labels.CRITERION, 15, Style.TEXT),
        Column("grade", labels.GRADE, 6, Style.BADGE),
        Column("grade_name", labels.GRADE_NAME, 13, Style.CENTER),
        Column("quote", labels.QUOTE, 60, Style.TEXT),
        Column("place", labels.PLACE, 16, Style.SMALL),
        Column("agency", labels.AGENCY, 14, Style.TEXT),
        Column("cues", labels.CUES, 26, Style.SMALL),
        Column("figures", labels.FIGURES, 13, Style.SMALL),
        Column("why", labels.WHY, 30, Style.SMALL),
    )
)

SCORECARD = Table(
    (
        Column("id", labels.ID, 6, Style.BADGE),
        Column("title", labels.DIMENSION_OR_CRITERION, 23, Style.TEXT),
        Column("weight", labels.WEIGHT, 7, Style.CENTER),
        Column("level", labels.LEVEL, 7, Style.BADGE),
        Column("level_name", labels.LEVEL_NAME, 12, Style.CENTER),
        Column("score", labels.SCORE, 8, Style.POINTS),
        Column("why", labels.WHY, 34, Style.TEXT),
        Column("best", labels.BEST_EVIDENCE, 54, Style.LINK),
        Column("count", labels.COUNT, 8, Style.CENTER),
        Column("missing", labels.MISSING, 30, Style.SMALL),
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
        Column(key, rung.name, 11.5, Style.COUNT) for key, rung in zip(GRADE_KEYS, rubric.ladder.rungs, strict=True)
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
            Column("evidence", labels.ALL_EVIDENCE, 10, Style.COUNT),
            Column("shortcomings", labels.SHORTCOMINGS, 13.5, Style.COUNT),
        )
    )
