"""Nobody's work is overwritten; what the tool itself wrote is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from scorer.model import Lang, Results
from scorer.workbook.write import free_path, write_workbook
from tests.unit.workbook.workbook_results import record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "seeds-core.xlsx"


def edit(path: Path) -> None:
    """Open and save, as a reviewer does who changed nothing."""
    load_workbook(path).save(path)


def test_a_name_that_is_not_taken_is_free(path):
    assert free_path(path) == path


def test_an_untouched_workbook_is_replaced(results: Results, path):
    write_workbook(results, path, Lang.ZH, record)
    assert free_path(path) == path


def test_a_saved_workbook_is_kept(results: Results, path):
    write_workbook(results, path, Lang.ZH, record)
    edit(path)
    assert free_path(path) == path.with_name("seeds-core-2.xlsx")


def test_an_untouched_second_workbook_is_replaced_and_a_saved_one_kept(results: Results, path):
    write_workbook(results, path, Lang.ZH, record)
    edit(path)
    second = free_path(path)
    write_workbook(results, second, Lang.EN, record)
    assert free_path(path) == second
    edit(second)
    assert free_path(path) == path.with_name("seeds-core-3.xlsx")


def test_one_changed_character_is_somebodys_work(results: Results, path):
    write_workbook(results, path, Lang.ZH, record)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace("昭通".encode(), "昭阳".encode())
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert free_path(path) == path.with_name("seeds-core-2.xlsx")


@pytest.mark.parametrize("content", [b"", b"notes", b"PK\x03\x04 broken"])
def test_files_that_are_no_workbook_are_kept(path, content):
    path.write_bytes(content)
    assert free_path(path) == path.with_name("seeds-core-2.xlsx")


def test_workbooks_of_others_folders_and_dead_links_are_kept(path):
    Workbook().save(path)
    path.with_name("seeds-core-2.xlsx").mkdir()
    path.with_name("seeds-core-3.xlsx").symlink_to("nowhere")
    assert free_path(path) == path.with_name("seeds-core-4.xlsx")
