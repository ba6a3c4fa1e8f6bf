"""Which of a criterion's cues make one sentence speak for it: those that an example exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.evidence.lexicon import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.evidence.lexicon import Hit, Lexicon
    from scorer.evidence.look import Weighed


class Fired(NamedTuple):
    """A cue that fired: a word or pattern, or a combination of words that is met."""

    kind: Kind  # TERM, WEAK, PATTERN or COMBINED
    word: str = ""  # folded; a pattern as written; none of a combination
    combination: int = -1  # its number among those of the rubric


def fired(weighed: Weighed, criterion: str, lexicon: Lexicon) -> frozenset[Fired]:
    """
    The cues of a criterion that count in a sentence.

    A term, weak cue or pattern must stand outside longer cues. A combination counts where enough of its groups stand in
    the sentence, also inside other cues.
    """
    return frozenset((*_alone(weighed, criterion), *_combined(weighed, criterion, lexicon)))


def inside(weighed: Weighed, criterion: str) -> dict[Fired, str]:
    """The terms, weak cues and patterns of a criterion that stand in a sentence only inside a longer cue, and that."""
    counting = {(span.start, span.end) for cues in weighed.cues.values() for span in cues}
    found = {}
    for hit in weighed.hits:
        if (hit.start, hit.end) in counting:
            continue
        around = [(start, end) for start, end in counting if start <= hit.start and hit.end <= end]
        for role in hit.word.roles or hit.roles:
            if around and role.owner == criterion and role.kind in _ALONE:
                start, end = min(around)
                found[Fired(role.kind, _word(hit, weighed))] = weighed.text[start:end]
    alone = set(_alone(weighed, criterion)) if found else set()
    return {cue: longer for cue, longer in found.items() if cue not in alone}


_ALONE = frozenset({Kind.TERM, Kind.WEAK, Kind.PATTERN})


def _alone(weighed: Weighed, criterion: str) -> Iterator[Fired]:
    counting = {(span.start, span.end) for span in weighed.cues.get(criterion, ())}
    for kind in sorted(_ALONE):
        for hit, role in weighed.seen[kind]:
            if role.owner == criterion and (hit.start, hit.end) in counting:
                yield Fired(kind, _word(hit, weighed))


def _word(hit: Hit, weighed: Weighed) -> str:
    return hit.word.pattern or weighed.text[hit.start : hit.end]


def _combined(weighed: Weighed, criterion: str, lexicon: Lexicon) -> Iterator[Fired]:
    for number in sorted({number for hit in weighed.hits for number in hit.word.combinations}):
        combination = lexicon.combinations[number]
        if combination.criterion == criterion and combination.is_met(weighed.groups):
            yield Fired(Kind.COMBINED, combination=number)
