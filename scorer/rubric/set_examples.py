"""A lexicon -> the examples of its sets, out of a file of their own beside it, and what is wrong with that file.

Sentences are tried against them; what only scores has no need of them and never opens the file.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from scorer.model import Text
from scorer.rubric.form import written_problems
from scorer.rubric.lexicon import SET_EXAMPLES, examples_file, exists, folder_of_examples, is_file, near_sets
from scorer.rubric.parts import is_blank, repeated
from scorer.written.parse import MAX_PROBLEMS, parse, read_file
from scorer.written.problem import besides, ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.written.parse import Parsed
    from scorer.written.problem import Problem


def examples_of(lexicon: Parsed) -> tuple[Parsed | None, list[Problem]]:
    """The examples of a lexicon's sets, None where there is no such file, and every problem of them."""
    file = examples_file(File(lexicon.file))
    if exists(file) and file.is_dir():
        return None, [*ruled("lexicon", [folder_of_examples(lexicon, file)])]
    if not is_file(file):
        return None, []
    parsed, problems = _read(read_file(file, SET_EXAMPLES), str(file))
    return parsed, example_problems(parsed, lexicon, problems)


@lru_cache(maxsize=4)  # the rubrics of one run share their lexicon
def _read(raw: bytes, file: str) -> tuple[Parsed, list[Problem]]:
    parsed = parse(raw, file, SET_EXAMPLES)
    return parsed, written_problems(parsed)


def example_problems(parsed: Parsed, lexicon: Parsed, written: list[Problem]) -> list[Problem]:
    """What is wrong with examples as written, and what only meaning refuses in all of them that is of the right form:
    sets that the lexicon lacks, sentences of nothing.
    """
    unknown = ruled("lexicon", islice(_unknown_sets(parsed, lexicon), MAX_PROBLEMS))
    return [*written, *unknown, *besides(written, _of_sentences(parsed))]


def _unknown_sets(parsed: Parsed, lexicon: Parsed) -> Iterator[Problem]:
    sets: dict[str, Any] = lexicon.data["sets"]
    for name in _examples(parsed):
        if name not in sets:
            fault = Text(f"词库里没有词组“{name}”", f"the lexicon has no set “{name}”")
            yield parsed.problem(("examples", name), (fault, near_sets(name, sets, lexicon.file)))


def _of_sentences(parsed: Parsed) -> Iterator[Problem]:
    for name, examples in _examples(parsed).items():
        texts = dict(_texts(examples))
        for number, text in texts.items():
            if is_blank(text):
                yield from ruled("empty-word", [parsed.problem(("examples", name, number), _BLANK)])
        numbers = list(texts)
        for again, twice in repeated(list(texts.values())):
            yield from ruled("twice", [parsed.problem(("examples", name, numbers[again]), twice, warning=True)])


def _examples(parsed: Parsed) -> dict[str, Any]:
    """What is written for each set, of whatever form."""
    match parsed.data:
        case {"examples": dict(examples)}:
            return examples
    return {}


def _texts(examples: Any) -> Iterator[tuple[int, str]]:
    """The sentences among what is written for a set, with their numbers there."""
    for number, one in enumerate(examples if isinstance(examples, list) else []):
        match one:
            case str(text) | {"text": str(text)}:
                yield number, text


_BLANK = (
    Text("例句里没有可找的字", "there is nothing to look for in this example"),
    Text("写上句子，或删去", "write a sentence, or remove it"),
)
