"""What one sentence says: for which criteria it speaks, what it shows of the ladder, whether it can be evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scorer.evidence.headings import Fit
from scorer.evidence.lexicon import Hit, Kind, Lexicon, Role
from scorer.evidence.quantities.find import find_quantities
from scorer.model import Exclusion, Mark, Quantity, Scope, Span, Text

AT_MOST = 3  # criteria that one sentence is evidence for
STRENGTH = {Kind.TERM: 1.0, Kind.COMBINED: 1.5, Kind.PATTERN: 1.5, Kind.WEAK: 0.4}
FITTING_HEADING = 0.3
ENOUGH = 3.0  # strength beyond which more cues of a criterion say nothing more
KEPT_SHARE = 0.6  # of the strongest criterion's strength that another needs to be kept
SHOWS_NOTHING = "1"  # the lowest rung, whose words only keep longer phrases from being read as acts
ACT = 2  # the rung from which a sentence tells a deed
RESULT = 3  # the rung from which it tells what came of one

Seen = Sequence[list[tuple[Hit, Role]]]  # what was found in a sentence, by Kind
Cues = dict[Span, Kind]


class Stretch(NamedTuple):
    """Words of a sentence that meet an exclusion."""

    start: int
    end: int
    rule: Exclusion


@dataclass(frozen=True, slots=True)
class Look:
    """What one sentence says. Spans count from the sentence's start."""

    cues: dict[str, tuple[Span, ...]]  # by criterion, strongest first
    marks: tuple[Mark, ...]
    planned_from: int | None
    quantities: tuple[Quantity, ...]  # offsets from the sentence's start
    shortcoming: bool
    excluded: Text | None  # why the sentence is no evidence
    only_in_company: bool  # it is evidence only where another of its paragraph is
    elsewhere: bool  # it speaks for a matter that no criterion is about

    @property
    def is_evidence(self) -> bool:
        """Whether the sentence speaks for something. What is still lacking may stand beside a result, not an act."""
        told = not self.shortcoming or self.shows(RESULT)
        return bool(self.cues) and told and not self.excluded

    @property
    def goes_on(self) -> bool:
        """Whether the sentence tells a deed without saying what it is for, as one does that goes on with another."""
        speaks = self.cues or self.elsewhere
        free = not (speaks or self.excluded or self.shortcoming or self.only_in_company)
        return free and self.planned_from is None and self.shows(ACT)

    def shows(self, grade: int) -> bool:
        """Whether a mark of that grade, or of a higher one, stands in the sentence."""
        return any(mark.grade >= grade for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a look is made from. Whoever asks why a sentence is looked at as it is finds the answer here."""

    text: str  # the sentence, folded
    hits: list[Hit]  # of literals, then of patterns
    seen: Seen
    hidden: list[Stretch]  # where nothing counts, such as a leader's words
    excluded_by: Stretch | None  # what makes the sentence no evidence
    alone_by: Stretch | None  # what makes it evidence only in company
    quantities: list[Quantity]  # offsets in `text`
    figures: list[Span]  # the quantities with which the ladder counts
    groups: int  # bits of the groups of which a word counts
    cues: dict[str, Cues]  # of each criterion of which something counts
    strengths: dict[str, float]  # of the criteria that it may be kept for


def weigh(text: str, literal_hits: list[Hit], fit: Fit, lexicon: Lexicon) -> Weighed:
    """Find everything in one folded sentence that its look depends on."""
    seen: Seen = [[] for _ in Kind]
    hits = literal_hits + lexicon.pattern_hits(text, literal_hits)
    for hit in hits:
        for role in hit.roles:
            seen[role.kind].append((hit, role))
    hidden = _hidden(seen, lexicon)
    groups, cues = _cues(text, hits, seen, hidden, lexicon)
    quantities = find_quantities(text)
    return Weighed(
        text,
        hits,
        seen,
        hidden,
        excluded_by=_exclusion(Scope.SENTENCE, seen, lexicon),
        alone_by=_exclusion(Scope.ALONE, seen, lexicon),
        quantities=quantities,
        figures=[span_of(one) for one in quantities if lexicon.counts(one)],
        groups=groups,
        cues=cues,
        strengths=_strengths(cues, seen, fit),
    )


def look_from(weighed: Weighed, fit: Fit) -> Look:
    """What a sentence says, from what was found in it."""
    planned = min((hit.start for hit, _ in weighed.seen[Kind.PLAN]), default=None)
    excluded_by = weighed.excluded_by
    return Look(
        cues={criterion: tuple(weighed.cues[criterion]) for criterion in kept(ranked(weighed), weighed.strengths)},
        marks=_marks(weighed),
        planned_from=0 if fit.plan else planned,
        quantities=tuple(weighed.quantities),
        shortcoming=planned is None and _is_shortcoming(weighed.seen, fit),
        excluded=fit.excluded or (excluded_by.rule.reason if excluded_by else None),
        only_in_company=weighed.alone_by is not None,
        elsewhere=bool(weighed.seen[Kind.ELSEWHERE]),
    )


def _hidden(seen: Seen, lexicon: Lexicon) -> list[Stretch]:
    rules = lexicon.rubric.not_evidence
    met = [(rules[int(role.owner)], hit) for hit, role in seen[Kind.NOT_EVIDENCE]]
    return [Stretch(hit.start, hit.end, rule) for rule, hit in met if rule.scope is Scope.MATCH]


def span_of(quantity: Quantity) -> Span:
    """The words of a quantity."""
    return Span(quantity.start, quantity.end, quantity.text)


def hiding(start: int, end: int, hidden: list[Stretch]) -> Stretch | None:
    """The stretch because of which what lies from `start` to `end` does not count; None where it counts."""
    for stretch in hidden:
        if stretch.start <= start and end <= stretch.end:
            return stretch
    return None


def _is_shortcoming(seen: Seen, fit: Fit) -> bool:
    return fit.shortcoming or bool(seen[Kind.SHORTCOMING] and not seen[Kind.SHORTCOMING_UNLESS])


def _exclusion(scope: Scope, seen: Seen, lexicon: Lexicon) -> Stretch | None:
    """The first exclusion of that scope which the sentence meets, and the words that meet it."""
    spared = {role.owner for _, role in seen[Kind.NOT_EVIDENCE_UNLESS]}
    for hit, role in seen[Kind.NOT_EVIDENCE]:
        rule = lexicon.rubric.not_evidence[int(role.owner)]
        if rule.scope is scope and role.owner not in spared:
            return Stretch(hit.start, hit.end, rule)
    return None


# --- cues --------------------------------------------------------------------------------------


def _cues(
    text: str, hits: list[Hit], seen: Seen, hidden: list[Stretch], lexicon: Lexicon
) -> tuple[int, dict[str, Cues]]:
    """The bits of the groups of which a word counts, and the cues of each criterion of which something counts."""
    found: dict[str, Cues] = defaultdict(dict)
    for kind in (Kind.TERM, Kind.PATTERN):
        for hit, role in seen[kind]:
            if not hiding(hit.start, hit.end, hidden):
                found[role.owner].setdefault(_span(text, hit), kind)
    groups = _add_combined(found, text, hits, hidden, lexicon)
    for hit, role in seen[Kind.WEAK]:
        if not hiding(hit.start, hit.end, hidden):
            found[role.owner].setdefault(_span(text, hit), Kind.WEAK)
    return groups, {criterion: _outermost(cues) for criterion, cues in found.items()}


def _strengths(found: dict[str, Cues], seen: Seen, fit: Fit) -> dict[str, float]:
    """How strongly the sentence speaks for each criterion that neither lacks all but weak cues nor is vetoed."""
    vetoed = {role.owner for _, role in seen[Kind.UNLESS]}
    strengths = {
        criterion: _strength(cues, criterion in fit.criteria)
        for criterion, cues in found.items()
        if criterion not in vetoed
    }
    return {criterion: strength for criterion, strength in strengths.items() if strength}


def _span(text: str, hit: Hit) -> Span:
    return Span(hit.start, hit.end, text[hit.start : hit.end])


def _add_combined(found: dict[str, Cues], text: str, hits: list[Hit], hidden: list[Stretch], lexicon: Lexicon) -> int:
    """Add the words of the combinations of which enough groups stand in the sentence; the bits of those groups."""
    counted = [hit for hit in hits if hit.word.groups and not hiding(hit.start, hit.end, hidden)]
    groups = 0
    candidates: set[int] = set()
    for hit in counted:
        groups |= hit.word.groups
        candidates.update(hit.word.combinations)
    for combination in map(lexicon.combinations.__getitem__, sorted(candidates)):
        if combination.is_met(groups):
            for hit in counted:
                if hit.word.groups & combination.groups:
                    found[combination.criterion].setdefault(_span(text, hit), Kind.COMBINED)
    return groups


def _outermost(cues: Cues) -> Cues:
    """The cues of one criterion, by place, without those that lie inside a longer one."""
    kept = {}
    covered_to = -1
    for span in sorted(cues, key=lambda span: (span.start, -span.end)):
        if span.end > covered_to:
            kept[span] = cues[span]
            covered_to = span.end
    return kept


def _strength(cues: Cues, heading_fits: bool) -> float:
    """How strongly a sentence speaks for a criterion; 0 where only weak cues do, under no fitting heading."""
    kinds = list({span.text: kind for span, kind in cues.items()}.values())
    if not heading_fits and all(kind is Kind.WEAK for kind in kinds):
        return 0.0
    strength = sum(STRENGTH[kind] for kind in kinds if kind is not Kind.COMBINED)
    if Kind.COMBINED in kinds:  # many words, but they speak as one
        strength += STRENGTH[Kind.COMBINED]
    return min(strength + (FITTING_HEADING if heading_fits else 0.0), ENOUGH)


def ranked(weighed: Weighed) -> list[str]:
    """The criteria that a sentence may be kept for, the one it speaks for most strongly first."""

    def order(criterion: str) -> tuple[float, int, str]:
        return -weighed.strengths[criterion], next(iter(weighed.cues[criterion])).start, criterion

    return sorted(weighed.strengths, key=order)


def kept(ranked: list[str], strengths: dict[str, float]) -> list[str]:
    """Those of the ranked criteria that the sentence is kept for: few, and each nearly as strong as the first."""
    return [criterion for criterion in ranked[:AT_MOST] if strengths[criterion] >= KEPT_SHARE * strengths[ranked[0]]]


# --- the ladder --------------------------------------------------------------------------------


def _marks(weighed: Weighed) -> tuple[Mark, ...]:
    """What the sentence shows of the ladder."""
    marks = [
        Mark(int(role.owner), _span(weighed.text, hit))
        for hit, role in weighed.seen[Kind.RUNG]
        if role.owner != SHOWS_NOTHING and not hiding(hit.start, hit.end, weighed.hidden)
    ]
    marks += [
        Mark(RESULT, figure)
        for figure in weighed.figures
        if not (describing(figure, weighed.seen) or hiding(figure.start, figure.end, weighed.hidden))
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, mark.span.end, mark.grade)))


def describing(figure: Span, seen: Seen) -> Hit | None:
    """The words because of which a figure counts no result but describes a document or a structure."""
    for hit, _ in seen[Kind.NOT_COUNTED]:
        if hit.start < figure.end and figure.start < hit.end:
            return hit
    return None
