"""What only meaning refuses in one part alone: a list, the cues of one criterion or set, the ladder.

A rubric and a lexicon are held to the same.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from scorer.fold import fold
from scorer.model import Text
from scorer.rubric.pattern import fault
from scorer.written.problem import ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.rubric.resolve import Resolved
    from scorer.written.parse import Parsed
    from scorer.written.problem import Advice, Path, Problem

TERMS = frozenset({"terms", "together", "of", "weak", "headings", "plan_headings", "applies_when", "set_phrases"})
PATTERNS = frozenset({"patterns", "plans", "not_counted"})
CHINESE = "[\u4e00-\u9fff]"
# Words that were to be several. One character beside a space is a gap inside a word.
RUN_TOGETHER = re.compile(
    rf"[，,；;]|(?<={CHINESE})\s*[|｜/／]\s*(?={CHINESE})|(?<={CHINESE}{{2}})\s+(?={CHINESE}{{2}})"
)
ENUMERATED = re.compile(rf"(?<={CHINESE})、(?={CHINESE})")
SEEN = re.compile("[0-9A-Za-z\u4e00-\u9fff]")  # never overlooked, and most words have one
QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’")


def part_problems(parsed: Parsed) -> Iterator[Problem]:
    """Every problem of a single list, combination or ladder in one file that the schema has let pass."""
    yield from _Parts(parsed).problems()


def list_problems(parsed: Parsed) -> Iterator[Problem]:
    """Every problem of a single list of words or patterns. The file need not be of the right form."""
    yield from _Parts(parsed).of_lists()


class _Parts:
    """The checks, and what they share."""

    def __init__(self, parsed: Parsed) -> None:
        self.problem = parsed.problem
        self.data: dict[str, Any] = parsed.data
        self.lists = list(string_lists(parsed.data, ()))

    def problems(self) -> Iterator[Problem]:
        for rule, found in (
            ("grades", self.grades()),
            ("shares", self.shares()),
            ("some-of", self.some_of()),
        ):
            yield from ruled(rule, found)
        yield from self.of_lists()

    def of_lists(self) -> Iterator[Problem]:
        for rule, found in (
            ("empty-word", self.empty()),
            ("pattern", self.patterns()),
            ("twice", self.twice()),
            ("quoted", self.quoted()),
            ("run-together", self.run_together()),
        ):
            yield from ruled(rule, found)

    def grades(self) -> Iterator[Problem]:
        ladder = self.data.get("ladder")
        if ladder and [rung["grade"] for rung in ladder["grades"]] != [1, 2, 3, 4]:
            yield self.problem(
                ("ladder", "grades"),
                (
                    Text("等级应依次为 1、2、3、4", "grades must be 1, 2, 3, 4 in this order"),
                    Text("按顺序各写一次", "write each once, in order"),
                ),
            )

    def shares(self) -> Iterator[Problem]:
        shares = self.data.get("ladder", {}).get("shares", [])
        if shares != sorted(shares):
            yield self.problem(
                ("ladder", "shares"),
                (
                    Text("等次越高得分不能越少", "a higher level must not earn less"),
                    Text("从小到大写", "write the shares in rising order"),
                ),
            )

    def term_lists(self) -> Iterator[tuple[Path, list[str]]]:
        return ((path, strings) for path, strings in self.lists if _holds_terms(path))

    def some_of(self) -> Iterator[Problem]:
        for path, cues in criterion_cues(self.data):
            for s, some in enumerate(cues.get("some_of", [])):
                if some["at_least"] > len(set(some["of"])):
                    yield self.problem(
                        (*path, "some_of", s, "at_least"),
                        (
                            Text("要求的个数多于所列的词", "it asks for more terms than are listed"),
                            Text("减小 at_least 或补充词语", "lower at_least or add terms"),
                        ),
                    )

    def patterns(self) -> Iterator[Problem]:
        """Every pattern must compile in linear-time syntax and must not match nothing."""
        for path, strings in self.lists:
            if holds_patterns(path):
                for number, pattern in enumerate(strings):
                    advice = fault(pattern)
                    if advice:
                        yield self.problem((*path, number), advice)

    def empty(self) -> Iterator[Problem]:
        """Words of nothing but what is overlooked in a report: white space and Markdown's stars."""
        for path, strings in self.lists:
            for number, string in enumerate(() if holds_patterns(path) else strings):
                if is_blank(string):
                    yield self.problem(
                        (*path, number),
                        (
                            Text(f"“{string}”里没有可找的字", f"there is nothing to look for in “{string}”"),
                            Text("写上词语，或删去", "write a word, or remove it"),
                        ),
                    )

    def twice(self) -> Iterator[Problem]:
        for path, strings in self.lists:
            for again, advice in repeated(strings):
                yield self.problem((*path, again), advice, warning=True)

    def quoted(self) -> Iterator[Problem]:
        """A term in Chinese quotes is looked for with its quotes; in YAML they do not quote."""
        for path, terms in self.term_lists():
            for number, term in enumerate(terms):
                if QUOTED.fullmatch(term):
                    yield self.problem(
                        (*path, number),
                        (
                            Text(f"{term} 会连引号一起查找", f"{term} is looked for with its quotes"),
                            Text("若不要引号，删去它", "remove them unless that is meant"),
                        ),
                        warning=True,
                    )

    def run_together(self) -> Iterator[Problem]:
        """A term that holds a comma is most likely several, separated by the wrong comma.

        、 is a part of many phrases; who has it in all items of a list took it for a comma.
        """
        for path, terms in self.term_lists():
            enumerated = path[-1] != "set_phrases" and all(map(ENUMERATED.search, terms))
            for number, term in enumerate(terms):
                if enumerated or RUN_TOGETHER.search(term):
                    yield self.problem(
                        (*path, number),
                        (
                            Text(f"“{term}”会作为一个词查找", f"“{term}” is looked for as one term"),
                            Text(
                                "若是几个词，各词之间用英文逗号加空格隔开",
                                "if several are meant, put a plain comma and a space between them",
                            ),
                        ),
                        warning=True,
                    )


