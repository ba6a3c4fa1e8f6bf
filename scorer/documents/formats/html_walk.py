"""Web pages as a browser would lay them out: the passages of one after the other, and which elements hold which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from scorer.documents.formats.draft import BULLET, Rows
from scorer.documents.formats.numerals import numeral
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

_DEEPEST = 3_000  # elements in elements; the parser's time grows with the square of it
_MOST_TAGS = 4_000_000

_OPENING = re.compile(
    r"<(/?)(?:div|section|article|main|ul|ol|dl|blockquote|center|form|fieldset|table|details|address|aside|nav)\b",
    re.IGNORECASE,
)
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_CELLS = ("td", "th")
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SKIPPED_NAMES = (
    "head script style noscript template object applet embed iframe frame noframes select button input textarea rt rp "
    "xml del audio video canvas map datalist"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*(?:header|footer|comment)|mso-footnote-id|mso-endnote-id",
    re.IGNORECASE,
)
_NOTE_MARKS = frozenset({"sdfootnoteanc", "sdfootnotesym", "sdendnoteanc", "sdendnotesym", "MsoFootnoteReference"})
_LIST_NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:Table of Contents|目录|目錄)\d*")
_PLAIN_LIST = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_NUMERALS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

_BREAK = "\u2028"
_SPACE = re.compile("[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_INDENT = "(?=\u3000\u3000|\xa0[\xa0 ]{2})"
_NEW_PARAGRAPH = re.compile(f"\n{_INDENT}|(?<=[。！？；”]){_INDENT}")
_WRAPPED = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a page that no element or line break inside cuts."""

    text: str
    links: int = 0
    linked: int = 0  # characters in links
    number: str = ""  # of a list item
    styles: tuple[str, ...] = ()
    level: int | None = None  # of a heading
    listed: bool = False  # in a table of contents
    row: tuple[int, ...] = ()  # of a table, as in a Block
    opens: bool = False  # the first of a table's cell, or behind a table


@dataclass(frozen=True, slots=True)
class Region:
    """An element that holds several passages."""

    tag: str
    names: str  # its class and id
    first: int  # passage
    end: int  # the passage after its last


@dataclass(slots=True)
class _Open:
    """An element that we are in."""

    node: LexborNode
    tag: str
    first: int
    close: Callable[[], None] | None = None


