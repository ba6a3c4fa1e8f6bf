from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("2023年办件100件", "办件"),
        ("以前办一次业务要跑5趟", "办一次业务要跑"),
        ("在职党员63名", "在职党员"),
        ("组织机关党员到36个村驻点", "组织机关党员到村驻点"),
        ("党员领导干部带头下基层宣讲创新理论980余场次", "带头下基层宣讲创新理论"),
        ("税收收入比2024年增长12.5%", "税收收入"),
    ],
)
def test_what_is_counted_is_said_as_a_person_would_label_it(text: str, indicator: str) -> None:
    assert [one.indicator for one in tell(text)] == [indicator]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("平均办理时长缩短45%，提速60%以上", ["办理时长", "提速"]),
        ("走访企业320家，是去年同期的近两倍", ["走访企业", "走访企业"]),
        ("税收收入增长12.5%，达8.6亿元", ["税收收入", "税收收入"]),
        ("为36个单位开展预算培训12场", ["单位", "开展预算培训"]),
        ("抽调机关党员120名到36个村驻点", ["抽调机关党员", "村驻点"]),
        ("税收收入增长8.6%，位居全市第三", ["税收收入", "税收收入"]),
        ("全市12个县区建成政务大厅15个", ["", "建成政务大厅"]),
    ],
)
def test_each_number_of_a_sentence_has_words_of_its_own_or_goes_on_with_those_before(
    text: str, indicators: list[str]
) -> None:
    assert [one.indicator for one in tell(text)] == indicators


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("纳税人满意度在全市12个县区中第二", "全市12个县区"),
        ("在全省16个州市中由第7位升到第5位", "全省16个州市"),
        ("在全县38个县直单位测评中，县人社局名列前三", "全县38个县直单位测评"),
        ("服务网点覆盖全市12个县区", ""),
        ("全市12个县直单位办实事", ""),
        ("全市12个项目", ""),
    ],
)
def test_an_amount_that_only_says_among_how_many_has_these_words_as_its_field(text: str, field: str) -> None:
    assert tell(text)[0].field == field


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("纳税人满意度在全市12个县区中第二", "纳税人满意度"),
        ("营商环境满意度全市首位", "营商环境满意度"),
        ("在全省营商环境评价中位居第二", "营商环境评价"),
        ("在全县群众满意度测评中，县人社局名列前三", "全县群众满意度测评"),
        ("我局在全市绩效考评中位列第一", "绩效考评"),
        ("满意率99.2%，居全国第6位", "满意率"),
    ],
)
def test_a_rank_says_what_is_ranked(text: str, indicator: str) -> None:
    assert tell(text)[-1].indicator == indicator


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("营商环境评价位居全省第二。", "全省 营商环境评价"),
        ("就业率连续三年居全省首位", "全省 就业率"),
        ("在全省能力考核中位居四城第一", "全省 四城 能力考核"),
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
        ("比去年明显加快，办实事30件", "", ""),
        ("与2023年相比，办实事30件", "", ""),
        ("较去年同期明显加快，办实事三百二十件", "", ""),
        ("税收比2024年多8.6亿元", "", ""),
        ("2025年税收比2024年多8.6亿元", "", "2025年"),
        ("去年3月，办实事30件", "", "去年3月"),
        ("截至今年5月底，办实事30件", "", "截至今年5月底"),
        ("办实事30件", "去年3月，专项行动启动。", ""),
        ("办实事30件", "机关在2023年启动专项行动。", ""),
        ("网办率从2023年的八成提升到2025年的95.5%", "第三季度，机关练兵。", "2025年"),
        ("由去年的15天压缩到3天", "", ""),
        ("文件为上年的83%", "", ""),
    ],
)
def test_when_is_what_the_sentence_says_or_the_one_before(text: str, before: str, period: str) -> None:
    assert [one.period for one in tell(text, before)] == [period]


@given(
    st.text("一二十百万年月比较与去今同期从由至到→居首全市省在中第个件%，。、：（）【】“”的为把达增率0123", max_size=50)
)
def test_no_text_makes_it_fail_and_what_is_said_of_a_number_moves_none(text: str) -> None:
    found = find_quantities(text)
    told = with_context(found, text, text)
    assert [(one.text, one.value, one.unit, one.start, one.end) for one in told] == [
        (one.text, one.value, one.unit, one.start, one.end) for one in found
    ]
