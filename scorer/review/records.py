"""What was issued, put together again: the records of returned workbooks go in, one set of results comes out.

Workbooks may hold all subjects of a run or one each, in either language, or what was merged before. What is not of the
same issue as most of them is left out and named. The order of the workbooks does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from scorer.model import By, Evidence, Remark, Results, Rubric, Scorecard, Text, Unread
from scorer.model.copies import Copies, Copy
from scorer.model.review import Flaw, Review

if TYPE_CHECKING:
    from scorer.results.from_json import Record

SHOWN = 5  # subjects or workbooks that a flaw names
HASH_SHOWN = 8  # digits that tell two rubrics apart on screen
Named = tuple[str, "Record"]  # a workbook's name and what it holds
Voter = tuple[str, bool]  # what tells a workbook from others, and whether anything was filled in
Place = tuple[str, bool, bool, int, int, str, int, int]  # of both passages of a copy
Version = TypeVar("Version", bound=Hashable)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Issue:
    """What was issued, in so far as most workbooks agree on it."""

    results: Results
    kept: Mapping[str, frozenset[str]]  # by workbook, the subjects of which its entries count
    flaws: tuple[Flaw, ...]

    def part(self, workbook: str, review: Review) -> Review | None:
        """What counts of a review that the workbook holds. None where something was entered and nothing counts."""
        subjects = tuple(one for one in review.subjects if one.subject in self.kept[workbook])
        if review.subjects and not subjects:
            return None
        parts = tuple(part for one in review.parts if (part := self.part(workbook, one)))
        return replace(review, subjects=subjects, parts=parts)


def join_records(records: Sequence[Named]) -> Issue:
    """The results that most workbooks were issued with. There is at least one; their names are different.

    The rubric, by its file and by all that scores, and of every subject the version, that most workbooks have counts:
    most of those that were filled in, else of all. A merged workbook stands for those that it was merged from.
    Subjects and documents that could not be read are those of all workbooks.
    """
    stands_for = {workbook: _stands_for(workbook, record) for workbook, record in records}
    scoring = _of_most([(_scoring(record.results), stands_for[workbook]) for workbook, record in records])
    same = [(workbook, record) for workbook, record in records if _scoring(record.results) == scoring]
    head = _clearest([record.results for _, record in same], lambda one: (one.rubric, one.name, one.version))
    kept: dict[str, set[str]] = {workbook: set() for workbook, _ in records}
    cards = []
    for versions in _by_subject(same).values():
        most = _of_most([(_substance(card), stands_for[workbook]) for workbook, card in versions])
        chosen = [(workbook, card) for workbook, card in versions if _substance(card) == most]
        cards.append(_clearest([card for _, card in chosen], lambda card: card))
        for workbook, card in chosen:
            kept[workbook].add(card.id)
    cards.sort(key=lambda card: (card.report.source, card.id))
    flaws = [
        flaw
        for workbook, record in sorted(records, key=lambda named: named[0])
        for flaw in _flaws(workbook, record.results, head, kept[workbook])
    ]
    unread = _unread(
        [record.results for _, record in same], {report.source for card in cards for report in card.reports}
    )
    results = replace(
        head,
        scorecards=tuple(cards),
        unread=unread,
        remarks=_remarks([record.results for _, record in same]),
        copies=_copies([record.results for _, record in same]),
    )
    return Issue(results, {workbook: frozenset(ids) for workbook, ids in kept.items()}, tuple(flaws))


def _copies(runs: Iterable[Results]) -> Copies | None:
    """Repeated text that any of the workbooks tells of: one of a single subject tells of its own only."""
    told = [results.copies for results in runs if results.copies is not None]
    if not told:
        return None
    found: dict[Place, list[Copy]] = defaultdict(list)
    shares: dict[str, float] = {}
    for copies in told:
        for one in copies.found:
            found[_place(one)].append(one)
        for source, share in copies.shares.items():
            shares[source] = max(share, shares.get(source, 0.0))
    return Copies(
        found=tuple(_clearest(found[place], lambda one: one) for place in sorted(found)),
        shares=dict(sorted(shares.items())),
        reports=max(copies.reports for copies in told),
        archived=max(copies.archived for copies in told),
    )


def _place(copy: Copy) -> Place:
    """Which copy it is, whatever the language of its wording: they sort as they are told of, the archive's first."""
    passage, other = copy.passage, copy.other
    return (
        *(passage.source, passage.archived, not other.archived, passage.start, passage.end),
        *(other.source, other.start, other.end),
    )


