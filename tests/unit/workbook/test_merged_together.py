"""One merged workbook of several rubrics: what came back together stays together, and is beside each other reviewed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from scorer.cli.merging import _write
from scorer.model import Crosswalk, Lang
from scorer.returns import merge_returned
from scorer.workbook.merged.write import write_merged
from scorer.workbook.write import write_combined, write_workbook
from tests.office import office
from tests.unit.workbook.test_combined import (
    LINES,
    fill_in,
    holds,
    lines_with,
    merged_record,
    record,
    shown,
    two,
    under,
)

if TYPE_CHECKING:
    from pathlib import Path

ENTERED = (1, 2, 4)  # by the three reviewers, for A1 of the first subject under the one rubric; A2 is its counterpart


@pytest.fixture(scope="module")
def back(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What three reviewers sent back of one combined workbook."""
    folder = tmp_path_factory.mktemp("together")
    write_combined(two(), folder / "issued.xlsx", Lang.ZH, record)
    card = two()[0].scorecards[0].id
    return [
        fill_in(
            folder / "issued.xlsx",
            folder / f"{n}.xlsx",
            {(f"mine:{card}-A1", "复核等次"): level, (f"core:{card}-A2", "复核等次"): 4 - level},
            f"复核人{n}",
        )
        for n, level in enumerate(ENTERED)
    ]


@pytest.fixture(scope="module")
def workbook(back: list[Path]) -> Path:
    return merge(back[0].parent / "merged", *back)


def merge(into: Path, *paths: Path) -> Path:
    """The one workbook that is written."""
    (workbook,) = (path for path in _write(merge_returned(paths), into, Lang.ZH) if path.suffix == ".xlsx")
    return workbook


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- what is written ---------------------------------------------------------------------------


def test_one_workbook_named_as_the_issued_one_and_json_for_each_rubric(workbook):
    name = two()[0].name
    expected = [f"{name}-core-merged.json", f"{name}-mine+core-merged.xlsx", f"{name}-mine-merged.json"]
    assert sorted(contents(workbook.parent)) == expected
    own = ["合并总览", "分歧", "逐项", "加减分", "证据", "一致性", "评分标准"]
    chapters = [f"{rubric} {sheet}" for rubric in ("mine", "core") for sheet in own]
    assert load_workbook(workbook).sheetnames == ["对照", *chapters, "说明", "_score", "_score 2"]


def test_the_crosswalk_holds_what_the_reviewers_come_to(workbook, back):
    rows = shown(workbook, "对照")
    rounds = {one.rubric.id: one.merged for one in merge_returned(back)}
    ranked = {id_: sorted(one.cards, key=lambda card: -card.total) for id_, one in rounds.items()}
    first = next(n for n, row in enumerate(rows) if row[:3] == ["序号", "被评单位", "材料"]) + 1
    for place, (row, card) in enumerate(zip(rows[first:], ranked["core"], strict=False), 1):
        (other,) = (one for one in ranked["mine"] if one.card.id == card.card.id)
        rank = ranked["mine"].index(other) + 1
        assert row[3:10] == [
            *(card.total, card.band.name.zh, place),
            *(other.total, other.band.name.zh, rank, rank - place),
        ]
    card = two()[0].scorecards[0].id
    column = 4 + [one.card.id for one in ranked["core"]].index(card)
    own = next(row for row in rows if row[0] == "A1")
    (counterpart,) = lines_with(rows, "相当于　A2")
    assert (own[column], counterpart[column]) == (2, 2)  # medians of 1 2 4 and of 3 2 0
    assert any("复核合并后" in str(row[0]) for row in rows)


def test_a_number_between_two_levels_is_at_odds_with_its_counterpart(back, tmp_path):
    rows = shown(merge(tmp_path, back[0], back[1]), "对照")
    (counterpart,) = lines_with(rows, "相当于　A2")
    own = next(row for row in rows if row[0] == "A1")
    levels = list(zip(own[4:6], counterpart[4:6], strict=True))
    assert (1.5, 2.5) in levels
    assert counterpart[3] == sum(here != there for here, there in levels)


