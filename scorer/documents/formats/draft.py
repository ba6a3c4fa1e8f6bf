"""What the readers of word-processing formats write into: paragraphs in, an Extract out.

One place for what is the same in all of them: which style makes a title, heading, caption or table of contents,
and how line breaks inside a paragraph are taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from scorer.documents import wording
from scorer.documents.decode import cleaned
from scorer.documents.extract import Block, Extract
from scorer.documents.formats.numerals import joined
from scorer.model import Part

BULLET = "-"  # the number of an item that has none: paragraphs are told apart by it, and it is no part of a sentence

_MOST_ROWS = 20  # in each other; nobody nests deeper

_LINES = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_INSIDE = re.compile("[。！？；].")
_ASIAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")

_TITLE = re.compile("(?:sub)?title|副?标题|副?標題")
_HEADING = re.compile("(?:heading|标题|標題)([1-9])")
_CAPTION = re.compile("caption|题注|題註|题註|標號")
_CONTENTS = re.compile("(?:toc|目录|目錄|contents)(?:[1-9]|heading)|(?:目录|目錄)标题|tableoffigures|图表目录|圖表目錄")


@dataclass(slots=True)
class Rows:
    """Which rows of tables we are in, counted through the document."""

    current: tuple[int, ...] = ()  # the outermost first
    _open: list[int] = field(default_factory=list)
    _count: int = 0

    def begin(self) -> None:
        """A row begins."""
        self._count += 1
        self._open.append(self._count)
        self.current = tuple(self._open[:_MOST_ROWS])

    def end(self) -> None:
        """The innermost row ends."""
        self._open.pop()
        self.current = tuple(self._open[:_MOST_ROWS])


@dataclass(slots=True)
class Draft:
    """Collects the paragraphs of a document in reading order."""

    _blocks: list[Block] = field(default_factory=list)
    _levels: list[int | None] = field(default_factory=list)  # of each block, from 1; None: no heading
    _opens: bool = False  # as the next block does

    def break_off(self) -> None:
        """What comes next does not go on with what came before: a table's cell begins, a note, or the text behind."""
        self._opens = bool(self._blocks)

    def add(
        self,
        text: str,
        *,
        number: str = "",
        styles: tuple[str, ...] = (),
        level: int | None = None,
        listed: bool = False,
        row: tuple[int, ...] = (),
    ) -> None:
        """Add a paragraph, or nothing where it is blank.

        `number` is the list number or BULLET in front of it; `styles` the names of its style and of those that this
        one is based on; `level` its outline level from 1; `listed` is true in a table of contents; `row` is as in a
        Block.
        """
        lines = [_tidy(line) for line in _LINES.split(text)]
        lines = [line for line in lines if line]
        if not lines:
            return
        named, named_level = _part_named(styles)
        level = named_level or level
        part = Part.FURNITURE if listed else named or (Part.HEADING if level else None)
        if part in (Part.TITLE, Part.HEADING):
            lines = [_one_line(lines)]
            if not _is_headline(lines[0]):
                part = level = None  # a paragraph of prose in the wrong style is still prose
            elif number == BULLET:
                number = ""
        lines[0] = joined(number, lines[0])
        self._blocks += [Block(line, part, row=row, opens=self._opens and not at) for at, line in enumerate(lines)]
        self._opens = False
        self._levels += [level if part is Part.HEADING else None] * len(lines)

    def extract(self, *, title: str = "", author: str = "", date: str = "") -> Extract:
        """Return what was collected."""
        self._take_lone_heading_for_title()
        return Extract(tuple(self._blocks), _tidy(title), _tidy(author), _tidy(date))

    def _take_lone_heading_for_title(self) -> None:
        """Where no title is marked, a heading that opens the document and is the only one of its level is one."""
        first = next((i for i, block in enumerate(self._blocks) if block.part is not Part.FURNITURE), None)
        level = None if first is None else self._levels[first]
        if first is None or level is None or any(block.part is Part.TITLE for block in self._blocks):
            return
        others = [other for other in self._levels[first + 1 :] if other is not None]
        if all(other > level for other in others) and not wording.is_numbered(self._blocks[first].text):
            self._blocks[first] = replace(self._blocks[first], part=Part.TITLE)


def _tidy(text: str) -> str:
    """Without soft hyphens, control characters and the space around; a character in two halves made one."""
    if text.isprintable():
        return text.strip()
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return cleaned(text.replace("\u00ad", "")).strip()


def _part_named(styles: tuple[str, ...]) -> tuple[Part | None, int | None]:
    """The part that a style stands for by its name, in English or Chinese, and the level of a heading."""
    for style in styles:
        name = "".join(style.lower().split())
        if _TITLE.fullmatch(name):
            return Part.TITLE, None
        if _CAPTION.fullmatch(name):
            return Part.CAPTION, None
        if _CONTENTS.fullmatch(name):
            return Part.FURNITURE, None
        if heading := _HEADING.fullmatch(name):
            return Part.HEADING, int(heading[1])
    return None, None


def _one_line(lines: list[str]) -> str:
    """Headlines are broken for looks: join them, with a space only between Latin words."""
    text = lines[0]
    for line in lines[1:]:
        text += line if _ASIAN.match(text[-1]) or _ASIAN.match(line) else f" {line}"
    return text


def _is_headline(text: str) -> bool:
    most = wording.RUN_IN_LENGTH if text.endswith("。") else wording.TITLE_LENGTH
    return len(text) <= most and not _SENTENCE_INSIDE.search(text)
