"""对照: the subjects' results under several rubrics beside each other, and their levels criterion by criterion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from scorer.errors import RubricError
from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, is_set_aside, subject_name
from scorer.workbook.columns import Column, Table
from scorer.workbook.page import Formula, Known, Link, Value, address
from scorer.workbook.sheets import counterparts
from scorer.workbook.sheets.cover import write_origin
from scorer.workbook.sheets.heat import level_of
from scorer.workbook.sheets.overview import ranks
from scorer.workbook.styles import LOOKS, Style
from scorer.workbook.text import height, lines, shorten
from scorer.xlsx.cells import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.model import Criterion, Rubric, Scorecard
    from scorer.workbook.book import Book
    from scorer.workbook.combined import Combined, Pages
    from scorer.workbook.page import Page
    from scorer.workbook.sheets.subject import Totals

_ID_WIDTH, _TITLE_WIDTH, _NOTE_WIDTH, _WIDTH = 7, 40, 26, 8.5  # of columns, in digits
_NAME_WIDTH = 27  # of a subject's name above its levels, in digits
_TEXT_COLUMNS = 14  # across which text runs, so that it is read without scrolling
_BEFORE_LEVELS = 4  # columns of the table of levels
_PAGE_WIDTH = 220.0  # digits on A4 across, in a size that can still be read
_RESULTS_WIDTH = 170.0  # digits, at least, that results under several rubrics may take beside each other
_FEWEST_BESIDE = 2  # rubrics beside the first one
_FIRST_ROW = 4  # below the head


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject comes to under a rubric."""

    card: Scorecard
    name: Value  # leads to where it is told in full
    total: Known
    band: Known
    rank: Known | None  # None where the workbook does not compare
    levels: Sequence[Known]  # on each criterion, in the rubric's order; — where it does not apply


@dataclass(frozen=True, slots=True)
class Side:
    """What all subjects come to under one rubric."""

    rubric: Rubric
    start: Page  # what its sheets begin with
    compares: bool  # whether the workbook ranks the subjects
    subjects: Mapping[str, Subject]  # by id, in the order of their ranking

    def level(self, subject: str, criterion: Criterion) -> Value:
        """The subject's level; — where the rubric does not know it."""
        found = self.subjects.get(subject)
        if found is None:
            return DASH
        level = found.levels[self.rubric.criteria.index(criterion)]
        return level_of(found.total, level, aside=is_set_aside(found.card))


def side(book: Book, totals: Sequence[Totals]) -> Side:
    """The rubric's side, from the subjects' sheets; `totals` in the order of the ranking."""
    places: Sequence[Known | None] = ranks(book) if book.compares else [None] * len(totals)
    subjects = {
        card.id: Subject(card, book.shown_name(number), one.total, one.band, place, one.levels)
        for number, (card, one, place) in enumerate(zip(book.ranked, totals, places, strict=True))
    }
    return Side(book.rubric, book.overview if book.compares else book.subjects[0], book.compares, subjects)


def write(combined: Combined[Pages], sides: Sequence[Side], remark: Text | None = None) -> None:
    """Fill the sheet; `sides` in the order of the chapters. The `remark` tells what results these are."""
    common = next(one for one in sides if one.rubric is combined.common.rubric)
    others = [one for one in sides if one is not common]
    page = combined.crosswalk
    subjects = _subjects([common, *others])
    across = dict(islice(subjects.items(), COLUMNS - _BEFORE_LEVELS))
    writer = _Writer(page, common, subjects, across, combined.middle, is_common=combined.has_common)
    levels = _levels_table(across)
    blocks = list(_blocks(common, others, levels))
    tables = [writer.results_table(block) for block in blocks]
    last = max(len(table.columns) for table in (*tables, levels))
    for table in (*tables, levels):
        page.columns(table)
    _head(combined, last)
    row = _FIRST_ROW
    if remark is not None:
        page.paragraph(row, 1, min(last, _TEXT_COLUMNS), remark, Style.REMARK)
        row += 1
    row = writer.begin(row, last)
    for block, table in zip(blocks, tables, strict=True):
        row = writer.results(row, last, table, block) + 2
    headers: list[int] = []  # rows
    for other in others:
        row = writer.pairs(row, last, levels, other, headers) + 2
    page.finish("C3", headers[0] if headers else None, last)  # all have the same names of subjects
    page.sheet.page_setup.fitToWidth = math.ceil(_width(last) / _PAGE_WIDTH)


def _width(columns: int) -> float:
    """Of a table, in digits."""
    return _ID_WIDTH + _TITLE_WIDTH + _NOTE_WIDTH + _WIDTH * (columns - 3)


