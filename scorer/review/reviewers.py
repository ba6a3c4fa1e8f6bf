"""Reviews of the same reviewer, put together: what was read from each workbook goes in, one review each comes out.

A cell that two workbooks fill differently is taken from the later one, and both values are told. United reviews keep
their parts, so that joining them with one more gives the same as joining all at once. No order of workbooks matters.
Reviews of which the cover names nobody are each a reviewer's own, called after their workbooks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import PurePosixPath
from typing import Any

from scorer.model import Text
from scorer.model.review import AdjustmentReview, EvidenceReview, Flaw, LevelReview, Review, SubjectReview, Verdict
from scorer.review.records import listed
from scorer.workbook import labels

Row = LevelReview | EvidenceReview | AdjustmentReview
AGREES = Text("同意", "agree")
NAME_YOURSELF = Text(
    "请在封面填写复核人姓名，再重新合并",
    "enter the reviewer's name on the cover, and merge again",
)
NOTHING_ENTERED = Text(
    "没有填写任何复核内容，不计入复核人",
    "nothing was filled in; it does not count as a review",
)
NOTHING_ENTERED_REMEDY = Text(
    "如果确已复核，请检查是否交错了文件，或填好后没有保存",
    "if it was reviewed, check whether it is the right file and was saved after it was filled in",
)
LATER_COUNTS = Text(
    "如果应算另一个，请在那个工作簿的封面填上更晚的日期（例如 2026-12-31 这样的写法），再重新合并",
    "if the other one should count, give its workbook a later date on the cover, written like 2026-12-31, "
    "and merge again",
)
TWO_OF_ONE_NAME = Text(
    "如果是同名的两个人，请在封面把姓名写得能区分开，再重新合并；如果是同一个人，不必处理",
    "if they are two people of one name, make the names on the covers different and merge again; if not, all is well",
)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One cell of a row: what it sets, and what it is called."""

    sets: tuple[str, ...]
    label: Text


