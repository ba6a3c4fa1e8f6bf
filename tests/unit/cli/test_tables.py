"""What tables on screen call their subjects."""

from __future__ import annotations

from dataclasses import replace

from scorer.cli.tables import subject_of
from tests.unit.workbook.workbook_results import make_card, make_rubric


def test_a_subject_is_its_agency_where_one_is_named_else_its_report() -> None:
    card = make_card(make_rubric(), "一/汇报.txt", "标题", "2" * 23)
    assert subject_of(card) == "一/汇报.txt"
    assert subject_of(replace(card, agency="县财政局")) == "县财政局"
