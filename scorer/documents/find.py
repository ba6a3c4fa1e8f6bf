"""Which files of the given paths are reports."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scorer.errors import UsageError
from scorer.model import Text, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_READ = frozenset({".txt", ".md", ".markdown"})
_DOCUMENTS = frozenset(
    f".{kind}"
    for kind in (
        *("doc", "docx", "docm", "dot", "dotx", "wps", "wpt", "rtf", "odt", "ofd", "pdf", "caj", "ceb", "gd"),
        *("html", "htm", "mht", "mhtml", "xml", "json", "epub", "eml", "msg", "ppt", "pptx", "dps", "odp"),
        *("xls", "xlsx", "xlsm", "et", "ods", "csv", "tsv", "zip", "rar", "7z", "tar", "gz", "tgz"),
    )
)
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})  # left in folders by the system; dot files go anyway

_UNSUPPORTED = Text(
    zh="暂不支持 {suffix} 格式；请打开后另存为 .txt（UTF-8 编码）再评。",
    en="Files of the kind {suffix} are not supported yet; open it and save it as .txt (UTF-8).",
)
_NO_DOCUMENT = Text(
    zh="不是文字材料（图片、程序等），没有读取；如确是材料，请另存为 .txt。",
    en="Not a written report (an image, a program or the like); if it is one, save it as .txt.",
)
_NOT_ORDINARY = Text(
    zh="不是普通文件（可能是失效的快捷链接），没有读取。",
    en="Not an ordinary file (perhaps a link to a file that is gone).",
)
_CLOSED = Text(
    zh="文件夹打不开（可能没有权限），其中的材料没有读取；请检查权限。",
    en="The folder cannot be opened (perhaps for want of permission); check its permissions.",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read as a report."""

    path: Path
    source: str  # the name it is shown by; no two of a run share one


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file, or a folder that did not open, before names are settled."""

    path: str
    real: str  # the path without links: tells whether two are the same
    base: Path  # the folder argument it was found under, or the folder of a file argument
    source: str
    refusal: Text | None  # why it is not read

    def named_longer(self) -> _Candidate:
        """Move the last folder of the base into the source."""
        return replace(self, base=self.base.parent, source=f"{self.base.name}/{self.source}")


def find_documents(paths: Sequence[Path]) -> tuple[list[Found], list[Unread]]:
    """Return the reports among `paths` and below them, and what was there but cannot be read.

    Both are in the order of their sources, whatever the order of the arguments. Raises UsageError for a path
    that does not exist and for a folder that holds nothing to read.
    """
    candidates = _distinct(candidate for path in paths for candidate in _candidates(path))
    candidates = sorted(_named_apart(candidates), key=lambda candidate: candidate.source)
    found = [Found(Path(c.path), c.source) for c in candidates if c.refusal is None]
    unread = [Unread(c.source, c.refusal) for c in candidates if c.refusal is not None]
    return found, unread


def _candidates(path: Path) -> list[_Candidate]:
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise UsageError(
            Text(
                zh=f"找不到 {path}；请检查路径是否写对。",
                en=f"{path} does not exist; check how it is written.",
            )
        )
    refusal = _refusal(path.name) if path.is_file() else _NOT_ORDINARY
    return [_Candidate(str(path), os.path.realpath(path), path.absolute().parent, path.name, refusal)]


def _in_folder(folder: Path) -> list[_Candidate]:
    candidates = list(_walk(folder))
    if not candidates:
        raise UsageError(
            Text(
                zh=f"文件夹 {folder} 里没有可评的材料；请放入 .txt 或 .md 文件。",
                en=f"The folder {folder} holds no reports; put .txt or .md files into it.",
            )
        )
    return candidates


def _walk(folder: Path) -> Iterator[_Candidate]:
    """Yield what lies below a folder, each real folder once, so that links in a circle come to an end."""
    base = folder.absolute()
    visited: set[str] = set()
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
            yield _Candidate(path, real, base, prefix.rstrip("/") or base.name, _CLOSED)
            continue
        for entry in entries:
            source = prefix + entry.name
            if entry.is_dir():
                waiting.append((entry.path, source + "/"))
            elif not _is_readme(entry.name):
                yield _Candidate(entry.path, _real(entry, real), base, source, _entry_refusal(entry))


def _entries(path: str) -> list[os.DirEntry[str]]:
    """List a folder without what the system and the office programs leave there.

    Plain entries come last, to be visited first: of two ways to a folder the one without links names it.
    """
    with os.scandir(path) as listing:
        entries = [entry for entry in listing if not _is_ignored(entry.name)]
    return sorted(entries, key=lambda entry: (not entry.is_symlink(), entry.name))


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _IGNORED


def _is_readme(name: str) -> bool:
    return name.lower().partition(".")[0] == "readme"


def _real(entry: os.DirEntry[str], folder: str) -> str:
    """Resolve an entry; asking the system only for links keeps thousands of files fast."""
    return os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(folder, entry.name)  # noqa: PTH118


def _entry_refusal(entry: os.DirEntry[str]) -> Text | None:
    return _refusal(entry.name) if entry.is_file() else _NOT_ORDINARY


def _refusal(name: str) -> Text | None:
    """Why a file of this name is not read; None where it is."""
    suffix = Path(name).suffix.lower()
    if suffix in _READ:
        return None
    if suffix not in _DOCUMENTS:
        return _NO_DOCUMENT
    return Text(zh=_UNSUPPORTED.zh.format(suffix=suffix), en=_UNSUPPORTED.en.format(suffix=suffix))


def _distinct(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Keep the first of several ways to the same file."""
    first: dict[str, _Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.real, candidate)
    return list(first.values())


def _named_apart(candidates: list[_Candidate]) -> list[_Candidate]:
    """Give candidates of the same source as many folders in front as tell them apart."""
    while shared := _shared_sources(candidates):
        candidates = [c.named_longer() if c.source in shared else c for c in candidates]
    return candidates


def _shared_sources(candidates: list[_Candidate]) -> set[str]:
    counts = Counter(candidate.source for candidate in candidates)
    return {source for source, count in counts.items() if count > 1}
