"""The levels on the criteria of one rubric above those on their counterparts in another, and which are at odds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from scorer.crosswalk import POSSIBLE, RELATIONS, by_way_of, side_by_side
from scorer.model import NOTHING, Relation, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.page import Formula, Value, address
from scorer.workbook.sheets.heat import color_levels
from scorer.workbook.styles import ACCENT, AT_ODDS, Style, fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.model import Criterion, Rubric
    from scorer.workbook.columns import Table
    from scorer.workbook.page import Page
    from scorer.workbook.sheets.crosswalk import Side as RubricSide

ROW = 20.0  # points; of a criterion
# What must not be, between the level of a criterion and that of its counterpart.
_CONFLICTS = {Relation.EQUAL: "<>", Relation.PART_OF: ">", Relation.CONTAINS: "<"}
_LINE = Side(style="thin", color="FF" + ACCENT)
# Told apart from the pale colours of levels also where a printer knows black and white only.
_AT_ODDS = DifferentialStyle(
    font=Font(color="FF" + ACCENT, b=True),
    numFmt=NumberFormat(numFmtId=164, formatCode='"≠ "0'),
    fill=fill(AT_ODDS),
    border=Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE),
)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A criterion of the right rubric that has to do with one of the left."""

    relation: Relation | None  # what the left one is to it; None: nothing follows for certain
    right: Criterion
    note: Text


@dataclass(frozen=True, slots=True)
class Counterparts:
    """The criteria of two rubrics beside each other."""

    left: Rubric
    right: Rubric
    middle: Rubric | None  # by way of which it was derived; None: one of the two says so itself
    of: Mapping[str, Sequence[Counterpart]]  # by the id of each criterion of the left

    @property
    def only_right(self) -> tuple[Criterion, ...]:
        """The right rubric's criteria that no line names."""
        named = {line.right.id for lines in self.of.values() for line in lines}
        return tuple(criterion for criterion in self.right.criteria if criterion.id not in named)


def counterparts(left: Rubric, right: Rubric, middle: Rubric | None) -> Counterparts | None:
    """As one of the two rubrics says itself, else as it follows by way of the `middle`; None where neither does.

    Raises RubricError where a crosswalk names a criterion that the other rubric does not have.
    """
    of: dict[str, list[Counterpart]] = {criterion.id: [] for criterion in left.criteria}
    if (told := side_by_side(left, right)) is not None:
        for pair in told.pairs:
            of[pair.left.id].append(Counterpart(pair.relation, pair.right, pair.note))
        return Counterparts(left, right, None, of)
    derived = by_way_of(middle, left, right) if middle else None
    if derived is None:
        return None
    for one in derived.pairs:
        ids = [criterion.id for criterion in one.through]
        through = labels.fill_in(labels.BY_WAY, middle=derived.middle.id, ids_zh="、".join(ids), ids_en=", ".join(ids))
        of[one.left.id].append(Counterpart(one.relation, one.right, through))
    return Counterparts(left, right, derived.middle, of)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the levels of all subjects under both rubrics."""

    page: Page
    table: Table
    subjects: Sequence[str]  # ids, in the order of their columns
    left: RubricSide
    right: RubricSide
    found: Counterparts
    names: Mapping[str, Text]  # titles of the rubrics, as labels take them

    def write(self, row: int) -> int:
        """Write all rows from `row`; returns the last one."""
        plain: list[str] = []
        for criterion in self.found.left.criteria:
            counterparts = self.found.of[criterion.id]
            note = NOTHING if counterparts else self._said(labels.NO_COUNTERPART, labels.NO_COUNTERPART_DERIVED)
            self._criterion(row, self.left, criterion, note)
            plain.append(self._levels(row))
            for below, counterpart in enumerate(counterparts, row + 1):
                self._counterpart(below, row, criterion, counterpart)
            row += 1 + len(counterparts)
        if self.found.only_right:
            title = self._said(labels.ONLY_COMMON, labels.ONLY_RIGHT_DERIVED)
            self.page.span(row, 1, len(self.table.columns), title, Style.GROUP)
            self.page.row_height(row, ROW)
            row += 1
        for criterion in self.found.only_right:
            self._criterion(row, self.right, criterion, NOTHING)
            plain.append(self._levels(row))
            row += 1
        if self.subjects:
            color_levels(self.page, " ".join(plain))
        return row - 1

    def _said(self, told: Text, derived: Text) -> Text:
        return labels.fill_in_titles(derived if self.found.middle else told, **self.names)

    def _levels(self, row: int) -> str:
        """The cells with the subjects' levels."""
        first = self.table.number("conflicts") + 1
        return f"{address(first, row)}:{address(len(self.table.columns), row)}".replace("$", "")

    def _shown(self, one: RubricSide, criterion: Criterion) -> dict[str, Value]:
        return {f"subject_{number}": one.level(subject, criterion) for number, subject in enumerate(self.subjects)}

    def _criterion(self, row: int, one: RubricSide, criterion: Criterion, note: Text) -> None:
        values: dict[str, Value] = {"id": criterion.id, "title": criterion.title, "note": note}
        self.page.row(row, self.table, values | self._shown(one, criterion), {"title": Style.STRONG}, least=ROW)

    def _counterpart(self, row: int, above: int, own: Criterion, counterpart: Counterpart) -> None:
        """A row with the levels on a counterpart of the criterion `above`, and how many do not go with its levels."""
        right, sign = counterpart.right, _CONFLICTS.get(counterpart.relation) if counterpart.relation else None
        relation = RELATIONS[counterpart.relation] if counterpart.relation else POSSIBLE
        shown = self._shown(self.right, right)
        values: dict[str, Value] = {
            "title": Text(
                f"　{relation.zh}　{right.id} {right.title.zh}", f"    {relation.en} {right.id} {right.title.en}"
            ),
            "note": counterpart.note,
            "conflicts": self._conflicts(row, above, own, sign, shown),
        }
        self.page.row(row, self.table, values | shown, least=ROW)
        if not self.subjects:
            return
        cells = self._levels(row)
        if sign is not None:
            here, beside = (self._levels(number).partition(":")[0] for number in (row, above))
            formula = f"AND(ISNUMBER({beside}),ISNUMBER({here}),{beside}{sign}{here})"
            rule = Rule(type="expression", dxf=_AT_ODDS, formula=[formula], stopIfTrue=True)
            self.page.sheet.conditional_formatting.add(cells, rule)
        color_levels(self.page, cells)

    def _conflicts(
        self, row: int, above: int, criterion: Criterion, sign: str | None, shown: Mapping[str, Value]
    ) -> Value:
        """How many subjects' levels cannot both be right; — where the relation says nothing about them."""
        if sign is None or not shown:
            return DASH
        own, here = self._levels(above), self._levels(row)
        count = sum(
            _conflict(sign, _now(self.left.level(subject, criterion)), _now(value))
            for subject, value in zip(self.subjects, shown.values(), strict=True)
        )
        return Formula(f"=SUMPRODUCT(ISNUMBER({own})*ISNUMBER({here})*({own}{sign}{here}))", count)


def _now(value: Value) -> Value:
    return value.value if isinstance(value, Formula) else value


def _conflict(sign: str, own: Value, here: Value) -> bool:
    if not isinstance(own, int | float) or not isinstance(here, int | float):
        return False
    return {"<>": own != here, ">": own > here, "<": own < here}[sign]
