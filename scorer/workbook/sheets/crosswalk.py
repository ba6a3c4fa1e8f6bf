"""对照: the subjects' results under several rubrics beside each other, and their levels criterion by criterion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from scorer.crosswalk import RELATIONS, side_by_side
from scorer.model import Relation, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, is_set_aside, subject_name
from scorer.workbook.columns import Column, Table
from scorer.workbook.page import Formula, Known, Link, Value, address
from scorer.workbook.sheets.cover import write_origin
from scorer.workbook.sheets.heat import color_levels, level_of
from scorer.workbook.sheets.overview import ranks
from scorer.workbook.styles import ACCENT, LOOKS, WARN, Style, fill
from scorer.workbook.text import height, lines, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.crosswalk import Pair, SideBySide
    from scorer.model import Criterion, Scorecard
    from scorer.workbook.book import Book
    from scorer.workbook.combined import Combined
    from scorer.workbook.page import Page
    from scorer.workbook.sheets.subject import Totals

# What must not be, between the level of a criterion and that of its counterpart.
_CONFLICTS = {Relation.EQUAL: "<>", Relation.PART_OF: ">", Relation.CONTAINS: "<"}
_ID_WIDTH, _TITLE_WIDTH, _NOTE_WIDTH, _WIDTH = 7, 40, 26, 8.5  # of columns, in digits
_NAME_WIDTH = 27  # of a subject's name above its levels, in digits
_TEXT_COLUMNS = 14  # across which text runs, so that it is read without scrolling
_PAGE_WIDTH = 280.0  # digits on A4 across, in a size that can still be read
_FIRST_ROW = 4  # below the head
_ROW = 20.0  # points


def write(combined: Combined, totals: Sequence[Sequence[Totals]]) -> None:
    """Fill the sheet from those of the subjects; `totals` for each chapter in the order of its ranking."""
    chapters = tuple(_chapter(book, some) for book, some in zip(combined.chapters, totals, strict=True))
    common = next(one for one in chapters if one.book is combined.common)
    others = [one for one in chapters if one is not common]
    writer = _Writer(combined.crosswalk, common, _subjects([common, *others]))
    results, levels = _results_table([common, *others]), _levels_table(writer.subjects)
    last = max(len(results.columns), len(levels.columns))
    page = combined.crosswalk
    for table in (results, levels):
        page.columns(table)
    _head(combined, last)
    row = writer.results(_FIRST_ROW, last, results, [common, *others])
    headers: list[int] = []  # rows
    for other in others:
        row = writer.pairs(row + 2, last, levels, other, headers)
    page.finish("C3", headers[0] if headers else None, last)  # all have the same names of subjects
    width = _ID_WIDTH + _TITLE_WIDTH + _NOTE_WIDTH + _WIDTH * (last - 3)
    page.sheet.page_setup.fitToWidth = math.ceil(width / _PAGE_WIDTH)


@dataclass(frozen=True, slots=True)
class _Chapter:
    """The subjects' figures under one rubric."""

    book: Book
    totals: Sequence[Totals]
    places: Mapping[str, int]  # in the ranking, from 0, by subject
    ranks: Sequence[Known]  # in the order of the ranking; none where the workbook does not compare

    @property
    def title(self) -> Text:
        """Of the rubric."""
        return self.book.results.rubric.title

    def place(self, subject: str) -> int | None:
        """Where the subject stands in the ranking, from 0; None where the rubric does not know it."""
        return self.places.get(subject)

    def level(self, subject: str, criterion: Criterion) -> Value:
        """The subject's level."""
        place = self.place(subject)
        if place is None:
            return DASH
        totals = self.totals[place]
        number = self.book.results.rubric.criteria.index(criterion)
        return level_of(totals, totals.levels[number], aside=is_set_aside(self.book.ranked[place]))


def _chapter(book: Book, totals: Sequence[Totals]) -> _Chapter:
    places = {card.id: number for number, card in enumerate(book.ranked)}
    return _Chapter(book, totals, places, ranks(book) if book.compares else ())


