"""Two rubrics go in, what makes them give other points for the same evidence comes out, in words.

Titles, questions, cues and versions are not looked at: what they change is what a comparison is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scorer.model import Consensus, NotApplicable, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.model import Adjustment, Band, Criterion, Rubric, Veto

POLICIES = {
    NotApplicable.REDISTRIBUTE: Text("不占分，由其他各项按比例分担", "the others take over their weight"),
    NotApplicable.ZERO: Text("得 0 分，照样占满分", "they earn nothing and count in full"),
    NotApplicable.FORBID: Text("不得判为不适用", "none may be set aside"),
}
RULES = {
    Consensus.MEDIAN: Text("中位数", "median"),
    Consensus.MEAN: Text("平均数", "mean"),
    Consensus.TRIMMED_MEAN: Text("去掉最高、最低各一个后的平均数", "mean without the highest and the lowest"),
}
_NONE = Text("无", "none")


def scoring_differences(old: Rubric, new: Rubric) -> tuple[Text, ...]:
    """A sentence for each kind of difference; none where the same levels and findings give the same points."""
    return (*_criteria(old, new), *_scale(old, new), *_adjustments(old, new))


def _criteria(old: Rubric, new: Rubric) -> Iterator[Text]:
    before, after = ({one.id: one for one in rubric.criteria} for rubric in (old, new))
    old_home, new_home = (
        {one.id: dimension.id for dimension in rubric.dimensions for one in dimension.criteria} for rubric in (old, new)
    )
    both = [one for one in after if one in before]
    yield from _told("新增的项", "criteria added", [_weighed(after[one]) for one in after if one not in before])
    yield from _told("取消的项", "criteria removed", [_weighed(before[one]) for one in before if one not in after])
    yield from _told(
        "换了大类的项",
        "criteria moved to another dimension",
        [
            _changed(_name(after[one]), _same(old_home[one]), _same(new_home[one]))
            for one in both
            if old_home[one] != new_home[one]
        ],
    )
    yield from _told(
        "满分不同的项",
        "criteria of another weight",
        [
            _changed(_name(after[one]), _number(before[one].weight), _number(after[one].weight))
            for one in both
            if before[one].weight != after[one].weight
        ],
    )


def _scale(old: Rubric, new: Rubric) -> Iterator[Text]:
    if old.ladder.shares != new.ladder.shares:
        yield _differs("各等次的得分比例", "shares of the levels", _shares(old), _shares(new))
    if [band.at_least for band in old.bands] != [band.at_least for band in new.bands]:
        yield _differs("评定线", "bands", _bands(old.bands), _bands(new.bands))
    if old.not_applicable is not new.not_applicable:
        yield _differs(
            "“不适用”的项的计分办法",
            "points of criteria that do not apply",
            POLICIES[old.not_applicable],
            POLICIES[new.not_applicable],
        )
    if old.consensus is not new.consensus:
        yield _differs("复核意见的合成办法", "rules of consensus", RULES[old.consensus], RULES[new.consensus])


def _adjustments(old: Rubric, new: Rubric) -> Iterator[Text]:
    before, after = old.adjustments, new.adjustments
    for zh, en, old_items, old_cap, new_items, new_cap in (
        ("加分项", "bonuses", before.bonuses, before.bonus_cap, after.bonuses, after.bonus_cap),
        ("扣分项", "deductions", before.deductions, before.deduction_cap, after.deductions, after.deduction_cap),
    ):
        if _limits(old_items, old_cap) != _limits(new_items, new_cap):
            yield _differs(zh, en, _items(old_items, old_cap), _items(new_items, new_cap))
    if {veto.id: veto.at_most for veto in before.vetoes} != {veto.id: veto.at_most for veto in after.vetoes}:
        yield _differs("一票否决项", "vetoes", _vetoes(before.vetoes), _vetoes(after.vetoes))


def _limits(items: Iterable[Adjustment], cap: float) -> tuple[dict[str, float], float]:
    """What counts of the items; a cap on nothing is none."""
    limits = {item.id: item.most for item in items}
    return limits, cap if limits else 0.0


# --- words -------------------------------------------------------------------------------------


def _told(zh: str, en: str, items: Sequence[Text]) -> Iterator[Text]:
    if items:
        listed = _listed(items)
        yield Text(f"{zh}：{listed.zh}", f"{en}: {listed.en}")


def _differs(zh: str, en: str, old: Text, new: Text) -> Text:
    return Text(f"{zh}不同：{old.zh} → {new.zh}", f"{en} differ: {old.en} → {new.en}")


def _changed(name: Text, old: Text, new: Text) -> Text:
    return Text(f"{name.zh} {old.zh} → {new.zh}", f"{name.en} {old.en} → {new.en}")


def _listed(items: Sequence[Text]) -> Text:
    if not items:
        return _NONE
    return Text("、".join(item.zh for item in items), ", ".join(item.en for item in items))


def _same(words: str) -> Text:
    return Text(words, words)


def _number(value: float) -> Text:
    return _same(f"{value:g}")


def _name(criterion: Criterion) -> Text:
    return Text(f"{criterion.id} {criterion.title.zh}", f"{criterion.id} {criterion.title.en}")


def _weighed(criterion: Criterion) -> Text:
    name = _name(criterion)
    return Text(f"{name.zh}（{criterion.weight:g} 分）", f"{name.en} ({criterion.weight:g} points)")


def _shares(rubric: Rubric) -> Text:
    return _listed([_same(f"{100 * share:g}%") for share in rubric.ladder.shares])


def _bands(bands: Iterable[Band]) -> Text:
    return _listed([Text(f"{band.name.zh} {band.at_least:g}", f"{band.name.en} {band.at_least:g}") for band in bands])


def _items(items: Iterable[Adjustment], cap: float) -> Text:
    listed = _listed(
        [
            Text(f"{item.id} {item.title.zh} 至多 {item.most:g}", f"{item.id} {item.title.en} up to {item.most:g}")
            for item in items
        ]
    )
    if listed is _NONE:
        return _NONE
    return Text(f"{listed.zh}（合计至多 {cap:g}）", f"{listed.en} ({cap:g} at most in all)")


def _vetoes(vetoes: Iterable[Veto]) -> Text:
    return _listed(
        [
            Text(
                f"{veto.id} {veto.title.zh} 总分至多 {veto.at_most:g}",
                f"{veto.id} {veto.title.en} total at most {veto.at_most:g}",
            )
            for veto in vetoes
        ]
    )
