"""Numbers of list items and headings, written as office programs show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_CIRCLES = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST = 9999  # beyond it no list goes; digits serve

_CLOSED = tuple("、）)】］]〕》，：:")  # no space is set after these


def numeral(number: int, kind: str) -> str:
    """Write a number as one of the kinds that Word's files name (decimal, chineseCounting …); else in digits."""
    write = _WRITERS.get(kind)
    return write(number) if write and 0 < number <= _HIGHEST else str(number)


def joined(number: str, text: str) -> str:
    """Put the number of a list item in front of its text, as it would be typed: 一、… but 1. … and 第一章 …"""
    return f"{number}{text}" if not number or number.endswith(_CLOSED) else f"{number} {text}"


def _counted(number: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """一千零二十三; without 一 before a leading 十, unless in formal digits."""
    written = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            written = digits[int(digit)] + units[place] + written
        elif written and not written.startswith(digits[0]):
            written = digits[0] + written
    short = digits is _DIGITS and written.startswith("一十")
    return written[1:] if short else written


def _formal(number: int) -> str:
    return _counted(number, _FORMAL, ("", "拾", "佰", "仟"))


def _spelled(number: int) -> str:
    return "".join(_CIRCLES[int(digit)] for digit in str(number))


def _counted_to_99(number: int) -> str:
    return _counted(number) if number < 100 else _spelled(number)


def _letters(number: int) -> str:
    """A … Z, then AA … ZZ, as office programs go on."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 40)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN + _ROMAN_LOW:
        written += letters * (number // value)
        number %= value
    return written


def _from(first: str, count: int) -> Callable[[int], str]:
    """One character for each number up to `count`, in digits above."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _circled(number: int) -> str:
    for first, start, end in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if start <= number <= end:
            return chr(ord(first) + number - start)
    return str(number)


_WRITERS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "chineseCounting": _counted_to_99,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted_to_99,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "ideographDigital": _spelled,
    "taiwaneseDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
}
_WRITERS["decimalFullWidth2"] = _WRITERS["decimalFullWidth"]
