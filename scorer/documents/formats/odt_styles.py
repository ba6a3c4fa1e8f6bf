"""What the styles of an OpenDocument text say: names, outline level, list, and whether text is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.documents.formats.elements import attribute, child, children, local, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

_MOST_PARENTS = 50  # styles based on one another
_ESCAPED = re.compile("_([0-9a-f]{1,4})_")
_HOLDERS = ("styles", "automatic-styles")


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style settles together with those it is based on."""

    names: tuple[str, ...] = ()
    level: int | None = None  # of the outline, from 1
    list_name: str | None = None  # "": taken out of any list
    hidden: bool = False


class Styles:
    """The styles of a document, by the names that its text refers to them by."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._defined = {
            attribute(style, "name"): style
            for style in defined_in(roots)
            if local(style.tag) == "style" and attribute(style, "family") in ("paragraph", "text")
        }
        self._looks: dict[str, _Look] = {}

    def names(self, style: str) -> tuple[str, ...]:
        """Names of the style and of those it is based on, as people see them."""
        return self._look(style).names

    def level(self, style: str) -> int | None:
        """The outline level that a style gives its paragraphs; None for body text."""
        return self._look(style).level

    def list_of(self, style: str) -> str | None:
        """Name of the list style that a paragraph style is bound to; "" where it is bound to none."""
        return self._look(style).list_name

    def hides(self, style: str) -> bool:
        """Whether text of this style is hidden."""
        return self._look(style).hidden

    def _look(self, name: str) -> _Look:
        if name not in self._looks:
            self._looks[name] = self._settled(name)
        return self._looks[name]

    def _settled(self, name: str) -> _Look:
        names: list[str] = []
        level: int | None = None
        list_name: str | None = None
        display = ""
        seen: set[str] = set()
        while name and name not in seen and len(seen) < _MOST_PARENTS:
            seen.add(name)
            style = self._defined.get(name)
            names.append(attribute(style, "display-name") or _ESCAPED.sub(lambda m: chr(int(m[1], 16)), name))
            display = display or attribute(child(style, "text-properties"), "display")
            if style is not None and level is None:
                level = whole(attribute(style, "default-outline-level"))
            if style is not None and list_name is None and any(local(key) == "list-style-name" for key in style.attrib):
                list_name = attribute(style, "list-style-name")
            name = attribute(style, "parent-style-name")
        return _Look(tuple(names), level, list_name, display == "none")


def defined_in(roots: Iterable[Element]) -> Iterator[Element]:
    """All styles, those of styles.xml before those that only content.xml has."""
    for root in roots:
        for name in _HOLDERS:
            for holder in children(root, name):
                yield from holder
