"""封面: who reviews, how to, and how far the review has come, by each rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule

from scorer.model import Lang, Text
from scorer.workbook import labels
from scorer.workbook.book import total_of
from scorer.workbook.columns import COVER
from scorer.workbook.formulas import with_number
from scorer.workbook.page import Formula, Value, address
from scorer.workbook.styles import DONE, Style, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scorer.model import Results, Rubric
    from scorer.workbook.book import Book
    from scorer.workbook.page import Page
    from scorer.workbook.sheets.subject import Totals

# The names of the cells that the reviewer fills in.
REVIEWER = "ReviewerName"
UNIT = "ReviewerUnit"
DATE = "ReviewDate"
SIGNATURE = "ReviewSignature"

_ENTRY_ROW = 4
_LAST = COVER.number("doubts")
_LEFT, _RIGHT = 1, COVER.number("reviewed")  # columns of the entries' labels


def write(parts: Sequence[tuple[Book, Sequence[Totals]]], others: Sequence[Page]) -> None:
    """Fill the sheet from the subjects' sheets; for each rubric, their totals in the order of its ranking. The head
    leads to the `others`.
    """
    books = [book for book, _ in parts]
    page = books[0].cover
    page.columns(COVER)
    _head(books, others)
    _entries(books[0])
    row = _how_to(books, _ENTRY_ROW + 4)
    tables: list[tuple[int, int]] = []  # rows
    for book, totals in parts:
        first, row = row, _progress(book, totals, row)
        tables.append((first, row - 1))  # with the blank row below: alone it would take a page
    tables[-1] = first, row - 2  # below which nothing is printed
    page.finish("A3", None, _LAST)
    page.keep_together(tables, _LAST)


def _progress(book: Book, totals: Sequence[Totals], row: int) -> int:
    """How far the review by one rubric has come; returns the next free row."""
    page = book.cover
    links = [book.overview] if book.chapter and book.compares else []
    page.span(row, 1, _LAST - 2 - len(links), book.titled(labels.PROGRESS), Style.SECTION)
    for overview in links:
        page.put(row, _LAST - 2, overview.link(), Style.SECTION)
    page.row_height(row, 26)
    header, first, last = row + 1, row + 2, row + 1 + len(totals)
    of = len(book.results.rubric.criteria)
    done = f"{address(COVER.letter('done'), first)}:{address(COVER.letter('done'), max(first, last))}"
    said = labels.fill_in(labels.REVIEWED_OF, done="{}", of=of * len(totals)).say(book.lang)
    page.span(row, _LAST - 1, _LAST, Formula(*with_number(said, f"SUM({done})", 0)), Style.PROGRESS)
    page.header(header, COVER)
    for number, subject in enumerate(totals):
        page.row(first + number, COVER, _values(book, number, subject, first + number), least=24.0)
    if totals:
        _mark_done(page, first, last, of)
    else:
        page.span(first, 1, _LAST, labels.NONE_SCORED, Style.WARNING)
    return max(first, last) + 2


def _head(books: Sequence[Book], others: Sequence[Page]) -> None:
    page = books[0].cover
    page.span(1, 1, _LAST, labels.SCORECARD, Style.TITLE)
    page.row_height(1, 40)
    write_origin(page, 1, _LAST - len(others), [book.results for book in books])
    for column, target in enumerate(others, _LAST - len(others) + 1):
        page.put(2, column, target.link(), Style.NAV)
    page.row_height(3, 14)


def write_origin(page: Page, first: int, last: int, runs: Sequence[Results]) -> None:
    """Write what the workbook was made from below the title, in a row as high as it needs."""
    page.paragraph(2, first, last, _made_from(runs), Style.SUBTITLE)
    page.row_height(2, max(22, page.sheet.row_dimensions[2].height or 0) if len(runs) > 1 else 22)


def _made_from(runs: Sequence[Results]) -> Text:
    """The input, and the rubrics."""
    name, rubrics = runs[0].name, [results.rubric for results in runs]
    zh, en = ([f"{rubric.title.say(lang)} {rubric.version}" for rubric in rubrics] for lang in (Lang.ZH, Lang.EN))
    return Text(
        f"{labels.INPUT.zh}：{name}　·　{labels.RUBRIC.zh}：{'、'.join(zh)}",
        f"{labels.INPUT.en}: {name}  ·  {labels.RUBRIC.en}: {', '.join(en)}",
    )


def _entries(book: Book) -> None:
    """The four cells that the reviewer fills in, each to the right of its label."""
    entries = (
        (_ENTRY_ROW, _LEFT, labels.REVIEWER, REVIEWER, Style.ENTRY_TEXT),
        (_ENTRY_ROW, _RIGHT, labels.REVIEW_UNIT, UNIT, Style.ENTRY_TEXT),
        (_ENTRY_ROW + 2, _LEFT, labels.REVIEW_DATE, DATE, Style.ENTRY_DATE),
        (_ENTRY_ROW + 2, _RIGHT, labels.SIGNATURE, SIGNATURE, Style.ENTRY_TEXT),
    )
    page = book.cover
    for row, column, label, name, style in entries:
        page.put(row, column, label, Style.ENTRY_LABEL)
        page.span(row, column + 1, _LAST if column == _RIGHT else column + 1, None, style)
        page.row_height(row, 28)
        book.binder.define(name, page.reference(address(column + 1, row)))
    page.row_height(_ENTRY_ROW + 1, 8)
    page.row_height(_ENTRY_ROW + 3, 12)


def _how_to(books: Sequence[Book], row: int) -> int:
    """Say how to review; returns the next free row."""
    page = books[0].cover
    page.span(row, 1, _LAST, labels.HOW_TO_REVIEW, Style.SECTION)
    page.row_height(row, 26)
    for number, line in enumerate(_lines(books), 1):
        row += 1
        page.paragraph(row, 1, _LAST, Text(f"{number}.  {line.zh}", f"{number}.  {line.en}"), Style.PLAIN)
    page.row_height(row + 1, 12)
    return row + 2


def _lines(books: Sequence[Book]) -> Iterator[Text]:
    if len(books) > 1:
        yield labels.fill_in(labels.REVIEW_SEVERAL, n=len(books))
    yield from labels.REVIEW_LINES
    if any(book.results.rubric.adjustments.declared for book in books):
        yield labels.REVIEW_ADJUSTMENTS
    yield from not_applicable_rules([book.rubric for book in books])
    yield labels.REVIEW_RETURN


def not_applicable_rules(rubrics: Sequence[Rubric]) -> Iterator[Text]:
    """What becomes of criteria that do not apply."""
    return told_apart(rubrics, lambda rubric: labels.NOT_APPLICABLE_RULE[rubric.not_applicable])


def told_apart(rubrics: Sequence[Rubric], rule: Callable[[Rubric], Text]) -> Iterator[Text]:
    """What a rule is: of which rubrics, where it is not the same in all."""
    of: dict[Text, list[Rubric]] = {}
    for rubric in rubrics:
        of.setdefault(rule(rubric), []).append(rubric)
    for said, some in of.items():
        zh, en = "、".join(one.title.zh for one in some), ", ".join(one.title.en for one in some)
        yield Text(f"{zh}：{said.zh}", f"{en}: {said.en}") if len(of) > 1 else said


def _values(book: Book, number: int, subject: Totals, row: int) -> dict[str, Value]:
    card = book.ranked[number]
    of = len(card.criteria)
    return {
        "number": number + 1,
        "subject": book.shown_name(number),
        "reviewed": Formula(f'={COVER.letter("done")}{row}&"/{of}"', f"0/{of}"),
        "machine": total_of(card),
        "total": subject.total.shown(),
        "band": subject.band.shown(),
        "doubts": sum(1 for result in card.criteria if result.doubt.zh),
        "done": subject.reviewed.shown(),
    }


def _mark_done(page: Page, first: int, last: int, of: int) -> None:
    letter = COVER.letter("reviewed")
    rule = FormulaRule([f"${COVER.letter('done')}{first}={of}"], fill=fill(DONE))  # type: ignore[no-untyped-call]
    page.sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