def _subjects(chapters: Sequence[_Chapter]) -> dict[str, Scorecard]:
    """Every subject once by its id, in the order of the first chapter's ranking."""
    found: dict[str, Scorecard] = {}
    for chapter in chapters:
        for card in chapter.book.ranked:
            found.setdefault(card.id, card)
    return found


# --- the tables --------------------------------------------------------------------------------


def _results_table(chapters: Sequence[_Chapter]) -> Table:
    def columns(number: int, chapter: _Chapter) -> Iterator[Column]:
        yield Column(f"total_{number}", labels.TOTAL, _WIDTH, Style.POINTS if number else Style.TOTAL)
        yield Column(f"band_{number}", labels.BAND, _WIDTH, Style.BADGE)
        if chapter.book.compares:
            yield Column(f"rank_{number}", labels.RANK, _WIDTH, Style.CENTER)
            if number:
                yield Column(f"gap_{number}", labels.RANK_GAP, _WIDTH, Style.CENTER)

    return Table(
        (
            Column("number", labels.NUMBER, _ID_WIDTH, Style.CENTER),
            Column("subject", labels.SUBJECT, _TITLE_WIDTH, Style.STRONG),
            Column("source", labels.SOURCE, _NOTE_WIDTH, Style.SMALL),
            *(column for number, chapter in enumerate(chapters) for column in columns(number, chapter)),
        )
    )


def _levels_table(subjects: Mapping[str, Scorecard]) -> Table:
    names = [shorten(subject_name(card), _NAME_WIDTH) for card in subjects.values()]
    return Table(
        (
            Column("id", labels.ID, _ID_WIDTH, Style.BADGE),
            Column("title", labels.CRITERION_AND_COUNTERPARTS, _TITLE_WIDTH, Style.TEXT),
            Column("note", labels.REMARKS, _NOTE_WIDTH, Style.SMALL),
            Column("conflicts", labels.CONFLICTS, _WIDTH, Style.COUNT),
            *(Column(f"subject_{n}", Text(name, name), _WIDTH, Style.BADGE) for n, name in enumerate(names)),
        )
    )


def _head(combined: Combined, last: int) -> None:
    page, books = combined.crosswalk, combined.chapters
    page.span(1, 1, last, labels.CROSSWALK_TITLE, Style.TITLE)
    page.row_height(1, 36)
    links = [target for target in combined.shared if target is not page]
    end = min(last, _TEXT_COLUMNS)
    write_origin(page, 1, end - len(links), books)
    for column, target in enumerate(links, end - len(links) + 1):
        page.put(2, column, target.link(), Style.NAV)
    if last > end:
        page.span(2, end + 1, last, None, Style.SUBTITLE)
    page.row_height(3, 6)


