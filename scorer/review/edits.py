"""What a suggestion changes in a rubric: in its YAML, and at once in the rubric that was loaded from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from scorer.model.calibration import Advice
from scorer.rubric.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model import Criterion, Exclusion, Rubric
    from scorer.model.calibration import Suggestion

Item = TypeVar("Item")


def edits_of(suggestion: Suggestion, rubric: Rubric) -> tuple[Edit, ...]:
    """The changes to the rubric's lists; none where a person has to look."""
    own, word = suggestion.criterion, suggestion.word
    match suggestion.advice:
        case Advice.DROP:
            return (_remove(rubric, own, word),)
        case Advice.WEAKEN:
            return (_remove(rubric, own, word), _add(rubric, own, "weak", word))
        case Advice.MOVE:
            return (_remove(rubric, own, word), _add(rubric, suggestion.to, "terms", word))
        case Advice.UNLESS:
            return (_add(rubric, own, "unless", word),)
        case Advice.ADD:
            return (_add(rubric, own, "terms", word),)
        case Advice.EXCLUDE:
            return (Edit(("not_evidence", suggestion.exclusion, "terms"), add=(word,)),)
        case Advice.LOOK:
            return ()


def _remove(rubric: Rubric, criterion: str, term: str) -> Edit:
    return Edit(_path(rubric, criterion, "terms"), remove=(term,))


def _add(rubric: Rubric, criterion: str, kind: str, word: str) -> Edit:
    return Edit(_path(rubric, criterion, kind), add=(word,))


def _path(rubric: Rubric, criterion: str, kind: str) -> tuple[str | int, ...]:
    for d, dimension in enumerate(rubric.dimensions):
        for c, one in enumerate(dimension.criteria):
            if one.id == criterion:
                return ("dimensions", d, "criteria", c, "cues", kind)
    raise KeyError(criterion)


def edited(rubric: Rubric, edits: Iterable[Edit]) -> Rubric:
    """The rubric as it will be loaded from the edited YAML, its hash aside. For edits of `edits_of` only."""
    for edit in edits:
        match edit.path:
            case ("dimensions", int(d), "criteria", int(c), "cues", str(kind)):
                dimension = rubric.dimensions[d]
                criteria = _replaced(dimension.criteria, c, _with_cues(dimension.criteria[c], kind, edit))
                dimensions = _replaced(rubric.dimensions, d, replace(dimension, criteria=criteria))
                rubric = replace(rubric, dimensions=dimensions)
            case ("not_evidence", int(n), "terms"):
                rule = rubric.not_evidence[n]
                changed: Exclusion = replace(rule, terms=_changed(rule.terms, edit))
                rubric = replace(rubric, not_evidence=_replaced(rubric.not_evidence, n, changed))
    return rubric


def _replaced(items: tuple[Item, ...], place: int, item: Item) -> tuple[Item, ...]:
    return (*items[:place], item, *items[place + 1 :])


def _with_cues(criterion: Criterion, kind: str, edit: Edit) -> Criterion:
    lists: dict[str, Any] = {kind: _changed(getattr(criterion.cues, kind), edit)}
    return replace(criterion, cues=replace(criterion.cues, **lists))


def _changed(words: tuple[str, ...], edit: Edit) -> tuple[str, ...]:
    left = [word for word in words if word not in edit.remove]
    return tuple(dict.fromkeys([*left, *edit.add]))


def holds(before: Rubric, after: Rubric) -> bool:
    """Whether an edited rubric has no fault that it did not have: the same term in two criteria, a list that lost its
    last word, a term that its own criterion's `unless` rules out.
    """
    terms = Counter(term for criterion in after.criteria for term in set(criterion.cues.terms))
    if any(times > 1 for times in terms.values()):
        return False
    return not any(
        (was.cues.terms and not now.cues.terms) or set(_forestalled(now)) - set(_forestalled(was))
        for was, now in zip(before.criteria, after.criteria, strict=True)
        if was is not now
    )


def _forestalled(criterion: Criterion) -> Iterator[str]:
    """The words of a criterion that never count, because they hold a word that rules them out."""
    for word in (*criterion.cues.terms, *criterion.cues.weak):
        if any(bar in word for bar in criterion.cues.unless):
            yield word
