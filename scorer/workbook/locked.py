"""What the locked cells of a row said when it was issued, and which of them say something else now.

Cells that hold formulas are not compared, nor is white space: programs change both, and neither means anything here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from scorer.model import Adjustment, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, copied_at, figures_of, listed, place_of, subject_name
from scorer.workbook.entries import words
from scorer.workbook.flaws import CHANGED, quoted
from scorer.workbook.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scorer.model import CriterionResult, Evidence, Scorecard, Veto
    from scorer.workbook.flaws import Flaws
    from scorer.workbook.tables import Row

Issued: TypeAlias = "Mapping[str, str | float | Text]"  # by column


def of_evidence(card: Scorecard, result: CriterionResult, evidence: Evidence) -> Issued:
    """A row of the evidence."""
    return {
        "subject": subject_name(card),
        "criterion": evidence.criterion,
        "title": result.criterion.title,
        "grade": float(evidence.grade),
        "quote": evidence.quote,
        "place": place_of(card, evidence),
        "why": evidence.why,
        "cues": listed(evidence.cues),
        "agency": evidence.agency or "",
        "figures": figures_of(evidence),
        "copied": copied_at(evidence),
    }


def of_criterion(result: CriterionResult) -> Issued:
    """A criterion's row of a scorecard."""
    doubt = result.doubt
    return {
        "id": result.criterion.id,
        "title": result.criterion.title,
        "weight": float(result.criterion.weight),
        "machine": DASH if result.machine_level is None else float(result.machine_level),
        "doubt": Text(labels.MARK + doubt.zh, labels.MARK + doubt.en) if doubt.zh else "",
        "why": result.why,
        "missing": result.missing,
    }


def of_adjustment(item: Adjustment | Veto) -> Issued:
    """A row of the bonuses, deductions and vetoes."""
    most = item.most if isinstance(item, Adjustment) else item.at_most
    return {"id": item.id, "title": item.title, "most": float(most)}


def compare(row: Row, issued: Issued, flaws: Flaws) -> None:
    """Tell the cells of the row that do not say what was issued."""
    for key, value in issued.items():
        cell = row.cell(key)
        if key not in row.table.columns or (cell is not None and cell.is_formula):
            continue
        wordings = (value.zh, value.en) if isinstance(value, Text) else (words(value),)
        now = words(cell.value) if cell else ""
        if _bare(now) not in {_bare(clean(wording).replace("_x005F_", "_")) for wording in wordings}:
            was, shown = quoted(wordings[0]), quoted(now)
            what = Text(f"此处原为“{was}”，现为“{shown}”", f"it said “{was}” and says “{shown}” now")
            flaws.add(CHANGED, (row.table.sheet.name, row.address(key)), what)


@lru_cache(maxsize=256)  # for the same reason as in entries.py
def _bare(text: str) -> str:
    return "".join(words(text).split())
