"""A rubric's own examples and near misses, and the examples of the sets it uses, run like tests.

What comes out beside the failures is which cues no example exercises.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import re2

from scorer.evidence.exercise import Fired, fired, inside, weigh_alone
from scorer.evidence.find import find_evidence
from scorer.evidence.lexicon import Kind, Lexicon
from scorer.explain import explain_whole
from scorer.fold import fold
from scorer.model import NOTHING, Part, Relevance, Report, Sentence, Text
from scorer.pipeline import score_findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scorer.evidence.look import Weighed
    from scorer.model import CriterionResult, Span
    from scorer.model.explanation import Explanation
    from scorer.rubric.script import Claim, Cue, Script

KINDS = {"terms": Kind.TERM, "weak": Kind.WEAK, "patterns": Kind.PATTERN}


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
    results: dict[str, CriterionResult]  # by criterion
    weighed: Weighed


def rehearse(script: Script, only: Collection[str] = ()) -> Rehearsal:
    """Try every sentence of a rubric, or those of some criteria (by id) and sets (by name) only.

    What no example exercises is found with all examples of a criterion, those of other sets included.
    """
    # A sentence on its own is too short to show what it is about.
    lexicon = Lexicon(replace(script.rubric, relevance=Relevance((), 0)))
    cues = [cue for cue in script.cues if _asked(cue.criterion, cue.set, only)]
    criteria = {cue.criterion for cue in cues} | {one.criterion for one in script.claims if one.criterion in only}
    of_sets = _by_set(script.cues)
    tried = 0
    failures: list[Failure] = []
    exercised: dict[str, set[Fired]] = defaultdict(set)  # by criterion
    swallowed: dict[str, dict[Fired, str]] = defaultdict(dict)
    for claim in script.claims:
        if claim.criterion not in criteria:
            continue
        outcome = _try(claim.text, lexicon)
        cues_fired = fired(outcome.weighed, claim.criterion, lexicon)
        fault = _fault(claim, outcome, cues_fired, of_sets)
        if fault and claim.set and _is_unwanted(claim.text, script.without.get(claim.criterion, ())):
            continue
        if _asked(claim.criterion, claim.set, only):
            tried += 1
            if fault:
                failures.append(Failure(claim, *fault, explain_whole(outcome.report, lexicon, claim.criterion)))
        if claim.matches and not fault:
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
    folded = fold(text)
    card = score_findings(report, "example", find_evidence(report, folded, lexicon), lexicon)
    results = {result.criterion.id: result for result in card.criteria}
    return _Tried(report, results, weigh_alone(sentence, folded, lexicon))


def _fault(
    claim: Claim, tried: _Tried, cues_fired: frozenset[Fired], of_sets: dict[tuple[str, str], set[Fired]]
) -> tuple[Text, Text] | None:
    """What a sentence does instead of what it should, and what to do about it; None where it does as it should."""
    mine = tried.results[claim.criterion]
    why = mine.evidence[0].why if mine.evidence else NOTHING
    if not claim.matches:
        if not mine.evidence:
            return None
        return Text(f"不应命中却命中（{why.zh}）", f"must not match, but does ({why.en})"), TOO_MUCH
    if not mine.evidence:
        return _missed(tried.results), TOO_LITTLE
    if claim.grade not in {None, mine.level}:
        reason = Text(
            f"应为 {claim.grade} 级，得 {mine.level} 级（{why.zh}）",
            f"should be grade {claim.grade}, is {mine.level} ({why.en})",
        )
        return reason, OTHER_GRADE
    if claim.set and not cues_fired & of_sets[claim.criterion, claim.set]:
        return _by_others(tried.weighed.cues[claim.criterion]), NOT_THE_SETS
    return None


TOO_LITTLE = Text(
    "补一个说这件事的线索词，或把例句改得更明白；若被别处排除，改那条规则",
    "add a cue for what it tells, or word the example more plainly; where a rule excludes it, change the rule",
)
TOO_MUCH = Text(
    "把命中的线索词写得更具体（如改用 together），或在 unless 里写上这类句子特有的词",
    "make the cue that fired more specific (together, for instance), or name what such sentences have under unless",
)
OTHER_GRADE = Text(
    "核对 grade；等级由 ladder 里的词决定，例句里没写出做了什么、结果如何，等级就低",
    "check the grade; it comes of the ladder's words, and stays low where a sentence tells no deed and no result",
)
NOT_THE_SETS = Text(
    "在例句里用上这个词组自己的词，或把例句移到命中的那个词组",
    "use a cue of the set in the example, or move the example to the set that matches",
)


def _missed(results: dict[str, CriterionResult]) -> Text:
    others = [id_ for id_, result in results.items() if result.evidence]
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
