"""One subject's scorecard: its total, and for every criterion the level, the reason and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from scorer.model import PLACES, CriterionResult, Dimension, Scorecard, Standing, Text
from scorer.workbook import labels
from scorer.workbook.book import Book, place, subject_name
from scorer.workbook.columns import SCORECARD
from scorer.workbook.page import Formula, Known, Link, Page, Value, address
from scorer.workbook.sheets.shortcomings import criterion_titles
from scorer.workbook.sheets.standard import BAND_FLOORS, BAND_NAMES, LEVEL_NAMES, LEVEL_SHARES
from scorer.workbook.styles import LEVEL_FILL, LEVEL_INK, Style, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TILE_ROW = 4  # the tiles' labels; their figures stand below
_NOTES_ROW = 6
_HEADER_ROW = 8
_LAST = len(SCORECARD.columns)
_DASH = "—"  # in place of a level or points where a criterion does not apply
_TOTAL = address(SCORECARD.letter("id"), _TILE_ROW + 1)
_BAND = address(SCORECARD.letter("weight"), _TILE_ROW + 1)

# In rows of sums the share stands below the level's name.
_WEIGHT, _LEVEL, _SHARE, _SCORE = map(SCORECARD.letter, ("weight", "level", "level_name", "score"))
_GROUP = {
    "id": Style.GROUP_CENTER,
    "weight": Style.GROUP_CENTER,
    "level_name": Style.GROUP_SHARE,
    "score": Style.GROUP_POINTS,
}
_SUM = {"level_name": Style.SUM_SHARE, "score": Style.SUM_POINTS}
_FADED = dict.fromkeys(("weight", "level", "level_name", "score"), Style.FADED) | dict.fromkeys(
    ("id", "title", "why"), Style.FADED_TEXT
)


@dataclass(frozen=True, slots=True)
class Sums:
    """What several criteria come to."""

    score: Known
    reach: Known  # the weights of those that apply
    share: Known  # score as a part of reach; — where nothing applies
    points: float  # the value of score
    within: float  # the value of reach


@dataclass(frozen=True, slots=True)
class Totals:
    """What the overview takes from a subject's sheet."""

    total: Known
    band: Known
    dimensions: tuple[Sums, ...]  # in the rubric's order
    whole: Sums


def write(book: Book, number: int, weights: dict[str, str], quotes: dict[str, Known]) -> Totals:
    """Fill the sheet of the subject that stands `number`th (from 0) in the ranking.

    `weights` and `quotes` say, by criterion id, where its weight and its strongest quote stand.
    """
    card, page = book.ranked[number], book.subjects[number]
    page.columns(SCORECARD)
    page.header(_HEADER_ROW, SCORECARD)
    table = _Table(page, book.level_names, weights, quotes)
    row = _HEADER_ROW + 1
    groups: list[tuple[int, Sums]] = []
    for dimension, results in _by_dimension(book, card):
        groups.append((row, table.dimension(row, dimension, results)))
        row += len(results) + 1
    whole = _whole(page, row, [group for group, _ in groups], card)
    levels = f"{_LEVEL}{_HEADER_ROW + 1}:{_LEVEL}{row - 1}"
    _color_levels(page, levels)
    _limit_levels(page, levels)
    total, band = _head(book, page, card, whole)
    _shortcomings(book, page, card, row + 2)
    page.finish(f"C{_HEADER_ROW + 1}", _HEADER_ROW, _LAST)
    return Totals(total, band, tuple(sums for _, sums in groups), whole)


def add_up(book: Book, card: Scorecard) -> Totals:
    """A subject's figures as values, where it has no sheet."""
    groups = (_nowhere(results) for _, results in _by_dimension(book, card))
    total, band = Known("", "", card.total), Known("", "", card.band.name)
    return Totals(total, band, tuple(groups), _nowhere(card.criteria))


def _nowhere(results: Sequence[CriterionResult]) -> Sums:
    points, within, share = _come_to(results)
    score, reach, part = (Known("", "", value) for value in (points, within, share))
    return Sums(score, reach, part, points, within)


def _come_to(results: Sequence[CriterionResult]) -> tuple[float, float, float | str]:
    """Points, points within reach, and the one as a part of the other."""
    points, within = sum(r.score for r in results), sum(r.max for r in results)
    return points, within, points / within if within else _DASH


def _by_dimension(book: Book, card: Scorecard) -> Iterator[tuple[Dimension, tuple[CriterionResult, ...]]]:
    results = iter(card.criteria)
    for dimension in book.results.rubric.dimensions:
        yield dimension, tuple(islice(results, len(dimension.criteria)))


