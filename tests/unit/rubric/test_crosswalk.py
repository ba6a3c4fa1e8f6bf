"""Crosswalks as a rubric has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorer.model import Counterpart, Crosswalk, Lang, Relation, Text
from scorer.rubric.load import check_rubric, load_rubric
from tests.unit.rubric.small import SMALL

if TYPE_CHECKING:
    from pathlib import Path

Write = "Callable[[str], Path]"
LINE = SMALL.count("\n") + 3  # of the first pair


def with_crosswalk(*lines: str, to: str = "core") -> str:
    return SMALL + f"crosswalk:\n  {to}:\n" + "".join(f"    - {{{line}}}\n" for line in lines)


def told(path: Path) -> list[str]:
    return [problem.say(Lang.ZH) for problem in check_rubric(path)]


def test_a_crosswalk_is_loaded_line_by_line(write: Write) -> None:
    path = write(
        with_crosswalk(
            "criterion: B1, to: C1, relation: part_of, note: {zh: 只讲上门, en: visits only}",
            "criterion: A1, to: A2, relation: overlaps",
        )
    )
    assert told(path) == []
    assert load_rubric(path).crosswalks == (
        Crosswalk(
            "core",
            (
                Counterpart("B1", "C1", Relation.PART_OF, Text("只讲上门", "visits only")),
                Counterpart("A1", "A2", Relation.OVERLAPS, Text("", "")),
            ),
        ),
    )


def test_ids_that_no_rubric_has_and_double_lines_are_told_in_the_order_of_the_file(write: Write) -> None:
    path = write(
        with_crosswalk(
            "criterion: A9, to: A1, relation: equal",
            "criterion: A1, to: A22, relation: equal",
            "criterion: B1, to: C1, relation: equal",
            "criterion: B1, to: C1, relation: overlaps",
        )
    )
    assert told(path) == [
        f"my.yaml:{LINE}:8: crosswalk.core[0].criterion: small 里没有 A9 这一项。是不是 A1？",
        f"my.yaml:{LINE + 1}:23: crosswalk.core[1].to: core 里没有 A22 这一项。是不是 A2？",
        f"my.yaml:{LINE + 3}:7: crosswalk.core[3]: B1 → C1 写了两次。每一对只写一行",
    ]


def test_a_relation_that_is_none_of_the_four_is_told(write: Write) -> None:
    (said,) = told(write(with_crosswalk("criterion: A1, to: A1, relation: same")))
    assert said.endswith('relation: "same" 不是可选值。可选：equal、part_of、contains、overlaps')


def test_a_rubric_beside_the_file_is_looked_into_and_one_that_is_not_found_is_a_warning(
    write: Write, in_folder: Path
) -> None:
    path = write(with_crosswalk("criterion: A1, to: Q2, relation: equal", to="neighbour"))
    (warning,) = check_rubric(path)
    assert warning.warning
    assert warning.message.zh == "没有找到标准 neighbour，它的各项没有核对"
    beside = SMALL.replace("id: small", "id: neighbour").replace("id: B1", "id: Q1")
    (in_folder / "neighbour.yaml").write_text(beside, encoding="utf-8")
    assert told(path) == [f"my.yaml:{LINE}:23: crosswalk.neighbour[0].to: neighbour 里没有 Q2 这一项。是不是 Q1？"]


@pytest.mark.parametrize(
    "beside", ["dimensions: [{", "hello", "", "[not, a, rubric]", "dimensions: [{criteria: [{id: 3}, {id: Q1}]}]"]
)
def test_where_the_ids_of_a_rubric_beside_the_file_cannot_be_had_it_is_one_warning_and_none_is_called_unknown(
    beside: str, write: Write, in_folder: Path
) -> None:
    path = write(
        with_crosswalk(
            "criterion: A1, to: Q2, relation: equal", "criterion: B1, to: Q3, relation: equal", to="neighbour"
        )
    )
    (in_folder / "neighbour.yaml").write_text(beside, encoding="utf-8")
    (warning,) = check_rubric(path)
    assert warning.warning
    assert warning.say(Lang.ZH) == (
        f"my.yaml:{LINE - 1}:3: crosswalk.neighbour: 从 neighbour.yaml 读不出各项的编号，对照没有核对。"
        "先改好它：score rubric check neighbour.yaml"
    )


def test_a_rubric_that_is_not_found_is_told_with_one_like_it_that_there_is(write: Write, in_folder: Path) -> None:
    (in_folder / "lishan.yaml").write_text(SMALL, encoding="utf-8")
    for name, like in (("coer", "core"), ("lihsan", "lishan")):
        assert told(write(with_crosswalk("criterion: A1, to: A1, relation: equal", to=name))) == [
            f"my.yaml:{LINE - 1}:3: crosswalk.{name}: 没有找到标准 {name}，它的各项没有核对。是不是 {like}？"
        ]


def test_where_an_id_is_used_twice_no_other_is_called_unknown(write: Write) -> None:
    path = write(with_crosswalk("criterion: B1, to: A1, relation: equal").replace("id: B1\n", "id: A1\n"))
    assert told(path) == ["my.yaml:36:9: dimensions[1].criteria[0].id: 编号 A1 用了两次，第 22 行已有。换一个编号"]


@pytest.mark.parametrize("name", ["../core", "名" * 300])
def test_what_is_no_id_of_a_rubric_is_told_and_looked_for_nowhere(name: str, write: Write) -> None:
    (said,) = told(write(with_crosswalk("criterion: A1, to: A1, relation: equal", to=name)))
    assert said.startswith(f"my.yaml:{LINE - 1}:3: crosswalk.{name[:40]}: ")
    assert said.endswith(" 的写法不对。照 core 的样子写：只用英文字母和数字，注意大小写")


def test_the_ids_of_a_rubric_of_wrong_form_are_checked_in_the_same_run(write: Write) -> None:
    text = with_crosswalk(
        "criterion: A9, to: A1, relation: equal",
        "criterion: A1, to: A22, relation: same",
        "criterion: Ｂ1, to: C1, relation: equal",
        "criterion: B1, relation: equal",
        "B1",
        "criterion: B1, to: [C1], relation: equal",
        "criterion: B7, to: C9",
    )
    path = write(text.replace("id: B1\n", "id: Ｂ1\n").replace("title: 服务\n", "title: 服务\n    colour: red\n"))
    pair = "my.yaml:{0}:{1}: crosswalk.core[{2}]".format
    line = LINE + 1  # one was added above
    assert told(path) == [
        "my.yaml:34:5: dimensions[1].colour: 不认识这个名称。可用的名称：id、title、weight、criteria",
        'my.yaml:37:9: dimensions[1].criteria[0].id: "Ｂ1" 里有全角字符。改成半角的 B1',
        f"{pair(line, 8, 0)}.criterion: small 里没有 A9 这一项。是不是 A1？",
        f"{pair(line + 1, 23, 1)}.to: core 里没有 A22 这一项。是不是 A2？",
        f'{pair(line + 1, 32, 1)}.relation: "same" 不是可选值。可选：equal、part_of、contains、overlaps',
        f'{pair(line + 2, 8, 2)}.criterion: "Ｂ1" 里有全角字符。改成半角的 B1',
        f"{pair(line + 3, 7, 3)}: 缺少 to。补上 to: …",
        f"{pair(line + 4, 7, 4)}: 缺少 criterion。补上 criterion: …",
        f"{pair(line + 4, 7, 4)}: 缺少 to。补上 to: …",
        f"{pair(line + 4, 7, 4)}: 缺少 relation。补上 relation: …",
        f"{pair(line + 4, 8, 4)}.B1: 不认识这个名称。可用的名称：criterion、to、relation、note",
        f"{pair(line + 5, 23, 5)}.to: 这里应为文字，现在是列表。写上文字；像数字或含“: ”的文字要加引号",
        f"{pair(line + 6, 7, 6)}: 缺少 relation。补上 relation: …",
        f"{pair(line + 6, 8, 6)}.criterion: small 里没有 B7 这一项。是不是 B1？",
        f"{pair(line + 6, 23, 6)}.to: core 里没有 C9 这一项。是不是 C5？",
    ]


@pytest.mark.parametrize("id_", ["3", "[B1]", "乙1", '""'])
def test_where_the_own_ids_are_not_all_to_be_had_none_is_called_unknown(id_: str, write: Write) -> None:
    path = write(with_crosswalk("criterion: B1, to: A22, relation: equal").replace("id: B1\n", f"id: {id_}\n"))
    form, unknown = told(path)
    assert "dimensions[1].criteria[0].id: " in form
    assert unknown.endswith("crosswalk.core[0].to: core 里没有 A22 这一项。是不是 A2？")


@pytest.mark.parametrize("crosswalk", ["3", "[core]", "{core: 3}", "{core: [3, [A1]]}"])
def test_a_crosswalk_of_whatever_form_is_told_and_breaks_nothing(crosswalk: str, write: Write) -> None:
    problems = check_rubric(write(SMALL + f"crosswalk: {crosswalk}\n"))
    assert {problem.rule for problem in problems} == {"form"}


def test_a_rubric_has_no_crosswalk_to_itself(write: Write) -> None:
    said = told(write(with_crosswalk("criterion: A1, to: A1, relation: equal", to="small")))
    assert said[0].endswith("crosswalk.small: 标准不能和自己对照。写另一份标准的 id，如 core")


def test_a_rubric_with_an_unknown_counterpart_can_still_score(write: Write) -> None:
    path = write(with_crosswalk("criterion: A1, to: Q9, relation: equal"))
    assert load_rubric(path).crosswalks[0].lines[0].to == "Q9"
