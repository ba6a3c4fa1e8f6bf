"""What rose, fell, appeared and vanished between two results, which subject is which, and why a level changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scorer.grading.score import band, score_criteria, total
from scorer.model import (
    Adjustment,
    Adjustments,
    Criterion,
    Cues,
    Dimension,
    Evidence,
    Part,
    Report,
    Results,
    Rubric,
    Scorecard,
    Sentence,
    Text,
    Unread,
    Veto,
)
from scorer.model.comparison import Change, Comparison, Matched, SubjectChange
from scorer.model.review import AdjustmentReview, EvidenceReview, LevelReview, Merged, Review, SubjectReview, Verdict
from scorer.review.compare import compare
from scorer.review.merge import merge
from tests.unit.small_rubric import rubric, text

RUBRIC = rubric()
Found = dict[str, dict[str, int]]  # criterion -> quote -> grade


def card(
    id_: str,
    found: Found,
    aside: tuple[str, ...] = (),
    by: Rubric = RUBRIC,
    *,
    agency: str | None = None,
    title: str = "",
    sha256: str = "",
) -> Scorecard:
    """A scorecard with this evidence; the criteria in `aside` do not apply."""
    evidence = [
        Evidence(
            f"{id_}-{number:04}-{criterion}",
            criterion,
            Sentence(number, 1, 0, 1, Part.BODY, ""),
            quote,
            grade,
            text(""),
            (),
            None,
            (),
        )
        for criterion, quotes in found.items()
        for number, (quote, grade) in enumerate(quotes.items(), 1)
    ]
    criteria = score_criteria(evidence, frozenset(aside), by)
    points = total(criteria)
    report = Report(f"{id_}.txt", sha256 or id_, title or f"题为{id_}", "", ())
    return Scorecard(id_, (report,), agency, criteria, (), points, band(points, by.bands))


def results(*cards: Scorecard, by: Rubric = RUBRIC, unread: tuple[Unread, ...] = (), version: str = "1") -> Results:
    return Results("all", by, version, cards, unread)


def merged(*cards: Scorecard, by: Rubric = RUBRIC) -> Merged:
    return merge(results(*cards, by=by), (), None)


def one_subject(old: Found, new: Found) -> SubjectChange:
    """The same subject with other evidence, of another year's document."""
    subjects = compare(merged(card("甲", old, sha256="1")), merged(card("甲", new, sha256="2"))).subjects
    assert len(subjects) == 1
    return subjects[0]


def told(subject: SubjectChange) -> list[tuple[str, Change, float | None, float, str, str | None]]:
    """Of each changed criterion: id, change, levels, points, why and the quote that tells."""
    return [
        (
            one.criterion.id,
            one.change,
            one.level_change,
            one.points_change,
            one.why.zh,
            one.telling and one.telling.quote,
        )
        for one in subject.changed
    ]


def pairs(comparison: Comparison) -> list[tuple[str | None, str | None, Matched | None]]:
    return [(one.old and one.old.card.id, one.new and one.new.card.id, one.matched) for one in comparison.subjects]


# --- levels and evidence -----------------------------------------------------------------------


def test_a_result_against_itself_shows_no_change() -> None:
    same = merged(card("甲", {"S": {"开展学习3次。": 3}}, ("W",)), card("乙", {}))
    comparison = compare(same, same)
    assert pairs(comparison) == [("甲", "甲", Matched.ID), ("乙", "乙", Matched.ID)]
    for subject in comparison.subjects:
        assert (subject.change, subject.rose, subject.fell, subject.changed, subject.adjustments) == (0, 0, 0, (), ())
        assert all(not one.appeared and not one.vanished for one in subject.criteria)
    assert comparison.differences == ()
    assert comparison.names == ("all", "all")


def test_a_rise_names_the_new_strongest_evidence_and_a_fall_what_is_gone() -> None:
    subject = one_subject(
        {"S": {"开展学习。": 2}, "V": {"办实事9件。": 3, "办实事。": 2}},
        {"S": {"开展学习。": 2, "学习荣获一等奖。": 4, "学习3次。": 3}, "V": {"办实事。": 2}},
    )
    assert told(subject) == [
        ("S", Change.ROSE, 2.0, 25.0, "有了更强的证据", "学习荣获一等奖。"),
        ("V", Change.FELL, -1.0, -15.0, "原来较强的证据这次没有了", "办实事9件。"),
    ]
    assert [piece.quote for piece in subject.criteria[0].appeared] == ["学习荣获一等奖。", "学习3次。"]
    assert [piece.quote for piece in subject.criteria[1].vanished] == ["办实事9件。"]
    assert (subject.rose, subject.fell, subject.change) == (1, 1, 6.6667)