FIELDS: dict[type[Row], tuple[Field, ...]] = {
    LevelReview: (
        Field(("level", "not_applicable", "agrees"), labels.REVIEW_LEVEL),
        Field(("comment",), labels.REVIEW_COMMENT),
    ),
    EvidenceReview: (
        Field(("verdict",), labels.VERDICT),
        Field(("grade",), labels.REGRADE),
        Field(("criterion",), labels.MOVE),
        Field(("comment",), labels.EVIDENCE_COMMENT),
    ),
    AdjustmentReview: (
        Field(("points", "applies"), labels.ADJUSTMENT_ENTRY),
        Field(("reason",), labels.REASON),
        Field(("unclear",), labels.ADJUSTMENT_ENTRY),
    ),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Where something was entered."""

    subject: str
    kind: type[Row]
    id: str  # of the criterion, the evidence or the adjustment
    field: Field

    @property
    def row(self) -> str:
        """The row's id in a workbook."""
        return self.id if self.kind is EvidenceReview else f"{self.subject}-{self.id}"


Values = tuple[Any, ...]  # one for each of Field.sets


@dataclass(frozen=True, slots=True)
class Entry:
    """What a workbook has in a cell."""

    values: Values
    workbook: str
    place: tuple[str, str] = ("", "")  # sheet and cell; "" where the file is not at hand

    @property
    def where(self) -> str:
        """As a message names it."""
        return f"{self.workbook} {'!'.join(self.place)}" if any(self.place) else self.workbook


def join_reviews(
    reviews: Iterable[tuple[str, Review]], filled_in: Collection[str] = ()
) -> tuple[tuple[Review, ...], tuple[Flaw, ...]]:
    """One review for each reviewer, by name, from those that were read from workbooks of these names or from the
    records of merged ones; one for each workbook of which the cover names nobody.

    `filled_in`: the workbooks that say something under another rubric. That they say nothing here is no fault.
    """
    parts, names, flaws = _parts(reviews)
    flaws = [flaw for flaw in flaws if flaw.workbook not in filled_in]
    by_reviewer: dict[str, list[Review]] = defaultdict(list)
    for part in parts:
        by_reviewer[_folded(part.reviewer)].append(part)
    nameless = by_reviewer.pop("", [])
    united = []
    for _, sent in sorted(by_reviewer.items()):
        same = _by_time(sent)
        united.append(_unite(same))
        if len(same) > 1:
            name = same[-1].reviewer
            flaws += _shared_subjects(name, same, names)
            flaws += _differences(Text(f"复核人“{name}”", f"the reviewer {name}"), same, names)
    called = _call_nameless(nameless, set(by_reviewer))
    flaws += _numbered(called, names)
    return tuple(sorted((*united, *called), key=lambda review: review.reviewer)), tuple(flaws)


def join_decisions(decisions: Iterable[tuple[str, Review]]) -> tuple[Review | None, tuple[Flaw, ...]]:
    """What was settled in all the merged workbooks, whoever filled them in; None where that is nothing."""
    filled, names, _ = _parts(decisions)
    if not filled:
        return None, ()
    parts = _by_time(filled)
    return _unite(parts), tuple(_differences(Text("合议", "the settlement"), parts, names))


def _folded(name: str) -> str:
    """A name as it is compared: 张　三 is 张三."""
    return "".join(unicodedata.normalize("NFKC", name).split())


# --- parts -------------------------------------------------------------------------------------


Names = Mapping[str, str]  # by the hash of a file that is at hand, the name that tells it from the others


def _parts(reviews: Iterable[tuple[str, Review]]) -> tuple[list[Review], Names, list[Flaw]]:
    """The reviews as they came back, without those that were not filled in; and the workbooks of these."""
    parts: list[Review] = []
    names: dict[str, str] = {}
    blank = set()
    for workbook, review in reviews:
        for part in review.parts or (review,):
            named = replace(part, workbook=part.workbook or workbook)
            shown = workbook if PurePosixPath(workbook).name == named.workbook else named.workbook
            if not next(_filled(named), None):
                blank.add(shown)
                continue
            parts.append(named)
            if named.sha256 and shown == workbook:
                names[named.sha256] = min(shown, names.get(named.sha256, shown))
    return parts, names, [Flaw(name, "", "", NOTHING_ENTERED, NOTHING_ENTERED_REMEDY) for name in sorted(blank)]


def _shown_name(part: Review, names: Names) -> str:
    return names.get(part.sha256, part.workbook)


def _call_nameless(parts: Iterable[Review], taken: set[str]) -> list[Review]:
    """Each as a review of its own, called after its workbook, with a number where that is anybody else's name.

    Only the same file again is no other review. The names depend on the reviews alone, not on what else is at hand.
    """
    files = {part.sha256 or repr(part): part for part in sorted(parts, key=_time)}
    by_stem: dict[str, list[Review]] = defaultdict(list)
    for part in sorted(files.values(), key=_time):
        by_stem[PurePosixPath(part.workbook).stem].append(part)
    called = []
    for stem, same in sorted(by_stem.items()):
        numbered = (f"{stem}（{number}）" for number in count(1))
        for part in same:
            alone = len(same) == 1 and _folded(stem) not in taken
            name = stem if alone else next(name for name in numbered if _folded(name) not in taken)
            taken = taken | {_folded(name)}
            called.append(replace(part, reviewer=name, parts=(part,), sha256=""))
    return called


def _numbered(called: Iterable[Review], names: Names) -> list[Flaw]:
    """Which of the workbooks at hand a number in a reviewer's name means."""
    flaws = []
    for review in called:
        (part,) = review.parts
        stem = PurePosixPath(part.workbook).stem
        if part.sha256 in names and review.reviewer != stem:
            what = Text(
                f"封面没有填复核人，又另有复核人或工作簿也叫“{stem}”，这一份记作“{review.reviewer}”",
                f"the cover names no reviewer, and another reviewer or workbook is called “{stem}” too; this one goes "
                f"by “{review.reviewer}”",
            )
            flaws.append(Flaw(names[part.sha256], "", "", what, NAME_YOURSELF))
    return flaws


def _by_time(parts: Sequence[Review]) -> Sequence[Review]:
    """The latest last. Of copies, with the same entries, only the latest."""
    if len(parts) == 1:
        return parts
    latest = {frozenset(_filled(part)): part for part in sorted(parts, key=_time)}
    return sorted(latest.values(), key=_time)


def _time(review: Review) -> tuple[date, list[tuple[int, str]], str, str]:
    """What decides which of two reviews is the later: their dates, a missing one being the earliest, then the names of
    their workbooks; the rest, the files' hashes first, only so that no two are equal.
    """
    try:
        day = date.fromisoformat(review.date.strip())
    except ValueError:
        day = date.min
    return day, _natural(review.workbook), review.sha256, repr(review)


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts 2.xlsx before 10.xlsx. Figures may be of any length: they are compared by it, not reckoned with."""
    pieces = re.split(r"([0-9]+)", name)
    figures = (piece.lstrip("0") if number % 2 else piece for number, piece in enumerate(pieces))
    return [(len(piece) if number % 2 else 0, piece) for number, piece in enumerate(figures)]


# --- cells -------------------------------------------------------------------------------------


def _filled(review: Review) -> Iterator[tuple[Cell, Values]]:
    """Every cell with an entry, and the entry."""
    for subject in review.subjects:
        rows: tuple[Row, ...] = (*subject.levels, *subject.evidence, *subject.adjustments)
        for row in rows:
            kind = type(row)
            id_ = _id(row)
            blank = kind(id_)
            for field in FIELDS[kind]:
                values = _values(row, field)
                if values != _values(blank, field):
                    yield Cell(subject.subject, kind, id_, field), values


def _id(row: Row) -> str:
    match row:
        case LevelReview():
            return row.criterion
        case EvidenceReview():
            return row.evidence
        case AdjustmentReview():
            return row.item


def _values(row: Row, field: Field) -> Values:
    return tuple(getattr(row, name) for name in field.sets)


def _unite(parts: Sequence[Review]) -> Review:
    """One review of several by the same reviewer, the latest last."""
    if len(parts) == 1:
        return parts[0]
    cells: dict[Cell, Values] = {}
    for part in parts:
        cells.update(_filled(part))
    latest = parts[-1]
    return Review(
        reviewer=latest.reviewer,
        unit=_last(part.unit for part in parts),
        date=_last(part.date for part in parts),
        signature=_last(part.signature for part in parts),
        subjects=_subjects(cells),
        workbook=latest.workbook,
        parts=tuple(parts),
    )


def _last(values: Iterable[str]) -> str:
    return next(filter(None, reversed(list(values))), "")


def _subjects(cells: Mapping[Cell, Values]) -> tuple[SubjectReview, ...]:
    rows: dict[str, dict[tuple[type[Row], str], Any]] = defaultdict(dict)
    for cell, values in cells.items():
        of_subject = rows[cell.subject]
        row = of_subject.get((cell.kind, cell.id), cell.kind(cell.id))
        of_subject[cell.kind, cell.id] = replace(row, **dict(zip(cell.field.sets, values, strict=True)))
    return tuple(
        SubjectReview(
            subject,
            tuple(row for row in of_subject.values() if isinstance(row, LevelReview)),
            tuple(row for row in of_subject.values() if isinstance(row, EvidenceReview)),
            tuple(row for row in of_subject.values() if isinstance(row, AdjustmentReview)),
        )
        for subject, of_subject in sorted(rows.items())
    )


# --- what is told ------------------------------------------------------------------------------


def _shared_subjects(name: str, parts: Sequence[Review], names: Names) -> list[Flaw]:
    """That several workbooks of one reviewer, each with entries of its own, are about the same subject."""
    workbooks: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        for subject in part.subjects:
            workbooks[subject.subject].append(_shown_name(part, names))
    shared = {subject: several for subject, several in workbooks.items() if len(several) > 1}
    if not shared:
        return []
    of_shared = list(dict.fromkeys(workbook for several in shared.values() for workbook in several))
    subjects, workbooks_shown = listed(sorted(shared)), listed(of_shared)
    what = Text(
        f"同一复核人“{name}”对同一单位（{subjects.zh}）交来不止一份复核，填的内容不一样，"
        f"已合在一起，算一个人的意见。工作簿：{workbooks_shown.zh}",
        f"the reviewer {name} sent more than one review of the same subjects ({subjects.en}), filled in differently; "
        f"they were united and count as one reviewer's. Workbooks: {workbooks_shown.en}",
    )
    return [Flaw(of_shared[-1], "", "", what, TWO_OF_ONE_NAME)]


def _differences(who: Text, parts: Sequence[Review], names: Names) -> list[Flaw]:
    """Every value that does not count because a later workbook has another one in the same cell."""
    filled: dict[Cell, dict[Values, Entry]] = defaultdict(dict)  # the latest workbook with each value, the latest last
    for part in parts:
        for cell, values in _filled(part):
            place = part.places.get((cell.subject, cell.id, cell.field.sets[0]), ("", ""))
            filled[cell].pop(values, None)
            filled[cell][values] = Entry(values, _shown_name(part, names), place)
    flaws = []
    for cell, entries in filled.items():
        *others, counts = entries.values()
        flaws += [_difference(who, cell, lost, counts) for lost in others]
    return flaws


def _difference(who: Text, cell: Cell, lost: Entry, counts: Entry) -> Flaw:
    label, old, new = cell.field.label, _shown(cell.field, lost.values), _shown(cell.field, counts.values)
    what = Text(
        f"{who.zh}对被评单位 {cell.subject} 的“{label.zh}”（行 {cell.row}）有两种填法：{lost.where} 填“{old.zh}”，"
        f"{counts.where} 填“{new.zh}”；算较晚的“{new.zh}”",
        f"{who.en} filled in “{label.en}” of the subject {cell.subject} (row {cell.row}) in two ways: “{old.en}” in "
        f"{lost.where}, “{new.en}” in {counts.where}; the later counts, “{new.en}”",
    )
    return Flaw(lost.workbook, *lost.place, what, LATER_COUNTS)


def _shown(field: Field, values: Values) -> Text:
    """What was entered, as it stands in the cell."""
    entered = {name: value for name, value in zip(field.sets, values, strict=True) if value is not None}
    if entered.get("not_applicable"):
        return labels.NOT_APPLICABLE
    if entered.get("agrees"):
        return AGREES
    if "applies" in entered:
        return labels.ACCEPTED if entered["applies"] else labels.REJECTED
    value = entered[field.sets[0]]
    if isinstance(value, Verdict):
        return labels.VERDICT_WORDS[value]
    words = value if isinstance(value, str) else f"{value:g}"
    return Text(words, words)
