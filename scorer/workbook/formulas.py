"""Terms of formulas that take in what reviewers enter: words of both languages, full-width figures, spaces around;
and in Python what they make of it.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from scorer.workbook import labels
from scorer.workbook.entries import words
from scorer.workbook.page import literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model import Text
    from scorer.xlsx.cells import Value

Word = tuple[str, int]  # as it may be entered, and the number that a formula takes it for
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
# What counts as a space, as formulas write it. CHAR(160) would be another character on a Chinese system.
_BLANKS = ('"\u3000"', '"\u00a0"', "CHAR(10)")
_AS_SPACES = str.maketrans("\u3000\u00a0\n", "   ")
_MOST_FIGURES = 9  # with the point, in points entered as text
_POINTS = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")


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
VETOES = (*_words(labels.ACCEPTED, APPLIES), *_words(labels.REJECTED, REJECTED))


def text_of(cell: str) -> str:
    """What stands in a cell, as text without blanks around it: spaces of any kind, and new lines."""
    for blank in _BLANKS:
        cell = f'SUBSTITUTE({cell},{blank}," ")'
    return f"TRIM({cell})"


def first_word_of(cell: str) -> str:
    """What stands in a cell before its first space."""
    text = text_of(cell)
    return f'LEFT({text},FIND(" ",{text}&" ")-1)'


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
    """The points in a cell: 0 where it is blank, below 0 where it holds no points.

    Text is points where all its characters are figures, but for one point: VALUE alone takes 50%, 1e0 and dates too.
    """
    text = text_of(cell)
    figures = f"ASC({text})"
    filled = f'{figures}&"{"0" * _MOST_FIGURES}"'  # what is searched is never blank, which programs find or do not
    places = ",".join(str(place) for place in range(1, _MOST_FIGURES + 1))
    all_figures = f'SUMPRODUCT(ISNUMBER(FIND(MID({filled},{{{places}}},1),"0123456789."))*1)={_MOST_FIGURES}'
    one_point = f'LEN({figures})-LEN(SUBSTITUTE({figures},".",""))<2'
    is_points = f"AND(LEN({figures})<={_MOST_FIGURES},{all_figures},{one_point})"
    said = f"IF(ISNUMBER({cell}),{cell},IF({is_points},VALUE({figures}),-1))"
    return f'IFERROR(IF({text}="",0,{said}),-1)'


# --- what these formulas make of a value: whatever the reader understands beyond it is told ---


def text_taken(value: Value) -> str:
    """As `text_of`."""
    text = value if isinstance(value, str) else words(value)
    return " ".join(filter(None, text.translate(_AS_SPACES).split(" ")))


def first_word_taken(value: Value) -> str:
    """As `first_word_of`."""
    return text_taken(value).partition(" ")[0]


def number_taken(value: Value, listed: Iterable[Word]) -> int:
    """As `number_of`."""
    return max((number for text, number in listed if are_equal(text, text_taken(value))), default=0)


def points_taken(value: Value) -> float:
    """As `points_in`."""
    if isinstance(value, float):
        return value
    figures = text_taken(value).translate(_HALF_WIDTH)
    if not figures:
        return 0.0
    return float(figures) if len(figures) <= _MOST_FIGURES and _POINTS.fullmatch(figures) else -1.0


def are_equal(one: str, other: str) -> bool:
    """As = compares text: without regard to the case of letters."""
    return one.translate(_LOWER) == other.translate(_LOWER)


def with_number(said: str, number: str, now: int) -> tuple[str, str]:
    """The formula for text with a live number in place of its {}, and the text as it is now."""
    before, after = said.split("{}")
    parts = [literal(before) if before else "", number, literal(after) if after else ""]
    return "=" + "&".join(filter(None, parts)), said.format(now)
