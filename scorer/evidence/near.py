"""What a sentence lacks to speak for a criterion: which of its cues come near, and else what it looks for.

Told where no cue counts that speaks alone; named sets of the lexicon are told where they are known.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from scorer.evidence.lexicon import Kind
from scorer.evidence.trigger import required
from scorer.evidence.weighed_words import LONGEST
from scorer.fold import fold
from scorer.model import NOTHING, SomeOf, Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scorer.evidence.lexicon import Combination
    from scorer.evidence.weighed_words import Matter
    from scorer.model import Criterion, Cues, Sighting

MOST_NEAR = 3  # cues that are told of a sentence
MOST_WORDS = 6  # of a group, or as examples of what a criterion looks for
MOST_SETS = 8  # that are named
APART = 4  # characters between the two halves of a term
SHORTEST = 2  # characters of a word that tells something; of a pattern single ones stand almost everywhere
PIECES = re.compile(r"\\.|.", re.DOTALL)  # of a pattern
SIGNS = frozenset("，。；：！？、（）“”《》")
NO_CUE = Text(
    "这一项没有能对上的线索词，哪句话都不会算给它：请在评分标准里给它写上单独能算的线索词",
    "the criterion has no cue that can match, so no sentence is evidence for it: give it one that counts alone",
)


def speaks_alone(matter: Matter) -> bool:
    """Whether a cue of the criterion counts that needs no other and no heading."""
    return any(kind is not Kind.WEAK for kind in matter.weighed.cues.get(matter.criterion, {}).values())


def near(matter: Matter) -> tuple[Text, ...]:
    """Cues that nearly stand in the sentence, and what each of them lacks; what lacks least first."""
    told = [*_weak(matter), *_apart(matter), *_left_out(matter), *_begun(matter)]
    return tuple(dict.fromkeys(told))[:MOST_NEAR]


def criterion_of(matter: Matter) -> Criterion:
    """The criterion that is asked about."""
    return next(one for one in matter.lexicon.rubric.criteria if one.id == matter.criterion)


def _from_set(item: object, kind: str, matter: Matter) -> Text:
    """The set that a cue comes from, in brackets; nothing where it is the criterion's own, or no set is known."""
    for name, cues in matter.sets.items():
        if item in getattr(cues, kind):
            return Text(f"（词组“{name}”）", f" (set “{name}”)")
    return NOTHING


# --- single cues -------------------------------------------------------------------------------


def _weak(matter: Matter) -> Iterator[Text]:
    """What makes weak cues count, where some stand in the sentence."""
    if not matter.weighed.cues.get(matter.criterion) or speaks_alone(matter):
        return
    criterion = criterion_of(matter)
    cues, examples, ways = criterion.cues, _examples(criterion, matter.sets, matter.weighed.text), []
    if examples:
        terms = _some(examples)
        zh, en = f"同句再有一个单独能算的线索词，如{terms.zh}", "a cue that counts alone in the same sentence, such as"
        ways.append(Text(zh, f"{en} {terms.en}"))
    elif cues.patterns:
        ways.append(Text("同句再有一个单独能算的写法（模式）", "words in the same sentence that a pattern matches"))
    if cues.headings:
        headings = _one_of(cues.headings)
        ways.append(Text(f"放在带有{headings.zh}的标题下", f"a heading with {headings.en}"))
    if ways:
        yield Text("；或者".join(way.zh for way in ways), "; or ".join(way.en for way in ways))
    else:
        yield NO_CUE


def _apart(matter: Matter) -> Iterator[Text]:
    """Terms of which both halves stand in the sentence, with other words between them."""
    for term in criterion_of(matter).cues.terms:
        found = _halves(fold(term).text, matter.weighed.text)
        if found:
            words, home = matter.as_written(found), _from_set(term, "terms", matter)
            yield Text(
                f"“{term}”{home.zh}要连着写才算，句中是“{words}”",
                f"“{term}”{home.en} counts only in one piece; here stands “{words}”",
            )


