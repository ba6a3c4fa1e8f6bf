"""Damaged documents are read or named; the program itself fails at none."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests import mutants

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 100


def test_a_hundred_damaged_documents_are_each_read_or_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "convert", lambda *_: [])  # what is written by hand is made at once
    outcome = mutants.run(COUNT, 1, tmp_path)
    assert outcome.other == ()
    assert outcome.read > 0
    assert outcome.named.total() > 0
    assert outcome.total >= COUNT  # of a zip file, each document counts


def test_the_documents_that_are_mutated_are_good_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "convert", lambda *_: [])
    (files, *_) = mutants.good_documents(sorted(mutants.SEEDS.glob("*.txt"))[:1], tmp_path)
    assert set(files) == set(mutants.KINDS)
    for suffix, data in files.items():
        if suffix != mutants.SLOW:  # LibreOffice's to make
            (tmp_path / f"good.{suffix}").write_bytes(data)
    outcome = mutants.score(tmp_path, tmp_path / "out", jobs=1)
    # The archive and the mail hold the very same documents once more.
    assert [reason for reason in outcome.named if "完全相同" not in reason] == []
    assert outcome.other == ()


def test_one_seed_gives_the_same_mutants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "convert", lambda *_: [])
    documents = mutants.good_documents(sorted(mutants.SEEDS.glob("*.txt")), tmp_path)
    once, again, other = (mutants.mutants(documents, COUNT, random.Random(seed)) for seed in (3, 3, 4))  # noqa: S311
    assert once == again != other
