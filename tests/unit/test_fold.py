import re

from hypothesis import given
from hypothesis import strategies as st

from scorer.fold import fold

MIXED = st.text(alphabet="党员发挥作用，。１２Ａａ％ab 3\n\t\u3000\u00a0\u200b\ufeff*機關後", max_size=60)


def test_white_space_inside_chinese_goes() -> None:
    assert fold("党 员先\n\n锋　岗\u200b，20 个").text == "党员先锋岗，20个"


def test_white_space_between_latin_words_is_one_space() -> None:
    assert fold("用 open  source\n软件").text == "用open source软件"


def test_full_width_letters_and_figures_become_half_width() -> None:
    assert fold("获Ａ级评价，占９８％").text == "获A级评价，占98%"


def test_traditional_characters_become_simplified_each_at_its_place() -> None:
    assert fold("黨組織發揮作用，一組組數據").text == "党组织发挥作用，一组组数据"


def test_emphasis_marks_do_not_part_a_phrase() -> None:
    assert fold("打造**党建**品牌").text == "打造党建品牌"


def test_a_match_is_led_back_to_what_stands_in_the_original() -> None:
    text = "近年来，支部发\n\n挥作用。"
    folded = fold(text)
    at = folded.text.index("发挥")
    assert text[folded.original(at) : folded.original(at + 1) + 1] == "发\n\n挥"


def test_sentence_bounds_are_led_into_the_folded_text() -> None:
    text = "甲局 开会。\n\n乙局学\n习。"
    folded = fold(text)
    start = text.index("乙")
    assert folded.text[folded.folded(start) : folded.folded(len(text))] == "乙局学习。"
    assert folded.text[folded.folded(0) : folded.folded(start - 2)] == "甲局开会。"


@given(MIXED)
def test_each_folded_character_stands_for_one_of_the_original(text: str) -> None:
    folded = fold(text)
    places = [folded.original(position) for position in range(len(folded.text))]
    assert places == sorted(set(places))
    for place, character in zip(places, folded.text, strict=True):
        assert character == " " or fold(text[place]).text == character  # a space stands for a run of them
        assert folded.folded(place) == folded.text.index(character, places.index(place))


@given(MIXED)
def test_nothing_but_white_space_and_emphasis_is_dropped(text: str) -> None:
    folded = fold(text)
    kept = {folded.original(position) for position in range(len(folded.text))}
    dropped = "".join(character for place, character in enumerate(text) if place not in kept)
    assert re.fullmatch(r"[\s\u200b\ufeff*]*", dropped)


@given(MIXED)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text())
def test_any_text_folds(text: str) -> None:
    folded = fold(text)
    assert 0 <= folded.folded(len(text)) == len(folded.text)
