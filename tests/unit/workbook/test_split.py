"""One workbook for each subject in a folder, and an index that leads to them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from scorer.model import Lang, Results
from scorer.workbook.book import rank, subject_name
from scorer.workbook.columns import ranking
from scorer.workbook.write import file_name, free_path, write_split, write_workbook
from tests.unit.workbook.workbook_results import many, record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.b-core.xlsx"


@pytest.fixture(scope="module")
def written(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("split") / "seeds-core.xlsx"
    write_split(results, path, Lang.ZH, record)
    return path


def folder_of(path: Path) -> Path:
    return path.with_name(path.stem)


def names(path: Path) -> list[str]:
    return sorted(one.name for one in folder_of(path).iterdir())


def test_each_subject_has_its_file_in_the_order_of_the_ranking(written, results):
    assert [name[:3] for name in names(written)] == ["001", "002", "003", "004", "005"]
    for name, card in zip(names(written), rank(results), strict=True):
        first, subject, *others = load_workbook(folder_of(written) / name).sheetnames
        assert (first, others) == ("封面", ["证据", "评分标准", "说明", "选项", "_score"])
        assert subject.rstrip("…") in f"1 {subject_name(card)}"


def test_the_index_has_values_links_and_nothing_to_fill_in(written, results):
    book = load_workbook(written)
    assert book.sheetnames == ["总览", "热力图", "量化成效", "问题", "评分标准", "说明"]
    assert all(cell.protection.locked for sheet in book for row in sheet.iter_rows() for cell in row)
    table = ranking(results.rubric)
    first = next(cell.row for cell in book["总览"]["A"] if cell.value == "名次") + 1
    for number, (name, card) in enumerate(zip(names(written), rank(results), strict=True)):
        row = [book["总览"].cell(first + number, table.number(key)).value for key in ("rank", "subject", "total")]
        assert row == [number + 1, f'=HYPERLINK("seeds-core/{name}","{subject_name(card)}")', card.total]
    shown = {cell.value for row in book["总览"].iter_rows() for cell in row}
    assert {results.unread[0].source, results.unread[0].reason.zh} <= shown
    formulas = [cell.value for row in book["总览"].iter_rows() for cell in row if cell.data_type == "f"]
    assert {formula.partition("(")[0] for formula in formulas} == {"=HYPERLINK"}


def test_a_subjects_file_is_light(written):
    book = load_workbook(folder_of(written) / names(written)[0])
    assert not [c.value for row in book["评分标准"].iter_rows() for c in row if "第一议题" in str(c.value)]


def test_the_same_results_give_the_same_bytes(written, results, tmp_path):
    write_split(results, tmp_path / "seeds-core.xlsx", Lang.ZH, record)
    for name in names(written):
        again = tmp_path / "seeds-core" / name
        assert again.read_bytes() == (folder_of(written) / name).read_bytes()
    assert (tmp_path / "seeds-core.xlsx").read_bytes() == written.read_bytes()


def test_each_file_carries_the_record_of_its_subject(results, path):
    parts: list[Results] = []

    def keep(part: Results) -> str:
        parts.append(part)
        return record(part)

    write_split(results, path, Lang.ZH, keep)
    assert [part.scorecards for part in parts] == [(card,) for card in rank(results)]


# --- nobody's work is lost ---


def test_an_untouched_folder_is_replaced_and_what_no_longer_belongs_goes(results, path):
    write_split(results, path, Lang.ZH, record)
    assert free_path(path, split=True) == path
    (folder_of(path) / ".DS_Store").write_bytes(b"x")
    write_split(replace(results, scorecards=results.scorecards[:2]), path, Lang.ZH, record)
    assert [name[:3] for name in names(path)] == [".DS", "001", "002"]


def test_one_edited_file_keeps_the_folder_and_its_index(results, path):
    write_split(results, path, Lang.ZH, record)
    edited = folder_of(path) / names(path)[3]
    load_workbook(edited).save(edited)
    assert free_path(path, split=True) == path.with_name("a.b-core-2.xlsx")
    assert free_path(path) == path


def test_an_edited_index_a_folder_with_other_files_or_a_file_in_its_place_are_kept(results, path):
    write_split(results, path, Lang.ZH, record)
    load_workbook(path).save(path)
    path.with_name("a.b-core-2").mkdir()
    (path.with_name("a.b-core-2") / "notes.txt").touch()
    path.with_name("a.b-core-3").touch()
    path.with_name("a.b-core-4").mkdir()
    assert free_path(path, split=True) == path.with_name("a.b-core-4.xlsx")


def test_a_whole_workbook_gives_way_to_an_index(results, path):
    write_workbook(results, path, Lang.ZH, record)
    assert free_path(path, split=True) == path


# --- names ---


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('关于<印发>:"通知"/附件\\1|2?*', "关于 印发 通知 附件 1 2"),
        ("结尾有点. . ", "结尾有点"),
        ("说了一半，…", "说了一半"),
        ("100% #1", "100 1"),
        ("...", "-"),
        ("党" * 100, "党" * 66),
        ("制表\t换行\n", "制表 换行"),
    ],
)
def test_file_names_are_legal_everywhere(title, name):
    assert file_name(title) == name


@given(st.text(st.characters(exclude_categories=()), max_size=120))
def test_any_title_gives_a_file_name(title):
    name = file_name(title)
    assert 0 < len(name) <= 72
    assert len(name.encode()) <= 200
    assert not re.search(r'[<>:"/\\|?*#%\x00-\x1f]', name)
    assert name == name.strip(" .")


def test_subjects_of_one_name_have_files_of_their_own(results, path):
    card = replace(results.scorecards[0], agency="Con")
    write_split(
        replace(many(results, 3), scorecards=(card, replace(card, id="CON", agency="CON"))), path, Lang.EN, record
    )
    assert names(path) == ["001 Con.xlsx", "002 CON.xlsx"]
