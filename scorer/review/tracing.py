"""Which cue of a rubric spoke in a sentence, and which ladder cue gave it its grade.

Finding wants to know for which criterion a word speaks, not which of the rubric's words it is. So the rubric is
compiled a second time with every cue as a criterion, and every ladder cue as a rung, of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scorer.evidence.lexicon import Kind, Lexicon
from scorer.fold import fold
from scorer.grading.ladder import grade
from scorer.model import Criterion, Cues, Dimension, Relevance, Rubric, Rung, Shortcomings, Text
from scorer.model.calibration import Cue, CueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.evidence.lexicon import Hit
    from scorer.model import Ladder, Mark, Sighting, SomeOf, Span

FIGURE_GRADE = "3"  # what a figure that counts something shows
LOWEST = "1"  # its words only keep others from being read as acts
SINGLE = frozenset({Kind.TERM, Kind.WEAK, Kind.PATTERN})
STRONG = frozenset({CueKind.TERM, CueKind.PATTERN, CueKind.TOGETHER, CueKind.SOME_OF})  # count without another
NOTHING = Text("", "")


class Tracer:
    """All cues of a rubric, and which of them spoke in a sentence."""

    def __init__(self, rubric: Rubric) -> None:
        written = [one for criterion in rubric.criteria for one in _cues(criterion)]
        climbing = list(_ladder_cues(rubric.ladder))
        self.cues = tuple(cue for cue, _ in written)  # in the rubric's order
        self.ladder_cues = tuple(cue for cue, _ in climbing)  # lowest grade first; the figures last
        self._headings = {cue: fold(cue.words).text for cue in self.cues if cue.kind is CueKind.HEADING}
        self._ladder = rubric.ladder
        criteria = tuple(
            Criterion(str(number), NOTHING, NOTHING, 0.0, only) for number, (_, only) in enumerate(written)
        )
        rungs = tuple(replace(rung, grade=number) for number, (_, rung) in enumerate(climbing))
        self._lexicon = Lexicon(
            replace(
                rubric,
                dimensions=(Dimension("", NOTHING, 0.0, criteria),),
                ladder=replace(rubric.ladder, rungs=rungs, plans=(), not_counted=()),
                relevance=Relevance((), 0),
                not_evidence=(),
                shortcomings=Shortcomings(),
            )
        )

    def spoke(self, sighting: Sighting, criterion: str) -> tuple[Cue, ...]:
        """The cues for which a sentence speaks for a criterion, in the rubric's order. None where it only goes on."""
        if sighting.goes_on:
            return ()
        hits = [hit for hit in self._hits(sighting.text) if _within(hit, sighting.cues[criterion])]
        numbers = {int(role.owner) for hit in hits for role in hit.roles if role.kind in SINGLE}
        numbers |= self._combined(hits)
        cues = [self.cues[number] for number in sorted(numbers)]
        heading = fold(sighting.sentence.heading).text
        fitting = [cue for cue, words in self._headings.items() if cue.owner == criterion and words in heading]
        return (*(cue for cue in cues if cue.owner == criterion), *fitting)

    def lifted(self, sighting: Sighting, criterion: str) -> tuple[Cue, ...]:
        """The ladder cues that give a sentence its grade for a criterion; several where each alone would."""
        reached = [mark for mark in sighting.marks if self._counts(mark, sighting, criterion)]
        highest = max((mark.grade for mark in reached), default=0)
        best = [mark for mark in reached if mark.grade == highest]
        hits = self._hits(sighting.text)
        found = [cue for mark in best for cue in self._ladder_cues_of(mark, hits, sighting)]
        return tuple(dict.fromkeys(found))

    def _hits(self, text: str) -> list[Hit]:
        literal = self._lexicon.hits(text)
        return literal + self._lexicon.pattern_hits(text, literal)

    def _combined(self, hits: Sequence[Hit]) -> set[int]:
        groups = 0
        for hit in hits:
            groups |= hit.word.groups
        numbers = {number for hit in hits for number in hit.word.combinations}
        combinations = map(self._lexicon.combinations.__getitem__, numbers)
        return {int(one.criterion) for one in combinations if one.is_met(groups)}

    def _counts(self, mark: Mark, sighting: Sighting, criterion: str) -> bool:
        """Whether the mark is within the criterion's reach and no plan: then it would do alone."""
        return grade(replace(sighting, marks=(mark,)), criterion, self._ladder).grade == mark.grade

    def _ladder_cues_of(self, mark: Mark, hits: Sequence[Hit], sighting: Sighting) -> Iterator[Cue]:
        written = False
        for hit in hits:
            for role in hit.roles:
                if role.kind is Kind.RUNG and (hit.start, hit.end) == (mark.span.start, mark.span.end):
                    cue = self.ladder_cues[int(role.owner)]
                    if cue.owner == str(mark.grade):
                        written = True
                        yield cue
        if not written:
            units = (quantity.unit for quantity in sighting.quantities if quantity.text == mark.span.text)
            yield Cue(FIGURE_GRADE, CueKind.FIGURE, next(units, ""))


def _within(hit: Hit, spans: Iterable[Span]) -> bool:
    return any(span.start <= hit.start and hit.end <= span.end for span in spans)


def _cues(criterion: Criterion) -> Iterator[tuple[Cue, Cues]]:
    """Each cue of a criterion, and it alone."""
    id_, cues = criterion.id, criterion.cues
    for term in dict.fromkeys(cues.terms):
        yield Cue(id_, CueKind.TERM, term), Cues(terms=(term,))
    for groups in dict.fromkeys(cues.together):
        yield Cue(id_, CueKind.TOGETHER, _say_together(groups)), Cues(together=(groups,))
    for some in dict.fromkeys(cues.some_of):
        yield Cue(id_, CueKind.SOME_OF, _say_some_of(some)), Cues(some_of=(some,))
    for pattern in dict.fromkeys(cues.patterns):
        yield Cue(id_, CueKind.PATTERN, pattern), Cues(patterns=(pattern,))
    for weak in dict.fromkeys(cues.weak):
        yield Cue(id_, CueKind.WEAK, weak), Cues(weak=(weak,))
    for heading in dict.fromkeys(cues.headings):
        yield Cue(id_, CueKind.HEADING, heading), Cues()


def _say_together(groups: Iterable[Sequence[str]]) -> str:
    return "＋".join(group[0] if len(group) == 1 else f"（{'／'.join(group)}）" for group in groups)


def _say_some_of(some: SomeOf) -> str:
    return f"≥{some.at_least}：{'、'.join(some.of)}"


def _ladder_cues(ladder: Ladder) -> Iterator[tuple[Cue, Rung]]:
    for rung in ladder.rungs:
        owner = str(rung.grade)
        bare = replace(rung, terms=(), patterns=())
        for term in dict.fromkeys(rung.terms):
            yield Cue(owner, CueKind.TERM, term), replace(bare, terms=(term,))
        for pattern in dict.fromkeys(rung.patterns):
            yield Cue(owner, CueKind.PATTERN, pattern), replace(bare, patterns=(pattern,))
    for unit in dict.fromkeys(ladder.units):
        yield Cue(FIGURE_GRADE, CueKind.FIGURE, unit), Rung(0, NOTHING, NOTHING)
