"""What only meaning refuses in the indicators (指标) of a rubric or a lexicon."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from scorer.formula import FormulaError, names, parse, unit
from scorer.measures import OF_ALL, THINGS, like, units
from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scorer.formula import Unit
    from scorer.rubric.resolve import Resolved
    from scorer.written.problem import Advice, Path, Problem

MOST = 9  # that fit beside each other on the overview of any rubric


def indicator_problems(resolved: Resolved) -> Iterator[Problem]:
    """Every problem of the indicators that the schema has let pass."""
    indicators = resolved.data.get("indicators", [])
    known = _known(resolved.data)
    seen: set[str] = set()
    for number, indicator in enumerate(indicators):
        path: Path = ("indicators", number)
        if indicator["id"] in seen:
            yield resolved.problem((*path, "id"), _twice(indicator["id"]))
        seen.add(indicator["id"])
        for advice in _faults(indicator, known):
            yield resolved.problem((*path, "formula"), advice)
    if len(indicators) > MOST:
        yield resolved.parsed.problem(
            ("indicators",),
            (
                Text(
                    f"连同词库的共有 {len(indicators)} 个指标，太多",
                    f"with those of the lexicon there are {len(indicators)} indicators, too many",
                ),
                Text(f"至多 {MOST} 个，删去几个", f"keep at most {MOST}"),
            ),
        )


def _known(data: Mapping[str, Any]) -> dict[str, str]:
    """Names and what they count; a lexicon, which has no criteria, offers those of a whole scorecard."""
    dimensions = data.get("dimensions", [])
    return units(
        (dimension["id"] for dimension in dimensions),
        (criterion["id"] for dimension in dimensions for criterion in dimension["criteria"]),
    )


def _twice(id_: str) -> Advice:
    return Text(f"指标 {id_} 写了两次", f"the indicator {id_} is there twice"), Text("留一个", "keep one")


def _faults(indicator: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[Advice]:
    try:
        tree = parse(indicator["formula"])
        unknown = [name for name in dict.fromkeys(names(tree)) if name not in known]
        yield from (_unknown(name, known) for name in unknown)
        if not unknown:
            counts = unit(tree, known)
            if indicator.get("show") == "percent" and counts:
                yield _no_share(counts)
    except FormulaError as error:
        yield error.fault, error.remedy


def _unknown(name: str, known: Mapping[str, str]) -> Advice:
    near = [*like(name), *difflib.get_close_matches(name, known, n=3)][:3]
    remedy = (
        Text(f"相近的有：{'、'.join(near)}", f"there are {', '.join(near)}")
        if near
        else Text(f"可用的有：{'、'.join(OF_ALL)}", f"there are {', '.join(OF_ALL)}")
    )
    if len(known) == len(OF_ALL) and "_" in name:
        remedy = Text(
            f"词库里不能写某一项的数，写到评分标准里去。{remedy.zh}",
            f"a lexicon knows no criteria: write those of one in the rubric. {remedy.en}",
        )
    return Text(f"公式里的 {name} 不认识", f"{name} in the formula is not known"), remedy


def _no_share(counts: Unit) -> Advice:
    things = [THINGS[thing] for thing, _ in counts]
    zh, en = ("、".join(one.zh for one in things), ", ".join(one.en for one in things))
    return (
        Text(
            f"这个公式算不出百分比，得数带着单位（{zh}）", f"this is no percentage: the result counts something ({en})"
        ),
        Text(
            "写成同类相除，如 with_evidence / criteria；或改为 show: number",
            "divide like by like, as in with_evidence / criteria, or write show: number",
        ),
    )