def test_evidence_that_changes_no_level_is_listed_all_the_same() -> None:
    subject = one_subject({"S": {"学习3次。": 3}}, {"S": {"学习5次。": 3}})
    study = subject.criteria[0]
    assert (study.change, study.why, study.telling) == (Change.SAME, Text("", ""), None)
    assert [piece.quote for piece in study.appeared + study.vanished] == ["学习5次。", "学习3次。"]
    assert subject.changed == ()


def test_a_quote_is_the_same_in_another_width_and_over_a_line_break() -> None:
    subject = one_subject({"S": {"学习３次,\n人人参加。": 3}}, {"S": {"学习3次，人人参加。": 3}})
    assert subject.criteria[0].appeared == subject.criteria[0].vanished == ()


def test_the_same_sentence_graded_otherwise_is_told_as_such() -> None:
    subject = one_subject({"S": {"学习3次。": 2}}, {"S": {"学习3次。": 3}})
    assert told(subject) == [("S", Change.ROSE, 1.0, 15.0, "同一句话判的等级不同", "学习3次。")]


def test_not_applicable_is_neither_a_rise_nor_a_fall() -> None:
    old = merged(card("甲", {"S": {"学习。": 2}}, ("V",)))
    new = merged(card("甲", {"V": {"办实事。": 2}}, ("S",)))
    (subject,) = compare(old, new).subjects
    assert [(one.criterion.id, one.change, one.level_change) for one in subject.changed] == [
        ("S", Change.NOT_APPLICABLE, None),
        ("V", Change.APPLICABLE, None),
    ]
    assert (subject.rose, subject.fell) == (0, 0)
    assert [one.why.zh.partition("：")[0] for one in subject.changed] == ["不适用", "原先不适用"]


def test_criteria_come_largest_change_first_and_unchanged_ones_last() -> None:
    subject = one_subject(
        {"S": {"学习。": 1}, "V": {"办实事。": 2}, "W": {"突击队。": 4}},
        {"S": {"学习。": 1}, "V": {"办实事9件。": 3}},
    )
    assert [one.criterion.id for one in subject.largest_first] == ["W", "V", "S"]
    assert [one.criterion.id for one in subject.criteria] == ["S", "V", "W"]


def test_subjects_come_largest_change_first_then_what_appeared_then_what_vanished() -> None:
    old = merged(card("a", {}), card("b", {}), card("c", {"S": {"学习。": 2}}), card("gone", {}))
    new = merged(
        card("come", {}), card("a", {"S": {"学习。": 1}}), card("b", {"S": {"学习。": 2}}), card("c", {}), by=RUBRIC
    )
    comparison = compare(old, new)
    assert [subject.card.id for subject in comparison.subjects] == ["b", "c", "a", "come", "gone"]
    assert [subject.change for subject in comparison.subjects] == [16.6667, -16.6667, 8.3333, None, None]
    assert pairs(comparison)[3:] == [(None, "come", None), ("gone", None, None)]
    assert comparison.subjects[3].criteria == ()


@given(
    st.lists(st.integers(0, 4), min_size=3, max_size=3),
    st.lists(st.integers(0, 4), min_size=3, max_size=3),
    st.sets(st.sampled_from("SVW")),
    st.sets(st.sampled_from("SVW")),
)
def test_comparing_backwards_flips_every_sign(
    before: list[int], after: list[int], aside: set[str], aside_after: set[str]
) -> None:
    def side(levels: list[int], aside: set[str]) -> Merged:
        found = {id_: {f"{level}级。": level} for id_, level in zip("SVW", levels, strict=True) if level}
        return merged(card("甲", {key: value for key, value in found.items() if key not in aside}, tuple(aside)))

    opposite = {
        Change.ROSE: Change.FELL,
        Change.FELL: Change.ROSE,
        Change.APPLICABLE: Change.NOT_APPLICABLE,
        Change.NOT_APPLICABLE: Change.APPLICABLE,
        Change.SAME: Change.SAME,
    }
    old, new = side(before, aside), side(after, aside_after)
    (there,), (back,) = compare(old, new).subjects, compare(new, old).subjects
    assert there.change is not None
    assert back.change == -there.change
    assert (back.rose, back.fell) == (there.fell, there.rose)
    for one, other in zip(there.criteria, back.criteria, strict=True):
        assert other.change is opposite[one.change]
        assert other.level_change == (None if one.level_change is None else -one.level_change)
        assert other.points_change == -one.points_change
        assert (other.appeared, other.vanished) == (one.vanished, one.appeared)
        assert bool(one.telling) == (one.change in (Change.ROSE, Change.FELL))


