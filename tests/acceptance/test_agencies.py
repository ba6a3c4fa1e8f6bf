"""`score agencies`: the list of agencies that it writes, and what a list does to results by agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from tests.acceptance.test_command import SEEDS, results, score

if TYPE_CHECKING:
    from pathlib import Path

ONE = "昌吉州财政局"
TWO = "昌吉州工信局"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the agencies of the seeds were listed in 名录.yaml."""
    folder = tmp_path_factory.mktemp("agencies")
    run = score("agencies", SEEDS, "--out", "名录.yaml", cwd=folder)
    assert (run.returncode, run.stdout, run.stderr) == (0, "已写出 名录.yaml\n", "")
    return folder


def quotes(folder: Path, *more: str, out: str) -> dict[str, set[str]]:
    """The quotes of each agency of one of the seeds, scored by agency."""
    run = score(SEEDS / "changji.txt", "--by", "agency", *more, "--out", out, "--format", "json", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    (file,) = (folder / out).iterdir()
    return {
        card["agency"]: {piece["quote"] for result in card["criteria"] for piece in result["evidence"]}
        for card in results(file)["reports"]
    }


def test_the_agencies_of_the_seeds_are_listed_with_their_other_names_and_where_they_act(folder: Path) -> None:
    text = (folder / "名录.yaml").read_text(encoding="utf-8")
    listed = {one["name"]: one for one in yaml.safe_load(text)["agencies"]}
    assert listed["双鸭山市直机关工委"] == {
        "name": "双鸭山市直机关工委",
        "aliases": ["市直机关工委"],
        "kind": "party",
    }
    assert {ONE, TWO, "昭通市财政局", "青浦区区级机关工作党委", "宁夏回族自治区公安厅"} <= listed.keys()
    assert "例：shuangyashan.txt 第10段\n  - name: 双鸭山市直机关工委\n" in text


def test_without_a_file_to_write_the_same_list_is_shown(folder: Path) -> None:
    run = score("agencies", SEEDS, cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == (folder / "名录.yaml").read_text(encoding="utf-8")


def test_the_list_as_written_loads_and_changes_nothing(folder: Path) -> None:
    again = score("agencies", SEEDS, "--agencies", "名录.yaml", cwd=folder)
    assert (again.returncode, again.stdout) == (0, (folder / "名录.yaml").read_text(encoding="utf-8"))
    listed = ("--agencies", "名录.yaml")
    for out, more in (("无名录", ()), ("有名录", listed)):
        run = score(SEEDS, "--by", "agency", *more, "--out", out, "--format", "json", cwd=folder)
        assert (run.returncode, run.stderr) == (0, "")
    without, with_list = ((folder / out / "seeds-by-agency-core.json").read_bytes() for out in ("无名录", "有名录"))
    assert with_list == without


def test_a_file_that_is_there_is_replaced_only_where_that_is_asked(tmp_path: Path) -> None:
    (tmp_path / "名录.yaml").write_text("我的", encoding="utf-8")
    refused = score("agencies", SEEDS, "--out", "名录.yaml", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "名录.yaml: 已经有这个文件，没有动它。请换一个名称；要覆盖就加 --overwrite\n"
    assert (tmp_path / "名录.yaml").read_text(encoding="utf-8") == "我的"
    assert score("agencies", SEEDS, "--out", "名录.yaml", "--overwrite", cwd=tmp_path).returncode == 0
    assert (tmp_path / "名录.yaml").read_text(encoding="utf-8").startswith("# 材料里的单位。")


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("x/名录.yaml", "x: 是文件，不是文件夹。请换一个位置\n"),
        ("没有/名录.yaml", "没有: 没有这个文件夹。请先建好，或换一个位置\n"),
        ("夹", "夹: 是文件夹。请写出文件名，如 夹/名录.yaml\n"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--overwrite",)])
def test_where_a_file_cannot_be_written_that_is_told_and_no_folder_is_made(
    out: str, said: str, more: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "x").write_text("我的", encoding="utf-8")
    (tmp_path / "夹").mkdir()
    run = score("agencies", SEEDS / "qingpu.txt", "--out", out, *more, cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", said)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["x", "夹"]


def test_a_second_rubric_leaves_the_agencies_of_the_first_as_they_are(folder: Path) -> None:
    for out, more in (("一份", ()), ("两份", ("--rubric", "ningxia"))):
        run = score(SEEDS, "--by", "agency", "--rubric", "core", *more, "--out", out, "--format", "json", cwd=folder)
        assert (run.returncode, run.stderr) == (0, "")
    alone, beside = (results(folder / out / "seeds-by-agency-core.json") for out in ("一份", "两份"))
    assert beside == alone


def test_a_name_means_the_same_agency_in_the_list_and_in_the_results(tmp_path: Path) -> None:
    """What tells the place of 县审计局 stands in a sentence that is no evidence."""
    (tmp_path / "甲.txt").write_text(
        "昌吉州创建模范机关一周要闻\n\n石城县医保局到了新址。\n\n"
        "县审计局创建模范机关，组织党员集中学习党的创新理论12次，建立党员先锋岗30个，为企业解决难题20件。\n",
        encoding="utf-8",
    )
    run = score("agencies", "甲.txt", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    listed = {one["name"]: one.get("aliases") for one in yaml.safe_load(run.stdout)["agencies"]}
    assert listed["石城县审计局"] == ["县审计局"]
    run = score("甲.txt", "--by", "agency", "--format", "json", cwd=tmp_path)
    assert run.returncode == 0
    (file,) = (tmp_path / "reports").iterdir()
    assert [card["agency"] for card in results(file)["reports"]] == ["石城县审计局"]


@pytest.mark.parametrize("command", [["agencies"], ["--by", "agency"]])
def test_every_problem_of_a_faulty_list_is_told_at_once_and_nothing_is_written(
    command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "名录.yaml").write_text(
        "agencies:\n  - name: 云江市水务局\n    aliases: [市水务局]\n  - name: 云江市城管局\n    aliases: [市水务局]\n"
        "    superior: 远川市委\n",
        encoding="utf-8",
    )
    run = score(*command, SEEDS, "--agencies", "名录.yaml", "--out", "出", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        "单位名录 名录.yaml 不能用：\n"
        "名录.yaml:5:15: agencies[1].aliases[0]: “市水务局”已经属于第 3 行的单位。一个称呼只留在一个单位名下\n"
        "名录.yaml:6:5: agencies[1].superior: 没有列出“远川市委”。加一条 name: 远川市委，或删去这一行\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["名录.yaml"]


def test_two_names_that_the_list_says_are_one_agency_are_scored_as_one(folder: Path) -> None:
    (folder / "合.yaml").write_text(
        f"agencies:\n  - name: 昌吉州财经局\n    aliases: [{ONE}, 州财政局, {TWO}, 州工信局]\n", encoding="utf-8"
    )
    apart, together = quotes(folder, out="分"), quotes(folder, "--agencies", "合.yaml", out="合")
    assert apart[ONE]
    assert apart[TWO]
    assert together == {name: found for name, found in apart.items() if name not in {ONE, TWO}} | {
        "昌吉州财经局": apart[ONE] | apart[TWO]
    }


def test_reports_that_name_no_agency_leave_nothing_to_list(tmp_path: Path) -> None:
    (tmp_path / "日记.txt").write_text("今天下雨，在家看书。\n", encoding="utf-8")
    run = score("agencies", "日记.txt", "--out", "名录.yaml", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("材料里没有认出单位名称，没有什么可列的。")
    assert not (tmp_path / "名录.yaml").exists()


def test_a_report_that_cannot_be_read_is_told_and_the_others_are_listed(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    run = score("agencies", "broken.docx", SEEDS / "qingpu.txt", cwd=tmp_path)
    assert run.returncode == 1
    assert run.stderr.startswith("没有读 broken.docx：")
    assert "  - name: 青浦区政务办\n" in run.stdout
