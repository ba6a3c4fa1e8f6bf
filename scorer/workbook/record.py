"""What was issued, kept inside the workbook: JSON goes into a sheet that no menu shows, and comes out of it again.

Spreadsheet programs trim white space, change line ends, take `_x0041_` for an A and drop characters that XML cannot
carry. So such characters are written as JSON escapes, and the text is cut into numbered pieces that begin and end with
a mark. What is read is JSON of the same meaning, character for character as it was put into the cells, or an error.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from scorer.errors import WorkbookError
from scorer.model import Text
from scorer.xlsx.cells import RECORD_SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl import Workbook

    from scorer.xlsx.cells import Sheet

FORMAT = "score record 1"
PIECE = 30_000  # characters, each one UTF-16 unit; a cell holds 32,767

# Controls, what no eye sees, what XML cannot carry, what takes two UTF-16 units, and the start of `_x0041_`.
_ESCAPED = re.compile(
    r"[\x00-\x1f\x7f-\xa0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\ud800-\udfff\ufdd0-\ufdef"
    r"\ufeff\ufff0-\uffff\U00010000-\U0010ffff]|_(?=[xX])"
)
_BETWEEN_TOKENS = str.maketrans("\t\n\r", "   ")  # JSON has no raw line ends inside its strings
_NUMBERED = re.compile(r"([0-9]{1,7})\|(.*)\|", re.DOTALL)


def write_all(workbook: Workbook, texts: Iterable[str]) -> None:
    """Add a sheet for each of the records."""
    for number, text in enumerate(texts, 1):
        write(workbook, text, number)


def write(workbook: Workbook, text: str, number: int = 1) -> None:
    """Add the sheet that holds the JSON `text`, protected and very hidden: the `number`th of the workbook's records."""
    sheet: Any = workbook.create_sheet(RECORD_SHEET if number == 1 else f"{RECORD_SHEET} {number}")
    text = _ESCAPED.sub(_escape, text.translate(_BETWEEN_TOKENS))
    pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
    rows = [FORMAT, _digest(text), *(f"{number}|{piece}|" for number, piece in enumerate(pieces, 1))]
    for row, value in enumerate(rows, 1):
        cell = sheet.cell(row, 1, value)
        cell.data_type = "s"
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def is_record(sheet: Sheet) -> bool:
    """Whether the sheet holds a record, whatever its name is now."""
    first = sheet.cell(1, 1)
    return sheet.name == RECORD_SHEET or (first is not None and first.value == FORMAT)


def read(sheet: Sheet) -> str:
    """The JSON that the sheet holds. WorkbookError where it is not as it was written; the message does not name the
    file.
    """
    column = [_words(sheet, row) for row in sorted(sheet.rows)]
    pieces = [_NUMBERED.fullmatch(words) for words in column[2:]]
    numbered = {int(piece[1]): piece[2] for piece in pieces if piece}
    text = "".join(numbered[number] for number in sorted(numbered))
    if column[:1] != [FORMAT] or column[1:2] != [_digest(text)]:
        raise WorkbookError(
            Text(
                "其中的评分记录不完整或被改动过。请把复核意见填到发出的原评分卡上，重新交回",
                "its record is incomplete or was changed. Enter the review in the scorecard as it was handed out",
            )
        )
    return text


def _words(sheet: Sheet, row: int) -> str:
    cell = sheet.cell(row, 1)
    return str(cell.value) if cell else ""


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
