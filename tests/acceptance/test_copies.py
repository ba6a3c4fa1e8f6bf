"""Repeated text from files to results and workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scorer.errors import UsageError
from scorer.model import Lang, Results, Text
from scorer.pipeline import Request, load_rubrics, score_reports
from scorer.results.as_json import as_data, as_text
from scorer.results.from_json import parse_record
from scorer.review.records import join_records
from scorer.workbook.write import write_split, write_workbook
from tests.unit.copies.planted import sentence
from tests.unit.documents.formats.pdfs import pdf

DEED = "机关党委组织党员志愿服务队走进山区七个村，帮助村民铺设供水管道二十公里，解决了三百户人家吃水难的老问题。"
ELSEWHERE = DEED.replace("七个村", "九个村").replace("三百户", "五百户")
OPENING = "机关党建工作情况。党支部和党员在党组织带领下创建模范机关，党建工作扎实。"


def put(folder: Path, name: str, *paragraphs: object) -> None:
    folder.mkdir(exist_ok=True)
    title = f"{name}单位创建模范机关情况"
    written = [title, OPENING, *(sentence((name, n)) for n in range(4)), *map(str, paragraphs)]
    (folder / f"{name}.txt").write_text("\n\n".join(written), encoding="utf-8")


def score(folder: Path, *against: Path, jobs: int = 1) -> Results:
    request = Request((folder,), load_rubrics(["core"]), folder / "out", jobs, against=against)
    (results,) = score_reports(request, lambda *_: None)
    return results


def said(results: Results) -> list[tuple[str, str, bool, bool, int]]:
    assert results.copies is not None
    return [
        (one.passage.source, one.other.source, one.other.archived, one.exact, one.reports)
        for one in results.copies.found
        if DEED[:6] in one.passage.quote
    ]


def written(results: Results, path: Path, lang: Lang = Lang.ZH) -> Workbook:
    write_workbook(results, path, lang, lambda part: as_text(as_data(part, lang)))
    return load_workbook(path)


def cells(book: Workbook, sheet: str) -> list[str]:
    return [str(cell.value) for row in book[sheet].iter_rows() for cell in row if cell.value is not None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "in", "甲", DEED)
    put(tmp_path / "in", "乙", ELSEWHERE)
    put(tmp_path / "in", "丙")
    put(tmp_path / "old", "丁", DEED)
    return tmp_path / "in"


def test_what_the_run_and_the_archive_share_is_told_and_marked(folder: Path) -> None:
    results = score(folder, folder.parent / "old")

    assert sorted(said(results)) == [
        ("乙.txt", "丁.txt", True, False, 3),
        ("甲.txt", "丁.txt", True, True, 3),
        ("甲.txt", "乙.txt", False, False, 2),
    ]
    assert results.unread == () == results.remarks
    (card,) = (one for one in results.scorecards if one.report.source == "甲.txt")
    pieces = [piece for result in card.criteria for piece in result.evidence if piece.quote == DEED]
    assert pieces
    assert {tuple((place.source, place.archived) for place in piece.copied) for piece in pieces} == {
        (("丁.txt", True), ("乙.txt", False))
    }


def test_with_several_processes_the_same_is_found(folder: Path) -> None:
    one, two = (as_data(score(folder, folder.parent / "old", jobs=jobs), Lang.ZH) for jobs in (1, 2))

    assert one == two


def test_a_file_of_the_archive_that_is_scored_itself_is_no_archive(folder: Path) -> None:
    results = score(folder, folder, folder.parent / "old")

    assert results.copies is not None
    assert results.copies.archived == 1


def test_an_archive_that_is_not_there_is_told_before_anything_is_scored(folder: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        score(folder, folder.parent / "nowhere")


def test_what_of_the_archive_cannot_be_read_is_a_remark_and_not_an_unread_report(folder: Path) -> None:
    (folder.parent / "old" / "坏.doc").write_bytes(b"\xd0\xcf\x11\xe0 cut off")
    results = score(folder, folder.parent / "old")

    assert results.unread == ()
    ((source, text),) = ((one.source, one.text) for one in results.remarks)
    assert source == "坏.doc"
    assert text.zh.startswith("这份存档材料没有参加比对，原因：")
    assert "再评" not in text.zh


def test_of_a_blank_pdf_in_the_archive_it_is_said_why_it_was_not_compared(folder: Path) -> None:
    (folder.parent / "old" / "扫描.pdf").write_bytes(pdf([]))
    ((source, text),) = ((one.source, one.text) for one in score(folder, folder.parent / "old").remarks)

    assert source == "扫描.pdf"
    assert text == Text(
        "这份存档材料没有参加比对，原因：PDF 里没有文字（页面是空白的，或文字已转成图形）。",
        "of the archive, not compared: The PDF holds no text (blank pages, or letters drawn as shapes).",
    )


def test_a_passage_over_two_paragraphs_is_shown_with_both(folder: Path, tmp_path: Path) -> None:
    put(folder, "戊", sentence("one"), sentence("two"))
    put(folder, "己", sentence("one"), sentence("two"))
    shown = cells(written(score(folder), tmp_path / "book.xlsx"), "雷同")

    assert shown.count("第7–8段") == 2


def test_the_sheet_shows_both_places_and_leads_to_the_evidence(folder: Path, tmp_path: Path) -> None:
    results = score(folder, folder.parent / "old")
    book = written(results, tmp_path / "book.xlsx")
    shown = cells(book, "雷同")

    assert "和 1 份存档材料" in shown[1]
    assert {"甲.txt", "丁.txt（存档）", "一字不差", "大体相同"} <= set(shown)
    assert any(DEED in one for one in shown)
    assert any(one.startswith("=HYPERLINK") for one in shown)
    assert any("一字不差：丁.txt（存档）" in one for one in cells(book, "证据"))


def test_where_nothing_is_repeated_the_sheet_says_in_what_it_was_looked_for(folder: Path, tmp_path: Path) -> None:
    (folder / "乙.txt").unlink()
    (folder / "丙.txt").unlink()
    results = score(folder)

    assert cells(written(results, tmp_path / "a.xlsx"), "雷同")[1] == "没有发现雷同的文字；比较了本次的 1 份材料。"
    assert cells(written(results, tmp_path / "b.xlsx", Lang.EN), "Repeated text")[1] == (
        "No repeated text was found; 1 reports of this run were compared."
    )


def test_a_subjects_own_workbook_shows_its_own_copies_only(folder: Path, tmp_path: Path) -> None:
    put(folder, "戊", sentence("other"))
    put(folder, "己", sentence("other"))
    write_split(score(folder), tmp_path / "book.xlsx", Lang.ZH, lambda part: as_text(as_data(part, Lang.ZH)))
    (path,) = (tmp_path / "book").glob("*戊*.xlsx")
    quotes = cells(load_workbook(path), "雷同")

    assert any(sentence("other") in one for one in quotes)
    assert not any(DEED in one for one in quotes)


def test_workbooks_of_single_subjects_together_tell_of_all_copies(folder: Path) -> None:
    results = score(folder, folder.parent / "old")
    assert results.copies is not None
    records = [
        (card.id, parse_record(as_text(as_data(replace(results, scorecards=(card,), copies=part), Lang.ZH))))
        for card in results.scorecards
        for source in [card.report.source]
        for part in [results.copies.only(results.copies.by_source().get(source, ()), {source})]
    ]
    whole = parse_record(as_text(as_data(results, Lang.ZH))).results

    assert join_records(records).results.copies == whole.copies


def test_set_phrases_of_the_rubric_are_no_copies(folder: Path) -> None:
    (rubric,) = load_rubrics(["core"])
    request = Request((folder,), (replace(rubric, set_phrases=(*rubric.set_phrases, DEED, ELSEWHERE)),), folder / "out")
    (results,) = score_reports(request, lambda *_: None)

    assert said(results) == []
