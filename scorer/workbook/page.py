"""A worksheet being filled: values with styles, formulas with their values, rows as high as their text."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from scorer.model import Lang, Text
from scorer.workbook import labels
from scorer.workbook.styles import ENTRIES, FONT, LOOKS, Style, Styles
from scorer.workbook.text import clean, height, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from scorer.model import Results
    from scorer.workbook.columns import Table

# A cell that begins like this would turn into a formula as soon as somebody edits it.
_FORMULA_STARTS = ("=", "+", "-", "@")
EMPTY_ROW = 15.0  # points, of a row without a height of its own
LINK_LIMIT = 250  # characters; Excel's functions for links end at 255
_ACROSS, _DOWN = 784.0, 512.0  # points of an A4 page on its side, without margins; a little less down, for safety
_DIGIT, _PADDING = 5.25, 3.75  # points of a digit, and of what a column has beside its digits


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, with its leading =, and the value it has now: openpyxl writes formulas without values,
    and previews and Protected View would show nothing.
    """

    text: str
    value: float | str | Text


@dataclass(frozen=True, slots=True)
class Known:
    """A cell that other sheets refer to, and the value it has; or a value that stands on no sheet."""

    where: str  # 'sheet'!$A$1, or a formula that finds the cell; "": nowhere
    here: str  # $A$1, as formulas on the same sheet name it; "": they find it as others do
    value: float | str | Text

    def shown(self) -> Formula | float | str | Text:
        """What a cell holds that shows the same."""
        return Formula(f"={self.where}", self.value) if self.where else self.value


@dataclass(frozen=True, slots=True)
class Link:
    """Leads to a cell of this workbook and shows its label, or else what stands there.

    A formula and no plain hyperlink: LibreOffice neither wraps nor styles the text of those.
    """

    target: Known
    label: Text | None = None

    def formula(self, lang: Lang) -> Formula:
        """The link as a formula; of text too long for a link it shows the beginning."""
        where, here, value = self.target.where, self.target.here, self.target.value
        if self.label is not None:
            value = self.label.say(lang)
            shown = literal(value)
        elif isinstance(value, str) and len(value) > LINK_LIMIT:
            value = value[:LINK_LIMIT] + "…"
            shown = f'LEFT({where},{LINK_LIMIT})&"…"'
        else:
            shown = where
        place = literal("#" + where.removesuffix(here) + here.replace("$", ""))
        return Formula(f"=HYPERLINK({place},{shown})", value)


@dataclass(frozen=True, slots=True)
class FileLink:
    """Leads to another workbook."""

    path: str  # from this workbook's folder, with /
    label: str

    def formula(self) -> Formula:
        """The link as a formula."""
        return Formula(f"=HYPERLINK({literal(self.path)},{literal(self.label)})", self.label)


def literal(text: str) -> str:
    """Text as formulas spell it: "in quotes"."""
    return '"' + text.replace('"', '""') + '"'


Value: TypeAlias = str | float | Text | Formula | Link | FileLink | CellRichText | None
_NO_STYLES: Mapping[str, Style] = MappingProxyType({})


def address(column: str | int, row: int) -> str:
    """$C$12, for formulas."""
    letter = column if isinstance(column, str) else get_column_letter(column)
    return f"${letter}${row}"


def _height(text: str, width: float, style: Style) -> float:
    """Points that a row needs for text in a cell of `width`, which the style's own digits fill sooner or later."""
    look = LOOKS[style]
    return height(lines(text, (width - 1.3 * look.indent) * 10 / look.size), look.size)


