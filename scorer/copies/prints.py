"""Bare texts -> which places of which two of them have fingerprints in common, and where such places line up.

A fingerprint is a hash of a few characters in a row. Of every few in a row the one with the least hash is kept
("winnowing"), so that whatever stretch of LEAST_RUN characters stands in two texts, one in it is kept in both.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

LENGTH = 5  # characters that a fingerprint is of
WINDOW = 2  # fingerprints in a row of which one is kept
LEAST_RUN = LENGTH + WINDOW - 1
FIRST = 4  # of all places of a fingerprint so many are looked at, so that what everybody repeats takes no longer
GAP = 30  # characters between two fingerprints of one stretch
DRIFT = 16  # characters put in or left out between two of them
LEAST_PRINTS = 2  # in a stretch
BLOCK = 256  # texts looked up at a time

_FACTORS = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(LENGTH)], dtype=np.uint64)
_POSITION = np.uint64(0xFFFFFFFF)
_PLACE = np.uint64(32)  # bits that a place takes


class Stretch(NamedTuple):
    """Where two texts have fingerprints in common that line up: from `start` to `end` in one, so in the other."""

    text: int  # number of the later text
    other: int  # number of the earlier one
    start: int
    end: int
    other_start: int
    other_end: int


def stretches(texts: Sequence[str], archived: int) -> Iterator[Stretch]:
    """Yield what each text from number `archived` on may have from an earlier one, in the order of the texts.

    Of the places of a fingerprint the first few in the archive and the first few after it are looked at.
    """
    starts = np.cumsum([0, *map(len, texts)])
    shared = _shared(_prints(texts, starts), starts, archived)
    in_order = np.argsort(shared.places)
    borders = np.searchsorted(shared.places[in_order], starts[range(archived, len(texts), BLOCK)]).tolist()
    for first, last in pairwise([*borders, len(in_order)]):
        yield from _lined_up(shared, *_pairs(shared, in_order[first:last]), starts)


class _Shared(NamedTuple):
    """Fingerprints that stand in several texts, by hash, then by place. All arrays are of the same length."""

    places: NDArray[np.int64]  # in all texts, one behind the other
    texts: NDArray[np.int64]  # number of the text each is in
    archive: NDArray[np.int64]  # index of the first with the same hash
    later: NDArray[np.int64]  # index of the first with the same hash that is not in the archive


def _prints(texts: Sequence[str], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Each fingerprint that stands in several places as one number: its hash, then its place. In order."""
    kept = [np.empty(0, dtype=np.uint64)]
    for text, start in zip(texts, starts.tolist(), strict=False):
        hashes = _hashes(text)
        chosen = _winnowed(hashes)
        kept.append((hashes[chosen] & ~_POSITION) | (chosen + start).astype(np.uint64))
    prints = np.concatenate(kept)
    kept.clear()
    prints.sort()
    again = np.zeros(len(prints) + 1, dtype=bool)  # whether each has the hash of the one before it
    again[1:-1] = prints[1:] >> _PLACE == prints[:-1] >> _PLACE
    return prints[again[1:] | again[:-1]]  # most stand in one place only


