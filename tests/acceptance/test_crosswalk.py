"""Indicators and crosswalks as the users of the command meet them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_command import SEEDS, score
from tests.unit.rubric.small import SMALL

if TYPE_CHECKING:
    from pathlib import Path

LOCAL = SMALL.replace("id: small", "id: local") + (
    "crosswalk:\n"
    "  core:\n"
    "    - {criterion: B1, to: C1, relation: part_of, note: {zh: 只讲上门, en: visits only}}\n"
    "    - {criterion: B1, to: C2, relation: overlaps}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "local.yaml").write_text(LOCAL, encoding="utf-8")
    return tmp_path


def test_the_table_is_followed_by_what_neither_side_covers(folder: Path) -> None:
    run = score("crosswalk", "local.yaml", "core", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    table, alone, missing = run.stdout.split("\n\n")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in table.splitlines() if line.startswith("│")]
    assert rows == [
        ["B1", "为民服务", "属于", "C1", "办实事解难题", "只讲上门"],
        ["", "", "部分重合", "C2", "深入基层", ""],
    ]
    assert alone == "local 有、core 没有对应的 1 项（共 2 项）：\n  A1 理论学习"
    assert missing.startswith("core 有、local 没有对应的 21 项（共 23 项）：\n  A1 政治忠诚")


def test_the_other_way_round_and_in_english_the_relations_turn_round(folder: Path) -> None:
    run = score("crosswalk", "core", "local.yaml", "--lang", "en", cwd=folder)
    assert run.returncode == 0
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in run.stdout.splitlines() if "│" in line]
    assert [[left, relation, right] for left, _, relation, right, *_ in rows if left] == [
        ["C1", "contains", "B1"],
        ["C2", "overlaps", "B1"],
    ]
    assert "21 of the 23 criteria of core have no counterpart in local:" in run.stdout


def test_two_local_rubrics_are_set_side_by_side_by_way_of_the_core_and_it_is_said(folder: Path) -> None:
    other = LOCAL.replace("id: local", "id: other").replace("to: C2, relation: overlaps", "to: C3, relation: equal")
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    run = score("crosswalk", "local.yaml", "other.yaml", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    said, table, alone, missing, neither = run.stdout.split("\n\n")
    assert said.startswith("local 和 other 之间没有现成的对照，下表经由 core 推出：")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in table.splitlines() if line.startswith("│")]
    assert rows == [["B1", "为民服务", "可能有关", "B1", "为民服务", "C1"]]
    assert "经由 core" in table
    assert alone == (
        "local 有、推不出 other 哪一项与之对应的 2 项（共 2 项；只有“可能有关”的也算）：\n  A1 理论学习\n  B1 为民服务"
    )
    assert missing.startswith("other 有、推不出 local 哪一项与之对应的 2 项")
    assert neither.startswith("core 有、两边都没有对应的 20 项（共 23 项）：\n  A1 政治忠诚")


def test_without_a_crosswalk_it_says_what_to_add(folder: Path) -> None:
    (folder / "plain.yaml").write_text(SMALL, encoding="utf-8")
    run = score("crosswalk", "plain.yaml", "core", cwd=folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        "small 和 core 之间还没有对照。请对着两份标准，在 small 的 YAML 里一对一行地写，relation 写 equal（相当于）、"
        "part_of（属于）、contains（包含）、overlaps（部分重合）中的一种，样子如下：\n"
        "crosswalk:\n  core:\n    - {criterion: 本项编号, to: 对方编号, relation: 关系}\n"
    )
    assert score("crosswalk", "core", "plain.yaml", cwd=folder).stderr == run.stderr.replace(
        "small 和 core", "core 和 small"
    )
    other = score("crosswalk", "plain.yaml", "local.yaml", cwd=folder)
    assert other.returncode == 2
    assert other.stderr.startswith(
        "small 和 local 之间还没有对照。small 和 core 也没有对照；补上，就能经由 core 推出来。请对着两份标准，"
    )
    assert "small has none with core either, by way of which it could be derived. With the" in (
        score("crosswalk", "local.yaml", "plain.yaml", "--lang", "en", cwd=folder).stderr
    )
    (folder / "third.yaml").write_text(SMALL.replace("id: small", "id: third"), encoding="utf-8")
    assert score("crosswalk", "plain.yaml", "third.yaml", cwd=folder).stderr.startswith(
        "small 和 third 之间还没有对照。两份标准和 core 也都没有对照；都补上，就能经由 core 推出来。请对着两份标准，"
    )
    (folder / "pasted.yaml").write_text(SMALL + "".join(run.stderr.splitlines(keepends=True)[1:]), encoding="utf-8")
    assert score("rubric", "check", "pasted.yaml", cwd=folder).stdout.endswith("错误 3 处，提醒 0 处\n")


def test_a_rubric_and_itself_and_one_rubric_alone_are_wrong_usage(folder: Path) -> None:
    assert score("crosswalk", "core", "core", cwd=folder).returncode == 2
    run = score("crosswalk", "core", cwd=folder)
    assert run.returncode == 2
    assert "请写出两份评分标准" in run.stderr


def test_help_is_there_in_both_languages(folder: Path) -> None:
    assert "两份评分标准的对照表" in score("crosswalk", "--help", cwd=folder).stdout
    assert "how the criteria of two rubrics" in score("crosswalk", "--help", "--lang", "en", cwd=folder).stdout


def test_indicators_reach_the_json_whatever_the_number_of_jobs(folder: Path) -> None:
    for jobs in ("1", "2"):
        assert score(SEEDS, "--jobs", jobs, "--out", f"out{jobs}", cwd=folder).returncode == 0
    one, two = ((folder / f"out{jobs}" / "seeds-core.json").read_bytes() for jobs in "12")
    assert one == two
    data = json.loads(one)
    ids = [indicator["id"] for indicator in data["rubric"]["indicators"]]
    assert ids == ["coverage", "slogans", "results", "per_thousand", "visibility"]
    for report in data["reports"]:
        grades = [piece["grade"] for criterion in report["criteria"] for piece in criterion["evidence"]]
        found = report["indicators"]
        assert list(found) == ids
        assert found["coverage"] == round(sum(bool(c["evidence"]) for c in report["criteria"]) / 23, 4)
        assert found["slogans"] == pytest.approx(grades.count(1) / len(grades), abs=5e-5)
        assert found["results"] <= found["visibility"] <= 1


def test_a_comparison_and_a_merge_take_results_with_indicators(folder: Path) -> None:
    assert score(SEEDS, cwd=folder).returncode == 0
    issued = folder / "reports" / "seeds-core"
    assert score("compare", f"{issued}.json", f"{issued}.xlsx", cwd=folder).returncode == 0
    assert score("merge", f"{issued}.xlsx", cwd=folder).returncode == 1  # nothing is entered in it
    before, merged = (
        json.loads((folder / "reports" / name).read_text(encoding="utf-8"))
        for name in ("seeds-core.json", "seeds-core-merged.json")
    )
    assert merged["issued"] == before
