"""The marks that repeated text leaves on scorecards."""

from __future__ import annotations

from dataclasses import replace

from scorer.copies.find import find_copies
from scorer.copies.mark import MOST, mark
from scorer.model import CriterionResult, Evidence, Lang, Report, Results, Scorecard, Standing, Text
from scorer.model.copies import Copies, Elsewhere
from scorer.results.as_json import as_data, as_text
from scorer.results.from_json import parse_record
from tests.unit.copies.planted import filled, sentence
from tests.unit.small_rubric import rubric

RUBRIC = rubric()
ONE = sentence("one")


def card(report: Report, *numbers: int) -> Scorecard:
    """A scorecard whose first criterion has these sentences for evidence."""
    pieces = tuple(
        Evidence(
            id=f"{report.source}-{number:04}-A1",
            criterion=RUBRIC.criteria[0].id,
            sentence=report.sentences[number - 1],
            quote=report.quote(report.sentences[number - 1]),
            grade=2,
            why=Text("举措", "done"),
            cues=("开展",),
            agency=None,
            quantities=(),
            source=report.source,
        )
        for number in numbers
    )
    none = [
        CriterionResult(one, Standing.NO_EVIDENCE, 0, 0.0, one.weight, Text("无", "none"), Text("", ""), ())
        for one in RUBRIC.criteria[1:]
    ]
    first = CriterionResult(
        RUBRIC.criteria[0], Standing.EVIDENCE, 2, 25.0, 50.0, Text("有", "some"), Text("", ""), pieces
    )
    return Scorecard(report.source, (report,), None, (first, *none), (), 25.0, RUBRIC.bands[-1])


def copied(one: Scorecard) -> list[list[tuple[str, str, bool, float, bool]]]:
    return [
        [(place.source, place.place.zh, place.archived, place.likeness, place.exact) for place in piece.copied]
        for piece in one.criteria[0].evidence
    ]


def marked(reports: list[Report], archive: list[Report], number: int) -> list[Scorecard]:
    return list(mark([card(report, 1, number) for report in reports], find_copies(reports, archive, [])))


def test_evidence_that_stands_elsewhere_says_where_on_both_sides() -> None:
    first, second = marked([filled("a", ONE), filled("b", ONE)], [], 7)

    assert copied(first) == [[], [("b", "第7段", False, 1.0, True)]]
    assert copied(second) == [[], [("a", "第7段", False, 1.0, True)]]
    assert 0 < (first.copied_share or 0) < 0.1


def test_evidence_that_stands_in_the_archive_says_so() -> None:
    archived = replace(filled("old", ONE, before=2), source="a")
    (only,) = marked([filled("a", ONE)], [archived], 7)

    assert copied(only) == [[], [("a", "第3段", True, 1.0, True)]]


def test_of_many_places_the_first_few_are_told() -> None:
    cards = marked([filled(f"{number:02}", ONE) for number in range(9)], [], 7)

    assert [place[0] for place in copied(cards[0])[1]] == [f"{number:02}" for number in range(1, MOST + 1)]
    assert [place[0] for place in copied(cards[8])[1]] == ["00"]


def test_where_nothing_is_repeated_scorecards_only_gain_their_share() -> None:
    before = card(filled("a", ONE), 7)

    assert mark([before], find_copies([filled("a", ONE)], [], [])) == (replace(before, copied_share=0.0),)


def test_a_scorecard_of_an_agency_has_no_share_of_its_own() -> None:
    before = replace(card(filled("a", ONE), 7), agency="某局")

    assert mark([before], Copies((), {"a": 0.5}, 1))[0].copied_share is None


def test_json_gives_back_what_was_found() -> None:
    reports = [filled("a", ONE), filled("b", ONE)]
    found = find_copies(reports, [filled("old", ONE)], [])
    results = Results("x", RUBRIC, "1", mark([card(one, 1, 7) for one in reports], found), copies=found)
    read = parse_record(as_text(as_data(results, Lang.ZH))).results

    def said(copies: Copies | None) -> object:
        return as_data(replace(results, copies=copies), Lang.ZH)["copies"]

    assert said(read.copies) == said(found)
    assert [one.copied_share for one in read.scorecards] == [one.copied_share for one in results.scorecards]
    assert [copied(one) for one in read.scorecards] == [copied(one) for one in results.scorecards]


def test_results_from_before_repeated_text_was_looked_for_say_nothing_of_it() -> None:
    results = Results("x", RUBRIC, "1", (card(filled("a", ONE), 7),))
    data = as_data(results, Lang.ZH)

    assert "copies" not in data
    assert parse_record(as_text(data)).results.copies is None


def test_an_elsewhere_in_a_record_keeps_every_word() -> None:
    (only,) = marked([filled("a", ONE)], [filled("b", ONE)], 7)

    assert only.criteria[0].evidence[1].copied == (
        Elsewhere("b", True, Text("第7段", "paragraph 7"), 7, 1.0, exact=True),
    )
