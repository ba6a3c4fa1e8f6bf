"""总览: all subjects in the order of their totals, what could not be read, and the chart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import ColorScaleRule

from scorer.model import By, Scorecard, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, Book, is_set_aside, sources_of
from scorer.workbook.columns import GRADE_KEYS, Table, ranking
from scorer.workbook.formulas import with_number
from scorer.workbook.page import Formula, Known, Page, Value, address
from scorer.workbook.sheets import composition, evidence, indicators
from scorer.workbook.styles import GRADES, HEAT, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.workbook.sheets.subject import Totals

_TILE_ROW = 4
_HEADER_ROW = 7


def write(book: Book, totals: Sequence[Totals]) -> None:
    """Fill the sheet from the subjects' sheets; `totals` in the order of the ranking."""
    page, table = book.overview, ranking(book.results.rubric)
    page.columns(table)
    _head(book, page, table, totals)
    row = _HEADER_ROW
    if totals:
        row = _ranking(book, page, table, totals)
    else:
        page.span(row, 1, len(table.columns), labels.NONE_SCORED, Style.WARNING)
    row = _unread(book, page, table, row + 2)
    if totals:
        composition.write(book, page, table, totals, row)
        indicators.write(book, page, table, totals, _HEADER_ROW + 1)
    page.finish(f"C{_HEADER_ROW + 1}", _HEADER_ROW if totals else None, len(table.columns))


# --- the head ---


def _head(book: Book, page: Page, table: Table, totals: Sequence[Totals]) -> None:
    last, rubric = len(table.columns), book.results.rubric
    page.span(1, 1, last, book.titled(labels.SCORECARD), Style.TITLE)
    page.row_height(1, 38)
    sheets = [target for target in book.pages if target not in (page, *book.subjects) and target.is_shown]
    links_from = last - len(sheets)
    made_from = Text(
        f"{labels.INPUT.zh}：{book.results.name}　·　{labels.RUBRIC.zh}：{rubric.title.zh} {rubric.version}",
        f"{labels.INPUT.en}: {book.results.name}  ·  {labels.RUBRIC.en}: {rubric.title.en} {rubric.version}",
    )
    page.span(2, 1, links_from, made_from, Style.SUBTITLE)
    for number, target in enumerate(sheets):
        page.put(2, links_from + 1 + number, target.link(), Style.NAV)
    page.row_height(2, 22)
    page.row_height(3, 8)
    for first, last, label, value, style in _tiles(book, table, len(totals)):
        page.span(_TILE_ROW, first, last, label, Style.TILE_LABEL)
        page.span(_TILE_ROW + 1, first, last, value, style)
    page.row_height(_TILE_ROW, 20)
    page.row_height(_TILE_ROW + 1, 34)
    page.row_height(_TILE_ROW + 2, 10)


def _tiles(book: Book, table: Table, count: int) -> Iterator[tuple[int, int, Value, Value, Style]]:
    """First and last column, label, value and style of each tile."""
    column, cards = table.number, book.ranked
    first_share = column("band") + 1
    first_grade = column(GRADE_KEYS[0])
    found = sum(len(result.evidence) for card in cards for result in card.criteria)
    live = cards and book.is_reviewed
    pieces = Formula(f"=SUM({_cells(table, 'evidence', len(cards))})", found) if live else found
    shortcomings = sum(len(card.shortcomings) for card in cards)
    mean, best = _mean_and_best(table, cards, live=book.is_reviewed)
    yield column("rank"), column("subject"), labels.SUBJECTS, count, Style.TILE
    yield column("source"), column("source"), _mean_label(book, table), mean, Style.TILE_POINTS
    yield column("total"), column("band"), labels.BEST_TOTAL, best, Style.TILE_POINTS
    yield first_share, first_grade - 1, labels.PIECES, pieces, Style.TILE
    yield first_grade, first_grade + 3, labels.SHORTCOMING_COUNT, shortcomings, Style.TILE
    yield (
        column("evidence"),
        column("shortcomings"),
        labels.UNREAD_COUNT,
        len(book.results.unread),
        Style.TILE,
    )


