"""One workbook of several rubrics: nothing of them collides, all is live, and every entry comes back to its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from scorer.model import Counterpart, Crosswalk, Lang, NotApplicable, Relation, Results, Text
from scorer.model.review import Round, Verdict
from scorer.results.as_json import as_data, as_text, merged_data
from scorer.results.from_json import parse_record
from scorer.returns import merge_returned
from scorer.review.merge import merge
from scorer.workbook.book import Kind
from scorer.workbook.merged.write import write_merged
from scorer.workbook.package import save
from scorer.workbook.read import open_returned
from scorer.workbook.sheets import cover, crosswalk
from scorer.workbook.write import build_combined, write_combined, write_combined_split, write_workbook
from tests.office import office
from tests.unit.workbook.returning import small_results
from tests.unit.workbook.workbook_results import make_card, make_results, many, with_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from scorer.model.review import Merged


def record(results: Results) -> str:
    return as_text(as_data(results, Lang.ZH))


def under(results: Results, id_: str, *crosswalks: Crosswalk) -> Results:
    """The same subjects under a rubric of another id."""
    title = Text(f"{id_}标准", f"Rubric {id_}")
    return replace(results, rubric=replace(results.rubric, id=id_, title=title, crosswalks=crosswalks))


def merged_record(merged: Merged) -> str:
    return as_text(merged_data(merged, Lang.ZH))


LINES = (
    Counterpart("A1", "A2", Relation.EQUAL, Text("注", "note")),
    Counterpart("A1", "B1", Relation.OVERLAPS, Text("", "")),
    Counterpart("A2", "A1", Relation.PART_OF, Text("", "")),
    Counterpart("B1", "A1", Relation.CONTAINS, Text("", "")),
)
TO_CORE = Crosswalk("core", LINES)


@cache
def two() -> tuple[Results, Results]:
    """Two subjects, three criteria of the same ids, under two rubrics."""
    return under(small_results(), "mine", TO_CORE), under(small_results(), "core")


@pytest.fixture(scope="module")
def combined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("combined") / "seeds-mine+core.xlsx"
    write_combined(two(), path, Lang.ZH, record)
    return path


def rows_of(sheet: Worksheet, id_: str) -> tuple[int, dict[str, int]]:
    """The row with the id, and the columns by the header above it."""
    header: dict[str, int] = {}
    for row in sheet.iter_rows():
        said = {str(cell.value): cell.column for cell in row if cell.value is not None}
        if "行标识" in said or "证据编号" in said:
            header = said
        if id_ in said:
            return row[0].row, header
    raise KeyError(id_)


def fill_in(issued: Path, path: Path, entries: Mapping[tuple[str, str], Any], reviewer: str = "张三") -> Path:
    """A copy in which, by row id and header, something is entered."""
    book = load_workbook(issued, rich_text=True)
    for (id_, header), value in entries.items():
        for sheet in book:
            try:
                row, columns = rows_of(sheet, id_)
            except KeyError:
                continue
            sheet.cell(row, columns[header]).value = value
            break
        else:
            raise KeyError(id_)
    ((title, address),) = book.defined_names[cover.REVIEWER].destinations
    book[title][address.replace("$", "")].value = reviewer
    book.properties.description = str(path)  # as no two people save the same bytes
    book.save(path)
    return path


def merged(*paths: Path) -> dict[str, Round]:
    return {one.rubric.id: one for one in merge_returned(paths)}


# --- what is written ---------------------------------------------------------------------------


def test_sheets_stand_rubric_by_rubric_between_cover_crosswalk_and_guide(combined):
    names = load_workbook(combined).sheetnames
    subjects = [name.partition(" ")[2] for name in names if name.startswith("mine ") and name[5].isdecimal()]
    assert len(subjects) == 2
    own = ["总览", "热力图", *subjects, "证据", "量化成效", "问题", "评分标准", "选项"]
    chapters = [f"{rubric} {name}" for rubric in ("mine", "core") for name in own]
    assert names == ["封面", "对照", *chapters, "说明", "_score", "_score 2"]


def test_each_rubric_has_its_color_names_and_row_ids(combined):
    book = load_workbook(combined)
    colors = {
        rubric: {sheet.sheet_properties.tabColor.rgb for sheet in book if sheet.title.startswith(f"{rubric} ")}
        for rubric in ("mine", "core")
    }
    assert [len(some) for some in colors.values()] == [1, 1]
    assert colors["mine"] != colors["core"]
    first, second = ({name for name in book.defined_names if name.endswith(end)} for end in ("_1", "_2"))
    assert {name[:-2] for name in first} == {name[:-2] for name in second}
    assert set(book.defined_names) - first - second == {cover.REVIEWER, cover.UNIT, cover.DATE, cover.SIGNATURE}
    for results in two():
        for card in results.scorecards:
            for result in card.criteria:
                assert sum(holds(sheet, f"{results.rubric.id}:{card.id}-{result.criterion.id}") for sheet in book) == 1
                for piece in result.evidence:
                    assert sum(holds(sheet, f"{results.rubric.id}:{piece.id}") for sheet in book) == 1


def holds(sheet: Worksheet, value: str) -> bool:
    return any(cell.value == value for row in sheet.iter_rows() for cell in row)


def test_it_carries_the_results_of_each_rubric(combined):
    records = [parse_record(text).results for text in open_returned(combined).records]
    assert [as_data(one, Lang.ZH)["reports"] for one in records] == [as_data(one, Lang.ZH)["reports"] for one in two()]
    assert [one.rubric.id for one in records] == ["mine", "core"]


def test_the_same_runs_give_the_same_bytes_and_one_run_is_a_plain_workbook(combined, tmp_path):
    write_combined(two(), tmp_path / "again.xlsx", Lang.ZH, record)
    assert (tmp_path / "again.xlsx").read_bytes() == combined.read_bytes()
    write_combined(two()[:1], tmp_path / "one.xlsx", Lang.ZH, record)
    write_workbook(two()[0], tmp_path / "plain.xlsx", Lang.ZH, record)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "plain.xlsx").read_bytes()


def test_long_ids_and_names_keep_sheets_apart_within_their_limit(tmp_path):
    ids = [f"a_very_long_name_of_a_rubric_{n}" for n in range(1, 4)]
    write_combined([under(many(make_results(), 6), id_) for id_ in ids], tmp_path / "long.xlsx", Lang.EN, record)
    names = load_workbook(tmp_path / "long.xlsx").sheetnames
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) <= 31


PAGE = 595.3 - 72 * (0.5 + 0.6)  # points down an A4 page on its side, between the margins


def test_no_table_on_the_cover_is_broken_over_printed_pages_that_fits_on_one(tmp_path):
    runs = [under(many(make_results(), subjects), f"r{n}") for n, subjects in enumerate((6, 6, 6, 9, 2, 25))]
    write_combined(runs, tmp_path / "many.xlsx", Lang.ZH, record)
    sheet = load_workbook(tmp_path / "many.xlsx")["封面"]
    begins = [cell.row for (cell,) in sheet.iter_rows(max_col=1) if str(cell.value).startswith("复核进度")]
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert {row + 1 for row in breaks} <= set(begins)

    def points(first: int, last: int) -> float:
        return sum(sheet.row_dimensions[row].height or 15 for row in range(first, last + 1))

    pages = list(zip([1, *(row + 1 for row in breaks)], [*breaks, begins[-1] - 1], strict=False))
    assert all(points(first, last) <= PAGE for first, last in pages)
    assert any(sum(first <= row <= last for row in begins) > 1 for first, last in pages)  # not one page for each
    assert begins[-1] - 1 not in breaks  # of 25 subjects: fits on no page


# --- 对照 ---------------------------------------------------------------------------------------


def shown(path: Path, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(path, data_only=True)[sheet].iter_rows()]


def lines_with(rows: Sequence[Sequence[Any]], text: str) -> list[Sequence[Any]]:
    return [row for row in rows if any(isinstance(value, str) and text in value for value in row)]


def test_the_crosswalk_ranks_by_the_common_rubric_with_the_other_beside_it(combined):
    rows = shown(combined, "对照")
    _, core = two()
    ranked = sorted(core.scorecards, key=lambda card: -card.total)
    first = next(n for n, row in enumerate(rows) if row[:3] == ["序号", "被评单位", "材料"]) + 1
    assert rows[first - 1][3:10] == ["总分", "评定", "名次", "总分", "评定", "名次", "名次差"]
    assert [row[2] for row in rows[first : first + 2]] == [card.report.source for card in ranked]
    for place, (row, card) in enumerate(zip(rows[first : first + 2], ranked, strict=True), 1):
        assert row[3:10] == [card.total, card.band.name.zh, place, card.total, card.band.name.zh, place, 0]


def test_levels_stand_below_each_other_and_those_at_odds_are_counted(combined):
    rows = shown(combined, "对照")
    _, core = two()
    ranked = sorted(core.scorecards, key=lambda card: -card.total)
    levels = {
        criterion.id: [card.criteria[number].level for card in ranked]
        for number, criterion in enumerate(core.rubric.criteria)
    }

    def at_odds(own: str, other: str, sign: str) -> int:
        pairs = zip(levels[own], levels[other], strict=True)
        return sum({"=": a != b, "<": a > b, ">": a < b}[sign] for a, b in pairs)

    expected = {
        "相当于　A2": ("注", at_odds("A1", "A2", "="), levels["A2"]),
        "部分重合　B1": (None, "—", levels["B1"]),
        "属于　A1": (None, at_odds("A2", "A1", "<"), levels["A1"]),
        "包含　A1": (None, at_odds("B1", "A1", ">"), levels["A1"]),
    }
    for text, (note, count, its) in expected.items():
        (row,) = lines_with(rows, text)
        assert list(row[2:6]) == [note, count, *its], text
    assert not lines_with(rows, "没有对应的项")
    assert not lines_with(rows, "只在《")


def test_what_neither_covers_is_listed_and_no_crosswalk_is_said(tmp_path):
    mine, core = two()
    one_line = replace(mine, rubric=replace(mine.rubric, crosswalks=(Crosswalk("core", LINES[:1]),)))
    write_combined((one_line, core), tmp_path / "one.xlsx", Lang.ZH, record)
    rows = shown(tmp_path / "one.xlsx", "对照")
    assert [row[0] for row in lines_with(rows, "《core标准》没有对应的项")] == ["A2", "B1"]
    only = next(n for n, row in enumerate(rows) if row[0] and "只在《core标准》里的项" in str(row[0]))
    assert [row[0] for row in rows[only + 1 : only + 3]] == ["A1", "B1"]
    none = replace(mine, rubric=replace(mine.rubric, crosswalks=()))
    write_combined((none, core), tmp_path / "none.xlsx", Lang.EN, record)
    rows = shown(tmp_path / "none.xlsx", "Crosswalk")
    assert lines_with(rows, "Neither Rubric mine nor Rubric core has a crosswalk")
    assert all(lines_with(rows, card.report.source) for card in core.scorecards)


def by_way_of_core() -> tuple[Results, Results]:
    """The two under rubrics that have a crosswalk with core each and none with each other."""
    lines = (
        Counterpart("A1", "A1", Relation.EQUAL, Text("", "")),
        Counterpart("A2", "B1", Relation.OVERLAPS, Text("", "")),
    )
    mine, core = two()
    return mine, under(core, "yours", Crosswalk("core", lines))


def test_without_a_common_rubric_none_is_called_so_and_ranks_are_not_compared(tmp_path):
    mine, yours = by_way_of_core()
    write_combined((mine, yours), tmp_path / "none.xlsx", Lang.ZH, record)
    rows = shown(tmp_path / "none.xlsx", "对照")
    assert lines_with(rows, "这几份标准没有共同标准")
    assert not lines_with(rows, "请用这份共同标准")
    assert not lines_with(rows, "名次差")
    assert lines_with(rows, "两份标准之间没有写对照")


def test_by_way_of_a_third_rubric_only_what_follows_for_certain_is_compared(tmp_path):
    mine, yours = by_way_of_core()
    write_combined((mine, yours), tmp_path / "way.xlsx", Lang.ZH, record, two()[1].rubric)
    rows = shown(tmp_path / "way.xlsx", "对照")
    assert lines_with(rows, "《mine标准》各项与《yours标准》的对应项（经由《core标准》推出）")
    found = {row[1].strip("　"): (row[2], row[3]) for row in rows if row[1] and str(row[1]).startswith("　")}
    levels = [
        [result.level for result in card.criteria] for card in mine.scorecards
    ]  # of A1, A2, B1; yours has the same
    titles = {one.id: one.title.zh for one in yours.rubric.criteria}
    assert found == {
        f"可能有关　A2 {titles['A2']}": ("经由 core B1", "—"),
        f"属于　A1 {titles['A1']}": ("经由 core A1", sum(part > whole for whole, part, _ in levels)),
        f"包含　A1 {titles['A1']}": ("经由 core A1", sum(whole < part for part, _, whole in levels)),
    }


def test_results_under_many_rubrics_stand_below_each_other_and_fit_a_printed_page(tmp_path):
    runs = [under(make_results(), f"r{n}", Crosswalk("r0", ())) if n else under(make_results(), "r0") for n in range(6)]
    write_combined(runs, tmp_path / "six.xlsx", Lang.ZH, record)
    book = load_workbook(tmp_path / "six.xlsx")
    sheet = book["对照"]
    heads = [row for row in shown(tmp_path / "six.xlsx", "对照") if row[:3] == ["序号", "被评单位", "材料"]]
    assert [head.count("总分") for head in heads] == [3, 3, 2]
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.max_column <= 14


def test_each_overview_names_its_rubric(combined):
    book = load_workbook(combined)
    assert [book[f"{id_} 总览"]["A1"].value for id_ in ("mine", "core")] == [
        "模范机关创建评分卡 · mine标准",
        "模范机关创建评分卡 · core标准",
    ]


def test_a_subject_that_one_rubric_does_not_know_has_dashes_there(tmp_path):
    mine, core = two()
    write_combined((mine, replace(core, scorecards=core.scorecards[:1])), tmp_path / "gap.xlsx", Lang.ZH, record)
    rows = shown(tmp_path / "gap.xlsx", "对照")
    (row,) = lines_with(rows, mine.scorecards[1].report.source)
    assert row[3:6] == ["—"] * 3
    assert (row[6], row[9]) == (mine.scorecards[1].total, "—")


def numbered(results: Results, subjects: int) -> Results:
    """So many subjects, of levels without evidence."""
    cards = [
        replace(card, id=f"{number:03d}", criteria=tuple(replace(one, evidence=()) for one in card.criteria))
        for number, card in enumerate(many(results, subjects).scorecards)
    ]
    return replace(results, scorecards=tuple(cards), copies=None)


def write_index(runs: Sequence[Results], path: Path) -> None:
    files = {card.id: f"folder/{card.id}.xlsx" for card in runs[0].scorecards}
    index = build_combined(runs, Lang.ZH, Kind.INDEX, files, None)
    save(index.binder.workbook, index.binder.pages, path)


def write_merged_rounds(runs: Sequence[Results], path: Path) -> None:
    together = tuple(one.rubric.id for one in runs)
    rounds = [Round(merge(one, (), None), (), (), together) for one in runs]
    write_merged(rounds, path, Lang.ZH, merged_record)


@pytest.mark.parametrize("write", [write_index, write_merged_rounds])
def test_three_hundred_subjects_have_a_column_each_in_an_index_and_merged(tmp_path, write):
    write([numbered(one, 300) for one in two()], tmp_path / "many.xlsx")
    rows = shown(tmp_path / "many.xlsx", "对照")
    (row,) = lines_with(rows, "相当于　A2")
    own = next(row for row in rows if row[0] == "A1")
    assert len(row) == 4 + 300
    assert all(isinstance(value, int | float) for value in (*own[4:], *row[4:]))
    assert row[3] == sum(here != there for here, there in zip(own[4:], row[4:], strict=True)) > 0
    assert not lines_with(rows, "列数有限")
    assert len({row[2] for row in rows if row[0] in range(1, 301)}) == 300


def test_subjects_for_whom_a_sheet_has_no_column_are_told_and_keep_their_row(tmp_path, monkeypatch):
    monkeypatch.setattr(crosswalk, "COLUMNS", 10)
    runs = [numbered(one, 9) for one in two()]
    write_combined(runs, tmp_path / "narrow.xlsx", Lang.ZH, record)
    rows = shown(tmp_path / "narrow.xlsx", "对照")
    assert {row[2] for row in rows} >= {card.report.source for card in runs[0].scorecards}
    (row,) = lines_with(rows, "相当于　A2")
    own = next(row for row in rows if row[0] == "A1")
    assert [isinstance(value, int) for value in row[4:10]] == [True] * 6
    assert set(row[10:]) <= {None}
    assert row[3] == sum(here != there for here, there in zip(own[4:10], row[4:10], strict=True))
    (remark,) = lines_with(rows, "列数有限")
    assert "只列前 6 个单位的等次" in remark[0]


# --- split -------------------------------------------------------------------------------------


def test_split_each_subject_has_all_rubrics_in_its_workbook_and_the_index_leads_there(tmp_path):
    write_combined_split(two(), tmp_path / "seeds-mine+core.xlsx", Lang.ZH, record)
    index = load_workbook(tmp_path / "seeds-mine+core.xlsx")
    assert index.sheetnames[:2] == ["对照", "mine 总览"]
    assert "封面" not in index.sheetnames
    parts = sorted((tmp_path / "seeds-mine+core").iterdir())
    assert len(parts) == 2
    links = [str(cell.value) for row in index["对照"].iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert all(any(f"seeds-mine+core/{part.name}" in link for link in links) for part in parts)
    book = load_workbook(parts[0])
    assert [name for name in book.sheetnames if name.endswith("证据")] == ["mine 证据", "core 证据"]
    sent = [fill_in(part, tmp_path / part.name, {}, f"复核人{n}") for n, part in enumerate(parts)]
    rounds = merged(*sent)
    assert [len(rounds[id_].merged.cards) for id_ in ("core", "mine")] == [2, 2]


# --- what comes back ---------------------------------------------------------------------------


def entered(round_: Round) -> dict[str, Any]:
    (review,) = round_.merged.reviews
    return {
        "reviewer": review.reviewer,
        "levels": [
            (one.subject, level.criterion, level.level, level.comment)
            for one in review.subjects
            for level in one.levels
        ],
        "evidence": [(piece.evidence, piece.verdict) for one in review.subjects for piece in one.evidence],
        "adjustments": [(item.item, item.points) for one in review.subjects for item in one.adjustments],
    }


def test_each_entry_comes_back_to_its_own_rubric(combined, tmp_path):
    mine, _ = two()
    card = mine.scorecards[0]
    piece = next(result.evidence[0] for result in card.criteria if result.evidence)
    item = mine.rubric.adjustments.bonuses[0]
    back = fill_in(
        combined,
        tmp_path / "张三.xlsx",
        {
            (f"mine:{card.id}-A1", "复核等次"): 1,
            (f"mine:{card.id}-A1", "复核意见"): "按本地标准",
            (f"core:{card.id}-A1", "复核等次"): 4,
            (f"core:{card.id}-A1", "复核意见"): "按共同标准",
            (f"core:{piece.id}", "采纳"): "否",
            (f"mine:{card.id}-{item.id}", "认定"): 1,
            (f"mine:{card.id}-{item.id}", "理由（必填）"): "有文件",
        },
    )
    rounds = merged(back)
    assert entered(rounds["mine"]) == {
        "reviewer": "张三",
        "levels": [(card.id, "A1", 1, "按本地标准")],
        "evidence": [],
        "adjustments": [(item.id, 1)],
    }
    assert entered(rounds["core"]) == {
        "reviewer": "张三",
        "levels": [(card.id, "A1", 4, "按共同标准")],
        "evidence": [(piece.id, Verdict.REJECTED)],
        "adjustments": [],
    }
    assert all(not flaw.sheet for one in rounds.values() for flaw in one.flaws)


def test_flaws_name_the_sheet_and_go_to_their_own_rubric(combined, tmp_path):
    card = two()[0].scorecards[0]
    back = fill_in(combined, tmp_path / "张三.xlsx", {(f"core:{card.id}-A1", "复核等次"): "较好"})
    book = load_workbook(back, rich_text=True)
    del book["mine 证据"]
    book.save(back)
    rounds = merged(back)
    (unclear,) = (flaw for flaw in rounds["core"].flaws if "较好" in flaw.what.zh)
    assert (unclear.workbook, unclear.sheet[:6]) == ("张三.xlsx", "core 1")
    (missing,) = (flaw for flaw in rounds["mine"].flaws if "证据编号" in flaw.what.zh)
    assert missing.what.zh.startswith("《mine标准》：找不到")
    assert not any("较好" in flaw.what.zh for flaw in rounds["mine"].flaws)
    assert not any("找不到" in flaw.what.zh for flaw in rounds["core"].flaws)


def test_rows_moved_to_the_table_of_another_rubric_are_still_their_own(combined, tmp_path):
    card = two()[0].scorecards[0]
    back = fill_in(combined, tmp_path / "张三.xlsx", {(f"mine:{card.id}-A2", "复核等次"): 3})
    book = load_workbook(back, rich_text=True)
    source = next(sheet for sheet in book if holds(sheet, f"mine:{card.id}-A2"))
    target = next(sheet for sheet in book if holds(sheet, f"core:{card.id}-B1"))
    row, _ = rows_of(source, f"mine:{card.id}-A2")
    below, _ = rows_of(target, f"core:{card.id}-B1")
    for cell in source[row]:
        target.cell(below + 1, cell.column).value = cell.value
        cell.value = None
    book.save(back)
    rounds = merged(back)
    assert entered(rounds["mine"])["levels"] == [(card.id, "A2", 3, "")]
    assert not [flaw for flaw in rounds["core"].flaws if "行标识" in flaw.what.zh]


def test_combined_and_single_workbooks_are_merged_rubric_by_rubric(combined, tmp_path):
    mine, core = two()
    card = mine.scorecards[0].id
    write_workbook(core, tmp_path / "single.xlsx", Lang.ZH, record)
    first = fill_in(combined, tmp_path / "一.xlsx", {(f"core:{card}-A1", "复核等次"): 1}, "甲")
    second = fill_in(tmp_path / "single.xlsx", tmp_path / "二.xlsx", {(f"{card}-A1", "复核等次"): 3}, "乙")
    rounds = merged(second, first)
    assert list(rounds) == ["mine", "core"]
    levels = {one.reviewer: [s.levels[0].level for s in one.subjects] for one in rounds["core"].merged.reviews}
    assert levels == {"甲": [1], "乙": [3]}
    assert "乙" not in [one.reviewer for one in rounds["mine"].merged.reviews]


# --- recalculation -----------------------------------------------------------------------------


@pytest.mark.skipif(not office.installed(), reason="needs LibreOffice")
def test_recalculation_changes_no_value(tmp_path):
    whole = with_rules(make_results(), NotApplicable.ZERO)
    aside = replace(make_card(whole.rubric, "menu.txt", "菜谱", "-" * 23), notes=(Text("无关", "not about it"),))
    whole = replace(whole, scorecards=(*whole.scorecards, aside))
    runs = (under(whole, "mine", TO_CORE), replace(under(whole, "core"), scorecards=whole.scorecards[1:]))
    paths = [tmp_path / "all.xlsx", tmp_path / "index.xlsx"]
    write_combined(runs, paths[0], Lang.ZH, record)
    write_combined_split(runs, paths[1], Lang.EN, record)
    paths.append(min((tmp_path / "index").iterdir()))
    for path, values in zip(paths, office.run([office.Job(path, read="all") for path in paths]), strict=True):
        shown = load_workbook(path, data_only=True)
        compared = 0
        for sheet in load_workbook(path):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                ours, theirs = shown[sheet.title][cell.coordinate].value, values[sheet.title].get(cell.coordinate)
                if isinstance(ours, int | float):
                    assert theirs == pytest.approx(ours, abs=1e-9), (sheet.title, cell.coordinate, cell.value)
                else:
                    assert (theirs or "") == (ours or ""), (sheet.title, cell.coordinate, cell.value)
                compared += 1
        assert compared > 20
