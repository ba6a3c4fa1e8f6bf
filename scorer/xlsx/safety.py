"""Opening an .xlsx file that anybody may have made: bytes go in, its parts and their XML come out, within limits.

Nothing in it is run, nothing it refers to is fetched, and no XML that declares entities is parsed. All errors are
DocumentErrors; those of what asks for more than any honest workbook are TooLargeErrors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from scorer.container import (
    BOMB,
    DAMAGED,
    DECLARES,
    ENCRYPTED,
    HIGHEST_RATIO,
    RATIO_FLOOR,
    Budget,
    TooLargeError,
    in_utf8,
    open_container,
)
from scorer.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorer.container import Container

_MIB = 1024 * 1024
MOST_PARTS = 10_000
MOST_UNPACKED = 200 * _MIB  # of all parts together
MOST_OF_A_PART = 100 * _MIB
MOST_OF_A_TAG = _MIB  # and of a text between two; a cell's is far below
MOST_DEPTH = 100  # of elements within elements
MOST_ASIDES = 1000  # comments and instructions of one part; office programs write one

_LONG = re.compile(b"<[^<]{%d}" % MOST_OF_A_TAG)


def open_package(data: bytes, *, with_twins: bool = False) -> Container:
    """Open the zip file, also of the parts that are never asked for only such as can do no harm.

    Raises DocumentError where it is damaged or encrypted, and unless `with_twins` where two parts have one name, of
    which programs read one each.
    """
    package = open_container(data, Budget(MOST_UNPACKED))
    sizes = [package.size(name) for name in package.names]
    unpacked = sum(sizes)
    if (
        len(sizes) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or max(sizes, default=0) > MOST_OF_A_PART
        or unpacked > max(RATIO_FLOOR, HIGHEST_RATIO * len(data))
    ):
        raise TooLargeError(BOMB)
    if package.has_twins and not with_twins:
        raise DocumentError(DAMAGED)
    if any(map(package.is_encrypted, package.names)):
        raise DocumentError(ENCRYPTED)
    return package


def scan(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Go through XML; elements are told by their names without namespace.

    Raises DocumentError where it is damaged, as which any ValueError or LookupError of the three counts.

    A DOCTYPE is refused before anything that it declares: no office program writes one, and every attack by entities
    begins with one. So are tags and comments without end: for them expat can take the square of the time.
    """
    xml = in_utf8(xml)
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise ValueError("elements within elements without end")
        start(name.rpartition(" ")[2], attributes)

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name.rpartition(" ")[2])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    if text:
        parser.CharacterDataHandler = text
    try:
        _check_length(xml)
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: also an encoding unknown to Python
        raise DocumentError(DAMAGED) from error


def _check_length(xml: bytes) -> None:
    """Refuse what would keep the parser busy: it goes through a tag or comment anew for every piece that it gets."""
    if b"\0" in xml[:8]:
        raise ValueError("UTF-16, where the following would find nothing")
    if b"<!DOCTYPE" in xml:
        _refuse()
    if xml.count(b"<!") + xml.count(b"<?") > MOST_ASIDES:
        raise ValueError("more comments than any program writes")
    if _LONG.search(xml):
        raise ValueError("a long tag")
    for opening, closing in ((b"<!", b">"), (b"<!--", b"-->"), (b"<?", b"?>")):
        start = xml.find(opening)
        while start >= 0:
            end = xml.find(closing, start)
            if (end if end >= 0 else len(xml)) - start > MOST_OF_A_TAG:
                raise ValueError("a long comment")
            start = xml.find(opening, start + 2)


def _refuse(*_: object) -> None:
    raise DocumentError(DECLARES)