def _mean_label(book: Book, table: Table) -> Value:
    """What the mean is called: of agencies, with how many it is of."""
    cards = book.ranked
    if book.results.by is By.REPORT or not cards:
        return labels.MEAN_TOTAL
    count = sum(card.total is not None and not is_set_aside(card) for card in cards)
    if not book.is_reviewed:
        return labels.fill_in(labels.MEAN_TOTAL_OF, n=count)
    said = labels.fill_in(labels.MEAN_TOTAL_OF, n="{}").say(book.lang)
    return Formula(*with_number(said, f"COUNT({_cells(table, 'rank', len(cards))})", count))


def _mean_and_best(table: Table, cards: Sequence[Scorecard], *, live: bool) -> tuple[Value, Value]:
    """Of the totals of subjects that have a rank."""
    ranked = [card.total for card in cards if card.total is not None and not is_set_aside(card)]
    if not cards:
        return DASH, DASH
    mean, best = (sum(ranked) / len(ranked), max(ranked)) if ranked else (DASH, DASH)
    if not live:
        return mean, best
    ranks, totals = (_cells(table, key, len(cards)) for key in ("rank", "total"))
    return (
        Formula(f'=IF(COUNT({ranks})=0,"{DASH}",AVERAGEIF({ranks},">0",{totals}))', mean),
        Formula(f'=IF(COUNT({ranks})=0,"{DASH}",MAX({totals}))', best),
    )


def _cells(table: Table, key: str, count: int) -> str:
    """A column of the ranking, as formulas name it."""
    letter = table.letter(key)
    return f"{address(letter, _HEADER_ROW + 1)}:{address(letter, _HEADER_ROW + count)}"


# --- the ranking ---


def ranks(book: Book) -> tuple[Known, ...]:
    """Where the rank of each subject stands, in the order of the ranking."""
    places = _places(book.ranked)
    return tuple(
        book.overview.known(address(1, row), _place(card, places))
        for row, card in enumerate(book.ranked, _HEADER_ROW + 1)
    )


def _ranking(book: Book, page: Page, table: Table, totals: Sequence[Totals]) -> int:
    """Write the ranking; returns its last row."""
    page.header(_HEADER_ROW, table)
    for key, style in zip(GRADE_KEYS, GRADES[1:], strict=True):
        page.put(_HEADER_ROW, table.number(key), table.columns[table.number(key) - 1].label, style)
    first, last = _HEADER_ROW + 1, _HEADER_ROW + len(totals)
    places = _places(book.ranked)
    for number, (card, subject) in enumerate(zip(book.ranked, totals, strict=True)):
        row = first + number
        values = _links(book, number) | _figures(book, subject) | _counts(book, table, row, number)
        values["rank"] = _rank(book, table, row, card, _place(card, places))
        page.row(row, table, values, least=30.0)
    _heat(page, table, first, last)
    row = last
    for row, remark in enumerate(_remarks(book), last + 1):
        page.paragraph(row, 1, len(table.columns), remark, Style.REMARK)
    return row


def _remarks(book: Book) -> Iterator[Text]:
    yield labels.RANKING_REMARK
    if any(map(is_set_aside, book.ranked)):
        yield labels.SET_ASIDE_REMARK
    if book.results.enough:
        yield labels.fill_in(labels.ENOUGH_REMARK, n=book.results.enough)
    if not book.is_reviewed:
        yield labels.fill_in(labels.INDEX_REMARK, folder=book.files[0].partition("/")[0])


def _places(cards: Sequence[Scorecard]) -> dict[float, int]:
    """The rank of each total; equal totals share the best."""
    places: dict[float, int] = {}
    for place, card in enumerate(cards, 1):
        if card.total is not None:
            places.setdefault(card.total, place)
    return places


