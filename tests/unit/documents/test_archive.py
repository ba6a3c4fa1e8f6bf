from __future__ import annotations

import os
from pathlib import Path

import pytest

from scorer.container import Budget
from scorer.documents import archive as subject
from scorer.documents.archive import Member, members, read_member
from scorer.errors import DocumentError
from tests.unit.zips import encrypted, patched, with_names_in, zipped

MB = 1024 * 1024


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "材料.zip"


def held(path: Path) -> list[tuple[str, str]]:
    """Names, and beginnings of reasons, of what a zip file holds."""
    return [
        ("/".join(member.inside), member.refusal.zh[:8] if member.refusal else "") for member in members(path) or []
    ]


def test_documents_in_zip_files_in_a_zip_file_are_found_and_read(path: Path) -> None:
    inner = zipped({"乙局.txt": "二"})
    path.write_bytes(zipped({"甲局.txt": "一", "下级/乙.zip": zipped({"更下.ZIP": inner}), "丙局.txt": "三"}))
    inside = [("甲局.txt",), ("下级/乙.zip", "更下.ZIP", "乙局.txt"), ("丙局.txt",)]
    assert members(path) == [Member(one) for one in inside]
    assert [read_member(path, one).decode() for one in inside] == ["一", "二", "三"]


def test_zip_files_too_deep_in_others_are_told(path: Path) -> None:
    data = zipped({"深.txt": "x"})
    for name in ("四.zip", "三.zip", "二.zip"):
        data = zipped({name: data})
    path.write_bytes(data)
    assert held(path) == [("二.zip/三.zip/四.zip", "压缩包里套压缩包")]


def test_a_zip_file_of_itself_comes_to_an_end(path: Path) -> None:
    data = zipped({"a.txt": "x"})
    for _ in range(5):
        data = zipped({f"{number}.zip": data for number in range(10)})
    path.write_bytes(data)
    assert len(held(path)) == 10 * 10 * 10


def test_office_documents_are_not_walked(path: Path) -> None:
    path.write_bytes(zipped({"word/document.xml": "<w/>"}))
    assert members(path) is None
    path.write_bytes(zipped({"甲局.zip": zipped({"word/document.xml": "<w/>"})}))
    assert members(path) == [Member(("甲局.zip",))]


def test_what_cannot_be_opened_is_told_and_the_rest_walked(path: Path) -> None:
    path.write_bytes(
        zipped(
            {
                "a.zip": "damaged",
                "b.zip": encrypted(zipped({"x": "y"})),
                "c.zip": zipped({}),
                "d.zip": zipped({"bomb.zip": bytes(20 * MB)}),
                "e.txt": "x",
            }
        )
    )
    assert held(path) == [
        ("a.zip", "文件已损坏或不完"),
        ("b.zip", "文件已加密，需要"),
        ("c.zip", "压缩包是空的，里"),
        ("d.zip/bomb.zip", "文件展开后大得不"),
        ("e.txt", ""),
    ]


def test_zip_files_in_one_another_share_what_may_be_unpacked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = zipped({"a.txt": os.urandom(1000)})
    path.write_bytes(zipped({f"{number}.zip": big for number in range(3)}))
    monkeypatch.setattr(subject, "Budget", lambda: Budget(2500))
    assert [reason for _, reason in held(path)] == ["", "", "文件展开后大得不"]


def test_too_many_documents_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MOST_ENTRIES", 5)
    path.write_bytes(zipped({f"{number}.zip": zipped({"a": "", "b": ""}) for number in range(3)}))
    with pytest.raises(DocumentError, match="more than 20000 files"):
        members(path)


def test_one_encrypted_document_is_told_when_it_is_read(path: Path) -> None:
    path.write_bytes(patched(zipped({"a.txt": "x", "b.txt": "y"}), 8, b"\1\0", only=1))
    assert held(path) == [("a.txt", ""), ("b.txt", "")]
    assert read_member(path, ("a.txt",)) == b"x"
    with pytest.raises(DocumentError) as caught:
        read_member(path, ("b.txt",))
    assert caught.value.message.zh == "压缩包里的这份文件已加密；请用密码解压后再评。"


def test_names_of_chinese_windows_are_read_as_they_were_written(path: Path) -> None:
    path.write_bytes(with_names_in("gbk", {"子文件夹/甲局.docx": "x", "乙局（终稿）.doc": "y"}))
    assert [name for name, _ in held(path)] == ["子文件夹/甲局.docx", "乙局（终稿）.doc"]
    assert read_member(path, ("乙局（终稿）.doc",)) == b"y"


def test_a_zip_file_that_changed_is_opened_anew(path: Path) -> None:
    for number, content in enumerate((b"old", b"newer")):
        path.write_bytes(zipped({"a.txt": content}))
        os.utime(path, ns=(number, number))
        assert read_member(path, ("a.txt",)) == content
