"""One number of a folded sentence with its unit and the words that bound it, or that it counts nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scorer.evidence.quantities.bounds import FAR_WORD, ROUGHLY, bound_before, bound_from_afar, bounded, bounded_behind
from scorer.evidence.quantities.dates import DATE, DAY_ALONE, iso
from scorer.evidence.quantities.lengths import TIMES, extent, is_number_of_days, is_span, is_surely_span
from scorer.evidence.quantities.numerals import SPELLED, value_of
from scorer.evidence.quantities.ranks import is_place, is_top
from scorer.evidence.quantities.sayings import PASSED_OVER
from scorer.evidence.quantities.units import AFTER_ONE, BEGIN_UNITS, unit_at
from scorer.model import Bound, QuantityKind

_DIGITS = (
    r"(?<![\dA-Za-z.．])(?:\d{1,3}(?:[,，]\d{3}){1,5}(?!\d)|\d{1,3}(?: \d{3}){1,5}(?!\d)"
    r"|(?<=[一-鿿”])(?<![第件表图栏例号案月日])\d{1,2} \d{1,2}(?=[一-鿿%])"  # 4 6处, broken in two
    r"|\d{1,15})(?: ?[.．] ?\d{1,9})?"
)
_WORDS = (
    rf"(?:[几数上]|好几)?(?!零(?!点))(?:(?!百分点)[{SPELLED}万亿]){{1,16}}(?:点[零〇一二三四五六七八九]{{1,4}})?"
    r"|双(?=台(?!子)|倍)|(?<![上下后大多一过个])(?<!(?<!提)前)半(?=小时|天|个小时|个月|个钟头|[篮碗袋桶箱筐瓶杯亩斤米里]|公里|年(?![度报会]|工作|总结|考核))"
)
_SOME = f"(?<=[0十百千万亿])来(?=[{BEGIN_UNITS}万亿])"  # 十来个
_DIGITS_SCALED = rf"{_DIGITS} ?[余多几]?(?:千(?![瓦米克])|百(?!分点)|十)?(?:万亿|万|亿)?(?:[余多几]|{_SOME})?"
_WORDS_SCALED = rf"(?:{_WORDS})(?:(?:[余多几]|{_SOME})(?:万亿|万|亿)?)?"
_PART = rf"(?:\d{{1,3}}(?:[.．]\d{{1,4}})?|[{SPELLED}]{{1,6}}(?:点[零〇一二三四五六七八九]{{1,4}})?)"
_FIRST_PLACE = (
    r"[名位稳高雄]?(?:居|列|排名?|占据?)[于在全]?[^，。；、“”《》\d]{0,10}?(?:首位|榜首)"
    r"|[位稳高雄跃]?居[^，。；、“”\d]{0,8}?首(?=[，。；、）！\s]|$)|榜首"
    r"|(?<=全[国省市县区州盟旗])首位(?!度)"
)
_BEGINS = rf"[\d{SPELLED}万亿几数上好双半第前名位稳高雄跃居列排占榜首隔《〔［【（\[(h+]"  # whatever _NUMBER finds
_NUMBER = re.compile(
    rf"(?={_BEGINS})(?:(?P<none>{PASSED_OVER})"
    rf"|(?<![\d.．第每个])(?P<date>{DATE})"
    rf"|(?P<first>{_FIRST_PLACE})"
    rf"|第 ?(?P<place>\d{{1,6}}|[{SPELLED}]{{1,6}}) ?(?P<of>[位名]?)"
    rf"|(?<![以之目当日此提空生])前(?P<top>\d{{1,4}}|[一二两三四五六七八九十百]{{1,3}})"
    rf"(?P<top_of>位|名|强|甲|%|(?=[，。；、）的之行])|$)"
    rf"|百分之(?P<percent>{_PART})|(?P<hundred>百分百)|(?<![另这那前后])(?P<half>一半|半数)(?![天夜])|(?P<whole>{_PART}|十?万)分之(?P<part>{_PART})"
    rf"|(?P<best>[十百])(?=[佳优])"
    rf"|(?P<digits>{_DIGITS_SCALED})"
    rf"|(?P<words>{_WORDS_SCALED}))"
)
_MAY_COUNT = re.compile(rf"[\d{SPELLED}万亿双首前几半]")

_TENTHS = frozenset("一二两三四五六七八九十123456789")
_PERCENT = re.compile(" ?[%‰]")
_PAIR = re.compile("([一二两三四五六七八九])([二三四五六七八九])(?=[十百千万亿]|[余多几]?\\Z)")
_MORE_TENTHS = re.compile("([一二三四五六七八九])(?![十百千万亿个名项条件家户人分点成类])|半")
_MORE_HALF = re.compile("半(?![夜天载路山])")
_ABOUT_PART = re.compile("(?P<at_least>强|多)(?=[，。；、）的]|$)|(?P<at_most>弱)(?=[，。；、）]|$)")
_SIGNED = re.compile(r"(?<![\d%‰])[+＋−－↑↓]\Z|(?<=[：（比])-\Z")
_POINTS = frozenset({"个百分点", "百分点"})
_BARE = frozenset("百千万亿佰仟")  # alone they count nothing: 千家万户
_OF_CROWDS = frozenset({"个", "名", "件", "场", "项"})  # 千名干部, but 千家万户 are none
_AT_LAST = re.compile("[，。；！？）]|$")
_TERM_OF = re.compile("[，。；：、！？）（”]|培训|班|讲|课|活动|学习|轮训|研讨|读书|沙龙|$")  # else 三期码头, the third
_PAGED = re.compile(r"第 ?\d{1,4} ?页")
_DOUBLED = re.compile("翻了?(?:近|约|将近|超过?|逾)?\\Z")
_MONEY = re.compile("[钱费金款价薪贴资捐元花挣赚赔]|收入")
_NO_THING = re.compile("[，。；：、！？）”也都就还呢吧]|$")  # behind 块 where it is money
_SMALL = frozenset("两三四五六七八九十")
_OF_TWO = frozenset({"人", "名", "户", "个百分点"})
_IN_ROW = re.compile("连续|共")
_NO_TENTHS = frozenset("立为功果效员绩就交套型本熟人长材渝不品章分倍色像片全堆")  # behind 成
_MORE = re.compile(r"[余多几数上]")
_MEASURED = frozenset(
    {"年", "米", "倍", "公里", "天", "小时", "亩", "吨", "岁", "个月", "个小时", "个钟头", "周", "里", "斤", "番"}
)
_OF_ONE = frozenset(  # units of which 一 is a number, not an article
    {
        "米",
        "公里",
        "倍",
        "个百分点",
        "百分点",
        "个工作日",
        "工作日",
        "小时",
        "个小时",
        "个钟头",
        "个月",
        "个基点",
        "亩",
        "吨",
        "公斤",
        "番",
    }
)
_MERGED_INTO = re.compile(r"(?:并|合并|归并|整合|精简|压缩|减少)(?:成|为|到|至)了?\Z")
_SHORTENED_TO = re.compile(r"(?:至|到|为|仅|只用|仅用|只需|仅需)\Z")
_ALONE = re.compile(r"\+?(?=[，。；、）！？”]|$)|\+")


@dataclass(slots=True)
class Number:
    """A number as it was found, before what stands around it is read."""

    start: int
    end: int
    kind: QuantityKind
    value: float | None
    unit: str = ""
    bound: Bound = Bound.EXACT
    upper: float | None = None
    before: float | None = None
    date: str = ""
    spelled: bool = False
    sure: bool = True  # else it counts only beside others: 一个中心、两个平台
    bare: bool = False  # without a unit: it counts nothing, but may begin a range or a change


def numbers_in(text: str) -> list[Number]:
    """Every number of a folded sentence that may count something, by place."""
    if not _MAY_COUNT.search(text):
        return []
    numbers: list[Number] = []
    afar = FAR_WORD.search(text)
    for found in _NUMBER.finditer(text):
        last = numbers[-1] if numbers else None
        number = _read(found, text, last)
        if last and number and last.bare and number.start < last.end:  # 一连三天 begins with what looked like one
            numbers.pop()
            last = None
        if number and (last is None or last.end <= number.start):
            if afar and number.bound is Bound.EXACT and number.kind in {QuantityKind.AMOUNT, QuantityKind.SHARE}:
                bound_from_afar(number, text, last.end if last else 0)
            numbers.append(number)
    return numbers


def _read(found: re.Match[str], text: str, last: Number | None) -> Number | None:
    """What was found as a number with its unit, after the one before it; None where it is none."""
    start, end = found.span()
    group = found.lastgroup
    if group == "none":
        return None
    if found["date"]:
        if DAY_ALONE.fullmatch(found["date"]) and is_number_of_days(
            text, start, end, bounded=bound_before(text, start) is not None
        ):
            return _number(start, end - 1, text, spelled=False)
        return Number(start, end, QuantityKind.DATE, None, date=iso(found["date"]))
    if found["first"]:
        whole = found["first"].endswith("首")  # 居首, but 首位 and 榜首 alone carry the place
        unit = "位" if found["first"].endswith("位") else ""
        return Number(start if whole and text[end - 2] != "榜" else end - 2, end, QuantityKind.RANK, 1.0, unit)
    if found["place"]:
        listed = last is not None and last.kind is QuantityKind.RANK and text[last.end : start] in {"、", "和", "与"}
        told = listed or is_place(text, start, end, found["of"])
        return Number(start, end, QuantityKind.RANK, value_of(found["place"]), found["of"]) if told else None
    if found["top"]:
        unit = found["top_of"] if found["top_of"] in {"位", "名", "%"} else ""
        told = is_top(text, start, found["top_of"])
        return Number(start, end, QuantityKind.RANK, value_of(found["top"]), unit) if told else None
    if found["percent"] or found["hundred"] or found["half"] or found["whole"]:
        return bounded(_fraction(found, text), text)
    if found["best"]:
        return Number(start, end + 1, QuantityKind.AMOUNT, value_of(found["best"]), text[end])
    return _number(start, end, text, spelled=found["words"] is not None)


def _fraction(found: re.Match[str], text: str) -> Number:
    if found["hundred"]:
        share = 100.0
    elif found["half"]:
        share = 50.0
    elif found["percent"]:
        share = value_of(found["percent"])
    else:
        share = round(100 * value_of(found["part"]) / (value_of(found["whole"]) or 1), 6)
    number = Number(found.start(), found.end(), QuantityKind.SHARE, share, "%")
    more = _ABOUT_PART.match(text, number.end)  # 三分之一强
    if more:
        number.end, number.bound = more.end(), Bound(str(more.lastgroup))
    return number


def _number(start: int, end: int, text: str, *, spelled: bool) -> Number | None:
    """A number and the unit behind it."""
    numeral = text[start:end]
    number = Number(start, end, QuantityKind.AMOUNT, None, "", _more(numeral), spelled=spelled)
    number.value, number.upper = _worth(numeral, spelled=spelled)
    sign = _PERCENT.match(text, end)
    if sign:
        number.kind, number.unit, number.end = QuantityKind.SHARE, "%", sign.end()
        if sign[0][-1] == "‰":
            number.value /= 10
        return bounded(_signed(number, text), text)
    if text.startswith("成", end) and _is_tenths(numeral, text, end):
        return bounded(_tenths(number, text), text)
    unit, unit_end = unit_at(text, end + text.startswith(" ", end))
    if not unit:
        return _without_unit(bounded(number, text), numeral, text)
    number.unit, number.end = unit, unit_end
    _add_to_unit(number, text[end:unit_end], text)
    if unit in _POINTS:
        number = _signed(number, text)
    if unit == "日":
        limited = number.bound is not Bound.EXACT or bound_before(text, start) is not None
        if not is_number_of_days(text, start, number.end, bounded=limited):
            return None
    if unit == "块钱" or (unit == "块" and _is_money(number, text)):
        number.unit = "元"
    return _lasting(number, numeral, text) if unit in TIMES else _counted(number, numeral, text)


def _add_to_unit(number: Number, unit: str, text: str) -> None:
    """What a unit as written, or what stands behind it, adds: 3个多月, 两个半小时, 两年多, 一天半."""
    if "多" in unit or "余" in unit:
        number.bound = Bound.AT_LEAST
    if "半" in unit:
        number.value = (number.value or 0.0) + 0.5
    if number.unit not in _MEASURED and number.unit not in TIMES:
        return
    if text[number.end : number.end + 1] in {"多", "余"}:
        number.end, number.bound = number.end + 1, Bound.AT_LEAST
    elif number.spelled and _MORE_HALF.match(text, number.end):
        number.end, number.value = number.end + 1, (number.value or 0.0) + 0.5


def _is_money(number: Number, text: str) -> bool:
    """Whether 块 means yuan: money is spoken of before it, and nothing that comes in pieces stands behind it."""
    spoken_of = _MONEY.search(text, max(0, number.start - 40), number.start)
    return spoken_of is not None and _NO_THING.match(text, number.end) is not None


def _tenths(number: Number, text: str) -> Number:
    """七成, 八成七, 两成多."""
    number.kind, number.unit, number.end = QuantityKind.SHARE, "%", number.end + 1
    number.value = 10 * (number.value or 0.0)
    more = _MORE_TENTHS.match(text, number.end)
    if more:
        number.value, number.end = number.value + (value_of(more[1]) if more[1] else 5), more.end()
    elif text[number.end : number.end + 1] in {"多", "余"}:
        number.end, number.bound = number.end + 1, Bound.AT_LEAST
    return number


def _signed(number: Number, text: str) -> Number:
    """With the sign before it that says that it is a change: +12.4%."""
    signed = _SIGNED.search(text, max(0, number.start - 2), number.start)
    if signed:
        number.start = signed.start()
    return number


def _worth(numeral: str, *, spelled: bool) -> tuple[float, float | None]:
    """The value of a numeral, and the upper one of two that stand together: 三五个, 七八十人."""
    pair = _PAIR.match(numeral) if spelled else None
    if pair:
        low, high = (value_of(digit + numeral[2:]) for digit in pair.groups())
        if low < high:
            return low, high
    return value_of(numeral), None


def _without_unit(number: Number, numeral: str, text: str) -> Number:
    """A bare number; 浏览量超300万 and 10万+ tell how many all the same."""
    alone = _ALONE.match(text, number.end)
    number.bare = not (alone and numeral[0].isdigit() and numeral.rstrip("余多几")[-1] in "万亿")
    if alone and alone[0] and not number.bare:
        number.end, number.bound = alone.end(), Bound.AT_LEAST
    return number


def _is_tenths(numeral: str, text: str, end: int) -> bool:
    """Whether 成 behind a numeral means tenths: 九成, but not 一成不变."""
    return numeral in _TENTHS and text[end + 1 : end + 2] not in _NO_TENTHS


def _lasting(number: Number, numeral: str, text: str) -> Number | None:
    """A length of time: one in which something is told, or one that is itself told."""
    at = bound_before(text, number.start)
    start = at.start() if at else number.start
    limited = at is not None and at[0] not in ROUGHLY
    if not is_span(number.unit, number.value, text, start, number.end, limited=limited):
        return _counted(number, numeral, text)
    if number.spelled and numeral[0] in _BARE:  # 百年
        return None
    number.kind = QuantityKind.SPAN
    vague = number.bound is not Bound.EXACT or at is not None
    number.sure = numeral != "一" or vague or is_surely_span(text, start, number.end)
    if at and at.lastgroup != "about":  # 近三年 is no vague number
        number.start, number.bound = at.start(), Bound(str(at.lastgroup))
    number = bounded_behind(number, text)
    number.start, number.end = extent(text, number.start, number.end)
    return number


def _counted(number: Number, numeral: str, text: str) -> Number | None:
    """An amount; None where the numeral with its unit is part of a set phrase."""
    vague = number.bound is not Bound.EXACT
    start = number.start
    before = text[max(0, start - 8) : start]
    number = bounded(number, text)
    modified = number.start < start or vague
    if number.spelled:
        if numeral[0] in _BARE and not modified and before[-1:] not in {"达", "上"}:
            behind = number.bound is not Bound.EXACT  # 亿元以上
            money = number.unit == "元" and (len(numeral) > 1 or behind)
            named = _is_told_last(numeral, number, text, before)
            if not (money or behind or named or number.unit in _OF_CROWDS):
                return None
        if len(numeral) == 1 and not _counts_alone(numeral, number.unit):
            return None
        if numeral + number.unit == "两人" and before[-1:] in {"", "，", "。", "；"}:  # they
            return None
    if not _unit_counts(number, numeral, text, before):
        return None
    if numeral == "一":
        reduced = number.unit in TIMES and _SHORTENED_TO.search(before) is not None
        reduced = reduced or _MERGED_INTO.search(before) is not None
        number.sure = number.start < start or number.unit in _OF_ONE or reduced
    return number


def _unit_counts(number: Number, numeral: str, text: str, before: str) -> bool:
    """Whether a unit that is often part of something else counts here: 翻了一番, but 一番话; 两期, but 三期码头."""
    if number.unit == "届":
        return not number.spelled or _IN_ROW.search(before) is not None
    if number.unit == "期":
        return not number.spelled or len(numeral) > 1 or _TERM_OF.match(text, number.end) is not None
    if number.unit == "番":
        return _DOUBLED.search(before) is not None
    return number.unit != "页" or not _PAGED.search(text, max(0, number.start - 8), number.end + 8)


def _is_told_last(numeral: str, number: Number, text: str, before: str) -> bool:
    """Whether 百 or 千 says how many behind what is counted: 走访企业百户."""
    crowd = numeral in {"百", "千"} and number.unit in {"户", "家"}
    return crowd and before[-1:] not in {"", "家", "村", "，", "、"} and _AT_LAST.match(text, number.end) is not None


def _counts_alone(numeral: str, unit: str) -> bool:
    """Whether one character with a unit is how many: 三名, 两家; 二 is mostly the second, 十分 is very."""
    if numeral == "二":
        return unit in _OF_TWO
    return numeral not in _SMALL or unit in AFTER_ONE


def _more(numeral: str) -> Bound:
    if "来" in numeral:
        return Bound.ABOUT
    return Bound.AT_LEAST if _MORE.search(numeral) else Bound.EXACT
