"""Zip files, opened so that none can do harm: office documents are such files, and so are archives of them.

Bytes in, parts by name out. Nothing is unpacked before it is asked for, nothing is written to disk, and what
one file may make us unpack is bounded. What is wrong is told as of a document; who opens something else says it anew.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scorer.errors import DocumentError
from scorer.model import Text
from scorer.names import from_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Honest office files have 1,033 parts at most and unpack to 70 times their size.
MOST_ENTRIES = 20_000
MOST_IN_ONE = 256 * 1024 * 1024  # bytes of one part, unpacked
MOST_IN_ALL = 1024 * 1024 * 1024  # bytes of all parts that are asked for, archives in archives included
HIGHEST_RATIO = 100  # of a part's size to its size packed, ...
RATIO_FLOOR = 8 * 1024 * 1024  # ... where it has so many bytes: what is smaller does no harm
MOST_XML = 128 * 1024 * 1024  # bytes of one XML part
MOST_TAGS = 6_000_000  # of one XML part; each takes some 100 bytes of memory
DEEPEST_XML = 500  # elements in elements

# What zipfile raises at damaged files.
_DAMAGE = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)

_PIECE = 1024 * 1024  # bytes unpacked at a time
_END = b"PK\x05\x06"  # what the record at the end of a zip file begins with
_ENTRY = b"PK\x01\x02"  # and each entry of its directory
_LONGEST_END = 22 + 65_535  # bytes of that record with its comment
_LOCAL_HEADER = 30  # bytes in front of each part, without its name
_ENCRYPTED = 0x1 | 0x40  # flags of an entry
_IN_UTF8 = 0x800
_DRIVE = re.compile("^[A-Za-z]:")

_CHINESE_XML = re.compile(rb"""<\?xml[^>]{0,80}encoding=["'](?:gb|cp936)""", re.IGNORECASE)
_BARE_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[\]<>]{0,400}>")  # declares nothing itself, and nothing is fetched
_PROLOGUE = 4096  # bytes among which it stands


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked. Archives in archives share one."""

    left: int = MOST_IN_ALL


class TooLargeError(DocumentError):
    """It holds, or unpacks to, more than any honest file of its kind."""


class Container:
    """An opened zip file."""

    def __init__(self, archive: ZipFile, budget: Budget) -> None:
        self._archive = archive
        self.budget = budget
        # Of two parts of one name the last counts: programs that change a file append to it.
        parts = [(name, entry) for name, entry in _named(archive.infolist()) if not entry.is_dir()]
        self._entries = dict(parts)
        self._folded = {name.lower(): name for name in self._entries}
        self.names = tuple(self._entries)  # with "/" between folders, in the order of the file's directory
        self.has_twins = len(self._folded) < len(parts)  # whether parts share a name, capitals aside

    def has(self, name: str) -> bool:
        """Whether there is such a part. Capitals make no difference, as in office formats."""
        return name.lower() in self._folded

    def size(self, name: str) -> int:
        """Bytes of a part, unpacked, as the file's directory has it. Raises DocumentError where there is none."""
        return self._entry(name).file_size

    def is_encrypted(self, name: str) -> bool:
        """Whether a part takes a password. Raises DocumentError where there is none of this name."""
        return bool(self._entry(name).flag_bits & _ENCRYPTED)

    def read(self, name: str) -> bytes:
        """Unpack a part. Raises DocumentError where it is missing, encrypted, damaged or harmful."""
        entry = self._entry(name)
        if self.is_encrypted(name):
            raise DocumentError(ENCRYPTED)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise DocumentError(_PACKED_ODDLY)
        self._spend(entry)
        try:
            return self._unpacked(entry)
        except _DAMAGE as error:
            raise DocumentError(DAMAGED) from error

    def xml(self, name: str) -> ElementTree.Element:
        """Unpack and parse an XML part, as `parse_xml` does. Raises DocumentError as `read` and that do."""
        if self.size(name) > MOST_XML:
            raise TooLargeError(BOMB)
        return parse_xml(self.read(name))

    def _entry(self, name: str) -> ZipInfo:
        found = name if name in self._entries else self._folded.get(name.lower())
        if found is None:
            raise DocumentError(
                Text(
                    f"文件不完整，缺少 {name} 这一部分；请用原来的程序打开，另存一份再评。",
                    f"The file is incomplete: it has no {name}; open it in its own program and save it again.",
                )
            )
        return self._entries[found]

    def _spend(self, entry: ZipInfo) -> None:
        size = entry.file_size
        harmful = size > RATIO_FLOOR and size > HIGHEST_RATIO * entry.compress_size
        if harmful or size > MOST_IN_ONE or size > self.budget.left:
            raise TooLargeError(BOMB)
        self.budget.left -= size

    def _unpacked(self, entry: ZipInfo) -> bytes:
        """Unpack piece by piece: in one go zipfile unpacks all there is, whatever size the directory has."""
        with self._archive.open(entry) as part:
            return b"".join(iter(lambda: part.read(_PIECE), b""))


