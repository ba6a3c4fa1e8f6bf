from __future__ import annotations

import io
import random
import struct
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from scorer.container import RATIO_FLOOR
from scorer.errors import WorkbookError
from scorer.workbook import intake
from scorer.workbook.read import open_returned
from scorer.xlsx import safety, unpack
from tests.unit.workbook.returning import issued_file, pack, read_back, repack

if TYPE_CHECKING:
    from collections.abc import Callable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "xl/worksheets/sheet1.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refusal(path: Path) -> str:
    with pytest.raises(WorkbookError) as caught:
        open_returned(path)
    return caught.value.message.zh


def refused(data: bytes, folder: Path, name: str = "张三.xlsx") -> str:
    path = folder / name
    path.write_bytes(data)
    return refusal(path)


def with_part(name: str, content: bytes) -> bytes:
    return repack(issued_file(), lambda parts: parts.update({name: content}))


def with_sheet(content: bytes) -> bytes:
    return with_part(SHEET, b'<worksheet xmlns="%b">%b</worksheet>' % (MAIN, content))


# --- other kinds of files ---


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("空.xlsx", b"", "文件是空的"),
        ("表.csv", "证据编号,采纳\n".encode(), "不是 .xlsx 工作簿"),
        ("网页.xls", b"<html><table></table></html>", "不是 .xlsx 工作簿"),
        ("旧.xls", OLE + "Workbook".encode("utf-16-le"), "是旧的 .xls 或 WPS 的 .et 格式"),
        ("金山.et", OLE + "Workbook".encode("utf-16-le"), "另存为 .xlsx"),
        ("更旧.xls", OLE + "Book".encode("utf-16-le"), "是旧的 .xls 或 WPS 的 .et 格式"),
        ("加密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "去掉密码"),
        ("文稿.doc", OLE + "WordDocument".encode("utf-16-le"), "不是 .xlsx 工作簿"),
        ("表.ods", pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "不是 .xlsx 工作簿"),
        ("表.xlsb", pack({"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b""}), "不是 .xlsx 工作簿"),
        ("文.docx", pack({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "不是 .xlsx 工作簿"),
        ("~$张三.xlsx", b"\x05Zhang", "临时文件"),
    ],
)
def test_other_files_are_told_apart_with_their_remedies(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    assert told in refused(data, tmp_path, name)


def test_folders_and_missing_files_are_told(tmp_path: Path) -> None:
    assert "是文件夹" in refusal(tmp_path)
    assert "没有这个文件" in refusal(tmp_path / "没有.xlsx")


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "张三 终稿.XLSM.bak"
    path.write_bytes(issued_file())
    assert read_back(open_returned(path))[1] == ()


# --- more than any honest workbook ---


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = with_part("xl/media/a.bin", bytes(safety.MOST_OF_A_PART))
    assert len(bomb) < 2_000_000
    assert "内容过大" in refused(bomb, tmp_path)


def test_limits_are_on_parts_their_number_their_size_and_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = ((intake, "MOST_BYTES"), *((safety, f"MOST_{what}") for what in ("PARTS", "UNPACKED", "OF_A_PART")))
    for module, name in limits:
        with monkeypatch.context() as patch:
            patch.setattr(module, name, 20)
            assert "内容过大" in refused(issued_file(), tmp_path)


def test_a_ratio_below_which_no_harm_is_done_is_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_part("xl/media/a.bin", bytes(RATIO_FLOOR // 2)))
    assert read_back(open_returned(path))[1] == ()


@pytest.mark.parametrize(
    ("limit", "content"),
    [
        ("MOST_CELLS", b"<sheetData>" + b"<row><c/><c/><c/></row>" * 10 + b"</sheetData>"),
        ("MOST_ELEMENTS", b"<a/>" * 2000),
    ],
)
def test_cells_and_elements_have_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, content: bytes
) -> None:
    monkeypatch.setattr(unpack, limit, 20 if limit == "MOST_CELLS" else 2000)
    assert "内容过大" in refused(with_sheet(content), tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b'<dimension ref="A1:XFD1048576"/><sheetData/>',
        b'<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<sheetData/><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
        b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        b'<cols><col min="1" max="16384" width="9" style="1"/></cols><sheetData/>',
        b"<sheetData/><headerFooter><oddHeader>" + b"&amp;L&amp;C" * 50_000 + b"</oddHeader></headerFooter>",
    ],
)
def test_what_claims_a_whole_sheet_costs_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_sheet(content))
    assert len(open_returned(path).sheets.sheets) > 1


def test_one_part_listed_as_many_sheets_is_read_once(tmp_path: Path) -> None:
    def list_often(parts: dict[str, bytes]) -> None:
        xml = parts["xl/workbook.xml"]
        start, end = xml.index(b"<sheet "), xml.index(b"/>", xml.index(b"<sheet ")) + 2
        parts["xl/workbook.xml"] = xml[:end] + xml[start:end] * 1000 + xml[end:]

    path = tmp_path / "a.xlsx"
    path.write_bytes(repack(issued_file(), list_often))
    assert len(open_returned(path).sheets.sheets) < 20


# --- XML that does more than hold data ---

LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd">'])
@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "_rels/.rels", SHEET]
)
def test_no_document_type_is_read(tmp_path: Path, name: str, declared: bytes) -> None:
    def declare(parts: dict[str, bytes]) -> None:
        parts[name] = declared + parts[name].partition(b"?>")[2] if b"?>" in parts[name] else declared + parts[name]

    assert "文件不完整或已损坏" in refused(repack(issued_file(), declare), tmp_path)


@pytest.mark.parametrize(
    "xml",
    [
        b'<a b="' + b">" * (2 * safety.MOST_OF_A_TAG) + b'"/>',
        b"<a><!--" + b"<" * (2 * safety.MOST_OF_A_TAG) + b"--></a>",
        b"<a><!-- > " + b"<" * (2 * safety.MOST_OF_A_TAG),
        b"<a>" + b"<!---->" * (2 * safety.MOST_ASIDES) + b"</a>",
        b"<a>" * (2 * safety.MOST_DEPTH) + b"</a>" * (2 * safety.MOST_DEPTH),
        "<a/>".encode("utf-16"),
    ],
)
def test_xml_that_would_keep_the_parser_busy_is_refused(tmp_path: Path, xml: bytes) -> None:
    padded = repack(with_part(SHEET, xml), lambda parts: parts.update({"pad": random.Random(1).randbytes(200_000)}))  # noqa: S311 - keeps the ratio low
    assert "文件不完整或已损坏" in refused(padded, tmp_path)


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<a>",
        b"\x00\x01",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b'<?xml version="1.0" encoding="utf-16"?><a/>',
        b"<a>" * 100_000,
    ],
)
def test_broken_xml_is_damage(tmp_path: Path, xml: bytes) -> None:
    assert "文件不完整或已损坏" in refused(with_part(SHEET, xml), tmp_path)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A0"><v>1</v></c>',
        b'<c r="XFE1"><v>1</v></c>',
        b'<c r="A1048577"><v>1</v></c>',
        b'<c r="1A"><v>1</v></c>',
        b'<c r="A1" t="s"><v>99999999</v></c>',
        b'<c r="A1" t="s"><v>x</v></c>',
        b'<c r="A1"><v>%b</v></c>' % (b"x" * 10),
    ],
)
def test_impossible_cells_are_damage(tmp_path: Path, cell: bytes) -> None:
    assert "文件不完整或已损坏" in refused(with_sheet(b"<sheetData><row>%b</row></sheetData>" % cell), tmp_path)


