"""The schemas teach the format: an editor that shows what stands beside a key needs no manual."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from scorer.rubric.shipped import examples_schema_file, lexicon_schema_file, schema_file

if TYPE_CHECKING:
    from collections.abc import Iterator

AGENCIES = Path(str(resources.files("scorer.agencies"))) / "agencies.schema.json"
FILES = (schema_file(), lexicon_schema_file(), examples_schema_file(), AGENCIES)
SCHEMAS = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in FILES}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
TITLE = re.compile(r"[^/]*[\u4e00-\u9fff][^/]* / [A-Z][A-Za-z ,]+")
DESCRIPTION = re.compile(r".*[\u4e00-\u9fff].*[。？；）] \S.*[A-Za-z).]\.?", re.DOTALL)


def properties(schema: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every key that an author may write, with what the schema says of it; conditions aside."""
    if isinstance(schema, dict):
        for name, inner in schema.get("properties", {}).items():
            yield f"{path}/properties/{name}", inner
        for name, inner in schema.items():
            if name not in {"if", "then", "else", "examples", "default"}:
                yield from properties(inner, f"{path}/{name}")
    elif isinstance(schema, list):
        for number, inner in enumerate(schema):
            yield from properties(inner, f"{path}/{number}")


KEYS = [(file, path, found) for file, schema in SCHEMAS.items() for path, found in properties(schema, "")]


def named(file: str) -> Any:
    return pytest.mark.parametrize(
        ("path", "found"), [pytest.param(path, one, id=path) for of, path, one in KEYS if of == file]
    )


def holds(file: str, path: str, found: dict[str, Any]) -> None:
    assert TITLE.fullmatch(found.get("title", "")), found.get("title")
    assert DESCRIPTION.fullmatch(found.get("description", "")), found.get("description")
    assert found.get("examples"), "no examples"
    pointer = {"$ref": f"{SCHEMAS[file]['$id']}#{path}"}
    validator = Draft202012Validator(pointer, registry=REGISTRY)
    for value in (*found["examples"], *([found["default"]] if "default" in found else [])):
        validator.validate(value)


@named("rubric.schema.json")
def test_every_key_of_a_rubric_is_explained_in_both_languages_with_examples_that_hold(path: str, found: Any) -> None:
    holds("rubric.schema.json", path, found)


@named("lexicon.schema.json")
def test_every_key_of_a_lexicon_is_explained_in_both_languages_with_examples_that_hold(path: str, found: Any) -> None:
    holds("lexicon.schema.json", path, found)


@named("examples.schema.json")
def test_every_key_of_the_examples_of_sets_is_explained_in_both_languages_with_examples_that_hold(
    path: str, found: Any
) -> None:
    holds("examples.schema.json", path, found)


@named("agencies.schema.json")
def test_every_key_of_a_list_of_agencies_is_explained_in_both_languages_with_examples_that_hold(
    path: str, found: Any
) -> None:
    holds("agencies.schema.json", path, found)


def test_no_key_is_overlooked() -> None:
    assert len(KEYS) > 80
    known = {path.rpartition("/")[2] for _, path, _ in KEYS}
    assert known >= {"id", "use", "without", "formula", "relation", "sets", "superior"}
