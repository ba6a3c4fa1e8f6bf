"""评分标准: the rubric as printed, and the tables that all formulas look into."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scorer.model import Criterion, Cues, Exclusion, Rubric, Rung, Shortcomings, Text
from scorer.workbook import labels
from scorer.workbook.book import Kind, listed
from scorer.workbook.columns import BANDS, CRITERIA, ITEMS, LEVELS, Table
from scorer.workbook.page import Formula, Page, Value, address
from scorer.workbook.styles import GRADES, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.workbook.book import Book

# The names by which formulas on other sheets look values up here.
LEVEL_SHARES = "LevelShares"
LEVEL_NAMES = "LevelNames"
BAND_FLOORS = "BandFloors"
BAND_NAMES = "BandNames"

# What is printed of a list: enough to see what it is about. The rubric file holds it all.
_MOST_TERMS = 66  # that speak alone
_MOST_OTHERS = 12  # of any other kind
_MOST_GROUPS = 12
_WIDE = 90  # digits; of questions where there are no cues beside them
_MOST_CHOICES = 2  # within a group


@dataclass(slots=True)
class _Writer:
    """The page and the row that comes next."""

    book: Book
    page: Page
    rubric: Rubric
    weights: dict[str, str] = field(default_factory=dict)
    row: int = 1

    @property
    def in_short(self) -> bool:
        """Whether cues are left to the index: a part is one of many and stays light."""
        return self.book.kind is Kind.PART

    @property
    def last(self) -> int:
        """The last column of the sheet."""
        return len(self.table(CRITERIA).columns)

    def table(self, table: Table) -> Table:
        """The table; in short without its last column, which holds cues, and the one before in its place."""
        if not self.in_short:
            return table
        *others, before, _ = table.columns
        return Table((*others, replace(before, width=_WIDE)))

    def section(self, title: Text, remark: Text | None = None) -> None:
        self.row += 1
        self.page.section(self.row, self.last, title)
        self.row += 1
        if remark is not None:
            self.page.paragraph(self.row, 1, self.last, remark, Style.REMARK)
            self.row += 1

    def header(self, table: Table) -> None:
        self.page.header(self.row, table)
        self.row += 1

    def rule(self, name: Text, kinds: Iterable[Text]) -> None:
        """A rule's name and, a kind a line, what it goes by; nothing where it goes by nothing."""
        terms = self.lines(kinds)
        if terms:
            self.page.paragraphs(self.row, (1, 2, name, Style.STRONG), (3, self.last, terms, Style.SMALL))
            self.row += 1

    def lines(self, kinds: Iterable[Text]) -> str:
        """What is there, a kind a line, as a person would write it down."""
        return "\n".join(kind.say(self.book.lang) for kind in kinds)

    def name_column(self, name: str, table: Table, key: str, first: int) -> None:
        letter = table.letter(key)
        self.book.define(name, self.page.reference(f"{address(letter, first)}:{address(letter, self.row - 1)}"))


def write(book: Book) -> dict[str, str]:
    """Fill the sheet; returns where each criterion's weight stands, as formulas name it."""
    page, rubric = book.standard, book.results.rubric
    writer = _Writer(book, page, rubric)
    page.columns(writer.table(CRITERIA))
    title = Text(
        f"{labels.STANDARD.zh} · {rubric.title.zh}",
        f"{labels.STANDARD.en} · {rubric.title.en}",
    )
    page.span(1, 1, writer.last, title, Style.TITLE)
    page.row_height(1, 36)
    page.span(2, 1, writer.last, f"{rubric.id} {rubric.version}", Style.SUBTITLE)
    page.row_height(2, 20)
    page.paragraph(3, 1, writer.last, rubric.note, Style.REMARK)
    writer.row = 4
    _levels(writer)
    _bands(writer)
    _criteria(writer)
    _adjustments(writer)
    if not writer.in_short:
        _rules(writer)
    page.finish("A3", None, writer.last)
    return writer.weights


