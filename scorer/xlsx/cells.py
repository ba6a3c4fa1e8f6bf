"""A workbook's sheets, as far as they matter: cells with values, merged cells, names of cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TypeAlias

RECORD_SHEET = "_score"  # in which a scorecard of this tool keeps what was issued

ROWS, COLUMNS = 1_048_576, 16_384  # that a sheet can have
CELL_LIMIT = 32_767  # UTF-16 units; Excel calls a file with more of them damaged

Value: TypeAlias = str | float | bool | datetime

_COORDINATES = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a value."""

    value: Value
    is_formula: bool = False  # then the value is the one that was stored with it


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells; rows and columns count from 1, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet, visible or hidden."""

    name: str
    rows: dict[int, dict[int, Cell]]  # by row and column, both from 1; without blank cells
    merged: tuple[Area, ...] = ()  # sorted by their first cells, column by column

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands there; None where it is blank."""
        return self.rows.get(row, {}).get(column)

    def area_at(self, row: int, column: int) -> Area | None:
        """The merged cells that have this cell in their first column."""
        before = bisect_right(self.merged, (column, row), key=lambda area: (area.left, area.top))
        area = self.merged[before - 1] if before else None
        return area if area and area.left == column and area.top <= row <= area.bottom else None


@dataclass(frozen=True, slots=True)
class Sheets:
    """All worksheets in the order of their tabs, and which single cells have names."""

    sheets: tuple[Sheet, ...]
    names: dict[str, tuple[str, int, int]] = field(default_factory=dict)  # name -> sheet, row, column

    def named(self, name: str) -> tuple[Sheet, int, int] | None:
        """Where the cell of that name stands; None where there is none, or its sheet is gone."""
        title, row, column = self.names.get(name, ("", 0, 0))
        return next(((sheet, row, column) for sheet in self.sheets if sheet.name == title), None)


def address(row: int, column: int) -> str:
    """C12."""
    return f"{_letters(column)}{row}"


def coordinates(reference: str) -> tuple[int, int] | None:
    """Row and column of a cell by its address, inside the sheet or not; None where it is none."""
    match = _COORDINATES.fullmatch(reference)
    return None if match is None else (int(match[2]), _column(match[1]))


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column
