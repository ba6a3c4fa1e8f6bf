"""Which sentences of a report speak for which criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scorer.evidence.agency import Attribution
from scorer.evidence.headings import Headings
from scorer.evidence.lexicon import Hit, Kind, Lexicon
from scorer.evidence.look import Look, look_at
from scorer.fold import Folded, fold
from scorer.model import Part, Report, Scope, Sentence, Shortcoming, Sighting, Span, Text

OPENING = 3000  # characters of a report that tell whom it is about


@dataclass(frozen=True, slots=True)
class Findings:
    """What one report says, before grading."""

    sightings: tuple[Sighting, ...]
    shortcomings: tuple[Shortcoming, ...]
    agency: str | None  # whom the report is about
    excluded: Text | None  # why nothing in the report is evidence
    not_applicable: frozenset[str]  # criteria that the report is not judged on


@dataclass(frozen=True, slots=True)
class _Looked:
    """A body sentence and what it says."""

    sentence: Sentence
    text: str  # folded
    look: Look
    agency: str | None
    goes_on: bool = False  # with the evidence before it


def find_evidence(report: Report, folded: Folded, lexicon: Lexicon) -> Findings:
    """Look through a report once. `folded` is the report's text, folded."""
    hits = lexicon.hits(folded.text)
    excluded = _why_excluded(hits, lexicon) or _why_irrelevant(hits, lexicon)
    attribution = Attribution(_titles(report), folded.text[:OPENING])
    findings = Findings((), (), attribution.report_agency, excluded, _not_applicable(hits, lexicon))
    if excluded:
        return findings
    looked = list(_look_through(report, folded, hits, attribution, lexicon))
    return replace(
        findings,
        sightings=tuple(_sighting(report, folded, one) for one in _in_company(_gone_on(looked))),
        shortcomings=tuple(_shortcoming(report, one) for one in looked if one.look.shortcoming),
    )


def _titles(report: Report) -> list[str]:
    return [fold(report.quote(sentence)).text for sentence in report.sentences if sentence.part is Part.TITLE]


def _look_through(
    report: Report, folded: Folded, hits: list[Hit], attribution: Attribution, lexicon: Lexicon
) -> Iterator[_Looked]:
    headings = Headings(lexicon.rubric)
    for sentence, text, inside in _by_sentence(report, folded, hits):
        look = look_at(text, inside, headings.fit(sentence.heading), lexicon)
        yield _Looked(sentence, text, look, attribution.of(text, sentence.paragraph))


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
                inside.append(Hit(hit.start - start, hit.end - start, hit.roles, hit.word))
            at += 1
        if sentence.part is Part.BODY:
            yield sentence, folded.text[start:end], inside


# --- sentences that stand or fall with others ---------------------------------------------------


def _gone_on(looked: Iterable[_Looked]) -> Iterator[_Looked]:
    """The evidence. A deed that does not say what it is for goes with the sentence before it in its paragraph."""
    before: _Looked | None = None
    for one in looked:
        follows = before is not None and before.sentence.paragraph == one.sentence.paragraph
        if one.look.is_evidence:
            before = one
            yield one
        elif one.look.goes_on and before is not None and follows:
            mainly = next(iter(before.look.cues))
            shown = tuple(mark.span for mark in one.look.marks)
            yield replace(one, look=replace(one.look, cues={mainly: shown}), goes_on=True)
        else:
            before = None


def _in_company(evidence: Iterable[_Looked]) -> Iterator[_Looked]:
    """The evidence without sentences that need another of their paragraph and have none."""
    evidence = list(evidence)
    standing = {one.sentence.paragraph for one in evidence if not one.look.only_in_company}
    for one in evidence:
        if not one.look.only_in_company or one.sentence.paragraph in standing:
            yield one


# --- results -----------------------------------------------------------------------------------


def _sighting(report: Report, folded: Folded, one: _Looked) -> Sighting:
    base = folded.folded(one.sentence.start)

    def as_written(span: Span) -> str:
        return report.text[folded.original(base + span.start) : folded.original(base + span.end - 1) + 1]

    look = one.look
    return Sighting(
        sentence=one.sentence,
        text=one.text,
        cues=look.cues,
        quotes={criterion: tuple(map(as_written, spans)) for criterion, spans in look.cues.items()},
        marks=look.marks,
        planned_from=look.planned_from,
        quantities=look.quantities,
        agency=one.agency,
        goes_on=one.goes_on,
    )


def _shortcoming(report: Report, one: _Looked) -> Shortcoming:
    return Shortcoming(one.sentence, report.quote(one.sentence), next(iter(one.look.cues), None))


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
