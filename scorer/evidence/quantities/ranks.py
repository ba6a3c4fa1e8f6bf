"""Whether 第三 or 前三 in a folded sentence is a place among peers, or a name or a number in a row."""

from __future__ import annotations

import re

_RANKED = re.compile(
    r"(?:名列|位列|位居|位次|居|列|排名?|排在|升[至到为]|跃[至升居]|进[至到位]|前移至|跻身"
    r"|夺得|荣获|获得?|取得|保持|[至到为])"
    r"(?:于|全)?(?:[^，。；、：“”\d]{0,8}|[^，。；、：“”]{0,10}[）)省市区县州])\Z"
)
_AMONG = re.compile(
    r"全[国省市区县州盟系疆]|省内|市内|排名|排位|名列|[省市州区县）)]\Z"
    r"|总分|考核|评[比价估]|满意|增速|总量|得分|综合|并列|增幅|测评|评议|得票|[率额]\Z|(?<!态)度\Z"
)
_AMONG_TOP = re.compile(r"进入|跻身|位居|居|列|排|入围|挺进|杀入|冲进|闯入|保持")
_OF_CELL = re.compile(r"(?:名次|位次|上一?年度?|去年|上[季月期])\Z")  # what a cell of a table is headed with
_THING = frozenset(  # behind 第一 they make it a name or a number in a row
    "批届次个轮期季段步类家条项任时党要责线站场章节款支书导议方梯张份件年组部代课号等种动防副层道产人负力需手炮棒关现村楼"
    "大中小标感"
)
_AFTER_PLACE = frozenset("，。；、）)！？的并且和与及”") | {""}
_AFTER_CELL = frozenset("（）。；") | {""}
_CLAUSE = re.compile("[，。；：、]")
_NOT_A_PLACE = re.compile(r"(?:放在|摆在|置于|作为|放到|摆到)\Z")


def is_place(text: str, start: int, end: int, of: str) -> bool:
    """Whether 第三, which stands there with 位 or 名 in `of` or without, is a place."""
    before, after = text[max(0, start - 20) : start], text[end : end + 1]
    if of:
        return not (_NOT_A_PLACE.search(before) or (of == "名" and after and after in "党员干单老"))
    *_, heading, clause = "", *_CLAUSE.split(before)
    if after in _AFTER_CELL and _OF_CELL.search(before.rstrip("：")):
        return True
    if before.endswith("："):
        return after in _AFTER_CELL and bool(_AMONG.search(heading))
    if after not in _THING and _RANKED.search(clause):
        return True
    return after in _AFTER_PLACE and bool(_AMONG.search(clause))


def is_top(text: str, start: int, of: str) -> bool:
    """Whether 前三, which stands there with what follows it in `of`, is a place."""
    before = _CLAUSE.split(text[max(0, start - 20) : start])[-1]
    return of not in {"", "强"} or bool(_AMONG.search(before) or _AMONG_TOP.search(before))