@dataclass(frozen=True, slots=True)
class _Writer:
    """The page, and what is compared on it."""

    page: Page
    common: _Chapter
    subjects: Mapping[str, Scorecard]  # by id, in the order of their rows and columns

    # --- totals, bands, ranks ---

    def results(self, row: int, last: int, table: Table, chapters: Sequence[_Chapter]) -> int:
        """Write the subjects' results under each rubric; returns the last row."""
        page = self.page
        page.section(row, last, labels.UNDER_EACH_RUBRIC)
        remark = labels.CROSSWALK_REMARK if self.common.book.compares else labels.CROSSWALK_REMARK_PART
        end = min(last, _TEXT_COLUMNS)
        page.paragraph(row + 1, 1, end, labels.fill_in_titles(remark, right=self.common.title), Style.REMARK)
        row += 2
        self._rubrics(row, table, chapters)
        row += 1
        page.header(row, table)
        if not self.subjects:
            row += 1
            page.span(row, 1, last, labels.NONE_SCORED, Style.WARNING)
        for number, (subject, card) in enumerate(self.subjects.items(), 1):
            row += 1
            values: dict[str, Value] = {"number": number, "source": card.report.source, "subject": self._name(subject)}
            for place, chapter in enumerate(chapters):
                values |= self._standing(row, table, place, chapter, subject)
            page.row(row, table, values, least=24.0)
            for place in range(1, len(chapters)):
                if self.common.book.compares:
                    page.show_as(row, table.number(f"gap_{place}"), "+0;-0;0")
        return row

    def _rubrics(self, row: int, table: Table, chapters: Sequence[_Chapter]) -> None:
        """The rubrics' titles above their columns; each leads to what its sheets begin with."""
        self.page.span(row, 1, 3, None, Style.HEADER)
        most = 1
        ends = [table.number(f"total_{place}") for place in range(1, len(chapters))]
        for place, (chapter, end) in enumerate(zip(chapters, [*ends, len(table.columns) + 1], strict=True)):
            target = chapter.book.overview if chapter.book.compares else chapter.book.subjects[0]
            title = Link(target.known(address(1, 1), ""), chapter.title)
            first = table.number(f"total_{place}")
            most = max(most, lines(self.page.span(row, first, end - 1, title, Style.HEADER), _WIDTH * (end - first)))
        self.page.row_height(row, height(most, LOOKS[Style.HEADER].size) + 4)

    def _name(self, subject: str) -> Value:
        place = self.common.place(subject)
        return subject_name(self.subjects[subject]) if place is None else self.common.book.shown_name(place)

    def _standing(self, row: int, table: Table, number: int, chapter: _Chapter, subject: str) -> dict[str, Value]:
        place = chapter.place(subject)
        keys = [column.key for column in table.columns if column.key.endswith(f"_{number}")]
        if place is None:
            return dict.fromkeys(keys, DASH)
        totals = chapter.totals[place]
        values: dict[str, Value] = {f"total_{number}": totals.total.shown(), f"band_{number}": totals.band.shown()}
        if not chapter.book.compares:
            return values
        rank = chapter.ranks[place]
        values[f"rank_{number}"] = rank.shown()
        if number:
            values[f"gap_{number}"] = self._gap(row, table, number, subject, rank)
        return values

    def _gap(self, row: int, table: Table, number: int, subject: str, rank: Known) -> Formula:
        """By how many places the subject stands further back than under the common rubric."""
        place = self.common.place(subject)
        here, there = rank.value, DASH if place is None else self.common.ranks[place].value
        own, common = (address(table.number(f"rank_{n}"), row) for n in (number, 0))
        value = here - there if isinstance(here, int) and isinstance(there, int) else DASH
        return Formula(f'=IF(COUNT({own},{common})=2,{own}-{common},"{DASH}")', value)

    # --- levels ---

    def pairs(self, row: int, last: int, table: Table, other: _Chapter, headers: list[int]) -> int:
        """Write the levels on each criterion of another rubric, and on its counterparts; returns the last row. Adds the
        header's row to the `headers`.
        """
        page, names = self.page, {"left": other.title, "right": self.common.title}
        page.section(row, last, labels.fill_in_titles(labels.SIDE_BY_SIDE, **names))
        end = min(last, _TEXT_COLUMNS)
        pairs = side_by_side(other.book.results.rubric, self.common.book.results.rubric)
        if pairs is None:
            page.paragraph(row + 1, 1, end, labels.fill_in_titles(labels.NO_CROSSWALK, **names), Style.REMARK)
            return row + 1
        page.paragraph(row + 1, 1, end, labels.fill_in_titles(labels.SIDE_BY_SIDE_REMARK, **names), Style.REMARK)
        page.header(row + 2, table)
        headers.append(row + 2)
        return _Pairs(self, table, other, pairs, names).write(row + 3)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The criteria of two rubrics, those of the other one above their counterparts in the common one."""

    writer: _Writer
    table: Table
    other: _Chapter
    pairs: SideBySide
    names: Mapping[str, Text]  # titles of the rubrics, as labels take them

    def write(self, row: int) -> int:
        """Write all rows from `row`; returns the last one."""
        plain: list[str] = []
        for criterion in self.pairs.left.criteria:
            pairs = self.pairs.of(criterion.id)
            self._criterion(row, self.other, criterion, uncovered=not pairs)
            plain.append(self._levels(row))
            for counterpart, pair in enumerate(pairs, row + 1):
                self._counterpart(counterpart, row, pair)
            row += 1 + len(pairs)
        if self.pairs.only_right:
            title = labels.fill_in_titles(labels.ONLY_COMMON, **self.names)
            self.writer.page.span(row, 1, len(self.table.columns), title, Style.GROUP)
            self.writer.page.row_height(row, _ROW)
            row += 1
        for criterion in self.pairs.only_right:
            self._criterion(row, self.writer.common, criterion, uncovered=False)
            plain.append(self._levels(row))
            row += 1
        if self.writer.subjects:
            color_levels(self.writer.page, " ".join(plain))
        return row - 1

    def _levels(self, row: int) -> str:
        """The cells with the subjects' levels."""
        first = self.table.number("conflicts") + 1
        return f"{address(first, row)}:{address(len(self.table.columns), row)}".replace("$", "")

    def _shown(self, chapter: _Chapter, criterion: Criterion) -> dict[str, Value]:
        return {
            f"subject_{number}": chapter.level(subject, criterion)
            for number, subject in enumerate(self.writer.subjects)
        }

    def _criterion(self, row: int, chapter: _Chapter, criterion: Criterion, *, uncovered: bool) -> None:
        note = labels.fill_in_titles(labels.NO_COUNTERPART, **self.names) if uncovered else None
        values: dict[str, Value] = {"id": criterion.id, "title": criterion.title, "note": note}
        self.writer.page.row(
            row, self.table, values | self._shown(chapter, criterion), {"title": Style.STRONG}, least=_ROW
        )

    def _counterpart(self, row: int, above: int, pair: Pair) -> None:
        """A row with the levels on a counterpart of the criterion `above`, and how many do not go with its levels."""
        page, relation, right = self.writer.page, RELATIONS[pair.relation], pair.right
        shown = self._shown(self.writer.common, right)
        values: dict[str, Value] = {
            "title": Text(
                f"　{relation.zh}　{right.id} {right.title.zh}", f"    {relation.en} {right.id} {right.title.en}"
            ),
            "note": pair.note,
            "conflicts": self._conflicts(row, above, pair, shown),
        }
        page.row(row, self.table, values | shown, least=_ROW)
        sign = _CONFLICTS.get(pair.relation)
        if not self.writer.subjects:
            return
        cells = self._levels(row)
        if sign is not None:
            here = cells.partition(":")[0]
            own = self._levels(above).partition(":")[0]
            rule = FormulaRule(  # type: ignore[no-untyped-call]
                [f"AND(ISNUMBER({own}),ISNUMBER({here}),{own}{sign}{here})"],
                font=Font(color="FF" + ACCENT, b=True),
                fill=fill(WARN),
                stopIfTrue=True,
            )
            page.sheet.conditional_formatting.add(cells, rule)
        color_levels(page, cells)

    def _conflicts(self, row: int, above: int, pair: Pair, shown: Mapping[str, Value]) -> Value:
        """How many subjects' levels cannot both be right; — where the relation says nothing about them."""
        sign = _CONFLICTS.get(pair.relation)
        if sign is None or not shown:
            return DASH
        own, here = self._levels(above), self._levels(row)
        count = sum(
            _conflict(sign, _now(self.other.level(subject, pair.left)), _now(value))
            for subject, value in zip(self.writer.subjects, shown.values(), strict=True)
        )
        return Formula(f"=SUMPRODUCT(ISNUMBER({own})*ISNUMBER({here})*({own}{sign}{here}))", count)


def _now(value: Value) -> Value:
    return value.value if isinstance(value, Formula) else value


def _conflict(sign: str, own: Value, here: Value) -> bool:
    if not isinstance(own, int) or not isinstance(here, int):
        return False
    return {"<>": own != here, ">": own > here, "<": own < here}[sign]
