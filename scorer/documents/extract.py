"""What a reader of any kind of document gives: its text in blocks, with the place of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.model import Part


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item with its number, table cell or footnote."""

    text: str  # without line breaks, and not blank
    part: Part | None = None  # where the format itself says so; None: to be told from the text
    page: int | None = None  # counts from 1
    cell: str = ""  # 附表1!C14
    row: tuple[int, ...] = ()  # the row of a table that it stands in, behind the row around that; () outside of tables
    opens: bool = False  # what stands before it ends there: it is the first of a table's cell or a note, or behind one
    turns: tuple[tuple[int, int], ...] = ()  # (offset, page): from this offset of the text on it stands on that page


@dataclass(frozen=True, slots=True)
class Extract:
    """A document's text in reading order, and what the file says about itself."""

    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    unread_pages: tuple[int, ...] = ()  # that are pictures without text, or damaged
