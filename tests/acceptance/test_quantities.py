"""Quantities are found where people found them, in the project's own reports and in others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quantities import DATA, compare

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("documents", "labels"),
    [
        (ROOT / "seeds", "seeds"),
        (ROOT / "tests" / "data" / "labelled", "labelled"),
        (DATA / "unseen", "unseen"),
        (DATA / "blind", "blind"),
    ],
)
def test_quantities_are_found_as_people_find_them(documents: Path, labels: str) -> None:
    compared = compare(documents, DATA / labels)
    assert compared.right.total() > 100
    assert compared.precision >= 0.95
    assert compared.recall >= 0.95
