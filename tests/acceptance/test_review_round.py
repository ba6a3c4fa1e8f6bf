"""A review round as it is lived: issued, filled in and mangled in LibreOffice, sent back in parts, merged, settled."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.acceptance.review_round import (
    EVIDENCE_ROW,
    LEVEL,
    MOVE,
    REASON,
    VERDICT,
    Data,
    Entries,
    Places,
    fill_in,
    pieces,
    returned,
    round_rubric,
    tables,
)
from tests.acceptance.reviewers import (
    AYGUL,
    CHEN,
    CHEN_AGAIN,
    EVIDENCE,
    OUYANG,
    UNCOUNTED,
    as_text,
    aygul,
    chen,
    mangle_aygul,
    mangle_chen,
    mangle_ouyang,
    ouyang,
)
from tests.acceptance.test_command import ROOT, SEEDS, results, score
from tests.office import office
from tests.office.steps import Step, Unprotect


@dataclass(frozen=True, slots=True)
class Round:
    """The files of a round, and what LibreOffice showed of the first reviewer's."""

    folder: Path
    issued: Data
    entries: dict[str, Entries]  # by workbook
    values: office.Values
    deleted: str  # evidence whose row the third reviewer deleted
    requoted: str  # evidence whose quote the same reviewer changed

    def returned(self, name: str) -> Path:
        return self.folder / "returned" / name

    @property
    def workbooks(self) -> list[Path]:
        return [self.returned(name) for name in self.entries]


def merge(round_: Round, into: Path, *workbooks: Path | str) -> tuple[CompletedProcess[str], Data]:
    run = score("merge", *workbooks, "--out", into, cwd=round_.folder)
    assert "Traceback" not in run.stderr
    return run, results(into / "seeds-round-merged.json")


