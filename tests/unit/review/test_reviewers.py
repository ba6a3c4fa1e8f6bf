from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model import Text
from scorer.model.review import AdjustmentReview, EvidenceReview, Flaw, LevelReview, Merged, Review, Verdict
from scorer.results.from_json import Record
from scorer.review.merge import merge
from scorer.review.records import join_records
from scorer.review.reviewers import (
    LATER_COUNTS,
    NOTHING_ENTERED,
    NOTHING_ENTERED_REMEDY,
    TWO_OF_ONE_NAME,
    join_decisions,
    join_reviews,
)
from tests.unit.review.small_round import READ_BACK, record_of, review, reviews, subject

THREE = LevelReview("S", 3, comment="有据")
FIRST = "r-0001-S"


def named(workbook: str, one: Review) -> Review:
    return replace(one, workbook=workbook)


# --- one review each ---------------------------------------------------------------------------


def test_different_reviewers_stay_apart_in_the_order_of_their_names() -> None:
    jia, yi = review("甲", subject(THREE)), review("乙", subject(THREE))
    assert join_reviews([("a.xlsx", jia), ("b.xlsx", yi)]) == ((named("b.xlsx", yi), named("a.xlsx", jia)), ())


def test_a_copy_counts_once_and_silently_whatever_it_is_called() -> None:
    one = review("张三", subject(THREE))
    copies = [("b.xlsx", one), ("a.xlsx", replace(one, reviewer="张　三", unit="另写")), ("10.xlsx", one)]
    assert join_reviews(copies) == ((named("b.xlsx", one),), ())


def test_workbooks_of_different_subjects_are_united_silently() -> None:
    of_r = review("张三", subject(THREE), date="2026-11-20")
    of_t = replace(review("张 三", subject(LevelReview("V", 1), of="t"), date="2026-11-19"), unit="")
    parts = (named("t.xlsx", of_t), named("r.xlsx", of_r))
    united = replace(of_r, subjects=(*of_r.subjects, *of_t.subjects), workbook="r.xlsx", parts=parts)
    assert join_reviews([("r.xlsx", of_r), ("t.xlsx", of_t)]) == ((united,), ())


def test_different_cells_of_one_subject_are_united_and_told() -> None:
    first = review("张三", subject(LevelReview("S", 3), EvidenceReview(FIRST, Verdict.DOUBTED)))
    second = review(
        "张三",
        subject(LevelReview("S", comment="有据"), EvidenceReview(FIRST, grade=1), AdjustmentReview("J1", 1.0)),
    )
    (united,), flaws = join_reviews([("1.xlsx", first), ("2.xlsx", second)])
    assert united.subjects == (subject(THREE, EvidenceReview(FIRST, Verdict.DOUBTED, 1), AdjustmentReview("J1", 1.0)),)
    told = Text(
        "同一复核人“张三”对同一单位（r）交来不止一份复核，填的内容不一样，已合在一起，算一个人的意见。"
        "工作簿：1.xlsx、2.xlsx",
        "the reviewer 张三 sent more than one review of the same subjects (r), filled in differently; they were united "
        "and count as one reviewer's. Workbooks: 1.xlsx, 2.xlsx",
    )
    assert flaws == (Flaw("2.xlsx", "", "", told, TWO_OF_ONE_NAME),)


# --- what two workbooks fill differently -------------------------------------------------------


def told_differences(*handed_in: tuple[str, Review]) -> list[str]:
    """Without what tells that a reviewer sent two."""
    _, flaws = join_reviews(handed_in)
    return [flaw.what.zh for flaw in flaws if flaw.remedy == LATER_COUNTS]


def test_the_later_date_counts_and_the_earlier_value_is_told() -> None:
    later = review("张三", subject(LevelReview("S", 1)), date="2026-11-21")
    earlier = review("张三", subject(LevelReview("S", 3), LevelReview("V", 2)), date="2026-11-20")
    (united,), flaws = join_reviews([("1.xlsx", later), ("2.xlsx", earlier)])
    assert united.subjects == (subject(LevelReview("S", 1), LevelReview("V", 2)),)
    assert (united.date, united.workbook) == ("2026-11-21", "1.xlsx")
    told = Text(
        "复核人“张三”对被评单位 r 的“复核等次”（行 r-S）有两种填法：2.xlsx 填“3”，1.xlsx 填“1”；算较晚的“1”",
        "the reviewer 张三 filled in “Reviewed level” of the subject r (row r-S) in two ways: “3” in 2.xlsx, “1” in "
        "1.xlsx; the later counts, “1”",
    )
    assert flaws[1:] == (Flaw("2.xlsx", "", "", told, LATER_COUNTS),)


