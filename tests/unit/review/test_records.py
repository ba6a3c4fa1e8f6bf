from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model import Consensus, Lang, NotApplicable, Remark, Results, Scorecard, Shortcoming, Text, Unread
from scorer.model.copies import Copies, Copy, Passage
from scorer.model.review import LevelReview, Review, SubjectReview
from scorer.results.as_json import as_data
from scorer.results.from_json import Record, parse_record
from scorer.review.records import join_records, listed
from tests.unit.review.small_round import CARD, OTHER, RESULTS, RUBRIC, make_card, make_rubric, review, subject
from tests.unit.small_rubric import text

NEWER = make_rubric(version="2", sha256="2" * 64)
CHANGED = make_card(RUBRIC, grades="41 3  x")  # r as another run graded it
ENTERED = review("甲", subject(LevelReview("S", 1)), subject(LevelReview("S", 2), of="t"))


def results(*cards: Scorecard, unread: tuple[Unread, ...] = ()) -> Results:
    return Results("round", RUBRIC, "0.1.0", cards, unread)


def record(*cards: Scorecard, reviews: tuple[Review, ...] = (), unread: tuple[Unread, ...] = ()) -> Record:
    return Record(results(*cards, unread=unread), reviews)


def test_workbooks_of_one_issue_give_what_was_issued() -> None:
    issue = join_records([(name, Record(RESULTS)) for name in ("甲.xlsx", "乙.xlsx")])
    assert (issue.results, issue.flaws) == (RESULTS, ())
    assert issue.kept == {"甲.xlsx": {"r", "t"}, "乙.xlsx": {"r", "t"}}
    assert issue.part("甲.xlsx", ENTERED) == ENTERED


def test_workbooks_of_one_subject_each_are_put_in_the_order_of_sources() -> None:
    issue = join_records([("t.xlsx", record(OTHER)), ("r.xlsx", record(CARD))])
    assert (issue.results, issue.flaws) == (results(CARD, OTHER), ())
    only_t = issue.part("t.xlsx", ENTERED)
    assert only_t is not None
    assert [one.subject for one in only_t.subjects] == ["t"]


def test_the_rubric_of_most_workbooks_counts_and_the_others_are_named() -> None:
    other = Record(replace(RESULTS, rubric=NEWER))
    issue = join_records([("c.xlsx", other), ("a.xlsx", record(CARD)), ("b.xlsx", record(CARD))])
    assert (issue.results, issue.part("c.xlsx", ENTERED)) == (results(CARD), None)
    (flaw,) = issue.flaws
    assert (flaw.workbook, flaw.sheet, flaw.cell) == ("c.xlsx", "", "")
    assert flaw.what == Text(
        "用的是另一份评分标准（small 2, 22222222…），这次合并以 small 1, 00000000… 为准；这个工作簿填的内容都没有计入",
        "it was made with another rubric (small 2, 22222222…) than most workbooks (small 1, 00000000…); nothing "
        "entered in it counts",
    )


def test_of_two_rubrics_with_as_many_workbooks_the_smaller_hash_counts() -> None:
    issue = join_records([("a.xlsx", Record(replace(RESULTS, rubric=NEWER))), ("b.xlsx", Record(RESULTS))])
    assert issue.results.rubric == RUBRIC
    assert [flaw.workbook for flaw in issue.flaws] == ["a.xlsx"]


def test_the_version_of_most_workbooks_counts_for_each_subject_on_its_own() -> None:
    workbooks = [("a.xlsx", record(CARD)), ("b.xlsx", record(CHANGED, OTHER)), ("c.xlsx", record(CHANGED, OTHER))]
    issue = join_records(workbooks)
    assert issue.results == results(CHANGED, OTHER)
    assert issue.kept == {"a.xlsx": set(), "b.xlsx": {"r", "t"}, "c.xlsx": {"r", "t"}}
    assert [(flaw.workbook, flaw.what.zh.endswith("所填内容没有计入：r")) for flaw in issue.flaws] == [("a.xlsx", True)]


def test_a_changed_document_is_another_version() -> None:
    edited = replace(CARD, reports=(replace(CARD.report, sha256="3" * 64),))
    issue = join_records([("a.xlsx", record(edited)), ("b.xlsx", record(CARD)), ("c.xlsx", record(CARD))])
    assert issue.results == results(CARD)
    assert [flaw.workbook for flaw in issue.flaws] == ["a.xlsx"]


def test_a_merged_workbook_stands_for_all_that_it_was_merged_from() -> None:
    came_back = tuple(replace(review(name), workbook=f"{name}.xlsx") for name in ("甲", "乙"))
    united = replace(review("丙"), workbook="丙2.xlsx", parts=(replace(review("丙"), workbook="丙1.xlsx"),))
    merged = record(CHANGED, reviews=(*came_back, united))
    loose = [(f"{n}.xlsx", record(CARD)) for n in range(2)]
    assert join_records([*loose, ("合并.xlsx", merged)]).results == results(CHANGED)
    again = [("甲.xlsx", record(CHANGED)), ("乙.xlsx", record(CHANGED))]  # counted already
    more = [(f"{n}.xlsx", record(CARD)) for n in range(4)]
    assert join_records([*more, *again, ("合并.xlsx", merged)]).results == results(CARD)