# --- the head ---


def _head(book: Book, page: Page, card: Scorecard, whole: Sums) -> tuple[Known, Known]:
    """Title, tiles and notes; returns where the total and the band stand."""
    page.span(1, 1, _LAST, subject_name(card), Style.TITLE)
    page.row_height(1, 36)
    page.span(2, 1, _LAST - 2, _origin(card), Style.SUBTITLE)
    page.span(2, _LAST - 1, _LAST, Link(book.overview.known(address(1, 1), ""), labels.BACK), Style.NAV)
    page.row_height(2, 20)
    page.row_height(3, 6)
    for first, last, label, value, style in _tiles(card, whole, book.level_names):
        page.span(_TILE_ROW, first, last, label, Style.TILE_LABEL)
        page.span(_TILE_ROW + 1, first, last, value, style)
    page.row_height(_TILE_ROW, 18)
    page.row_height(_TILE_ROW + 1, 32)
    _notes(page, card)
    page.row_height(_NOTES_ROW + 1, 6)
    return page.known(_TOTAL, card.total), page.known(_BAND, card.band.name)


def _origin(card: Scorecard) -> str:
    parts = [card.report.source]
    if card.report.title != subject_name(card):
        parts.insert(0, card.report.title)
    return " · ".join(parts)


def _tiles(card: Scorecard, whole: Sums, names: tuple[Text, ...]) -> Iterator[tuple[int, int, Text, Value, Style]]:
    """First and last column, label, value and style of each tile."""
    column = SCORECARD.number
    score, reach = whole.score.here, whole.reach.here
    total = Formula(f"=IF({reach}=0,0,ROUND(100*{score}/{reach},{PLACES}))", card.total)
    band = Formula(f"=LOOKUP({_TOTAL},{BAND_FLOORS},{BAND_NAMES})", card.band.name)
    pieces = sum(len(result.evidence) for result in card.criteria)
    yield column("id"), column("title"), labels.TOTAL, total, Style.TILE_POINTS
    yield column("weight"), column("level_name"), labels.BAND, band, Style.TILE
    yield column("score"), column("why"), labels.CRITERIA_BY_LEVEL, _profile(card, names), Style.TILE_TEXT
    yield column("best"), column("best"), labels.PIECES, pieces, Style.TILE
    yield column("count"), column("missing"), labels.SHORTCOMING_COUNT, len(card.shortcomings), Style.TILE


def _notes(page: Page, card: Scorecard) -> None:
    if not card.notes:
        page.row_height(_NOTES_ROW, 4)
        return
    notes = Text(
        f"{labels.NOTES.zh}：{' '.join(note.zh for note in card.notes)}",
        f"{labels.NOTES.en}: {' '.join(note.en for note in card.notes)}",
    )
    page.paragraph(_NOTES_ROW, 1, _LAST, notes, Style.WARNING)


# --- the table ---


@dataclass(frozen=True, slots=True)
class _Table:
    """The dimensions and criteria, and what their rows look up elsewhere."""

    page: Page
    level_names: tuple[Text, ...]
    weights: dict[str, str]
    quotes: dict[str, Known]

    def dimension(self, row: int, dimension: Dimension, results: Sequence[CriterionResult]) -> Sums:
        """Write a dimension's row, with its sums, and its criteria below."""
        first, last = row + 1, row + len(results)
        # SUMIF over the levels leaves out criteria that do not apply: their level is no number.
        reach = f'=SUMIF({_LEVEL}{first}:{_LEVEL}{last},">=0",{_WEIGHT}{first}:{_WEIGHT}{last})'
        score = f"=SUM({_SCORE}{first}:{_SCORE}{last})"
        cells, sums = _sums(self.page, row, score, reach, results)
        names: dict[str, Value] = {"id": dimension.id, "title": dimension.title}
        self.page.row(row, SCORECARD, names | cells, _GROUP, Style.GROUP)
        for criterion_row, result in enumerate(results, first):
            self._criterion(criterion_row, result)
        return sums

    def _criterion(self, row: int, result: CriterionResult) -> None:
        criterion = result.criterion
        quote = self.quotes.get(criterion.id)
        values: dict[str, Value] = {
            "id": criterion.id,
            "title": criterion.title,
            "weight": Formula(f"={self.weights[criterion.id]}", criterion.weight),
            "why": result.why,
            "best": Link(quote) if quote else None,
            "count": len(result.evidence) or None,
            "missing": result.missing,
        }
        outside = result.standing is Standing.NOT_APPLICABLE
        values |= self._level(row, _DASH if outside else result.level, result)
        self.page.row(row, SCORECARD, values, _FADED if outside else {})

    def _level(self, row: int, shown: int | str, result: CriterionResult) -> dict[str, Value]:
        """Level, its name and the points; both follow when a reviewer changes the level, also to —."""
        cell, outside = f"{_LEVEL}{row}", labels.NOT_APPLICABLE
        name = f'IF(ISNUMBER({cell}),INDEX({LEVEL_NAMES},{cell}+1),"{outside.say(self.page.lang)}")'
        points = f"ROUND({_WEIGHT}{row}*INDEX({LEVEL_SHARES},{cell}+1),{PLACES})"
        applies = isinstance(shown, int)
        return {
            "level": shown,
            "level_name": Formula(f"={name}", self.level_names[result.level] if applies else outside),
            "score": Formula(f'=IF(ISNUMBER({cell}),{points},"{_DASH}")', result.score if applies else _DASH),
        }


