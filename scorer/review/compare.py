"""Two results of the same kind go in, what rose, fell, appeared and vanished comes out.

Two years, or before and after a rubric changed, or before and after a review. Levels, points and totals are those that
count in the end: the reviewers' where there are any, else the machine's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scorer.fold import fold
from scorer.model import NOTHING, Adjustment, Rubric, Text, Veto
from scorer.model.comparison import AdjustmentChange, Change, Comparison, CriterionChange, Matched, SubjectChange
from scorer.model.review import Merged, MergedAdjustment, MergedCard, MergedCriterion, Verdict
from scorer.review.differences import scoring_differences

if TYPE_CHECKING:
    from scorer.model import Evidence, Scorecard, Unread
    from scorer.model.review import MergedEvidence

SHOWN_UNREAD = 5  # documents that a note names before it only counts
# A year in digits or in Chinese figures, and any other number; then what is left of separators and brackets.
_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}年度?|\d+(?:年度?)?")
_SEPARATORS = re.compile(r"[\W_]+")
_OLD_REVIEWED = Text("旧结果以复核等次为准", "the old level is the reviewers'")
_NEW_REVIEWED = Text("新结果以复核等次为准", "the new level is the reviewers'")
_BOTH_REVIEWED = Text("新旧结果都以复核等次为准", "both levels are the reviewers'")
_ANOTHER_WEIGHT = Text("满分或得分比例变了", "another weight or share")
_WHY_APPEARED = Text("旧标准没有这一项", "the old rubric does not have it")
_WHY_VANISHED = Text("新标准没有这一项", "the new rubric does not have it")
_NEW_EVIDENCE = Text("有了更强的证据", "stronger evidence than before")
_EVIDENCE_GONE = Text("原来较强的证据这次没有了", "the stronger evidence is gone")
_REGRADED = Text("同一句话判的等级不同", "the same sentence is graded otherwise")

Quotes = dict[str, "Evidence"]  # by folded quote
Pair = tuple[MergedCard | None, MergedCard | None, Matched | None]
Explained = tuple[Text, "Evidence | None"]


def compare(old: Merged, new: Merged, names: tuple[str, str] | None = None) -> Comparison:
    """What changed from `old` to `new`, whatever their rubrics. `names` are those of the files that hold them."""
    subjects = [
        _subject(before, after, matched, old.results.rubric, new.results.rubric)
        for before, after, matched in _match(old.cards, new.cards)
    ]
    subjects.sort(key=_largest_first)
    return Comparison(
        old=old,
        new=new,
        names=names or (old.results.name, new.results.name),
        subjects=tuple(subjects),
        differences=scoring_differences(old.results.rubric, new.results.rubric),
        notes=tuple(_notes(old, new, subjects)),
    )


def _largest_first(subject: SubjectChange) -> tuple[bool, bool, bool, float, float]:
    """Subjects of both sides, largest change first and rises before falls, and last those without a total on one;
    then what appeared, then what vanished.
    """
    change = subject.change or 0.0
    return subject.new is None, subject.old is None, subject.change is None, -abs(change), -change


# --- which subject is which --------------------------------------------------------------------


def _match(old: Sequence[MergedCard], new: Sequence[MergedCard]) -> list[Pair]:
    """Each subject with what it was before: by id, and what is left by what only one subject on each side has."""
    before, after = {one.card.id: one for one in old}, {one.card.id: one for one in new}
    found: dict[str, tuple[MergedCard, Matched]] = {}  # by new id
    for matched, key in _KEYS.items():
        old_by, new_by = _told(before.values(), key), _told(after.values(), key)
        for told in old_by.keys() & new_by.keys():
            found[new_by[told].card.id] = (old_by[told], matched)
            del before[old_by[told].card.id], after[new_by[told].card.id]
    pairs: list[Pair] = []
    for one in new:
        earlier, by = found.get(one.card.id, (None, None))
        pairs.append((earlier, one, by))
    return pairs + [(one, None, None) for one in before.values()]


def _told(cards: Iterable[MergedCard], key: Callable[[Scorecard], Hashable]) -> dict[Hashable, MergedCard]:
    """The subjects whose key no other has."""
    keyed = [(key(one.card), one) for one in cards]
    times = Counter(told for told, _ in keyed)
    return {told: one for told, one in keyed if told is not None and times[told] == 1}


def _id(card: Scorecard) -> Hashable:
    return card.id


def _agency(card: Scorecard) -> Hashable:
    return _folded(card.agency) if card.agency else None


def _stem(card: Scorecard) -> Hashable:
    """Subjects of different agencies are never the same, though their files are of one name."""
    stem = _SEPARATORS.sub("", _YEAR.sub("", _folded(PurePosixPath(card.report.source).stem)))
    return (_agency(card), stem) if stem else None


def _title(card: Scorecard) -> Hashable:
    title = _folded(card.report.title)
    return (_agency(card), title) if title else None


def _folded(words: str) -> str:
    return fold(words).text.casefold()


_KEYS: dict[Matched, Callable[[Scorecard], Hashable]] = {
    Matched.ID: _id,
    Matched.AGENCY: _agency,
    Matched.STEM: _stem,
    Matched.TITLE: _title,
}


# --- one subject -------------------------------------------------------------------------------


def _subject(
    old: MergedCard | None, new: MergedCard | None, matched: Matched | None, old_rubric: Rubric, new_rubric: Rubric
) -> SubjectChange:
    if old is None or new is None:
        return SubjectChange(old, new, matched)
    before, after = ({one.result.criterion.id: one for one in card.criteria} for card in (old, new))
    old_quotes, new_quotes = _quotes(old), _quotes(new)
    return SubjectChange(
        old,
        new,
        matched,
        tuple(
            _criterion(before.get(id_), after.get(id_), old_quotes[id_], new_quotes[id_])
            for id_ in dict.fromkeys((*after, *before))
        ),
        tuple(_adjustments(_effects(old.adjustments, old_rubric), _effects(new.adjustments, new_rubric))),
    )


def _quotes(card: MergedCard) -> dict[str, Quotes]:
    """What counts for each criterion, strongest first. Ids shift from year to year: what is quoted tells what it is."""
    quotes: dict[str, Quotes] = defaultdict(dict)
    for one in sorted(card.evidence, key=lambda one: -one.evidence.grade):
        criterion = _counts_for(one)
        if criterion is not None:
            quotes[criterion].setdefault(fold(one.evidence.quote).text, one.evidence)
    return quotes


def _counts_for(merged: MergedEvidence) -> str | None:
    """The criterion that more than half of those who judged the piece hold it to speak for, else its own; None where
    more than half rejected it.
    """
    judged = [one for one in merged.opinions if one and (one.verdict or one.grade or one.criterion)]
    if 2 * sum(one.verdict is Verdict.REJECTED for one in judged) > len(judged):
        return None
    for criterion, times in Counter(one.criterion for one in judged if one.criterion).items():
        if 2 * times > len(judged):
            return criterion
    return merged.evidence.criterion


def _criterion(
    old: MergedCriterion | None, new: MergedCriterion | None, old_quotes: Quotes, new_quotes: Quotes
) -> CriterionChange:
    change = _change(old, new)
    appeared = tuple(piece for quote, piece in new_quotes.items() if quote not in old_quotes)
    vanished = tuple(piece for quote, piece in old_quotes.items() if quote not in new_quotes)
    why, telling = NOTHING, None
    if change is Change.ROSE:
        why, telling = _stronger(old, appeared, (old_quotes, new_quotes), _NEW_EVIDENCE, _reviewed(old, new))
    elif change is Change.FELL:
        why, telling = _stronger(new, vanished, (new_quotes, old_quotes), _EVIDENCE_GONE, _reviewed(old, new))
    elif old is not None and new is not None:
        why = _why_otherwise(old, new, change)
    else:
        why = _WHY_APPEARED if old is None else _WHY_VANISHED
    return CriterionChange(old, new, change, appeared, vanished, why, telling)


def _change(old: MergedCriterion | None, new: MergedCriterion | None) -> Change:
    if old is None:
        return Change.APPEARED
    if new is None:
        return Change.VANISHED
    if old.level == new.level:
        return Change.SAME
    if old.level is None:
        return Change.APPLICABLE
    if new.level is None:
        return Change.NOT_APPLICABLE
    return Change.ROSE if new.level > old.level else Change.FELL


def _stronger(
    low: MergedCriterion | None, only_high: Sequence[Evidence], quotes: tuple[Quotes, Quotes], because: Text, held: Text
) -> Explained:
    """Why the other side has a higher level than the low one: by evidence that only it has, by the grade of evidence
    that both have, or, as `held` tells, by reviewers.
    """
    assert low is not None and low.level is not None  # noqa: S101, PT018
    parts: list[Text] = []
    telling = None
    of_low, of_high = quotes
    if only_high and only_high[0].grade > low.level:
        parts, telling = [because], only_high[0]
    else:
        for quote, piece in of_high.items():
            if quote in of_low and piece.grade > max(of_low[quote].grade, low.level):
                parts, telling = [_REGRADED], piece
                break
    if held is not NOTHING:
        parts.append(held)
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts)), telling


def _why_otherwise(old: MergedCriterion, new: MergedCriterion, change: Change) -> Text:
    if change is Change.SAME:
        return _ANOTHER_WEIGHT if old.score != new.score else NOTHING
    aside = new if change is Change.NOT_APPLICABLE else old
    held = _reviewed(old, new)
    if held is not NOTHING:
        return held
    why = aside.result.why
    if change is Change.NOT_APPLICABLE:
        return why
    return Text(f"原先{why.zh}", f"before: {why.en}")


def _reviewed(old: MergedCriterion | None, new: MergedCriterion | None) -> Text:
    """On which sides reviewers made the level another than the machine's; nothing where on neither."""
    before, after = (side is not None and side.level != side.result.machine_level for side in (old, new))
    if before and after:
        return _BOTH_REVIEWED
    if before:
        return _OLD_REVIEWED
    return _NEW_REVIEWED if after else NOTHING


