"""What reviews speak for changing in a rubric: traced evidence and its records go in, proposals come out.

A proposal has neither number nor effect yet: that takes a trial. The thresholds are for a handful of documents, where a
wrong edit costs more than one that waits for the next round.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.model.calibration import Advice, CueKind, Fate, Suggestion
from scorer.review.cue_record import Traced, wilson
from scorer.review.shared_words import LEAST_REPORTS
from scorer.review.tracing import STRONG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scorer.model.calibration import Cue, CueRecord, JudgedEvidence, LadderRecord

LEAST_JUDGED = 5  # pieces with a decision on which a cue is judged
DROP_BELOW = 0.5  # the upper end of the precision's 95% interval: below it a cue is wrong more often than right
WEAKEN_UP_TO = 0.5  # the precision of a cue that stands alone
MOVE_FROM = 0.6  # the share of a cue's pieces that go to one other criterion
STAYS_AT_MOST = 0.2  # the share of them that may then stay
GOOD_BESIDE = 0.5  # the precision beside other cues from which a cue that is bad alone is kept as a weak one
LEAST_BESIDE = 2  # pieces with a decision on which that rests
REGRADED_FROM = 0.5  # the share of a ladder cue's pieces with another grade from which a person has to look


@dataclass(frozen=True, slots=True)
class Fired:
    """The pieces for which one cue spoke."""

    record: CueRecord
    pieces: Sequence[Traced]

    @property
    def alone(self) -> list[JudgedEvidence]:
        """Those with a decision for which no other cue spoke than weak ones."""
        return [one.judged for one in self.pieces if one.judged.is_decided and one.is_alone(self.record.cue)]


def propose_for_cues(records: Iterable[CueRecord], traced: Iterable[Traced]) -> Iterator[Suggestion]:
    """For each term that has done badly what to do with it; each other cue that has, to look at."""
    by_cue: Mapping[Cue, list[Traced]] = defaultdict(list)
    for one in traced:
        for cue in one.cues:
            by_cue[cue].append(one)
    for record in records:
        if record.cue.kind in STRONG:
            fired = Fired(record, by_cue[record.cue])
            proposal = _move(fired) or _drop_or_weaken(fired)
            if proposal is not None:
                yield proposal if record.cue.kind is CueKind.TERM else _look(proposal)


def _look(proposal: Suggestion) -> Suggestion:
    """The same finding about a cue that no word can be taken out of without thought."""
    return Suggestion(0, Advice.LOOK, proposal.criterion, proposal.word, proposal.why, proposal.support)


def _move(fired: Fired) -> Suggestion | None:
    record = fired.record
    moved = [one.judged for one in fired.pieces if one.judged.fate is Fate.MOVED]
    if record.judged < LEAST_JUDGED or not moved:
        return None
    to, times = Counter(judged.criterion for judged in moved).most_common(1)[0]
    support = tuple(judged for judged in moved if judged.criterion == to)
    if times < MOVE_FROM * record.judged or record.accepted > STAYS_AT_MOST * record.judged or not _spread(support):
        return None
    why = Text(
        f"有结论的 {record.judged} 条中，{times} 条改归 {to}，只有 {record.accepted} 条留在本项",
        f"of {record.judged} decided pieces {times} were moved to {to} and {record.accepted} stayed",
    )
    return Suggestion(0, Advice.MOVE, record.cue.owner, record.cue.words, why, support, to)


def _drop_or_weaken(fired: Fired) -> Suggestion | None:
    record, alone = fired.record, fired.alone
    wrong = tuple(judged for judged in alone if judged.fate is not Fate.ACCEPTED)
    if len(alone) < LEAST_JUDGED or not _spread(wrong):
        return None
    right = len(alone) - len(wrong)
    beside, beside_right = record.judged - record.alone, record.accepted - record.alone_accepted
    useful = beside >= LEAST_BESIDE and beside_right >= GOOD_BESIDE * beside
    if wilson(right, len(alone))[1] < DROP_BELOW and not useful:
        return Suggestion(0, Advice.DROP, record.cue.owner, record.cue.words, _why(record), wrong)
    if right <= WEAKEN_UP_TO * len(alone):
        return Suggestion(0, Advice.WEAKEN, record.cue.owner, record.cue.words, _why(record), wrong)
    return None


def _why(record: CueRecord) -> Text:
    beside, beside_right = record.judged - record.alone, record.accepted - record.alone_accepted
    zh = f"单独命中且有结论的 {record.alone} 条中，采纳 {record.alone_accepted} 条"
    en = f"alone it was decided on in {record.alone} pieces and accepted in {record.alone_accepted}"
    if beside:
        zh += f"；与别的线索词同在的 {beside} 条中，采纳 {beside_right} 条"
        en += f"; beside other cues in {beside} and {beside_right}"
    return Text(zh, en)


def propose_for_ladder(records: Iterable[LadderRecord], traced: Iterable[Traced]) -> Iterator[Suggestion]:
    """The ladder cues whose grade reviewers often did not share, to look at."""
    by_cue: Mapping[Cue, list[JudgedEvidence]] = defaultdict(list)
    for one in traced:
        for cue in one.lifted:
            by_cue[cue].append(one.judged)
    for record in records:
        changed = record.raised + record.lowered
        support = tuple(judged for judged in by_cue[record.cue] if judged.grade not in {None, judged.evidence.grade})
        if record.judged >= LEAST_JUDGED and changed >= REGRADED_FROM * record.judged and _spread(support):
            why = Text(
                f"由它定级且有结论的 {record.judged} 条中，{record.lowered} 条调低、{record.raised} 条调高",
                f"of {record.judged} pieces with their grade from it {record.lowered} were lowered, "
                f"{record.raised} raised",
            )
            yield Suggestion(0, Advice.LOOK, record.cue.owner, record.cue.words, why, support)


def _spread(pieces: Iterable[JudgedEvidence]) -> bool:
    """Whether they come from enough documents: one document's wording is no rule."""
    return len({judged.card.report.sha256 for judged in pieces}) >= LEAST_REPORTS
