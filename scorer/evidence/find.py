"""Which sentences of a report speak for which criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from scorer.agencies.attribution import Attribution, attribute
from scorer.evidence.headings import Fit
from scorer.evidence.lexicon import Hit, Kind, Lexicon, Role
from scorer.evidence.look import Look, Weighed, look_from, weigh
from scorer.evidence.quantities.context import with_context
from scorer.fold import Folded
from scorer.model import (
    Actor,
    Exclusion,
    Part,
    Quantity,
    Report,
    Rubric,
    Scope,
    Sentence,
    Shortcoming,
    Sighting,
    Span,
    Text,
)

AROUND = "“”‘’「」《》、，；：。（）,;:() "  # signs at the ends of a cue that say nothing
EDGE = 12  # sentences at either end of a report, where it says what kind of document it is
SAID = frozenset({Kind.RELEVANT, Kind.APPLIES})  # what words say of the whole report

Weighing = Callable[[str, list[Hit], Fit, Lexicon], Weighed]  # as `weigh`


@dataclass(frozen=True, slots=True)
class Findings:
    """What one report says, before grading."""

    sightings: tuple[Sighting, ...]
    shortcomings: tuple[Shortcoming, ...]
    excluded: Text | None  # why nothing in the report is evidence
    not_applicable: frozenset[str]  # criteria that the report is not judged on


@dataclass(frozen=True, slots=True)
class Searched:
    """A sentence and the words of the rubric that stand in it."""

    sentence: Sentence
    text: str  # folded
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Voiding:
    """An exclusion of a whole report, and the words that meet it."""

    rule: Exclusion
    where: Searched
    hit: Hit


@dataclass(frozen=True, slots=True)
class _Looked:
    """A body sentence and what it says."""

    sentence: Sentence
    text: str  # folded
    look: Look
    actor: Actor | None
    goes_on: bool = False  # with the evidence before it
    before: str = ""  # the sentence before it in its paragraph, folded


def find_evidence(
    report: Report,
    folded: Folded,
    lexicon: Lexicon,
    weighing: Weighing = weigh,
    attribution: Attribution | None = None,
) -> Findings:
    """
    Look through a report once. `folded` is the report's text, folded; `weighing` finds what each body sentence is
    judged by, for those who want to see that too; `attribution` says whose deeds it tells, where that is known.
    """
    searched = [search(sentence, folded, lexicon) for sentence in report.sentences]
    said = Counter(role for one in searched for hit in one.hits for role in hit.roles if role.kind in SAID)
    voiding = voided_by(searched, lexicon)
    excluded = voiding.rule.reason if voiding else _why_irrelevant(said, lexicon.rubric)
    if excluded:
        return Findings((), (), excluded, _not_applicable(said, lexicon.rubric))
    looked = list(_look_through(searched, lexicon, weighing, attribution or attribute(report, folded)))
    return Findings(
        sightings=tuple(_sighting(report, folded, one) for one in _in_company(_gone_on(looked))),
        shortcomings=tuple(_shortcoming(report, one) for one in looked if one.look.shortcoming),
        excluded=None,
        not_applicable=_not_applicable(said, lexicon.rubric),
    )


def search(sentence: Sentence, folded: Folded, lexicon: Lexicon) -> Searched:
    """Find the words of the rubric in one sentence of the folded text."""
    text = folded.text[folded.folded(sentence.start) : folded.folded(sentence.end)]
    return Searched(sentence, text, lexicon.hits(text))


def _look_through(
    searched: list[Searched], lexicon: Lexicon, weighing: Weighing, attribution: Attribution
) -> Iterator[_Looked]:
    """What each body sentence says."""
    before: Searched | None = None
    for one in searched:
        if one.sentence.part is Part.BODY:
            fit = lexicon.headings.fit(one.sentence.heading)
            look = look_from(weighing(one.text, one.hits, fit, lexicon), fit)
            follows = before is not None and before.sentence.paragraph == one.sentence.paragraph
            actor = attribution.actors.get(one.sentence.number)
            yield _Looked(one.sentence, one.text, look, actor, before=before.text if before and follows else "")
            before = one


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


def written(report: Report, folded: Folded, sentence: Sentence) -> Callable[[Span], str]:
    """What gives words of a sentence as they stand in the report."""
    base = folded.folded(sentence.start)

    def as_written(span: Span) -> str:
        words = report.text[folded.original(base + span.start) : folded.original(base + span.end - 1) + 1]
        return words.strip(AROUND) or words

    return as_written


def located(quantity: Quantity, report: Report, folded: Folded, sentence: Sentence) -> Quantity:
    """A quantity of a sentence's folded text where, and as, it stands in the report."""
    base = folded.folded(sentence.start)
    start = folded.original(base + quantity.start)
    end = folded.original(base + quantity.end - 1) + 1
    return replace(quantity, text=report.text[start:end], start=start, end=end)


def _sighting(report: Report, folded: Folded, one: _Looked) -> Sighting:
    as_written = written(report, folded, one.sentence)
    look = one.look
    return Sighting(
        sentence=one.sentence,
        text=one.text,
        cues=look.cues,
        quotes={criterion: tuple(map(as_written, spans)) for criterion, spans in look.cues.items()},
        marks=tuple(replace(mark, span=replace(mark.span, text=as_written(mark.span))) for mark in look.marks),
        planned_from=look.planned_from,
        quantities=tuple(
            located(quantity, report, folded, one.sentence)
            for quantity in with_context(look.quantities, one.text, one.before)
        ),
        agency=_name(one.actor),
        agency_from=one.actor.how if one.actor else None,
        goes_on=one.goes_on,
    )


def _shortcoming(report: Report, one: _Looked) -> Shortcoming:
    return Shortcoming(one.sentence, report.quote(one.sentence), next(iter(one.look.cues), None), _name(one.actor))


def _name(actor: Actor | None) -> str | None:
    return actor.name if actor else None


# --- whole reports -----------------------------------------------------------------------------


def voided_by(searched: list[Searched], lexicon: Lexicon) -> Voiding | None:
    """The first exclusion of whole reports that is met where a report opens or closes."""
    rules = {str(n): rule for n, rule in enumerate(lexicon.rubric.not_evidence) if rule.scope is Scope.REPORT}
    with_patterns = any(rule.patterns for rule in rules.values())
    met: dict[str, Voiding] = {}
    for one in searched[:EDGE] + searched[-EDGE:]:
        hits = one.hits + (lexicon.pattern_hits(one.text, one.hits) if with_patterns else [])
        for hit in hits:
            for role in hit.roles:
                if role.kind is Kind.NOT_EVIDENCE and role.owner in rules:
                    met.setdefault(role.owner, Voiding(rules[role.owner], one, hit))
    return next((met[number] for number in rules if number in met), None)


def _why_irrelevant(said: Counter[Role], rubric: Rubric) -> Text | None:
    wanted = rubric.relevance.at_least
    found = said[Role(Kind.RELEVANT, "")]
    if found >= wanted:
        return None
    return Text(
        f"材料与本标准无关：有关词语只出现 {found} 次，少于 {wanted} 次",
        f"not about the matter of this rubric: its terms occur {found} times, fewer than {wanted}",
    )


def _not_applicable(said: Counter[Role], rubric: Rubric) -> frozenset[str]:
    return frozenset(c.id for c in rubric.criteria if c.applies_when and not said[Role(Kind.APPLIES, c.id)])
