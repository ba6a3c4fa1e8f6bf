"""Terms of formulas that take in what reviewers enter: words of both languages, full-width figures, spaces around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook import labels
from scorer.workbook.page import literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model import Text

Word = tuple[str, int]  # as it may be entered, and the number that a formula takes it for
_FULL_WIDTH = dict(zip(range(ord("0"), ord("9") + 1), "０１２３４５６７８９", strict=True))


def _words(text: Text, number: int) -> tuple[Word, ...]:
    return (text.zh, number), (text.en, number)


def _figures(figures: Iterable[int], add: int) -> tuple[Word, ...]:
    return tuple((form, n + add) for n in figures for form in (str(n), str(n).translate(_FULL_WIDTH)))


REJECTED, DOUBTED = 2, 3
VERDICTS = (*_words(labels.ACCEPTED, 1), *_words(labels.REJECTED, REJECTED), *_words(labels.DOUBTED, DOUBTED))
GRADES = _figures(range(1, 5), 0)  # 1 to 4
LEVELS = _figures(range(5), 1)  # levels 0 to 4 are 1 to 5: 0 is no level at all
NOT_APPLICABLE = 6
LEVELS_OR_NOT_APPLICABLE = (*LEVELS, *_words(labels.NOT_APPLICABLE, NOT_APPLICABLE))
AGREES = ("同意", "√", "agree")  # in place of a level: the one that the evidence carries counts
APPLIES = 1
VETOES = (*_words(labels.ACCEPTED, APPLIES), *_words(labels.REJECTED, 2))


def text_of(cell: str) -> str:
    """What stands in a cell, as text without spaces around it, be they Chinese ones."""
    return f'TRIM(SUBSTITUTE({cell},"　"," "))'


def number_of(cell: str, words: Iterable[Word]) -> str:
    """The number of the word in a cell; 0 where it is none of them.

    For cells, not for conditional formats, where Excel refuses lists. Compared by =, since MATCH would take ? and * for
    any text. MAX in SUMPRODUCT computes with arrays in every version.
    """
    listed = tuple(words)
    texts = ",".join(literal(text) for text, _ in listed)
    numbers = ",".join(str(number) for _, number in listed)
    return f"IFERROR(SUMPRODUCT(MAX(({{{texts}}}={text_of(cell)})*{{{numbers}}})),0)"


def points_in(cell: str) -> str:
    """The points in a cell: 0 where it is blank, below 0 where it holds no points."""
    text = text_of(cell)
    return f'IFERROR(IF({text}="",0,IF(ISNUMBER({cell}),{cell},VALUE(ASC({text})))),-1)'


def with_number(said: str, number: str, now: int) -> tuple[str, str]:
    """The formula for text with a live number in place of its {}, and the text as it is now."""
    before, after = said.split("{}")
    parts = [literal(before) if before else "", number, literal(after) if after else ""]
    return "=" + "&".join(filter(None, parts)), said.format(now)
