from __future__ import annotations

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from scorer.evidence.trigger import required


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("满意度达", [{"满意度达"}]),
        ("满意[度率]达", [{"满意"}, {"度", "率"}, {"达"}]),
        ("(?:荣获|获评).{0,9}称号", [{"荣获", "获评"}, {"称号"}]),
        ("荣获|获评", [{"荣获", "获评"}]),
        ("(荣获|)称号", [{"称号"}]),
        ("称号?", [{"称"}]),
        ("(?:先进)?集体", [{"集体"}]),
        ("(?:先进)+集体", [{"先进"}, {"集体"}]),
        ("集{2,3}体系", [{"集"}, {"体系"}]),
        ("5[+]2", [{"5"}, {"+"}, {"2"}]),
        (r"\d+(?:项|件)", [{"项", "件"}]),
        (r"最多跑\(一\)次", [{"最多跑(一)次"}]),
        (r"\d+", []),
        ("[^，。]{2,8}", []),
        ("(?i)ABC", []),
        (r"\p{Han}+", []),
        ("窗口{²}", []),
        ("窗口{2,²}", []),
        ("窗口{1", []),
        ("窗{2}口{3,}", [{"窗"}, {"口"}]),
    ],
)
def test_what_a_pattern_cannot_match_without(pattern: str, literals: list[set[str]]) -> None:
    assert [set(literal) for literal in required(pattern)] == literals


def test_single_characters_are_left_out_beside_longer_literals() -> None:
    assert required("党员.*下沉.*到") == (frozenset({"党员"}), frozenset({"下沉"}))


PIECES = st.recursive(
    st.sampled_from(["甲", "乙丙", ".", "[甲丁]", "[^乙]", r"\d", "丁?", "甲*", "丙+", "乙{0,2}", "丁{2}"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: f"(?:{'|'.join(branches)})"),
        inner.map(lambda one: f"(?:{one})?"),
    ),
    max_leaves=6,
)


@given(PIECES, st.text("甲乙丙丁1", max_size=12))
def test_every_match_holds_one_of_each_required_set(pattern: str, text: str) -> None:
    for match in re2.finditer(pattern, text):
        for literals in required(pattern):
            assert any(literal in match.group() for literal in literals)


@given(st.text("甲乙(?:|)[]^\\*+?{1,2²}.$d", max_size=12))
def test_whatever_re2_takes_is_read_without_failing(pattern: str) -> None:
    try:
        re2.compile(pattern)
    except re2.error:
        return
    required(pattern)
