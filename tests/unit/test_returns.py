from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from scorer.cli.merging import _merge, _write
from scorer.errors import WorkbookError
from scorer.model import Lang
from scorer.results.as_json import as_data, as_text, merged_data
from scorer.returns import compare_results, merge_returned, read_rounds
from scorer.workbook.comparison.write import write_comparison
from scorer.workbook.merged.write import write_merged
from scorer.workbook.write import write_workbook
from tests.unit.workbook.returning import issued_file, small_results

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scorer.model.review import Round

CARD = small_results().scorecards[0].id


def fill_in(path: Path, level: int, reviewer: str = "") -> Path:
    """A workbook with one level, and perhaps a name on the cover."""
    book = openpyxl.load_workbook(io.BytesIO(issued_file()))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == f"{CARD}-A1":
                    heads = [c for r in sheet.iter_rows(max_row=cell.row) for c in r if c.value == "复核等次"]
                    sheet.cell(cell.row, heads[-1].column).value = level
                if cell.value == "复核人" and sheet is book.worksheets[0] and reviewer:
                    sheet.cell(cell.row, cell.column + 1).value = reviewer
    path.parent.mkdir(parents=True, exist_ok=True)
    book.properties.description = str(path)  # as no two people save the same bytes
    book.save(path)
    return path


def only(rounds: Sequence[Round]) -> Round:
    (round_,) = rounds
    return round_


def merge_one(paths: Sequence[Path]) -> Round:
    """The round of workbooks of one rubric."""
    return only(merge_returned(paths))


def text(round_: Round) -> str:
    return as_text(merged_data(round_.merged, Lang.ZH))


def merge_into(path: Path, *paths: Path) -> Path:
    round_ = merge_one(paths)
    write_merged([round_], path, Lang.ZH, lambda _: text(round_))
    return path


def levels(round_: Round) -> dict[str, int | None]:
    return {one.reviewer: one.subjects[0].levels[0].level for one in round_.merged.reviews}


# --- names -------------------------------------------------------------------------------------


def test_nameless_reviewers_with_files_of_one_name_are_all_counted_and_told_apart(tmp_path: Path) -> None:
    for folder, level in (("甲", 1), ("乙", 4), ("丙", 4)):
        fill_in(tmp_path / folder / "seeds.xlsx", level)
    round_ = merge_one([tmp_path])
    assert sorted(levels(round_).values()) == [1, 4, 4]  # type: ignore[type-var]
    assert set(levels(round_)) == {"seeds（1）", "seeds（2）", "seeds（3）"}
    assert {flaw.workbook for flaw in round_.flaws} == {"甲/seeds.xlsx", "乙/seeds.xlsx", "丙/seeds.xlsx"}


@pytest.mark.parametrize("reviewers", [("甲", "乙", "丙"), ("甲", "甲", "甲"), ("", "", ""), ("甲", "", "甲")])
def test_files_of_one_name_merged_in_steps_are_those_merged_at_once(tmp_path: Path, reviewers: tuple[str, ...]) -> None:
    first, second, third = (
        fill_in(tmp_path / str(number) / "b.xlsx", number, reviewer) for number, reviewer in enumerate(reviewers)
    )
    once = text(merge_one([first, second, third]))
    two = merge_into(tmp_path / "two.xlsx", second, first)
    assert text(merge_one([third, two])) == once
    one = merge_into(tmp_path / "one.xlsx", third)
    assert text(merge_one([one, first, second])) == once
    assert text(merge_one([two, first, third])) == once


def test_where_the_files_lie_and_how_they_are_named_tells_in_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("甲", "乙"):
        fill_in(tmp_path / "r" / folder / "b.xlsx", 2, "张三")
        fill_in(tmp_path / "r" / folder / "b.xlsx", 3, folder)
    absolute = merge_one([tmp_path / "r" / "甲", tmp_path / "r" / "乙" / "b.xlsx"])
    monkeypatch.chdir(tmp_path / "r")
    relative = merge_one([Path(name) for name in ("甲/b.xlsx", "乙")])
    assert relative == absolute
    assert str(tmp_path) not in text(absolute) + repr(absolute.flaws)


# --- what somebody forged ----------------------------------------------------------------------