def card(merged: Data, subject: str) -> Data:
    cards: list[Data] = merged["cards"]
    return next(one for one in cards if one["id"] == subject)


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what is handed out: of two rubrics, and split."""
    folder = tmp_path_factory.mktemp("round")
    core = (ROOT / "rubrics" / "core.yaml").read_text(encoding="utf-8")
    (folder / "round.yaml").write_text(round_rubric(core), encoding="utf-8")
    for rubric in ("core", "round.yaml"):
        run = score(SEEDS, "--rubric", rubric, "--out", "issued", cwd=folder)
        assert (run.returncode, run.stderr) == (0, "")
    assert score(SEEDS, "--rubric", "round.yaml", "--split", "--out", "split", cwd=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def round_(issue: Path) -> Round:
    """All that reviewers do before the first merge, in one start of LibreOffice."""
    if not office.installed():
        pytest.skip("needs LibreOffice")
    folder = issue
    (folder / "returned").mkdir()
    workbook, issued = folder / "issued" / "seeds-round.xlsx", results(folder / "issued" / "seeds-round.json")
    at = Places(workbook)
    entries = {CHEN: chen(issued), OUYANG: ouyang(issued), AYGUL: aygul(issued)}
    deleted, requoted = pieces(issued, "ningxia", "C1")[-1], pieces(issued, "ningxia", "B3")[0]
    steps: dict[str, list[Step]] = {
        CHEN: [*fill_in(at, entries[CHEN]), *mangle_chen(at)],
        OUYANG: [*fill_in(at, entries[OUYANG]), *mangle_ouyang(at, issued)],
        AYGUL: [
            Unprotect(),
            *as_text(at, "qingpu", "zhaotong"),
            *fill_in(at, entries[AYGUL]),
            *mangle_aygul(at, deleted, requoted),
        ],
    }
    jobs = [
        office.Job(workbook, tuple(these), folder / "returned" / name, "all" if name == CHEN else None)
        for name, these in steps.items()
    ]
    other = folder / "issued" / "seeds-core.xlsx"
    jobs.append(office.Job(other, tuple(fill_in(Places(other), UNCOUNTED)), folder / "returned" / "另一标准.xlsx"))
    for part in (folder / "split" / "seeds-round").iterdir():
        places = Places(part)
        subject = places.subject
        if subject in SPLIT:
            mine = Entries(f"复核人{subject}", levels={f"{subject}-A1": (1, "单独一份")})
            jobs.append(office.Job(part, tuple(fill_in(places, mine)), folder / "split" / f"{subject}.xlsx"))
        if subject == "qingpu":
            more = {"陈岚补充.xlsx": CHEN_AGAIN, "旧格式.xls": UNCOUNTED, "开放格式.ods": UNCOUNTED}
            for name, again in more.items():
                jobs.append(office.Job(part, tuple(fill_in(places, again)), folder / "returned" / name))
    values = office.run(jobs)[0]
    return Round(folder, issued, entries, values, deleted, requoted)


SPLIT = ("changji", "qingpu", "zhaotong")  # the subjects that are reviewed in workbooks of their own


@dataclass(frozen=True, slots=True)
class Merging:
    """The merge of all three."""

    run: CompletedProcess[str]
    data: Data
    folder: Path

    @property
    def workbook(self) -> Path:
        return self.folder / "seeds-round-merged.xlsx"

    @property
    def json(self) -> bytes:
        return (self.folder / "seeds-round-merged.json").read_bytes()


@pytest.fixture(scope="module")
def merged(round_: Round) -> Merging:
    run, data = merge(round_, round_.folder / "merged", *round_.workbooks)
    return Merging(run, data, round_.folder / "merged")


# --- nothing is lost ---------------------------------------------------------------------------


def test_a_round_of_three_mangled_workbooks_loses_nothing(round_: Round, merged: Merging) -> None:
    assert all(len(entries) >= 15 for entries in round_.entries.values())
    sent = [returned(entries, round_.returned(name), round_.issued) for name, entries in round_.entries.items()]
    doubled = pieces(round_.issued, "ningxia", "C1")[0]
    (piece,) = (one for subject in sent[1]["subjects"] for one in subject["evidence"] if one["evidence"] == doubled)
    place = "!".join(Places(round_.returned(OUYANG)).cell(doubled, EVIDENCE_ROW))
    piece["comment"] += f"（{place} 采纳：否；意见：又想了想）"
    assert merged.data["reviews"] == sorted(sent, key=lambda review: review["reviewer"])
    assert merged.data["issued"] == round_.issued
    assert merged.run.returncode == 1
    assert (merged.folder / "seeds-round-merged.xlsx").exists()


def test_what_is_deleted_changed_or_unclear_is_named_with_sheet_cell_and_remedy(round_: Round, merged: Merging) -> None:
    chen_at, ouyang_at, aygul_at = (Places(workbook) for workbook in round_.workbooks)
    doubled, doubtful, unknown = pieces(round_.issued, "ningxia", "C1")[:3]
    as_issued = "以发出时的内容为准，改动没有采用"
    sheet, second = ouyang_at.cell(doubled, VERDICT)
    first = (sheet, f"{second[0]}{int(second[1:]) - 1}")  # the row above, of which the other is a copy
    expected = [
        (CHEN, chen_at.cell("zhaotong-D4", LEVEL), "“较好”看不懂，没有采用，已记入意见", "请填 0、1、2、3 或 4"),
        (CHEN, chen_at.cell("ningxia-J1", REASON), "没有写理由", "补写理由"),
        (OUYANG, ouyang_at.cell(unknown, MOVE), "“没有这一项”看不懂，没有采用，已记入意见", "请从下拉选项中选一项"),
        (OUYANG, ouyang_at.cell(doubled, EVIDENCE_ROW), f"“{doubled}”一行出现两次，填得不一样", "删去不对的一行"),
        (OUYANG, ouyang_at.cell("changji-V1", REASON), "没有写理由", "补写理由"),
        (AYGUL, aygul_at.cell(round_.requoted, "原句"), "现为“改过的原句。”", as_issued),
        (AYGUL, aygul_at.cell("zhaotong-A2", "机器等次"), "现为“9”", as_issued),
        (AYGUL, (EVIDENCE,), f"缺少“{round_.deleted}”一行", "请在发出的原评分卡上填写后交回"),
        *(
            (workbook, place, f"“{found}”，按“{meant}”计入", "请从下拉选项中选后重新交回")
            for workbook, place, found, meant in (
                (OUYANG, ouyang_at.cell("zhaotong-A1", LEVEL), "三级", "3"),
                (OUYANG, first, "√", "是"),
                (OUYANG, ouyang_at.cell(doubtful, VERDICT), "？", "存疑"),
                *((OUYANG, ouyang_at.cell(id_, VERDICT), "×", "否") for id_ in pieces(round_.issued, "qingpu", "C2")),
                (AYGUL, aygul_at.cell("qingpu-D4", LEVEL), "N/A", "不适用"),
                (AYGUL, aygul_at.cell("qingpu-K1", "认定"), "-1", "1"),
            )
        ),
    ]
    assert ouyang_at.row(unknown)[0] == "证据（欧阳）"
    said = merged.run.stderr.splitlines()
    for workbook, place, what, remedy in expected:
        begins = f"{workbook} {'!'.join(place)}："
        found = [one for one in said if one.startswith(begins)]
        assert len(found) == 1, "\n".join([begins, *said])
        (line,) = found
        assert re.search(f"{what}.*。.*{remedy}", line), line
    assert len(said) == len(expected), said


def test_levels_consensus_and_total_are_as_worked_out_by_hand(merged: Merging) -> None:
    # Entered (陈, 欧阳, 阿依古丽; "-": blank, x: not applicable) -> median -> share x weight. Shares 0 .25 .5 .8 1,
    # between two levels in between: 2.5 is half-way from .5 to .8.
    by_hand = {
        "A1": (3, 4.8),  # 2 3 3 -> 3; .8 x 6
        "A2": (1, 1.0),  # 1 - - ; .25 x 4
        "A3": (0.5, 0.625),  # 0 1 - -> .5; .125 x 5
        "A4": (None, 0),  # x x 2: more than half say that it does not apply
        "A5": (2, 2.5),  # 2 2 4 -> 2; .5 x 5
        "B1": (2, 2.5),  # 2 - -
        "B2": (2.5, 3.25),  # 1 4 - -> 2.5; .65 x 5
        "B3": (0, 0),  # 0 - -
        "B4": (0, 0),  # 0 - x: half are not more than half
        "B5": (1, 1.25),  # 1 - -; .25 x 5
        "C1": (3, 4.0),  # 3 - -; .8 x 5
        "C2": (1.5, 1.875),  # 3, all evidence rejected: 0, - -> 1.5; .375 x 5
        "C3": (3, 4.0),  # 2, -, all evidence regraded to 4 -> 3; .8 x 5
        "C4": (2, 2.5),  # 0, -, a piece moved there as grade 4: 4 -> 2; .5 x 5
        "C5": (0, 0),  # 0 - -
        "D1": (1, 1.0),  # 1 - -; .25 x 4
        "D2": (4, 4.0),  # 4 - -; 1 x 4
        "D3": (3, 3.2),  # 3 - -; .8 x 4
        "D4": (None, 0),  # x 2 x
        "E1": (2.5, 1.625),  # 2 - 3 -> 2.5; .65 x 2.5
        "E2": (2, 1.25),  # 2 - -; .5 x 2.5
        "E3": (0, 0),  # 0 - -
        "E4": (3, 2.0),  # agrees with evidence regraded to 3 - -; .8 x 2.5
    }
    qingpu = card(merged.data, "qingpu")
    assert {one["id"]: (one["level"], one["score"]) for one in qingpu["criteria"]} == by_hand
    assert [one["consensus"] for one in qingpu["criteria"]] == [level for level, _ in by_hand.values()]
    # J1: 2, 1.5, blank 0 -> 1.5. J2: 2, 9 counts as 2, 2 -> 2. K1: blank 0, .5, 1 -> .5. V1: one of three says so.
    found = {one["item"]: (one["points"], one["applies"]) for one in qingpu["adjustments"]}
    assert found == {"J1": (1.5, False), "J2": (2, False), "K1": (0.5, False), "V1": (0, False)}
    # Points 8.925 + 7 + 12.375 + 8.2 + 4.875 = 41.375, of 100 - 5 (A4) - 3 (D4) = 92: 44.9728.
    # Bonuses 3.5, of which 3 count: 44.9728 + 3 - .5 = 47.4728.
    assert (qingpu["total"], qingpu["band"]) == (47.4728, "达标")
    # Both who judged it find the veto: no more than 10.
    assert (card(merged.data, "changji")["total"], card(merged.data, "changji")["band"]) == (10, "未达标")


# --- the workbook as it is filled in -----------------------------------------------------------


def test_what_a_reviewer_sees_while_filling_in_is_what_the_merge_makes_of_it(round_: Round, tmp_path: Path) -> None:
    _, alone = merge(round_, tmp_path, round_.returned(CHEN))
    overview = {row["材料"]: row for row in tables(round_.values["总览"], "名次", "材料", "总分")}
    cards = {one["id"]: one for one in alone["cards"]}
    totals = [one["total"] for one in cards.values()]
    at = Places(round_.returned(CHEN))
    for subject, one in cards.items():
        scorecard = at.row(f"{subject}-A1")[0]
        rows = {row["行标识"]: row["等次"] for row in tables(round_.values[scorecard], "行标识", LEVEL, "等次")}
        for criterion in one["criteria"]:
            shown = "—" if criterion["level"] is None else criterion["level"]
            assert rows[f"{subject}-{criterion['id']}"] == shown, (subject, criterion["id"])
        seen = overview[f"{subject}.txt"]
        assert seen["总分"] == pytest.approx(one["total"], abs=1e-9), subject
        assert seen["评定"] == one["band"]
        assert seen["名次"] == 1 + sum(total > one["total"] for total in totals)
        assert round_.values[scorecard]["A5"] == pytest.approx(one["total"], abs=1e-9)


# --- history -----------------------------------------------------------------------------------


def test_merging_in_steps_and_in_any_order_is_merging_all_at_once(
    round_: Round, merged: Merging, tmp_path: Path
) -> None:
    first, second, third = round_.workbooks
    merge(round_, tmp_path / "two", second, first)
    merge(round_, tmp_path / "three", third, tmp_path / "two" / "seeds-round-merged.xlsx")
    assert (tmp_path / "three" / "seeds-round-merged.json").read_bytes() == merged.json
    merge(round_, tmp_path / "turned", third, second, first)
    assert (tmp_path / "turned" / "seeds-round-merged.json").read_bytes() == merged.json
    assert (tmp_path / "turned" / "seeds-round-merged.xlsx").read_bytes() == merged.workbook.read_bytes()


def test_an_unedited_workbook_changes_nothing_and_the_merged_one_stands_for_itself(
    round_: Round, merged: Merging, tmp_path: Path
) -> None:
    unedited = round_.folder / "issued" / "seeds-round.xlsx"
    run, _ = merge(round_, tmp_path / "unedited", *round_.workbooks, unedited)
    assert (tmp_path / "unedited" / "seeds-round-merged.json").read_bytes() == merged.json
    (more,) = set(run.stderr.splitlines()) - set(merged.run.stderr.splitlines())
    assert re.match("seeds-round.xlsx：没有填写任何复核内容.*。.+", more)
    run, _ = merge(round_, tmp_path / "alone", merged.workbook)
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "alone" / "seeds-round-merged.json").read_bytes() == merged.json


def test_what_the_group_settles_on_in_the_merged_workbook_is_kept_and_overrules(
    round_: Round, merged: Merging, tmp_path: Path
) -> None:
    at, settled = Places(merged.workbook), tmp_path / "合议后.xlsx"
    steps = [
        at.put("qingpu-A1", "合议等次", "４"),
        at.put("qingpu-A1", "合议意见", "大家看了附件，定为四级"),
        at.put("qingpu-B2", "合议等次", "不适用"),
        at.put("qingpu-J1", "认定", 0.5),
        at.put("qingpu-J1", REASON, "只算一半"),
    ]
    (values,) = office.run([office.Job(merged.workbook, steps, settled, "all")])
    run, data = merge(round_, tmp_path / "settled", settled)
    assert (run.returncode, run.stderr) == (0, "")
    assert data["reviews"] == merged.data["reviews"]
    (decided,) = data["decisions"]["subjects"]
    assert decided == {
        "subject": "qingpu",
        "levels": [
            {
                "criterion": "A1",
                "level": 4,
                "not_applicable": False,
                "comment": "大家看了附件，定为四级",
                "agrees": False,
            },
            {"criterion": "B2", "level": None, "not_applicable": True, "comment": "", "agrees": False},
        ],
        "evidence": [],
        "adjustments": [{"item": "J1", "points": 0.5, "applies": None, "reason": "只算一半", "unclear": False}],
    }
    # A1 4 instead of 3: 1.2 more; B2 set aside: 3.25 less, of 92 - 5: 100 x 39.325 / 87 = 45.2011.
    # Bonuses .5 + 2 are within the cap: 45.2011 + 2.5 - .5 = 47.2011.
    qingpu = card(data, "qingpu")
    assert (qingpu["total"], qingpu["band"]) == (47.2011, "达标")
    assert [one for one in data["cards"] if one["id"] != "qingpu"] == [
        one for one in merged.data["cards"] if one["id"] != "qingpu"
    ]
    titles = {one["id"]: one["title"] for one in round_.issued["reports"]}
    shown = {row["被评单位"]: row for row in tables(values["合并总览"], "名次", "合并总分", "评定")}
    for one in data["cards"]:
        row = shown[titles[one["id"]]]
        assert row["合并总分"] == pytest.approx(one["total"], abs=1e-9)
        assert row["评定"] == one["band"]
        assert row["名次"] == 1 + sum(other["total"] > one["total"] for other in data["cards"])
    merge(round_, tmp_path / "again", tmp_path / "settled" / "seeds-round-merged.xlsx", *round_.workbooks)
    assert results(tmp_path / "again" / "seeds-round-merged.json") == data


def test_a_check_tells_the_same_and_writes_nothing(round_: Round, merged: Merging, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = score("merge", *round_.workbooks, "--check", "--out", out, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (1, merged.run.stderr)
    table = [line for line in merged.run.stdout.splitlines() if "已写出" not in line]
    assert run.stdout.splitlines() == [*table, "只检查，没有写任何文件"]
    assert list(tmp_path.iterdir()) == []


# --- what cannot be taken in -------------------------------------------------------------------


def test_what_is_no_returned_workbook_of_the_round_is_named_and_the_rest_taken_in(
    round_: Round, merged: Merging, tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    for name in ("旧格式.xls", "开放格式.ods"):
        shutil.copy(round_.returned(name), bad)
    shutil.copy(round_.returned("旧格式.xls"), bad / "金山.et")
    (bad / "坏的.xlsx").write_bytes(merged.workbook.read_bytes()[:5000])
    run, data = merge(round_, tmp_path / "out", *round_.workbooks, bad, round_.returned("另一标准.xlsx"))
    assert run.returncode == 1
    assert data == merged.data
    by_core = results(tmp_path / "out" / "seeds-core-merged.json")  # another rubric: merged for itself
    assert [review["reviewer"] for review in by_core["reviews"]] == [UNCOUNTED.reviewer]
    said = sorted(set(run.stderr.splitlines()) - set(merged.run.stderr.splitlines()))
    expected = {
        "坏的.xlsx": "坏",
        "开放格式.ods": "另存为.*xlsx",
        "旧格式.xls": "另存为.*xlsx",
        "金山.et": "另存为.*xlsx",
    }
    assert len(said) == len(expected), said
    for line, (name, words) in zip(said, sorted(expected.items()), strict=True):
        assert re.match(f"{name}：.*{words}", line), line

    run = score("merge", bad, "--out", "none", cwd=tmp_path)
    assert run.returncode == 2
    assert all(name in run.stderr for name in ("坏的.xlsx", "开放格式.ods", "旧格式.xls", "金山.et"))
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "none").exists()


def test_two_workbooks_of_one_reviewer_are_united_and_what_differs_is_told(
    round_: Round, merged: Merging, tmp_path: Path
) -> None:
    run, data = merge(round_, tmp_path, *round_.workbooks, round_.returned("陈岚补充.xlsx"))
    assert [review["reviewer"] for review in data["reviews"]] == ["欧阳　静", "阿依古丽·买买提", "陈　岚"]
    levels = {
        f"{subject['subject']}-{one['criterion']}": (one["level"], one["comment"])
        for subject in data["reviews"][2]["subjects"]
        for one in subject["levels"]
    }
    assert levels["qingpu-A1"] == (2, "")
    assert levels["qingpu-A2"] == (2, "只有一句")
    assert levels["qingpu-B3"] == (0, "补充意见")
    more = "\n".join(set(run.stderr.splitlines()) - set(merged.run.stderr.splitlines()))
    assert more.count("\n") == 1
    told = f"{re.escape(CHEN)} .*!F11：.*qingpu-A2.*!F11 填“1”.*陈岚补充.xlsx .*!F11 填“2”；算较晚的“2”"
    assert re.search(told, more)
    assert re.search("陈岚补充.xlsx：同一复核人.*qingpu.*不止一份", more)


def test_workbooks_of_one_subject_each_are_united(round_: Round, tmp_path: Path) -> None:
    sent = [round_.folder / "split" / f"{subject}.xlsx" for subject in SPLIT]
    run, data = merge(round_, tmp_path, *sent)
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(one["id"] for one in data["cards"]) == list(SPLIT)
    for one in data["cards"]:
        assert (one["criteria"][0]["level"], one["criteria"][0]["score"]) == (1, 1.5)
    held = {review["reviewer"]: [one["subject"] for one in review["subjects"]] for review in data["reviews"]}
    assert held == {f"复核人{subject}": [subject] for subject in SPLIT}


# --- comparing ---------------------------------------------------------------------------------


def test_the_merged_workbook_compares_with_what_was_issued(round_: Round, merged: Merging, tmp_path: Path) -> None:
    run = score("compare", round_.folder / "issued" / "seeds-round.json", merged.workbook, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    (row,) = (line for line in run.stdout.splitlines() if "qingpu.txt" in line and "│" in line)
    (before,) = (one["total"] for one in round_.issued["reports"] if one["id"] == "qingpu")
    assert re.split(r"\s*│\s*", row)[1:5] == ["qingpu.txt", f"{before:.1f}", "47.5", f"{47.4728 - before:+.1f}"]
    assert (tmp_path / "reports" / "seeds-round-seeds-round-merged-compared.xlsx").exists()


def test_results_of_other_weights_are_compared_only_on_demand(issue: Path, tmp_path: Path) -> None:
    two = (issue / "issued" / "seeds-core.json", issue / "issued" / "seeds-round.xlsx")
    run = score("compare", *two, "--out", "no", cwd=tmp_path)
    assert run.returncode == 2
    assert re.search("A1.*5.*6", run.stderr)
    assert "--anyway" in run.stderr
    assert not (tmp_path / "no").exists()
    assert score("compare", *two, "--anyway", "--out", "yes", cwd=tmp_path).returncode == 0
    assert [path.suffix for path in (tmp_path / "yes").iterdir()] == [".xlsx"]
