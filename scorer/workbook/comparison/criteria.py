"""逐项对比: every criterion of every subject, before and after, and the evidence that came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import PLACES, Standing, Text, Veto
from scorer.model.comparison import Change
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.columns import Column, Table
from scorer.workbook.comparison import labels as own
from scorer.workbook.comparison.book import ARROWS, LEVEL_ARROWS, ComparisonBook, color_changes, level, name
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Evidence
    from scorer.model.comparison import AdjustmentChange, CriterionChange, SubjectChange
    from scorer.model.review import MergedCriterion
    from scorer.workbook.page import Page, Value

HEADER_ROW = 1
QUOTES = 3  # that are quoted of the evidence that came, and of what went
TABLE = Table(
    (
        Column("subject", labels.SUBJECT, 24, Style.TEXT),
        Column("id", labels.CRITERION_ID, 6, Style.BADGE),
        Column("title", labels.CRITERION, 18, Style.TEXT),
        Column("what", own.WHAT_CHANGED, 11, Style.CENTER),
        Column("old_level", own.LEVEL_BEFORE, 7.5, Style.BADGE),
        Column("new_level", own.LEVEL_AFTER, 7.5, Style.BADGE),
        Column("level_change", own.LEVEL_CHANGE, 7.5, Style.BADGE),
        Column("old_score", own.SCORE_BEFORE, 9, Style.POINTS),
        Column("new_score", own.SCORE_AFTER, 9, Style.POINTS),
        Column("score_change", own.SCORE_CHANGE, 9, Style.POINTS),
        Column("why", own.WHY_CHANGED, 24, Style.SMALL),
        Column("appeared", own.EVIDENCE_APPEARED, 54, Style.TEXT),
        Column("vanished", own.EVIDENCE_VANISHED, 54, Style.TEXT),
    )
)


def write(book: ComparisonBook) -> list[int]:
    """Fill the sheet; returns the first row of each subject that is on both sides."""
    page = book.criteria
    page.columns(TABLE)
    page.header(HEADER_ROW, TABLE)
    row, firsts = HEADER_ROW + 1, []
    for subject in book.both_sided:
        firsts.append(row)
        for change in subject.largest_first:
            _write_criterion(page, row, subject, change)
            row += 1
        for adjustment in subject.adjustments:
            _write_adjustment(page, row, subject, adjustment)
            row += 1
    last = row - 1
    if firsts:
        for key in ("level_change", "score_change"):
            color_changes(page, f"{TABLE.letter(key)}{HEADER_ROW + 1}:{TABLE.letter(key)}{last}")
    else:
        page.put(row, 1, own.NO_CHANGES, Style.SMALL)
    page.sheet.auto_filter.ref = f"A{HEADER_ROW}:{TABLE.letter('vanished')}{max(last, HEADER_ROW)}"
    page.finish(f"D{HEADER_ROW + 1}", HEADER_ROW, len(TABLE.columns))
    return firsts


def _write_criterion(page: Page, row: int, subject: SubjectChange, change: CriterionChange) -> None:
    old_level, old_style = level(change.old)
    new_level, new_style = level(change.new)
    values: dict[str, Value] = {
        "subject": name(subject),
        "id": change.criterion.id,
        "title": change.criterion.title,
        "what": _what(change),
        "old_level": old_level,
        "new_level": new_level,
        "level_change": change.level_change,
        "old_score": _score(change.old),
        "new_score": _score(change.new),
        "score_change": change.points_change,
        "why": change.why,
        "appeared": quoted(change.appeared),
        "vanished": quoted(change.vanished),
    }
    page.row(row, TABLE, values, {"old_level": old_style, "new_level": new_style})
    page.show_as(row, TABLE.number("level_change"), LEVEL_ARROWS)
    page.show_as(row, TABLE.number("score_change"), ARROWS)


def _write_adjustment(page: Page, row: int, subject: SubjectChange, change: AdjustmentChange) -> None:
    """A bonus, a deduction (below 0) or a veto, in the columns of points."""
    values: dict[str, Value] = {
        "subject": name(subject),
        "id": change.item.id,
        "title": change.item.title,
        "what": own.ADJUSTED_OTHERWISE,
    }
    if isinstance(change.item, Veto):
        values |= {"old_score": _limit(change.before), "new_score": _limit(change.after)}
    else:
        before, after = change.before or 0.0, change.after or 0.0
        values |= {"old_score": before, "new_score": after, "score_change": round(after - before, PLACES)}
    page.row(row, TABLE, values)
    page.show_as(row, TABLE.number("score_change"), ARROWS)


def _what(change: CriterionChange) -> Text:
    """What became of the criterion. Where one side is silent of the agency, that is no matter of what applies."""
    if change.change is Change.NOT_APPLICABLE and _is_silent(change.new):
        return own.NOT_TOLD_OF
    if change.change is Change.APPLICABLE and _is_silent(change.old):
        return own.TOLD_OF_AGAIN
    return own.CHANGE_WORDS[change.change]


def _is_silent(merged: MergedCriterion | None) -> bool:
    return merged is not None and merged.result.standing is Standing.NO_MATERIAL


def _score(merged: MergedCriterion | None) -> Value:
    return DASH if merged is None or merged.level is None else merged.score


def _limit(at_most: float | None) -> Value:
    return DASH if at_most is None else labels.fill_in(own.VETO_AT_MOST, most=f"{at_most:g}")


def quoted(pieces: Sequence[Evidence]) -> Text:
    """The strongest pieces word for word, and how many more there are."""
    lines = [labels.fill_in(own.GRADED_QUOTE, grade=one.grade, quote=one.quote) for one in pieces[:QUOTES]]
    if len(pieces) > QUOTES:
        lines.append(labels.fill_in(own.MORE_PIECES, n=len(pieces) - QUOTES))
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
