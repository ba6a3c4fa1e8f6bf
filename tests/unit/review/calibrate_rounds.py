"""A rubric small enough to count by hand, reports scored with it, and what reviewers make of the evidence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from scorer.evidence.lexicon import Lexicon
from scorer.model import Part, Report, Results, Sentence
from scorer.model.review import EvidenceReview, Review, SubjectReview, Verdict
from scorer.pipeline import score_report
from scorer.review.merge import merge
from scorer.rubric.load import load_rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.model import Evidence, Rubric
    from scorer.model.calibration import JudgedEvidence
    from scorer.model.review import Merged

YES: dict[str, Any] = {"verdict": Verdict.ACCEPTED}
NO: dict[str, Any] = {"verdict": Verdict.REJECTED}
DOUBT: dict[str, Any] = {"verdict": Verdict.DOUBTED}

RUBRIC = """\
id: small
version: "1"
title: 小标准
bands: [{name: 优秀, at_least: 60}, {name: 达标, at_least: 0}]
relevance: {terms: [机关], at_least: 0}
ladder:
  shares: [0, 0.25, 0.5, 0.8, 1]
  grades:
    - {grade: 1, name: 表态, shows: 态度, terms: [党组织]}
    - {grade: 2, name: 举措, shows: 行动, terms: [开展, 举办, 成立]}
    - {grade: 3, name: 成效, shows: 数字}
    - {grade: 4, name: 认可, shows: 外部评价, terms: [荣获], patterns: ['被[^，。]{1,20}评为']}
  units: [次, 人]
dimensions:
  - id: X
    title: 大类
    weight: 100
    criteria:
      - id: S
        title: 学习
        weight: 50
        cues:
          terms: [理论学习, 讲党课, 书香]  # 书香机关也算
          together: [[[读书班, 讲堂], [党员, 干部]]]
          some_of: [{at_least: 2, of: [读原著, 学原文, 悟原理]}]
          patterns: ['宣讲\\d+场']
          weak: [学习]
          headings: [理论]
        examples: [开展理论学习。]
        near_misses: [学习天地。]
      - id: V
        title: 服务
        weight: 30
        cues: {terms: [志愿服务, 办实事, 便民]}
        examples: [开展志愿服务。]
        near_misses: [志愿填报。]
      - id: W
        title: 先锋
        weight: 20
        cues: {terms: [突击队, 先锋岗]}
        examples: [成立突击队。]
        near_misses: [突击检查。]
not_evidence:
  - {reason: 问句, patterns: ['？$']}
"""


@cache
def small() -> Rubric:
    return load(RUBRIC)


def load(text: str) -> Rubric:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.yaml"
        path.write_text(text, encoding="utf-8")
        return load_rubric(path)


def report(name: str, paragraphs: Sequence[str | Sequence[str]], heading: str = "") -> Report:
    """A report of paragraphs, each of one sentence or of several."""
    places: list[Sentence] = []
    texts: list[str] = []
    at = 0
    for number, paragraph in enumerate(paragraphs, 1):
        for text in (paragraph,) if isinstance(paragraph, str) else paragraph:
            places.append(Sentence(len(places) + 1, number, at, at + len(text), Part.BODY, heading))
            texts.append(text)
            at += len(text) + 1
    return Report(f"{name}.txt", f"{name:0>64}", name, "\n".join(texts), tuple(places))


def results(*reports: Report, rubric: Rubric | None = None) -> Results:
    rubric = rubric or small()
    lexicon = Lexicon(rubric)
    cards = tuple(score_report(one, one.title, lexicon) for one in reports)
    return Results("round", rubric, "1", cards)


def texts(**sentences: Sequence[str]) -> Results:
    """Reports by name, each sentence a paragraph."""
    return results(*(report(name, paragraphs) for name, paragraphs in sentences.items()))


def pieces(found: Results) -> list[Evidence]:
    return [piece for card in found.scorecards for result in card.criteria for piece in result.evidence]


def reviewed(found: Results, **entries: Mapping[str, Mapping[str, Any]]) -> Merged:
    """A round with what each reviewer entered, by the id of the evidence."""
    reviews = []
    for reviewer, by_id in entries.items():
        subjects = []
        for card in found.scorecards:
            mine = [EvidenceReview(piece.id, **by_id[piece.id]) for piece in pieces(found) if piece.id in by_id]
            own = tuple(one for one in mine if one.evidence.rsplit("-", 2)[0] == card.id)
            subjects.append(SubjectReview(card.id, evidence=own))
        reviews.append(Review(reviewer, subjects=tuple(subjects)))
    return merge(found, reviews, None)


def judged_by_rule(found: Results, rule: Any) -> Merged:
    """A round in which one reviewer judged every piece by a rule: piece -> what is entered, or None."""
    entered = {piece.id: entry for piece in pieces(found) if (entry := rule(piece)) is not None}
    return reviewed(found, 甲=entered)


def ids(judged: Sequence[JudgedEvidence]) -> list[str]:
    return [one.evidence.id for one in judged]
