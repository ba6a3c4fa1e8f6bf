"""What a reviewer entered in the tables of a returned workbook: sheets go in, entries by subject come out.

Words that are not understood are told, and kept in the comment, so that nothing that somebody wrote is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from scorer.model import Adjustment, NotApplicable, Text
from scorer.model.review import AdjustmentReview, EvidenceReview, LevelReview, Verdict
from scorer.workbook import formulas, labels, locked
from scorer.workbook.book import subject_name
from scorer.workbook.columns import row_id
from scorer.workbook.entries import (
    Level,
    read_applies,
    read_grade,
    read_level,
    read_move,
    read_points,
    read_verdict,
    words,
)
from scorer.workbook.flaws import FORMULA, MERGED, NO_REASON, UNCLEAR, UNUSUAL, Flaws, quoted
from scorer.workbook.rows import Wanted, choose
from scorer.workbook.tables import (
    ADJUSTMENTS_FORM,
    CRITERIA_FORM,
    DECIDED_ADJUSTMENTS_FORM,
    DECIDED_FORM,
    EVIDENCE_FORM,
    find_tables,
    of_rubric,
)
from scorer.xlsx.cells import address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scorer.model import Criterion, CriterionResult, Evidence, Results, Scorecard, Veto
    from scorer.workbook.rows import Chosen
    from scorer.workbook.tables import Form, Row, Table
    from scorer.xlsx.cells import Sheets, Value

Meaning = TypeVar("Meaning")

_LEVELS = Text(
    "请填 0、1、2、3 或 4；本项不适用的，填 不适用",
    "enter 0, 1, 2, 3 or 4; where the criterion does not apply, not applicable",
)
_LEVELS_ONLY = Text(
    "请填 0、1、2、3 或 4；本标准各项都要评", "enter 0, 1, 2, 3 or 4; every criterion of this rubric is judged"
)
_VERDICTS = Text("请填 是、否 或 存疑", "enter yes, no or in doubt")
_GRADES = Text("请填 1 至 4；不算证据的，在“采纳”处填 否", "enter 1 to 4; what is no evidence is not accepted")
_CRITERIA = Text("请从下拉选项中选一项，或填项号", "choose a criterion from the list, or enter its id")
_POINTS = Text("请填分数，如 2", "enter points, such as 2")
_APPLIES = Text("请填 是 或 否", "enter yes or no")


# By the column of a table, the field of a review that is entered there.
_LEVEL_FIELDS = {"review": "level", "comment": "comment"}
_EVIDENCE_FIELDS = {"verdict": "verdict", "regrade": "grade", "move": "criterion", "comment": "comment"}
_ADJUSTMENT_FIELDS = {"entry": "points", "reason": "reason"}


@dataclass(frozen=True, slots=True)
class Score:
    """The points that a workbook shows for a criterion."""

    subject: str
    criterion: str
    place: tuple[str, str]  # sheet and cell
    value: Value
    is_formula: bool


@dataclass(frozen=True, slots=True)
class _Understood(Generic[Meaning]):
    """What an entry means."""

    meant: Meaning | None = None  # None where it is blank or means nothing
    kept: str = ""  # the words that mean nothing, for the comment
    followed: bool = True  # whether the workbook's own formulas took it for the same


class Reviewed:
    """The entries of one workbook. Tells its flaws as they are found."""

    def __init__(
        self, sheets: Sheets, results: Results, flaws: Flaws, *, decided: bool, rubrics: Sequence[str] = ()
    ) -> None:
        """`decided`: it is a merged workbook; what was settled on takes the place of what a reviewer entered.
        `rubrics`: the ids of all that the workbook has, where they are several; only that of `results` is read.
        """
        self.results = results
        self.flaws = flaws
        self.decided = decided
        self.places: dict[tuple[str, str, str], tuple[str, str]] = {}  # as Review.places
        rubric = results.rubric
        self._scope = rubric.id if rubrics else ""
        self.names = (labels.NO_EVIDENCE, *(rung.name for rung in rubric.ladder.rungs))
        self.items = rubric.adjustments.items
        self._not_followed: set[tuple[str, str]] = set()  # subjects and criteria
        criteria, adjustments = (
            (DECIDED_FORM, DECIDED_ADJUSTMENTS_FORM) if decided else (CRITERIA_FORM, ADJUSTMENTS_FORM)
        )
        tables = find_tables(sheets.sheets, (criteria, adjustments, *(() if decided else (EVIDENCE_FORM,))))
        if rubrics:
            tables = list(of_rubric(tables, rubric.id, rubrics))
        self._criteria = self._rows(
            criteria,
            tables,
            lambda card: {self._row_id(card, one.criterion.id): one.criterion.title for one in card.criteria},
        )
        self._adjustments = self._rows(
            adjustments, tables, lambda card: {self._row_id(card, item.id): item.title for item in self.items}
        )
        self._evidence = (
            {}
            if decided
            else self._rows(
                EVIDENCE_FORM,
                tables,
                lambda card: {
                    row_id(self._scope, piece.id): result.criterion.title
                    for result in card.criteria
                    for piece in result.evidence
                },
            )
        )

    def levels(self, card: Scorecard) -> tuple[LevelReview, ...]:
        """What was entered for the subject's criteria, in their order."""
        reviews = []
        for result in card.criteria:
            chosen = self._criteria.get(self._row_id(card, result.criterion.id))
            review = self._level(card, result, chosen) if chosen else LevelReview(result.criterion.id)
            if chosen and review != LevelReview(result.criterion.id):
                reviews.append(review)
                self._note(chosen.row, card, review.criterion, _LEVEL_FIELDS)
        return tuple(reviews)

    def evidence(self, card: Scorecard) -> tuple[EvidenceReview, ...]:
        """What was entered for the subject's evidence, in the scorecard's order."""
        reviews = []
        for result in card.criteria:
            for piece in result.evidence:
                chosen = self._evidence.get(row_id(self._scope, piece.id))
                if chosen is None:
                    self._not_followed.add((card.id, result.criterion.id))  # the formulas miss the row, too
                    continue
                review = self._piece(card, result, piece, chosen)
                if review != EvidenceReview(piece.id):
                    reviews.append(review)
                    self._note(chosen.row, card, piece.id, _EVIDENCE_FIELDS)
        return tuple(reviews)

    def adjustments(self, card: Scorecard) -> tuple[AdjustmentReview, ...]:
        """What was entered for the subject's bonuses, deductions and vetoes, in the rubric's order."""
        reviews = []
        for item in self.items:
            chosen = self._adjustments.get(self._row_id(card, item.id))
            review = self._adjustment(item, chosen) if chosen else AdjustmentReview(item.id)
            if chosen and review != AdjustmentReview(item.id):
                reviews.append(review)
                self._note(chosen.row, card, item.id, _ADJUSTMENT_FIELDS)
        return tuple(reviews)

    def scores(self, card: Scorecard) -> Iterator[Score]:
        """The points shown for the subject's criteria, once its levels and evidence have been read. Left out are those
        of which it was told that the workbook's formulas did not follow what was entered.
        """
        for result in card.criteria:
            id_ = result.criterion.id
            chosen = self._criteria.get(self._row_id(card, id_))
            cell = chosen.row.cell("score") if chosen else None
            if chosen and cell and (card.id, id_) not in self._not_followed:
                place = (chosen.row.table.sheet.name, chosen.row.address("score"))
                yield Score(card.id, id_, place, cell.value, cell.is_formula)

    def _row_id(self, card: Scorecard, item: str) -> str:
        """Of a criterion, bonus, deduction or veto."""
        return row_id(self._scope, f"{card.id}-{item}")

    def _rows(
        self, form: Form, tables: Sequence[Table], ids: Callable[[Scorecard], dict[str, Text]]
    ) -> dict[str, Chosen]:
        wanted = [Wanted(subject_name(card), ids(card)) for card in self.results.scorecards]
        dimensions = {dimension.id: dimension.title for dimension in self.results.rubric.dimensions}
        return choose(form, [table for table in tables if table.form is form], wanted, self.flaws, dimensions)

    def _note(self, row: Row, card: Scorecard, id_: str, fields: Mapping[str, str]) -> None:
        """Keep where the row's entries stand."""
        sheet = row.table.sheet.name
        self.places |= {(card.id, id_, name): (sheet, row.address(key)) for key, name in fields.items()}

    # --- rows ---

    def _level(self, card: Scorecard, result: CriterionResult, chosen: Chosen) -> LevelReview:
        locked.compare(chosen.row, locked.of_criterion(result), self.flaws)
        forbid = self.results.rubric.not_applicable is NotApplicable.FORBID

        def meaning(value: Value) -> Level | None:
            level = read_level(value, self.names)
            if level and ((level.not_applicable and forbid) or (level.agrees and self.decided)):
                return None  # what a group agrees with may change with the next workbook that comes back
            return level

        remedy = _LEVELS_ONLY if forbid else _LEVELS
        entered = self._understand(chosen.row, "review", meaning, remedy, _level_taken)
        if not entered.followed:
            self._not_followed.add((card.id, result.criterion.id))
        level = entered.meant or Level()
        comment = self._comment(chosen, "comment", entered.kept)
        return LevelReview(result.criterion.id, level.level, level.not_applicable, comment, level.agrees)

    def _piece(self, card: Scorecard, result: CriterionResult, piece: Evidence, chosen: Chosen) -> EvidenceReview:
        row = chosen.row
        locked.compare(row, locked.of_evidence(card, result, piece), self.flaws)
        criteria = self.results.rubric.criteria
        verdict = self._understand(row, "verdict", read_verdict, _VERDICTS, _verdict_taken)
        grade = self._understand(row, "regrade", lambda value: read_grade(value, self.names), _GRADES, _grade_taken)
        move = self._understand(
            row, "move", lambda value: read_move(value, criteria), _CRITERIA, lambda value: _move_taken(value, criteria)
        )
        if chosen.others or not (verdict.followed and grade.followed and move.followed):
            self._not_followed |= {(card.id, piece.criterion), (card.id, move.meant or piece.criterion)}
        comment = self._comment(chosen, "comment", verdict.kept + grade.kept + move.kept)
        return EvidenceReview(piece.id, verdict.meant, grade.meant, move.meant, comment)

    def _adjustment(self, item: Adjustment | Veto, chosen: Chosen) -> AdjustmentReview:
        row = chosen.row
        locked.compare(row, locked.of_adjustment(item), self.flaws)
        points = applies = None
        if isinstance(item, Adjustment):
            deduction = item in self.results.rubric.adjustments.deductions
            of_points = self._understand(
                row, "entry", lambda value: read_points(value, is_deduction=deduction), _POINTS, self._points_taken
            )
            points, kept = of_points.meant, of_points.kept
        else:
            of_veto = self._understand(row, "entry", read_applies, _APPLIES, _veto_taken)
            applies, kept = of_veto.meant, of_veto.kept
        reason = self._comment(chosen, "reason", kept)
        if (points or applies) and not reason:
            what = Text(f"“{item.title.zh}”已认定，但没有写理由", f"“{item.title.en}” was found, without a reason")
            self.flaws.add(NO_REASON, (row.table.sheet.name, row.address("reason") or row.address("entry")), what)
        return AdjustmentReview(item.id, points, applies, reason, unclear=bool(kept))

    def _points_taken(self, value: Value) -> float:
        """What is no points counts 0 on a scorecard; in a merged workbook the consensus counts then."""
        points = formulas.points_taken(value)
        return points if self.decided else max(0.0, points)

    # --- cells ---

    def _understand(
        self,
        row: Row,
        key: str,
        meaning: Callable[[Value], Meaning | None],
        remedy: Text,
        taken: Callable[[Value], Meaning | None],
    ) -> _Understood[Meaning]:
        """What the entry means. `taken`: what the workbook's own formulas take it for; where that is something else, it
        is told.
        """
        value = self._entry(row, key)
        if value is None:
            return _Understood()
        meant = meaning(value)
        label, found = row.table.label(key), words(value)
        if meant is not None:
            same = taken(value) == meant
            if not same:
                self._tell_unusual(row, key, quoted(found), _said(meant))
            return _Understood(meant, followed=same and row.cell(key) is not None)
        what = Text(
            f"“{label}”处的“{quoted(found)}”看不懂，没有采用，已记入意见",
            f"“{quoted(found)}” under “{label}” is not understood; it does not count and was kept in the comment",
        )
        self.flaws.add(UNCLEAR, (row.table.sheet.name, row.address(key)), what, remedy)
        return _Understood(kept=f"（{label}：{found}）")

    def _tell_unusual(self, row: Row, key: str, found: str, meant: Text) -> None:
        """The workbook's formulas did not follow such an entry, so that it showed other figures than these."""
        label = row.table.label(key)
        what = Text(
            f"“{label}”处写的是“{found}”，按“{meant.zh}”计入；工作簿里的公式不认这种写法，表中的分数当时没有随之变动",
            f"“{found}” under “{label}” was taken as “{meant.en}”; the workbook's formulas do not know it, and its "
            "figures did not follow",
        )
        self.flaws.add(UNUSUAL, (row.table.sheet.name, row.address(key)), what)

    def _comment(self, chosen: Chosen, key: str, kept: str) -> str:
        """What the reviewer wrote, and after it the words kept from elsewhere."""
        return words(self._entry(chosen.row, key)) + kept + chosen.others

    def _entry(self, row: Row, key: str) -> Value | None:
        """What was entered in the cell; None where it is blank. Tells formulas and merged cells."""
        cell, place = row.cell(key), (row.table.sheet.name, row.address(key))
        merged = row.merged(key) if cell is None else None
        if merged is not None:
            cell, area = merged
            if cell is not None:
                cells = f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"
                said = quoted(words(cell.value))
                what = Text(
                    f"合并单元格 {cells} 中的“{said}”，这一行也算填了",
                    f"“{said}” in the merged cells {cells} counts here too",
                )
                self.flaws.add(MERGED, place, what)
        if cell is None:
            return None
        if cell.is_formula:
            said = quoted(words(cell.value))
            what = Text(
                f"此处是公式，取文件中保存的结果“{said}”" if said else "此处是公式，文件中没有保存结果，按空白处理",
                f"a formula; its stored result “{said}” was read"
                if said
                else "a formula without a stored result: blank",
            )
            self.flaws.add(FORMULA, place, what)
        return cell.value if words(cell.value) else None


