"""What the styles of a Word file say: names, outline level, list, and whether text is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.documents.formats.elements import attribute, child, children, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFF = frozenset(("0", "false", "off"))
_BODY_LEVEL = 9  # outline levels count from 0; this one is that of body text
_MOST_BASES = 50  # styles based on one another


@dataclass(frozen=True, slots=True)
class Look:
    """What properties settle, of a paragraph or of a style with those it is based on; None: they do not say."""

    names: tuple[str, ...] = ()  # of the style first, then of those it is based on
    id: str = ""  # of the style
    level: int | None = None  # of the outline, from 0
    list_id: str | None = None  # "0": taken out of any list
    list_level: int | None = None
    hidden: bool | None = None


class Styles:
    """The styles of a document; one that is not defined has its id for a name."""

    def __init__(self, root: Element | None) -> None:
        self._defined = {attribute(style, "styleId"): style for style in children(root, "style")}
        self._looks: dict[str, Look] = {}
        self._usual = ""
        for style in self._defined.values():
            if attribute(style, "type") == "paragraph" and attribute(style, "default") not in ("", *_OFF):
                self._usual = attribute(style, "styleId")

    def of_paragraph(self, properties: Element | None) -> Look:
        """How a paragraph looks by its own properties (`w:pPr`) and its style."""
        style = self.look(attribute(child(properties, "pStyle"), "val") or self._usual)
        return _over(read_properties(properties), style)

    def hides(self, properties: Element | None, paragraph: Look) -> bool:
        """Whether text with these properties (`w:rPr`) is hidden in such a paragraph."""
        if properties is None:
            return bool(paragraph.hidden)
        own = _switch(properties, "vanish")
        if own is None and (style := attribute(child(properties, "rStyle"), "val")):
            own = self.look(style).hidden
        return bool(paragraph.hidden if own is None else own)

    def look(self, style_id: str) -> Look:
        """What a style settles together with those it is based on."""
        if style_id not in self._looks:
            self._looks[style_id] = self._settled(style_id)
        return self._looks[style_id]

    def _settled(self, style_id: str) -> Look:
        look = Look(id=style_id)
        seen: set[str] = set()
        while style_id and style_id not in seen and len(seen) < _MOST_BASES:
            seen.add(style_id)
            style = self._defined.get(style_id)
            name = attribute(child(style, "name"), "val") or style_id
            settled = read_properties(child(style, "pPr"))
            base = Look((name,), "", settled.level, settled.list_id, settled.list_level, _hidden(style))
            look = _over(look, base)
            style_id = attribute(child(style, "basedOn"), "val")
        return look


def read_properties(properties: Element | None) -> Look:
    """What `w:pPr` itself settles, but for its style."""
    if properties is None:
        return Look()
    numbering = child(properties, "numPr")
    level = whole(attribute(child(properties, "outlineLvl"), "val"))
    return Look(
        level=level if level is None or 0 <= level < _BODY_LEVEL else _BODY_LEVEL,
        list_id=attribute(child(numbering, "numId"), "val") or None,
        list_level=whole(attribute(child(numbering, "ilvl"), "val")),
    )


def mark_is_gone(properties: Element | None) -> bool:
    """Whether the next paragraph goes on with this: its end is deleted, moved away or hidden, or it is a drop cap."""
    if attribute(child(properties, "framePr"), "dropCap") in ("drop", "margin"):
        return True
    of_mark = child(properties, "rPr")
    if of_mark is None:
        return False
    gone = any(child(of_mark, name) is not None for name in ("del", "moveFrom"))
    return gone or bool(_switch(of_mark, "vanish")) or bool(_switch(of_mark, "specVanish"))


def _over(look: Look, base: Look) -> Look:
    """What `look` does not say taken from `base`."""
    return Look(
        look.names + base.names,
        look.id or base.id,
        base.level if look.level is None else look.level,
        look.list_id or base.list_id,
        base.list_level if look.list_level is None else look.list_level,
        base.hidden if look.hidden is None else look.hidden,
    )


def _hidden(style: Element | None) -> bool | None:
    return _switch(child(style, "rPr"), "vanish")


def _switch(properties: Element | None, name: str) -> bool | None:
    element = child(properties, name)
    return None if element is None else attribute(element, "val").lower() not in _OFF
