"""What makes two rubrics give other points for the same evidence, told in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorer.model import (
    Adjustment,
    Adjustments,
    Band,
    Consensus,
    Criterion,
    Cues,
    Dimension,
    NotApplicable,
    Rubric,
    Text,
    Veto,
)
from scorer.review.differences import scoring_differences
from tests.unit.small_rubric import LADDER, rubric


def item(id_: str, weight: float = 50) -> Criterion:
    return Criterion(id_, Text(f"项{id_}", f"item {id_}"), Text("", ""), weight, Cues())


def dimension(id_: str, *criteria: Criterion) -> Dimension:
    return Dimension(id_, Text("大类", "dimension"), sum(one.weight for one in criteria), criteria)


def bonus(id_: str, most: float) -> Adjustment:
    return Adjustment(id_, Text("表彰", "award"), most)


OLD = rubric(dimensions=(dimension("X", item("S"), item("V")), dimension("Y", item("W"))))
ONE_BONUS = Adjustments(bonuses=(bonus("J1", 2),), bonus_cap=5)
CHANGES: dict[str, tuple[Rubric, str, str]] = {
    "added": (
        rubric(dimensions=(dimension("X", item("S"), item("V")), dimension("Y", item("W"), item("N", 2.5)))),
        "新增的项：N 项N（2.5 分）",
        "criteria added: N item N (2.5 points)",
    ),
    "removed": (
        rubric(dimensions=(dimension("X", item("S")),)),
        "取消的项：V 项V（50 分）、W 项W（50 分）",
        "criteria removed: V item V (50 points), W item W (50 points)",
    ),
    "moved": (
        rubric(dimensions=(dimension("X", item("S")), dimension("Y", item("V"), item("W")))),
        "换了大类的项：V 项V X → Y",
        "criteria moved to another dimension: V item V X → Y",
    ),
    "weights": (
        rubric(dimensions=(dimension("X", item("S", 40), item("V")), dimension("Y", item("W", 2.5)))),
        "满分不同的项：S 项S 50 → 40、W 项W 50 → 2.5",
        "criteria of another weight: S item S 50 → 40, W item W 50 → 2.5",
    ),
    "shares": (
        replace(OLD, ladder=replace(LADDER, shares=(0, 0.2, 0.5, 0.8, 1))),
        "各等次的得分比例不同：0%、25%、50%、80%、100% → 0%、20%、50%、80%、100%",
        "shares of the levels differ: 0%, 25%, 50%, 80%, 100% → 0%, 20%, 50%, 80%, 100%",
    ),
    "bands": (
        replace(OLD, bands=(Band(Text("优秀", "excellent"), 65), Band(Text("达标", "met"), 0))),
        "评定线不同：优秀 60、达标 0 → 优秀 65、达标 0",
        "bands differ: 优秀 60, 达标 0 → excellent 65, met 0",
    ),
    "policy": (
        replace(OLD, not_applicable=NotApplicable.ZERO),
        "“不适用”的项的计分办法不同：不占分，由其他各项按比例分担 → 得 0 分，照样占满分",
        "points of criteria that do not apply differ: the others take over their weight → they earn nothing and count "
        "in full",
    ),
    "consensus": (
        replace(OLD, consensus=Consensus.TRIMMED_MEAN),
        "复核意见的合成办法不同：中位数 → 去掉最高、最低各一个后的平均数",
        "rules of consensus differ: median → mean without the highest and the lowest",
    ),
    "bonuses": (
        replace(OLD, adjustments=ONE_BONUS),
        "加分项不同：无 → J1 表彰 至多 2（合计至多 5）",
        "bonuses differ: none → J1 award up to 2 (5 at most in all)",
    ),
    "deductions": (
        replace(OLD, adjustments=Adjustments(deductions=(bonus("K1", 3),), deduction_cap=3)),
        "扣分项不同：无 → K1 表彰 至多 3（合计至多 3）",
        "deductions differ: none → K1 award up to 3 (3 at most in all)",
    ),
    "vetoes": (
        replace(OLD, adjustments=Adjustments(vetoes=(Veto("F1", Text("案件", "case"), 59.9),))),
        "一票否决项不同：无 → F1 案件 总分至多 59.9",
        "vetoes differ: none → F1 case total at most 59.9",
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_each_kind_of_difference_is_told_in_both_languages(kind: str) -> None:
    new, zh, en = CHANGES[kind]
    assert scoring_differences(OLD, new) == (Text(zh, en),)


def test_a_cap_or_a_limit_that_changed_is_a_difference() -> None:
    for changed in (replace(ONE_BONUS, bonus_cap=4), Adjustments(bonuses=(bonus("J1", 3),), bonus_cap=5)):
        assert len(scoring_differences(replace(OLD, adjustments=ONE_BONUS), replace(OLD, adjustments=changed))) == 1


def test_titles_cues_versions_order_and_names_of_bands_are_none() -> None:
    reworded = replace(item("S"), title=Text("别的题目", "another title"), cues=Cues(terms=("学习",)))
    new = rubric(
        version="2",
        sha256="f" * 64,
        dimensions=(dimension("Y", item("W")), dimension("X", item("V"), reworded)),
        bands=(Band(Text("很好", "very good"), 60), Band(Text("合格", "passed"), 0)),
    )
    assert scoring_differences(OLD, new) == ()
