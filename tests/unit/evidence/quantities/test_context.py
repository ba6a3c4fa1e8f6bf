from __future__ import annotations

import pytest

from scorer.evidence.quantities.context import with_context
from scorer.evidence.quantities.find import find_quantities
from scorer.model import Quantity, QuantityKind, Trend


def tell(text: str, before: str = "") -> list[Quantity]:
    quantities = with_context(find_quantities(text), text, before)
    return [one for one in quantities if one.kind not in (QuantityKind.DATE, QuantityKind.SPAN)]


@pytest.mark.parametrize(
    ("text", "change", "by"),
    [
        ("增长15%", Trend.UP, True),
        ("压缩60%以上", Trend.DOWN, True),
        ("提高了20个百分点", Trend.UP, True),
        ("减少3个环节", Trend.DOWN, True),
        ("同比下降8%", Trend.DOWN, True),
        ("压缩到0.5个工作日", Trend.DOWN, False),
        ("由24.9%上升到64.6%", Trend.UP, False),
        ("同比增收300元", Trend.UP, True),
        ("办件提速四成", Trend.UP, True),
        ("翻了一番", Trend.UP, True),
        ("排名前移14位", Trend.UP, True),
        ("比去年多了5件", Trend.UP, True),
        ("减少证明材料42份", Trend.DOWN, True),
        ("同比：+3.6%", Trend.UP, True),
        ("同比：−3.6%", Trend.DOWN, True),
        ("时限由60天→20天", Trend.DOWN, False),
        ("位次从第九名→第三名", Trend.UP, False),
        ("满意率98%", None, False),
        ("新增床位800张", None, False),
        ("降雨217毫米", None, False),
    ],
)
def test_whether_a_value_grew_and_whether_it_is_the_growth(text: str, change: Trend | None, by: bool) -> None:
    (quantity,) = tell(text)
    assert (quantity.change, quantity.by) == (change, by)


def test_the_second_of_two_values_goes_on_with_the_first() -> None:
    first, second = tell("收入增长4.5%、8.6%")
    assert (second.change, second.by, second.indicator) == (first.change, first.by, first.indicator)


def test_a_change_is_not_carried_into_the_next_clause() -> None:
    shortened, long = tell("周期缩短17天，超12个月未结案件清零")
    assert (shortened.change, shortened.by) == (Trend.DOWN, True)
    assert (long.change, long.by) == (None, False)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("培育致富带头人2.5万余名", "培育致富带头人"),
        ("制定了42项措施", "制定措施"),
        ("群众满意率达98.3%", "群众满意率"),
        ("推动解决问题1200余个", "推动解决问题"),
        ("落实“走流程”1300余次", "走流程"),
        ("去年共走访企业35家", "走访企业"),
    ],
)
def test_what_is_counted_is_said_as_a_person_would_label_it(text: str, indicator: str) -> None:
    assert [one.indicator for one in tell(text)] == [indicator]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("营商环境评价位居全省第二。", "全省 营商环境评价"),
        ("就业率连续三年居全省首位", "全省 就业率"),
        ("收入排名从全省16州（市）第7位上升至第5位", "全省16州（市） 收入"),
    ],
)
def test_a_rank_says_what_it_is_a_place_in_and_of(text: str, field: str) -> None:
    assert [one.field for one in tell(text)] == [field]


@pytest.mark.parametrize(
    ("text", "before", "period"),
    [
        ("2022年以来，出台措施26项", "", "2022年以来"),
        ("今年以来走访企业35家", "", "今年以来"),
        ("截至2024年12月底，发放资金3万元", "", "截至2024年12月底"),
        ("连续三年办实事30件", "", "连续三年"),
        ("办实事30件", "5年来，机关下沉一线。", "5年来"),
        ("2023年办实事30件", "5年来，机关下沉一线。", "2023年"),
        ("办实事30件", "", ""),
    ],
)
def test_when_is_what_the_sentence_says_or_the_one_before(text: str, before: str, period: str) -> None:
    assert [one.period for one in tell(text, before)] == [period]
