"""What the workbook's formulas take entries for, in LibreOffice, in their Python twins, and when they are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model import Adjustment, Adjustments, Lang, NotApplicable, Results, Text
from scorer.model.review import Verdict
from scorer.workbook import flaws as flaws_module
from scorer.workbook import formulas, labels
from scorer.workbook.columns import EVIDENCE
from scorer.workbook.entries import Level, read_applies, read_grade, read_level, read_move, read_points, read_verdict
from scorer.workbook.read import open_returned, read_review
from scorer.workbook.write import write_workbook
from tests.office import office
from tests.office.steps import SetCell, Step
from tests.unit.workbook.reviewed import Places, places
from tests.unit.workbook.workbook_results import make_results, make_rubric, record, with_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model.review import Flaw, Review

CRITERIA = make_rubric().criteria
NAMES = (labels.NO_EVIDENCE, *(rung.name for rung in make_rubric().ladder.rungs))
VERDICTS = {1: Verdict.ACCEPTED, 2: Verdict.REJECTED, 3: Verdict.DOUBTED}

# --- the twins never take a word for anything else than the reader does ---

PARTS = ["不适用", "not applicable", "IN DOUBT", "否", "yes", "B1", "b1", "Ｂ１", "融合机制", "1", "3", "２", "0", "无"]
MARKS = list(" \u3000\u00a0\n\t\u200b%.．-+eE/,()分级")
odd = st.lists(st.sampled_from(PARTS + MARKS), max_size=5).map("".join)
VALUES = st.one_of(odd, odd, st.text(max_size=4), st.floats(allow_nan=False, allow_infinity=False), st.booleans())


@given(VALUES)
def test_what_formulas_know_is_read_as_the_same(value: str | float | bool) -> None:
    level = formulas.number_taken(value, formulas.LEVELS_OR_NOT_APPLICABLE)
    if level:
        meant = Level(not_applicable=True) if level == formulas.NOT_APPLICABLE else Level(level - 1)
        assert read_level(value, NAMES) == meant
    grade = formulas.number_taken(value, formulas.GRADES)
    assert not grade or read_grade(value, NAMES) == grade
    verdict = formulas.number_taken(value, formulas.VERDICTS)
    assert not verdict or read_verdict(value) is VERDICTS[verdict]
    veto = formulas.number_taken(value, formulas.VETOES)
    assert not veto or read_applies(value) is (veto == formulas.APPLIES)
    points = formulas.points_taken(value)
    assert points < 0 or not formulas.text_taken(value) or read_points(value, is_deduction=False) == points
    word = formulas.first_word_taken(value)
    named = [criterion.id for criterion in CRITERIA if formulas.are_equal(criterion.id, word)]
    assert not named or [read_move(value, CRITERIA)] == named


# --- and LibreOffice takes it for the same as they do ---

WORDS: tuple[str | float, ...] = (
    *(
        "0",
        " 3 ",
        "0\u00a0",
        "0\n",
        "　２　",
        "２．５",
        "2.",
        ".5",
        ".",
        "1.2.3",
        "50%",
        "1e0",
        "1 1/2",
        "1/2",
        "¥2",
        "(2)",
    ),
    *("1,0", "-2", "2分", "123456789", "1234567890", "不 适 用", "不适用\n", "not  applicable", "N/A", "同意", "三级"),
    *(
        "否\n",
        "否",
        " NO ",
        "In\u00a0Doubt",
        "是。",
        "×",
        "无",
        "B1",
        "b1 x",
        "Ｂ１",
        "B1作风",
        "B1\n融合机制",
        "B1　融合",
    ),
    *("融合机制", "\u200b3", "3\t", "?", "*", "2*", 2.0, 2.5, -1.0, 0.0),
)


class Entered(NamedTuple):
    """A word in a cell, and the cell that shows what the formulas take it for."""

    word: str | float
    sheet: str
    cell: str
    shown: str
    id: str  # of the criterion, the item or the evidence
    subject: str


class Round(NamedTuple):
    results: Results
    entered: dict[str, list[Entered]]  # by column
    values: office.Values
    review: Review
    flaws: tuple[Flaw, ...]


def with_bonuses() -> Results:
    """As many bonuses as there are words."""
    items = tuple(Adjustment(f"J{number}", Text("加分", "Bonus"), 9e9) for number in range(len(WORDS)))
    return with_rules(make_results(), NotApplicable.REDISTRIBUTE, Adjustments(items, 9e9, (), 9e9, ()))


def enter(results: Results, at: Places) -> dict[str, list[Entered]]:
    """Each word once in each column."""
    cards = results.scorecards
    criteria = [(card, result.criterion.id) for card in cards for result in card.criteria]
    pieces = [(card, piece.id) for card in cards for result in card.criteria for piece in result.evidence]
    items = [(cards[0], item.id) for item in results.rubric.adjustments.bonuses]
    entered: dict[str, list[Entered]] = {}
    for column, shown, rows in (("level", "entered", criteria), ("points", "entered", items)):
        entered[column] = [
            Entered(word, at.sheet(card), at.cell(card, id_, "review"), at.cell(card, id_, shown), id_, card.id)
            for word, (card, id_) in zip(WORDS, rows, strict=False)
        ]
    for column, shown in (("verdict", "accepted"), ("regrade", "regraded"), ("move", "moved")):
        found = [(word, card.id, id_, *at.rows[id_]) for word, (card, id_) in zip(WORDS, pieces, strict=False)]
        entered[column] = [
            Entered(word, sheet, f"{EVIDENCE.letter(column)}{row}", f"{EVIDENCE.letter(shown)}{row}", id_, card)
            for word, card, id_, sheet, row in found
        ]
    assert {len(one) for one in entered.values()} == {len(WORDS)}
    return entered


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Round:
    if not office.installed():
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("words")
    results, issued, saved = with_bonuses(), folder / "issued.xlsx", folder / "saved.xlsx"
    write_workbook(results, issued, Lang.ZH, record)
    entered = enter(results, places(issued))
    steps: Sequence[Step] = [SetCell(one.sheet, one.cell, one.word) for column in entered.values() for one in column]
    (values,) = office.run([office.Job(issued, steps, save_as=saved, read="all")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flaws_module, "MOST_OF_A_KIND", 9999)
        back = read_review(open_returned(saved), results)
    return Round(results, entered, values, back.review, back.flaws)


def shown(round_: Round, column: str) -> list[tuple[str | float, office.Value]]:
    return [(one.word, round_.values[one.sheet][one.shown]) for one in round_.entered[column]]


@pytest.mark.parametrize(
    ("column", "listed"),
    [
        ("level", formulas.LEVELS_OR_NOT_APPLICABLE),
        ("verdict", formulas.VERDICTS),
        ("regrade", formulas.GRADES),
    ],
)
def test_words_are_what_their_twin_says(round_: Round, column: str, listed: tuple[formulas.Word, ...]) -> None:
    assert shown(round_, column) == [(word, formulas.number_taken(word, listed)) for word in WORDS]


def test_points_are_what_their_twin_says(round_: Round) -> None:
    assert shown(round_, "points") == [(word, formulas.points_taken(word)) for word in WORDS]


def test_criteria_are_what_their_twin_says(round_: Round) -> None:
    ids = [criterion.id.lower() for criterion in CRITERIA]
    words = [formulas.first_word_taken(word).lower() for word in WORDS]
    assert shown(round_, "move") == [
        (word, ids.index(named) + 1 if named in ids else 0) for word, named in zip(WORDS, words, strict=True)
    ]


def test_whatever_counts_otherwise_when_it_is_merged_is_told(round_: Round) -> None:
    told = {(flaw.sheet, flaw.cell) for flaw in round_.flaws}
    taken = merged(round_)
    untold = [
        (column, one.word)
        for column, words in round_.entered.items()
        for one in words
        if (one.sheet, one.cell) not in told
        and max(0, number(round_.values[one.sheet][one.shown])) != taken[column].get((one.subject, one.id), 0)
    ]
    assert untold == []


def test_what_is_chosen_from_lists_is_not_told(round_: Round) -> None:
    told = {(flaw.sheet, flaw.cell) for flaw in round_.flaws}
    usual = {"level": "0", "points": 2.0, "verdict": "否", "regrade": " 3 ", "move": "B1"}
    cells = {(one.sheet, one.cell) for c, word in usual.items() for one in round_.entered[c] if one.word == word}
    assert len(cells) == len(usual)
    assert not cells & told


def number(value: office.Value) -> float:
    assert isinstance(value, int | float)
    return value


def merged(round_: Round) -> dict[str, dict[tuple[str, str], float]]:
    """What merging takes the entries for, in the formulas' numbers; those that it takes for something."""
    taken: dict[str, dict[tuple[str, str], float]] = {column: {} for column in round_.entered}
    ids = [criterion.id for criterion in CRITERIA]
    for subject in round_.review.subjects:
        for level in subject.levels:
            value = formulas.NOT_APPLICABLE if level.not_applicable else 0 if level.level is None else level.level + 1
            taken["level"][subject.subject, level.criterion] = value
        for item in subject.adjustments:
            taken["points"][subject.subject, item.item] = item.points or 0
        for piece in subject.evidence:
            key = subject.subject, piece.evidence
            taken["verdict"][key] = next((n for n, verdict in VERDICTS.items() if verdict is piece.verdict), 0)
            taken["regrade"][key] = piece.grade or 0
            taken["move"][key] = ids.index(piece.criterion) + 1 if piece.criterion else 0
    return taken
