"""What a schema refuses in a file that somebody wrote, in words for its author."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scorer.model import Text
from scorer.written.parse import is_number
from scorer.written.syntax import DASH, colon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    from scorer.written.parse import Parsed
    from scorer.written.problem import Advice, Path, Problem

TYPES = {
    "object": Text("若干“名称: 内容”", "names with values"),
    "array": Text("列表", "a list"),
    "string": Text("文字", "text"),
    "number": Text("数字", "a number"),
    "integer": Text("整数", "a whole number"),
}
WRITE = {
    "object": Text("写成“名称: 内容”，冒号后空一格", "write “name: value”, with a space after the colon"),
    "array": Text("写成 [甲, 乙]，或每条另起一行以“- ”开头", "write [a, b], or each item on a line after “- ”"),
    "string": Text(
        "写上文字；像数字或含“: ”的文字要加引号",
        "write text; quote it if it looks like a number or holds “: ”",
    ),
    "number": Text("只写数字，不加引号和单位", "write the number alone, without quotes or unit"),
    "integer": Text("只写整数，不加引号和单位", "write the whole number alone, without quotes or unit"),
}
WRITE_TEXT = Text("写上文字", "write text")
QUOTES = "“”‘’「」＂＇"  # that YAML takes for text
BRACKETS = ("【】", "［］")
_NOTHING = Text("这里是空的", "there is nothing here")
BOUNDS = {
    "minimum": Text("不能小于", "must be at least"),
    "maximum": Text("不能大于", "must be at most"),
    "exclusiveMinimum": Text("必须大于", "must be more than"),
}


def form_problems(
    parsed: Parsed, validator: Draft202012Validator, elsewhere: Callable[[str], Advice | None] = lambda _: None
) -> Iterator[Problem]:
    """Every place where the data is not as a schema says.

    `elsewhere` may know better what to say of a name that the schema does not know.
    """
    for error in validator.iter_errors(parsed.data):
        path: Path = tuple(error.absolute_path)
        value: Any = error.instance
        if "propertyNames" in error.relative_schema_path:
            yield parsed.problem((*path, value), _advice(error))
        elif error.validator == "required" and _missing(error) in map(_meant, value):
            continue  # it is there, with a colon that is none, which is told
        elif error.validator == "additionalProperties":
            schema: Any = error.schema
            known = schema["properties"]
            for key in error.instance:
                if key not in known:
                    problem = parsed.problem((*path, key), elsewhere(key) or _unknown_name(key, known))
                    yield replace(problem, path=(*path, _meant(key)))
        else:
            yield parsed.problem(path, _advice(error))


def _advice(error: ValidationError) -> Advice:
    limit: Any = error.validator_value
    value: Any = error.instance
    schema: Any = error.schema
    shown = _show(value)
    match error.validator:
        case "required":
            name = _missing(error)
            return Text(f"缺少 {name}", f"{name} is missing"), Text(f"补上 {name}: …", f"add {name}: …")
        case "type":
            return _wrong_type(value, [limit] if isinstance(limit, str) else limit)
        case "enum":
            choices = [str(choice) for choice in limit]
            return (
                Text(f"{shown} 不是可选值", f"{shown} is not one of the choices"),
                Text(f"可选：{'、'.join(choices)}", f"choose from {', '.join(choices)}"),
            )
        case "pattern":
            return _ill_written(value, limit, schema["examples"][0])
        case "minLength" if not value:
            return _NOTHING, WRITE_TEXT
        case "minLength":
            return (
                Text(f"{shown} 太短", f"{shown} is too short"),
                Text(f"至少写 {limit} 个字", f"write at least {limit} characters"),
            )
        case "maxLength":
            return _too_long(value, limit, in_list=isinstance(error.absolute_path[-1], int))
        case "minItems" | "minProperties":
            return (
                Text(f"这里只有 {len(value)} 个", f"there are only {len(value)} here"),
                Text(f"至少要有 {limit} 个", f"give at least {limit}"),
            )
        case "maxItems":
            return (
                Text(
                    f"这里有 {len(value)} 个，太多",
                    f"there are {len(value)} here, too many",
                ),
                Text(f"至多 {limit} 个", f"give at most {limit}"),
            )
        case bound:
            rule = BOUNDS[str(bound)]
            return (
                Text(f"{shown} 超出范围", f"{shown} is out of range"),
                Text(f"{rule.zh} {limit}", f"it {rule.en} {limit}"),
            )


def _too_long(value: str, most: int, *, in_list: bool) -> Advice:
    """What is too long in a list may be several items, with marks between them that YAML does not see as commas."""
    shown = _show(value)
    if in_list and any(mark in value for mark in "，、；"):
        return (
            Text(f"{shown} 太长，像是几个词连成了一个", f"{shown} is too long and looks like several words"),
            Text("各词之间用英文逗号加空格隔开", "put a plain comma and a space between them"),
        )
    return (
        Text(f"{shown} 太长", f"{shown} is too long"),
        Text(f"至多 {most} 个字，请精简或拆开", f"at most {most} characters; shorten or split it"),
    )


def _ill_written(value: str, pattern: str, example: str) -> Advice:
    shown, narrow = _show(value), unicodedata.normalize("NFKC", value)
    if re.search(pattern, narrow):
        return (
            Text(f"{shown} 里有全角字符", f"{shown} has full-width characters"),
            Text(f"改成半角的 {narrow}", f"write {narrow}"),
        )
    bare = value.strip(QUOTES)
    if re.search(pattern, bare):
        return (
            Text(f"{value} 用了中文引号", f"{value} is in Chinese quotes"),
            Text(f'改成英文引号："{bare}"', f'write "{bare}"'),
        )
    return (
        Text(f"{shown} 的写法不对", f"{shown} is not of the right form"),
        Text(
            f"照 {example} 的样子写：只用英文字母和数字，注意大小写",
            f"write it like {example}: Latin letters and digits, mind upper and lower case",
        ),
    )


def _wrong_type(value: Any, wanted: list[str]) -> Advice:
    if value is None:
        return _NOTHING, WRITE_TEXT if wanted[0] == "string" else WRITE[wanted[0]]
    if isinstance(value, str) and "：" in value and set(wanted) <= {"object", "array"}:
        return colon("：")
    if isinstance(value, str) and "array" in wanted:
        for brackets in BRACKETS:
            if value.startswith(brackets[0]):
                return (
                    Text(f"列表用了全角的 {brackets}", f"the list has full-width {brackets}"),
                    Text(
                        "改成英文方括号 [ ]，各词之间用英文逗号加空格",
                        "write [ ], with a comma and a space between the items",
                    ),
                )
        if value.startswith("-"):
            return DASH
    if isinstance(value, str) and {"number", "integer"} & set(wanted):
        narrow = unicodedata.normalize("NFKC", value)
        if narrow != value and is_number(narrow):
            return (
                Text(f"{value} 是全角数字", f"{value} has full-width digits"),
                Text(f"改成半角的 {narrow}，不加引号", f"write {narrow}, without quotes"),
            )
    zh = "或".join(TYPES[one].zh for one in wanted)
    en = " or ".join(TYPES[one].en for one in wanted)
    found = _kind(value)
    return Text(f"这里应为{zh}，现在是{found.zh}", f"expected {en}, found {found.en}"), WRITE[wanted[0]]


def _kind(value: Any) -> Text:
    if isinstance(value, dict | list):
        return TYPES["object" if isinstance(value, dict) else "array"]
    return Text(f" {_show(value)}", _show(value))


def _unknown_name(name: str, known: Iterable[str]) -> Advice:
    for mark in "：:":
        if mark in name:
            return colon(mark)
    near = difflib.get_close_matches(name, known, n=1)
    remedy = (
        Text(f"是不是 {near[0]}？", f"did you mean {near[0]}?")
        if near
        else Text(f"可用的名称：{'、'.join(known)}", f"known names: {', '.join(known)}")
    )
    return Text("不认识这个名称", "this name is not known"), remedy


def _missing(error: ValidationError) -> str:
    """The name that is not there, which only the message tells: 'id' is a required property."""
    return error.message.split("'")[1]


def _meant(name: str) -> str:
    """What stands before a colon that YAML does not see as one; else the name as it is."""
    return re.split("[：:]", name, maxsplit=1)[0]


def _show(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 40 else said[:39] + "…"
