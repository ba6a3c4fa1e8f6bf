from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.evidence.quantity import Figures
from scorer.model import Quantity

FIGURES = Figures(["件", "次", "名", "场", "场次", "人次", "人", "元", "%", "个百分点", "个", "家"])


@pytest.mark.parametrize(
    ("sentence", "quantity"),
    [
        ("办实事2.8万余件", Quantity("2.8万余件", 28000, "件", True)),
        ("覆盖1,234人次", Quantity("1,234人次", 1234, "人次", False)),
        ("满意率98.3%", Quantity("98.3%", 98.3, "%", False)),
        ("提高2.4个百分点", Quantity("2.4个百分点", 2.4, "个百分点", False)),
        ("投入3亿元", Quantity("3亿元", 300_000_000, "元", False)),
        ("宣讲二十余场次", Quantity("二十余场次", 20, "场次", True)),
        ("走访一百零五家", Quantity("一百零五家", 105, "家", False)),
        ("选派七名", Quantity("七名", 7, "名", False)),
        ("近百件", Quantity("百件", 100, "件", False)),
        ("走访十余家", Quantity("十余家", 10, "家", True)),
        ("超过300人", Quantity("300人", 300, "人", True)),
        ("50人以上", Quantity("50人以上", 50, "人", True)),
    ],
)
def test_a_figure_is_read_with_its_value_and_unit(sentence: str, quantity: Quantity) -> None:
    assert [figure.quantity for figure in FIGURES.find(sentence)] == [quantity]


@pytest.mark.parametrize(
    "sentence",
    [
        "三会一课",
        "一单位一品牌",
        "第12场",
        "2023年",
        "十分重视",
        "两个维护",
        "五个家",
        "第3.5个",
        "第十三次",
        "千件实事",
        "四次全会",
    ],
)
def test_set_phrases_ordinals_and_years_count_nothing(sentence: str) -> None:
    assert FIGURES.find(sentence) == []


def test_figures_come_in_order_with_their_places() -> None:
    sentence = "12人办3件实事"
    assert [(f.span.start, f.span.end, f.span.text) for f in FIGURES.find(sentence)] == [
        (0, 3, "12人"),
        (4, 6, "3件"),
    ]


@given(st.integers(0, 10**9), st.sampled_from(["件", "人次", "%"]))
def test_any_whole_number_is_read_as_itself(number: int, unit: str) -> None:
    (figure,) = FIGURES.find(f"共{number}{unit}")
    assert (figure.quantity.value, figure.quantity.unit) == (number, unit)


@given(st.text("一二三十百千万余多第0123456789.,，%件人次"))
def test_no_text_makes_it_fail_and_what_is_found_stands_there(sentence: str) -> None:
    for figure in FIGURES.find(sentence):
        assert sentence[figure.span.start : figure.span.end] == figure.quantity.text
        assert figure.quantity.value >= 0
