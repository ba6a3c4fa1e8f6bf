"""OFD (GB/T 33190), the national format for pages that look the same everywhere: bytes in, an Extract out.

Like PDF it holds characters and their places, so lines, tables and paragraphs are told by what tells them in a PDF.
Annotations, seals and signatures are no text of the report.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.container import DAMAGED, ENCRYPTED, open_container
from scorer.documents.decode import frequent_share
from scorer.documents.extract import Extract
from scorer.documents.formats.elements import attribute, child, children, text_of
from scorer.documents.formats.ofd_page import numbers, read_sheets
from scorer.documents.formats.pages import MAX_CHARACTERS, MAX_PAGES, UNKNOWN
from scorer.documents.formats.pdf_furniture import FEWEST, length_of, without_furniture, without_text
from scorer.documents.formats.pdf_paragraphs import blocks_of
from scorer.documents.formats.pdf_tables import leaf_of
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from scorer.container import Container
    from scorer.documents.formats.pages import Sheet
    from scorer.documents.formats.pdf_layout import Leaf

_MAIN = "OFD.xml"
_LOCKED = "encryptions.xml"  # says which parts are encrypted, and how
_A4 = (210.0, 297.0)  # millimetres
_LARGEST = 5_000.0  # millimetres, of a page

_MOST_UNKNOWN = 0.3  # share of a document's characters
_HAN = re.compile("[\u3400-\u9fff]")
_ENOUGH = 100  # characters
_LEAST_FREQUENT = 0.2  # share of frequent characters


def read(data: bytes) -> Extract:
    """Return the paragraphs and cells, without headers, footers and page numbers.

    Pages of pictures and damaged ones among others are named. Raises DocumentError where the file is damaged,
    encrypted, harmful, too long, or without text.
    """
    package = open_container(data)
    if any(posixpath.basename(name).lower() == _LOCKED for name in package.names):
        raise DocumentError(ENCRYPTED)
    bodies = list(children(package.xml(_MAIN), "DocBody"))
    sheets: list[Sheet] = []
    damaged: list[int] = []
    for body in bodies:
        _Document(package, text_of(body, "DocRoot").strip(), sheets, damaged).read()
    leaves = without_furniture([leaf_of(sheet) for sheet in sheets])
    _judge(sheets, leaves)
    about = child(bodies[0], "DocInfo")
    title, author, date = (text_of(about, name).strip() for name in ("Title", "Author", "CreationDate"))
    unread = sorted({*without_text(leaves), *damaged})
    return Extract(tuple(blocks_of(leaves)), title, author, date, tuple(unread))


def _judge(sheets: Sequence[Sheet], leaves: Sequence[Leaf]) -> None:
    """Refuse what has no text, or none that can be told. Headers and page numbers alone are no text."""
    length = length_of(leaves)
    pictured = {sheet.number for sheet in sheets if sheet.pictured}
    if pictured and length <= FEWEST * len(pictured):
        raise DocumentError(_SCANNED)
    if not length:
        raise DocumentError(_EMPTY)
    text = "".join(glyph.text for sheet in sheets for glyph in sheet.glyphs if not glyph.text.isspace())
    chinese = "".join(_HAN.findall(text))
    strange = len(chinese) >= _ENOUGH and frequent_share(chinese) < _LEAST_FREQUENT
    if strange or text.count(UNKNOWN) > _MOST_UNKNOWN * len(text):
        raise DocumentError(_GARBLED)


@dataclass(slots=True)
class _Document:
    """One document of the file; most files hold one."""

    package: Container
    name: str  # of its main part
    sheets: list[Sheet]
    damaged: list[int]

    def read(self) -> None:
        """Raises DocumentError where no page can be read, or the file grows too long."""
        self.name = self._place(self.name, "")
        root = self.package.xml(self.name)
        common = child(root, "CommonData")
        places = [attribute(page, "BaseLoc") for page in children(child(root, "Pages"), "Page")]
        first = max((sheet.number for sheet in self.sheets), default=0) + 1
        if first + len(places) > MAX_PAGES + 1:
            raise DocumentError(_TOO_LONG)
        templates = {attribute(one, "ID"): attribute(one, "BaseLoc") for one in children(common, "TemplatePage")}
        pages = list(self._parts(places))
        if places and not any(page is not None for page in pages):
            raise DocumentError(DAMAGED)
        used = Counter(template for page in pages for template in set(_templates_of(page)))
        units = self._units([common])
        characters = sum(len(sheet.glyphs) for sheet in self.sheets)
        self.damaged += (number for number, page in enumerate(pages, first) if page is None)
        for number, page in enumerate(pages, first):
            # What several pages take from one template is printed on each of them, as headers and watermarks are.
            own = [templates[one] for one in _templates_of(page) if one in templates and used[one] == 1]
            layers = [
                layer for part in (*self._parts(own), page) for layer in children(child(part, "Content"), "Layer")
            ]
            size = _size(child(page, "Area")) or _size(child(common, "PageArea")) or _A4
            for sheet in read_sheets(layers, units | self._units([page]), size, number):
                characters += len(sheet.glyphs)
                self.sheets.append(sheet)
            if characters > MAX_CHARACTERS:
                raise DocumentError(_TOO_LONG)

    def _parts(self, places: Sequence[str]) -> Iterator[Element | None]:
        """Yield the parts named, None for those that are missing or damaged."""
        for place in places:
            try:
                yield self.package.xml(self._place(place, posixpath.dirname(self.name)))
            except DocumentError:
                yield None

    def _units(self, owners: Sequence[Element | None]) -> dict[str, Element]:
        """Graphics that objects may stand for, by their ids."""
        kinds = ("PublicRes", "DocumentRes", "PageRes")
        places = [(one.text or "").strip() for owner in owners for kind in kinds for one in children(owner, kind)]
        return {
            attribute(unit, "ID"): unit
            for resource in self._parts(places)
            for unit in children(child(resource, "CompositeGraphicUnits"), "CompositeGraphicUnit")
        }

    def _place(self, place: str, folder: str) -> str:
        """The name of a part that is given from a folder on, or from the root of the file."""
        named = [posixpath.normpath(posixpath.join("/", base, place)).lstrip("/") for base in (folder, "")]
        return next((name for name in named if self.package.has(name)), named[0])


def _templates_of(page: Element | None) -> list[str]:
    return [attribute(one, "TemplateID") for one in children(page, "Template")]


def _size(area: Element | None) -> tuple[float, float] | None:
    """Width and height of a page in millimetres; None where the file gives none that makes sense."""
    box = numbers(text_of(area, "PhysicalBox"))
    return (box[2], box[3]) if len(box) == 4 and all(0 < side <= _LARGEST for side in box[2:]) else None


_SCANNED = Text(
    zh="OFD 里只有图片，没有文字层；请先做文字识别（OCR）或换成 Word 文档。",
    en="The OFD file holds only pictures and no text layer; run text recognition (OCR) first, "
    "or use the Word document.",
)
_EMPTY = Text(
    zh="OFD 里没有文字（页面是空白的，或文字已转成图形）；请检查是否选错了文件，或换成 Word 文档。",
    en="The OFD file holds no text (blank pages, or letters drawn as shapes); check that it is the right one, "
    "or use the Word document.",
)
_GARBLED = Text(
    zh="OFD 的文字层是乱码（文件没有写明字形对应的文字），不能评；请换成 Word 文档，或做文字识别（OCR）后再评。",
    en="The OFD file does not say which characters it shows; use the Word document, or run OCR first.",
)
_TOO_LONG = Text(
    zh=f"OFD 太大（超过 {MAX_PAGES} 页或 {MAX_CHARACTERS // 10_000} 万字），不像一份文字材料；请拆分后再评。",
    en=f"The OFD file has over {MAX_PAGES} pages or {MAX_CHARACTERS:,} characters, too many for a report; split it.",
)
