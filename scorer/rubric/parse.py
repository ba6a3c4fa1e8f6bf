"""A YAML file -> its bytes -> plain data, with the place of everything. Only what JSON can say is let through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml

from scorer.errors import RubricError
from scorer.model import Text
from scorer.rubric.problem import Path, Place, Problem
from scorer.rubric.syntax import faults, place, reserved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as File

    from scorer.rubric.problem import Advice

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_EVENTS = 100_000  # seven times the core rubric; bounds the time that checking takes
MAX_PROBLEMS = 100  # more than anyone mends at once

# The compiled loader is six times as fast; a source build of PyYAML may lack it.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

START = Place(1, 1)
# Neither a YAML file nor a workbook may hold these; as escapes YAML lets them in.
CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
CONTROL_ADVICE = (
    Text("有看不见的控制字符", "there is an invisible control character"),
    Text("删去它，重新输入这几个字", "delete it and type these words anew"),
)
# Numbers as JSON has them. Dates, yes/no, 1:30 and 0x1F stay text, whatever YAML 1.1 makes of them.
INTEGER = re.compile(r"-?\d{1,15}", re.ASCII)
DECIMAL = re.compile(r"-?\d{1,15}\.\d{1,15}", re.ASCII)
NAMED = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(slots=True)
class Parsed:
    """What stands in a YAML file."""

    file: str
    data: Any = None  # None: nothing could be made of it, and `problems` says why
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """The place of `path`, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, START)

    def problem(self, path: Path, advice: Advice, *, warning: bool = False) -> Problem:
        """A problem of what stands at `path`."""
        return Problem(self.file, self.place(path), path, *advice, warning)

    def refuse(self, place: Place, advice: Advice, path: Path = ()) -> None:
        """Note a problem at a place of the file."""
        self.problems.append(Problem(self.file, place, path, *advice))


def read_file(path: File) -> bytes:
    """A file's bytes, of a file that is too large only as many as show that it is."""
    if path.is_dir():
        raise RubricError(
            Text(
                f"{path}: 是文件夹，不是评分标准。请写到文件，如 {path / 'core.yaml'}",
                f"{path}: a folder, not a rubric. Give a file, such as {path / 'core.yaml'}",
            )
        )
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RubricError(
            Text(
                f"{path}: 读不了这个文件（{error.strerror}）。请检查路径和权限",
                f"{path}: the file cannot be read ({error.strerror}). Check the path and your rights",
            )
        ) from error


def parse(raw: bytes, file: str) -> Parsed:
    """Read one YAML document. Whatever is wrong with it becomes problems, never exceptions."""
    parsed = Parsed(file)
    text = _decode(raw, parsed)
    if not parsed.problems:
        _look_over(text, parsed)
    if not parsed.problems:
        _build(text, parsed)
    return parsed


def _decode(raw: bytes, parsed: Parsed) -> str:
    """The text of a file; "" with a problem noted when it cannot be a rubric's."""
    if len(raw) > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        parsed.refuse(
            START,
            (
                Text(
                    f"文件超过 {size} MB，不像评分标准",
                    f"the file is over {size} MB and can hardly be a rubric",
                ),
                Text("检查是否选错了文件", "check whether it is the right file"),
            ),
        )
        return ""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig")
        parsed.refuse(
            _place_after(before),
            (
                Text("从这里起不是 UTF-8 编码", "from here on this is not UTF-8"),
                Text("在编辑器中另存为 UTF-8 编码", "save the file as UTF-8 in your editor"),
            ),
        )
        return ""
    for control in islice(CONTROL.finditer(text), MAX_PROBLEMS):
        parsed.refuse(_place_after(text[: control.start()]), CONTROL_ADVICE)
    return text


def _place_after(text: str) -> Place:
    return Place(text.count("\n") + 1, len(text) - text.rfind("\n"))


def _look_over(text: str, parsed: Parsed) -> None:
    """Note what a rubric may not contain, before anything is built from it."""
    try:
        for where, advice in islice(_refused(text), MAX_PROBLEMS):
            parsed.refuse(where, advice)
    except yaml.MarkedYAMLError as error:
        for where, advice in faults(error, text):
            parsed.refuse(where, advice)


def _refused(text: str) -> Iterator[tuple[Place, Advice]]:
    """Aliases, anchors, tags, deep nesting and a second document, each with its place."""
    depth = documents = 0
    for number, event in enumerate(yaml.parse(text, Loader=Loader)):
        where = place(event.start_mark)
        depth += _deeper(event)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > MAX_DEPTH:
            yield where, _TOO_DEEP
            return
        if documents > 1:
            yield where, _SECOND_DOCUMENT
            return
        if number > MAX_EVENTS:
            yield where, _TOO_MUCH
            return
        for sign in _signs(event):
            yield where, reserved(sign)


def _deeper(event: yaml.Event) -> int:
    return isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def _signs(event: yaml.Event) -> Iterator[str]:
    """The signs at the beginning of a value that make it more than plain data."""
    if isinstance(event, yaml.AliasEvent):
        yield "*"
    elif getattr(event, "anchor", None) is not None:
        yield "&"
    if getattr(event, "tag", None) is not None:
        yield "!"


_SECOND_DOCUMENT = (
    Text("“---”之后又是一份文档", "another document begins after “---”"),
    Text("一个文件只写一份评分标准；删去“---”", "keep one rubric in a file; remove the “---”"),
)
_TOO_MUCH = (
    Text("内容太多，不像评分标准", "there is too much in the file for a rubric"),
    Text("检查是否选错了文件", "check whether it is the right file"),
)
_TOO_DEEP = (
    Text(f"嵌套超过 {MAX_DEPTH} 层", f"nested more than {MAX_DEPTH} deep"),
    Text("检查括号和缩进", "check brackets and indentation"),
)
_EMPTY = (
    Text("文件里没有内容", "there is nothing in the file"),
    Text("从一份自带的评分标准复制后再改", "copy one of the rubrics that come with the tool and change it"),
)


def _build(text: str, parsed: Parsed) -> None:
    node = yaml.compose(text, Loader=Loader)
    if node is not None:
        parsed.data = _Plain(parsed).value(node, ())
    if parsed.data is None:
        parsed.refuse(START, _EMPTY)


class _Plain:
    """Builds dicts, lists and scalars from nodes and notes where each stands."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.parsed.places[path] = place(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        written = CONTROL.sub("\ufffd", node.value)
        if written != node.value:
            self.parsed.refuse(place(node.start_mark), CONTROL_ADVICE, path)
        return _scalar(written, getattr(node, "style", None))

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            where = place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode) or CONTROL.search(key_node.value):
                self.parsed.refuse(where, _NO_NAME, path)
                continue
            key = key_node.value
            if key in found:
                self.parsed.refuse(where, _given_twice(key), (*path, key))
                continue
            found[key] = self.value(value_node, (*path, key))
            self.parsed.places[(*path, key)] = where
        return found


_NO_NAME = (
    Text("冒号前应是名称", "a name is expected before the colon"),
    Text(
        "名称不能是括号或特殊字符；若是文字，给整句加引号",
        "use no brackets or control characters; quote text",
    ),
)


def _given_twice(key: str) -> Advice:
    return (
        Text(f"“{key}”写了两次", f"“{key}” is given twice"),
        Text("合并或删去一个", "merge them or remove one"),
    )


def _scalar(written: str, style: str | None) -> str | int | float | bool | None:
    if style:  # quoted, or a block of text
        return written
    if written in NAMED:
        return NAMED[written]
    if INTEGER.fullmatch(written):
        return int(written)
    return float(written) if DECIMAL.fullmatch(written) else written
