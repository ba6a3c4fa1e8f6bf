"""Which of a workbook's numbers are dates: its styles go in, and the days of numbers come out.

Apart from the other modules because openpyxl, which knows the formats, takes long to import.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from scorer.xlsx.safety import scan

if TYPE_CHECKING:
    from collections.abc import Callable


class Dates:
    """The styles of a workbook that show dates, and the day from which it counts."""

    def __init__(self, *, from_1904: bool) -> None:
        self._epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
        self._styles: set[str] = set()  # by their numbers, as cells name them

    def learn(self, xml: bytes, count: Callable[[], None]) -> None:
        """Read the part that holds the styles, with `count` for each element. DocumentError where it is damaged."""
        codes: dict[str, str] = {}
        inside = False
        number = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal inside, number
            count()
            if tag == "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                code = attributes.get("numFmtId", "")
                if _is_date(code, codes.get(code)):
                    self._styles.add(str(number))
                number += 1

        def end(tag: str) -> None:
            nonlocal inside
            if tag == "cellXfs":
                inside = False

        scan(xml, start, end)

    def told(self, number: float, style: str) -> float | datetime:
        """The date that a cell of this style shows for a finite number; the number where it shows none."""
        if style not in self._styles:
            return number
        try:
            moment = from_excel(number, self._epoch)
        except OverflowError:
            return number
        return moment if isinstance(moment, datetime) else number


def _is_date(number: str, code: str | None) -> bool:
    """Whether a number format shows dates. Of those without a code the standard says which do, also in East Asia."""
    if code is not None:
        return bool(is_date_format(code))
    if not number.isdecimal() or int(number) >= BUILTIN_FORMATS_MAX_SIZE:
        return False
    return int(number) in {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
