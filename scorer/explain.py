"""A criterion and a report, or sentences that somebody typed -> why the level is what it is.

Found, graded and scored as in a run; beside what came of it stands what did not, and why.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from scorer.documents.sentences import split
from scorer.errors import UsageError
from scorer.evidence.explain import NO_SETS, trails, why_void
from scorer.evidence.find import find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.evidence.near import sought
from scorer.fold import fold
from scorer.grading.ladder import COUNTING, Bearing, bearings
from scorer.grading.score import next_rung, points
from scorer.model import NOTHING, Part, Relevance, Report, Sentence, Standing, Text
from scorer.model.explanation import Considered, Explanation, Words
from scorer.pipeline import score_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scorer.evidence.explain import Trail
    from scorer.model import CriterionResult, Cues, Evidence, Ladder, Rubric, Sighting
    from scorer.review.rubric_diff import Edition

ELSEWHERE = Text("它那个分句说的是另一项", "its clause tells of another criterion")
MOST_PLANNED = 3  # words that are told of those that would raise a level if they told no plan


def explain_report(report: Report, rubric: Rubric, criterion: str) -> Explanation:
    """How a criterion came to its level in a report. Raises UsageError where the rubric has no such criterion."""
    check_criterion(criterion, rubric)
    (explanation,) = _explain(report, Lexicon(rubric), [criterion])
    return explanation


def explain_all(report: Report, lexicon: Lexicon) -> tuple[Explanation, ...]:
    """How each criterion of a rubric came to its level in a report."""
    return tuple(_explain(report, lexicon, [criterion.id for criterion in lexicon.rubric.criteria]))


def explain_sentence(words: str, edition: Edition, criterion: str | None = None) -> tuple[Explanation, ...]:
    """What one sentence or a few say for a criterion; without one, for each for which there is something to say.

    Of the one criterion also what they lack for it, with the named sets that it uses.

    They are taken for the body of a report that is about the rubric's matter and to which every criterion applies.
    Raises UsageError where there are no words, or no such criterion.
    """
    if criterion is not None:
        check_criterion(criterion, edition.rubric)
    text = " ".join(words.split())
    if not text:
        raise UsageError(Text("没有写句子：请把要看的句子写在 --sentence 后面的引号里", "the sentence is empty"))
    lexicon = Lexicon(_of_typed(edition.rubric))
    report = _typed(text)
    if criterion is not None:
        return tuple(_explain(report, lexicon, [criterion], every=True, sets=_sets(criterion, edition)))
    return tuple(explanation for explanation in explain_all(report, lexicon) if explanation.sentences)


def explain_whole(report: Report, lexicon: Lexicon, criterion: str) -> Explanation:
    """How a criterion came to its level in a report, with every sentence, also those without a cue of it."""
    (explanation,) = _explain(report, lexicon, [criterion], every=True)
    return explanation


def looked_for(criterion: str, edition: Edition) -> Text:
    """What a criterion, by id, looks for: some of its words, and the named sets that it uses."""
    one = next(one for one in edition.rubric.criteria if one.id == criterion)
    return sought(one, _sets(criterion, edition))


def _sets(criterion: str, edition: Edition) -> dict[str, Cues]:
    return {name: edition.sets[name] for name in edition.uses.get(criterion, ())}


def check_criterion(id_: str, rubric: Rubric) -> None:
    """Raise UsageError where a rubric has no criterion of that id, naming those like it and all there are."""
    ids = {criterion.id.casefold(): criterion.id for criterion in rubric.criteria}
    if id_ in ids.values():
        return
    near = [ids[one] for one in get_close_matches(id_.casefold(), ids, cutoff=0.5)]
    zh, en = f"评分标准 {rubric.id} 没有“{id_}”这一项", f"rubric {rubric.id} has no criterion “{id_}”"
    if near:
        zh, en = f"{zh}，或许是 {'、'.join(near)}", f"{en}; perhaps {', '.join(near)}"
    listed = criteria_of(rubric)
    raise UsageError(Text(f"{zh}。{listed.zh}", f"{en}. {listed.en}"))


def criteria_of(rubric: Rubric) -> Text:
    """All criteria of a rubric, a line each."""
    width = max(len(criterion.id) for criterion in rubric.criteria)
    zh = [f"  {criterion.id:<{width}}  {criterion.title.zh}" for criterion in rubric.criteria]
    en = [f"  {criterion.id:<{width}}  {criterion.title.en}" for criterion in rubric.criteria]
    return Text("\n".join(["各项是：", *zh]), "\n".join(["There are:", *en]))


def _of_typed(rubric: Rubric) -> Rubric:
    """The rubric without what only a whole report can tell."""
    dimensions = tuple(
        replace(dimension, criteria=tuple(replace(criterion, applies_when=()) for criterion in dimension.criteria))
        for dimension in rubric.dimensions
    )
    return replace(rubric, dimensions=dimensions, relevance=Relevance((), 0))


def _typed(text: str) -> Report:
    sentences = []
    for number, (begin, end) in enumerate(split(text, 0, len(text)), 1):
        start = begin + (text[begin] == " ")
        sentences.append(Sentence(number, paragraph=1, start=start, end=end, part=Part.BODY, heading=""))
    return Report("", hashlib.sha256(text.encode()).hexdigest(), "", text, tuple(sentences))


def _explain(
    report: Report,
    lexicon: Lexicon,
    criteria: Sequence[str],
    *,
    every: bool = False,
    sets: Mapping[str, Cues] = NO_SETS,
) -> Iterator[Explanation]:
    """Explain criteria in a report that is found, graded and scored once. With `every`, all sentences are told."""
    folded = fold(report.text)
    findings = find_evidence(report, folded, lexicon)
    card = score_findings(report, "", findings, lexicon)
    void = why_void(report, folded, findings, lexicon)
    told = trails(report, folded, findings, lexicon, criteria, every=every, sets=sets)
    for result in card.criteria:
        if result.criterion.id not in criteria:
            continue
        evidence = {piece.sentence.number: piece for piece in result.evidence}
        sentences = tuple(
            _considered(report, trail, evidence.get(trail.sentence.number), result, lexicon.rubric.ladder)
            for trail in told[result.criterion.id]
        )
        raises = () if void.zh else tuple(_raises(result, told[result.criterion.id], lexicon.rubric.ladder))
        yield Explanation(lexicon.rubric, report, result, sentences, void, raises)


def _considered(
    report: Report, trail: Trail, piece: Evidence | None, result: CriterionResult, ladder: Ladder
) -> Considered:
    return Considered(
        sentence=trail.sentence,
        quote=report.quote(trail.sentence),
        grade=piece.grade if piece else 0,
        why=piece.why if piece else NOTHING,
        carries=bool(piece) and piece is result.evidence[0],
        cues=trail.cues,
        marks=tuple(_marks(trail, trail.sighting, result.criterion.id)) if piece and trail.sighting else (),
        against=trail.against,
        lacking=trail.lacking,
        instead=trail.instead,
        raises=next_rung(piece.grade, ladder) if piece else NOTHING,
    )


def _marks(trail: Trail, sighting: Sighting, criterion: str) -> Iterator[Words]:
    """What shows something of the ladder, counted and not; what does not stands after what does."""
    for mark, bearing in bearings(sighting, criterion):
        why_not = {Bearing.PLANNED: trail.planned, Bearing.ELSEWHERE: ELSEWHERE}.get(bearing, NOTHING)
        yield Words(mark.span.text, bearing in COUNTING, why_not, mark.grade)
    yield from trail.unmarked


def _raises(result: CriterionResult, trails: Iterable[Trail], ladder: Ladder) -> Iterator[Text]:
    """What would raise a level: what the next rung asks, and what is only planned as yet."""
    if result.standing is Standing.NOT_APPLICABLE or not result.missing.zh:
        return
    level = max(result.level, 1) + 1  # that the missing condition leads to
    earned = points(result.criterion.weight, level, ladder.shares)
    yield Text(f"{result.missing.zh}，得 {earned:g} 分", f"{result.missing.en}: {earned:g} points")
    planned = [
        Text(
            f"{trail.sentence.place.zh}的“{mark.span.text}”现在还是打算，做到以后写明，可到 {mark.grade} 级",
            f"“{mark.span.text}” in {trail.sentence.place.en} is only planned; once done it is level {mark.grade}",
        )
        for trail in trails
        if trail.sighting
        for mark, bearing in bearings(trail.sighting, result.criterion.id)
        if bearing is Bearing.PLANNED and mark.grade > result.level
    ]
    yield from planned[:MOST_PLANNED]
