"""A name -> what it comes to, however it is written: its place, its level, and what is left, in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scorer.agencies import organs
from scorer.agencies.places import AUTONOMOUS, SHORT, split_place
from scorer.model.agency import AgencyKind

REMEMBERED = 65_536  # names; a run has thousands

_ABOVE = re.compile("国家税务总局|中国共产党|中共")
_LEVEL = re.compile("全?(自治区|自治州|自治县|自治旗|省|市|州|区|县|旗|盟)")
_INNER = re.compile(
    "(?:机关)?(?:党组（党委）|党委（党组）|党组|党总支|(?<![省市州区县旗盟作])党委|机关党委|党工委|纪工委|机关纪委|(?<![一二三四五六七八九十])党支部)$|(?<=[局厅院办委部会])机关$"
)
_BRANCH = re.compile(
    "(?P<of>.{2,30}?(?:局|厅|委|委员会|办|办公室|院|部|大学|学院|中学|海关|集团|公司|会|校|中心|社|行|联|政府)(?:机关)?)"
    "(?P<branch>(?:机关)?(?:第[一二三四五六七八九十]{1,3}|[一-鿿]{1,12}?)(?:党支部|(?<!党)支部|党小组|处|科)|驻[一-鿿]{1,10}工作队)"
)
_PARTY_UNIT = re.compile(
    "(?:党)?委(?=(?:直|市直|省直|州直|县直|区直|机关工|组织部|宣传部|统战部|政法|编|网信|老干部|党校|巡察|党史|社会工作|社工|农|财经|台|外事|全面|直属|机构编制|网络安全|统一战线|机要|保密))"
)
_CITY_DIRECT = re.compile("^[省市州区县旗](?=直)")
_ALSO = re.compile("(?<=.)（[^（）]{0,8}[省市州区县旗盟][^（）]{2,20}）$")  # 区政府办公室（区大数据局）
_COMPANY = re.compile("(?:(?<=集团)(?:股份)?有限(?:责任)?公司$|(?:股份)?有限(?:责任)?(?=公司$))")
_MANY = re.compile(
    "(?:(?:(?:直属?|级)(?:各级)?各?|各)(?:机关|单位|部门)|机关(?:各级)?党组织)(?!.*工(?:作)?(?:党)?委).*"
)
_CHARGE = {short: full for full, *shorts in organs.CHARGES for short in (full, *shorts)}
_WHOLE = {other: first for first, *others in organs.WHOLE for other in (first, *others)}
_RANK = re.compile(f"(.+?)({'|'.join(organs.RANKS)})")
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in organs.KINDS)
_PART = re.compile(organs.PART)
_LEAGUE = re.compile("团[省市州区县旗]委|共青团")
DIRECT = "直机关"  # all agencies of a place together
LEAGUE = "团委"


@dataclass(frozen=True, slots=True)
class Form:
    """What a name comes to. Names that come to the same are one agency's."""

    place: str  # 昌吉; "" where the name tells none
    level: str  # 州; "" where it tells none
    unit: str  # 财政局, 发展和改革委
    branch: str = ""  # of the unit: 第一党支部

    @property
    def whole(self) -> Form:
        """The agency of a branch."""
        return Form(self.place, self.level, self.unit)


@lru_cache(REMEMBERED)
def form_of(name: str) -> Form:
    """What a name comes to by itself, whatever report it stands in."""
    if _LEAGUE.match(name):
        return _league(name)
    rest = _ALSO.sub("", _ABOVE.sub("", name, count=1))
    place = level = ""
    while (found := split_place(rest))[2]:
        place, level, end = found
        rest = rest[end:]
    if (alone := _LEVEL.match(rest)) and (not place or len(alone[1]) > 1 or rest.startswith("全")):
        place, level = ("", SHORT.get(alone[1], alone[1])) if not place else (place, level)
        rest = rest[alone.end() :]
    branch = _BRANCH.fullmatch(rest)
    if branch:
        return Form(place, level, _unit(branch["of"]), without_inner(branch["branch"]))
    return Form(place, level, _unit(rest))


def _league(name: str) -> Form:
    """团市委 and 共青团临江市委."""
    inside = re.sub("^(?:共青团|团)|(?:委员会|委)(?:机关)?(?:党组|党委|党支部|机关党支部)?$", "", name)
    place, level, end = split_place(inside)
    return Form(place, level if end else SHORT.get(inside, inside), LEAGUE)


def without_inner(name: str) -> str:
    """A name without a body inside the agency that is the agency's own: its 党组, 机关党委."""
    return _INNER.sub("", name) or name


def _unit(rest: str) -> str:
    bare = without_inner(rest)
    bare = _COMPANY.sub("", bare)
    bare = _CITY_DIRECT.sub("", _PARTY_UNIT.sub("", bare, count=1), count=1)
    if bare in _WHOLE:
        return _WHOLE[bare]
    if _MANY.fullmatch(bare):
        return DIRECT
    found = _RANK.fullmatch(bare)
    if found is None:
        return bare
    charge = _CHARGE.get(found[1])
    return charge + organs.RANKS[found[2]] if charge else bare


@lru_cache(REMEMBERED)
def kind_of(name: str) -> AgencyKind:
    """What sort of body has this name."""
    name = without_inner(name)
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), AgencyKind.OTHER)


def is_part(name: str, agency: str) -> bool:
    """Whether a name without place or level is of a part of the agency that a report is about."""
    kind = kind_of(name)
    return kind is AgencyKind.BRANCH or (
        kind_of(agency) in organs.WITH_PARTS and _PART.search(without_inner(name)) is not None
    )


def level_of_region(region: str) -> tuple[str, str]:
    """A region's place and level, as forms have them."""
    if region in AUTONOMOUS:
        return region, "区"
    place, level, _ = split_place(region)
    return place, level