def _place(card: Scorecard, places: Mapping[float, int]) -> int | str:
    """A subject that was set aside has no rank, nor has one without a total."""
    return DASH if card.total is None or is_set_aside(card) else places[card.total]


def _rank(book: Book, table: Table, row: int, card: Scorecard, shown: int | str) -> Value:
    """A subject that was set aside has no rank, until a reviewer gives it points."""
    if not book.is_reviewed:
        return shown
    total = f"{table.letter('total')}{row}"
    formula = f"RANK({total},{_cells(table, 'total', len(book.ranked))})"
    if is_set_aside(card):
        formula = f'IF({total}=0,"{DASH}",{formula})'
    if book.results.enough:
        formula = f'IF(ISNUMBER({total}),{formula},"{DASH}")'
    return Formula(f"={formula}", shown)


def _links(book: Book, number: int) -> dict[str, Value]:
    """Where the row leads: to the subject's sheet and its document, with what must be known of it."""
    card = book.ranked[number]
    notes = (note.say(book.lang) for note in card.notes)
    return {"subject": book.shown_name(number), "source": "\n".join([sources_of(card), *notes])}


def _figures(book: Book, subject: Totals) -> dict[str, Value]:
    shares = zip(book.results.rubric.dimensions, subject.dimensions, strict=True)
    return {
        "total": subject.total.shown(),
        "band": subject.band.shown(),
        **{f"dimension_{dimension.id}": sums.share.shown() for dimension, sums in shares},
    }


def _counts(book: Book, table: Table, row: int, number: int) -> dict[str, Value]:
    """How many pieces of evidence count, by grade: live where they are reviewed in this workbook."""
    card = book.ranked[number]
    grades = Counter(piece.grade for result in card.criteria for piece in result.evidence)
    values: dict[str, Value] = {"shortcomings": len(card.shortcomings)}
    if not book.is_reviewed:
        return values | {key: grades[grade] for grade, key in enumerate(GRADE_KEYS, 1)} | {"evidence": grades.total()}
    low, high = evidence.key(number, 0), evidence.key(number + 1, 0)
    keys, counted = book.named(evidence.OWN_KEYS), book.named(evidence.COUNTED)
    own = f'{keys},">{low}",{keys},"<{high}"'
    for grade, key in enumerate(GRADE_KEYS, 1):
        values[key] = Formula(f"=COUNTIFS({own},{counted},{grade})", grades[grade])
    cells = f"{table.letter(GRADE_KEYS[0])}{row}:{table.letter(GRADE_KEYS[-1])}{row}"
    return values | {"evidence": Formula(f"=SUM({cells})", grades.total())}


def _heat(page: Page, table: Table, first: int, last: int) -> None:
    """Colour the shares from 0 to 1, the same in every column, so that columns compare too."""
    low, middle, high = ("FF" + color for color in HEAT)
    rule = ColorScaleRule("num", 0, low, "num", 0.5, middle, "num", 1, high)  # type: ignore[no-untyped-call]
    left = table.columns[table.number("band")].key
    right = table.columns[table.number(GRADE_KEYS[0]) - 2].key
    page.sheet.conditional_formatting.add(f"{table.letter(left)}{first}:{table.letter(right)}{last}", rule)


# --- below ---


def _unread(book: Book, page: Page, table: Table, row: int) -> int:
    """List what could not be read, and what must be known of documents, where there is any; returns the next free
    row.
    """
    last = len(table.columns)
    lists = (
        (labels.UNREAD, [(one.source, one.reason) for one in book.results.unread]),
        (labels.REPORT_REMARKS, [(one.source, one.text) for one in book.results.remarks]),
    )
    for title, told in lists:
        if not told:
            continue
        page.section(row, last, title)
        for source, text in told:
            row += 1
            page.paragraphs(row, (1, 2, source, Style.STRONG), (3, last, text, Style.TEXT))
        row += 2
    return row