def _blocks(common: Side, others: Sequence[Side], levels: Table) -> Iterator[list[Side]]:
    """The rubrics, so many beside the common one as are no wider than the levels below: else half a page is blank."""
    width = max(_RESULTS_WIDTH, _width(len(levels.columns)))
    room = (width - _width(6)) / (4 * _WIDTH)  # beside subject, source and the three columns of the common one
    beside = max(_FEWEST_BESIDE, int(room))
    for first in range(0, len(others), beside):
        yield [common, *others[first : first + beside]]


def _subjects(sides: Sequence[Side]) -> dict[str, Subject]:
    """Every subject once by its id, in the order of the first side's ranking, with what it comes to there."""
    found: dict[str, Subject] = {}
    for one in sides:
        found = found | {id_: subject for id_, subject in one.subjects.items() if id_ not in found}
    return found


# --- the tables --------------------------------------------------------------------------------


def _levels_table(subjects: Mapping[str, Subject]) -> Table:
    names = [shorten(subject_name(subject.card), _NAME_WIDTH) for subject in subjects.values()]
    return Table(
        (
            Column("id", labels.ID, _ID_WIDTH, Style.BADGE),
            Column("title", labels.CRITERION_AND_COUNTERPARTS, _TITLE_WIDTH, Style.TEXT),
            Column("note", labels.REMARKS, _NOTE_WIDTH, Style.SMALL),
            Column("conflicts", labels.CONFLICTS, _WIDTH, Style.COUNT),
            *(Column(f"subject_{n}", Text(name, name), _WIDTH, Style.BADGE) for n, name in enumerate(names)),
        )
    )


def _head(combined: Combined[Pages], last: int) -> None:
    page, runs = combined.crosswalk, [book.results for book in combined.chapters]
    page.span(1, 1, last, labels.CROSSWALK_TITLE, Style.TITLE)
    page.row_height(1, 36)
    links = [target for target in combined.shared if target is not page]
    end = min(last, _TEXT_COLUMNS)
    write_origin(page, 1, end - len(links), runs)
    for column, target in enumerate(links, end - len(links) + 1):
        page.put(2, column, target.link(), Style.NAV)
    if last > end:
        page.span(2, end + 1, last, None, Style.SUBTITLE)
    page.row_height(3, 6)


