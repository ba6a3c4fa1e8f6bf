"""From openpyxl's zip to the file that is handed out: values of formulas, fixed bytes, a fingerprint."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from openpyxl.packaging.custom import StringProperty
from openpyxl.writer.excel import ExcelWriter

from scorer.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from openpyxl import Workbook

    from scorer.workbook.page import Page

FINGERPRINT = "ScorecardFingerprint"

_CUSTOM = "docProps/custom.xml"
_CUSTOM_LIMIT = 65_536  # bytes; ours has a few hundred
_UNSEALED = "0" * 64
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?</c>')
_HEX = re.compile(rb">([0-9a-f]{64})<")


def seal(workbook: Workbook, values: Mapping[str, Mapping[str, float | str]], out: IO[bytes]) -> None:
    """Write the workbook with the values of its formulas, by sheet and cell, and its fingerprint.

    The bytes depend on nothing but the workbook. So nothing is compressed: deflate's output differs from
    one zlib to the next.
    """
    properties: Any = getattr(workbook, "custom_doc_props")  # noqa: B009 - the type stubs do not know it
    properties.append(StringProperty(name=FINGERPRINT, value=_UNSEALED))
    parts = _serialize(workbook)
    for number, sheet in enumerate(workbook.worksheets, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        if values.get(sheet.title):
            parts[name] = _with_values(parts[name], values[sheet.title])
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            if name != _CUSTOM:
                archive.writestr(_entry(name), content)
        mark = _fingerprint(archive.infolist()).encode()
        archive.writestr(_entry(_CUSTOM), parts[_CUSTOM].replace(_UNSEALED.encode(), mark))


def save(workbook: Workbook, pages: Iterable[Page], path: Path) -> None:
    """Write the workbook of these pages to `path`, whole or not at all, replacing what is there.

    WorkbookError where it cannot be written; what was at `path` is then as it was.
    """
    values = {page.name: page.formula_values for page in pages}
    write_atomically(path, lambda out: seal(workbook, values, out))


def untouched(path: Path) -> bool:
    """Whether the file is a workbook exactly as `seal` wrote it. Any program that saves it changes that."""
    try:
        with ZipFile(path) as archive:
            if archive.getinfo(_CUSTOM).file_size > _CUSTOM_LIMIT:
                return False
            mark = _HEX.search(archive.read(_CUSTOM))
            return mark is not None and mark[1].decode() == _fingerprint(archive.infolist())
    except (OSError, BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError):
        return False  # no workbook, not ours, or not readable: in any case not to be replaced


def _serialize(workbook: Workbook) -> dict[str, bytes]:
    """The workbook's parts in the order in which openpyxl writes them."""
    workbook.properties.created = workbook.properties.modified = datetime(*_EPOCH)
    buffer = BytesIO()
    # Workbook.save would stamp the present moment as the time of modification.
    ExcelWriter(workbook, ZipFile(buffer, "w", ZIP_STORED)).save()
    with ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_values(xml: bytes, values: Mapping[str, float | str]) -> bytes:
    """The sheet with a value behind each formula.

    A pattern will do: openpyxl wrote the XML, and in text it escapes what could look like a tag.
    """

    def with_value(match: re.Match[bytes]) -> bytes:
        cell, style, formula = match.groups()
        value = values[cell.decode()]
        kind = b' t="str"' if isinstance(value, str) else b""
        shown = escape(value) if isinstance(value, str) else repr(value)
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (cell, style, kind, formula, shown.encode())

    return _FORMULA.sub(with_value, xml)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.create_system = 3  # else it would say on which system the file was made
    entry.external_attr = 0o600 << 16
    return entry


def _fingerprint(entries: Iterable[ZipInfo]) -> str:
    """Over names and checksums of all parts but the one that holds the fingerprint."""
    listed = "".join(f"{entry.filename}\0{entry.CRC:08x}\n" for entry in entries if entry.filename != _CUSTOM)
    return hashlib.sha256(listed.encode()).hexdigest()
