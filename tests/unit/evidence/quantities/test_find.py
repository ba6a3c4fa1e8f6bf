from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.evidence.quantities.find import find_quantities
from scorer.fold import fold
from scorer.model import Quantity
from tests.unit.evidence.quantities.forms import FORMS, NOTHING

RUN = "1一百万来半年日块第、从至→，：+ .％%个"


def find(text: str) -> list[Quantity]:
    return find_quantities(fold(text).text)


def said(quantity: Quantity) -> str:
    value = quantity.date if quantity.value is None else f"{quantity.value:.15g}"
    return f"{quantity.kind.value} {quantity.text} {value} {quantity.unit} {quantity.bound.value}"


@pytest.mark.parametrize("text", FORMS)
def test_a_form_is_read_with_its_value_and_unit(text: str) -> None:
    assert [said(quantity) for quantity in find(text)] == FORMS[text]


@pytest.mark.parametrize("text", NOTHING)
def test_set_phrases_names_and_titles_count_nothing(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "whole", "before", "value"),
    [
        ("从第11位提升至第5位", "从第11位提升至第5位", 11, 5),
        ("由24.9%上升到64.6%", "由24.9%上升到64.6%", 24.9, 64.6),
        ("办结时限从15天压缩至3天以内", "从15天压缩至3天以内", 15, 3),
        ("从2019年的24.9%上升到2023年的64.6%", "从2019年的24.9%上升到2023年的64.6%", 24.9, 64.6),
        ("环节由9个减为4个", "由9个减为4个", 9, 4),
        ("排名从全省16州（市）第7位上升至第5位", "从全省16州（市）第7位上升至第5位", 7, 5),
        ("位次从第九名爬到第三名", "从第九名爬到第三名", 9, 3),
        ("时限由60天→20天", "由60天→20天", 60, 20),
        ("满意率：80%→95%", "80%→95%", 80, 95),
        ("由五天缩到半天", "由五天缩到半天", 5, 0.5),
        ("收入由5万元增长到86万元", "由5万元增长到86万元", 50_000, 860_000),
    ],
)
def test_what_is_told_from_one_value_to_another_is_one_quantity(
    text: str, whole: str, before: float, value: float
) -> None:
    (quantity,) = find(text)
    assert (quantity.text, quantity.before, quantity.value) == (whole, before, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3至5个", 3, 5),
        ("3—5天", 3, 5),
        ("10%—20%", 10, 20),
        ("两三个", 2, 3),
        ("七八十人", 70, 80),
        ("70分至84分", 70, 84),
    ],
)
def test_a_range_is_one_quantity_with_both_ends(text: str, low: float, high: float) -> None:
    (quantity,) = find(text)
    assert (quantity.text, quantity.value, quantity.upper) == (text, low, high)


def test_values_without_a_word_for_the_change_stay_apart() -> None:
    assert [quantity.before for quantity in find("从3个部门抽调5个干部")] == [None, None]


def test_quantities_come_in_order_with_their_places() -> None:
    text = "12人办3件实事，满意率98.3%，居全市第2位"
    assert [(one.start, one.text) for one in find(text)] == [(0, "12人"), (4, "3件"), (12, "98.3%"), (21, "第2位")]


@given(st.integers(0, 10**9), st.sampled_from(["件", "人次", "%", "个百分点"]))
def test_any_whole_number_is_read_as_itself(number: int, unit: str) -> None:
    (quantity,) = find(f"共{number}{unit}")
    assert (quantity.value, quantity.unit) == (number, unit)


@given(st.text("一二三十百千万余多来半第从由至到→前居首年月日块0123456789.,，+% 、：件人次个成《》“”", max_size=60))
def test_no_text_makes_it_fail_and_what_is_found_stands_there_once(text: str) -> None:
    found = find_quantities(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.value is None or one.value >= 0 for one in found)


@given(st.sampled_from(RUN), st.sampled_from(RUN))
def test_long_runs_are_read_in_good_time(first: str, second: str) -> None:
    find_quantities((first + second) * 5_000)
