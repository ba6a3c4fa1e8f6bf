"""A workbook being made: its sheets in order, and what all of them need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook

from scorer.model import Lang, Results, Scorecard, Sentence, Text
from scorer.workbook import labels
from scorer.workbook.page import Link, Page, address
from scorer.workbook.styles import ACCENT, FONT, SERIES, Styles
from scorer.workbook.text import clean, sheet_name, shorten

MOST_SHEETS = 200  # subjects that each have a sheet; Excel can hardly open a workbook with more
_SUBJECT_TAB = "D4694F"
_NAME_WIDTH = 60  # of a subject's name, in digits: a title may be a whole sentence


@dataclass(slots=True)
class Book:
    """The pages, all created before any is filled, so that each can point to every other."""

    results: Results
    lang: Lang
    ranked: tuple[Scorecard, ...]  # highest total first; in their given order where totals are equal
    workbook: Workbook = field(init=False)
    overview: Page = field(init=False)
    subjects: tuple[Page, ...] = field(init=False)  # one for each of `ranked`; none where they are too many
    evidence: Page = field(init=False)
    shortcomings: Page = field(init=False)
    standard: Page = field(init=False)
    guide: Page = field(init=False)

    def __post_init__(self) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        styles = Styles(self.workbook)
        fixed = (labels.OVERVIEW, labels.EVIDENCE, labels.SHORTCOMINGS, labels.STANDARD, labels.GUIDE)
        taken = {label.say(self.lang).lower() for label in fixed}

        def page(name: str, tab: str) -> Page:
            sheet = self.workbook.create_sheet(name)
            sheet.sheet_properties.tabColor = "FF" + tab
            return Page(sheet, styles, self.lang)

        self.overview = page(labels.OVERVIEW.say(self.lang), ACCENT)
        self.subjects = tuple(
            page(sheet_name(f"{number} {subject_name(card)}", taken), _SUBJECT_TAB)
            for number, card in enumerate(self.ranked if self.has_sheets else (), 1)
        )
        self.evidence = page(labels.EVIDENCE.say(self.lang), SERIES[2])
        self.shortcomings = page(labels.SHORTCOMINGS.say(self.lang), SERIES[2])
        self.standard = page(labels.STANDARD.say(self.lang), SERIES[4])
        self.guide = page(labels.GUIDE.say(self.lang), SERIES[4])
        self._print_headings()

    @property
    def has_sheets(self) -> bool:
        """Whether each subject has a sheet of its own, and points are formulas; else they are values."""
        return len(self.ranked) <= MOST_SHEETS

    def shown_name(self, number: int) -> Link | str:
        """The name of the subject that stands `number`th (from 0); leads to its sheet where it has one."""
        name = subject_name(self.ranked[number])
        return Link(self.subjects[number].known(address(1, 1), name)) if self.has_sheets else name

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in the order of their tabs."""
        return (self.overview, *self.subjects, self.evidence, self.shortcomings, self.standard, self.guide)

    @property
    def level_names(self) -> tuple[Text, ...]:
        """Of levels 0 to 4."""
        return (labels.NO_EVIDENCE, *(rung.name for rung in self.results.rubric.ladder.rungs))

    def _print_headings(self) -> None:
        running = f"{labels.SCORECARD.say(self.lang)} · {self.results.name}"
        font = f"{FONT},Regular"
        for page in self.pages:
            footer: Any = page.sheet.oddFooter
            for part in (footer.left, footer.center, footer.right):
                part.font, part.size, part.color = font, 8, "7C746E"
            footer.left.text = clean(running)[:100].replace("&", "&&")
            footer.center.text = labels.PAGE.say(self.lang)
            footer.right.text = "&A"


def rank(results: Results) -> tuple[Scorecard, ...]:
    """The scorecards, highest total first and those set aside last."""
    return tuple(sorted(results.scorecards, key=lambda card: (-card.total, is_set_aside(card))))


def is_set_aside(card: Scorecard) -> bool:
    """Whether nothing in the report was looked at: it is not about the matter, or a notice or set of rules."""
    return bool(card.notes) and not any(result.evidence for result in card.criteria)


def subject_name(card: Scorecard) -> str:
    """What the scorecard is about, in short: the agency where one is named, else the report's title."""
    return shorten(card.agency or card.report.title, _NAME_WIDTH)


def place(sentence: Sentence) -> Text:
    """Where a sentence stands, for people: 第 12 段 · its heading."""
    text = labels.fill_in(labels.PARAGRAPH, n=sentence.paragraph)
    if not sentence.heading:
        return text
    return Text(f"{text.zh} · {sentence.heading}", f"{text.en} · {sentence.heading}")
