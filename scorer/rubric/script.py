"""A rubric's file -> what a rehearsal needs: the rubric, where each of its cues is written, its sets' examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scorer.rubric.load import as_example, held_examples, holding, rubric_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as File

    from scorer.model import Example, Rubric
    from scorer.rubric.resolve import Resolved
    from scorer.written.parse import Parsed
    from scorer.written.problem import Path, Place

ALONE = ("terms", "patterns", "weak")
SHOWN = 3  # words of a group that are named


@dataclass(frozen=True, slots=True)
class Cue:
    """One word, pattern or combination that speaks for a criterion, and where it is written."""

    criterion: str  # id
    set: str  # of the lexicon; "" where the criterion has it itself
    kind: str  # terms, patterns, weak, together or some_of
    word: str  # or pattern; of a combination its groups, for people
    file: str
    place: Place
    path: Path  # in its file
    combination: int = -1  # of together and some_of: the number among those of the rubric


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that must speak for a criterion, or must not."""

    criterion: str  # id
    set: str  # of the lexicon, of which a cue must count; "" where the criterion has the sentence itself
    text: str
    grade: int | None  # that it must get
    matches: bool  # whether it must speak for the criterion
    file: str
    place: Place
    path: Path  # in its file


@dataclass(frozen=True, slots=True)
class Script:
    """A rubric, its cues and its sentences."""

    rubric: Rubric
    cues: tuple[Cue, ...]
    claims: tuple[Claim, ...]
    sets: frozenset[str]  # names of those of the lexicon that are used
    without: dict[str, tuple[str, ...]]  # words of its sets that a criterion, by id, does not want


def load_script(path: File) -> Script:
    """The script of a rubric in a file. Raises RubricError as `load_rubric` does, and for its sets' examples too."""
    raw, verdict = holding(path)
    resolved = verdict.resolved
    assert resolved is not None  # noqa: S101
    examples = held_examples(verdict.lexicon) if verdict.lexicon else None
    return Script(
        rubric_of(raw, verdict),
        tuple(_cues(resolved)),
        tuple(_claims(resolved, examples)),
        frozenset(name for _, one in _criteria(resolved.parsed.data) for name in one["cues"].get("use", [])),
        {
            one["id"]: tuple(one["cues"]["without"])
            for _, one in _criteria(resolved.parsed.data)
            if "without" in one["cues"]
        },
    )


def _criteria(data: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    for d, dimension in enumerate(data["dimensions"]):
        for c, criterion in enumerate(dimension["criteria"]):
            yield ("dimensions", d, "criteria", c), criterion


def _cues(resolved: Resolved) -> Iterator[Cue]:
    """All that may speak, in the order in which a lexicon of words numbers the combinations."""
    combination = 0
    for path, criterion in _criteria(resolved.data):
        cues = criterion["cues"]
        for kind in ALONE:
            for n, word in enumerate(cues.get(kind, [])):
                yield _cue(resolved, criterion["id"], (*path, "cues", kind, n), word)
        combinations = [
            *(("together", n, groups) for n, groups in enumerate(cues.get("together", []))),
            *(("some_of", n, [some["of"]]) for n, some in enumerate(cues.get("some_of", []))),
        ]
        for kind, n, groups in combinations:
            at = (*path, "cues", kind, n)
            yield _cue(resolved, criterion["id"], at, "＋".join(map(_shortened, groups)), combination)
            combination += 1


def _shortened(group: list[str]) -> str:
    return "、".join(group[:SHOWN]) + "…" * (len(group) > SHOWN)


def _cue(resolved: Resolved, criterion: str, path: Path, word: str, combination: int = -1) -> Cue:
    source, at = resolved.origin(path)
    in_set = source is not resolved.parsed
    set_, kind = (str(at[1]), str(at[2])) if in_set else ("", str(at[5]))
    return Cue(criterion, set_, kind, word, source.file, source.place(at), at, combination)


def _claims(resolved: Resolved, examples: Parsed | None) -> Iterator[Claim]:
    """What the rubric's own sentences and those of the sets that it uses claim, criterion by criterion."""
    for path, criterion in _criteria(resolved.parsed.data):
        id_, used = criterion["id"], criterion["cues"].get("use", [])
        yield from _of_list(resolved.parsed, (*path, "examples"), criterion.get("examples", []), id_)
        if examples is not None:
            for name in dict.fromkeys(used):
                sentences = examples.data["examples"].get(name, [])
                yield from _of_list(examples, ("examples", name), sentences, id_, name)
        near_misses = criterion.get("near_misses", [])
        yield from _of_list(resolved.parsed, (*path, "near_misses"), near_misses, id_, matches=False)


def _of_list(
    source: Parsed, path: Path, items: list[Any], criterion: str, set_: str = "", *, matches: bool = True
) -> Iterator[Claim]:
    for n, item in enumerate(items):
        example: Example = as_example(item)
        at = (*path, n)
        yield Claim(criterion, set_, example.text, example.grade, matches, source.file, source.place(at), at)
