from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.errors import RubricError
from scorer.rubric.edit import Edit, apply_edits
from scorer.rubric.load import check_rubric, find_rubric, load_rubric
from scorer.rubric.shipped import lexicon_folder
from scorer.written.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIST = ("a", "list")


def cut(text: str, *words: str) -> str:
    return apply_edits(text, [Edit(LIST, remove=words)])


def put(text: str, *words: str) -> str:
    return apply_edits(text, [Edit(LIST, add=words)])


def data(text: str) -> Any:
    parsed = parse(text.encode(), "my.yaml")
    assert parsed.problems == []
    return parsed.data


# --- lists in brackets -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("甲甲", "a: {list: [乙乙, 丙丙]}\n"),
        ("乙乙", "a: {list: [甲甲, 丙丙]}\n"),
        ("丙丙", "a: {list: [甲甲, 乙乙]}\n"),
    ],
)
def test_word_goes_from_brackets_with_its_comma(word: str, left: str) -> None:
    assert cut("a: {list: [甲甲, 乙乙, 丙丙]}\n", word) == left


def test_spaces_within_the_brackets_stay() -> None:
    assert cut("a: {list: [ 甲甲, 乙乙 ]}", "乙乙") == "a: {list: [ 甲甲 ]}"


def test_list_that_loses_its_last_word_is_empty() -> None:
    assert cut("a:\n  list: [\n    甲甲,\n    乙乙\n  ]\n", "甲甲", "乙乙") == "a:\n  list: []\n"


LONG = """\
a:
  list: [
    # 学 # 与, 教]
    学习, "讨论: 会",
    宣讲, # 单独一行
    # 走访

    走访, '慰问',\x20\x20
    调研]
  rest: [走访]
"""


def test_line_goes_with_its_last_word_and_comment_lines_stay() -> None:
    assert cut(LONG, "宣讲", "学习", "调研") == (
        "a:\n  list: [\n    # 学 # 与, 教]\n    \"讨论: 会\",\n    # 走访\n\n    走访, '慰问']\n  rest: [走访]\n"
    )


def test_bracket_on_a_line_of_its_own_stays_there() -> None:
    assert cut("a:\n  list: [\n    甲甲,\n    乙乙,\n  ]\n", "乙乙") == "a:\n  list: [\n    甲甲,\n  ]\n"


def test_comma_behind_the_last_word_stays_when_that_word_goes() -> None:
    assert cut("a: {list: [甲甲, 乙乙, ]}", "乙乙") == "a: {list: [甲甲, ]}"


def test_bracket_does_not_move_behind_a_comment() -> None:
    assert cut("a:\n  list: [甲甲,\n    # 注\n    乙乙]\n", "乙乙") == "a:\n  list: [甲甲,\n    # 注\n    ]\n"


def test_comma_on_the_next_line_goes_with_its_word() -> None:
    assert cut("a:\n  list: [甲甲\n    , 乙乙]\n", "甲甲") == "a:\n  list: [\n    乙乙]\n"


def test_word_is_put_behind_the_last_one() -> None:
    assert put(LONG, "座谈") == LONG.replace("调研]", "调研, 座谈]")


def test_comma_behind_the_last_word_is_kept_up() -> None:
    assert put("a:\n  list: [\n    甲甲,  # 注\n  ]\n", "乙乙", "丙丙") == (
        "a:\n  list: [\n    甲甲, 乙乙, 丙丙,  # 注\n  ]\n"
    )


def test_words_that_would_pass_the_width_go_on_a_new_line_under_the_others() -> None:
    row = ", ".join(["九个字九个字九个字"] * 5)  # 98 columns
    assert put(f"a:\n  list: [{row}]\n", "六个字六个字", "再一个") == (
        f"a:\n  list: [{row},\n         六个字六个字, 再一个]\n"
    )
    assert put(f"a:\n  list: [\n    甲甲,\n    {row} # 注\n    ]\n", "六个字六个字") == (
        f"a:\n  list: [\n    甲甲,\n    {row}, # 注\n    六个字六个字\n    ]\n"
    )


def test_a_single_word_fills_an_empty_list() -> None:
    assert put("a: {list: []}", "甲甲") == "a: {list: [甲甲]}"


