"""选项: what the drop-downs offer, on a hidden sheet; and how entry cells are bound to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from scorer.model import NotApplicable, Text
from scorer.workbook import labels
from scorer.workbook.page import address
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.model import Criterion
    from scorer.workbook.book import Book
    from scorer.workbook.page import Page, Value

# The names by which drop-downs and formulas on other sheets find the lists.
LEVEL_CHOICES = "LevelChoices"
VERDICT_CHOICES = "VerdictChoices"
GRADE_CHOICES = "GradeChoices"
CRITERION_CHOICES = "CriterionChoices"
VETO_CHOICES = "VetoChoices"
CRITERION_IDS = "CriterionIds"
CRITERION_NUMBERS = "CriterionNumbers"  # from 1

_WIDTH = 30  # digits


def write(book: Book) -> None:
    """Fill the sheet. It has no print area: LibreOffice would print it, hidden as it is."""
    rubric = book.results.rubric
    levels: list[Value] = list(range(len(rubric.ladder.shares)))
    if rubric.not_applicable is not NotApplicable.FORBID:
        levels.append(labels.NOT_APPLICABLE)
    columns: tuple[tuple[str, Text, Sequence[Value]], ...] = (
        (LEVEL_CHOICES, labels.REVIEW_LEVEL, levels),
        (VERDICT_CHOICES, labels.VERDICT, (labels.ACCEPTED, labels.REJECTED, labels.DOUBTED)),
        (GRADE_CHOICES, labels.REGRADE, [rung.grade for rung in rubric.ladder.rungs]),
        (CRITERION_CHOICES, labels.MOVE, [choice(criterion) for criterion in rubric.criteria]),
        (VETO_CHOICES, labels.ADJUSTMENT_ENTRY, (labels.ACCEPTED, labels.REJECTED)),
        (CRITERION_IDS, labels.CRITERION_ID, [criterion.id for criterion in rubric.criteria]),
        (CRITERION_NUMBERS, labels.NUMBER, range(1, len(rubric.criteria) + 1)),
    )
    page = book.lists
    for number, (name, title, values) in enumerate(columns, 1):
        page.put(1, number, title, Style.HEADER)
        for row, value in enumerate(values, 2):
            page.put(row, number, value, Style.TEXT)
        page.sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
        book.define(name, page.reference(f"{address(number, 2)}:{address(number, len(values) + 1)}"))


def choice(criterion: Criterion) -> Text:
    """The criterion as reviewers choose it. Its id is what counts."""
    return Text(f"{criterion.id} {criterion.title.zh}", f"{criterion.id} {criterion.title.en}")


def offer(page: Page, cells: Iterable[str], choices: str, error: Text, prompt: Text | None = None) -> None:
    """Give cells, ranges such as F10:F14, a drop-down of the choices of this name, and refuse anything else."""
    _limit(page, cells, DataValidation(type="list", formula1=choices), error, prompt)


def limit_points(page: Page, cell: str, most: float, error: Text) -> None:
    """Let a cell hold points from 0 to `most` only."""
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2=f"{most:.15g}")
    _limit(page, (cell,), rule, error, None)


def _limit(page: Page, cells: Iterable[str], rule: DataValidation, error: Text, prompt: Text | None) -> None:
    rule.allow_blank = True
    rule.showErrorMessage, rule.errorStyle, rule.error = True, "stop", error.say(page.lang)
    if prompt is not None:
        rule.showInputMessage, rule.prompt = True, prompt.say(page.lang)
    for some in cells:
        rule.add(some)
    page.sheet.add_data_validation(rule)
