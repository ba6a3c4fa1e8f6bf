"""What each paragraph is in its report: body, title, heading, byline, caption or furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median_low
from typing import TYPE_CHECKING

from scorer.documents import wording
from scorer.fold import simplified
from scorer.model import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.documents.paragraphs import Paragraph

_WIDE_GAP = 2  # blank lines more than usual: a picture stood there
_TOP = 20  # paragraphs among which title and bylines are looked for
_TITLE_LINES = 3
_SIGNED_NAME = 12  # characters


def parts_of(
    text: str, paragraphs: list[Paragraph], known: Sequence[Part | None] = (), cells: Sequence[bool] = ()
) -> list[Part]:
    """Return the part of each paragraph, told by its wording, its place and its neighbours.

    Where `known` is given, it has an entry for each paragraph: what is known of its part already.
    Where `cells` is, too: whether it is all that a cell of a table holds, and no heading then by its looks.
    """
    if not paragraphs:
        return []
    reading = _Reading(text, paragraphs, usual_gap=median_low([paragraph.gap for paragraph in paragraphs]))
    for index in range(len(paragraphs)):
        reading.parts.append(reading.part_at(index, known[index] if known else None, bool(cells) and cells[index]))
    return reading.parts


@dataclass
class _Reading:
    """Going through a report from the top; `parts` holds what was settled so far."""

    text: str
    paragraphs: list[Paragraph]
    usual_gap: int
    parts: list[Part] = field(default_factory=list)
    opened: bool = False  # past the title and what belongs to it

    def words(self, index: int) -> str:
        """The words of a paragraph without ornaments; "" past the end."""
        if index >= len(self.paragraphs):
            return ""
        paragraph = self.paragraphs[index]
        words = simplified(self.text[paragraph.start : paragraph.end].replace("\n", ""))
        return wording.bare(words) or words

    def part_at(self, index: int, known: Part | None, in_cell: bool) -> Part:
        words = self.words(index)
        part = known or self._by_wording(index, words) or self._by_place(index, words)
        if in_cell and part is Part.HEADING and known is None:
            part = Part.BODY
        if part in (Part.BODY, Part.HEADING):
            self.opened = True
        return part

    def _by_wording(self, index: int, words: str) -> Part | None:
        if self.paragraphs[index].mark == "-":
            return Part.FURNITURE if wording.is_furniture(words) else Part.BODY
        if wording.is_issue_number(words):
            self._take_title_for_masthead()
        if wording.is_furniture(words):
            return Part.FURNITURE
        if wording.is_caption(words) or self._stands_by_picture(index, words):
            return Part.CAPTION
        if wording.is_byline(words):
            return Part.BYLINE
        return None

    def _by_place(self, index: int, words: str) -> Part:
        if not self.opened and index < _TOP:
            return self._at_top(index, words)
        if self._is_signature(index, words):
            return Part.FURNITURE
        if self.paragraphs[index].mark == "#" or wording.is_heading(words):
            return Part.HEADING
        return Part.BODY

    def _at_top(self, index: int, words: str) -> Part:
        if wording.is_addressee(words):
            return Part.FURNITURE
        titled = self.parts.count(Part.TITLE)
        if titled and (wording.is_author(words) or self._is_signed_name(index)):
            return Part.BYLINE
        if wording.is_title(words) and (not titled or self._goes_on_with_title(index, words)):
            return Part.TITLE
        if self.paragraphs[index].mark == "#" or wording.is_heading(words):
            return Part.HEADING
        return Part.BODY

    def _goes_on_with_title(self, index: int, words: str) -> bool:
        """Whether a headline right below the title belongs to it: a subtitle, or no body stands under it."""
        if self.parts[-1] is not Part.TITLE or self.parts.count(Part.TITLE) >= _TITLE_LINES:
            return False
        if words.startswith(("—", "--", "－", "（", "(")) and wording.is_heading(words):
            return True
        following = self.words(index + 1)
        return self.paragraphs[index].mark != "#" and wording.is_heading(words) and _belongs_to_top(following)

    def _is_signed_name(self, index: int) -> bool:
        """Whether it is □ and a name."""
        paragraph = self.paragraphs[index]
        return paragraph.end - paragraph.start <= _SIGNED_NAME and self.text[paragraph.start] in "□■◇◆○"

    def _take_title_for_masthead(self) -> None:
        """An issue number below it shows that a bulletin's name was taken for the title."""
        if not self.opened and len(self.parts) < _TOP:
            self.parts[:] = [Part.FURNITURE if part is Part.TITLE else part for part in self.parts]

    def _is_signature(self, index: int, words: str) -> bool:
        """The date below a report, or the body that signs it above the date."""
        if wording.DATE_LINE.fullmatch(words):
            return True
        signed = wording.DATE_LINE.fullmatch(self.words(index + 1)) is not None
        return signed and wording.is_heading(words) and not wording.is_numbered(words)

    def _stands_by_picture(self, index: int, words: str) -> bool:
        """A single short sentence set off by a wide gap is what is left of a picture."""
        return (
            self.paragraphs[index].gap >= self.usual_gap + _WIDE_GAP
            and len(words) <= wording.HEADING_LENGTH
            and words.endswith("。")
            and words.count("。") == 1
            and not wording.is_numbered(words)
        )


def _belongs_to_top(words: str) -> bool:
    return (
        words.startswith("—")
        or wording.is_byline(words)
        or wording.is_author(words)
        or wording.is_addressee(words)
        or wording.is_furniture(words)
    )
