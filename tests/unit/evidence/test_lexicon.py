from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.evidence.lexicon import Kind, Lexicon, _as_folded
from tests.unit.small_rubric import rubric

LEXICON = Lexicon(rubric())


def kinds(text: str) -> list[tuple[str, list[Kind]]]:
    hits = LEXICON.hits(text)
    return [(text[hit.start : hit.end], [role.kind for role in hit.roles]) for hit in hits if hit.roles]


def test_a_word_inside_a_longer_word_of_its_family_is_left_out() -> None:
    assert kinds("党员志愿服务队") == [("党员志愿服务队", [Kind.TERM])]
    assert kinds("党组织") == [("党组织", [Kind.RUNG])]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        (r"甲\(试行\)", "甲（试行）"),
        ("甲:乙,", "甲：乙，"),
        ("(?:甲|乙){2,3}", "(?:甲|乙){2,3}"),
        ("(?i:甲)[[:alpha:]]", "(?i:甲)[[:alpha:]]"),
        (r"\d+\.\d", r"\d+\.\d"),
    ],
)
def test_signs_of_a_pattern_are_written_as_in_folded_text_and_its_syntax_stays(written: str, folded: str) -> None:
    assert _as_folded(written) == folded


def test_words_that_only_overlap_are_both_found() -> None:
    assert [word for word, _ in kinds("理论学习型社会")] == ["理论学习", "学习型社会"]


def test_a_pattern_is_found_with_its_place() -> None:
    text = "老党员宣讲12场"
    (hit,) = LEXICON.pattern_hits(text, LEXICON.hits(text))
    assert (hit.start, hit.end, hit.roles[0].kind, hit.roles[0].owner) == (3, 8, Kind.PATTERN, "S")


@given(st.text("党员志愿服务队理论学习型社会组织开展讲课", max_size=40))
def test_hits_come_in_order_and_stand_where_they_say(text: str) -> None:
    hits = LEXICON.hits(text)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@given(st.text("老党员宣讲12场被市委评为", max_size=30))
def test_no_pattern_is_missed_for_want_of_its_literals(text: str) -> None:
    found = {(hit.start, hit.end, hit.roles[0]) for hit in LEXICON.pattern_hits(text, LEXICON.hits(text))}
    for pattern in LEXICON._patterns:
        for match in pattern.regex.finditer(text):
            assert (match.start(), match.end(), pattern.role) in found
