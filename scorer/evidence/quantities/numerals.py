"""Numerals in digits and in characters, as folded text has them, and what they are worth."""

from __future__ import annotations

from decimal import Decimal

DIGITS: dict[str, float] = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "双": 2,
    "半": 0.5,
}
DIGITS |= {digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
MYRIAD, HUNDRED_MILLION = 10_000, 100_000_000

# What a numeral in characters is written in; in digits one may end in any of TENS or in 万, 亿, 万亿.
SPELLED = "零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_NO_WORTH = str.maketrans("", "", " ,，余多几来数上好")  # separators, and what only says that it is more


def value_of(numeral: str) -> float:
    """What a numeral is worth: 1,200 -> 1200, 2.8万余 -> 28000, 一百零五 -> 105, 千万 -> 10000000, 八点五 -> 8.5.

    Whatever stands around it must be gone already.
    """
    numeral = numeral.translate(_NO_WORTH).replace("．", ".")
    plain = numeral.rstrip("十百千万亿")
    if plain and plain.isascii():
        scale = 1
        for character in numeral[len(plain) :]:
            scale *= TENS.get(character) or (MYRIAD if character == "万" else HUNDRED_MILLION)
        return float((int(plain) if plain.isdigit() else Decimal(plain)) * scale)
    whole, _, decimals = numeral.partition("点")
    return _spelled(whole) + (float("0." + "".join(str(DIGITS[one]) for one in decimals)) if decimals else 0.0)


def _spelled(numeral: str) -> float:
    if len(numeral) > 1 and all(character in DIGITS for character in numeral):
        return float("".join(str(DIGITS[character]) for character in numeral))  # 二〇二三
    total = section = digit = 0.0  # a section is what 万 or 亿 multiplies
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in TENS:
            section += TENS[character] if character in "廿卅" else (digit or 1) * TENS[character]
            digit = 0
        elif character == "万":
            total += (section + digit or 1) * MYRIAD
            section = digit = 0
        else:
            total = (total + section + digit or 1) * HUNDRED_MILLION
            section = digit = 0
    return float(total + section + digit)