def forestalled(resolved: Resolved) -> Iterator[Problem]:
    """A term that contains one of its criterion's `unless` terms rules itself out."""
    for path, cues in criterion_cues(resolved.data):
        bars = cues.get("unless", [])
        for kind in ("terms", "weak"):
            for number, term in enumerate(cues.get(kind, []) if bars else []):
                bar = next((b for b, one in enumerate(bars) if one in term), None)
                if bar is not None:
                    at: Path = (*path, kind, number)
                    rules: Path = (*path, "unless", bar)
                    shared = resolved.is_own(rules) and not resolved.is_own(at)
                    yield resolved.problem(
                        rules if shared else at,
                        (
                            Text(
                                f"“{term}”永远不会命中，因为其中有 unless 的“{bars[bar]}”",
                                f"“{term}” can never match: it contains “{bars[bar]}” of unless",
                            ),
                            Text(
                                "在 without 里写上它，或删去 unless 的词",
                                "name it under without, or remove the word of unless",
                            )
                            if shared
                            else Text("删去其中一个", "remove one of the two"),
                        ),
                        warning=True,
                    )


def criterion_cues(data: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The cues of every criterion of a rubric, of every set of a lexicon."""
    for d, dimension in enumerate(data.get("dimensions", [])):
        for c, criterion in enumerate(dimension["criteria"]):
            yield ("dimensions", d, "criteria", c, "cues"), criterion["cues"]
    for name, cues in data.get("sets", {}).items():
        yield ("sets", name), cues


def repeated(strings: list[str]) -> Iterator[tuple[int, Advice]]:
    """Where a string stands a second time in a list."""
    for string, times in Counter(strings).items():
        if times > 1:
            again = strings.index(string, strings.index(string) + 1)
            yield (
                again,
                (
                    Text(f"“{string}”在这个列表里写了 {times} 次", f"“{string}” is listed {times} times"),
                    Text("留一个即可", "keep one"),
                ),
            )


def is_blank(string: str) -> bool:
    """Whether a string has nothing but what is overlooked in a report."""
    return not SEEN.search(string) and not fold(f"一{string}一").text.strip("一")


def string_lists(value: Any, path: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every list of strings in the data, and where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from string_lists(inner, (*path, key))
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield path, value
        else:
            for number, inner in enumerate(value):
                yield from string_lists(inner, (*path, number))


def _name(path: Path) -> str | int:
    """What a list is called; groups of `together` stand two levels below their name."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def holds_patterns(path: Path) -> bool:
    """Whether a list holds patterns: shortcomings and exclusions give theirs under `unless` too."""
    return _name(path) in PATTERNS or (_name(path) == "unless" and not _holds_cues(path))


def _holds_terms(path: Path) -> bool:
    return _name(path) in TERMS or (_name(path) == "unless" and _holds_cues(path))


def _holds_cues(path: Path) -> bool:
    return "cues" in path or path[0] == "sets"
