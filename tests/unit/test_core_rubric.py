"""What the core rubric promises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorer.evidence.lexicon import Lexicon
from scorer.model import Criterion, Part, Relevance, Report, Sentence
from scorer.pipeline import score_report
from scorer.rubric.load import check_rubric, find_rubric, load_rubric

CORE = load_rubric(find_rubric("core"))
LEXICON = Lexicon(replace(CORE, relevance=Relevance((), 0)))


def test_the_core_rubric_has_neither_errors_nor_warnings() -> None:
    assert check_rubric(find_rubric("core")) == []


def test_its_dimensions_and_weights_are_those_of_the_codebook() -> None:
    assert [(dimension.id, dimension.weight) for dimension in CORE.dimensions] == [
        ("A", 25),
        ("B", 25),
        ("C", 25),
        ("D", 15),
        ("E", 10),
    ]
    assert [criterion.id for criterion in CORE.criteria] == [
        *("A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "B4", "B5", "C1", "C2", "C3", "C4", "C5"),
        *("D1", "D2", "D3", "D4", "E1", "E2", "E3", "E4"),
    ]


@pytest.mark.parametrize("criterion", CORE.criteria, ids=lambda criterion: criterion.id)
def test_each_criterion_has_enough_examples_near_misses_and_both_languages(criterion: Criterion) -> None:
    assert len({example.text for example in criterion.examples}) >= 10
    assert len(set(criterion.near_misses)) >= 5
    assert criterion.title.zh != criterion.title.en
    assert criterion.question.zh != criterion.question.en


def level(sentence: str, criterion: str) -> int:
    place = Sentence(1, 1, 0, len(sentence), Part.BODY, "")
    card = score_report(Report("r.txt", "0" * 64, "", sentence, (place,)), "r", LEXICON)
    return next(result.level for result in card.criteria if result.criterion.id == criterion)


@pytest.mark.parametrize(
    "sentence",
    [
        "我局将举办党员志愿服务活动20场。",
        "全年力争开展党员志愿服务活动100场。",
        "今年拟举办志愿服务活动20场。",
        "下一步，开展志愿服务活动20场。",
        "到2027年，开展志愿服务活动50场。",
    ],
)
def test_a_plan_is_at_most_stated(sentence: str) -> None:
    assert level(sentence, "C5") <= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "省长强调，各级要开展志愿服务活动100场。",
        "市委书记王明指出，要广泛开展志愿服务活动100场。",
        "会议要求，各支部开展志愿服务活动10场。",
        "总书记指出：“要开展志愿服务活动。”",
        "据了解，全国已有2000个党支部开展志愿服务活动。",
        "没有开展志愿服务活动12场。",
        "邻县税务局开展志愿服务活动12场，值得学习借鉴。",
        "怎样开展志愿服务活动？",
    ],
)
def test_demands_background_and_what_was_not_done_are_no_evidence(sentence: str) -> None:
    assert level(sentence, "C5") == 0


def test_what_was_done_is() -> None:
    assert level("县税务局开展志愿服务活动12场。", "C5") == 3
    assert level("县税务局将志愿服务列为必修课，开展活动12场。", "C5") == 3


@pytest.mark.parametrize("sentence", ["被市委通报批评。", "群众满意率仅为40%。", "满意度在32个单位中排第30位。"])
def test_a_low_mark_is_no_recognition(sentence: str) -> None:
    assert level(sentence, "C5") < 4
    assert level("群众满意率达97.2%。", "C5") == 4
