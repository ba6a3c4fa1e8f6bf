"""Learning from reviews: merged rounds and the rubric they were scored with go in, what to change in it comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scorer.model.calibration import Advice, Calibration, Effect, Fate, Rejected
from scorer.review.cue_record import Traced, cue_records, ladder_records
from scorer.review.edits import edited, edits_of, holds
from scorer.review.effects import Bench
from scorer.review.outcomes import judged_evidence, subject
from scorer.review.suggest import propose_for_cues, propose_for_ladder
from scorer.review.suggest_words import Seen, SharedByRejected, propose_words, words_of_rejected
from scorer.review.tracing import LOWEST, Tracer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scorer.model import Rubric
    from scorer.model.calibration import JudgedEvidence, Suggestion
    from scorer.model.review import Merged
    from scorer.rubric.edit import Edit

LEAST_RIGHT = 3  # pieces that an edit must bring nearer to what the reviewers hold
WRONG_AT_MOST = 0.5  # of these: so many others it may take away from it
WRONG_IF_WEAKENED = 1.0  # the same, where the cue still counts beside another
ORDER = (Advice.DROP, Advice.WEAKEN, Advice.MOVE, Advice.EXCLUDE, Advice.UNLESS, Advice.ADD, Advice.LOOK)


def calibrate(rounds: Sequence[Merged], rubric: Rubric) -> Calibration:
    """What the reviews of one round or of several, all scored with this rubric, teach about it.

    Suggestions stand in the order of what they advise, the most useful first. Together they give a rubric that holds;
    so does each on its own. The effect of each is its own, that of the calibration is what all have together.
    """
    judged = judged_evidence(rounds)
    cards = {subject(card.card): card.card for merged in rounds for card in merged.cards}
    bench = Bench(rubric, cards.values(), judged)
    tracer = Tracer(rubric)
    seen = [Seen(one, sighting) for one in judged if (sighting := bench.sighting(one)) is not None]
    traced = [_trace(one, tracer) for one in seen]
    cues = cue_records(traced, tracer.cues)
    ladder = ladder_records(traced, tracer.ladder_cues)
    shared = {criterion.id: words_of_rejected(seen, criterion.id) for criterion in rubric.criteria}
    proposals = [
        *propose_for_cues(cues, traced),
        *propose_for_ladder(ladder, traced),
        *propose_words(seen, shared, rubric),
    ]
    suggestions, effect = _settle(proposals, bench)
    fired = {record.cue for record in cues} | {record.cue for record in ladder}
    return Calibration(
        rubric=rubric,
        reviewers=tuple(sorted({review.reviewer for merged in rounds for review in merged.reviews})),
        evidence=judged,
        going_on=sum(one.sighting.goes_on for one in seen),
        untraced=len(judged) - len(seen),
        cues=cues,
        ladder=ladder,
        never=tuple(
            cue
            for cue in (*tracer.cues, *(cue for cue in tracer.ladder_cues if cue.owner != LOWEST))
            if cue not in fired
        ),
        rejected=tuple(_rejected(judged, shared)),
        suggestions=suggestions,
        effect=effect,
    )


def all_edits(suggestions: Iterable[Suggestion], rubric: Rubric) -> tuple[Edit, ...]:
    """The edits of all suggestions, in their order."""
    return tuple(edit for one in suggestions for edit in edits_of(one, rubric))


def _trace(one: Seen, tracer: Tracer) -> Traced:
    criterion = one.judged.evidence.criterion
    return Traced(one.judged, tracer.spoke(one.sighting, criterion), tracer.lifted(one.sighting, criterion))


def _settle(proposals: Iterable[Suggestion], bench: Bench) -> tuple[tuple[Suggestion, ...], Effect]:
    """The proposals that a trial bears out and that hold together, numbered, and what they change together."""
    tried = [_with_effect(one, bench) for one in proposals]
    ranked = sorted(tried, key=lambda one: (ORDER.index(one.advice), one.effect.wrong - one.effect.right))
    settled: list[Suggestion] = []
    edits: list[Edit] = []
    effect = Effect()
    for one in ranked:
        if one.advice is not Advice.LOOK:
            mine = edits_of(one, bench.rubric)
            together = _tried_together(one, mine, edits, effect, bench)
            if together is None:
                continue
            edits += mine
            effect = together
        settled.append(replace(one, number=len(settled) + 1))
    return tuple(settled), effect


def _tried_together(
    one: Suggestion, mine: Sequence[Edit], edits: Sequence[Edit], before: Effect, bench: Bench
) -> Effect | None:
    """What the edits come to with those of one more; None where that one does no good, or no more good."""
    alone = edited(bench.rubric, mine)
    if not (_helps(one) and holds(bench.rubric, alone) and holds(bench.rubric, edited(alone, edits))):
        return None
    if not edits:
        return one.effect
    together = bench.try_edits([*edits, *mine])
    return together if together.right - before.right >= LEAST_RIGHT else None


def _with_effect(one: Suggestion, bench: Bench) -> Suggestion:
    edits = edits_of(one, bench.rubric)
    return replace(one, effect=bench.try_edits(edits)) if edits else one


def _helps(one: Suggestion) -> bool:
    allowed = WRONG_IF_WEAKENED if one.advice is Advice.WEAKEN else WRONG_AT_MOST
    return one.effect.right >= LEAST_RIGHT and one.effect.wrong <= allowed * one.effect.right


def _rejected(judged: Iterable[JudgedEvidence], shared: Mapping[str, SharedByRejected]) -> Iterator[Rejected]:
    """Every rejected piece, with the words that it shares with others of its criterion."""
    rejected = [one for one in judged if one.fate is Fate.REJECTED]
    for criterion, (sharing, words) in shared.items():
        words_of = {
            (subject(one.judged.card), one.judged.evidence.id): tuple(w.word for w in words if n in w.sentences)
            for n, one in enumerate(sharing)
        }
        for one in rejected:
            if one.evidence.criterion == criterion:
                yield Rejected(one, words_of.get((subject(one.card), one.evidence.id), ()))
