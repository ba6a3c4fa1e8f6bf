"""`score calibrate`: what it tells, what it writes, what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from scorer.cli.calibrating import add_calibrate
from scorer.errors import ScorerError
from scorer.model import Lang
from scorer.model.review import LevelReview, Review, SubjectReview
from scorer.results.as_json import merged_data, write_json
from scorer.review.merge import merge
from scorer.rubric.load import load_rubric
from tests.unit.review.calibrate_rounds import DOUBT, NO, RUBRIC, YES, judged_by_rule, report, results

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.model import Results
    from scorer.model.review import Merged

A, B = ["书香一。", "书香二。", "书香三。", "开展志愿服务。"], ["书香四。", "书香五。"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rubric, a round scored with it, and the reports."""
    (tmp_path / "small.yaml").write_text(RUBRIC, encoding="utf-8")
    rubric = load_rubric(tmp_path / "small.yaml")
    found = results(report("a", A), report("b", B), rubric=rubric)
    round_ = judged_by_rule(found, lambda piece: NO if "书香" in piece.quote else None)
    write_json(merged_data(round_, Lang.ZH), tmp_path / "round.json")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("机关书香满院。\n\n开展志愿服务。\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    add_calibrate(app, lambda zh, _: zh)
    words = [str(folder / "round.json"), "--rubric", str(folder / "small.yaml"), "--out", str(folder / "out")]
    result = CliRunner().invoke(app, [*words, *arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return int(result.return_value), result.output  # type: ignore[call-overload]


def refused(folder: Path, *arguments: str) -> str:
    with pytest.raises(ScorerError) as error:
        run(folder, *arguments)
    assert not (folder / "out").exists()
    return error.value.message.zh


def test_it_shows_the_suggestions_and_writes_the_workbook(folder: Path) -> None:
    code, shown = run(folder)
    assert code == 0
    assert (
        shown.splitlines()[0]
        == "证据 6 条，复核有结论的 5 条；线索词命中过 2 个，准确率不到一半的 1 个；从未命中 17 个"
    )
    assert [word.strip() for word in shown.splitlines()[5].strip("│").split("│")] == [
        "书香", "1", "删去", "S", "5", "5/0", "2",
    ]  # fmt: skip
    assert "全部照改：2 个单位总分变动（a 27.5→15.0、b 12.5→0.0）" in shown
    assert [path.name for path in (folder / "out").iterdir()] == ["round-small-calibration.xlsx"]


def test_a_copy_has_the_edits_and_every_other_byte_as_it_was(folder: Path) -> None:
    code, shown = run(folder, "--write")
    copy = (folder / "out" / "small-calibrated.yaml").read_text(encoding="utf-8")
    assert (code, copy) == (0, RUBRIC.replace("讲党课, 书香]", "讲党课]"))
    assert "副本没有错误；自带例句、反例 6 句，未通过 0 句。" in shown
    assert (folder / "small.yaml").read_text(encoding="utf-8") == RUBRIC


def test_a_copy_that_somebody_edited_is_left_alone(folder: Path) -> None:
    run(folder, "--write")
    copy = folder / "out" / "small-calibrated.yaml"
    run(folder, "--write")
    assert not (folder / "out" / "small-calibrated-2.yaml").exists()
    copy.write_text("mine", encoding="utf-8")
    run(folder, "--write", "--only", "1")
    assert copy.read_text(encoding="utf-8") == "mine"
    assert (folder / "out" / "small-calibrated-2.yaml").exists()


def test_examples_that_fail_with_the_copy_are_named(folder: Path) -> None:
    changed = RUBRIC.replace("examples: [开展理论学习。]", "examples: [机关处处书香。]")
    (folder / "small.yaml").write_text(changed, encoding="utf-8")
    _, shown = run(folder, "--write", "--anyway")
    assert "  S: 应命中而没有命中任何项\n    机关处处书香。\n" in shown
    assert "未通过 1 句（见上，请改例句，或不采用有关建议）。" in shown


def test_reports_are_scored_before_and_after(folder: Path) -> None:
    code, shown = run(folder, "--reports", str(folder / "reports"))
    assert code == 0
    row = next(line for line in shown.splitlines() if "a.txt" in line)
    assert [word.strip() for word in row.strip("│").split("│")] == ["a.txt", "27.5", "15.0", "-12.5"]
    assert not (folder / "out" / "small-calibrated.yaml").exists()


def test_another_version_of_the_rubric_is_refused(folder: Path) -> None:
    (folder / "small.yaml").write_text(RUBRIC + "# 改过\n", encoding="utf-8")
    assert "不是同一个文件" in refused(folder)
    assert run(folder, "--anyway")[0] == 0


def test_another_rubric_is_refused_even_then(folder: Path) -> None:
    assert "结果用的标准是 small，不是 core" in refused(folder, "--rubric", "core", "--anyway")


@pytest.mark.parametrize("only", ["2", "x", "1,9", ""])
def test_only_takes_numbers_of_suggestions(folder: Path, only: str) -> None:
    if only:
        assert "能改的有：1" in refused(folder, "--write", "--only", only)
    else:
        assert run(folder, "--write", "--only", only)[0] == 0


# --- without suggestions -----------------------------------------------------------------------


def rounds_of(folder: Path, *sentences: list[str]) -> Results:
    """Results of a report for each list of sentences."""
    rubric = load_rubric(folder / "small.yaml")
    return results(*(report(name, own) for name, own in zip("abc", sentences, strict=False)), rubric=rubric)


def told(folder: Path, round_: Merged) -> str:
    write_json(merged_data(round_, Lang.ZH), folder / "round.json")
    code, shown = run(folder)
    assert code == 0
    return shown.splitlines()[1]


def test_where_nobody_reviewed_anything_it_says_so(folder: Path) -> None:
    issued = rounds_of(folder, A, B)
    assert told(folder, merge(issued, (), None)).startswith("没有建议：里面没有任何复核。请把复核人填好交回的工作簿")
    levels = Review("甲", subjects=(SubjectReview("a", (LevelReview("S", 2),)),))
    assert told(folder, merge(issued, [levels], None)).startswith("没有建议：复核人没有对证据填“采纳”")


def test_where_corrections_do_not_suffice_it_says_how_many_there_are_and_what_it_takes(folder: Path) -> None:
    issued = rounds_of(folder, A, B)
    entries = {"书香一。": NO, "开展志愿服务。": YES}
    one = judged_by_rule(issued, lambda piece: entries.get(piece.quote))
    assert told(folder, one) == (
        "没有建议：复核有结论的证据 2 条，其中驳回 1 条、改归 0 条、改判等级 0 条；"
        "改动共 1 条，一条建议至少要能改对 3 条；改动只出自 1 份材料，至少要 2 份；"
        "结论最多的线索词也只有 1 条，满 5 条才判断一个词"
    )
    doubted = judged_by_rule(issued, lambda piece: DOUBT if "书香" in piece.quote else {"grade": 4})
    assert told(folder, doubted) == (
        "没有建议：复核有结论的证据 1 条，其中驳回 0 条、改归 0 条、改判等级 1 条；另有 5 条存疑或意见不一，不算结论；"
        "改动共 1 条，一条建议至少要能改对 3 条；改动只出自 1 份材料，至少要 2 份；"
        "结论最多的线索词也只有 1 条，满 5 条才判断一个词"
    )


def test_where_words_are_mostly_right_it_says_that_none_is_wrong_enough(folder: Path) -> None:
    issued = rounds_of(folder, ["书香一。", "书香二。", "书香三。", "书香四。"], ["书香五。", "书香六。", "书香七。"])
    mostly = judged_by_rule(issued, lambda piece: NO if piece.quote in {"书香一。", "书香五。", "书香六。"} else YES)
    assert told(folder, mostly) == (
        "没有建议：复核有结论的证据 7 条，其中驳回 3 条、改归 0 条、改判等级 0 条；"
        "但没有一个词错得够多、改了又不会改错更多"
    )


def test_reports_that_are_not_there_are_told_before_anything_is_read(folder: Path) -> None:
    (folder / "round.json").unlink()
    missing = folder / "没有这个"
    assert refused(folder, "--reports", str(missing)).startswith(f"找不到 {missing}")


def test_a_word_of_a_set_is_left_out_in_the_copy_which_finds_the_lexicon_from_where_it_lies(folder: Path) -> None:
    (folder / "words.yaml").write_text("id: words\ntitle: 词库\nsets: {读书: {terms: [书香]}}\n", encoding="utf-8")
    own = RUBRIC.replace("讲党课, 书香]  # 书香机关也算", "讲党课]\n          use: [读书]")
    own = own.replace("title: 小标准\n", "title: 小标准\nlexicon: words.yaml\n", 1)
    (folder / "small.yaml").write_text(own, encoding="utf-8")
    code, shown = run(folder, "--write", "--anyway")
    path = folder / "out" / "small-calibrated.yaml"
    lexicon = (folder / "words.yaml").resolve().as_posix()
    assert code == 0
    assert "副本没有错误；自带例句、反例 6 句，未通过 0 句。" in shown
    assert f"lexicon: {lexicon}\n" in path.read_text(encoding="utf-8")
    assert "without: [书香]" in path.read_text(encoding="utf-8")
    assert "书香" not in load_rubric(path).criteria[0].cues.terms
