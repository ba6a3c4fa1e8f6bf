"""A review round with a workbook of two rubrics: filled in and mangled in LibreOffice, merged rubric by rubric."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.review_round import (
    LEVEL,
    Data,
    Entries,
    Judged,
    Places,
    fill_in,
    pieces,
    returned,
    round_rubric,
    tables,
)
from tests.acceptance.reviewers import chen
from tests.acceptance.test_command import ROOT, SEEDS, results, score
from tests.office import office
from tests.office.steps import Filter, InsertSheet, RenameSheet, Sort, Step, Unprotect

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

NAME = "seeds-round+core.xlsx"
CHEN, LIN = "陈岚.xlsx", "林 单独一份.xlsx"
BY_LIN = Entries("林", levels={"qingpu-A1": (3, "只看核心标准"), "changji-E1": (0, "")})


def by_core(issued: Data) -> Entries:
    """What the reviewer of all that `chen` enters holds under the other rubric."""
    first, second = pieces(issued, "zhaotong", "A2")[:2]
    return Entries(
        "陈岚",
        "市直机关工委组织科",
        "2026-11-20",
        "陈 岚",
        levels={"qingpu-A1": (4, "核心标准下另评"), "zhaotong-A1": (0, ""), "changji-B1": ("不适用", "")},
        evidence={first: Judged("否", comment="核心标准不算"), second: Judged("是", 4)},
    )


def scoped(entries: Entries, rubric: str) -> Entries:
    """The entries by the row ids of a workbook of several rubrics."""

    def of(rows: object) -> dict[str, object]:
        assert isinstance(rows, dict)
        return {f"{rubric}:{id_}": entry for id_, entry in rows.items()}

    changed = {name: of(getattr(entries, name)) for name in ("levels", "evidence", "findings")}
    return replace(entries, **changed)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Round:
    """What was issued and came back, and the merge of both workbooks."""

    folder: Path
    entries: dict[str, Entries]  # of the first reviewer, by rubric
    values: office.Values  # that LibreOffice showed the first reviewer
    run: CompletedProcess[str]
    merged: dict[str, Data]  # by rubric


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Round:
    if not office.installed():
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("combined")
    core = (ROOT / "rubrics" / "core.yaml").read_text(encoding="utf-8")
    crosswalk = "crosswalk:\n  core:\n    - {criterion: A1, to: A1, relation: equal}\n"
    (folder / "round.yaml").write_text(round_rubric(core) + crosswalk, encoding="utf-8")
    run = score(SEEDS, "--rubric", "round.yaml", "--rubric", "core", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert score(SEEDS, "--out", "single", cwd=folder).returncode == 0
    issued = {id_: results(folder / "reports" / f"seeds-{id_}.json") for id_ in ("round", "core")}
    entries = {"round": chen(issued["round"]), "core": by_core(issued["core"])}
    workbook, single = folder / "reports" / NAME, folder / "single" / "seeds-core.xlsx"
    at = Places(workbook)
    steps: list[Step] = [step for id_, one in entries.items() for step in fill_in(at, scoped(one, id_))]
    mangled: list[Step] = [
        Unprotect(),
        Sort("round 证据", "原句"),
        Filter("core 证据", "项号", ("A2",)),
        RenameSheet("core 证据", "证据（陈）"),
        InsertSheet("我的笔记", "随手记的"),
    ]
    (folder / "returned").mkdir()
    jobs = [
        office.Job(workbook, (*steps, *mangled), folder / "returned" / CHEN, "all"),
        office.Job(single, tuple(fill_in(Places(single), BY_LIN)), folder / "returned" / LIN),
    ]
    values = office.run(jobs)[0]
    run = score("merge", "returned", "--out", "merged", cwd=folder)
    merged = {id_: results(folder / "merged" / f"seeds-{id_}-merged.json") for id_ in ("round", "core")}
    return Round(folder, entries, values, run, merged)


def test_one_workbook_and_a_json_file_for_each_rubric_are_written(round_: Round) -> None:
    names = sorted(path.name for path in (round_.folder / "reports").iterdir())
    assert names == ["seeds-core.json", "seeds-round+core.xlsx", "seeds-round.json"]


def test_nothing_that_was_entered_under_either_rubric_is_lost_or_mixed(round_: Round) -> None:
    back = {name: round_.folder / "returned" / name for name in (CHEN, LIN)}
    for id_, entries in round_.entries.items():
        data = round_.merged[id_]
        expected = [returned(entries, back[CHEN], data["issued"])]
        if id_ == "core":
            expected.append(returned(BY_LIN, back[LIN], data["issued"]))
        assert sorted(data["reviews"], key=lambda one: one["workbook"]) == sorted(
            expected, key=lambda one: one["workbook"]
        )


def test_flaws_are_told_once_and_name_the_sheet(round_: Round) -> None:
    said = round_.run.stderr.splitlines()
    assert len(said) == len(set(said))
    (unclear,) = (line for line in said if "较好" in line)
    assert unclear.startswith(f"{CHEN} round ")
    assert round_.run.returncode == 1
    assert all(line.startswith(CHEN) for line in said), said


def test_what_the_reviewer_sees_is_what_the_merge_makes_of_it(round_: Round, tmp_path: Path) -> None:
    run = score("merge", round_.folder / "returned" / CHEN, "--out", tmp_path, cwd=round_.folder)
    assert "Traceback" not in run.stderr
    totals = {}
    for id_ in ("round", "core"):
        shown = {row["材料"]: row for row in tables(round_.values[f"{id_} 总览"], "名次", "材料", "总分")}
        for one in results(tmp_path / f"seeds-{id_}-merged.json")["cards"]:
            row = shown[f"{one['id']}.txt"]
            assert row["总分"] == pytest.approx(one["total"], abs=1e-9), (id_, one["id"])
            assert row["评定"] == one["band"]
            totals[id_, one["id"]] = row["总分"], row["名次"]
    beside = round_.values["对照"]
    lines = {str(value): address[1:] for address, value in beside.items() if address[0] == "C"}
    for (id_, subject), (total, rank) in totals.items():
        line = lines[f"{subject}.txt"]
        total_at, rank_at = ("D", "F") if id_ == "core" else ("G", "I")
        assert beside[f"{total_at}{line}"] == pytest.approx(total, abs=1e-9)
        assert beside[f"{rank_at}{line}"] == rank
    levels = {}
    for id_ in ("round", "core"):
        sheet = Places(round_.folder / "returned" / CHEN).row(f"{id_}:qingpu-A1")[0]
        rows = {row["行标识"]: row["等次"] for row in tables(round_.values[sheet], "行标识", LEVEL, "等次")}
        levels[id_] = rows[f"{id_}:qingpu-A1"]
    assert levels == {"round": 2, "core": 4}


def test_merging_again_with_the_merged_workbooks_changes_nothing(round_: Round, tmp_path: Path) -> None:
    score("merge", round_.folder / "merged", round_.folder / "returned" / LIN, "--out", tmp_path, cwd=round_.folder)
    for id_, data in round_.merged.items():
        assert results(tmp_path / f"seeds-{id_}-merged.json")["reviews"] == data["reviews"]


def test_calibrate_and_compare_ask_which_rubric_is_meant(round_: Round, tmp_path: Path) -> None:
    back = round_.folder / "returned" / CHEN
    run = score("calibrate", round_.folder / "merged", "--out", tmp_path, cwd=round_.folder)
    assert run.returncode == 2
    assert "core、round" in run.stderr
    run = score("calibrate", round_.folder / "merged", "--rubric", "core", "--out", tmp_path, cwd=round_.folder)
    assert run.returncode == 0, run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["seeds-core-calibration.xlsx"]
    issued = round_.folder / "reports"
    run = score("compare", issued / NAME, back, "--out", tmp_path, cwd=round_.folder)
    assert run.returncode == 2
    assert "seeds-core.json" in run.stderr
    run = score("compare", issued / "seeds-core.json", back, "--out", tmp_path, cwd=round_.folder)
    assert run.returncode == 0, run.stderr
