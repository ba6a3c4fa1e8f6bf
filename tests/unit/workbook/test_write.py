"""What a written workbook holds, read back with openpyxl."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from scorer.errors import WorkbookError
from scorer.model import Cues, Lang, Results, Scorecard, Standing, Text
from scorer.model.copies import Copies
from scorer.workbook import labels
from scorer.workbook.book import rank, subject_name
from scorer.workbook.columns import EVIDENCE, SCORECARD, ranking
from scorer.workbook.write import write_workbook
from tests.unit.workbook.workbook_results import HEADINGS, TITLES, make_card, make_results, many, record

FORMULA_CELL = re.compile(rb"<c [^>]*><f>[^<]*</f>(.*?)</c>")


@pytest.fixture(scope="module")
def written(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "seeds-core.xlsx"
    write_workbook(results, path, Lang.ZH, record)
    return path


@pytest.fixture(scope="module")
def values(written: Path) -> Workbook:
    return load_workbook(written, data_only=True)


def header_of(table) -> list[str]:
    return [column.label.zh for column in table.columns]


def find_header(sheet, table) -> int:
    """The row that holds the table's header, as a reader of returned workbooks would find it."""
    wanted = header_of(table)
    for row in sheet.iter_rows():
        if [cell.value for cell in row[: len(wanted)]] == wanted:
            return row[0].row
    raise AssertionError(wanted)


def evidence_ids(results: Results) -> list[str]:
    return [e.id for card in rank(results) for r in card.criteria for e in r.evidence]


def said_of_source(card: Scorecard) -> str:
    return "\n".join([card.report.source, *(note.zh for note in card.notes)])


def test_sheets_stand_in_reading_order(values):
    names = values.sheetnames
    assert names[:3] == ["封面", "总览", "热力图"]
    assert names[-7:] == ["证据", "量化成效", "问题", "评分标准", "说明", "选项", "_score"]
    assert [name.split()[0] for name in names[3:-7]] == ["1", "2", "3", "4", "5"]
    assert names[3] == "1 昭通市直机关创建工作小结"
    assert [sheet.title for sheet in values if sheet.sheet_state != "visible"] == ["选项", "_score"]


def test_the_overview_ranks_subjects_by_total(values, results):
    sheet, table = values["总览"], ranking(results.rubric)
    first = find_header(sheet, table) + 1
    rows = [
        [sheet.cell(row, table.number(key)).value for key in ("rank", "subject", "source", "total", "band")]
        for row in range(first, first + 5)
    ]
    assert rows == [
        [place, subject_name(card), said_of_source(card), card.total, card.band.name.zh]
        for place, card in enumerate(rank(results), 1)
    ]


def test_subjects_with_equal_totals_share_a_rank_and_keep_their_order(results, tmp_path):
    write_workbook(many(results, 10), tmp_path / "twins.xlsx", Lang.ZH, record)
    sheet, table = load_workbook(tmp_path / "twins.xlsx", data_only=True)["总览"], ranking(results.rubric)
    first = find_header(sheet, table) + 1
    rows = [[sheet.cell(first + n, c).value for c in (1, table.number("source"))] for n in range(3)]
    assert rows == [[1, "000-zhaotong.txt"], [1, "005-zhaotong.txt"], [3, "001-ningxia.txt"]]


def test_every_piece_of_evidence_has_its_row(values, results):
    rows = list(values["证据"].iter_rows(min_row=2, values_only=True))
    keys = [column.key for column in EVIDENCE.columns]
    assert [row[keys.index("id")] for row in rows] == evidence_ids(results)
    evidence = rank(results)[0].criteria[0].evidence[0]
    assert dict(zip(keys, rows[0], strict=True)) == {
        "subject": TITLES[0][1],
        "criterion": "A1",
        "title": "政治忠诚与“两个维护”",
        "grade": 3,
        "grade_name": "成效",
        "quote": evidence.quote,
        "place": "第2段 · 一、强化政治引领",
        "verdict": None,
        "regrade": None,
        "move": None,
        "comment": None,
        "counted_for": "A1",
        "counted_grade": 3,
        "why": evidence.why.zh,
        "cues": "第一议题",
        "agency": "市直机关工委",
        "figures": "126场次、2.8万余人次、98.6%",
        "copied": None,
        "id": evidence.id,
        "own": 10001,
        "accepted": 0,
        "regraded": 0,
        "moved": 0,
        "key": 10001,
        "piece": 1,
        "open": 10001,
    }


