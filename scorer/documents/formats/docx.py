"""Word documents (.docx, .docm, .dotx, and the XML files that Word saves in one piece): bytes in, an Extract out.

Read by a walk of our own over the parts of the file: libraries leave out text boxes, content controls, tracked
changes or the numbers of lists.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scorer.container import open_container, parse_xml
from scorer.documents.formats.docx_body import Body, read_notes
from scorer.documents.formats.docx_lists import Lists
from scorer.documents.formats.docx_styles import Styles
from scorer.documents.formats.draft import Draft
from scorer.documents.formats.elements import attribute, child, children, local, text_of
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from scorer.documents.extract import Extract

_ZIP = b"PK"
_USUAL = "word/document.xml"


class _Package(Protocol):
    def has(self, name: str) -> bool: ...

    def xml(self, name: str) -> Element: ...


@dataclass(frozen=True, slots=True)
class _FlatPackage:
    """All parts in one XML file."""

    parts: dict[str, Element]

    def has(self, name: str) -> bool:
        return name in self.parts

    def xml(self, name: str) -> Element:
        return self.parts[name]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a file says about itself."""

    title: str = ""
    author: str = ""
    date: str = ""


def read(data: bytes) -> Extract:
    """Read a document. Raises DocumentError where it is damaged, harmful or of another kind."""
    if data.startswith(_ZIP):
        return _read_package(open_container(data))
    root = parse_xml(data)
    if local(root.tag) == "wordDocument":
        return _read_2003(root)
    return _read_package(_flat(root))


def _flat(root: Element) -> _FlatPackage:
    parts = {}
    for part in children(root, "part"):
        for content in child(part, "xmlData") or ():
            parts[attribute(part, "name").lstrip("/")] = content
    return _FlatPackage(parts)


def _read_package(package: _Package) -> Extract:
    main = _related(package, "").get("officeDocument", _USUAL)
    if not package.has(main):
        main = _USUAL
    if not package.has(main):
        raise DocumentError(_NO_WORD)
    document = package.xml(main)
    if local(document.tag) != "document":
        raise DocumentError(_NO_WORD)
    related = _related(package, main)

    def part(kind: str) -> Element | None:
        name = related.get(kind) or posixpath.join(posixpath.dirname(main), f"{kind}.xml")
        return package.xml(name) if package.has(name) else None

    notes = read_notes(part("footnotes"), "footnote") | read_notes(part("endnotes"), "endnote")
    body = Body(Draft(), Styles(part("styles")), Lists(part("numbering")), notes)
    return _extract(body, document, _core(package))


def _read_2003(root: Element) -> Extract:
    """One XML file as Word 2003 saves it: the same elements, with the styles and notes among them."""
    said = child(root, "DocumentProperties")
    body = Body(Draft(), Styles(child(root, "styles")), Lists(None), {})
    about = _Said(*(text_of(said, name) for name in ("Title", "Author", "Created")))
    return _extract(body, child(root, "body") or root, about)


def _extract(body: Body, document: Element, said: _Said) -> Extract:
    body.go_through(document)
    if body.imported:
        raise DocumentError(_IMPORTED)
    return body.draft.extract(title=said.title, author=said.author, date=said.date)


def _related(package: _Package, name: str) -> dict[str, str]:
    """Names of the parts that a part ("": the whole file) refers to, by kind. Empty where it cannot be read."""
    folder, base = posixpath.split(name)
    listing = posixpath.join(folder, "_rels", f"{base}.rels")
    if not package.has(listing):
        return {}
    found: dict[str, str] = {}
    for relation in package.xml(listing):
        target = attribute(relation, "Target")
        if attribute(relation, "TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.setdefault(attribute(relation, "Type").rpartition("/")[2], path)
    return found


def _core(package: _Package) -> _Said:
    """Title, author and date. They are no part of the text: without them the document is read all the same."""
    name = _related(package, "").get("core-properties", "docProps/core.xml")
    try:
        core = package.xml(name) if package.has(name) else None
    except DocumentError:
        return _Said()
    date = text_of(core, "created") or text_of(core, "modified")
    return _Said(text_of(core, "title"), text_of(core, "creator"), date)


_NO_WORD = Text(
    zh="不是 Word 文档，或者缺少正文部分；请用 Word 或 WPS 打开，另存为 .docx 再评。",
    en="This is no Word document, or its text is missing; open it in Word or WPS and save it as .docx.",
)
_IMPORTED = Text(
    zh="文档的正文是从网页等其他文件嵌入的，没有读取；请用 Word 或 WPS 打开，另存一份 .docx 再评。",
    en="The text of the document is embedded in another format; open it in Word or WPS and save it again as .docx.",
)
