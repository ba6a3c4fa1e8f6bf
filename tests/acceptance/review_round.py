"""What reviewers enter: put into cells by LibreOffice, and what must come back of it, word for word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.office.steps import SetCell, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.office.office import Value

Data = dict[str, Any]
Typed = str | float

# --- the rubric --------------------------------------------------------------------------------

ROUND = """\
not_applicable: redistribute
consensus: median
bonuses:
  cap: 3
  items:
    - {id: J1, title: {zh: 获省部级表彰, en: Provincial award}, most: 2}
    - {id: J2, title: {zh: 经验在全省推广, en: Practice taken up by the province}, most: 2}
deductions:
  items:
    - {id: K1, title: {zh: 迟报材料, en: Report handed in late}, most: 1.5}
vetoes:
  - {id: V1, title: {zh: 弄虚作假, en: Fraud}, at_most: 10}
"""


def round_rubric(core: str) -> str:
    """The core rubric under the id `round`, with adjustments, and with A1 worth 6 points and A2 worth 4."""
    head, criteria = core.split("      - id: A1\n")
    for weight in ("6", "4"):
        criteria = criteria.replace("        weight: 5\n", f"        weight: {weight}\n", 1)
    head = head.replace("\nid: core\n", "\nid: round\n").replace("\nbands:\n", f"\n{ROUND}bands:\n")
    return f"{head}      - id: A1\n{criteria}"


def pieces(issued: Data, subject: str, criterion: str) -> list[str]:
    """Ids of a criterion's evidence, the strongest first."""
    (report,) = (one for one in issued["reports"] if one["id"] == subject)
    (found,) = (one["evidence"] for one in report["criteria"] if one["id"] == criterion)
    return [piece["id"] for piece in found]


