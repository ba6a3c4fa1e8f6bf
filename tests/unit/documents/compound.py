"""Compound files, the container of Office before 2007, as small as they can be."""

from __future__ import annotations

import struct

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_STREAM, _ROOT = 2, 5


def compound(*streams: str) -> bytes:
    """A compound file with empty streams of these names, three at most, in its root."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = struct.pack("<II", _FAT, _END) + struct.pack("<I", _FREE) * 126
    entries = [_entry("Root Entry", _ROOT, child=1 if streams else _FREE)]
    for number, name in enumerate(streams, 1):
        entries.append(_entry(name, _STREAM, following=number + 1 if number < len(streams) else _FREE))
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return header + table + directory


def _entry(name: str, kind: int, child: int = _FREE, following: int = _FREE) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    return (
        spelt.ljust(64, b"\0")
        + struct.pack("<HBB", len(spelt), kind, 1)
        + struct.pack("<III", _FREE, following, child)
        + bytes(36)
        + struct.pack("<IQ", _END, 0)
    )
