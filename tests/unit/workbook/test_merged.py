"""The merged workbook shows machine, reviewers and consensus side by side, and follows what the group settles on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from scorer.model import Adjustment, Adjustments, Consensus, Lang, NotApplicable, Results, Text
from scorer.model.review import (
    AdjustmentReview,
    EvidenceReview,
    Flaw,
    LevelReview,
    Merged,
    MergedCriterion,
    Review,
    Round,
    SubjectReview,
    Verdict,
)
from scorer.review.merge import divided, merge
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.merged import labels as own
from scorer.workbook.merged.write import write_merged
from scorer.workbook.read import open_returned, read_review
from scorer.workbook.tables import DECIDED_ADJUSTMENTS_FORM, DECIDED_FORM, EVIDENCE_FORM
from tests.office import office
from tests.office.steps import SetCell, Sort, Unprotect
from tests.unit.workbook.workbook_results import make_card, make_results, with_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.office.steps import Step

needs_office = pytest.mark.skipif(not office.installed(), reason="needs LibreOffice")

RECORD = json.dumps({"schema": "merged/1"})
ZHAOTONG, NINGXIA = "zhaotong", "ningxia"


def review(name: str, *subjects: SubjectReview, **about: str) -> Review:
    return Review(name, subjects=subjects, **about)


def levels(results: Results, subject: str, entered: str) -> tuple[LevelReview, ...]:
    """A level for each criterion: x not applicable, blank none."""
    ids = [criterion.id for criterion in results.rubric.criteria]
    return tuple(
        LevelReview(id_, None if mark == "x" else int(mark), mark == "x", f"{subject} {id_}" if mark == "4" else "")
        for id_, mark in zip(ids, entered, strict=False)
        if mark != " "
    )


def make_reviews(results: Results) -> tuple[Review, ...]:
    """Three reviewers who differ: the second judges evidence where the others enter levels."""
    first, other = (card.criteria[0].evidence[0] for card in results.scorecards[:2])
    second = results.scorecards[0].criteria[1].evidence[0]
    return (
        review(
            "张三",
            SubjectReview(
                ZHAOTONG,
                levels(results, ZHAOTONG, "14433x34334334233232343"),
                adjustments=(AdjustmentReview("J1", 3.0, reason="见附件"), AdjustmentReview("V1", applies=True)),
            ),
            SubjectReview(NINGXIA, levels(results, NINGXIA, "23321 34")),
            unit="省委党校",
            date="2026-11-02",
        ),
        review(
            "李四",
            SubjectReview(
                ZHAOTONG,
                levels(results, ZHAOTONG, "  2"),
                evidence=(
                    EvidenceReview(first.id, Verdict.REJECTED, comment="只是要求"),
                    EvidenceReview(second.id, None, 2, "B1"),
                ),
            ),
            SubjectReview(NINGXIA, evidence=(EvidenceReview(other.id, Verdict.DOUBTED, comment="数据待核"),)),
        ),
        review(
            "王五（市直机关工委组织部）",
            SubjectReview(
                ZHAOTONG,
                levels(results, ZHAOTONG, "42  x41"),
                adjustments=(AdjustmentReview("J1", 1.0, reason="级别不够"),),
            ),
        ),
    )


DECISIONS = review(
    "",
    SubjectReview(
        ZHAOTONG,
        (LevelReview("A1", 3, comment="会上同意"), LevelReview("A2", None, not_applicable=True)),
        adjustments=(AdjustmentReview("J1", 2.0, reason="按二等计"), AdjustmentReview("V1", applies=False)),
    ),
)


def make_round(
    policy: NotApplicable = NotApplicable.REDISTRIBUTE, decisions: Review | None = None, **rubric: object
) -> Merged:
    results = with_rules(make_results(), policy)
    results = replace(results, rubric=replace(results.rubric, **rubric))
    return merge(results, make_reviews(results), decisions)


def written(merged: Merged, path: Path, lang: Lang = Lang.ZH, flaws: Sequence[Flaw] = ()) -> Path:
    round_ = Round(merged, divided(merged), tuple(flaws), (merged.results.rubric.id,))
    write_merged([round_], path, lang, lambda _: RECORD)
    return path


def table(book: Workbook, sheet: Text, header: Text, lang: Lang = Lang.ZH) -> list[dict[str, object]]:
    """The rows below the header that has this label, by their labels."""
    rows = list(book[sheet.say(lang)].iter_rows(values_only=True))
    place = next(n for n, row in enumerate(rows) if header.say(lang) in row)
    names = [str(name) for name in rows[place]]
    below = []
    for row in rows[place + 1 :]:
        if not any(value is not None for value in row):
            break
        below.append(dict(zip(names, row, strict=True)))
    return below


def by_id(book: Workbook, sheet: Text) -> dict[str, dict[str, object]]:
    return {str(row["行标识"]): row for row in table(book, sheet, labels.ROW_ID)}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A round with decisions, as its values show it."""
    path = written(make_round(decisions=DECISIONS), tmp_path_factory.mktemp("merged") / "merged.xlsx")
    return load_workbook(path, data_only=True)


