"""What is wrong with a returned workbook, told so that the reviewer can put it right."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from scorer.model import Text
from scorer.model.review import Flaw

MOST_OF_A_KIND = 20  # that are told one by one


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of flaw, and what to do about it."""

    name: Text
    remedy: Text


UNCLEAR = Kind(
    Text("看不懂的填写", "entries that are not understood"),
    Text("请按单元格的下拉选项填写后重新交回", "choose from the cell's list and send it again"),
)
UNUSUAL = Kind(
    Text("写法与选项不同的填写", "entries not as in the lists"),
    Text(
        "如果意思不对，请从下拉选项中选后重新交回",
        "if that is not what was meant, choose from the list and send it again",
    ),
)
FORMULA = Kind(
    Text("填写处是公式", "entries that are formulas"),
    Text("如果结果不对，请直接填写，不用公式", "if the result is wrong, enter it without a formula"),
)
MERGED = Kind(
    Text("填写处是合并单元格", "entries in merged cells"),
    Text(
        "如果不是各行都一样，请取消合并，逐行填写",
        "if it is not meant for all rows, unmerge the cells and fill in each",
    ),
)
NO_REASON = Kind(
    Text("缺少理由", "missing reasons"),
    Text("照常计入；请在“理由”处补写理由", "it counts all the same; add the reason"),
)
NO_NAME = Kind(
    Text("没有复核人姓名", "no name of the reviewer"),
    Text("请在封面填写复核人姓名", "enter the reviewer's name on the cover"),
)
CHANGED = Kind(
    Text("锁定内容被改动", "changed locked cells"),
    Text(
        "以发出时的内容为准，改动没有采用；不同意的，请填在复核人填写的各栏中",
        "what was issued counts, and the change was not taken over; enter what you hold in the reviewer's columns",
    ),
)
SCORE_DIFFERS = Kind(
    Text("与填写内容不符的得分", "points that do not follow from the entries"),
    Text(
        "表中的这个分数没有采用，得分和总分由 score 重新计算；要更正的，请填在“复核等次”处",
        "the figure was not taken: points and totals are reckoned anew; enter the correction under “Reviewed level”",
    ),
)
MISSING_ROW = Kind(
    Text("缺少的行", "missing rows"),
    Text(
        "按没有填写处理；要复核的，请在发出的原评分卡上填写后交回",
        "it counts as not filled in; to review it, fill in the scorecard as it was issued",
    ),
)
MISSING_TABLE = Kind(
    Text("缺少的表", "missing tables"),
    Text(
        "按没有填写处理。请不要删除工作表，也不要改动表头的文字；要复核的，请在发出的原评分卡上填写后交回",
        "it counts as not filled in. Keep the sheets and the words of the headers; to review it, fill in the scorecard "
        "as it was issued",
    ),
)
MISSING_COLUMN = Kind(
    Text("缺少的列", "missing columns"),
    Text(
        "这一列按没有填写处理；请恢复原来的表头文字后重新交回",
        "the column counts as not filled in; restore the words of its header and send it again",
    ),
)
RENAMED_COLUMN = Kind(
    Text("改动过的表头", "renamed columns"),
    Text(
        "请恢复原来的表头文字；如果这一列是自己加的，请移到表外后重新交回",
        "restore the words of its header; if it is a column of your own, move it away from the table and send it again",
    ),
)
COLUMN_TWICE = Kind(
    Text("重复的列", "columns that stand twice"),
    Text("取左边的一列；请给自己加的列另起名字", "the left one was read; give columns of your own another name"),
)
ROW_TWICE = Kind(
    Text("重复的行", "rows that stand twice"),
    Text("只算一次；请删去多余的一行", "it counts once; delete the one that is too many"),
)
ROW_DIFFERS = Kind(
    Text("重复而填写不同的行", "rows that stand twice and differ"),
    Text(
        "后者填写的内容已记入意见；请删去不对的一行后重新交回",
        "what the other one says was kept in the comment; delete the wrong one and send it again",
    ),
)
UNKNOWN_ROW = Kind(
    Text("不认识的行", "unknown rows"),
    Text(
        "这一行填写的内容没有采用；请填到原有的行里，不要改动证据编号和行标识",
        "what the row says was not taken over; enter it in the row that was issued, and leave evidence and row ids as "
        "they are",
    ),
)


OF_ITS_CRITERIA = Text(
    "请在它下面各项的行里分别填写，再重新交回",
    "fill in the rows of its criteria, below it, and send it again",
)


@dataclass(slots=True)
class Flaws:
    """The flaws of one workbook; of each kind the first few, and how many there are beyond them."""

    workbook: str
    _told: dict[Kind, list[Flaw]] = field(default_factory=lambda: defaultdict(list))
    _count: Counter[Kind] = field(default_factory=Counter)

    def add(self, kind: Kind, place: tuple[str, str], what: Text, remedy: Text | None = None) -> None:
        """Add one. `place` is the sheet and the cell, "" for the whole; `remedy` stands in place of the kind's."""
        self._count[kind] += 1
        if self._count[kind] <= MOST_OF_A_KIND:
            self._told[kind].append(Flaw(self.workbook, *place, what, remedy or kind.remedy))

    def told(self) -> tuple[Flaw, ...]:
        """All that are to be told, each kind together."""
        told = []
        for kind, flaws in self._told.items():
            told += flaws
            more = self._count[kind] - len(flaws)
            if more:
                what = Text(
                    f"另有 {more} 处同类问题（{kind.name.zh}），不再逐一列出",
                    f"{more} more of this kind ({kind.name.en})",
                )
                told.append(Flaw(self.workbook, "", "", what, kind.remedy))
        return tuple(told)


def quoted(text: str) -> str:
    """The beginning of a cell's text on one line, as a message shows it."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
