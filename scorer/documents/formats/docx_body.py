"""The text of a Word document, gone through element by element. No recursion: files may nest as deep as they like.

Tracked changes are taken as accepted. Text boxes and notes come after the paragraph that they hang on. Hidden text,
the codes of fields, placeholders, comments, headers and footers are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from scorer.documents.formats.docx_styles import Look, mark_is_gone
from scorer.documents.formats.draft import Rows
from scorer.documents.formats.elements import attribute, child, children, local, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scorer.documents.formats.docx_lists import Lists
    from scorer.documents.formats.docx_styles import Styles
    from scorer.documents.formats.draft import Draft

    _Step = Element | Callable[[], list["_Step"]]  # what is gone into, or done on leaving it

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRIVATE = 0xF000  # where symbol fonts have their characters
_SYMBOLS = {0xFC: "✓", 0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x6C: "●", 0x6E: "■", 0xB7: "·", 0xE0: "→"}
_OVERSTRUCK = re.compile(r"\s*EQ\s.*\\o.*[,，]([^,，()]*)\)\s*", re.IGNORECASE | re.DOTALL)
_LONGEST_CODE = 500  # characters of a field code that is looked into
_CONTENTS = "Table of Contents"

# What holds no text of its own that is shown where it stands.
_SKIPPED = (
    "pPr rPr sectPr tblPr tblGrid tblPrEx tcPr sdtPr sdtEndPr del moveFrom delText delInstrText rt rubyPr fldData "
    "binData docPr hdr ftr smartTagPr customXmlPr oMathParaPr annotationRef"
)


@dataclass(slots=True)
class _Field:
    """A field whose end has not come yet."""

    code: list[str] = field(default_factory=list)
    in_code: bool = True  # before the result


@dataclass(slots=True)
class Body:
    """Going through a document; what it says goes to `draft`."""

    draft: Draft
    styles: Styles
    lists: Lists
    notes: Mapping[tuple[str, str], Element]  # by kind (footnote, endnote) and id
    imported: bool = False  # whether parts in other formats are set in, which are not read
    _text: list[str] = field(default_factory=list)
    _look: Look = field(default_factory=Look)
    _properties: Element | None = None
    _within: bool = False  # a paragraph
    _waiting: list[_Step] = field(default_factory=list)  # text boxes and notes of the paragraph
    _told: set[tuple[str, str]] = field(default_factory=set)  # notes
    _rows: Rows = field(default_factory=Rows)
    _fields: list[_Field] = field(default_factory=list)
    _codes: int = 0  # fields among them whose code we are in
    _contents: int = 0  # tables of contents that we are in
    _enter: dict[str, Callable[[Element], Iterable[_Step]]] = field(init=False)

    def __post_init__(self) -> None:
        self._enter = {
            "p": self._begin_paragraph,
            "tbl": self._begin_table,
            "tr": self._begin_row,
            "tc": self._begin_cell,
            "r": self._begin_run,
            "t": self._take_text,
            "sdt": self._begin_control,
            "fldChar": self._take_field_mark,
            "instrText": self._take_field_code,
            "AlternateContent": _alternative,
            "annotation": _annotated,
            "txbxContent": self._put_off,
            "footnote": self._put_off,
            "endnote": self._put_off,
            "footnoteReference": self._refer,
            "endnoteReference": self._refer,
            "altChunk": self._note_import,
            "sym": self._take_symbol,
            **dict.fromkeys(_CHARACTERS, self._take_character),
            **dict.fromkeys(_SKIPPED.split(), lambda _: ()),
        }

    def go_through(self, root: Element) -> None:
        """Take in all that stands in an element."""
        ahead: list[_Step] = [root]
        while ahead:
            item = ahead.pop()
            if isinstance(item, Element):
                begin = self._enter.get(local(item.tag))
                inside = list(item if begin is None else begin(item))
            else:
                inside = list(item())
            inside.reverse()
            ahead += inside
            if not ahead:
                self._flush()
                ahead += reversed(self._take_waiting())

    # --- paragraphs and what holds them

    def _begin_paragraph(self, element: Element) -> Iterable[_Step]:
        self._properties = child(element, "pPr")
        self._look = self.styles.of_paragraph(self._properties)
        self._within = True
        return [*element, self._end_paragraph]

    def _end_paragraph(self) -> list[_Step]:
        self._within = False
        if self._codes:  # one without an end must not hide the rest
            self._fields.clear()
            self._codes = 0
        if mark_is_gone(self._properties):
            return []
        number = self._number()
        self._flush(number)
        return self._take_waiting()

    def _number(self) -> str:
        printed = attribute(child(self._properties, "listPr", "t"), "val")  # Word 2003 keeps the number itself
        return printed or self.lists.number(self._look)

    def _flush(self, number: str = "") -> None:
        text = "".join(self._text)
        self._text.clear()
        look = self._look
        level = look.level + 1 if look.level is not None and look.level < 9 else None
        self.draft.add(
            text, number=number, styles=look.names, level=level, listed=self._contents > 0, row=self._rows.current
        )

    def _take_waiting(self) -> list[_Step]:
        waiting = self._waiting
        self._waiting = []
        return [*waiting, self._break_off] if waiting else []

    def _break_off(self) -> list[_Step]:
        self.draft.break_off()
        return []

    def _put_off(self, element: Element) -> Iterable[Element]:
        """What hangs on a paragraph comes after it."""
        if not self._within:
            return element
        self._waiting += (self._break_off, *element)
        return ()

    def _refer(self, element: Element) -> Iterable[Element]:
        key = (local(element.tag).removesuffix("Reference"), attribute(element, "id"))
        if key in self.notes and key not in self._told:
            self._told.add(key)
            self._waiting += (self._break_off, *self.notes[key])
        return ()

    def _begin_table(self, element: Element) -> Iterable[_Step]:
        self._flush()
        return [*element, self._break_off]

    def _begin_row(self, element: Element) -> Iterable[_Step]:
        if child(element, "trPr", "del") is not None:
            return ()
        self._rows.begin()
        return [*element, self._end_row]

    def _end_row(self) -> list[_Step]:
        self._flush()
        self._rows.end()
        return []

    def _begin_cell(self, element: Element) -> Iterable[Element]:
        self._flush()
        self.draft.break_off()
        return () if child(element, "tcPr", "cellDel") is not None else element

    def _begin_control(self, element: Element) -> Iterable[_Step]:
        properties = child(element, "sdtPr")
        if child(properties, "showingPlcHdr") is not None:
            return ()
        if attribute(child(properties, "docPartObj", "docPartGallery"), "val") != _CONTENTS:
            return element
        self._contents += 1
        return [*element, self._end_contents]

    def _end_contents(self) -> list[_Step]:
        self._contents -= 1
        return []

    def _note_import(self, _: Element) -> Iterable[Element]:
        self.imported = True
        return ()

    # --- characters

    def _begin_run(self, element: Element) -> Iterable[Element]:
        if self.styles.hides(child(element, "rPr"), self._look):
            return children(element, "fldChar")  # they open and close fields all the same
        return element

    def _take_text(self, element: Element) -> Iterable[Element]:
        text = element.text or ""
        kept = element.get(_SPACE) == "preserve" or "\n" not in text
        self._write(text.replace("\n", " ") if kept else " ".join(text.split()))
        return ()

    def _take_symbol(self, element: Element) -> Iterable[Element]:
        try:
            point = int(attribute(element, "char")[:5], 16) & 0xFFFF
        except ValueError:
            return ()
        self._write(_SYMBOLS.get(point & 0xFF, "") if point & 0xFF00 == _PRIVATE else chr(point))
        return ()

    def _take_character(self, element: Element) -> Iterable[Element]:
        self._write(_CHARACTERS[local(element.tag)])
        return ()

    def _write(self, text: str) -> None:
        if not self._codes:
            self._text.append(text)

    # --- fields

    def _take_field_mark(self, element: Element) -> Iterable[Element]:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
            self._codes += 1
        elif kind == "separate" and self._fields:
            self._end_code(self._fields[-1])
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if ended.in_code:
                self._end_code(ended)
                overstruck = _OVERSTRUCK.fullmatch("".join(ended.code)[:_LONGEST_CODE])
                # A character in a circle or with its reading above has no result.
                self._write(overstruck[1] if overstruck else "")
        return ()

    def _end_code(self, ended: _Field) -> None:
        self._codes -= ended.in_code
        ended.in_code = False

    def _take_field_code(self, element: Element) -> Iterable[Element]:
        if self._fields and element.text:
            self._fields[-1].code.append(element.text)
        return ()


_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _alternative(element: Element) -> Iterable[Element]:
    """The same content for newer and for older programs: the newer, unless only the older has text."""
    choices = [*children(element, "Choice"), *children(element, "Fallback")]
    speaking = [choice for choice in choices if any(local(e.tag) == "t" for e in choice.iter())]
    return (speaking or choices)[:1]


def _annotated(element: Element) -> Iterable[Element]:
    """How Word 2003 marks comments and tracked changes."""
    return () if attribute(element, "type") in ("Word.Comment", "Word.Deletion") else element


def read_notes(root: Element | None, kind: str) -> dict[tuple[str, str], Element]:
    """Notes by kind and id, without the lines that separate them from the text."""
    return {
        (kind, attribute(note, "id")): note
        for note in children(root, kind)
        if "eparat" not in attribute(note, "type") and whole(attribute(note, "id")) is not None
    }
