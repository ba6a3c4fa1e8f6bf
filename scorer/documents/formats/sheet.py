"""Tables (.xlsx and .csv): bytes in, an Extract out in which every cell with words is a block with its address.

Formulas count by the values stored with them; nothing is calculated, and no link followed.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from io import StringIO
from typing import TYPE_CHECKING

from scorer.documents import wording
from scorer.documents.decode import MAX_BYTES, TOO_LARGE, decode
from scorer.documents.extract import Block, Extract
from scorer.documents.formats.elements import text_of
from scorer.errors import DocumentError
from scorer.model import Part, Text
from scorer.xlsx.cells import RECORD_SHEET, address
from scorer.xlsx.safety import open_package
from scorer.xlsx.unpack import Book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from scorer.container import Container
    from scorer.xlsx.cells import Area, Sheet

    Rows = dict[int, dict[int, str]]  # the words of cells by row and column, both from 1

MOST_ROWS_MERGED = 2_000_000  # of all merged areas of a sheet, as far as they hold words

_ZIP = b"PK"

_WORDS = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"\d")
_LINES = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")

_SAMPLE = 8192  # characters by which the delimiter of a text is told
_DELIMITERS = ",\t;|"
_NAMED_DELIMITER = re.compile(r"sep=([,\t;|])\n", re.IGNORECASE)


def read(data: bytes) -> Extract:
    """Return the cells with words of a workbook or of comma-separated text, row by row.

    Numbers and dates alone are no sentences and left out. So are hidden sheets, which hold lists to choose from;
    hidden rows and columns are read, since a filter hides them. A cell of several lines gives several blocks.
    Raises DocumentError where the file is damaged, harmful, too large, a scorecard, or holds figures alone.
    """
    return _read_workbook(data) if data.startswith(_ZIP) else _read_text(decode(data))


def _blocks(rows: Rows, sheet: str) -> Iterator[Block]:
    """Yield the blocks of a sheet; a lone cell above the others is its title."""
    numbers = sorted(rows)
    for number in numbers:
        lone = number == numbers[0] and len(rows[number]) == 1 and any(len(rows[other]) > 1 for other in numbers[1:3])
        for column, text in sorted(rows[number].items()):
            place = address(number, column)
            cell = f"{sheet}!{place}" if sheet else place
            lines = [line.strip() for line in _LINES.split(text)]
            title = lone and len(text) <= wording.TITLE_LENGTH and not wording.ENDED.search(text)
            part = Part.TITLE if title else None
            yield from (Block(line, part, cell=cell) for line in ([" ".join(lines)] if title else lines) if line)


# --- text ------------------------------------------------------------------------------------------------


def _read_text(text: str) -> Extract:
    named = _NAMED_DELIMITER.match(text)
    delimiter = named[1] if named else _delimiter(text[:_SAMPLE])
    rows: Rows = {}
    try:
        lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        for number, cells in enumerate(lines, 1):
            words = {column: cell for column, cell in enumerate(cells, 1) if _WORDS.search(cell)}
            if words and not (named and number == 1):
                rows[number] = words
    except csv.Error as error:
        raise DocumentError(_NO_TABLE) from error
    if not rows and _FIGURE.search(text):
        raise DocumentError(_FIGURES)
    return Extract(tuple(_blocks(rows, "")))


def _delimiter(sample: str) -> str:
    try:
        return csv.Sniffer().sniff(sample, _DELIMITERS).delimiter
    except csv.Error:
        return ","


# --- workbooks -------------------------------------------------------------------------------------------


def _read_workbook(data: bytes) -> Extract:
    package = open_package(data, with_twins=True)  # the last counts, as in documents of other kinds
    book = Book(package, words_only=True)
    if any(tab.name == RECORD_SHEET for tab in book.tabs):
        raise DocumentError(_IS_SCORECARD)
    blocks: list[Block] = []
    room = MAX_BYTES
    for tab in book.tabs:
        if not tab.is_hidden:
            rows = _words_in(book.sheet(tab))
            room -= sum(len(text) for cells in rows.values() for text in cells.values())
            if room < 0:
                raise DocumentError(TOO_LARGE)
            blocks += _blocks(rows, tab.name)
    if not blocks and book.has_figures:
        raise DocumentError(_FIGURES)
    about = _about(package)
    title, author, date = (text_of(about, name).strip() for name in ("title", "creator", "created"))
    return Extract(tuple(blocks), title, author, date)


def _about(package: Container) -> Element | None:
    """What the file says about itself: no part of the text, so that damage there does not matter."""
    try:
        return package.xml("docProps/core.xml")
    except DocumentError:
        return None


def _words_in(sheet: Sheet) -> Rows:
    """The cells with words, without those that are merged into another."""
    rows: Rows = {}
    for number, cells in sheet.rows.items():
        texts = {column: cell.value for column, cell in cells.items() if isinstance(cell.value, str)}
        words = {column: text for column, text in texts.items() if _WORDS.search(text)}
        if words:
            rows[number] = words
    _merge(rows, sheet.merged)
    return {number: words for number, words in rows.items() if words}


def _merge(rows: Rows, areas: Iterable[Area]) -> None:
    """Take out what merged cells hide behind the first of them."""
    numbers = sorted(rows)
    steps = 0
    for area in areas:
        inside = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
        steps += len(inside)
        if steps > MOST_ROWS_MERGED:
            raise DocumentError(_MERGED)
        for row in inside:
            first = area.left if row == area.top else 0
            for column in [column for column in rows[row] if area.left <= column <= area.right and column != first]:
                del rows[row][column]


_IS_SCORECARD = Text(
    zh="是本工具生成的评分卡，不是材料，没有评分；请把评分卡移出材料文件夹。",
    en="This is a scorecard that this tool made, not a report, and was not scored; move it out of the folder.",
)
_FIGURES = Text(
    zh="表格里只有数字，没有可评的文字；请检查是否选错了文件，或把说明情况的文字材料放进来。",
    en="The table holds nothing but figures; check that it is the right file, or put the report in words beside it.",
)
_NO_TABLE = Text(
    zh="表格中有一格文字过长（可能是引号没有成对），无法分出各格；请用表格软件打开检查，另存为 .xlsx 再评。",
    en="A cell of the table is too long (perhaps a quotation mark without its pair); "
    "open it in a spreadsheet program, check it and save it as .xlsx.",
)
_MERGED = Text(
    zh="工作表中的合并单元格多得不正常（可能是恶意文件），为安全起见没有读取；请把内容复制到新的工作簿再评。",
    en="The sheet merges an abnormal number of cells (perhaps made to do harm) and was not read; "
    "copy its contents into a new workbook.",
)
