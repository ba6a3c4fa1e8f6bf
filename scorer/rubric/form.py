"""What the schemas of rubrics, lexicons and their examples refuse."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from scorer.model import Text
from scorer.rubric.lexicon import examples_file, is_lexicon
from scorer.rubric.resolve import needs_lexicon
from scorer.rubric.shipped import examples_schema_file, is_examples, lexicon_schema_file, schema_file
from scorer.written.form import form_problems
from scorer.written.parse import MAX_PROBLEMS
from scorer.written.problem import ruled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scorer.written.parse import Parsed
    from scorer.written.problem import Advice, Problem


@cache
def _validator(schema: Callable[[], File]) -> Draft202012Validator:
    wanted, rubrics = (json.loads(file.read_text(encoding="utf-8")) for file in (schema(), schema_file()))
    known: Registry[Any] = Registry().with_resource(rubrics["$id"], Resource.from_contents(rubrics))
    return Draft202012Validator(wanted, registry=known)


def _schema_for(parsed: Parsed) -> Callable[[], File]:
    if is_examples(File(parsed.file)):
        return examples_schema_file
    return lexicon_schema_file if is_lexicon(parsed.data) else schema_file


def written_problems(parsed: Parsed) -> list[Problem]:
    """What is wrong with a file before it comes to meaning: its YAML, and its form."""
    problems = [*ruled("syntax", parsed.problems[:MAX_PROBLEMS])]
    if parsed.data is not None:
        problems += islice(ruled("form", _refused(parsed)), MAX_PROBLEMS)
    return problems


def _refused(parsed: Parsed) -> Iterator[Problem]:
    def elsewhere(key: str) -> Advice | None:
        return _elsewhere(parsed.file) if key == "examples" and is_lexicon(parsed.data) else None

    # What a lexicon would give is not missed beside the lexicon.
    held = replace(parsed, data=parsed.data | {"lexicon": "common"}) if needs_lexicon(parsed.data) else parsed
    return form_problems(held, _validator(_schema_for(parsed)), elsewhere)


def _elsewhere(lexicon: str) -> Advice:
    """That the examples of sets do not stand in their lexicon."""
    file = examples_file(File(lexicon)).name
    return (
        Text("词组的例句不写在词库里", "the examples of sets do not stand in the lexicon"),
        Text(
            f"移到同一文件夹里的 {file}，写在 examples 下面、词组的名称之后",
            f"move them to {file} beside it, under examples and the name of the set",
        ),
    )
