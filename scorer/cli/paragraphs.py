"""Paragraphs on screen: wrapped at a width that Chinese characters take two columns of."""

import re
import shutil

import typer

from scorer.cli.foreign import plain

WIDEST = 80  # columns; longer lines are hard to read, however wide the terminal
NARROWEST = 30

# What stays together: a Latin word or figure, or one other character, with the marks that may not begin or end a line.
_PIECE = re.compile(
    r"[“‘（《【〈]*(?:[!-~]+|\S)?[，。、；：！？”’）》】〉…]*\s*",
)


def show_paragraph(words: str, *, first: str = "", rest: str = "", bold: bool = False) -> None:
    """Print words on as many lines as they take; `first` stands before the first of them, `rest` before the others."""
    for line in wrapped(plain(words), first, rest, min(WIDEST, _columns())):
        typer.echo(typer.style(line, bold=True) if bold else line)


def wrapped(words: str, first: str, rest: str, columns: int) -> list[str]:
    """The lines of a paragraph, none wider than `columns` unless one word alone is."""
    from rich.cells import cell_len

    lines = []
    line, empty = first, True
    for piece in filter(None, _PIECE.findall(words)):
        if not empty and cell_len(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = rest
        line += piece
        empty = False
    return [*lines, line.rstrip()]


def _columns() -> int:
    return max(NARROWEST, shutil.get_terminal_size((WIDEST, 24)).columns)