def test_a_crosswalk_that_does_not_fit_the_other_rubric_is_told_where_it_would_stand(tmp_path):
    mine, core = two()
    stale = under(mine, "mine", Crosswalk("core", (replace(LINES[0], to="Z9"),)))
    rounds = []
    for results in (stale, core):
        write_workbook(results, tmp_path / f"{results.rubric.id}.xlsx", Lang.ZH, record)
        rounds += merge_returned([tmp_path / f"{results.rubric.id}.xlsx"])
    write_merged(rounds, tmp_path / "merged.xlsx", Lang.ZH, merged_record)
    assert lines_with(shown(tmp_path / "merged.xlsx", "对照"), "core 里却没有 Z9 这一项")


# --- what belongs together ---------------------------------------------------------------------


def test_what_was_issued_apart_stays_apart_unless_another_workbook_has_both(back, tmp_path):
    singles = []
    for results in two():
        write_workbook(results, tmp_path / f"{results.rubric.id}.xlsx", Lang.ZH, record)
        singles.append(fill_in(tmp_path / f"{results.rubric.id}.xlsx", tmp_path / f"{results.rubric.id}-2.xlsx", {}))
    apart = _write(merge_returned(singles), tmp_path / "apart", Lang.ZH)
    name = two()[0].name
    assert [path.name for path in apart if path.suffix == ".xlsx"] == [
        f"{name}-core-merged.xlsx",
        f"{name}-mine-merged.xlsx",
    ]
    assert merge(tmp_path / "all", *singles, *back).name == f"{name}-mine+core-merged.xlsx"
    merge(tmp_path / "again", *apart, *back)
    for path in (tmp_path / "all").glob("*.json"):
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_rubrics_that_workbooks_share_join_and_have_one_order_whatever_that_of_the_files(tmp_path):
    mine, core = two()
    third = under(mine, "third")
    orders = {"1": (mine, core), "2": (third, core), "3": (core, mine)}
    paths = []
    for name, runs in orders.items():
        write_combined(runs, tmp_path / f"{name}.xlsx", Lang.ZH, record)
        paths.append(fill_in(tmp_path / f"{name}.xlsx", tmp_path / f"{name}-back.xlsx", {}, name))

    def together(*some: Path) -> set[tuple[str, ...]]:
        return {one.together for one in merge_returned(some)}

    assert together(paths[0]) == {("mine", "core")}
    assert together(paths[2]) == {("core", "mine")}
    assert together(paths[0], paths[1]) == together(paths[1], paths[0]) == {("core", "mine", "third")}
    assert together(*paths) == {("core", "mine", "third")}


# --- merging again -----------------------------------------------------------------------------


def test_in_steps_and_in_any_order_it_is_the_same_as_all_at_once(back, workbook, tmp_path):
    first, second, third = back
    two_of_them = merge(tmp_path / "two", third, first)
    merge(tmp_path / "three", second, two_of_them)
    merge(tmp_path / "turned", third, second, first)
    merge(tmp_path / "alone", workbook)
    assert contents(tmp_path / "three") == contents(workbook.parent)
    assert contents(tmp_path / "turned") == contents(workbook.parent)
    assert contents(tmp_path / "alone") == contents(workbook.parent)


def test_what_is_settled_goes_to_its_own_rubric_and_stays(workbook, back, tmp_path):
    card = two()[0].scorecards[0].id
    book = load_workbook(workbook, rich_text=True)
    for row in book["mine 逐项"].iter_rows():
        said: dict[str, Any] = {str(cell.value): cell for cell in row if cell.value is not None}
        if "合议等次" in said:
            column = said["合议等次"].column
        if f"mine:{card}-A1" in said:
            row[column - 1].value = 0
    book.save(tmp_path / "合议后.xlsx")
    settled = {one.rubric.id: one.merged for one in merge_returned([tmp_path / "合议后.xlsx"])}
    assert settled["core"].decisions is None or not settled["core"].decisions.subjects
    decisions = settled["mine"].decisions
    assert decisions is not None
    assert [(one.subject, [(level.criterion, level.level) for level in one.levels]) for one in decisions.subjects] == [
        (card, [("A1", 0)])
    ]
    once = merge(tmp_path / "once", tmp_path / "合议后.xlsx")
    merge(tmp_path / "again", once, *back)
    assert contents(tmp_path / "again") == contents(tmp_path / "once")