@dataclass(slots=True)
class Walk:
    """Going through a page without recursion. What a reader of the page does not see is left out."""

    passages: list[Passage] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _aside: list[str] | None = None  # where text goes instead: the number that Word wrote out
    _number: str = ""
    _counts: list[int | None] = field(default_factory=list)  # of the lists that we are in; None: bullets
    _kinds: list[str] = field(default_factory=list)
    _links: int = 0
    _linked: int = 0
    _anchors: int = 0  # links that we are in
    _headings: int = 0
    _preformatted: int = 0
    _contents: int = 0
    _styles: tuple[str, ...] = ()
    _level: int | None = None
    _rows: Rows = field(default_factory=Rows)
    _opens: bool = False  # as the next passage does

    def go_through(self, root: LexborNode) -> None:
        """Take in an element."""
        opened: list[_Open] = []
        node: LexborNode | None = root
        while node is not None:
            inner = self._enter(node, opened)
            if inner is not None:
                node = inner
                continue
            following = node.next
            while following is None and opened:
                done = opened.pop()
                self._leave(done)
                following = done.node.next if opened else None
            node = following
        self._flush()

    def _enter(self, node: LexborNode, opened: list[_Open]) -> LexborNode | None:
        """Take in a node; the first in it to go on with, if any."""
        tag = node.tag or ""
        if tag == "-text":
            self._add(node.text_content or "")
            return None
        if tag == "br":
            self._line_break()
            return None
        if tag in _SKIPPED or tag.startswith(("-", "!", "_")):
            return None
        attributes = node.attributes
        if _is_hidden(attributes):
            return None
        if tag == "svg":
            self._take_drawing(node)
            return None
        if tag in _BLOCKS:
            self._flush()
            self._opens |= tag in _CELLS
        first = node.child
        if first is None:
            return None
        opened.append(_Open(node, tag, len(self.passages), self._begin(tag, attributes)))
        return first

    def _take_drawing(self, node: LexborNode) -> None:
        """Take in the words of a drawing, which is how viewers of OFD show a page: piece by piece, line by line."""
        last: tuple[str | None, ...] | None = None
        for piece in node.css("text"):
            attributes = piece.attributes
            line = attributes.get("y"), attributes.get("transform")
            if line != last:
                self._flush()
            last = line
            self._add(piece.text())
        if last is not None:
            self._flush()

    def _leave(self, done: _Open) -> None:
        if done.tag in _BLOCKS:
            self._flush()
            self._opens |= done.tag == "table"
        if done.close:
            done.close()
        if len(self.passages) - done.first > 1:
            attributes = done.node.attributes
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
            self.regions.append(Region(done.tag, names, done.first, len(self.passages)))

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> Callable[[], None] | None:
        """Note what holds inside an element; how to end it."""
        style = attributes.get("style") or ""
        if tag == "a" and attributes.get("href") is not None:
            return self._begin_link()
        if tag in _HEADINGS:
            return self._begin_paragraph((), _HEADINGS[tag])
        if tag in ("p", "caption", "figcaption"):
            return self._begin_named(tag, attributes.get("class") or "")
        if tag in ("ol", "ul"):
            return self._begin_list(tag, attributes, style)
        if tag == "li":
            self._begin_item(attributes)
        elif tag == "tr":
            self._rows.begin()
            return self._rows.end
        elif tag == "pre":
            self._preformatted += 1
            return self._end_preformatted
        elif _LIST_NUMBER.search(style) and self._aside is None:
            self._aside = []
            return self._end_number
        elif tag == "div" and _CONTENTS.fullmatch(attributes.get("id") or ""):
            self._contents += 1
            return self._end_contents
        return None

    def _begin_link(self) -> Callable[[], None]:
        self._links += 1
        self._anchors += 1
        return self._end_link

    def _end_link(self) -> None:
        self._anchors -= 1

    def _begin_named(self, tag: str, name: str) -> Callable[[], None] | None:
        """Word names the styles of paragraphs: MsoTitle, MsoToc1."""
        if tag != "p":
            return self._begin_paragraph(("caption",), None)
        return self._begin_paragraph((name.removeprefix("Mso"),), None) if name.startswith("Mso") else None

    def _begin_paragraph(self, styles: tuple[str, ...], level: int | None) -> Callable[[], None]:
        before = self._styles, self._level
        self._styles, self._level = styles, level
        self._headings += level is not None

        def end() -> None:
            self._headings -= level is not None
            self._styles, self._level = before

        return end

    def _begin_list(self, tag: str, attributes: dict[str, str | None], style: str) -> Callable[[], None]:
        kind = attributes.get("type") or ""
        if _PLAIN_LIST.search(style):
            kind = "none"
        start = _whole(attributes.get("start"))
        self._counts.append(None if tag == "ul" else (1 if start is None else start) - 1)
        self._kinds.append(kind)
        return self._end_list

    def _end_list(self) -> None:
        self._counts.pop()
        self._kinds.pop()
        self._number = ""

    def _begin_item(self, attributes: dict[str, str | None]) -> None:
        if not self._counts or self._kinds[-1] == "none":
            self._number = ""
            return
        count = self._counts[-1]
        if count is None:
            self._number = BULLET
            return
        value = _whole(attributes.get("value"))
        count = count + 1 if value is None else value
        self._counts[-1] = count
        self._number = f"{numeral(count, _NUMERALS.get(self._kinds[-1], 'decimal'))}."

    def _end_preformatted(self) -> None:
        self._preformatted -= 1

    def _end_contents(self) -> None:
        self._contents -= 1

    def _end_number(self) -> None:
        self._number = "".join("".join(self._aside or ()).split())
        self._aside = None

    def _add(self, text: str) -> None:
        if self._aside is not None:
            self._aside.append(text)
            return
        if self._preformatted:
            text = text.replace("\r\n", _BREAK).replace("\n", _BREAK)
        self._text.append(text)
        if self._anchors:
            self._linked += len("".join(text.split()))

    def _line_break(self) -> None:
        if self._headings or "Title" in self._styles:
            self._text.append(_BREAK)  # broken for looks
        else:
            self._flush()

    def _flush(self) -> None:
        """End the passage, or passages where only their indents tell them apart."""
        text = "".join(self._text)
        self._text.clear()
        if not text.strip():
            return  # a link that holds a picture still counts for what follows in its line
        text = _SPACE.sub(lambda space: "\n" if "\n" in space[0] else " ", text)
        text = _WRAPPED.sub("", _NEW_PARAGRAPH.sub(_BREAK, text)).replace("\n", " ")
        lines = [text.replace(_BREAK, "\n")] if self._headings else text.split(_BREAK)
        lines = [line.strip() for line in lines if line.strip()]
        size = sum(map(len, lines))
        for line in lines:
            linked = min(len(line), self._linked * len(line) // size)
            listed = self._contents > 0
            self.passages.append(
                Passage(
                    line,
                    self._links,
                    linked,
                    self._number,
                    self._styles,
                    self._level,
                    listed,
                    self._rows.current,
                    self._opens,
                ),
            )
            self._number = ""
            self._opens = False
        self._links = self._anchors
        self._linked = 0


def parse(text: str) -> LexborHTMLParser:
    """Parse a page. Raises DocumentError where its elements are nested or piled up beyond reason."""
    if text.count("<") > _MOST_TAGS:
        raise DocumentError(_INTRICATE)
    depth = 0
    for tag in _OPENING.finditer(text):
        depth += -1 if tag[1] else 1
        if depth > _DEEPEST:
            raise DocumentError(_INTRICATE)
        depth = max(depth, 0)
    return LexborHTMLParser(text)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if not attributes:
        return False
    style = attributes.get("style")
    return (
        "hidden" in attributes
        or (style is not None and _HIDDEN.search(style) is not None)
        or (attributes.get("class") or "") in _NOTE_MARKS
        or attributes.get("title") in ("header", "footer")
    )


def _whole(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else None


_INTRICATE = Text(
    zh="网页的结构层层嵌套，大得不正常，没有读取；请用浏览器打开，复制文字存为 .docx 或 .txt 再评。",
    en="The page is nested or piled up beyond reason; open it in a browser and save its text as .docx or .txt.",
)
