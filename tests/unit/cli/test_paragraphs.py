from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scorer.cli.paragraphs import show_paragraph, wrapped


def test_chinese_takes_two_columns_a_character_and_no_mark_begins_a_line() -> None:
    assert wrapped("理论学习抓得紧，成效好。", "- ", "  ", 16) == ["- 理论学习抓得", "  紧，成效好。"]
    assert wrapped("理论学习抓得，紧", "- ", "  ", 14) == ["- 理论学习抓", "  得，紧"]


def test_latin_words_and_figures_stay_whole() -> None:
    assert wrapped("it tells a plan 2023年", "", "", 10) == ["it tells a", "plan 2023", "年"]


def test_no_words_are_one_line() -> None:
    assert wrapped("", "- ", "  ", 20) == ["-"]


@given(st.lists(st.sampled_from(["理", "学，", "abc", "（论）", "12:", " ", "“习”。"])), st.integers(12, 40))
def test_no_word_is_lost_and_no_line_too_wide(pieces: list[str], columns: int) -> None:
    words = "".join(pieces).replace("12:", "12: ").replace("abc", "abc ")
    lines = wrapped(words, "- ", "  ", columns)
    assert "".join("".join(lines).split()) == "-" + "".join(words.split())
    assert all(cell_len(line) <= columns for line in lines)


def test_what_a_terminal_would_obey_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    show_paragraph("甲\x1b[2J乙\r\n丙", bold=True)
    assert capsys.readouterr().out == "甲[2J乙 丙\n"
