"""Text of reports stays text, whatever it looks like."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scorer.model import Lang, Results, Text
from scorer.workbook import labels
from scorer.workbook.calibration import labels as calibration_labels
from scorer.workbook.columns import EVIDENCE
from scorer.workbook.comparison import labels as comparison_labels
from scorer.workbook.merged import labels as merged_labels
from scorer.workbook.page import Page
from scorer.workbook.sheets.evidence import highlight
from scorer.workbook.styles import Style, Styles
from scorer.workbook.text import CUT_MARK, clean, display_width, lines, sheet_name, shorten
from scorer.workbook.write import write_workbook
from scorer.xlsx.cells import CELL_LIMIT
from tests.unit.workbook.workbook_results import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # with controls and lone surrogates
NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "=cmd|' /C calc'!A0",
    "\ud800=A1",
    "\x00=A1",
    "1e5",
    "TRUE",
    "'x",
]


def read_back(*texts: str) -> list[tuple[str | None, str]]:
    workbook = Workbook()
    page = Page(workbook.worksheets[0], Styles(workbook), Lang.ZH)
    for row, text in enumerate(texts, 1):
        page.put(row, 1, text, Style.TEXT)
        page.put(row, 2, highlight(text, ("A", "=", "党建")), Style.TEXT)
    buffer = BytesIO()
    workbook.save(buffer)
    sheet = load_workbook(buffer).worksheets[0]
    assert [c.value for c in sheet["A"]] == [c.value for c in sheet["B"]]
    return [(cell.value, cell.data_type) for cell in sheet["A"]]


@pytest.mark.parametrize("text", NASTY)
def test_text_that_looks_like_a_formula_stays_text(text):
    assert read_back(text) == [(clean(text), "s")]


@settings(deadline=None)  # each example writes and reads a file
@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_any_text_reads_back_as_its_cleaned_self(texts):
    assert [value or "" for value, _ in read_back(*texts, ".")] == [*map(clean, texts), "."]


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)
    assert "_x005F_" in once or clean(once) == once


def test_text_from_reports_reaches_no_formula(results: Results, tmp_path: Path):
    card = results.scorecards[0]
    nasty = '=HYPERLINK("http://x","y")'
    first = replace(card.criteria[0].evidence[0], quote=nasty, cues=("=",), agency="@x", why=Text("-1", "-1"))
    criteria = (replace(card.criteria[0], evidence=(first,)), *card.criteria[1:])
    report = replace(card.report, title="=\"a\"&'b'!c", source="+x.txt")
    write_workbook(
        replace(results, scorecards=(replace(card, reports=(report,), criteria=criteria),)),
        tmp_path / "nasty.xlsx",
        Lang.ZH,
        record,
    )
    book = load_workbook(tmp_path / "nasty.xlsx")
    quote = book["证据"].cell(2, EVIDENCE.number("quote"))
    assert (quote.value, quote.data_type) == (nasty, "s")
    formulas = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert not [formula for formula in formulas if "http" in formula]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_editing_a_quote_with_marked_cues_makes_no_formula_of_it(start):
    workbook = Workbook()
    page = Page(workbook.worksheets[0], Styles(workbook), Lang.ZH)
    page.put(1, 1, highlight(f"{start}党建", ("党建",)), Style.TEXT)
    page.put(2, 1, highlight("党建=1", ("党建",)), Style.TEXT)
    buffer = BytesIO()
    workbook.save(buffer)
    sheet = load_workbook(buffer).worksheets[0]
    assert [sheet["A1"].quotePrefix, sheet["A2"].quotePrefix] == [True, False]


def test_text_is_cut_at_the_limit_of_a_cell_in_utf16_units():
    for text in ("党" * 40_000, "𠀀" * 20_000, "a" + "𠀀" * 20_000):
        cut = clean(text)
        assert CELL_LIMIT - 1 <= len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
        assert cut.endswith(CUT_MARK)
    assert clean("𠀀" * 16_383 + "a") == "𠀀" * 16_383 + "a"


def test_escapes_of_spreadsheets_in_a_report_stay_word_for_word():
    assert clean("_x0041_") == "_x005F_x0041_"
    assert clean("_x_ _xyz_") == "_x_ _xyz_"


def test_cues_are_marked_longest_first():
    parts = highlight("机关党建与党建", ("党建", "机关党建"))
    assert [str(part) for part in parts] == ["机关党建", "与", "党建"]
    assert highlight("没有", ("党建",)) == "没有"


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("1 [通知]:*?/\\报告", "1 通知 报告"),
        ("'引号'", "引号"),
        ("党" * 100, "党" * 30 + "…"),
        ("\x00\n", "-"),
        ("History", "History_"),
        ("𠀀" * 20, "𠀀" * 15 + "…"),
    ],
)
def test_sheet_names_are_legal(wanted, name):
    assert sheet_name(wanted, set()) == name


def test_sheet_names_are_unique_whatever_their_case():
    taken: set[str] = set()
    assert [sheet_name(n, taken) for n in ("Abc", "aBC", "党" * 40, "党" * 40)] == [
        "Abc",
        "aBC (2)",
        "党" * 30 + "…",
        "党" * 26 + "… (2)",
    ]


@given(st.lists(ANY_TEXT, max_size=6))
def test_any_titles_give_legal_sheet_names(titles):
    taken: set[str] = set()
    names = [sheet_name(title, taken) for title in titles]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_a_chinese_character_is_as_wide_as_two_latin_ones():
    assert (display_width("模范ab"), lines("模范机关创建", 7.5), lines("a\nb", 10)) == (6, 2, 2)
    assert lines("recognised by peers", 15) == 2
    assert (lines("aaaa bbbb cccc", 11), lines("aaaaaa bbbbbb cc", 11), lines("a" * 30 + " b", 11.5)) == (2, 2, 4)
    assert shorten("昭通市直机关模范机关创建", 12) == "昭通市直机…"


@pytest.mark.parametrize("module", [labels, calibration_labels, comparison_labels, merged_labels])
def test_every_label_has_both_languages(module: ModuleType):
    texts = list(said(vars(module)))
    assert len(texts) > 30
    assert all(text.zh and text.en for text in texts)


def said(value: object) -> Iterator[Text]:
    """All texts in a module's names, however deep in tuples and mappings."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from said(one)
    elif isinstance(value, dict):
        yield from said([one for name, one in value.items() if not str(name).startswith("__")])
