from __future__ import annotations

import io
import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scorer.errors import WorkbookError
from scorer.workbook import record
from scorer.workbook.read import open_returned
from scorer.xlsx.cells import RECORD_SHEET, Cell, Sheet
from tests.unit.workbook.returning import issued_file, repack

if TYPE_CHECKING:
    from pathlib import Path

ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("_x005F_ \t\r\n=+-@'\"\\|<>&　\u200b\ufeff\ufffe\uffff\ud800\udc00😀"))
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ODD, lambda inner: st.lists(inner) | st.dictionaries(ODD, inner)
)


def written(text: str) -> Sheet:
    """The record's sheet, as it is before any program has touched it."""
    workbook = Workbook()
    record.write(workbook, text)
    sheet = workbook[RECORD_SHEET]
    return Sheet(sheet.title, {n: {1: Cell(str(cell.value))} for n, (cell,) in enumerate(sheet.iter_rows(), 1)})


def chunks(sheet: Sheet) -> list[str]:
    return [str(cells[1].value) for cells in sheet.rows.values()]


@given(JSON, st.sampled_from([None, 1]))
def test_json_comes_back_with_the_same_meaning(data: object, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    assert json.loads(record.read(written(text))) == data


@given(ODD)
def test_cells_hold_nothing_that_a_program_could_change(text: str) -> None:
    for chunk in chunks(written(json.dumps([text], ensure_ascii=False))):
        assert {unicodedata.category(character) for character in chunk}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
        assert chunk == chunk.strip(" 　=+-@'")
        assert "_x" not in chunk.lower()
        assert max(map(ord, chunk)) < 0xFFF0


@settings(max_examples=20)
@given(ODD)
def test_openpyxl_saves_it_as_it_is(text: str) -> None:
    workbook = Workbook()
    record.write(workbook, json.dumps([text], ensure_ascii=False))
    stream = io.BytesIO()
    workbook.save(stream)
    sheet = load_workbook(stream)[RECORD_SHEET]
    assert sheet.sheet_state == "veryHidden"
    assert sheet.protection.sheet
    back = Sheet(sheet.title, {n: {1: Cell(str(cell.value))} for n, (cell,) in enumerate(sheet.iter_rows(), 1)})
    assert json.loads(record.read(back)) == [text]


def test_long_json_is_cut_into_cells_that_excel_can_hold() -> None:
    text = json.dumps(["是😀_x" * 50_000], ensure_ascii=False)
    sheet = written(text)
    assert len(sheet.rows) > 10
    assert max(len(chunk.encode("utf-16-le")) // 2 for chunk in chunks(sheet)) <= 32_767
    assert json.loads(record.read(sheet)) == json.loads(text)


def test_sorted_rows_do_no_harm() -> None:
    sheet = written(json.dumps(["x" * 70_000]))
    rows = list(sheet.rows.items())
    assert len(rows) == 5
    mixed = Sheet(sheet.name, dict([*rows[:2], (3, rows[4][1]), (4, rows[2][1]), (7, rows[3][1])]))
    assert record.read(mixed) == record.read(sheet)


@pytest.mark.parametrize("lost", [1, 2, 3, 4])
def test_a_lost_row_is_damage(lost: int) -> None:
    sheet = written(json.dumps(["x" * 40_000]))
    del sheet.rows[lost]
    with pytest.raises(WorkbookError) as caught:
        record.read(sheet)
    assert "重新交回" in caught.value.message.zh


def test_a_changed_character_is_damage() -> None:
    sheet = written('{"level":3}')
    sheet.rows[3][1] = Cell('1|{"level":4}|')
    with pytest.raises(WorkbookError, match="was changed"):
        record.read(sheet)


def test_a_workbook_without_a_record_is_not_ours(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "自己做的.xlsx")
    with pytest.raises(WorkbookError) as caught:
        open_returned(tmp_path / "自己做的.xlsx")
    assert caught.value.message.zh == (
        "里面没有 score 的评分记录："
        "不是 score 发出的评分卡，是旧版本生成的，只复制了其中的内容，或是分开发出时的总表。"
        "请在发出的评分卡上填写后交回；总表不用填，也不用交回"
    )


def test_a_renamed_record_is_still_the_record(tmp_path: Path) -> None:
    def rename(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"_score"', b'"Sheet9"')

    path, renamed = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(issued_file())
    renamed.write_bytes(repack(issued_file(), rename))
    assert open_returned(renamed).records == open_returned(path).records
    assert [s.name for s in open_returned(renamed).sheets.sheets] == [s.name for s in open_returned(path).sheets.sheets]
