from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.xlsx.cells import COLUMNS, ROWS, address, coordinates


@pytest.mark.parametrize(
    ("place", "row", "column"),
    [("A1", 1, 1), ("Z9", 9, 26), ("AA10", 10, 27), ("AZ1", 1, 52), ("BA1", 1, 53), ("ZZ1", 1, 702), ("AAA1", 1, 703)],
)
def test_letters_count_columns(place: str, row: int, column: int) -> None:
    assert address(row, column) == place
    assert coordinates(place) == (row, column)


@given(st.integers(1, ROWS), st.integers(1, COLUMNS))
def test_an_address_is_read_as_it_is_written(row: int, column: int) -> None:
    assert coordinates(address(row, column)) == (row, column)


def test_the_last_cell_and_what_only_looks_like_an_address() -> None:
    assert address(ROWS, COLUMNS) == "XFD1048576"
    assert coordinates("$B$4") == (4, 2)
    assert [coordinates(no) for no in ("", "A", "1", "1A", "a1", "ABCD1", "A12345678", "A1:B2", " A1", "Ａ1")] == [
        None
    ] * 10
