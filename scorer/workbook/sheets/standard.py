"""评分标准: the rubric as printed, and the tables that all formulas look into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.workbook.defined_name import DefinedName

from scorer.model import Criterion, Cues, Exclusion, Rubric, Rung, Shortcomings, Text
from scorer.workbook import labels
from scorer.workbook.columns import BANDS, CRITERIA, LEVELS, Table
from scorer.workbook.page import Formula, Page, address
from scorer.workbook.styles import GRADES, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.workbook.book import Book

# The names by which formulas on other sheets look values up here.
LEVEL_SHARES = "LevelShares"
LEVEL_NAMES = "LevelNames"
BAND_FLOORS = "BandFloors"
BAND_NAMES = "BandNames"

_LAST = len(CRITERIA.columns)


@dataclass(slots=True)
class _Writer:
    """The page and the row that comes next."""

    book: Book
    page: Page
    rubric: Rubric
    weights: dict[str, str] = field(default_factory=dict)
    row: int = 1

    def section(self, title: Text, remark: Text | None = None) -> None:
        self.row += 1
        self.page.span(self.row, 1, _LAST, title, Style.SECTION)
        self.page.row_height(self.row, 24)
        self.row += 1
        if remark is not None:
            self.page.paragraph(self.row, 1, _LAST, remark, Style.REMARK)
            self.row += 1

    def header(self, table: Table) -> None:
        self.page.header(self.row, table)
        self.row += 1

    def rule(self, name: Text, kinds: Iterable[tuple[Text, str]]) -> None:
        """A rule's name and, a kind a line, what it goes by; nothing where it goes by nothing."""
        terms = self.lines(kinds)
        if terms:
            self.page.span(self.row, 1, 2, name, Style.STRONG)
            self.page.paragraph(self.row, 3, _LAST, terms, Style.SMALL)
            self.row += 1

    def lines(self, kinds: Iterable[tuple[Text, str]]) -> str:
        """What is there, a kind a line, as a person would write it down."""
        return "\n".join(f"{label.say(self.book.lang)}：{text}" for label, text in kinds if text)

    def name_column(self, name: str, table: Table, key: str, first: int) -> None:
        letter = table.letter(key)
        cells = f"{address(letter, first)}:{address(letter, self.row - 1)}"
        self.book.workbook.defined_names[name] = DefinedName(name, attr_text=self.page.reference(cells))


def write(book: Book) -> dict[str, str]:
    """Fill the sheet; returns where each criterion's weight stands, as formulas name it."""
    page, rubric = book.standard, book.results.rubric
    page.columns(CRITERIA)
    title = Text(
        f"{labels.STANDARD.zh} · {rubric.title.zh}",
        f"{labels.STANDARD.en} · {rubric.title.en}",
    )
    page.span(1, 1, _LAST, title, Style.TITLE)
    page.row_height(1, 36)
    page.span(2, 1, _LAST, f"{rubric.id} {rubric.version}", Style.SUBTITLE)
    page.row_height(2, 20)
    page.paragraph(3, 1, _LAST, rubric.note, Style.REMARK)
    writer = _Writer(book, page, rubric, row=4)
    _levels(writer)
    _bands(writer)
    _criteria(writer)
    _rules(writer)
    page.finish("A3", None, _LAST)
    return writer.weights


def _levels(writer: _Writer) -> None:
    writer.section(labels.LEVELS)
    writer.header(LEVELS)
    first, ladder = writer.row, writer.rubric.ladder
    lowest = (labels.NO_EVIDENCE, labels.NO_EVIDENCE_SHOWS, "")
    rungs = ((rung.name, rung.shows, writer.lines(_signs(rung))) for rung in ladder.rungs)
    for level, (name, shows, terms) in enumerate((lowest, *rungs)):
        writer.page.row(
            writer.row,
            LEVELS,
            {"level": level, "name": name, "share": ladder.shares[level], "shows": shows, "terms": terms},
            {"level": GRADES[min(level, 4)]},
        )
        writer.row += 1
    writer.name_column(LEVEL_SHARES, LEVELS, "share", first)
    writer.name_column(LEVEL_NAMES, LEVELS, "name", first)


def _bands(writer: _Writer) -> None:
    writer.section(labels.BANDS)
    writer.header(BANDS)
    first = writer.row
    for band in reversed(writer.rubric.bands):  # LOOKUP wants the lowest first
        writer.page.row(writer.row, BANDS, {"at_least": band.at_least, "name": band.name})
        writer.row += 1
    writer.name_column(BAND_FLOORS, BANDS, "at_least", first)
    writer.name_column(BAND_NAMES, BANDS, "name", first)


