"""The rows of a table as formulas on other sheets find them, whatever their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule

from scorer.workbook.page import Page, address
from scorer.workbook.styles import WRONG, fill

if TYPE_CHECKING:
    from scorer.workbook.columns import Table


@dataclass(frozen=True, slots=True)
class Rows:
    """A table on its sheet."""

    page: Page
    table: Table
    header: int  # row
    last: int  # row; the header where the table has no others

    def cells(self, key: str) -> str:
        """A column without its header, as other sheets name it; without rows, the blank row below."""
        letter = self.table.letter(key)
        last = max(self.last, self.header + 1)
        return self.page.reference(f"{address(letter, self.header + 1)}:{address(letter, last)}")

    def column(self, key: str) -> str:
        """A column from row 1, so that a place in it is the number of a row."""
        letter = self.table.letter(key)
        return self.page.reference(f"{address(letter, 1)}:{address(letter, self.last)}")

    def local(self, key: str) -> str:
        """A column without its header, as rules of the same sheet name it."""
        letter = self.table.letter(key)
        return f"{letter}{self.header + 1}:{letter}{self.last}"

    def mark(self, key: str, wrong: str) -> None:
        """Turn the cells of a column red for which the condition, said of the first row, holds."""
        rule = FormulaRule([wrong], fill=fill(WRONG))  # type: ignore[no-untyped-call]
        self.page.sheet.conditional_formatting.add(self.local(key), rule)

    def filtered(self) -> str:
        """What a filter covers: header and rows, without the columns that are for formulas only."""
        shown = [column.key for column in self.table.columns if not column.hidden]
        return f"A{self.header}:{self.table.letter(shown[-1])}{self.last}"
