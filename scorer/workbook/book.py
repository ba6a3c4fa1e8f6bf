"""A workbook being made: its sheets in order, and what all of them need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from scorer.model import (
    NOTHING,
    TOO_LITTLE,
    Evidence,
    Lang,
    QuantityKind,
    Results,
    Scorecard,
    Sentence,
    Shortcoming,
    Text,
)
from scorer.workbook import labels
from scorer.workbook.columns import row_id
from scorer.workbook.page import Binder, FileLink, Link, Page, address
from scorer.workbook.styles import ACCENT, SERIES
from scorer.workbook.text import sheet_name, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook

    from scorer.model import Rubric
    from scorer.model.copies import Elsewhere
    from scorer.model.review import MergedCard

DASH = "—"  # in place of a level, a rank, a share or points where there is none
_SUBJECT_TAB = "D4694F"
_TAG_LENGTH = 12  # of a rubric's id before the names of its sheets, which take 31 in all
_SOURCES = 3  # that are told of a subject
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


class RubricPages:
    """The pages about one rubric: a whole workbook, or a chapter of one of several rubrics."""

    __slots__ = ()

    results: Results
    lang: Lang
    chapter: Chapter | None  # None: the workbook has no other rubric
    binder: Binder
    pages: list[Page]  # all that concern the rubric, in the order of their tabs
    cover: Page
    guide: Page

    @property
    def rubric(self) -> Rubric:
        """By which was scored."""
        return self.results.rubric

    @property
    def workbook(self) -> Workbook:
        """The workbook that the pages are sheets of."""
        return self.binder.workbook

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
        return joined(title, self.rubric.title) if self.chapter else title

    def _add(self, label: Text, color: str) -> Page:
        """A page that the rubric has once, behind the others."""
        if self.chapter:
            self.pages.append(self.binder.add(self.chapter.sheet_name(label.say(self.lang)), self.chapter.color, label))
        else:
            self.pages.append(self.binder.add(label, color))
        return self.pages[-1]


@dataclass(slots=True)
class Book(RubricPages):
    """The pages about one rubric, all created before any is filled, so that each can point to every other.

    An index has no cover, evidence, lists or subjects; a part has no overview, heat map, quantities or shortcomings.
    The chapters of a workbook share cover and guide, which are made apart.
    """

    results: Results
    lang: Lang
    ranked: tuple[Scorecard, ...]  # highest total first; in their given order where totals are equal
    kind: Kind = Kind.WHOLE
    files: tuple[str, ...] = ()  # of an index: where each of `ranked` is reviewed, seen from the index's folder
    chapter: Chapter | None = None
    binder: Binder = field(init=False)
    pages: list[Page] = field(init=False)
    cover: Page = field(init=False)
    overview: Page = field(init=False)
    heat: Page = field(init=False)
    subjects: tuple[Page, ...] = field(init=False)  # one for each of `ranked`
    evidence: Page = field(init=False)
    quantities: Page = field(init=False)
    shortcomings: Page = field(init=False)
    copies: Page = field(init=False)  # where repeated text was looked for
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
            self.quantities = self._add(labels.QUANTITIES, SERIES[2])
            self.shortcomings = self._add(labels.SHORTCOMINGS, SERIES[2])
        if self.results.copies is not None:
            self.copies = self._add(labels.COPIES, SERIES[2])
        self.standard = self._add(labels.STANDARD, SERIES[4])
        if alone:
            self.guide = self._add(labels.GUIDE, SERIES[4])
        if self.is_reviewed:
            self.lists = self._add(labels.LISTS, SERIES[6])
            self.lists.sheet.sheet_state = "hidden"

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
    return tuple(sorted(results.scorecards, key=lambda card: (card.sort_key[0], is_set_aside(card))))


def is_set_aside(card: Scorecard) -> bool:
    """Whether nothing in the report was looked at: it is not about the matter, or a notice or set of rules."""
    return len(card.notes) > len(card.report.remarks) and not any(result.evidence for result in card.criteria)


def joined(*texts: Text) -> Text:
    """The texts on one line."""
    return Text(" · ".join(text.zh for text in texts), " · ".join(text.en for text in texts))


def subject_name(card: Scorecard) -> str:
    """What the scorecard is about, in short: the agency where one is named, else the report's title."""
    return shorten(card.agency or card.report.title, _NAME_WIDTH)


def total_of(card: Scorecard | MergedCard) -> float | str:
    """A subject's total; — where there is too little material for one."""
    return DASH if card.total is None else card.total


def band_of(card: Scorecard | MergedCard) -> Text:
    """A subject's band, or that there is too little material for one."""
    return TOO_LITTLE if card.band is None else card.band.name


def sources_of(card: Scorecard) -> str:
    """The report that the subject is, or those that tell of the agency: the first few, each on a line."""
    names = [report.source for report in card.reports]
    return "\n".join(names[:_SOURCES] + ["…"] * (len(names) > _SOURCES))


def listed(items: Sequence[str]) -> Text:
    """The items on one line."""
    return Text("、".join(items), ", ".join(items))


def figures_of(evidence: Evidence) -> Text:
    """What a piece of evidence tells in numbers, as written; dates and lengths of time are none of it."""
    when = (QuantityKind.DATE, QuantityKind.SPAN)
    return listed([quantity.text for quantity in evidence.quantities if quantity.kind not in when])


def copied_at(evidence: Evidence) -> Text:
    """Where a piece of evidence stands too, a place on each line."""
    told = [_told(one) for one in evidence.copied]
    return Text("\n".join(one.zh for one in told), "\n".join(one.en for one in told))


def _told(place: Elsewhere) -> Text:
    how = labels.EXACT if place.exact else labels.NEAR
    archived = labels.ARCHIVED if place.archived else NOTHING
    return Text(
        f"{how.zh}：{place.source}{archived.zh} {place.place.zh}",
        f"{how.en}: {place.source}{archived.en}, {place.place.en}",
    )


def place_of(card: Scorecard, piece: Evidence | Shortcoming) -> Text:
    """Where a piece of evidence or a shortcoming stands, as `place`; of an agency, with the report."""
    return place(piece.sentence, piece.source if card.agency is not None else "")


def place(sentence: Sentence, source: str = "") -> Text:
    """Where a sentence stands, for people: 第12段 · its heading; before it the source, where one is given."""
    text = sentence.place_in(source) if source else sentence.place
    if not sentence.heading:
        return text
    return Text(f"{text.zh} · {sentence.heading}", f"{text.en} · {sentence.heading}")
