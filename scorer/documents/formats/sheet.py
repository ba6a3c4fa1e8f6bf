"""Tables (.xlsx and .csv): bytes in, an Extract out in which every cell with words is a block with its address.

Workbooks are read by a walk of our own: openpyxl is kept busy without end by 9 KB that claim a large sheet, calamine
sets aside memory for all cells between the first and the last, and neither tells which sheets are hidden and which
cells merged without reading everything. Formulas count by the values stored with them; nothing is calculated, and no
link followed.
"""

from __future__ import annotations

import csv
import posixpath
import re
from bisect import bisect_left, bisect_right
from io import StringIO
from typing import TYPE_CHECKING

from scorer.documents import wording
from scorer.documents.container import DAMAGED, open_container
from scorer.documents.decode import MAX_BYTES, TOO_LARGE, decode
from scorer.documents.extract import Block, Extract
from scorer.documents.formats.elements import attribute, child, children, local, text_of, whole
from scorer.errors import DocumentError
from scorer.model import Part, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from scorer.documents.container import Container

    Rows = dict[int, dict[int, str]]  # the words of cells by row and column, both from 1

MOST_ROWS_MERGED = 2_000_000  # of all merged areas of a sheet, as far as they hold words
ROWS, COLUMNS = 1_048_576, 16_384  # that a sheet can have

_ZIP = b"PK"
_SCORECARD = "_score"  # the sheet in which a scorecard of this tool keeps what was issued
_ASIDE = ("rPh", "phoneticPr")  # how to read characters aloud

_WORDS = re.compile(r"[^\W\d_]")
_LINES = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_COORDINATES = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

_SAMPLE = 8192  # characters by which the delimiter of a text is told
_DELIMITERS = ",\t;|"
_NAMED_DELIMITER = re.compile(r"sep=([,\t;|])\n", re.IGNORECASE)


def read(data: bytes) -> Extract:
    """Return the cells with words of a workbook or of comma-separated text, row by row.

    Numbers and dates alone are no sentences and left out. So are hidden sheets, which hold lists to choose from;
    hidden rows and columns are read, since a filter hides them. A cell of several lines gives several blocks.
    Raises DocumentError where the file is damaged, harmful, too large, or a scorecard.
    """
    return _read_workbook(open_container(data)) if data.startswith(_ZIP) else _read_text(decode(data))


def _blocks(rows: Rows, sheet: str) -> Iterator[Block]:
    """Yield the blocks of a sheet; a lone cell above the others is its title."""
    numbers = sorted(rows)
    for number in numbers:
        lone = number == numbers[0] and len(rows[number]) == 1 and any(len(rows[other]) > 1 for other in numbers[1:3])
        for column, text in sorted(rows[number].items()):
            cell = f"{sheet}!{_address(number, column)}" if sheet else _address(number, column)
            lines = [line.strip() for line in _LINES.split(text)]
            title = lone and len(text) <= wording.TITLE_LENGTH and not wording.ENDED.search(text)
            part = Part.TITLE if title else None
            yield from (Block(line, part, cell=cell) for line in ([" ".join(lines)] if title else lines) if line)