def forge(path: Path, **change: Any) -> Path:
    """A workbook with a record of which the rubric was changed."""
    data = as_data(small_results(), Lang.ZH)
    data["rubric"] |= change
    write_workbook(small_results(), path, Lang.ZH, lambda _: json.dumps(data))
    return path


def test_a_forged_workbook_among_honest_ones_is_named_and_changes_nothing(tmp_path: Path) -> None:
    honest = [fill_in(tmp_path / f"{n}.xlsx", n, f"复核人{n}") for n in (1, 2, 3)]
    bad = forge(tmp_path / "bad.xlsx", bands=[{"name": "龘", "at_least": 1}])
    lenient = forge(tmp_path / "lenient.xlsx", bands=[{"name": "龘", "at_least": 0}])
    deep = tmp_path / "deep.json"
    deep.write_text('{"schema": "merged/1", "issued": ' + "[" * 900 + "]" * 900 + "}")
    once, round_ = merge_one(honest), merge_one([*honest, bad, deep, lenient])
    assert text(round_) == text(once)
    assert {flaw.workbook for flaw in round_.flaws} == {"bad.xlsx", "deep.json", "lenient.xlsx"}


@pytest.mark.parametrize("error", [RecursionError, OverflowError, ValueError, KeyError, TypeError])
def test_whatever_a_file_breaks_the_others_are_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    from scorer import returns

    honest, broken = fill_in(tmp_path / "1.xlsx", 1, "甲"), fill_in(tmp_path / "2.xlsx", 2, "乙")
    read = returns._read_workbook

    def read_or_break(name: str, path: Path) -> object:
        if path == broken:
            raise error
        return read(name, path)

    monkeypatch.setattr(returns, "_read_workbook", read_or_break)
    round_ = merge_one([honest, broken])
    assert levels(round_) == {"甲": 1}
    assert [flaw.workbook for flaw in round_.flaws] == ["2.xlsx"]
    with pytest.raises(WorkbookError):
        merge_one([broken])


# --- what is written ---------------------------------------------------------------------------


def test_workbook_and_json_are_a_pair_of_one_number(tmp_path: Path) -> None:
    round_ = merge_one([fill_in(tmp_path / "in" / "1.xlsx", 1, "甲")])
    out = tmp_path / "out"
    first = _write([round_], out, Lang.ZH)
    assert [path.name for path in first] == ["seeds-core-merged.xlsx", "seeds-core-merged.json"]
    book = openpyxl.load_workbook(first[0])
    book.save(first[0])  # somebody worked on it
    kept = first[1].read_bytes()
    later = merge_one([fill_in(tmp_path / "in" / "1.xlsx", 2, "甲")])
    assert [path.name for path in _write([later], out, Lang.ZH)] == [
        "seeds-core-merged-2.xlsx",
        "seeds-core-merged-2.json",
    ]
    assert first[1].read_bytes() == kept


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    round_ = merge_one([fill_in(tmp_path / "in" / "1.xlsx", 1, "甲")])
    results = replace(round_.merged.results, name="../../x")
    evil = replace(round_, merged=replace(round_.merged, results=results))
    for path in _write([evil], tmp_path / "out", Lang.ZH):
        assert path.resolve().parent == (tmp_path / "out").resolve()


# --- what is wanted ----------------------------------------------------------------------------

RESULTS_WANTED = "这里要的是评分结果：score 写的 JSON、发出或填好的评分卡，或 score merge 写的工作簿、JSON"
REVIEWS_WANTED = "这里要的是复核结果：score merge 写的工作簿或 JSON"
NO_RECORD = (
    "里面没有 score 的评分记录：不是 score 发出的评分卡，是旧版本生成的，只复制了其中的内容，或是分开发出时的总表"
)


def compared(folder: Path) -> Path:
    before, after = fill_in(folder / "前.xlsx", 1, "张三"), fill_in(folder / "后.xlsx", 4, "张三")
    write_comparison(compare_results(before, after), folder / "对比.xlsx", Lang.EN)
    return folder / "对比.xlsx"


def own_workbook(folder: Path) -> Path:
    openpyxl.Workbook().save(folder / "自己的.xlsx")
    return folder / "自己的.xlsx"


