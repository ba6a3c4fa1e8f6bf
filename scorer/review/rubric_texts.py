"""Two rubrics go in, what was changed in their wording comes out: what moves no score."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from scorer.model import Criterion, Indicator, Rubric

Item = TypeVar("Item")


def texts_changed(old: Rubric, new: Rubric) -> Iterator[Text]:
    """A line for each title, question, note, name, reason, list of examples, set phrase and indicator that changed."""
    yield from _reworded(Text("标准的名称", "title of the rubric"), old.title, new.title)
    yield from _reworded(Text("标准的说明", "note of the rubric"), old.note, new.note)
    titles = [{one.id: one.title for one in rubric.dimensions} for rubric in (old, new)]
    yield from _titles(Text("大类", "dimension"), *titles)
    yield from _criteria(old, new)
    for before, after in zip(old.ladder.rungs, new.ladder.rungs, strict=True):
        grade = after.grade
        yield from _reworded(Text(f"{grade} 级的名称", f"name of grade {grade}"), before.name, after.name)
        yield from _reworded(Text(f"{grade} 级的含义", f"meaning of grade {grade}"), before.shows, after.shows)
    names = {band.at_least: band.name for band in old.bands}
    for band in new.bands:  # of bands that came, went or moved the changes in scoring tell, by name
        if band.at_least in names:
            yield from _reworded(Text("评定的名称", "name of a band"), names[band.at_least], band.name)
    items = [{one.id: one.title for one in rubric.adjustments.items} for rubric in (old, new)]
    yield from _titles(Text("", ""), *items)
    yield from word_changes(Text("套话", "set phrases"), old.set_phrases, new.set_phrases)
    yield from _indicators(old, new)
    yield from _crosswalks(old, new)


def changes(label: Text, removed: Sequence[Text], added: Sequence[Text]) -> Iterator[Text]:
    """One line for what came and one for what went, each where there is any."""
    for zh, en, items in (("增加", "added", added), ("去掉", "removed", removed)):
        if items:
            yield Text(
                f"{label.zh}，{zh} {len(items)} 个：{'、'.join(one.zh for one in items)}",
                f"{label.en}, {len(items)} {en}: {', '.join(one.en for one in items)}",
            )


def word_changes(label: Text, old: Collection[str], new: Collection[str]) -> Iterator[Text]:
    """The same, of two lists of words."""
    removed, added = ([Text(word, word) for word in words] for words in (only(old, new), only(new, old)))
    yield from changes(label, removed, added)


def only(these: Iterable[Item], others: Iterable[Item], key: Callable[[Item], object] | None = None) -> list[Item]:
    """What is in the one and not in the other, in order; `key` tells what makes two the same."""
    if key is None:
        known = set(others)
        return [one for one in these if one not in known]
    known_keys = {key(one) for one in others}
    return [one for one in these if key(one) not in known_keys]


def _criteria(old: Rubric, new: Rubric) -> Iterator[Text]:
    before = {one.id: one for one in old.criteria}
    for after in new.criteria:
        if after.id in before:
            yield from _criterion(before[after.id], after)


def _criterion(old: Criterion, new: Criterion) -> Iterator[Text]:
    id_ = new.id
    yield from _reworded(Text(f"{id_} 的名称", f"title of {id_}"), old.title, new.title)
    yield from _reworded(Text(f"{id_} 的问题", f"question of {id_}"), old.question, new.question)
    examples = [
        [f"{one.text}（{one.grade}）" if one.grade else one.text for one in criterion.examples]
        for criterion in (old, new)
    ]
    yield from word_changes(Text(f"{id_} 的例句", f"examples of {id_}"), *examples)
    yield from word_changes(Text(f"{id_} 的反例", f"near misses of {id_}"), old.near_misses, new.near_misses)


def _indicators(old: Rubric, new: Rubric) -> Iterator[Text]:
    before, after = ({one.id: one for one in rubric.indicators} for rubric in (old, new))
    yield from changes(
        Text("指标", "indicators"),
        [before[id_].title for id_ in only(before, after)],
        [after[id_].title for id_ in only(after, before)],
    )
    for id_ in after:
        if id_ in before:
            yield from _indicator(before[id_], after[id_])


def _indicator(old: Indicator, new: Indicator) -> Iterator[Text]:
    zh, en = new.title.zh, new.title.en
    yield from _reworded(Text(f"指标 {new.id} 的名称", f"title of the indicator {new.id}"), old.title, new.title)
    if old.formula != new.formula:
        said = f"{old.formula} → {new.formula}"
        yield Text(f"指标“{zh}”的公式：{said}", f"formula of the indicator {en}: {said}")
    if (old.show, old.decimals) != (new.show, new.decimals):
        yield Text(f"指标“{zh}”的显示方式改了", f"the indicator {en} is shown otherwise")
    yield from _reworded(Text(f"指标“{zh}”的说明", f"note of the indicator {en}"), old.note, new.note)


def _crosswalks(old: Rubric, new: Rubric) -> Iterator[Text]:
    lines = [
        [
            f"{crosswalk.rubric} {line.criterion} → {line.to} {line.relation} {line.note.zh}".rstrip()
            for crosswalk in rubric.crosswalks
            for line in crosswalk.lines
        ]
        for rubric in (old, new)
    ]
    changed = list(word_changes(Text("对照", "crosswalk"), *lines))
    yield from changed
    english = [
        [(one.rubric, line.criterion, line.to, line.note.en) for one in rubric.crosswalks for line in one.lines]
        for rubric in (old, new)
    ]
    if not changed and set(english[0]) != set(english[1]):
        yield Text("对照的英文说明改了", "notes of the crosswalk reworded")


def _titles(kind: Text, old: Mapping[str, Text], new: Mapping[str, Text]) -> Iterator[Text]:
    for id_, title in new.items():
        if id_ in old:
            label = Text(f"{kind.zh} {id_} 的名称".lstrip(), f"title of {kind.en} {id_}".replace("  ", " "))
            yield from _reworded(label, old[id_], title)


def _reworded(label: Text, old: Text, new: Text) -> Iterator[Text]:
    """Old and new wording; where only the English changed, that."""
    if old.zh != new.zh:
        yield Text(f"{label.zh}：{_quoted(old.zh)} → {_quoted(new.zh)}", f"{label.en}: {_or_none(old, new)}")
    elif old.en != new.en:
        said = f"{_quoted(old.en)} → {_quoted(new.en)}"
        yield Text(f"{label.zh}（英文）：{said}", f"{label.en}: {said}")


def _or_none(old: Text, new: Text) -> str:
    if old.en == new.en:
        return f"{_quoted(old.zh)} → {_quoted(new.zh)}"
    return f"{_quoted(old.en)} → {_quoted(new.en)}"


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "—"


def reasons_changed(pairs: Iterable[tuple[Text, Text]]) -> Iterator[Text]:
    """A line for each reason that is worded otherwise, of rules that are the same."""
    for old, new in pairs:
        yield from _reworded(Text("不算证据的理由", "reason of what is no evidence"), old, new)
