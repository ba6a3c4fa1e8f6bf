"""The list of commands as it is shown on a narrow terminal."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from scorer.cli.command import run


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", [[], ["rubric"]])
def test_what_each_command_does_is_told_whole_on_eighty_columns(
    words: list[str], lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*words, "--help", "--lang", lang]) == 0
    listed = capsys.readouterr().out.split("Commands:\n")[1].split("Usage:")[0].splitlines()
    assert len(listed) >= 6
    for line in listed:
        assert cell_len(line) <= 80
        assert line.endswith((".", "。"))
        assert not line.endswith("...")
