"""What machine and reviewers hold, as cells show it: opinions go in, values with their styles come out."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, TypeVar

from scorer.model import Adjustment, Lang, Text, Veto
from scorer.model.review import EvidenceReview, MergedAdjustment
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.merged import labels as own
from scorer.workbook.styles import GRADES, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model import CriterionResult
    from scorer.model.review import MergedCard, MergedCriterion, Opinion
    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.page import Value

Shown = tuple["Value", Style]
Entry = TypeVar("Entry")


def level(value: float | None) -> float | str:
    """A level, or — where it is none."""
    return DASH if value is None else value


def level_shown(value: float | None) -> Shown:
    """A level in the colour of the nearest whole one."""
    return level(value), Style.CENTER if value is None else GRADES[floor(value + 0.5)]


def machine_shown(result: CriterionResult) -> Shown:
    """The machine's level."""
    return level_shown(result.machine_level)


def opinion_shown(opinion: Opinion, lang: Lang) -> Shown:
    """A reviewer's level: in colour where it was entered, in brackets where it follows from verdicts."""
    if not opinion.judged:
        return None, Style.CENTER
    if opinion.entered:
        return (own.NOT_APPLICABLE_SHORT, Style.BADGE) if opinion.level is None else level_shown(opinion.level)
    shown = own.NOT_APPLICABLE_SHORT.say(lang) if opinion.level is None else str(opinion.level)
    return labels.fill_in(own.IN_BRACKETS, shown=shown), Style.CENTER


def finding(item: Adjustment | Veto, value: float) -> float | Text:
    """Points of a bonus or deduction; of a veto whether it applies."""
    if isinstance(item, Adjustment):
        return value
    return labels.ACCEPTED if value else labels.REJECTED


def decided(adjustment: MergedAdjustment) -> float | None:
    """What the group settled on: points, or of a veto 1 or 0; None where it did not."""
    return adjustment.decision.found(adjustment.item) if adjustment.decision else None


def findings_shown(adjustment: MergedAdjustment, lang: Lang) -> Iterator[Shown]:
    """Each reviewer's finding; in brackets what was left blank by one who judged the subject."""
    for entry, held in zip(adjustment.opinions, adjustment.findings, strict=True):
        value = entry.found(adjustment.item) if entry else None
        if value is not None:
            yield finding(adjustment.item, value), Style.BADGE
        elif held is not None:
            none = finding(adjustment.item, held)
            shown = none.say(lang) if isinstance(none, Text) else "0"
            yield labels.fill_in(own.IN_BRACKETS, shown=shown), Style.CENTER
        else:
            yield None, Style.CENTER


def verdict_shown(entry: EvidenceReview | None, lang: Lang) -> str:
    """What a reviewer did to a piece of evidence, in a narrow cell: 否, 改 2 →B1."""
    if entry is None:
        return ""
    parts = [labels.VERDICT_WORDS[entry.verdict].say(lang)] if entry.verdict else []
    if entry.grade is not None:
        parts.append(labels.fill_in(own.REGRADED_TO, grade=entry.grade).say(lang))
    if entry.criterion is not None:
        parts.append(labels.fill_in(own.MOVED_TO, criterion=entry.criterion).say(lang))
    return " ".join(parts)


# --- what reviewers say ---


def said_of_criterion(book: MergedBook, merged: MergedCard, criterion: MergedCriterion) -> str:
    """A line for each reviewer who said something of the criterion or of evidence that is or was moved there."""
    id_ = criterion.result.criterion.id
    said: list[list[str]] = [[opinion.comment] for opinion in criterion.opinions]
    for piece in merged.evidence:
        for number, entry in enumerate(piece.opinions):
            if entry and entry.comment and id_ in (piece.evidence.criterion, entry.criterion):
                what = labels.fill_in(own.SAID_OF_EVIDENCE, id=piece.evidence.id, what=entry.comment)
                said[number].append(what.say(book.lang))
    return _lines(book, said)


def said_of_adjustment(book: MergedBook, adjustment: MergedAdjustment) -> str:
    """A line for each reviewer who gave a reason."""
    return _lines(book, [[entry.reason if entry else ""] for entry in adjustment.opinions])


def said_of_evidence(book: MergedBook, opinions: Iterable[EvidenceReview | None]) -> str:
    """A line for each reviewer who commented on a piece of evidence."""
    return _lines(book, [[entry.comment if entry else ""] for entry in opinions])


def _lines(book: MergedBook, said: Iterable[list[str]]) -> str:
    between = own.SAID_NEXT.say(book.lang)
    lines = []
    for review, parts in zip(book.merged.reviews, said, strict=True):
        *before, last = [part for part in parts if part] or [""]
        what = between.join([*(part.rstrip("。；;. ") for part in before), last])
        if what:
            lines.append(labels.fill_in(own.SAID, who=review.reviewer, what=what).say(book.lang))
    return "\n".join(lines)
