"""线索词, 等级词, 从未命中, 驳回句: which words of the rubric fired, and whether rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook import labels
from scorer.workbook.book import listed, subject_name
from scorer.workbook.calibration import labels as own
from scorer.workbook.calibration.columns import CUE, LADDER_CUE, NEVER, REJECTION
from scorer.workbook.sheets.evidence import highlight
from scorer.workbook.styles import GRADES, SERIES

if TYPE_CHECKING:
    from scorer.workbook.calibration.book import CalibrationBook
    from scorer.workbook.page import Value


def write_fired(book: CalibrationBook) -> None:
    """Fill the sheet of cues that fired: how often, and how often rightly; the most often wrong come first."""
    table = CUE
    page, header = book.page(own.CUES, SERIES[1], table, own.CUES_REMARK)
    page.header(header, table)
    row = header
    worst_first = sorted(book.calibration.cues, key=lambda record: -record.rejected - record.moved)
    for row, record in enumerate(worst_first, header + 1):
        values: dict[str, Value] = {
            "criterion": record.cue.owner,
            "title": book.owners[record.cue.owner],
            "kind": own.KINDS[record.cue.kind],
            "words": record.cue.words,
            "fired": record.fired,
            "judged": record.judged,
            "accepted": record.accepted,
            "rejected": record.rejected,
            "moved": record.moved,
            "alone": record.alone,
            "alone_accepted": record.alone_accepted,
        }
        if record.precision is not None:
            values |= {"precision": record.precision, "low": record.low, "high": record.high}
        page.row(row, table, values)
    book.finish(page, table, header, row)


def write_ladder(book: CalibrationBook) -> None:
    """Fill the sheet of ladder cues that fired, and of the grades that they showed."""
    table = LADDER_CUE
    page, header = book.page(own.LADDER_CUES, SERIES[1], table, own.LADDER_REMARK)
    page.header(header, table)
    row = header
    for row, record in enumerate(book.calibration.ladder, header + 1):
        grade = int(record.cue.owner)
        values: dict[str, Value] = {
            "grade": grade,
            "grade_name": book.owners[record.cue.owner],
            "kind": own.KINDS[record.cue.kind],
            "words": record.cue.words,
            "fired": record.fired,
            "judged": record.judged,
            "kept": record.kept,
            "raised": record.raised,
            "lowered": record.lowered,
            "precision": record.kept / record.judged if record.judged else None,
        }
        page.row(row, table, values, {"grade": GRADES[grade]})
    book.finish(page, table, header, row)


def write_never(book: CalibrationBook) -> None:
    """Fill the sheet of cues that fired nowhere."""
    table = NEVER
    remark = labels.fill_in(own.NEVER_REMARK, n=len(book.calibration.never))
    page, header = book.page(own.NEVER_FIRED, SERIES[6], table, remark)
    page.header(header, table)
    row = header
    for row, cue in enumerate(book.calibration.never, header + 1):
        title, kind = book.owners[cue.owner], own.KINDS[cue.kind]
        page.row(row, table, {"owner": cue.owner, "title": title, "kind": kind, "words": cue.words})
    book.finish(page, table, header, row)


def write_rejected(book: CalibrationBook) -> None:
    """Fill the sheet of sentences that were rejected."""
    table = REJECTION
    page, header = book.page(own.REJECTED, SERIES[2], table, own.REJECTED_REMARK)
    page.header(header, table)
    row = header
    for row, one in enumerate(book.calibration.rejected, header + 1):
        evidence = one.judged.evidence
        values: dict[str, Value] = {
            "criterion": evidence.criterion,
            "title": book.owners[evidence.criterion],
            "subject": subject_name(one.judged.card),
            "quote": highlight(evidence.quote, one.shared),
            "shared": "、".join(one.shared),
            "cues": listed(evidence.cues),
            "id": evidence.id,
        }
        page.row(row, table, values)
    book.finish(page, table, header, row)
