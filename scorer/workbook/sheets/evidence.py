"""证据: every piece of evidence, a row each, with what reviewers make of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Color, Font

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.book import Book, copied_at, figures_of, listed, place_of, subject_name
from scorer.workbook.columns import EVIDENCE
from scorer.workbook.formulas import DOUBTED, GRADES, REJECTED, VERDICTS, first_word_of, number_of, text_of
from scorer.workbook.page import LINK_LIMIT, Formula, Known, Link, Page, Value, address, literal
from scorer.workbook.sheets import lists
from scorer.workbook.styles import ACCENT, ENTRY_HEIGHT, FONT, GREY, LEVEL_FILL, LEVEL_INK, WARN, WRONG, Style, fill
from scorer.workbook.styles import GRADES as GRADE_STYLES
from scorer.workbook.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.model import CriterionResult, Evidence, Scorecard

HEADER_ROW = 1

# The names by which other sheets' formulas find the pieces of a criterion. Keys are numbers, see `key`.
OWN_KEYS = "EvidenceOwnKeys"  # of the criterion that the machine found it for
KEYS = "EvidenceKeys"  # of the criterion that it counts for
COUNTED = "EvidenceGrades"  # the grade that it counts as; 0: it does not
OPEN_KEYS = "EvidenceOpenKeys"  # as OWN_KEYS while there is no verdict; else 0
_PIECES = "EvidencePieces"  # counts from 1, as issued: by it a row is found again wherever it was sorted to
_QUOTES = "EvidenceQuotes"

_MOST_CRITERIA = 10_000
_CUE = InlineFont(rFont=FONT, sz=10, b=True, color=Color(rgb="FF" + ACCENT))
_FIRST = HEADER_ROW + 1


def key(number: int, criterion: int) -> int:
    """What stands for a subject, counted from 0 in the ranking, and a criterion, from 1 in the rubric; 0 is none.

    A number: where formulas look for text, programs differ on wildcards, patterns and case.
    """
    return (number + 1) * _MOST_CRITERIA + criterion


def write(book: Book, places: Sequence[Sequence[Known]]) -> tuple[dict[str, Formula], ...]:
    """Fill the sheet; returns for each subject, by criterion id, a link to its strongest quote.

    `places` says for each subject where the scorecard's row of each criterion begins.
    """
    page = book.evidence
    page.columns(EVIDENCE)
    page.header(HEADER_ROW, EVIDENCE)
    strongest: tuple[dict[str, Formula], ...] = tuple({} for _ in book.ranked)
    row = HEADER_ROW
    names = [Text(name, name) for name in map(subject_name, book.ranked)]
    for row, (number, criterion, result, evidence) in enumerate(pieces(book), _FIRST):
        if result.criterion.id not in strongest[number]:
            strongest[number][result.criterion.id] = _link(book, row - HEADER_ROW, evidence.quote)
        values = _said(book, book.ranked[number], evidence) | _counted(book, row, key(number, criterion), evidence)
        values |= {"subject": Link(places[number][criterion - 1], names[number]), "title": result.criterion.title}
        page.row(row, EVIDENCE, values, {"grade": GRADE_STYLES[evidence.grade]}, least=ENTRY_HEIGHT)
    page.sheet.auto_filter.ref = f"A{HEADER_ROW}:{EVIDENCE.letter('id')}{row}"
    _name_columns(book, max(row, _FIRST))
    if row == HEADER_ROW:
        page.span(_FIRST, 1, EVIDENCE.number("quote"), labels.NO_EVIDENCE_AT_ALL, Style.SMALL)
    else:
        _offer_choices(book, row)
        _mark(page, row)
    page.finish(f"A{_FIRST}", HEADER_ROW, EVIDENCE.number("why"))  # what lies beyond is for the screen
    return strongest


def pieces(book: Book) -> Iterator[tuple[int, int, CriterionResult, Evidence]]:
    """Every piece, with the place of its subject in the ranking, from 0, and of its criterion in the rubric, from 1."""
    for number, card in enumerate(book.ranked):
        for criterion, result in enumerate(card.criteria, 1):
            for evidence in result.evidence:
                yield number, criterion, result, evidence


def _name_columns(book: Book, last: int) -> None:
    named = {
        OWN_KEYS: "own",
        KEYS: "key",
        COUNTED: "counted_grade",
        OPEN_KEYS: "open",
        _PIECES: "piece",
        _QUOTES: "quote",
    }
    for name, column in named.items():
        letter = EVIDENCE.letter(column)
        book.define(name, book.evidence.reference(f"{address(letter, _FIRST)}:{address(letter, last)}"))


def row_link(book: Book, piece: int, shown: Text) -> Formula:
    """Leads to the row of the piece that was issued `piece`th, from 1, wherever it was sorted to."""
    return Formula(f"=HYPERLINK({_target(book, piece)},{literal(shown.say(book.lang))})", shown)


def _target(book: Book, piece: int) -> str:
    place = literal(f"#{book.evidence.reference(EVIDENCE.letter('quote'))}")
    return f"{place}&{_row(book, piece)}+{HEADER_ROW}"


def _row(book: Book, piece: int) -> str:
    return f"MATCH({piece},{book.named(_PIECES)},0)"


def links(book: Book) -> dict[tuple[str, int], Formula]:
    """By report and sentence, a link to the first piece of evidence there, which shows its id."""
    found: dict[tuple[str, int], Formula] = {}
    sheet = literal(f"#{book.evidence.reference(EVIDENCE.letter('quote'))}")
    for piece, (*_, evidence) in enumerate(pieces(book), 1):
        if (place := (evidence.source, evidence.sentence.number)) not in found:
            row = f"MATCH({piece},{book.named(_PIECES)},0)"
            shown = evidence.id[:LINK_LIMIT]
            found[place] = Formula(f"=HYPERLINK({sheet}&{row}+{HEADER_ROW},{literal(shown)})", shown)
    return found


def _link(book: Book, piece: int, quote: str) -> Formula:
    """Shows the piece's quote, of one too long for a link the beginning, and leads to it."""
    cut = quote[:LINK_LIMIT] + "…" if len(quote) > LINK_LIMIT else quote
    shown = f"INDEX({book.named(_QUOTES)},{_row(book, piece)})"
    if cut != quote:
        shown = f'LEFT({shown},{LINK_LIMIT})&"…"'
    return Formula(f"=HYPERLINK({_target(book, piece)},{shown})", cut)


