"""Returned workbooks: a file goes in, what a reviewer entered in it comes out, and what is wrong with it.

Rows are found by their ids and columns by their labels, never by position, so that sorting, filtering, hiding, moving
and adding do no harm. What is missing, changed or not understood is told; the rest is taken in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.errors import WorkbookError
from scorer.model import Lang, Text
from scorer.model.review import Review, SubjectReview
from scorer.workbook import labels, record
from scorer.workbook.calibration import labels as calibration
from scorer.workbook.comparison import labels as comparison
from scorer.workbook.entries import fold, read_date, words
from scorer.workbook.flaws import NO_NAME, Flaws
from scorer.workbook.intake import read_file
from scorer.workbook.reviewed import Reviewed, Score
from scorer.workbook.sheets import cover
from scorer.xlsx.cells import Sheet, Sheets, address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scorer.model import Results
    from scorer.model.review import Flaw
    from scorer.xlsx.cells import Value

_LABEL_LENGTH = 30  # characters; no label on the cover is longer


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that was handed back, read from its file."""

    path: Path
    records: tuple[str, ...]  # JSON: what was issued, for each of the workbook's rubrics
    sheets: Sheets  # without those that hold the records


class NoRecordError(WorkbookError):
    """A workbook, but none that score can read back. `what` tells what it is, without a remedy."""

    def __init__(self, what: Text) -> None:
        super().__init__(
            Text(
                f"{what.zh}。请在发出的评分卡上填写后交回；总表不用填，也不用交回",
                f"{what.en}. Fill in the scorecard that was handed out; an index need not be returned",
            )
        )
        self.what = what


def open_returned(path: Path) -> Returned:
    """Read a workbook that anybody may have made or changed.

    Nothing in it is run or computed. WorkbookError tells the fault and the remedy; it does not name the file.
    """
    book = read_file(path)
    records = dict.fromkeys(record.read(sheet) for sheet in book.sheets if record.is_record(sheet))
    if not records:
        raise NoRecordError(_what_it_is(book))
    others = tuple(sheet for sheet in book.sheets if not record.is_record(sheet))
    return Returned(path, tuple(records), replace(book, sheets=others))


_TO_LOOK_AT = {  # by sheets that tell it
    (comparison.COMPARISON, comparison.COMPARED_LEVELS): Text(
        "是 score compare 写出的对比表，只供查看",
        "it is a comparison that score compare wrote, to look at only",
    ),
    (calibration.SUGGESTIONS, calibration.NEVER_FIRED): Text(
        "是 score calibrate 写出的校准结果，只供查看",
        "it is a calibration that score calibrate wrote, to look at only",
    ),
}
_NO_RECORD = Text(
    "里面没有 score 的评分记录：不是 score 发出的评分卡，是旧版本生成的，只复制了其中的内容，或是分开发出时的总表",
    "it holds no record of score: not a scorecard that was handed out, made by an older version, a copy of its "
    "contents, or an index of split workbooks",
)


def _what_it_is(book: Sheets) -> Text:
    """What a workbook without a record is."""
    names = {sheet.name for sheet in book.sheets}
    for sheets, what in _TO_LOOK_AT.items():
        if any({sheet.say(lang) for sheet in sheets} <= names for lang in Lang):
            return what
    return _NO_RECORD


@dataclass(frozen=True, slots=True)
class Entered:
    """What a workbook that was handed back says."""

    review: Review  # of a reviewer whom the cover does not name: ""
    flaws: tuple[Flaw, ...]  # what is not as it was issued, or not understood
    scores: tuple[Score, ...] = ()  # that it shows, for as far as its formulas can have followed the entries


def read_review(returned: Returned, results: Results, *, decided: bool = False, rubrics: Sequence[str] = ()) -> Entered:
    """What was entered.

    `results` are those of one of the workbook's records. `decided`: it is a merged workbook, and what was settled on is
    read. `rubrics`: the ids of all that the workbook has, where they are several.
    """
    flaws = Flaws(returned.path.name)
    reviewed = Reviewed(returned.sheets, results, flaws, decided=decided, rubrics=rubrics)
    subjects = tuple(_subjects(reviewed, results))
    if decided:
        review = Review(returned.path.stem, subjects=subjects, workbook=returned.path.name, places=reviewed.places)
        return Entered(review, flaws.told())
    reviewer, unit, date, signature = (_cover_value(returned.sheets, *place) for place in _FIELDS)
    name = words(reviewer.value)
    if subjects and not name:
        flaws.add(NO_NAME, reviewer.place, Text("封面没有填复核人姓名", "the cover does not name the reviewer"))
    review = Review(
        reviewer=name,
        unit=words(unit.value),
        date=read_date(date.value),
        signature=words(signature.value),
        subjects=subjects,
        workbook=returned.path.name,
        places=reviewed.places,
    )
    scores = tuple(score for card in results.scorecards for score in reviewed.scores(card))
    return Entered(review, flaws.told(), scores)


def _subjects(reviewed: Reviewed, results: Results) -> Iterator[SubjectReview]:
    for card in sorted(results.scorecards, key=lambda card: card.id):
        review = SubjectReview(card.id, reviewed.levels(card), reviewed.evidence(card), reviewed.adjustments(card))
        if review != SubjectReview(card.id):
            yield review


# --- the cover ---------------------------------------------------------------------------------

_FIELDS = (
    (cover.REVIEWER, labels.REVIEWER),
    (cover.UNIT, labels.REVIEW_UNIT),
    (cover.DATE, labels.REVIEW_DATE),
    (cover.SIGNATURE, labels.SIGNATURE),
)


@dataclass(frozen=True, slots=True)
class _Field:
    value: Value | None = None
    place: tuple[str, str] = ("", "")  # sheet and cell


def _cover_value(sheets: Sheets, name: str, label: Text) -> _Field:
    """A field of the cover: found by its cell's name, or else to the right of its label."""
    where = sheets.named(name) or _beside(sheets, label)
    if where is None:
        return _Field()
    sheet, row, column = where
    cell = sheet.cell(row, column)
    return _Field(cell.value if cell else None, (sheet.name, address(row, column)))


def _beside(sheets: Sheets, label: Text) -> tuple[Sheet, int, int] | None:
    """The cell to the right of the label, on the sheet that has the reviewer's."""
    for sheet in sheets.sheets:
        if _find(sheet, labels.REVIEWER) is not None:
            found = _find(sheet, label)
            return None if found is None else (sheet, *found)
    return None


def _find(sheet: Sheet, label: Text) -> tuple[int, int] | None:
    """Row and column of the first cell after the label."""
    said = {fold(label.zh), fold(label.en)}
    for row, cells in sheet.rows.items():
        for column in sorted(cells):
            value = cells[column].value
            if isinstance(value, str) and len(value) <= _LABEL_LENGTH and fold(value).rstrip(":") in said:
                area = sheet.area_at(row, column)
                return row, (area.right if area else column) + 1
    return None