def test_cues_stand_out_in_quotes(written):
    cell = load_workbook(written, rich_text=True)["证据"].cell(2, EVIDENCE.number("quote"))
    assert isinstance(cell.value, CellRichText)
    blocks = [part for part in cell.value if isinstance(part, TextBlock)]
    assert [(block.text, block.font.b) for block in blocks] == [("第一议题", True)]


def test_each_criterion_has_its_row_and_no_two_standings_look_alike(values, results):
    card = next(c for c in results.scorecards if any(r.standing is Standing.NOT_APPLICABLE for r in c.criteria))
    sheet = next(s for s in values if s["A1"].value == card.report.title)
    header = find_header(sheet, SCORECARD)
    keys = [column.key for column in SCORECARD.columns]
    rows = {
        row[0]: dict(zip(keys, row, strict=True))
        for row in sheet.iter_rows(min_row=header + 1, max_row=header + 29, max_col=len(keys), values_only=True)
    }
    for result in card.criteria:
        row = rows[result.criterion.id]
        assert row["title"] == result.criterion.title.zh
        assert row["weight"] == result.criterion.weight
        assert row["why"] == result.why.zh
        assert row["row"] == f"{card.id}-{result.criterion.id}"
        assert row["machine"] == row["carried"] == row["level"]
        assert (row["review"], row["comment"]) == (None, None)
        match result.standing:
            case Standing.EVIDENCE:
                assert (row["level"], row["score"]) == (result.level, result.score)
                assert row["best"] == result.evidence[0].quote
            case Standing.NO_EVIDENCE:
                assert (row["level"], row["level_name"], row["score"]) == (0, "无证据", 0)
            case Standing.NOT_APPLICABLE:
                assert (row["level"], row["level_name"], row["score"]) == ("—", "不适用", "—")


def test_shortcomings_stand_below_the_scorecard_and_on_their_own_sheet(values, results):
    quotes = [s.quote for card in rank(results) for s in card.shortcomings]
    assert [row[3] for row in values["问题"].iter_rows(min_row=2, values_only=True)] == quotes
    card = rank(results)[1]
    below = {cell.value for row in values.worksheets[4].iter_rows() for cell in row}
    assert {s.quote for s in card.shortcomings} <= below


def test_unread_documents_are_named_with_their_reason(values, results):
    shown = {cell.value for row in values["总览"].iter_rows() for cell in row}
    assert {results.unread[0].source, results.unread[0].reason.zh} <= shown


def test_every_formula_carries_its_value(written):
    with ZipFile(written) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    cells = [match for sheet in sheets for match in FORMULA_CELL.findall(sheet)]
    assert len(cells) > 300
    assert all(re.fullmatch(rb"<v>[^<]+</v>", cell) for cell in cells)
    assert sum(sheet.count(b"<f>") for sheet in sheets) == len(cells)


def test_the_same_results_give_the_same_bytes_under_any_hash_seed(written, results, tmp_path):
    write_workbook(results, tmp_path / "again.xlsx", Lang.ZH, record)
    assert (tmp_path / "again.xlsx").read_bytes() == written.read_bytes()
    script = (
        "import sys; from pathlib import Path; "
        "from tests.unit.workbook.workbook_results import make_results, record;"
        "from scorer.model import Lang; from scorer.workbook.write import write_workbook;"
        "write_workbook(make_results(), Path(sys.argv[1]), Lang.ZH, record)"
    )
    env = os.environ | {
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "TZ": "Asia/Shanghai",
    }
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "other.xlsx")], env=env, check=True)
    assert (tmp_path / "other.xlsx").read_bytes() == written.read_bytes()


