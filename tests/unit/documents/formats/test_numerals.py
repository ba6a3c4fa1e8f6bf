import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.documents.formats.numerals import _WRITERS, joined, numeral


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("decimal", {1: "1", 0: "0", 12: "12"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一〇一"}),
        ("chineseCountingThousand", {10: "十", 100: "一百", 101: "一百零一", 110: "一百一十", 1003: "一千零三"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("upperRoman", {9: "IX"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 21: "21"}),
        ("ideographEnclosedCircle", {1: "㊀"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("none", {1: ""}),
        ("unheardOf", {3: "3"}),
    ],
)
def test_numbers_are_written_as_word_shows_them(kind: str, written: dict[int, str]) -> None:
    assert {number: numeral(number, kind) for number in written} == written


@given(st.integers(), st.sampled_from(sorted(_WRITERS)))
def test_any_number_can_be_written(number: int, kind: str) -> None:
    assert numeral(number, kind) or kind == "none"


@pytest.mark.parametrize(
    ("number", "whole"),
    [("一、", "一、抓"), ("（一）", "（一）抓"), ("1.", "1. 抓"), ("第一章", "第一章 抓"), ("", "抓"), ("-", "- 抓")],
)
def test_a_space_follows_numbers_that_would_run_into_the_text(number: str, whole: str) -> None:
    assert joined(number, "抓") == whole
