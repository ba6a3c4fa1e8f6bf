from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.documents.kind import Kind, kind_of, suffix_of
from scorer.errors import DocumentError
from tests.unit.documents.compound import compound
from tests.unit.zips import zipped

DOCX = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
XLSX = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"})
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<w/>"})
OFD = zipped({"OFD.xml": "<ofd/>", "Doc_0/Document.xml": "<d/>"})
PDF = b"%PDF-1.7\n"
RTF = b"{\\rtf1\\ansi "
PAGE = "<!DOCTYPE html><html><head><title>总结</title></head><body><p>党建</p></body></html>"
SAVED_PAGE = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.org/\r\nSubject: =?utf-8?Q?x?=\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\r\n--x'
)
WORD_PAGE = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\nThis is a page.\n"
MAIL = b"Received: from a by b\r\nFrom: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nDate: y\r\n\r\nhello"
WORDS = "我局开展主题党日12次。".encode()


def refusal_of(data: bytes, name: str) -> str:
    with pytest.raises(DocumentError) as caught:
        kind_of(data, name)
    return caught.value.message.zh


ALL = {
    "总结.docx": (DOCX, Kind.DOCX),
    "总结.docm": (DOCX, Kind.DOCX),
    "附表.xlsx": (XLSX, Kind.SHEET),
    "总结.odt": (ODT, Kind.ODT),
    "总结.ofd": (OFD, Kind.OFD),
    "总结.pdf": (PDF, Kind.PDF),
    "总结.rtf": (RTF, Kind.RTF),
    "总结.html": (PAGE.encode(), Kind.WEB),
    "总结.mht": (SAVED_PAGE, Kind.WEB),
    "总结.mhtml": (WORD_PAGE, Kind.WEB),
    "总结.eml": (MAIL, Kind.MAIL),
    "总结.doc": (compound("WordDocument", "1Table"), Kind.LEGACY),
    "总结.wps": (compound("WordDocument"), Kind.LEGACY),
    "附表.xls": (compound("Workbook"), Kind.LEGACY),
}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("other", ["", "总结.txt", "总结.doc", "总结.docx", "总结.pdf", "总结.tmp", "总结.jpg"])
def test_content_tells_the_kind_whatever_the_name_says(name: str, other: str) -> None:
    data, kind = ALL[name]
    assert kind_of(data, other or name) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("总结.txt", Kind.TEXT),
        ("总结.MD", Kind.TEXT),
        ("总结", Kind.TEXT),
        ("1.甲局总结", Kind.TEXT),
        ("总结.doc", Kind.TEXT),
        ("清单.csv", Kind.SHEET),
        ("清单.TSV", Kind.SHEET),
    ],
)
def test_of_words_the_name_tells_the_kind(name: str, kind: Kind) -> None:
    assert kind_of(WORDS, name) is kind
    assert kind_of(WORDS.decode().encode("utf-16"), name) is kind
    assert kind_of(b"", name) is kind


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("总结.docx.lnk", "是快捷方式，不是文件本身；请放入原文件。"),
        ("总结.URL", "是快捷方式，不是文件本身；请放入原文件。"),
        ("材料.zip.001", "是分卷压缩包"),
        ("材料.7z.002", "是分卷压缩包"),
        ("材料.z01", "是分卷压缩包"),
        ("总结.docx.crdownload", "还没有下载完"),
        ("总结.pdf.part", "还没有下载完"),
        ("总结.docx.downloading", "还没有下载完"),
        ("“自动恢复”保存 总结.asd", "是 Word 自动留下的备份"),
        ("备份属于 总结.wbk", "是 Word 自动留下的备份"),
    ],
)
def test_some_names_tell_what_it_is_whatever_it_holds(name: str, told: str) -> None:
    for data in (DOCX, WORDS, b"", PDF, compound("WordDocument")):
        assert refusal_of(data, name).startswith(told)


def test_results_of_the_tool_are_named_as_such() -> None:
    for schema in ("scorecard/1", "merged/1"):
        for text in (f'{{\n "schema": "{schema}",\n "tool": {{}}', f'{{"schema":"{schema}","tool":{{}}'):
            assert refusal_of(text.encode(), "材料-core.json") == "是本工具的结果，不是材料，没有读取。"


@pytest.mark.parametrize("name", ["a.py", "a.json", "a.log", "a.css", "a.ini"])
def test_words_of_programs_are_no_reports(name: str) -> None:
    assert "不是文字材料" in refusal_of(WORDS, name)


@pytest.mark.parametrize(
    "words",
    [
        "<总结>\n我局开展主题党日。",
        "From：县委办\n我局开展主题党日。",
        "Date: 2023\n我局开展主题党日。",
        "%PDF 是一种格式。",
        "PK 是一种格式。",
    ],
)
def test_a_text_that_begins_like_something_else_is_a_text(words: str) -> None:
    assert kind_of(words.encode(), "总结.txt") is Kind.TEXT


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf \n" + PAGE.encode(), PAGE.encode("utf-16"), PAGE.encode("gbk")])
def test_pages_are_told_in_any_encoding(data: bytes) -> None:
    assert kind_of(data, "总结.doc") is Kind.WEB


def test_a_pdf_may_begin_late() -> None:
    assert kind_of(b"\n" * 1000 + PDF, "总结.pdf") is Kind.PDF
    assert kind_of(b"\n" * 2000 + PDF, "总结.pdf") is Kind.TEXT


