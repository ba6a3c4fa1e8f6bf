"""What only meaning refuses: checks that span several places of a rubric whose form is right."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from scorer.fold import fold
from scorer.model import Text
from scorer.rubric.pattern import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.rubric.parse import Parsed
    from scorer.rubric.problem import Path, Problem

SPEAKING = ("terms", "together", "some_of", "patterns", "weak")  # cues for a criterion, not against it
TERMS = frozenset({"terms", "together", "of", "weak", "headings", "plan_headings", "applies_when"})
PATTERNS = frozenset({"patterns", "plans", "not_counted"})
SEPARATORS = "，,；;"
QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’")


def meaning_problems(parsed: Parsed) -> Iterator[Problem]:
    """Every problem of a rubric that the schema has let pass, then what an author would want to know."""
    yield from _Meaning(parsed).problems()


class _Meaning:
    """The checks, and what they share."""

    def __init__(self, parsed: Parsed) -> None:
        self.problem = parsed.problem
        self.data: dict[str, Any] = parsed.data

    def problems(self) -> Iterator[Problem]:
        yield from self.ids()
        yield from self.grades()
        yield from self.weights()
        yield from self.shares()
        yield from self.bands()
        yield from self.shared_terms()
        yield from self.some_of()
        yield from self.never_outside()
        yield from self.empty()
        yield from self.patterns()
        yield from self.examples()
        yield from self.mute()
        yield from self.twice()
        yield from self.quoted()
        yield from self.run_together()
        yield from self.forestalled()

    def criteria(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        for d, dimension in enumerate(self.data["dimensions"]):
            for c, criterion in enumerate(dimension["criteria"]):
                yield ("dimensions", d, "criteria", c), criterion

    def adjustments(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        for key in ("bonuses", "deductions"):
            for number, item in enumerate(self.data.get(key, {}).get("items", [])):
                yield (key, "items", number), item
        for number, item in enumerate(self.data.get("vetoes", [])):
            yield ("vetoes", number), item

    def term_lists(self) -> Iterator[tuple[Path, list[str]]]:
        return ((path, strings) for path, strings in _string_lists(self.data, ()) if _holds_terms(path))

    def ids(self) -> Iterator[Problem]:
        seen: set[str] = set()
        dimensions = ((("dimensions", d), item) for d, item in enumerate(self.data["dimensions"]))
        for path, item in (*dimensions, *self.criteria(), *self.adjustments()):
            if item["id"] in seen:
                yield self.problem(
                    (*path, "id"),
                    (
                        Text(f"编号 {item['id']} 用了两次", f"the id {item['id']} is used twice"),
                        Text("换一个编号", "choose another id"),
                    ),
                )
            seen.add(item["id"])

    def grades(self) -> Iterator[Problem]:
        if [rung["grade"] for rung in self.data["ladder"]["grades"]] != [1, 2, 3, 4]:
            yield self.problem(
                ("ladder", "grades"),
                (
                    Text("等级应依次为 1、2、3、4", "grades must be 1, 2, 3, 4 in this order"),
                    Text("按顺序各写一次", "write each once, in order"),
                ),
            )

    def weights(self) -> Iterator[Problem]:
        total = 0.0
        for d, dimension in enumerate(self.data["dimensions"]):
            id_, weight = dimension["id"], dimension["weight"]
            inside = sum(criterion["weight"] for criterion in dimension["criteria"])
            total += weight
            if abs(inside - weight) > 1e-6:
                yield self.problem(
                    ("dimensions", d, "weight"),
                    (
                        Text(
                            f"{id_} 的分值是 {weight:g}，其下各项合计 {inside:g}",
                            f"{id_} weighs {weight:g}, its criteria add up to {inside:g}",
                        ),
                        Text("使两者相等", "make the two equal"),
                    ),
                )
        if abs(total - 100) > 1e-6:
            yield self.problem(
                ("dimensions",),
                (
                    Text(f"各大类分值合计 {total:g}，应为 100", f"the dimensions add up to {total:g}, not 100"),
                    Text("调整各大类的 weight", "adjust the weights of the dimensions"),
                ),
            )

    def shares(self) -> Iterator[Problem]:
        shares = self.data["ladder"]["shares"]
        if shares != sorted(shares):
            yield self.problem(
                ("ladder", "shares"),
                (
                    Text("等次越高得分不能越少", "a higher level must not earn less"),
                    Text("从小到大写", "write the shares in rising order"),
                ),
            )

    def bands(self) -> Iterator[Problem]:
        floors = [band["at_least"] for band in self.data["bands"]]
        if floors[-1] != 0 or any(low >= high for high, low in pairwise(floors)):
            yield self.problem(
                ("bands",),
                (
                    Text("评定应从高到低，最后一档从 0 分起", "bands must fall, and the last must begin at 0"),
                    Text(
                        "按分数从高到低排列，最后一档 at_least: 0",
                        "sort them downwards and end with at_least: 0",
                    ),
                ),
            )

    def shared_terms(self) -> Iterator[Problem]:
        """The same term in two criteria would always speak for both; weak cues may be shared."""
        owner: dict[str, str] = {}
        for path, criterion in self.criteria():
            for t, term in enumerate(criterion["cues"].get("terms", [])):
                first = owner.setdefault(term, criterion["id"])
                if first != criterion["id"]:
                    yield self.problem(
                        (*path, "cues", "terms", t),
                        (
                            Text(f"线索词“{term}”在 {first} 中已有", f"the cue “{term}” stands in {first} too"),
                            Text(
                                "只留在最贴切的一项，或改为 weak",
                                "keep it where it fits best, or make it weak",
                            ),
                        ),
                    )

    def some_of(self) -> Iterator[Problem]:
        for path, criterion in self.criteria():
            for s, some in enumerate(criterion["cues"].get("some_of", [])):
                if some["at_least"] > len(set(some["of"])):
                    yield self.problem(
                        (*path, "cues", "some_of", s, "at_least"),
                        (
                            Text("要求的个数多于所列的词", "it asks for more terms than are listed"),
                            Text("减小 at_least 或补充词语", "lower at_least or add terms"),
                        ),
                    )

    def patterns(self) -> Iterator[Problem]:
        """Every pattern must compile in linear-time syntax and must not match nothing."""
        for path, strings in _string_lists(self.data, ()):
            if _holds_patterns(path):
                for number, pattern in enumerate(strings):
                    advice = fault(pattern)
                    if advice:
                        yield self.problem((*path, number), advice)

    # --- warnings ------------------------------------------------------------------------------

    def examples(self) -> Iterator[Problem]:
        """A criterion without examples or near misses is untested."""
        for path, criterion in self.criteria():
            id_ = criterion["id"]
            if not criterion.get("examples"):
                yield self.problem(
                    path,
                    (
                        Text(f"{id_} 没有例句", f"{id_} has no examples"),
                        Text("写几个应当命中的句子（examples）", "add sentences that must match (examples)"),
                    ),
                    warning=True,
                )
            if not criterion.get("near_misses"):
                yield self.problem(
                    path,
                    (
                        Text(f"{id_} 没有反例", f"{id_} has no near misses"),
                        Text(
                            "写几个看似相近、但不应命中的句子（near_misses）",
                            "add sentences that look alike but must not match (near_misses)",
                        ),
                    ),
                    warning=True,
                )

    def mute(self) -> Iterator[Problem]:
        for path, criterion in self.criteria():
            if not any(criterion["cues"].get(kind) for kind in SPEAKING):
                yield self.problem(
                    (*path, "cues"),
                    (
                        Text(
                            f"{criterion['id']} 没有可命中的线索词，永远得 0 分",
                            f"nothing speaks for {criterion['id']}; it will always score 0",
                        ),
                        Text(f"至少写 {'、'.join(SPEAKING)} 中的一种", f"give one of {', '.join(SPEAKING)}"),
                    ),
                    warning=True,
                )

    def never_outside(self) -> Iterator[Problem]:
        """Where no criterion may be set aside, none can apply to some reports only."""
        if self.data.get("not_applicable") == "forbid":
            for path, criterion in self.criteria():
                if criterion.get("applies_when"):
                    yield self.problem(
                        (*path, "applies_when"),
                        (
                            Text(
                                f"not_applicable: forbid 不许有不适用的项，{criterion['id']} 却写了 applies_when",
                                f"not_applicable: forbid lets no criterion be set aside, {criterion['id']} has "
                                "applies_when",
                            ),
                            Text("两者只留一个", "keep one of the two"),
                        ),
                    )

    def empty(self) -> Iterator[Problem]:
        """Words of nothing but what is overlooked in a report: white space and Markdown's stars."""
        for path, strings in _string_lists(self.data, ()):
            for number, string in enumerate(strings):
                if not _holds_patterns(path) and not fold(f"一{string}一").text.strip("一"):
                    yield self.problem(
                        (*path, number),
                        (
                            Text(f"“{string}”里没有可找的字", f"there is nothing to look for in “{string}”"),
                            Text("写上词语，或删去", "write a word, or remove it"),
                        ),
                    )

    def twice(self) -> Iterator[Problem]:
        for path, strings in _string_lists(self.data, ()):
            for string, times in Counter(strings).items():
                if times > 1:
                    again = strings.index(string, strings.index(string) + 1)
                    yield self.problem(
                        (*path, again),
                        (
                            Text(
                                f"“{string}”在这个列表里写了 {times} 次",
                                f"“{string}” is listed {times} times",
                            ),
                            Text("留一个即可", "keep one"),
                        ),
                        warning=True,
                    )

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
        """A term that holds a comma is most likely several, separated by the wrong comma."""
        for path, terms in self.term_lists():
            for number, term in enumerate(terms):
                if any(mark in term for mark in SEPARATORS):
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

    def forestalled(self) -> Iterator[Problem]:
        """A term that contains one of its criterion's `unless` terms rules itself out."""
        for path, criterion in self.criteria():
            cues = criterion["cues"]
            for kind in ("terms", "weak"):
                for number, term in enumerate(cues.get(kind, [])):
                    bar = next((one for one in cues.get("unless", []) if one in term), None)
                    if bar is not None:
                        yield self.problem(
                            (*path, "cues", kind, number),
                            (
                                Text(
                                    f"“{term}”永远不会命中，因为其中有 unless 的“{bar}”",
                                    f"“{term}” can never match: it contains “{bar}” of unless",
                                ),
                                Text("删去其中一个", "remove one of the two"),
                            ),
                            warning=True,
                        )


def _string_lists(value: Any, path: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every list of strings in the data, and where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _string_lists(inner, (*path, key))
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield path, value
        else:
            for number, inner in enumerate(value):
                yield from _string_lists(inner, (*path, number))


def _name(path: Path) -> str | int:
    """What a list is called; groups of `together` stand two levels below their name."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _holds_patterns(path: Path) -> bool:
    """Whether a list holds patterns: shortcomings and exclusions give theirs under `unless` too."""
    return _name(path) in PATTERNS or (_name(path) == "unless" and "cues" not in path)


def _holds_terms(path: Path) -> bool:
    return _name(path) in TERMS or (_name(path) == "unless" and "cues" in path)
