"""A rubric's words, compiled: one automaton for all literals, patterns tried only where their literals stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, auto
from functools import cache, cached_property
from itertools import islice
from typing import NamedTuple

import ahocorasick_rs
import re2

from scorer.evidence.headings import Headings
from scorer.evidence.trigger import required
from scorer.fold import fold
from scorer.model import Bound, Quantity, QuantityKind, Rubric

MOST_MATCHES = 50  # of one pattern in one sentence
COUNTABLE = frozenset({QuantityKind.AMOUNT, QuantityKind.SHARE})

# Digits count results whatever they say. Numbers in words mostly describe where they are small or round: 两个窗口,
# 三件事并成一次办, 半小时, 各占一半, 千名干部. They count a result above ten, where they count occasions or people,
# where they are shares other than a half, and where they tell what something became: 从七天减到三天. A round number
# does so where it is a count rounded, 十余家, 近百件, not where it only says that there are many: 千万人次.
TEN = 10
ROUND = frozenset({10, 100, 1000, 10_000})
OF_OCCASIONS_AND_PEOPLE = frozenset({"次", "场", "期", "名", "户", "起"})
DIGIT = re.compile(r"\d")
HALF = re.compile("一半|半数")
ONES = re.compile("[一二两三四五六七八九廿卅壹贰叁肆伍陆柒捌玖]")  # without them a number in words is round: 百, 十万


class Kind(IntEnum):
    """What a word is for."""

    TERM = 0
    WEAK = auto()
    COMBINED = auto()  # of the words of a combination that is met
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
    ELSEWHERE = auto()  # for a matter that no criterion of the rubric is about


# A word inside a longer one of the same family does not count: 志愿服务 in 党员志愿服务队, 组织 in 党组织.
FAMILIES = (frozenset({Kind.TERM, Kind.WEAK}), frozenset({Kind.RUNG}))


class Role(NamedTuple):
    """What a word is for, and whose it is: a criterion's id, a grade, the number of an exclusion."""

    kind: Kind
    owner: str


@dataclass(slots=True)
class Word:
    """A literal of the rubric: what it is for alone, and what it is a part of. Or a pattern, of its hits."""

    roles: tuple[Role, ...] = ()
    groups: int = 0  # a bit for each group of words that it belongs to
    combinations: list[int] = field(default_factory=list)  # that it leads to
    patterns: list[int] = field(default_factory=list)  # that it leads to
    pattern: str = ""  # that it is, as written


NO_WORD = Word()


class Hit(NamedTuple):
    """A word or pattern found: `start` to `end` in the text that was searched."""

    start: int
    end: int
    roles: tuple[Role, ...]  # those of the word that count here
    word: Word = NO_WORD


Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """Words that speak for a criterion only together: enough of its groups must stand in one sentence."""

    criterion: str
    groups: int  # a bit for each of its groups; those of one combination follow each other
    at_least: int
    words: tuple[Group, ...]  # of each group, in the order of the bits

    def is_met(self, seen: int) -> bool:
        """Whether enough of its groups are among the bits of a sentence."""
        return (seen & self.groups).bit_count() >= self.at_least

    def lacking(self, seen: int) -> list[Group]:
        """The groups that are not among the bits of a sentence."""
        first = self.groups & -self.groups
        return [words for number, words in enumerate(self.words) if not seen & first << number]


@dataclass(frozen=True)
class _Pattern:
    pattern: str
    role: Role
    groups: int  # a bit for each set of literals of which a match needs one
    word: Word  # of its hits

    @cached_property
    def regex(self) -> re2._Regexp:
        """Compiled when it is first needed: a short run needs few of many."""
        return _compiled(self.pattern)


@cache  # rubrics share most of their patterns, and so does a rubric with what it was before an edit
def _compiled(pattern: str) -> re2._Regexp:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True  # where a match begins and ends is all that is wanted, and found faster
    return re2.compile(pattern, options)


