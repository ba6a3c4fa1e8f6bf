"""What sentences have in common that others do not have: runs of Chinese characters, found without a dictionary."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

SHORTEST, LONGEST = 2, 8  # characters of a shared word
LEAST_SENTENCES = 3  # that share it
LEAST_REPORTS = 2  # that these come from
FEW = 0.1  # of the sentences that share it: so many others may have it
CHANCE = 0.01  # above which that others lack a word may be an accident

HAN = re.compile("[\u4e00-\u9fff]+")
# Characters that join words: no term begins or ends with one.
JOINTS = frozenset("的了在和与及或等为是对把被将以并也都就而从向于由其之这那各该个中上下")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in which words may be shared."""

    text: str  # folded; what is not to be compared is left out
    report: Hashable


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word and which of the sentences, counted from 0, have it."""

    word: str
    sentences: frozenset[int]
    chance: float  # that so few of the others would have it if all were alike


def shared_words(having: Sequence[Passage], lacking: Sequence[Passage], shortest: int = SHORTEST) -> list[SharedWord]:
    """The words that enough of the first share and hardly any of the others has; the widest spread first.

    Of words that the same sentences share only the longest is given.
    """
    found: dict[str, set[int]] = defaultdict(set)
    for number, passage in enumerate(having):
        for word in _words(passage.text, shortest):
            found[word].add(number)
    shared = []
    for word, sentences in found.items():
        if len(sentences) >= LEAST_SENTENCES and len({having[n].report for n in sentences}) >= LEAST_REPORTS:
            elsewhere = sum(word in passage.text for passage in lacking)
            if elsewhere <= FEW * len(sentences):
                chance = _chance(len(sentences), elsewhere, len(having), len(lacking))
                shared.append(SharedWord(word, frozenset(sentences), chance))
    return sorted(_longest(shared), key=lambda one: (-len(one.sentences), -len(one.word), one.word))


def cover(words: Iterable[SharedWord], most: int) -> list[SharedWord]:
    """Words that are no accident and together reach the most sentences, each enough that those before it do not."""
    left = [one for one in words if one.chance <= CHANCE]
    chosen: list[SharedWord] = []
    reached: frozenset[int] = frozenset()
    while left and len(chosen) < most:
        best = max(left, key=lambda one: len(one.sentences - reached))
        if len(best.sentences - reached) < LEAST_SENTENCES:
            break
        chosen.append(best)
        reached |= best.sentences
        left.remove(best)
    return chosen


def _words(text: str, shortest: int) -> set[str]:
    return {
        run[start:end]
        for run in HAN.findall(text)
        for start in range(len(run))
        for end in range(start + shortest, min(start + LONGEST, len(run)) + 1)
        if run[start] not in JOINTS and run[end - 1] not in JOINTS
    }


def _chance(times: int, elsewhere: int, having: int, lacking: int) -> float:
    """How likely it is, if it is all the same who has a word, that no more than so many of the others do."""
    ways = sum(
        comb(having, times + elsewhere - other) * comb(lacking, other)
        for other in range(elsewhere + 1)
        if times + elsewhere - other <= having
    )
    return ways / comb(having + lacking, times + elsewhere)


def _longest(words: Iterable[SharedWord]) -> list[SharedWord]:
    best: dict[frozenset[int], SharedWord] = {}
    for one in words:
        known = best.get(one.sentences)
        if known is None or (-len(one.word), one.word) < (-len(known.word), known.word):
            best[one.sentences] = one
    return list(best.values())
