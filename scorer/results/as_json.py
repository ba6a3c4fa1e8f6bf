"""Results -> JSON as `results.schema.json` describes it, and merged reviews as `merged.schema.json` does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scorer.files import write_atomically
from scorer.model import (
    Adjustment,
    Bound,
    CriterionResult,
    Evidence,
    Lang,
    Quantity,
    Report,
    Results,
    Rubric,
    Scorecard,
    Sentence,
    Shortcoming,
)
from scorer.model.copies import Copies, Elsewhere, Passage
from scorer.model.review import (
    AdjustmentReview,
    Agreement,
    EvidenceReview,
    Figure,
    LevelReview,
    Merged,
    MergedAdjustment,
    MergedCard,
    MergedCriterion,
    Opinion,
    Review,
    SubjectReview,
)

SCORECARD = "scorecard/1"
MERGED = "merged/1"
TOOL = "model-agency-scorecard"
Data = dict[str, Any]


def write_json(data: Data, path: Path) -> None:
    """Write it, whole or not at all. The same data gives the same bytes. Raises WorkbookError."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_atomically(path, lambda stream: stream.write(text.encode("utf-8")))


def as_text(data: Data) -> str:
    """It as one line, for a workbook's record."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def as_data(results: Results, lang: Lang) -> Data:
    """Results as plain data, reasons in one language."""
    return {
        "schema": SCORECARD,
        "tool": {"name": TOOL, "version": results.version},
        "name": results.name,
        "by": results.by.value,
        "rubric": _rubric(results.rubric, lang),
        "reports": [_scorecard(card, results.rubric, lang) for card in results.scorecards],
        "unread": [{"source": one.source, "reason": one.reason.say(lang)} for one in results.unread],
        "remarks": [{"source": one.source, "text": one.text.say(lang)} for one in results.remarks],
        **({} if results.copies is None else {"copies": _copies(results.copies, lang)}),
    }


def _copies(copies: Copies, lang: Lang) -> Data:
    return {
        "reports": copies.reports,
        "archived": copies.archived,
        "shares": copies.shares,
        "found": [
            {
                "passage": _passage(one.passage, lang),
                "other": _passage(one.other, lang),
                "likeness": one.likeness,
                "exact": one.exact,
                "reports": one.reports,
            }
            for one in copies.found
        ],
    }


def _passage(passage: Passage, lang: Lang) -> Data:
    return {
        "source": passage.source,
        "archived": passage.archived,
        "sentences": list(passage.sentences),
        "place": passage.place.say(lang),
        "paragraph": passage.paragraph,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _rubric(rubric: Rubric, lang: Lang) -> Data:
    """What must be known of a rubric to score by it and to show the scores; not what it finds evidence by."""
    adjustments = rubric.adjustments
    return {
        "id": rubric.id,
        "version": rubric.version,
        "sha256": rubric.sha256,
        "title": rubric.title.say(lang),
        "note": rubric.note.say(lang),
        "dimensions": [
            {
                "id": dimension.id,
                "title": dimension.title.say(lang),
                "weight": dimension.weight,
                "criteria": [
                    {
                        "id": criterion.id,
                        "title": criterion.title.say(lang),
                        "question": criterion.question.say(lang),
                        "weight": criterion.weight,
                    }
                    for criterion in dimension.criteria
                ],
            }
            for dimension in rubric.dimensions
        ],
        "grades": [{"name": rung.name.say(lang), "shows": rung.shows.say(lang)} for rung in rubric.ladder.rungs],
        "shares": list(rubric.ladder.shares),
        "bands": [{"name": band.name.say(lang), "at_least": band.at_least} for band in rubric.bands],
        "not_applicable": rubric.not_applicable.value,
        "bonuses": {"cap": adjustments.bonus_cap, "items": _items(adjustments.bonuses, lang)},
        "deductions": {"cap": adjustments.deduction_cap, "items": _items(adjustments.deductions, lang)},
        "vetoes": [
            {"id": veto.id, "title": veto.title.say(lang), "at_most": veto.at_most} for veto in adjustments.vetoes
        ],
        "consensus": rubric.consensus.value,
        "enough": rubric.enough,
        "indicators": [
            {
                "id": indicator.id,
                "title": indicator.title.say(lang),
                "formula": indicator.formula,
                "show": indicator.show.value,
                "decimals": indicator.decimals,
                "note": indicator.note.say(lang),
            }
            for indicator in rubric.indicators
        ],
        "crosswalk": {
            crosswalk.rubric: [
                {
                    "criterion": line.criterion,
                    "to": line.to,
                    "relation": line.relation.value,
                    "note": line.note.say(lang),
                }
                for line in crosswalk.lines
            ]
            for crosswalk in rubric.crosswalks
        },
    }


def _items(items: Iterable[Adjustment], lang: Lang) -> list[Data]:
    return [{"id": item.id, "title": item.title.say(lang), "most": item.most} for item in items]


def _scorecard(card: Scorecard, rubric: Rubric, lang: Lang) -> Data:
    across = card.agency is not None
    return {
        "id": card.id,
        **_report(card.report),
        **({} if not across else {"sources": [_report(one) for one in card.reports]}),
        "agency": card.agency,
        "total": card.total,
        "band": card.band.name.say(lang) if card.band else None,
        **({} if card.copied_share is None else {"copied_share": card.copied_share}),
        "notes": [note.say(lang) for note in card.notes],
        "indicators": {
            indicator.id: value for indicator, value in zip(rubric.indicators, card.indicators, strict=True)
        },
        "criteria": [_criterion(result, across, lang) for result in card.criteria],
        "shortcomings": [
            {
                "quote": one.quote,
                "criterion": one.criterion,
                "agency": one.agency,
                **_source(one, across),
                "sentence": one.sentence.number,
                "paragraph": one.sentence.paragraph,
                **_printed_place(one.sentence),
                "heading": one.sentence.heading,
                "start": one.sentence.start,
                "end": one.sentence.end,
            }
            for one in card.shortcomings
        ],
    }


def _report(report: Report) -> Data:
    return {
        "source": report.source,
        "sha256": report.sha256,
        "title": report.title,
        "author": report.author,
        "date": report.date,
        "unread_pages": list(report.unread_pages),
    }


def _source(piece: Evidence | Shortcoming, across: bool) -> Data:
    """Of the report that a piece stands in, where the subject has several."""
    return {"source": piece.source} if across else {}


def _criterion(result: CriterionResult, across: bool, lang: Lang) -> Data:
    return {
        "id": result.criterion.id,
        "standing": result.standing.value,
        "level": result.level,
        "score": result.score,
        "max": result.max,
        "why": result.why.say(lang),
        "missing": result.missing.say(lang),
        "doubt": result.doubt.say(lang),
        "evidence": [_evidence(piece, across, lang) for piece in result.evidence],
    }


def _evidence(piece: Evidence, across: bool, lang: Lang) -> Data:
    return {
        "id": piece.id,
        "quote": piece.quote,
        **_source(piece, across),
        "sentence": piece.sentence.number,
        "paragraph": piece.sentence.paragraph,
        **_printed_place(piece.sentence),
        "heading": piece.sentence.heading,
        "start": piece.sentence.start,
        "end": piece.sentence.end,
        "grade": piece.grade,
        "why": piece.why.say(lang),
        "cues": list(piece.cues),
        **({"copied": [_elsewhere(one, lang) for one in piece.copied]} if piece.copied else {}),
        "agency": piece.agency,
        "agency_from": piece.agency_from,
        "quantities": [_quantity(quantity) for quantity in piece.quantities],
    }


def _elsewhere(place: Elsewhere, lang: Lang) -> Data:
    return {
        "source": place.source,
        "archived": place.archived,
        "place": place.place.say(lang),
        "paragraph": place.paragraph,
        "likeness": place.likeness,
        "exact": place.exact,
    }


def _printed_place(sentence: Sentence) -> Data:
    """Page and cell, where the format has them."""
    return {"page": sentence.page, "page_paragraph": sentence.page_paragraph, "cell": sentence.cell}


def _quantity(quantity: Quantity) -> Data:
    """A quantity; what it may lack is left out where it does."""
    may_lack = {
        "upper": _number(quantity.upper),
        "before": _number(quantity.before),
        "change": quantity.change.value if quantity.change else None,
        "by": quantity.by or None,
        "field": quantity.field or None,
        "period": quantity.period or None,
        "indicator": quantity.indicator or None,
        "date": quantity.date or None,
    }
    return {
        "text": quantity.text,
        "value": _number(quantity.value),
        "unit": quantity.unit,
        "at_least": quantity.bound is Bound.AT_LEAST,
        "bound": quantity.bound.value,
        "kind": quantity.kind.value,
        "start": quantity.start,
        "end": quantity.end,
        **{key: value for key, value in may_lack.items() if value is not None},
    }


def _number(value: float | None) -> float | None:
    """Whole numbers without a point."""
    return int(value) if value is not None and value.is_integer() else value


# --- a review round ----------------------------------------------------------------------------


def merged_data(merged: Merged, lang: Lang) -> Data:
    """A review round as plain data: what was issued, what came back, and what it comes to."""
    return {
        "schema": MERGED,
        "issued": as_data(merged.results, lang),
        "reviews": [_review(review) for review in merged.reviews],
        "decisions": _review(merged.decisions) if merged.decisions else None,
        "cards": [_merged_card(card, lang) for card in merged.cards],
        "agreement": [_agreement(one, lang) for one in merged.agreement],
    }


def _review(review: Review) -> Data:
    return {
        "reviewer": review.reviewer,
        "unit": review.unit,
        "date": review.date,
        "signature": review.signature,
        "subjects": [_subject_review(subject) for subject in review.subjects],
        "workbook": review.workbook,
        "sha256": review.sha256,
        "parts": [_review(part) for part in review.parts],
    }


def _subject_review(review: SubjectReview) -> Data:
    return {
        "subject": review.subject,
        "levels": [_level_review(one) for one in review.levels],
        "evidence": [_evidence_review(one) for one in review.evidence],
        "adjustments": [_adjustment_review(one) for one in review.adjustments],
    }


def _level_review(review: LevelReview) -> Data:
    return {
        "criterion": review.criterion,
        "level": review.level,
        "not_applicable": review.not_applicable,
        "comment": review.comment,
        "agrees": review.agrees,
    }


def _evidence_review(review: EvidenceReview) -> Data:
    return {
        "evidence": review.evidence,
        "verdict": review.verdict.value if review.verdict else None,
        "grade": review.grade,
        "criterion": review.criterion,
        "comment": review.comment,
    }


def _adjustment_review(review: AdjustmentReview) -> Data:
    return {
        "item": review.item,
        "points": review.points,
        "applies": review.applies,
        "reason": review.reason,
        "unclear": review.unclear,
    }


def _merged_card(merged: MergedCard, lang: Lang) -> Data:
    return {
        "id": merged.card.id,
        "source": merged.card.report.source,
        "title": merged.card.report.title,
        "machine_total": merged.card.total,
        "machine_band": merged.card.band.name.say(lang) if merged.card.band else None,
        "total": merged.total,
        "band": merged.band.name.say(lang) if merged.band else None,
        "criteria": [_merged_criterion(one) for one in merged.criteria],
        "adjustments": [_merged_adjustment(one) for one in merged.adjustments],
    }


def _merged_criterion(merged: MergedCriterion) -> Data:
    result = merged.result
    return {
        "id": result.criterion.id,
        "machine": result.machine_level,
        "opinions": [_opinion(one) for one in merged.opinions],
        "consensus": merged.consensus,
        "decision": _level_review(merged.decision) if merged.decision else None,
        "level": merged.level,
        "score": merged.score,
        "max": merged.max,
    }


def _opinion(opinion: Opinion) -> Data:
    return {
        "level": opinion.level,
        "not_applicable": opinion.not_applicable,
        "entered": opinion.entered,
        "comment": opinion.comment,
    }


def _merged_adjustment(merged: MergedAdjustment) -> Data:
    return {
        "item": merged.item.id,
        "opinions": [_adjustment_review(one) if one else None for one in merged.opinions],
        "consensus": merged.consensus,
        "decision": _adjustment_review(merged.decision) if merged.decision else None,
        "points": merged.points,
        "applies": merged.applies,
    }


def _agreement(agreement: Agreement, lang: Lang) -> Data:
    return {
        "about": agreement.about.say(lang),
        "alpha": _figure(agreement.alpha, lang),
        "percent": _figure(agreement.percent, lang),
        "kappa": _figure(agreement.kappa, lang),
    }


def _figure(figure: Figure | None, lang: Lang) -> Data | None:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "units": figure.units,
        "judgements": figure.judgements,
        "withheld": figure.withheld.say(lang),
    }
