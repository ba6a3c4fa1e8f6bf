"""The sheets of an .xlsx file: parts of the file go in, cells with their values come out.

Openpyxl, which writes our workbooks, is no reader of hostile ones: a file of 5 KB that merges all cells of a sheet
keeps it busy beyond all patience, it tells a formula or the value stored with it but never both, and it fails on
pictures, styles and drop-downs that do not matter here. So this reads values, those stored with formulas included,
merged areas and names, and nothing else.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from scorer.workbook.cells import Area, Cell, Sheet, Sheets
from scorer.workbook.safety import scan
from scorer.workbook.text import CELL_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.workbook.cells import Value
    from scorer.workbook.safety import Package

MOST_CELLS = 2_000_000  # of all sheets, blank ones with a format included
MOST_ELEMENTS = 8_000_000  # of XML, of all parts
MOST_MERGED = 100_000  # areas of a sheet
ROWS, COLUMNS = 1_048_576, 16_384  # that a sheet can have


class TooLargeError(Exception):
    """More than any honest workbook holds."""


def read_sheets(package: Package) -> Sheets:
    """Read all worksheets. ValueError or LookupError where the file is damaged; TooLargeError where it is too large."""
    book = _Book(package)
    relations = book.relations("")
    main = next((target for kind, target in relations.values() if kind == "officeDocument"), "xl/workbook.xml")
    return book.read(main)


class _Book:
    """Reading one file; counts what it has read."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.elements = 0
        self.cells = 0
        self.strings: list[str] = []
        self.dates: set[str] = set()  # the numbers of the formats that show dates, as cells name them
        self.epoch = WINDOWS_EPOCH

    def read(self, main: str) -> Sheets:
        listed: list[tuple[str, str]] = []
        names: dict[str, list[str]] = {}
        name: list[str] = []  # the pieces of the definition at hand

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal name
            self.count()
            if tag == "sheet":
                relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
                listed.append((attributes.get("name", ""), relation))
            elif tag == "definedName" and "localSheetId" not in attributes:
                name = names.setdefault(attributes.get("name", ""), [])
            elif tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self.epoch = MAC_EPOCH

        def end(tag: str) -> None:
            nonlocal name
            if tag == "definedName":
                name = []

        scan(self.package.part(main), start, end, lambda piece: name.append(piece))
        relations = self.relations(main)
        self.read_shared(relations)
        places = ((name, _place("".join(pieces))) for name, pieces in names.items())
        return Sheets(
            tuple(self.worksheets(listed, relations)), {name: place for name, place in places if place is not None}
        )

    def count(self) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise TooLargeError

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the file: id -> last word of the kind, name of the part."""
        folder, base = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", base + ".rels")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            self.count()
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                found[attributes.get("Id", "")] = kind, target.lstrip("/")

        if listed in self.package:
            scan(self.package.part(listed), start)
        return found

    def read_shared(self, relations: dict[str, tuple[str, str]]) -> None:
        for kind, target in relations.values():
            if kind == "sharedStrings" and target in self.package and not self.strings:
                self.read_strings(self.package.part(target))
            elif kind == "styles" and target in self.package:
                self.read_formats(self.package.part(target))

    def read_strings(self, xml: bytes) -> None:
        string = _Text()

        def start(tag: str, _: dict[str, str]) -> None:
            self.count()
            if tag == "si":
                string.begin()
            string.open(tag)

        def end(tag: str) -> None:
            string.close(tag)
            if tag == "si":
                self.strings.append(string.take())

        scan(xml, start, end, string.add)

    def read_formats(self, xml: bytes) -> None:
        codes: dict[str, str] = {}
        inside = False
        number = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal inside, number
            self.count()
            if tag == "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                code = attributes.get("numFmtId", "")
                if _is_date(code, codes.get(code)):
                    self.dates.add(str(number))
                number += 1

        def end(tag: str) -> None:
            nonlocal inside
            if tag == "cellXfs":
                inside = False

        scan(xml, start, end)

    def worksheets(self, listed: list[tuple[str, str]], relations: dict[str, tuple[str, str]]) -> Iterator[Sheet]:
        done: set[str] = set()
        for name, relation in listed:
            kind, target = relations.get(relation, ("", ""))
            if kind == "worksheet" and target in self.package and target not in done:
                done.add(target)
                yield _Worksheet(self).read(name, self.package.part(target))


_ASIDE = ("rPh", "extLst")  # readings above characters, and what newer programs add


class _Text:
    """The text of an element, in pieces, without what stands aside."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.pieces: list[str] = []
        self.is_heard = self.is_aside = False

    def open(self, tag: str) -> None:
        if tag in _ASIDE:
            self.is_aside = True
        elif tag in ("t", "v"):
            self.is_heard = not self.is_aside

    def close(self, tag: str) -> None:
        if tag in _ASIDE:
            self.is_aside = False
        elif tag in ("t", "v"):
            self.is_heard = False

    def add(self, piece: str) -> None:
        if self.is_heard:
            self.pieces.append(piece)

    def take(self) -> str:
        return _unescape("".join(self.pieces)[:CELL_LIMIT])