def _whole(page: Page, row: int, groups: Sequence[int], card: Scorecard) -> Sums:
    """The row below the table, with the sums of all dimensions."""
    score, reach = (f"=SUM({','.join(f'{c}{group}' for group in groups)})" for c in (_SCORE, _WEIGHT))
    cells, sums = _sums(page, row, score, reach, card.criteria)
    page.row(row, SCORECARD, {"title": labels.SUM, **cells}, _SUM, Style.SUM)
    return sums


def _sums(
    page: Page, row: int, score: str, reach: str, results: Sequence[CriterionResult]
) -> tuple[dict[str, Value], Sums]:
    points, within, share = _come_to(results)
    cells: dict[str, Value] = {
        "weight": Formula(reach, within),
        "score": Formula(score, points),
        "level_name": Formula(f'=IF({_WEIGHT}{row}=0,"{_DASH}",{_SCORE}{row}/{_WEIGHT}{row})', share),
    }
    return cells, Sums(
        score=page.known(address(_SCORE, row), points),
        reach=page.known(address(_WEIGHT, row), within),
        share=page.known(address(_SHARE, row), share),
        points=points,
        within=within,
    )


def _profile(card: Scorecard, names: Sequence[Text]) -> Text:
    """How many criteria stand on each level, the highest first: 认可 6 · 成效 13 …"""
    levels = [result.level for result in card.criteria if result.standing is not Standing.NOT_APPLICABLE]
    counts = [(names[level], levels.count(level)) for level in range(len(names) - 1, -1, -1)]
    return Text(
        " · ".join(f"{name.zh} {count}" for name, count in counts),
        " · ".join(f"{name.en} {count}" for name, count in counts),
    )


def _color_levels(page: Page, cells: str) -> None:
    """Colour levels by rule, so that a level that a reviewer changes changes its colour."""
    first = cells.partition(":")[0]
    for level, (color, ink) in enumerate(zip(LEVEL_FILL, LEVEL_INK, strict=True)):
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            [f"AND(ISNUMBER({first}),{first}={level})"],
            font=Font(color="FF" + ink, b=True),
            fill=fill(color),
        )
        page.sheet.conditional_formatting.add(cells, rule)


def _limit_levels(page: Page, cells: str) -> None:
    """Let a reviewer choose among the levels only: another number would be an error in every sum."""
    choice = ",".join([*map(str, range(len(LEVEL_FILL))), _DASH])
    rule = DataValidation(type="list", formula1=f'"{choice}"', allow_blank=False, showErrorMessage=True)
    rule.error = labels.LEVEL_CHOICE.say(page.lang)
    rule.add(cells)
    page.sheet.add_data_validation(rule)


# --- below the table ---


def _shortcomings(book: Book, page: Page, card: Scorecard, row: int) -> None:
    page.span(row, 1, _LAST, labels.SHORTCOMINGS, Style.SECTION)
    page.row_height(row, 24)
    titles = criterion_titles(book.results.rubric)
    why = SCORECARD.number("why")
    if not card.shortcomings:
        page.span(row + 1, 1, _LAST, labels.NO_SHORTCOMINGS, Style.REMARK)
    for shortcoming in card.shortcomings:
        row += 1
        page.paragraphs(
            row,
            (1, 1, shortcoming.criterion or "", Style.BADGE),
            (2, why - 1, titles.get(shortcoming.criterion or ""), Style.TEXT),
            (why, _LAST - 1, shortcoming.quote, Style.TEXT),
            (_LAST, _LAST, place(shortcoming.sentence), Style.SMALL),
        )
