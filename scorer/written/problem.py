"""What is wrong with a rubric, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.model import NOTHING, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Path = tuple[str | int, ...]
Advice = tuple[Text, Text]  # what is wrong, what to do


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold (or, as a warning, that an author would want to know)."""

    file: str
    place: Place
    path: Path
    message: Text  # what is wrong
    remedy: Text  # what to do
    warning: bool = False
    rule: str = ""  # a key of `rules.RULES`
    owner: Text = NOTHING  # what its path means to people: “B2 的 use 第 1 个”; empty outside what has an id

    def say(self, lang: Lang) -> str:
        """`file:line:column: path: fault; remedy`, on one line."""
        where = f"{self.file}:{self.place.line}:{self.place.column}"
        path = f"{say_path(self.path)}: " if self.path else ""
        return f"{where}: {path}{self.advise(lang)}"

    def advise(self, lang: Lang) -> str:
        """`fault; remedy`."""
        return f"{self.message.say(lang)}{'。' if lang is Lang.ZH else '; '}{self.remedy.say(lang)}"


def ruled(rule: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems that offend against one rule."""
    return (replace(problem, rule=rule) for problem in problems)


def besides(told: Iterable[Problem], more: Iterable[Problem]) -> list[Problem]:
    """Those of some more problems that are of places of which nothing has been told yet."""
    places = {(problem.file, problem.path) for problem in told}
    return [problem for problem in more if (problem.file, problem.path) not in places]


def say_path(path: Path) -> str:
    """`dimensions[0].criteria[2].weight`; a name that is far too long is cut."""
    said = ""
    for step in path:
        said += f"[{step}]" if isinstance(step, int) else f".{step:.40}" if said else f"{step:.40}"
    return said
