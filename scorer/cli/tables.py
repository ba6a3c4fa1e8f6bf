"""Tables on screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from scorer.cli.foreign import plain, plain_lines
from scorer.model import TOO_LITTLE, Band, Lang, Text
from scorer.model.results import HALF_UP

if TYPE_CHECKING:
    from scorer.model import Scorecard

NONE = "—"  # in place of points where there are none
ROWS = 30  # on screen; the results have them all
NARROWEST = 76  # columns of the screen that a table takes for granted; a narrower terminal wraps its lines
WIDEST = 400


def show_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang) -> None:
    """Show the first rows, and how many more there are. The first column is a name, the others are short."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=plain(title))
    table.add_column(heads[0], overflow="fold", min_width=16)
    for number, head in enumerate(heads[1:], 1):
        figures = all(row[number][:1].isdigit() or row[number] == NONE for row in rows)
        table.add_column(head, justify="right" if figures else "left", no_wrap=True)
    for row in rows[:ROWS]:
        table.add_row(*map(plain_lines, row))
    console = Console(highlight=False, markup=False)
    needed = console.measure(table, options=console.options.update(max_width=WIDEST)).minimum
    console.width = max(console.width, NARROWEST, needed)  # else figures would be cut
    console.print(table)
    left = len(rows) - ROWS
    if left > 0:
        typer.echo(Text(f"……其余 {left} 行见结果文件", f"… {left} more in the results").say(lang))


def subject_of(card: "Scorecard") -> str:
    """What a scorecard is about: the agency where one is named, else the report's source."""
    return card.agency or card.report.source


def shown(points: float | None) -> str:
    """Points to one decimal, a half going up as in the workbook's cells."""
    return NONE if points is None else f"{points + HALF_UP:.1f}"


def shown_band(band: Band | None) -> Text:
    """A band's name, or that there is none."""
    return TOO_LITTLE if band is None else band.name
