"""What a reviewer holds of each criterion: a review of one subject goes in, opinions come out.

A level that was entered is the opinion. Where none was, the reviewer's verdicts on evidence carry one. Without either
there is none: who left everything blank holds nothing, and not what the machine holds.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scorer.model import NotApplicable
from scorer.model.review import LevelReview, Opinion, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model import Evidence, Rubric, Scorecard
    from scorer.model.review import EvidenceReview, SubjectReview


def opinions(card: Scorecard, review: SubjectReview | None, rubric: Rubric) -> tuple[Opinion, ...]:
    """One for each of the card's criteria. Entries for what the card does not have have no effect."""
    entries = {one.criterion: one for one in review.levels} if review else {}
    carried, judged = _by_verdicts(card, review.evidence if review else ())
    held = []
    for result in card.criteria:
        id_ = result.criterion.id
        entry = entries.get(id_, LevelReview(id_))
        held.append(_opinion(entry, carried[id_], rubric.not_applicable, judged=id_ in judged))
    return tuple(held)


def _opinion(entry: LevelReview, carried: int | None, policy: NotApplicable, *, judged: bool) -> Opinion:
    if entry.level is not None:
        return Opinion(entry.level, entered=True, comment=entry.comment)
    if entry.not_applicable and policy is not NotApplicable.FORBID:
        return Opinion(not_applicable=True, entered=True, comment=entry.comment)
    if entry.agrees or judged:
        return Opinion(carried, carried is None, entered=entry.agrees, comment=entry.comment)
    return Opinion(comment=entry.comment)


def _by_verdicts(card: Scorecard, reviews: Iterable[EvidenceReview]) -> tuple[dict[str, int | None], set[str]]:
    """The level that evidence carries for each criterion by a reviewer's verdicts, None where it does not apply; and
    the criteria that the reviewer has judged by verdicts on their evidence or by moving evidence to them.
    """
    entries = {one.evidence: one for one in reviews}
    criteria = {result.criterion.id for result in card.criteria}
    grades: dict[str, list[int]] = defaultdict(list)
    judged = set()
    for result in card.criteria:
        for piece in result.evidence:
            entry = entries.get(piece.id)
            moved = entry.criterion if entry and entry.criterion in criteria else None
            grades[moved or piece.criterion].append(_counted_grade(piece, entry))
            if moved or (entry and (entry.verdict or entry.grade)):
                judged |= {piece.criterion, moved or piece.criterion}
    carried: dict[str, int | None] = {}
    for result in card.criteria:
        best = max(grades[result.criterion.id], default=0)
        carried[result.criterion.id] = best if best or result.machine_level is not None else None
    return carried, judged


def _counted_grade(piece: Evidence, entry: EvidenceReview | None) -> int:
    """0 where it does not count. What is in doubt counts until the reviewers have talked about it."""
    if entry is None:
        return piece.grade
    return 0 if entry.verdict is Verdict.REJECTED else entry.grade or piece.grade
