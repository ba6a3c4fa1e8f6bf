"""Why sentences speak for a criterion or do not.

Takes a report, what was found in it and a criterion; gives, for every sentence that was considered, what became of its
words. Nothing is decided here: the decisions are those of `look` and `find`, put into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.evidence.find import search, voided_by, written
from scorer.evidence.headings import Fit
from scorer.evidence.lexicon import Kind
from scorer.evidence.look import (
    AT_MOST,
    KEPT_SHARE,
    RESULT,
    kept,
    look_from,
    ranked,
    weigh,
)
from scorer.evidence.near import criterion_of, near, sought, speaks_alone, taken_for
from scorer.evidence.weighed_words import Matter, cues_in, unmarked_in, what_is_planned
from scorer.model import NOTHING, Part, Span, Text
from scorer.model.explanation import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.evidence.find import Findings
    from scorer.evidence.lexicon import Lexicon
    from scorer.evidence.look import Stretch
    from scorer.fold import Folded
    from scorer.model import Cues, Report, Sentence, Sighting

NO_SETS: Mapping[str, Cues] = {}

PARTS = {
    Part.TITLE: Text("材料的标题", "the report's title"),
    Part.HEADING: Text("小标题", "a heading"),
    Part.BYLINE: Text("署名、时间一类的话", "a byline"),
    Part.CAPTION: Text("图片说明", "a caption"),
    Part.FURNITURE: Text("页眉、页脚、链接一类的话", "page furniture"),
}


@dataclass(frozen=True, slots=True)
class Trail:
    """What became of one sentence for one criterion, before grading."""

    sentence: Sentence
    criterion: str
    sighting: Sighting | None  # where it was found to speak for the criterion
    cues: tuple[Words, ...]
    unmarked: tuple[Words, ...]  # what might show something of the ladder, and does not
    planned: Text  # what makes all or the end of it a plan; empty where nothing does
    against: tuple[Text, ...]  # why it does not speak for the criterion; none where it does
    lacking: tuple[Text, ...] = ()  # what would make a cue of words that stand there
    instead: tuple[Text, ...] = ()  # what the criterion looks for, and what the sentence is evidence for

    def is_considered(self, fit: Fit) -> bool:
        """Whether anything in the sentence or its heading pointed to the criterion."""
        return bool(self.sighting or self.cues) or self.criterion in fit.criteria


def trails(
    report: Report,
    folded: Folded,
    findings: Findings,
    lexicon: Lexicon,
    criteria: Sequence[str],
    *,
    every: bool,
    sets: Mapping[str, Cues] = NO_SETS,
) -> dict[str, list[Trail]]:
    """For each of the criteria what became of each sentence that was considered for it, in their order: those with a
    cue of it or under a heading that fits it, and those that go on with one.

    With `every`, of each sentence, and what those without a cue lack.

    `findings` are what `find_evidence` found in the report, and `folded` is its text, folded. `sets` are those of its
    lexicon that the criteria use, by name, where they are to be named.
    """
    sightings = {one.sentence.number: one for one in findings.sightings}
    told: dict[str, list[Trail]] = {criterion: [] for criterion in criteria}
    for sentence in report.sentences:
        searched = search(sentence, folded, lexicon)
        fit = lexicon.headings.fit(sentence.heading) if sentence.part is Part.BODY else Fit()
        weighed = weigh(searched.text, searched.hits, fit, lexicon)
        look = look_from(weighed, fit)
        as_written = written(report, folded, sentence)
        for criterion in criteria:
            matter = Matter(criterion, sentence, fit, weighed, look, as_written, lexicon, sets)
            sighting = sightings.get(sentence.number)
            trail = _trail(matter, sighting, findings)
            if every and not (trail.sighting or findings.excluded or speaks_alone(matter)):
                trail = _with_what_lacks(trail, sighting, matter)
            if every or trail.is_considered(fit):
                told[criterion].append(trail)
    return told


def _trail(matter: Matter, sighting: Sighting | None, findings: Findings) -> Trail:
    if sighting and matter.criterion not in sighting.cues:
        sighting = None
    cues = () if sighting and sighting.goes_on else tuple(cues_in(matter))
    return Trail(
        matter.sentence,
        matter.criterion,
        sighting,
        cues,
        tuple(unmarked_in(matter)) if sighting else (),
        what_is_planned(matter),
        against=() if sighting and not _set_aside(findings, matter.criterion) else _against(matter, findings),
    )


def _with_what_lacks(trail: Trail, sighting: Sighting | None, matter: Matter) -> Trail:
    """What would have made it speak for the criterion; where nothing comes near, what the criterion looks for."""
    lacking = near(matter)
    looks_for = () if lacking or trail.cues else (sought(criterion_of(matter), matter.sets, matter.weighed.text),)
    return replace(trail, lacking=lacking, instead=(*looks_for, taken_for(sighting, matter)))


def why_void(report: Report, folded: Folded, findings: Findings, lexicon: Lexicon) -> Text:
    """Why nothing in a report is evidence, with the words that say so; empty where something may be."""
    voiding = voided_by([search(sentence, folded, lexicon) for sentence in report.sentences], lexicon)
    if voiding is None:
        return findings.excluded or NOTHING
    sentence, hit, reason = voiding.where.sentence, voiding.hit, voiding.rule.reason
    words = written(report, folded, sentence)(Span(hit.start, hit.end, ""))
    return Text(
        f"{reason.zh}（{sentence.place.zh}有“{words}”）", f"{reason.en} (“{words}” stands in {sentence.place.en})"
    )


def _set_aside(findings: Findings, criterion: str) -> bool:
    return criterion in findings.not_applicable


# --- why not -----------------------------------------------------------------------------------


def _against(matter: Matter, findings: Findings) -> tuple[Text, ...]:
    """Why a sentence does not speak for a criterion, every reason that holds."""
    reasons = []
    if findings.excluded:
        reasons.append(Text("整份材料都不算证据，原因见开头", "nothing in the report is evidence: see above"))
    if _set_aside(findings, matter.criterion):
        reasons.append(Text("这一项不适用于这份材料", "the criterion does not apply to the report"))
    if matter.sentence.part is not Part.BODY:
        part = PARTS[matter.sentence.part]
        return (*reasons, Text(f"这是{part.zh}，正文里的句子才算证据", f"it is {part.en}; only the body is evidence"))
    reasons += _excluded(matter)
    reasons += _not_kept(matter)
    if matter.look.shortcoming and not matter.look.shows(RESULT):
        reasons.append(_shortcoming(matter))
    if matter.weighed.alone_by and not reasons:
        reasons.append(_without_company(matter.weighed.alone_by, matter))
    return tuple(reasons)


def _excluded(matter: Matter) -> Iterator[Text]:
    """By what the whole sentence is no evidence."""
    heading = matter.sentence.heading
    if matter.fit.excluded:
        yield Text(f"标题“{heading}”下的内容都不算证据", f"nothing under the heading “{heading}” is evidence")
    by = matter.weighed.excluded_by
    if by:
        words, reason = matter.quote(by), by.rule.reason
        yield Text(f"整句不算：{reason.zh}（见“{words}”）", f"all of it is none: {reason.en} (“{words}”)")


def _not_kept(matter: Matter) -> Iterator[Text]:
    """Why the criterion is not among those that the sentence is kept for."""
    weighed, criterion = matter.weighed, matter.criterion
    order = ranked(weighed)
    if criterion in kept(order, weighed.strengths):
        return
    vetoes = [hit for hit, role in weighed.seen[Kind.UNLESS] if role.owner == criterion]
    if vetoes:
        words = "、".join(dict.fromkeys(map(matter.quote, vetoes)))
        yield Text(
            f"句中有“{words}”，标准规定有这样的词就不算这一项", f"with “{words}” in it it is none of the criterion's"
        )
    elif criterion not in weighed.cues:
        yield _no_cue(matter)
    elif criterion not in weighed.strengths:
        yield _only_weak(matter)
    elif order.index(criterion) >= AT_MOST:
        names = [matter.name(one) for one in order[:AT_MOST]]
        yield Text(
            f"一句话最多算给 {AT_MOST} 项，它更明显说的是：{'、'.join(one.zh for one in names)}",
            f"a sentence counts for {AT_MOST} criteria at most, and speaks more for {', '.join(n.en for n in names)}",
        )
    else:
        mainly = matter.name(order[0])
        yield Text(
            f"它主要说的是“{mainly.zh}”，说这一项的分量不到那一项的 {KEPT_SHARE:.0%}",
            f"it mainly speaks for {mainly.en}, and less than {KEPT_SHARE:.0%} as strongly for this criterion",
        )


def _only_weak(matter: Matter) -> Text:
    if not matter.sentence.heading:
        return Text("只有单独不算的线索词", "it has only cues that do not count alone")
    return Text(
        "只有单独不算的线索词，标题也对不上", "it has only cues that do not count alone, under no fitting heading"
    )


def _no_cue(matter: Matter) -> Text:
    if matter.criterion in matter.fit.criteria:
        return Text(
            f"标题“{matter.sentence.heading}”对得上这一项，但句中没有能算的线索词",
            f"its heading “{matter.sentence.heading}” fits, but no cue in it counts",
        )
    return Text("句中没有能算的线索词", "no cue in it counts")


def _shortcoming(matter: Matter) -> Text:
    told = [matter.quote(hit) for hit, _ in matter.weighed.seen[Kind.SHORTCOMING]]
    if matter.fit.shortcoming:
        heading = matter.sentence.heading
        return Text(
            f"标题“{heading}”下说的是还存在的问题，不是做到的事",
            f"under the heading “{heading}” stands what is still lacking",
        )
    return Text(f"“{told[0]}”说的是还存在的问题，不是做到的事", f"“{told[0]}” tells what is still lacking")


def _without_company(by: Stretch, matter: Matter) -> Text:
    words, reason = matter.quote(by), by.rule.reason
    return Text(
        f"有“{words}”这样的话（{reason.zh}），同一段里另有证据才算，而这一段没有",
        f"“{words}”: {reason.en}; that counts only beside other evidence in its paragraph, and there is none",
    )
