"""A rubric's own examples and near misses, and the examples of the sets it uses, run like tests.

What comes out beside the failures is which cues no example exercises.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

import re2

from scorer.evidence.exercise import Fired, fired, inside
from scorer.evidence.find import find_evidence
from scorer.evidence.lexicon import Kind, Lexicon
from scorer.evidence.look import RESULT, weigh
from scorer.explain import explain_whole
from scorer.fold import fold
from scorer.model import NOTHING, Part, Relevance, Report, Sentence, Text
from scorer.pipeline import graded_evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scorer.evidence.headings import Fit
    from scorer.evidence.lexicon import Hit
    from scorer.evidence.look import Weighed
    from scorer.model import Evidence, Rubric, Rung, Span
    from scorer.model.explanation import Explanation, Words
    from scorer.rubric.script import Claim, Cue, Script

KINDS = {"terms": Kind.TERM, "weak": Kind.WEAK, "patterns": Kind.PATTERN}
MOST_WORDS = 3  # of a rung of the ladder that are told as examples


class Amiss(Enum):
    """How a sentence does other than it should."""

    MISSED = auto()
    UNWANTED = auto()
    TOO_HIGH = auto()  # of another grade than it should
    TOO_LOW = auto()
    NOT_THE_SETS = auto()  # it matches by cues of its criterion that are not those of its set


@dataclass(frozen=True, slots=True)
class Failure:
    """One sentence that did not do as its criterion or set says."""

    claim: Claim
    reason: Text  # what was expected, and what came out
    remedy: Text
    explanation: Explanation  # of its criterion's level


@dataclass(frozen=True, slots=True)
class Idle:
    """A cue that no example exercises."""

    cue: Cue
    inside: str  # the longer cue of an example in which alone it stands; empty where it stands in none


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How a rubric did on its sentences. All of what was asked for: the whole rubric, or some criteria and sets."""

    sentences: int
    failures: tuple[Failure, ...]
    cues: int
    idle: tuple[Idle, ...]  # in the order of the criteria

    @property
    def exercised(self) -> int:
        """Cues that some example exercises."""
        return self.cues - len(self.idle)


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of one sentence."""

    report: Report
    evidence: dict[str, Evidence]  # by criterion
    weighed: Weighed | None  # what was found in it; None where a rule sets it aside unread


def rehearse(script: Script, only: Collection[str] = ()) -> Rehearsal:
    """Try every sentence of a rubric, or those of some criteria (by id) and sets (by name) only.

    What no example exercises is found with all examples of a criterion, those of other sets included.
    """
    # A sentence on its own is too short to show what it is about.
    lexicon = Lexicon(replace(script.rubric, relevance=Relevance((), 0)))
    cues = [cue for cue in script.cues if _asked(cue.criterion, cue.set, only)]
    criteria = {cue.criterion for cue in cues} | {
        one.criterion for one in script.claims if _asked(one.criterion, one.set, only)
    }
    of_sets = _by_set(script.cues)
    tried = 0
    failures: list[Failure] = []
    exercised: dict[str, set[Fired]] = defaultdict(set)  # by criterion
    swallowed: dict[str, dict[Fired, str]] = defaultdict(dict)
    for claim in script.claims:
        if claim.criterion not in criteria:
            continue
        outcome = _try(claim.text, lexicon)
        cues_fired = fired(outcome.weighed, claim.criterion, lexicon) if outcome.weighed else frozenset()
        fault = _fault(claim, outcome, cues_fired, of_sets, lexicon.rubric)
        if fault and claim.set and _is_unwanted(claim.text, script.without.get(claim.criterion, ())):
            continue
        if _asked(claim.criterion, claim.set, only):
            tried += 1
            if fault:
                amiss, reason = fault
                explanation = explain_whole(outcome.report, lexicon, claim.criterion)
                by = [one for one in script.cues if one.criterion == claim.criterion and _key(one) in cues_fired]
                failures.append(Failure(claim, reason, _remedy(amiss, claim, outcome, explanation, by), explanation))
        if claim.matches and not fault and outcome.weighed:
            exercised[claim.criterion] |= cues_fired
            swallowed[claim.criterion] |= inside(outcome.weighed, claim.criterion)
    idle = (
        Idle(cue, swallowed[cue.criterion].get(key, ""))
        for cue, key in ((cue, _key(cue)) for cue in cues)
        if key not in exercised[cue.criterion]
    )
    return Rehearsal(tried, tuple(failures), len(cues), tuple(idle))


def _asked(criterion: str, set_: str, only: Collection[str]) -> bool:
    return not only or criterion in only or set_ in only


def _by_set(cues: Iterable[Cue]) -> dict[tuple[str, str], set[Fired]]:
    """The cues of each set, by the criterion that uses it and the set's name."""
    found: dict[tuple[str, str], set[Fired]] = defaultdict(set)
    for cue in cues:
        found[cue.criterion, cue.set].add(_key(cue))
    return found


