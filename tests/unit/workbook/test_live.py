"""What reviewers enter changes levels, points, totals, bands, ranks and progress at once, in LibreOffice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from scorer.model import Lang, NotApplicable, Results, Scorecard, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, rank
from scorer.workbook.columns import COVER, ranking
from scorer.workbook.write import write_workbook
from tests.office import office
from tests.office.steps import InsertRows, SetCell, Sort, Unprotect
from tests.unit.workbook.reviewed import Entries, Outcome, Places, outcome, places, steps
from tests.unit.workbook.workbook_results import make_card, record, with_rules

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not office.installed(), reason="needs LibreOffice")

Y, N, DOUBT = "是", "否", "存疑"


def subjects(results: Results, policy: NotApplicable) -> Results:
    """Five usual subjects and more for what else may be entered."""
    results = with_rules(results, policy)
    more = [
        make_card(results.rubric, f"{name}.txt", f"{name} 单位", profile)
        for name, profile in (
            ("own", "33333" * 4 + "333"),
            ("none", "44444" * 4 + "444"),
            ("bonus", "44444" * 4 + "443"),
            ("minus", "111111" + "-" * 17),
            ("veto", "44444" * 4 + "444"),
            ("unclear", "32323" * 4 + "323"),
            ("seen", "2" * 23),
        )
    ]
    return replace(results, scorecards=(*results.scorecards, *more))


def pieces(card: Scorecard, criterion: str) -> list[str]:
    """Ids of a criterion's evidence, the strongest first."""
    return next([e.id for e in r.evidence] for r in card.criteria if r.criterion.id == criterion)


def entries(results: Results) -> dict[str, Entries]:
    cards = {card.id: card for card in results.scorecards}

    def of(card: str, criterion: str) -> list[str]:
        return pieces(cards[card], criterion)

    ids = [criterion.id for criterion in results.rubric.criteria]
    strongest = [found[0] for found in (of("zhaotong", id_) for id_ in ids) if found]
    return {
        "zhaotong": Entries(verdicts=dict.fromkeys(strongest, N)),
        "ningxia": Entries(
            regrades={of("ningxia", "A1")[0]: 2, of("ningxia", "A2")[0]: "４", of("ningxia", "A3")[0]: " 1 "},
            verdicts={of("ningxia", "B1")[0]: " no ", of("ningxia", "B2")[0]: DOUBT, of("ningxia", "B3")[0]: "否　"},
        ),
        "shuangyashan": Entries(
            moves={
                of("shuangyashan", "A1")[0]: "C4 助企惠企",  # the machine says that it does not apply
                of("shuangyashan", "A2")[0]: "B1",
                of("shuangyashan", "A3")[0]: "Z9 没有这一项",
                of("shuangyashan", "A4")[0]: "?",
            }
        ),
        "changji": Entries(levels={"A1": "不适用", "A2": "not applicable", **dict.fromkeys(ids[-8:], "不适用")}),
        "own": Entries(
            levels={"A1": 0, "A2": "４", "A3": " 1 ", "A4": "２　", "A5": 4},
            verdicts={of("own", "A2")[0]: N},
        ),
        "none": Entries(levels=dict.fromkeys(ids, "不适用")),
        "bonus": Entries(findings={"J1": 3, "J2": 9}),
        "minus": Entries(findings={"J1": 0.5, "K1": 2, "K2": 9.25}),
        "veto": Entries(findings={"J1": 2, "V1": Y, "V2": N}),
        "unclear": Entries(
            levels={"A1": "同意", "A2": "?", "A3": "*", "A4": 5, "A5": 2.5, "B1": "3级", "B2": -1},
            regrades={of("unclear", "C1")[0]: "*", of("unclear", "C2")[0]: 7},
            verdicts={of("unclear", "C3")[0]: "看看"},
            findings={"J1": "很多", "K1": -2, "V2": "也许"},
        ),
        "seen": Entries(
            verdicts={**dict.fromkeys(of("seen", "A1"), Y), **dict.fromkeys(of("seen", "A2")[1:], DOUBT)},
            levels={"A3": 2, "A4": "看不懂"},
        ),
    }


@dataclass(frozen=True, slots=True)
class Round:
    """A workbook with what reviewers entered, as LibreOffice computes it."""

    results: Results
    path: Path  # as written
    at: Places
    values: office.Values

    def card(self, subject: str) -> Scorecard:
        return next(card for card in self.results.scorecards if card.id == subject)

    def expected(self, card: Scorecard) -> Outcome:
        return outcome(self.results.rubric, card, entries(self.results).get(card.id, Entries()))

    def column(self, card: Scorecard, key: str) -> dict[str, office.Value]:
        """A column of a scorecard, by criterion."""
        sheet = self.values[self.at.sheet(card)]
        return {r.criterion.id: sheet.get(self.at.cell(card, r.criterion.id, key)) for r in card.criteria}

    def total(self, subject: str) -> office.Value:
        return self.values[self.at.sheet(self.card(subject))]["A5"]

    def row_below(self, sheet: str, header: Text) -> int:
        """The first row of the table whose first column has this header."""
        found = [cell for cell, value in self.values[sheet].items() if cell[0] == "A" and value == header.zh]
        return int(found[0][1:]) + 1


