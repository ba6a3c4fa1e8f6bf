"""A page of characters and ruled lines in their places, as PDF and OFD hold it: what their readers give, and may give.

x and y are in points, y grows downwards; text runs to the right.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

UNKNOWN = "\ufffd"  # a character that the file does not name

MAX_PAGES = 2_000
MAX_CHARACTERS = 3_000_000
MAX_GLYPHS = 100_000  # a page; a densely printed newspaper page has 15,000
MAX_OBJECTS = 20_000  # a page; drawings have more, and no tables worth their time


class Glyph(NamedTuple):
    """One character in its place."""

    text: str  # one character, or what a ligature stands for
    left: float
    right: float
    base: float  # where its foot stands
    size: float  # of its font
    told: bool  # whether the file says which character it is; else it is a guess


class Rule(NamedTuple):
    """A straight line, along or across."""

    start: float
    end: float
    at: float
    across: bool  # whether it goes along x


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page whose text runs one way."""

    number: int  # counts from 1
    left: float
    top: float
    right: float
    bottom: float
    glyphs: tuple[Glyph, ...]  # as the file has them, without white space that PDFium adds
    rules: tuple[Rule, ...]
    pictured: bool  # whether there are pictures
    aside: bool  # whether its text runs another way than most of the page's


# What stands for a whole character; Unicode itself only folds the other block of radicals, U+2F00 to U+2FDF.
_WHOLE_RADICALS = dict(
    zip(
        "⺁⺄⺊⺒⺓⺝⺞⺠⺩⺫⺬⺮⺷⺻⺼⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳",
        "厂乙卜巳幺月歹民王目示竹羊聿月臼虎西见角贝车长长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟龟",
        strict=True,
    )
)


def proper_character(text: str) -> str:
    """Return the character itself where a font's table names its radical or compatibility form; "" for none."""
    code = ord(text)
    if 0x2E80 <= code <= 0x2EFF:
        return _WHOLE_RADICALS.get(text, unicodedata.normalize("NFKC", text))
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", text)
    if code in (0xFFFE, 0xAD, 0x02):  # a hyphen at a line's end
        return "-"
    if text in "\t\u00a0\u2028\u2029":
        return " "
    if unicodedata.category(text) in ("Cc", "Co", "Cs", "Cn") or code == 0xFFFD:
        return ""
    return text
