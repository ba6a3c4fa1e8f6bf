"""What must hold of a rubric as a whole: each id is there once, weights add up, bands fall to 0.

A rubric that is not of the right form is looked into as well, as far as it can be read.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from scorer.model import Text
from scorer.rubric.resolve import written_criteria
from scorer.written.problem import ruled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scorer.written.parse import Parsed
    from scorer.written.problem import Path, Problem


def whole_problems(parsed: Parsed, told: Collection[Path] = ()) -> Iterator[Problem]:
    """Every problem of ids, weights and bands; what is `told` to be wrong takes no part."""
    whole = _Whole(parsed, told)
    yield from ruled("id", whole.ids())
    yield from ruled("weights", whole.weights())
    yield from ruled("bands", whole.bands())


class _Whole:
    """The checks, and what they share."""

    def __init__(self, parsed: Parsed, told: Collection[Path]) -> None:
        self.parsed = parsed
        self.told = told
        self.data: dict[str, Any] = parsed.data

    def read(self, path: Path, item: Any, key: str) -> Any:
        """What stands under a name; None where nothing does, or it is wrong."""
        return item.get(key) if isinstance(item, dict) and (*path, key) not in self.told else None

    def number(self, path: Path, item: Any, key: str) -> float | None:
        value = self.read(path, item, key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def items(self, path: Path, item: Any, key: str) -> list[tuple[Path, Any]]:
        """What a list holds, each with its path; nothing of what is no list."""
        found = self.read(path, item, key)
        return [((*path, key, n), one) for n, one in enumerate(found)] if isinstance(found, list) else []

    def dimensions(self) -> list[tuple[Path, Any]]:
        return self.items((), self.data, "dimensions")

    def ids(self) -> Iterator[Problem]:
        lines: dict[str, int] = {}
        adjustments = [
            *(one for key in ("bonuses", "deductions") for one in self.items((key,), self.data.get(key), "items")),
            *self.items((), self.data, "vetoes"),
        ]
        for path, item in (*self.dimensions(), *written_criteria(self.data), *adjustments):
            id_ = self.read(path, item, "id")
            if not isinstance(id_, str):
                continue
            at: Path = (*path, "id")
            if id_ in lines:
                line = lines[id_]
                yield self.parsed.problem(
                    at,
                    (
                        Text(f"编号 {id_} 用了两次，第 {line} 行已有", f"the id {id_} is used in line {line} already"),
                        Text("换一个编号", "choose another id"),
                    ),
                )
            lines.setdefault(id_, self.parsed.place(at).line)

    def weights(self) -> Iterator[Problem]:
        """Of a dimension and its criteria, then of all dimensions, where all of these can be read."""
        weights = [self.number(path, one, "weight") for path, one in self.dimensions()]
        for (path, one), weight in zip(self.dimensions(), weights, strict=True):
            inside = [self.number(at, criterion, "weight") for at, criterion in self.items(path, one, "criteria")]
            known = [each for each in inside if each is not None]
            if weight is None or not known or len(known) < len(inside) or abs(sum(known) - weight) <= 1e-6:
                continue
            id_ = self.read(path, one, "id")
            zh, en = (f"{id_} ", id_) if isinstance(id_, str) else ("这一大类", "this dimension")
            yield self.parsed.problem(
                (*path, "weight"),
                (
                    Text(
                        f"{zh}的分值是 {weight:g}，其下各项合计 {sum(known):g}",
                        f"{en} weighs {weight:g}, its criteria add up to {sum(known):g}",
                    ),
                    Text("使两者相等", "make the two equal"),
                ),
            )
        known = [each for each in weights if each is not None]
        if known and len(known) == len(weights) and abs(sum(known) - 100) > 1e-6:
            yield self.parsed.problem(
                ("dimensions",),
                (
                    Text(
                        f"各大类分值合计 {sum(known):g}，应为 100", f"the dimensions add up to {sum(known):g}, not 100"
                    ),
                    Text("调整各大类的 weight", "adjust the weights of the dimensions"),
                ),
            )

    def bands(self) -> Iterator[Problem]:
        bands = self.items((), self.data, "bands")
        floors = [each for path, one in bands if (each := self.number(path, one, "at_least")) is not None]
        if not floors or len(floors) < len(bands):
            return
        if floors[-1] != 0 or any(low >= high for high, low in pairwise(floors)):
            yield self.parsed.problem(
                ("bands",),
                (
                    Text("评定应从高到低，最后一档从 0 分起", "bands must fall, and the last must begin at 0"),
                    Text(
                        "按分数从高到低排列，最后一档 at_least: 0",
                        "sort them downwards and end with at_least: 0",
                    ),
                ),
            )
