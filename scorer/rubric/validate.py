"""Every problem of a rubric at once, each with its place and remedy."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scorer.rubric.form import form_problems
from scorer.rubric.meaning import meaning_problems
from scorer.rubric.parse import MAX_PROBLEMS

if TYPE_CHECKING:
    from scorer.rubric.parse import Parsed
    from scorer.rubric.problem import Problem


def validate(parsed: Parsed) -> list[Problem]:
    """All problems, in the order of the file. What the schema refuses hides what only meaning refuses."""
    problems = parsed.problems[:MAX_PROBLEMS]
    if parsed.data is not None:
        problems += islice(form_problems(parsed), MAX_PROBLEMS)
        if not problems:
            problems += meaning_problems(parsed)
    return sorted(problems, key=lambda problem: (problem.place.line, problem.place.column))
