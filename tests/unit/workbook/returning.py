"""Workbooks as they come back: issued by the real writer, then changed in memory or in their files."""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from scorer.model import Adjustment, Adjustments, Lang, Results, Text, Veto
from scorer.results.as_json import as_data
from scorer.results.from_json import parse_record
from scorer.workbook.read import Returned, open_returned, read_review
from scorer.workbook.write import write_workbook
from scorer.xlsx.cells import Cell, Sheet, address
from tests.unit.workbook.workbook_results import make_results

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorer.model.review import Flaw, Review
    from scorer.xlsx.cells import Value

CRITERIA = ("A1", "A2", "B1")
ADJUSTMENTS = Adjustments(
    bonuses=(Adjustment("J1", Text("受到省级表彰", "Award"), 3.0),),
    bonus_cap=5.0,
    deductions=(Adjustment("K1", Text("数据失实", "False figures"), 4.0),),
    deduction_cap=6.0,
    vetoes=(Veto("Z1", Text("发生重大违纪", "Grave violation"), 59.0),),
)


@cache
def small_results() -> Results:
    """Two subjects, three criteria, an adjustment of each kind."""
    results = make_results()
    dimensions = tuple(
        replace(dimension, criteria=tuple(c for c in dimension.criteria if c.id in CRITERIA))
        for dimension in results.rubric.dimensions[:2]
    )
    cards = tuple(
        replace(card, criteria=tuple(result for result in card.criteria if result.criterion.id in CRITERIA))
        for card in results.scorecards[:2]
    )
    rubric = replace(results.rubric, dimensions=dimensions, adjustments=ADJUSTMENTS)
    return replace(results, rubric=rubric, scorecards=cards)


@cache
def issued_file(lang: Lang = Lang.ZH) -> bytes:
    """The file that is handed out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "issued.xlsx"
        write_workbook(small_results(), path, lang, lambda results: json.dumps(as_data(results, lang)))
        return path.read_bytes()


@cache
def _issued(lang: Lang) -> Returned:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "张三.xlsx"
        path.write_bytes(issued_file(lang))
        return replace(open_returned(path), path=Path("张三.xlsx"))


def read_back(returned: Returned, *, decided: bool = False) -> tuple[Review, tuple[Flaw, ...]]:
    """What is read, by the results that the workbook itself carries."""
    entered = read_review(returned, parse_record(returned.records[0]).results, decided=decided)
    return entered.review, entered.flaws


class Copy:
    """A copy of the issued workbook that a test fills in. Rows are named by what stands in them."""

    def __init__(self, lang: Lang = Lang.ZH) -> None:
        self.issued = _issued(lang)
        self.names = dict(self.issued.sheets.names)
        self.sheets = [
            Sheet(sheet.name, {row: dict(cells) for row, cells in sheet.rows.items()}, sheet.merged)
            for sheet in self.issued.sheets.sheets
        ]

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name.endswith(name))

    def spot(self, id_: str, label: str) -> tuple[Sheet, int, int]:
        """The cell below a label, in the last row that holds the id."""
        for sheet in self.sheets:
            for row in sorted(sheet.rows, reverse=True):
                if any(cell.value == id_ for cell in sheet.rows[row].values()):
                    above = (r for r in sorted(sheet.rows, reverse=True) if r < row)
                    for header in above:
                        for column, cell in sheet.rows[header].items():
                            if cell.value == label:
                                return sheet, row, column
        raise LookupError(id_, label)

    def put(self, id_: str, label: str, value: Value, *, is_formula: bool = False) -> str:
        """Fill a cell; returns where it stands."""
        sheet, row, column = self.spot(id_, label)
        sheet.rows[row][column] = Cell(value, is_formula)
        return address(row, column)

    def returned(self) -> Returned:
        sheets = tuple(
            replace(sheet, rows=dict(sorted((row, cells) for row, cells in sheet.rows.items() if cells)))
            for sheet in self.sheets
        )
        return replace(self.issued, sheets=replace(self.issued.sheets, sheets=sheets, names=self.names))

    def read(self, *, decided: bool = False) -> tuple[Review, tuple[Flaw, ...]]:
        return read_back(self.returned(), decided=decided)


def repack(data: bytes, change: Callable[[dict[str, bytes]], None], level: int = 6) -> bytes:
    """The zip with some of its parts changed."""
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return pack(parts, level)


def pack(parts: dict[str, bytes], level: int = 6) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
