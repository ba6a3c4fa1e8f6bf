"""Zip files of documents, messages with attachments, and these in each other: what they hold, and its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from scorer.container import ENCRYPTED, MOST_ENTRIES, Budget, Container, open_container
from scorer.documents.foreign import LOCKED_MEMBER
from scorer.documents.kind import Kind, kind_in, kind_of, suffix_of
from scorer.documents.letter import MOST_BYTES, Letter, open_letter
from scorer.errors import DocumentError
from scorer.model import Text

DEEPEST = 3  # zip files and messages in each other, the outermost included
SUFFIXES = (".zip", ".eml")
COVERING = 200  # characters; a shorter text of a message with attachments only says that they are there

Inside = tuple[str, ...]  # the name of a document in its zip file; before it that of this file in the one around it, …


class _Holder(Protocol):
    """What documents are in."""

    names: tuple[str, ...]
    budget: Budget

    def read(self, name: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a zip file or message, or one of these in it that could not be opened. Nowhere in it: itself."""

    inside: Inside
    refusal: Text | None = None  # why it is not read


@dataclass(slots=True)
class _Walk:
    members: list[Member] = field(default_factory=list)

    def take(self, holder: _Holder, around: Inside) -> None:
        if isinstance(holder, Letter) and _says_much(holder):
            self._add(Member(around))
        for name in holder.names:
            inside = (*around, name)
            if suffix_of(name) in SUFFIXES:
                self._open(holder, inside)
            else:
                self._add(Member(inside))

    def _open(self, holder: _Holder, inside: Inside) -> None:
        if len(inside) >= DEEPEST:
            self._add(Member(inside, _TOO_DEEP))
            return
        try:
            inner = _holder(holder.read(inside[-1]), inside[-1], holder.budget)
            if inner is not None:
                self.take(inner, inside)
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
    """Return what a zip file or message holds, and what these in it do; None where it is a document and nothing else.

    Raises DocumentError where it cannot be opened or must not be.
    """
    try:
        holder = _holder(path, path.name, Budget())
    except OSError:  # reading it will tell
        return None
    if holder is None:
        return None
    walk = _Walk()
    walk.take(holder, ())
    return walk.members


def read_member(path: Path, inside: Inside) -> bytes:
    """Return the bytes of a document in a file. Raises DocumentError as its holder does, and OSError."""
    holder = _opened(path, path.stat().st_mtime_ns, inside[:-1])
    holder.budget = Budget()  # each document has its own
    try:
        return holder.read(inside[-1])
    except DocumentError as error:
        raise DocumentError(LOCKED_MEMBER) if error.message == ENCRYPTED else error from error


@lru_cache(maxsize=DEEPEST)
def _opened(path: Path, changed: int, inside: Inside) -> _Holder:  # noqa: ARG001 - a changed file is opened anew
    """Open a file, or one in it, once for all documents in it, which are read one after the other."""
    holder = _holder(read_member(path, inside), inside[-1], Budget()) if inside else _holder(path, path.name, Budget())
    if holder is None:
        raise DocumentError(EMPTY)
    return holder


def _holder(data: bytes | Path, name: str, budget: Budget) -> _Holder | None:
    """Open a zip file or message; None where it is a document and nothing else.

    Raises DocumentError where it cannot be opened, or nothing in it be read, and OSError.
    """
    if suffix_of(name) == ".eml":
        whole = data if isinstance(data, bytes) else _bytes_of(data)
        letter = open_letter(whole, budget) if kind_of(whole, name) is Kind.MAIL else None
        return letter if letter is not None and letter.names else None
    container = open_container(data, budget)
    return _with_something(container) if kind_in(container) is Kind.ARCHIVE else None


def _says_much(letter: Letter) -> bool:
    """Whether a message with attachments is a document itself."""
    from scorer.documents.formats import mail  # slow to import, and for few files

    try:
        return sum(len(block.text) for block in mail.read(letter.data).blocks) >= COVERING
    except DocumentError:
        return False


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _with_something(container: Container) -> Container:
    """The container itself. Raises DocumentError where nothing in it can be read."""
    if not container.names:
        raise DocumentError(EMPTY)
    if all(map(container.is_encrypted, container.names)):
        raise DocumentError(ENCRYPTED)
    return container


_TOO_DEEP = Text(
    zh=f"压缩包里套压缩包（或邮件）超过 {DEEPEST} 层，没有读取；请先解压到文件夹再评。",
    en=f"Archives or messages in each other more than {DEEPEST} deep; unpack it to a folder.",
)
_CROWDED = Text(
    zh=f"压缩包里的文件超过 {MOST_ENTRIES} 个，没有读取；请分成几个再评。",
    en=f"The archive holds more than {MOST_ENTRIES} files; split it.",
)
EMPTY = Text(
    zh="压缩包是空的，里面没有任何文件；请检查是否选错了文件。",
    en="The archive is empty; check that it is the right one.",
)