@dataclass(slots=True)
class Page:
    """One worksheet. Rows and columns count from 1."""

    sheet: Worksheet
    styles: Styles
    lang: Lang
    label: str = ""  # what links to it show; empty: its name
    formula_values: dict[str, float | str] = field(default_factory=dict)  # by cell: C12
    is_locked: bool = True  # once the workbook is finished; a locked sheet cannot be sorted

    @property
    def name(self) -> str:
        """The sheet's name."""
        return str(self.sheet.title)

    @property
    def is_shown(self) -> bool:
        """Whether readers see its tab."""
        return bool(self.sheet.sheet_state == "visible")

    def reference(self, cell: str) -> str:
        """The cell as other sheets name it."""
        return f"{quote_sheetname(self.name)}!{cell}"

    def known(self, cell: str, value: float | str | Text) -> Known:
        """The cell with its value, for other sheets."""
        return Known(self.reference(cell), cell, value)

    def link(self) -> Link:
        """Leads to this sheet and shows its label."""
        shown = self.label or self.name
        return Link(self.known(address(1, 1), ""), Text(shown, shown))

    def link_back(self) -> Link:
        """Leads back to this sheet: ← its label."""
        return Link(self.known(address(1, 1), ""), labels.fill_in(labels.BACK, sheet=self.label or self.name))

    def put(self, row: int, column: int, value: Value, style: Style) -> str:
        """Write one cell; what comes as text stays text. Returns the text that may wrap."""
        cell = self._cell(row, column, style)
        if isinstance(value, Link):
            value = value.formula(self.lang)
        elif isinstance(value, FileLink):
            value = value.formula()
        if isinstance(value, Formula):
            cell.value = value.text
            shown = value.value if isinstance(value.value, float | int) else self._say(value.value)
            self.formula_values[f"{get_column_letter(column)}{row}"] = shown
            return shown if isinstance(shown, str) else ""
        if isinstance(value, (str, Text)):  # rich text is a list
            value = self._say(value)
        cell.value = value if value != "" else None
        if isinstance(value, (str, CellRichText)):
            self._keep_text(cell, str(value), style)
            return str(value)
        return ""

    def _cell(self, row: int, column: int, style: Style) -> Any:
        # Openpyxl's own setters compare and copy style objects at every cell; the stubs do not know _style.
        cell: Any = self.sheet.cell(row, column)
        cell._style = self.styles.of(style)
        return cell

    def _say(self, value: str | Text) -> str:
        return clean(value if isinstance(value, str) else value.say(self.lang))

    def _keep_text(self, cell: Any, text: str, style: Style) -> None:
        if text:
            cell.data_type = "s"  # openpyxl takes =… for a formula and #N/A for an error
        if text.startswith(_FORMULA_STARTS):
            cell._style = self.styles.of(style, quoted=True)

    def show_as(self, row: int, column: int, number_format: str) -> None:
        """Show the number in a cell in another format than its style's."""
        cell: Any = self.sheet.cell(row, column)
        cell._style = copy(cell._style)  # else all cells of the style would follow
        cell.number_format = number_format

    def span(self, row: int, first: int, last: int, value: Value, style: Style) -> str:
        """Write one value over several columns, all in its style."""
        for column in range(first + 1, last + 1):
            self._cell(row, column, style)
        if last > first:
            # Openpyxl's own merging rebuilds every cell's border, at a fifth of the cost of a workbook.
            self.sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")
        return self.put(row, first, value, style)

    def section(self, row: int, last: int, title: Text) -> None:
        """Write a heading over the columns up to `last`."""
        self.span(row, 1, last, title, Style.SECTION)
        self.row_height(row, 24)

    def paragraph(self, row: int, first: int, last: int, value: Value, style: Style) -> None:
        """Write wrapped text over several columns, in a row as high as it needs."""
        self.paragraphs(row, (first, last, value, style))

    def paragraphs(self, row: int, *parts: tuple[int, int, Value, Style]) -> None:
        """Write texts beside each other, each from a first to a last column, in a row as high as the highest."""
        points = 0.0
        for first, last, value, style in parts:
            text = self.span(row, first, last, value, style)
            width = sum(self.width(column) for column in range(first, last + 1))
            points = max(points, _height(text, width, style))
        self.row_height(row, points)

    def width(self, column: int) -> float:
        """Of a column, in digits."""
        return float(self.sheet.column_dimensions[get_column_letter(column)].width)

    def row_height(self, row: int, points: float) -> None:
        """Fix the height of a row."""
        self.sheet.row_dimensions[row].height = points

    # --- tables ---

    def columns(self, table: Table) -> None:
        """Make the sheet's columns as wide as the table's, and hide those that are for formulas only."""
        for number, column in enumerate(table.columns, 1):
            dimension = self.sheet.column_dimensions[get_column_letter(number)]
            dimension.width, dimension.hidden = column.width, column.hidden

    def header(self, row: int, table: Table) -> None:
        """Write the table's header."""
        most = 1
        for number, column in enumerate(table.columns, 1):
            text = self.put(row, number, column.label, Style.HEADER_ENTRY if column.style in ENTRIES else Style.HEADER)
            if not column.hidden:
                most = max(most, lines(text, column.width))
        self.row_height(row, height(most, 9.5) + 4)

    def row(
        self,
        row: int,
        table: Table,
        values: Mapping[str, Value],
        styles: Mapping[str, Style] = _NO_STYLES,
        default: Style | None = None,
        least: float = 0.0,
    ) -> None:
        """Write one row of a table. The style is the one given for the column, else `default`, else the
        table's own. Columns without a value are left empty, in style. The row is as high as its text, and `least`
        points.
        """
        points = max(least, _height("", 10, default or Style.TEXT))
        for number, column in enumerate(table.columns, 1):
            style = styles.get(column.key) or default or column.style
            text = self.put(row, number, values.get(column.key), style)
            if text and not column.hidden:
                points = max(points, _height(text, column.width, style))
        self.row_height(row, points)

    # --- print and protection ---

    def protect(self) -> None:
        """Lock all cells but those of the entry styles, without a password. Filtering and resizing stay possible."""
        protection = self.sheet.protection
        protection.sheet = True
        protection.autoFilter = protection.formatColumns = protection.formatRows = False  # what is not forbidden

    def footer(self, running: str) -> None:
        """Print the running title, the page's number and the sheet's name below every page."""
        footer: Any = self.sheet.oddFooter
        for part in (footer.left, footer.center, footer.right):
            part.font, part.size, part.color = f"{FONT},Regular", 8, "7C746E"
        footer.left.text = clean(running)[:100].replace("&", "&&")
        footer.center.text = labels.PAGE.say(self.lang)
        footer.right.text = "&A"

    def finish(self, freeze: str, header_row: int | None, last_column: int) -> None:
        """Freeze the headers and set the page: A4 landscape, one page wide, header row repeated."""
        sheet = self.sheet
        sheet.freeze_panes = freeze
        sheet.sheet_view.showGridLines = False
        sheet.sheet_format.defaultRowHeight = EMPTY_ROW
        sheet.sheet_format.customHeight = True
        sheet.sheet_view.zoomScale = 100
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom = 0.5, 0.6
        margins.header = margins.footer = 0.3
        if header_row is not None:
            sheet.print_title_rows = f"{header_row}:{header_row}"
        sheet.print_area = f"A1:{get_column_letter(last_column)}{sheet.max_row}"

    def keep_together(self, tables: Iterable[tuple[int, int]], last_column: int) -> None:
        """Begin a printed page before a table, from a first to a last row, that would else run over the end of one; not
        before one that fits on no page.
        """
        width = sum(self.width(column) * _DIGIT + _PADDING for column in range(1, last_column + 1))
        room = _DOWN * max(1.0, width / _ACROSS)
        row, used = 1, 0.0  # of the page that the row stands on
        for first, last in tables:
            table = [self._points(number) for number in range(first, last + 1)]
            above = [self._points(number) for number in range(row, first)]
            used = _used(above, used, room)
            if sum(table) <= room < used + sum(table):
                self.sheet.row_breaks.append(Break(first - 1))
                used = 0.0
            row, used = last + 1, _used(table, used, room)

    def _points(self, row: int) -> float:
        dimension = self.sheet.row_dimensions.get(row)
        return dimension.height or EMPTY_ROW if dimension else EMPTY_ROW


