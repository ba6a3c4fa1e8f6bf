"""A workbook being made: its sheets in order, and what all of them need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from scorer.model import Lang, Results, Scorecard, Sentence, Text
from scorer.workbook import labels
from scorer.workbook.page import FileLink, Link, Page, address
from scorer.workbook.styles import ACCENT, SERIES, Styles
from scorer.workbook.text import sheet_name, shorten

DASH = "—"  # in place of a level, a rank, a share or points where there is none
_SUBJECT_TAB = "D4694F"
_NAME_WIDTH = 60  # of a subject's name, in digits: a title may be a whole sentence


class Kind(Enum):
    """What a workbook is for."""

    WHOLE = "whole"  # all subjects, to be reviewed
    INDEX = "index"  # all subjects at a glance; each is reviewed in a file of its own, so that nothing here is live
    PART = "part"  # the one subject of such a file


@dataclass(slots=True)
class Book:
    """The pages, all created before any is filled, so that each can point to every other.

    An index has no cover, evidence, lists or subjects; a part has no overview, heat map or shortcomings.
    """

    results: Results
    lang: Lang
    ranked: tuple[Scorecard, ...]  # highest total first; in their given order where totals are equal
    kind: Kind = Kind.WHOLE
    files: tuple[str, ...] = ()  # of an index: where each of `ranked` is reviewed, seen from the index's folder
    workbook: Workbook = field(init=False)
    pages: list[Page] = field(init=False)  # all, in the order of their tabs
    cover: Page = field(init=False)
    overview: Page = field(init=False)
    heat: Page = field(init=False)
    subjects: tuple[Page, ...] = field(init=False)  # one for each of `ranked`
    evidence: Page = field(init=False)
    shortcomings: Page = field(init=False)
    standard: Page = field(init=False)
    guide: Page = field(init=False)
    lists: Page = field(init=False)  # hidden

    def __post_init__(self) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.pages = []
        styles = Styles(self.workbook)
        taken = {label.say(self.lang).lower() for label in labels.SHEETS}

        def page(name: str, tab: str) -> Page:
            sheet = self.workbook.create_sheet(name)
            sheet.sheet_properties.tabColor = "FF" + tab
            self.pages.append(Page(sheet, styles, self.lang))
            return self.pages[-1]

        if self.is_reviewed:
            self.cover = page(labels.COVER.say(self.lang), ACCENT)
        if self.compares:
            self.overview = page(labels.OVERVIEW.say(self.lang), ACCENT)
            self.heat = page(labels.HEAT_MAP.say(self.lang), ACCENT)
        self.subjects = tuple(
            page(sheet_name(f"{number} {subject_name(card)}", taken), _SUBJECT_TAB)
            for number, card in enumerate(self.ranked if self.is_reviewed else (), 1)
        )
        if self.is_reviewed:
            self.evidence = page(labels.EVIDENCE.say(self.lang), SERIES[2])
        if self.compares:
            self.shortcomings = page(labels.SHORTCOMINGS.say(self.lang), SERIES[2])
        self.standard = page(labels.STANDARD.say(self.lang), SERIES[4])
        self.guide = page(labels.GUIDE.say(self.lang), SERIES[4])
        if self.is_reviewed:
            self.lists = page(labels.LISTS.say(self.lang), SERIES[6])
            self.lists.sheet.sheet_state = "hidden"
        running = f"{labels.SCORECARD.say(self.lang)} · {self.results.name}"
        for one in self.pages:
            one.footer(running)

    @property
    def is_reviewed(self) -> bool:
        """Whether reviewers fill it in, and levels and points are formulas; else they are values."""
        return self.kind is not Kind.INDEX

    @property
    def compares(self) -> bool:
        """Whether it shows all subjects of the run beside each other."""
        return self.kind is not Kind.PART

    @property
    def front(self) -> Page:
        """Where a reader starts, and where the other sheets lead back to."""
        return self.overview if self.compares else self.cover

    @property
    def level_names(self) -> tuple[Text, ...]:
        """Of levels 0 to 4."""
        return (labels.NO_EVIDENCE, *(rung.name for rung in self.results.rubric.ladder.rungs))

    def shown_name(self, number: int) -> Link | FileLink:
        """The name of the subject that stands `number`th (from 0); leads to its sheet or its file."""
        name = subject_name(self.ranked[number])
        if self.is_reviewed:
            return Link(self.subjects[number].known(address(1, 1), name))
        return FileLink(self.files[number], name)

    def define(self, name: str, place: str) -> None:
        """Give a place, 'sheet'!$A$1:$A$9, a name for formulas and drop-downs."""
        self.workbook.defined_names[name] = DefinedName(name, attr_text=place)


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
    """Where a sentence stands, for people: 第12段 · its heading."""
    text = sentence.place
    if not sentence.heading:
        return text
    return Text(f"{text.zh} · {sentence.heading}", f"{text.en} · {sentence.heading}")
