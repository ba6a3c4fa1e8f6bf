"""JSON -> results and reviews, as `as_json` wrote them, of a file or of a workbook's record.

Read back, a rubric has no cues: they are not in the results. Reports have neither text nor sentences.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker
from jsonschema.validators import extend

from scorer.errors import WorkbookError
from scorer.model import (
    Adjustment,
    Adjustments,
    Band,
    Bound,
    By,
    Consensus,
    Counterpart,
    Criterion,
    CriterionResult,
    Crosswalk,
    Cues,
    Dimension,
    Evidence,
    Indicator,
    Ladder,
    NotApplicable,
    Part,
    Quantity,
    QuantityKind,
    Relation,
    Relevance,
    Remark,
    Report,
    Results,
    Rubric,
    Rung,
    Scorecard,
    Sentence,
    Shortcoming,
    Shortcomings,
    Show,
    Standing,
    Text,
    Told,
    Trend,
    Unread,
    Veto,
)
from scorer.model.copies import Copies, Copy, Elsewhere, Passage
from scorer.model.review import AdjustmentReview, EvidenceReview, LevelReview, Review, SubjectReview, Verdict
from scorer.results.as_json import MERGED, SCORECARD, Data


@dataclass(frozen=True, slots=True)
class Record:
    """What was issued, and what has come back so far."""

    results: Results
    reviews: tuple[Review, ...] = ()
    decisions: Review | None = None
    merged: bool = False  # whether it is a merged round, be it of no reviews


def parse_record(text: str) -> Record:
    """The results, or the merged review round, that a JSON text holds. Raises WorkbookError where it holds neither;
    the message does not name the file.
    """
    try:
        data = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise WorkbookError(
            Text(
                "不是完整的 JSON，可能没有写完或被改过。请用 score 重新生成",
                "it is no whole JSON: cut off or edited. Make it anew with score",
            )
        ) from error
    if any(map(_UNWRITABLE.search, _strings(data))):
        raise _not_ours(Text("文字", "its words"))
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema == SCORECARD:
        return Record(_results(_valid(data, "results")))
    if schema == MERGED:
        _valid(data, "merged")
        results = _results(_valid(data["issued"], "results"))
        reviews = tuple(_review(review) for review in data["reviews"])
        decisions = _review(data["decisions"]) if data["decisions"] else None
        for review in (*reviews, *([decisions] if decisions else [])):
            for part in (review, *review.parts):
                _check_review(part, results)
        return Record(results, reviews, decisions, merged=True)
    raise WorkbookError(
        Text(
            f"不是 score 的评分结果（应有 schema: {SCORECARD} 或 {MERGED}）。请给出 score 写的 JSON 或工作簿",
            f"no results of score (schema should be {SCORECARD} or {MERGED}). Give a JSON file or workbook that score "
            "wrote",
        )
    )


def _refuse(constant: str) -> float:
    """NaN and Infinity are no JSON, and no figures to reckon with."""
    raise ValueError(constant)


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = resources.files("scorer.results").joinpath(f"{name}.schema.json")
    strict = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer)
    )
    validator: Draft202012Validator = strict(json.loads(schema.read_text(encoding="utf-8")))
    return validator


def _is_integer(_: TypeChecker, value: object) -> bool:
    """3.0 is none: a level is an index."""
    return isinstance(value, int) and not isinstance(value, bool)


def _valid(data: Data, schema: str) -> Data:
    error = next(iter(_validator(schema).iter_errors(data)), None)
    if error is not None:
        raise _not_ours(_text(error.json_path))
    return data


def _not_ours(place: Text) -> WorkbookError:
    return WorkbookError(
        Text(
            f"评分结果的 {place.zh} 一处不合规定，可能被改过，或是别的版本写的。请用 score 重新生成",
            f"the results are not as they should be at {place.en}: edited, or of another version. Make them anew "
            "with score",
        )
    )


_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")  # NUL and halves of characters: no file or cell takes them


def _strings(data: object) -> Iterator[str]:
    """All keys and words, however deep."""
    waiting = [data]
    while waiting:
        match waiting.pop():
            case str() as words:
                yield words
            case dict() as members:
                yield from members
                waiting += members.values()
            case list() as items:
                waiting += items


def _check_distinct(ids: Iterable[str], place: str) -> None:
    known: set[str] = set()
    for id_ in ids:
        if id_ in known:
            raise _not_ours(_text(f"{place} {id_}"))
        known.add(id_)


def _text(words: str) -> Text:
    return Text(words, words)


# --- results -----------------------------------------------------------------------------------


def _results(data: Data) -> Results:
    rubric = _rubric(data["rubric"])
    reports = data["reports"]
    _check_distinct((one["id"] for one in reports), "$.reports")
    _check_distinct(
        (piece["id"] for one in reports for result in one["criteria"] for piece in result["evidence"]),
        "$.reports[*].criteria[*].evidence",
    )
    results = Results(
        name=data["name"],
        rubric=rubric,
        version=data["tool"]["version"],
        scorecards=tuple(_scorecard(report, rubric) for report in reports),
        unread=tuple(Unread(one["source"], _text(one["reason"])) for one in data["unread"]),
        by=By(data.get("by", By.REPORT)),
        remarks=tuple(Remark(one["source"], _text(one["text"])) for one in data.get("remarks", ())),
        copies=_copies(data["copies"], reports) if "copies" in data else None,
    )
    for number, card in enumerate(results.scorecards):
        _check_verdict(card, results.enough, reports[number]["band"], f"$.reports[{number}]")
    return results


def _check_verdict(card: Scorecard, enough: int, named: str | None, place: str) -> None:
    """WorkbookError where a subject has a total that it cannot have, or lacks one, or where its band, as it is named,
    is not the one that the total reaches.
    """
    judged = sum(result.machine_level is not None for result in card.criteria)
    if (card.total is None) != (judged < enough):
        raise _not_ours(_text(f"{place}.total"))
    if named != (card.band and card.band.name.zh):
        raise _not_ours(_text(f"{place}.band"))


def _copies(data: Data, reports: list[Data]) -> Copies:
    """Repeated text, told where it concerns a report of the record: one of a few subjects names others beside them."""
    listed = {one["source"] for report in reports for one in report.get("sources", (report,))} | data["shares"].keys()
    for number, one in enumerate(data["found"]):
        passages = one["passage"], one["other"]
        known = any(passage["source"] in listed and not passage["archived"] for passage in passages)
        if not known or any(passage["start"] > passage["end"] for passage in passages):
            raise _not_ours(_text(f"$.copies.found[{number}]"))
    found = (
        Copy(_passage(one["passage"]), _passage(one["other"]), one["likeness"], one["exact"], one["reports"])
        for one in data["found"]
    )
    return Copies(tuple(found), data["shares"], data["reports"], data["archived"])


def _passage(data: Data) -> Passage:
    return Passage(**{**data, "sentences": tuple(data["sentences"]), "place": _text(data["place"])})


def _elsewhere(data: Data) -> Elsewhere:
    return Elsewhere(**{**data, "place": _text(data["place"])})


def _rubric(data: Data) -> Rubric:
    bonuses, deductions = data["bonuses"], data["deductions"]
    _check_distinct((one["id"] for one in data["dimensions"]), "$.rubric.dimensions")
    criteria = [one for dimension in data["dimensions"] for one in dimension["criteria"]]
    _check_distinct(
        (one["id"] for one in (*criteria, *bonuses["items"], *deductions["items"], *data["vetoes"])), "$.rubric"
    )
    _check_distinct((one["id"] for one in data["indicators"]), "$.rubric.indicators")
    crosswalk = data.get("crosswalk", {})
    if not {line["criterion"] for lines in crosswalk.values() for line in lines} <= {one["id"] for one in criteria}:
        raise _not_ours(_text("$.rubric.crosswalk"))
    floors = [band["at_least"] for band in data["bands"]]
    if floors[-1] != 0 or floors != sorted(floors, reverse=True):
        raise _not_ours(_text("$.rubric.bands"))
    return Rubric(
        id=data["id"],
        version=data["version"],
        title=_text(data["title"]),
        note=_text(data["note"]),
        dimensions=tuple(_dimension(dimension) for dimension in data["dimensions"]),
        ladder=Ladder(
            rungs=tuple(
                Rung(grade, _text(rung["name"]), _text(rung["shows"])) for grade, rung in enumerate(data["grades"], 1)
            ),
            shares=tuple(data["shares"]),
            plans=(),
            plan_headings=(),
            units=(),
            not_counted=(),
        ),
        bands=tuple(Band(_text(band["name"]), band["at_least"]) for band in data["bands"]),
        relevance=Relevance((), 0),
        not_evidence=(),
        shortcomings=Shortcomings(),
        sha256=data["sha256"],
        not_applicable=NotApplicable(data["not_applicable"]),
        adjustments=Adjustments(
            bonuses=_items(bonuses["items"]),
            bonus_cap=bonuses["cap"],
            deductions=_items(deductions["items"]),
            deduction_cap=deductions["cap"],
            vetoes=tuple(Veto(veto["id"], _text(veto["title"]), veto["at_most"]) for veto in data["vetoes"]),
        ),
        consensus=Consensus(data["consensus"]),
        enough=data.get("enough", 1),
        indicators=tuple(map(_indicator, data["indicators"])),
        crosswalks=tuple(Crosswalk(id_, tuple(map(_counterpart, lines))) for id_, lines in crosswalk.items()),
    )


def _counterpart(data: Data) -> Counterpart:
    return Counterpart(data["criterion"], data["to"], Relation(data["relation"]), _text(data["note"]))


def _indicator(data: Data) -> Indicator:
    show, title, note = Show(data["show"]), _text(data["title"]), _text(data["note"])
    return Indicator(data["id"], title, data["formula"], show, data["decimals"], note)


def _dimension(data: Data) -> Dimension:
    criteria = (
        Criterion(one["id"], _text(one["title"]), _text(one["question"]), one["weight"], Cues())
        for one in data["criteria"]
    )
    return Dimension(data["id"], _text(data["title"]), data["weight"], tuple(criteria))


def _items(data: list[Data]) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(item["id"], _text(item["title"]), item["most"]) for item in data)


def _scorecard(data: Data, rubric: Rubric) -> Scorecard:
    if [one["id"] for one in data["criteria"]] != [criterion.id for criterion in rubric.criteria]:
        raise WorkbookError(
            Text(
                f"{data['source']} 的各项与评分标准 {rubric.id} 的不同，可能被改过。请用 score 重新生成",
                f"the criteria of {data['source']} are not those of the rubric {rubric.id}. Make the results anew with "
                "score",
            )
        )
    if set(data["indicators"]) != {indicator.id for indicator in rubric.indicators}:
        raise _not_ours(_text("$.reports[*].indicators"))
    total = data["total"]
    return Scorecard(
        id=data["id"],
        reports=tuple(map(_report, data.get("sources", (data,)))),
        agency=data["agency"],
        criteria=tuple(
            _criterion(one, criterion, data["source"])
            for one, criterion in zip(data["criteria"], rubric.criteria, strict=True)
        ),
        shortcomings=tuple(_shortcoming(one, data["source"]) for one in data["shortcomings"]),
        total=total,
        band=None if total is None else next(band for band in rubric.bands if total >= band.at_least),
        notes=tuple(map(_text, data["notes"])),
        copied_share=data.get("copied_share"),
        indicators=tuple(data["indicators"][indicator.id] for indicator in rubric.indicators),
    )


def _report(data: Data) -> Report:
    return Report(
        source=data["source"],
        sha256=data["sha256"],
        title=data["title"],
        text="",
        sentences=(),
        author=data["author"],
        date=data["date"],
        unread_pages=tuple(data.get("unread_pages", ())),
    )


def _shortcoming(data: Data, source: str) -> Shortcoming:
    """`source`: of its subject, where it names none of its own."""
    sentence, agency = _sentence(data), data.get("agency")
    return Shortcoming(sentence, data["quote"], data["criterion"], agency, data.get("source", source))


def _criterion(data: Data, criterion: Criterion, source: str) -> CriterionResult:
    return CriterionResult(
        criterion=criterion,
        standing=Standing(data["standing"]),
        level=data["level"],
        score=data["score"],
        max=data["max"],
        why=_text(data["why"]),
        missing=_text(data["missing"]),
        evidence=tuple(_evidence(piece, criterion.id, source) for piece in data["evidence"]),
        doubt=_text(data["doubt"]),
    )


def _evidence(data: Data, criterion: str, source: str) -> Evidence:
    return Evidence(
        id=data["id"],
        criterion=criterion,
        sentence=_sentence(data),
        quote=data["quote"],
        grade=data["grade"],
        why=_text(data["why"]),
        cues=tuple(data["cues"]),
        copied=tuple(_elsewhere(one) for one in data.get("copied", ())),
        agency=data["agency"],
        agency_from=Told(data["agency_from"]) if data.get("agency_from") else None,
        source=data.get("source", source),
        quantities=tuple(_quantity(one, data) for one in data["quantities"]),
    )


def _quantity(data: Data, piece: Data) -> Quantity:
    """A quantity of a piece of evidence. Earlier results say less of one: only amounts and shares, and not where."""
    start = data.get("start", piece["start"] + max(0, piece["quote"].find(data["text"])))
    earlier = Bound.AT_LEAST if data["at_least"] else Bound.EXACT
    return Quantity(
        text=data["text"],
        value=_number(data["value"]),
        unit=data["unit"],
        bound=Bound(data.get("bound", earlier)),
        kind=QuantityKind(data.get("kind", QuantityKind.SHARE if data["unit"] == "%" else QuantityKind.AMOUNT)),
        start=start,
        end=data.get("end", start + len(data["text"])),
        upper=_number(data.get("upper")),
        before=_number(data.get("before")),
        change=Trend(data["change"]) if "change" in data else None,
        by=data.get("by", False),
        field=data.get("field", ""),
        period=data.get("period", ""),
        indicator=data.get("indicator", ""),
        date=data.get("date", ""),
    )


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _sentence(data: Data) -> Sentence:
    return Sentence(
        number=data["sentence"],
        paragraph=data["paragraph"],
        start=data["start"],
        end=data["end"],
        part=Part.BODY,
        heading=data["heading"],
        page=data["page"],
        page_paragraph=data["page_paragraph"],
        cell=data["cell"],
    )


# --- reviews -----------------------------------------------------------------------------------


def _review(data: Data) -> Review:
    return Review(
        data["reviewer"],
        data["unit"],
        data["date"],
        data["signature"],
        tuple(_subject(subject) for subject in data["subjects"]),
        data["workbook"],
        tuple(_review(part) for part in data["parts"]),
        data["sha256"],
    )


def _check_review(review: Review, results: Results) -> None:
    """WorkbookError where it is about anything that was not issued, or twice about the same."""
    cards = {card.id: card for card in results.scorecards}
    criteria = {criterion.id for criterion in results.rubric.criteria}
    items = {item.id for item in results.rubric.adjustments.items}
    _check_distinct((one.subject for one in review.subjects), "$.reviews")
    for one in review.subjects:
        if one.subject not in cards:
            raise _not_ours(_text("$.reviews[*].subjects"))
        pieces = {piece.id for result in cards[one.subject].criteria for piece in result.evidence}
        rows: list[tuple[str, set[str]]] = [
            *((row.criterion, criteria) for row in one.levels),
            *((row.evidence, pieces) for row in one.evidence),
            *((row.item, items) for row in one.adjustments),
        ]
        moves = {row.criterion for row in one.evidence if row.criterion is not None}
        if not moves <= criteria or any(id_ not in issued for id_, issued in rows):
            raise _not_ours(_text("$.reviews[*].subjects"))
        _check_distinct((id_ for id_, _ in rows), "$.reviews[*].subjects")


def _subject(data: Data) -> SubjectReview:
    return SubjectReview(
        data["subject"],
        tuple(LevelReview(**one) for one in data["levels"]),
        tuple(_evidence_review(one) for one in data["evidence"]),
        tuple(AdjustmentReview(**one) for one in data["adjustments"]),
    )


def _evidence_review(data: dict[str, Any]) -> EvidenceReview:
    verdict = Verdict(data["verdict"]) if data["verdict"] else None
    return EvidenceReview(**{**data, "verdict": verdict})