# --- which subject is which --------------------------------------------------------------------


def test_subjects_are_matched_by_id_then_agency_then_stem_then_title() -> None:
    old = merged(
        card("甲", {}),
        card("2025-07", {}, agency="财政局"),
        card("2025昭通", {}),
        card("x", {}, title="创建工作小结"),
    )
    new = merged(
        card("y", {}, title="创建工作小结"),
        card("2026年 昭通（2）", {}),
        card("2026-11", {}, agency="财政局"),
        card("甲", {}),
    )
    assert sorted(pairs(compare(old, new)), key=str) == [
        ("2025-07", "2026-11", Matched.AGENCY),
        ("2025昭通", "2026年 昭通（2）", Matched.STEM),
        ("x", "y", Matched.TITLE),
        ("甲", "甲", Matched.ID),
    ]


def test_what_two_subjects_have_in_common_matches_neither() -> None:
    old = merged(card("2025昭通", {}), card("2024昭通", {}))
    new = merged(card("2026昭通", {}))
    assert pairs(compare(old, new)) == [
        (None, "2026昭通", None),
        ("2025昭通", None, None),
        ("2024昭通", None, None),
    ]


def test_a_file_name_of_nothing_but_a_year_matches_nothing() -> None:
    assert pairs(compare(merged(card("2025年", {})), merged(card("二〇二六年度", {})))) == [
        (None, "二〇二六年度", None),
        ("2025年", None, None),
    ]


def test_different_agencies_are_not_matched_by_their_files() -> None:
    old, new = merged(card("2025汇编", {}, agency="财政局")), merged(card("2026汇编", {}, agency="税务局"))
    assert pairs(compare(old, new)) == [(None, "2026汇编", None), ("2025汇编", None, None)]


def test_young_people_are_no_year() -> None:
    old, new = merged(card("青年局", {})), merged(card("青局", {}))
    assert [matched for *_, matched in pairs(compare(old, new))] == [None, None]


# --- reviews and adjustments -------------------------------------------------------------------


def test_what_reviewers_judged_is_what_is_compared() -> None:
    issued = results(card("甲", {"S": {"学习。": 2}}))
    reviews = [
        Review(who, subjects=(SubjectReview("甲", levels=(LevelReview("S", level),)),))
        for who, level in (("张", 3), ("李", 4))
    ]
    comparison = compare(merge(issued, (), None), merge(issued, reviews, None))
    assert told(comparison.subjects[0]) == [("S", Change.ROSE, 1.5, 20.0, "新结果以复核等次为准", None)]
    assert [note.zh.partition("：")[0] for note in comparison.notes] == [
        "一边是复核以后的结果，另一边是机器评的",
        "有 1 个单位前后用的是同一份材料，一字未改",
    ]


def test_a_reason_tells_which_side_was_reviewed() -> None:
    issued = results(card("甲", {"S": {"学习3次。": 2}}))

    def reviewed(*levels: LevelReview) -> Merged:
        return merge(issued, [Review("张", subjects=(SubjectReview("甲", levels),))] if levels else (), None)

    one, four, aside = LevelReview("S", 1), LevelReview("S", 4), LevelReview("S", not_applicable=True)
    sides = [((one,), (four,)), ((four,), (one,)), ((one,), ()), ((), (one,)), ((aside,), ()), ((), (aside,))]
    why = [compare(reviewed(*old), reviewed(*new)).subjects[0].changed[0].why for old, new in sides]
    both = Text("新旧结果都以复核等次为准", "both levels are the reviewers'")
    before = Text("旧结果以复核等次为准", "the old level is the reviewers'")
    after = Text("新结果以复核等次为准", "the new level is the reviewers'")
    assert why == [both, both, before, after, before, after]


