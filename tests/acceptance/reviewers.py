"""Three reviewers of a round: what each enters, and how each mangles the workbook before sending it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.acceptance.review_round import COMMENT, EVIDENCE_ROW, LEVEL, VERDICT, Entries, Judged, pieces
from tests.office.steps import (
    DeleteRows,
    Filter,
    Format,
    HideColumn,
    InsertColumn,
    InsertRows,
    InsertSheet,
    PasteValues,
    RenameSheet,
    Row,
    SetCell,
    Sort,
    Step,
    Unprotect,
)

if TYPE_CHECKING:
    from tests.acceptance.review_round import Data, Places, Typed

CHEN, OUYANG, AYGUL = "01 陈岚.xlsx", "欧阳静（修改）.xlsx", "阿依古丽 交回 最终版.xlsx"
EVIDENCE = "证据"
TEXT = '转述上级的话，\n不算本单位做的 <见第3段> & "待核"'


def chen(issued: Data) -> Entries:
    levels: dict[str, tuple[Typed, str]] = {
        "A1": (2, ""), "A2": (1, "只有一句"), "A3": (0, ""), "A4": ("不适用", "本单位不设党组"), "A5": ("２", ""),
        "B1": (2, ""), "B2": (1, "=SUM(A1) 不是公式"), "B3": (0, ""), "B4": (0, ""), "B5": (1, ""),
        "C1": (" 3 ", ""), "C2": ("３　", ""), "C3": (2, ""), "C4": (0, ""), "C5": (0, ""),
        "D1": (1, ""), "D2": (4, ""), "D3": (3, "👍 𠮷"), "D4": ("不适用", ""),
        "E1": (2, ""), "E2": (2, ""), "E3": (0, ""), "E4": ("同意", "按改判后的等级"),
    }  # fmt: skip
    other, moved = pieces(issued, "zhaotong", "B3"), pieces(issued, "shuangyashan", "A2")
    return Entries(
        "陈岚",
        "市直机关工委组织科",
        "2026-11-20",
        "陈 岚",
        levels={
            **{f"qingpu-{id_}": entry for id_, entry in levels.items()},
            "zhaotong-A1": (3, ""),
            "zhaotong-D4": ("较好", "材料里有法治讲座"),
            "zhaotong-C5": ("同意", ""),
            "changji-B1": ("", "只写意见，不定等次"),
            "shuangyashan-D1": ("不适用", ""),
        },
        evidence={
            **dict.fromkeys(pieces(issued, "qingpu", "E4"), Judged("是", 3)),
            other[0]: Judged("否", comment=TEXT),
            other[1]: Judged("存疑"),
            other[2]: Judged("", "１", comment="只是表态"),
            pieces(issued, "zhaotong", "B4")[0]: Judged(move="C1 办实事解难题"),
            moved[0]: Judged("是", 4, "E1 组织领导与方案清单", "讲的是方案"),
            moved[1]: Judged(" 否"),
        },
        findings={
            "qingpu-J1": (2, "省级表彰一次，见附件１"),
            "qingpu-J2": (2, "现场会推广"),
            "qingpu-V1": ("否", "已核查"),
            "changji-V1": ("是", "数据与台账不符"),
            "ningxia-J1": (1, ""),
        },
    )


def ouyang(issued: Data) -> Entries:
    first = pieces(issued, "ningxia", "C1")
    return Entries(
        "欧阳　静",
        "区纪委监委驻局纪检组",
        46347.0,  # 21 November 2026, as a spreadsheet counts days
        levels={
            "qingpu-A1": (3, ""),
            "qingpu-A3": (1, "有整改清单"),
            "qingpu-A4": ("不适用", ""),
            "qingpu-A5": (2, ""),
            "qingpu-B2": (4, "品牌在省里叫得响"),
            "qingpu-D4": (2, ""),
            "zhaotong-A1": ("三级", ""),
            "zhaotong-A2": ("√", ""),
            "zhaotong-D3": (0, "第一行\n第二行"),
        },
        evidence={
            **dict.fromkeys(pieces(issued, "qingpu", "C2"), Judged("×")),
            first[0]: Judged("√", comment="属实"),
            first[1]: Judged("？"),
            first[2]: Judged(move="没有这一项", comment="不知归哪"),
        },
        findings={
            "qingpu-J1": (1.5, "表彰属实"),
            "qingpu-J2": (9, "推广到全省"),
            "qingpu-K1": (0.5, "晚了三天"),
            "qingpu-V1": ("是", "有一处存疑"),
            "changji-V1": ("是", ""),
        },
    )


def aygul(issued: Data) -> Entries:
    return Entries(
        "阿依古丽·买买提",
        "",
        "2026年11月22日",
        levels={
            "qingpu-A1": ("3", ""),
            "qingpu-A4": ("2", "有党建责任清单"),
            "qingpu-A5": ("4", ""),
            "qingpu-B4": ("不适用", ""),
            "qingpu-D4": ("N/A", ""),
            "qingpu-E1": ("3", ""),
            "zhaotong-A1": ("1", "只见口号"),
            "shuangyashan-D1": ("不适用", ""),
        },
        evidence={
            **dict.fromkeys(pieces(issued, "qingpu", "C3"), Judged("", "4")),
            pieces(issued, "qingpu", "E1")[0]: Judged("", 4, "C4 助企惠企"),
            pieces(issued, "ningxia", "C2")[0]: Judged("否", comment="与上一句重复"),
        },
        findings={"qingpu-J2": ("２", "全省会议上介绍"), "qingpu-K1": ("-1", "晚了一周")},
    )


CHEN_AGAIN = Entries(  # the same reviewer later, with one cell filled differently and one more
    "陈　岚", date="2026年11月22日", levels={"qingpu-A2": (2, ""), "qingpu-B3": ("", "补充意见")}
)
UNCOUNTED = Entries("周不算", levels={"qingpu-A1": (0, "")})


# --- mangled ---

DOUBLED = ("否", "又想了想")  # 采纳 and 意见 in a second row with the id of a piece of evidence


def mangle_chen(at: Places) -> list[Step]:
    """Sorts, hides, filters, and adds columns."""
    scorecard = at.row("qingpu-A1")[0]
    return [
        Unprotect(),
        Sort(EVIDENCE, "原句", descending=True),
        InsertColumn(EVIDENCE, "采纳", "我的记号"),
        HideColumn(EVIDENCE, "线索词"),
        Filter(EVIDENCE, "等级名", ("成效",)),
        InsertColumn(scorecard, "复核意见", "初评"),
        HideColumn(scorecard, "请留意"),
    ]


def mangle_ouyang(at: Places, issued: Data) -> list[Step]:
    """Adds blank rows, a row a second time and a sheet; pastes values over formulas, renames sheets, paints cells."""
    scorecard, other = at.row("qingpu-A1")[0], at.row("zhaotong-A1")[0]
    first = pieces(issued, "ningxia", "C1")[0]
    below = at.row(first)[1] + 1
    columns = [at.cell(first, header)[1].removesuffix(str(below - 1)) for header in (EVIDENCE_ROW, VERDICT, COMMENT)]
    doubled = zip(columns, (first, *DOUBLED), strict=True)
    return [
        Unprotect(),
        InsertRows(EVIDENCE, below, 2),
        *(SetCell(EVIDENCE, f"{column}{below}", typed) for column, typed in doubled),
        InsertRows(scorecard, Row({"行标识": "qingpu-C1"}), 3),
        PasteValues(scorecard),
        PasteValues(EVIDENCE),
        Format(scorecard, "A1:H60", fill="FFE0B0"),
        Format(EVIDENCE, "A2:K80", style="Good"),
        InsertSheet("我的笔记", "复核等次 行标识 qingpu-A1 0", first=True),
        RenameSheet(EVIDENCE, "证据（欧阳）"),
        RenameSheet(other, "昭通"),
    ]


def mangle_aygul(at: Places, deleted: str, requoted: str) -> list[Step]:
    """Deletes a row and changes what is locked."""
    return [
        at.put(requoted, "原句", "改过的原句。"),
        at.put("zhaotong-A2", "机器等次", 9),
        DeleteRows(EVIDENCE, Row({"证据编号": deleted})),
    ]


def as_text(at: Places, *subjects: str) -> list[Step]:
    """Format the cells for levels as text, before they are filled in."""
    columns = [(at.cell(f"{subject}-A1", LEVEL), at.cell(f"{subject}-E4", LEVEL)) for subject in subjects]
    return [Format(sheet, f"{first}:{last}", number_format="@") for (sheet, first), (_, last) in columns]
