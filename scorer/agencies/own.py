"""Whether a short word may stand for an agency: 院党组 for a court, 市局 for a bureau."""

from __future__ import annotations

# What the name of an agency holds for which a word says no more than this.
_UNITS = (
    ("医院", ("医院", "卫生院")),
    ("学校", ("学校", "大学", "学院", "中学", "小学", "党校", "职校", "幼儿园")),
    ("学院", ("学院",)),
    ("集团", ("集团",)),
    ("公司", ("公司", "集团")),
    ("街道", ("街道",)),
    ("社区", ("社区",)),
    ("中心", ("中心",)),
    ("海关", ("海关",)),
    ("分行", ("分行",)),
    ("支行", ("支行",)),
    ("工委", ("工委", "工作委员会", "工作党委")),
    ("工作队", ("工作队",)),
    ("第一书记", ("工作队", "村")),
    ("办事处", ("街道", "办事处")),
    ("院", ("院",)),
    ("局", ("局",)),
    ("厅", ("厅",)),
    ("校", ("校", "大学", "学院", "中学", "小学")),
    ("行", ("行",)),
    ("村", ("村",)),
    ("镇", ("镇",)),
    ("乡", ("乡",)),
)
_OF_AGENCIES = ("党组", "党委", "机关党委", "纪委", "班子", "机关纪委", "各支部", "各党支部", "处室", "科室")
_BRANCH = ("党支部", "支部", "党小组", "处", "科", "庭")


def stands_for(word: str, agency: str) -> bool:
    """Whether a word for a body, or for an agency as such, may be said of the agency."""
    if agency.endswith(_BRANCH) and any(body in word for body in _OF_AGENCIES):
        return False
    for unit, ends in _UNITS:
        if unit in word:
            return any(end in agency for end in ends)
    return True
