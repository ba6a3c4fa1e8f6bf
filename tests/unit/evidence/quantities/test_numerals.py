from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.evidence.quantities.numerals import value_of


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1，200", 1200),
        ("2.8万余", 28000),
        ("3千", 3000),
        ("一百零五", 105),
        ("十", 10),
        ("十二", 12),
        ("廿三", 23),
        ("千万", 10_000_000),
        ("百亿", 10_000_000_000),
        ("一万亿", 1_000_000_000_000),
        ("一万二千三百", 12300),
        ("贰拾", 20),
        ("二〇二三", 2023),
        ("八点五", 8.5),
        ("131290.1万", 1312901000),
    ],
)
def test_a_numeral_is_worth(numeral: str, value: float) -> None:
    assert value_of(numeral) == value


@given(st.integers(1, 9999))
def test_a_number_spelled_out_is_worth_itself(number: int) -> None:
    digits = [(number // 10**place % 10, unit) for place, unit in ((3, "千"), (2, "百"), (1, "十"), (0, ""))]
    spelled = ""
    for digit, unit in digits:
        if digit:
            spelled += "零一二三四五六七八九"[digit] + unit
        elif spelled and not spelled.endswith("零"):
            spelled += "零"
    assert value_of(spelled.rstrip("零")) == number
