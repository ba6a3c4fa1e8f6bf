"""The driver with which tests edit workbooks in LibreOffice does what its steps say, and says what it cannot do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection

from tests.office.office import ErrorValue, Job, OfficeError, edit, installed, outcomes, run, values
from tests.office.steps import (
    DeleteRows,
    Filter,
    Format,
    Formula,
    HideColumn,
    InsertColumn,
    InsertRows,
    InsertSheet,
    Merge,
    PasteValues,
    Recalculate,
    RenameSheet,
    Row,
    SetCell,
    SetInRow,
    Sort,
    Step,
    Unprotect,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office.office import Values

pytestmark = pytest.mark.skipif(not installed(), reason="needs LibreOffice and its bridge to Python")

TABLE: list[list[str | int]] = [
    ["花名册"],
    [],
    ["编号", "得分\n（分）", "两倍"],
    ["x-2", 20, "=B4*2"],
    ["x-3", 30, "=B5*2"],
    ["x-1", 10, "=B6*2"],
    [],
    ["合计", "=SUM(B4:B6)", "=1/0"],
]
LOCKED: list[list[str | int]] = [["项", "值"], ["甲", 2], ["乙", 1]]
SHOWN: list[list[object]] = [
    ["花名册", None, None],
    [None, None, None],
    ["编号", "得分\n（分）", "两倍"],
    ["x-2", 20, 40],
    ["x-3", 30, 60],
    ["x-1", 10, 20],
    [None, None, None],
    ["合计", 60, ErrorValue("#DIV/0!")],
]


def make_workbook(path: Path) -> Path:
    """A table with headers in its third row, and a protected sheet whose cell A1 alone is open."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("名单")
    for line in TABLE:
        sheet.append(line)
    closed = book.create_sheet("锁定")
    for line in LOCKED:
        closed.append(line)
    closed["A1"].protection = Protection(locked=False)
    closed.protection.enable()
    book.security.lockStructure = True
    book.save(path)
    return path


def grid(cells: dict[str, Any], columns: str = "ABC", rows: int = 8) -> list[list[object]]:
    return [[cells.get(f"{column}{row}") for column in columns] for row in range(1, rows + 1)]


@dataclass(frozen=True)
class Done:
    read: Values
    saved: Path


EDITS: dict[str, list[Step]] = {
    "none": [],
    "cells": [
        SetCell("名单", "B4", 25),
        SetCell("名单", "A1", "=1+1"),
        SetCell("名单", "D4", Formula("=C4&$'锁定'.A2")),
        SetCell("名单", "A8", None),
        SetCell("锁定", "A1", "３"),
    ],
    "in row": [
        SetInRow("名单", Row({"编号": "x-1"}), "得分（分）", 11),
        SetInRow("名单", Row({"编号": "3"}, ends=True), "得分（分）", "无"),
        SetInRow("名单", Row({"编号": "x-2", "两倍": "40"}), "两倍", Formula("=B4*3")),
    ],
    "ascending": [Sort("名单", "编号")],
    "descending": [Sort("名单", "得分（分）", descending=True)],
    "filter": [Filter("名单", "得分（分）", ("10", "30")), Filter("锁定", "项", ("乙",))],
    "hide": [HideColumn("名单", "两倍")],
    "column": [InsertColumn("名单", "两倍", "备注")],
    "rows": [InsertRows("名单", Row({"编号": "x-3"}), 2), DeleteRows("名单", Row({"编号": "x-1"}))],
    "numbered rows": [InsertRows("名单", 1), DeleteRows("名单", 2, 2)],
    "sheets": [
        Unprotect(),
        InsertSheet("随手记", "先看这里", first=True),
        InsertSheet("草稿", "后看这里"),
        RenameSheet("名单", "名单 (改)"),
        SetCell("锁定", "B1", Formula("=$'名单 (改)'.B8")),
    ],
    "pasted": [PasteValues("名单")],
    "pasted range": [SetCell("名单", "B4", 21), PasteValues("名单", "C4:C5"), SetCell("名单", "B4", 1)],
    "format": [
        Format("名单", "B4:B5", number_format="@", fill="FFEE00"),
        SetCell("名单", "B4", "３"),
        Format("名单", "B6", number_format="0.00", style="Good"),
    ],
    "merge": [Merge("名单", "A1:C2")],
    "open": [Unprotect("锁定"), SetCell("锁定", "B2", 5), Recalculate(), Sort("锁定", "值")],
}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """Each of EDITS, done to the same workbook and saved."""
    folder = tmp_path_factory.mktemp("名单 文件夹")
    workbook = make_workbook(folder / "名单 1.xlsx")
    jobs = [Job(workbook, steps, folder / f"{name}.xlsx", "all") for name, steps in EDITS.items()]
    return {name: Done(read, folder / f"{name}.xlsx") for name, read in zip(EDITS, run(jobs), strict=True)}


