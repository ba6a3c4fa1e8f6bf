from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages name files as a user would."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(in_folder: Path) -> Callable[[str | bytes], Path]:
    """Write a rubric to `my.yaml` in the working folder and return the path as a user would give it."""

    def write_(content: str | bytes) -> Path:
        raw = content if isinstance(content, bytes) else content.encode()
        (in_folder / "my.yaml").write_bytes(raw)
        return (in_folder / "my.yaml").relative_to(in_folder)

    return write_
