from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.agencies.attribution import Attribution, attribute
from scorer.agencies.names import Known
from scorer.documents.sentences import read_sentences, title_of
from scorer.fold import fold
from scorer.model import Actor, Part, Report, Told


def report(text: str) -> Report:
    sentences = read_sentences(text)
    return Report("r.txt", "0" * 64, title_of(text, sentences), text, sentences)


def told(text: str, known: Known | None = None) -> Attribution:
    one = report(text)
    return attribute(one, fold(one.text), known or Known())


def actors(text: str) -> list[tuple[str, str] | None]:
    """The name and how it was told, for each body sentence."""
    one = report(text)
    found = attribute(one, fold(one.text))
    pairs = [found.actors.get(sentence.number) for sentence in one.sentences if sentence.part is Part.BODY]
    return [(actor.name, actor.how.value) if actor else None for actor in pairs]


def actor(sentence: str) -> str | None:
    (found,) = actors(sentence)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("市水务局开展巡河。", "市水务局"),
        ("近年来，江州市税务局推行联办。", "江州市税务局"),
        ("国家税务总局江州市税务局推行联办。", "国家税务总局江州市税务局"),
        ("2023年，县人民法院设立巡回法庭。", "县人民法院"),
        ("围绕中心工作，市直机关工委出台清单。", "市直机关工委"),
        ("自治区党委组织部推进联建。", "自治区党委组织部"),
        ("市财政局第一党支部获表彰。", "市财政局第一党支部"),
        ("州政府办公室细化举措。", "州政府办公室"),
        ("区民政局建成社区食堂。", "区民政局"),
        ("成都市能源局开展检查。", "成都市能源局"),
        ("市市场监管局开展检查。", "市市场监管局"),
        ("县直机关各部门（单位）认领任务。", "县直机关各部门（单位）"),
        ("全县机关党组织创建品牌。", "全县机关党组织"),
        ("省组织、宣传、信访等部门畅通渠道。", "省组织、宣传、信访等部门"),
        ("立案庭党支部打造品牌。", "立案庭党支部"),
        ("柏树镇卫生院组建医生团队。", "柏树镇卫生院"),
        ("由市妇联牵头，建成服务站40个。", "市妇联"),
        ("记者从市药监局获悉，该局建成平台。", "市药监局"),
        ("走进县妇联工作室，志愿者正在忙碌。", "县妇联"),
        ("“我为群众办实事”活动中，区残联发放辅具。", "区残联"),
    ],
)
def test_the_agency_that_acts_is_named(sentence: str, agency: str) -> None:
    assert actor(sentence) == agency


@pytest.mark.parametrize(
    "sentence",
    [
        "在市委的正确领导下取得进步。",
        "推动各部门落实责任。",
        "党组织发挥作用。",
        "依照中央和省、市委部署开展。",
        "向市财政局报送材料。",
        "为县妇联送去图书。",
        "联合市总工会开展竞赛。",
        "经市委批准，增设岗位。",
        "工作经验被市委组织部推广。",
        "县委书记在调研时给予肯定。",
        "市教育局授予“先进”称号。",
        "服务中心大局成效明显。",
        "村民老李说：“市财政局的窗口真好。”",
        "构建发展新格局推动转型。",
        "建强基层党支部，夯实基础。",
        "江边某公司经理赵某说，手续少了。",
    ],
)
def test_who_is_led_served_praised_or_asked_does_not_act(sentence: str) -> None:
    assert actor(sentence) is None


def test_in_the_order_of_how_near_it_is_told() -> None:
    text = (
        "——江州市直机关创建综述\n\n"
        "市水务局开展巡河。办实事12件。我市推进改革。\n\n“我们多跑腿。”市医保局局长李某说。\n\n办实事3件。\n"
    )
    assert actors(text) == [
        ("市水务局", "named"),
        ("市水务局", "carried"),
        ("江州市直机关", "report"),
        ("市医保局", "speaker"),
        ("市医保局", "speaker"),
        ("江州市直机关", "report"),
    ]


def test_a_section_belongs_to_the_agency_of_its_heading_until_another_of_its_rank() -> None:
    text = (
        "江州市直机关工作综述\n\n各项工作取得新进展，受到好评。\n\n市科技局\n\n建立服务站19个，服务企业。\n\n（一）抓学习\n\n集中学习12次，受到欢迎。\n\n"
        "抓落实促发展\n\n完成任务30项，成效明显。\n"
    )
    assert actors(text) == [
        ("江州市直机关", "report"),
        ("市科技局", "heading"),
        ("市科技局", "heading"),
        ("江州市直机关", "report"),
    ]


def test_a_body_inside_an_agency_acts_for_the_one_that_is_spoken_of() -> None:
    text = (
        "清河县人民法院创建记\n\n院党组研究部署。立案庭党支部打造品牌。院党组给予支持。\n\n"
        "县财政局压减支出。局党组带头学习。学校开展活动。\n"
    )
    assert actors(text) == [
        ("清河县人民法院", "report"),
        ("立案庭党支部", "named"),
        ("清河县人民法院", "report"),
        ("县财政局", "named"),
        ("县财政局", "carried"),
        ("县财政局", "carried"),
    ]


