"""Which files of the given paths are reports."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scorer.documents.archive import EMPTY, SUFFIXES, members
from scorer.errors import DocumentError, UsageError
from scorer.model import Text, Unread
from scorer.names import in_text, spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.documents.archive import Inside, Member

# Left in folders and archives by systems; dot files go anyway.
_IGNORED = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_WORD_LEFT_OVER = re.compile(r"~wr.*\.tmp", re.IGNORECASE)  # copies of a document while it is open
_PAGES = (".html", ".htm")
_PICTURES_OF_PAGE = ("_files", ".files", "_file")  # what browsers and office programs add to a page's name

_NOT_ORDINARY = Text(
    zh="不是普通文件，没有读取。",
    en="Not an ordinary file.",
)
_LEADS_NOWHERE = Text(
    zh="快捷链接没有指向任何文件（原文件可能已移走或删除），没有读取；请放入原文件。",
    en="A link that leads to no file (moved or deleted?); put the file itself here.",
)
_FORBIDDEN = Text(
    zh="没有权限打开它所在或指向的位置，没有读取；请检查权限。",
    en="The place where it lies or leads to may not be entered; check its permissions.",
)
_CLOSED = Text(
    zh="文件夹打不开（可能没有权限），其中的材料没有读取；请检查权限。",
    en="The folder cannot be opened (perhaps for want of permission); check its permissions.",
)

Listing = Callable[[Path], "list[Member] | None"]  # as `archive.members`


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read as a report, or one in a zip file or message."""

    path: Path
    source: str  # the name it is shown by; no two of a run share one
    inside: Inside = ()  # where in it


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file, or a folder that did not open, before names are settled."""

    path: str
    real: str  # the path without links: tells whether two are the same
    linked: bool  # whether it is a link itself
    base: Path  # the folder argument it was found under, or the folder of a file argument
    source: str
    refusal: Text | None  # why it is not read
    inside: Inside = ()

    def named_longer(self) -> _Candidate:
        """Move the last folder of the base into the source."""
        return replace(self, base=self.base.parent, source=f"{self.base.name}/{self.source}")


def find_documents(
    paths: Sequence[Path], leave_out: Path | None = None, members: Listing = members
) -> tuple[list[Found], list[Unread]]:
    """Return the reports among `paths` and below them, and what was there but cannot be read.

    A folder `leave_out` below a path is not looked into: results of earlier runs are no reports. What zip files and
    messages hold is told by `members`.
    Both are in the order of their sources, whatever the order of the arguments. Raises UsageError for a path
    that does not exist and for a folder that holds nothing to read.
    """
    found_files = (file for path in paths for file in _candidates(path, leave_out))
    candidates = _distinct(candidate for file in found_files for candidate in _with_members(file, members))
    candidates = sorted(_named_in_text(_named_apart(candidates)), key=lambda candidate: candidate.source)
    found = [Found(Path(c.path), c.source, c.inside) for c in candidates if c.refusal is None]
    unread = [Unread(c.source, c.refusal) for c in candidates if c.refusal is not None]
    return found, unread


def _candidates(path: Path, leave_out: Path | None) -> list[_Candidate]:
    if not _exists(path):
        name = in_text(str(path))
        raise UsageError(
            Text(
                zh=f"找不到 {name}，或没有权限打开；请检查路径是否写对。",
                en=f"{name} does not exist or may not be opened; check how it is written.",
            )
        )
    if path.is_dir():
        return _in_folder(path, leave_out)
    refusal = None if path.is_file() else _NOT_ORDINARY
    real = os.path.realpath(path)
    candidate = _Candidate(str(path), real, path.is_symlink(), path.absolute().parent, path.name, refusal)
    return [candidate]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def _in_folder(folder: Path, leave_out: Path | None) -> list[_Candidate]:
    candidates = list(_walk(folder, leave_out))
    if not candidates:
        name = in_text(str(folder))
        raise UsageError(
            Text(
                zh=f"文件夹 {name} 里没有可评的材料；请放入 .docx、.pdf、.txt 等文件。",
                en=f"The folder {name} holds no reports; put .docx, .pdf or .txt files into it.",
            )
        )
    return candidates


def _walk(folder: Path, leave_out: Path | None) -> Iterator[_Candidate]:
    """Yield what lies below a folder, each real folder once, so that links in a circle come to an end."""
    base = folder.absolute()
    visited = _left_out(folder, leave_out)
    waiting = [(str(folder), "")]
    while waiting:
        path, prefix = waiting.pop()
        real = os.path.realpath(path)
        if real in visited:
            continue
        visited.add(real)
        try:
            entries = _entries(path)
        except OSError:
            yield _Candidate(path, real, False, base, prefix.rstrip("/") or base.name, _CLOSED)
            continue
        for entry in entries:
            source = prefix + entry.name
            if _is_folder(entry):
                waiting.append((entry.path, source + "/"))
            elif not _is_readme(entry.name):
                yield _file(entry, real, base, source)


def _left_out(folder: Path, leave_out: Path | None) -> set[str]:
    """The folder to leave out, unless it is the very folder that was asked for."""
    if leave_out is None or os.path.realpath(leave_out) == os.path.realpath(folder):
        return set()
    return {os.path.realpath(leave_out)}


def _entries(path: str) -> list[os.DirEntry[str]]:
    """List a folder without what the system and the office programs leave there.

    Plain entries come last, to be visited first: of two ways to a folder the one without links names it.
    """
    with os.scandir(path) as listing:
        entries = [entry for entry in listing if not _is_ignored(entry.name)]
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith(_PAGES)}
    if pages:
        entries = [entry for entry in entries if not _is_of_page(entry.name, pages)]
    return sorted(entries, key=lambda entry: (not entry.is_symlink(), entry.name))


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _IGNORED or _WORD_LEFT_OVER.fullmatch(name) is not None


def _is_of_page(name: str, pages: set[str]) -> bool:
    """Whether it is the folder of pictures and styles that was saved with a web page."""
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in _PICTURES_OF_PAGE)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder or leads to one; what cannot be followed is told about as a file."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_readme(name: str) -> bool:
    return name.lower().partition(".")[0] == "readme"


def _file(entry: os.DirEntry[str], folder: str, base: Path, source: str) -> _Candidate:
    """Take an entry of the real folder `folder`; resolving only links keeps thousands of files fast."""
    linked = entry.is_symlink()
    real = os.path.realpath(entry.path) if linked else os.path.join(folder, entry.name)  # noqa: PTH118
    return _Candidate(entry.path, real, linked, base, source, _entry_refusal(entry))


def _entry_refusal(entry: os.DirEntry[str]) -> Text | None:
    try:
        ordinary = entry.is_file()
    except PermissionError:
        return _FORBIDDEN
    except OSError:  # links in a circle
        ordinary = False
    if ordinary:
        return None
    return _LEADS_NOWHERE if entry.is_symlink() else _NOT_ORDINARY


def _with_members(file: _Candidate, members: Listing) -> Iterator[_Candidate]:
    """Yield a file, or in place of a zip file or message what it holds."""
    if file.refusal is not None or not file.path.lower().endswith(SUFFIXES):
        yield file
        return
    try:
        held = members(Path(file.path))
    except DocumentError as error:
        yield replace(file, refusal=error.message)
        return
    if held is None:
        yield file
        return
    kept = _without_pictures([member for member in held if not _is_left_over(member.inside)])
    if not kept:
        yield replace(file, refusal=EMPTY)
    for member in kept:
        steps = (file.source, *member.inside)
        real = "\0".join((file.real, *member.inside))
        yield replace(file, real=real, source="/".join(steps), refusal=member.refusal, inside=member.inside)


def _is_left_over(inside: Inside) -> bool:
    names = "/".join(inside).split("/")
    return any(map(_is_ignored, names)) or _is_readme(names[-1])


def _without_pictures(held: list[Member]) -> list[Member]:
    """Leave out what lies in the folders of pictures and styles that were saved with web pages."""
    names = ["/".join(member.inside) for member in held]
    folders = {
        name[: name.rindex(".")] + ending
        for name in names
        if name.lower().endswith(_PAGES)
        for ending in _PICTURES_OF_PAGE
    }
    if not folders:
        return held
    return [member for member, name in zip(held, names, strict=True) if folders.isdisjoint(_folders_of(name))]


def _folders_of(name: str) -> Iterator[str]:
    for end in re.finditer("/", name):
        yield name[: end.start()]


def _distinct(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Keep the first of several ways to the same file, links last."""
    first: dict[str, _Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.linked):
        first.setdefault(candidate.real, candidate)
    return list(first.values())


def _named_apart(candidates: list[_Candidate]) -> list[_Candidate]:
    """Give candidates of the same source as many folders in front as tell them apart."""
    while shared := _shared_sources(candidates):
        candidates = [c.named_longer() if c.source in shared else c for c in candidates]
    return candidates


def _named_in_text(candidates: list[_Candidate]) -> list[_Candidate]:
    """Give sources that can be shown; where two come to be the same, those that are not UTF-8 are spelt out."""
    shown = [replace(c, source=in_text(c.source)) for c in candidates]
    shared = _shared_sources(shown)
    return [
        replace(c, source=spelt(c.source)) if s.source in shared else s for c, s in zip(candidates, shown, strict=True)
    ]


def _shared_sources(candidates: list[_Candidate]) -> set[str]:
    counts = Counter(candidate.source for candidate in candidates)
    return {source for source, count in counts.items() if count > 1}
