"""What all tests of the workbook start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.workbook.workbook_results import make_results

if TYPE_CHECKING:
    from scorer.model import Results


@pytest.fixture(scope="session")
def results() -> Results:
    return make_results()
