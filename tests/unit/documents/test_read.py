import hashlib
import importlib
from pathlib import Path

import pytest

from scorer.documents import read
from scorer.documents.extract import Block, Extract
from scorer.documents.find import Found
from scorer.documents.read import READERS, Extraction, read_report
from scorer.errors import DocumentError
from scorer.model import Part
from tests.unit.zips import zipped


def test_a_report_is_read_with_its_title_and_sentences(tmp_path: Path) -> None:
    data = "机关党建工作总结\r\n\r\n组织学习12次。办实事30件；帮扶5户。\r\n".encode("utf-8-sig")
    (tmp_path / "a.txt").write_bytes(data)
    report = read_report(Found(tmp_path / "a.txt", "东区/a.txt"))
    assert (report.source, report.title) == ("东区/a.txt", "机关党建工作总结")
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert [(report.quote(s), s.part, s.paragraph) for s in report.sentences] == [
        ("机关党建工作总结", Part.TITLE, 1),
        ("组织学习12次。", Part.BODY, 2),
        ("办实事30件；", Part.BODY, 2),
        ("帮扶5户。", Part.BODY, 2),
    ]


def test_a_report_without_a_title_line_is_called_like_its_file(tmp_path: Path) -> None:
    (tmp_path / "县林业局.txt").write_text("我局开展义务植树。", encoding="utf-8")
    assert read_report(Found(tmp_path / "县林业局.txt", "县林业局.txt")).title == "县林业局"


