"""Every problem of a rubric or a lexicon at once, each with its place and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from scorer.rubric.crosswalk import counterpart_problems
from scorer.rubric.form import form_problems
from scorer.rubric.indicators import indicator_problems
from scorer.rubric.lexicon import is_lexicon, lexicon_file, no_lexicon
from scorer.rubric.lint import lint
from scorer.rubric.meaning import meaning_problems
from scorer.rubric.parse import MAX_PROBLEMS, parse, read_file
from scorer.rubric.parts import forestalled, part_problems
from scorer.rubric.problem import Problem, ruled
from scorer.rubric.resolve import Resolved, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.rubric.parse import Parsed


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
    """All problems of a rubric or a lexicon; of one that holds also its oddities, and what it says of other rubrics."""
    verdict = examine(parsed)
    problems = [*verdict.problems]
    if verdict.data is not None and "crosswalk" in verdict.data:
        problems += ruled("crosswalk", counterpart_problems(parsed))
    if all(problem.warning for problem in problems):
        problems += lint(verdict.resolved or Resolved(parsed, parsed.data))
    return _own_first(problems, parsed)


def examine(parsed: Parsed) -> Verdict:
    """All problems of a rubric or a lexicon. What the schema refuses hides what only meaning refuses."""
    problems = [*ruled("syntax", parsed.problems[:MAX_PROBLEMS])]
    if parsed.data is not None:
        problems += islice(ruled("form", form_problems(parsed)), MAX_PROBLEMS)
    if problems:
        return Verdict(_sorted(problems))
    if is_lexicon(parsed.data):
        alone = Resolved(parsed, parsed.data)
        found = (
            *part_problems(parsed),
            *ruled("forestalled", forestalled(alone)),
            *ruled("indicator", indicator_problems(alone)),
        )
        return Verdict(_sorted(found))
    if "lexicon" not in parsed.data:
        return _rubric(parsed)
    file = lexicon_file(parsed)
    if isinstance(file, Problem):
        return Verdict([*ruled("lexicon", [file])])
    raw = read_file(file)
    lexicon, problems = _lexicon(raw, str(file))
    if lexicon.data is not None and not is_lexicon(lexicon.data):
        return Verdict([*ruled("lexicon", [no_lexicon(parsed, lexicon.file)])])
    if any(not problem.warning for problem in problems):
        return Verdict(problems)
    return _rubric(parsed, lexicon, raw)


@lru_cache(maxsize=4)  # the rubrics of one run share their lexicon
def _lexicon(raw: bytes, file: str) -> tuple[Parsed, list[Problem]]:
    parsed = parse(raw, file)
    return parsed, examine(parsed).problems if parsed.data is None or is_lexicon(parsed.data) else []


def _rubric(parsed: Parsed, lexicon: Parsed | None = None, raw: bytes = b"") -> Verdict:
    resolved = resolve(parsed, lexicon)
    problems = [*ruled("lexicon", resolved.problems)]
    if all(problem.warning for problem in problems):
        problems += meaning_problems(resolved)
    return Verdict(_own_first(problems, parsed), resolved, lexicon, raw)


def _own_first(problems: Iterable[Problem], parsed: Parsed) -> list[Problem]:
    """As `_sorted`, those of the file itself before those of its lexicon."""
    return sorted(_sorted(problems), key=lambda problem: problem.file != parsed.file)


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of the file, each once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.place.line, problem.place.column))
