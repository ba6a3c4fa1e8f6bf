"""Pictures of a workbook's printed pages, for people to look at: `python -m tests.office.pictures WORKBOOK FOLDER`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.office.conversion import convert
from tests.office.office import LIMIT

DOTS_PER_INCH = 60


def pictures(workbook: Path, folder: Path) -> list[Path]:
    """A PNG file for each page in `folder`, in the order of pages. Needs LibreOffice and Poppler's pdftoppm."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as name:
        (pages,) = convert([workbook], "pdf", Path(name))
        draw = ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), str(pages), str(Path(name) / "page")]
        subprocess.run(draw, check=True, timeout=LIMIT)
        drawn = sorted(Path(name).glob("page-*.png"))
        return [shutil.copyfile(page, folder / f"{workbook.stem}-{page.name}") for page in drawn]


if __name__ == "__main__":
    for picture in pictures(Path(sys.argv[1]), Path(sys.argv[2])):
        print(picture)