def test_a_main_part_of_another_name_is_found() -> None:
    parts = {"[Content_Types].xml": "<Types/>", "word/document2.xml": "<w/>"}
    assert kind_of(zipped(parts), "总结.docx") is Kind.DOCX


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (compound("EncryptedPackage", "EncryptionInfo"), "总结.docx", "已加密"),
        (compound("PowerPoint Document", "Current User"), "汇报.ppt", "演示文稿"),
        (compound("__properties_version1.0"), "来信.msg", "Outlook"),
        (compound("Contents"), "某物.bin", "不是文字材料"),
        (compound("Workbook")[:600], "附表.xls", "已损坏"),
        (zipped({"[Content_Types].xml": "<T/>", "ppt/presentation.xml": "<p/>"}), "汇报.pptx", "演示文稿"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "表.ods", ".xlsx"),
        (zipped({"mimetype": "application/epub+zip"}), "书.epub", "电子书"),
        (zipped({"a.txt": "x"}), "材料.dat", "改名为 .zip"),
        (b"PK\x03\x04" + bytes(50), "总结.docx", "已损坏"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "扫描.jpg", "图片"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "总结.docx", "图片"),
        (bytes(50), "扫描.bmp", "图片"),
        (b"\0\0\0\x18ftypheic", "照片.heic", "图片"),
        (b"\0\0\0\x18ftypisom", "录像.mp4", "音频或视频"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "图.webp", "图片"),
        (b"Rar!\x1a\x07\x01\0", "材料.rar", "RAR 压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "材料.7z", "7z 压缩包"),
        (b"\x1f\x8b\x08\0", "材料.tar.gz", "gz 压缩包"),
        (b"a".ljust(257, b"\0") + b"ustar\x0000", "材料.tar", "tar 压缩包"),
        (b"CAJ\0\1\2", "论文.caj", "CAJViewer"),
        (b"\xc1\xc2\0\1", "公文.ceb", ".ofd"),
        (b"MZ\x90\0\3", "程序.exe", "程序"),
        (b"%!PS-Adobe-3.0", "打印.ps", ".pdf"),
        (b"<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", "附表.xls", ".xlsx"),
        (b'<?mso-application progid="PowerPoint.Show"?><pkg:package xmlns:pkg="x"/>', "汇报.xml", "演示文稿"),
        (b'<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">', "附表.fods", ".xlsx"),
        (b"<!-- a --><package xmlns='http://www.idpf.org/2007/opf'/>", "书.xml", "不是文字材料"),
        (b"<?xml version='1.0'?><data/>", "数据.xml", "XML 数据"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "图.svg", "图片"),
        (b"<!-- an icon --><svg/>", "图.html", "图片"),
        (b"\x01\x02\x00\x03", "某物.bin", "不是文字材料"),
    ],
)
def test_kinds_that_are_not_read_are_told_with_the_remedy(data: bytes, name: str, said: str) -> None:
    assert said in refusal_of(data, name)


FLAT = {
    "2003": (b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">', Kind.DOCX),
    "package": (b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">', Kind.DOCX),
    "fodt": (
        b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'office:mimetype="application/vnd.oasis.opendocument.text">',
        Kind.ODT,
    ),
}


@pytest.mark.parametrize("name", ["总结.doc", "总结.xml", "总结.docx", "总结"])
@pytest.mark.parametrize(
    "before",
    [b"", b'\xef\xbb\xbf<?xml version="1.0"?>\r\n<?mso-application progid="Word.Document"?>', b"<!-- <a> -->\n"],
)
@pytest.mark.parametrize("root", FLAT)
def test_office_documents_in_one_xml_file_are_told_by_their_root(root: str, before: bytes, name: str) -> None:
    opening, kind = FLAT[root]
    assert kind_of(before + opening + b"<x/>", name) is kind


def test_a_page_with_a_drawing_in_it_is_a_page() -> None:
    page = PAGE.replace("<body>", '<body><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')
    assert kind_of(page.encode(), "总结.html") is Kind.WEB
    assert kind_of(f"<!-- <svg> uof:UOF -->\n{PAGE}".encode(), "总结.html") is Kind.WEB


def test_declarations_without_end_are_gone_through_once() -> None:
    assert "XML 数据" in refusal_of(b"<?xml version='1.0'?>" + b"<!--a-->" * 500, "数据.xml")


def test_a_damaged_word_file_is_left_to_the_program_that_may_mend_it() -> None:
    assert kind_of(compound("WordDocument")[:600], "总结.doc") is Kind.LEGACY


@pytest.mark.parametrize(("name", "suffix"), [("a.DOCX", ".docx"), ("a", ""), ("1.甲局", ""), ("x/.a", ""), ("a.", "")])
def test_a_suffix_is_latin(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


BEGINNINGS = [DOCX, ODT, compound("WordDocument"), PDF, RTF, PAGE.encode(), SAVED_PAGE, MAIL, WORDS, b""]


@given(
    st.sampled_from(BEGINNINGS), st.integers(0, 3000), st.binary(max_size=300), st.sampled_from([*ALL, "a", "a.zip"])
)
def test_whatever_the_bytes_there_is_a_kind_or_a_reason(begin: bytes, cut: int, noise: bytes, name: str) -> None:
    for data in (begin[:cut] + noise, begin[:cut] + noise + begin[cut + len(noise) :]):
        with suppress(DocumentError):
            assert kind_of(data, name) in Kind