# --- a row ---


def _said(book: Book, card: Scorecard, evidence: Evidence) -> dict[str, Value]:
    return {
        "id": book.row_id(evidence.id),
        "criterion": evidence.criterion,
        "grade": evidence.grade,
        "grade_name": book.level_names[evidence.grade],
        "quote": highlight(evidence.quote, evidence.cues),
        "place": place_of(card, evidence),
        "agency": evidence.agency or "",
        "cues": listed(evidence.cues),
        "figures": figures_of(evidence),
        "copied": copied_at(evidence),
        "why": evidence.why,
    }


def _counted(book: Book, row: int, own: int, evidence: Evidence) -> dict[str, Value]:
    """What the piece counts for and as: formulas that follow the reviewer's entries in the row."""
    cell = {column.key: f"${EVIDENCE.letter(column.key)}{row}" for column in EVIDENCE.columns}
    ids, numbers = book.named(lists.CRITERION_IDS), book.named(lists.CRITERION_NUMBERS)
    wanted = f"({ids}={first_word_of(cell['move'])})*{numbers}"
    grade = f"IF({cell['regraded']}>0,{cell['regraded']},{cell['grade']})"
    moved = cell["moved"]
    return {
        "counted_for": Formula(f"=IF({moved}=0,{cell['criterion']},INDEX({ids},{moved}))", evidence.criterion),
        "counted_grade": Formula(f"=IF({cell['accepted']}={REJECTED},0,{grade})", evidence.grade),
        "own": own,
        "piece": row - HEADER_ROW,
        "accepted": Formula(f"={number_of(cell['verdict'], VERDICTS)}", 0),
        "regraded": Formula(f"={number_of(cell['regrade'], GRADES)}", 0),
        "moved": Formula(f"=IF(ISBLANK({cell['move']}),0,IFERROR(SUMPRODUCT(MAX({wanted})),0))", 0),
        "key": Formula(f"=IF({moved}=0,{cell['own']},{own - own % _MOST_CRITERIA}+{moved})", own),
        "open": Formula(f"=IF({cell['accepted']}=0,{cell['own']},0)", own),
    }


# --- what reviewers see ---


def _offer_choices(book: Book, last: int) -> None:
    def cells(column: str) -> tuple[str]:
        letter = EVIDENCE.letter(column)
        return (f"{letter}{_FIRST}:{letter}{last}",)

    offered = (
        ("verdict", lists.VERDICT_CHOICES, labels.VERDICT_ERROR, labels.VERDICT_PROMPT),
        ("regrade", lists.GRADE_CHOICES, labels.REGRADE_ERROR, labels.REGRADE_PROMPT),
        ("move", lists.CRITERION_CHOICES, labels.MOVE_ERROR, labels.MOVE_PROMPT),
    )
    for column, choices, error, prompt in offered:
        lists.offer(book.evidence, cells(column), book.named(choices), error, prompt)


def _mark(page: Page, last: int) -> None:
    """Colour what is entered and what follows from it: an entry that is not understood, a rejected piece, a change."""
    cell = {column.key: f"${EVIDENCE.letter(column.key)}{_FIRST}" for column in EVIDENCE.columns}

    def rule(first: str, to: str, formula: str, **look: object) -> None:
        cells = f"{EVIDENCE.letter(first)}{_FIRST}:{EVIDENCE.letter(to)}{last}"
        page.sheet.conditional_formatting.add(cells, FormulaRule([formula], **look))  # type: ignore[no-untyped-call]

    for entry, understood in (("verdict", "accepted"), ("regrade", "regraded"), ("move", "moved")):
        rule(entry, entry, f"AND(LEN({text_of(cell[entry])})>0,{cell[understood]}=0)", fill=fill(WRONG))
    rejected = f"{cell['accepted']}={REJECTED}"
    rule("subject", "place", rejected, font=Font(color="FF" + GREY, strike=True), stopIfTrue=True)
    rule("quote", "quote", f"{cell['accepted']}={DOUBTED}", fill=fill(WARN))
    rule("counted_for", "counted_for", f"{cell['moved']}>0", font=Font(color="FF" + ACCENT, b=True))
    for grade, (color, ink) in enumerate(zip(LEVEL_FILL, LEVEL_INK, strict=True)):
        changed = f"AND({cell['counted_grade']}={grade},{cell['counted_grade']}<>{cell['grade']})"
        rule("counted_grade", "counted_grade", changed, font=Font(color="FF" + ink, b=True), fill=fill(color))


def highlight(quote: str, cues: tuple[str, ...]) -> CellRichText | str:
    """The quote with its cues in bold accent; plain text where none of them stands in it."""
    quote = clean(quote)
    longest_first = sorted({clean(cue) for cue in cues} - {""}, key=lambda cue: (-len(cue), cue))
    if not longest_first:
        return quote
    parts = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", quote)
    if len(parts) == 1:
        return quote
    return CellRichText(*(TextBlock(_CUE, part) if n % 2 else part for n, part in enumerate(parts) if part))
