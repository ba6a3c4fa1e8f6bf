"""One subject's scorecard: for every criterion the machine's level and reason, the reviewer's level, and the points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.model import PLACES, TOO_LITTLE, By, CriterionResult, Rubric, Scorecard, Standing, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, Book, band_of, joined, listed, place_of, subject_name, total_of
from scorer.workbook.columns import SCORECARD
from scorer.workbook.formulas import with_number
from scorer.workbook.page import Formula, Known, Page, Value, address, literal
from scorer.workbook.sheets import adjustments, evidence, radar
from scorer.workbook.sheets.criteria import Criteria, Sums, by_dimension, come_to, shown_level
from scorer.workbook.sheets.shortcomings import criterion_titles
from scorer.workbook.sheets.standard import BAND_FLOORS, BAND_NAMES
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TILE_ROW = 4  # the tiles' labels; their figures stand below
_NOTES_ROW = 6
_MOST_SOURCES = 6  # named below the title
_HEADER_ROW = 8
_LAST = SCORECARD.number("best")  # what is printed; what lies beyond is for the screen
_TOTAL = address(SCORECARD.letter("id"), _TILE_ROW + 1)
_FIRST_MOVING = SCORECARD.letter("level")  # entries stay in sight beside the evidence
_BAND = address(SCORECARD.letter("weight"), _TILE_ROW + 1)


@dataclass(frozen=True, slots=True)
class Totals:
    """What other sheets take from a subject's; values that stand nowhere where it has no sheet."""

    total: Known
    band: Known
    reviewed: Known  # how many criteria are
    dimensions: tuple[Sums, ...]  # in the rubric's order
    whole: Sums
    levels: tuple[Known, ...]  # final level of each criterion, in the rubric's order; — where it does not apply
    entered: str  # the cells of what the reviewer entered for them, as formulas take it; "": nowhere


def rows(book: Book) -> tuple[tuple[Known, ...], ...]:
    """For each subject, in the order of the ranking, where each criterion's row begins."""
    numbers: list[int] = []
    row = _HEADER_ROW
    for dimension in book.results.rubric.dimensions:
        numbers.extend(range(row + 2, row + 2 + len(dimension.criteria)))
        row += 1 + len(dimension.criteria)
    return tuple(tuple(page.known(address(1, row), "") for row in numbers) for page in book.subjects)


def write(book: Book, number: int, weights: dict[str, str], quotes: dict[str, Formula]) -> Totals:
    """Fill the sheet of the subject that stands `number`th (from 0) in the ranking.

    `weights` and `quotes` tell, by criterion id, where its weight stands, and lead to its strongest quote.
    """
    card, page, rubric = book.ranked[number], book.subjects[number], book.results.rubric
    page.columns(SCORECARD)
    page.header(_HEADER_ROW, SCORECARD)
    table = Criteria(book, page, card, evidence.key(number, 0), weights, quotes)
    sums, whole = table.write(_HEADER_ROW + 1)
    score, reach = whole.score.here, whole.reach.here
    points = f"IF({reach}=0,0,ROUND(100*{score}/{reach},{PLACES}))"
    if book.results.enough:
        points = f"IF(COUNT({_cells_of('level', rubric)})<{book.results.enough},{literal(DASH)},{points})"
    total = Formula(f"={points}", total_of(card))
    row = whole_row(rubric) + 2
    if rubric.adjustments.declared:
        row, total = adjustments.write(book, page, row, _LAST, card, total)
        row += 1
    reviewed = page.known(address(SCORECARD.letter("reviewed"), whole_row(rubric)), 0)
    _head(book, page, card, total, reviewed)
    row = radar.add(page, row, _LAST, rubric.dimensions, [one.share for one in sums])
    _shortcomings(book, page, card, row)
    page.finish(f"{_FIRST_MOVING}{_HEADER_ROW + 1}", _HEADER_ROW, _LAST)
    return Totals(
        total=page.known(_TOTAL, total_of(card)),
        band=page.known(_BAND, band_of(card)),
        reviewed=reviewed,
        dimensions=sums,
        whole=whole,
        levels=tuple(table.levels),
        entered=page.reference(_cells_of("entered", rubric)),
    )


def whole_row(rubric: Rubric) -> int:
    """The row below the table, with the sums of all dimensions."""
    return _HEADER_ROW + 1 + len(rubric.dimensions) + len(rubric.criteria)


def _cells_of(column: str, rubric: Rubric) -> str:
    """The cells of a column: those of the criteria, and of the dimensions' rows among them, which hold no level."""
    letter = SCORECARD.letter(column)
    return f"{address(letter, _HEADER_ROW + 1)}:{address(letter, whole_row(rubric) - 1)}"


def add_up(book: Book, card: Scorecard) -> Totals:
    """A subject's figures as values, where it has no sheet."""
    return Totals(
        total=_nowhere(total_of(card)),
        band=Known("", "", band_of(card)),
        reviewed=_nowhere(0),
        dimensions=tuple(_sums_nowhere(results) for _, results in by_dimension(book, card)),
        whole=_sums_nowhere(card.criteria),
        levels=tuple(_nowhere(shown_level(result)) for result in card.criteria),
        entered="",
    )


def _nowhere(value: float | str) -> Known:
    return Known("", "", value)


def _sums_nowhere(results: Sequence[CriterionResult]) -> Sums:
    points, within, share = come_to(results)
    return Sums(_nowhere(points), _nowhere(within), _nowhere(share), points, within)


# --- the head ---