def written(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_text("内容", encoding="utf-8")
        return folder / name

    return write


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (compared, "是 score compare 写出的对比表，只供查看"),
        (own_workbook, NO_RECORD),
        (written("core.yaml"), "是评分标准：检查它用 score rubric check，按它评分用 score 材料 --rubric 标准"),
        (written("材料.docx"), "是被评的材料：评分用 score 材料"),
        (written("照片.jpg"), "不是 score 写的文件"),
    ],
)
def test_of_a_wrong_file_it_is_told_what_it_is_and_what_is_wanted(
    tmp_path: Path, made: Callable[[Path], Path], what: str
) -> None:
    path, good = made(tmp_path), fill_in(tmp_path / "填好.xlsx", 2, "张三")
    for old, new in ((path, good), (good, path)):
        with pytest.raises(WorkbookError) as of_results:
            compare_results(old, new)
        assert of_results.value.message.zh == f"{path}：{what}。{RESULTS_WANTED}"
    with pytest.raises(WorkbookError) as of_reviews:
        read_rounds(path)
    assert of_reviews.value.message.zh == f"{path}：{what}。{REVIEWS_WANTED}"


def test_a_folder_holds_a_round_and_no_results(tmp_path: Path) -> None:
    fill_in(tmp_path / "交回" / "张三.xlsx", 2, "张三")
    assert levels(only(read_rounds(tmp_path / "交回"))) == {"张三": 2}
    with pytest.raises(WorkbookError) as error:
        compare_results(tmp_path / "交回", tmp_path / "交回")
    assert error.value.message.zh == f"{tmp_path / '交回'}：是文件夹。{RESULTS_WANTED}"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for missing in ("没有.xlsx", "没有.yaml"):
        with pytest.raises(WorkbookError, match="there is no such file"):
            read_rounds(tmp_path / missing)


# --- what is told ------------------------------------------------------------------------------


def test_a_figure_typed_over_a_formula_is_told_and_the_total_is_reckoned_anew(tmp_path: Path) -> None:
    path, plain = fill_in(tmp_path / "张三.xlsx", 2, "张三"), fill_in(tmp_path / "原样.xlsx", 2, "张三")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == f"{CARD}-A1":
                    heads = [c for r in sheet.iter_rows(max_row=cell.row) for c in r if c.value == "得分"]
                    typed = sheet.cell(cell.row, heads[-1].column)
                    typed.value, place = 99, (sheet.title, typed.coordinate)
    book.save(path)
    typed_over = merge_one([path])
    (flaw,) = typed_over.flaws
    assert (flaw.workbook, flaw.sheet, flaw.cell) == ("张三.xlsx", *place)
    assert flaw.what.zh.startswith("“得分”处的公式被改成了“99”，按所填内容应为 ")
    assert [card.total for card in typed_over.merged.cards] == [card.total for card in merge_one([plain]).merged.cards]


def test_two_versions_of_one_reviewer_are_told_with_both_cells(tmp_path: Path) -> None:
    first, second = fill_in(tmp_path / "1.xlsx", 1, "张三"), fill_in(tmp_path / "2.xlsx", 4, "张三")
    flaw = next(one for one in merge_one([first, second]).flaws if "两种填法" in one.what.zh)
    assert (flaw.workbook, bool(flaw.sheet), bool(flaw.cell)) == ("1.xlsx", True, True)
    assert f"1.xlsx {flaw.sheet}!{flaw.cell} 填“1”，2.xlsx {flaw.sheet}!{flaw.cell} 填“4”" in flaw.what.zh


def test_in_english_what_follows_a_full_stop_has_a_capital_and_lists_have_commas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = fill_in(tmp_path / "1.xlsx", 1, "Li"), fill_in(tmp_path / "2.xlsx", 9, "Wang")
    third = fill_in(tmp_path / "3.xlsx", 3, "Zhang")
    _merge([first, second, third], tmp_path / "out", Lang.EN, check=True)
    out, err = capsys.readouterr()
    assert "Reviewers: Li, Wang, Zhang\n" in out
    line = next(line for line in err.splitlines() if "is not understood" in line)
    assert line.endswith(
        "kept in the comment. Enter 0, 1, 2, 3 or 4; where the criterion does not apply, not applicable"
    )
