"""The command as its users run it: real files in, real files out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GENRES = ROOT / "tests" / "data" / "other-genres"


def score(
    *arguments: str | Path, cwd: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scorer", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"COLUMNS": "100"} | (environment or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def results(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    folder = tmp_path_factory.mktemp("seeds")
    return score(SEEDS, cwd=folder), folder / "reports"


def test_scoring_the_seeds_writes_workbook_and_json_and_says_where(
    seeds: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    run, reports = seeds
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(path.name for path in reports.iterdir()) == ["seeds-core.json", "seeds-core.xlsx"]
    for name in ("zhaotong.txt", "总分", "良好", "已写出", "seeds-core.xlsx"):
        assert name in run.stdout


def test_results_validate_against_the_shipped_schema(seeds: tuple[object, Path]) -> None:
    schema = json.loads(resources.files("scorer.results").joinpath("results.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(results(seeds[1] / "seeds-core.json"), schema)


def test_every_quote_stands_in_its_report_word_for_word(seeds: tuple[object, Path]) -> None:
    for report in results(seeds[1] / "seeds-core.json")["reports"]:
        text = (SEEDS / report["source"]).read_text(encoding="utf-8")
        pieces = [piece for criterion in report["criteria"] for piece in criterion["evidence"]]
        assert len(pieces) > 20
        for piece in pieces + report["shortcomings"]:
            assert piece["quote"] == text[piece["start"] : piece["end"]]
        for piece in pieces:
            assert all(cue in piece["quote"] for cue in piece["cues"])


def test_points_add_up_and_levels_are_what_the_evidence_carries(seeds: tuple[object, Path]) -> None:
    shares = [0, 0.25, 0.5, 0.8, 1]
    for report in results(seeds[1] / "seeds-core.json")["reports"]:
        for criterion in report["criteria"]:
            assert criterion["level"] == max((piece["grade"] for piece in criterion["evidence"]), default=0)
            assert criterion["score"] == pytest.approx(criterion["max"] * shares[criterion["level"]])
        assert report["total"] == pytest.approx(sum(c["score"] for c in report["criteria"]))


def test_two_runs_and_any_number_of_jobs_give_the_same_bytes(seeds: tuple[object, Path], tmp_path: Path) -> None:
    assert score(SEEDS, "--jobs", "2", cwd=tmp_path).returncode == 0
    for name in ("seeds-core.xlsx", "seeds-core.json"):
        assert (tmp_path / "reports" / name).read_bytes() == (seeds[1] / name).read_bytes()


def test_run_may_be_spelled_out_and_formats_chosen(tmp_path: Path) -> None:
    run = score("run", SEEDS / "qingpu.txt", "--format", "json", "--out", "结果 一", cwd=tmp_path)
    assert run.returncode == 0
    assert [path.name for path in (tmp_path / "结果 一").iterdir()] == ["qingpu-core.json"]


def test_help_tells_how_to_score_and_what_the_options_are(tmp_path: Path) -> None:
    for arguments in (["--help"], [], [str(SEEDS), "-h"]):
        run = score(*arguments, cwd=tmp_path)
        assert run.returncode == 0
        for word in ("score seeds/", "PATH", "--out", "--rubric", "--format", "--jobs", "--lang"):
            assert word in run.stdout
    assert all(word in score("rubric", cwd=tmp_path).stdout for word in ("list", "show", "check", "test"))
    assert score("--version", cwd=tmp_path).stdout.strip() == version("model-agency-scorecard")


def test_a_narrow_terminal_loses_no_figure(seeds: tuple[object, Path], tmp_path: Path) -> None:
    run = score(SEEDS, "--format", "json", cwd=tmp_path, environment={"COLUMNS": "40"})
    for report in results(seeds[1] / "seeds-core.json")["reports"]:
        assert report["source"] in run.stdout
        for dimension in "ABCDE":
            points = sum(Decimal(str(c["score"])) for c in report["criteria"] if c["id"].startswith(dimension))
            assert f" {Decimal(points).quantize(Decimal('0.1'), ROUND_HALF_UP)} " in run.stdout


def test_the_readmes_show_what_the_command_prints(seeds: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    table = [line.strip() for line in seeds[0].stdout.splitlines() if line.startswith("│")]
    assert len(table) == 5
    for name in ("README.md", "README.zh-CN.md"):
        shown = [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
        assert [line for line in shown if line.startswith("│")] == table


def test_reports_of_one_name_keep_their_evidence_apart(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    seed = (SEEDS / "qingpu.txt").read_bytes()
    (folder / "a.txt").write_bytes(seed)
    (folder / "a.md").write_bytes(seed + b"\n")
    assert score(folder, "--format", "json", cwd=tmp_path).returncode == 0
    reports = results(tmp_path / "reports" / "in-core.json")["reports"]
    ids = [piece["id"] for report in reports for criterion in report["criteria"] for piece in criterion["evidence"]]
    assert len(ids) == len(set(ids)) > 20


def test_results_of_an_earlier_run_are_no_reports(tmp_path: Path) -> None:
    shutil.copy(SEEDS / "qingpu.txt", tmp_path)
    for _ in range(2):
        assert score(".", cwd=tmp_path).returncode == 0


def test_each_rubric_has_its_results_and_the_language_may_stand_anywhere(tmp_path: Path) -> None:
    own = (ROOT / "rubrics" / "core.yaml").read_text(encoding="utf-8").replace("id: core\n", "id: own\n", 1)
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    arguments = ["--lang=en", SEEDS / "qingpu.txt", "--rubric", "core", "--rubric", "own.yaml", "--format", "json"]
    run = score(*arguments, cwd=tmp_path)
    assert run.returncode == 0
    assert run.stdout.count("written:") == 2
    core, mine = (results(tmp_path / "reports" / f"qingpu-{name}.json") for name in ("core", "own"))
    assert (core["rubric"]["id"], mine["rubric"]["id"]) == ("core", "own")
    assert core["reports"] == mine["reports"]


def test_a_long_name_is_cut_in_the_names_of_the_results(tmp_path: Path) -> None:
    name = "关于模范机关创建工作情况的报告" * 5
    shutil.copy(SEEDS / "qingpu.txt", tmp_path / f"{name}.txt")
    assert score(f"{name}.txt", cwd=tmp_path).returncode == 0
    assert (tmp_path / "reports" / f"{name[:60]}-core.xlsx").exists()


def test_english_is_spoken_on_request(tmp_path: Path) -> None:
    run = score(SEEDS / "qingpu.txt", "--lang", "en", "--format", "json", cwd=tmp_path)
    assert "written:" in run.stdout
    assert "Political building" in run.stdout
    (report,) = results(tmp_path / "reports" / "qingpu-core.json")["reports"]
    assert "no evidence found" in {criterion["why"] for criterion in report["criteria"]}
    assert "Score reports" in score("--help", "--lang", "en", cwd=tmp_path).stdout
    assert "找证据" in score("--help", cwd=tmp_path).stdout


def test_an_edited_workbook_is_left_alone(tmp_path: Path) -> None:
    import openpyxl

    assert score(SEEDS / "qingpu.txt", cwd=tmp_path).returncode == 0
    workbook_path = tmp_path / "reports" / "qingpu-core.xlsx"
    workbook = openpyxl.load_workbook(workbook_path)
    workbook.worksheets[0]["A1"] = "评审组的批注"
    workbook.save(workbook_path)
    edited = workbook_path.read_bytes()
    run = score(SEEDS / "qingpu.txt", cwd=tmp_path)
    assert run.returncode == 0
    assert "有人改过" in run.stderr
    assert workbook_path.read_bytes() == edited
    assert (tmp_path / "reports" / "qingpu-core-2.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有这个文件.txt"], "没有这个文件.txt"),
        (["空"], "空"),
        ([str(SEEDS), "--rubric", "nonesuch"], "core"),
        ([str(SEEDS), "--rubric", "坏.yaml"], "坏.yaml:2"),
        ([str(SEEDS), "--fromat", "json"], "--format"),
        ([str(SEEDS), "--format", "docx"], "--format"),
        (["run"], "还缺参数"),
        ([str(SEEDS), "--lang", "fr"], "zh 或 en"),
        ([str(SEEDS), "--jobs", "0"], "1 到 64"),
        ([str(SEEDS), "--rubric", "core", "--rubric", str(ROOT / "rubrics" / "core.yaml")], "id 都是 core"),
    ],
)
def test_wrong_usage_is_named_and_nothing_is_written(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "坏.yaml").write_text("id: x\nid: y\n", encoding="utf-8")
    run = score(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "reports").exists()


def test_what_cannot_be_read_is_named_and_the_rest_is_scored(tmp_path: Path) -> None:
    folder = tmp_path / "报 送"
    folder.mkdir()
    shutil.copy(SEEDS / "qingpu.txt", folder / "好 材料.txt")
    (folder / "空.txt").write_bytes(b"")
    (folder / "程序.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "总结.docx").write_bytes(b"PK\x03\x04")
    (folder / "日文.txt").write_bytes(("党員は地域に入り住民に奉仕しています。" * 30).encode("shift-jis"))
    run = score(folder, cwd=tmp_path)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    data = results(tmp_path / "reports" / "报 送-core.json")
    assert [report["source"] for report in data["reports"]] == ["好 材料.txt"]
    assert {one["source"] for one in data["unread"]} == {"空.txt", "程序.txt", "总结.docx", "日文.txt"}
    for one in data["unread"]:
        assert one["source"] in run.stderr
        assert one["reason"] in run.stderr


def test_an_output_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file", encoding="utf-8")
    run = score(SEEDS / "qingpu.txt", "--out", "occupied", cwd=tmp_path)
    assert run.returncode == 2
    assert "occupied" in run.stderr
    assert "--out" in run.stderr
    assert "Traceback" not in run.stderr


def test_two_thousand_reports_are_scored_in_one_run(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(2000):
        (folder / f"{number:04}.txt").write_text(
            f"机关党建简报\n\n县税务局党支部开展主题党日{number}次，党员志愿服务群众。党建引领，党员争先。\n",
            encoding="utf-8",
        )
    run = score(folder, "--format", "json", cwd=tmp_path)
    assert run.returncode == 0
    data = results(tmp_path / "reports" / "many-core.json")
    assert len(data["reports"]) == 2000
    assert all(report["total"] > 0 for report in data["reports"])


def test_documents_of_other_genres_have_no_evidence_above_stated(tmp_path: Path) -> None:
    assert score(GENRES, "--format", "json", cwd=tmp_path).returncode == 0
    data = results(tmp_path / "reports" / "other-genres-core.json")
    assert len(data["reports"]) == 5
    strong = [
        (report["source"], piece["quote"])
        for report in data["reports"]
        for criterion in report["criteria"]
        for piece in criterion["evidence"]
        if piece["grade"] > 1
    ]
    assert strong == []


@pytest.mark.parametrize("command", [["rubric", "list"], ["rubric", "show", "core"], ["rubric", "check", "core"]])
def test_rubric_commands_know_the_core_rubric(command: list[str], tmp_path: Path) -> None:
    run = score(*command, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert {"list": "模范机关创建核心标准", "show": "E4", "check": "没有错误"}[command[1]] in run.stdout


def test_every_example_and_near_miss_of_the_core_rubric_does_as_it_says(tmp_path: Path) -> None:
    run = score("rubric", "test", "core", cwd=tmp_path)
    assert "未通过 0；" in run.stdout
    assert run.returncode == 0