# --- bonuses, deductions, vetoes ---------------------------------------------------------------

Effects = dict[tuple[bool, str], tuple[Adjustment | Veto, float | None]]


def _effects(adjustments: Iterable[MergedAdjustment], rubric: Rubric) -> Effects:
    """What each bonus, deduction and veto does to the total, as `AdjustmentChange` tells it."""
    deductions = {item.id for item in rubric.adjustments.deductions}
    effects: Effects = {}
    for one in adjustments:
        item = one.item
        if isinstance(item, Veto):
            effects[True, item.id] = (item, item.at_most if one.applies else None)
        else:
            effects[False, item.id] = (item, -one.points if item.id in deductions and one.points else one.points)
    return effects


def _adjustments(old: Effects, new: Effects) -> Iterable[AdjustmentChange]:
    for key in dict.fromkeys((*new, *old)):
        none = None if key[0] else 0.0
        item = (new.get(key) or old[key])[0]
        before, after = (effects[key][1] if key in effects else none for effects in (old, new))
        if before != after:
            yield AdjustmentChange(item, before, after)


# --- what else must be known -------------------------------------------------------------------


def _notes(old: Merged, new: Merged, subjects: Sequence[SubjectChange]) -> Iterable[Text]:
    before, after = old.results, new.results
    if before.rubric.id != after.rubric.id:
        yield Text(
            f"前后用的不是同一份评分标准：{before.rubric.id} → {after.rubric.id}。",
            f"The rubrics are not the same: {before.rubric.id} → {after.rubric.id}.",
        )
    if before.rubric.sha256 != after.rubric.sha256:
        yield Text(
            "前后两次的评分标准内容不同（线索词、词语或分值有改动）：变化可能来自标准，不一定来自工作。",
            "The rubrics' texts differ (cues, terms or points): a change may come from the rubric, not from the work.",
        )
    if before.version != after.version:
        yield Text(
            f"前后两次的工具版本不同（{before.version} → {after.version}）：变化可能来自工具。",
            f"The tool's versions differ ({before.version} → {after.version}): a change may come from the tool.",
        )
    if bool(old.reviews or old.decisions) != bool(new.reviews or new.decisions):
        yield Text(
            "一边是复核以后的结果，另一边是机器评的：变化可能来自复核。",
            "One side was reviewed and the other is the machine's alone: a change may come from the review.",
        )
    same = sum(subject.same_document for subject in subjects)
    if same:
        yield Text(
            f"有 {same} 个单位前后用的是同一份材料，一字未改：这些单位的变化不是来自材料。",
            f"{same} of the subjects were scored from the very same document: their changes do not come from it.",
        )
    yield from _unread(Text("旧结果", "old"), before.unread)
    yield from _unread(Text("新结果", "new"), after.unread)


def _unread(side: Text, unread: Sequence[Unread]) -> Iterable[Text]:
    """What could not be read looks like a subject that is missing."""
    if unread:
        names = [one.source for one in unread[:SHOWN_UNREAD]]
        more = len(unread) > SHOWN_UNREAD
        yield Text(
            f"{side.zh}中有 {len(unread)} 份材料没能读取，不在对比之内：{'、'.join(names)}{'……' if more else ''}。",
            f"{len(unread)} documents of the {side.en} results could not be read and take no part: "
            f"{', '.join(names)}{', …' if more else ''}.",
        )
