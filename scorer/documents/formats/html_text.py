"""From the bytes of a web page to its text. What a page declares of its encoding is often wrong or missing."""

from __future__ import annotations

import codecs
import re

from scorer.documents.decode import decode, frequent_share
from scorer.errors import DocumentError

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_-]{2,20})""", re.IGNORECASE)
_HEAD = 16_384  # bytes among which it is declared
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_OTHERS = re.compile(
    r"utf-?8|us-ascii|windows-125[0-8]|iso-8859-(?:[1-9]|1[0-1]|1[3-6])|shift[_-]jis|euc-(?:jp|kr)|iso-2022-(?:jp|kr)|koi8-[ru]"
)
_MOST_BROKEN = 0.01  # share of characters; one that was cut in half must not cost the page
_PLAUSIBLE = 0.4  # least share of frequent characters, as in `decode`
_SAMPLE = 200_000  # characters that tell whether a reading is right


def text_of_page(data: bytes, declared: str = "") -> str:
    """Return the text, `declared` being what stands outside the page. Raises DocumentError as `decode` does."""
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, "replace")
    if wide := _two_byte_order(data):
        return data.decode(wide, "replace")
    if (text := _strictly(data, "utf-8")) is not None:
        return text
    found = _DECLARED.search(data, 0, _HEAD)
    claims = [_codec(name) for name in (declared, found[1].decode("ascii") if found else "")]
    for encoding in (*claims, "gb18030", "utf-8", "big5"):
        if encoding and _is_plausible(reading := data.decode(encoding, "replace")):
            return reading
    try:
        return decode(data)
    except DocumentError:
        for encoding in claims:
            if encoding and (text := _strictly(data, encoding)) is not None:
                return text
        raise


def _two_byte_order(data: bytes) -> str:
    """Which UTF-16 it is without a mark: markup is ASCII, with a zero in every other byte."""
    head = data[:64]
    if len(head) < 8 or head.count(0) < len(head) // 4:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _codec(name: str) -> str:
    """The codec for a name; the widest for those of China, "" where it is unknown or cannot be so."""
    name = name.lower()
    if name.startswith(("gb", "cp936", "x-gbk", "euc-cn")):
        return "gb18030"
    if name.startswith(("big5", "x-x-big5", "cp950")):
        return "big5hkscs"
    return name if _OTHERS.fullmatch(name) else ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _is_plausible(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sample.count("\ufffd") <= _MOST_BROKEN * len(sample) and frequent_share(text) >= _PLAUSIBLE
