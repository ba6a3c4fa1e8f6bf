"""The text that cues are looked for in: written one way, without the breaks that layout leaves in words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Letters and digits become half-width, punctuation full-width, so that a cue or pattern is written in one way.
_ONE_WIDTH = {chr(code): chr(code - 0xFEE0) for code in map(ord, "０１２３４５６７８９％")} | {
    chr(code): chr(code - 0xFEE0) for first in "Ａａ" for code in range(ord(first), ord(first) + 26)
}
_ONE_WIDTH |= dict(zip(",;:!?()", "，；：！？（）", strict=True))
# White space, zero-width characters, and Markdown emphasis inside a phrase.
_SPACE = re.compile(r"\s")
_RUN = re.compile("(?:[\\s\u200b-\u200d\u2060\ufeff]|\\*[\u200b-\u200d\u2060\ufeff]*+\\*)++")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and which offset in it is which in the original.

    The character at `i` of `text` stands for the one at `original(i)`, so a match [a, b) is
    [original(a), original(b - 1) + 1) in the original.
    """

    text: str
    _kept: Sequence[int]  # where, in the folded text, each stretch of kept characters begins
    _began: Sequence[int]  # where it begins in the original

    def original(self, position: int) -> int:
        """Return the original's offset of the folded text's offset `position`."""
        stretch = bisect_right(self._kept, position) - 1
        return self._began[stretch] + position - self._kept[stretch]

    def folded(self, position: int) -> int:
        """Return the folded text's offset of the original's `position`; in a dropped run, of what follows."""
        stretch = bisect_right(self._began, position) - 1
        offset = self._kept[stretch] + position - self._began[stretch]
        after = self._kept[stretch + 1] if stretch + 1 < len(self._kept) else len(self.text)
        return min(offset, after)


def fold(text: str) -> Folded:
    """Return `text` for the search of cues.

    Full-width letters, digits and ％ become half-width, traditional characters simplified; white space beside
    a Chinese character or mark goes ("党 员", "发\\n\\n挥"), between others one space remains.
    """
    return _without_runs(simplified(_one_width(text)))


def _one_width(text: str) -> str:
    if _ONE_WIDTH.keys().isdisjoint(text):
        return text
    # One replace for each is many times faster than one str.translate.
    for full, half in _ONE_WIDTH.items():
        text = text.replace(full, half)
    return text


def simplified(text: str) -> str:
    """Turn traditional characters into simplified ones, each at its place."""
    convert = _converter()
    converted = convert(text)  # knows phrases: 乾坤 stays
    if len(converted) == len(text):
        return converted
    singly = ((character, convert(character)) for character in set(text))
    return text.translate({ord(old): new for old, new in singly if len(new) == 1})


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # slow to load

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


def _without_runs(text: str) -> Folded:
    pieces: list[str] = []
    kept, began = [0], [0]
    length = last = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        space = " " if _separates_words(text, start, end) else ""
        if run[0] == space:
            continue
        pieces += text[last:start], space
        length += start - last + len(space)
        last = end
        kept.append(length)
        began.append(end)
    pieces.append(text[last:])
    return Folded("".join(pieces), kept, began)


def _separates_words(text: str, start: int, end: int) -> bool:
    """Whether a run stands between two ASCII characters and holds white space."""
    if start == 0 or end == len(text) or not (text[start - 1].isascii() and text[end].isascii()):
        return False
    return _SPACE.search(text, start, end) is not None
