"""What the schema refuses, in words for an author."""

from __future__ import annotations

import difflib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from scorer.model import Text
from scorer.rubric.lexicon import is_lexicon
from scorer.rubric.shipped import lexicon_schema_file, schema_file
from scorer.rubric.syntax import colon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema.exceptions import ValidationError

    from scorer.rubric.parse import Parsed
    from scorer.rubric.problem import Advice, Path, Problem

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
BOUNDS = {
    "minimum": Text("不能小于", "must be at least"),
    "maximum": Text("不能大于", "must be at most"),
    "exclusiveMinimum": Text("必须大于", "must be more than"),
}


@cache
def _validator(of_lexicons: bool) -> Draft202012Validator:
    rubrics, lexicons = (
        json.loads(file.read_text(encoding="utf-8")) for file in (schema_file(), lexicon_schema_file())
    )
    known: Registry[Any] = Registry().with_resource(rubrics["$id"], Resource.from_contents(rubrics))
    return Draft202012Validator(lexicons if of_lexicons else rubrics, registry=known)


def form_problems(parsed: Parsed) -> Iterator[Problem]:
    """Every place where the data is not as rubric.schema.json, or of a lexicon lexicon.schema.json, says."""
    for error in _validator(is_lexicon(parsed.data)).iter_errors(parsed.data):
        path: Path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            schema: Any = error.schema
            known = schema["properties"]
            for key in error.instance:
                if key not in known:
                    yield parsed.problem((*path, key), _unknown_name(key, known))
        else:
            yield parsed.problem(path, _advice(error))


def _advice(error: ValidationError) -> Advice:
    limit: Any = error.validator_value
    value: Any = error.instance
    schema: Any = error.schema
    shown = _show(value)
    match error.validator:
        case "required":
            # One error for each missing name, which only its message tells: 'id' is a required property
            name = error.message.split("'")[1]
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
            example = schema["examples"][0]
            return (
                Text(f"{shown} 的写法不对", f"{shown} is not of the right form"),
                Text(
                    f"照 {example} 的样子写：只用英文字母和数字，注意大小写",
                    f"write it like {example}: Latin letters and digits, mind upper and lower case",
                ),
            )
        case "minLength":
            return (
                Text(f"{shown} 太短", f"{shown} is too short"),
                Text(f"至少写 {limit} 个字", f"write at least {limit} characters"),
            )
        case "maxLength":
            return (
                Text(f"{shown} 太长", f"{shown} is too long"),
                Text(f"至多 {limit} 个字，请精简或拆开", f"at most {limit} characters; shorten or split it"),
            )
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


def _wrong_type(value: Any, wanted: list[str]) -> Advice:
    zh = "或".join(TYPES[one].zh for one in wanted)
    en = " or ".join(TYPES[one].en for one in wanted)
    found = _kind(value)
    return Text(f"这里应为{zh}，现在是{found.zh}", f"expected {en}, found {found.en}"), WRITE[wanted[0]]


def _kind(value: Any) -> Text:
    if value is None:
        return Text("空的", "nothing")
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


def _show(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 40 else said[:39] + "…"
