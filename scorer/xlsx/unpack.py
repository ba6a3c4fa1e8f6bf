"""The sheets of an .xlsx file: parts of the file go in, cells with their values come out.

Openpyxl, which writes our workbooks, is no reader of hostile ones: a file of 5 KB that merges all cells of a sheet
keeps it busy beyond all patience, it tells a formula or the value stored with it but never both, and it fails on
pictures, styles and drop-downs that do not matter here. Calamine sets aside memory for all cells between the first and
the last. So this reads values, those stored with formulas included, merged areas and names, and nothing else.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.container import BOMB, TooLargeError
from scorer.xlsx.cells import CELL_LIMIT, COLUMNS, ROWS, Area, Cell, Sheet, Sheets, coordinates
from scorer.xlsx.safety import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.container import Container
    from scorer.xlsx.cells import Value
    from scorer.xlsx.dates import Dates

MOST_CELLS = 2_000_000  # of all sheets, blank ones with a format included
MOST_ELEMENTS = 8_000_000  # of XML, of all parts
MOST_MERGED = 100_000  # areas of a sheet

_MAIN = "xl/workbook.xml"  # where Excel puts the part that lists the sheets


@dataclass(frozen=True, slots=True)
class Tab:
    """A worksheet that the workbook lists."""

    name: str
    part: str
    is_hidden: bool


def read_sheets(package: Container) -> Sheets:
    """Read all worksheets. DocumentError where the file is damaged; TooLargeError where it is too large."""
    book = Book(package)
    return Sheets(tuple(map(book.sheet, book.tabs)), book.names)


class Book:
    """An opened workbook, of which single sheets can be read; counts what it has read.

    `words_only`: cells count by the text in them. Numbers, dates, truth values and errors are left out, and damage in
    them, in the styles that tell which are dates, or in what a cell shares with others does not matter. Otherwise it
    does, and a text is cut to what spreadsheet programs let people enter.
    """

    def __init__(self, package: Container, *, words_only: bool = False) -> None:
        """Read what lists the sheets, and what they share. Raises as `read_sheets`."""
        self.package = package
        self.words_only = words_only
        self.longest = None if words_only else CELL_LIMIT  # characters of a cell
        self.elements = 0
        self.cells = 0
        self.strings: list[str] = []
        self.dates: Dates | None = None
        self.names: dict[str, tuple[str, int, int]] = {}  # as in Sheets
        self.from_1904 = False
        self.has_figures = False  # among what was left out of the sheets that were read for their words
        main = next((target for kind, target in self._relations("").values() if kind == "officeDocument"), _MAIN)
        listed = self._read_main(main)
        relations = self._relations(main)
        self.tabs = tuple(_worksheets(listed, relations))
        self._read_shared(relations)

    def sheet(self, tab: Tab) -> Sheet:
        """Read one sheet. Raises as `read_sheets`."""
        return _Worksheet(self).read(tab.name, self.package.read(tab.part))

    def _read_main(self, part: str) -> list[tuple[str, str, str]]:
        """Read names, and return of each sheet the name, the id of what it relates to, and whether it is hidden."""
        listed: list[tuple[str, str, str]] = []
        names: dict[str, list[str]] = {}
        name: list[str] = []  # the pieces of the definition at hand

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal name
            self.count()
            if tag == "sheet":
                relation = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
                listed.append((attributes.get("name", ""), relation, attributes.get("state", "")))
            elif tag == "definedName" and "localSheetId" not in attributes:
                name = names.setdefault(attributes.get("name", ""), [])
            elif tag == "workbookPr":
                self.from_1904 = attributes.get("date1904") in ("1", "true")

        def end(tag: str) -> None:
            nonlocal name
            if tag == "definedName":
                name = []

        scan(self.package.read(part), start, end, lambda piece: name.append(piece))
        places = ((name, _place("".join(pieces))) for name, pieces in names.items())
        self.names = {name: place for name, place in places if place is not None}
        return listed

    def count(self) -> None:
        """Count an element. TooLargeError where there are too many."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise TooLargeError(BOMB)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the file: id -> last word of the kind, name of the part."""
        folder, base = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", base + ".rels")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            self.count()
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/"))
                found[attributes.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")

        if self.package.has(listed):
            scan(self.package.read(listed), start)
        return found

    def _read_shared(self, relations: dict[str, tuple[str, str]]) -> None:
        for kind, target in relations.values():
            if kind == "sharedStrings" and self.package.has(target) and not self.strings:
                self._read_strings(self.package.read(target))
            elif kind == "styles" and self.package.has(target) and not self.words_only:
                self._read_styles(self.package.read(target))

    def _read_styles(self, xml: bytes) -> None:
        from scorer.xlsx.dates import Dates  # slow to import, and not for words

        self.dates = self.dates or Dates(from_1904=self.from_1904)
        self.dates.learn(xml, self.count)

    def _read_strings(self, xml: bytes) -> None:
        string = _Text(self.longest)

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


def _worksheets(listed: list[tuple[str, str, str]], relations: dict[str, tuple[str, str]]) -> Iterator[Tab]:
    """Yield each sheet of cells once."""
    done: set[str] = set()
    for name, relation, state in listed:
        kind, part = relations.get(relation, ("", ""))
        if kind == "worksheet" and part not in done:
            done.add(part)
            yield Tab(name, part, state in ("hidden", "veryHidden"))


_ASIDE = ("rPh", "extLst")  # readings above characters, and what newer programs add


class _Text:
    """The text of an element, in pieces, without what stands aside."""

    def __init__(self, longest: int | None) -> None:
        self.longest = longest
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
        return _unescape("".join(self.pieces)[: self.longest])


class _Worksheet:
    """Reading one sheet."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.rows: dict[int, dict[int, Cell]] = defaultdict(dict)
        self.merged: list[Area] = []
        self.row = self.column = 0
        self.in_data = self.is_formula = False
        self.kind = self.style = ""
        self.text = _Text(book.longest)

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
            raise TooLargeError(BOMB)
        if "r" in attributes:
            place = coordinates(attributes["r"])
            if place is None:
                raise ValueError("no address of a cell")
            self.row, self.column = place
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
        if self.book.words_only:
            return self.words(text)
        if self.kind == "s" and text:
            return self.book.strings[_index(text)]
        if self.kind == "b":
            return text in ("1", "true")
        if self.kind == "n" and text:
            number = float(text)
            if not math.isfinite(number):
                return text
            return self.book.dates.told(number, self.style) if self.book.dates else number
        return text

    def words(self, text: str) -> str:
        if self.kind == "s":
            try:
                return self.book.strings[_index(text)]
            except (ValueError, IndexError):
                return ""
        if self.kind in ("str", "inlineStr"):
            return text
        self.book.has_figures |= bool(text)
        return ""

    def merge(self, reference: str) -> None:
        if len(self.merged) >= MOST_MERGED:
            raise TooLargeError(BOMB)
        first, _, last = reference.partition(":")
        start, end = coordinates(first), coordinates(last or first)
        if start is not None and end is not None:
            self.merged.append(Area(*start, *end))


_PLACE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?[0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise ValueError("no number of a string")
    return index


def _place(definition: str) -> tuple[str, int, int] | None:
    """Sheet, row and column of a single cell: 'a sheet'!$C$12."""
    match = _PLACE.fullmatch(definition) if len(definition) < 255 else None
    place = coordinates(match[3]) if match else None
    if match is None or place is None:
        return None
    return (match[1] or match[2]).replace("''", "'"), *place


def _unescape(text: str) -> str:
    """The text with what spreadsheets write for characters that XML cannot carry: _x000D_. No half of a pair stays."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
