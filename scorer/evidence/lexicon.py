"""A rubric's words, compiled: one automaton for all literals, patterns tried only where their literals stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

import ahocorasick_rs
import re2

from scorer.evidence.quantity import Figures
from scorer.fold import fold
from scorer.model import Rubric


class Kind(Enum):
    """What a word is for."""

    TERM = auto()
    WEAK = auto()
    TOGETHER = auto()
    SOME_OF = auto()
    PATTERN = auto()
    UNLESS = auto()
    RUNG = auto()
    PLAN = auto()
    NOT_COUNTED = auto()
    NOT_EVIDENCE = auto()
    NOT_EVIDENCE_UNLESS = auto()
    SHORTCOMING = auto()
    SHORTCOMING_UNLESS = auto()
    RELEVANT = auto()
    APPLIES = auto()


# A word inside a longer one of the same family does not count: 志愿服务 in 党员志愿服务队, 组织 in 党组织.
FAMILIES = (frozenset({Kind.TERM, Kind.WEAK}), frozenset({Kind.RUNG}))


class Role(NamedTuple):
    """What a word is for, and whose it is: a criterion's id, a grade, the number of an exclusion."""

    kind: Kind
    owner: str
    combination: int = 0  # of together or some_of, within the owner
    group: int = 0  # of together, within the combination


class Hit(NamedTuple):
    """A word found: `start` to `end` in the text that was searched."""

    start: int
    end: int
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    regex: re2._Regexp
    role: Role


class Lexicon:
    """Everything that a rubric looks for. Built once a run; holds no state of any report."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.criteria = {criterion.id: criterion for criterion in rubric.criteria}
        self.figures = Figures(rubric.ladder.units)
        literals: dict[str, list[Role]] = defaultdict(list)
        for word, role in _literals(rubric):
            literals[fold(word).text].append(role)
        words = sorted(literals)
        self._roles = [tuple(literals[word]) for word in words]
        self._families = [
            tuple(f for f, family in enumerate(FAMILIES) if any(role.kind in family for role in roles))
            for roles in self._roles
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(words)
        self._patterns: list[_Pattern] = []
        self._filter = re2.Filter()
        options = re2.Options()
        options.log_errors = False
        for pattern, role in _patterns(rubric):
            self._filter.Add(pattern, options)
            self._patterns.append(_Pattern(re2.compile(pattern, options), role))
        if self._patterns:
            self._filter.Compile()

    def hits(self, text: str) -> list[Hit]:
        """Every literal in a text, by place. A word that lies inside a longer one of its family is left out."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        hits = []
        covered_to = [0] * len(FAMILIES)  # the furthest end of each family's words so far
        for number, start, end in sorted(found, key=_longest_first):
            roles = self._roles[number]
            for family in self._families[number]:
                if end <= covered_to[family]:
                    roles = tuple(role for role in roles if role.kind not in FAMILIES[family])
                else:
                    covered_to[family] = end
            if roles:
                hits.append(Hit(start, end, roles))
        return hits

    def pattern_hits(self, text: str) -> list[Hit]:
        """Every match of every pattern in one sentence; only patterns whose literals stand there are tried."""
        if not self._patterns:
            return []
        return [
            Hit(match.start(), match.end(), (self._patterns[number].role,))
            for number in sorted(self._filter.Match(text, True) or ())  # None where no literal stands
            for match in self._patterns[number].regex.finditer(text)
        ]


def _longest_first(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[1], -found[2]


def _literals(rubric: Rubric) -> Iterator[tuple[str, Role]]:
    for criterion in rubric.criteria:
        cues, owner = criterion.cues, criterion.id
        yield from _each(cues.terms, Role(Kind.TERM, owner))
        yield from _each(cues.weak, Role(Kind.WEAK, owner))
        yield from _each(cues.unless, Role(Kind.UNLESS, owner))
        yield from _each(criterion.applies_when, Role(Kind.APPLIES, owner))
        for number, combination in enumerate(cues.together):
            for group, words in enumerate(combination):
                yield from _each(words, Role(Kind.TOGETHER, owner, number, group))
        for number, some in enumerate(cues.some_of):
            yield from _each(some.of, Role(Kind.SOME_OF, owner, number))
    for rung in rubric.ladder.rungs:
        yield from _each(rung.terms, Role(Kind.RUNG, str(rung.grade)))
    for number, exclusion in enumerate(rubric.not_evidence):
        yield from _each(exclusion.terms, Role(Kind.NOT_EVIDENCE, str(number)))
    yield from _each(rubric.shortcomings.terms, Role(Kind.SHORTCOMING, ""))
    yield from _each(rubric.relevance.terms, Role(Kind.RELEVANT, ""))


def _patterns(rubric: Rubric) -> Iterator[tuple[str, Role]]:
    for criterion in rubric.criteria:
        yield from _each(criterion.cues.patterns, Role(Kind.PATTERN, criterion.id))
    for rung in rubric.ladder.rungs:
        yield from _each(rung.patterns, Role(Kind.RUNG, str(rung.grade)))
    yield from _each(rubric.ladder.plans, Role(Kind.PLAN, ""))
    yield from _each(rubric.ladder.not_counted, Role(Kind.NOT_COUNTED, ""))
    for number, exclusion in enumerate(rubric.not_evidence):
        yield from _each(exclusion.patterns, Role(Kind.NOT_EVIDENCE, str(number)))
        yield from _each(exclusion.unless, Role(Kind.NOT_EVIDENCE_UNLESS, str(number)))
    yield from _each(rubric.shortcomings.patterns, Role(Kind.SHORTCOMING, ""))
    yield from _each(rubric.shortcomings.unless, Role(Kind.SHORTCOMING_UNLESS, ""))


def _each(words: Iterable[str], role: Role) -> Iterator[tuple[str, Role]]:
    for word in dict.fromkeys(words):
        yield word, role
