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
    (in_folder / "neighbour.yaml").write_text("[not, a, rubric]", encoding="utf-8")
    assert len(told(path)) == 1
    (in_folder / "neighbour.yaml").write_text("dimensions: [{criteria: [{id: 3}, {id: [Q2]}, {id: Q1}]}]", "utf-8")
    assert told(path) == [f"my.yaml:{LINE}:23: crosswalk.neighbour[0].to: neighbour 里没有 Q2 这一项。是不是 Q1？"]


@pytest.mark.parametrize("name", ["../core", "名" * 300])
def test_what_is_no_id_of_a_rubric_is_looked_for_nowhere(name: str, write: Write) -> None:
    (warning,) = check_rubric(write(with_crosswalk("criterion: A1, to: A1, relation: equal", to=name)))
    assert warning.warning
    assert warning.message.zh == f"没有找到标准 {name}，它的各项没有核对"


def test_a_rubric_has_no_crosswalk_to_itself(write: Write) -> None:
    said = told(write(with_crosswalk("criterion: A1, to: A1, relation: equal", to="small")))
    assert said[0].endswith("crosswalk.small: 标准不能和自己对照。写另一份标准的 id，如 core")


def test_a_rubric_with_an_unknown_counterpart_can_still_score(write: Write) -> None:
    path = write(with_crosswalk("criterion: A1, to: Q9, relation: equal"))
    assert load_rubric(path).crosswalks[0].lines[0].to == "Q9"
