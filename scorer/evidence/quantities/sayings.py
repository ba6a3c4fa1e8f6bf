"""Where numbers count nothing: set phrases, names, titles, numbers of documents, hours of the clock."""

from __future__ import annotations

import re

# Phrases of the language that hold numbers and count nothing.
_SAYINGS = """
    三番五次 五次三番 三天两头 隔三差五 一年一度 一年到头 十年如一日 三年五载 三年两载 一年半载 百年大计
    千年大计 百年树人 十年树木 数一数二 一年四季 一日三餐 一日千里 一日之计 三起三落 两起两落 一千道一万
    三天打鱼 两天晒网 十天半月 十天半个月 三分钟热度 三十六行 三百六十行 三六九等 三头六臂 两头跑 三顾茅庐
    三令五申 三把火 两张皮 一张蓝图 一亩三分地 一碗水端平 两条腿走路 两个巴掌 三个臭皮匠 三人行 十里八乡
    十里长街 百里挑一 千里之行 千里迢迢 万里长征 半斤八两 四两拨千斤 千斤重担 九牛一毛 九牛二虎 四面八方
    一分为二 五十步笑百步 十年磨一剑 十年寒窗 十次有九次 两面三刀 一步一个脚印 一个萝卜一个坑 一件接着一件
    一件事接着一件事 一茬接着一茬 一年接着一年 一传十、十传百 一天一个样 一年一个样 三年大变样 百日攻坚
    三道四 三番两次 三句话不离本行 十里不同风
"""


def _any_of(sayings: list[str]) -> str:
    """A pattern for any of the words, which asks for a first character once."""
    firsts = dict.fromkeys(saying[0] for saying in sayings)
    rests = {first: sorted((one[1:] for one in sayings if one[0] == first), key=len, reverse=True) for first in firsts}
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


# What is passed over whole, wherever it stands. Measure words inside it are what a slogan is written with.
PASSED_OVER = (
    r"[〔\[［【（(](?:19|20)\d\d[〕\]］】）)] ?第?\d{1,5}号|https?://[^\s，。；]{1,200}"
    r"|(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?<!\d)(?:[01]?\d|2[0-4])[：:][0-5]\d(?:[：:][0-5]\d)?(?!\d)"
    r"|(?<![\d.])(?:[01]?\d|2[0-4])[时点](?![点滴线面])(?:[0-5]?\d分(?:[0-5]?\d秒)?|半|整)?"
    r"|\d{1,2}\+[\dNXnx](?:\+[\dNXnx])*|(?<=\+)\d{1,3}(?![\d.．%‰]| ?个?百分点)"
    r"|第[\d一二三四五六七八九十]{1,3}(?:[、和及至到—–-]第?[\d一二三四五六七八九十]{1,3}){1,8}(?=[项条款页章节批期届点类组])"
    r"|[二两三四五六七八九十]个一(?![、，])"
    r"|两个(?:维护|确立|大局|一百年|毫不动摇|结合|先行|责任|文明|务必|永远)"
    r"|三个(?:代表|务必|区分开来|表率|面向|倍增|服务|牢固树立)|四个(?:意识|自信|全面|服从|伟大|最严|走在前列?|自我|之问|决不|体系)"
    r"|五个(?:必由之路|必须|统筹|好(?![的处])|到位|自觉)|六个(?:必须坚持|坚持|必须)|七个(?:有之|着力)|八项规定|十项规定|十个明确|十四个坚持"
    r"|三次产业|[两三四五六]篇大?文章|五次党代会|四次全会|两个先锋|双报到|一次性"
    r"|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{0,3}次?[^，。；]{0,3}(?:全会|会议)"
    r"|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}次"
    r"|[一二三四五六七八九十]{1,3}届(?:人大|政协|党代会|市委|省委|区委|县委|纪委|理事会)[一二三四五六七八九十]{0,3}次?(?:会议|全会)?"
    r"|[一二两三四五六七八九十]{1,2}次(?:创业|全会|党代会|革命|供水|元)|[一二三]期(?:项目|工程)|二次"
    r"|一[日周旬月季年]一(?![日号])"
    rf"|{_any_of(_SAYINGS.split())}"
    r"|(?:\d{1,2}|[两三五六十])年(?=[^，。；：、“”\d]{0,6}(?:行动|计划|规划|攻坚|方案))"
)
_SHORT_QUOTE = re.compile('[“‘『「"][^“”‘’『』「」"，。；！？]{1,26}[”’』」"]')


_TITLE = re.compile("《[^》]{0,80}》")


def slogans(text: str) -> list[tuple[int, int]]:
    """Where short words in quotation marks stand: names and slogans, in which nothing is counted but shares."""
    return [found.span() for found in _SHORT_QUOTE.finditer(text)]


def titles(text: str) -> list[tuple[int, int]]:
    """Where titles of documents stand, in which nothing is counted."""
    return [found.span() for found in _TITLE.finditer(text)] if "《" in text else []
