"""Which sentences of a report speak for which criteria."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scorer.evidence.agency import Attribution
from scorer.evidence.lexicon import Hit, Kind, Lexicon, Role
from scorer.fold import Folded, fold
from scorer.model import Mark, Part, Quantity, Report, Scope, Sentence, Shortcoming, Sighting, Span, Text

AT_MOST = 3  # criteria that one sentence is evidence for
STRENGTH = {Kind.TERM: 1.0, Kind.TOGETHER: 1.5, Kind.SOME_OF: 1.5, Kind.PATTERN: 1.5, Kind.WEAK: 0.4}
FITTING_HEADING = 0.3
ENOUGH = 3.0  # strength beyond which more cues of a criterion say nothing more
KEPT_SHARE = 0.6  # of the strongest criterion's strength that another needs to be kept
SHOWS_NOTHING = "1"  # the lowest rung, whose words only keep longer phrases from being read as acts
RESULT = 3  # the rung from which a sentence tells what came of a deed
OPENING = 3000  # characters of a report that tell whom it is about


@dataclass(frozen=True, slots=True)
class Findings:
    """What one report says, before grading."""

    sightings: tuple[Sighting, ...]
    shortcomings: tuple[Shortcoming, ...]
    agency: str | None  # whom the report is about
    excluded: Text | None  # why nothing in the report is evidence
    not_applicable: frozenset[str]  # criteria that the report is not judged on


def find_evidence(report: Report, folded: Folded, lexicon: Lexicon) -> Findings:
    """Look through a report once. `folded` is the report's text, folded."""
    hits = lexicon.hits(folded.text)
    excluded = _why_excluded(hits, lexicon) or _why_irrelevant(hits, lexicon)
    titles = [fold(report.quote(sentence)).text for sentence in report.sentences if sentence.part is Part.TITLE]
    attribution = Attribution(titles, report.text[:OPENING])
    headings = Headings(lexicon)
    sightings = []
    only_in_company = set()  # numbers of sentences that need another of their paragraph
    shortcomings = []
    for sentence, text, inside in _by_sentence(report, folded, hits):
        agency = attribution.of(text, sentence.paragraph)
        look = look_at(text, inside, headings.fit(sentence.heading), lexicon)
        if look.shortcoming:
            shortcomings.append(Shortcoming(sentence, report.quote(sentence), next(iter(look.cues), None)))
        if look.is_evidence and not excluded:
            sightings.append(_sighting(report, folded, sentence, text, look, agency))
            if look.only_in_company:
                only_in_company.add(sentence.number)
    return Findings(
        tuple(_in_company(sightings, only_in_company)),
        () if excluded else tuple(shortcomings),
        attribution.report_agency,
        excluded,
        _not_applicable(hits, lexicon),
    )


def _in_company(sightings: list[Sighting], only_in_company: set[int]) -> Iterator[Sighting]:
    """Sightings without those that need another of their paragraph and have none."""
    standing = {one.sentence.paragraph for one in sightings if one.sentence.number not in only_in_company}
    for sighting in sightings:
        if sighting.sentence.number not in only_in_company or sighting.sentence.paragraph in standing:
            yield sighting


def _by_sentence(report: Report, folded: Folded, hits: list[Hit]) -> Iterator[tuple[Sentence, str, list[Hit]]]:
    """Body sentences with their folded text and their hits, whose offsets now count from the sentence's start."""
    at = 0
    for sentence in report.sentences:
        start, end = folded.folded(sentence.start), folded.folded(sentence.end)
        while at < len(hits) and hits[at].start < start:
            at += 1
        inside = []
        while at < len(hits) and hits[at].start < end:
            hit = hits[at]
            if hit.end <= end:
                inside.append(Hit(hit.start - start, hit.end - start, hit.roles))
            at += 1
        if sentence.part is Part.BODY:
            yield sentence, folded.text[start:end], inside


def _sighting(
    report: Report, folded: Folded, sentence: Sentence, text: str, look: Look, agency: str | None
) -> Sighting:
    base = folded.folded(sentence.start)

    def as_written(span: Span) -> str:
        return report.text[folded.original(base + span.start) : folded.original(base + span.end - 1) + 1]

    return Sighting(
        sentence=sentence,
        text=text,
        cues=look.cues,
        quotes={criterion: tuple(map(as_written, spans)) for criterion, spans in look.cues.items()},
        marks=look.marks,
        planned_from=look.planned_from,
        quantities=look.quantities,
        agency=agency,
    )


# --- whole reports -----------------------------------------------------------------------------


def _why_excluded(hits: list[Hit], lexicon: Lexicon) -> Text | None:
    owners = {role.owner for hit in hits for role in hit.roles if role.kind is Kind.NOT_EVIDENCE}
    for number, exclusion in enumerate(lexicon.rubric.not_evidence):
        if exclusion.scope is Scope.REPORT and str(number) in owners:
            return exclusion.reason
    return None