# --- what counts -------------------------------------------------------------------------------


def _stands_for(workbook: str, record: Record) -> frozenset[Voter]:
    """The workbooks that a record was merged from, or the one that it is of; where it tells none, the workbook itself.

    Names are no sign of a workbook: everybody's may be called the same.
    """
    parts = [part for review in record.reviews for part in (review.parts or (review,))]
    told = [(part.sha256 or part.workbook, bool(part.subjects)) for part in parts]
    return frozenset(voter for voter in told if voter[0]) or frozenset({(workbook, bool(record.decisions))})


def _of_most(votes: Iterable[tuple[Version, frozenset[Voter]]]) -> Version:
    """The version that the most filled-in workbooks have, of equals the most of all; then the one that sorts first."""
    voters: dict[Version, frozenset[Voter]] = defaultdict(frozenset)
    for version, workbooks in votes:
        voters[version] |= workbooks

    def standing(version: Version) -> tuple[int, int, str]:
        workbooks = voters[version]
        return -sum(filled for _, filled in workbooks), -len(workbooks), repr(version)

    return min(voters, key=standing)


def _by_subject(records: Iterable[Named]) -> dict[str, list[tuple[str, Scorecard]]]:
    versions: dict[str, list[tuple[str, Scorecard]]] = defaultdict(list)
    for workbook, record in records:
        for card in record.results.scorecards:
            versions[card.id].append((workbook, card))
    return versions


def _scoring(results: Results) -> tuple[Hashable, ...]:
    """What the subjects are, the rubric's file and all by which it scores, whatever the language of its wording."""
    rubric = results.rubric
    rules = rubric.adjustments
    return (
        results.by,
        rubric.enough,
        rubric.sha256,
        rubric.id,
        rubric.version,
        tuple((one.id, one.weight, tuple((c.id, c.weight) for c in one.criteria)) for one in rubric.dimensions),
        rubric.ladder.shares,
        tuple(band.at_least for band in rubric.bands),
        rubric.not_applicable,
        rubric.consensus,
        (rules.bonus_cap, tuple((item.id, item.most) for item in rules.bonuses)),
        (rules.deduction_cap, tuple((item.id, item.most) for item in rules.deductions)),
        tuple((veto.id, veto.at_most) for veto in rules.vetoes),
    )


def _substance(card: Scorecard) -> tuple[Hashable, ...]:
    """What the entries of a review rest on, whatever the language of its wording."""
    criteria = tuple(
        (
            result.criterion.id,
            result.standing,
            result.level,
            result.score,
            result.max,
            tuple(map(_found, result.evidence)),
        )
        for result in card.criteria
    )
    shortcomings = tuple((one.criterion, one.quote, one.sentence) for one in card.shortcomings)
    about = (*((report.sha256, report.source, report.title) for report in card.reports), card.agency)
    return (*about, card.total, card.band and card.band.at_least, criteria, shortcomings)


def _found(piece: Evidence) -> tuple[Hashable, ...]:
    return (piece.id, piece.grade, piece.quote, piece.sentence, piece.cues, piece.agency, piece.quantities)


def _clearest(items: Sequence[Item], wording: Callable[[Item], object]) -> Item:
    """One of items that differ in wording at most: the Chinese of a Chinese and an English one."""
    first = items[0]
    if all(item == first for item in items):
        return first
    return max(items, key=lambda item: repr(wording(item)))


def _unread(results: Iterable[Results], scored: set[str]) -> tuple[Unread, ...]:
    """What no workbook has a scorecard of, in the order of sources."""
    reasons: dict[str, list[Unread]] = defaultdict(list)
    for one in results:
        for unread in one.unread:
            reasons[unread.source].append(unread)
    return tuple(_clearest(reasons[source], lambda one: one) for source in sorted(reasons.keys() - scored))


