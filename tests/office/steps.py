"""What a person does to a workbook in a spreadsheet program, as small values that `office.run` carries out.

A sheet is named by its title, a column by its header, a row by ids in it or, where nothing else will do, by its number
(from 1). The header row of a table is the first row of the sheet that holds all the headers a step names; white space
in headers does not count. A header found twice in that row, or ids that fit no row or several, fail the step.
The table ends at its first blank row, and to either side at its first blank header.

A step that the program would refuse a person (a locked cell, a protected sheet, a sort across merged cells) fails.
LibreOffice 7.4 forgets the lock on the order of the sheets when it opens an .xlsx, and so lets sheets be added.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula for a cell, in English with commas: `=SUM(A1,B1)`; another sheet is `$'Name'.A1`."""

    formula: str


@dataclass(frozen=True, slots=True)
class Row:
    """The one row below the headers whose shown text equals every id, or, with `ends`, ends with it."""

    ids: Mapping[str, str]  # header -> id
    ends: bool = False


@dataclass(frozen=True, slots=True)
class SetCell:
    """Put a value at an address; text stays text whatever it looks like, None empties the cell."""

    sheet: str
    address: str
    value: str | float | Formula | None


@dataclass(frozen=True, slots=True)
class SetInRow:
    """Put a value into the row's cell under the header `column`."""

    sheet: str
    row: Row
    column: str
    value: str | float | Formula | None


@dataclass(frozen=True, slots=True)
class Sort:
    """Sort the rows of the table that has the header `column` by it."""

    sheet: str
    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Filter the table that has the header `column`: only rows that show one of `keep` there stay in sight."""

    sheet: str
    column: str
    keep: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HideColumn:
    """Hide the whole column under the header."""

    sheet: str
    column: str


@dataclass(frozen=True, slots=True)
class InsertColumn:
    """Insert an empty column, with a header of its own, before the column under the header `before`."""

    sheet: str
    before: str
    title: str


@dataclass(frozen=True, slots=True)
class InsertRows:
    """Insert blank rows above a row."""

    sheet: str
    row: Row | int
    count: int = 1


@dataclass(frozen=True, slots=True)
class DeleteRows:
    """Delete a row and those below it, `count` in all."""

    sheet: str
    row: Row | int
    count: int = 1


@dataclass(frozen=True, slots=True)
class InsertSheet:
    """Add a sheet of one's own in front of the others (`first`) or behind them, with text in its first cell."""

    name: str
    text: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class RenameSheet:
    """Give a sheet another title."""

    sheet: str
    name: str


@dataclass(frozen=True, slots=True)
class PasteValues:
    """Recalculate, then put values in place of the formulas in a range, or in the whole sheet. Errors become text."""

    sheet: str
    cells: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """Give a range a number format (`@` is text), a fill (RRGGBB) or one of LibreOffice's cell styles (`Good`)."""

    sheet: str
    cells: str
    number_format: str | None = None
    fill: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge a range into one cell; the first cell's value stays."""

    sheet: str
    cells: str


@dataclass(frozen=True, slots=True)
class Unprotect:
    """Take off the protection without password of a sheet, or of all sheets and of their order."""

    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Recalculate:
    """Compute every formula anew. Saving and reading do so anyway."""


Step = (
    SetCell
    | SetInRow
    | Sort
    | Filter
    | HideColumn
    | InsertColumn
    | InsertRows
    | DeleteRows
    | InsertSheet
    | RenameSheet
    | PasteValues
    | Format
    | Merge
    | Unprotect
    | Recalculate
)


def as_json(step: Step) -> dict[str, object]:
    """The step as the macro reads it: its fields, and its class name as `step`."""
    return {"step": type(step).__name__, **asdict(step)}
