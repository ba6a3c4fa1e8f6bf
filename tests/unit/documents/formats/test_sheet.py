"""Workbooks and comma-separated text: cells in, blocks with addresses out."""

from __future__ import annotations

import datetime
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from scorer.documents.extract import Block
from scorer.documents.formats import sheet
from scorer.documents.formats.sheet import read
from scorer.errors import DocumentError
from scorer.model import Part
from tests.unit.zips import zipped

if TYPE_CHECKING:
    from collections.abc import Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(workbook: Workbook) -> bytes:
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def of_rows(*rows: Sequence[object], name: str = "附表1") -> Workbook:
    workbook = Workbook()
    workbook.active.title = name
    for row in rows:
        workbook.active.append(row)
    return workbook


def by_hand(cells: str, strings: str = "", after: str = "", namespace: str = MAIN, kind: str = "worksheet") -> bytes:
    """A workbook of one sheet, of the XML in its rows and what comes after them."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATED}/{one}" Target="{target}"/>'
        for n, (one, target) in enumerate([(kind, "sheets/a.xml"), ("sharedStrings", "/xl/strings.xml")])
    )
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{RELATED}"><sheets>'
            '<sheet name="台账" sheetId="1" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/strings.xml": f'<sst xmlns="{namespace}">{strings}</sst>',
            "xl/sheets/a.xml": f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData>{after}</worksheet>',
        }
    )


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    stream = BytesIO(data)
    with ZipFile(stream, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def places(data: bytes) -> list[tuple[str, str]]:
    return [(block.cell, block.text) for block in read(data).blocks]


def fault(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(data)
    return caught.value.message.zh


def test_cells_with_words_are_blocks_and_a_lone_one_on_top_the_title() -> None:
    workbook = of_rows(
        ["上半年走访台账"],
        ["序号", "内容", "时间", "人次"],
        [1, "走访独居老人，送去药箱。", datetime.date(2024, 3, 5), 12],
        [None, None, None, None],
        [2, "12人参加义诊", True, "300"],
    )
    workbook.active.merge_cells("A1:D1")
    workbook.create_sheet("附表2")["AB7"] = "宣讲三场"
    assert read(saved(workbook)).blocks == (
        Block("上半年走访台账", Part.TITLE, cell="附表1!A1"),
        Block("序号", cell="附表1!A2"),
        Block("内容", cell="附表1!B2"),
        Block("时间", cell="附表1!C2"),
        Block("人次", cell="附表1!D2"),
        Block("走访独居老人，送去药箱。", cell="附表1!B3"),
        Block("12人参加义诊", cell="附表1!B5"),
        Block("宣讲三场", cell="附表2!AB7"),
    )


def test_one_column_of_text_has_no_title() -> None:
    assert [block.part for block in read(saved(of_rows(["走访台账"], ["修桥两座"]))).blocks] == [None, None]


def test_a_cell_of_several_lines_gives_several_blocks_of_one_address() -> None:
    assert places(saved(of_rows(["一、清淤。\n二、 植树。\r\n\n", "甲"]))) == [
        ("附表1!A1", "一、清淤。"),
        ("附表1!A1", "二、 植树。"),
        ("附表1!B1", "甲"),
    ]


def test_merged_cells_are_read_once() -> None:
    cells = '<row r="1"><c t="inlineStr"><is><t>甲</t></is></c><c t="inlineStr"><is><t>藏</t></is></c></row>'
    cells += '<row r="2"><c r="B2" t="inlineStr"><is><t>藏</t></is></c><c t="inlineStr"><is><t>乙</t></is></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="?"/><mergeCell ref="A1:XFD1"/></mergeCells>'
    assert places(by_hand(cells, after=merged)) == [("台账!A1", "甲"), ("台账!C2", "乙")]


def test_hidden_sheets_are_left_out_and_hidden_rows_read() -> None:
    workbook = of_rows(["走访", "座谈"])
    workbook.active.row_dimensions[1].hidden = True
    workbook.active.column_dimensions["B"].hidden = True
    for state in ("hidden", "veryHidden"):
        other = workbook.create_sheet(state)
        other["A1"] = "备选"
        other.sheet_state = state
    assert places(saved(workbook)) == [("附表1!A1", "走访"), ("附表1!B1", "座谈")]


def test_formulas_count_by_their_stored_values() -> None:
    cells = '<row><c t="str"><f>A9&amp;"次"</f><v>三次</v></c><c><f>1+1</f><v>2</v></c><c t="e"><v>#REF!</v></c></row>'
    assert places(by_hand(cells)) == [("台账!A1", "三次")]
    workbook = of_rows(['=HYPERLINK("http://127.0.0.1/")'])
    workbook.active["B1"] = ArrayFormula("B1:B2", "=A1:A2")
    assert places(saved(workbook)) == []


def test_strings_are_read_whole_without_what_is_for_reading_aloud() -> None:
    strings = (
        "<si><r><t>甲</t></r><r><rPr><b/></rPr><t>乙_x000D_</t></r><rPh><t>ㄧ</t></rPh></si><si><t>丙_xD800_</t></si>"
    )
    cells = '<row r="3">' + "".join(f'<c t="s"><v>{n}</v></c>' for n in ("0", "1", "2", "-1", "x", "")) + "</row>"
    assert places(by_hand(cells, strings)) == [("台账!A3", "甲乙"), ("台账!B3", "丙")]
    assert places(by_hand(cells, strings, namespace=STRICT)) == [("台账!A3", "甲乙"), ("台账!B3", "丙")]


def test_a_sheet_that_claims_to_be_large_is_read_as_what_it_holds() -> None:
    cells = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末</t></is></c></row>'
    after = '<dimension ref="A1:XFD1048576"/><mergeCells><mergeCell ref="A1:XFC1048576"/></mergeCells>'
    assert places(by_hand(cells, after=after)) == [("台账!XFD1048576", "末")]
    assert places(by_hand(cells, kind="chartsheet")) == []


def test_what_the_file_says_about_itself_is_kept() -> None:
    workbook = of_rows(["走访"])
    workbook.properties.title, workbook.properties.creator = "台账", "县妇联"
    workbook.properties.created = datetime.datetime(2024, 5, 6, 7, 8, 9)
    found = read(saved(workbook))
    assert (found.title, found.author, found.date) == ("台账", "县妇联", "2024-05-06T07:08:09Z")


def test_a_scorecard_is_named() -> None:
    workbook = of_rows(["得分"])
    workbook.create_sheet("_score").sheet_state = "veryHidden"
    assert "评分卡，不是材料" in fault(saved(workbook))


def test_harmful_workbooks_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    beyond = '<row><c r="XFE1" t="inlineStr"><is><t>甲</t></is></c></row>'
    assert "损坏" in fault(by_hand(beyond))
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    assert "超过 20 MB" in fault(by_hand(row * 300, f"<si><t>{'甲' * 40_000}</t></si>"))
    assert "大得不正常" in fault(with_part(by_hand(row), "xl/media/a.png", bytes(20_000_000)))
    assert "不该有的" in fault(with_part(by_hand(row), "_rels/.rels", b"<!DOCTYPE a><a/>"))
    monkeypatch.setattr(sheet, "MOST_ROWS_MERGED", 99)
    merged = '<mergeCell ref="A1:A10"/>' * 10
    assert "合并单元格" in fault(by_hand(row * 10, "<si><t>甲</t></si>", f"<mergeCells>{merged}</mergeCells>"))


def test_a_table_of_figures_alone_says_so() -> None:
    assert "表格里只有数字" in fault(saved(of_rows([1, 2.5], [True, datetime.date(2024, 1, 3)])))
    assert "表格里只有数字" in fault(b"2023,12\n2024,15\n")
    assert read(saved(of_rows())).blocks == read(b",,\n,-,\n").blocks == ()


def test_of_two_parts_of_one_name_the_last_counts() -> None:
    row = '<row><c t="inlineStr"><is><t>%s</t></is></c></row>'
    later = f"<worksheet><sheetData>{row % '后'}</sheetData></worksheet>".encode()
    with pytest.warns(UserWarning, match="Duplicate name"):
        twins = with_part(by_hand(row % "先"), "xl/sheets/a.xml", later)
    assert places(twins) == [("台账!A1", "后")]


TABLE = '序号,内容,备注\n1,走访老人，送药,\n\n2,"宣讲\n座谈","说""好"""\n'
CELLS = [
    ("A1", "序号"),
    ("B1", "内容"),
    ("C1", "备注"),
    ("B2", "走访老人，送药"),
    ("B4", "宣讲"),
    ("B4", "座谈"),
    ("C4", '说"好"'),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_table_is_read_in_any_encoding(encoding: str) -> None:
    table = TABLE.replace("送药", "送药" + "，我们在各村的大会上和老人说的也都是这个" * 3)
    cells = [
        (cell, text.replace("送药", "送药" + "，我们在各村的大会上和老人说的也都是这个" * 3)) for cell, text in CELLS
    ]
    assert places(table.encode(encoding)) == cells
    assert places(table.replace("\n", "\r\n").encode(encoding)) == cells


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_other_delimiters_are_told(delimiter: str) -> None:
    assert places(TABLE.replace(",", delimiter).encode()) == CELLS


def test_a_first_line_may_name_the_delimiter() -> None:
    assert places("sep=;\n内容;走访, 座谈\n".encode()) == [("A2", "内容"), ("B2", "走访, 座谈")]


def test_one_column_is_a_table_and_a_lone_first_cell_its_title() -> None:
    assert places("走访老人。\n修桥两座。".encode()) == [("A1", "走访老人。"), ("A2", "修桥两座。")]
    assert read("走访台账,,\n序号,内容,次数\n1,送药,2\n".encode()).blocks[0] == Block("走访台账", Part.TITLE, cell="A1")


def test_a_table_that_is_none_is_named() -> None:
    assert "引号" in fault(('内容,备注\n"' + "甲" * 200_000).encode())
    assert "空的" in fault(b"\n\n")
    assert "不是文字" in fault(bytes(range(256)))


WHOLE = by_hand(
    '<row><c t="s"><v>0</v></c></row>', "<si><t>走访</t></si>", '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
)


def outcome(data: bytes) -> None:
    try:
        blocks = read(data).blocks
    except DocumentError:
        return
    assert all(block.text.strip() and len(block.text.splitlines()) == 1 and block.cell for block in blocks)


def test_a_file_cut_short_or_with_a_changed_byte() -> None:
    for position in range(len(WHOLE)):
        outcome(WHOLE[:position])
        outcome(WHOLE[:position] + bytes([WHOLE[position] ^ 0x55]) + WHOLE[position + 1 :])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A1", "B2", "", "a1", "A0", "XFE1", "ZZZ9999999", "1"]),
            st.sampled_from(["s", "str", "inlineStr", "n", "b", ""]),
            st.text(max_size=5) | st.sampled_from(["0", "-1", "²", "甲\n乙", "_x000A_", "_xDC00_甲"]),
            st.sampled_from(["1", "0", "-5", "x", "9999999999"]),
        ),
        max_size=8,
    )
)
def test_any_cells(cells: list[tuple[str, str, str, str]]) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="{at}" t="{kind}"><v>{escape(text)}</v><is><t>{escape(text)}</t></is></c></row>'
        for at, kind, text, row in cells
    )
    merged = "".join(f'<mergeCell ref="{at}:{other}"/>' for (at, *_), (other, *_) in pairwise(cells))
    outcome(by_hand(rows, "<si><t>甲</t></si>", f"<mergeCells>{merged}</mergeCells>"))


@given(st.text(alphabet=",;\t|\"'\n\r甲乙a1 \u2028\x1c", max_size=80))
def test_any_text_as_a_table(text: str) -> None:
    outcome(text.encode())