def test_rejected_evidence_is_gone_and_moved_evidence_counts_where_it_was_moved_to() -> None:
    issued = results(card("甲", {"S": {"学习3次。": 3, "办实事。": 2}}))
    verdicts = (
        EvidenceReview("甲-0001-S", Verdict.REJECTED),
        EvidenceReview("甲-0002-S", Verdict.ACCEPTED, criterion="V"),
    )
    review = Review("张", subjects=(SubjectReview("甲", evidence=verdicts),))
    (subject,) = compare(merge(issued, (), None), merge(issued, [review], None)).subjects
    assert told(subject) == [
        ("S", Change.FELL, -3.0, -40.0, "原来较强的证据这次没有了；新结果以复核等次为准", "学习3次。"),
        ("V", Change.ROSE, 2.0, 25.0, "有了更强的证据；新结果以复核等次为准", "办实事。"),
    ]


def test_adjustments_that_count_otherwise_are_told_deductions_below_zero() -> None:
    adjustments = Adjustments(
        (Adjustment("J1", text("表彰"), 5),),
        5,
        (Adjustment("K1", text("通报"), 3),),
        3,
        (Veto("F1", text("案件"), 40),),
    )
    by = rubric(adjustments=adjustments)
    issued = results(card("甲", {"S": {"学习荣获奖。": 4}, "V": {"荣获奖。": 4}}, by=by), by=by)
    entries = (
        AdjustmentReview("J1", points=2),
        AdjustmentReview("K1", points=1.5),
        AdjustmentReview("F1", applies=True),
    )
    reviewed = merge(issued, [Review("张", subjects=(SubjectReview("甲", adjustments=entries),))], None)
    (subject,) = compare(merge(issued, (), None), reviewed).subjects
    assert [(one.item.id, one.before, one.after) for one in subject.adjustments] == [
        ("J1", 0, 2),
        ("K1", 0, -1.5),
        ("F1", None, 40),
    ]
    assert subject.change == -26.6667


# --- rubrics that differ -----------------------------------------------------------------------


def test_criteria_of_one_rubric_only_appeared_or_vanished() -> None:
    study, service, _ = RUBRIC.criteria
    changed = rubric(
        dimensions=(
            Dimension("X", text("大类"), 1, (study, service, Criterion("N", text("新项"), text(""), 50, Cues()))),
        )
    )
    old = merged(card("甲", {"S": {"学习。": 2}, "W": {"突击队。": 2}}))
    new = merged(card("甲", {"S": {"学习。": 2}, "N": {"新。": 1}}, by=changed), by=changed)
    comparison = compare(old, new)
    assert told(comparison.subjects[0]) == [
        ("W", Change.VANISHED, None, -25.0, "新标准没有这一项", None),
        ("N", Change.APPEARED, None, 12.5, "旧标准没有这一项", None),
    ]
    assert [difference.zh for difference in comparison.differences] == [
        "新增的项：N 新项（50 分）",
        "取消的项：W 项W（50 分）",
    ]


def test_another_weight_changes_points_and_says_so() -> None:
    study, *others = RUBRIC.criteria
    changed = rubric(dimensions=(Dimension("X", text("大类"), 1, (replace(study, weight=20), *others)),))
    found = {"S": {"学习。": 4}}
    (subject,) = compare(merged(card("甲", found)), merged(card("甲", found, by=changed), by=changed)).subjects
    assert told(subject) == [("S", Change.SAME, 0.0, -30.0, "满分或得分比例变了", None)]


def test_notes_tell_other_rubrics_other_tools_and_what_could_not_be_read() -> None:
    unread = tuple(Unread(f"{number}.pdf", text("只有图片")) for number in range(7))
    old = merge(results(card("甲", {}, sha256="1")), (), None)
    other = rubric(id="other", sha256="f" * 64)
    new = merge(results(card("甲", {}, sha256="2"), by=other, unread=unread, version="2"), (), None)
    assert [note.en for note in compare(old, new).notes] == [
        "The rubrics are not the same: small → other.",
        "The rubrics' texts differ (cues, terms or points): a change may come from the rubric, not from the work.",
        "The tool's versions differ (1 → 2): a change may come from the tool.",
        "7 documents of the new results could not be read and take no part: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf, ….",
    ]
    assert compare(old, new, ("a.json", "b.json")).names == ("a.json", "b.json")