# --- what is entered ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """What is entered beside a piece of evidence."""

    verdict: Typed = ""
    regrade: Typed = ""
    move: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """All that one reviewer enters. The keys of levels and findings are row ids; each has its comment or reason."""

    reviewer: str
    unit: str = ""
    date: Typed = ""
    signature: str = ""
    levels: Mapping[str, tuple[Typed, str]] = field(default_factory=dict)
    evidence: Mapping[str, Judged] = field(default_factory=dict)
    findings: Mapping[str, tuple[Typed, str]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many cells are filled in below the cover."""
        rows = (
            *self.levels.values(),
            *self.findings.values(),
            *((j.verdict, j.regrade, j.move, j.comment) for j in self.evidence.values()),
        )
        return sum(value != "" for row in rows for value in row)


# What counts as what, as the reviewers' guide says.
LEVELS: dict[Typed, Data] = {
    **{form: {"level": level} for level in range(5) for form in (level, str(level))},
    "２": {"level": 2},
    "３　": {"level": 3},
    " 3 ": {"level": 3},
    "三级": {"level": 3},
    "不适用": {"not_applicable": True},
    "N/A": {"not_applicable": True},
    "同意": {"agrees": True},
    "√": {"agrees": True},
}
VERDICTS = {
    "是": "accepted",
    "√": "accepted",
    "否": "rejected",
    " 否": "rejected",
    "×": "rejected",
    "存疑": "doubted",
    "？": "doubted",
}
GRADES: dict[Typed, int] = {**{grade: grade for grade in range(1, 5)}, "4": 4, "１": 1}
DATES: dict[Typed, str] = {"2026-11-20": "2026-11-20", 46347.0: "2026-11-21", "2026年11月22日": "2026-11-22"}
POINTS: dict[Typed, float] = {2: 2, 1: 1, 1.5: 1.5, 9: 9, 0.5: 0.5, "２": 2, "-1": 1}


def returned(entries: Entries, workbook: Path, issued: Data) -> Data:
    """The review that the merged JSON must hold."""
    subjects = [_subject(entries, report, issued["rubric"]) for report in issued["reports"]]
    return {
        "reviewer": entries.reviewer,
        "unit": entries.unit,
        "date": DATES.get(entries.date, ""),
        "signature": entries.signature,
        "subjects": [one for one in subjects if one["levels"] or one["evidence"] or one["adjustments"]],
        "workbook": workbook.name,
        "sha256": hashlib.sha256(workbook.read_bytes()).hexdigest(),
        "parts": [],
    }


def _subject(entries: Entries, report: Data, rubric: Data) -> Data:
    id_ = report["id"]
    levels = [
        _level(one["id"], *entries.levels[f"{id_}-{one['id']}"])
        for one in report["criteria"]
        if f"{id_}-{one['id']}" in entries.levels
    ]
    evidence = [
        _piece(piece["id"], entries.evidence[piece["id"]])
        for one in report["criteria"]
        for piece in one["evidence"]
        if piece["id"] in entries.evidence
    ]
    items = [*rubric["bonuses"]["items"], *rubric["deductions"]["items"], *rubric["vetoes"]]
    adjustments = [
        _finding(one, *entries.findings[f"{id_}-{one['id']}"])
        for one in items
        if f"{id_}-{one['id']}" in entries.findings
    ]
    return {"subject": id_, "levels": levels, "evidence": evidence, "adjustments": adjustments}


def _level(criterion: str, typed: Typed, comment: str) -> Data:
    blank = {"criterion": criterion, "level": None, "not_applicable": False, "comment": comment, "agrees": False}
    if typed == "" or typed in LEVELS:
        return blank | LEVELS.get(typed, {})
    return blank | {"comment": f"{comment}（复核等次：{typed}）"}


def _piece(evidence: str, judged: Judged) -> Data:
    moved = judged.move.split(" ")[0]
    known = len(moved) == 2
    return {
        "evidence": evidence,
        "verdict": VERDICTS[str(judged.verdict)] if judged.verdict else None,
        "grade": GRADES[judged.regrade] if judged.regrade else None,
        "criterion": moved if known else None,
        "comment": judged.comment if known or not judged.move else f"{judged.comment}（改归项：{judged.move}）",
    }


def _finding(item: Data, typed: Typed, reason: str) -> Data:
    points = POINTS[typed] if typed != "" and "most" in item else None
    applies = VERDICTS[str(typed)] == "accepted" if typed != "" and "at_most" in item else None
    return {"item": item["id"], "points": points, "applies": applies, "reason": reason, "unclear": False}


# --- put into cells ----------------------------------------------------------------------------

ROW, EVIDENCE_ROW = "行标识", "证据编号"
LEVEL, LEVEL_COMMENT = "复核等次", "复核意见"
FINDING, REASON = "认定", "理由（必填）"
VERDICT, REGRADE, MOVE, COMMENT = "采纳", "改判等级", "改归项", "意见"


class Places:
    """Where the rows and columns of a workbook stand, found as a person finds them: by ids and headers."""

    def __init__(self, workbook: Path) -> None:
        self._at: dict[str, tuple[str, int, dict[str, int]]] = {}
        self.cover: dict[str, tuple[str, str]] = {}
        book = load_workbook(workbook)
        for sheet in book:
            headers: dict[str, int] = {}
            for number, row in enumerate(sheet.iter_rows(), 1):
                said = {str(cell.value): cell.column for cell in row if cell.value is not None}
                if ROW in said or EVIDENCE_ROW in said:
                    headers = said
                id_ = headers.get(ROW) or headers.get(EVIDENCE_ROW)
                if id_ is not None and row[id_ - 1].value is not None:
                    self._at[str(row[id_ - 1].value)] = (sheet.title, number, headers)
        for name in ("ReviewerName", "ReviewerUnit", "ReviewDate", "ReviewSignature"):
            if name in book.defined_names:
                ((title, address),) = book.defined_names[name].destinations
                self.cover[name] = (title, address.replace("$", "").split(":")[0])

    @property
    def subject(self) -> str:
        """The id of the first subject that the workbook has a scorecard of."""
        return next(id_ for id_ in self._at if id_.endswith("-A1")).removesuffix("-A1")

    def row(self, id_: str) -> tuple[str, int]:
        """Sheet and number of a row."""
        return self._at[id_][:2]

    def cell(self, id_: str, header: str) -> tuple[str, str]:
        """Sheet and address."""
        sheet, row, headers = self._at[id_]
        return sheet, f"{get_column_letter(headers[header])}{row}"

    def put(self, id_: str, header: str, typed: Typed) -> SetCell:
        """The step that enters something."""
        return SetCell(*self.cell(id_, header), typed)


def fill_in(at: Places, entries: Entries) -> Iterator[Step]:
    """The steps that enter everything in a workbook as it was issued."""
    fields = (entries.reviewer, entries.unit, entries.date, entries.signature)
    cells = [
        SetCell(*place, typed)
        for place, typed in zip(
            (at.cover[name] for name in ("ReviewerName", "ReviewerUnit", "ReviewDate", "ReviewSignature")),
            fields,
            strict=True,
        )
    ]
    for id_, (level, comment) in entries.levels.items():
        cells += [at.put(id_, LEVEL, level), at.put(id_, LEVEL_COMMENT, comment)]
    for id_, one in entries.evidence.items():
        cells += [at.put(id_, VERDICT, one.verdict), at.put(id_, REGRADE, one.regrade)]
        cells += [at.put(id_, MOVE, one.move), at.put(id_, COMMENT, one.comment)]
    for id_, (finding, reason) in entries.findings.items():
        cells += [at.put(id_, FINDING, finding), at.put(id_, REASON, reason)]
    yield from (cell for cell in cells if cell.value != "")


def tables(cells: Mapping[str, Value], *headers: str) -> list[dict[str, Value]]:
    """The rows below the row of a sheet that holds all the headers, down to the first blank one."""
    lines: dict[int, dict[str, Value]] = {}
    for address, value in cells.items():
        column = address.rstrip("0123456789")
        lines.setdefault(int(address[len(column) :]), {})[column] = value
    head = next(row for row, line in sorted(lines.items()) if set(headers) <= set(line.values()))
    columns = {column: str(title) for column, title in lines[head].items()}
    rows = []
    while head + 1 in lines:
        head += 1
        rows.append({title: lines[head].get(column) for column, title in columns.items()})
    return rows