def _head(book: Book, page: Page, card: Scorecard, total: Formula, reviewed: Known) -> None:
    """Title, tiles and notes."""
    page.span(1, 1, _LAST, subject_name(card), Style.TITLE)
    page.row_height(1, 32)
    page.span(2, 1, 2, book.cover.link_back(), Style.NAV)
    page.span(2, 3, _LAST, _origin(book, card), Style.SUBTITLE)
    page.row_height(2, 20)
    page.row_height(3, 6)
    for first, last, label, value, style in _tiles(book, card, total, reviewed):
        page.span(_TILE_ROW, first, last, label, Style.TILE_LABEL)
        page.span(_TILE_ROW + 1, first, last, value, style)
    page.row_height(_TILE_ROW, 17)
    page.row_height(_TILE_ROW + 1, 30)
    _notes(page, card)
    page.row_height(_NOTES_ROW + 1, 6)


def _origin(book: Book, card: Scorecard) -> Text:
    """Which document it is: its title and file, and whom and when the file itself says it is from; by which of several
    rubrics it is scored.
    """
    if card.agency is not None:
        told = _sources(card)
        said = labels.TOLD_IN if len(card.reports) > 1 else labels.TOLD_IN_ONE
        return book.titled(labels.fill_in(said, n=len(card.reports), sources_zh=told.zh, sources_en=told.en))
    report = card.report
    parts = [Text(report.source, report.source)]
    if report.title != subject_name(card):
        parts.insert(0, Text(report.title, report.title))
    if report.author:
        parts.append(labels.fill_in(labels.AUTHOR, author=report.author))
    if report.date:
        parts.append(labels.fill_in(labels.DATED, date=report.date.partition("T")[0]))
    return book.titled(joined(*parts))


def _sources(card: Scorecard) -> Text:
    """The reports that tell of the agency, the first few."""
    names = [report.source for report in card.reports]
    first = listed(names[:_MOST_SOURCES])
    return first if len(names) <= _MOST_SOURCES else Text(f"{first.zh} …", f"{first.en} …")


def _tiles(
    book: Book, card: Scorecard, total: Formula, reviewed: Known
) -> Iterator[tuple[int, int, Text, Value, Style]]:
    """First and last column, label, value and style of each tile."""
    column = SCORECARD.number
    found = f"LOOKUP({_TOTAL},{book.named(BAND_FLOORS)},{book.named(BAND_NAMES)})"
    if book.results.enough:
        found = f"IF(ISNUMBER({_TOTAL}),{found},{literal(TOO_LITTLE.say(book.lang))})"
    band = Formula(f"={found}", band_of(card))
    found = f"{sum(len(result.evidence) for result in card.criteria)} ／ {len(card.shortcomings)}"
    yield column("id"), column("title"), labels.TOTAL, total, Style.TILE_POINTS
    yield column("weight"), column("carried"), labels.BAND, band, Style.TILE
    yield column("review"), column("comment"), labels.PROGRESS, _progress(book, reviewed), Style.TILE_TEXT
    yield column("level"), column("doubt"), labels.CRITERIA_BY_LEVEL, _profile(book, card), Style.TILE_TEXT
    yield column("why"), column("best"), labels.FOUND, found, Style.TILE_TEXT


def _progress(book: Book, reviewed: Known) -> Formula:
    said = labels.fill_in(labels.REVIEWED_OF, done="{}", of=len(book.results.rubric.criteria))
    return Formula(*with_number(said.say(book.lang), reviewed.here, 0))


def _profile(book: Book, card: Scorecard) -> Formula:
    """How many criteria stand on each level, the highest first: 认可 6 · 成效 13 …"""
    rubric = book.results.rubric
    cells = _cells_of("level", rubric)
    levels = [shown_level(result) for result in card.criteria]
    terms, shown = [], []
    for level, name in reversed(list(enumerate(book.level_names))):
        said = name.say(book.lang)
        terms.append(f"{literal(said + ' ')}&COUNTIF({cells},{level})")
        shown.append(f"{said} {levels.count(level)}")
    if book.results.by is By.AGENCY:
        said = labels.NO_MATERIAL.say(book.lang)
        terms.append(f"{literal(said + ' ')}&COUNTIF({_cells_of('level_name', rubric)},{literal(said)})")
        shown.append(f"{said} {sum(one.standing is Standing.NO_MATERIAL for one in card.criteria)}")
    return Formula("=" + '&" · "&'.join(terms), " · ".join(shown))


def _notes(page: Page, card: Scorecard) -> None:
    if not card.notes:
        page.row_height(_NOTES_ROW, 4)
        return
    notes = Text(
        f"{labels.NOTES.zh}：{' '.join(note.zh for note in card.notes)}",
        f"{labels.NOTES.en}: {' '.join(note.en for note in card.notes)}",
    )
    page.paragraph(_NOTES_ROW, 1, _LAST, notes, Style.WARNING)


# --- below the table ---


def _shortcomings(book: Book, page: Page, card: Scorecard, row: int) -> None:
    page.section(row, _LAST, labels.SHORTCOMINGS)
    titles = criterion_titles(book.results.rubric)
    quote, where = SCORECARD.number("review"), SCORECARD.number("best")
    if not card.shortcomings:
        page.span(row + 1, 1, _LAST, labels.NO_SHORTCOMINGS, Style.REMARK)
    for shortcoming in card.shortcomings:
        row += 1
        page.paragraphs(
            row,
            (1, 1, shortcoming.criterion or "", Style.BADGE),
            (2, quote - 1, titles.get(shortcoming.criterion or ""), Style.TEXT),
            (quote, where - 1, shortcoming.quote, Style.TEXT),
            (where, _LAST, place_of(card, shortcoming), Style.SMALL),
        )
