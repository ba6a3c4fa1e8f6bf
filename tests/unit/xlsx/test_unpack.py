from __future__ import annotations

from datetime import datetime

import pytest

from scorer.errors import DocumentError
from scorer.xlsx.cells import CELL_LIMIT, Area, Cell, Sheet, Sheets, Value
from scorer.xlsx.safety import open_package
from scorer.xlsx.unpack import Book, Tab, read_sheets
from tests.unit.zips import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*targets: tuple[str, str], office: str = OFFICE) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def parts(sheet: str = "", *, workbook: str = "", strings: str = "", styles: str = "") -> dict[str, str]:
    """The parts of a workbook with one sheet, as Excel names them."""
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}'
        '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }


def unpacked(content: dict[str, str]) -> Sheets:
    return read_sheets(open_package(zipped(content)))


def first_row(cells: str, **more: str) -> dict[int, Cell]:
    (sheet,) = unpacked(parts(f'<sheetData><row r="1">{cells}</row></sheetData>', **more)).sheets
    return sheet.rows.get(1, {})


def value(cell: str, **more: str) -> Value:
    return first_row(cell, **more)[1].value


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1"><v>3</v></c>', 3.0),
        ('<c r="A1" t="n"><v>3.0E0</v></c>', 3.0),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="str"><v>同意</v></c>', "同意"),
        ('<c r="A1" t="d"><v>2026-11-20T00:00:00</v></c>', "2026-11-20T00:00:00"),
        ('<c r="A1" t="inlineStr"><is><t>甲</t></is></c>', "甲"),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><rPr/><t> 乙</t></r></is></c>', "甲 乙"),
        ('<c r="A1"><v>1e999</v></c>', "1e999"),
        ('<c r="A1"><v>nan</v></c>', "nan"),
        ('<c r="A1" t="str"><v>a_x000D__x005F_x0041_b</v></c>', "a\r_x0041_b"),
        ('<c r="A1" t="str"><v>_xD83D__xDE00__xD83D_!</v></c>', "😀!"),
    ],
)
def test_values_are_read_as_programs_write_them(cell: str, expected: Value) -> None:
    assert value(cell) == expected


def test_shared_strings_are_joined_without_their_readings() -> None:
    strings = (
        "<si><t>否</t></si>"
        '<si><r><t xml:space="preserve">存 </t></r><r><t>疑</t></r>'
        '<rPh sb="0" eb="1"><t>ソン</t></rPh><phoneticPr/></si>'
        "<si/>"
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(3))
    assert first_row(cells, strings=strings) == {1: Cell("否"), 2: Cell("存 疑")}


def test_a_formula_has_the_value_that_was_stored_with_it() -> None:
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"是"</f><v>是</v></c><c r="C1"><f>NOW()</f></c>'
        '<c r="D1"><f t="shared" si="0"/><v>5</v></c>'
    )
    assert first_row(cells) == {
        1: Cell(2.0, is_formula=True),
        2: Cell("是", is_formula=True),
        3: Cell("", is_formula=True),
        4: Cell(5.0, is_formula=True),
    }


def test_cells_without_addresses_follow_each_other_and_blank_ones_are_left_out() -> None:
    data = '<sheetData><row><c/><c><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c><c><v>3</v></c></row></sheetData>'
    (sheet,) = unpacked(parts(data)).sheets
    assert sheet.rows == {1: {2: Cell(1.0)}, 5: {3: Cell(2.0), 4: Cell(3.0)}}


@pytest.mark.parametrize(
    ("format_", "is_date"),
    [
        ('numFmtId="14"', True),
        ('numFmtId="31"', True),  # year, month and day in Chinese, which East Asian programs do not spell out
        ('numFmtId="57"', True),
        ('numFmtId="0"', False),
        ('numFmtId="9"', False),
        ('numFmtId="176"', True),
        ('numFmtId="177"', False),
        ('numFmtId="999"', False),
    ],
)
def test_numbers_are_dates_where_their_format_says_so(format_: str, *, is_date: bool) -> None:
    styles = (
        "<numFmts><numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/>"
        "<numFmt numFmtId='177' formatCode='0.0&quot;days&quot;'/></numFmts>"
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf {format_}/></cellXfs>'
    )
    expected = datetime(2026, 11, 20) if is_date else 46346.0
    assert value('<c r="A1" s="1"><v>46346</v></c>', styles=styles) == expected


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    read = value('<c r="A1"><v>44884</v></c>', styles=styles, workbook='<workbookPr date1904="1"/>')
    assert read == datetime(2026, 11, 20)


def test_merged_cells_are_known_by_their_first_column() -> None:
    merged = '<sheetData/><mergeCells><mergeCell ref="F10:F12"/><mergeCell ref="B2:D3"/></mergeCells>'
    (sheet,) = unpacked(parts(merged)).sheets
    assert sheet.merged == (Area(2, 2, 3, 4), Area(10, 6, 12, 6))
    assert [sheet.area_at(row, 6) for row in (9, 10, 12, 13)] == [None, Area(10, 6, 12, 6), Area(10, 6, 12, 6), None]
    assert (sheet.area_at(3, 2), sheet.area_at(3, 3)) == (Area(2, 2, 3, 4), None)


