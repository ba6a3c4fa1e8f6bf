"""Carries out a script of steps in LibreOffice: `python macro.py SCRIPT.json ANSWER.json`, by a Python with `uno`.

In: {"soffice": path, "profile": folder, "jobs": [{"workbook", "steps", "save_as", "read"}]}, as `office.py` writes it.
Out: {"jobs": [{"read": {sheet: {address: value}}} or {"error": why it failed}]}, where the value of a cell with an
error is {"error": text}; or {"error": why LibreOffice did not work}.
Ends LibreOffice and itself when standard input closes. Imports nothing of the project; runs on Python 3.8 or later.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path

import uno  # type: ignore[import-not-found, unused-ignore]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found, unused-ignore]
from com.sun.star.lang import Locale  # type: ignore[import-not-found, unused-ignore]
from com.sun.star.sheet import FilterFieldValue, TableFilterField3  # type: ignore[import-not-found, unused-ignore]
from com.sun.star.table import TableSortField  # type: ignore[import-not-found, unused-ignore]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xls": "MS Excel 97", ".ods": "calc8"}
FORMULA_CELLS = 16  # com.sun.star.sheet.CellFlags.FORMULA
ERROR_RESULTS = 4  # com.sun.star.sheet.FormulaResult.ERROR
EQUAL = 2  # com.sun.star.sheet.FilterOperator2.EQUAL
STRING_FILTER = 1  # com.sun.star.sheet.FilterFieldType.STRING
CELL = r"[A-Z]{1,3}[1-9]\d*"
START_SECONDS = 90
END_SECONDS = 10


class RefusedError(Exception):
    """A step that cannot be done; says why."""


# The program: started, spoken to, ended.


def start(soffice: str, profile: str, pipe: str) -> subprocess.Popen[bytes]:
    """LibreOffice without a window, with a profile of its own, in a process group of its own."""
    command = [
        soffice,
        "-env:UserInstallation=" + Path(profile).as_uri(),
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        f"--accept=pipe,name={pipe};urp",
    ]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)


def connect(process: subprocess.Popen[bytes], pipe: str) -> Any:
    """The desktop of the program, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception as error:
            if process.poll() is not None:
                raise RefusedError(f"LibreOffice ended with {process.returncode} when it was started") from error
            if time.monotonic() > end:
                raise RefusedError(f"LibreOffice did not answer within {START_SECONDS} s") from error
            time.sleep(0.1)


def leave(desktop: Any, process: subprocess.Popen[bytes]) -> None:
    """Have the program end by itself and so clean up behind it, if it can."""
    with contextlib.suppress(Exception):  # the connection may break off before the program has answered
        desktop.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(END_SECONDS)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it has started."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_with_standard_input(process: subprocess.Popen[bytes]) -> None:
    """Wait, in a thread, for the caller to go away."""

    def watch() -> None:
        while os.read(0, 1024):  # not by `sys.stdin`, whose lock would stop this Python from ending
            pass
        kill(process)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main(script: str, answer: str) -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    plan = json.loads(Path(script).read_text(encoding="utf-8"))
    pipe = f"office{os.getpid()}x{time.time_ns()}"
    process = start(plan["soffice"], plan["profile"], pipe)
    end_with_standard_input(process)
    told: dict[str, Any]
    try:
        desktop = connect(process, pipe)
        try:
            told = {"jobs": [outcome(desktop, job) for job in plan["jobs"]]}
        finally:
            leave(desktop, process)
    except RefusedError as refused:
        told = {"error": str(refused)}
    finally:
        kill(process)
    Path(answer).write_text(json.dumps(told), encoding="utf-8")


# A job: one workbook opened, edited, saved, read.


def outcome(desktop: Any, job: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"read": do(desktop, job)}
    except RefusedError as refused:
        return {"error": str(refused)}