def test_a_workbook_without_cached_values_is_computed_and_its_errors_are_told(done: dict[str, Done]) -> None:
    assert grid(done["none"].read["名单"]) == SHOWN
    assert done["none"].read["锁定"] == {"A1": "项", "B1": "值", "A2": "甲", "B2": 2, "A3": "乙", "B3": 1}


def test_a_cell_takes_text_number_formula_or_nothing(done: dict[str, Done]) -> None:
    read = done["cells"].read
    assert [read["名单"].get(cell) for cell in ("A1", "B4", "C4", "D4", "A8", "B8")] == [
        "=1+1",
        25,
        50,
        "50甲",
        None,
        65,
    ]
    assert read["锁定"]["A1"] == "３"


def test_a_cell_is_found_by_id_and_header(done: dict[str, Done]) -> None:
    read = grid(done["in row"].read["名单"])
    assert read[3:6] == [["x-2", 20, 60], ["x-3", "无", ErrorValue("#VALUE!")], ["x-1", 11, 22]]


def test_sorting_moves_the_table_and_nothing_else(done: dict[str, Done]) -> None:
    rows = {"x-1": ["x-1", 10, 20], "x-2": ["x-2", 20, 40], "x-3": ["x-3", 30, 60]}
    for name, order in {"ascending": ("x-1", "x-2", "x-3"), "descending": ("x-3", "x-2", "x-1")}.items():
        assert grid(done[name].read["名单"]) == [*SHOWN[:3], *(rows[id_] for id_ in order), *SHOWN[6:]]


def test_a_filter_hides_the_other_rows_and_is_saved(done: dict[str, Done]) -> None:
    sheet = load_workbook(done["filter"].saved)["名单"]
    assert sheet.auto_filter.ref == "A3:C6"
    assert [row for row in range(1, 9) if sheet.row_dimensions[row].hidden] == [4]
    protected = load_workbook(done["filter"].saved)["锁定"]
    assert [row for row in range(1, 4) if protected.row_dimensions[row].hidden] == [2]


def test_a_hidden_column_is_saved_hidden(done: dict[str, Done]) -> None:
    columns = load_workbook(done["hide"].saved)["名单"].column_dimensions
    assert [name for name in "ABC" if columns[name].hidden] == ["C"]


def test_a_column_of_ones_own_comes_before_the_one_named(done: dict[str, Done]) -> None:
    read = grid(done["column"].read["名单"], "ABCD")
    assert read[2:4] == [["编号", "得分\n（分）", "备注", "两倍"], ["x-2", 20, None, 40]]


def test_rows_come_and_go_by_id_or_number(done: dict[str, Done]) -> None:
    blank: list[object] = [None, None, None]
    total = ["合计", 50, ErrorValue("#DIV/0!")]
    assert grid(done["rows"].read["名单"], rows=9) == [*SHOWN[:4], blank, blank, SHOWN[4], blank, total]
    assert grid(done["numbered rows"].read["名单"], rows=7) == [blank, *SHOWN[2:]]


def test_sheets_are_added_at_either_end_and_renamed(done: dict[str, Done]) -> None:
    assert load_workbook(done["sheets"].saved).sheetnames == ["随手记", "名单 (改)", "锁定", "草稿"]
    read = done["sheets"].read
    assert (read["随手记"], read["草稿"], read["锁定"]["B1"]) == ({"A1": "先看这里"}, {"A1": "后看这里"}, 60)


def test_pasted_values_replace_all_formulas_of_a_sheet(done: dict[str, Done]) -> None:
    sheet = load_workbook(done["pasted"].saved)["名单"]
    assert [[cell.value for cell in row] for row in sheet["A1:C8"]] == [*SHOWN[:7], ["合计", 60, "#DIV/0!"]]


def test_pasted_values_stay_when_what_they_came_from_changes(done: dict[str, Done]) -> None:
    read = grid(done["pasted range"].read["名单"])
    assert read[3:6] == [["x-2", 1, 42], ["x-3", 30, 60], ["x-1", 10, 20]]
    sheet = load_workbook(done["pasted range"].saved)["名单"]
    assert [sheet[cell].value for cell in ("C4", "C5", "C6")] == [42, 60, "=B6*2"]


def test_formats_and_text_that_looks_like_a_number_are_saved(done: dict[str, Done]) -> None:
    sheet = load_workbook(done["format"].saved)["名单"]
    found = [(sheet[cell].value, sheet[cell].number_format) for cell in ("B4", "B5", "B6")]
    assert found == [("３", "@"), (30, "@"), (10, "0.00")]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("B4", "B5")] == ["FFFFEE00", "FFFFEE00"]


def test_merged_cells_are_saved(done: dict[str, Done]) -> None:
    assert [str(area) for area in load_workbook(done["merge"].saved)["名单"].merged_cells.ranges] == ["A1:C2"]