def _halves(term: str, text: str) -> Span | None:
    """Where a term of three characters or more stands in two pieces, at most a few characters apart."""
    if len(term) <= SHORTEST or term[-SHORTEST:] not in text:
        return None
    for cut in range(1 if len(term) == SHORTEST + 1 else SHORTEST, len(term) - SHORTEST + 1):
        start = text.find(term[:cut])
        while start >= 0:
            after = start + cut
            rest = text.find(term[cut:], after + 1, after + APART + len(term) - cut)
            if rest >= 0 and SIGNS.isdisjoint(text[after:rest]):
                return Span(start, rest + len(term) - cut, "")
            start = text.find(term[:cut], start + 1)
    return None


def _left_out(matter: Matter) -> Iterator[Text]:
    """Words in the sentence that stand in the criterion's sets, and that it does not want."""
    cues = criterion_of(matter).cues
    for name, of_set in matter.sets.items():
        for word in (*of_set.terms, *of_set.weak):
            if word not in (*cues.terms, *cues.weak) and fold(word).text in matter.weighed.text:
                yield Text(
                    f"“{word}”是词组“{name}”的词，但这一项用 without 去掉了它",
                    f"“{word}” is a cue of the set “{name}”, which the criterion leaves out by “without”",
                )


# --- cues of several parts ---------------------------------------------------------------------


def _begun(matter: Matter) -> list[Text]:
    """Combinations and patterns that are half there or more, those with the fewest gaps first."""
    told = [one for one in (*_combinations(matter), *_patterns(matter)) if one.gaps <= one.there]
    return [one.told for one in sorted(told, key=lambda one: (one.gaps, -one.there))]


class _Begun(NamedTuple):
    """A cue of which some words stand in the sentence."""

    gaps: int  # how many more it takes
    there: int
    told: Text


def _combinations(matter: Matter) -> Iterator[_Begun]:
    groups = matter.weighed.groups
    for combination in matter.lexicon.combinations:
        there = (combination.groups & groups).bit_count()
        if combination.criterion == matter.criterion and there:
            gaps = combination.at_least - there
            yield _Begun(gaps, there, _what_lacks(combination, gaps, matter))


def _what_lacks(combination: Combination, gaps: int, matter: Matter) -> Text:
    hits = [hit for hit in matter.weighed.hits if hit.word.groups & combination.groups]
    there = "、".join(dict.fromkeys(map(matter.quote, hits)))
    lacking = combination.lacking(matter.weighed.groups)
    if combination.at_least < len(combination.words):
        words = _some([word for group in lacking for word in group])
        item = SomeOf(combination.at_least, tuple(word for group in combination.words for word in group))
        home = _from_set(item, "some_of", matter)
        return Text(
            f"句中有“{there}”，还要有{words.zh}中的 {gaps} 个{home.zh}",
            f"beside “{there}” it takes {gaps} of {words.en}{home.en}",
        )
    each, home = _each(lacking), _from_set(combination.words, "together", matter)
    return Text(f"句中有“{there}”，还要有{each.zh}{home.zh}", f"beside “{there}” it takes {each.en}{home.en}")


