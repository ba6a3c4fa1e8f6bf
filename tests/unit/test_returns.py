from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scorer.cli.merging import _write
from scorer.errors import WorkbookError
from scorer.model import Lang
from scorer.results.as_json import as_data, as_text, merged_data
from scorer.returns import Round, merge_returned
from scorer.workbook.merged.write import write_merged
from scorer.workbook.write import write_workbook
from tests.unit.workbook.returning import issued_file, small_results

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


def text(round_: Round) -> str:
    return as_text(merged_data(round_.merged, Lang.ZH))


def merge_into(path: Path, *paths: Path) -> Path:
    round_ = merge_returned(paths)
    write_merged(round_.merged, round_.divided, round_.flaws, path, Lang.ZH, text(round_))
    return path


def levels(round_: Round) -> dict[str, int | None]:
    return {one.reviewer: one.subjects[0].levels[0].level for one in round_.merged.reviews}


# --- names -------------------------------------------------------------------------------------


def test_nameless_reviewers_with_files_of_one_name_are_all_counted_and_told_apart(tmp_path: Path) -> None:
    for folder, level in (("甲", 1), ("乙", 4), ("丙", 4)):
        fill_in(tmp_path / folder / "seeds.xlsx", level)
    round_ = merge_returned([tmp_path])
    assert sorted(levels(round_).values()) == [1, 4, 4]  # type: ignore[type-var]
    assert set(levels(round_)) == {"seeds（1）", "seeds（2）", "seeds（3）"}
    assert {flaw.workbook for flaw in round_.flaws} == {"甲/seeds.xlsx", "乙/seeds.xlsx", "丙/seeds.xlsx"}


@pytest.mark.parametrize("reviewers", [("甲", "乙", "丙"), ("甲", "甲", "甲"), ("", "", ""), ("甲", "", "甲")])
def test_files_of_one_name_merged_in_steps_are_those_merged_at_once(tmp_path: Path, reviewers: tuple[str, ...]) -> None:
    first, second, third = (
        fill_in(tmp_path / str(number) / "b.xlsx", number, reviewer) for number, reviewer in enumerate(reviewers)
    )
    once = text(merge_returned([first, second, third]))
    two = merge_into(tmp_path / "two.xlsx", second, first)
    assert text(merge_returned([third, two])) == once
    one = merge_into(tmp_path / "one.xlsx", third)
    assert text(merge_returned([one, first, second])) == once
    assert text(merge_returned([two, first, third])) == once


def test_where_the_files_lie_and_how_they_are_named_tells_in_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("甲", "乙"):
        fill_in(tmp_path / "r" / folder / "b.xlsx", 2, "张三")
        fill_in(tmp_path / "r" / folder / "b.xlsx", 3, folder)
    absolute = merge_returned([tmp_path / "r" / "甲", tmp_path / "r" / "乙" / "b.xlsx"])
    monkeypatch.chdir(tmp_path / "r")
    relative = merge_returned([Path(name) for name in ("甲/b.xlsx", "乙")])
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
    once, round_ = merge_returned(honest), merge_returned([*honest, bad, deep, lenient])
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
    round_ = merge_returned([honest, broken])
    assert levels(round_) == {"甲": 1}
    assert [flaw.workbook for flaw in round_.flaws] == ["2.xlsx"]
    with pytest.raises(WorkbookError):
        merge_returned([broken])


# --- what is written ---------------------------------------------------------------------------


def test_workbook_and_json_are_a_pair_of_one_number(tmp_path: Path) -> None:
    round_ = merge_returned([fill_in(tmp_path / "in" / "1.xlsx", 1, "甲")])
    out = tmp_path / "out"
    first = _write(round_, out, Lang.ZH)
    assert [path.name for path in first] == ["seeds-core-merged.xlsx", "seeds-core-merged.json"]
    book = openpyxl.load_workbook(first[0])
    book.save(first[0])  # somebody worked on it
    kept = first[1].read_bytes()
    later = merge_returned([fill_in(tmp_path / "in" / "1.xlsx", 2, "甲")])
    assert [path.name for path in _write(later, out, Lang.ZH)] == [
        "seeds-core-merged-2.xlsx",
        "seeds-core-merged-2.json",
    ]
    assert first[1].read_bytes() == kept


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    round_ = merge_returned([fill_in(tmp_path / "in" / "1.xlsx", 1, "甲")])
    results = replace(round_.merged.results, name="../../x")
    evil = replace(round_, merged=replace(round_.merged, results=results))
    for path in _write(evil, tmp_path / "out", Lang.ZH):
        assert path.resolve().parent == (tmp_path / "out").resolve()
