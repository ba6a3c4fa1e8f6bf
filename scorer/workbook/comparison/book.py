"""The workbook of a comparison being made: its sheets in order, and what all of them need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from scorer.model import By, Lang, Text
from scorer.model.review import MergedCriterion
from scorer.workbook.book import DASH
from scorer.workbook.comparison import labels as own
from scorer.workbook.page import Binder, Page
from scorer.workbook.styles import ACCENT, GRADES, SERIES, Style, fill
from scorer.workbook.text import shorten

if TYPE_CHECKING:
    from scorer.model.comparison import Comparison, SubjectChange
    from scorer.workbook.page import Binder, Value

ARROWS = '"▲ "0.00;"▼ "0.00;0.00'  # of points: the sign as a mark, so that nothing hangs on the colour
LEVEL_ARROWS = '"▲ "General;"▼ "General;"·"'
SIGNS = '"+"General;"−"General;"·"'
RISE, FALL = ACCENT, "2F5573"
RISE_FILL, FALL_FILL = "FBE4D5", "DDE7F0"
_NAME_WIDTH = 40  # of a subject's name, in digits


@dataclass(slots=True)
class ComparisonBook:
    """The pages, all created before any is filled, so that each can point to every other."""

    comparison: Comparison
    lang: Lang
    workbook: Workbook = field(init=False)
    pages: list[Page] = field(init=False)  # in the order of their tabs
    overview: Page = field(init=False)
    criteria: Page = field(init=False)
    levels: Page = field(init=False)
    guide: Page = field(init=False)

    def __post_init__(self) -> None:
        binder = Binder(self.lang)
        self.workbook, self.pages = binder.workbook, binder.pages
        for name, tab in zip(own.COMPARED_SHEETS, (ACCENT, ACCENT, ACCENT, SERIES[4]), strict=True):
            binder.add(name, tab).footer(f"{own.COMPARISON_TITLE.say(self.lang)} · {self.made_from}")
        self.overview, self.criteria, self.levels, self.guide = self.pages
        self.workbook.properties.creator = f"model-agency-scorecard {self.comparison.new.results.version}"
        self.workbook.properties.title = f"{own.COMPARISON_TITLE.say(self.lang)} · {self.made_from}"

    @property
    def made_from(self) -> str:
        """The two files: old → new."""
        old, new = self.comparison.names
        return f"{old} → {new}"

    @property
    def by(self) -> By:
        """What the subjects of both sides are."""
        return self.comparison.new.results.by

    @property
    def both_sided(self) -> tuple[SubjectChange, ...]:
        """The subjects that can be compared: they come first."""
        return tuple(subject for subject in self.comparison.subjects if subject.old and subject.new)


def name(subject: SubjectChange) -> str:
    """What the subject is called: the agency where one is named, else the report's title."""
    return shorten(subject.card.agency or subject.card.report.title, _NAME_WIDTH)


def documents(subject: SubjectChange) -> str:
    """Its documents, before → after; one where they are of one name."""
    sources = [side.card.report.source if side else DASH for side in (subject.old, subject.new)]
    return " → ".join(dict.fromkeys(sources))


def level(merged: MergedCriterion | None) -> tuple[Value, Style]:
    """A level and how it looks, between two levels as the nearer one."""
    if merged is None:
        return None, Style.CENTER
    if merged.level is None:
        return DASH, Style.CENTER
    return merged.level, GRADES[floor(merged.level + 0.5)]


def color_changes(page: Page, cells: str) -> None:
    """Colour numbers above and below 0."""
    first = cells.partition(":")[0]
    for sign, ink, color in ((">", RISE, RISE_FILL), ("<", FALL, FALL_FILL)):
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            [f"IF(ISNUMBER({first}),{first}{sign}0,FALSE)"], font=Font(color="FF" + ink, b=True), fill=fill(color)
        )
        page.sheet.conditional_formatting.add(cells, rule)


def joined(lines: tuple[Text, ...]) -> Text:
    """Texts below each other."""
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