# --- lists of lines ----------------------------------------------------------------------------

BLOCK = """\
a:
  list: # 词
    # 先
    - 甲甲  # 甲的说明
    # 再

    - >-
      乙乙
      乙
    -   '丙丙'

  # 其余
  rest: 1
"""


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("甲甲", "    - 甲甲  # 甲的说明\n"),
        ("乙乙 乙", "    - >-\n      乙乙\n      乙\n"),
        ("丙丙", "    -   '丙丙'\n"),
    ],
)
def test_word_goes_with_its_lines_and_the_comment_behind_it(word: str, lines: str) -> None:
    assert cut(BLOCK, word) == BLOCK.replace(lines, "")


def test_word_is_put_on_a_line_below_the_last() -> None:
    assert put(BLOCK, "丁丁") == BLOCK.replace("'丙丙'\n", "'丙丙'\n    - 丁丁\n")


def test_list_of_lines_that_loses_all_becomes_brackets() -> None:
    assert cut(BLOCK, "甲甲", "乙乙 乙", "丙丙") == (
        "a:\n  list: [] # 词\n    # 先\n    # 再\n\n\n  # 其余\n  rest: 1\n"
    )


def test_all_words_of_a_list_of_lines_may_be_changed_for_others() -> None:
    text = "a:\n  list:\n  - 甲甲\n  - 乙乙"
    assert apply_edits(text, [Edit(LIST, ("甲甲", "乙乙"), ("丙丙",))]) == "a:\n  list:\n  - 丙丙"


# --- lists that are missing --------------------------------------------------------------------


def test_missing_list_is_made_as_the_last_entry() -> None:
    assert put("a:\n  b:\n    - x # 注\n\n# 其余\nc: 1\n", "甲甲") == (
        "a:\n  b:\n    - x # 注\n  list: [甲甲]\n\n# 其余\nc: 1\n"
    )
    assert put("a: {b: [x]}\n", "甲甲", "乙乙") == "a: {b: [x], list: [甲甲, 乙乙]}\n"


def test_lists_are_made_each_in_its_parent_where_several_end() -> None:
    text = "a:\n  b:\n    c:\n      - x\n"
    edits = [
        Edit(("a", "list"), add=("甲甲",)),
        Edit(("a", "b", "d"), add=("乙乙",)),
        Edit(("a", "b", "c"), add=("y",)),
    ]
    assert data(apply_edits(text, edits)) == {"a": {"b": {"c": ["x", "y"], "d": ["乙乙"]}, "list": ["甲甲"]}}


# --- words -------------------------------------------------------------------------------------

AWKWARD = ["a: b", "a #b", "#甲", "- 甲", "no", "089", "12", "2.5", "1:30", "~", "null", "it's", '"甲"', "a, b", "[甲]"]
AWKWARD += [
    "{甲}",
    "*甲",
    "&甲",
    "!甲",
    "%",
    "@甲",
    "`甲`",
    "? 甲",
    "甲:",
    " 甲 ",
    "甲\u3000",
    "甲\n乙",
    "\\d+",
    "2024-01-01",
    "",
]


@pytest.mark.parametrize("text", ["a: {list: [x]}", "a:\n  list:\n  - x", "a: {list: ['x']}", 'a: {list: ["x"]}'])
@pytest.mark.parametrize("word", AWKWARD)
def test_word_is_read_back_as_it_was_given(text: str, word: str) -> None:
    assert data(put(text, word)) == {"a": {"list": ["x", word]}}


def test_word_is_quoted_as_all_the_others_are() -> None:
    assert put("a: {list: ['获.表彰', '甲甲']}", "乙乙") == "a: {list: ['获.表彰', '甲甲', '乙乙']}"


def test_word_that_is_there_already_is_not_added_again() -> None:
    assert put("a: {list: [甲甲]}", "甲甲", "乙乙", "乙乙") == "a: {list: [甲甲, 乙乙]}"


def test_word_listed_twice_is_removed_twice() -> None:
    assert cut("a: {list: [甲甲, 乙乙, 甲甲]}", "甲甲") == "a: {list: [乙乙]}"


