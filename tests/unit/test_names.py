import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.documents.find import find_documents
from scorer.documents.read import read_report
from scorer.errors import UsageError
from scorer.names import in_text, spelt

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps names of any bytes")


@linux
@pytest.mark.parametrize("name", ["宁夏", "双鸭山市2024年总结", "昌吉州（终稿）", "材料1/青浦区"])
def test_a_gbk_name_is_read(name: str) -> None:
    assert in_text(os.fsdecode(f"{name}.txt".encode("gbk"))) == f"{name}.txt"


@linux
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("über.txt".encode("latin-1"), r"\xfcber.txt"),
        ("été.txt".encode("latin-1"), r"\xe9t\xe9.txt"),
        (b"\xff\xfe.txt", r"\xff\xfe.txt"),
        ("总结".encode() + b"\xa0.txt", r"总结\xa0.txt"),
    ],
)
def test_bytes_that_are_no_chinese_are_spelt_out(name: bytes, shown: str) -> None:
    assert in_text(os.fsdecode(name)) == shown


def test_a_name_in_utf_8_stays_but_for_controls() -> None:
    assert in_text("东区/總結 1.txt") == spelt("东区/總結 1.txt") == "东区/總結 1.txt"
    assert in_text("a\nb\x07.txt") == r"a\nb\x07.txt"


@linux
@given(st.binary(min_size=1))
def test_any_name_can_be_encoded(name: bytes) -> None:
    for shown in (in_text(os.fsdecode(name)), spelt(os.fsdecode(name))):
        assert shown.encode().decode() == shown
        assert not any(character < " " for character in shown)


@linux
def test_a_file_is_read_by_its_bytes_and_shown_in_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("县林业局.txt".encode("gbk"))
    path.write_text("本局召开党组会。", encoding="utf-8")
    (found,), unread = find_documents([tmp_path])
    assert (found.path, found.source, unread) == (path, "县林业局.txt", [])
    assert read_report(found).title == "县林业局"


@linux
def test_a_name_in_two_encodings_is_two_names(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gbk"):
        (tmp_path / os.fsdecode("材料.txt".encode(encoding))).write_text("本局召开党组会。", encoding="utf-8")
    found, _ = find_documents([tmp_path])
    assert [f.source for f in found] == [r"\xb2\xc4\xc1\xcf.txt", "材料.txt"]


@linux
def test_a_missing_path_is_named_in_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        find_documents([tmp_path / os.fsdecode("总结.txt".encode("gbk"))])
    assert "总结.txt" in caught.value.message.zh
