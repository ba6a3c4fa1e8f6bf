"""The lexicon (词库) that a rubric names -> its file, and the file that holds the examples of its sets."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer.errors import RubricError
from scorer.model import Text
from scorer.rubric.shipped import EXAMPLES, lexicon_folder, lexicon_names
from scorer.written.parse import SUFFIXES, Sort

if TYPE_CHECKING:
    from collections.abc import Collection

    from scorer.written.parse import Parsed
    from scorer.written.problem import Advice, Problem


LEXICON = Sort(
    Text("词库", "a lexicon"),
    "words.yaml",
    Text(
        "照自带词库 common 的样子，先写 id、title 和 sets",
        "begin with id, title and sets, as the lexicon common has them",
    ),
    RubricError,
)
SET_EXAMPLES = Sort(
    Text("词组的例句", "examples of sets"),
    f"words{EXAMPLES}.yaml",
    Text(
        "写上 examples:，下面按词组的名称写例句；不要例句就删去这个文件",
        "write examples: and under it, by the names of sets, sentences; or remove the file",
    ),
    RubricError,
)


def is_lexicon(data: Any) -> bool:
    """Whether the data of a file is a lexicon's rather than a rubric's."""
    return isinstance(data, dict) and "sets" in data and "dimensions" not in data


def find_lexicon(name: str, rubric: Path) -> Path:
    """The file of a lexicon given by name (`common`) or as a path from the folder of the rubric that names it."""
    return lexicon_folder() / f"{name}.yaml" if name in lexicon_names() else rubric.parent / name


def examples_file(lexicon: Path) -> Path:
    """Where the examples of a lexicon's sets stand, if they have any: words.examples.yaml beside words.yaml. Either of
    the two files may end in .yml instead.
    """
    return _beside(lexicon, f"{lexicon.stem}{EXAMPLES}")


def lexicon_beside(examples: Path) -> Path:
    """The lexicon whose sets have their examples in a file."""
    return _beside(examples, examples.stem.removesuffix(EXAMPLES))


def _beside(file: Path, stem: str) -> Path:
    """The file of a name beside another: one that is there, and of two that which ends as the other file does."""
    alike, *others = (file.with_name(f"{stem}{suffix}") for suffix in (file.suffix, *SUFFIXES))
    return next((one for one in (alike, *others) if exists(one)), alike)


_JOINT = re.compile(r"\s*[，、；;|｜/／]\s*|\s+")  # what people write between two names in place of a comma


def joined_names(written: str) -> Advice | None:
    """What to say of names of sets that a mark has made one; None where there is no such mark."""
    joint = _JOINT.search(written.strip())
    if not joint:
        return None
    names, sign = _JOINT.split(written.strip()), joint[0].strip()
    mark = Text(f"“{sign}”", f"“{sign}”") if sign else Text("空格", "a space")
    return (
        Text(f"{mark.zh}把几个词组名连成了一个：{written}", f"{mark.en} makes one name of several: {written}"),
        Text(f"改用英文逗号加空格：{', '.join(names)}", f"put a comma and a space between them: {', '.join(names)}"),
    )


def near_sets(name: str, sets: Collection[str], file: str) -> Text:
    """What to do about a set that the lexicon in a file does not have: the names that come near."""
    near = difflib.get_close_matches(name, sets, n=3, cutoff=0.4)
    near += [one for one in sets if one not in near and (name in one or one in name)][: 3 - len(near)]
    if not near:
        return Text(f"词组的名称见 {file} 的 sets", f"for the names of the sets see {file}, under sets")
    return Text(f"相近的有：{'、'.join(near)}", f"there are {', '.join(near)}")


def is_shipped(file: Path) -> bool:
    """Whether a lexicon comes with the tool, so that its name is enough."""
    return file.parent == lexicon_folder()


def lexicon_file(parsed: Parsed) -> Path | Problem:
    """The file of the lexicon that a rubric names; or why there is none."""
    name = parsed.data["lexicon"]
    path = find_lexicon(name, Path(parsed.file))
    if is_file(path):
        return path
    known = lexicon_names()
    near = difflib.get_close_matches(name, known, n=1)
    said = Text(name, name) if path == Path(name) else Text(f"{name}（{path}）", f"{name} ({path})")
    return parsed.problem(
        ("lexicon",),
        (
            Text(f"没有词库 {said.zh}", f"there is no lexicon {said.en}"),
            Text(f"是不是 {near[0]}？", f"did you mean {near[0]}?")
            if near
            else Text(
                f"自带的有：{'、'.join(known)}；自己的词库写文件路径，从评分标准所在的文件夹算起",
                f"there are: {', '.join(known)}; for your own give its path from the folder of the rubric",
            ),
        ),
    )


def is_file(path: Path) -> bool:
    """Whether there is a file of this name, as far as may be seen."""
    return exists(path) and path.is_file()


def exists(path: Path) -> bool:
    """Whether there is a file or folder of this name, as far as may be seen."""
    try:
        return path.exists()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def beside_no_lexicon(examples: Parsed, path: Path) -> Problem:
    """That a file of examples has no lexicon beside it."""
    return examples.problem(
        (),
        (
            Text(f"旁边没有词库 {path}", f"there is no lexicon {path} beside it"),
            Text(
                "例句文件与词库放在同一个文件夹里，名称相应：词库叫 words.yaml，例句就叫 words.examples.yaml",
                "put the two beside each other, named alike: words.yaml, words.examples.yaml",
            ),
        ),
    )


def folder_of_examples(lexicon: Parsed, path: Path) -> Problem:
    """That a folder has the name of the file with the examples of a lexicon's sets."""
    return lexicon.problem(
        (),
        (
            Text(f"{path} 是文件夹，没有从中读例句", f"{path} is a folder; no examples are read from it"),
            Text(
                "词组的例句都写在一个文件里，文件就用这个名称；文件夹请改名或移走",
                "examples of sets stand in one file of that name; rename or move the folder",
            ),
        ),
        warning=True,
    )


def no_lexicon(parsed: Parsed, path: str) -> Problem:
    """That what a rubric names as its lexicon is something else."""
    return parsed.problem(
        ("lexicon",),
        (
            Text(f"{path} 不是词库：里面没有 sets", f"{path} is no lexicon: there are no sets in it"),
            Text("写词库的名称或文件，如 common", "give a lexicon's name or file, such as common"),
        ),
    )
