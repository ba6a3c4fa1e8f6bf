"""What one sentence says: for which criteria it speaks, what it shows of the ladder, whether it can be evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scorer.evidence.headings import Fit
from scorer.evidence.lexicon import Hit, Kind, Lexicon, Role
from scorer.evidence.quantity import Figure
from scorer.model import Mark, Scope, Span, Text

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


@dataclass(frozen=True, slots=True)
class Look:
    """What one sentence says. Spans count from the sentence's start."""

    cues: dict[str, tuple[Span, ...]]  # by criterion, strongest first
    marks: tuple[Mark, ...]
    planned_from: int | None
    figures: tuple[Figure, ...]
    shortcoming: bool
    excluded: Text | None  # why the sentence is no evidence
    only_in_company: bool  # it is evidence only where another of its paragraph is

    @property
    def is_evidence(self) -> bool:
        """Whether the sentence speaks for something. What is still lacking may stand beside a result, not an act."""
        told = not self.shortcoming or self.shows(RESULT)
        return bool(self.cues) and told and not self.excluded

    @property
    def goes_on(self) -> bool:
        """Whether the sentence tells a deed without saying what it is for, as one does that goes on with another."""
        free = not (self.cues or self.excluded or self.shortcoming or self.only_in_company)
        return free and self.planned_from is None and self.shows(ACT)

    def shows(self, grade: int) -> bool:
        """Whether a mark of that grade, or of a higher one, stands in the sentence."""
        return any(mark.grade >= grade for mark in self.marks)


def look_at(text: str, literal_hits: list[Hit], fit: Fit, lexicon: Lexicon) -> Look:
    """Judge one folded sentence from its literal hits and its patterns."""
    seen: Seen = [[] for _ in Kind]
    hits = literal_hits + lexicon.pattern_hits(text, literal_hits)
    for hit in hits:
        for role in hit.roles:
            seen[role.kind].append((hit, role))
    hidden = _hidden(seen, lexicon)
    planned = min((hit.start for hit, _ in seen[Kind.PLAN]), default=None)
    figures = lexicon.figures.find(text)
    return Look(
        cues=_cues(text, hits, seen, hidden, fit, lexicon),
        marks=_marks(text, seen, hidden, [figure.span for figure in figures]),
        planned_from=0 if fit.plan else planned,
        figures=tuple(figures),
        shortcoming=planned is None and _is_shortcoming(seen, fit),
        excluded=fit.excluded or _why_not(Scope.SENTENCE, seen, lexicon),
        only_in_company=_why_not(Scope.ALONE, seen, lexicon) is not None,
    )


def _hidden(seen: Seen, lexicon: Lexicon) -> list[Hit]:
    """Stretches of the sentence in which nothing counts, such as a leader's words."""
    rules = lexicon.rubric.not_evidence
    return [hit for hit, role in seen[Kind.NOT_EVIDENCE] if rules[int(role.owner)].scope is Scope.MATCH]


def _counts(start: int, end: int, hidden: list[Hit]) -> bool:
    return not any(stretch.start <= start and end <= stretch.end for stretch in hidden)


def _is_shortcoming(seen: Seen, fit: Fit) -> bool:
    return fit.shortcoming or bool(seen[Kind.SHORTCOMING] and not seen[Kind.SHORTCOMING_UNLESS])


def _why_not(scope: Scope, seen: Seen, lexicon: Lexicon) -> Text | None:
    """The reason of the first exclusion of that scope which the sentence meets."""
    spared = {role.owner for _, role in seen[Kind.NOT_EVIDENCE_UNLESS]}
    for _, role in seen[Kind.NOT_EVIDENCE]:
        rule = lexicon.rubric.not_evidence[int(role.owner)]
        if rule.scope is scope and role.owner not in spared:
            return rule.reason
    return None


# --- cues --------------------------------------------------------------------------------------


def _cues(
    text: str, hits: list[Hit], seen: Seen, hidden: list[Hit], fit: Fit, lexicon: Lexicon
) -> dict[str, tuple[Span, ...]]:
    """The cues of each criterion that the sentence speaks for, the strongest criterion first."""
    found: dict[str, Cues] = defaultdict(dict)
    for kind in (Kind.TERM, Kind.PATTERN):
        for hit, role in seen[kind]:
            if _counts(hit.start, hit.end, hidden):
                found[role.owner].setdefault(_span(text, hit), kind)
    _add_combined(found, text, hits, hidden, lexicon)
    for hit, role in seen[Kind.WEAK]:
        if _counts(hit.start, hit.end, hidden):
            found[role.owner].setdefault(_span(text, hit), Kind.WEAK)
    vetoed = {role.owner for _, role in seen[Kind.UNLESS]}
    strengths = {}
    for criterion in found.keys() - vetoed:
        found[criterion] = _outermost(found[criterion])
        strength = _strength(found[criterion], criterion in fit.criteria)
        if strength:
            strengths[criterion] = strength
    return {criterion: tuple(found[criterion]) for criterion in _strongest(strengths, found)}


def _span(text: str, hit: Hit) -> Span:
    return Span(hit.start, hit.end, text[hit.start : hit.end])


def _add_combined(found: dict[str, Cues], text: str, hits: list[Hit], hidden: list[Hit], lexicon: Lexicon) -> None:
    """Add the words of the combinations of which enough groups stand in the sentence."""
    counted = [hit for hit in hits if hit.word.groups and _counts(hit.start, hit.end, hidden)]
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


def _strongest(strengths: dict[str, float], found: dict[str, Cues]) -> list[str]:
    def order(criterion: str) -> tuple[float, int, str]:
        return -strengths[criterion], next(iter(found[criterion])).start, criterion

    ranked = sorted(strengths, key=order)[:AT_MOST]
    return [criterion for criterion in ranked if strengths[criterion] >= KEPT_SHARE * strengths[ranked[0]]]


# --- the ladder --------------------------------------------------------------------------------


def _marks(text: str, seen: Seen, hidden: list[Hit], figures: list[Span]) -> tuple[Mark, ...]:
    """What the sentence shows of the ladder."""
    marks = [
        Mark(int(role.owner), _span(text, hit))
        for hit, role in seen[Kind.RUNG]
        if role.owner != SHOWS_NOTHING and _counts(hit.start, hit.end, hidden)
    ]
    uncounted = [hit for hit, _ in seen[Kind.NOT_COUNTED]]
    for span in figures:
        describes = any(hit.start < span.end and span.start < hit.end for hit in uncounted)
        if not describes and _counts(span.start, span.end, hidden):
            marks.append(Mark(RESULT, span))
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, mark.span.end, mark.grade)))
