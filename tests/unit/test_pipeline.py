from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.documents.find import Found
from scorer.documents.read import read_report
from scorer.evidence.lexicon import Lexicon
from scorer.model import Lang, Results
from scorer.pipeline import _prefixes, load_rubrics, score_report
from scorer.results.as_json import as_data
from scorer.results.from_json import parse_record
from scorer.workbook.book import is_set_aside

SEED = Path(__file__).parents[2] / "seeds" / "qingpu.txt"


def test_pages_that_were_not_read_are_a_note_and_do_not_set_the_report_aside() -> None:
    (rubric,) = load_rubrics(["core"])
    report = replace(read_report(Found(SEED, "a.pdf")), unread_pages=(3, 5))
    card = score_report(report, "a", Lexicon(rubric))
    assert card.notes == report.remarks
    empty = replace(card, criteria=tuple(replace(one, evidence=()) for one in card.criteria))
    assert not is_set_aside(empty)
    record = parse_record(json.dumps(as_data(Results("a", rubric, "1", (card,)), Lang.ZH)))
    (again,) = record.results.scorecards
    assert again.report.unread_pages == (3, 5)
    assert [note.zh for note in again.notes] == ["第3、5页没有读到文字（可能是扫描的图片，或页面已损坏），未评。"]


def prefixes(*sources: str) -> list[str]:
    return _prefixes([Found(Path(source), source) for source in sources])


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (("a.txt", "b/a.txt"), ["a", "b/a"]),
        (("a.txt", "a.md"), ["a.txt", "a.md"]),
        (("a.txt", "a.docx", "a.txt.md"), ["a.txt", "a.docx", "a.txt.md"]),
        (("a.txt.md", "a.txt.txt", "a.txt"), ["a.txt.md", "a.txt.txt", "a"]),
    ],
)
def test_ids_are_names_without_suffix_or_with_it_where_another_is_called_so(
    sources: tuple[str, ...], expected: list[str]
) -> None:
    assert prefixes(*sources) == expected


@given(
    st.lists(st.text("ab.", min_size=1, max_size=5).filter(lambda name: name.strip(".")), unique=True, max_size=8),
    st.randoms(use_true_random=False),
)
def test_no_two_ids_are_equal_and_the_order_of_files_does_not_matter(sources: list[str], chance: random.Random) -> None:
    ids = dict(zip(sources, prefixes(*sources), strict=True))
    assert len(set(ids.values())) == len(sources)
    turned = chance.sample(sources, len(sources))
    assert dict(zip(turned, prefixes(*turned), strict=True)) == ids
