"""Cells of tables are no headings, and the headings around a table hold again behind it: in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorer.documents.extract import Block
from scorer.documents.formats import docx, html, odt, rtf
from scorer.documents.sentences import read_block_sentences
from scorer.model import Part
from tests.unit.documents.formats.made import opendocument, p, word
from tests.unit.documents.formats.made import rtf as rich

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scorer.documents.extract import Extract

BEFORE = ["某局抓党建工作情况", "今年以来，某局围绕中心抓党建，现报告如下。", "二、主要做法"]
ROWS = [["项目", "完成情况"], ["学习教育", "开展集中学习12次"], ["为民服务", "上门办理事项30件"]]
AFTER = "机关党委每月调度一次。"
EXPECTED = [
    ("某局抓党建工作情况", Part.TITLE, ""),
    ("今年以来，某局围绕中心抓党建，现报告如下。", Part.BODY, ""),
    ("二、主要做法", Part.HEADING, ""),
    *((cell, Part.BODY, "二、主要做法") for row in ROWS for cell in row),
    (AFTER, Part.BODY, "二、主要做法"),
]


def as_word() -> Extract:
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in ROWS)
    return docx.read(word("".join(map(p, BEFORE)) + f"<w:tbl>{rows}</w:tbl>" + p(AFTER)))


def as_opendocument() -> Extract:
    def para(text: str) -> str:
        return f"<text:p>{text}</text:p>"

    cells = [[f"<table:table-cell>{para(cell)}</table:table-cell>" for cell in row] for row in ROWS]
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    return odt.read(opendocument("".join(map(para, BEFORE)) + f"<table:table>{rows}</table:table>" + para(AFTER)))


def as_page() -> Extract:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    before = "".join(f"<p>{line}</p>" for line in BEFORE)
    page = f'<html><meta charset="utf-8"><body>{before}<table>{rows}</table><p>{AFTER}</p></body></html>'
    return html.read(page.encode())


def as_rich_text() -> Extract:
    rows = "".join(
        rf"\trowd\cellx4000\cellx8000\pard\intbl {''.join(cell + chr(92) + 'cell ' for cell in row)}\row "
        for row in ROWS
    )
    body = "".join(rf"\pard {line}\par " for line in BEFORE) + rows + rf"\pard {AFTER}\par "
    return rtf.read(rich("".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in body)))


def told(blocks: Sequence[Block]) -> list[tuple[str, Part, str]]:
    text = "\n".join(block.text for block in blocks)
    return [(text[one.start : one.end], one.part, one.heading) for one in read_block_sentences(text, blocks)]


@pytest.mark.parametrize("made", [as_word, as_opendocument, as_page, as_rich_text])
def test_cells_are_no_headings_and_the_section_goes_on_behind_the_table(made: Callable[[], Extract]) -> None:
    assert told(made().blocks) == EXPECTED


def test_a_heading_in_a_cell_of_several_paragraphs_holds_up_to_the_end_of_its_row() -> None:
    blocks = [
        Block("一、总体情况", Part.HEADING),
        Block("（一）抓学习", row=(1,), opens=True),
        Block("本局组织学习。", row=(1,)),
        Block("内表一格。", row=(1, 2), opens=True),
        Block("表后半段。", row=(1,), opens=True),
        Block("下一行。", row=(3,), opens=True),
        Block("表后。", opens=True),
    ]
    headings = [heading for _, _, heading in told(blocks)]
    assert headings == ["", "", "（一）抓学习", "（一）抓学习", "（一）抓学习", "一、总体情况", "一、总体情况"]