def test_where_the_files_are_at_hand_both_cells_are_named() -> None:
    key = ("r", "S", "level")
    earlier = replace(review("张三", subject(LevelReview("S", 3))), places={key: ("甲单位", "F12")})
    later = replace(review("张三", subject(LevelReview("S", 1)), date="2026-11-21"), places={key: ("甲单位", "G9")})
    _, flaws = join_reviews([("2.xlsx", earlier), ("1.xlsx", later)])
    told = Text(
        "复核人“张三”对被评单位 r 的“复核等次”（行 r-S）有两种填法：2.xlsx 甲单位!F12 填“3”，1.xlsx 甲单位!G9 填“1”；"
        "算较晚的“1”",
        "the reviewer 张三 filled in “Reviewed level” of the subject r (row r-S) in two ways: “3” in 2.xlsx 甲单位!F12"
        ", “1” in 1.xlsx 甲单位!G9; the later counts, “1”",
    )
    assert flaws[1:] == (Flaw("2.xlsx", "甲单位", "F12", told, LATER_COUNTS),)


def test_an_unclear_finding_takes_no_clear_one_away() -> None:
    clear = review("张三", subject(AdjustmentReview("J1", 2.0)), date="2026-11-20")
    unclear = review("张三", subject(AdjustmentReview("J1", reason="（认定：若干）", unclear=True)), date="2026-11-21")
    assert told_differences(("1.xlsx", clear), ("2.xlsx", unclear)) == []
    (united,), _ = join_reviews([("1.xlsx", clear), ("2.xlsx", unclear)])
    assert united.subjects[0].adjustments == (AdjustmentReview("J1", 2.0, None, "（认定：若干）", unclear=True),)


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        (("", ""), 10),
        (("2026-11-20", "2026-11-20"), 10),
        (("2026-11-20", ""), 2),
        (("2026-11-20", "昨天"), 2),
        (("2026-11-20", "20261119"), 2),
        (("上周", "2026-11-19"), 10),
    ],
)
def test_without_two_dates_the_dated_counts_and_without_any_the_later_name(dates: tuple[str, str], counts: int) -> None:
    """Names in their natural order: 10 after 2."""
    two, ten = (
        review("张三", subject(LevelReview("S", level)), date=date) for level, date in zip((2, 0), dates, strict=True)
    )
    for handed_in in ([("表2.xlsx", two), ("表10.xlsx", ten)], [("表10.xlsx", ten), ("表2.xlsx", two)]):
        (united,), _ = join_reviews(handed_in)
        assert united.subjects[0].levels[0].level == {2: 2, 10: 0}[counts]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (LevelReview("S", 0), LevelReview("S", not_applicable=True), ("复核等次", "r-S", "0", "不适用")),
        (LevelReview("S", agrees=True), LevelReview("S", 4), ("复核等次", "r-S", "同意", "4")),
        (LevelReview("S", comment="好"), LevelReview("S", comment="一般"), ("复核意见", "r-S", "好", "一般")),
        (
            EvidenceReview(FIRST, Verdict.REJECTED),
            EvidenceReview(FIRST, Verdict.DOUBTED),
            ("采纳", FIRST, "否", "存疑"),
        ),
        (EvidenceReview(FIRST, grade=1), EvidenceReview(FIRST, grade=2), ("改判等级", FIRST, "1", "2")),
        (EvidenceReview(FIRST, criterion="V"), EvidenceReview(FIRST, criterion="W"), ("改归项", FIRST, "V", "W")),
        (AdjustmentReview("J1", 0.0), AdjustmentReview("J1", 2.5), ("认定", "r-J1", "0", "2.5")),
        (AdjustmentReview("Y1", applies=True), AdjustmentReview("Y1", applies=False), ("认定", "r-Y1", "是", "否")),
    ],
)
def test_both_values_of_every_kind_of_cell_are_told(
    old: LevelReview | EvidenceReview | AdjustmentReview,
    new: LevelReview | EvidenceReview | AdjustmentReview,
    shown: tuple[str, str, str, str],
) -> None:
    label, row, before, after = shown
    assert told_differences(("1.xlsx", review("张三", subject(old))), ("2.xlsx", review("张三", subject(new)))) == [
        f"复核人“张三”对被评单位 r 的“{label}”（行 {row}）有两种填法：1.xlsx 填“{before}”，2.xlsx 填“{after}”；"
        f"算较晚的“{after}”"
    ]


def test_of_three_workbooks_every_other_value_is_told_once() -> None:
    handed_in = [(f"{n}.xlsx", review("张三", subject(LevelReview("S", n % 3, comment=str(n))))) for n in (1, 2, 4)]
    told = told_differences(*handed_in)
    assert len([line for line in told if "复核等次" in line]) == 1  # 1, 2, 1: the 2
    assert len([line for line in told if "复核意见" in line]) == 2


