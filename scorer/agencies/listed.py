"""`agencies.yaml` -> the agencies that a person has listed."""

from __future__ import annotations

import difflib
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from scorer.errors import AgenciesError
from scorer.fold import fold
from scorer.model import Lang, Text
from scorer.model.agency import Agency, AgencyKind
from scorer.written.form import form_problems
from scorer.written.parse import MAX_PROBLEMS, Sort, parse, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path as File

    from scorer.written.parse import Parsed
    from scorer.written.problem import Path, Problem

SORT = Sort(
    Text("单位名录", "a list of agencies"),
    "agencies.yaml",
    Text("用 score agencies 列出材料里的单位，再在上面改", "list the agencies of your reports with score agencies"),
    AgenciesError,
)

_APART = re.compile("[，、；,;]")
_SEVERAL = re.compile("等[^，、；]{0,6}(?:部门|单位|党组织)$")  # 区组织、宣传等部门: one name


def load_agencies(path: File) -> tuple[Agency, ...]:
    """The agencies of a file, their names as folded text has them.

    Raises AgenciesError, its message with every problem, a line each.
    """
    parsed = parse(read_file(path, SORT), str(path), SORT)
    problems = parsed.problems or [*_form_problems(parsed), *_meaning_problems(parsed)]
    if problems:
        ordered = sorted(dict.fromkeys(problems), key=lambda one: (one.place.line, one.place.column))[:MAX_PROBLEMS]
        zh, en = ("\n".join(problem.say(lang) for problem in ordered) for lang in (Lang.ZH, Lang.EN))
        raise AgenciesError(
            Text(f"单位名录 {path} 不能用：\n{zh}", f"the list of agencies {path} does not hold:\n{en}")
        )
    return tuple(map(_agency, parsed.data["agencies"]))


@cache
def schema() -> dict[str, Any]:
    """What the form of a list is held against."""
    text = resources.files("scorer.agencies").joinpath("agencies.schema.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def _form_problems(parsed: Parsed) -> list[Problem]:
    return list(islice(form_problems(parsed, _validator()), MAX_PROBLEMS))


def _agency(data: dict[str, Any]) -> Agency:
    return Agency(
        name=as_read(data["name"]),
        aliases=tuple(map(as_read, data.get("aliases", ()))),
        kind=AgencyKind(data.get("kind", AgencyKind.OTHER)),
        superior=as_read(data["superior"]) if "superior" in data else None,
    )


def as_read(written: str) -> str:
    """A name as folded text has it."""
    return fold(written).text.strip()


def runs_together(alias: str) -> bool:
    """Whether an alias, as read, looks like several that were parted by a comma which YAML takes for text."""
    return _APART.search(alias) is not None and _SEVERAL.search(alias) is None


# --- what only meaning refuses -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is text of an entry, whatever else is wrong with it."""

    number: int
    name: str
    aliases: tuple[tuple[int, str], ...]  # with their places in the list
    superior: str | None


def _entries(parsed: Parsed) -> Iterator[_Entry]:
    agencies = parsed.data.get("agencies") if isinstance(parsed.data, dict) else None
    for number, one in enumerate(agencies if isinstance(agencies, list) else ()):
        if not isinstance(one, dict) or not isinstance(one.get("name"), str):
            continue
        aliases = one.get("aliases")
        superior = one.get("superior")
        yield _Entry(
            number,
            as_read(one["name"]),
            tuple(
                (at, as_read(alias))
                for at, alias in enumerate(aliases if isinstance(aliases, list) else ())
                if isinstance(alias, str)
            ),
            as_read(superior) if isinstance(superior, str) else None,
        )


def _meaning_problems(parsed: Parsed) -> Iterator[Problem]:
    entries = list(_entries(parsed))
    names: dict[str, int] = {}
    for one in entries:
        names.setdefault(one.name, one.number)
    yield from _run_together(parsed, entries)
    yield from _shared_names(parsed, entries)
    superiors = {one.name: one.superior for one in entries if one.superior is not None}
    for one in entries:
        if one.superior is not None and one.superior not in names:
            yield _not_listed(parsed, ("agencies", one.number, "superior"), one.superior, names)
    yield from _circles(parsed, names, superiors)


def _run_together(parsed: Parsed, entries: Iterable[_Entry]) -> Iterator[Problem]:
    """Aliases that hold a comma which YAML takes for text, so that two came out as one."""
    for one in entries:
        for at, alias in one.aliases:
            if runs_together(alias):
                told = ", ".join(piece for piece in map(str.strip, _APART.split(alias)) if piece)
                yield parsed.problem(
                    ("agencies", one.number, "aliases", at),
                    (
                        Text(f"“{alias:.60}”成了一个称呼", f"“{alias:.60}” is taken for a single name"),
                        Text(
                            f"用英文逗号和空格隔开：{told:.80}",
                            f"part them by a comma of ASCII and a space: {told:.80}",
                        ),
                    ),
                )


def _shared_names(parsed: Parsed, entries: Iterable[_Entry]) -> Iterator[Problem]:
    """Names and aliases that stand twice: a second place of the same agency, or of another."""
    where: dict[str, list[tuple[int, Path]]] = defaultdict(list)
    for one in entries:
        where[one.name].append((one.number, ("agencies", one.number, "name")))
        for at, alias in one.aliases:
            where[alias].append((one.number, ("agencies", one.number, "aliases", at)))
    for name, (first, *others) in where.items():
        for number, path in others:
            line = parsed.place(first[1]).line
            if number == first[0]:
                fault = Text(f"“{name}”写了两次（另见第 {line} 行）", f"“{name}” is given twice (see line {line})")
                remedy = Text("删去一个", "remove one")
            else:
                fault = Text(
                    f"“{name}”已经属于第 {line} 行的单位", f"“{name}” is already a name of the agency in line {line}"
                )
                remedy = Text("一个称呼只留在一个单位名下", "leave it to one of them")
            yield parsed.problem(path, (fault, remedy))


def _not_listed(parsed: Parsed, path: Path, superior: str, names: dict[str, int]) -> Problem:
    near = difflib.get_close_matches(superior, names, n=1)
    remedy = (
        Text(f"是不是 {near[0]}？", f"did you mean {near[0]}?")
        if near
        else Text(f"加一条 name: {superior}，或删去这一行", f"add an entry with name: {superior}, or remove this line")
    )
    return parsed.problem(path, (Text(f"没有列出“{superior}”", f"“{superior}” is not listed"), remedy))


def _circles(parsed: Parsed, names: dict[str, int], superiors: dict[str, str]) -> Iterator[Problem]:
    """Agencies that come out as their own superior, each circle told once."""
    done: set[str] = set()
    for start in names:
        way: dict[str, None] = {}
        name: str | None = start
        while name is not None and name not in way and name not in done:
            way[name] = None
            name = superiors.get(name)
        done |= set(way)
        if name is not None and name in way:
            circle = [*way][[*way].index(name) :]
            said = " → ".join((*circle, name))
            yield parsed.problem(
                ("agencies", names[name], "superior"),
                (
                    Text(f"上级单位绕成了圈：{said}", f"superiors run in a circle: {said}"),
                    Text("改正其中一个 superior", "correct one superior among them"),
                ),
            )