@pytest.fixture(scope="module")
def rounds(results: Results, tmp_path_factory: pytest.TempPathFactory) -> dict[NotApplicable, Round]:
    """For each policy the same entries; all in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("live")
    cases = [(policy, subjects(results, policy), folder / f"{policy}.xlsx") for policy in NotApplicable]
    found, jobs = [], []
    for _, case, path in cases:
        write_workbook(case, path, Lang.ZH, record)
        found.append(places(path))
        jobs.append(office.Job(path, tuple(steps(found[-1], case, entries(case))), read="all"))
    computed = office.run(jobs)
    return {
        policy: Round(case, path, at, values)
        for (policy, case, path), at, values in zip(cases, found, computed, strict=True)
    }


@pytest.mark.parametrize("policy", NotApplicable)
def test_levels_totals_and_bands_are_what_the_entries_come_to(rounds, policy):
    done = rounds[policy]
    for card in done.results.scorecards:
        expected, sheet = done.expected(card), done.values[done.at.sheet(card)]
        assert done.column(card, "carried") == expected.carried, card.id
        assert done.column(card, "level") == expected.levels, card.id
        assert sheet["A5"] == pytest.approx(expected.total, abs=1e-9), card.id
        assert sheet["C5"] == expected.band, card.id
        assert sheet["F5"] == f"已复核 {expected.reviewed}/23", card.id


@pytest.mark.parametrize("policy", NotApplicable)
def test_cover_and_overview_follow(rounds, policy):
    done = rounds[policy]
    expected = [done.expected(card) for card in rank(done.results)]
    cover, overview, table = done.values["封面"], done.values["总览"], ranking(done.results.rubric)
    first, top = done.row_below("封面", labels.NUMBER), done.row_below("总览", labels.RANK)
    for number, one in enumerate(expected):
        row = [cover[f"{COVER.letter(key)}{first + number}"] for key in ("reviewed", "total", "band")]
        assert row == [f"{one.reviewed}/23", pytest.approx(one.total), one.band]
        place = 1 + sum(other.total > one.total for other in expected)
        row = [overview[f"{table.letter(key)}{top + number}"] for key in ("rank", "total", "band")]
        assert row == [place, pytest.approx(one.total), one.band]
    progress = f"已复核 {sum(one.reviewed for one in expected)}/{23 * len(expected)}"
    assert progress in cover.values()


def test_no_formula_fails_whatever_is_entered(rounds):
    values = [v for done in rounds.values() for sheet in done.values.values() for v in sheet.values()]
    assert not [value for value in values if isinstance(value, office.ErrorValue)]


def test_bonuses_stop_at_their_cap_deductions_at_0_and_a_veto_at_its_limit(rounds):
    done = rounds[NotApplicable.REDISTRIBUTE]
    assert done.total("bonus") == pytest.approx(done.card("bonus").total + 5)
    assert done.total("minus") == 0
    assert done.total("veto") == 50


def test_where_nothing_applies_the_total_is_0_unless_nothing_may_be_set_aside(rounds):
    assert [rounds[policy].total("none") for policy in NotApplicable] == [0, 0, 100]
    points = [set(done.column(done.card("none"), "score").values()) for done in rounds.values()]
    assert points == [{DASH}, {0}, {3, 4, 5, 2.5}]


def test_what_is_not_the_reviewers_cannot_be_changed(rounds):
    done = rounds[NotApplicable.REDISTRIBUTE]
    card = done.results.scorecards[0]
    step = SetCell(done.at.sheet(card), done.at.cell(card, "A1", "machine"), 4)
    with pytest.raises(office.OfficeError):
        office.run([office.Job(done.path, (step,))])


def test_sorted_evidence_and_inserted_rows_do_no_harm(results, tmp_path):
    case, path, evidence = with_rules(results, NotApplicable.REDISTRIBUTE), tmp_path / "sorted.xlsx", labels.EVIDENCE.zh
    write_workbook(case, path, Lang.ZH, record)
    at, card = places(path), case.scorecards[0]
    entered = {card.id: Entries(verdicts={pieces(card, id_)[0]: N for id_ in ("A1", "B1", "C1")})}
    order = (
        *steps(at, case, entered),
        Unprotect(evidence),
        Sort(evidence, labels.QUOTE.zh, descending=True),
        InsertRows(evidence, 7, 3),
    )
    (values,) = office.run([office.Job(path, order, read="all")])
    for card in case.scorecards:
        expected, sheet = outcome(case.rubric, card, entered.get(card.id, Entries())), values[at.sheet(card)]
        carried = {r.criterion.id: sheet[at.cell(card, r.criterion.id, "carried")] for r in card.criteria}
        assert carried == expected.carried
        assert sheet["A5"] == pytest.approx(expected.total)
