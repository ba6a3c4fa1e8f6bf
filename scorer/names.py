"""Names of files as text that can be shown and written, whatever bytes the system keeps for them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def in_text(path: str) -> str:
    """Return a path in characters that can be encoded, its controls spelt out.

    A name that is not UTF-8 is read as GB18030, as archives packed on Chinese Windows hold it, where that makes
    Chinese words; else its bytes are spelt out.
    """
    return "/".join(_in_text(name) for name in path.split("/"))


def spelt(path: str) -> str:
    r"""Return a path with every byte that is not UTF-8, and every control, spelt out: \xd7."""
    return _without_controls(os.fsencode(path).decode("utf-8", "backslashreplace"))


def from_bytes(names: Sequence[bytes]) -> list[str]:
    """Return names that one zip file holds without saying in what encoding: UTF-8, GB18030, else its own, CP437.

    Raises nothing: every byte is a character of CP437.
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            read = [name.decode(encoding) for name in names]
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_plausible("".join(read)):
            return read
    return [name.decode("cp437") for name in names]


def _in_text(name: str) -> str:
    if _is_encodable(name):
        return _without_controls(name)
    try:
        read = os.fsencode(name).decode("gb18030")
    except UnicodeDecodeError:
        return spelt(name)
    return _without_controls(read) if _is_plausible(read) else spelt(name)


def _is_encodable(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_plausible(name: str) -> bool:
    letters = _LETTER.findall(name)
    return 2 * sum(map(_is_common, letters)) > len(letters)


def _is_common(letter: str) -> bool:
    """Whether it is one of the 3,755 characters of the first level of GB 2312, which names consist of."""
    return b"\xb0" <= letter.encode("gb2312", "ignore")[:1] <= b"\xd7"


def _without_controls(name: str) -> str:
    return _CONTROL.sub(lambda control: control[0].encode("unicode_escape").decode(), name)