class Lexicon:
    """Everything that a rubric looks for. Built once a run; holds no state of any report."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self._units = frozenset(rubric.ladder.units)
        self.headings = Headings(rubric)
        self.combinations: list[Combination] = []
        self._patterns: list[_Pattern] = []
        self._untriggered: list[int] = []  # numbers of patterns that require no literal
        self._bits = 0  # groups of words so far
        words: dict[str, Word] = defaultdict(Word)
        for literal, role in _literals(rubric):
            words[_folded(literal)].roles += (role,)
        self._combine(words)
        self._number_patterns(words)
        literals = sorted(words)
        self._words = [words[literal] for literal in literals]
        self._families = [
            tuple(f for f, family in enumerate(FAMILIES) if any(role.kind in family for role in word.roles))
            for word in self._words
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(literals)

    def _combine(self, words: dict[str, Word]) -> None:
        """Number the combinations, and have their words lead to them."""
        for criterion, groups, at_least, leading in _combinations(self.rubric):
            number = len(self.combinations)
            self.combinations.append(Combination(criterion, self._note(groups, words), at_least, groups))
            for literal in dict.fromkeys(_folded(word) for group in leading for word in group):
                words[literal].combinations.append(number)

    def _number_patterns(self, words: dict[str, Word]) -> None:
        """Number the patterns, and have the literals that each requires lead to it."""
        for number, (written, role) in enumerate(_patterns(self.rubric)):
            pattern = _as_folded(written)
            groups = [group for group in required(pattern) if all(map(_folded, group))]
            self._patterns.append(_Pattern(pattern, role, self._note(groups, words), Word(pattern=written)))
            for literal in max(groups, key=_mean_length, default=()):
                words[_folded(literal)].patterns.append(number)
            if not groups:
                self._untriggered.append(number)

    def _note(self, groups: Iterable[Iterable[str]], words: dict[str, Word]) -> int:
        """Give each group a bit and note it with its words; together these bits tell what a sentence holds.

        Only words of one group lead to a combination or pattern: that is enough to find it, and spares the commonest
        words hundreds of roles.
        """
        mine = 0
        for group in groups:
            bit = 1 << self._bits
            self._bits += 1
            mine |= bit
            for word in group:
                words[_folded(word)].groups |= bit
        return mine

    def hits(self, text: str) -> list[Hit]:
        """Every literal in a text, by place. A word that lies inside a longer one of its family is left out."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        hits = []
        covered_to = [0] * len(FAMILIES)  # the furthest end of each family's words so far
        for number, start, end in sorted(found, key=_longest_first):
            word = self._words[number]
            roles = word.roles
            for family in self._families[number]:
                if end <= covered_to[family]:
                    roles = tuple(role for role in roles if role.kind not in FAMILIES[family])
                else:
                    covered_to[family] = end
            hits.append(Hit(start, end, roles, word))
        return hits

    def counts(self, quantity: Quantity) -> bool:
        """Whether a quantity counts a result: an amount or a share in one of the ladder's units, and no description."""
        in_words = DIGIT.search(quantity.text) is None
        return self._may_count(quantity) and (not in_words or _counts_in_words(quantity))

    def only_describes(self, quantity: Quantity) -> bool:
        """Whether a quantity would count a result if it were not a small or round number in words."""
        return self._may_count(quantity) and not self.counts(quantity)

    def _may_count(self, quantity: Quantity) -> bool:
        return quantity.kind in COUNTABLE and quantity.unit in self._units

    def pattern_hits(self, text: str, hits: Iterable[Hit]) -> list[Hit]:
        """Every match in one sentence of the patterns that its literal hits allow, or that require none."""
        seen = 0
        numbers = set(self._untriggered)
        for word in {id(hit.word): hit.word for hit in hits}.values():
            seen |= word.groups
            numbers.update(word.patterns)
        raw = text.encode()  # once, not once a pattern
        return [
            Hit(_characters(raw, match.start()), _characters(raw, match.end()), (pattern.role,), pattern.word)
            for pattern in map(self._patterns.__getitem__, sorted(numbers))
            if seen & pattern.groups == pattern.groups
            for match in islice(pattern.regex.finditer(raw), MOST_MATCHES)
        ]


