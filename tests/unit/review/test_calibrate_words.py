"""What sentences share that others do not have."""

from __future__ import annotations

from scorer.review.shared_words import CHANCE, Passage, cover, shared_words


def passages(*texts: str) -> list[Passage]:
    """Each from a document of its own."""
    return [Passage(text, number) for number, text in enumerate(texts)]


def found(having: list[Passage], lacking: list[Passage]) -> list[tuple[str, list[int]]]:
    return [(one.word, sorted(one.sentences)) for one in shared_words(having, lacking)]


def test_the_longest_word_that_the_same_sentences_share_is_given() -> None:
    having = passages("甲请领导讲话精神乙", "丙领导讲话精神丁", "戊己领导讲话精神庚")
    assert found(having, []) == [("领导讲话精神", [0, 1, 2])]


def test_a_word_that_more_sentences_share_is_given_beside_a_longer_one_and_first() -> None:
    having = passages("甲领导讲话乙", "丙领导讲话丁", "戊领导讲话庚", "辛领导批示壬")
    assert found(having, []) == [("领导", [0, 1, 2, 3]), ("领导讲话", [0, 1, 2])]


def test_a_word_of_two_sentences_is_none() -> None:
    assert found(passages("领导讲话", "领导讲话"), []) == []


def test_a_word_of_one_document_is_none() -> None:
    assert found([Passage(text, "r") for text in ("甲领导", "乙领导", "丙领导")], []) == []


def test_a_word_that_others_have_is_none() -> None:
    having = passages("甲领导乙", "丙领导丁", "戊领导庚")
    assert found(having, passages("辛领导壬")) == []


def test_one_other_in_ten_may_have_it() -> None:
    having = passages(*(f"{sign}领导" for sign in "甲乙丙丁戊己庚辛壬癸"))
    assert found(having, passages("领导")) == [("领导", list(range(10)))]
    assert found(having, passages("领导", "领导")) == []


def test_words_do_not_reach_over_signs_and_figures_nor_begin_or_end_with_a_joint() -> None:
    having = passages("甲领导，讲话稿3乙", "丙领导，讲话稿3丁", "戊领导，讲话稿3庚")
    assert found(having, []) == [("讲话稿", [0, 1, 2])]
    assert found(passages("甲和干部的乙", "丙和干部的丁", "戊和干部的庚"), []) == [("干部", [0, 1, 2])]


def test_words_have_at_most_eight_characters() -> None:
    text = "一二三四五六七八九十"
    assert {len(word) for word, _ in found(passages(*(sign + text for sign in "甲乙丙")), [])} == {8}


def test_chance_is_how_seldom_others_would_lack_the_word() -> None:
    """All 3 holders among the 3 of 6 sentences: one way in 20."""
    (one,) = shared_words(passages("甲领导", "乙领导", "丙领导"), passages("丁", "戊", "己"))
    assert one.chance == 1 / 20
    (one,) = shared_words(passages("甲领导", "乙领导", "丙领导"), [])
    assert one.chance == 1


def test_an_accident_covers_nothing() -> None:
    having = passages("甲领导", "乙领导", "丙领导")
    few, many = (passages(*["无"] * count) for count in (3, 10))
    assert cover(shared_words(having, few), 3) == []
    (one,) = cover(shared_words(having, many), 3)
    assert (one.word, one.chance <= CHANCE) == ("领导", True)


def test_each_word_of_a_cover_reaches_enough_new_sentences() -> None:
    having = passages(*(f"{sign}领导讲话" for sign in "甲乙丙丁"), *(f"{sign}会议精神" for sign in "戊己庚"))
    lacking = passages(*["无"] * 40)
    assert [one.word for one in cover(shared_words(having, lacking), 3)] == ["领导讲话", "会议精神"]
    assert [one.word for one in cover(shared_words(having, lacking), 1)] == ["领导讲话"]
