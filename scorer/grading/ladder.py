"""How strong a piece of evidence is: 1 表态 < 2 举措 < 3 成效 < 4 认可."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import compress

from scorer.model import Ladder, Mark, Sighting, Text

STATED = 1
Clauses = list[tuple[int, int]]  # where each begins and ends


class Bearing(Enum):
    """What a mark of the ladder is to a criterion that its sentence speaks for."""

    WITH_CUE = auto()  # in a clause with its cue
    AROUND = auto()  # in a clause that goes with one
    ELSEWHERE = auto()  # beside another criterion's cue: no mark of this one
    PLANNED = auto()  # of what is still to be done: no mark at all


COUNTING = frozenset({Bearing.WITH_CUE, Bearing.AROUND})


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and what earned it."""

    grade: int
    why: Text


def grade(sighting: Sighting, criterion: str, ladder: Ladder) -> Graded:
    """The grade of a sentence for one criterion: the highest rung shown within the criterion's reach."""
    best = _strongest_mark(sighting, criterion)
    name = next(rung.name for rung in ladder.rungs if rung.grade == (best.grade if best else STATED))
    told = _told(sighting, criterion)
    if best is not None:
        shown = best.span.text
        return Graded(
            best.grade,
            Text(f"{told.zh}；“{shown}”表明{name.zh}", f"{told.en}; “{shown}” shows it is {name.en}"),
        )
    why = (
        Text("说的是打算", "it tells a plan")
        if sighting.planned_from is not None
        else Text("没有具体行动、数字或外部评价", "no act, figure or outside judgement beside them")
    )
    return Graded(STATED, Text(f"{told.zh}；{why.zh}，是{name.zh}", f"{told.en}; {why.en}: {name.en}"))


def _strongest_mark(sighting: Sighting, criterion: str) -> Mark | None:
    """The highest mark within the criterion's reach that is no plan; of equals one in a clause with its cue."""
    ranked = [
        (mark.grade, bearing is Bearing.WITH_CUE, -mark.span.start, mark)
        for mark, bearing in bearings(sighting, criterion)
        if bearing in COUNTING
    ]
    return max(ranked, key=lambda one: one[:3])[-1] if ranked else None


def bearings(sighting: Sighting, criterion: str) -> Iterator[tuple[Mark, Bearing]]:
    """What each mark of a sentence is to a criterion that it speaks for."""
    own, around = _reach(sighting, criterion)
    for mark in sighting.marks:
        if _planned(sighting, mark.span.start):
            yield mark, Bearing.PLANNED
        elif _within(mark, own):
            yield mark, Bearing.WITH_CUE
        else:
            yield mark, Bearing.AROUND if _within(mark, around) else Bearing.ELSEWHERE


def _within(mark: Mark, clauses: Clauses) -> bool:
    return any(start <= mark.span.start < end for start, end in clauses)


def _told(sighting: Sighting, criterion: str) -> Text:
    """Why the sentence speaks for the criterion."""
    if sighting.goes_on:
        return Text("没有线索词，接上一句", "no cue of its own: it goes on with the sentence before")
    cues = dict.fromkeys(sighting.quotes[criterion])
    return Text(f"线索词“{'、'.join(cues)}”", f"cues: {', '.join(cues)}")


def _planned(sighting: Sighting, position: int) -> bool:
    return sighting.planned_from is not None and position >= sighting.planned_from


def _reach(sighting: Sighting, criterion: str) -> tuple[Clauses, Clauses]:
    """The clauses with a criterion's cues, and those around them that have no other criterion's."""
    clauses = clause_spans(sighting.text)
    own = [_holds_cue(sighting, criterion, clause) for clause in clauses]
    others = [
        any(_holds_cue(sighting, other, clause) for other in sighting.cues if other != criterion) for clause in clauses
    ]
    around = [False] * len(clauses)
    for order in (range(len(clauses)), reversed(range(len(clauses)))):
        flowing = False
        for index in order:
            flowing = own[index] or (flowing and not others[index])
            around[index] = around[index] or (flowing and not own[index])
    return list(compress(clauses, own)), list(compress(clauses, around))


def clause_spans(text: str) -> Clauses:
    """A sentence cut at commas and colons, except commas inside a number."""
    spans = []
    start = 0
    for found in re.finditer(r"(?<!\d)[，,：:]|[，,：:](?!\d)", text):
        spans.append((start, found.end()))
        start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _holds_cue(sighting: Sighting, criterion: str, clause: tuple[int, int]) -> bool:
    start, end = clause
    return any(span.start < end and start < span.end for span in sighting.cues[criterion])
