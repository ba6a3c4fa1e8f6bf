from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from scorer.model import (
    Adjustment,
    Adjustments,
    Band,
    Consensus,
    Cues,
    Example,
    Exclusion,
    NotApplicable,
    Scope,
    SomeOf,
    Text,
    Veto,
)
from scorer.rubric.load import check_rubric, find_rubric, load_rubric
from scorer.rubric.shipped import rubric_folder, rubric_names, schema_file
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = schema_file()


def _reversed(value: Any) -> Any:
    """The same data with the names of every mapping in the opposite order."""
    if isinstance(value, dict):
        return {key: _reversed(value[key]) for key in reversed(value)}
    return [_reversed(item) for item in value] if isinstance(value, list) else value


def test_a_rubric_is_loaded_whole(write: Callable[[str], Path]) -> None:
    rubric = load_rubric(write(SMALL))
    assert (rubric.id, rubric.version, rubric.title) == ("small", "1.0", Text("小标准", "Small"))
    assert rubric.bands == (Band(Text("优秀", "优秀"), 60), Band(Text("未达标", "未达标"), 0))
    assert [criterion.id for criterion in rubric.criteria] == ["A1", "B1"]
    first = rubric.criteria[0]
    assert first.cues == Cues(terms=("主题党日", "第一议题"), unless=("食堂",))
    assert first.examples == (Example("机关开展主题党日活动。", 2),)
    assert first.near_misses == ("食堂开展主题党日优惠。",)


def test_every_kind_of_cue_and_exclusion_is_loaded(write: Callable[[str], Path]) -> None:
    text = changed(
        (
            "terms: [为民办事]",
            "together: [[[请示], [制度, 条例]]]\n          some_of: [{at_least: 2.0, of: [甲乙, 丙丁]}]",
        ),
        ("bands:\n", "not_evidence: [{reason: 引文, scope: match, patterns: ['“.+”']}]\nbands:\n"),
    )
    rubric = load_rubric(write(text))
    assert rubric.criteria[1].cues == Cues(
        together=((("请示",), ("制度", "条例")),),
        some_of=(SomeOf(2, ("甲乙", "丙丁")),),
        patterns=("帮.{0,3}群众",),
    )
    assert rubric.not_evidence == (Exclusion(Text("引文", "引文"), Scope.MATCH, patterns=("“.+”",)),)


REVIEWED = """\
not_applicable: zero
consensus: trimmed_mean
bonuses: {cap: 5, items: [{id: J1, title: {zh: 推广, en: Spread}, most: 3}, {id: J2, title: 改革, most: 3}]}
deductions: {items: [{id: K1, title: 通报, most: 2}, {id: K2, title: 投诉, most: 4.5}]}
vetoes: [{id: Z1, title: 案件}, {id: Z2, title: 事故, at_most: 49}]
bands:
"""


def test_what_reviewers_may_add_take_off_and_set_aside_is_loaded(write: Callable[[str], Path]) -> None:
    rubric = load_rubric(write(changed(("bands:\n", REVIEWED))))
    assert (rubric.not_applicable, rubric.consensus) == (NotApplicable.ZERO, Consensus.TRIMMED_MEAN)
    assert rubric.adjustments == Adjustments(
        bonuses=(Adjustment("J1", Text("推广", "Spread"), 3), Adjustment("J2", Text("改革", "改革"), 3)),
        bonus_cap=5,
        deductions=(Adjustment("K1", Text("通报", "通报"), 2), Adjustment("K2", Text("投诉", "投诉"), 4.5)),
        deduction_cap=6.5,  # not given: all of them
        vetoes=(Veto("Z1", Text("案件", "案件"), 0), Veto("Z2", Text("事故", "事故"), 49)),
    )


def test_a_rubric_that_says_nothing_of_reviewers_lets_them_set_aside_and_add_nothing(
    write: Callable[[str], Path],
) -> None:
    rubric = load_rubric(write(SMALL))
    assert (rubric.not_applicable, rubric.consensus) == (NotApplicable.REDISTRIBUTE, Consensus.MEDIAN)
    assert rubric.adjustments == Adjustments()


def test_the_order_of_names_does_not_matter(write: Callable[[str], Path]) -> None:
    rubric = load_rubric(write(SMALL))
    turned = load_rubric(write(yaml.safe_dump(_reversed(yaml.safe_load(SMALL)), allow_unicode=True, sort_keys=False)))
    assert replace(turned, sha256="") == replace(rubric, sha256="")
    assert turned.sha256 != rubric.sha256


@pytest.mark.parametrize(
    "content",
    [SMALL.replace("\n", "\r\n").encode(), SMALL.encode("utf-8-sig"), b"---\n" + SMALL.encode()],
    ids=["Windows line ends", "byte order mark", "document start"],
)
def test_what_editors_add_does_no_harm(content: bytes, write: Callable[[str | bytes], Path]) -> None:
    rubric = load_rubric(write(SMALL))
    assert replace(load_rubric(write(content)), sha256="") == replace(rubric, sha256="")


@pytest.mark.parametrize("word", ["2024-01-01", "yes", "on", "1:30", "0x1F", "1_000", "1e5", ".inf"])
def test_words_that_old_yaml_reads_as_something_else_are_text(word: str, write: Callable[[str], Path]) -> None:
    rubric = load_rubric(write(changed(("[为民办事]", f"[{word}]"))))
    assert rubric.criteria[1].cues.terms == (word,)


@pytest.mark.parametrize("name", rubric_names())
def test_a_shipped_rubric_has_no_errors(name: str) -> None:
    assert [problem for problem in check_rubric(find_rubric(name)) if not problem.warning] == []


def test_a_name_means_the_shipped_rubric_whatever_lies_in_the_folder(in_folder: Path) -> None:
    (in_folder / "core").write_text("")
    assert find_rubric("core") == rubric_folder() / "core.yaml"


def test_the_schema_is_a_valid_one() -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", rubric_names())
def test_the_first_line_of_a_shipped_rubric_points_editors_to_the_schema(name: str) -> None:
    path = find_rubric(name)
    first = path.read_text(encoding="utf-8").splitlines()[0]
    target = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / target).resolve() == SCHEMA.resolve()
