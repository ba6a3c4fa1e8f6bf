"""封面: who reviews, how to, and how far the review has come, by each rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule

from scorer.model import Lang, Text
from scorer.workbook import labels
from scorer.workbook.columns import COVER
from scorer.workbook.formulas import with_number
from scorer.workbook.page import Formula, Value, address
from scorer.workbook.styles import DONE, Style, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.model import NotApplicable, Rubric
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
    for book, totals in parts:
        row = _progress(book, totals, row)
    page.finish("A3", None, _LAST)


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
    write_origin(page, 1, _LAST - len(others), books)
    for column, target in enumerate(others, _LAST - len(others) + 1):
        page.put(2, column, target.link(), Style.NAV)
    page.row_height(3, 14)


def write_origin(page: Page, first: int, last: int, books: Sequence[Book]) -> None:
    """Write what the workbook was made from below the title, in a row as high as it needs."""
    page.paragraph(2, first, last, _made_from(books), Style.SUBTITLE)
    page.row_height(2, max(22, page.sheet.row_dimensions[2].height or 0) if len(books) > 1 else 22)


def _made_from(books: Sequence[Book]) -> Text:
    """The input, and the rubrics."""
    name, rubrics = books[0].results.name, [book.results.rubric for book in books]
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
    yield from not_applicable_rules(books)
    yield labels.REVIEW_RETURN


def not_applicable_rules(books: Sequence[Book]) -> Iterator[Text]:
    """What becomes of criteria that do not apply: of which rubrics, where it is not the same in all."""
    of: dict[NotApplicable, list[Rubric]] = {}
    for book in books:
        of.setdefault(book.results.rubric.not_applicable, []).append(book.results.rubric)
    for policy, rubrics in of.items():
        rule = labels.NOT_APPLICABLE_RULE[policy]
        if len(of) > 1:
            zh, en = "、".join(one.title.zh for one in rubrics), ", ".join(one.title.en for one in rubrics)
            rule = Text(f"{zh}：{rule.zh}", f"{en}: {rule.en}")
        yield rule


def _values(book: Book, number: int, subject: Totals, row: int) -> dict[str, Value]:
    card = book.ranked[number]
    of = len(card.criteria)
    return {
        "number": number + 1,
        "subject": book.shown_name(number),
        "reviewed": Formula(f'={COVER.letter("done")}{row}&"/{of}"', f"0/{of}"),
        "machine": card.total,
        "total": subject.total.shown(),
        "band": subject.band.shown(),
        "doubts": sum(1 for result in card.criteria if result.doubt.zh),
        "done": subject.reviewed.shown(),
    }


def _mark_done(page: Page, first: int, last: int, of: int) -> None:
    letter = COVER.letter("reviewed")
    rule = FormulaRule([f"${COVER.letter('done')}{first}={of}"], fill=fill(DONE))  # type: ignore[no-untyped-call]
    page.sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