def test_two_languages_of_one_run_are_one_issue_and_give_the_chinese_wording() -> None:
    english = make_rubric(title=text("A small rubric"))
    spoken = Record(Results("round", english, "0.1.0", (make_card(english, why="reason"),)))
    for workbooks in ([("a.xlsx", spoken), ("b.xlsx", record(CARD))], [("a.xlsx", record(CARD)), ("b.xlsx", spoken)]):
        issue = join_records(workbooks)
        assert (issue.results, issue.flaws) == (results(CARD), ())


def test_documents_that_could_not_be_read_are_those_of_all_but_not_what_was_scored() -> None:
    def unread(*sources: str) -> tuple[Unread, ...]:
        return tuple(Unread(source, text("打不开")) for source in sources)

    workbooks = [
        ("a.xlsx", record(CARD, unread=unread("x.pdf", "t.txt"))),
        ("b.xlsx", record(OTHER, unread=unread("b.doc", "x.pdf"))),
    ]
    assert join_records(workbooks).results == results(CARD, OTHER, unread=unread("b.doc", "x.pdf"))


def test_what_counts_of_a_united_review_is_what_counts_of_its_parts() -> None:
    parts = tuple(
        replace(review("甲", subject(LevelReview("S", 1), of=of)), workbook=f"{of}.xlsx") for of in ("r", "t")
    )
    united = replace(ENTERED, parts=parts)
    issue = join_records([("a.xlsx", record(CARD))])
    assert issue.part("a.xlsx", united) == replace(united, subjects=united.subjects[:1], parts=parts[:1])
    assert issue.part("a.xlsx", review("甲")) == review("甲")  # nothing was entered, and nothing left out


