"""Zip files of documents, and zip files in them: what they hold, and each document's bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from scorer.documents.container import ENCRYPTED, MOST_ENTRIES, Budget, Container, open_container
from scorer.documents.kind import Kind, kind_in, suffix_of
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from pathlib import Path

DEEPEST = 3  # zip files in zip files, the outermost included
SUFFIX = ".zip"

Inside = tuple[str, ...]  # the name of a document in its zip file; before it that of this file in the one around it, …


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a zip file, or a zip file in it that could not be opened."""

    inside: Inside
    refusal: Text | None = None  # why it is not read


@dataclass(slots=True)
class _Walk:
    members: list[Member] = field(default_factory=list)

    def take(self, container: Container, around: Inside) -> None:
        for name in container.names:
            inside = (*around, name)
            if suffix_of(name) == SUFFIX:
                self._open(container, inside)
            else:
                self._add(Member(inside))

    def _open(self, container: Container, inside: Inside) -> None:
        if len(inside) >= DEEPEST:
            self._add(Member(inside, _TOO_DEEP))
            return
        try:
            inner = open_container(container.read(inside[-1]), container.budget)
            if kind_in(inner) is Kind.ARCHIVE:
                self.take(_with_something(inner), inside)
                return
        except DocumentError as error:
            self._add(Member(inside, error.message))
        else:
            self._add(Member(inside))

    def _add(self, member: Member) -> None:
        if len(self.members) >= MOST_ENTRIES:
            raise DocumentError(_CROWDED)
        self.members.append(member)


def members(path: Path) -> list[Member] | None:
    """Return what a zip file holds, zip files in it opened; None where it is a document itself.

    Raises DocumentError where it cannot be opened or must not be, and OSError.
    """
    container = open_container(path)
    if kind_in(container) is not Kind.ARCHIVE:
        return None
    walk = _Walk()
    walk.take(_with_something(container), ())
    return walk.members


def read_member(path: Path, inside: Inside) -> bytes:
    """Return the bytes of a document in a zip file. Raises DocumentError as a `Container` does, and OSError."""
    container = _opened(path, path.stat().st_mtime_ns, inside[:-1])
    container.budget = Budget()  # each document has its own
    return container.read(inside[-1])


@lru_cache(maxsize=DEEPEST)
def _opened(path: Path, changed: int, inside: Inside) -> Container:  # noqa: ARG001 - a changed file is opened anew
    """Open a zip file, or one in it, once for all documents in it, which are read one after the other."""
    return open_container(read_member(path, inside) if inside else path)


def _with_something(container: Container) -> Container:
    """The container itself. Raises DocumentError where nothing in it can be read."""
    if not container.names:
        raise DocumentError(EMPTY)
    if all(map(container.is_encrypted, container.names)):
        raise DocumentError(ENCRYPTED)
    return container


_TOO_DEEP = Text(
    zh=f"压缩包里套压缩包超过 {DEEPEST} 层，没有读取；请先解压到文件夹再评。",
    en=f"Archives in archives more than {DEEPEST} deep; unpack it to a folder.",
)
_CROWDED = Text(
    zh=f"压缩包里的文件超过 {MOST_ENTRIES} 个，没有读取；请分成几个再评。",
    en=f"The archive holds more than {MOST_ENTRIES} files; split it.",
)
EMPTY = Text(
    zh="压缩包是空的，里面没有任何文件；请检查是否选错了文件。",
    en="The archive is empty; check that it is the right one.",
)
