"""Documents in, the same documents in another format out, saved by LibreOffice."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.office.office import LIMIT, environment, find_soffice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXT = "Text (encoded):UTF8"  # the filter that reads plain text
WORD = "docx:MS Word 2007 XML"  # the one that saves .docx


def convert(documents: Sequence[Path], to: str, folder: Path, read_as: str = "") -> list[Path]:
    """Save documents in a format, given by its suffix or with its filter, in one start of the program.

    Returns what came of it: nothing where LibreOffice is missing or has no Writer.
    """
    office = find_soffice()
    if office is None:
        return []
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    reading = [f"--infilter={read_as}"] if read_as else []
    command = [str(office), profile, "--headless", *reading, "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, documents)], capture_output=True, timeout=LIMIT, env=environment(), check=False)
    suffix = to.partition(":")[0]
    made = [folder / f"{document.stem}.{suffix}" for document in documents]
    return [path for path in made if path.exists()]


def converted(document: Path, to: str, folder: Path) -> Path:
    """The one document saved in a format; the test is skipped where that does not work."""
    made = convert([document], to, folder)
    if not made:
        pytest.skip("needs LibreOffice with Writer")
    return made[0]