def _why_irrelevant(hits: list[Hit], lexicon: Lexicon) -> Text | None:
    wanted = lexicon.rubric.relevance.at_least
    found = sum(role.kind is Kind.RELEVANT for hit in hits for role in hit.roles)
    if found >= wanted:
        return None
    return Text(
        f"材料与本标准无关：有关词语只出现 {found} 次，少于 {wanted} 次",
        f"not about the matter of this rubric: its terms occur {found} times, fewer than {wanted}",
    )


def _not_applicable(hits: list[Hit], lexicon: Lexicon) -> frozenset[str]:
    met = {role.owner for hit in hits for role in hit.roles if role.kind is Kind.APPLIES}
    return frozenset(c.id for c in lexicon.rubric.criteria if c.applies_when and c.id not in met)


# --- headings ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fit:
    """What a heading says of the sentences under it."""

    criteria: frozenset[str] = frozenset()  # whose weak cues count
    excluded: bool = False
    plan: bool = False
    shortcoming: bool = False


class Headings:
    """Judges each heading of a report once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rubric = lexicon.rubric
        self._known: dict[str, Fit] = {"": Fit()}

    def fit(self, heading: str) -> Fit:
        """What a heading says of the sentences under it; "" is no heading."""
        if heading not in self._known:
            self._known[heading] = self._judge(fold(heading).text)
        return self._known[heading]

    def _judge(self, heading: str) -> Fit:
        def holds(words: tuple[str, ...]) -> bool:
            return any(word in heading for word in words)

        rubric = self._rubric
        return Fit(
            frozenset(c.id for c in rubric.criteria if holds(c.cues.headings)),
            any(holds(exclusion.headings) for exclusion in rubric.not_evidence),
            holds(rubric.ladder.plan_headings),
            holds(rubric.shortcomings.headings),
        )


# --- one sentence ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """What one sentence says. Spans count from the sentence's start."""

    cues: dict[str, tuple[Span, ...]]  # by criterion, strongest first
    marks: tuple[Mark, ...]
    planned_from: int | None
    quantities: tuple[Quantity, ...]
    shortcoming: bool
    excluded: Text | None  # why the sentence is no evidence
    only_in_company: bool  # it is evidence only where another of its paragraph is

    @property
    def is_evidence(self) -> bool:
        """Whether the sentence speaks for something. What is still lacking may stand beside a result, not an act."""
        told = not self.shortcoming or any(mark.grade >= RESULT for mark in self.marks)
        return bool(self.cues) and told and not self.excluded


@dataclass(slots=True)
class _Tally:
    """What speaks for one criterion in one sentence."""

    spans: dict[Span, Kind] = field(default_factory=dict)
    groups: dict[tuple[Kind, int], dict[int, set[Span]]] = field(default_factory=lambda: defaultdict(dict))


def look_at(text: str, literal_hits: list[Hit], fit: Fit, lexicon: Lexicon) -> Look:
    """Judge one folded sentence from its literal hits and its patterns."""
    hits = literal_hits + lexicon.pattern_hits(text)
    by_kind: dict[Kind, list[tuple[Hit, Role]]] = defaultdict(list)
    for hit in hits:
        for role in hit.roles:
            by_kind[role.kind].append((hit, role))
    masks = _masks(by_kind, lexicon)
    planned = min((hit.start for hit, _ in by_kind[Kind.PLAN]), default=None)
    return Look(
        cues=_cues(text, by_kind, _outside(masks), fit, lexicon),
        marks=_marks(text, by_kind, _outside(masks), lexicon),
        planned_from=0 if fit.plan else planned,
        quantities=tuple(figure.quantity for figure in lexicon.figures.find(text)),
        shortcoming=planned is None and _is_shortcoming(by_kind, fit),
        excluded=Text("所在标题下都不算证据", "nothing under its heading is evidence")
        if fit.excluded
        else _why_not(Scope.SENTENCE, by_kind, lexicon),
        only_in_company=_why_not(Scope.ALONE, by_kind, lexicon) is not None,
    )


def _masks(by_kind: dict[Kind, list[tuple[Hit, Role]]], lexicon: Lexicon) -> list[Hit]:
    """Stretches of the sentence in which nothing counts, such as a leader's words."""
    rules = lexicon.rubric.not_evidence
    return [hit for hit, role in by_kind[Kind.NOT_EVIDENCE] if rules[int(role.owner)].scope is Scope.MATCH]


def _outside(masks: list[Hit]) -> Callable[[Hit], bool]:
    return lambda hit: not any(mask.start <= hit.start and hit.end <= mask.end for mask in masks)


def _is_shortcoming(by_kind: dict[Kind, list[tuple[Hit, Role]]], fit: Fit) -> bool:
    return fit.shortcoming or bool(by_kind[Kind.SHORTCOMING] and not by_kind[Kind.SHORTCOMING_UNLESS])


