"""Finding tables in returned workbooks: sheets go in, tables with their rows come out, wherever they stand by now.

A table is known by its header: the label of the column with its rows' ids, beside the label of a column that reviewers
fill in, in either language. Columns are found by their labels, rows by what stands in the column of ids. Whatever else
is on a sheet, or is a sheet of the reviewer's own, is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.columns import ADJUSTMENTS, EVIDENCE, SCOPE_END, SCORECARD
from scorer.workbook.entries import fold, words
from scorer.xlsx.cells import Area, Cell, Sheet, address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LABEL_LENGTH = 60  # characters; no label is longer


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of table looks like."""

    name: Text
    labels: Mapping[str, Text]  # of its columns, by key
    places: Mapping[str, int]  # the numbers by which the columns were issued side by side
    id: str  # the key of the column with the rows' ids
    entries: tuple[str, ...]  # the keys of the columns that reviewers fill in


_EVIDENCE = {column.key: column.label for column in EVIDENCE.columns if not column.hidden}
_CRITERIA = {column.key: column.label for column in SCORECARD.columns if not column.hidden}
_DECIDED_LEVELS = {
    "id": labels.CRITERION_ID,
    "title": labels.CRITERION,
    "machine": labels.MACHINE_LEVEL,
    "consensus": labels.CONSENSUS,
    "review": labels.DECIDED_LEVEL,
    "comment": labels.DECIDED_COMMENT,
    "level": labels.FINAL_LEVEL,
    "row": labels.ROW_ID,
}
_ADJUSTMENTS = {key: label for key, (_, label) in ADJUSTMENTS.items()}
_DECIDED_ADJUSTMENTS = {
    "id": labels.ID,
    "title": labels.ADJUSTMENT,
    "kind": labels.KIND,
    "most": labels.MOST,
    "consensus": labels.CONSENSUS,
    "entry": labels.ADJUSTMENT_ENTRY,
    "reason": labels.REASON,
    "counted": labels.COUNTED_POINTS,
    "row": labels.ROW_ID,
}

