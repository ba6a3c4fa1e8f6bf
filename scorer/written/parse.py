"""A YAML file -> its bytes -> plain data, with the place of everything. Only what JSON can say is let through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml

from scorer.errors import RubricError, ScorerError
from scorer.model import NOTHING, Text
from scorer.written.problem import Path, Place, Problem
from scorer.written.syntax import faults, place, reserved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as File

    from scorer.written.problem import Advice

SUFFIXES = (".yaml", ".yml")
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


@dataclass(frozen=True, slots=True)
class Sort:
    """What a file is to be, for messages."""

    name: Text
    example: str  # of a file's name
    begin: Text  # what to do where it is empty
    error: type[ScorerError]


RUBRIC = Sort(
    Text("评分标准", "a rubric"),
    "core.yaml",
    Text("用 score rubric new 新建一份，再在上面改", "make one with score rubric new and change it"),
    RubricError,
)


@dataclass(slots=True)
class Parsed:
    """What stands in a YAML file."""

    file: str
    sort: Sort = RUBRIC
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
        return Problem(self.file, self.place(path), path, *advice, warning, owner=self._owner(path))

    def _owner(self, path: Path) -> Text:
        """The id of what a path leads into, and what of it: “B2 的 use 第 1 个”."""
        id_, rest, value = "", path, self.data
        for number, step in enumerate(path, 1):
            known = (isinstance(value, dict) and step in value) or (
                isinstance(value, list) and isinstance(step, int) and step < len(value)
            )
            if not known:
                break
            value = value[step]
            match value:
                case {"id": str(found)}:
                    id_, rest = found, path[number:]
        steps = [step for step in rest if step != "cues"]
        if not id_ or not steps:
            return NOTHING
        zh = " ".join(f"第 {step + 1} 个" if isinstance(step, int) else f"{step:.40}" for step in steps)
        en = " ".join(f"no. {step + 1}" if isinstance(step, int) else f"{step:.40}" for step in steps)
        return Text(f"{id_} 的 {zh}", f"{id_}: {en}")

    def refuse(self, place: Place, advice: Advice, path: Path = ()) -> None:
        """Note a problem at a place of the file."""
        self.problems.append(Problem(self.file, place, path, *advice))


def read_file(path: File, sort: Sort = RUBRIC) -> bytes:
    """A file's bytes, of a file that is too large only as many as show that it is. Raises the error of its sort."""
    try:
        if path.is_dir():
            raise sort.error(_folder(path, sort))
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        why = next((why for kind, why in _UNREADABLE.items() if isinstance(error, kind)), str(error.strerror))
        raise sort.error(
            Text(
                f"{path}: 读不了这个文件（{why}）。请检查路径和权限",
                f"{path}: the file cannot be read ({error.strerror}). Check the path and your rights",
            )
        ) from error


_UNREADABLE = {FileNotFoundError: "没有这个文件", PermissionError: "没有权限"}


def _folder(path: File, sort: Sort) -> Text:
    """That a file is wanted, with the name of one in the folder that may be meant."""
    inside = sorted((one for one in path.iterdir() if one.suffix.lower() in SUFFIXES), key=lambda one: one.stem)
    likely = next((one for one in inside if one.name == sort.example), next(iter(inside), None))
    zh, en = (f"，如 {likely}", f", such as {likely}") if likely else ("", "")
    return Text(
        f"{path}: 是文件夹，不是{sort.name.zh}。请写到文件{zh}",
        f"{path}: a folder, not {sort.name.en}. Give a file{en}",
    )


def parse(raw: bytes, file: str, sort: Sort = RUBRIC) -> Parsed:
    """Read one YAML document. Whatever is wrong with it becomes problems, never exceptions."""
    parsed = Parsed(file, sort)
    text = _decode(raw, parsed)
    if not parsed.problems:
        _look_over(text, parsed)
    if not parsed.problems:
        _build(text, parsed)
    return parsed


def _decode(raw: bytes, parsed: Parsed) -> str:
    """The text of a file; "" with a problem noted when it cannot be of its sort."""
    if len(raw) > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        parsed.refuse(
            START,
            (
                Text(
                    f"文件超过 {size} MB，不像{parsed.sort.name.zh}",
                    f"the file is over {size} MB and can hardly be {parsed.sort.name.en}",
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
    """Note what no such file may contain, before anything is built from it."""
    try:
        for where, advice in islice(_refused(text, parsed.sort), MAX_PROBLEMS):
            parsed.refuse(where, advice)
    except yaml.MarkedYAMLError as error:
        for where, advice in faults(error, text):
            parsed.refuse(where, advice)


def _refused(text: str, sort: Sort) -> Iterator[tuple[Place, Advice]]:
    """Aliases, anchors, tags, deep nesting and a second document, each with its place."""
    depth = documents = 0
    for number, event in enumerate(yaml.parse(text, Loader=Loader)):
        depth += _deeper(event)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > MAX_DEPTH:
            yield place(event.start_mark), _TOO_DEEP
            return
        if documents > 1:
            yield place(event.start_mark), _second_document(sort)
            return
        if number > MAX_EVENTS:
            yield place(event.start_mark), _too_much(sort)
            return
        for sign in _signs(event):
            yield place(event.start_mark), reserved(sign)


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


def _second_document(sort: Sort) -> Advice:
    return (
        Text("“---”之后又是一份文档", "another document begins after “---”"),
        Text(f"一个文件只写一份{sort.name.zh}；删去“---”", f"keep {sort.name.en} in a file; remove the “---”"),
    )


def _too_much(sort: Sort) -> Advice:
    return (
        Text(f"内容太多，不像{sort.name.zh}", f"there is too much in the file for {sort.name.en}"),
        Text("检查是否选错了文件", "check whether it is the right file"),
    )


_TOO_DEEP = (
    Text(f"嵌套超过 {MAX_DEPTH} 层", f"nested more than {MAX_DEPTH} deep"),
    Text("检查括号和缩进", "check brackets and indentation"),
)


def _build(text: str, parsed: Parsed) -> None:
    node = yaml.compose(text, Loader=Loader)
    if node is not None:
        parsed.data = _Plain(parsed).value(node, ())
    if parsed.data is None:
        parsed.refuse(START, (Text("文件里没有内容", "there is nothing in the file"), parsed.sort.begin))


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
    return float(written) if is_number(written) else written


def is_number(written: str) -> bool:
    """Whether something written without quotes is a number."""
    return bool(INTEGER.fullmatch(written) or DECIMAL.fullmatch(written))
