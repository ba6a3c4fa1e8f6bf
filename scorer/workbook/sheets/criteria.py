"""The table of a scorecard: dimensions, criteria and their sums, with the levels that reviewers enter."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from scorer.model import PLACES, CriterionResult, Dimension, NotApplicable, Scorecard, Standing, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, Book
from scorer.workbook.columns import SCORECARD
from scorer.workbook.formulas import AGREES, LEVELS, LEVELS_OR_NOT_APPLICABLE, NOT_APPLICABLE, number_of, text_of
from scorer.workbook.page import Formula, Known, Page, Value, address, literal
from scorer.workbook.sheets import evidence, lists
from scorer.workbook.sheets.standard import LEVEL_NAMES, LEVEL_SHARES
from scorer.workbook.styles import ACCENT, ENTRY_HEIGHT, LEVEL_FILL, LEVEL_INK, WRONG, Style, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PALE = "A39B95"  # ink of what does not apply

_WEIGHT, _MACHINE, _REVIEW, _LEVEL, _SHARE, _SCORE, _KEY, _ENTERED, _REVIEWED = map(
    SCORECARD.letter,
    ("weight", "machine", "review", "level", "level_name", "score", "key", "entered", "reviewed"),
)
# In rows of sums the share stands below the level's name.
_GROUP = {
    "id": Style.GROUP_CENTER,
    "weight": Style.GROUP_CENTER,
    "level_name": Style.GROUP_SHARE,
    "score": Style.GROUP_POINTS,
}
_SUM = {"title": Style.SUM_TITLE, "level_name": Style.SUM_SHARE, "score": Style.SUM_POINTS}


@dataclass(frozen=True, slots=True)
class Sums:
    """What several criteria come to."""

    score: Known
    reach: Known  # the points that they can earn
    share: Known  # score as a part of reach; — where nothing applies
    points: float  # the value of score
    within: float  # the value of reach


@dataclass(slots=True)
class Criteria:
    """The dimensions and criteria, and what their rows look up elsewhere."""

    book: Book
    page: Page
    card: Scorecard
    key: int  # of the subject; a criterion's is so much more as its number
    weights: dict[str, str]
    quotes: dict[str, Formula]  # by criterion id, a link to its strongest
    levels: list[Known] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)  # ranges of cells for reviewed levels

    def write(self, row: int) -> tuple[tuple[Sums, ...], Sums]:
        """Write the whole table, from `row`; returns what each dimension and all of them come to."""
        first = row
        groups: list[tuple[int, Sums]] = []
        for dimension, results in by_dimension(self.book, self.card):
            groups.append((row, self._dimension(row, dimension, results)))
            row += len(results) + 1
        whole = self._whole(row, first, [group for group, _ in groups])
        self._offer_levels()
        _color(self.page, first, row - 1)
        return tuple(sums for _, sums in groups), whole

    @property
    def policy(self) -> NotApplicable:
        """What becomes of the weight of a criterion that does not apply."""
        return self.book.results.rubric.not_applicable

    def _dimension(self, row: int, dimension: Dimension, results: Sequence[CriterionResult]) -> Sums:
        """Write a dimension's row, with its sums, and its criteria below."""
        first, last = row + 1, row + len(results)
        weights = f"{_WEIGHT}{first}:{_WEIGHT}{last}"
        # SUMIF over the levels leaves out criteria that do not apply: their level is no number.
        reach = f'=SUMIF({_LEVEL}{first}:{_LEVEL}{last},">=0",{weights})'
        if self.policy is NotApplicable.ZERO:
            reach = f"=SUM({weights})"
        cells, sums = self._sums(row, f"=SUM({_SCORE}{first}:{_SCORE}{last})", reach, results)
        names: dict[str, Value] = {"id": dimension.id, "title": dimension.title}
        self.page.row(row, SCORECARD, names | cells, _GROUP, Style.GROUP)
        for criterion_row, result in enumerate(results, first):
            self._criterion(criterion_row, result)
        self.entries.append(f"{_REVIEW}{first}:{_REVIEW}{last}")
        return sums

    def _whole(self, row: int, first: int, groups: Sequence[int]) -> Sums:
        """Write the row below the table, with the sums of all dimensions."""
        score, reach = (f"=SUM({','.join(f'{c}{group}' for group in groups)})" for c in (_SCORE, _WEIGHT))
        cells, sums = self._sums(row, score, reach, self.card.criteria)
        cells |= {"reviewed": Formula(f"=SUM({_REVIEWED}{first}:{_REVIEWED}{row - 1})", 0)}
        self.page.row(row, SCORECARD, {"title": labels.SUM, **cells}, _SUM, Style.SUM)
        return sums

    def _offer_levels(self) -> None:
        """Let reviewers choose among levels only."""
        forbid = self.policy is NotApplicable.FORBID
        error = labels.LEVEL_ERROR_FORBID if forbid else labels.LEVEL_ERROR
        prompt = labels.LEVEL_PROMPT_FORBID if forbid else labels.LEVEL_PROMPT
        lists.offer(self.page, self.entries, self.book.named(lists.LEVEL_CHOICES), error, prompt)

    def _criterion(self, row: int, result: CriterionResult) -> None:
        criterion = result.criterion
        self.levels.append(self.page.known(address(_LEVEL, row), shown_level(result)))
        values: dict[str, Value] = {
            "id": criterion.id,
            "title": criterion.title,
            "weight": Formula(f"={self.weights[criterion.id]}", criterion.weight),
            "machine": shown_level(result),
            "doubt": Text(labels.MARK + result.doubt.zh, labels.MARK + result.doubt.en) if result.doubt.zh else None,
            "why": result.why,
            "best": self.quotes.get(criterion.id),
            "count": len(result.evidence) or None,
            "missing": result.missing,
            "row": self.book.row_id(f"{self.card.id}-{criterion.id}"),
            "key": self.key + len(self.levels),
        }
        styles = {"doubt": Style.DOUBT} if result.doubt.zh else {}
        values |= self._level(row, result) | self._review(row, result)
        self.page.row(row, SCORECARD, values, styles, least=ENTRY_HEIGHT)

    def _level(self, row: int, result: CriterionResult) -> dict[str, Value]:
        """The level that the evidence carries, the one that counts, its name and its points."""
        cell, shown = f"{_LEVEL}{row}", shown_level(result)
        outside, word = labels.NOT_APPLICABLE, literal(labels.NOT_APPLICABLE.say(self.page.lang))
        keys, grades, names, shares = map(self.book.named, (evidence.KEYS, evidence.COUNTED, LEVEL_NAMES, LEVEL_SHARES))
        counted = f"COUNTIFS({keys},${_KEY}{row},{grades}"
        carried = literal(DASH) if shown == DASH else "0"
        for level in range(1, len(LEVEL_FILL)):
            carried = f"IF({counted},{level})>0,{level},{carried})"
        entered = f"${_ENTERED}{row}"
        final = f"{SCORECARD.letter('carried')}{row}"
        if self.policy is not NotApplicable.FORBID:
            final = f"IF({entered}={NOT_APPLICABLE},{literal(DASH)},{final})"
        final = f"IF(AND({entered}>0,{entered}<{NOT_APPLICABLE}),{entered}-1,{final})"
        if result.standing is Standing.NO_MATERIAL:
            outside, left_out = labels.NO_MATERIAL, literal(labels.NO_MATERIAL.say(self.page.lang))
            word = f"IF({entered}={NOT_APPLICABLE},{word},{left_out})"
        name = f"IF(ISNUMBER({cell}),INDEX({names},{cell}+1),{word})"
        points = f"ROUND({_WEIGHT}{row}*INDEX({shares},{cell}+1),{PLACES})"
        nothing: float | str = 0 if self.policy is NotApplicable.ZERO else DASH
        applies = shown != DASH
        return {
            "carried": Formula(f"={carried}", shown),
            "level": Formula(f"={final}", shown),
            "level_name": Formula(f"={name}", self.book.level_names[result.level] if applies else outside),
            "score": Formula(
                f"=IF(ISNUMBER({cell}),{points},{nothing if nothing == 0 else literal(DASH)})",
                result.score if applies else nothing,
            ),
        }

    def _review(self, row: int, result: CriterionResult) -> dict[str, Value]:
        """What the reviewer entered, as formulas take it, and whether the criterion is reviewed."""
        entry = f"${_REVIEW}{row}"
        words = LEVELS if self.policy is NotApplicable.FORBID else LEVELS_OR_NOT_APPLICABLE
        open_keys = self.book.named(evidence.OPEN_KEYS)
        by_evidence = f"IF(COUNTIF({open_keys},${_KEY}{row})=0,1,0)" if result.evidence else "0"
        agrees = number_of(entry, [(word, 1) for word in AGREES])
        return {
            "entered": Formula(f"={number_of(entry, words)}", 0),
            "reviewed": Formula(f"=IF(${_ENTERED}{row}+{agrees}>0,1,{by_evidence})", 0),
        }

    def _sums(
        self, row: int, score: str, reach: str, results: Sequence[CriterionResult]
    ) -> tuple[dict[str, Value], Sums]:
        points, within, share = come_to(results)
        cells: dict[str, Value] = {
            "weight": Formula(reach, within),
            "score": Formula(score, points),
            "level_name": Formula(f'=IF({_WEIGHT}{row}=0,"{DASH}",{_SCORE}{row}/{_WEIGHT}{row})', share),
        }
        return cells, Sums(
            score=self.page.known(address(_SCORE, row), points),
            reach=self.page.known(address(_WEIGHT, row), within),
            share=self.page.known(address(_SHARE, row), share),
            points=points,
            within=within,
        )