@given(
    st.lists(st.sampled_from(((CARD,), (OTHER,), (CHANGED,), (CARD, OTHER))), min_size=1, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_workbooks_does_not_matter(
    held: list[tuple[Scorecard, ...]], newer: list[bool], chance: random.Random
) -> None:
    workbooks = [
        (f"{number}.xlsx", Record(replace(results(*cards), rubric=NEWER if new else RUBRIC)))
        for number, (cards, new) in enumerate(zip(held, newer, strict=False))
    ]
    assert join_records(chance.sample(workbooks, len(workbooks))) == join_records(workbooks)


def passage(source: str, start: int = 0, *, archived: bool = False) -> Passage:
    return Passage(source, archived, (1,), Text("第1段", "paragraph 1"), 1, start, start + 4, "一句话。")


ARCHIVED = Copy(passage("t.txt"), passage("old.txt", archived=True), 0.9, False, 2)
FIRST = Copy(passage("t.txt"), passage("r.txt"), 1.0, True, 2)
LONGER = Copy(replace(passage("t.txt"), end=9), passage("r.txt"), 0.8, False, 2)
THERE = Copy(passage("t.txt"), passage("r.txt", 9), 1.0, True, 2)  # the same passage, twice in the other
FOUND = (ARCHIVED, FIRST, THERE, LONGER)  # as they are told of
REMARKS = (
    Remark("a.txt", Text("没有正文", "no body")),
    Remark("b.pdf", Text("没有读", "not read")),
    Remark("b.pdf", Text("缺页", "a page")),
)


def returned(lang: Lang, *cards: Scorecard, found: tuple[Copy, ...], remarks: tuple[Remark, ...]) -> Record:
    """What comes back in one language."""
    shares = {card.report.source: 0.5 for card in cards}
    copies = Copies(found, shares, reports=2, archived=1)
    return parse_record(json.dumps(as_data(replace(results(*cards), copies=copies, remarks=remarks), lang)))


def test_copies_and_remarks_are_those_of_all_workbooks_once_in_chinese_whatever_their_order_and_language() -> None:
    workbooks = [
        ("a.xlsx", returned(Lang.EN, CARD, found=(FIRST, THERE), remarks=REMARKS)),
        ("b.xlsx", returned(Lang.ZH, OTHER, found=FOUND, remarks=REMARKS)),
        ("c.xlsx", returned(Lang.EN, OTHER, found=FOUND, remarks=REMARKS[1:])),
        ("d.xlsx", returned(Lang.ZH, CARD, found=(LONGER, FIRST), remarks=REMARKS[:1])),
    ]
    wanted = returned(Lang.ZH, CARD, OTHER, found=FOUND, remarks=REMARKS).results
    for order in permutations(workbooks):
        issue = join_records(order)
        assert (issue.results, issue.flaws) == (wanted, ())


def test_remarks_that_only_some_workbooks_have_are_kept() -> None:
    few, more = (Record(replace(results(CARD), remarks=remarks)) for remarks in ((REMARKS[0], REMARKS[2]), REMARKS[1:]))
    for order in permutations([("a.xlsx", few), ("b.xlsx", more)]):
        assert join_records(order).results.remarks == REMARKS


def test_of_shares_that_differ_the_largest_counts_whatever_the_order() -> None:
    workbooks = [
        (f"{n}.xlsx", Record(replace(results(CARD), copies=Copies((), {"t.txt": 0.1, "r.txt": share}, n, 3 - n))))
        for n, share in enumerate((0.2, 0.4, 0.3))
    ]
    for order in permutations(workbooks):
        assert join_records(order).results.copies == Copies((), {"r.txt": 0.4, "t.txt": 0.1}, 2, 3)


def test_long_lists_are_cut() -> None:
    assert listed(["甲", "乙"]) == Text("甲、乙", "甲, 乙")
    assert listed(list("abcdefg")) == Text("a、b、c、d、e 等 7 个", "a, b, c, d, e and 2 more")


# --- what somebody forged ----------------------------------------------------------------------

CRITERION = replace(RUBRIC.dimensions[0].criteria[0], weight=39.0)
FORGED_RUBRICS = (
    {"dimensions": (replace(RUBRIC.dimensions[0], criteria=(CRITERION, *RUBRIC.dimensions[0].criteria[1:])),)},
    {"dimensions": (replace(RUBRIC.dimensions[0], weight=99.0), RUBRIC.dimensions[1])},
    {"bands": tuple(replace(band, at_least=band.at_least / 2) for band in RUBRIC.bands)},
    {"ladder": replace(RUBRIC.ladder, shares=(0, 1, 1, 1, 1))},
    {"not_applicable": NotApplicable.ZERO},
    {"consensus": Consensus.MEAN},
    {"adjustments": replace(RUBRIC.adjustments, bonus_cap=50.0)},
    {"adjustments": replace(RUBRIC.adjustments, vetoes=())},
    {"version": "9", "title": text("龘")},
)


@pytest.mark.parametrize("change", FORGED_RUBRICS)
def test_a_rubric_that_only_claims_to_be_that_of_most_does_not_count_and_is_named(change: dict[str, Any]) -> None:
    forged = Record(replace(RESULTS, rubric=replace(RUBRIC, **change)))
    honest = [(f"{n}.xlsx", Record(RESULTS)) for n in range(3)]
    issue = join_records([("0forged.xlsx", forged), *honest])
    assert issue.results == RESULTS
    (flaw,) = issue.flaws
    assert flaw.workbook == "0forged.xlsx"
    assert flaw.what.zh.endswith("这个工作簿填的内容都没有计入")
    assert (issue.part("0forged.xlsx", ENTERED), issue.part("1.xlsx", ENTERED)) == (None, ENTERED)


PIECE = CARD.criteria[0].evidence[0]


def with_piece(**change: Any) -> Scorecard:
    first = CARD.criteria[0]
    evidence = (replace(PIECE, **change), *first.evidence[1:])
    return replace(CARD, criteria=(replace(first, evidence=evidence), *CARD.criteria[1:]))


@pytest.mark.parametrize(
    "forged",
    [
        replace(CARD, total=CARD.total + 1),
        replace(CARD, band=RUBRIC.bands[0 if CARD.band == RUBRIC.bands[1] else 1]),
        replace(CARD, reports=(replace(CARD.report, source="s.txt"),)),
        replace(CARD, reports=(replace(CARD.report, title="龘"),)),
        replace(CARD, criteria=(replace(CARD.criteria[0], score=1.0), *CARD.criteria[1:])),
        replace(CARD, criteria=(replace(CARD.criteria[0], max=1.0), *CARD.criteria[1:])),
        replace(CARD, shortcomings=(Shortcoming(PIECE.sentence, "不足", None),)),
        with_piece(quote="龘"),
        with_piece(sentence=replace(PIECE.sentence, end=9)),
        with_piece(cues=("龘",)),
    ],
)
def test_a_scorecard_that_differs_in_anything_but_wording_does_not_count_and_is_named(forged: Scorecard) -> None:
    honest = [(f"{n}.xlsx", record(CARD)) for n in range(2)]
    issue = join_records([("forged.xlsx", record(forged)), *honest])
    assert issue.results == results(CARD)
    assert [flaw.workbook for flaw in issue.flaws] == ["forged.xlsx"]


def test_workbooks_of_one_name_are_as_many_as_their_files() -> None:
    came_back = tuple(replace(review(n), workbook="表.xlsx", sha256=n * 64) for n in "12")
    loose = [("甲/表.xlsx", Record(results(CARD), (replace(came_back[0], sha256="3" * 64),)))]
    assert join_records([*loose, ("合并.xlsx", record(CHANGED, reviews=came_back))]).results == results(CHANGED)


def test_a_workbook_that_nobody_filled_in_outvotes_none_that_somebody_did() -> None:
    filled = Review("张三", subjects=(SubjectReview(CARD.id, (LevelReview("S", 3),)),), sha256="a" * 64)
    blank = Review("", sha256="b" * 64)
    for newer, older in ((blank, filled), (filled, blank)):
        issue = join_records(
            [
                ("a.xlsx", Record(replace(RESULTS, rubric=NEWER), (newer,))),
                ("b.xlsx", Record(RESULTS, (older,))),
            ]
        )
        assert issue.results.rubric == (NEWER if newer is filled else RESULTS.rubric)