def test_an_edited_workbook_is_left_alone_and_its_json_too(back, tmp_path):
    first = merge(tmp_path, *back[:2])
    book = load_workbook(first)
    book.save(first)  # somebody worked on it
    kept = contents(tmp_path)
    written = _write(merge_returned(back), tmp_path, Lang.ZH)
    assert [path.name.partition("-")[2] for path in written] == [
        "mine+core-merged-2.xlsx",
        "mine-merged-2.json",
        "core-merged-2.json",
    ]
    assert {name: data for name, data in contents(tmp_path).items() if name in kept} == kept


def test_json_of_an_edited_workbook_is_left_alone_whether_of_one_rubric_or_of_several(back, tmp_path):
    _, core = two()
    write_workbook(core, tmp_path / "core.xlsx", Lang.ZH, record)
    alone = merge_returned([fill_in(tmp_path / "core.xlsx", tmp_path / "core-back.xlsx", {})])
    for first, then, expected in [
        (alone, merge_returned(back), ["mine+core-merged-2.xlsx", "mine-merged-2.json", "core-merged-2.json"]),
        (merge_returned(back), alone, ["core-merged-2.xlsx", "core-merged-2.json"]),
    ]:
        into = tmp_path / str(len(expected))
        (workbook, *_) = _write(first, into, Lang.ZH)
        _write(then, into, Lang.ZH)  # nobody worked on the first: one number for all
        assert not list(into.glob("*-2.*"))
        load_workbook(workbook).save(workbook)  # somebody worked on it
        kept = contents(into)
        written = _write(then, into, Lang.ZH)
        assert [path.name.partition("-")[2] for path in written] == expected
        assert {name: data for name, data in contents(into).items() if name in kept} == kept


def test_an_edited_workbook_of_another_rubric_or_name_changes_no_name(tmp_path):
    name = two()[0].name
    for other in (f"{name}-mine-merged.xlsx", "else-core-merged.xlsx", f"{name}-core-compared.xlsx"):
        (tmp_path / other).write_bytes(b"somebody's")
    write_workbook(two()[1], tmp_path / "core.xlsx", Lang.ZH, record)
    written = _write(merge_returned([tmp_path / "core.xlsx"]), tmp_path, Lang.ZH)
    assert [path.name for path in written] == [f"{name}-core-merged.xlsx", f"{name}-core-merged.json"]


# --- sheets ------------------------------------------------------------------------------------


def test_each_rubric_has_its_names_and_row_ids(workbook):
    book = load_workbook(workbook)
    first, second = ({name[:-2] for name in book.defined_names if name.endswith(end)} for end in ("_1", "_2"))
    assert first == second == {"LevelShares", "BandFloors", "BandNames"}
    assert len(book.defined_names) == 6
    for results in two():
        for card in results.scorecards:
            id_ = f"{results.rubric.id}:{card.id}-A1"
            assert [sheet.title for sheet in book if holds(sheet, id_)] == [f"{results.rubric.id} 逐项"]


@pytest.mark.skipif(not office.installed(), reason="needs LibreOffice")
def test_recalculation_changes_no_value(workbook, tmp_path):
    bare = tmp_path / "bare.xlsx"
    load_workbook(workbook).save(bare)  # the formulas alone: where there are values, LibreOffice may trust them
    (computed,) = office.run([office.Job(bare, read="all")])
    ours = load_workbook(workbook, data_only=True)
    compared = 0
    for sheet in load_workbook(workbook):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            value = ours[sheet.title][cell.coordinate].value
            expected = pytest.approx(value) if isinstance(value, int | float) else value
            assert computed[sheet.title].get(cell.coordinate) == expected, (sheet.title, cell.coordinate, cell.value)
            compared += sheet.title == "对照"
    assert compared > 20
