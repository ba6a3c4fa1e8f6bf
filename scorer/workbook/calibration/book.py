"""The calibration workbook being made: its sheets in order, and what all of them need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scorer.model import Lang, Text
from scorer.workbook.calibration import labels as own
from scorer.workbook.page import Binder, Page
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from scorer.model.calibration import Calibration
    from scorer.workbook.columns import Table


@dataclass(slots=True)
class CalibrationBook:
    """The pages, each added when it is filled: none points to another."""

    calibration: Calibration
    lang: Lang
    binder: Binder = field(init=False)
    owners: dict[str, Text] = field(init=False)  # titles of criteria by id, names of grades by number

    def __post_init__(self) -> None:
        rubric = self.calibration.rubric
        self.binder = Binder(self.lang)
        self.owners = {criterion.id: criterion.title for criterion in rubric.criteria}
        self.owners |= {str(rung.grade): rung.name for rung in rubric.ladder.rungs}
        self.binder.workbook.properties.creator = "model-agency-scorecard"
        self.binder.workbook.properties.title = f"{own.TITLE.say(self.lang)} · {rubric.id}"

    def page(self, name: Text, color: str, table: Table, *remarks: Text) -> tuple[Page, int]:
        """A new sheet with its title and remarks, and the next row."""
        page, rubric = self.binder.add(name, color), self.calibration.rubric
        page.footer(f"{own.TITLE.say(self.lang)} · {rubric.id} {rubric.version}")
        page.columns(table)
        last = len(table.columns)
        page.span(1, 1, last, Text(f"{own.TITLE.zh} · {name.zh}", f"{own.TITLE.en} · {name.en}"), Style.TITLE)
        page.row_height(1, 34)
        for row, remark in enumerate(remarks, 2):
            page.paragraph(row, 1, last, remark, Style.REMARK)
        return page, 2 + len(remarks)

    def finish(self, page: Page, table: Table, header: int, last: int) -> None:
        """Freeze the header, give the rows a filter, and set the page for print."""
        if last > header:
            page.sheet.auto_filter.ref = f"A{header}:{table.letter(table.columns[-1].key)}{last}"
        page.finish(f"A{header + 1}", header, len(table.columns))
