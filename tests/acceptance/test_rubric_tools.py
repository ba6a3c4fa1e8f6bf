"""`score rubric new` and `score rubric diff` as an author runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.test_command import ROOT, score
from tests.acceptance.test_explain import REPORT, RUBRIC

SCHEMA = (ROOT / "rubrics" / "rubric.schema.json").read_bytes()


# --- new ---------------------------------------------------------------------------------------


def test_a_new_rubric_holds_passes_its_own_test_and_scores(tmp_path: Path) -> None:
    (tmp_path / "标准").mkdir()
    made = score("rubric", "new", "标准/mine.yaml", "--title", "某局标准", "--from", "a，E", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith("已写出 标准/mine.yaml\n")
    path = tmp_path / "标准" / "mine.yaml"
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=./rubric.schema.json\n")
    assert (path.parent / "rubric.schema.json").read_bytes() == SCHEMA
    for command in ("check", "test"):
        done = score("rubric", command, path, cwd=tmp_path)
        assert done.returncode == 0, done.stdout
    shown = score("rubric", "show", path, cwd=tmp_path).stdout
    assert shown.startswith("某局标准  mine 0.1.0\n")
    assert [line[0] for line in shown.splitlines() if line[:1] in tuple("ABCDE")] == ["A", "E"]
    assert score(ROOT / "seeds" / "qingpu.txt", "--rubric", path, "--format", "json", cwd=tmp_path).returncode == 0


def test_the_id_is_said_that_a_file_with_a_chinese_name_gets(tmp_path: Path) -> None:
    longest = "长" * 2000
    made = score("rubric", "new", "我的标准.yaml", "--title", longest, cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines()[1] == (
        "代号是 mine，结果文件的名称里用它。要换，改文件开头的 id: mine，只用英文小写字母、数字、- 和 _"
    )
    assert score("rubric", "check", "我的标准.yaml", cwd=tmp_path).returncode == 0


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("我的", encoding="utf-8")
    again = score("rubric", "new", "mine.yaml", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == "mine.yaml: 已经有这个文件，没有动它。请换一个名称，或先把它移走\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "我的"


def test_a_schema_that_is_not_the_tools_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "rubric.schema.json").write_text("{}", encoding="utf-8")
    made = score("rubric", "new", "mine.yaml", "--from", "E", "--lang", "en", cwd=tmp_path)
    assert made.returncode == 0
    assert "rubric.schema.json is something else and was left alone" in made.stdout
    assert json.loads((tmp_path / "rubric.schema.json").read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["mine.txt"], "mine.txt: 评分标准的文件名要以 .yaml 结尾，如 mine.yaml"),
        (
            ["mine.examples.yaml"],
            "mine.examples.yaml: 名称以 .examples.yaml 结尾的文件只放词库的例句，不能是评分标准。"
            "请换一个名称，如 mine.yaml\n",
        ),
        (["长" * 300 + ".yaml"], f"{'长' * 300}.yaml: 建不了这个文件（"),
        (["长" * 300 + "/mine.yaml"], f"{Path('长' * 300, 'mine.yaml')}: 建不了这个文件（"),
        (["mine.yaml", "--from", "A,Q"], "核心标准没有大类 Q。可写：A、B、C、D、E"),
        (["mine.yaml", "--id", "我局"], "代号 我局 的写法不对"),
        (["mine.yaml", "--id", "core"], "代号 core 是自带标准的，结果会混在一起。请换一个"),
        (["mine.yaml", "--title", " "], "名称不能为空"),
        (["mine.yaml", "--title", "长" * 2001], "名称有 2001 个字，太长。至多 2000 个字"),
        (["gone/deep/mine.yaml"], f"{Path('gone/deep')}: 没有这个文件夹。请先建好，或换一个位置"),
        ([], "还缺参数：请写出新文件的名称，如 score rubric new mine.yaml"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(arguments: list[str], said: str, tmp_path: Path) -> None:
    made = score("rubric", "new", *arguments, cwd=tmp_path)
    assert made.returncode == 2
    assert made.stderr.startswith(said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
def test_in_a_terminal_it_asks_and_asks_again_where_the_answer_will_not_do(tmp_path: Path) -> None:
    import pty

    outer, inner = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "scorer", "rubric", "new", "档案.yaml"],
        cwd=tmp_path,
        stdin=inner,
        stdout=inner,
        stderr=inner,
    ) as process:
        os.close(inner)
        shown = ""
        for question, answer in (
            ("标准的名称（回车：新评分标准）：", "档案局标准"),
            ("（回车：mine）：", "core"),
            ("（回车：mine）：", ""),
            ("（回车：A,B,C,D,E）：", "D E"),
            ("--rubric", None),
        ):
            shown = ""
            while question not in shown:
                shown += os.read(outer, 4096).decode(errors="ignore")
            if answer is not None:
                os.write(outer, f"{answer}\n".encode())
        assert process.wait(60) == 0
    os.close(outer)
    text = (tmp_path / "档案.yaml").read_text(encoding="utf-8")
    assert 'id: mine\nversion: "0.1.0"\ntitle: 档案局标准\n' in text
    assert text.count("\n  - id: ") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody may make a file")
def test_where_no_file_can_be_made_it_says_what_to_do(tmp_path: Path) -> None:
    made = score("rubric", "new", "/proc/mine.yaml", cwd=tmp_path)
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr.startswith("/proc/mine.yaml: 建不了这个文件（")
    assert made.stderr.endswith("）。请换一个位置，或换一个短些的名称\n")


# --- diff --------------------------------------------------------------------------------------

DIFFERENT = """\
小标准 small 1
得分不能直接前后比：同一份材料按两份标准评，得分可能不同。
会影响得分的改动
  S1 理论学习
    - 词，去掉 1 个：理论学习
    - 同句组合，去掉 1 个：读书班 + 党员／干部