def _address(row: int, column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


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
    return Extract(tuple(_blocks(rows, "")))


def _delimiter(sample: str) -> str:
    try:
        return csv.Sniffer().sniff(sample, _DELIMITERS).delimiter
    except csv.Error:
        return ","


# --- workbooks -------------------------------------------------------------------------------------------


def _read_workbook(package: Container) -> Extract:
    main = _main_part(package)
    root = package.xml(main)
    related = _related(package, main)
    sheets = list(children(child(root, "sheets"), "sheet"))
    if any(attribute(sheet, "name") == _SCORECARD for sheet in sheets):
        raise DocumentError(_IS_SCORECARD)
    strings = [
        _words_of(item)
        for kind, part in related.values()
        if kind == "sharedStrings" and package.has(part)
        for item in children(package.xml(part), "si")
    ]
    blocks: list[Block] = []
    room = MAX_BYTES
    for sheet in sheets:
        kind, part = related.get(attribute(sheet, "id"), ("", ""))
        if kind != "worksheet" or attribute(sheet, "state") in ("hidden", "veryHidden"):
            continue
        rows, used = _read_sheet(package.xml(part), strings, room)
        room -= used
        blocks += _blocks(rows, attribute(sheet, "name"))
    about = _about(package)
    title, author, date = (text_of(about, name).strip() for name in ("title", "creator", "created"))
    return Extract(tuple(blocks), title, author, date)


def _about(package: Container) -> Element | None:
    """What the file says about itself: no part of the text, so that damage there does not matter."""
    try:
        return package.xml("docProps/core.xml")
    except DocumentError:
        return None


def _main_part(package: Container) -> str:
    found = [part for kind, part in _related(package, "").values() if kind == "officeDocument"]
    return found[0] if found else "xl/workbook.xml"


def _related(package: Container, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to inside the file: id -> last word of the kind, name of the part."""
    folder, base = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{base}.rels")
    if not package.has(listed):
        return {}
    found = {}
    for one in children(package.xml(listed), "Relationship"):
        if attribute(one, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attribute(one, "Target"))).lstrip("/")
            found[attribute(one, "Id")] = attribute(one, "Type").rpartition("/")[2], target
    return found


def _read_sheet(root: Element, strings: list[str], room: int) -> tuple[Rows, int]:
    """Return the words of a sheet's cells, and how many characters they have; DocumentError for more than `room`."""
    rows: Rows = {}
    used = row = 0
    for line in children(child(root, "sheetData"), "row"):
        row = whole(attribute(line, "r")) or row + 1
        column = 0
        for cell in children(line, "c"):
            at, column = _coordinates(attribute(cell, "r")) or (row, column + 1)
            if not (1 <= at <= ROWS and 1 <= column <= COLUMNS):
                raise DocumentError(DAMAGED)
            text = _text_of(cell, strings)
            if _WORDS.search(text):
                used += len(text)
                if used > room:
                    raise DocumentError(TOO_LARGE)
                rows.setdefault(at, {})[column] = text
    _merge(rows, [attribute(area, "ref") for area in children(child(root, "mergeCells"), "mergeCell")])
    return {row: cells for row, cells in rows.items() if cells}, used


def _text_of(cell: Element, strings: list[str]) -> str:
    """The words in a cell; "" for numbers, dates, truth values and errors."""
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        return _words_of(child(cell, "is"))
    value = text_of(cell, "v")
    if kind == "s":
        index = whole(value)
        return strings[index] if index is not None and 0 <= index < len(strings) else ""
    return _unescaped(value) if kind == "str" else ""


def _words_of(item: Element | None) -> str:
    """The text of a string, of one piece or of several with a format each."""
    pieces = [
        (one.text or "") if local(one.tag) == "t" else text_of(one, "t")
        for one in (item if item is not None else ())
        if local(one.tag) not in _ASIDE
    ]
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """The text with what spreadsheets write for characters that XML cannot carry: _x000D_. No half of a pair stays."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _merge(rows: Rows, references: list[str]) -> None:
    """Take out what merged cells hide behind the first of them."""
    numbers = sorted(rows)
    steps = 0
    for reference in references:
        first, _, last = reference.partition(":")
        start, end = _coordinates(first), _coordinates(last or first)
        if start is None or end is None:
            continue
        inside = numbers[bisect_left(numbers, start[0]) : bisect_right(numbers, end[0])]
        steps += len(inside)
        if steps > MOST_ROWS_MERGED:
            raise DocumentError(_MERGED)
        for row in inside:
            hidden = [column for column in rows[row] if start[1] <= column <= end[1] and (row, column) != start]
            for column in hidden:
                del rows[row][column]


def _coordinates(reference: str) -> tuple[int, int] | None:
    """Row and column of a cell by its address; None where it is none."""
    match = _COORDINATES.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]), column


_IS_SCORECARD = Text(
    zh="是本工具生成的评分卡，不是材料，没有评分；请把评分卡移出材料文件夹。",
    en="This is a scorecard that this tool made, not a report, and was not scored; move it out of the folder.",
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