def _levels(writer: _Writer) -> None:
    writer.section(labels.LEVELS)
    table = writer.table(LEVELS)
    writer.header(table)
    first, ladder = writer.row, writer.rubric.ladder
    lowest = (labels.NO_EVIDENCE, labels.NO_EVIDENCE_SHOWS, "")
    rungs = ((rung.name, rung.shows, writer.lines(_signs(rung))) for rung in ladder.rungs)
    for level, (name, shows, terms) in enumerate((lowest, *rungs)):
        writer.page.row(
            writer.row,
            table,
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
    writer.section(labels.CRITERIA, labels.NOT_APPLICABLE_RULE[writer.rubric.not_applicable])
    table = writer.table(CRITERIA)
    writer.header(table)
    page, letter = writer.page, CRITERIA.letter("weight")
    for dimension in writer.rubric.dimensions:
        group = writer.row
        last = group + len(dimension.criteria)
        weight = Formula(f"=SUM({letter}{group + 1}:{letter}{last})", sum(c.weight for c in dimension.criteria))
        page.row(
            group,
            table,
            {"id": dimension.id, "title": dimension.title, "weight": weight},
            {"id": Style.GROUP_CENTER, "weight": Style.GROUP_CENTER},
            Style.GROUP,
        )
        for row, criterion in enumerate(dimension.criteria, group + 1):
            writer.weights[criterion.id] = page.reference(address(letter, row))
            page.row(
                row,
                table,
                {
                    "id": criterion.id,
                    "title": criterion.title,
                    "weight": criterion.weight,
                    "question": criterion.question,
                    "cues": writer.lines(_cue_kinds(criterion)),
                },
            )
        writer.row = last + 1


def _adjustments(writer: _Writer) -> None:
    """What reviewers may add and take off, and what keeps a total down; nothing where the rubric declares none."""
    adjustments = writer.rubric.adjustments
    if not adjustments.declared:
        return
    writer.section(labels.ADJUSTMENT)
    writer.header(ITEMS)
    capped = (
        (adjustments.bonuses, labels.BONUS, labels.BONUS_SUM, adjustments.bonus_cap),
        (adjustments.deductions, labels.DEDUCTION, labels.DEDUCTION_SUM, adjustments.deduction_cap),
    )
    for items, kind, total, cap in capped:
        for item in items:
            writer.page.row(writer.row, ITEMS, {"id": item.id, "title": item.title, "most": item.most, "kind": kind})
            writer.row += 1
        if items:
            values: dict[str, Value] = {"title": total, "most": cap, "kind": labels.CAP_EFFECT}
            writer.page.row(writer.row, ITEMS, values, {"most": Style.GROUP_CENTER}, Style.GROUP)
            writer.row += 1
    for veto in adjustments.vetoes:
        values = {"id": veto.id, "title": veto.title, "most": veto.at_most, "kind": labels.VETO_EFFECT}
        writer.page.row(writer.row, ITEMS, values)
        writer.row += 1


def _rules(writer: _Writer) -> None:
    """What the tool goes by beside the criteria."""
    rubric = writer.rubric
    if rubric.relevance.terms:
        rule = labels.fill_in(labels.RELEVANCE_RULE, n=rubric.relevance.at_least)
        writer.section(labels.RELEVANCE, rule)
        writer.rule(labels.RELEVANCE_TERMS, _listed(labels.SIGN_TERMS, rubric.relevance.terms))
    writer.section(labels.NOT_COUNTED)
    for exclusion in rubric.not_evidence:
        reach = labels.SCOPES[exclusion.scope]
        reason = Text(f"{exclusion.reason.zh}（{reach.zh}）", f"{exclusion.reason.en} ({reach.en})")
        writer.rule(reason, _marks(exclusion))
    writer.rule(
        labels.AT_MOST_STATED,
        (*_listed(labels.CUE_HEADINGS, rubric.ladder.plan_headings), *_counted(rubric.ladder.plans)),
    )
    writer.rule(labels.NOT_A_RESULT, _counted(rubric.ladder.not_counted))
    writer.section(labels.WHAT_IS_SHORTCOMING, labels.SHORTCOMING_RULE)
    writer.rule(labels.SHORTCOMING_MARKS, _marks(rubric.shortcomings))


def _signs(rung: Rung) -> Iterator[Text]:
    yield from _listed(labels.SIGN_TERMS, rung.terms, _MOST_TERMS)
    yield from _counted(rung.patterns)


def _marks(rule: Exclusion | Shortcomings) -> Iterator[Text]:
    yield from _listed(labels.SIGN_TERMS, rule.terms)
    yield from _listed(labels.CUE_HEADINGS, rule.headings)
    yield from _counted(rule.patterns + rule.unless)


def _cue_kinds(criterion: Criterion) -> Iterator[Text]:
    cues = criterion.cues
    yield from _listed(labels.CUE_TERMS, cues.terms, _MOST_TERMS)
    yield from _combined(cues)
    for some in cues.some_of:
        yield from _listed(labels.fill_in(labels.CUE_SOME_OF, n=some.at_least), some.of)
    yield from _listed(labels.CUE_WEAK, cues.weak)
    yield from _listed(labels.CUE_HEADINGS, cues.headings)
    yield from _listed(labels.CUE_UNLESS, cues.unless)
    yield from _listed(labels.CUE_APPLIES, criterion.applies_when)
    yield from _counted(cues.patterns)


def _listed(label: Text, terms: Sequence[str], most: int = _MOST_OTHERS) -> Iterator[Text]:
    """The first of the terms, on one line; nothing where there are none."""
    if terms:
        yield _line(label, listed(terms[:most]), labels.TERMS_CUT, len(terms), most)


def _combined(cues: Cues) -> Iterator[Text]:
    """The first of the combinations: （机关／支部）＋表彰；…"""
    if cues.together:
        groups = ["＋".join(map(_one_of, groups)) for groups in cues.together[:_MOST_GROUPS]]
        shown = Text("；".join(groups), "; ".join(groups))
        yield _line(labels.CUE_TOGETHER, shown, labels.GROUPS_CUT, len(cues.together), _MOST_GROUPS)


def _line(label: Text, shown: Text, cut: Text, count: int, most: int) -> Text:
    rest = labels.fill_in(cut, n=count) if count > most else Text("", "")
    return Text(f"{label.zh}：{shown.zh}{rest.zh}", f"{label.en}: {shown.en}{rest.en}")


def _counted(patterns: Sequence[str]) -> Iterator[Text]:
    """How many patterns there are. They are for machines; the file's hash on the guide tells where to look."""
    if patterns:
        yield labels.fill_in(labels.MORE_PATTERNS, n=len(patterns))


def _one_of(group: Sequence[str]) -> str:
    if len(group) == 1:
        return group[0]
    more = "…" if len(group) > _MOST_CHOICES else ""
    return f"（{'／'.join(group[:_MOST_CHOICES])}{more}）"