def _color(page: Page, first: int, last: int) -> None:
    """Colour levels, changes and what cannot be understood by rule, so that colours follow the reviewer."""

    def rule(left: str, right: str, formula: str, **look: object) -> None:
        cells = f"{left}{first}:{right}{last}"
        page.sheet.conditional_formatting.add(cells, FormulaRule([formula], **look))  # type: ignore[no-untyped-call]

    for letter in (_MACHINE, _LEVEL):
        cell = f"{letter}{first}"
        for level, (color, ink) in enumerate(zip(LEVEL_FILL, LEVEL_INK, strict=True)):
            own = f"AND(ISNUMBER({cell}),{cell}={level})"
            rule(letter, letter, own, font=Font(color="FF" + ink, b=True), fill=fill(color))
    entry = text_of(f"${_REVIEW}{first}")
    unclear = [f"{entry}<>{literal(word)}" for word in AGREES]  # no effect, and meant so
    rule(_REVIEW, _REVIEW, f"AND(LEN({entry})>0,${_ENTERED}{first}=0,{','.join(unclear)})", fill=fill(WRONG))
    changed = f"AND(${_KEY}{first}>0,${_LEVEL}{first}<>${_MACHINE}{first})"
    rule(_SHARE, _SCORE, changed, font=Font(color="FF" + ACCENT, b=True))
    rule("A", _WEIGHT, f'${_LEVEL}{first}="{DASH}"', font=Font(color="FF" + _PALE))


# --- what a scorecard has, as values ---


def come_to(results: Sequence[CriterionResult]) -> tuple[float, float, float | str]:
    """Points, points within reach, and the one as a part of the other."""
    points, within = sum(r.score for r in results), sum(r.max for r in results)
    return points, within, points / within if within else DASH


def by_dimension(book: Book, card: Scorecard) -> Iterator[tuple[Dimension, tuple[CriterionResult, ...]]]:
    """Every dimension with its criteria's results."""
    results = iter(card.criteria)
    for dimension in book.results.rubric.dimensions:
        yield dimension, tuple(islice(results, len(dimension.criteria)))


def shown_level(result: CriterionResult) -> int | str:
    """The machine's level; — where the criterion does not apply."""
    return DASH if result.machine_level is None else result.machine_level
