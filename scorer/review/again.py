"""Reviewed evidence, looked at again with a rubric: what a record does not hold, and what an edited rubric would find.

A record holds the sentences that are evidence, without the text between them. They are set out as a report of their
own, in which each stands where it stood: under its heading, in its paragraph, after the same sentence or after none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.evidence.find import find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.grading.ladder import grade
from scorer.model import Part, Relevance, Report, Scope, Sentence, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scorer.model import Evidence, Rubric, Scorecard, Sighting

GAP = "。"  # in place of sentences that are no evidence: nothing goes on across it

Grades = dict[tuple[int, str], int]  # by the number of a sentence and a criterion


def lexicon_of(rubric: Rubric) -> Lexicon:
    """The rubric compiled for single sentences: what concerns whole reports has been settled when they were scored."""
    of_sentences = tuple(rule for rule in rubric.not_evidence if rule.scope is not Scope.REPORT)
    return Lexicon(replace(rubric, relevance=Relevance((), 0), not_evidence=of_sentences))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A subject's sentences of evidence, by number, with the paragraphs that each word may stand in."""

    card: Scorecard
    sentences: dict[int, tuple[Sentence, str]]  # with the quote
    folded: dict[int, str]  # what stands in each paragraph, to look for words in
    set_aside: frozenset[str]  # criteria that the subject is not judged on

    def paragraphs_with(self, words: Collection[str]) -> frozenset[int]:
        """The paragraphs in which one of the words, folded, stands."""
        return frozenset(number for number, text in self.folded.items() if any(word in text for word in words))


def reviewed(card: Scorecard, evidence: Iterable[Evidence]) -> Reviewed:
    """The sentences from which a subject's evidence is taken."""
    by_number = {piece.sentence.number: (piece.sentence, piece.quote) for piece in evidence}
    sentences = dict(sorted(by_number.items()))
    paragraphs: dict[int, list[str]] = {}
    for sentence, quote in sentences.values():
        paragraphs.setdefault(sentence.paragraph, []).append(quote)
    return Reviewed(
        card,
        sentences,
        {number: fold("\n".join(quotes)).text for number, quotes in paragraphs.items()},
        frozenset(r.criterion.id for r in card.criteria if r.standing is Standing.NOT_APPLICABLE),
    )


def look_again(one: Reviewed, lexicon: Lexicon, paragraphs: Collection[int] | None = None) -> dict[int, Sighting]:
    """What the sentences, or those of some paragraphs, say by a lexicon that `lexicon_of` made; by their numbers."""
    chosen = [
        (sentence, quote)
        for sentence, quote in one.sentences.values()
        if paragraphs is None or sentence.paragraph in paragraphs
    ]
    report = _report(one.card.report, chosen)
    found = find_evidence(report, fold(report.text), lexicon)
    return {sighting.sentence.number: sighting for sighting in found.sightings}


def _report(issued: Report, chosen: Iterable[tuple[Sentence, str]]) -> Report:
    texts: list[str] = []
    sentences: list[Sentence] = []
    at = 0

    def add(number: int, like: Sentence, text: str) -> None:
        nonlocal at
        place = Sentence(number, like.paragraph, at, at + len(text), Part.BODY, like.heading)
        sentences.append(place)
        texts.append(text)
        at += len(text) + 1

    before = 0
    for sentence, quote in chosen:
        if sentence.number > before + 1:
            add(sentence.number - 1, sentence, GAP)
        add(sentence.number, sentence, quote)
        before = sentence.number
    return replace(issued, text="\n".join(texts), sentences=tuple(sentences))


def grades(one: Reviewed, sightings: dict[int, Sighting], rubric: Rubric) -> Grades:
    """The grade of each sentence for each criterion that it speaks for and the subject is judged on."""
    return {
        (number, criterion): grade(sighting, criterion, rubric.ladder).grade
        for number, sighting in sightings.items()
        for criterion in sighting.cues
        if criterion not in one.set_aside
    }
