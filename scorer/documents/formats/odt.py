"""OpenDocument texts (.odt, .ott and the flat .fodt): bytes in, an Extract out.

Read by a walk of our own over content.xml. What was deleted under change tracking stands apart from the text there
and is left out, as are comments, hidden text, headers and footers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from scorer.container import ENCRYPTED, open_container, parse_xml
from scorer.documents.formats.draft import Draft, Rows
from scorer.documents.formats.elements import attribute, child, local, text_of, whole
from scorer.documents.formats.odt_lists import Lists
from scorer.documents.formats.odt_styles import Styles
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scorer.documents.extract import Extract

    _Step = Element | str | Callable[[], list["_Step"]]  # what is gone into, taken as text, or done on leaving

_ZIP = b"PK"
_MOST_SPACES = 1000  # in one element that stands for many

# What holds no text that is shown where it stands.
_SKIPPED = (
    "tracked-changes annotation annotation-end sequence-decls variable-decls user-field-decls forms note-citation "
    "ruby-text desc hidden-text binary-data script event-listeners index-title-template "
    "table-of-content-source illustration-index-source table-index-source object-index-source user-index-source "
    "alphabetical-index-source bibliography-source dde-connection-decls alphabetical-index-auto-mark-file "
    "shapes covered-table-cell"
)
_INDEXES = "table-of-content illustration-index table-index object-index user-index alphabetical-index bibliography"


def read(data: bytes) -> Extract:
    """Read a document. Raises DocumentError where it is damaged, encrypted, harmful or no text document."""
    if not data.startswith(_ZIP):
        root = parse_xml(data)
        return _extract(root, root, root)
    package = open_container(data)
    if not package.has("content.xml"):
        raise DocumentError(_NO_TEXT_DOCUMENT)
    manifest = "META-INF/manifest.xml"
    if package.has(manifest) and any(local(e.tag) == "encryption-data" for e in package.xml(manifest).iter()):
        raise DocumentError(ENCRYPTED)
    about = None
    if package.has("meta.xml"):
        try:
            about = package.xml("meta.xml")
        except DocumentError:
            about = None  # no part of the text: the document is read all the same
    return _extract(package.xml("content.xml"), package.xml("styles.xml") if package.has("styles.xml") else None, about)


def _extract(content: Element, styles: Element | None, about: Element | None) -> Extract:
    text = child(content, "body", "text")
    if text is None:
        raise DocumentError(_NO_TEXT_DOCUMENT)
    sources = [root for root in (styles, content) if root is not None]
    walk = _Walk(Draft(), Styles(sources), Lists(sources))
    walk.go_through(text)
    meta = child(about, "meta")
    return walk.draft.extract(
        title=text_of(meta, "title"),
        author=text_of(meta, "initial-creator") or text_of(meta, "creator"),
        date=text_of(meta, "creation-date") or text_of(meta, "date"),
    )


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that is being read."""

    styles: tuple[str, ...] = ()
    level: int | None = None
    number: str = ""
    hidden: bool = False
    text: list[str] = field(default_factory=list)
    waiting: list[_Step] = field(default_factory=list)  # notes and text boxes, which come after it