# --- what is shown ---


def test_every_criterion_of_every_subject_has_one_row(shown: Workbook):
    merged = make_round()
    ids = sorted(f"{card.card.id}-{one.result.criterion.id}" for card in merged.cards for one in card.criteria)
    assert sorted(str(row["行标识"]) for row in table(shown, own.BY_CRITERION, labels.ROW_ID)) == ids


def test_opinions_stand_side_by_side_and_brackets_tell_those_that_follow_from_verdicts(shown: Workbook):
    rows = by_id(shown, own.BY_CRITERION)
    columns = ("机器等次", "复核人\n张三", "复核人\n李四", "复核人\n王五（市直机关工委组织…", "共识")
    assert [[rows[f"zhaotong-{id_}"][name] for name in columns] for id_ in ("A1", "A3", "A4", "A5", "B1", "B4")] == [
        [3, 1, "（2）", 4, 2],
        [4, 4, 2, None, 3],
        [3, 3, None, None, 3],
        [3, 3, None, "不适用", 3],
        [2, "不适用", "（2）", 4, 3],
        [3, 3, None, None, 3],
    ]


def test_a_decision_overrules_the_consensus(shown: Workbook):
    rows = by_id(shown, own.BY_CRITERION)
    columns = ("合议等次", "合议意见", "等次", "得分")
    assert [[rows[f"zhaotong-{id_}"][name] for name in columns] for id_ in ("A1", "A2", "A3")] == [
        [3, "会上同意", 3, 4],
        ["不适用", None, DASH, DASH],
        [None, None, 3, 4],
    ]


def test_comments_on_the_criterion_and_on_its_evidence_stand_in_one_cell_a_line_each(shown: Workbook):
    row = by_id(shown, own.BY_CRITERION)["zhaotong-A1"]
    first = make_results().scorecards[0].criteria[0].evidence[0].id
    assert row["各人意见"] == f"李四：证据 {first}：只是要求\n王五（市直机关工委组织部）：zhaotong A1"


def test_subjects_are_ranked_by_what_they_come_to(shown: Workbook):
    merged = make_round(decisions=DECISIONS)
    ranked = sorted(merged.cards, key=lambda card: -card.total)
    rows = table(shown, own.MERGED_OVERVIEW, own.MERGED_TOTAL)[: len(ranked)]
    assert [(row["名次"], row["机器总分"], row["合并总分"], row["评定"], row["增减"]) for row in rows] == [
        (rank, card.card.total, card.total, card.band.name.zh, pytest.approx(card.total - card.card.total))
        for rank, card in enumerate(ranked, 1)
    ]
    divisions = [point.card.card.id for point in divided(merged)]
    assert [(row["有分歧"], row["已合议"]) for row in rows] == [
        (divisions.count(card.card.id), 4 if card.card.id == ZHAOTONG else 0) for card in ranked
    ]