# --- broken zips ---


def _encrypted(data: bytes) -> bytes:
    flags = data.index(b"PK\x01\x02") + 8
    return data[:flags] + struct.pack("<H", 1) + data[flags + 2 :]


def _packed_otherwise(data: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(out, "w", ZIP_BZIP2) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return out.getvalue()


def _listed_twice(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr("XL/Workbook.xml", b"<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize("spoil", [_encrypted, _packed_otherwise, _listed_twice])
def test_zips_that_programs_read_differently_are_damage(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    assert "文件不完整或已损坏" in refused(spoil(issued_file()), tmp_path)


def test_a_file_cut_off_anywhere_is_damage(tmp_path: Path) -> None:
    data = repack(issued_file(), lambda _: None)
    for end in range(1024, len(data), 1024):
        assert "文件不完整或已损坏" in refused(data[:end], tmp_path)


def test_whatever_bits_flip_it_is_read_or_refused(tmp_path: Path) -> None:
    data, path, dice = repack(issued_file(), lambda _: None), tmp_path / "a.xlsx", random.Random(7)  # noqa: S311 - the same bits every time
    results = {"read": 0, "refused": 0}
    for _ in range(300):
        spoilt = bytearray(data)
        for _ in range(dice.choice((1, 3, 30))):
            spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        path.write_bytes(spoilt)
        try:
            open_returned(path)
            results["read"] += 1
        except WorkbookError:
            results["refused"] += 1
    assert sum(results.values()) == 300
    assert results["refused"] > 200


TOKENS = (
    b'"',
    b"<",
    b">",
    b"&",
    b"9999999999",
    b"-1",
    b"A0",
    b"nan",
    b"1e999",
    b"",
    b"XFD1048577",
    b"\x00",
    b"d",
    b"b",
)


def test_whatever_the_xml_says_it_is_read_or_refused(tmp_path: Path) -> None:
    path, dice = tmp_path / "a.xlsx", random.Random(8)  # noqa: S311 - the same changes every time
    with ZipFile(io.BytesIO(issued_file())) as archive:
        names = [name for name in archive.namelist() if "chart" not in name and "drawing" not in name]
        parts = {name: archive.read(name) for name in names}
    for _ in range(100):
        name = dice.choice(names)
        xml = bytearray(parts[name])
        for _ in range(dice.choice((1, 3, 30))):
            start = dice.randrange(len(xml) + 1)
            xml[start : start + dice.randrange(4)] = dice.choice(TOKENS)
        path.write_bytes(pack({**parts, name: bytes(xml)}, level=1))
        try:
            returned = open_returned(path)
            read_back(returned)
        except WorkbookError as error:
            assert error.message.zh  # noqa: PT017 - either outcome is right