@dataclass(slots=True)
class _Walk:
    """Going through a document without recursion; what it says goes to `draft`."""

    draft: Draft
    styles: Styles
    lists: Lists
    _paragraph: _Paragraph | None = None
    _rows: Rows = field(default_factory=Rows)
    _indexes: int = 0  # tables of contents and the like that we are in
    _enter: dict[str, Callable[[Element], Iterable[_Step]]] = field(init=False)

    def __post_init__(self) -> None:
        self._enter = {
            "p": self._begin_paragraph,
            "h": self._begin_paragraph,
            "span": self._begin_span,
            "section": self._begin_section,
            "hidden-paragraph": self._hide,
            "list": self._begin_list,
            "list-item": self._begin_item,
            "list-header": self._begin_header,
            "table": lambda element: (*element, self._break_off),
            "table-row": self._begin_row,
            "table-cell": lambda element: (self._break_off, *element),
            "note": self._put_off,
            "text-box": self._put_off,
            "number": lambda _: (),
            "title": lambda element: () if "svg" in element.tag else _mixed(element),  # of a picture, or a field
            "s": lambda element: (" " * min(whole(attribute(element, "c")) or 1, _MOST_SPACES),),
            "tab": lambda _: ("\t",),
            "line-break": lambda _: ("\n",),
            **dict.fromkeys(_INDEXES.split(), self._begin_index),
            **dict.fromkeys(_SKIPPED.split(), lambda _: ()),
        }

    def go_through(self, root: Element) -> None:
        """Take in all that stands in an element."""
        ahead: list[_Step] = [root]
        while ahead:
            item = ahead.pop()
            if isinstance(item, str):
                if self._paragraph is not None:
                    self._paragraph.text.append(item)
            elif isinstance(item, Element):
                begin = self._enter.get(local(item.tag))
                ahead += reversed(list(_mixed(item) if begin is None else begin(item)))
            else:
                ahead += reversed(item())

    def _begin_paragraph(self, element: Element) -> Iterable[_Step]:
        if self._paragraph is not None:  # a shape in a paragraph has paragraphs of its own
            self._paragraph.waiting += (self._break_off, element)
            return ()
        style = attribute(element, "style-name")
        heading = local(element.tag) == "h"
        level = self.styles.level(style)
        if heading:
            level = whole(attribute(element, "outline-level")) or 1
        number = self.lists.number(self.styles.list_of(style))
        if heading and not number and attribute(element, "is-list-header") != "true":
            number = self.lists.outline_number(level or 1, attribute(element, "restart-numbering") == "true")
        hidden = self.styles.hides(style)
        self._paragraph = _Paragraph(self.styles.names(style), level, number, hidden)
        return [*_mixed(element), self._end_paragraph]

    def _end_paragraph(self) -> list[_Step]:
        paragraph = self._paragraph
        self._paragraph = None
        if paragraph is None:
            return []
        if not paragraph.hidden:
            self.draft.add(
                "".join(paragraph.text),
                number=paragraph.number,
                styles=paragraph.styles,
                level=paragraph.level,
                listed=self._indexes > 0,
                row=self._rows.current,
            )
        return [*paragraph.waiting, self._break_off] if paragraph.waiting else []

    def _break_off(self) -> list[_Step]:
        self.draft.break_off()
        return []

    def _begin_row(self, element: Element) -> Iterable[_Step]:
        self._rows.begin()
        return [*element, self._end_row]

    def _end_row(self) -> list[_Step]:
        self._rows.end()
        return []

    def _put_off(self, element: Element) -> Iterable[_Step]:
        """What hangs on a paragraph comes after it."""
        if self._paragraph is None:
            return element
        self._paragraph.waiting += (self._break_off, *element)
        return ()

    def _begin_span(self, element: Element) -> Iterable[_Step]:
        return () if self.styles.hides(attribute(element, "style-name")) else _mixed(element)

    def _begin_section(self, element: Element) -> Iterable[_Step]:
        return () if attribute(element, "display") == "none" else element

    def _hide(self, element: Element) -> Iterable[_Step]:
        if self._paragraph is not None and attribute(element, "is-hidden") == "true":
            self._paragraph.hidden = True
        return ()

    def _begin_index(self, element: Element) -> Iterable[_Step]:
        self._indexes += 1
        return [*element, self._end_index]

    def _end_index(self) -> list[_Step]:
        self._indexes -= 1
        return []

    def _begin_list(self, element: Element) -> Iterable[_Step]:
        self.lists.begin(element)
        return [*element, self._end_list]

    def _end_list(self) -> list[_Step]:
        self.lists.end()
        return []

    def _begin_item(self, element: Element) -> Iterable[_Step]:
        self.lists.begin_item(whole(attribute(element, "start-value")))
        return element

    def _begin_header(self, element: Element) -> Iterable[_Step]:
        self.lists.begin_header()
        return element


def _mixed(element: Element) -> Iterator[_Step]:
    """The text and the elements in an element, in order. White space counts as one space."""
    if element.text:
        yield _spaced(element.text)
    for inner in element:
        yield inner
        if inner.tail:
            yield _spaced(inner.tail)


def _spaced(text: str) -> str:
    if not any(space in text for space in ("\n", "\t", "  ")):
        return text
    words = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if words and text[-1].isspace() else ''}"


_NO_TEXT_DOCUMENT = Text(
    zh="不是 OpenDocument 文字文档，或者缺少正文部分；请用 WPS 或 LibreOffice 打开，另存为 .docx 再评。",
    en="This is no OpenDocument text, or its text is missing; open it in LibreOffice and save it as .docx.",
)
