from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer import container as subject
from scorer.container import Budget, Container, open_container, parse_xml
from scorer.errors import DocumentError
from tests.unit.zips import encrypted, patched, with_names_in, zipped, zipped_in_order

MB = 1024 * 1024
HONEST = zipped({"word/document.xml": "<a><b>党建</b></a>", "docProps/app.xml": "<p/>"})


def refusal_of(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        open_container(data)
    return caught.value.message.zh


def refusal_to_read(container: Container, name: str) -> str:
    with pytest.raises(DocumentError) as caught:
        container.read(name)
    return caught.value.message.zh


def refusal_of_xml(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        parse_xml(data)
    return caught.value.message.zh


# --- parts -------------------------------------------------------------------------------------


def test_parts_are_had_by_name() -> None:
    container = open_container(HONEST)
    assert container.names == ("word/document.xml", "docProps/app.xml")
    assert container.read("docProps/app.xml") == b"<p/>"
    assert container.size("docProps/app.xml") == 4
    assert container.xml("word/document.xml")[0].text == "党建"


def test_a_path_opens_like_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(HONEST)
    assert open_container(tmp_path / "a.docx").read("docProps/app.xml") == b"<p/>"


def test_capitals_and_backslashes_make_no_difference() -> None:
    container = open_container(zipped({"Word\\Document.xml": "<a/>"}))
    assert container.names == ("Word/Document.xml",)
    assert container.has("word/document.xml")
    assert container.read("word/document.xml") == b"<a/>"


def test_folders_are_no_parts() -> None:
    assert open_container(zipped({"word/": "", "word/a": "x"})).names == ("word/a",)


@pytest.mark.parametrize("name", ["/a/b", "../a/b", "a/../../b", "C:\\a\\b", "./a//b", "\\\\a\\b"])
def test_names_stay_inside_the_file(name: str) -> None:
    (kept,) = open_container(zipped({name: "x"})).names
    assert kept == "a/b"


def test_of_two_parts_of_one_name_the_last_counts() -> None:
    container = open_container(zipped_in_order([("a", "old"), ("a", "new")]))
    assert (container.names, container.read("a")) == (("a",), b"new")


def test_parts_that_differ_in_capitals_or_not_at_all_are_twins() -> None:
    assert not open_container(HONEST).has_twins
    assert open_container(zipped({"a/b": "old", "A\\B": "new"})).has_twins
    assert open_container(zipped_in_order([("a", "old"), ("a", "new")])).has_twins


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_that_do_not_tell_their_encoding_are_read_as_chinese(encoding: str) -> None:
    data = with_names_in(encoding, {"各局材料/县税务局.docx": b"1", "readme.txt": b"2"})
    assert open_container(data).names == ("各局材料/县税务局.docx", "readme.txt")


def test_names_of_western_systems_stay_what_they_are() -> None:
    assert open_container(with_names_in("cp437", {"résumé.txt": b"1"})).names == ("résumé.txt",)


def test_a_missing_part_is_named() -> None:
    assert "缺少 word/styles.xml" in refusal_to_read(open_container(HONEST), "word/styles.xml")


def test_an_encrypted_part_is_told() -> None:
    assert "已加密" in refusal_to_read(open_container(encrypted(HONEST)), "word/document.xml")


# --- damage and harm ---------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + bytes(100), HONEST[: len(HONEST) // 2], HONEST[:-30]])
def test_a_damaged_file_is_told(data: bytes) -> None:
    assert "已损坏" in refusal_of(data)


def test_a_damaged_part_is_told() -> None:
    false_checksum = patched(HONEST, 16, bytes(4))
    assert "已损坏" in refusal_to_read(open_container(false_checksum), "docProps/app.xml")


def test_a_part_that_lies_outside_the_file_is_told() -> None:
    data = patched(HONEST, 42, (len(HONEST) - 4).to_bytes(4, "little"), only=1)
    assert "已损坏" in refusal_to_read(open_container(data), "docProps/app.xml")


def test_a_flat_bomb_is_not_unpacked_but_what_stands_beside_it_is() -> None:
    container = open_container(zipped({"bomb": bytes(20 * MB), "a": "x"}))
    assert "大得不正常" in refusal_to_read(container, "bomb")
    assert container.read("a") == b"x"


def test_much_of_little_harm_is_unpacked() -> None:
    assert len(open_container(zipped({"blank": bytes(4 * MB)})).read("blank")) == 4 * MB


def test_a_part_of_false_size_is_not_unpacked_beyond_it() -> None:
    container = open_container(patched(zipped({"a": bytes(64 * MB)}), 24, (100).to_bytes(4, "little")))
    assert "已损坏" in refusal_to_read(container, "a")


def test_all_parts_together_are_limited() -> None:
    container = open_container(zipped({"a": "x" * 60, "b": "y" * 60}), Budget(100))
    assert container.read("a") == b"x" * 60
    assert "大得不正常" in refusal_to_read(container, "b")


def test_parts_that_share_bytes_are_refused() -> None:
    data = zipped({"a": "x" * 1000, "b": "y"})
    assert "大得不正常" in refusal_of(patched(data, 42, bytes(4), only=1))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MOST_ENTRIES", 10)
    assert len(open_container(zipped({str(number): "" for number in range(10)})).names) == 10
    assert "小文件" in refusal_of(zipped({str(number): "" for number in range(11)}))


def test_unusual_compression_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w", ZIP_BZIP2) as archive:
        archive.writestr("a", "x")
        archive.writestr("b", "x", ZIP_DEFLATED)
    container = open_container(tmp_path / "a.zip")
    assert "压缩方式" in refusal_to_read(container, "a")
    assert container.read("b") == b"x"


@given(st.binary(max_size=200), st.integers(0, len(HONEST)), st.integers(0, 40))
def test_whatever_the_damage_the_error_is_one_of_ours(noise: bytes, at: int, cut: int) -> None:
    data = HONEST[:at] + noise + HONEST[at + cut :]
    with suppress(DocumentError):
        container = open_container(data)
        for name in container.names:
            container.read(name)


# --- XML ---------------------------------------------------------------------------------------


BILLION = (
    "<!DOCTYPE a [<!ENTITY x0 'ha'>"
    + "".join(f"<!ENTITY x{n} '{f'&x{n - 1};' * 10}'>" for n in range(1, 10))
    + "]><a>&x9;</a>"
)


@pytest.mark.parametrize(
    "xml",
    [
        BILLION,
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a SYSTEM 'http://example.org/a.dtd' [<!ENTITY % x SYSTEM 'http://example.org/x'> %x;]><a/>",
        "<?xml version='1.0'?><!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_are_refused(xml: str, encoding: str) -> None:
    assert "自定义内容" in refusal_of_xml(xml.encode(encoding))


def test_a_bare_document_type_does_no_harm() -> None:
    assert parse_xml(b"<?xml version='1.0'?><!DOCTYPE m PUBLIC '-//O//DTD 1.0//EN' 'M.dtd'><m><n/></m>")[0].tag == "n"


def test_an_entity_that_nobody_declared_is_damage() -> None:
    assert "已损坏" in refusal_of_xml(b"<!DOCTYPE a SYSTEM 'a.dtd'><a>&x;</a>")


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a>\0</a>", b"<a>\xff</a>", b"<?xml version='1.0' encoding='x'?><a/>"])
def test_damaged_xml_is_told(xml: bytes) -> None:
    assert "已损坏" in refusal_of_xml(xml)


def test_depth_is_limited() -> None:
    most = subject.DEEPEST_XML
    assert parse_xml(b"<a>" * most + b"</a>" * most).tag == "a"
    assert "大得不正常" in refusal_of_xml(b"<a>" * (most + 1) + b"</a>" * (most + 1))
    assert "大得不正常" in refusal_of_xml(b"<a>" * 1_000_000 + b"</a>" * 1_000_000)


def test_size_is_limited_before_anything_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MOST_TAGS", 3)
    assert "大得不正常" in refusal_of_xml(b"<a><b/><c/></a>")
    monkeypatch.setattr(subject, "MOST_XML", 10)
    assert "大得不正常" in refusal_of_xml(b"<a>12345</a>")
    with pytest.raises(DocumentError, match="abnormal size"):
        open_container(zipped({"a": "<a>12345</a>"})).xml("a")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "GB2312", "gb18030"])
def test_xml_in_chinese_encodings_is_read(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><a>机关党委镕</a>'
    assert parse_xml(xml.encode("gb18030" if encoding.startswith(("GB", "gb")) else encoding)).text == "机关党委镕"


@given(st.text(max_size=60).map(lambda text: f"<a>{text}</a>".encode("utf-8", "replace")) | st.binary(max_size=60))
def test_whatever_the_xml_the_error_is_one_of_ours(data: bytes) -> None:
    with suppress(DocumentError):
        parse_xml(data)