def do(desktop: Any, job: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    name = Path(job["workbook"]).name
    print(name, flush=True)
    book = attempt(name, load, desktop, job)
    try:
        for number, step in enumerate(job["steps"], 1):
            told = f"{name}, step {number}: {json.dumps(step, ensure_ascii=False)}"
            print(told, flush=True)
            attempt(told, STEPS[step["step"]], book, step)
        read: dict[str, dict[str, Any]] = attempt(name, finish, book, job)
        return read
    finally:
        with contextlib.suppress(Exception):  # a program that has crashed cannot close it
            book.close(True)


def load(desktop: Any, job: Mapping[str, Any]) -> Any:
    book = desktop.loadComponentFromURL(url(job["workbook"]), "_blank", 0, (setting("Hidden", True),))
    if book is None or not book.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        raise RefusedError("LibreOffice cannot open it as a workbook")
    return book


def attempt(told: str, action: Callable[[Any, Any], Any], target: Any, order: Mapping[str, Any]) -> Any:
    try:
        return action(target, order)
    except RefusedError as refused:
        raise RefusedError(f"{told}: {refused}") from refused
    except Exception as error:
        traceback.print_exc()
        raise RefusedError(f"{told}: {type(error).__name__}: {error}") from error


def finish(book: Any, job: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    book.calculateAll()
    if job["save_as"]:
        suffix = Path(job["save_as"]).suffix
        if suffix not in FILTERS:
            raise RefusedError(f"saves {', '.join(FILTERS)} only, not {suffix!r}")
        book.storeToURL(url(job["save_as"]), (setting("FilterName", FILTERS[suffix]),))
    if job["read"] is None:
        return {}
    if job["read"] == "all":
        return {name: shown(sheet_of(book, name)) for name in book.Sheets.ElementNames}
    read = {}
    for name, addresses in job["read"].items():
        cells = shown(sheet_of(book, name))
        wrong = [address for address in addresses if not re.fullmatch(CELL, address)]
        if wrong:
            raise RefusedError(f"no addresses of single cells: {', '.join(wrong)}")
        read[name] = {address: cells.get(address) for address in addresses}
    return read


def shown(sheet: Any) -> dict[str, Any]:
    """What the cells hold that are not blank: numbers, text, errors."""
    area = used(sheet)
    cells = {}
    for row, values in enumerate(area.getDataArray()):
        for column, value in enumerate(values):
            if value is not None and value != "":
                cells[address_of(column, row)] = value
    for column, row in places(area.queryFormulaCells(ERROR_RESULTS)):
        cells[address_of(column, row)] = {"error": sheet.getCellByPosition(column, row).getString()}
    return cells


def url(path: str) -> str:
    return str(uno.systemPathToFileUrl(path))


def setting(name: str, value: object) -> Any:
    told = PropertyValue()
    told.Name, told.Value = name, value
    return told


# Where things are. Rows and columns count from 0 here, as LibreOffice counts.


def address_of(column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def sheet_of(book: Any, name: str) -> Any:
    if not book.Sheets.hasByName(name):
        raise RefusedError(f"no sheet {name!r}; there are {', '.join(book.Sheets.ElementNames)}")
    return book.Sheets.getByName(name)


def cells_of(sheet: Any, address: str) -> Any:
    if not re.fullmatch(f"{CELL}(:{CELL})?", address):
        raise RefusedError(f"{address!r} is no address like A1 or A1:B2")
    return sheet.getCellRangeByName(address)


def used(sheet: Any) -> Any:
    """The range from A1 to the last cell in use."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.getRangeAddress()
    return sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)


def places(ranges: Any) -> list[tuple[int, int]]:
    """Column and row of every cell in the ranges."""
    found = []
    for area in ranges.getRangeAddresses():
        for row in range(area.StartRow, area.EndRow + 1):
            found += [(column, row) for column in range(area.StartColumn, area.EndColumn + 1)]
    return found


def plain(header: str) -> str:
    return re.sub(r"\s+", "", header)


class Table:
    """The header row of a sheet that holds the given headers, and the rows below it."""

    def __init__(self, sheet: Any, headers: Sequence[str]) -> None:
        self.sheet = sheet
        self.lines = used(sheet).getDataArray()
        wanted = {plain(header) for header in headers}
        heads = [{plain(value) for value in line if isinstance(value, str)} for line in self.lines]
        found = [row for row, line in enumerate(heads) if wanted <= line]
        if not found:
            raise RefusedError(f"no row of {sheet.Name!r} holds the headers {', '.join(headers)}")
        self.head = found[0]
        self.headers = [plain(self.shown(column, self.head)) for column in range(len(self.lines[self.head]))]

    def column(self, header: str) -> int:
        found = [column for column, text in enumerate(self.headers) if text == plain(header)]
        if len(found) > 1:
            places = ", ".join(address_of(column, self.head) for column in found)
            raise RefusedError(f"the header {header!r} stands more than once: {places}")
        return found[0]

    def row(self, ids: Mapping[str, str], ends: bool) -> int:
        where = [(self.column(header), text) for header, text in ids.items()]
        found = []
        for row in range(self.head + 1, len(self.lines)):
            shown = [(self.shown(column, row), text) for column, text in where]
            if all(said.endswith(text) if ends else said == text for said, text in shown):
                found.append(row)
        if len(found) != 1:
            fits = ", ".join(str(row + 1) for row in found) or "none"
            raise RefusedError(f"one row of {self.sheet.Name!r} must fit {dict(ids)}; rows that do: {fits}")
        return found[0]

    def shown(self, column: int, row: int) -> str:
        """What the cell shows: numbers as they are formatted. Asks the program for these alone, which takes time."""
        value = self.lines[row][column]
        return value if isinstance(value, str) else str(self.sheet.getCellByPosition(column, row).getString())

    def block(self, header: str) -> tuple[int, int, int, int]:
        """First column, header row, last column and last row of the table that the header belongs to."""
        left = right = self.column(header)
        while left > 0 and self.headers[left - 1]:
            left -= 1
        while right + 1 < len(self.headers) and self.headers[right + 1]:
            right += 1
        last = self.head
        while last + 1 < len(self.lines) and any(value != "" for value in self.lines[last + 1][left : right + 1]):
            last += 1
        return left, self.head, right, last


def row_of(sheet: Any, row: int | Mapping[str, Any]) -> int:
    if isinstance(row, int):
        return row - 1
    return Table(sheet, list(row["ids"])).row(row["ids"], row["ends"])


def demand_open(sheet: Any) -> None:
    if sheet.isProtected():
        raise RefusedError(f"the sheet {sheet.Name!r} is protected")


def demand_free_order(book: Any) -> None:
    if book.isProtected():
        raise RefusedError("the order of the sheets is protected")


def demand_unlocked(sheet: Any, cell: Any) -> None:
    if sheet.isProtected() and cell.CellProtection.IsLocked:
        place = cell.getCellAddress()
        raise RefusedError(f"{address_of(place.Column, place.Row)} of the protected sheet {sheet.Name!r} is locked")


# The steps: each takes the workbook and the step's fields, by the names in `steps.py`.


def put(sheet: Any, cell: Any, value: Any) -> None:
    demand_unlocked(sheet, cell)
    if value is None:
        cell.setFormula("")
    elif isinstance(value, dict):
        cell.setFormula(value["formula"])
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def set_cell(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    put(sheet, cells_of(sheet, step["address"]).getCellByPosition(0, 0), step["value"])


def set_in_row(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    ids, ends = step["row"]["ids"], step["row"]["ends"]
    table = Table(sheet, [*ids, step["column"]])
    put(sheet, sheet.getCellByPosition(table.column(step["column"]), table.row(ids, ends)), step["value"])


def sort(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    demand_open(sheet)
    table = Table(sheet, [step["column"]])
    left, head, right, last = table.block(step["column"])
    if last == head:
        raise RefusedError(f"the table under {step['column']!r} has no rows")
    rows = sheet.getCellRangeByPosition(left, head + 1, right, last)
    if rows.getIsMerged():
        raise RefusedError(f"{rows.AbsoluteName} has merged cells and cannot be sorted")
    field = TableSortField()
    field.Field = table.column(step["column"]) - left
    field.IsAscending = not step["descending"]
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    rows.sort((setting("SortFields", fields), setting("ContainsHeader", False)))


def filter_rows(book: Any, step: Mapping[str, Any]) -> None:
    """Also on a protected sheet: whether its protection allows that, the interface does not tell."""
    sheet = sheet_of(book, step["sheet"])
    table = Table(sheet, [step["column"]])
    left, head, right, last = table.block(step["column"])
    filters, index = book.getPropertyValue("UnnamedDatabaseRanges"), sheet.getRangeAddress().Sheet
    if not filters.hasByTable(index):
        filters.setByTable(sheet.getCellRangeByPosition(left, head, right, last).getRangeAddress())
    area = filters.getByTable(index)
    place, column = area.DataArea, table.column(step["column"])
    if place.StartRow != head or not place.StartColumn <= column <= place.EndColumn:
        raise RefusedError(f"the filter of {sheet.Name!r} is on another table, at row {place.StartRow + 1}")
    area.AutoFilter = True
    values = []
    for text in step["keep"]:
        value = FilterFieldValue()
        value.StringValue, value.FilterType = text, STRING_FILTER
        values.append(value)
    field = TableFilterField3()
    field.Field, field.Operator, field.Values = column - place.StartColumn, EQUAL, tuple(values)
    area.getFilterDescriptor().setFilterFields3((field,))
    area.refresh()


def hide_column(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    demand_open(sheet)
    sheet.Columns.getByIndex(Table(sheet, [step["column"]]).column(step["column"])).IsVisible = False


def insert_column(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    demand_open(sheet)
    table = Table(sheet, [step["before"]])
    column = table.column(step["before"])
    sheet.Columns.insertByIndex(column, 1)
    sheet.getCellByPosition(column, table.head).setString(step["title"])


def insert_rows(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    demand_open(sheet)
    sheet.Rows.insertByIndex(row_of(sheet, step["row"]), step["count"])


def delete_rows(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    demand_open(sheet)
    sheet.Rows.removeByIndex(row_of(sheet, step["row"]), step["count"])


def insert_sheet(book: Any, step: Mapping[str, Any]) -> None:
    demand_free_order(book)
    book.Sheets.insertNewByName(step["name"], 0 if step["first"] else book.Sheets.Count)
    sheet_of(book, step["name"]).getCellByPosition(0, 0).setString(step["text"])


def rename_sheet(book: Any, step: Mapping[str, Any]) -> None:
    demand_free_order(book)
    sheet_of(book, step["sheet"]).Name = step["name"]


def paste_values(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    demand_open(sheet)
    book.calculateAll()
    area = cells_of(sheet, step["cells"]) if step["cells"] else used(sheet)
    failed = [sheet.getCellByPosition(*place) for place in places(area.queryFormulaCells(ERROR_RESULTS))]
    errors = [(cell, cell.getString()) for cell in failed]
    for block in area.queryContentCells(FORMULA_CELLS):  # the other cells keep what a data array loses: links, colours
        block.setDataArray(block.getDataArray())
    for cell, text in errors:
        cell.setString(text)
    left = area.queryContentCells(FORMULA_CELLS).RangeAddressesAsString
    if left:
        raise RefusedError(f"formulas stay in {left}")


def format_cells(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    demand_open(sheet)
    area = cells_of(sheet, step["cells"])
    if step["style"] is not None:
        if not book.StyleFamilies.getByName("CellStyles").hasByName(step["style"]):
            raise RefusedError(f"no cell style {step['style']!r}")
        area.CellStyle = step["style"]
    if step["number_format"] is not None:
        formats, locale = book.getNumberFormats(), Locale()  # the program's own
        key = formats.queryKey(step["number_format"], locale, False)
        area.NumberFormat = formats.addNew(step["number_format"], locale) if key == -1 else key
    if step["fill"] is not None:
        area.CellBackColor = int(step["fill"], 16)


def merge(book: Any, step: Mapping[str, Any]) -> None:
    sheet = sheet_of(book, step["sheet"])
    demand_open(sheet)
    cells_of(sheet, step["cells"]).merge(True)


def unprotect(book: Any, step: Mapping[str, Any]) -> None:
    names = [step["sheet"]] if step["sheet"] else book.Sheets.ElementNames
    for thing in [sheet_of(book, name) for name in names] + ([] if step["sheet"] else [book]):
        if thing.isProtected():
            thing.unprotect("")
        if thing.isProtected():
            raise RefusedError("the protection has a password")


def recalculate(book: Any, _step: Mapping[str, Any]) -> None:
    book.calculateAll()


STEPS = {
    "SetCell": set_cell,
    "SetInRow": set_in_row,
    "Sort": sort,
    "Filter": filter_rows,
    "HideColumn": hide_column,
    "InsertColumn": insert_column,
    "InsertRows": insert_rows,
    "DeleteRows": delete_rows,
    "InsertSheet": insert_sheet,
    "RenameSheet": rename_sheet,
    "PasteValues": paste_values,
    "Format": format_cells,
    "Merge": merge,
    "Unprotect": unprotect,
    "Recalculate": recalculate,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
