"""What only meaning refuses in the crosswalks (对照) of a rubric: ids that no rubric has, lines written twice.

Rubrics that are not of the right form are looked into as well, as far as they can be read.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from scorer.errors import RubricError
from scorer.model import Text
from scorer.rubric.resolve import written_criteria
from scorer.rubric.shipped import rubric_folder, rubric_names
from scorer.written.parse import parse, read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scorer.written.parse import Parsed
    from scorer.written.problem import Advice, Path, Problem

_ID = re.compile("[a-z0-9][a-z0-9_-]{0,31}")  # of a rubric; what is none leads to no file
_CRITERION = re.compile("[A-Za-z][A-Za-z0-9]{0,7}")  # an id of one


def crosswalk_problems(parsed: Parsed) -> Iterator[Problem]:
    """Every problem that shows in the rubric alone."""
    own_id = parsed.data.get("id")
    own = _known_ids(parsed.data)
    for rubric in _rubrics(parsed.data):
        if rubric == own_id:
            yield parsed.problem(
                ("crosswalk", rubric),
                (
                    Text("标准不能和自己对照", "this is the rubric itself"),
                    Text("写另一份标准的 id，如 core", "give the id of another, such as core"),
                ),
            )
        pairs: set[tuple[str, str]] = set()
        for path, criterion, to in _lines(parsed.data, rubric):
            if own and criterion and criterion not in own:
                yield parsed.problem((*path, "criterion"), _unknown(criterion, str(own_id), own))
            if criterion and to and (criterion, to) in pairs:
                said = f"{criterion} → {to}"
                yield parsed.problem(
                    path,
                    (
                        Text(f"{said} 写了两次", f"{said} is there twice"),
                        Text("每一对只写一行", "write each pair once"),
                    ),
                )
            pairs.add((criterion, to))


def counterpart_problems(parsed: Parsed) -> Iterator[Problem]:
    """Every problem that shows only beside the other rubrics: those that come with the tool, or stand in its folder."""
    for rubric in _rubrics(parsed.data):
        file = _file(rubric, parsed.file)
        if not (_ID.fullmatch(rubric) and file.is_file()):
            yield parsed.problem(("crosswalk", rubric), _not_found(rubric, File(parsed.file).parent), warning=True)
            continue
        theirs = _read_ids(file)
        if not theirs:
            yield parsed.problem(("crosswalk", rubric), _unreadable(file), warning=True)
            continue
        for path, _, to in _lines(parsed.data, rubric):
            if to and to not in theirs:
                yield parsed.problem((*path, "to"), _unknown(to, rubric, theirs))


def _file(rubric: str, beside: str) -> File:
    return rubric_folder() / f"{rubric}.yaml" if rubric in rubric_names() else File(beside).parent / f"{rubric}.yaml"


def _rubrics(data: Any) -> Iterator[str]:
    """The ids of the rubrics to which there are crosswalks."""
    match data:
        case {"crosswalk": dict(crosswalk)}:
            yield from crosswalk


def _lines(data: Any, rubric: str) -> Iterator[tuple[Path, str, str]]:
    """The path of each line and the two ids in it, "" for what is none."""
    lines = data["crosswalk"][rubric]
    for number, line in enumerate(lines if isinstance(lines, list) else []):
        found = (line.get(key) if isinstance(line, dict) else None for key in ("criterion", "to"))
        criterion, to = (one if isinstance(one, str) else "" for one in found)
        yield ("crosswalk", rubric, number), criterion, to


def _ids(data: Any) -> Iterator[str]:
    """The ids of all criteria, "" for what has none."""
    for _, one in written_criteria(data):
        match one:
            case {"id": str(id_)}:
                yield id_
            case _:
                yield ""


def _read_ids(file: File) -> list[str]:
    """The ids of all criteria of the rubric in a file; none where they are not all to be had."""
    try:
        return _known_ids(parse(read_file(file), str(file)).data)
    except RubricError:
        return []


def _known_ids(data: Any) -> list[str]:
    """The ids of all criteria, as they are once full-width letters are mended; none where it cannot be said of all.

    Of two that are alike one was to be another.
    """
    ids = [unicodedata.normalize("NFKC", one) for one in _ids(data)]
    certain = all(map(_CRITERION.fullmatch, ids)) and len(set(ids)) == len(ids)
    return ids if certain else []


def _unknown(id_: str, rubric: str, known: Collection[str]) -> Advice:
    near = difflib.get_close_matches(id_, known, n=1, cutoff=0.5)
    return (
        Text(f"{rubric} 里没有 {id_} 这一项", f"{rubric} has no criterion {id_}"),
        Text(f"是不是 {near[0]}？", f"did you mean {near[0]}?")
        if near
        else Text(f"可写：{'、'.join(known)}", f"there are {', '.join(known)}"),
    )


def _unreadable(file: File) -> Advice:
    return (
        Text(
            f"从 {file} 读不出各项的编号，对照没有核对",
            f"{file} cannot be read as a rubric; its ids are not checked",
        ),
        Text(f"先改好它：score rubric check {file}", f"mend it first: score rubric check {file}"),
    )


def _not_found(rubric: str, folder: File) -> Advice:
    near = difflib.get_close_matches(rubric, [*rubric_names(), *(file.stem for file in folder.glob("*.yaml"))], n=1)
    return (
        Text(f"没有找到标准 {rubric}，它的各项没有核对", f"the rubric {rubric} is not found; its ids are not checked"),
        Text(f"是不是 {near[0]}？", f"did you mean {near[0]}?")
        if near
        else Text(
            f"自带的有：{'、'.join(rubric_names())}；自己的标准放在同一个文件夹里，叫 {rubric}.yaml",
            f"there are: {', '.join(rubric_names())}; put your own beside this file as {rubric}.yaml",
        ),
    )
