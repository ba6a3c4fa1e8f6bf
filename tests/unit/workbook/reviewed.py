"""What reviewers enter in tests, put into cells by LibreOffice, and what it must come to, worked out in Python."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from scorer.grading.score import adjusted, band, points, total, within_reach
from scorer.model import Lang, NotApplicable, Results, Rubric, Scorecard, Standing
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.columns import EVIDENCE, SCORECARD
from tests.office.steps import SetCell, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Entry = str | float


@dataclass(frozen=True, slots=True)
class Entries:
    """What a reviewer enters for one subject: by evidence id, criterion id or item id."""

    verdicts: Mapping[str, Entry] = field(default_factory=dict)
    regrades: Mapping[str, Entry] = field(default_factory=dict)
    moves: Mapping[str, Entry] = field(default_factory=dict)
    levels: Mapping[str, Entry] = field(default_factory=dict)
    findings: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a subject's sheet must show."""

    carried: dict[str, int | str]
    levels: dict[str, int | str]
    total: float
    band: str
    reviewed: int


# --- worked out in Python ---

LEVELS = {form: level for level, forms in enumerate(("0０", "1１", "2２", "3３", "4４")) for form in forms}
SET_ASIDE = {"不适用", "not applicable"}
NO = {"否", "no"}
YES = {"是", "yes"}
VERDICTS = YES | NO | {"存疑", "in doubt"}
AGREES = {"同意", "√", "agree"}


def outcome(rubric: Rubric, card: Scorecard, entries: Entries, lang: Lang = Lang.ZH) -> Outcome:
    ids = [criterion.id for criterion in rubric.criteria]
    counted: dict[str, list[int]] = {id_: [] for id_ in ids}
    for piece in (piece for result in card.criteria for piece in result.evidence):
        moved = text(entries.moves.get(piece.id, "")).split(" ")[0]
        regraded = LEVELS.get(text(entries.regrades.get(piece.id, "")), 0)
        rejected = text(entries.verdicts.get(piece.id, "")) in NO
        counted[moved if moved in ids else piece.criterion].append(0 if rejected else regraded or piece.grade)
    results, carried, levels, reviewed = [], {}, {}, 0
    for result in card.criteria:
        id_ = result.criterion.id
        outside = result.standing is Standing.NOT_APPLICABLE
        best = max(counted[id_], default=0)
        carried[id_] = best if best or not outside else DASH
        entry = text(entries.levels.get(id_, ""))
        levels[id_] = LEVELS.get(entry, carried[id_])
        aside = entry in SET_ASIDE and rubric.not_applicable is not NotApplicable.FORBID
        if aside:
            levels[id_] = DASH
        level = levels[id_]
        score = points(result.criterion.weight, level, rubric.ladder.shares) if isinstance(level, int) else 0.0
        reach = within_reach(result.criterion.weight, applies=level != DASH, policy=rubric.not_applicable)
        results.append(replace(result, score=score, max=reach))
        judged = [text(entries.verdicts.get(piece.id, "")) in VERDICTS for piece in result.evidence]
        reviewed += bool(entry in LEVELS or aside or entry in AGREES or (judged and all(judged)))
    rules = rubric.adjustments
    points_of = {id_: entry for id_, entry in entries.findings.items() if isinstance(entry, int | float)}
    bonus = sum(min(max(0.0, points_of.get(item.id, 0)), item.most) for item in rules.bonuses)
    deduction = sum(min(max(0.0, points_of.get(item.id, 0)), item.most) for item in rules.deductions)
    vetoes = [veto for veto in rules.vetoes if entries.findings.get(veto.id) in YES]
    final = adjusted(total(results), bonus, deduction, vetoes, rules)
    return Outcome(carried, levels, final, band(final, rubric.bands).name.say(lang), reviewed)


def text(entry: Entry) -> str:
    return str(entry).strip()


# --- put into cells ---


@dataclass(frozen=True, slots=True)
class Places:
    """Where the rows of a written workbook stand."""

    rows: dict[str, tuple[str, int]]  # sheet and row, by row id or evidence id

    def sheet(self, card: Scorecard) -> str:
        """The title of a subject's sheet."""
        return self.rows[f"{card.id}-{card.criteria[0].criterion.id}"][0]

    def cell(self, card: Scorecard, id_: str, key: str) -> str:
        """The cell of a scorecard's column in the row of a criterion, or of a bonus, deduction or veto."""
        return f"{SCORECARD.letter(key)}{self.rows[f'{card.id}-{id_}'][1]}"


def places(path: Path) -> Places:
    rows: dict[str, tuple[str, int]] = {}
    for sheet in load_workbook(path):
        is_evidence = sheet.title in (labels.EVIDENCE.zh, labels.EVIDENCE.en)
        table, key = (EVIDENCE, "id") if is_evidence else (SCORECARD, "row")
        column = table.number(key)
        for (cell,) in sheet.iter_rows(min_col=column, max_col=column):
            rows[str(cell.value)] = (sheet.title, cell.row)
    return Places(rows)


def steps(at: Places, results: Results, entries: Mapping[str, Entries]) -> Iterator[Step]:
    """All entries, by subject id, for a workbook as it was written."""
    for card in results.scorecards:
        mine = entries.get(card.id, Entries())
        for id_, entry in {**mine.levels, **mine.findings}.items():
            yield SetCell(at.sheet(card), at.cell(card, id_, "review"), entry)
        for key, given in (("verdict", mine.verdicts), ("regrade", mine.regrades), ("move", mine.moves)):
            for id_, entry in given.items():
                sheet, row = at.rows[id_]
                yield SetCell(sheet, f"{EVIDENCE.letter(key)}{row}", entry)
