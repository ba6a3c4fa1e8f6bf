"""Results -> JSON, as `results.schema.json` describes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scorer.files import write_atomically
from scorer.model import CriterionResult, Evidence, Lang, Quantity, Results, Scorecard

SCHEMA = "scorecard/1"
TOOL = "model-agency-scorecard"


def write_json(results: Results, path: Path, lang: Lang) -> None:
    """Write the results, whole or not at all. The same results give the same bytes. Raises WorkbookError."""
    text = json.dumps(as_data(results, lang), ensure_ascii=False, indent=1) + "\n"
    write_atomically(path, lambda stream: stream.write(text.encode("utf-8")))


def as_data(results: Results, lang: Lang) -> dict[str, Any]:
    """Results as plain data, reasons in one language."""
    rubric = results.rubric
    return {
        "schema": SCHEMA,
        "tool": {"name": TOOL, "version": results.version},
        "rubric": {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256},
        "reports": [_scorecard(card, lang) for card in results.scorecards],
        "unread": [{"source": one.source, "reason": one.reason.say(lang)} for one in results.unread],
    }


def _scorecard(card: Scorecard, lang: Lang) -> dict[str, Any]:
    return {
        "source": card.report.source,
        "sha256": card.report.sha256,
        "title": card.report.title,
        "agency": card.agency,
        "total": card.total,
        "band": card.band.name.say(lang),
        "notes": [note.say(lang) for note in card.notes],
        "criteria": [_criterion(result, lang) for result in card.criteria],
        "shortcomings": [
            {
                "quote": one.quote,
                "criterion": one.criterion,
                "paragraph": one.sentence.paragraph,
                "start": one.sentence.start,
                "end": one.sentence.end,
            }
            for one in card.shortcomings
        ],
    }


def _criterion(result: CriterionResult, lang: Lang) -> dict[str, Any]:
    return {
        "id": result.criterion.id,
        "standing": result.standing.value,
        "level": result.level,
        "score": result.score,
        "max": result.max,
        "why": result.why.say(lang),
        "missing": result.missing.say(lang),
        "evidence": [_evidence(piece, lang) for piece in result.evidence],
    }


def _evidence(piece: Evidence, lang: Lang) -> dict[str, Any]:
    return {
        "id": piece.id,
        "quote": piece.quote,
        "paragraph": piece.sentence.paragraph,
        "heading": piece.sentence.heading,
        "start": piece.sentence.start,
        "end": piece.sentence.end,
        "grade": piece.grade,
        "why": piece.why.say(lang),
        "cues": list(piece.cues),
        "agency": piece.agency,
        "quantities": [_quantity(quantity) for quantity in piece.quantities],
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    value = int(quantity.value) if quantity.value.is_integer() else quantity.value
    return {"text": quantity.text, "value": value, "unit": quantity.unit, "at_least": quantity.at_least}
