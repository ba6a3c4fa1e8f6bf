"""XML elements by their names alone: office formats use several namespaces for the same words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition("}")[2]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Those of the children that have the name."""
    if element is not None:
        for inner in element:
            if local(inner.tag) == name:
                yield inner


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and its first child of the next; None where there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: Element | None, name: str) -> str:
    """An attribute of that name in whatever namespace; "" where there is none."""
    if element is not None:
        for key, value in element.attrib.items():
            if local(key) == name:
                return value
    return ""


def text_of(element: Element | None, name: str) -> str:
    """All text of the first child of that name; "" where there is none."""
    found = child(element, name)
    return "" if found is None else "".join(found.itertext())


def whole(text: str) -> int | None:
    """A whole number as XML has it, of at most nine digits; None where it is none."""
    digits = text.strip().removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None
