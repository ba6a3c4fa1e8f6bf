"""Of a rank: what is ranked, and what it is a place in; and the amounts that only say among how many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scorer.evidence.quantities.periods import without
from scorer.evidence.quantities.phrases import bare, ended, short
from scorer.model import Bound, QuantityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.evidence.quantities.periods import Period
    from scorer.model import Quantity

_RANKS = re.compile(
    r"(?:连续[^，。；、]{1,3}年)?(?:名列|位列|位居|位次|居于?|列|排名第?|排在|排|升至|升到|升为|跃居|跃升至|进至|前移至|跻身|夺得|荣获|获得?|取得|保持|蝉联|提升至|上升至|上升到|进入)"
)
_SENTENCE_PART = re.compile(r"[，。；：！？“”】…]")
_BREAK = re.compile(r"[，。；：！？“”（）】…]")
_WITHIN = re.compile(r"(?:[从由自]|[名位稳高雄跃]?[居列]|排名?|占据?)于?([^第]*?)(?:第|前|首位|榜首|首\Z)")
_PLACE = "全(?:国|省|市|县|区|州|盟|旗|疆|自治[区州县]|系统|行业)"
_FIELD = re.compile(rf"(?:^|在|于|[居列])?(?P<field>(?:{_PLACE}|[省市县区州]内|同类|同级)[^，。；]*?)[之当]?[中里]?\Z")
_OF_FIELD = re.compile(
    rf"(?P<place>{_PLACE})(?P<matter>[^\d]*(?:评[价比估议]|考[核评]|测评|检查|赛|排名|度|率|增速|总量|指数|得分|成绩))\Z"
)
_AGENCY = re.compile(r"(?:局|委|办|院|厅|署|中心|单位|机关|支部|我[省市县区州]|[省市县区州])\Z")
_ASSESSED = re.compile(r"(?:.*在)?(?P<matter>[^，。；]{4,}?)[之当]?中\Z")
_SIZED = re.compile(rf"(?:{_PLACE}|[省市县区州]内|辖区内?)的?\Z")
_COVERED = re.compile(rf"(?:覆盖|遍及|走遍|联通|贯通|辐射|惠及|布局)了?{_PLACE}的?\Z")
_DIVISIONS = re.compile(
    r"(?:（[市州区县]）|[省市县区州盟旗乡镇]){1,2}(?![级直内域长属委局民管])|街道|乡镇|镇街|设区市|地级市|县级市|自治州"
)
_AMONG = re.compile(r"[^，。；：\d]{0,14}?[之当]?(?:中(?!心)|里)(?=[，的第排位名居列]|由|$)")
_TO_RANK = re.compile(r"[^，。；：]{0,14}\Z")
_QUOTED = re.compile(r"“([^“”]{1,16})”\Z")
_DIGIT = re.compile(r"\d")


def peers(quantity: Quantity, text: str, following: Sequence[Quantity]) -> str:
    """The words of an amount that only says among how many a place is, or into how many a place is divided.

    Nothing for any other: 覆盖全市12个县区 is a result.
    """
    if quantity.kind is not QuantityKind.AMOUNT or quantity.bound is not Bound.EXACT or quantity.before is not None:
        return ""
    sized = _SIZED.search(text, max(0, quantity.start - 5), quantity.start)
    if not sized or _COVERED.search(text, max(0, quantity.start - 8), quantity.start):
        return ""
    place = quantity.end - (quantity.unit in {"省", "市", "县", "区", "州", "镇", "乡"})
    divisions = _DIVISIONS.match(text, place)
    ranked = following and following[0].kind is QuantityKind.RANK
    among = _AMONG.match(text, quantity.end) or (ranked and _TO_RANK.match(text, quantity.end, following[0].start))
    if not divisions and not among:
        return ""
    end = divisions.end() if divisions else quantity.end
    if not divisions and among:
        end = among.end()
    return re.sub("[之当]?[中里]\\Z", "", text[sized.start() : end])


def ranked(quantity: Quantity, text: str, told: Sequence[Quantity], periods: Sequence[Period]) -> tuple[str, str]:
    """What is ranked, and what it is a place in and of: 全省 营商环境评价; `told` are the quantities before it."""
    low = max(0, quantity.start - 60)
    begun = max((found.end() for found in _SENTENCE_PART.finditer(text, low, quantity.start)), default=low)
    part = begun
    counted = [one for one in told if one.kind not in {QuantityKind.DATE, QuantityKind.SPAN} and not one.field]
    for one in told:
        if text.startswith("、", one.end) or one in counted:
            begun = max(begun, one.end)
    within = _WITHIN.match(quantity.text)
    clause = without(text, begun, quantity.start, periods)
    said = clause + ("列" + within[1] if within and within[1] else "")
    matter, *others = (ended(bare(words)) for words in _RANKS.split(said))
    place = others[-1] if others else ""
    field = _FIELD.search(matter)
    assessed = None if field else _ASSESSED.match(matter)
    if field:
        matter, inside = ended(matter[: field.start()]), field["field"]
        of_field = _OF_FIELD.match(inside) if not matter or _AGENCY.search(matter) else None
        if of_field:
            matter, inside = of_field["matter"], of_field["place"]
        place = f"{inside} {place}".strip()
    elif assessed:
        matter = assessed["matter"]
    if not matter or _AGENCY.search(matter):
        matter = _assessed(text[low:part]) or matter or _last_told(text, quantity.start, counted)
    matter = short(matter)
    return matter, " ".join(words for words in (place, matter) if words)


def _assessed(before: str) -> str:
    """What was assessed, where the clause before says so: 在全县群众满意度测评中，."""
    clauses = _SENTENCE_PART.split(before)
    found = _ASSESSED.match(clauses[-2]) if len(clauses) > 1 and not clauses[-1] else None
    return bare(found["matter"]) if found else ""


def _last_told(text: str, start: int, counted: Sequence[Quantity]) -> str:
    """What is said last before a place without words of its own: by a clause, or by a quantity's indicator."""
    since = counted[-1].end if counted else 0
    return said_before(text, start, since) or (counted[-1].indicator if counted else "")


def said_before(text: str, start: int, since: int = 0) -> str:
    """What a number without words of its own is of: words in quotation marks before it, or the clause before."""
    quoted = _QUOTED.search(text, max(since, start - 30), start)
    if quoted:
        return quoted[1]
    clauses = [ended(bare(clause)) for clause in _BREAK.split(text[max(since, start - 40) : start])]
    clauses = [clause for clause in clauses if not clause.startswith("【")]
    return short(
        next((clause for clause in reversed(clauses[:-1]) if len(clause) > 1 and not _DIGIT.search(clause)), "")
    )
