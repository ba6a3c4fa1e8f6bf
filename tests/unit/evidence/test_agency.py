from __future__ import annotations

import pytest

from scorer.evidence.agency import Attribution


def actor(sentence: str) -> str | None:
    return Attribution([], "").of(sentence, 1)


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
    ],
)
def test_the_agency_that_acts_is_named(sentence: str, agency: str) -> None:
    assert actor(sentence) == agency


@pytest.mark.parametrize(
    "sentence",
    ["在市委的正确领导下取得进步。", "推动各部门落实责任。", "党组织发挥作用。", "依照中央和省、市委部署开展。"],
)
def test_who_does_not_act_is_not_named(sentence: str) -> None:
    assert actor(sentence) is None


def test_a_sentence_without_a_name_goes_on_with_its_paragraphs_agency() -> None:
    attribution = Attribution(["江州市直机关创建综述"], "")
    assert attribution.of("市水务局开展巡河。", 1) == "市水务局"
    assert attribution.of("办实事12件。", 1) == "市水务局"
    assert attribution.of("办实事12件。", 2) == "江州市直机关"


def test_a_report_is_about_whom_its_title_names_else_whom_it_names_most() -> None:
    assert Attribution(["——江州市直机关创建综述"], "县税务局。县税务局。").report_agency == "江州市直机关"
    assert Attribution(["扬帆"], "江州市税务局办事。市税务局好。市财政局好。").report_agency == "江州市税务局"
    assert Attribution(["扬帆"], "大家都好。").report_agency is None