def _used(rows: Iterable[float], used: float, room: float) -> float:
    """How much of a page is used after further rows, of which each that does not fit begins another page."""
    for points in rows:
        used = used + points if used + points <= room else points
    return used


@dataclass(slots=True)
class Binder:
    """A new workbook, and its pages in the order of their tabs."""

    lang: Lang
    workbook: Workbook = field(default_factory=Workbook)
    pages: list[Page] = field(default_factory=list)
    _styles: Styles = field(init=False)

    def __post_init__(self) -> None:
        self.workbook.remove(self.workbook.worksheets[0])
        self._styles = Styles(self.workbook)

    def add(self, name: str | Text, tab: str, label: Text | None = None) -> Page:
        """A new page with a tab of that colour, behind the others. Links show its label, or else its name."""
        sheet = self.workbook.create_sheet(name if isinstance(name, str) else name.say(self.lang))
        sheet.sheet_properties.tabColor = "FF" + tab
        self.pages.append(Page(sheet, self._styles, self.lang, label.say(self.lang) if label else ""))
        return self.pages[-1]

    def define(self, name: str, place: str) -> None:
        """Give a place, 'sheet'!$A$1:$A$9, a name for formulas and drop-downs."""
        self.workbook.defined_names[name] = DefinedName(name, attr_text=place)

    def finish(self, title: Text, results: Results) -> None:
        """Lock the pages, and say on each and in the file what it is: its title, and of which results."""
        running = f"{title.say(self.lang)} · {results.name}"
        for page in self.pages:
            page.footer(running)
            if page.is_locked:
                page.protect()
        self.workbook.calculation.fullCalcOnLoad = True
        self.workbook.properties.creator = f"model-agency-scorecard {results.version}"
        self.workbook.properties.title = running
