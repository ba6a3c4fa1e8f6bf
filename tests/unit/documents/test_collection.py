"""A folder of any files: each is read or named, and timed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import collection
from tests.unit.documents.formats import made

if TYPE_CHECKING:
    from pathlib import Path


def test_each_file_is_read_or_named_and_has_its_time(tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "a.docx").write_bytes(made.word(made.p("我局开展主题党日。")))
    (sent / "b.docx").write_bytes(b"PK\x03\x04")
    (sent / "c.rtf").write_bytes(made.rtf(r"\v 隐藏\par"))
    (sent / "d.zip").write_bytes(made.zipped({}))
    outcome, slowest = collection.run(sent, tmp_path / "out")
    assert (outcome.read, outcome.named.total(), outcome.other) == (1, 3, ())
    assert sorted(source for _, source in slowest) == ["a.docx", "b.docx", "c.rtf"]  # nothing was read of d.zip