def _patterns(matter: Matter) -> Iterator[_Begun]:
    """Patterns that do not match, each alternative on its own."""
    text = matter.weighed.text
    for pattern in criterion_of(matter).cues.patterns:
        home = _from_set(pattern, "patterns", matter)
        for branch in _branches(pattern):
            groups = [sorted(group, key=lambda word: (-len(word), word)) for group in required(branch)]
            there = [next((word for word in group if fold(word).text in text), "") for group in groups]
            words = "、".join(dict.fromkeys(word for word in there if len(word) >= SHORTEST))
            lacking = [group for group, word in zip(groups, there, strict=True) if not word]
            if words and lacking:
                each = _each(lacking)
                told = Text(
                    f"句中有“{words}”，还要有{each.zh}，按模式的写法{home.zh}",
                    f"beside “{words}” it takes {each.en}, written as a pattern has it{home.en}",
                )
            elif words:
                told = Text(
                    f"句中有“{words}”，但和模式“{_shortened(branch)}”的写法对不上{home.zh}",
                    f"“{words}” stands there, but not as the pattern “{_shortened(branch)}” has it{home.en}",
                )
            else:
                continue
            yield _Begun(len(lacking), len(groups) - len(lacking), told)


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern."""
    branches, depth, in_class = [""], 0, False
    for piece in PIECES.findall(pattern):
        in_class = piece == "[" or (in_class and piece != "]")
        depth += 0 if in_class else {"(": 1, ")": -1}.get(piece, 0)
        if piece == "|" and not depth and not in_class:
            branches.append("")
        else:
            branches[-1] += piece
    return branches


def _shortened(pattern: str) -> str:
    return pattern if len(pattern) <= 2 * LONGEST else f"{pattern[: 2 * LONGEST]}……"


def _each(groups: Iterable[Sequence[str]]) -> Text:
    each = [_one_of(group) for group in groups]
    return Text("，和".join(one.zh for one in each), " and ".join(one.en for one in each))


def _one_of(words: Sequence[str]) -> Text:
    some = _some(words)
    return some if len(words) == 1 else Text(f"{some.zh}之一", f"one of {some.en}")


def _some(words: Sequence[str]) -> Text:
    shown = "、".join(words[:MOST_WORDS])
    if len(words) <= MOST_WORDS:
        return Text(f"“{shown}”", f"“{shown}”")
    return Text(f"“{shown}”等 {len(words)} 个词", f"“{shown}” and {len(words) - MOST_WORDS} more")


# --- where nothing comes near ------------------------------------------------------------------


def sought(criterion: Criterion, sets: Mapping[str, Cues], text: str = "") -> Text:
    """What a criterion looks for: words that are most like a folded sentence's, and the sets that it uses, by name."""
    looks_for = _looks_for(criterion, sets, text)
    names = list(sets)
    if not names:
        return looks_for
    shown, more = "、".join(names[:MOST_SETS]), len(names) > MOST_SETS
    return Text(
        f"{looks_for.zh}；用的词组有：{shown}{f'等 {len(names)} 个' if more else ''}",
        f"{looks_for.en}; its sets: {shown}{f' and {len(names) - MOST_SETS} more' if more else ''}",
    )


def _looks_for(criterion: Criterion, sets: Mapping[str, Cues], text: str) -> Text:
    cues = criterion.cues
    examples = _examples(criterion, sets, text)
    if examples:
        words = _some(examples)
        return Text(f"这一项找的是这样的词：{words.zh}", f"the criterion looks for words such as {words.en}")
    if cues.patterns:
        return Text(
            "这一项找的是写法（模式），没有固定的词", "the criterion looks for ways of writing (patterns), no set words"
        )
    if cues.weak and cues.headings:
        headings = _one_of(cues.headings)
        return Text(
            f"这一项只有单独不算的线索词，要放在带有{headings.zh}的标题下才算",
            f"no cue of the criterion counts alone: only under a heading with {headings.en}",
        )
    return NO_CUE


def _examples(criterion: Criterion, sets: Mapping[str, Cues], text: str) -> list[str]:
    """The criterion's terms, or where it has none its combinations and what its patterns spell out: those like the
    sentence, then some of each set.
    """
    cues = criterion.cues
    if not cues.terms:
        both = (" + ".join(group[0] for group in groups) for groups in cues.together)
        spelled = filter(None, map(_spelled_out, chain.from_iterable(map(_branches, cues.patterns))))
        return list(dict.fromkeys((*both, *(word for some in cues.some_of for word in some.of), *spelled)))
    wanted = set(cues.terms)
    of_sets = [[term for term in one.terms if term in wanted] for one in sets.values()]
    in_turn = dict.fromkeys(filter(None, chain.from_iterable(zip_longest(*of_sets))))
    pairs = _pairs(text)
    return sorted(dict.fromkeys((*in_turn, *cues.terms)), key=lambda term: -len(_pairs(fold(term).text) & pairs))


def _spelled_out(pattern: str) -> str:
    """The words that a pattern cannot match without, one of each choice; "" where it spells out none."""
    words = (min(group, key=lambda word: (-len(word), word)) for group in required(pattern))
    return " + ".join(word for word in words if len(word) >= SHORTEST)


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(text))


def taken_for(sighting: Sighting | None, matter: Matter) -> Text:
    """Which other criteria the sentence is evidence for."""
    names = [matter.name(criterion) for criterion in sighting.cues] if sighting else []
    if not names:
        return Text("这句话也没有算给别的项", "the sentence is evidence for no other criterion either")
    return Text(
        f"这句话算给了{'、'.join(f'“{one.zh}”' for one in names)}",
        f"the sentence is taken for {', '.join(f'“{one.en}”' for one in names)}",
    )
