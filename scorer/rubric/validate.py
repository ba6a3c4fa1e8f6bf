"""Every problem of a rubric or a lexicon at once, each with its place and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from scorer.rubric.crosswalk import counterpart_problems, crosswalk_problems
from scorer.rubric.form import written_problems
from scorer.rubric.indicators import indicator_problems
from scorer.rubric.lexicon import (
    LEXICON,
    beside_no_lexicon,
    is_file,
    is_lexicon,
    lexicon_beside,
    lexicon_file,
    no_lexicon,
)
from scorer.rubric.lint import lint
from scorer.rubric.meaning import meaning_problems
from scorer.rubric.parts import forestalled, list_problems, part_problems
from scorer.rubric.resolve import Resolved, resolve, set_problems
from scorer.rubric.set_examples import example_problems, examples_of
from scorer.rubric.shipped import is_examples
from scorer.rubric.whole import whole_problems
from scorer.written.parse import MAX_PROBLEMS, parse, read_file
from scorer.written.problem import Problem, besides, ruled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.written.parse import Parsed


@dataclass(frozen=True, slots=True)
class Verdict:
    """What there is to say of a rubric or a lexicon, and of a rubric that holds all its data."""

    problems: list[Problem]  # in the order of the file; those of a rubric's lexicon come last
    resolved: Resolved | None = None  # the rubric with what it takes; None of a lexicon, or where errors hide it
    lexicon: Parsed | None = None  # the lexicon that the rubric names
    lexicon_raw: bytes = b""  # its file

    @property
    def data(self) -> Any:
        """The rubric with what it takes from its lexicon, as plain data; None where there is none."""
        return None if self.resolved is None else self.resolved.data


def validate(parsed: Parsed) -> list[Problem]:
    """
    All problems of a rubric, a lexicon or the examples of its sets; of one that holds also its oddities, what it says
    of other rubrics, and what is wrong with the examples of the sets that it has or could use.
    """
    if is_examples(File(parsed.file)):
        return _of_examples(parsed)
    verdict = examine(parsed)
    problems = [*verdict.problems]
    if isinstance(parsed.data, dict):
        problems += besides(problems, ruled("crosswalk", islice(counterpart_problems(parsed), MAX_PROBLEMS)))
    if all(problem.warning for problem in problems):
        problems += lint(verdict.resolved or Resolved(parsed, parsed.data))
    problems += _in_examples(verdict.lexicon or parsed)
    return _own_first(problems, parsed)


def _in_examples(lexicon: Parsed) -> list[Problem]:
    """What is wrong with the examples of a lexicon's sets; nothing of a rubric."""
    whole = is_lexicon(lexicon.data) and isinstance(lexicon.data["sets"], dict)
    return examples_of(lexicon)[1] if whole else []


def _of_examples(parsed: Parsed) -> list[Problem]:
    """All problems of the examples of a lexicon's sets; those of the lexicon too where it does not hold."""
    problems = written_problems(parsed)
    file = lexicon_beside(File(parsed.file))
    if not is_file(file):
        return _sorted([*problems, *ruled("lexicon", [beside_no_lexicon(parsed, file)])])
    lexicon, theirs = _lexicon(read_file(file, LEXICON), str(file))
    if lexicon.data is not None and not is_lexicon(lexicon.data):
        return _sorted([*problems, *ruled("lexicon", [beside_no_lexicon(parsed, file)])])
    if any(not problem.warning for problem in theirs):
        return _own_first([*problems, *theirs], parsed)
    return _sorted(example_problems(parsed, lexicon, problems))


def examine(parsed: Parsed) -> Verdict:
    """
    All problems of a rubric or a lexicon. What the schema refuses hides what only meaning refuses, save that a rubric
    names what is not there, and what can be said of ids, weights, bands and lists all the same.
    """
    problems = written_problems(parsed)
    if not isinstance(parsed.data, dict) or (problems and is_lexicon(parsed.data)):
        return Verdict(_sorted(problems))
    if is_lexicon(parsed.data):
        alone = Resolved(parsed, parsed.data)
        found = (
            *part_problems(parsed),
            *ruled("forestalled", forestalled(alone)),
            *ruled("indicator", indicator_problems(alone)),
        )
        return Verdict(_sorted(found))
    named = _named(parsed)
    if problems:
        told = {problem.path for problem in problems}
        more = (*_references(parsed, named), *whole_problems(parsed, told), *list_problems(parsed))
        problems += besides(problems, islice(more, MAX_PROBLEMS))
        problems += besides(problems, named.problems if named.fails else ())
        return Verdict(_own_first(problems, parsed))
    if named.fails:
        own = _known(meaning_problems(Resolved(parsed, parsed.data)))
        return Verdict(_own_first([*named.problems, *own], parsed))
    return _rubric(parsed, named)


@dataclass(frozen=True, slots=True)
class _Named:
    """The lexicon that a rubric names."""

    lexicon: Parsed | None = None  # None where there is none that can be used
    raw: bytes = b""  # its file
    problems: tuple[Problem, ...] = ()  # with it

    @property
    def fails(self) -> bool:
        """Whether it cannot be used."""
        return any(not problem.warning for problem in self.problems)


def _named(parsed: Parsed) -> _Named:
    if not isinstance(parsed.data.get("lexicon"), str):
        return _Named()
    file = lexicon_file(parsed)
    if isinstance(file, Problem):
        return _Named(problems=tuple(ruled("lexicon", [file])))
    raw = read_file(file, LEXICON)
    lexicon, problems = _lexicon(raw, str(file))
    if lexicon.data is not None and not is_lexicon(lexicon.data):
        return _Named(problems=tuple(ruled("lexicon", [no_lexicon(parsed, lexicon.file)])))
    return _Named(lexicon, raw, tuple(problems))


def _references(parsed: Parsed, named: _Named) -> Iterator[Problem]:
    """What a rubric names that is not there, as far as a rubric that is not of the right form can tell."""
    if not named.fails and (named.lexicon is None) == ("lexicon" not in parsed.data):
        yield from ruled("lexicon", set_problems(parsed, named.lexicon))
    yield from ruled("crosswalk", crosswalk_problems(parsed))


def _known(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that hold of a rubric of whose sets some are not known."""
    return (problem for problem in problems if problem.rule != "mute")


@lru_cache(maxsize=4)  # the rubrics of one run share their lexicon
def _lexicon(raw: bytes, file: str) -> tuple[Parsed, list[Problem]]:
    parsed = parse(raw, file, LEXICON)
    return parsed, examine(parsed).problems if parsed.data is None or is_lexicon(parsed.data) else []


def _rubric(parsed: Parsed, named: _Named) -> Verdict:
    resolved = resolve(parsed, named.lexicon)
    problems = [*ruled("lexicon", resolved.problems)]
    meant = meaning_problems(resolved)
    problems += meant if all(problem.warning for problem in problems) else _known(meant)
    return Verdict(_own_first(problems, parsed), resolved, named.lexicon, named.raw)


def _own_first(problems: Iterable[Problem], parsed: Parsed) -> list[Problem]:
    """As `_sorted`, those of the file itself before those of its lexicon."""
    return sorted(_sorted(problems), key=lambda problem: problem.file != parsed.file)


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of the file, each once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.place.line, problem.place.column))