@pytest.mark.parametrize("lang", Lang)
def test_results_without_subjects_make_a_workbook_too(results, tmp_path, lang):
    write_workbook(replace(results, scorecards=(), copies=Copies()), tmp_path / "none.xlsx", lang, record)
    book = load_workbook(tmp_path / "none.xlsx", data_only=True)
    assert book.sheetnames == [label.say(lang) for label in labels.SHEETS] + ["_score"]
    assert labels.NONE_SCORED.say(lang) in {c.value for row in book.worksheets[1].iter_rows() for c in row}


@pytest.mark.parametrize("profile", ["-" * 23, "x" * 23, "4" * 23])
def test_nothing_met_nothing_applicable_and_all_met_are_written(results, tmp_path, profile):
    card = make_card(results.rubric, "edge.txt", "边界", profile)
    write_workbook(replace(results, scorecards=(card,)), tmp_path / "edge.xlsx", Lang.ZH, record)
    sheet = load_workbook(tmp_path / "edge.xlsx", data_only=True).worksheets[3]
    assert sheet["A5"].value == {"-": 0, "x": 0, "4": 100}[profile[0]]


def test_an_agency_names_its_scorecard_and_its_evidence_tells_the_report(results, tmp_path):
    card = replace(results.scorecards[0], agency="昭通市税务局")
    write_workbook(replace(results, scorecards=(card,)), tmp_path / "agency.xlsx", Lang.ZH, record)
    book = load_workbook(tmp_path / "agency.xlsx", data_only=True)
    assert book.sheetnames[3] == "1 昭通市税务局"
    assert book.worksheets[3]["C2"].value == f"见于 1 份材料：{card.report.source}"
    assert book["证据"].cell(2, EVIDENCE.number("place")).value == f"{card.report.source} 第2段 · {HEADINGS[0]}"


def test_pages_print_on_a4_one_page_wide(values):
    for sheet in values.worksheets[:-2]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text
    assert values["证据"].print_title_rows == "$1:$1"
    assert values["证据"].freeze_panes == "A2"
    assert values["证据"].auto_filter.ref == f"A1:S{len(evidence_ids(make_results())) + 1}"


def test_a_missing_folder_is_made(results, tmp_path):
    path = tmp_path / "missing" / "seeds-core.xlsx"
    write_workbook(results, path, Lang.ZH, record)
    assert path.exists()


def test_a_folder_that_cannot_be_made_is_told_with_a_remedy(results, tmp_path):
    (tmp_path / "taken").touch()
    path = tmp_path / "taken" / "seeds-core.xlsx"
    with pytest.raises(WorkbookError) as caught:
        write_workbook(results, path, Lang.ZH, record)
    for said in (caught.value.message.zh, caught.value.message.en):
        assert str(path) in said
        assert "--out" in said


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), ("Excel", "关闭")),
        (OSError(28, "No space left on device"), ("disk is full", "磁盘空间不足")),
        (OSError(5, "Input/output error"), ("Input/output error", "不能写入")),
    ],
)
def test_a_failed_write_leaves_what_was_there(results, tmp_path, monkeypatch, error, words):
    path = tmp_path / "seeds-core.xlsx"
    path.write_bytes(b"before")

    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(WorkbookError) as caught:
        write_workbook(results, path, Lang.ZH, record)
    assert words[0] in caught.value.message.en
    assert words[1] in caught.value.message.zh
    assert [p.name for p in tmp_path.iterdir()] == ["seeds-core.xlsx"]
    assert path.read_bytes() == b"before"


def test_a_written_workbook_may_be_read_by_whoever_may_read_new_files(results, tmp_path):
    (tmp_path / "plain").touch()
    write_workbook(results, tmp_path / "shared.xlsx", Lang.ZH, record)
    assert (tmp_path / "shared.xlsx").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_best_evidence_and_subjects_lead_to_their_rows_and_back(written, results):
    book = load_workbook(written)
    sheet = book.worksheets[3]
    row = find_header(sheet, SCORECARD) + 2
    link = sheet.cell(row, SCORECARD.number("best")).value
    place = "MATCH(1,EvidencePieces,0)"  # by its number, wherever its row has been sorted to
    assert link == f"=HYPERLINK(\"#'证据'!F\"&{place}+1,INDEX(EvidenceQuotes,{place}))"
    assert book["证据"]["A2"].value == f'=HYPERLINK("#\'{sheet.title}\'!A{row}","{TITLES[0][1]}")'
    overview, table = book["总览"], ranking(results.rubric)
    subject = overview.cell(find_header(overview, table) + 1, table.number("subject")).value
    assert subject == f"=HYPERLINK(\"#'{sheet.title}'!A1\",'{sheet.title}'!$A$1)"