def test_an_unprotected_sheet_can_be_written_and_sorted_and_others_stay_protected(done: dict[str, Done]) -> None:
    assert grid(done["open"].read["锁定"], "AB", 3) == [["项", "值"], ["乙", 1], ["甲", 5]]
    protected = {name: load_workbook(done[name].saved)["锁定"].protection.sheet for name in ("none", "open", "sheets")}
    assert protected == {"none": True, "open": False, "sheets": False}


def test_stale_cached_values_are_computed_anew_in_every_format(done: dict[str, Done], tmp_path: Path) -> None:
    stale = tmp_path / "stale.xlsx"
    with ZipFile(done["none"].saved) as source, ZipFile(stale, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<v>40</v>", b"<v>41</v>"))
    assert load_workbook(stale, data_only=True)["名单"]["C4"].value == 41
    saved = [tmp_path / f"saved{suffix}" for suffix in (".xls", ".ods", ".xlsx")]
    run([Job(stale, save_as=path) for path in saved])
    for read in run([Job(path, read="all") for path in (stale, *saved)]):
        assert grid(read["名单"]) == SHOWN
    assert load_workbook(saved[-1], data_only=True)["名单"]["C4"].value == 40


REFUSED: list[tuple[Step, str]] = [
    (SetCell("锁定", "B2", 1), "B2 of the protected sheet '锁定' is locked"),
    (SetInRow("锁定", Row({"项": "甲"}), "值", 1), "B2 of the protected sheet '锁定' is locked"),
    (Sort("锁定", "值"), "the sheet '锁定' is protected"),
    (PasteValues("锁定"), "the sheet '锁定' is protected"),
    (SetCell("无", "A1", 1), "no sheet '无'; there are 名单, 锁定"),
    (SetCell("名单", "?", 1), "'?' is no address like A1 or A1:B2"),
    (Format("名单", "A1", style="无"), "no cell style '无'"),
    (Sort("名单", "无"), "no row of '名单' holds the headers 无"),
    (SetInRow("名单", Row({"编号": "y"}), "得分（分）", 1), "must fit {'编号': 'y'}; rows that do: none"),
    (DeleteRows("名单", Row({"编号": "-"}, ends=True)), "rows that do: 5, 6"),
    (Sort("名单", "得分（分）"), "has merged cells and cannot be sorted"),
    (HideColumn("名单", "两倍"), "the header '两倍' stands more than once: C3, D3"),
]
SPOILT: list[Step] = [
    InsertColumn("名单", "两倍", "两倍"),
    SetCell("名单", "A5", "z-"),
    SetCell("名单", "A6", "y-"),
    Merge("名单", "B4:C4"),
]


def test_what_cannot_be_done_is_told_with_workbook_and_step_and_stops_no_other_job(tmp_path: Path) -> None:
    workbook, broken = make_workbook(tmp_path / "名单.xlsx"), tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    jobs = [Job(workbook, [*SPOILT, step], tmp_path / "out.xlsx") for step, _ in REFUSED]
    wanted = [
        f'名单.xlsx, step 5: {{"step": "{type(step).__name__}".*{re.escape(why)}\n--- LibreOffice'
        for step, why in REFUSED
    ]
    jobs += [
        Job(broken, read="all"),
        Job(workbook, save_as=tmp_path / "out.csv"),
        Job(workbook, read={"名单": ["B4:C4"]}),
    ]
    wanted += [
        "坏.xlsx: LibreOffice cannot open it as a workbook\n",
        "名单.xlsx: saves .xlsx, .xls, .ods only, not '.csv'\n",
        "名单.xlsx: no addresses of single cells: B4:C4\n",
    ]
    told = outcomes([*jobs, Job(workbook, read={"名单": ["B4", "Z9"]})])
    assert told.pop() == {"名单": {"B4": 20, "Z9": None}}
    for pattern, error in zip(wanted, told, strict=True):
        assert isinstance(error, OfficeError), pattern
        assert re.match(pattern, str(error)), error
    assert sorted(path.name for path in tmp_path.iterdir()) == ["名单.xlsx", "坏.xlsx"]


def test_one_workbook_is_edited_beside_the_one_given_and_its_values_read(tmp_path: Path) -> None:
    workbook, edited = make_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    before = workbook.read_bytes()
    edit(workbook, [SetCell("名单", "B4", 0)], edited)
    assert values(edited, {"名单": ["C4", "C8"]}) == {"名单": {"C4": 0, "C8": ErrorValue("#DIV/0!")}}
    assert workbook.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
    with pytest.raises(OfficeError, match="no sheet '无'"):
        values(edited, {"无": ["A1"]})


def test_a_run_ends_when_its_time_is_over(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"not done within 0\.2 s"):
        run([Job(make_workbook(tmp_path / "a.xlsx"))], limit=0.2)