def _key(cue: Cue) -> Fired:
    """What a cue is called where it fires."""
    kind = KINDS.get(cue.kind, Kind.COMBINED)
    if kind is Kind.COMBINED:
        return Fired(kind, combination=cue.combination)
    return Fired(kind, cue.word if kind is Kind.PATTERN else fold(cue.word).text)


# --- one sentence ------------------------------------------------------------------------------


def _try(text: str, lexicon: Lexicon) -> _Tried:
    sentence = Sentence(number=1, paragraph=1, start=0, end=len(text), part=Part.BODY, heading="")
    report = Report("example", hashlib.sha256(text.encode()).hexdigest(), "", text, (sentence,))
    weighed: list[Weighed] = []

    def note(text: str, hits: list[Hit], fit: Fit, lexicon: Lexicon) -> Weighed:
        weighed.append(weigh(text, hits, fit, lexicon))
        return weighed[-1]

    findings = find_evidence(report, fold(text), lexicon, note)
    evidence = {one.criterion: one for one in graded_evidence(report, "example", findings, lexicon.rubric)}
    applicable = {id_: one for id_, one in evidence.items() if id_ not in findings.not_applicable}
    return _Tried(report, applicable, weighed[0] if weighed else None)


def _fault(
    claim: Claim,
    tried: _Tried,
    cues_fired: frozenset[Fired],
    of_sets: dict[tuple[str, str], set[Fired]],
    rubric: Rubric,
) -> tuple[Amiss, Text] | None:
    """How a sentence does other than it should, told for people; None where it does as it should."""
    mine = tried.evidence.get(claim.criterion)
    if not claim.matches:
        if mine is None:
            return None
        return Amiss.UNWANTED, Text(f"不应命中却命中（{mine.why.zh}）", f"must not match, but does ({mine.why.en})")
    if mine is None:
        return Amiss.MISSED, _missed(tried.evidence, rubric)
    if claim.grade is not None and claim.grade != mine.grade:
        reason = Text(
            f"应为 {claim.grade} 级，得 {mine.grade} 级（{mine.why.zh}）",
            f"should be grade {claim.grade}, is {mine.grade} ({mine.why.en})",
        )
        return Amiss.TOO_LOW if mine.grade < claim.grade else Amiss.TOO_HIGH, reason
    if claim.set and tried.weighed and not cues_fired & of_sets[claim.criterion, claim.set]:
        return Amiss.NOT_THE_SETS, _by_others(tried.weighed.cues[claim.criterion])
    return None


def _missed(evidence: Collection[str], rubric: Rubric) -> Text:
    others = [criterion.id for criterion in rubric.criteria if criterion.id in evidence]
    if not others:
        return Text("应命中而没有命中任何项", "should match, but matches no criterion")
    return Text(f"应命中而没有命中，命中了 {'、'.join(others)}", f"should match, but matches {', '.join(others)}")


def _by_others(cues: Iterable[Span]) -> Text:
    words = list(dict.fromkeys(span.text for span in cues))
    return Text(
        f"命中了，但不是靠这个词组的线索词，而是靠“{'”“'.join(words)}”",
        f"it matches, though by no cue of the set, but by “{'”, “'.join(words)}”",
    )


def _is_unwanted(text: str, without: Iterable[str]) -> bool:
    """Whether a word or pattern stands in a sentence that its criterion leaves out of the set."""
    folded = fold(text).text
    return any(fold(word).text in folded or _matches(word, folded) for word in without)


def _matches(pattern: str, text: str) -> bool:
    compiled = _compiled(pattern)
    return compiled is not None and bool(compiled.search(text))


@cache
def _compiled(pattern: str) -> re2._Regexp | None:
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error:  # a word with brackets in it
        return None


# --- what to do about it -----------------------------------------------------------------------

TOO_LITTLE = Text(
    "补一个说这件事的线索词，或把例句改得更明白；若被别处排除，改那条规则",
    "add a cue for what it tells, or word the example more plainly; where a rule excludes it, change the rule",
)
NOT_THE_SETS = Text(
    "在例句里用上这个词组自己的词，或把例句移到命中的那个词组",
    "use a cue of the set in the example, or move the example to the set that matches",
)


def _remedy(amiss: Amiss, claim: Claim, tried: _Tried, explanation: Explanation, by: list[Cue]) -> Text:
    """What to do about a sentence; `by` are the cues by which it matches."""
    if amiss is Amiss.UNWANTED:
        return _narrower([cue for cue in by if cue.kind != "weak"])
    if amiss is Amiss.TOO_HIGH:
        figures = {figure.text for figure in tried.weighed.figures} if tried.weighed else set()
        return _less(claim, explanation, figures)
    if amiss is Amiss.TOO_LOW:
        return _more(claim, explanation)
    return TOO_LITTLE if amiss is Amiss.MISSED else NOT_THE_SETS


