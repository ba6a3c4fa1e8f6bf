"""建议: what might be edited in the rubric, each with the sentences that speak for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.model.calibration import Advice, Fate
from scorer.workbook import labels
from scorer.workbook.calibration import labels as own
from scorer.workbook.calibration.columns import SUGGESTION
from scorer.workbook.sheets.evidence import highlight
from scorer.workbook.styles import ACCENT, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model.calibration import Effect, JudgedEvidence, Suggestion
    from scorer.workbook.calibration.book import CalibrationBook
    from scorer.workbook.page import Page, Value

MOST_SENTENCES = 12  # shown below a suggestion


def write(book: CalibrationBook) -> None:
    """Fill the sheet: below each suggestion the sentences that speak for it, and what the reviewers made of them."""
    table = SUGGESTION
    page, header = book.page(own.SUGGESTIONS, ACCENT, table, counts(book.calibration.evidence))
    page.header(header, table)
    row = header
    for suggestion in book.calibration.suggestions:
        row += 1
        _suggestion(page, row, suggestion)
        for judged in suggestion.support[:MOST_SENTENCES]:
            row += 1
            sentence: dict[str, Value] = {
                "why": highlight(judged.evidence.quote, (suggestion.word,)),
                "effect": _outcome(judged),
                "id": judged.evidence.id,
            }
            page.row(row, table, sentence)
        left = len(suggestion.support) - MOST_SENTENCES
        if left > 0:
            row += 1
            page.row(row, table, {"why": labels.fill_in(own.MORE_SENTENCES, n=left)}, {"why": Style.SMALL})
    if row == header:
        page.paragraph(row + 1, 1, len(table.columns), own.NO_SUGGESTIONS, Style.REMARK)
    page.finish(f"A{header + 1}", header, len(table.columns))


def _suggestion(page: Page, row: int, suggestion: Suggestion) -> None:
    values: dict[str, Value] = {
        "number": suggestion.number,
        "advice": labels.fill_in(own.ADVICE[suggestion.advice], to=suggestion.to),
        "criterion": suggestion.criterion,
        "word": suggestion.word,
        "why": suggestion.why,
        "effect": None if suggestion.advice is Advice.LOOK else _say_effect(suggestion.effect),
    }
    page.row(row, SUGGESTION, values, {"number": Style.GROUP_CENTER}, Style.GROUP)


def counts(evidence: Iterable[JudgedEvidence]) -> Text:
    """How many pieces of evidence there are, and what became of them."""
    evidence = list(evidence)
    fates = Counter(one.fate.value for one in evidence)
    regraded = sum(one.fate is Fate.ACCEPTED and one.grade not in {None, one.evidence.grade} for one in evidence)
    return labels.fill_in(
        own.COUNTS, all=len(evidence), regraded=regraded, **{fate.value: fates[fate.value] for fate in Fate}
    )


def _outcome(judged: JudgedEvidence) -> Text:
    outcome = labels.fill_in(own.FATES[judged.fate], to=judged.criterion)
    if judged.grade in {None, judged.evidence.grade}:
        return outcome
    step = f"{judged.evidence.grade} → {judged.grade}"
    return Text(f"{outcome.zh}，等级 {step}", f"{outcome.en}, grade {step}")


def _say_effect(effect: Effect) -> Text:
    left = len(effect.evidence) - effect.right - effect.wrong
    return labels.fill_in(own.EFFECT, right=effect.right, wrong=effect.wrong, open=left, totals=len(effect.totals))
