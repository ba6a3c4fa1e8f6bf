"""Documents as they were read.

Offsets count Unicode code points of the report's text as it was read; `text[start:end]` is always the quote.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.words import Text


class Part(StrEnum):
    """What a sentence is in its report. Only BODY can be evidence."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of evidence: ends at 。！？ or ；, or with its paragraph."""

    number: int  # counts from 1 through the report, headings included
    paragraph: int  # counts from 1; a paragraph broken over lines or columns is one
    start: int  # offset of the first character in Report.text
    end: int  # offset after the last character
    part: Part
    heading: str  # the heading it stands under; "" where there is none
    page: int | None = None  # counts from 1; None where the format has no pages
    page_paragraph: int = 0  # of its paragraph among those on its page, from 1; 0 where there are no pages
    cell: str = ""  # of a spreadsheet: 附表1!C14

    @property
    def place(self) -> Text:
        """Where a person would look it up."""
        if self.cell:
            return Text(self.cell, self.cell)
        if self.page is not None:
            page, paragraph = self.page, self.page_paragraph
            return Text(f"第{page}页第{paragraph}段", f"page {page}, paragraph {paragraph}")
        return Text(f"第{self.paragraph}段", f"paragraph {self.paragraph}")


@dataclass(frozen=True, slots=True)
class Report:
    """One document, read."""

    source: str  # the name it is shown by: path relative to the argument it was found under
    sha256: str  # of the file's bytes
    title: str  # its title line; the file's name without suffix where it has none
    text: str
    sentences: tuple[Sentence, ...]
    author: str = ""  # as the file itself has it, like the date
    date: str = ""

    def quote(self, sentence: Sentence) -> str:
        """A sentence word for word, breaks in it included."""
        return self.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, and why: never the same as one without evidence."""

    source: str
    reason: Text
