"""The rubric to start from: it holds, whatever was asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorer.model import Lang
from scorer.rehearsal import rehearse
from scorer.rubric.load import check_rubric, load_rubric
from scorer.rubric.script import load_script
from scorer.rubric.shipped import schema_file
from scorer.rubric.skeleton import Start, core_dimensions, is_schema_of_ours, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[[str], Path]

ALL = tuple(core_dimensions())
SOME = [*((one,) for one in ALL), ("A", "E"), ("B", "C", "D"), ALL]


def start(**changes: object) -> Start:
    return Start(**({"title": "某局标准", "id": "mine", "dimensions": ALL, "lang": Lang.ZH} | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("chosen", SOME, ids="".join)
def test_it_holds_and_its_examples_do_as_they_say(chosen: tuple[str, ...], write: Write) -> None:
    path = write(skeleton(start(dimensions=chosen)))
    assert [one for one in check_rubric(path) if not one.warning] == []
    rubric = load_rubric(path)
    assert rehearse(load_script(path)).failures == ()
    assert tuple(one.id for one in rubric.dimensions) == chosen
    assert sum(one.weight for one in rubric.dimensions) == 100
    assert all(one.examples and one.near_misses for one in rubric.criteria)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"]), min_size=1, max_size=40))
def test_any_title_can_be_given(title: str, write: Write) -> None:
    assert load_rubric(write(skeleton(start(title=title, dimensions=("E",))))).title.zh == title


@pytest.mark.parametrize("figures", ["08", "2024", "-9", "007"])
def test_titles_and_ids_of_figures_stay_text(figures: str, write: Write) -> None:
    id_ = figures.removeprefix("-")
    rubric = load_rubric(write(skeleton(start(title=figures, id=id_, dimensions=("E",)))))
    assert (rubric.title.zh, rubric.id) == (figures, id_)


@pytest.mark.parametrize("lang", list(Lang))
def test_what_is_commented_out_holds_too(lang: Lang, write: Write) -> None:
    text = skeleton(start(lang=lang, dimensions=("A", "E")))
    for name in ("note", "not_applicable", "consensus", "bonuses", "deductions", "vetoes", "indicators", "crosswalk"):
        text, times = re.subn(rf"^# ({name}:.*\n(?:#  .*\n)*)", uncommented, text, flags=re.MULTILINE)
        assert times == 1, name
    for name in ("terms", "together", "some_of", "patterns", "weak", "headings", "unless"):
        text, times = re.subn(rf"^( +)# ({name}: .*\n)", r"\1\2", text, flags=re.MULTILINE)
        assert times == 1, name
    path = write(text)
    assert [one for one in check_rubric(path) if not one.warning] == []
    rubric = load_rubric(path)
    assert rehearse(load_script(path)).failures == ()
    assert rubric.indicators[-1].id == "proof"
    assert len(rubric.crosswalks[0].lines) == len(rubric.criteria)


def uncommented(found: re.Match[str]) -> str:
    return found[1].replace("\n# ", "\n")


def test_comments_are_in_the_language_asked_for() -> None:
    chinese, english = (re.findall("^ *# .*", skeleton(start(lang=lang)), re.MULTILINE) for lang in Lang)
    assert not [line for line in english if re.search("[，。；]", line) and "note" not in line]
    assert len(chinese) > 20


def test_a_schema_of_the_tool_may_be_replaced_and_nothing_else(tmp_path: Path) -> None:
    there = tmp_path / "rubric.schema.json"
    assert is_schema_of_ours(there)
    there.write_text(json.dumps({"$id": "model-agency-scorecard/rubric.schema.json"}), encoding="utf-8")
    assert is_schema_of_ours(there)
    there.write_bytes(schema_file().read_bytes())
    assert is_schema_of_ours(there)
    for other in ("{}", "[]", "no JSON"):
        there.write_text(other, encoding="utf-8")
        assert not is_schema_of_ours(there)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_criterion_that_the_guide_writes_holds_and_needs_each_of_its_lines(readme: str, write: Write) -> None:
    guide = (Path(__file__).parents[3] / readme).read_text(encoding="utf-8")
    written = re.findall(r"```yaml\n(      - id: C2\n.*?)```", guide, re.DOTALL)
    assert len(written) == 1
    before, _, rest = skeleton(start(dimensions=("C",))).partition("      - id: C2\n")
    after = rest[rest.index("      - id: C3\n") :]

    def failures(criterion: str) -> list[str]:
        path = write(f"{before}{criterion}\n{after}")
        assert [one for one in check_rubric(path) if not one.warning] == []
        return [one.claim.text for one in rehearse(load_script(path)).failures]

    assert failures(written[0]) == []
    without_word = re.sub("          terms: .*\n", "", written[0])
    assert failures(without_word) == ["各科室每月在村口开一次竹椅会，86条意见办结79条。"]
    without_bar = re.sub("          unless: .*\n", "", written[0])
    assert failures(without_bar) == ["服务大厅新设竹椅会客区3处。"]
