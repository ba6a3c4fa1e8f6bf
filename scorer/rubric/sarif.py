"""Problems -> a log in SARIF 2.1.0, the form in which editors and code hosts take in what a checker found."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scorer.model import Lang
from scorer.rubric.rules import NOTES, RULES
from scorer.written.problem import say_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.written.problem import Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(problems: Sequence[Problem], lang: Lang) -> dict[str, Any]:
    """One run of the checker. Files are named from the working folder, with columns that count characters."""
    rules = [rule for rule in RULES if any(problem.rule == rule for problem in problems)]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "score",
                        "semanticVersion": version("model-agency-scorecard"),
                        "rules": [{"id": rule, "shortDescription": {"text": RULES[rule].say(lang)}} for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "language": "zh-CN" if lang is Lang.ZH else "en",
                "results": [_result(problem, rules, lang) for problem in problems],
            }
        ],
    }


def _result(problem: Problem, rules: list[str], lang: Lang) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(problem.file)},
            "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
        }
    }
    if problem.path:
        location["logicalLocations"] = [{"fullyQualifiedName": say_path(problem.path)}]
    return {
        "ruleId": problem.rule,
        "ruleIndex": rules.index(problem.rule),
        "level": _level(problem),
        "message": {"text": problem.advise(lang)},
        "locations": [location],
    }


def _level(problem: Problem) -> str:
    if problem.rule in NOTES:
        return "note"
    return "warning" if problem.warning else "error"


def _uri(file: str) -> str:
    """A file's address: from the working folder where it lies in there, else of the whole machine."""
    path, here = Path(file).resolve(), Path.cwd().resolve()
    return quote(path.relative_to(here).as_posix()) if path.is_relative_to(here) else path.as_uri()
