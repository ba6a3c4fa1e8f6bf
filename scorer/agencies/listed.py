"""`agencies.yaml` -> the agencies that a person has listed."""

from __future__ import annotations

import difflib
import json
from collections import defaultdict
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
    from collections.abc import Iterator
    from pathlib import Path as File

    from scorer.written.parse import Parsed
    from scorer.written.problem import Path, Problem

SORT = Sort(
    Text("单位名录", "a list of agencies"),
    "agencies.yaml",
    Text("用 score agencies 列出材料里的单位，再在上面改", "list the agencies of your reports with score agencies"),
    AgenciesError,
)


def load_agencies(path: File) -> tuple[Agency, ...]:
    """The agencies of a file, their names as folded text has them.

    Raises AgenciesError, its message with every problem, a line each.
    """
    parsed = parse(read_file(path, SORT), str(path), SORT)
    problems = parsed.problems or _form_problems(parsed) or list(_meaning_problems(parsed))
    if problems:
        ordered = sorted(dict.fromkeys(problems), key=lambda one: (one.place.line, one.place.column))[:MAX_PROBLEMS]
        zh, en = ("\n".join(problem.say(lang) for problem in ordered) for lang in (Lang.ZH, Lang.EN))
        raise AgenciesError(
            Text(f"单位名录 {path} 不能用：\n{zh}", f"the list of agencies {path} does not hold:\n{en}")
        )
    return tuple(map(_agency, parsed.data["agencies"]))


@cache
def _validator() -> Draft202012Validator:
    schema = resources.files("scorer.agencies").joinpath("agencies.schema.json")
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


def _form_problems(parsed: Parsed) -> list[Problem]:
    return list(islice(form_problems(parsed, _validator()), MAX_PROBLEMS))


def _agency(data: dict[str, Any]) -> Agency:
    return Agency(
        name=_name(data["name"]),
        aliases=tuple(map(_name, data.get("aliases", ()))),
        kind=AgencyKind(data.get("kind", AgencyKind.OTHER)),
        superior=_name(data["superior"]) if "superior" in data else None,
    )


def _name(written: str) -> str:
    return fold(written).text.strip()


# --- what only meaning refuses -----------------------------------------------------------------


def _meaning_problems(parsed: Parsed) -> Iterator[Problem]:
    names: dict[str, int] = {}
    for number, one in enumerate(parsed.data["agencies"]):
        names.setdefault(_name(one["name"]), number)
    yield from _shared_names(parsed)
    superiors: dict[str, str] = {}
    for number, one in enumerate(parsed.data["agencies"]):
        if "superior" in one:
            superior = superiors[_name(one["name"])] = _name(one["superior"])
            if superior not in names:
                yield _not_listed(parsed, ("agencies", number, "superior"), superior, names)
    yield from _circles(parsed, names, superiors)


def _shared_names(parsed: Parsed) -> Iterator[Problem]:
    """Names and aliases that stand twice: a second place of the same agency, or of another."""
    where: dict[str, list[tuple[int, Path]]] = defaultdict(list)
    for number, one in enumerate(parsed.data["agencies"]):
        where[_name(one["name"])].append((number, ("agencies", number, "name")))
        for at, alias in enumerate(one.get("aliases", ())):
            where[_name(alias)].append((number, ("agencies", number, "aliases", at)))
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
