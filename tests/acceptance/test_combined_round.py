"""A review round with a workbook of two rubrics: filled in and mangled in LibreOffice, merged into one again."""

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

NAME, MERGED = "seeds-round+core.xlsx", "seeds-round+core-merged.xlsx"
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


def test_the_reviews_of_both_rubrics_are_merged_into_one_workbook_named_as_the_issued_one(round_: Round) -> None:
    names = sorted(path.name for path in (round_.folder / "merged").iterdir())
    assert names == ["seeds-core-merged.json", MERGED, "seeds-round-merged.json"]


def test_merging_in_steps_and_again_gives_the_same_bytes(round_: Round, tmp_path: Path) -> None:
    merged, (chen_, lin) = round_.folder / "merged", (round_.folder / "returned" / name for name in (CHEN, LIN))
    steps = {
        "one": [chen_],
        "other": [lin],
        "two": [lin, tmp_path / "one" / MERGED],
        "turned": [chen_, tmp_path / "other" / "seeds-core-merged.xlsx"],
    }
    for name, files in steps.items():
        score("merge", *files, "--out", tmp_path / name, cwd=tmp_path)
    for id_ in ("round", "core"):
        once = (merged / f"seeds-{id_}-merged.json").read_bytes()
        for name in ("two", "turned"):
            assert (tmp_path / name / f"seeds-{id_}-merged.json").read_bytes() == once
    run = score("merge", merged / MERGED, "--out", tmp_path / "alone", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    for id_ in ("round", "core"):
        name = f"seeds-{id_}-merged.json"
        assert (tmp_path / "alone" / name).read_bytes() == (merged / name).read_bytes()


def test_what_is_settled_moves_the_crosswalk_and_is_kept_by_its_own_rubric(round_: Round, tmp_path: Path) -> None:
    merged = round_.folder / "merged" / MERGED
    step = Places(merged).put("core:qingpu-A1", "合议等次", "1")
    (values,) = office.run([office.Job(merged, [step], tmp_path / "合议后.xlsx", "all")])
    run = score("merge", "合议后.xlsx", "--out", "settled", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    data = {id_: results(tmp_path / "settled" / f"seeds-{id_}-merged.json") for id_ in ("round", "core")}
    assert data["round"]["cards"] == round_.merged["round"]["cards"]
    (qingpu,) = (one for one in data["core"]["cards"] if one["id"] == "qingpu")
    assert (qingpu["criteria"][0]["level"], qingpu["criteria"][0]["consensus"]) == (1, 3.5)  # of 4 and 3
    beside = values["对照"]
    (line,) = (cell[1:] for cell, value in beside.items() if value == "qingpu.txt")
    assert beside[f"D{line}"] == pytest.approx(qingpu["total"], abs=1e-9)
    (counterpart,) = (cell[1:] for cell, value in beside.items() if str(value).startswith("　相当于　A1"))
    ranked = sorted(round_.merged["core"]["cards"], key=lambda one: -one["total"])
    column = "EFGHI"[[one["id"] for one in ranked].index("qingpu")]
    assert beside[f"{column}{counterpart}"] == 1


def test_calibrate_and_compare_ask_which_rubric_is_meant(round_: Round, tmp_path: Path) -> None:
    back = round_.folder / "returned" / CHEN
    run = score("calibrate", round_.folder / "merged", "--out", tmp_path, cwd=round_.folder)
    assert run.returncode == 2
    assert "round、core" in run.stderr
    run = score("calibrate", round_.folder / "merged", "--rubric", "core", "--out", tmp_path, cwd=round_.folder)
    assert run.returncode == 0, run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["seeds-core-calibration.xlsx"]
    issued = round_.folder / "reports"
    run = score("compare", issued / NAME, back, "--out", tmp_path, cwd=round_.folder)
    assert run.returncode == 2
    assert "seeds-core.json" in run.stderr
    run = score("compare", issued / "seeds-core.json", back, "--out", tmp_path, cwd=round_.folder)
    assert run.returncode == 0, run.stderr