# --- what the workbook's formulas take entries for ---


def _verdict_taken(value: Value) -> Verdict | None:
    by_number = {1: Verdict.ACCEPTED, formulas.REJECTED: Verdict.REJECTED, formulas.DOUBTED: Verdict.DOUBTED}
    return by_number.get(formulas.number_taken(value, formulas.VERDICTS))


def _grade_taken(value: Value) -> int | None:
    return formulas.number_taken(value, formulas.GRADES) or None


def _level_taken(value: Value) -> Level | None:
    number = formulas.number_taken(value, formulas.LEVELS_OR_NOT_APPLICABLE)
    if number == formulas.NOT_APPLICABLE:
        return Level(not_applicable=True)
    if number:
        return Level(number - 1)
    text = formulas.text_taken(value)
    return Level(agrees=True) if any(formulas.are_equal(text, word) for word in formulas.AGREES) else None


def _move_taken(value: Value, criteria: Sequence[Criterion]) -> str | None:
    """Of ids that differ by case alone the formula takes the last."""
    word = formulas.first_word_taken(value)
    named = [criterion.id for criterion in criteria if formulas.are_equal(criterion.id, word)]
    return named[-1] if named else None


def _veto_taken(value: Value) -> bool | None:
    return {formulas.APPLIES: True, formulas.REJECTED: False}.get(formulas.number_taken(value, formulas.VETOES))


def _said(meant: object) -> Text:
    """What an entry was taken for, in the words of the lists."""
    match meant:
        case Verdict():
            return labels.VERDICT_WORDS[meant]
        case Level(agrees=True):
            return Text(formulas.AGREES[0], formulas.AGREES[-1])
        case Level(not_applicable=True):
            return labels.NOT_APPLICABLE
        case Level(level=level):
            return Text(str(level), str(level))
        case bool():
            return labels.ACCEPTED if meant else labels.REJECTED
        case float():
            return Text(f"{meant:g}", f"{meant:g}")
    return Text(str(meant), str(meant))
