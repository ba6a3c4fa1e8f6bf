"""What only meaning refuses: checks that span several places of a rubric whose form is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scorer.model import Text
from scorer.rubric.crosswalk import crosswalk_problems
from scorer.rubric.indicators import indicator_problems
from scorer.rubric.parts import forestalled, part_problems
from scorer.rubric.whole import whole_problems
from scorer.written.problem import ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.rubric.resolve import Resolved
    from scorer.written.problem import Advice, Path, Problem

SPEAKING = ("terms", "together", "some_of", "patterns", "weak")  # cues for a criterion, not against it


def meaning_problems(resolved: Resolved) -> Iterator[Problem]:
    """Every problem of a rubric that the schema has let pass, then what an author would want to know."""
    yield from _Meaning(resolved).problems()


class _Meaning:
    """The checks, and what they share."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.problem = resolved.problem
        self.data: dict[str, Any] = resolved.data

    def problems(self) -> Iterator[Problem]:
        for rule, found in (
            ("shared-cue", self.shared_terms()),
            ("not-applicable", self.never_outside()),
            ("enough", self.enough()),
            ("examples", self.examples()),
            ("mute", self.mute()),
            ("forestalled", forestalled(self.resolved)),
            ("indicator", indicator_problems(self.resolved)),
            ("crosswalk", crosswalk_problems(self.resolved.parsed)),
        ):
            yield from ruled(rule, found)
        yield from whole_problems(self.resolved.parsed)
        yield from part_problems(self.resolved.parsed)

    def criteria(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        for d, dimension in enumerate(self.data["dimensions"]):
            for c, criterion in enumerate(dimension["criteria"]):
                yield ("dimensions", d, "criteria", c), criterion

    def enough(self) -> Iterator[Problem]:
        """More criteria than there are can never be judged: no agency would have a total."""
        wanted, count = self.data.get("enough", 0), len(list(self.criteria()))
        if wanted > count:
            yield self.problem(
                ("enough",),
                (
                    Text(
                        f"enough 是 {wanted:g}，而标准只有 {count} 项", f"enough is {wanted:g} of only {count} criteria"
                    ),
                    Text(f"改成 1 到 {count} 之间的数", f"make it a number from 1 to {count}"),
                ),
            )

    def shared_terms(self) -> Iterator[Problem]:
        """The same term in two criteria would always speak for both; weak cues may be shared."""
        first: dict[str, tuple[str, Path]] = {}
        for path, criterion in self.criteria():
            told: set[str] = set()
            for t, term in enumerate(criterion["cues"].get("terms", [])):
                here: Path = (*path, "cues", "terms", t)
                owner, there = first.setdefault(term, (criterion["id"], here))
                if owner == criterion["id"]:
                    continue
                if self.resolved.is_own(here) or self.resolved.is_own(there):
                    at = here if self.resolved.is_own(here) else there
                    yield self.problem(at, _said_twice(term, criterion["id"] if at is there else owner))
                    continue
                (_, mine), (_, its) = self.resolved.origin(here), self.resolved.origin(there)
                if mine == its and str(mine[1]) in told:
                    continue  # the set as a whole has been told
                told.add(str(mine[1]))
                advice = _used_twice(str(mine[1]), owner) if mine == its else _said_in_sets(term, owner, str(its[1]))
                yield self.resolved.parsed.problem(self.use_of(path, str(mine[1])), advice)

    def use_of(self, path: Path, name: str) -> Path:
        """Where a criterion names a set."""
        written: dict[str, Any] = self.resolved.parsed.data
        for step in (*path, "cues"):
            written = written[step]  # type: ignore[index]
        return (*path, "cues", "use", written["use"].index(name))

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


def _said_twice(term: str, other: str) -> Advice:
    return (
        Text(f"线索词“{term}”在 {other} 中已有", f"the cue “{term}” stands in {other} too"),
        Text("只留在最贴切的一项，或改为 weak", "keep it where it fits best, or make it weak"),
    )


def _used_twice(name: str, other: str) -> Advice:
    return (
        Text(f"词组“{name}”{other} 已经用了", f"the set “{name}” is used by {other} too"),
        Text("只用在最贴切的一项", "use it where it fits best"),
    )


def _said_in_sets(term: str, other: str, name: str) -> Advice:
    return (
        Text(
            f"这个词组里的“{term}”，{other} 用的词组“{name}”里也有",
            f"“{term}” of this set stands in “{name}” too, which {other} uses",
        ),
        Text("在其中一项的 without 里写上这个词", "name it under without in one of the two criteria"),
    )
