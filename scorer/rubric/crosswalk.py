"""What only meaning refuses in the crosswalks (对照) of a rubric: ids that no rubric has, lines written twice."""

from __future__ import annotations

import difflib
import re
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from scorer.model import Text
from scorer.rubric.parse import parse, read_file
from scorer.rubric.shipped import rubric_folder, rubric_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scorer.rubric.parse import Parsed
    from scorer.rubric.problem import Advice, Path, Problem
    from scorer.rubric.resolve import Resolved

_ID = re.compile("[a-z0-9][a-z0-9_-]{0,31}")  # of a rubric; what is none leads to no file


def crosswalk_problems(resolved: Resolved) -> Iterator[Problem]:
    """Every problem that shows in the rubric alone."""
    data = resolved.data
    own = list(_criteria(data))
    for rubric, lines in data.get("crosswalk", {}).items():
        if rubric == data["id"]:
            yield resolved.problem(
                ("crosswalk", rubric),
                (
                    Text("标准不能和自己对照", "this is the rubric itself"),
                    Text("写另一份标准的 id，如 core", "give the id of another, such as core"),
                ),
            )
        pairs: set[tuple[str, str]] = set()
        for path, line in _lines(rubric, lines):
            if line["criterion"] not in own:
                yield resolved.problem((*path, "criterion"), _unknown(line["criterion"], str(data["id"]), own))
            pair = line["criterion"], line["to"]
            if pair in pairs:
                said = f"{pair[0]} → {pair[1]}"
                yield resolved.problem(
                    path,
                    (
                        Text(f"{said} 写了两次", f"{said} is there twice"),
                        Text("每一对只写一行", "write each pair once"),
                    ),
                )
            pairs.add(pair)


def counterpart_problems(parsed: Parsed) -> Iterator[Problem]:
    """Every problem that shows only beside the other rubrics: those that come with the tool, or stand in its folder."""
    for rubric, lines in parsed.data["crosswalk"].items():
        file = _file(rubric, parsed.file)
        if not (_ID.fullmatch(rubric) and file.is_file()):
            yield parsed.problem(("crosswalk", rubric), _not_found(rubric), warning=True)
            continue
        theirs = list(_criteria(parse(read_file(file), str(file)).data))
        for path, line in _lines(rubric, lines):
            if line["to"] not in theirs:
                yield parsed.problem((*path, "to"), _unknown(line["to"], rubric, theirs))


def _file(rubric: str, beside: str) -> File:
    return rubric_folder() / f"{rubric}.yaml" if rubric in rubric_names() else File(beside).parent / f"{rubric}.yaml"


def _lines(rubric: str, lines: list[dict[str, Any]]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for number, line in enumerate(lines):
        yield ("crosswalk", rubric, number), line


def _criteria(data: Any) -> Iterator[str]:
    """The ids of all criteria, of whatever stands in the file of another rubric."""
    match data:
        case {"dimensions": [*dimensions]}:
            for dimension in dimensions:
                match dimension:
                    case {"criteria": [*criteria]}:
                        for one in criteria:
                            match one:
                                case {"id": str(id_)}:
                                    yield id_


def _unknown(id_: str, rubric: str, known: Collection[str]) -> Advice:
    near = difflib.get_close_matches(id_, known, n=1, cutoff=0.5)
    return (
        Text(f"{rubric} 里没有 {id_} 这一项", f"{rubric} has no criterion {id_}"),
        Text(f"是不是 {near[0]}？", f"did you mean {near[0]}?")
        if near
        else Text(f"可写：{'、'.join(known)}", f"there are {', '.join(known)}"),
    )


def _not_found(rubric: str) -> Advice:
    return (
        Text(f"没有找到标准 {rubric}，它的各项没有核对", f"the rubric {rubric} is not found; its ids are not checked"),
        Text(
            f"自带的有：{'、'.join(rubric_names())}；自己的标准放在同一个文件夹里，叫 {rubric}.yaml",
            f"there are: {', '.join(rubric_names())}; put your own beside this file as {rubric}.yaml",
        ),
    )
