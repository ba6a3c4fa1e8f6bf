"""Quotes as they are shown beside what moved."""

from __future__ import annotations

import pytest

from scorer.cli.moves import LONGEST, shortened
from scorer.model import Evidence, Part, Sentence
from tests.unit.small_rubric import text


def evidence(quote: str, *cues: str) -> Evidence:
    sentence = Sentence(1, 1, 0, len(quote), Part.BODY, "")
    return Evidence("r-0001-S", "S", sentence, quote, 2, text("理由"), cues, "", ())


def test_a_short_quote_is_shown_whole() -> None:
    assert shortened(evidence("开展理论学习。", "理论学习")) == "开展理论学习。"


@pytest.mark.parametrize("before", range(0, 200, 7))
def test_of_a_long_quote_the_part_with_the_cue_is_shown_and_marked_where_it_is_cut(before: int) -> None:
    quote = "前" * before + "理论学习" + "后" * (200 - before)
    shown = shortened(evidence(quote, "理论学习"))
    assert "理论学习" in shown
    assert shown.strip("…") in quote
    assert len(shown.strip("…")) == LONGEST
    assert shown.startswith("…") != quote.startswith(shown[:LONGEST])
    assert shown.endswith("…") != quote.endswith(shown[-LONGEST:])


def test_a_long_quote_without_its_cue_is_shown_from_its_beginning() -> None:
    assert shortened(evidence("字" * 100, "词")) == "字" * LONGEST + "…"
