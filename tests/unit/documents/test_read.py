import hashlib
from pathlib import Path

import pytest

from scorer.documents.find import Found
from scorer.documents.read import read_report
from scorer.errors import DocumentError
from scorer.model import Part


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
