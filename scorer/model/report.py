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

    def place_in(self, source: str) -> Text:
        """The same, with the report that it stands in."""
        place = self.place
        return Text(f"{source} {place.zh}", f"{source}, {place.en}")


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
    unread_pages: tuple[int, ...] = ()  # that are pictures without text, such as scans, or damaged

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What a reader must know of how it was read."""
        if not self.unread_pages:
            return ()
        pages = _ranges(self.unread_pages)
        return (
            Text(
                f"第{'、'.join(pages)}页没有读到文字（可能是扫描的图片，或页面已损坏），未评。",
                f"Pages {', '.join(pages)} gave no text (scans, or damaged?) and were not scored.",
            ),
        )

    def quote(self, sentence: Sentence) -> str:
        """A sentence word for word, breaks in it included."""
        return self.text[sentence.start : sentence.end]


def _ranges(numbers: tuple[int, ...]) -> list[str]:
    """1, 2, 3, 5 as 1–3, 5."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return ["–".join(map(str, one)) for one in ranges]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader must know of a document that was read."""

    source: str
    text: Text


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, and why: never the same as one without evidence."""

    source: str
    reason: Text