# --- what is blank -----------------------------------------------------------------------------


def test_a_workbook_that_was_not_filled_in_is_no_review_and_is_told() -> None:
    blank = review("李四", subject(LevelReview("S")), date="2026-11-20")
    flaw = Flaw("空.xlsx", "", "", NOTHING_ENTERED, NOTHING_ENTERED_REMEDY)
    one = review("张三", subject(THREE))
    assert join_reviews([("空.xlsx", blank), ("1.xlsx", one)]) == ((named("1.xlsx", one),), (flaw,))
    same_reviewer = replace(blank, reviewer="张三")
    assert join_reviews([("空.xlsx", same_reviewer), ("1.xlsx", one)]) == ((named("1.xlsx", one),), (flaw,))


def test_a_workbook_that_was_filled_in_under_another_rubric_is_not_told_to_be_blank() -> None:
    blank = review("李四", subject(LevelReview("S")))
    assert join_reviews([("李四.xlsx", blank)], {"李四.xlsx"}) == ((), ())
    assert [flaw.what for flaw in join_reviews([("李四.xlsx", blank)], {"张三.xlsx"})[1]] == [NOTHING_ENTERED]


# --- decisions ---------------------------------------------------------------------------------


def test_decisions_are_one_whoever_entered_them() -> None:
    first = review("张三", subject(LevelReview("S", 3), LevelReview("V", 2)), date="2026-11-20")
    second = review("李四", subject(LevelReview("S", 4)), date="2026-11-21")
    joined, flaws = join_decisions([("合并2.xlsx", second), ("合并1.xlsx", first)])
    assert joined is not None
    assert joined.subjects == (subject(LevelReview("S", 4), LevelReview("V", 2)),)
    assert [flaw.what.zh for flaw in flaws] == [
        "合议对被评单位 r 的“复核等次”（行 r-S）有两种填法：合并1.xlsx 填“3”，合并2.xlsx 填“4”；算较晚的“4”"
    ]


def test_a_merged_workbook_in_which_nothing_was_settled_is_nothing_to_tell() -> None:
    assert join_decisions([("合并.xlsx", review("", subject()))]) == (None, ())
    assert join_decisions([]) == (None, ())


# --- history -----------------------------------------------------------------------------------

Workbook = tuple[str, Record, Review | None]  # its name, its record, and what a reviewer entered in it


def merge_workbooks(workbooks: list[Workbook]) -> tuple[Merged, tuple[Flaw, ...]]:
    """What merging workbooks comes to, from reading them to the figures."""
    issue = join_records([(name, record) for name, record, _ in workbooks])
    handed_in = [
        (name, part)
        for name, record, entered in workbooks
        for one in (*record.reviews, *((entered,) if entered else ()))
        if (part := issue.part(name, one)) is not None
    ]
    joined, flaws = join_reviews(handed_in)
    decisions, _ = join_decisions([(name, record.decisions) for name, record, _ in workbooks if record.decisions])
    return merge(issue.results, joined, decisions), issue.flaws + flaws


def workbooks_of(entered: list[Review]) -> list[Workbook]:
    return [(f"表{number}.xlsx", Record(READ_BACK), one) for number, one in enumerate(entered, 8)]


rounds = st.lists(reviews(("张三", "张 三", "李四")), min_size=1, max_size=4)


@given(rounds, st.randoms(use_true_random=False))
def test_the_order_of_workbooks_does_not_matter(entered: list[Review], chance: random.Random) -> None:
    workbooks = workbooks_of(entered)
    assert merge_workbooks(chance.sample(workbooks, len(workbooks))) == merge_workbooks(workbooks)


@given(rounds, rounds, st.sampled_from(("合并.xlsx", "0.xlsx")))
def test_merging_step_by_step_is_merging_all_at_once(before: list[Review], after: list[Review], name: str) -> None:
    workbooks = workbooks_of([*before, *after])
    first, _ = merge_workbooks(workbooks[: len(before)])
    merged_workbook = (name, record_of(first), None)
    stepwise, _ = merge_workbooks([merged_workbook, *workbooks[len(before) :]])
    assert stepwise == merge_workbooks(workbooks)[0]


@given(rounds, st.integers(0, 3))
def test_a_merged_workbook_alone_or_with_one_that_is_in_it_changes_nothing(entered: list[Review], which: int) -> None:
    workbooks = workbooks_of(entered)
    merged, _ = merge_workbooks(workbooks)
    merged_workbook = ("合并.xlsx", record_of(merged), None)
    assert merge_workbooks([merged_workbook])[0] == merged
    assert merge_workbooks([merged_workbook, workbooks[which % len(workbooks)]])[0] == merged


