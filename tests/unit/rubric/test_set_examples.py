"""The examples of a lexicon's sets, in a file of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorer.errors import RubricError
from scorer.model import Lang
from scorer.rehearsal import rehearse
from scorer.rubric.fingerprint import content_hash, scoring_hash
from scorer.rubric.lexicon import examples_file, lexicon_beside
from scorer.rubric.load import check_rubric, find_rubric, load_rubric
from scorer.rubric.script import load_script
from scorer.rubric.shipped import examples_schema_file, lexicon_folder, lexicon_names
from scorer.written.parse import parse
from tests.unit.rubric.small import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from scorer.rubric.script import Script

LEXICON = """\
id: words
title: 词库
sets:
  首题: {terms: [第一议题]}
  党课: {terms: [专题党课]}
"""
EXAMPLES = """\
examples:
  首题:
    - 党组会学习第一议题。
    - {text: 机关落实第一议题制度。, grade: 2}
  党课: [机关开展专题党课。]
"""
USING = changed(
    ("id: small", "id: small\nlexicon: words.yaml"),
    ("terms: [主题党日, 第一议题]", "use: [首题]\n          terms: [主题党日]"),
)


@pytest.fixture
def folder(in_folder: Path) -> Path:
    """A working folder with a rubric, the lexicon that it uses, and the examples of its sets."""
    for name, text in {"my.yaml": USING, "words.yaml": LEXICON, "words.examples.yaml": EXAMPLES}.items():
        (in_folder / name).write_text(text, encoding="utf-8")
    return in_folder


@pytest.fixture
def told(folder: Path) -> Callable[..., list[str]]:
    """What is said of a file, once the examples are written with changes."""

    def told_(name: str, *changes: tuple[str, str]) -> list[str]:
        text = EXAMPLES
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / "words.examples.yaml").write_text(text, encoding="utf-8")
        path = (folder / name).relative_to(folder)
        return ["提醒 " * problem.warning + problem.say(Lang.ZH) for problem in check_rubric(path)]

    return told_


def claims(folder: Path) -> list[tuple[str, str, int | None, str, int]]:
    script = load_script((folder / "my.yaml").relative_to(folder))
    return [(one.set, one.text, one.grade, one.file, one.place.line) for one in script.claims if one.set]


# --- what is read ------------------------------------------------------------------------------


def test_the_examples_of_the_sets_that_are_used_are_tried_with_their_places(folder: Path) -> None:
    assert claims(folder) == [
        ("首题", "党组会学习第一议题。", None, "words.examples.yaml", 3),
        ("首题", "机关落实第一议题制度。", 2, "words.examples.yaml", 4),
    ]


def test_a_lexicon_without_examples_is_no_fault(folder: Path, told: Callable[..., list[str]]) -> None:
    assert told("my.yaml") == told("words.yaml") == []
    (folder / "words.examples.yaml").unlink()
    assert [check_rubric(folder / name) for name in ("my.yaml", "words.yaml")] == [[], []]
    assert claims(folder) == []


def test_scoring_does_not_open_them(folder: Path) -> None:
    (folder / "words.examples.yaml").write_text("examples: [broken", encoding="utf-8")
    with_faults = load_rubric(folder / "my.yaml")
    (folder / "words.examples.yaml").unlink()
    assert load_rubric(folder / "my.yaml") == with_faults


def test_they_move_no_hash(folder: Path) -> None:
    before = load_rubric(folder / "my.yaml")
    (folder / "words.examples.yaml").write_text(EXAMPLES.replace("学习", "研讨"), encoding="utf-8")
    after = load_rubric(folder / "my.yaml")
    hashes = [(one.sha256, scoring_hash(one), content_hash(one)) for one in (before, after)]
    assert hashes[0] == hashes[1]


@pytest.mark.parametrize(("lexicon", "examples"), [(".yml", ".yaml"), (".yaml", ".yml"), (".yml", ".yml")])
def test_either_of_the_two_files_may_end_in_yml(lexicon: str, examples: str, folder: Path) -> None:
    (folder / "my.yaml").write_text(USING.replace("words.yaml", f"words{lexicon}"), encoding="utf-8")
    (folder / "words.yaml").rename(folder / f"words{lexicon}")
    (folder / "words.examples.yaml").rename(folder / f"words.examples{examples}")
    assert [check_rubric(path) for path in sorted(folder.iterdir())] == [[], [], []]
    assert [text for _, text, *_ in claims(folder)] == ["党组会学习第一议题。", "机关落实第一议题制度。"]


def test_a_lexicon_takes_the_examples_that_end_as_it_does_where_there_are_both(folder: Path) -> None:
    (folder / "words.examples.yml").write_text("broken: [", encoding="utf-8")
    assert check_rubric(folder / "words.yaml") == []


def test_a_folder_in_the_place_of_the_examples_is_a_warning(folder: Path, told: Callable[..., list[str]]) -> None:
    told("words.yaml")
    (folder / "words.examples.yaml").unlink()
    (folder / "words.examples.yaml").mkdir()
    for name in ("my.yaml", "words.yaml"):
        (warning,) = check_rubric((folder / name).relative_to(folder))
        assert warning.warning
        assert warning.say(Lang.ZH) == (
            "words.yaml:1:1: words.examples.yaml 是文件夹，没有从中读例句。"
            "词组的例句都写在一个文件里，文件就用这个名称；文件夹请改名或移走"
        )
    assert claims(folder) == []


def test_a_lexicon_whose_examples_would_have_too_long_a_name_has_none(folder: Path) -> None:
    lexicon = folder / f"{'w' * 250}.yaml"
    (folder / "words.yaml").rename(lexicon)
    assert check_rubric(lexicon) == []


@pytest.mark.parametrize(
    ("lexicon", "examples"), [("words.yaml", "words.examples.yaml"), ("deep/字.词.yml", "deep/字.词.examples.yml")]
)
def test_the_two_files_are_named_alike(lexicon: str, examples: str, in_folder: Path) -> None:
    assert examples_file(in_folder / lexicon) == in_folder / examples
    assert lexicon_beside(in_folder / examples) == in_folder / lexicon


def test_they_are_no_rubric(folder: Path) -> None:
    with pytest.raises(RubricError) as caught:
        load_rubric((folder / "words.examples.yaml").relative_to(folder))
    assert caught.value.message.zh == "words.examples.yaml: 是词库的例句，不是评分标准。请写评分标准的名称或文件"


# --- mistakes ----------------------------------------------------------------------------------

MISTAKES: dict[str, tuple[tuple[str, str], list[str]]] = {
    "a set that the lexicon lacks": (
        ("  党课: [", "  党颗: ["),
        ["words.examples.yaml:5:3: examples.党颗: 词库里没有词组“党颗”。相近的有：党课"],
    ),
    "a set unlike any": (
        ("  党课: [", "  天气预报: ["),
        ["words.examples.yaml:5:3: examples.天气预报: 词库里没有词组“天气预报”。词组的名称见 words.yaml 的 sets"],
    ),
    "a set given twice": (
        ("  党课: [", "  首题: ["),
        ["words.examples.yaml:5:3: examples.首题: “首题”写了两次。合并或删去一个"],
    ),
    "a key that is not known": (
        ("examples:", "title: 例句\nexamples:"),
        ["words.examples.yaml:1:1: title: 不认识这个名称。可用的名称：examples"],
    ),
    "a slip in the only key": (
        ("examples:", "exmples:"),
        [
            "words.examples.yaml:1:1: exmples: 不认识这个名称。是不是 examples？",
            "words.examples.yaml:1:1: 缺少 examples。补上 examples: …",
        ],
    ),
    "a slip in an example": (
        ("grade: 2", "grde: 2"),
        ["words.examples.yaml:4:27: examples.首题[1].grde: 不认识这个名称。是不是 grade？"],
    ),
    "a set without its list": (
        ("  党课: [机关开展专题党课。]", "  党课:"),
        ["words.examples.yaml:5:3: examples.党课: 这里是空的。写成 [甲, 乙]，或每条另起一行以“- ”开头"],
    ),
    "an example given twice": (
        ("{text: 机关落实第一议题制度。, grade: 2}", "{text: 党组会学习第一议题。, grade: 2}"),
        ["提醒 words.examples.yaml:4:7: examples.首题[1]: “党组会学习第一议题。”在这个列表里写了 2 次。留一个即可"],
    ),
    "an example of nothing": (
        ("[机关开展专题党课。]", "['    ']"),
        ["words.examples.yaml:5:8: examples.党课[0]: 例句里没有可找的字。写上句子，或删去"],
    ),
    "mistakes of form beside sets that the lexicon lacks": (
        ("grade: 2}\n  党课: [机关开展专题党课。]", "grade: 9}\n  党颗: [3, '    ', {txt: 一课}]\n  天气预报:"),
        [
            "words.examples.yaml:4:27: examples.首题[1].grade: 9 不是可选值。可选：1、2、3、4",
            "words.examples.yaml:5:3: examples.党颗: 词库里没有词组“党颗”。相近的有：党课",
            "words.examples.yaml:5:8: examples.党颗[0]: 这里应为文字或若干“名称: 内容”，现在是 3。"
            "写上文字；像数字或含“: ”的文字要加引号",
            "words.examples.yaml:5:11: examples.党颗[1]: 例句里没有可找的字。写上句子，或删去",
            "words.examples.yaml:5:19: examples.党颗[2]: 缺少 text。补上 text: …",
            "words.examples.yaml:5:20: examples.党颗[2].txt: 不认识这个名称。是不是 text？",
            "words.examples.yaml:6:3: examples.天气预报: 这里是空的。写成 [甲, 乙]，或每条另起一行以“- ”开头",
            "words.examples.yaml:6:3: examples.天气预报: 词库里没有词组“天气预报”。词组的名称见 words.yaml 的 sets",
        ],
    ),
    "an example given twice after two of the wrong form": (
        ("[机关开展专题党课。]", "[{text: 3}, {text: 3}, 机关上党课。, 机关上党课。]"),
        [
            f"words.examples.yaml:5:{column}: examples.党课[{number}].text: 这里应为文字，现在是 3。"
            "写上文字；像数字或含“: ”的文字要加引号"
            for number, column in ((0, 9), (1, 20))
        ]
        + ["提醒 words.examples.yaml:5:38: examples.党课[3]: “机关上党课。”在这个列表里写了 2 次。留一个即可"],
    ),
    "nothing": (
        (EXAMPLES, "# 以后再写\n"),
        ["words.examples.yaml:1:1: 文件里没有内容。写上 examples:，下面按词组的名称写例句；不要例句就删去这个文件"],
    ),
    "YAML": (
        ("  党课: [", "  党课：["),
        ["words.examples.yaml:5:3: 这一行少了冒号。写成“名称: 内容”，冒号用英文的，后面空一格"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("name", ["my.yaml", "words.yaml", "words.examples.yaml"])
def test_a_mistake_is_told_where_it_is_written_whichever_file_is_checked(
    mistake: str, name: str, told: Callable[..., list[str]]
) -> None:
    change, wanted = MISTAKES[mistake]
    assert told(name, change) == wanted


def test_a_rubric_is_not_tried_on_examples_with_errors(folder: Path) -> None:
    (folder / "words.examples.yaml").write_text(EXAMPLES.replace("党课:", "党颗:"), encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        load_script((folder / "my.yaml").relative_to(folder))
    assert caught.value.message.zh == (
        "例句 words.examples.yaml 不能用：\n"
        "words.examples.yaml:5:3: examples.党颗: 词库里没有词组“党颗”。相近的有：党课"
    )


def test_examples_without_a_lexicon_beside_them_are_told_so(folder: Path, told: Callable[..., list[str]]) -> None:
    alone = [
        "words.examples.yaml:1:1: 旁边没有词库 words.yaml。例句文件与词库放在同一个文件夹里，名称相应："
        "词库叫 words.yaml，例句就叫 words.examples.yaml"
    ]
    (folder / "words.yaml").write_text(USING, encoding="utf-8")
    assert told("words.examples.yaml") == alone
    (folder / "words.yaml").unlink()
    assert told("words.examples.yaml") == alone


def test_examples_of_a_lexicon_that_does_not_hold_are_checked_once_it_does(
    folder: Path, told: Callable[..., list[str]]
) -> None:
    (folder / "words.yaml").write_text(LEXICON.replace("terms: [专题党课]", "trms: [专题党课]"), encoding="utf-8")
    assert told("words.examples.yaml") == ["words.yaml:5:8: sets.党课.trms: 不认识这个名称。是不是 terms？"]


def test_an_empty_lexicon_is_told_how_a_lexicon_begins(folder: Path, told: Callable[..., list[str]]) -> None:
    (folder / "words.yaml").write_text("", encoding="utf-8")
    wanted = ["words.yaml:1:1: 文件里没有内容。照自带词库 common 的样子，先写 id、title 和 sets"]
    assert told("my.yaml") == told("words.examples.yaml") == wanted


# --- what comes with the tool ------------------------------------------------------------------


@pytest.mark.parametrize("name", lexicon_names())
def test_the_shipped_examples_hold_and_point_editors_to_their_schema(name: str) -> None:
    path = examples_file(lexicon_folder() / f"{name}.yaml")
    assert check_rubric(path) == []
    first = path.read_text(encoding="utf-8").splitlines()[0]
    target = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / target).resolve() == examples_schema_file().resolve()


@pytest.mark.parametrize("name", lexicon_names())
def test_every_shipped_set_has_examples_in_the_order_of_the_lexicon(name: str) -> None:
    path = lexicon_folder() / f"{name}.yaml"
    sets, examples = (parse(file.read_bytes(), "").data for file in (path, examples_file(path)))
    assert list(examples["examples"]) == list(sets["sets"])


@pytest.fixture(scope="module")
def core() -> Script:
    return load_script(find_rubric("core"))


def idle(core: Script, sets: Collection[str]) -> list[tuple[str, str, str]]:
    """The cues of some sets that the examples of these sets do not exercise."""
    claims = tuple(claim for claim in core.claims if claim.set in sets)
    cues = tuple(cue for cue in core.cues if cue.set in sets)
    rehearsal = rehearse(replace(core, claims=claims, cues=cues))
    assert (rehearsal.failures, rehearsal.cues) == ((), len(cues))
    return [(one.cue.set, one.cue.kind, one.cue.word) for one in rehearsal.idle]


def test_the_examples_of_the_sets_exercise_every_cue_without_the_sentences_of_a_rubric(core: Script) -> None:
    assert core.sets == set(parse((lexicon_folder() / "common.yaml").read_bytes(), "").data["sets"])
    assert idle(core, core.sets) == []


@pytest.mark.parametrize("sets", [("联系基层", "窗口服务"), ("走访群众", "一网通办")])
def test_the_examples_of_each_set_that_the_manual_names_exercise_every_cue_of_it(
    sets: tuple[str, ...], core: Script
) -> None:
    """Of the two sets in a pair none helps the other: they speak for two criteria."""
    assert idle(core, sets) == []
