from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.cli.ends import NOT_DONE, fail
from scorer.cli.foreign import file_part, plain, show_line
from scorer.cli.tables import show_table
from scorer.model import Lang, Text

OBEYED = "\x1b[2J\x9b31m\a\r\u202e"


def test_nothing_reaches_the_terminal_that_it_would_obey(capsys: pytest.CaptureFixture[str]) -> None:
    show_line(f"甲{OBEYED}乙\n丙")
    show_line(f"甲{OBEYED}", err=True)
    show_table(f"题{OBEYED}", ["单位", "分"], [[f"甲{OBEYED}\n注", "1"]], Lang.ZH)
    assert fail(Text(f"错{OBEYED}\n二", ""), Lang.ZH) == NOT_DONE
    out, err = capsys.readouterr()
    assert not set(out + err) & set("\x1b\x9b\a\r\u202e")
    assert out.startswith("甲[2J31m乙 丙\n")
    assert err == "甲[2J31m\n错[2J31m\n二\n"


@pytest.mark.parametrize("name", ["../../x", "/srv/x", "..\\x", "C:\\x", "C:x", "a\0b", "\ud800", "字" * 300])
def test_a_name_leads_into_no_other_folder(name: str) -> None:
    part = file_part(name)
    assert not set(part) & set("/\\:\0")
    assert len(part.encode()) <= 200


@pytest.mark.parametrize("name", ["昭通", "seeds", "报告 v1.2+3", "a--b…", "字" * 60 + "+12", ""])
def test_an_ordinary_name_stays_as_it_is(name: str) -> None:
    assert file_part(name) == name


@given(st.text())
def test_plain_words_are_one_line(words: str) -> None:
    assert len(plain(words).splitlines()) <= 1
