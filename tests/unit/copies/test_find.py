"""Repeated text: what is a copy and what is not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from scorer.copies.find import LEAST, find_copies
from scorer.documents.find import Found
from scorer.documents.read import read_report
from scorer.model import Report
from scorer.model.copies import Copies
from tests.unit.copies.planted import changed, filled, report, sentence

ROOT = Path(__file__).parents[3]
ONE, TWO, THREE = sentence("one"), sentence("two"), sentence("three")


def found(
    *reports: Report, archive: tuple[Report, ...] = (), phrases: tuple[str, ...] = ()
) -> list[tuple[object, ...]]:
    copies = find_copies(reports, archive, phrases)
    return [
        (one.passage.source, one.passage.quote, one.other.source, one.other.quote, one.exact) for one in copies.found
    ]


def test_a_sentence_that_stands_in_two_reports_is_a_copy_with_both_places() -> None:
    copies = find_copies([filled("a", ONE), filled("b", ONE, before=2)], [], [])

    (copy,) = copies.found
    assert (copy.exact, copy.likeness, copy.reports) == (True, 1.0, 2)
    assert (copy.passage.source, copy.passage.sentences, copy.passage.place.zh) == ("b", (3,), "第3段")
    assert (copy.other.source, copy.other.sentences, copy.other.place.zh) == ("a", (7,), "第7段")
    assert copy.passage.quote == copy.other.quote == ONE
    assert filled("b", ONE, before=2).text[copy.passage.start : copy.passage.end] == ONE
    assert copies.shares == {"a": round(1 / 13, 4), "b": round(1 / 9, 4)}


def test_sentences_that_run_on_in_both_are_one_passage() -> None:
    ((_, quote, _, other, exact),) = found(filled("a", ONE, TWO, THREE), filled("b", ONE, TWO, THREE))

    assert quote == other == f"{ONE}\n{TWO}\n{THREE}"
    assert exact


def test_sentences_in_another_order_are_copies_each() -> None:
    quotes = [quote for _, quote, *_ in found(filled("a", ONE, TWO, THREE), filled("b", THREE, ONE, TWO))]

    assert quotes == [THREE, f"{ONE}\n{TWO}"]


def test_names_of_places_and_agencies_and_numbers_do_not_make_a_text_another() -> None:
    here = "柏河区水利局机关党支部连夜转移群众8640人，把沙袋扛上大堤，天亮前堵住了三处缺口。"
    there = "青岚县教育局机关党支部连夜转移群众312人，把沙袋扛上大堤，天亮前堵住了七处缺口。"
    copies = find_copies([filled("a", here), filled("b", there)], [], [])

    (copy,) = copies.found
    assert (copy.likeness, copy.exact) == (1.0, False)
    assert (copy.passage.quote, copy.other.quote) == (there, here)


@pytest.mark.parametrize("every", [9, 7, 5])
def test_a_copy_is_found_though_every_fifth_word_is_another(every: int) -> None:
    ((_, quote, _, other, exact),) = found(filled("a", ONE, TWO), filled("b", changed(ONE, every), changed(TWO, every)))

    assert (quote, other) == (f"{changed(ONE, every)}\n{changed(TWO, every)}", f"{ONE}\n{TWO}")
    assert not exact


def test_words_put_in_and_left_out_do_not_hide_a_copy() -> None:
    longer = ONE.replace("，", "，同时", 1)
    shorter = longer.replace(longer[-6:-3], "")
    ((_, quote, _, other, _),) = found(filled("a", ONE), filled("b", shorter))

    assert (quote, other) == (shorter, ONE)


def test_a_copy_split_over_sentence_borders_is_found_whole() -> None:
    split = ONE.replace("，", "。", 2).split("。")
    ((_, quote, _, other, exact),) = found(filled("a", ONE), filled("b", *(f"{one}。" for one in split if one)))

    assert quote.replace("\n", "").replace("。", "") == ONE.replace("，", "").replace("。", "") or exact
    assert other == ONE


def test_of_a_sentence_half_copied_only_the_copied_clauses_are_quoted() -> None:
    half = f"{ONE[:-1]}，{TWO}"
    ((_, quote, _, other, exact),) = found(filled("a", ONE), filled("b", half))

    assert (quote, other, exact) == (f"{ONE[:-1]}，", ONE, True)


def test_set_phrases_are_no_copy_and_do_not_make_one() -> None:
    slogan = "坚持人民至上、生命至上，让群众满意、让社会放心的机关建设"
    sentences = (f"始终{slogan}，落到实处。", f"全面{slogan}，见到行动。")

    assert len(found(filled("a", sentences[0]), filled("b", sentences[1]))) == 1
    phrases = ("坚持人民至上，生命至上", "让群众满意让社会放心的机关建设")
    assert found(filled("a", sentences[0]), filled("b", sentences[1]), phrases=phrases) == []


def test_a_sentence_too_short_to_tell_is_no_copy() -> None:
    short = sentence("short", 20).replace("，", "")[: LEAST - 1] + "。"

    assert found(filled("a", short), filled("b", short)) == []


def test_headings_and_titles_are_not_compared(tmp_path: Path) -> None:
    path = tmp_path / "材料.txt"
    path.write_text(f"{sentence('title', 10)[:-1]}\n\n{sentence('own')}\n", encoding="utf-8")
    read = read_report(Found(path, "a"))

    (copy,) = find_copies([read, Report("b", "", "", read.text, read.sentences)], [], []).found
    assert copy.passage.quote == sentence("own")


def test_a_passage_that_many_share_is_told_once_for_each_with_the_first() -> None:
    reports = [filled(f"{number:02}", ONE, TWO) for number in range(30)]
    copies = find_copies(reports, [], [])

    assert [(one.passage.source, one.other.source, one.reports) for one in copies.found] == [
        (f"{number:02}", "00", 30) for number in range(1, 30)
    ]


def test_what_stands_in_the_archive_is_told_apart_from_what_stands_in_the_run() -> None:
    copies = find_copies([filled("a", ONE), filled("b", ONE)], [filled("old", ONE), filled("older", ONE)], [])

    assert [(one.passage.source, one.other.source, one.other.archived) for one in copies.found] == [
        ("a", "old", True),
        ("b", "old", True),
        ("b", "a", False),
    ]
    assert set(copies.shares) == {"a", "b"}
    assert copies.archived == 2


def test_reports_of_the_archive_are_not_compared_with_each_other() -> None:
    assert found(filled("a"), archive=(filled("old", ONE), filled("older", ONE))) == []


def test_what_a_report_repeats_of_itself_is_no_copy() -> None:
    assert found(filled("a", ONE, TWO, ONE)) == []


def test_a_report_that_is_another_whole_has_a_share_of_one() -> None:
    twin = report("b", *filled("a").text.split())
    assert find_copies([filled("a"), twin], [], []).shares == {"a": 1.0, "b": 1.0}


@pytest.mark.parametrize("reports", [(), (report("a"),), (report("a", "短。"), report("b", "短。"))])
def test_where_there_is_nothing_nothing_is_found(reports: tuple[Report, ...]) -> None:
    assert find_copies(reports, [], []) == Copies((), {one.source: 0.0 for one in reports}, len(reports))


def test_all_of_many_planted_copies_are_found_and_nothing_else() -> None:
    """Forty passages of two sentences, every tenth word changed, planted at places of chance."""
    chance = random.Random(5)  # noqa: S311
    made: list[Report] = []
    for number in range(40):
        passage = (sentence((number, 1)), sentence((number, 2)))
        made.append(filled(f"{number:03}-a", *passage, before=chance.randint(0, 12)))
        made.append(filled(f"{number:03}-b", *(changed(one, 10) for one in passage), before=chance.randint(0, 12)))
    pairs = [(passage, quote, other) for passage, quote, other, *_ in found(*made)]

    assert pairs == [
        (f"{n:03}-b", "\n".join(changed(sentence((n, part)), 10) for part in (1, 2)), f"{n:03}-a") for n in range(40)
    ]


@pytest.mark.parametrize("folder", ["seeds", "tests/data/labelled", "tests/data/other-genres"])
def test_reports_that_were_written_apart_share_nothing(folder: str) -> None:
    reports = [read_report(Found(path, path.name)) for path in sorted((ROOT / folder).glob("*.txt"))]

    assert len(reports) >= 5
    assert found(*reports) == []