def _counts_in_words(quantity: Quantity) -> bool:
    """Whether an amount or a share that is written in words counts a result and does not only describe."""
    text, value = quantity.text, quantity.value or 0.0
    if quantity.before is not None:
        return True
    if quantity.kind is QuantityKind.SHARE:
        return HALF.search(text) is None
    if ONES.search(text):
        return value > TEN or (value > 1 and quantity.unit in OF_OCCASIONS_AND_PEOPLE)
    return value in ROUND and quantity.bound in {Bound.AT_LEAST, Bound.ABOUT}


def longer_word(hit: Hit, role: Role, hits: Sequence[Hit]) -> Hit | None:
    """The word because of which another does not count in one of its roles, as it lies inside; None where it counts."""
    if role in hit.roles:
        return None
    family = next(family for family in FAMILIES if role.kind in family)
    around = [
        other
        for other in hits
        if other.start <= hit.start and hit.end <= other.end and any(one.kind in family for one in other.roles)
    ]
    return max(around, key=lambda other: other.end - other.start)


# Of a pattern what is syntax, and what is punctuation that stands for itself.
SYNTAX_OR_SIGN = re.compile(r"\{\d+,\d*\}|\(\?[a-zA-Z]*:?|\[:\^?[a-z]+:\]|\\.|[,;:!]")


def _as_folded(pattern: str) -> str:
    """A pattern whose signs are written as in folded text: `\\(试行\\)` finds （试行）."""

    def sign(found: re.Match[str]) -> str:
        written = found.group()
        return fold(written[-1]).text if len(written) == 1 or written in {r"\(", r"\)", r"\?"} else written

    return SYNTAX_OR_SIGN.sub(sign, pattern)


def _characters(raw: bytes, offset: int) -> int:
    """How many characters the bytes before an offset are."""
    return len(raw[:offset].decode())


def _longest_first(found: tuple[int, int, int]) -> tuple[int, int]:
    return found[1], -found[2]


@cache
def _folded(word: str) -> str:
    return fold(word).text


def _mean_length(group: Collection[str]) -> float:
    return sum(map(len, group)) / len(group)


def _combinations(rubric: Rubric) -> Iterator[tuple[str, tuple[Group, ...], int, tuple[Group, ...]]]:
    """Of each combination the criterion, the groups, how many of them are needed, and the groups that lead to it."""
    for criterion in rubric.criteria:
        for groups in criterion.cues.together:
            yield criterion.id, groups, len(groups), (max(groups, key=_mean_length),)
        for some in criterion.cues.some_of:
            each = tuple((word,) for word in some.of)
            yield criterion.id, each, some.at_least, each


def _literals(rubric: Rubric) -> Iterator[tuple[str, Role]]:
    for criterion in rubric.criteria:
        cues, owner = criterion.cues, criterion.id
        yield from _each(cues.terms, Role(Kind.TERM, owner))
        yield from _each(cues.weak, Role(Kind.WEAK, owner))
        yield from _each(cues.unless, Role(Kind.UNLESS, owner))
        yield from _each(criterion.applies_when, Role(Kind.APPLIES, owner))
    for rung in rubric.ladder.rungs:
        yield from _each(rung.terms, Role(Kind.RUNG, str(rung.grade)))
    for number, exclusion in enumerate(rubric.not_evidence):
        yield from _each(exclusion.terms, Role(Kind.NOT_EVIDENCE, str(number)))
    yield from _each(rubric.shortcomings.terms, Role(Kind.SHORTCOMING, ""))
    yield from _each(rubric.relevance.terms, Role(Kind.RELEVANT, ""))
    yield from _each(rubric.elsewhere, Role(Kind.ELSEWHERE, ""))


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