def test_speech_at_the_head_of_a_paragraph_is_of_whom_it_goes_on_to_tell() -> None:
    found = actors("“在家门口就能办。”居民老王说。石城县医保局建成服务站。\n")
    assert found == [("石城县医保局", "carried"), ("石城县医保局", "carried"), ("石城县医保局", "named")]


def test_names_in_speech_do_not_act() -> None:
    assert actors("县医保局建成站点。村民老李说：“以前跑了好几趟，我们累，区财政局也好。”\n") == [
        ("县医保局", "named"),
        ("县医保局", "carried"),
    ]


@pytest.mark.parametrize(
    ("text", "agency", "region"),
    [
        ("——江州市直机关创建综述\n\n县税务局办事。县税务局好。\n", "江州市直机关", "江州市"),
        ("扬帆起航\n\n江州市税务局办事。市税务局很好。江州发展快。\n", "江州市税务局", "江州市"),
        ("清源县：创建见实效\n\n清源县直机关党员走进基地。县委书记到场。\n", "清源县直机关", "清源县"),
        ("在推进会上的发言\n\n县自然资源局党组书记 石某\n\n我局有党员136名。\n", "县自然资源局党组", ""),
        ("扬帆起航\n\n大家都好，都很努力。\n", None, ""),
    ],
)
def test_whom_a_report_is_about_and_where(text: str, agency: str | None, region: str) -> None:
    found = told(text)
    assert (found.agency, found.region) == (agency, region)


def test_listed_names_count_whatever_they_look_like() -> None:
    assert told("“江风行”开展巡河。\n").actors == {}
    assert told("江风行开展巡河。\n", Known(["江风行"])).actors == {1: Actor("江风行", Told.NAMED)}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "市财政局",
                "第一党支部",
                "“",
                "”",
                "，",
                "。",
                "说",
                "局",
                "市",
                "在",
                "我们",
                "自治区",
                "各",
                "开展",
                "\n\n",
                "：",
                "、",
            ]
        ),
        max_size=60,
    ),
    st.integers(1, 60),
)
def test_any_text_gets_names_that_stand_in_it_or_none(pieces: list[str], times: int) -> None:
    text = "".join(pieces) * times + "。"
    one = report(text)
    folded = fold(text)
    found = attribute(one, folded)
    bodies = {sentence.number for sentence in one.sentences if sentence.part is Part.BODY}
    assert set(found.actors) <= bodies
    assert all(one.name in folded.text for one in found.actors.values() if one.how is not Told.REPORT)


@pytest.mark.parametrize("unit", ["“好。”", "市", "市财政局、", "局局局，", "“市”", "；市", "一、市财政局\n\n做。\n\n"])
def test_long_texts_of_one_kind_take_no_longer_than_their_length(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    one = report(text)
    assert attribute(one, fold(text)).region == ""


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("据州直机关工委宣传科科长李明介绍，今年举办培训4期。", "州直机关工委"),
        ("为县医保局、县教育局等单位开展培训。", None),
        ("联合县教育局开展培训。", None),
        ("同心县财政局推行联办。", "同心县财政局"),
        ("区政府办公室（区大数据局）推行联办。", "区政府办公室（区大数据局）"),
        ("区委组织部表彰了区教育局等3个先进基层党组织。", "区教育局"),
        ("县委授予县税务局“模范机关”称号。", "县税务局"),
        ("县直机关工委命名县审计局、县医保局为模范机关。", "县审计局"),
        ("县直机关工委表彰模范机关12个。", "县直机关工委"),
        ("党委政法委坚持抓早抓小。", "党委政法委"),
        ("人社厅建设数字人社平台。", "人社厅"),
        ("办税服务厅推行延时服务。", None),
    ],
)
def test_who_is_served_asked_or_honoured_is_told_from_who_acts(sentence: str, agency: str | None) -> None:
    assert actor(sentence) == agency


def test_that_agency_is_the_one_spoken_of_last() -> None:
    text = "县财政局推行“码上办”。该局成立先锋队，为县医保局、县教育局等单位开展培训8场。"
    assert actors(text) == [("县财政局", "named"), ("县财政局", "carried")]


ROUNDUP = """澜溪县以机关党建促发展

今年以来，澜溪县坚持党建引领，各级机关党组织推行3项举措。

县税务局推行联办。县税务局建成服务点3个。县税务局开展走访20次。

{}
"""
OTHERS = ("县财政局推行预算公开。", "县教育局建成学校3所。", "县医保局推行联办。", "县水务局开展巡河。")


def test_a_report_in_which_many_act_is_about_all_of_its_place() -> None:
    assert told(ROUNDUP.format("\n\n".join(OTHERS))).agency == "澜溪县直机关"


def test_a_report_in_which_few_act_is_about_whom_it_names_most() -> None:
    assert told(ROUNDUP.format("\n\n".join(OTHERS[:1]))).agency == "县税务局"
