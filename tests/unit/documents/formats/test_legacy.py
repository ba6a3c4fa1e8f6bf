import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scorer.documents.formats import legacy
from scorer.errors import DocumentError
from tests.office.office import LIMIT, environment, find_soffice
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


@pytest.mark.skipif(find_soffice() is None, reason="needs LibreOffice")
def test_a_document_that_libreoffice_saved(tmp_path: Path) -> None:
    (tmp_path / "source.docx").write_bytes(source())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(find_soffice()), profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "source.docx")], capture_output=True, timeout=LIMIT, env=environment())
    made = tmp_path / "source.doc"
    if not made.exists():
        pytest.skip("needs LibreOffice Writer")
    assert legacy.read(made.read_bytes()).blocks == EXPECTED
    assert "已损坏" in reason(made.read_bytes()[:3000])


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
