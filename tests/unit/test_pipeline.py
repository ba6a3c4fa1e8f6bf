from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.documents.find import Found
from scorer.pipeline import _prefixes


def prefixes(*sources: str) -> list[str]:
    return _prefixes([Found(Path(source), source) for source in sources])


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (("a.txt", "b/a.txt"), ["a", "b/a"]),
        (("a.txt", "a.md"), ["a.txt", "a.md"]),
        (("a.txt", "a.docx", "a.txt.md"), ["a.txt", "a.docx", "a.txt.md"]),
        (("a.txt.md", "a.txt.txt", "a.txt"), ["a.txt.md", "a.txt.txt", "a"]),
    ],
)
def test_ids_are_names_without_suffix_or_with_it_where_another_is_called_so(
    sources: tuple[str, ...], expected: list[str]
) -> None:
    assert prefixes(*sources) == expected


@given(
    st.lists(st.text("ab.", min_size=1, max_size=5).filter(lambda name: name.strip(".")), unique=True, max_size=8),
    st.randoms(use_true_random=False),
)
def test_no_two_ids_are_equal_and_the_order_of_files_does_not_matter(sources: list[str], chance: random.Random) -> None:
    ids = dict(zip(sources, prefixes(*sources), strict=True))
    assert len(set(ids.values())) == len(sources)
    turned = chance.sample(sources, len(sources))
    assert dict(zip(turned, prefixes(*turned), strict=True)) == ids
