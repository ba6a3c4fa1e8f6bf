"""How the workbook looks: one palette, one font, and a named style for each use.

A style is built once per workbook and shared by all its cells; styling cell by cell would take longer
than all the rest and bloat the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.styles import Alignment, Border, Color, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray

if TYPE_CHECKING:
    from openpyxl import Workbook

# On every Windows and every Office for Mac; WPS and LibreOffice replace it with the CJK font they have.
FONT = "Microsoft YaHei"

ACCENT = "9B1C1F"  # the deep red of the genre, kept for titles and for what matters most
INK = "2A2624"
GREY = "7C746E"
LINE = "DDD5CC"
PAPER = "FBF7F2"
SAND = "F3EAE0"
WHITE = "FFFFFF"
WARN = "FFF3D6"
ENTRY = "FFF8D6"  # what waits for a reviewer
ENTRY_EDGE = "E3C25A"
ENTRY_HEAD = "F6E3A1"
WRONG = "F8CBC6"  # an entry that cannot be understood, or a reason that is missing
ENTRY_HEIGHT = 26.0  # of rows with entry cells, at least, in points: room for a comment
DONE = "DDEBDD"  # wholly reviewed
AT_ODDS = "FFD54F"  # levels that cannot both be right

# Levels and grades 0 to 4: each step darker than the last, so that a grey print keeps the order.
LEVEL_FILL = ("F4F1EE", "FBE4D5", "F2BC9F", "D4694F", "9B1C1F")
LEVEL_INK = (GREY, INK, INK, WHITE, WHITE)
HEAT = ("FDF6F0", "F4C9A9", "DB7F60")  # shares 0, one half, 1: black figures stay readable on each
SERIES = ("9B1C1F", "CC7A50", "DDB56C", "8AA393", "56708A", "8B7B9C", "A9A29A")  # chart, repeated after 7


class Style(StrEnum):
    """A use of a cell; its value is the name that the spreadsheet program shows."""

    TITLE = "score title"
    SUBTITLE = "score subtitle"
    NAV = "score navigation"
    SECTION = "score section"
    REMARK = "score remark"
    WARNING = "score warning"
    TILE_LABEL = "score tile label"
    TILE = "score tile"
    TILE_TEXT = "score tile text"
    TILE_POINTS = "score tile points"
    HEADER = "score header"
    HEADER_ENTRY = "score header entry"
    HEADER_UPRIGHT = "score header upright"
    HEADER_TURNED = "score header turned"
    GROUP = "score group"
    GROUP_CENTER = "score group center"
    GROUP_POINTS = "score group points"
    GROUP_SHARE = "score group share"
    GROUP_COUNT = "score group count"
    SUM = "score sum"
    SUM_TITLE = "score sum title"
    SUM_POINTS = "score sum points"
    SUM_SHARE = "score sum share"
    TEXT = "score text"
    STRONG = "score strong"
    SMALL = "score small"
    CODE = "score code"
    LINK = "score link"
    CENTER = "score center"
    BADGE = "score badge"
    COUNT = "score count"
    POINTS = "score points"
    TOTAL = "score total"
    SHARE = "score share"
    ENTRY = "score entry"
    ENTRY_TEXT = "score entry text"
    ENTRY_DATE = "score entry date"
    ENTRY_LABEL = "score entry label"
    DOUBT = "score doubt"
    PLAIN = "score plain"
    PROGRESS = "score progress"
    GRADE_0 = "score grade 0"
    GRADE_1 = "score grade 1"
    GRADE_2 = "score grade 2"
    GRADE_3 = "score grade 3"
    GRADE_4 = "score grade 4"


ENTRIES = (Style.ENTRY, Style.ENTRY_TEXT, Style.ENTRY_DATE)  # unlocked, for reviewers
GRADES = (Style.GRADE_0, Style.GRADE_1, Style.GRADE_2, Style.GRADE_3, Style.GRADE_4)


@dataclass(frozen=True, slots=True)
class Look:
    """What a style looks like, said in the few words that this workbook needs."""

    size: float = 10
    bold: bool = False
    color: str = INK
    fill: str = ""  # "": none
    align: Literal["left", "center", "right"] = "left"
    indent: int = 0
    line: str = LINE  # below the cell; "": none
    box: str = ""  # line on all four sides; "": none
    format: str = "General"
    underline: bool = False
    locked: bool = True  # on a protected sheet
    rotation: int = 0  # degrees; 255: letters upright, one below the other


_NUMBER = "0.00"
_WEIGHT = "General"
LOOKS: dict[Style, Look] = {
    Style.TITLE: Look(18, bold=True, color=WHITE, fill=ACCENT, indent=1, line=""),
    Style.SUBTITLE: Look(9.5, color="F6DDD3", fill=ACCENT, indent=1, line=""),
    Style.NAV: Look(9, color=WHITE, fill=ACCENT, align="center", line="", underline=True),
    Style.SECTION: Look(12, bold=True, color=ACCENT, line=ACCENT),
    Style.REMARK: Look(9, color=GREY, line="", indent=1),
    Style.WARNING: Look(9.5, fill=WARN, indent=1, line=""),
    Style.TILE_LABEL: Look(9, color=GREY, fill=PAPER, align="center", line=""),
    Style.TILE: Look(18, bold=True, color=ACCENT, fill=PAPER, align="center", format="#,##0"),
    Style.TILE_TEXT: Look(11, bold=True, fill=PAPER, align="center"),
    Style.TILE_POINTS: Look(18, bold=True, color=ACCENT, fill=PAPER, align="center", format=_NUMBER),
    Style.HEADER: Look(9.5, bold=True, color=ACCENT, fill=SAND, align="center", line=ACCENT),
    Style.HEADER_ENTRY: Look(9.5, bold=True, color=INK, fill=ENTRY_HEAD, align="center", line=ACCENT),
    Style.HEADER_UPRIGHT: Look(9, color=INK, fill=PAPER, align="center", line=ACCENT, rotation=255),
    Style.HEADER_TURNED: Look(9, color=INK, fill=PAPER, align="center", line=ACCENT, rotation=90),
    Style.GROUP: Look(10.5, bold=True, fill=PAPER, indent=1),
    Style.GROUP_CENTER: Look(10.5, bold=True, fill=PAPER, align="center", format=_WEIGHT),
    Style.GROUP_POINTS: Look(10.5, bold=True, fill=PAPER, align="center", format=_NUMBER),
    Style.GROUP_SHARE: Look(10, color=GREY, fill=PAPER, align="center", format="0%"),
    Style.GROUP_COUNT: Look(10, color=GREY, fill=PAPER, align="center", format="0"),
    Style.SUM: Look(11, bold=True, color=ACCENT, fill=SAND, align="center", format=_WEIGHT),
    Style.SUM_TITLE: Look(11, bold=True, color=ACCENT, fill=SAND, indent=1),
    Style.SUM_POINTS: Look(11, bold=True, color=ACCENT, fill=SAND, align="center", format=_NUMBER),
    Style.SUM_SHARE: Look(10, color=ACCENT, fill=SAND, align="center", format="0%"),
    Style.TEXT: Look(indent=1),
    Style.STRONG: Look(bold=True, indent=1),
    Style.SMALL: Look(9, color=GREY, indent=1),
    Style.CODE: Look(8.5, color=GREY, indent=1),
    Style.LINK: Look(color="7A2E22", indent=1),
    Style.CENTER: Look(align="center", format=_WEIGHT),
    Style.BADGE: Look(bold=True, align="center"),
    Style.COUNT: Look(align="center", format='#,##0;-#,##0;"·"'),
    Style.POINTS: Look(align="center", format=_NUMBER),
    Style.TOTAL: Look(12, bold=True, color=ACCENT, align="center", format=_NUMBER),
    Style.SHARE: Look(align="center", format="0%"),
    Style.ENTRY: Look(align="center", fill=ENTRY, box=ENTRY_EDGE, locked=False),
    Style.ENTRY_TEXT: Look(indent=1, fill=ENTRY, box=ENTRY_EDGE, locked=False),
    Style.ENTRY_DATE: Look(indent=1, fill=ENTRY, box=ENTRY_EDGE, locked=False, format="yyyy-mm-dd"),
    Style.ENTRY_LABEL: Look(bold=True, align="right", indent=1, line=""),
    Style.PLAIN: Look(10.5, indent=1, line=""),
    Style.PROGRESS: Look(12, bold=True, color=ACCENT, align="right", line=ACCENT),
    Style.DOUBT: Look(9, fill=WARN, indent=1),
} | {
    style: Look(bold=True, align="center", fill=fill, color=ink)
    for style, fill, ink in zip(GRADES, LEVEL_FILL, LEVEL_INK, strict=True)
}


class Styles:
    """The styles of one workbook, ready to be shared by its cells."""

    def __init__(self, workbook: Workbook) -> None:
        fonts: Any = getattr(workbook, "_fonts")  # noqa: B009 - the type stubs do not know it
        fonts[0] = Font(name=FONT, sz=10, color=INK)  # of empty cells, and the unit of widths
        self._plain = {style: _register(workbook, style) for style in Style}
        self._quoted = {style: _with_quote_prefix(array) for style, array in self._plain.items()}

    def of(self, style: Style, *, quoted: bool = False) -> StyleArray:
        """The shared style; `quoted` as the apostrophe does that keeps text from becoming a formula."""
        return (self._quoted if quoted else self._plain)[style]


def fill(color: str) -> PatternFill:
    """A solid fill."""
    return PatternFill("solid", start_color=Color(rgb="FF" + color), end_color=Color(rgb="FF" + color))


def _register(workbook: Workbook, style: Style) -> StyleArray:
    look = LOOKS[style]
    named = NamedStyle(
        name=style.value,
        font=Font(
            name=FONT,
            sz=look.size,
            b=look.bold,
            color="FF" + look.color,
            u="single" if look.underline else None,
        ),
        fill=fill(look.fill) if look.fill else PatternFill(),
        border=_border(look),
        alignment=Alignment(
            horizontal=look.align,
            vertical="center",
            wrap_text=not look.rotation,  # LibreOffice centres turned text only where it does not wrap
            indent=look.indent,
            text_rotation=look.rotation,
        ),
        number_format=look.format,
        protection=Protection(locked=look.locked),
    )
    workbook.add_named_style(named)
    return named.as_tuple()


def _border(look: Look) -> Border:
    if look.box:
        side = Side("thin", color="FF" + look.box)
        return Border(left=side, right=side, top=side, bottom=side)
    return Border(bottom=Side("thin", color="FF" + look.line)) if look.line else Border()


def _with_quote_prefix(array: StyleArray) -> StyleArray:
    quoted = StyleArray(array)
    quoted.quotePrefix = 1
    return quoted
