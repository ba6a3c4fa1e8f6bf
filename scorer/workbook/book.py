"""A workbook being made: its sheets in order, and what all of them need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from scorer.model import Lang, Results, Scorecard, Sentence, Text
from scorer.workbook import labels
from scorer.workbook.columns import row_id
from scorer.workbook.page import Binder, FileLink, Link, Page, address
from scorer.workbook.styles import ACCENT, SERIES
from scorer.workbook.text import sheet_name, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook

DASH = "—"  # in place of a level, a rank, a share or points where there is none
_SUBJECT_TAB = "D4694F"
_TAG_LENGTH = 12  # of a rubric's id before the names of its sheets, which take 31 in all
_NAME_WIDTH = 60  # of a subject's name, in digits: a title may be a whole sentence


class Kind(Enum):
    """What a workbook is for."""

    WHOLE = "whole"  # all subjects, to be reviewed
    INDEX = "index"  # all subjects at a glance; each is reviewed in a file of its own, so that nothing here is live
    PART = "part"  # the one subject of such a file


@dataclass(frozen=True, slots=True)
class Chapter:
    """The part of a workbook of several rubrics that is about one of them."""

    number: int  # from 1
    rubric: str  # its id
    binder: Binder
    taken: set[str]  # names of sheets, in lower case

    @property
    def color(self) -> str:
        """Of its tabs."""
        others = SERIES[1:]  # the first is that of the sheets that all chapters share
        return others[(self.number - 1) % len(others)]

    def sheet_name(self, name: str) -> str:
        """The name of one of its sheets."""
        tag = self.rubric if len(self.rubric) <= _TAG_LENGTH else f"{self.rubric[: _TAG_LENGTH - 1]}…"
        return sheet_name(f"{tag} {name}", self.taken)


@dataclass(slots=True)
class Book:
    """The pages about one rubric, all created before any is filled, so that each can point to every other.

    An index has no cover, evidence, lists or subjects; a part has no overview, heat map or shortcomings.
    The chapters of a workbook share cover and guide, which are made apart.
    """

    results: Results
    lang: Lang
    ranked: tuple[Scorecard, ...]  # highest total first; in their given order where totals are equal
    kind: Kind = Kind.WHOLE
    files: tuple[str, ...] = ()  # of an index: where each of `ranked` is reviewed, seen from the index's folder
    chapter: Chapter | None = None  # None: the workbook has no other rubric
    binder: Binder = field(init=False)
    pages: list[Page] = field(init=False)  # all that concern the rubric, in the order of their tabs
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
        self.binder, self.pages = self.chapter.binder if self.chapter else Binder(self.lang), []
        alone = self.chapter is None
        if self.is_reviewed and alone:
            self.cover = self._add(labels.COVER, ACCENT)
        if self.compares:
            self.overview = self._add(labels.OVERVIEW, ACCENT)
            self.heat = self._add(labels.HEAT_MAP, ACCENT)
        self.subjects = tuple(self._add_subjects()) if self.is_reviewed else ()
        if self.is_reviewed:
            self.evidence = self._add(labels.EVIDENCE, SERIES[2])
        if self.compares:
            self.shortcomings = self._add(labels.SHORTCOMINGS, SERIES[2])
        self.standard = self._add(labels.STANDARD, SERIES[4])
        if alone:
            self.guide = self._add(labels.GUIDE, SERIES[4])
        if self.is_reviewed:
            self.lists = self._add(labels.LISTS, SERIES[6])
            self.lists.sheet.sheet_state = "hidden"

    @property
    def workbook(self) -> Workbook:
        """The workbook that the pages are sheets of."""
        return self.binder.workbook

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
        """Give a place, 'sheet'!$A$1:$A$9, a name that formulas and drop-downs about this rubric take as `named`."""
        self.binder.define(self.named(name), place)

    def named(self, name: str) -> str:
        """The name, which each rubric of a workbook has for itself."""
        return f"{name}_{self.chapter.number}" if self.chapter else name

    def row_id(self, id_: str) -> str:
        """What a row is found by again."""
        return row_id(self.chapter.rubric if self.chapter else "", id_)

    def titled(self, title: Text) -> Text:
        """A sheet's title, with the rubric's where there are several."""
        return joined(title, self.results.rubric.title) if self.chapter else title

    def _add(self, label: Text, color: str) -> Page:
        """A page that the rubric has once."""
        if self.chapter:
            self.pages.append(self.binder.add(self.chapter.sheet_name(label.say(self.lang)), self.chapter.color, label))
        else:
            self.pages.append(self.binder.add(label, color))
        return self.pages[-1]

    def _add_subjects(self) -> Iterator[Page]:
        """A page for each of `ranked`."""
        taken = {label.say(self.lang).lower() for label in labels.SHEETS}
        name_of = self.chapter.sheet_name if self.chapter else partial(sheet_name, taken=taken)
        color = self.chapter.color if self.chapter else _SUBJECT_TAB
        for number, card in enumerate(self.ranked, 1):
            self.pages.append(self.binder.add(name_of(f"{number} {subject_name(card)}"), color))
            yield self.pages[-1]


def rank(results: Results) -> tuple[Scorecard, ...]:
    """The scorecards, highest total first and those set aside last."""
    return tuple(sorted(results.scorecards, key=lambda card: (-card.total, is_set_aside(card))))


def is_set_aside(card: Scorecard) -> bool:
    """Whether nothing in the report was looked at: it is not about the matter, or a notice or set of rules."""
    return len(card.notes) > len(card.report.remarks) and not any(result.evidence for result in card.criteria)


def joined(*texts: Text) -> Text:
    """The texts on one line."""
    return Text(" · ".join(text.zh for text in texts), " · ".join(text.en for text in texts))


def subject_name(card: Scorecard) -> str:
    """What the scorecard is about, in short: the agency where one is named, else the report's title."""
    return shorten(card.agency or card.report.title, _NAME_WIDTH)


def place(sentence: Sentence) -> Text:
    """Where a sentence stands, for people: 第12段 · its heading."""
    text = sentence.place
    if not sentence.heading:
        return text
    return Text(f"{text.zh} · {sentence.heading}", f"{text.en} · {sentence.heading}")
