"""Places in folded text: 昌吉州, 清源县, 宁夏."""

from __future__ import annotations

import re
from collections import Counter

from scorer.agencies import words

_HAN = words.HAN
AUTONOMOUS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各"
)
SHORT = {"自治州": "州", "自治县": "县", "自治旗": "旗", "自治区": "区"}
_PLACE = re.compile(
    f"(?P<name>{'|'.join(AUTONOMOUS)}|[{_HAN}]{{2,5}}?)(?:(?:{_PEOPLES})族){{0,4}}"
    "(?P<level>自治区|自治州|自治县|自治旗|新区|省|市|州|区|县|旗|盟)(?![域长际]|民(?!政|宗|族|兵)|场(?!监)|委员(?!会))"
)
_AGENCY_BEHIND = re.compile(
    f"(?<![{_HAN}])({'|'.join(AUTONOMOUS)}|[{_HAN}]{{2,4}}?)(省|市|州|区|县|旗|盟)(?=[{_HAN}]{{0,10}}(?:局|委|院|机关|厅|办|部))"
)
_ABOVE = re.compile(words.ABOVE_PLACES)
# No name of a place holds or ends with these; an 景区 or 园区 is no level either.
_NO_PLACE = re.compile(
    "关于|深化|加强|推进|推动|[以全我本该各在向为把将对与从由是的有了到每何某跨委党]|其他|中国|国家|政府|自治$|级$|一$|两$"
)
_NO_DISTRICT = frozenset("小社景园校辖片灾牧库厂矿街")


def split_place(text: str) -> tuple[str, str, int]:
    """The place that a name begins with, its level (州, not 自治州), and where it ends; "", "", 0 without one."""
    found = _PLACE.match(text)
    if found is None or not _is_place(found["name"], found["level"]):
        return "", "", 0
    return found["name"], SHORT.get(found["level"], found["level"]), found.end()


def _is_place(name: str, level: str) -> bool:
    return not (_NO_PLACE.search(name) or (level == "区" and name[-1] in _NO_DISTRICT))


def place_at(name: str) -> str:
    """The innermost place that a name begins with: 云溪区 of 东梧市云溪区税务局; "" without one."""
    above = _ABOVE.match(name)
    last, at = "", above.end() if above else 0
    while True:
        place, level, end = split_place(name[at:])
        if not end:
            return last
        last, at = place + level, at + end


def place_in(text: str) -> str:
    """The place that most names in a text begin with, of several the first; "" where it stands nowhere else."""
    found = Counter(place + level for place, level in _AGENCY_BEHIND.findall(text) if _is_place(place, level))
    often = max(found, key=found.__getitem__, default="")
    return often if often and text.count(often[:-1]) > 1 else ""
