"""What most reviewers hold of each piece of evidence: review rounds go in, judged evidence comes out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from scorer.model.calibration import Fate, JudgedEvidence
from scorer.model.review import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.model import Evidence, Scorecard
    from scorer.model.review import EvidenceReview, Merged

Subject = tuple[str, str, str]  # what one subject is known by in several rounds
Belongs = str | None  # the criterion that a piece counts for; None: for none
Choice = TypeVar("Choice")


def judged_evidence(rounds: Sequence[Merged]) -> tuple[JudgedEvidence, ...]:
    """Each piece of evidence once, in the order of the rounds, with what more than half of those who judged it hold.

    A piece is the same in two rounds when subject, document, place and criterion are. A reviewer who judged it in
    both is heard once, as of the later round.
    """
    known = frozenset(criterion.id for merged in rounds for criterion in merged.results.rubric.criteria)
    pieces: dict[tuple[Subject, int, str], _Heard] = {}
    for merged in rounds:
        for card in merged.cards:
            for one in card.evidence:
                key = (subject(card.card), one.evidence.sentence.start, one.evidence.criterion)
                heard = pieces.setdefault(key, _Heard(card.card, one.evidence))
                for review, entry in zip(merged.reviews, one.opinions, strict=True):
                    if entry is not None and is_judgement(entry):
                        heard.entries[review.reviewer] = entry
    return tuple(_judged(heard, known) for heard in pieces.values())


def subject(card: Scorecard) -> Subject:
    """What a subject is known by in several rounds: its name in the run, its document, its agency."""
    return card.id, card.report.sha256, card.agency or ""


def is_judgement(entry: EvidenceReview) -> bool:
    """Whether something was entered beside a comment."""
    return bool(entry.verdict or entry.grade or entry.criterion)


@dataclass(frozen=True, slots=True)
class _Heard:
    card: Scorecard
    evidence: Evidence
    entries: dict[str, EvidenceReview] = field(default_factory=dict)  # by reviewer


def _judged(heard: _Heard, known: frozenset[str]) -> JudgedEvidence:
    own, entries = heard.evidence.criterion, heard.entries.values()
    held = [(entry, _belongs(entry, own, known)) for entry in entries if entry.verdict is not Verdict.DOUBTED]
    settled, belongs = _majority([where for _, where in held], len(entries))
    if not settled:
        fate = Fate.UNDECIDED if entries else Fate.UNJUDGED
        return JudgedEvidence(heard.card, heard.evidence, fate, own, None)
    if belongs is None:
        return JudgedEvidence(heard.card, heard.evidence, Fate.REJECTED, own, None)
    grades = [entry.grade or heard.evidence.grade for entry, where in held if where == belongs]
    _, grade = _majority(grades, len(grades))
    fate = Fate.ACCEPTED if belongs == own else Fate.MOVED
    return JudgedEvidence(heard.card, heard.evidence, fate, belongs, grade)


def _belongs(entry: EvidenceReview, own: str, known: frozenset[str]) -> Belongs:
    if entry.verdict is Verdict.REJECTED:
        return None
    return entry.criterion if entry.criterion in known else own


def _majority(choices: Iterable[Choice], judges: int) -> tuple[bool, Choice | None]:
    """Whether more than half of the judges chose the same, and what."""
    for choice, times in Counter(choices).most_common(1):
        if 2 * times > judges:
            return True, choice
    return False, None