@dataclass(frozen=True, slots=True)
class _Writer:
    """The page, and what is compared on it."""

    page: Page
    common: Side  # what the others stand beside
    subjects: Mapping[str, Subject]  # by id, in the order of their rows
    across: Mapping[str, Subject]  # those that have a column with their levels: the first, or all
    middle: Rubric | None  # by way of which rubrics are compared that have no crosswalk to each other
    is_common: bool  # whether another rubric has a crosswalk to the `common` one, so that subjects compare by it

    # --- totals, bands, ranks ---

    def begin(self, row: int, last: int) -> int:
        """Say what the results under each rubric are good for; returns the next row."""
        remarks = {
            (True, True): labels.CROSSWALK_REMARK,
            (True, False): labels.CROSSWALK_REMARK_ALONE,
            (False, True): labels.CROSSWALK_REMARK_PART,
            (False, False): labels.CROSSWALK_REMARK_PART_ALONE,
        }
        remark = remarks[self.common.compares, self.is_common]
        self.page.section(row, last, labels.UNDER_EACH_RUBRIC)
        said = labels.fill_in_titles(remark, right=self.common.rubric.title)
        self.page.paragraph(row + 1, 1, min(last, _TEXT_COLUMNS), said, Style.REMARK)
        return row + 2

    def results_table(self, sides: Sequence[Side]) -> Table:
        """The columns of results under some of the rubrics."""

        def columns(number: int, one: Side) -> Iterator[Column]:
            style = Style.TOTAL if self.is_common and number == 0 else Style.POINTS
            yield Column(f"total_{number}", labels.TOTAL, _WIDTH, style)
            yield Column(f"band_{number}", labels.BAND, _WIDTH, Style.BADGE)
            if one.compares:
                yield Column(f"rank_{number}", labels.RANK, _WIDTH, Style.CENTER)
                if number and self.is_common:
                    yield Column(f"gap_{number}", labels.RANK_GAP, _WIDTH, Style.CENTER)

        return Table(
            (
                Column("number", labels.NUMBER, _ID_WIDTH, Style.CENTER),
                Column("subject", labels.SUBJECT, _TITLE_WIDTH, Style.STRONG),
                Column("source", labels.SOURCE, _NOTE_WIDTH, Style.SMALL),
                *(column for number, one in enumerate(sides) for column in columns(number, one)),
            )
        )

    def results(self, row: int, last: int, table: Table, sides: Sequence[Side]) -> int:
        """Write the subjects' results under some of the rubrics; returns the last row."""
        page = self.page
        self._rubrics(row, table, sides)
        row += 1
        page.header(row, table)
        if not self.subjects:
            row += 1
            page.span(row, 1, last, labels.NONE_SCORED, Style.WARNING)
        for number, (id_, subject) in enumerate(self.subjects.items(), 1):
            row += 1
            name = subject.name if id_ in self.common.subjects else subject_name(subject.card)
            values: dict[str, Value] = {"number": number, "source": subject.card.report.source, "subject": name}
            for place, one in enumerate(sides):
                values |= self._standing(row, table, place, one, id_)
            page.row(row, table, values, least=24.0)
            for place in range(1, len(sides)):
                if self.common.compares and self.is_common:
                    page.show_as(row, table.number(f"gap_{place}"), "+0;-0;0")
        return row

    def _rubrics(self, row: int, table: Table, sides: Sequence[Side]) -> None:
        """The rubrics' titles above their columns; each leads to what its sheets begin with."""
        self.page.span(row, 1, 3, None, Style.HEADER)
        most = 1
        ends = [table.number(f"total_{place}") for place in range(1, len(sides))]
        for place, (one, end) in enumerate(zip(sides, [*ends, len(table.columns) + 1], strict=True)):
            title = Link(one.start.known(address(1, 1), ""), one.rubric.title)
            first = table.number(f"total_{place}")
            most = max(most, lines(self.page.span(row, first, end - 1, title, Style.HEADER), _WIDTH * (end - first)))
        self.page.row_height(row, height(most, LOOKS[Style.HEADER].size) + 4)

    def _standing(self, row: int, table: Table, number: int, one: Side, subject: str) -> dict[str, Value]:
        found = one.subjects.get(subject)
        keys = [column.key for column in table.columns if column.key.endswith(f"_{number}")]
        if found is None:
            return dict.fromkeys(keys, DASH)
        values: dict[str, Value] = {f"total_{number}": found.total.shown(), f"band_{number}": found.band.shown()}
        if found.rank is None:
            return values
        values[f"rank_{number}"] = found.rank.shown()
        if number and self.is_common:
            values[f"gap_{number}"] = self._gap(row, table, number, subject, found.rank)
        return values

    def _gap(self, row: int, table: Table, number: int, subject: str, rank: Known) -> Formula:
        """By how many places the subject stands further back than under the common rubric."""
        common = self.common.subjects.get(subject)
        here, there = rank.value, common.rank.value if common and common.rank else DASH
        own, beside = (address(table.number(f"rank_{n}"), row) for n in (number, 0))
        value = here - there if isinstance(here, int) and isinstance(there, int) else DASH
        return Formula(f'=IF(COUNT({own},{beside})=2,{own}-{beside},"{DASH}")', value)

    # --- levels ---

    def pairs(self, row: int, last: int, table: Table, other: Side, headers: list[int]) -> int:
        """Write the levels on each criterion of another rubric, and on its counterparts; returns the last row. Adds the
        header's row to the `headers`.
        """
        page, names = self.page, {"left": other.rubric.title, "right": self.common.rubric.title}
        end = min(last, _TEXT_COLUMNS)
        found, why = None, labels.fill_in_titles(labels.NO_CROSSWALK, **names)
        try:
            found = counterparts.counterparts(other.rubric, self.common.rubric, self.middle)
        except RubricError as error:  # of rubrics that came back from different runs
            why = error.message
        title, remarks = labels.SIDE_BY_SIDE, [labels.SIDE_BY_SIDE_REMARK]
        if found is not None and found.middle is not None:
            names["middle"] = found.middle.title
            title = Text(title.zh + labels.BY_WAY_TITLE.zh, title.en + labels.BY_WAY_TITLE.en)
            remarks.insert(0, labels.BY_WAY_REMARK)
        page.section(row, last, labels.fill_in_titles(title, **names))
        if found is None:
            page.paragraph(row + 1, 1, end, why, Style.REMARK)
            return row + 1
        for remark in remarks:
            row += 1
            page.paragraph(row, 1, end, labels.fill_in_titles(remark, **names), Style.REMARK)
        if len(self.across) < len(self.subjects):
            row += 1
            page.paragraph(row, 1, end, labels.fill_in(labels.FIRST_ACROSS, n=len(self.across)), Style.WARNING)
        page.header(row + 1, table)
        headers.append(row + 1)
        writer = counterparts.Writer(page, table, tuple(self.across), other, self.common, found, names)
        return writer.write(row + 2)