def tiles(path: Path) -> dict[str, object]:
    """The overview's figures by their labels."""
    sheet = load_workbook(path, data_only=True)["总览"]
    return {sheet.cell(4, n).value: sheet.cell(5, n).value for n in range(1, sheet.max_column + 1)}


def test_subjects_that_were_set_aside_have_no_rank_and_leave_the_mean_alone(results, tmp_path):
    note = Text("材料与本标准无关。", "Not about the matter.")
    outside = replace(make_card(results.rubric, "菜谱.txt", "菜谱", "-" * 23), notes=(note,))
    empty = make_card(results.rubric, "a.txt", "空话", "-" * 23)
    cards = (outside, empty, results.scorecards[0])
    write_workbook(replace(results, scorecards=cards), tmp_path / "mean.xlsx", Lang.ZH, record)
    sheet, table = load_workbook(tmp_path / "mean.xlsx", data_only=True)["总览"], ranking(results.rubric)
    first = find_header(sheet, table) + 1
    rows = [[sheet.cell(first + n, c).value for c in (1, table.number("source"))] for n in range(3)]
    assert rows == [[1, "zhaotong.txt"], [2, "a.txt"], ["—", "菜谱.txt\n材料与本标准无关。"]]
    assert tiles(tmp_path / "mean.xlsx")["平均总分"] == results.scorecards[0].total / 2
    write_workbook(replace(results, scorecards=(outside,)), tmp_path / "none.xlsx", Lang.ZH, record)
    assert tiles(tmp_path / "none.xlsx")["平均总分"] == tiles(tmp_path / "none.xlsx")["最高总分"] == "—"


def test_the_rubric_is_printed_for_people_in_short(results, tmp_path):
    rubric = results.rubric
    cues = Cues(
        terms=tuple(f"词{n}" for n in range(200)),
        together=tuple((("甲", "乙", "丙"), (f"组{n}",)) for n in range(20)),
        patterns=(r"开展.{0,8}(活动|行动)", r"\d+件"),
    )
    criterion = replace(rubric.criteria[0], cues=cues)
    dimension = replace(rubric.dimensions[0], criteria=(criterion, *rubric.dimensions[0].criteria[1:]))
    changed = replace(rubric, dimensions=(dimension, *rubric.dimensions[1:]))
    write_workbook(replace(results, rubric=changed), tmp_path / "short.xlsx", Lang.ZH, record)
    cells = [str(c.value) for row in load_workbook(tmp_path / "short.xlsx")["评分标准"].iter_rows() for c in row]
    assert not [text for text in cells if ".{0," in text or "\\d" in text]
    terms, combined, patterns = next(text for text in cells if "词0" in text).split("\n")
    assert terms.startswith("单独成立：词0、词1、")
    assert terms.endswith("词65… 等 200 个")
    assert combined.startswith("同句并见：（甲／乙…）＋组0；（甲／乙…）＋组1；")
    assert combined.endswith("组11 … 等 20 组")
    assert patterns == "另有 2 条模式，见评分标准文件"


def test_a_row_of_shortcomings_is_as_high_as_its_highest_cell(results, tmp_path):
    card = rank(results)[1]
    heading = "一个很长的标题" * 40
    first = replace(card.shortcomings[0], sentence=replace(card.shortcomings[0].sentence, heading=heading))
    write_workbook(
        replace(results, scorecards=(replace(card, shortcomings=(first, *card.shortcomings[1:])),)),
        tmp_path / "high.xlsx",
        Lang.ZH,
        record,
    )
    sheet = load_workbook(tmp_path / "high.xlsx").worksheets[3]
    heights = {
        cell.value: sheet.row_dimensions[cell.row].height for row in sheet.iter_rows() for cell in row if cell.value
    }
    assert heights[first.quote] > 100 > heights[card.shortcomings[1].quote]