EVIDENCE_FORM = Form(
    labels.EVIDENCE,
    _EVIDENCE,
    {key: EVIDENCE.number(key) for key in _EVIDENCE},
    "id",
    ("verdict", "regrade", "move", "comment"),
)
CRITERIA_FORM = Form(
    labels.SCORECARD,
    _CRITERIA,
    {key: SCORECARD.number(key) for key in _CRITERIA},
    "row",
    ("review", "comment"),
)
DECIDED_FORM = Form(  # of a merged workbook: all subjects in one table
    labels.DECIDED_LEVEL,
    _DECIDED_LEVELS,
    {key: number for number, key in enumerate(_DECIDED_LEVELS)},
    "row",
    ("review", "comment"),
)
ADJUSTMENTS_FORM = Form(
    labels.ADJUSTMENT,
    _ADJUSTMENTS,
    {key: SCORECARD.number(column) for key, (column, _) in ADJUSTMENTS.items()},
    "row",
    ("entry", "reason"),
)
DECIDED_ADJUSTMENTS_FORM = Form(  # of a merged workbook
    labels.ADJUSTMENT,
    _DECIDED_ADJUSTMENTS,
    {key: number for number, key in enumerate(_DECIDED_ADJUSTMENTS)},
    "row",
    ("entry", "reason"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form on a sheet."""

    form: Form
    sheet: Sheet
    header: int  # the header's row
    numbers: Sequence[int]  # of the rows below it that are not blank, from the top
    columns: dict[str, int]  # by key; those that are there
    again: tuple[tuple[str, int], ...] = ()  # columns whose label stands once more to the right
    renamed: tuple[str, ...] = ()  # columns for entries that were found by their place: their label is gone

    def rows(self) -> Iterator[Row]:
        """All rows that are not blank."""
        for number in self.numbers:
            yield Row(self, number)

    def label(self, key: str) -> str:
        """What the header says above a column; where it says nothing, what was issued."""
        issued = self.form.labels[key]
        english = fold(self._header(self.form.id)) == fold(self.form.labels[self.form.id].en)
        return self._header(key) or (issued.en if english else issued.zh)

    def _header(self, key: str) -> str:
        cell = self.sheet.cell(self.header, self.columns[key])
        return " ".join(words(cell.value if cell else None).split())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    table: Table
    number: int

    @property
    def id(self) -> str:
        """What stands in the column of ids, as it is seen."""
        cell = self.cell(self.table.form.id)
        return words(cell.value) if cell else ""

    @property
    def exact_id(self) -> str:
        """The same with all that cannot be seen, by which alone ids may differ."""
        cell = self.cell(self.table.form.id)
        return cell.value if cell and isinstance(cell.value, str) else self.id

    def cell(self, key: str) -> Cell | None:
        """The cell in the column; None where it is blank or there is no such column."""
        column = self.table.columns.get(key)
        return None if column is None else self.table.sheet.cell(self.number, column)

    def merged(self, key: str) -> tuple[Cell | None, Area] | None:
        """What stands at the top of merged cells that reach down to this row; None where there are none."""
        column = self.table.columns.get(key)
        area = None if column is None else self.table.sheet.area_at(self.number, column)
        if column is None or area is None or not self.table.header < area.top < self.number:
            return None
        return self.table.sheet.cell(area.top, column), area

    def address(self, key: str) -> str:
        """Where the cell in the column stands; "" where there is no such column."""
        column = self.table.columns.get(key)
        return "" if column is None else address(self.number, column)

    def entered(self) -> tuple[str, ...]:
        """What stands in the columns that reviewers fill in."""
        cells = (self.cell(key) for key in self.table.form.entries)
        return tuple(words(cell.value) if cell else "" for cell in cells)


def of_rubric(tables: Iterable[Table], rubric: str, rubrics: Iterable[str]) -> Iterator[Table]:
    """What concerns one of a workbook's rubrics, by id: its tables, and those of none, without the rows of others.

    Whose a row is, is told by its id alone: rows may have been moved to a table of another rubric.
    """
    spelled = {fold(one): one for one in rubrics}
    for table in tables:
        owners = [spelled.get(fold(row.id).partition(SCOPE_END)[0]) for row in table.rows()]
        if rubric in owners or not any(owners):
            kept = [n for n, owner in zip(table.numbers, owners, strict=True) if owner in (rubric, None)]
            yield replace(table, numbers=kept)


def find_tables(sheets: Sequence[Sheet], forms: Sequence[Form]) -> list[Table]:
    """All tables of these forms, in the order of the sheets and their rows."""
    known = _keys(forms)
    return [table for sheet in sheets for table in _on_sheet(sheet, forms, known)]


def _keys(forms: Sequence[Form]) -> dict[str, list[tuple[int, str]]]:
    """By label: which of the forms has it, and by which key."""
    known: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, form in enumerate(forms):
        for key, label in form.labels.items():
            for said in {fold(label.zh), fold(label.en)}:
                known[said].append((number, key))
    return known


def _on_sheet(sheet: Sheet, forms: Sequence[Form], known: Mapping[str, Sequence[tuple[int, str]]]) -> list[Table]:
    numbers = sorted(sheet.rows)
    headers: list[tuple[int, Form, dict[str, int], list[tuple[str, int]]]] = []
    for place, number in enumerate(numbers):
        for form, columns, again in _headers(sheet.rows[number], forms, known):
            headers.append((place, form, columns, again))
    tables = []
    for position, (place, form, columns, again) in enumerate(headers):
        following = headers[position + 1][0] if position + 1 < len(headers) else len(numbers)
        below = numbers[place + 1 : following]  # in all tables of the sheet together no more than it has rows
        renamed = _renamed(form, columns)
        tables.append(Table(form, sheet, numbers[place], below, columns | renamed, tuple(again), tuple(renamed)))
    return tables


def _renamed(form: Form, columns: Mapping[str, int]) -> dict[str, int]:
    """The columns for entries whose label is gone, where both that were issued beside them are still there: each stands
    as far right of its left neighbour as it was issued, and is no other column.
    """
    in_order = sorted(form.places, key=form.places.__getitem__)
    found = {}
    for left, key, right in zip(in_order, in_order[1:], in_order[2:], strict=False):
        if key in form.entries and key not in columns and left in columns and right in columns:
            column = columns[left] + form.places[key] - form.places[left]
            if column < columns[right] and column not in columns.values():
                found[key] = column
    return found


def _headers(
    row: Mapping[int, Cell], forms: Sequence[Form], known: Mapping[str, Sequence[tuple[int, str]]]
) -> Iterator[tuple[Form, dict[str, int], list[tuple[str, int]]]]:
    """The forms whose header the row is, with the columns, and those found again."""
    found: list[dict[str, int]] = [{} for _ in forms]
    again: list[list[tuple[str, int]]] = [[] for _ in forms]
    for column in sorted(row):
        value = row[column].value
        if not isinstance(value, str) or len(value) > _LABEL_LENGTH:
            continue
        for number, key in known.get(fold(value), ()):
            if key in found[number]:
                again[number].append((key, column))
            else:
                found[number][key] = column
    for form, columns, repeated in zip(forms, found, again, strict=True):
        if form.id in columns and any(key in columns for key in form.entries):
            yield form, columns, repeated
