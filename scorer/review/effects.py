"""What edits to a rubric would change in the evidence at hand, and whether reviewers would welcome it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from scorer.fold import fold
from scorer.grading.score import band, points, total
from scorer.model.calibration import Effect, EvidenceChange, Fate, TotalChange
from scorer.review.again import Grades, Reviewed, grades, lexicon_of, look_again, reviewed
from scorer.review.edits import edited
from scorer.review.outcomes import Subject, subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.model import Rubric, Scorecard, Sighting
    from scorer.model.calibration import JudgedEvidence
    from scorer.rubric.edit import Edit

Held = dict[tuple[int, str], int]  # the grade, 0 for none, that reviewers hold of a sentence for a criterion


class Bench:
    """The reviewed evidence of all subjects, to try a rubric's edits on."""

    def __init__(self, rubric: Rubric, cards: Iterable[Scorecard], judged: Sequence[JudgedEvidence]) -> None:
        self.rubric = rubric
        by_subject: dict[Subject, list[JudgedEvidence]] = defaultdict(list)
        for one in judged:
            by_subject[subject(one.card)].append(one)
        self._held = {key: _held(pieces) for key, pieces in by_subject.items()}
        self._reviewed = {
            subject(card): reviewed(card, [one.evidence for one in by_subject[subject(card)]]) for card in cards
        }
        lexicon = lexicon_of(rubric)
        self._sightings = {key: look_again(one, lexicon) for key, one in self._reviewed.items()}
        self._grades = {key: grades(one, self._sightings[key], rubric) for key, one in self._reviewed.items()}

    def sighting(self, judged: JudgedEvidence) -> Sighting | None:
        """What the piece's sentence says by the rubric; None where the rubric does not find the piece."""
        key, number = subject(judged.card), judged.evidence.sentence.number
        found = (number, judged.evidence.criterion) in self._grades[key]
        return self._sightings[key][number] if found else None

    def try_edits(self, edits: Sequence[Edit]) -> Effect:
        """What the edits, made together, change."""
        rubric = edited(self.rubric, edits)
        lexicon = lexicon_of(rubric)
        words = {fold(word).text for edit in edits for word in (*edit.remove, *edit.add)}
        changes: list[EvidenceChange] = []
        totals: list[TotalChange] = []
        for key, one in self._reviewed.items():
            paragraphs = one.paragraphs_with(words)
            if not paragraphs:
                continue
            elsewhere = {
                place: grade
                for place, grade in self._grades[key].items()
                if one.sentences[place[0]][0].paragraph not in paragraphs
            }
            now = elsewhere | grades(one, look_again(one, lexicon, paragraphs), rubric)
            changes += _changes(one, self._grades[key], now, self._held.get(key, {}))
            after = _total(one.card, _levels(self._grades[key]), _levels(now), rubric)
            before = one.card.total
            if before is not None and after != before:
                totals.append(TotalChange(one.card, before, after, band(after, rubric.bands)))
        return Effect(tuple(changes), tuple(totals))


def _held(pieces: Iterable[JudgedEvidence]) -> Held:
    held: Held = {}
    moved: Held = {}
    for one in pieces:
        number, own = one.evidence.sentence.number, one.evidence.criterion
        if one.is_decided:
            held[number, own] = (one.grade or one.evidence.grade) if one.fate is Fate.ACCEPTED else 0
        if one.fate is Fate.MOVED:
            moved[number, one.criterion] = one.grade or one.evidence.grade
    return moved | held


def _changes(one: Reviewed, before: Grades, after: Grades, held: Held) -> list[EvidenceChange]:
    changes = []
    for place in sorted(before.keys() | after.keys()):
        was, now = before.get(place, 0), after.get(place, 0)
        if was != now:
            sentence, quote = one.sentences[place[0]]
            right = _is_right(was, now, held.get(place))
            changes.append(EvidenceChange(one.card, sentence, quote, place[1], was, now, right))
    return changes


def _is_right(was: int, now: int, held: int | None) -> bool | None:
    if held is None or abs(was - held) == abs(now - held):
        return None
    return abs(now - held) < abs(was - held)


def _levels(found: Grades) -> dict[str, int]:
    levels: dict[str, int] = defaultdict(int)
    for (_, criterion), grade in found.items():
        levels[criterion] = max(levels[criterion], grade)
    return levels


def _total(card: Scorecard, before: dict[str, int], after: dict[str, int], rubric: Rubric) -> float:
    """The machine's total with the levels that are not as before."""
    results = []
    for result in card.criteria:
        level = after.get(result.criterion.id, 0)
        if level != before.get(result.criterion.id, 0):
            score = points(result.criterion.weight, level, rubric.ladder.shares)
            result = replace(result, level=level, score=score)
        results.append(result)
    return total(results)