def open_container(data: bytes | Path, budget: Budget | None = None) -> Container:
    """Open a zip file, given whole or as a path.

    Raises DocumentError where it is damaged or made to do harm, and OSError where a path does not open.
    """
    with BytesIO(data) if isinstance(data, bytes) else data.open("rb") as stream:
        if _counted(stream) > MOST_ENTRIES:
            raise TooLargeError(_CROWDED)
    try:
        archive = ZipFile(BytesIO(data) if isinstance(data, bytes) else data)
        entries = archive.infolist()
    except _DAMAGE as error:
        raise DocumentError(DAMAGED) from error
    if _overlap(entries):
        raise DocumentError(BOMB)
    return Container(archive, budget or Budget())


def parse_xml(data: bytes) -> ElementTree.Element:
    """Parse XML of which nothing can do harm: no entities, nothing fetched, bounded depth and size.

    Raises DocumentError where it is damaged, declares entities, or is out of bounds.
    """
    if len(data) > MOST_XML or data.count(b"<") > MOST_TAGS:
        raise TooLargeError(BOMB)
    data = in_utf8(data)
    try:
        root = _parsed(data)
    except _DoctypeError:
        root = _parsed_without_doctype(data)
    if _is_deeper(root, DEEPEST_XML):
        raise TooLargeError(BOMB)
    return root


def in_utf8(xml: bytes) -> bytes:
    """XML that says it is in a Chinese encoding in one that expat knows; other XML as it is."""
    if not _CHINESE_XML.match(xml):
        return xml
    return xml.decode("gb18030", "replace").partition("?>")[2].encode()


class _DoctypeError(Exception):
    """The XML has a document type declaration."""


class _Builder(ElementTree.TreeBuilder):
    def doctype(self, *_: object) -> None:
        """Called before anything of the declaration is read."""
        raise _DoctypeError


def _parsed(xml: bytes) -> ElementTree.Element:
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314 - the builder stops at what makes it unsafe
    try:
        parser.feed(xml)
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DocumentError(DAMAGED) from error
    return root


def _parsed_without_doctype(data: bytes) -> ElementTree.Element:
    prologue, several = _BARE_DOCTYPE.subn(b"", data[:_PROLOGUE], count=1)
    if not several:
        raise DocumentError(DECLARES)
    try:
        return _parsed(prologue + data[_PROLOGUE:])
    except _DoctypeError:
        raise DocumentError(DECLARES) from None


def _is_deeper(root: ElementTree.Element, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _counted(stream: IO[bytes]) -> int:
    """About how many entries the directory has, told without reading them one by one."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - _LONGEST_END))
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0:
        return 0
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    stream.seek(max(0, end - len(tail) + at - size))
    return stream.read().count(_ENTRY)


def _overlap(entries: Iterable[ZipInfo]) -> bool:
    """Whether parts share bytes, which only files that are made to unpack without end do."""
    placed = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(at + _LOCAL_HEADER + size > following for (at, size), (following, _) in pairwise(placed))


def _named(entries: list[ZipInfo]) -> list[tuple[str, ZipInfo]]:
    """Entries by name, read in the encoding that the names are most likely in.

    Zip files of Chinese Windows hold GBK and do not say so.
    """
    unmarked = {entry.orig_filename for entry in entries if not entry.flag_bits & _IN_UTF8}
    unmarked = {name for name in unmarked if not name.isascii()}
    read = dict(zip(unmarked, from_bytes([name.encode("cp437", "replace") for name in unmarked]), strict=True))
    named = [(_inside(read.get(entry.orig_filename, entry.filename)), entry) for entry in entries]
    return [(name, entry) for name, entry in named if name]


def _inside(name: str) -> str:
    """The name without what would lead out of the file: drives, roots and steps upwards."""
    steps = _DRIVE.sub("", name.partition("\0")[0].replace("\\", "/")).split("/")
    return "/".join(step for step in steps if step not in ("", ".", ".."))


ENCRYPTED = Text(
    zh="文件已加密，需要密码才能打开；请打开后取消密码保护，另存一份再评。",
    en="The file is encrypted; open it, remove the password and save it again.",
)
DAMAGED = Text(
    zh="文件已损坏或不完整（可能没有传完），打不开；请重新取得原文件，或用原来的程序打开后另存一份再评。",
    en="The file is damaged or incomplete (perhaps not transferred whole); get the original again, "
    "or open it in its own program and save it again.",
)
BOMB = Text(
    zh="文件展开后大得不正常（可能是恶意文件），为安全起见没有读取；如确是材料，请用原来的程序打开，另存为 .txt 再评。",
    en="The file unpacks to an abnormal size (perhaps made to do harm) and was not read; "
    "if it is a report, open it in its own program and save it as .txt.",
)
_CROWDED = Text(
    zh=f"文件里装了 {MOST_ENTRIES} 个以上的小文件，不像正常材料，没有读取；如确是材料，请分成几个再评。",
    en=f"The file holds more than {MOST_ENTRIES} files and was not read; if these are reports, split it.",
)
DECLARES = Text(
    zh="文件里夹带了材料中不该有的自定义内容（可能是恶意文件），为安全起见没有读取；请用原来的程序打开，另存一份再评。",
    en="The file declares contents that no report needs (perhaps made to do harm) and was not read; "
    "open it in its own program and save it again.",
)
_PACKED_ODDLY = Text(
    zh="文件用了少见的压缩方式，没有读取；请解压后（或用原来的程序打开，另存一份）再评。",
    en="The file is compressed in an unusual way; unpack it, or open it in its own program and save it again.",
)
