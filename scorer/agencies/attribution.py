"""A report -> whose deed each of its sentences tells.

A sentence names who acts; else it goes on with the one before it in its paragraph, stands under a heading that names
one, or tells the deed of whom the whole report is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from scorer.agencies.clauses import NOBODY, Said, Whom, is_speech, read_sentence
from scorer.agencies.names import NONE_KNOWN
from scorer.agencies.own import stands_for
from scorer.agencies.subject import ENDING, OPENING, heading_agency, rank_of, subject_of_texts
from scorer.model import Part
from scorer.model.agency import Actor, Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.agencies.names import Known
    from scorer.fold import Folded
    from scorer.model import Report, Sentence

    Line = tuple[Sentence, str]  # a sentence and its folded text


ENTERPRISE = ("公司", "企业", "厂", "集团", "合作社")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose deeds a report tells."""

    actors: Mapping[int, Actor]  # by the number of the sentence; without those of which the report does not say
    agency: str | None  # that the whole report is about
    region: str  # that it is of: 昌吉州; "" where it does not say


def attribute(report: Report, folded: Folded, known: Known = NONE_KNOWN) -> Attribution:
    """Tell whose deed each body sentence of a report is. `folded` is its text, folded."""
    lines = [(one, folded.text[folded.folded(one.start) : folded.folded(one.end)]) for one in report.sentences]
    subject = subject_of_texts(list(_edges(lines)), known)
    paragraphs = _Paragraphs(subject.agency, known)
    actors: dict[int, Actor] = {}
    for _, paragraph in groupby(lines, key=lambda line: line[0].paragraph):
        actors.update(paragraphs.read(list(paragraph)))
    return Attribution(actors, subject.agency, subject.region)


def _edges(lines: Sequence[Line]) -> Iterator[tuple[Part, str]]:
    """What opens and closes a report, and its titles."""
    length = 0
    for number, (sentence, text) in enumerate(lines):
        if length < OPENING or sentence.part is Part.TITLE or number >= len(lines) - ENDING:
            length += len(text)
            yield sentence.part, text


@dataclass(frozen=True, slots=True)
class _Coming:
    """What comes after a sentence in its paragraph."""

    told: Whom = NOBODY  # by the next sentence that is no speech
    named: Whom | None = None  # by the next that names an agency


class _Paragraphs:
    """Reads one paragraph of a report after the other."""

    def __init__(self, agency: str | None, known: Known) -> None:
        self._agency = agency
        self._known = known
        self._heading: str | None = None  # the agency that the sentences stand under
        self._rank = 0  # of the heading that named it
        self._before: Actor | None = None  # who acted last in the paragraph before

    def read(self, paragraph: list[Line]) -> Iterator[tuple[int, Actor]]:
        """Who acts in the sentences of one paragraph."""
        self._go_under(paragraph)
        body = [line for line in paragraph if line[0].part is Part.BODY]
        speech = [is_speech(text) for _, text in body]
        read = [
            NOBODY if alone else read_sentence(text, self._known) for (_, text), alone in zip(body, speech, strict=True)
        ]
        last = self._before if read and read[0].said is Said.STRANGER else None
        for (sentence, _), whom, alone, coming in zip(body, read, speech, self._coming(read, speech), strict=True):
            actor = self._speaker(coming, last) if alone else self._actor(whom, last)
            if actor is None:
                actor = self._not_told(last)
            else:
                last = None if actor.how is Told.REPORT else actor
            if actor is not None:
                yield sentence.number, actor
        self._before = last

    def _go_under(self, paragraph: list[Line]) -> None:
        """Note the agency of a heading. One that names none ends it, but for a subheading or one within a paragraph."""
        alone = all(sentence.part is not Part.BODY for sentence, _ in paragraph)
        for sentence, text in paragraph:
            if sentence.part is not Part.HEADING:
                continue
            name, rank = heading_agency(text, self._known), rank_of(text)
            if name is not None:
                self._heading, self._rank = name, rank
            elif alone and rank <= self._rank:
                self._heading = None

    def _coming(self, read: list[Whom], speech: list[bool]) -> list[_Coming]:
        """What comes after each sentence of a paragraph."""
        coming: list[_Coming] = []
        after = _Coming()
        for whom, alone in zip(reversed(read), reversed(speech), strict=True):
            coming.append(after)
            names = whom.said in (Said.NAME, Said.SPEAKER, Said.SCENE) and not self._is_served(whom.name)
            if not alone:
                after = _Coming(whom, whom if names else after.named)
        return coming[::-1]

    def _speaker(self, coming: _Coming, last: Actor | None) -> Actor | None:
        """Who says a sentence: whoever is named behind it; at the head of a paragraph, whom that goes on to tell of."""
        whom = coming.told
        if whom.said is Said.SPEAKER and not self._is_served(whom.name):
            return Actor(whom.name, Told.SPEAKER)
        if whom.said is Said.OWN:
            return self._actor(whom, last)
        return Actor(coming.named.name, Told.CARRIED) if last is None and coming.named else None

    def _actor(self, whom: Whom, last: Actor | None) -> Actor | None:
        """Who acts by what a sentence says itself; None where that is nothing."""
        match whom.said:
            case Said.SPEAKER if not self._is_served(whom.name):
                return Actor(whom.name, Told.SPEAKER)
            case Said.NAME | Said.SCENE:
                return Actor(whom.name, Told.NAMED)
            case Said.OWN:
                return self._own(whom.name, last)
            case Said.FIRST_PERSON | Said.WHOLE:
                return self._above()
        return None

    def _own(self, word: str, last: Actor | None) -> Actor | None:
        """The agency that 院党组, 市局 or 学校 is said of: the one spoken of last, the heading's, or the report's."""
        for actor in (last, self._above(), self._of_report()):
            if actor is not None and stands_for(word, actor.name):
                return Actor(actor.name, Told.CARRIED) if actor is last else actor
        return None

    def _is_served(self, name: str) -> bool:
        """Whether a speaker is of an enterprise that whom the report is about serves."""
        return name.endswith(ENTERPRISE) and self._agency is not None and name not in self._agency

    def _not_told(self, last: Actor | None) -> Actor | None:
        return Actor(last.name, Told.CARRIED) if last else self._above()

    def _above(self) -> Actor | None:
        return Actor(self._heading, Told.HEADING) if self._heading else self._of_report()

    def _of_report(self) -> Actor | None:
        return Actor(self._agency, Told.REPORT) if self._agency else None