class _Worksheet:
    """Reading one sheet."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.rows: dict[int, dict[int, Cell]] = defaultdict(dict)
        self.merged: list[Area] = []
        self.row = self.column = 0
        self.in_data = self.is_formula = False
        self.kind = self.style = ""
        self.text = _Text()

    def read(self, name: str, xml: bytes) -> Sheet:
        scan(xml, self.start, self.end, self.text.add)
        merged = sorted(self.merged, key=lambda area: (area.left, area.top))
        return Sheet(name, dict(sorted(self.rows.items())), tuple(merged))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.book.count()
        if tag == "sheetData":
            self.in_data = True
        elif tag == "mergeCell":
            self.merge(attributes.get("ref", ""))
        elif not self.in_data:
            return
        elif tag == "c":
            self.begin_cell(attributes)
        elif tag == "f":
            self.is_formula = True
        elif tag == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
        else:
            self.text.open(tag)

    def end(self, tag: str) -> None:
        if tag == "c" and self.in_data:
            self.end_cell()
        elif tag == "sheetData":
            self.in_data = False
        elif self.in_data:
            self.text.close(tag)

    def begin_cell(self, attributes: dict[str, str]) -> None:
        self.book.cells += 1
        if self.book.cells > MOST_CELLS:
            raise TooLargeError
        if "r" in attributes:
            self.row, self.column = _coordinates(attributes["r"])
        else:
            self.column += 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.is_formula = False
        self.text.begin()

    def end_cell(self) -> None:
        if not (1 <= self.row <= ROWS and 1 <= self.column <= COLUMNS):
            raise ValueError("a cell outside the sheet")
        value = self.value(self.text.take())
        if value != "" or self.is_formula:
            self.rows[self.row][self.column] = Cell(value, self.is_formula)

    def value(self, text: str) -> Value:
        if self.kind == "s" and text:
            return self.book.strings[int(text)]
        if self.kind == "b":
            return text in ("1", "true")
        if self.kind == "n" and text:
            return self.number(text)
        return text

    def number(self, text: str) -> Value:
        number = float(text)
        if not math.isfinite(number):
            return text
        if self.style in self.book.dates:
            try:
                moment = from_excel(number, self.book.epoch)
            except OverflowError:
                return number
            if isinstance(moment, datetime):
                return moment
        return number

    def merge(self, reference: str) -> None:
        if len(self.merged) >= MOST_MERGED:
            raise TooLargeError
        first, _, last = reference.partition(":")
        top, left = _coordinates(first)
        bottom, right = _coordinates(last or first)
        self.merged.append(Area(top, left, bottom, right))


_COORDINATES = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_PLACE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?[0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _coordinates(reference: str) -> tuple[int, int]:
    match = _COORDINATES.fullmatch(reference)
    if match is None:
        raise ValueError("no address of a cell")
    return int(match[2]), column_index_from_string(match[1])


def _place(definition: str) -> tuple[str, int, int] | None:
    """Sheet, row and column of a single cell: 'a sheet'!$C$12."""
    match = _PLACE.fullmatch(definition) if len(definition) < 255 else None
    if match is None:
        return None
    return (match[1] or match[2]).replace("''", "'"), *_coordinates(match[3])


def _unescape(text: str) -> str:
    """The text with what spreadsheets write for characters that XML cannot carry: _x000D_. No half of a pair stays."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _is_date(number: str, code: str | None) -> bool:
    """Whether a number format shows dates. Of those without a code the standard says which do, also in East Asia."""
    if code is not None:
        return bool(is_date_format(code))
    if not number.isdecimal() or int(number) >= BUILTIN_FORMATS_MAX_SIZE:
        return False
    return int(number) in {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
