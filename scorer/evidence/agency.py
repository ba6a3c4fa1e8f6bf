"""Whose deed a sentence tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# What the name of an agency ends with.
KIND = re.compile(
    r"工作委员会|管理委员会|委员会|办公室|办公厅|(?:直属)?机关工委|工委|法院|检察院|组织部|宣传部|统战部|政法委|纪委监委|纪委|监委|"
    r"(?:发展改革|发改|卫健|卫生健康|国资|金融|网信|编|农|工)委|[^各大布]局|厅|党校|学院|大学|学校|医院|海关|税务所|派出所|收费所|"
    r"中心|总队|支队|大队|集团(?:公司)?|公司|银行|分行|支行|供销社|红十字会|联合会|总工会|妇联|团委|工商联|"
    r"(?:移民|政务|政府|市委|外事|信访|扶贫|医保)办|直(?:属)?机关(?:各)?(?:单位|部门)?(?:各部门|各单位)?(?:[（(]单位[）)])?|"
    r"直各?(?:部门|单位)(?:[（(]单位[）)])?|级机关(?:工作党委)?|"
    r"(?:省|市|区|县|州|旗)(?:党)?委|自治区党委|(?:省|市|区|县|州|自治区)政府|部门|窗口单位|党总支|党支部|支部|联合党委|机关党委|党委|党组织?"
)
# Where a name begins: a place, or the level that an agency stands on.
PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,5}?)?(?:自治区|自治州|新区|开发区|省|市|州|区|县|旗|盟|国家|中国|全国)|[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{2,8}局|大学|学院|海关)"
)
OPENING = re.compile(
    r"^(?:[“\"'（(]|近年来|今年以来|去年以来|年初以来|同时|此外|据了解|目前|当前|其中|随后|不久|很快|为此|连日来|日前|近日|比如|例如|如今|"
    r"\d{1,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|来|底|初|起)?|\d{1,2}月(?:\d{1,2}日|初|底|份)?|由|经|在|[，,、])+"
)
# Words that no name holds: with one of them the clause has run on past the name, or never had one.
NOT_IN_NAME = re.compile(
    r"[把将以对从为与被让使是的了着我们您他她不由先再也又都就还要能有向到]|围绕|坚持|聚焦|开展|推进|推动|加强|加大|通过|结合|深入|全面|按照|根据|"
    r"组织(?![部生])|召开|制定|建立|成立|设立|设有|印发|出台|举办|推行|确保|继续|深化|完善|健全|修订|组建|创建|编印|针对|紧盯|充分|广泛|"
    r"每年|全年|年度|统筹|指导|督促|引导|严格|研究|主持|实施|强化|落实|依托|发挥|参加|征求|依照|遵照|依据|对照|中央和|各部门|有关|相关|举行|牵头|联合|会同|走进|来自|作为"
)
# A name wherever it stands, for what a report is about: there its level must be told.
NAME = re.compile(
    r"(?:(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}?)?(?:自治区|省|市|州|区(?!区)|县)[\u4e00-\u9fff]{0,8}?"
    r"(?:直机关(?:工委)?|级机关工作党委|机关工委|局|厅|法院|检察院|委员会|发改委|卫健委|银行|大学|学院|医院|海关|集团)"
)
CIRCUMSTANCE = re.compile(r"^在.*[下中后上里时]$|^在.{2,24}(?:领导|指导|支持|带领|推动|部署|引领|指引)下")
CLAUSE = re.compile(r"[^，,：:；;。]{1,60}")  # no name is longer
CLAUSES_LOOKED_AT = 3


class Attribution:
    """Names the agency of each sentence of one report, sentence after sentence."""

    def __init__(self, titles: Iterable[str], opening: str) -> None:
        """`opening` is the report's first text: whom its title names, or it names most, is whom it is about."""
        self.report_agency = next(filter(None, map(_in_title, titles)), None) or _most_named(opening)
        self._paragraph = 0
        self._last: str | None = None

    def of(self, text: str, paragraph: int) -> str | None:
        """The agency a sentence names as its actor; else the one before it in its paragraph; else the report's."""
        if paragraph != self._paragraph:
            self._paragraph, self._last = paragraph, None
        self._last = _actor(text) or self._last
        return self._last or self.report_agency


def _actor(text: str) -> str | None:
    clauses = CLAUSE.findall(text)[:CLAUSES_LOOKED_AT]
    return next(filter(None, map(_named_at_start, clauses)), None)


def _named_at_start(clause: str) -> str | None:
    """The longest name at the head of a clause: 国家税务总局沅北市税务局, not 国家税务总局."""
    head = OPENING.sub("", clause, count=1)
    if PLACE.match(head) is None or CIRCUMSTANCE.match(clause):
        return None
    name = None
    for kind in KIND.finditer(head):
        if NOT_IN_NAME.search(head, 0, kind.end()):
            break
        name = head[: kind.end()]
    return name


def _in_title(title: str) -> str | None:
    pieces = re.split(r"[—\-：:，,  　|]+", title)
    return next(filter(None, map(_named_at_start, pieces)), None) or _most_named(title)


def _most_named(text: str) -> str | None:
    """The name that stands most often, with its place where it has one; the first of several."""
    names: list[str] = [name for name in NAME.findall(text) if not NOT_IN_NAME.search(name)]
    if not names:
        return None
    ranked = Counter(names)
    often = max(ranked, key=lambda name: (sum(n for other, n in ranked.items() if other.endswith(name)), len(name)))
    return max((name for name in ranked if name.endswith(often)), key=len)
