"""Messages as holders of documents: what is attached is read as files of a zip file are."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.container import Budget
from scorer.documents.archive import Member, members, read_member
from scorer.documents.find import find_documents
from scorer.documents.letter import open_letter
from scorer.documents.read import read_report
from scorer.errors import DocumentError
from tests.unit.zips import zipped

REPORT = "我局组织学习12次。".encode()


def message(text: str = "材料见附件，请查收。") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.cn", "b@example.cn", "报送材料"
    made.set_content(text)
    return made


def attach(made: EmailMessage, name: str, data: bytes = REPORT) -> EmailMessage:
    made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "来信.eml"


def test_attachments_are_documents_and_a_covering_note_is_none(path: Path) -> None:
    made = attach(attach(message(), "甲局总结.txt"), "甲局总结.txt")
    path.write_bytes(attach(made, "../../附表.csv").as_bytes())
    names = [member.inside for member in members(path) or []]
    assert names == [("甲局总结.txt",), ("甲局总结 (2).txt",), ("附表.csv",)]
    assert read_member(path, ("甲局总结.txt",)) == REPORT


def test_a_message_that_reports_itself_is_a_document_beside_its_attachments(path: Path) -> None:
    path.write_bytes(attach(message("我局组织学习12次。" * 30), "甲局.txt").as_bytes())
    found, unread = find_documents([path])
    assert [one.source for one in found] == ["来信.eml", "来信.eml/甲局.txt"]
    assert unread == []
    assert [read_report(one).text.count("组织学习12次") for one in found] == [30, 1]


def test_a_message_without_attachments_is_a_document_as_it_is(path: Path) -> None:
    path.write_bytes(message().as_bytes())
    assert members(path) is None


def test_pictures_in_the_text_and_signatures_are_passed_over_but_attached_pictures_are_told(path: Path) -> None:
    made = message()
    made.add_alternative("<p>见附件<img src=cid:a></p>", subtype="html")
    made.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<a>", filename="logo.png")
    made.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="扫描.jpg")
    made.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    path.write_bytes(made.as_bytes())
    assert members(path) == [Member(("扫描.jpg",))]


def test_zip_files_and_forwarded_messages_are_opened_in_turn(path: Path) -> None:
    made = attach(message(), "材料.zip", zipped({"乙局.txt": REPORT}))
    made.add_attachment(attach(message(), "丙局.txt"))
    path.write_bytes(made.as_bytes())
    inside = [("材料.zip", "乙局.txt"), ("报送材料.eml", "丙局.txt")]
    assert members(path) == [Member(one) for one in inside]
    assert [read_member(path, one) for one in inside] == [REPORT, REPORT]
    outer = path.with_name("各局.zip")
    outer.write_bytes(zipped({"甲/来信.eml": path.read_bytes()}))
    assert members(outer) == [Member(("甲/来信.eml", *one)) for one in inside]


def test_messages_in_messages_end_at_the_depth_of_archives(path: Path) -> None:
    made = attach(message(), "底.txt")
    for _ in range(5):
        outer = message()
        outer.add_attachment(made)
        made = outer
    path.write_bytes(made.as_bytes())
    (member,) = members(path) or []
    assert member.inside == ("报送材料.eml",) * 3
    assert member.refusal is not None
    assert "超过 3 层" in member.refusal.zh


@pytest.mark.parametrize("encoded", ["=?gb18030?B?vNe+1tfcveEudHh0?=", '"=?gb18030?B?vNe+1tfcveEudHh0?="'])
def test_names_as_chinese_mail_programs_write_them_are_read(encoded: str, path: Path) -> None:
    path.write_bytes(attach(message(), "x.txt").as_bytes().replace(b'filename="x.txt"', f"filename={encoded}".encode()))
    assert members(path) == [Member(("甲局总结.txt",))]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_message_is_opened_or_told(data: st.DataObject) -> None:
    good = bytearray(attach(attach(message(), "甲局.txt"), "乙.zip", zipped({"乙局.txt": REPORT})).as_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        letter = open_letter(bytes(good[: data.draw(st.integers(0, len(good)))]), Budget())
        for name in letter.names:
            letter.read(name)
    except DocumentError:
        pass
