from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from pathlib import Path

import jsonschema

from scorer.evidence.lexicon import Lexicon
from scorer.model import Lang, Part, Results, Sentence, Text, Unread
from scorer.pipeline import score_report
from scorer.results.as_json import as_data, write_json
from tests.unit.small_rubric import report, rubric

RUBRIC = rubric()
CARD = score_report(report("机关开展理论学习2.8万余人次。", "理论学习还不够深入。"), "r", Lexicon(RUBRIC))
RESULTS = Results("r", RUBRIC, "0.0", (CARD,), (Unread("坏.txt", Text("读不了", "unreadable")),))


def test_results_with_everything_in_them_validate() -> None:
    schema = json.loads(resources.files("scorer.results").joinpath("results.schema.json").read_text(encoding="utf-8"))
    for lang in Lang:
        jsonschema.validate(as_data(RESULTS, lang), schema)


def test_a_piece_of_evidence_tells_its_place_cues_and_figures() -> None:
    (piece,) = as_data(RESULTS, Lang.ZH)["reports"][0]["criteria"][0]["evidence"]
    assert piece == {
        "id": "r-0001-S",
        "quote": "机关开展理论学习2.8万余人次。",
        "sentence": 1,
        "paragraph": 1,
        "page": None,
        "page_paragraph": 0,
        "cell": "",
        "heading": "",
        "start": 0,
        "end": 16,
        "grade": 3,
        "why": "线索词“理论学习”；“2.8万余人次”表明成效",
        "cues": ["理论学习"],
        "agency": None,
        "agency_from": None,
        "quantities": [
            {
                "text": "2.8万余人次",
                "value": 28000,
                "unit": "人次",
                "at_least": True,
                "bound": "at_least",
                "kind": "amount",
                "start": 8,
                "end": 15,
                "indicator": "机关开展理论学习",
            }
        ],
    }


def test_shortcomings_and_unread_documents_are_listed_apart() -> None:
    data = as_data(RESULTS, Lang.EN)
    (shortcoming,) = data["reports"][0]["shortcomings"]
    assert shortcoming == {
        "quote": "理论学习还不够深入。",
        "criterion": "S",
        "agency": None,
        "sentence": 2,
        "paragraph": 1,
        "page": None,
        "page_paragraph": 0,
        "cell": "",
        "heading": "",
        "start": 17,
        "end": 27,
    }
    assert data["unread"] == [{"source": "坏.txt", "reason": "unreadable"}]


def test_what_is_written_is_what_was_found(tmp_path: Path) -> None:
    write_json(as_data(RESULTS, Lang.ZH), tmp_path / "新" / "r.json")
    assert json.loads((tmp_path / "新" / "r.json").read_text(encoding="utf-8")) == as_data(RESULTS, Lang.ZH)


def test_a_sentence_is_found_by_page_or_cell_where_there_are_any() -> None:
    sentence = Sentence(7, 5, 0, 9, Part.BODY, "")
    assert sentence.place == Text("第5段", "paragraph 5")
    assert replace(sentence, page=3, page_paragraph=2).place == Text("第3页第2段", "page 3, paragraph 2")
    assert replace(sentence, cell="附表1!C14").place == Text("附表1!C14", "附表1!C14")
