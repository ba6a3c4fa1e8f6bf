"""`score rubric check` and `score rubric test` as their users see them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scorer.cli.command import run
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from pathlib import Path

DOUBLE = changed(("[主题党日, 第一议题]", "[主题党日, 第一议题, 主题党日]"))
LIGHT = changed(("weight: 40\n    criteria", "weight: 30\n    criteria"))
LEXICON = """\
id: words
title: {zh: 词库, en: Words}
sets:
  首题:
    terms: [第一议题]
    examples: [党组会漏了一题。]
"""
USING = changed(
    ("id: small", "id: small\nlexicon: words.yaml"),
    ("terms: [主题党日, 第一议题]", "use: [首题]\n          terms: [主题党日]"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name, text in {"my": SMALL, "double": DOUBLE, "light": LIGHT, "using": USING, "words": LEXICON}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    code = run(["rubric", *words])
    captured = capsys.readouterr()
    return code, (captured.out + captured.err).splitlines()


@pytest.mark.usefixtures("folder")
class TestCheck:
    def test_a_rubric_that_holds(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert _said(capsys, "check", "my.yaml") == (0, ["没有错误"])

    def test_warnings_do_not_fail(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert _said(capsys, "check", "double.yaml") == (
            0,
            [
                "提醒 double.yaml:26:31: dimensions[0].criteria[0].cues.terms[2]: “主题党日”在这个列表里写了 2 次。"
                "留一个即可",
                "没有错误，提醒 1 处",
            ],
        )

    def test_errors_fail_and_files_are_checked_together(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, lines = _said(capsys, "check", "light.yaml", "double.yaml", "light.yaml", "--lang", "en")
        assert (code, len(lines), lines[-1]) == (2, 4, "2 errors, 1 warnings")

    def test_what_no_example_exercises_is_listed_where_asked(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert _said(capsys, "check", "my.yaml", "--uncovered") == (
            0,
            [
                "A1  1  my.yaml",
                "     26  terms: 第一议题",
                "",
                "B1  1  my.yaml",
                "     40  terms: 为民办事",
                "",
                "my.yaml：线索词 4 个，例句用到 2 个（50.0%）",
                "没有错误",
            ],
        )

    def test_a_lexicon_is_checked_and_has_no_coverage_of_its_own(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert _said(capsys, "check", "words.yaml", "--uncovered") == (0, ["没有错误"])

    def test_as_sarif_problems_and_uncovered_cues_are_results(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, lines = _said(capsys, "check", "double.yaml", "--format", "sarif", "--uncovered")
        [log] = json.loads("\n".join(lines))["runs"]
        told = [(one["ruleId"], one["level"], one["message"]["text"]) for one in log["results"]]
        assert code == 0
        assert told == [
            ("twice", "warning", "“主题党日”在这个列表里写了 2 次。留一个即可"),
            ("unexercised", "note", "没有例句用到“第一议题”。补一个用到它的例句，或删去它"),
            ("unexercised", "note", "没有例句用到“为民办事”。补一个用到它的例句，或删去它"),
        ]

    def test_as_sarif_errors_fail_too(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, lines = _said(capsys, "check", "light.yaml", "--format=sarif")
        [log] = json.loads("\n".join(lines))["runs"]
        assert (code, [one["level"] for one in log["results"]]) == (2, ["error", "error"])

    def test_another_format_is_refused_with_those_there_are(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert _said(capsys, "check", "my.yaml", "--format", "xml") == (
            2,
            ["--format 的值不对，应为 text 或 sarif。用法见 score rubric check --help"],
        )


@pytest.mark.usefixtures("folder")
class TestTest:
    def test_the_sum_tells_sentences_and_coverage(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert _said(capsys, "test", "my.yaml") == (
            0,
            ["my.yaml：4 句，通过 4，未通过 0；线索词 4 个，例句用到 2 个（50.0%）"],
        )

    def test_a_failure_tells_sentence_result_reason_and_remedy(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "my.yaml").write_text(changed(("机关开展主题党日", "食堂开展主题党日")), encoding="utf-8")
        assert _said(capsys, "test", "my.yaml", "--only", "A1") == (
            2,
            [
                "my.yaml:29:13: A1 的例句",
                "    句子：食堂开展主题党日活动。",
                "    结果：应命中而没有命中任何项",
                "    原因：句中有“食堂”，标准规定有这样的词就不算这一项",
                "    原因：线索词“主题党日”",
                "    怎么改：补一个说这件事的线索词，或把例句改得更明白；若被别处排除，改那条规则",
                "",
                "my.yaml：2 句，通过 1，未通过 1；线索词 2 个，例句用到 0 个（0.0%）",
            ],
        )

    def test_a_failure_of_a_set_names_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, lines = _said(capsys, "test", "using.yaml", "--only", "首题", "--lang", "en")
        assert code == 2
        assert lines == [
            "words.yaml:6:16: example of A1, set “首题”",
            "    Sentence: 党组会漏了一题。",
            "    Result: should match, but matches no criterion",
            "    Why: no cue in it counts",
            "    What to do: add a cue for what it tells, or word the example more plainly;",
            "        where a rule excludes it, change the rule",
            "",
            "using.yaml: 1 sentences, 0 passed, 1 failed; 0 of 1 cues exercised (0.0%)",
        ]

    def test_a_set_that_the_rubric_does_not_use_is_told_with_those_like_it(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert _said(capsys, "test", "using.yaml", "--only", "首先") == (
            2,
            ["--only：评分标准 small 没有叫“首先”的项，也没有用这个词组。相近的有：首题"],
        )
