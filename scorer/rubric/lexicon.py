"""The lexicon (词库) that a rubric names -> its file."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer.model import Text
from scorer.rubric.shipped import lexicon_folder, lexicon_names

if TYPE_CHECKING:
    from scorer.rubric.parse import Parsed
    from scorer.rubric.problem import Problem


def is_lexicon(data: Any) -> bool:
    """Whether the data of a file is a lexicon's rather than a rubric's."""
    return isinstance(data, dict) and "sets" in data and "dimensions" not in data


def find_lexicon(name: str, rubric: Path) -> Path:
    """The file of a lexicon given by name (`common`) or as a path from the folder of the rubric that names it."""
    return lexicon_folder() / f"{name}.yaml" if name in lexicon_names() else rubric.parent / name


def is_shipped(file: Path) -> bool:
    """Whether a lexicon comes with the tool, so that its name is enough."""
    return file.parent == lexicon_folder()


def lexicon_file(parsed: Parsed) -> Path | Problem:
    """The file of the lexicon that a rubric names; or why there is none."""
    name = parsed.data["lexicon"]
    path = find_lexicon(name, Path(parsed.file))
    if _is_file(path):
        return path
    known = lexicon_names()
    near = difflib.get_close_matches(name, known, n=1)
    return parsed.problem(
        ("lexicon",),
        (
            Text(f"没有词库 {name}（{path}）", f"there is no lexicon {name} ({path})"),
            Text(f"是不是 {near[0]}？", f"did you mean {near[0]}?")
            if near
            else Text(
                f"自带的有：{'、'.join(known)}；自己的词库写文件路径，从评分标准所在的文件夹算起",
                f"there are: {', '.join(known)}; for your own give its path from the folder of the rubric",
            ),
        ),
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def no_lexicon(parsed: Parsed, path: str) -> Problem:
    """That what a rubric names as its lexicon is something else."""
    return parsed.problem(
        ("lexicon",),
        (
            Text(f"{path} 不是词库：里面没有 sets", f"{path} is no lexicon: there are no sets in it"),
            Text("写词库的名称或文件，如 common", "give a lexicon's name or file, such as common"),
        ),
    )