def _remarks(results: Iterable[Results]) -> tuple[Remark, ...]:
    """Those of all workbooks in the order of sources: of each source the most that one workbook has of it."""
    told: dict[str, list[tuple[Remark, ...]]] = defaultdict(list)
    for one in results:
        by_source: dict[str, list[Remark]] = defaultdict(list)
        for remark in one.remarks:
            by_source[remark.source].append(remark)
        for source, remarks in by_source.items():
            told[source].append(tuple(remarks))
    return tuple(remark for source in sorted(told) for remark in _clearest(_longest(told[source]), lambda one: one))


def _longest(lists: Sequence[tuple[Remark, ...]]) -> list[tuple[Remark, ...]]:
    most = max(map(len, lists))
    return [one for one in lists if len(one) == most]


def listed(names: Sequence[str]) -> Text:
    """The first few, and how many there are."""
    shown, n = names[:SHOWN], len(names)
    if n <= SHOWN:
        return Text("、".join(shown), ", ".join(shown))
    return Text("、".join(shown) + f" 等 {n} 个", ", ".join(shown) + f" and {n - SHOWN} more")


# --- what does not -----------------------------------------------------------------------------


def _flaws(workbook: str, results: Results, counts: Results, kept: set[str]) -> list[Flaw]:
    if results.by is not counts.by:
        return [_other_subjects(workbook, counts.by)]
    if _scoring(results) != _scoring(counts):
        return [_other_rubric(workbook, results.rubric, counts.rubric)]
    others = [card.id for card in results.scorecards if card.id not in kept]
    return [_other_versions(workbook, others)] if others else []


def _other_subjects(workbook: str, counts: By) -> Flaw:
    zh, en = ("按单位", "by agency") if counts is By.AGENCY else ("按材料", "by report")
    what = Text(
        f"这次合并的工作簿多是{zh}评的，这一个不是；所填内容没有计入",
        f"most workbooks were scored {en}, and this one was not; nothing entered in it counts",
    )
    return Flaw(workbook, "", "", what, Text("请把两种分开合并", "merge the two kinds apart"))


def _other_rubric(workbook: str, its: Rubric, counts: Rubric) -> Flaw:
    named = _name(its), _name(counts)
    what = _changed_rubric(named[0]) if named[0] == named[1] else _another_rubric(*named)
    remedy = Text(
        "请把用这次合并那份标准评出的工作簿发给这位复核人重填；要用这一份标准，请只合并用它评出的工作簿",
        "send the reviewer a workbook made with the rubric of the others, or merge the workbooks of each rubric apart",
    )
    return Flaw(workbook, "", "", what, remedy)


def _another_rubric(its: str, counts: str) -> Text:
    return Text(
        f"用的是另一份评分标准（{its}），这次合并以 {counts} 为准；这个工作簿填的内容都没有计入",
        f"it was made with another rubric ({its}) than most workbooks ({counts}); nothing entered in it counts",
    )


def _changed_rubric(name: str) -> Text:
    return Text(
        f"所带的评分标准（{name}）与这次合并所用的同名，但项目、分值或规则不同，可能被改过；这个工作簿填的内容都没有计入",
        f"the rubric in it ({name}) is called as that of most workbooks, but its criteria, points or rules are others: "
        "it may have been changed; nothing entered in it counts",
    )


def _name(rubric: Rubric) -> str:
    return f"{rubric.id} {rubric.version}, {rubric.sha256[:HASH_SHOWN]}…"


def _other_versions(workbook: str, subjects: list[str]) -> Flaw:
    named = listed(subjects)
    what = Text(
        f"下列被评单位的材料或评分结果与这次合并所用的不同（材料改过，或不是同一次评出的），所填内容没有计入：{named.zh}",
        "for these subjects the document or the machine's results are not those of most workbooks (the document was "
        f"changed, or it is of another run), and what was entered for them does not count: {named.en}",
    )
    remedy = Text(
        "请把这次合并所用的那一次结果发给这位复核人，重填这些单位后再合并",
        "send the reviewer a workbook of the run that the others have, to fill in for these subjects, and merge again",
    )
    return Flaw(workbook, "", "", what, remedy)
