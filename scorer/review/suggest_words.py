"""Words that a rubric does not have and reviews speak for: to rule sentences out by, or to find them by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.fold import fold
from scorer.model import Scope, Text
from scorer.model.calibration import Advice, Fate, Suggestion
from scorer.review.outcomes import Subject, subject
from scorer.review.shared_words import Passage, SharedWord, cover, shared_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scorer.model import Criterion, Rubric, Sighting
    from scorer.model.calibration import JudgedEvidence

MOST_WORDS = 3  # of one kind for one criterion, or of exclusions
SEVERAL = 3  # criteria under which a sentence's word must have been rejected to rule it out for all
LEAST_EXCLUDED = 5  # sentences that such a word must have been rejected in
SHORTEST_TERM = 3  # characters of a new term: it will speak alone
COVERED = "\n"  # in place of a cue: not to be compared


@dataclass(frozen=True, slots=True)
class Seen:
    """A judged piece and what its sentence says."""

    judged: JudgedEvidence
    sighting: Sighting

    @property
    def place(self) -> tuple[Subject, int]:
        """Where its sentence stands."""
        return subject(self.judged.card), self.judged.evidence.sentence.number

    def passage(self, *without: str) -> Passage:
        """The sentence without its cues for some criteria."""
        text = list(self.sighting.text)
        for criterion in without:
            for span in self.sighting.cues.get(criterion, ()):
                text[span.start : span.end] = COVERED * (span.end - span.start)
        return Passage("".join(text), self.judged.card.report.sha256)


SharedByRejected = tuple[list[Seen], list[SharedWord]]  # pieces of a criterion, and the words that they share


def propose_words(seen: Sequence[Seen], shared: Mapping[str, SharedByRejected], rubric: Rubric) -> Iterator[Suggestion]:
    """Exclusions first, then what rules sentences out for one criterion, then new terms. `shared`: by criterion."""
    excluded = list(_exclusions(seen, rubric))
    yield from excluded
    known = [one.word for one in excluded]
    for criterion in rubric.criteria:
        for one in _unless(*shared[criterion.id], criterion):
            if not any(word in one.word or one.word in word for word in known):
                yield one
    for criterion in rubric.criteria:
        yield from _terms(seen, criterion, rubric)


def words_of_rejected(seen: Iterable[Seen], criterion: str) -> SharedByRejected:
    """The rejected pieces of a criterion that have a cue, and the words that they share and accepted ones lack."""
    own = [one for one in seen if one.judged.evidence.criterion == criterion]
    rejected = [one for one in own if one.judged.fate is Fate.REJECTED and not one.sighting.goes_on]
    accepted = [one.passage(criterion) for one in own if one.judged.fate is Fate.ACCEPTED]
    return rejected, shared_words([one.passage(criterion) for one in rejected], accepted)


def _unless(rejected: Sequence[Seen], shared: Iterable[SharedWord], criterion: Criterion) -> Iterator[Suggestion]:
    cues = criterion.cues
    kept = [*cues.terms, *cues.weak, *(example.text for example in criterion.examples)]
    usable = _usable(shared, kept)
    for one in cover(usable, MOST_WORDS):
        why = Text(
            f"本项被驳回的 {len(rejected)} 条中，{len(one.sentences)} 条有这个词，采纳的几乎没有",
            f"{len(one.sentences)} of {len(rejected)} rejected pieces share it, hardly any accepted one has it",
        )
        yield Suggestion(0, Advice.UNLESS, criterion.id, one.word, why, _support(rejected, one))


def _exclusions(seen: Sequence[Seen], rubric: Rubric) -> Iterator[Suggestion]:
    number = next((n for n, rule in enumerate(rubric.not_evidence) if rule.scope is Scope.SENTENCE), None)
    if number is None:
        return
    rejected, others = [], []
    for pieces in _by_sentence(seen):
        criteria = [one.judged.evidence.criterion for one in pieces]
        fates = {one.judged.fate for one in pieces if one.judged.is_decided}
        if fates == {Fate.REJECTED}:
            rejected.append((pieces[0], pieces[0].passage(*criteria)))
        elif fates:
            others.append(pieces[0].passage(*criteria))
    shared = shared_words([passage for _, passage in rejected], others)
    several = [
        one
        for one in shared
        if len(one.sentences) >= LEAST_EXCLUDED
        and len({rejected[n][0].judged.evidence.criterion for n in one.sentences}) >= SEVERAL
    ]
    kept = [word for c in rubric.criteria for word in (*c.cues.terms, *(example.text for example in c.examples))]
    reason = rubric.not_evidence[number].reason
    for one in cover(_usable(several, kept), MOST_WORDS):
        why = Text(
            f"几个项下被驳回的 {len(one.sentences)} 句都有这个词，采纳的几乎没有。"
            f"放在“{reason.zh}”之下是否合适，请看一下",
            f"{len(one.sentences)} rejected sentences of several criteria share it, hardly any accepted one has it. "
            f"See whether “{reason.en}” is where it belongs",
        )
        support = tuple(rejected[n][0].judged for n in sorted(one.sentences))
        yield Suggestion(0, Advice.EXCLUDE, "", one.word, why, support, exclusion=number)


def _terms(seen: Sequence[Seen], criterion: Criterion, rubric: Rubric) -> Iterator[Suggestion]:
    arrived, others = [], []
    for pieces in _by_sentence(seen):
        decided = [one for one in pieces if one.judged.is_decided]
        here = [one for one in decided if one.judged.criterion == criterion.id and one.judged.grade is not None]
        moved = [one for one in here if one.judged.fate is Fate.MOVED]
        if moved and criterion.id not in moved[0].sighting.cues:
            arrived.append(moved[0])
        elif decided and not here:
            others.append(decided[0].passage())
    shared = shared_words([one.passage() for one in arrived], others, SHORTEST_TERM)
    known = {fold(term).text for one in rubric.criteria for term in one.cues.terms}
    barred = [fold(bar).text for bar in criterion.cues.unless]
    usable = [one for one in shared if one.word not in known and not any(bar in one.word for bar in barred)]
    kept = [text for one in rubric.criteria if one is not criterion for text in _examples(one)]
    for one in cover(_usable(usable, [*kept, *criterion.near_misses]), MOST_WORDS):
        why = Text(
            f"改归本项而没有本项线索词的 {len(arrived)} 句中，{len(one.sentences)} 句有这个词，别的项采纳的几乎没有",
            f"{len(one.sentences)} of {len(arrived)} sentences moved here without a cue of this criterion share it, "
            "hardly any accepted for another has it",
        )
        yield Suggestion(0, Advice.ADD, criterion.id, one.word, why, _support(arrived, one))


def _examples(criterion: Criterion) -> list[str]:
    return [example.text for example in criterion.examples]


def _usable(shared: Iterable[SharedWord], kept: Iterable[str]) -> list[SharedWord]:
    """The words that stand in none of the terms and sentences that are to be kept as they are."""
    texts = "\n".join(fold(text).text for text in kept)
    return [one for one in shared if one.word not in texts]


def _support(seen: Sequence[Seen], one: SharedWord) -> tuple[JudgedEvidence, ...]:
    return tuple(seen[number].judged for number in sorted(one.sentences))


def _by_sentence(seen: Iterable[Seen]) -> list[list[Seen]]:
    sentences: dict[tuple[Subject, int], list[Seen]] = defaultdict(list)
    for one in seen:
        sentences[one.place].append(one)
    return list(sentences.values())
