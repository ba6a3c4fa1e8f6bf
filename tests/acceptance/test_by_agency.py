"""One scorecard for each agency over all reports: scored, reviewed in LibreOffice, merged."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from openpyxl import load_workbook

from tests.acceptance.test_command import SEEDS, results, score
from tests.office import office
from tests.office.steps import SetCell
from tests.unit.workbook.reviewed import places

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = ("changji.txt", "ningxia.txt")
NAME = "材料-by-agency-core"
ENOUGH = 8  # as the core rubric says
Data = dict[str, Any]
needs_office = pytest.mark.skipif(not office.installed(), reason="needs LibreOffice")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where two roundups were scored by agency, and by report."""
    folder = tmp_path_factory.mktemp("agencies")
    (folder / "材料").mkdir()
    for name in REPORTS:
        shutil.copy(SEEDS / name, folder / "材料")
    for more in (("--by", "agency"), ("--format", "json")):
        run = score("材料", *more, cwd=folder)
        assert (run.returncode, run.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def data(folder: Path) -> Data:
    return results(folder / "reports" / f"{NAME}.json")


def pieces(data: Data) -> list[Data]:
    return [piece for card in data["reports"] for result in card["criteria"] for piece in result["evidence"]]


def judged(card: Data) -> int:
    return sum(result["standing"] == "evidence" for result in card["criteria"])


def agency(data: Data, name: str) -> Data:
    return next(card for card in data["reports"] if card["agency"] == name)


def test_results_validate_and_say_what_their_subjects_are(data: Data) -> None:
    schema = json.loads(resources.files("scorer.results").joinpath("results.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    assert data["by"] == "agency"
    assert all(card["agency"] == card["id"] for card in data["reports"])


def test_every_piece_of_evidence_goes_to_one_agency_and_none_is_lost(folder: Path, data: Data) -> None:
    by_report = results(folder / "reports" / "材料-core.json")
    assert sorted(piece["id"] for piece in pieces(data)) == sorted(piece["id"] for piece in pieces(by_report))


def test_every_quote_stands_in_the_report_that_is_named_with_it(data: Data) -> None:
    texts = {name: (SEEDS / name).read_text(encoding="utf-8") for name in REPORTS}
    for card in data["reports"]:
        sources = {one["source"] for one in card["sources"]}
        for result in card["criteria"]:
            for piece in result["evidence"]:
                assert texts[piece["source"]][piece["start"] : piece["end"]] == piece["quote"]
                assert piece["source"] in sources


def test_deeds_are_those_of_the_agency_named_in_front_of_them(data: Data) -> None:
    quotes = [piece["quote"] for result in agency(data, "昌吉州财政局")["criteria"] for piece in result["evidence"]]
    assert quotes
    assert all("财政局" in quote for quote in quotes)


def test_what_is_not_told_is_no_material_and_too_little_has_no_total(data: Data) -> None:
    standings = {result["standing"] for card in data["reports"] for result in card["criteria"]}
    assert standings == {"evidence", "no_material"}
    totals = {card["agency"]: card["total"] for card in data["reports"]}
    assert {name for name, total in totals.items() if total is None} == {
        card["agency"] for card in data["reports"] if judged(card) < ENOUGH
    }
    assert 1 < sum(total is not None for total in totals.values()) < len(totals)
    assert all((card["band"] is None) == (card["total"] is None) for card in data["reports"])


def test_any_number_of_processes_gives_the_same_bytes(folder: Path) -> None:
    run = score("材料", "--by", "agency", "--jobs", "2", "--out", "两个进程", cwd=folder)
    assert run.returncode == 0
    for suffix in (".json", ".xlsx"):
        one, two = ((folder / out / f"{NAME}{suffix}").read_bytes() for out in ("reports", "两个进程"))
        assert one == two


def test_a_document_that_is_about_something_else_is_told_of_beside_the_agencies(folder: Path) -> None:
    (folder / "公报.txt").write_text("统计公报\n\n全年粮食产量12万吨，比上年增长3%。\n", encoding="utf-8")
    run = score("材料", "公报.txt", "--by", "agency", "--out", "另", cwd=folder)
    assert run.returncode == 0
    (remark,) = results(folder / "另" / "材料+1-by-agency-core.json")["remarks"]
    assert remark["source"] == "公报.txt"
    assert "与本标准无关" in remark["text"]
    overview = load_workbook(folder / "另" / "材料+1-by-agency-core.xlsx")["总览"]
    assert "公报.txt" in {cell.value for row in overview.iter_rows() for cell in row}


@needs_office
def test_libreoffice_computes_what_the_workbook_shows(folder: Path) -> None:
    path = folder / "reports" / f"{NAME}.xlsx"
    compared = same_values(path)
    assert compared > 1000


def same_values(path: Path) -> int:
    computed, shown = office.all_values(path), load_workbook(path, data_only=True)
    compared = 0
    for sheet in load_workbook(path):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            ours, theirs = shown[sheet.title][cell.coordinate].value, computed[sheet.title].get(cell.coordinate)
            where = f"{sheet.title}!{cell.coordinate} {cell.value}"
            assert theirs == (pytest.approx(ours) if isinstance(ours, int | float) else ours), where
            compared += 1
    return compared


@needs_office
def test_levels_that_a_reviewer_adds_make_enough_and_merge_to_what_the_workbook_shows(folder: Path, data: Data) -> None:
    """Of an agency of which little is told, a reviewer who knows it judges as many criteria as are needed."""
    thin = next(card for card in data["reports"] if card["total"] is None)
    path, back = folder / "reports" / f"{NAME}.xlsx", folder / "交回" / "王.xlsx"
    back.parent.mkdir()
    rows = places(path).rows
    silent = [one["id"] for one in thin["criteria"] if one["standing"] == "no_material"][: ENOUGH - judged(thin)]
    at = {id_: rows[f"{thin['id']}-{id_}"] for id_ in silent}
    entries = [SetCell(sheet, f"F{row}", 3) for sheet, row in at.values()]
    entries.append(SetCell("封面", "B4", "王"))
    office.edit(path, entries, back)
    sheet = next(iter(at.values()))[0]
    total = office.values(back, {sheet: ["A5"]})[sheet]["A5"]
    assert isinstance(total, float)
    run = score("merge", "交回", "--out", "合并", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert thin["id"] in run.stdout
    merged = results(folder / "合并" / f"{NAME}-merged.json")
    card = next(one for one in merged["cards"] if one["id"] == thin["id"])
    assert card["total"] == pytest.approx(total)
    assert card["machine_total"] is None
    others = [one for one in merged["cards"] if one["id"] != thin["id"]]
    assert {one["id"]: one["total"] for one in others} == {
        one["id"]: one["total"] for one in data["reports"] if one["id"] != thin["id"]
    }
    assert same_values(folder / "合并" / f"{NAME}-merged.xlsx") > 1000


def test_results_by_agency_and_by_report_are_not_compared(folder: Path) -> None:
    run = score("compare", "reports/材料-core.json", f"reports/{NAME}.json", cwd=folder)
    assert run.returncode == 2
    assert "一份按材料评、一份按单位评" in run.stderr


def test_screens_name_agencies_and_show_no_points_where_there_is_no_material(folder: Path) -> None:
    run = score("材料", "--by", "agency", "--out", "屏幕", "--format", "json", cwd=folder)
    row = next(line for line in run.stdout.splitlines() if "昌吉州财政局" in line)
    cells = [cell.strip() for cell in row.strip("│").split("│")]
    assert cells[1:3] == ["—", "材料不足"]
    assert "0.0" not in cells
    assert f"总分只按有材料的项折算，“—”是没有材料；有材料的项少于 {ENOUGH} 项" in run.stdout
    compared = score("compare", f"reports/{NAME}.json", f"屏幕/{NAME}.json", "--out", "对比", cwd=folder)
    assert (compared.returncode, compared.stderr) == (0, "")
    assert "昌吉州直机关" in compared.stdout
    assert "│ changji.txt" not in compared.stdout


def test_a_list_of_agencies_by_report_tells_whose_the_deeds_are_and_says_so(folder: Path) -> None:
    (folder / "名录.yaml").write_text("agencies:\n  - name: 昌吉州财政局\n", encoding="utf-8")
    run = score("材料", "--agencies", "名录.yaml", "--out", "按材料", "--format", "json", cwd=folder)
    assert run.returncode == 0
    assert run.stderr == "没有写 --by agency，仍是一份材料一张评分卡；名录只用来认出证据是哪个单位做的\n"
    assert results(folder / "按材料" / "材料-core.json")["by"] == "report"


def test_an_archive_that_is_not_there_names_its_option(folder: Path) -> None:
    run = score("材料", "--against", "往年", cwd=folder)
    assert run.returncode == 2
    assert run.stderr.startswith("存档材料（--against）：找不到 往年")