def test_adjustments_show_findings_consensus_and_decision(shown: Workbook):
    rows = by_id(shown, own.MERGED_ADJUSTMENTS)
    columns = (
        "类别",
        "上限",
        "复核人\n张三",
        "复核人\n李四",
        "复核人\n王五（市直机关工委组织…",
        "共识",
        "认定",
        "理由（必填）",
        "计入",
    )
    assert [[rows[f"zhaotong-{id_}"][name] for name in columns] for id_ in ("J1", "K1", "V1")] == [
        ["加分", 3, 3, "（0）", 1, 1, 2, "按二等计", 2],
        ["扣分", 2, "（0）", "（0）", "（0）", 0, None, None, 0],
        ["否决", 50, "是", "（否）", "（否）", "否", "否", None, "否"],
    ]


@pytest.mark.parametrize("rule", Consensus)
def test_the_consensus_of_an_adjustment_is_the_same_with_and_without_a_decision(tmp_path: Path, rule: Consensus):
    consensus = []
    for number, decisions in enumerate((None, DECISIONS)):
        merged = make_round(decisions=decisions, consensus=rule)
        book = load_workbook(written(merged, tmp_path / f"{number}.xlsx"), data_only=True)
        consensus.append({id_: row["共识"] for id_, row in by_id(book, own.MERGED_ADJUSTMENTS).items()})
    undecided = {
        f"{card.card.id}-{one.item.id}": one.points
        if isinstance(one.item, Adjustment)
        else "是"
        if one.applies
        else "否"
        for card in make_round(consensus=rule).cards
        for one in card.adjustments
    }
    assert consensus == [undecided, undecided]


def test_the_most_divided_point_comes_first_and_leads_to_the_cell_where_it_is_settled(tmp_path: Path):
    merged = make_round(decisions=DECISIONS)
    path = written(merged, tmp_path / "merged.xlsx")
    rows = table(load_workbook(path, data_only=True), own.DIVIDED, own.SPREAD)
    about = [
        point.point.result.criterion if isinstance(point.point, MergedCriterion) else point.point.item
        for point in divided(merged)
    ]
    spreads = [point.spread for point in divided(merged)]
    assert [(row["项号"], row["分歧度"]) for row in rows] == [
        (one.id, spread) for one, spread in zip(about, spreads, strict=True)
    ]
    settled = {
        row["项号"]: (row["合议\n（点击填写）"], row["等次"])
        for row in rows
        if row["被评单位"] == "昭通市直机关创建工作小结"
    }
    assert (settled["A1"], settled["B1"], settled["J1"]) == ((3, 3), ("去填写 →", 3), (2, 2))


def test_where_nobody_differs_the_sheet_says_so(tmp_path: Path):
    results = make_results()
    book = load_workbook(written(merge(results, (), None), tmp_path / "merged.xlsx"), data_only=True)
    assert own.NOT_DIVIDED.zh in {cell.value for row in book["分歧"].iter_rows() for cell in row}
    assert own.NOBODY.zh in {cell.value for row in book["合并总览"].iter_rows() for cell in row}
    assert "加减分" not in book.sheetnames


def test_evidence_shows_in_short_what_each_reviewer_made_of_it(shown: Workbook):
    cards = make_results().scorecards
    first, second = (result.evidence[0].id for result in cards[0].criteria[:2])
    rows = {row["证据编号"]: row for row in table(shown, labels.EVIDENCE, labels.EVIDENCE_ID)}
    columns = ("复核人\n张三", "复核人\n李四", "各人意见", "有复核")
    assert [[rows[id_][name] for name in columns] for id_ in (first, second)] == [
        [None, "否", "李四：只是要求", "是"],
        [None, "改 2 →B1", None, "是"],
    ]
    assert sum(row["有复核"] == "是" for row in rows.values()) == 3


def test_a_withheld_figure_is_replaced_by_its_reason(shown: Workbook):
    merged = make_round(decisions=DECISIONS)
    rows = table(shown, own.AGREEMENT, own.ALPHA)
    withheld = {row["范围"]: (row["α 系数"], row["怎样看"]) for row in rows if row["α 系数"] == DASH}
    expected = {
        one.about.zh: (DASH, one.alpha.withheld.zh) for one in merged.agreement if one.alpha and one.alpha.value is None
    }
    assert expected
    assert withheld == expected


