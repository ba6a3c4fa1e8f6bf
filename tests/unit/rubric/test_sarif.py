from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from scorer.model import Lang, Text
from scorer.rubric.load import check_rubric
from scorer.rubric.sarif import sarif_log
from scorer.written.problem import Place, Problem
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _run(path: Path, lang: Lang = Lang.ZH) -> dict[str, Any]:
    [run] = sarif_log(check_rubric(path), lang)["runs"]
    return dict(run)


def test_each_problem_becomes_a_result_with_rule_level_place_and_remedy(write: Callable[[str], Path]) -> None:
    path = write(changed(("weight: 40\n    criteria", "weight: 30\n    criteria")))
    assert sarif_log(check_rubric(path), Lang.ZH) == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "score",
                        "semanticVersion": version("model-agency-scorecard"),
                        "rules": [{"id": "weights", "shortDescription": {"text": "分值合计不对"}}],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "language": "zh-CN",
                "results": [
                    {
                        "ruleId": "weights",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "各大类分值合计 90，应为 100。调整各大类的 weight"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "my.yaml"},
                                    "region": {"startLine": 17, "startColumn": 1},
                                },
                                "logicalLocations": [{"fullyQualifiedName": "dimensions"}],
                            }
                        ],
                    },
                    {
                        "ruleId": "weights",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "B 的分值是 30，其下各项合计 40。使两者相等"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "my.yaml"},
                                    "region": {"startLine": 34, "startColumn": 5},
                                },
                                "logicalLocations": [{"fullyQualifiedName": "dimensions[1].weight"}],
                            }
                        ],
                    },
                ],
            }
        ],
    }


def test_a_rubric_that_holds_is_a_run_without_results(write: Callable[[str], Path]) -> None:
    run = _run(write(SMALL))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_warnings_and_notes_have_levels_of_their_own() -> None:
    def problem(rule: str) -> Problem:
        return Problem("a.yaml", Place(1, 1), (), Text("甲", "a"), Text("乙", "b"), warning=True, rule=rule)

    [run] = sarif_log([problem("twice"), problem("unexercised")], Lang.EN)["runs"]
    assert [result["level"] for result in run["results"]] == ["warning", "note"]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1]
    assert run["results"][0]["message"] == {"text": "a; b"}
    assert "logicalLocations" not in run["results"][0]["locations"][0]


def test_files_are_named_from_the_working_folder_and_others_by_their_whole_address(in_folder: Path) -> None:
    def uri(file: str) -> str:
        problem = Problem(file, Place(1, 1), (), Text("甲", "a"), Text("乙", "b"), rule="twice")
        [run] = sarif_log([problem], Lang.ZH)["runs"]
        return str(run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])

    outside = in_folder.parent / "other folder" / "标准.yaml"
    assert uri("标准/my rubric.yaml") == "%E6%A0%87%E5%87%86/my%20rubric.yaml"
    assert uri(str(in_folder / "my.yaml")) == "my.yaml"
    assert uri(str(outside)) == outside.resolve().as_uri()