def test_names_of_single_cells_are_known() -> None:
    names = (
        "<definedNames><definedName name='a'>'表'!$B$4</definedName><definedName name='b'>表!C5</definedName>"
        "<definedName name='c'>#REF!</definedName><definedName name='d'>'表'!$A$1:$A$9</definedName>"
        "<definedName name='a' localSheetId='0'>'表'!$Z$9</definedName><definedName name='e'>'''x'''!$A$1</definedName>"
        "</definedNames> "
    )
    sheets = unpacked(parts(workbook=names))
    assert sheets.names == {"a": ("表", 4, 2), "b": ("表", 5, 3), "e": ("'x'", 1, 1)}
    assert sheets.named("a") == (sheets.sheets[0], 4, 2)
    assert (sheets.named("e"), sheets.named("no")) == (None, None)


def test_strict_files_and_other_names_of_parts_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    content = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "/book/Workbook2.xml"), office=office),
        "book/workbook2.xml": f'<x:workbook xmlns:x="{strict}" xmlns:q="{office}"><x:sheets>'
        '<x:sheet name="图" q:id="r1"/><x:sheet name="表" q:id="r2"/><x:sheet name="没有" q:id="r9"/></x:sheets>'
        "</x:workbook>",
        "book/_rels/workbook2.xml.rels": relations(
            ("chartsheet", "../c.xml"), ("worksheet", "../s/./one.xml"), office=office
        ),
        "c.xml": "<chartsheet/>",
        "s/one.xml": f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row>'
        "</x:sheetData>"
        "</x:worksheet>",
    }
    assert unpacked(content).sheets == (Sheet("表", {1: {1: Cell(7.0)}}),)


def test_what_programs_add_to_sheets_is_passed_over() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v><extLst><ext><v>8</v></ext></extLst></c></row></sheetData>'
        "<conditionalFormatting><cfRule><formula>A1</formula></cfRule></conditionalFormatting>"
        '<extLst><ext xmlns:m="urn:x"><m:f>A1</m:f><m:c r="nonsense"><m:v>9</m:v></m:c><row r="x y"/></ext></extLst>'
    )
    (read,) = unpacked(parts(sheet)).sheets
    assert read.rows == {1: {1: Cell(1.0)}}


def test_links_to_other_files_are_not_followed() -> None:
    content = parts('<sheetData><row><c t="str"><f>[1]Sheet1!A1</f><v>存下的值</v></c></row></sheetData>')
    content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="r8" Type="{OFFICE}/worksheet" TargetMode="External" Target="file:///etc/hosts"/></Relationships>',
    )
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="外" sheetId="8" r:id="r8"/></sheets>'
    )
    (sheet,) = unpacked(content).sheets
    assert sheet.rows == {1: {1: Cell("存下的值", is_formula=True)}}


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/workbook.xml"])
def test_no_document_type_is_read(name: str) -> None:
    content = parts("<sheetData/>")
    content[name] = '<!DOCTYPE a [<!ENTITY a "ha">]>' + content[name]
    with pytest.raises(DocumentError, match="declares"):
        unpacked(content)


@pytest.mark.parametrize("index", ["-1", "1", "x", "1.0"])
def test_a_string_that_does_not_exist_is_damage(index: str) -> None:
    with pytest.raises(DocumentError):
        value(f'<c r="A1" t="s"><v>{index}</v></c>', strings="<si><t>甲</t></si>")


def test_merged_areas_without_an_address_are_passed_over() -> None:
    merged = '<sheetData/><mergeCells><mergeCell ref="?"/><mergeCell/><mergeCell ref="B2:C3"/></mergeCells>'
    (sheet,) = unpacked(parts(merged)).sheets
    assert sheet.merged == (Area(2, 2, 3, 3),)


def test_a_sheet_that_is_listed_but_not_there_is_damage() -> None:
    content = parts("<sheetData/>")
    del content["xl/worksheets/sheet1.xml"]
    with pytest.raises(DocumentError, match="no xl/worksheets/sheet1"):
        unpacked(content)


def test_relations_with_backslashes_are_followed() -> None:
    content = parts('<sheetData><row><c t="str"><v>甲</v></c></row></sheetData>')
    rels = "xl/_rels/workbook.xml.rels"
    content[rels] = content[rels].replace("worksheets/sheet1.xml", "worksheets\\sheet1.xml")
    assert unpacked(content).sheets[0].rows == {1: {1: Cell("甲")}}


def test_tabs_say_which_are_hidden() -> None:
    content = parts("<sheetData/>")
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace('name="表"', 'name="表" state="veryHidden"')
    assert Book(open_package(zipped(content))).tabs == (Tab("表", "xl/worksheets/sheet1.xml", is_hidden=True),)


def test_words_only_are_read_past_numbers_and_whatever_is_wrong_with_them() -> None:
    cells = (
        '<c t="s"><v>0</v></c><c t="s"><v>9</v></c><c><v>x</v></c><c><v>7</v></c><c t="b"><v>1</v></c>'
        '<c t="e"><v>#REF!</v></c><c t="d"><v>2026-11-20T00:00:00</v></c><c t="inlineStr"><is><t>乙</t></is></c>'
        '<c t="str"><f>A1</f><v>丙</v></c>'
    )
    content = parts(f"<sheetData><row>{cells}</row></sheetData>", strings=f"<si><t>{'甲' * 40_000}</t></si>")
    content["xl/styles.xml"] = "damaged"
    book = Book(open_package(zipped(content)), words_only=True)
    assert book.sheet(book.tabs[0]).rows == {
        1: {1: Cell("甲" * 40_000), 8: Cell("乙"), 9: Cell("丙", is_formula=True)},
    }


def test_a_text_is_cut_to_what_a_cell_can_hold() -> None:
    assert value('<c t="s"><v>0</v></c>', strings=f"<si><t>{'甲' * 40_000}</t></si>") == "甲" * CELL_LIMIT