def test_the_share_of_entered_levels_is_told_for_each_reviewer(shown: Workbook):
    rows = table(shown, own.AGREEMENT, own.DERIVED_COUNT)
    assert [(row["复核人"], row["复核项次"], row["直接填写"], row["由证据推出"]) for row in rows] == [
        ("张三", 30, 30, 0),
        ("李四", 5, 1, 4),
        ("王五（市直机关工委组织部）", 5, 5, 0),
    ]


def test_unread_documents_and_what_is_wrong_with_returned_workbooks_are_listed(tmp_path: Path):
    flaw = Flaw("李四.xlsx", "证据", "I7", Text("看不懂", "unclear"), Text("改为 是 或 否", "enter yes or no"))
    book = load_workbook(written(make_round(), tmp_path / "merged.xlsx", flaws=(flaw,)), data_only=True)
    said = [cell.value for row in book["合并总览"].iter_rows() for cell in row if cell.value is not None]
    assert said[-4:] == ["李四.xlsx", "证据 I7", "看不懂", "改为 是 或 否"]
    assert "附件/扫描件.pdf" in said


def test_names_that_look_like_formulas_stay_text(tmp_path: Path):
    results = make_results()
    odd = make_card(results.rubric, "~*?'\".txt", "=SUM(A1)&\"'[x]{0}", "2" * 23)
    results = replace(results, scorecards=(odd,))
    reviews = (
        review("=1+1 {who} 与一个很长很长很长很长的名字", SubjectReview(odd.id, (LevelReview("A1", 4, comment="=0"),))),
    )
    merged = merge(results, reviews, None)
    book = load_workbook(written(merged, tmp_path / "merged.xlsx"), data_only=True)
    row = by_id(book, own.BY_CRITERION)[f"{odd.id}-A1"]
    assert (row["被评单位"], row["各人意见"]) == (odd.report.title, "=1+1 {who} 与一个很长很长很长很长的名字：=0")


# --- the file ---


def test_only_what_the_group_settles_on_can_be_entered(tmp_path: Path):
    merged = make_round()
    book = load_workbook(written(merged, tmp_path / "merged.xlsx"))
    unlocked = {
        sheet.title: {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        for sheet in book.worksheets
        if sheet.protection.sheet and not sheet.protection.password
    }
    criteria, adjustments = (
        [cell.value for row in book[name].iter_rows() for cell in row] for name in ("逐项", "加减分")
    )
    assert {name: columns for name, columns in unlocked.items() if columns} == {"逐项": {10, 11}, "加减分": {10, 11}}
    assert len(unlocked) == len(book.worksheets)
    assert criteria.count("合议等次") == 1
    assert adjustments.count("认定") == 1


@pytest.mark.parametrize("lang", Lang)
def test_what_was_settled_is_read_back(tmp_path: Path, lang: Lang):
    merged = make_round(decisions=DECISIONS)
    returned = open_returned(written(merged, tmp_path / "merged.xlsx", lang))
    entered = read_review(returned, merged.results, decided=True)
    decisions, flaws = entered.review, entered.flaws
    assert (returned.records, decisions.subjects, flaws) == ((RECORD,), DECISIONS.subjects, ())


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    "label", [labels.DECIDED_LEVEL, labels.DECIDED_COMMENT, labels.ADJUSTMENT_ENTRY, labels.REASON]
)
def test_what_was_settled_below_a_renamed_header_is_read_back_and_told(tmp_path: Path, lang: Lang, label: Text):
    merged = make_round(decisions=DECISIONS)
    path = written(merged, tmp_path / "merged.xlsx", lang)
    book = load_workbook(path)
    (header,) = (
        cell for sheet in book for row in sheet.iter_rows(max_row=10) for cell in row if cell.value == label.say(lang)
    )
    header.value = "我们商定的"
    book.save(path)
    entered = read_review(open_returned(path), merged.results, decided=True)
    (flaw,) = entered.flaws
    assert (entered.review.subjects, flaw.sheet, flaw.cell) == (
        DECISIONS.subjects,
        header.parent.title,
        header.coordinate,
    )
    assert f"按位置当作“{label.zh}”一列" in flaw.what.zh


