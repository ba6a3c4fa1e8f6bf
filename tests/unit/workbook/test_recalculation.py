"""LibreOffice computes every formula to the value that the workbook already shows."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from scorer.model import Lang, Results, Text
from scorer.workbook.write import write_workbook
from tests.unit.workbook.workbook_results import make_card

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


def recalculated(path: Path, folder: Path) -> Path:
    """What LibreOffice computes. It is given the formulas alone: where there are values, it trusts them."""
    bare = folder / "bare.xlsx"
    load_workbook(path).save(bare)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
        str(bare),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out" / bare.name


@pytest.mark.parametrize("lang", Lang)
def test_recalculation_changes_no_value(results: Results, tmp_path: Path, lang: Lang):
    odd = make_card(results.rubric, "odd.txt", "“引号”'单'\"双\" & <[单位]>$A$1", "x" * 23)
    outside = replace(make_card(results.rubric, "menu.txt", "菜谱", "-" * 23), notes=(Text("无关", "not about it"),))
    path = tmp_path / "seeds-core.xlsx"
    write_workbook(replace(results, scorecards=(*results.scorecards, odd, outside)), path, lang)
    ours = load_workbook(path, data_only=True)
    theirs = load_workbook(recalculated(path, tmp_path), data_only=True)
    compared = 0
    for sheet in load_workbook(path):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            shown, computed = (book[sheet.title][cell.coordinate].value for book in (ours, theirs))
            where = f"{sheet.title}!{cell.coordinate} {cell.value}"
            assert computed == (pytest.approx(shown) if isinstance(shown, float) else shown), where
            compared += 1
    assert compared > 400
