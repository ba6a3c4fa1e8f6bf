"""Zip files as honest and hostile programs write them."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file of these parts, packed."""
    return zipped_in_order(list(parts.items()))


def zipped_in_order(parts: list[tuple[str, bytes | str]]) -> bytes:
    """A zip file in which a name may come twice."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of names that come twice
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


def with_names_in(encoding: str, parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file as systems write it that keep names in an encoding of their own and do not say in which."""

    class Entry(ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's
            return self.filename.encode(encoding), self.flag_bits & ~0x800

    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(Entry(name), content)
    return stream.getvalue()


def patched(data: bytes, offset_in_entry: int, value: bytes, *, only: int | None = None) -> bytes:
    """A zip file with bytes of its directory's entries replaced, of all or only of one."""
    out = bytearray(data)
    at, number = data.find(b"PK\x01\x02"), 0
    while at >= 0:
        if only is None or number == only:
            out[at + offset_in_entry : at + offset_in_entry + len(value)] = value
        at, number = data.find(b"PK\x01\x02", at + 4), number + 1
    return bytes(out)


def encrypted(data: bytes) -> bytes:
    """A zip file of which every entry is marked as encrypted."""
    return patched(data, 8, b"\x01\0")