@pytest.mark.parametrize("lang", Lang)
def test_a_reviewer_who_is_called_like_a_column_is_not_taken_for_one(tmp_path: Path, lang: Lang):
    known = {
        label.say(lang)
        for form in (DECIDED_FORM, DECIDED_ADJUSTMENTS_FORM, EVIDENCE_FORM)
        for label in form.labels.values()
    }
    results = with_rules(make_results(), NotApplicable.REDISTRIBUTE)
    reviews = tuple(replace(make_reviews(results)[0], reviewer=name) for name in sorted(known))
    returned = open_returned(written(merge(results, reviews, DECISIONS), tmp_path / "merged.xlsx", lang))
    entered = read_review(returned, results, decided=True)
    decisions, flaws = entered.review, entered.flaws
    assert (decisions.subjects, flaws) == (DECISIONS.subjects, ())


def test_the_same_round_gives_the_same_bytes(tmp_path: Path):
    one, other = (
        written(make_round(decisions=DECISIONS), tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx")
    )
    assert one == other


def test_a_round_without_subjects_is_written(tmp_path: Path):
    results = replace(with_rules(make_results(), NotApplicable.ZERO), scorecards=())
    book = load_workbook(written(merge(results, (), None), tmp_path / "merged.xlsx"), data_only=True)
    assert labels.NONE_SCORED.zh in {cell.value for row in book["合并总览"].iter_rows() for cell in row}


# --- live ---


def set_aside(merged: Merged) -> Merged:
    """The round with one more subject, in which nothing was looked at."""
    results = merged.results
    outside = replace(make_card(results.rubric, "menu.txt", "菜谱", "-" * 23), notes=(Text("无关", "not about it"),))
    results = replace(results, scorecards=(*results.scorecards, outside))
    return merge(results, merged.reviews, merged.decisions)


@needs_office
def test_recalculation_changes_no_value(tmp_path: Path):
    cases = [
        (set_aside(make_round(decisions=DECISIONS)), Lang.ZH),
        (make_round(NotApplicable.ZERO, DECISIONS), Lang.EN),
        (make_round(NotApplicable.FORBID), Lang.ZH),
        (merge(make_results(), (), None), Lang.EN),
        (merge(replace(with_rules(make_results(), NotApplicable.ZERO), scorecards=()), (), None), Lang.ZH),
    ]
    paths = [written(merged, tmp_path / f"{number}.xlsx", lang) for number, (merged, lang) in enumerate(cases)]
    bare = [tmp_path / f"bare-{path.name}" for path in paths]
    for path, copy in zip(paths, bare, strict=True):
        load_workbook(path).save(copy)  # the formulas alone: where there are values, LibreOffice may trust them
    for path, computed in zip(paths, office.run([office.Job(copy, read="all") for copy in bare]), strict=True):
        ours = load_workbook(path, data_only=True)
        formulas = [
            (sheet.title, cell.coordinate)
            for sheet in load_workbook(path)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        cached = {place: ours[place[0]][place[1]].value for place in formulas}
        theirs = {(sheet, cell): computed[sheet].get(cell) for sheet, cell in formulas}
        assert theirs == {
            place: pytest.approx(value) if isinstance(value, float) else value for place, value in cached.items()
        }


ENTERED: tuple[tuple[str, str | float], ...] = (
    ("zhaotong-A1", 0),
    ("zhaotong-A3", "４ "),
    ("zhaotong-B1", "Not applicable"),
    ("zhaotong-B2", "较好"),
    ("ningxia-C1", "不适用"),
    ("zhaotong-J1", 9),
    ("zhaotong-J2", "3.5"),
    ("zhaotong-K2", "随便"),
    ("ningxia-K1", 1.5),
    ("qingpu-V1", "是"),
)
MEANT = review(
    "",
    SubjectReview(
        ZHAOTONG,
        (LevelReview("A1", 0), LevelReview("A3", 4), LevelReview("B1", None, not_applicable=True)),
        adjustments=(AdjustmentReview("J1", 9.0), AdjustmentReview("J2", 3.5)),
    ),
    SubjectReview(
        NINGXIA,
        (LevelReview("C1", None, not_applicable=True),),
        adjustments=(AdjustmentReview("K1", 1.5),),
    ),
    SubjectReview("qingpu", adjustments=(AdjustmentReview("V1", applies=True),)),
)


def enter(path: Path) -> list[Step]:
    """The entries, each into the yellow cell of the row that has its id."""
    book = load_workbook(path)
    steps: list[Step] = []
    for name, label in (("逐项", "合议等次"), ("加减分", "认定")):
        cells = [cell for row in book[name].iter_rows() for cell in row]
        column = next(cell.column_letter for cell in cells if cell.value == label)
        at = {cell.value: f"{column}{cell.row}" for cell in cells}
        steps += [SetCell(name, at[id_], value) for id_, value in ENTERED if id_ in at]
    return steps


def live(path: Path) -> dict[str, list[str]]:
    """Where totals stand on the overview, and the levels that count on the sheet of what is divided."""
    book = load_workbook(path)
    places = {}
    for name, label in (("合并总览", own.MERGED_TOTAL.zh), ("分歧", labels.FINAL_LEVEL.zh)):
        header = next(cell for row in book[name].iter_rows() for cell in row if cell.value == label)
        last = next(n for n in range(header.row, 999) if book[name].cell(n + 1, 2).value is None)
        places[name] = [f"{header.column_letter}{row}" for row in range(header.row + 1, last + 1)]
    return places


def few_subjects(merged: Merged) -> Merged:
    """The round with the three subjects that are settled on."""
    results = replace(merged.results, scorecards=merged.results.scorecards[:3])
    return merge(results, merged.reviews, None)


@needs_office
def test_totals_follow_what_is_entered_also_in_sorted_rows(tmp_path: Path):
    sort = [Unprotect(), Sort("逐项", "得分"), Sort("加减分", "计入", descending=True)]
    jobs, expected = [], []
    for policy in NotApplicable:
        merged = few_subjects(make_round(policy))
        path = written(merged, tmp_path / f"{policy}.xlsx")
        jobs += [office.Job(path, steps, read=live(path)) for steps in (enter(path), [*enter(path), *sort])]
        decided = merge(merged.results, merged.reviews, MEANT)
        after = {card.card.id: card for card in decided.cards}
        totals = [after[card.card.id].total for card in sorted(merged.cards, key=lambda card: -card.total)]
        counted = []
        for point in divided(merged):
            card = after[point.card.card.id]
            if isinstance(point.point, MergedCriterion):
                place = point.card.criteria.index(point.point)
                level = card.criteria[place].level
                counted.append(DASH if level is None else level)
            else:
                one = card.adjustments[point.card.adjustments.index(point.point)]
                counted.append(one.points if isinstance(one.item, Adjustment) else "是" if one.applies else "否")
        expected += [(pytest.approx(totals), counted)] * 2
    shown = [(list(read["合并总览"].values()), list(read["分歧"].values())) for read in office.run(jobs)]
    assert shown == expected


def test_the_consensus_rule_and_the_policy_are_told_in_words(tmp_path: Path):
    for rule, policy in zip(Consensus, NotApplicable, strict=True):
        merged = few_subjects(make_round(policy, consensus=rule, adjustments=Adjustments()))
        book = load_workbook(written(merged, tmp_path / "merged.xlsx"), data_only=True)
        said = {cell.value for row in book["评分标准"].iter_rows() for cell in row}
        assert {own.CONSENSUS_RULES[rule].zh, labels.NOT_APPLICABLE_RULE[policy].zh} <= said