@pytest.mark.parametrize(
    ("error", "fault"),
    [(FileNotFoundError(), "不见了"), (PermissionError(), "没有权限"), (OSError(5, "I/O"), "I/O")],
)
def test_a_file_that_does_not_open_is_told(error: OSError, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(DocumentError) as caught:
        read_report(Found(Path("a.txt"), "a.txt"))
    assert fault in caught.value.message.zh


@pytest.mark.parametrize("data", [b"\x89\x90\x85" * 50, bytes(range(256)) * 4])
def test_what_is_called_a_document_and_is_no_text_is_taken_for_damaged(data: bytes, tmp_path: Path) -> None:
    for name, fault in (("a.pdf", "扩展名不符"), ("a.doc", "扩展名不符"), ("a.txt", "UTF-8")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(DocumentError) as caught:
            read_report(Found(tmp_path / name, name))
        assert fault in caught.value.message.zh
    (tmp_path / "b.pdf").write_bytes(b"")
    with pytest.raises(DocumentError) as caught:
        read_report(Found(tmp_path / "b.pdf", "b.pdf"))
    assert "空的" in caught.value.message.zh


# --- other kinds than plain text ---------------------------------------------------------------


def put(path: Path, data: bytes) -> Found:
    path.write_bytes(data)
    return Found(path, path.name)


def reading(*blocks: Block, title: str = "", author: str = "", date: str = "") -> Extraction:
    return lambda _kind, _data: Extract(blocks, title, author, date)


def reason(found: Found, extraction: Extraction) -> str:
    with pytest.raises(DocumentError) as caught:
        read_report(found, extraction)
    return caught.value.message.zh


@pytest.fixture
def pdf(tmp_path: Path) -> Found:
    return put(tmp_path / "县林业局.pdf", b"%PDF-1.7")


def test_a_document_is_read_with_the_place_of_each_sentence(pdf: Found) -> None:
    report = read_report(
        pdf,
        reading(
            Block("机关党建工作总结", Part.TITLE, page=1),
            Block("组织学习12次。办实事30件。", page=1),
            Block("帮扶5户。", page=2),
            Block("评比表彰", cell="附表!A1"),
            author="张三",
            date="2024-01-02",
        ),
    )
    assert (report.title, report.author, report.date) == ("机关党建工作总结", "张三", "2024-01-02")
    assert report.text == "机关党建工作总结\n组织学习12次。办实事30件。\n帮扶5户。\n评比表彰"
    assert [(report.quote(s), s.part, s.paragraph, s.page, s.cell) for s in report.sentences] == [
        ("机关党建工作总结", Part.TITLE, 1, 1, ""),
        ("组织学习12次。", Part.BODY, 2, 1, ""),
        ("办实事30件。", Part.BODY, 2, 1, ""),
        ("帮扶5户。", Part.BODY, 3, 2, ""),
        ("评比表彰", Part.BODY, 4, None, "附表!A1"),
    ]


def test_the_same_words_give_the_same_sentences_as_plain_text(tmp_path: Path, pdf: Found) -> None:
    lines = [
        "机关党建工作总结",
        "县林业局",
        "一、强化政治引领",
        "我局组织学习12次。",
        "（一）抓学习。开展宣讲30场，",
        "覆盖全县。",
    ]
    plain = read_report(put(tmp_path / "a.txt", "\n".join(lines).encode()))
    document = read_report(pdf, reading(*map(Block, lines)))
    assert (document.text, document.sentences, document.title) == (plain.text, plain.sentences, plain.title)


def test_blocks_come_clean_and_in_one_line(pdf: Found) -> None:
    report = read_report(pdf, reading(Block(" \u3000我局\x00学习\r\n12次。\ud800 "), Block("\x07"), Block("帮扶5户。")))
    assert report.text == "我局 学习 12次。\n帮扶5户。"


@pytest.mark.parametrize(
    ("own", "first", "title"),
    [
        ("县林业局 2024年工作总结", "县林业局2024年工作总结", "县林业局2024年工作总结"),
        ("Microsoft Word - 文档1", "县林业局2024年工作总结", "县林业局2024年工作总结"),
        ("关于放假的通知", "我局开展义务植树，种下树木三百多棵。", "县林业局"),
        ("义务植树", "我局开展义务植树，种下树木三百多棵。", "义务植树"),
        ("我局", "我局开展义务植树，种下树木三百多棵。", "县林业局"),
    ],
)
def test_a_title_in_the_file_counts_where_the_text_bears_it_out(own: str, first: str, title: str, pdf: Found) -> None:
    report = read_report(pdf, reading(Block(first), Block("群众满意。"), title=own))
    assert report.title == title


def test_a_title_that_the_format_marks_comes_first(pdf: Found) -> None:
    blocks = (Block("工作简报"), Block("县林业局工作总结", Part.TITLE), Block("群众满意。"))
    assert read_report(pdf, reading(*blocks, title="工作简报")).title == "县林业局工作总结"


def test_a_document_without_words_is_told(pdf: Found) -> None:
    assert "没有文字" in reason(pdf, reading())
    assert "没有文字" in reason(pdf, reading(Block(" \n")))


def test_endless_text_is_told(pdf: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_CHARACTERS", 10)
    assert "超过 20 MB" in reason(pdf, reading(Block("党建引领促发展。"), Block("党建引领促发展。")))


def test_a_large_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_BYTES", 5000)
    assert read_report(put(tmp_path / "a.pdf", b"%PDF-".ljust(5000)), reading(Block("党建"))).text == "党建"
    assert "超过 256 MB" in reason(put(tmp_path / "a.pdf", b"%PDF-".ljust(5001)), reading(Block("党建")))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "空的"),
        ("a.docx", b"", "空的"),
        ("a.docx", bytes(100), "扩展名不符"),
        ("a.docx", b"PK\x03\x04", "已损坏"),
        ("a.docx", b"\xff\xd8\xff\xe0", "图片"),
        ("a.jpg", "党建".encode(), "图片"),
        ("a.zip", zipped({"a.txt": "x"}), "暂不支持"),
    ],
)
def test_what_is_no_document_is_told(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    assert said in reason(put(tmp_path / name, data), read.extract)


def test_a_document_in_a_zip_file_is_read_from_it(tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(zipped({"甲局.txt": "我局组织学习12次。"}))
    report = read_report(Found(path, "材料.zip/甲局.txt", ("甲局.txt",)))
    assert (report.title, report.text) == ("甲局", "我局组织学习12次。")
    assert report.sha256 == hashlib.sha256("我局组织学习12次。".encode()).hexdigest()


@pytest.mark.parametrize("module", READERS.values())
def test_each_kind_has_its_reader(module: str) -> None:
    assert callable(importlib.import_module(f"scorer.documents.formats.{module}").read)
