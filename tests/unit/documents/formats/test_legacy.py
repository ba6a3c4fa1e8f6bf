import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from scorer.documents.formats import legacy
from scorer.errors import DocumentError
from tests.office.conversion import converted
from tests.unit.documents.compound import compound
from tests.unit.documents.formats.test_office_made import EXPECTED, source

DOCUMENT = compound("WordDocument")


def reason(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        legacy.read(data)
    return caught.value.message.zh


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of LibreOffice; what it does is for the test to write."""
    path = tmp_path / "soffice"
    monkeypatch.setattr(legacy, "find_program", lambda: path)
    return path


def write(program: Path, script: str) -> None:
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)


def test_a_document_that_libreoffice_saved(tmp_path: Path) -> None:
    (tmp_path / "source.docx").write_bytes(source())
    made = converted(tmp_path / "source.docx", "doc", tmp_path)
    assert legacy.read(made.read_bytes()).blocks == EXPECTED
    assert "已损坏" in reason(made.read_bytes()[:3000])


def test_a_sheet_that_libreoffice_saved(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.title = "台账"
    workbook.active.append(["单位", "做法"])
    workbook.active.append(["甲局", "组织学习12次"])
    workbook.save(tmp_path / "source.xlsx")
    made = converted(tmp_path / "source.xlsx", "xls", tmp_path)
    blocks = legacy.read(made.read_bytes()).blocks
    assert [(block.cell, block.text) for block in blocks] == [
        ("台账!A1", "单位"),
        ("台账!B1", "做法"),
        ("台账!A2", "甲局"),
        ("台账!B2", "组织学习12次"),
    ]


def test_a_sheet_that_takes_a_password_is_named_as_such(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["组织学习12次"])
    workbook.save(tmp_path / "source.xlsx")
    sheet = converted(tmp_path / "source.xlsx", "xls", tmp_path).read_bytes()
    begin = b"\x09\x08\x10\0\0\x06\x05\0"  # the record that the cells begin with, of 16 bytes
    at = sheet.index(begin) + 20
    assert "已加密" in reason(sheet[:at] + b"\x2f\0" + sheet[at + 2 :])
    assert "已损坏" in reason(sheet[:at])


def test_without_libreoffice_it_says_how_to_get_it_or_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_program", lambda: None)
    said = reason(DOCUMENT)
    assert "另存为 .docx" in said
    assert "LibreOffice" in said


def test_other_files_are_not_handed_to_libreoffice(program: Path) -> None:
    assert "不是旧版" in reason(b"{\\rtf1}")
    assert not program.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs scripts that are programs")
def test_a_program_that_hangs_is_ended_and_leaves_nothing(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "SECONDS", 0.5)
    monkeypatch.setattr(legacy, "_GRACE", 0.1)
    monkeypatch.setattr(legacy.tempfile, "tempdir", str(tmp_path))
    note = tmp_path / "pid"
    write(
        program, f"import os, pathlib, time\npathlib.Path({str(note)!r}).write_text(str(os.getpid()))\ntime.sleep(60)"
    )
    assert "用时过长" in reason(DOCUMENT)
    assert subprocess.run(["ps", "-p", note.read_text()], capture_output=True, check=False).returncode == 1
    assert not list(tmp_path.glob("score-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs scripts that are programs")
@pytest.mark.parametrize(("script", "said"), [("raise SystemExit(1)", "已损坏"), ("", "已损坏")])
def test_a_program_that_makes_nothing(program: Path, script: str, said: str) -> None:
    write(program, script)
    assert said in reason(DOCUMENT)


@pytest.mark.skipif(sys.platform == "win32", reason="needs scripts that are programs")
def test_a_program_that_cannot_be_started(program: Path) -> None:
    assert "需要 LibreOffice" in reason(DOCUMENT)
    program.write_text("x")
    assert "没能读取" in reason(DOCUMENT)


@pytest.mark.skipif(shutil.which("true") is None, reason="needs a Unix")
def test_macros_and_links_are_off_in_the_profile(tmp_path: Path) -> None:
    legacy._write_settings(tmp_path / "user")
    settings = (tmp_path / "user" / "registrymodifications.xcu").read_text("utf-8")
    assert 'name="DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert 'name="Link" oor:op="fuse"><value>0<' in settings
