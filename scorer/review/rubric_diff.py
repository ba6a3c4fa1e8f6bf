"""Two rubrics go in, what was changed from the one to the other comes out, in words.

Words are told by the set of the lexicon that they come from, or as the criterion's own. A criterion that was only given
another id is the same criterion.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from scorer.model import Cues, SomeOf, Text
from scorer.review.differences import scoring_differences
from scorer.review.rubric_texts import changes, only, reasons_changed, texts_changed, word_changes
from scorer.rubric.fingerprint import content_hash, scoring_hash
from scorer.rubric.load import holding, rubric_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scorer.model import Criterion, Exclusion, Rubric

ALIKE = 0.5  # share of the terms of two criteria that are the same, from which they are one criterion renamed

KINDS = {
    "terms": Text("词", "terms"),
    "together": Text("同句组合", "together"),
    "some_of": Text("几个里要有几个", "some_of"),
    "patterns": Text("模式", "patterns"),
    "weak": Text("单独不算的词", "weak"),
    "headings": Text("标题词", "headings"),
    "unless": Text("有了就不算的词", "unless"),
}
_OWN = ""  # in place of a set's name

Item = str | SomeOf | tuple[tuple[str, ...], ...]
_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Edition:
    """A rubric, and which of its words come from which set of its lexicon."""

    rubric: Rubric
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # names of sets, by criterion
    sets: Mapping[str, Cues] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """What changed about one thing."""

    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RubricDiff:
    """What changed from one rubric to another."""

    old: Rubric  # its criteria called as in the new one; where that changed any, without what names them
    new: Rubric
    renamed: Mapping[str, str]  # new ids of criteria, by old
    scored: tuple[Section, ...]  # what can move scores
    worded: tuple[Section, ...]  # what moves none
    same_scores: bool  # every report gets the same total
    same_texts: bool


def read_edition(path: Path) -> Edition:
    """The rubric in a file. Raises RubricError where it does not hold."""
    raw, verdict = holding(path)
    assert verdict.resolved is not None  # noqa: S101
    uses = {
        one["id"]: tuple(one["cues"].get("use", ()))
        for dimension in verdict.resolved.parsed.data["dimensions"]
        for one in dimension["criteria"]
    }
    sets = verdict.lexicon.data["sets"] if verdict.lexicon else {}
    return Edition(rubric_of(raw, verdict), uses, {name: _cues(written) for name, written in sets.items()})


def _cues(written: dict[str, Any]) -> Cues:
    """The cues of a set as it is written."""
    lists: dict[str, Any] = {kind: tuple(written.get(kind, ())) for kind in KINDS}
    lists["together"] = tuple(tuple(map(tuple, groups)) for groups in lists["together"])
    lists["some_of"] = tuple(SomeOf(int(some["at_least"]), tuple(some["of"])) for some in lists["some_of"])
    return Cues(**lists)


def rubric_diff(old: Edition, new: Edition) -> RubricDiff:
    """What changed from `old` to `new`."""
    renamed = _renamed(old.rubric, new.rubric)
    before = Edition(
        _with_ids(old.rubric, renamed), {renamed.get(id_, id_): names for id_, names in old.uses.items()}, old.sets
    )
    rules = _points(before.rubric, new.rubric)
    scored = [Section(_POINTS, rules)] if rules else []
    scored += [*_words(before, new), *_ladder(before.rubric, new.rubric), *_rules(before.rubric, new.rubric)]
    texts = (
        *_ids(old.rubric, new.rubric, renamed),
        *texts_changed(before.rubric, new.rubric),
        *_reasons(before.rubric, new.rubric),
    )
    return RubricDiff(
        old=replace(before.rubric, indicators=(), crosswalks=()) if renamed else before.rubric,
        new=new.rubric,
        renamed=renamed,
        scored=tuple(scored),
        worded=(Section(_TEXTS, texts),) if texts else (),
        same_scores=scoring_hash(before.rubric) == scoring_hash(new.rubric),
        same_texts=not renamed and content_hash(before.rubric) == content_hash(new.rubric),
    )


_POINTS = Text("项、分值和计分规则", "criteria, points and rules")
_TEXTS = Text("文字、例句等", "texts, examples and the like")


# --- the same under another id -----------------------------------------------------------------


def _renamed(old: Rubric, new: Rubric) -> dict[str, str]:
    """New ids by old, of criteria that have another id and the title or most of the terms that they had."""
    before, after = ({one.id: one for one in rubric.criteria} for rubric in (old, new))
    gone = [one for id_, one in before.items() if id_ not in after]
    come = [one for id_, one in after.items() if id_ not in before]
    renamed: dict[str, str] = {}
    for alike in (_same_title, _same_terms):
        for one in gone:
            found = [other for other in come if other.id not in renamed.values() and alike(one, other)]
            if one.id not in renamed and len(found) == 1:
                renamed[one.id] = found[0].id
    return renamed


def _same_title(one: Criterion, other: Criterion) -> bool:
    return one.title.zh == other.title.zh


def _same_terms(one: Criterion, other: Criterion) -> bool:
    mine, its = set(one.cues.terms), set(other.cues.terms)
    return bool(mine | its) and len(mine & its) > ALIKE * len(mine | its)


def _with_ids(rubric: Rubric, renamed: Mapping[str, str]) -> Rubric:
    """The rubric with other ids of criteria."""
    if not renamed:
        return rubric
    dimensions = tuple(
        replace(one, criteria=tuple(replace(c, id=renamed.get(c.id, c.id)) for c in one.criteria))
        for one in rubric.dimensions
    )
    return replace(rubric, dimensions=dimensions)


def _ids(old: Rubric, new: Rubric, renamed: Mapping[str, str]) -> Iterator[Text]:
    for name, before, after in (("id", old.id, new.id), ("version", old.version, new.version)):
        if before != after:
            yield Text(f"{name}：{before} → {after}", f"{name}: {before} → {after}")
    titles = {one.id: one.title for one in new.criteria}
    for before, after in renamed.items():
        title = titles[after]
        yield Text(f"{title.zh} 的编号：{before} → {after}", f"id of {title.en}: {before} → {after}")


# --- what moves scores -------------------------------------------------------------------------


def _points(old: Rubric, new: Rubric) -> tuple[Text, ...]:
    """Criteria added and removed, weights, shares, bands, policies; and how reports are held to be about the matter."""
    lines = list(scoring_differences(old, new))
    lines += word_changes(Text("相关的词", "terms of relevance"), old.relevance.terms, new.relevance.terms)
    if old.relevance.at_least != new.relevance.at_least:
        said = f"{old.relevance.at_least} → {new.relevance.at_least}"
        lines.append(Text(f"相关的词至少出现几次：{said}", f"relevance, at least: {said}"))
    # Of sets taken into use, or out of it, the criteria tell.
    in_use = {term for rubric in (old, new) for criterion in rubric.criteria for term in criterion.cues.terms}
    never = ([term for term in rubric.elsewhere if term not in in_use] for rubric in (old, new))
    lines += word_changes(_ELSEWHERE, *never)
    return tuple(lines)


_ELSEWHERE = Text(
    "没有用到的词组里的词（句中有它，就不算接着上一句说）",
    "terms of sets that are not used (a sentence with one does not go on with the sentence before)",
)


def _words(old: Edition, new: Edition) -> Iterator[Section]:
    before = {one.id: one for one in old.rubric.criteria}
    homes = [{term: one.id for one in edition.rubric.criteria for term in one.cues.terms} for edition in (old, new)]
    for criterion in new.rubric.criteria:
        if criterion.id in before:
            lines = [
                *_criterion_words(before[criterion.id], criterion, old, new, homes),
                *word_changes(_APPLIES, before[criterion.id].applies_when, criterion.applies_when),
            ]
            if lines:
                title = criterion.title
                yield Section(Text(f"{criterion.id} {title.zh}", f"{criterion.id} {title.en}"), tuple(lines))


_APPLIES = Text("适用条件的词", "applies_when")


def _criterion_words(
    before: Criterion, after: Criterion, old: Edition, new: Edition, homes: Sequence[Mapping[str, str]]
) -> Iterator[Text]:
    """Sets that are used no longer or newly, then words and patterns by the set that they come from, own ones last."""
    id_ = after.id
    old_uses, new_uses = old.uses.get(id_, ()), new.uses.get(id_, ())
    gone, come = only(old_uses, new_uses), only(new_uses, old_uses)
    removed = {kind: only(getattr(before.cues, kind), getattr(after.cues, kind), _same) for kind in KINDS}
    added = {kind: only(getattr(after.cues, kind), getattr(before.cues, kind), _same) for kind in KINDS}
    yield from _of_whole_sets(gone, removed, old, Text("不再引用词组", "no longer uses the set"))
    yield from _of_whole_sets(come, added, new, Text("引用词组", "uses the set"))
    for name in (*(one for one in new_uses if one not in come), _OWN):
        for kind, label in KINDS.items():
            out = [_said(one, homes[1], id_, _TO) for one in removed[kind] if _source(one, kind, old_uses, old) == name]
            put = [_said(one, homes[0], id_, _FROM) for one in added[kind] if _source(one, kind, new_uses, new) == name]
            said = Text(f"词组“{name}”的{label.zh}", f"{label.en} of the set “{name}”") if name else label
            yield from changes(said, out, put)


def _of_whole_sets(
    names: Iterable[str], words: Mapping[str, Sequence[Item]], edition: Edition, said: Text
) -> Iterator[Text]:
    for name in names:
        count = sum(one in getattr(edition.sets[name], kind) for kind in KINDS for one in words[kind])
        if count:  # else the criterion has them all from elsewhere
            yield Text(f"{said.zh}“{name}”（{count} 个线索词）", f"{said.en} “{name}” ({count} cues)")


def _source(item: Item, kind: str, uses: Iterable[str], edition: Edition) -> str:
    """The set that a criterion has an item from; "" where it is its own."""
    return next((name for name in uses if item in getattr(edition.sets[name], kind)), _OWN)


def _same(item: Item) -> object:
    """What makes two items the same: the order in which words are written does not."""
    if isinstance(item, SomeOf):
        return item.at_least, frozenset(item.of)
    return item if isinstance(item, str) else frozenset(map(frozenset, item))


_TO, _FROM = Text("现在在", "now in"), Text("原来在", "was in")


def _said(item: Item, homes: Mapping[str, str], id_: str, where: Text) -> Text:
    """An item in words; of a term that another criterion has now, or had before, which."""
    if isinstance(item, SomeOf):
        return Text(
            f"至少 {item.at_least} 个：{'／'.join(item.of)}", f"at least {item.at_least} of {' / '.join(item.of)}"
        )
    if isinstance(item, tuple):
        both = " + ".join("／".join(group) for group in item)
        return Text(both, both)
    home = homes.get(item, id_)
    if home == id_:
        return Text(item, item)
    return Text(f"{item}（{where.zh} {home}）", f"{item} ({where.en} {home})")


def _ladder(old: Rubric, new: Rubric) -> Iterator[Section]:
    lines: list[Text] = []
    for before, after in zip(old.ladder.rungs, new.ladder.rungs, strict=True):
        grade = after.grade
        lines += word_changes(Text(f"{grade} 级的词", f"terms of grade {grade}"), before.terms, after.terms)
        lines += word_changes(Text(f"{grade} 级的模式", f"patterns of grade {grade}"), before.patterns, after.patterns)
    for name, label in _OF_LADDER.items():
        lines += word_changes(label, getattr(old.ladder, name), getattr(new.ladder, name))
    if lines:
        yield Section(Text("证据等级", "ladder"), tuple(lines))


_OF_LADDER = {
    "plans": Text("打算的说法", "plans"),
    "plan_headings": Text("打算的标题", "plan_headings"),
    "units": Text("计数的量词", "units"),
    "not_counted": Text("不算计数的说法", "not_counted"),
}
_OF_RULE = {
    "terms": KINDS["terms"],
    "patterns": KINDS["patterns"],
    "headings": KINDS["headings"],
    "unless": Text("仍算的说法", "unless"),
}


def _rules(old: Rubric, new: Rubric) -> Iterator[Section]:
    """What is no evidence, then what marks a shortcoming."""
    before, after = _by_reason(old), _by_reason(new)
    other_words = _reworded(before, after)
    lines = [_about(before[key], "去掉", "removed") for key in only(before, after) if key not in other_words]
    lines += [_about(after[key], "增加", "added") for key in only(after, before) if key not in other_words.values()]
    for key, rule in after.items():
        if key in before:
            lines += _of_lists(before[key], rule, Text(f"“{rule.reason.zh}”的", f"“{rule.reason.en}”: "))
    if lines:
        yield Section(Text("什么不算证据", "what is no evidence"), tuple(lines))
    lines = _of_lists(old.shortcomings, new.shortcomings, Text("", ""))
    if lines:
        yield Section(Text("怎样算是在说问题", "what marks a shortcoming"), tuple(lines))


def _reasons(old: Rubric, new: Rubric) -> Iterator[Text]:
    before, after = _by_reason(old), _by_reason(new)
    same = {key: key for key in after if key in before} | _reworded(before, after)
    return reasons_changed((before[key].reason, after[now].reason) for key, now in same.items())


def _by_reason(rubric: Rubric) -> dict[_Key, Exclusion]:
    """The rules on what is no evidence by reason, scope and how many there were of these."""
    rules: dict[_Key, Exclusion] = {}
    for rule in rubric.not_evidence:
        number = sum(key[:2] == (rule.reason.zh, rule.scope) for key in rules)
        rules[rule.reason.zh, rule.scope, number] = rule
    return rules


def _reworded(before: Mapping[_Key, Exclusion], after: Mapping[_Key, Exclusion]) -> dict[_Key, _Key]:
    """Of rules that only have another reason the new key by the old."""
    come = {_effect(after[key]): key for key in only(after, before)}
    return {key: come[_effect(before[key])] for key in only(before, after) if _effect(before[key]) in come}


def _effect(rule: Exclusion) -> tuple[object, ...]:
    return rule.scope, *(frozenset(getattr(rule, name)) for name in _OF_RULE)


def _about(rule: Exclusion, zh: str, en: str) -> Text:
    """That a rule came or went, with what it holds."""
    held = [word for name in _OF_RULE for word in getattr(rule, name)]
    return Text(
        f"{zh}一条：{rule.reason.zh}（{rule.scope}）：{'、'.join(held)}",
        f"{en}: {rule.reason.en} ({rule.scope}): {', '.join(held)}",
    )


def _of_lists(old: object, new: object, before: Text) -> list[Text]:
    return [
        line
        for name, label in _OF_RULE.items()
        for line in word_changes(
            Text(before.zh + label.zh, before.en + label.en), getattr(old, name), getattr(new, name)
        )
    ]