def _criteria(writer: _Writer) -> None:
    writer.section(labels.CRITERIA)
    writer.header(CRITERIA)
    page, letter = writer.page, CRITERIA.letter("weight")
    for dimension in writer.rubric.dimensions:
        group = writer.row
        last = group + len(dimension.criteria)
        weight = Formula(f"=SUM({letter}{group + 1}:{letter}{last})", sum(c.weight for c in dimension.criteria))
        page.row(
            group,
            CRITERIA,
            {"id": dimension.id, "title": dimension.title, "weight": weight},
            {"id": Style.GROUP_CENTER, "weight": Style.GROUP_CENTER},
            Style.GROUP,
        )
        for row, criterion in enumerate(dimension.criteria, group + 1):
            writer.weights[criterion.id] = page.reference(address(letter, row))
            page.row(
                row,
                CRITERIA,
                {
                    "id": criterion.id,
                    "title": criterion.title,
                    "weight": criterion.weight,
                    "question": criterion.question,
                    "cues": writer.lines(_cue_kinds(criterion)),
                },
            )
        writer.row = last + 1


def _rules(writer: _Writer) -> None:
    """What the tool goes by beside the criteria."""
    rubric = writer.rubric
    if rubric.relevance.terms:
        rule = labels.fill_in(labels.RELEVANCE_RULE, n=rubric.relevance.at_least)
        writer.section(labels.RELEVANCE, rule)
        writer.rule(labels.RELEVANCE_TERMS, [(labels.SIGN_TERMS, "、".join(rubric.relevance.terms))])
    writer.section(labels.NOT_COUNTED)
    for exclusion in rubric.not_evidence:
        reach = labels.SCOPES[exclusion.scope]
        reason = Text(f"{exclusion.reason.zh}（{reach.zh}）", f"{exclusion.reason.en} ({reach.en})")
        writer.rule(reason, _marks(exclusion))
    writer.rule(
        labels.AT_MOST_STATED,
        [
            (labels.CUE_PATTERNS, "  ".join(rubric.ladder.plans)),
            (labels.CUE_HEADINGS, "、".join(rubric.ladder.plan_headings)),
        ],
    )
    writer.rule(labels.NOT_A_RESULT, [(labels.CUE_PATTERNS, "  ".join(rubric.ladder.not_counted))])
    writer.section(labels.WHAT_IS_SHORTCOMING, labels.SHORTCOMING_RULE)
    writer.rule(labels.SHORTCOMING_MARKS, _marks(rubric.shortcomings))


def _signs(rung: Rung) -> list[tuple[Text, str]]:
    return [(labels.SIGN_TERMS, "、".join(rung.terms)), (labels.CUE_PATTERNS, "  ".join(rung.patterns))]


def _marks(rule: Exclusion | Shortcomings) -> list[tuple[Text, str]]:
    return [
        (labels.SIGN_TERMS, "、".join(rule.terms)),
        (labels.CUE_PATTERNS, "  ".join(rule.patterns)),
        (labels.CUE_HEADINGS, "、".join(rule.headings)),
        (labels.CUE_UNLESS, "  ".join(rule.unless)),
    ]


def _cue_kinds(criterion: Criterion) -> list[tuple[Text, str]]:
    cues = criterion.cues
    return [
        (labels.CUE_TERMS, "、".join(cues.terms)),
        (labels.CUE_TOGETHER, "；".join(" ＋ ".join(map(_one_of, groups)) for groups in cues.together)),
        *_some_of(cues),
        (labels.CUE_PATTERNS, "  ".join(cues.patterns)),
        (labels.CUE_WEAK, "、".join(cues.weak)),
        (labels.CUE_HEADINGS, "、".join(cues.headings)),
        (labels.CUE_UNLESS, "、".join(cues.unless)),
        (labels.CUE_APPLIES, "、".join(criterion.applies_when)),
    ]


def _some_of(cues: Cues) -> list[tuple[Text, str]]:
    return [(labels.fill_in(labels.CUE_SOME_OF, n=some.at_least), "、".join(some.of)) for some in cues.some_of]


def _one_of(group: tuple[str, ...]) -> str:
    return group[0] if len(group) == 1 else f"（{'／'.join(group)}）"
