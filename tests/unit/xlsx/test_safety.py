"""Opening .xlsx files: what is the same whoever opens them. What people are told is tested where it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorer.container import DAMAGED, DECLARES, ENCRYPTED, RATIO_FLOOR, TooLargeError
from scorer.errors import DocumentError
from scorer.xlsx import safety
from scorer.xlsx.safety import open_package, scan
from tests.unit.zips import encrypted, patched, zipped

if TYPE_CHECKING:
    from scorer.model import Text

PARTS = {"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<b/>"}


def fault_of(data: bytes) -> Text:
    with pytest.raises(DocumentError) as caught:
        open_package(data)
    return caught.value.message


def fault_in(xml: bytes) -> Text:
    with pytest.raises(DocumentError) as caught:
        scan(xml, lambda *_: None)
    return caught.value.message


def told(xml: bytes) -> list[str]:
    found: list[str] = []
    scan(xml, lambda tag, attributes: found.append(f"<{tag}{attributes or ''}"), found.append, found.append)
    return found


def test_names_of_parts_are_found_in_any_case() -> None:
    package = open_package(zipped({"[Content_Types].xml": "<a/>", "/XL\\Workbook.XML": "<b/>"}))
    assert package.has("xl/workbook.xml")
    assert package.read("xl/workbook.xml") == b"<b/>"


def test_two_parts_of_one_name_are_damage_since_programs_differ_in_which_they_read() -> None:
    assert fault_of(zipped(PARTS | {"XL/Workbook.xml": "<c/>"})) == DAMAGED


def test_one_encrypted_part_is_enough() -> None:
    assert fault_of(encrypted(zipped(PARTS))) == ENCRYPTED
    assert fault_of(patched(zipped(PARTS), 8, b"\x01\0", only=0)) == ENCRYPTED


@pytest.mark.parametrize("limit", ["MOST_PARTS", "MOST_UNPACKED", "MOST_OF_A_PART"])
def test_limits_are_on_parts_that_nobody_asks_for(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    assert open_package(zipped(PARTS | {"xl/media/a.png": "x" * 100}))
    monkeypatch.setattr(safety, limit, 1)
    with pytest.raises(TooLargeError):
        open_package(zipped(PARTS | {"xl/media/a.png": "x" * 100}))


def test_a_flat_part_that_nobody_asks_for_is_a_bomb_as_well() -> None:
    with pytest.raises(TooLargeError):
        open_package(zipped(PARTS | {"xl/media/a.png": bytes(2 * RATIO_FLOOR)}))


def test_xml_is_told_by_names_without_namespace() -> None:
    assert told(b'<x:a xmlns:x="urn:x" b="1">c<x:d/>e</x:a>') == ["<a{'b': '1'}", "c", "<d", "d", "e", "a"]


def test_xml_in_a_chinese_encoding_is_read() -> None:
    assert told('<?xml version="1.0" encoding="GB2312"?><a>党建</a>'.encode("gb18030")) == ["<a", "党建", "a"]


def test_any_document_type_is_refused() -> None:
    assert fault_in(b"<!DOCTYPE a SYSTEM 'a.dtd'><a/>") == DECLARES
    assert fault_in("<?xml version='1.0' encoding='gbk'?><!DOCTYPE a []><a>党</a>".encode("gbk")) == DECLARES


def test_what_a_listener_does_not_understand_is_damage() -> None:
    def listen(_: str, attributes: dict[str, str]) -> None:
        int(attributes["r"])

    with pytest.raises(DocumentError) as caught:
        scan(b"<a r='x'/>", listen)
    assert caught.value.message == DAMAGED
    with pytest.raises(DocumentError) as caught:
        scan(b"<a/>", listen)
    assert caught.value.message == DAMAGED


def test_depth_and_length_are_limited() -> None:
    most = safety.MOST_DEPTH
    scan(b"<a>" * most + b"</a>" * most, lambda *_: None)
    assert fault_in(b"<a>" * (most + 1) + b"</a>" * (most + 1)) == DAMAGED
    assert fault_in(b"<a b='" + b"c" * safety.MOST_OF_A_TAG + b"'/>") == DAMAGED
    assert fault_in(b"<a>" + b"<!---->" * (safety.MOST_ASIDES + 1) + b"</a>") == DAMAGED
    assert fault_in("<a/>".encode("utf-16")) == DAMAGED