不影响得分的改动
  文字、例句等
    - V1 的名称：“志愿服务” → “志愿”

                        得分的变化
┏━━━━━━━━━━━━━━━━━━┳━━━━━━┳━━━━━━┳━━━━━━━┳━━━━┳━━━━┳━━━━━━┓
┃ 被评单位         ┃   前 ┃   后 ┃ 升降  ┃ 升 ┃ 降 ┃ 评定 ┃
┡━━━━━━━━━━━━━━━━━━╇━━━━━━╇━━━━━━╇━━━━━━━╇━━━━╇━━━━╇━━━━━━┩
│ report.txt       │ 58.0 │ 10.0 │ -48.0 │  0 │  1 │ 达标 │
└──────────────────┴──────┴──────┴───────┴────┴────┴──────┘
report.txt
  S1 理论学习：3 级 → 没有证据（-48.0 分），原来较强的证据这次没有了
    - 3 级 “晴川县档案局机关全年共开展理论学习24次，印发12条措施，组织党员办起读
      书班，全体干部都参加了进来，形成了比较浓厚的氛围…”
"""


def edited() -> str:
    text = RUBRIC.replace("terms: [理论学习, 讲党课]", "terms: [讲党课]").replace("together:", "# together:")
    return text.replace("title: 志愿服务", "title: 志愿")


def test_diff_tells_what_changed_whether_scores_compare_and_whose_move(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(edited(), encoding="utf-8")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    told = score("rubric", "diff", "old.yaml", "new.yaml", "report.txt", cwd=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert "\n".join(line.rstrip() for line in told.stdout.splitlines()) + "\n" == DIFFERENT
    assert sorted(tmp_path.iterdir()) == before


def test_diff_tells_the_weight_or_share_where_it_alone_moves_points(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(RUBRIC, encoding="utf-8")
    heavier = RUBRIC.replace("weight: 60", "weight: 70").replace("weight: 40", "weight: 30")
    (tmp_path / "new.yaml").write_text(heavier, encoding="utf-8")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    told = score("rubric", "diff", "old.yaml", "new.yaml", "report.txt", cwd=tmp_path).stdout.splitlines()
    assert "  S1 理论学习：3 级 → 3 级（+8.0 分），满分 60 → 70" in told
    (tmp_path / "new.yaml").write_text(RUBRIC.replace("0.5, 0.8, 1]", "0.5, 0.9, 1]"), encoding="utf-8")
    told = score("rubric", "diff", "old.yaml", "new.yaml", "report.txt", cwd=tmp_path).stdout.splitlines()
    assert "  S1 理论学习：3 级 → 3 级（+6.0 分），这一级的得分比例 80% → 90%" in told


def test_diff_shows_a_band_that_changed_also_where_only_the_bands_were_edited(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(RUBRIC.replace("at_least: 60", "at_least: 55"), encoding="utf-8")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    told = score("rubric", "diff", "old.yaml", "new.yaml", "report.txt", cwd=tmp_path).stdout.splitlines()
    assert "│ report.txt       │ 58.0 │ 58.0 │ +0.0 │  0 │  0 │ 达标 → 优秀 │" in told
    assert told[-1].startswith("└")


def test_diff_says_so_where_scores_stay_comparable(tmp_path: Path) -> None:
    def verdict(old: str, new: str, *more: str) -> str:
        (tmp_path / "old.yaml").write_text(old, encoding="utf-8")
        (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
        (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
        return score("rubric", "diff", "old.yaml", "new.yaml", *more, "--lang", "en", cwd=tmp_path).stdout

    same = verdict(RUBRIC, RUBRIC + "# 注释\n", "report.txt")
    assert "what scores and what is read are the same" in same
    assert same.endswith("reports tried: 1; no score and no level moves\n")
    assert "only the wording changed" in verdict(RUBRIC, RUBRIC.replace("title: 志愿服务", "title: 志愿"))
    assert "takes criteria with another id" in " ".join(verdict(RUBRIC, RUBRIC.replace("id: V1", "id: V2")).split())


def test_diff_names_a_report_that_it_could_not_read(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    told = score("rubric", "diff", "core", "core", "broken.docx", cwd=tmp_path)
    assert told.returncode == 1
    assert told.stderr.startswith("没有读 broken.docx：")
