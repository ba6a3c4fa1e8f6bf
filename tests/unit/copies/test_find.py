"""Repeated text: what is a copy and what is not."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.copies.compare import LEAST
from scorer.copies.find import find_copies
from scorer.documents.find import Found
from scorer.documents.read import read_report
from scorer.model import Report, Sentence, Text
from scorer.model.copies import Copies
from scorer.rubric.load import find_rubric, load_rubric
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


@pytest.mark.parametrize("turned", [False, True])
def test_a_few_words_in_one_long_clause_are_no_copy_of_a_sentence(turned: bool) -> None:
    signs = "".join(chr(0x4E00 + 7 * number) for number in range(300))
    words = signs[: LEAST + 6]
    long = report("a", ONE, f"{signs[100:200]}{words}{signs[200:]}。")
    short = report("b", TWO, f"{words}。")

    assert found(*((short, long) if turned else (long, short))) == []


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

    assert str(quote).replace("\n", "").replace("。", "") == ONE.replace("，", "").replace("。", "") or exact
    assert other == ONE


ARCHIVES = "整理民国档案3200卷，修复虫蛀地契，把老县志扫描上网供学者查阅，还办了三期抄书班。"
STORM = "发布暴雨预警38次，连夜叫醒低洼巷子的住户，用皮划艇接出卧床老人，雨停后清走淤泥。"


def test_an_unlike_paragraph_between_two_copied_ones_is_part_of_neither() -> None:
    here, there = report("a", ONE, ARCHIVES, TWO), report("b", ONE, STORM, TWO)
    copies = find_copies([here, there], [], [])

    assert [(one.passage.quote, one.other.quote, one.exact) for one in copies.found] == [
        (ONE, ONE, True),
        (TWO, TWO, True),
    ]
    assert copies.shares == {
        "a": round((len(ONE) + len(TWO)) / len(ONE + ARCHIVES + TWO), 4),
        "b": round((len(ONE) + len(TWO)) / len(ONE + STORM + TWO), 4),
    }


def test_an_unlike_sentence_within_a_copied_paragraph_is_part_of_no_passage() -> None:
    here, there = (f"{ONE}{between}{TWO}" for between in (ARCHIVES, STORM))
    made = [replace(report("a", ONE, ARCHIVES, TWO), text=here), replace(report("b", ONE, STORM, TWO), text=there)]
    in_a_row = [replace(one, sentences=_in_one_paragraph(one)) for one in made]

    assert [quote for _, quote, *_ in found(*in_a_row)] == [ONE, TWO]


def _in_one_paragraph(one: Report) -> tuple[Sentence, ...]:
    """The places of sentences that were a paragraph each, when they stand one behind the other."""
    return tuple(
        replace(sentence, paragraph=1, start=sentence.start - number, end=sentence.end - number)
        for number, sentence in enumerate(one.sentences)
    )


def test_a_sentence_put_in_splits_a_passage() -> None:
    quotes = [(quote, other) for _, quote, _, other, _ in found(report("a", ONE, TWO), report("b", ONE, STORM, TWO))]

    assert quotes == [(ONE, ONE), (TWO, TWO)]


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_whatever_is_copied_of_a_report_is_its_share_and_nothing_else(copied: list[bool]) -> None:
    here = [sentence(("here", number)) for number in range(len(copied))]
    there = [
        one if same else sentence(("there", number))
        for number, (one, same) in enumerate(zip(here, copied, strict=True))
    ]
    copies = find_copies([report("a", *here), report("b", *there)], [], [])

    told = {number for one in copies.found for number in one.passage.sentences}
    assert told == {number for number, same in enumerate(copied, 1) if same}
    assert copies.shares == {source: round(sum(copied) / len(copied), 4) for source in "ab"}


def test_a_passage_over_several_paragraphs_says_from_which_to_which() -> None:
    (copy,) = find_copies([report("a", ONE, TWO), report("b", STORM, ONE, TWO)], [], []).found

    assert copy.passage.place == Text("第2–3段", "paragraphs 2–3")
    assert copy.other.place == Text("第1–2段", "paragraphs 1–2")


@pytest.mark.parametrize(
    ("pages", "place"),
    [
        ((4, 4), Text("第4页第1–2段", "page 4, paragraphs 1–2")),
        ((4, 5), Text("第4页第1段至第5页第2段", "page 4, paragraph 1 to page 5, paragraph 2")),
    ],
)
def test_where_there_are_pages_a_passage_says_on_which(pages: tuple[int, int], place: Text) -> None:
    made = report("b", ONE, TWO)
    paged = [
        replace(one, page=page, page_paragraph=number)
        for number, (one, page) in enumerate(zip(made.sentences, pages, strict=True), 1)
    ]
    (copy,) = find_copies([report("a", ONE, TWO), replace(made, sentences=tuple(paged))], [], []).found

    assert copy.passage.place == place


SLOGANS = (
    "严格落实“三会一课”、主题党日制度，推动党建与业务工作同谋划、同部署、同推进、同考核。",
    "深入贯彻落实中央八项规定及其实施细则精神，持之以恒纠治“四风”。",
    "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    "坚持党要管党、全面从严治党，认真落实意识形态工作责任制，以高质量党建引领高质量发展。",
)


def test_reports_of_slogans_stay_clean() -> None:
    phrases = load_rubric(find_rubric("core")).set_phrases
    copies = find_copies([report("a", *SLOGANS), report("b", *SLOGANS)], [], phrases)

    assert copies == Copies((), {"a": 0.0, "b": 0.0}, 2)


def test_slogans_before_and_after_a_copied_paragraph_are_not_part_of_it() -> None:
    phrases = load_rubric(find_rubric("core")).set_phrases
    made = [report(source, SLOGANS[0], ONE, SLOGANS[2], TWO, SLOGANS[1]) for source in "ab"]
    copies = find_copies(made, [], phrases)

    assert [(one.passage.quote, one.passage.place.zh) for one in copies.found] == [(ONE, "第2段"), (TWO, "第4段")]


def test_short_remains_of_many_sentences_do_not_add_up_to_a_copy() -> None:
    remains = [sentence(("remains", number), 7) for number in range(6)]

    assert found(report("a", *remains), report("b", *remains)) == []


def test_a_short_sentence_beside_a_copied_one_is_part_of_its_passage() -> None:
    short = sentence("short", 5)
    ((_, quote, *_),) = found(report("a", ONE, short), report("b", ONE, short))

    assert quote == f"{ONE}\n{short}"


def test_of_a_sentence_that_opens_with_a_long_slogan_the_deed_is_a_copy() -> None:
    opening = "始终坚持风雨同舟、守望相助、和衷共济、同甘共苦的优良传统作风和光荣精神品格不动摇不懈怠不停步"
    ((_, quote, *_),) = found(*(report(one, f"{opening}，{ONE}") for one in "ab"), phrases=(opening,))

    assert quote == ONE


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