def test_no_edit_changes_nothing() -> None:
    assert apply_edits(LONG, [Edit(LIST), Edit(("a", "missing"))]) == LONG


def test_edits_are_made_one_after_the_other() -> None:
    edits = [Edit(LIST, add=("乙乙", "丙丙")), Edit(LIST, remove=("乙乙", "甲甲")), Edit(LIST, add=("甲甲",))]
    assert apply_edits("a: {list: [甲甲]}", edits) == "a: {list: [丙丙, 甲甲]}"


def test_word_moves_from_one_list_to_another() -> None:
    text = "cues:\n  terms: [甲甲, 乙乙]\n  weak: [丙丙]\n"
    edits = [Edit(("cues", "terms"), remove=("乙乙",)), Edit(("cues", "weak"), add=("乙乙",))]
    assert apply_edits(text, edits) == "cues:\n  terms: [甲甲]\n  weak: [丙丙, 乙乙]\n"


# --- what is refused ---------------------------------------------------------------------------


def refusal(text: str, edit: Edit) -> str:
    with pytest.raises(RubricError) as caught:
        apply_edits(text, [edit])
    return caught.value.message.en


@pytest.mark.parametrize(
    "path", [(), ("a", "list", 0), ("a", 0), ("b", "list"), ("a", "n"), ("a", "mixed"), ("a", "list", "x")]
)
def test_path_without_a_list_is_refused(path: tuple[str | int, ...]) -> None:
    text = "a: {list: [甲甲], n: 1, mixed: [甲甲, 1]}\n"
    assert "the rubric has no such list" in refusal(text, Edit(path, remove=("甲甲",)))


def test_word_that_is_not_there_is_refused_with_its_place() -> None:
    assert refusal("a: {list: [甲甲]}", Edit(LIST, remove=("乙乙",))) == (
        "a.list: “乙乙” is not in the list. The file may have changed; run the command again"
    )
    assert "“乙乙” is not in the list" in refusal("a: {b: 1}", Edit(LIST, remove=("乙乙",)))


@pytest.mark.parametrize(
    "text", ["a: &x {list: [甲甲]}", "a: {list: [&x 甲甲], b: *x}", "a: {list: [甲甲]", "a: {list: !!str [甲]}"]
)
def test_text_that_is_no_rubrics_is_refused(text: str) -> None:
    assert "the rubric itself does not hold" in refusal(text, Edit(LIST, remove=("甲甲",)))


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  list:\n  - |+\n    甲甲\n  - |\n    乙乙\n\n\n  - x\n",  # the blank lines would become those of 甲甲
        "a:\n  ? list\n  : - 甲甲\n    - |\n      乙乙\n",
    ],
)
def test_layout_in_which_a_change_would_reach_further_is_refused(text: str) -> None:
    assert refusal(text, Edit(LIST, remove=("乙乙\n",))) == (
        "a.list: laid out so that a change would reach further than meant. Change it in an editor"
    )


# --- any layout --------------------------------------------------------------------------------

WORDS = ["甲甲", "乙乙", "'丙''丙'", '"丁, 丁"', "戊 戊", "己:己", "庚#庚", "'# 辛'", '"两\n      行"']
BLOCKS = [*WORDS, ">-\n      壬\n      壬", "|-\n      癸\n      癸"]
GAPS = ["", "\n    ", "\n    # 注, 一 ]\n    ", " # 注, 二\n    ", "\n\n    "]


@st.composite
def brackets(draw: st.DrawFn) -> str:
    text = "["
    words = draw(st.lists(st.sampled_from(WORDS), max_size=5))
    for number, word in enumerate(words):
        text += draw(st.sampled_from(GAPS)) or (" " if number else "")
        text += word + draw(st.sampled_from(["", "", "\n    ", " "]))
        text += "," if number + 1 < len(words) or draw(st.booleans()) else ""
    return f" {text}{draw(st.sampled_from(GAPS))}]{draw(st.sampled_from(['', ' # 尾']))}\n"