def _narrower(by: list[Cue]) -> Text:
    """How the cues that speak for a criterion are kept from it; of several any one would do so again."""
    told = []
    for set_ in dict.fromkeys(cue.set for cue in by):
        for combined in (False, True):
            words = [cue.word for cue in by if cue.set == set_ and (cue.combination >= 0) == combined]
            if words:
                told.append(_kept_from(words, set_, combined=combined))
    zh = [*(one.zh for one in told), "这些词对别的句子有用的，就在 unless 里写上这类句子特有的词"]
    en = [*(one.en for one in told), "where other sentences need them, name what such sentences have under unless"]
    return Text("；".join(zh), "; ".join(en))


def _kept_from(words: list[str], set_: str, *, combined: bool) -> Text:
    zh, en = f"“{'”“'.join(words)}”", f"“{'”, “'.join(words)}”"
    if set_ and combined:
        return Text(
            f"命中靠的是词组“{set_}”里同在一句才算的{zh}，without 去不掉它，这个词组不合用就从 use 里去掉",
            f"it matches by {en}, which the set “{set_}” has together and without cannot drop: "
            "take the set out of use where it does not fit",
        )
    if set_:
        return Text(
            f"命中靠的是词组“{set_}”的{zh}，在这一项的 without 里写上，就不用这些词；整个词组都不合用，就从 use 里去掉",
            f"it matches by {en} of the set “{set_}”: name that under without, or take the set out of use",
        )
    if combined:
        return Text(
            f"命中靠的是这一项自己同在一句才算的{zh}，给它再加一组词",
            f"it matches by {en}, which the criterion has together: add a group of words to it",
        )
    return Text(
        f"命中靠的是这一项自己的{zh}，写得更具体，如改用 together，和别的词同在一句才算",
        f"it matches by the criterion's own {en}: make that more specific, with together for instance",
    )


def _less(claim: Claim, explanation: Explanation, figures: Collection[str]) -> Text:
    """What to do where a sentence shows more of the ladder than it should; `figures` are those that count, folded."""
    ladder, got = explanation.rubric.ladder, explanation.result.level
    marks = [
        mark
        for one in explanation.sentences
        for mark in one.marks
        if claim.grade is not None and mark.counts and mark.grade > claim.grade
    ]
    are_figures = [fold(mark.quote).text in figures for mark in marks]
    shown = [one for rung in reversed(ladder.rungs) if (one := _shown(marks, rung)).zh]
    zh, en = "，".join(one.zh for one in shown), ", ".join(one.en for one in shown)
    zh = f"{zh}。确是这样，就把 grade 改为 {got}；不是，就把例句里的这些话换个说法"
    en = f"{en}. If so, make the grade {got}; if not, word the example otherwise"
    if any(are_figures):
        zh += "；数字只是说明情况的，在 ladder 的 not_counted 里写上这种说法"
        en += "; what such a figure only describes goes under not_counted of the ladder"
    if not all(are_figures):
        zh += "；词不该表明这一级的，改 ladder 的 terms 或 patterns"
        en += "; where a word should not show that, change terms or patterns of the ladder"
    return Text(zh, en)


def _shown(marks: Iterable[Words], rung: Rung) -> Text:
    """The words that show one rung; nothing where none does."""
    quotes = list(dict.fromkeys(mark.quote for mark in marks if mark.grade == rung.grade))
    if not quotes:
        return NOTHING
    return Text(
        f"“{'”“'.join(quotes)}”表明{rung.name.zh}（{rung.grade} 级）",
        f"“{'”, “'.join(quotes)}” shows grade {rung.grade} ({rung.name.en})",
    )


def _more(claim: Claim, explanation: Explanation) -> Text:
    """What the grade takes that a sentence does not reach."""
    ladder, got = explanation.rubric.ladder, explanation.result.level
    rung = next(one for one in ladder.rungs if one.grade == claim.grade)
    some = [*([f"12{ladder.units[0]}"] if rung.grade == RESULT and ladder.units else []), *rung.terms][:MOST_WORDS]
    such = Text(f"，如“{'”“'.join(some)}”", f", such as “{'”, “'.join(some)}”") if some else NOTHING
    idle = [
        mark.quote
        for one in explanation.sentences
        for mark in one.marks
        if not mark.counts and mark.grade >= rung.grade
    ]
    zh = f"{rung.grade} 级（{rung.name.zh}）要写明{rung.shows.zh}{such.zh}"
    en = f"grade {rung.grade} ({rung.name.en}) takes {rung.shows.en}{such.en}"
    if idle:
        return Text(
            f"{zh}。“{'”“'.join(idle)}”没有算，照上面的原因改例句，或把 grade 改为 {got}",
            f"{en}. “{'”, “'.join(idle)}” does not count, for the reason above: change the example, or make the grade "
            f"{got}",
        )
    return Text(
        f"{zh}。例句里已经写明的，在 ladder 的这一级里补上它的说法；没有写明的，改例句，或把 grade 改为 {got}",
        f"{en}. If the example tells that, add its words to that grade of the ladder; if not, change the example, "
        f"or make the grade {got}",
    )
