"""What a report says of itself."""

from __future__ import annotations

import pytest

from scorer.model import Report


@pytest.mark.parametrize(
    ("pages", "said"), [((3,), "第3页"), ((3, 5), "第3、5页"), ((1, 2, 3, 5, 7, 8), "第1–3、5、7–8页")]
)
def test_pages_without_text_are_named(pages: tuple[int, ...], said: str) -> None:
    (remark,) = Report("a.pdf", "", "", "", (), unread_pages=pages).remarks
    assert remark.zh == f"{said}没有读到文字（可能是扫描的图片，或页面已损坏），未评。"


def test_a_report_that_was_read_whole_has_no_remarks() -> None:
    assert Report("a.pdf", "", "", "", ()).remarks == ()