def _hashes(text: str) -> NDArray[np.uint64]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    count = max(len(codes) - LENGTH + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset, factor in enumerate(_FACTORS):
        hashes += codes[offset : offset + count] * factor
    hashes ^= hashes >> np.uint64(32)
    hashes *= np.uint64(0xD6E8FEB86659FD93)
    return hashes


def _winnowed(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The places of those that are the least of some WINDOW in a row."""
    windows = max(len(hashes) - WINDOW + 1, 0)
    least = hashes[:windows].copy()
    for offset in range(1, WINDOW):
        np.minimum(least, hashes[offset : offset + windows], out=least)
    chosen = np.zeros(len(hashes), dtype=bool)
    for offset in range(WINDOW):
        chosen[offset : offset + windows] |= hashes[offset : offset + windows] == least
    return np.flatnonzero(chosen)


def _shared(prints: NDArray[np.uint64], starts: NDArray[np.int64], archived: int) -> _Shared:
    hashes = prints >> _PLACE
    places = (prints & _POSITION).astype(np.int64)
    texts = np.searchsorted(starts, places, side="right") - 1
    firsts, counts = _groups(hashes)
    several = np.repeat(texts[firsts] != texts[firsts + counts - 1], counts)
    places, texts, hashes = places[several], texts[several], hashes[several]
    firsts, counts = _groups(hashes)
    in_archive = np.cumsum(np.append(0, texts < archived))
    laters = firsts + in_archive[firsts + counts] - in_archive[firsts]
    return _Shared(places, texts, np.repeat(firsts, counts), np.repeat(laters, counts))


def _groups(values: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each run of equal values begins, and how many it has."""
    begins = np.ones(len(values), dtype=bool)
    begins[1:] = values[1:] != values[:-1]
    firsts = np.flatnonzero(begins)
    return firsts, np.diff(np.append(firsts, len(values)))


def _pairs(shared: _Shared, which: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Those of `which` that stand in an earlier text too, and to each the same fingerprint there; both as indexes."""
    here, there = [], []
    for begins, ends in ((shared.archive, shared.later), (shared.later, np.arange(len(shared.later)))):
        for number in range(FIRST):
            others = begins[which] + number
            earlier = others < ends[which]
            earlier[earlier] = shared.texts[others[earlier]] < shared.texts[which[earlier]]
            here.append(which[earlier])
            there.append(others[earlier])
    return np.concatenate(here), np.concatenate(there)


def _lined_up(
    shared: _Shared, here: NDArray[np.int64], there: NDArray[np.int64], starts: NDArray[np.int64]
) -> Iterator[Stretch]:
    texts, others = shared.texts[here], shared.texts[there]
    at = shared.places[here] - starts[texts]
    other_at = shared.places[there] - starts[others]
    order = np.lexsort((at, at - other_at, others, texts))
    texts, others, at, other_at = texts[order], others[order], at[order], other_at[order]
    # Alone on its diagonal, a fingerprint that two texts share is chance: most are.
    near = np.zeros(len(at) + 1, dtype=bool)  # between each and the next
    near[1:-1] = (np.diff(texts) == 0) & (np.diff(others) == 0) & (np.diff(at - other_at) <= DRIFT)
    kept = near[:-1] | near[1:]
    rows = zip(texts[kept].tolist(), others[kept].tolist(), at[kept].tolist(), other_at[kept].tolist(), strict=True)
    for (text, other), pairs in groupby(rows, key=itemgetter(0, 1)):
        for start, end, other_start, other_end in _chains(sorted(pair[2:] for pair in pairs)):
            yield Stretch(text, other, start, end, other_start, other_end)


def _chains(pairs: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Stretches of places that go on in both texts: from the first place in each to the end of the last."""
    closed: list[_Chain] = []
    open_: list[_Chain] = []
    for at, other_at in pairs:
        still = [chain for chain in open_ if at - chain.at <= GAP]
        closed += (chain for chain in open_ if at - chain.at > GAP)
        open_ = still
        for chain in open_:
            if chain.goes_on(at, other_at):
                chain.at, chain.other_at, chain.prints = at, other_at, chain.prints + 1
                break
        else:
            open_.append(_Chain(at, other_at))
    return [
        (chain.start, chain.at + LENGTH, chain.other_start, chain.other_at + LENGTH)
        for chain in (*closed, *open_)
        if chain.prints >= LEAST_PRINTS
    ]


class _Chain:
    """Places in two texts, each pair of them a little after the one before."""

    __slots__ = ("at", "other_at", "other_start", "prints", "start")

    def __init__(self, at: int, other_at: int) -> None:
        self.start = self.at = at
        self.other_start = self.other_at = other_at
        self.prints = 1

    def goes_on(self, at: int, other_at: int) -> bool:
        """Whether the next pair of places belongs to it."""
        step, other_step = at - self.at, other_at - self.other_at
        return step > 0 and 0 < other_step <= GAP and abs(step - other_step) <= DRIFT