def _why_not(scope: Scope, by_kind: dict[Kind, list[tuple[Hit, Role]]], lexicon: Lexicon) -> Text | None:
    """The reason of the first exclusion of that scope which the sentence meets."""
    spared = {role.owner for _, role in by_kind[Kind.NOT_EVIDENCE_UNLESS]}
    for _, role in by_kind[Kind.NOT_EVIDENCE]:
        rule = lexicon.rubric.not_evidence[int(role.owner)]
        if rule.scope is scope and role.owner not in spared:
            return rule.reason
    return None


def _cues(
    text: str,
    by_kind: dict[Kind, list[tuple[Hit, Role]]],
    counts: Callable[[Hit], bool],
    fit: Fit,
    lexicon: Lexicon,
) -> dict[str, tuple[Span, ...]]:
    """The cues of each criterion that the sentence speaks for, the strongest criterion first."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for kind in STRENGTH:
        for hit, role in by_kind[kind]:
            if not counts(hit):
                continue
            span = Span(hit.start, hit.end, text[hit.start : hit.end])
            if kind in {Kind.TOGETHER, Kind.SOME_OF}:
                groups = tallies[role.owner].groups[kind, role.combination]
                groups.setdefault(role.group, set()).add(span)
            else:
                tallies[role.owner].spans.setdefault(span, kind)
    vetoed = {role.owner for _, role in by_kind[Kind.UNLESS]}
    strengths = {}
    for criterion, tally in tallies.items():
        _complete(criterion, tally, lexicon)
        tally.spans = _outermost(tally.spans)
        strength = _strength(tally, criterion in fit.criteria)
        if strength and criterion not in vetoed:
            strengths[criterion] = strength
    return {
        criterion: tuple(sorted(tallies[criterion].spans, key=_place)) for criterion in _strongest(strengths, tallies)
    }


def _complete(criterion: str, tally: _Tally, lexicon: Lexicon) -> None:
    """Count the combinations whose every group, or enough of whose terms, stand in the sentence."""
    if not tally.groups:
        return
    cues = lexicon.criteria[criterion].cues
    for (kind, number), groups in tally.groups.items():
        spans = set().union(*groups.values())
        if kind is Kind.TOGETHER:
            whole = len(groups) == len(cues.together[number])
        else:
            whole = len({span.text for span in spans}) >= cues.some_of[number].at_least
        if whole:
            for span in spans:
                if tally.spans.get(span, Kind.WEAK) is Kind.WEAK:
                    tally.spans[span] = kind


def _outermost(spans: dict[Span, Kind]) -> dict[Span, Kind]:
    """The cues of one criterion without those that lie inside a longer one."""
    kept = {}
    covered_to = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > covered_to:
            kept[span] = spans[span]
            covered_to = span.end
    return kept


def _strength(tally: _Tally, heading_fits: bool) -> float:
    """How strongly a sentence speaks for a criterion; 0 where only weak cues do, under no fitting heading."""
    kinds = {span.text: kind for span, kind in tally.spans.items()}
    strong = [kind for kind in kinds.values() if kind is not Kind.WEAK]
    if not kinds or not (strong or heading_fits):
        return 0.0
    single = sum(STRENGTH[kind] for kind in kinds.values() if kind in {Kind.TERM, Kind.PATTERN, Kind.WEAK})
    combined = sum(STRENGTH[kind] for kind in set(strong) if kind in {Kind.TOGETHER, Kind.SOME_OF})
    return min(single + combined + (FITTING_HEADING if heading_fits else 0.0), ENOUGH)


def _strongest(strengths: dict[str, float], tallies: dict[str, _Tally]) -> list[str]:
    def order(criterion: str) -> tuple[float, int, str]:
        return -strengths[criterion], min(span.start for span in tallies[criterion].spans), criterion

    ranked = sorted(strengths, key=order)[:AT_MOST]
    return [criterion for criterion in ranked if strengths[criterion] >= KEPT_SHARE * strengths[ranked[0]]]


def _marks(
    text: str,
    by_kind: dict[Kind, list[tuple[Hit, Role]]],
    counts: Callable[[Hit], bool],
    lexicon: Lexicon,
) -> tuple[Mark, ...]:
    """What the sentence shows of the ladder."""
    uncounted = [hit for hit, _ in by_kind[Kind.NOT_COUNTED]]
    marks = [
        Mark(int(role.owner), Span(hit.start, hit.end, text[hit.start : hit.end]))
        for hit, role in by_kind[Kind.RUNG]
        if counts(hit) and role.owner != SHOWS_NOTHING
    ]
    for figure in lexicon.figures.find(text):
        span = figure.span
        if counts(Hit(span.start, span.end, ())) and not any(
            hit.start < span.end and span.start < hit.end for hit in uncounted
        ):
            marks.append(Mark(3, span))
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, mark.span.end, mark.grade)))


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