@st.composite
def lines(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(["\n", " # 首\n"]))
    for word in draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4)):
        before = draw(st.sampled_from(["", "    # 上\n", "\n"]))
        after = "" if word[0] in ">|" else draw(st.sampled_from(["", " # 后"]))
        text += f"{before}    - {word}{after}\n"
    return text


def comment_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.lstrip().startswith("#")]


@given(
    st.fixed_dictionaries({name: brackets() | lines() for name in "xyz"}),
    st.data(),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_edits_change_the_lists_they_name_and_nothing_else(
    parts: dict[str, str], choice: st.DataObject, newline: str, mark: str
) -> None:
    text = "r:\n" + "".join(f"  {name}:{part}" for name, part in parts.items())
    wanted = data(text)["r"]
    name = choice.draw(st.sampled_from("xyzn"))
    before = wanted.get(name, [])
    gone = choice.draw(st.lists(st.sampled_from(before), unique=True)) if before else []
    new = choice.draw(st.lists(st.sampled_from(AWKWARD), unique=True, max_size=3))
    written = apply_edits((mark + text).replace("\n", newline), [Edit(("r", name), tuple(gone), tuple(new))])
    after = [word for word in before if word not in gone]
    after += [word for word in new if word not in after]
    assert data(written)["r"] == wanted | ({name: after} if name in wanted or after else {})
    assert written.startswith(mark)
    assert newline == "\n" or not re.search("(?<!\r)\n", written)
    written = written.removeprefix(mark).replace("\r\n", "\n")
    assert comment_lines(written) == comment_lines(text)
    for other, part in parts.items():
        assert other == name or part in written


# --- the core rubric ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lexicon() -> str:
    return (lexicon_folder() / "common.yaml").read_bytes().decode()


@pytest.fixture(scope="module")
def paths(lexicon: str) -> list[tuple[str | int, ...]]:
    """Where the longer lists of terms and weak cues stand."""
    return [
        ("sets", name, kind)
        for name, cues in data(lexicon)["sets"].items()
        for kind in ("terms", "weak")
        if len(cues.get(kind, [])) > 4
    ]


def words_at(found: Any, path: tuple[str | int, ...]) -> list[str]:
    for step in path:
        found = found[step]
    return cast("list[str]", found)


def changed(old: str, new: str) -> list[str]:
    """The lines that only one of two texts has."""
    diff = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in diff if line[0] in "+-" and line[:3] not in {"+++", "---"}]


def test_words_of_every_set_change_at_the_cost_of_few_lines(lexicon: str, paths: list[tuple[str | int, ...]]) -> None:
    wanted = data(lexicon)
    edits = []
    for path in paths:
        words = words_at(wanted, path)
        edits.append(Edit(path, (words[3], words[-1]), ("从未见过的词",)))
        words[:] = [word for word in words if word not in edits[-1].remove] + ["从未见过的词"]
    written = apply_edits(lexicon, edits)
    assert data(written) == wanted
    assert len(changed(lexicon, written)) <= 6 * len(edits)
    assert comment_lines(written) == comment_lines(lexicon)


def test_changed_core_rubric_still_holds(lexicon: str, write: Callable[[str], Path]) -> None:
    core = find_rubric("core").read_bytes().decode()
    path = ("dimensions", 0, "criteria", 0, "cues")
    word = load_rubric(find_rubric("core")).criteria[0].cues.terms[0]
    edits = [
        Edit((*path, "terms"), remove=(word,), add=("从未见过的词",)),
        Edit((*path, "weak"), add=(word,)),
        Edit(("dimensions", 1, "criteria", 0, "cues", "unless"), add=("从未见过的事",)),
        Edit(("not_evidence", 0, "terms"), add=("从未见过的话",)),
        Edit(("not_evidence", 0, "unless"), add=("从未.{0,4}见过",)),
    ]
    assert check_rubric(write(apply_edits(core, edits, data(lexicon)))) == []


def test_what_is_added_and_taken_away_again_leaves_no_trace(lexicon: str, paths: list[tuple[str | int, ...]]) -> None:
    there = apply_edits(lexicon, [Edit(path, add=("从未见过的词",)) for path in paths])
    assert apply_edits(there, [Edit(path, remove=("从未见过的词",)) for path in paths]) == lexicon