@given(rounds)
def test_an_unedited_workbook_changes_nothing_but_is_told(entered: list[Review]) -> None:
    workbooks = workbooks_of(entered)
    merged, flaws = merge_workbooks(workbooks)
    unedited = ("空.xlsx", Record(READ_BACK), Review("王五", "某处", "2026-12-31"))
    with_unedited, told = merge_workbooks([*workbooks, unedited])
    assert with_unedited == merged
    assert {flaw.workbook for flaw in told} - {flaw.workbook for flaw in flaws} == {"空.xlsx"}


def test_a_later_date_decides_even_after_two_were_merged() -> None:
    """The second is dated between the two that were merged first, and the cell was filled only by the earliest."""
    earliest = review("张三", subject(LevelReview("S", 1)), date="2026-11-18")
    latest = review("张三", subject(LevelReview("V", 1)), date="2026-11-22")
    between = review("张三", subject(LevelReview("S", 3)), date="2026-11-20")
    first, second, third = workbooks_of([earliest, latest, between])
    merged, _ = merge_workbooks([first, second])
    stepwise, _ = merge_workbooks([("合并.xlsx", record_of(merged), None), third])
    assert stepwise == merge_workbooks([first, second, third])[0]
    assert stepwise.reviews[0].subjects == (subject(LevelReview("S", 3), LevelReview("V", 1)),)


# --- reviewers who do not say who they are -----------------------------------------------------


def nameless(level: int, number: int, workbook: str = "表.xlsx") -> Review:
    entered = review("", subject(LevelReview("S", level)))
    return replace(entered, workbook=workbook, sha256=f"{number:064}")


def test_who_leaves_the_name_blank_is_called_after_the_workbook() -> None:
    one = nameless(3, 1)
    assert join_reviews([("表.xlsx", one)]) == ((replace(one, reviewer="表", sha256="", parts=(one,)),), ())


def test_nameless_workbooks_of_one_name_are_a_reviewer_each_and_told_apart() -> None:
    handed_in = [("丙/表.xlsx", nameless(4, 3)), ("甲/表.xlsx", nameless(1, 1)), ("乙/表.xlsx", nameless(4, 2))]
    joined, flaws = join_reviews(handed_in)
    assert [(one.reviewer, one.subjects[0].levels[0].level) for one in joined] == [
        ("表（1）", 1),
        ("表（2）", 4),
        ("表（3）", 4),
    ]
    assert [flaw.workbook for flaw in flaws] == ["甲/表.xlsx", "乙/表.xlsx", "丙/表.xlsx"]
    assert [flaw.what.zh[-8:] for flaw in flaws] == [f"记作“表（{n}）”" for n in (1, 2, 3)]


def test_a_nameless_workbook_is_not_united_with_the_reviewer_of_its_name() -> None:
    named_so = replace(review("张三", subject(THREE)), workbook="1.xlsx", sha256="f" * 64)
    joined, _ = join_reviews([("张三.xlsx", nameless(1, 1, "张三.xlsx")), ("1.xlsx", named_so)])
    assert [one.reviewer for one in joined] == ["张三", "张三（1）"]


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5, unique=True), st.integers(1, 4), st.booleans())
def test_nameless_workbooks_merged_step_by_step_are_those_merged_all_at_once(
    files: list[int], first: int, again: bool
) -> None:
    workbooks: list[Workbook] = [(f"{n}/表.xlsx", Record(READ_BACK), nameless(n % 3, n)) for n in files]
    before, after = workbooks[:first], workbooks[0 if again else first :]
    merged, _ = merge_workbooks(before)
    assert merge_workbooks([("合并.xlsx", record_of(merged), None), *after])[0] == merge_workbooks(workbooks)[0]


def test_of_workbooks_of_one_name_and_date_the_same_counts_whatever_the_steps() -> None:
    sent = [
        replace(review("甲", subject(LevelReview("S", n))), workbook="b.xlsx", sha256=f"{9 - n}" * 64) for n in (1, 2)
    ]
    first, second = ((f"s{n}/b.xlsx", Record(READ_BACK), one) for n, one in enumerate(sent))
    once, flaws = merge_workbooks([first, second])
    assert any("s1/b.xlsx 填“2”，s0/b.xlsx 填“1”" in flaw.what.zh for flaw in flaws)
    for start, more in ((first, second), (second, first)):
        step, _ = merge_workbooks([start])
        assert merge_workbooks([("合并.xlsx", record_of(step), None), more])[0] == once


def test_figures_in_names_may_be_of_any_length() -> None:
    long, longer = (f"表{'9' * digits}.xlsx" for digits in (5000, 5001))
    entered = [(name, review("张三", subject(LevelReview("S", len(name) % 2)))) for name in (longer, long)]
    (united,), _ = join_reviews(entered)
    assert united.workbook == longer
