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
"""
EXAMPLES = "examples:\n  首题: [党组会漏了一题。]\n"
USING = changed(
    ("id: small", "id: small\nlexicon: words.yaml"),
    ("terms: [主题党日, 第一议题]", "use: [首题]\n          terms: [主题党日]"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    texts = {
        "my": SMALL,
        "double": DOUBLE,
        "light": LIGHT,
        "using": USING,
        "words": LEXICON,
        "words.examples": EXAMPLES,
    }
    for name, text in texts.items():
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
                "留一个即可（A1 的 terms 第 3 个）",
                "没有错误，提醒 1 处",
            ],
        )

    def test_errors_fail_and_files_are_checked_together(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, lines = _said(capsys, "check", "light.yaml", "double.yaml", "light.yaml", "--lang", "en")
        assert (code, len(lines)) == (2, 4)
        assert lines[-1] == "2 errors, 1 warnings (2 files: light.yaml, double.yaml)"

    def test_places_are_told_by_id_and_number_too(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        text = USING.replace("grade: 2}", "grade: 7}").replace("weight: 40\n    criteria", "weight: 四\n    criteria")
        (folder / "my.yaml").write_text(text.replace("use: [首题]", "use: [首题，二]"), encoding="utf-8")
        code, lines = _said(capsys, "check", "my.yaml")
        assert (code, [line.rpartition("（")[2] for line in lines[:-1]]) == (
            2,
            ["A1 的 use 第 1 个）", "A1 的 examples 第 1 个 grade）", "B 的 weight）"],
        )

    def test_of_several_files_it_is_said_which_have_no_errors(self, capsys: pytest.CaptureFixture[str]) -> None:
        said = _said(capsys, "check", "my.yaml", "words.yaml")
        assert said == (0, ["没有错误（2 个文件：my.yaml、words.yaml）"])

    def test_a_file_that_is_no_yaml_is_called_so(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "README.md").write_text("# 说明\n\n- 甲: 乙: 丙\n", encoding="utf-8")
        assert _said(capsys, "check", "README.md") == (
            2,
            ["README.md: 不是 YAML 文件。评分标准和词库的文件名以 .yaml 结尾"],
        )

    def test_a_rubric_under_another_name_is_checked_all_the_same(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "my.yaml").rename(folder / "my.v2")
        assert _said(capsys, "check", "my.v2") == (0, ["没有错误"])

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

    @pytest.mark.parametrize("name", ["words.yaml", "words.examples.yaml"])
    def test_a_lexicon_and_its_examples_are_checked_and_have_no_coverage_of_their_own(
        self, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert _said(capsys, "check", name, "--uncovered") == (0, ["没有错误"])

    def test_a_fault_of_the_examples_is_told_once_whatever_leads_to_it(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "words.examples.yaml").write_text("examples:\n  首提: [党组会漏了一题。]\n", encoding="utf-8")
        assert _said(capsys, "check", "using.yaml", "words.yaml", "words.examples.yaml") == (
            2,
            [
                "words.examples.yaml:2:3: examples.首提: 词库里没有词组“首提”。相近的有：首题",
                "错误 1 处，提醒 0 处（3 个文件：using.yaml、words.yaml、words.examples.yaml）",
            ],
        )

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
            "words.examples.yaml:2:8: example of A1, set “首题”",
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

    def test_of_several_rubrics_those_that_have_what_is_asked_for_are_tried(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "other.yaml").write_text(SMALL.replace("id: B1", "id: B2"), encoding="utf-8")
        assert _said(capsys, "test", "my.yaml", "other.yaml", "--only", "B2") == (
            0,
            ["other.yaml：2 句，通过 2，未通过 0；线索词 2 个，例句用到 1 个（50.0%）"],
        )
        code, lines = _said(capsys, "test", "my.yaml", "other.yaml", "--only", "A1", "--only", "B3")
        assert code == 2
        assert lines == ["--only：评分标准 small、small 都没有叫“B3”的项，也没有用这个词组。相近的有：B2、B1"]

    def test_a_set_that_is_used_and_has_nothing_that_speaks_alone_may_be_asked_for(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "words.yaml").write_text(LEXICON.replace("terms: [第一议题]", "headings: [学习]"), encoding="utf-8")
        (folder / "words.examples.yaml").unlink()
        assert _said(capsys, "test", "using.yaml", "--only", "首题") == (
            0,
            ["using.yaml：0 句，通过 0，未通过 0；线索词 0 个，例句用到 0 个（—）"],
        )

    def test_help_of_check_names_all_that_it_checks(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "检查评分标准、词库和词组的例句" in _said(capsys, "check", "--help")[1][2]
