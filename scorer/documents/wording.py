"""How the lines of reports are worded that are not body text: one place for all that is told by wording."""

from __future__ import annotations

import re

_NUMERAL = "[一二三四五六七八九十]{1,3}"
NUMBERED = re.compile(
    rf"第?{_NUMERAL}[、，,．.]|[（(](?:{_NUMERAL}|\d{{1,2}})[)）]|\d{{1,2}}(?:[、．]|\.(?!\d))\s*|[①-⑳]"
    rf"|第{_NUMERAL}[章节条部编][:：\s]|其[一二三四五六七八九十][，,、]"
)

# A line ends its sentence with one of these, whatever quotes and brackets close after it.
ENDED = re.compile(r"[。！？!?；;：:…][”’」』）)》】\]\"*_]*\Z")
CLOSED = re.compile(r"[”’」』）)】\]\"]\Z")
NEVER_FIRST = re.compile(r"[。，；：、！？”’』」）》】]")  # no line begins with these but the rest of a cut one
RUNS_ON = re.compile(r"[，,、—（(《“「『‘]\Z")  # nothing ends with these but a line that is cut

_ARTICLE = re.compile(rf"第{_NUMERAL}条")  # of a rule; what follows is its text

_COUNTED = re.compile(
    r"\d[\d.,]*\s*[余多]?\s*(?:%|％|[十百千万亿]?[余多]?(?:[次人个项件场户家名篇期元起天支条批处份所]|小时|人次))"
)
_LABEL = re.compile(r"\w{0,6}(?:名称|口号|使命|愿景|内涵|理念|宗旨)[:：]\s*\S")
_HEADING_WORD = re.compile(
    r"[【\[]?(?:编者按|编者的话|前\s*言|引\s*言|导\s*语|导\s*读|摘\s*要|目\s*录|简\s*介|背\s*景|结\s*语|结束语|附\s*录)[】\]]?[:：]?"
)
_DOCUMENT_NAME = re.compile(
    r"(?:通知|意见|方案|报告|总结|办法|综述|纪实|公告|通报|讲话|要点|材料|汇报|简报|纪要|决定|发言|扫描|巡礼|侧记)\Z"
)

_DAY = r"\s*[\d一二三四五六七八九十]{1,3}\s*"
_DATE = rf"(?:\d{{4}}|[〇○Ｏ零一二三四五六七八九]{{4}})\s*[-年./]{_DAY}[-月./]{_DAY}日?"
_TIME = r"(?:\s*T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
DATE_LINE = re.compile(rf"[（(]?{_DATE}{_TIME}[）)]?")

_POSTS = "书记|主任|主席|委员|总经理|秘书长|[局处科部校院厅市县区州镇所站行]长"
_BODIES = "[局委部厅办院处队]|委员会|办公室|党组|支部|总支|中心|公司|学校|大学|政府|协会|联合会|工会|课题组|编写组"
_PAPERS = "本报|本刊|本网|本台|新华社|人民网|特约|首席|实习|见习|全媒体|融媒体"
_PRESS = rf"(?:(?:{_PAPERS})\s*)*(?:记者|通讯员|撰稿人?|特派员|评论员)"
_BYLINE = re.compile(
    rf"(?:[□■◆●★○◇☆]\s*)?{_PRESS}\s*[:：]?\s*\w"
    rf"|.{{0,20}}\s{_PRESS}\s*[:：]?\s*\w"
    rf"|{_DATE}{_TIME}\s+\S.{{0,60}}\Z"
    r"|(?:文字?|图|撰文|摄影|图文|作者|供稿|撰稿|来源|稿源|信息来源|发布者|发布人|发布机构|发布日期|发布时间|更新时间|时间|日期|选稿|栏目"
    r"|作者单位|浏览次数|点击数|阅读量?)\s*[/|｜丨:：]"
    r"|(?:发布时间|发布日期|信息来源|浏览次数)\s"
)
_CREDIT = re.compile(r"[（(][^（()）]{0,40}(?:供稿|记者|通讯员|作者|撰稿|整理)[^（()）]{0,40}[)）]")
_AUTHOR = re.compile(
    rf".*(?:{_POSTS})[\s　]+[\u4e00-\u9fff·]{{2,6}}(?:[\s　]+[\u4e00-\u9fff·]{{2,4}})*\Z"
    r"|.{2,40}(?:整理稿|整理|供稿|撰稿)\Z"
    rf"|[^，。、]{{2,30}}(?:{_BODIES})\Z"
    r"|.{2,30}编(?:印|发)?(?:\s.*)?\Z"
)

_CAPTION = re.compile(
    r"[▲△▼↑↓]|(?:本版|本文|文中|以上)(?:图片|照片|配图|图)|(?:图片|照片)(?:来源|由)|资料图"
    r"|[（(]?(?:[上下左右题前后中]{1,2}图|图[片组]?\s*[①-⑩\d一二三四五六])\s*(?:[:：为]|\s)|图为"
)
_PHOTOGRAPHER = re.compile(r"(?:摄|摄影|摄影报道)[）)]?\Z")
_PHOTO_CREDIT = re.compile(r"[（(][^（()）]{0,12}(?:图片|照片|配图|图)[^（()）]{0,40}[)）]")

_FURNITURE = re.compile(
    r"[^\w\s]+"
    r"|第\s*\d+\s*页.{0,12}|共\s*\d+\s*页.{0,12}|Page\s+\d+.*|\d{1,3}\s*/\s*\d{1,3}|[-—–－·]?\s*\d{1,4}\s*[-—–－·]?"
    r"|(?:上|下)一[篇页条].{0,80}|(?:返回|回到)(?:首页|顶部|列表|上级|上一).{0,20}|(?:首页|当前位置|您?现?在?的?位置)\s*[:：>＞].*"
    r"|(?:【?(?:打印|关闭|收藏|分享|纠错|大|中|小|字体|字号|打印本页|关闭窗口|分享到)】?[\s|｜:：\[\]【】]*)+"
    r"|(?:责任编辑|责编|编辑|审核|校对|编审|终审|监制|初审|复审|值班编委|版式|美编)\s*[:：|｜/丨].{0,60}"
    r"|[（(](?:责任编辑|责编|编辑).{0,40}[)）]"
    r"|(?:扫一扫|扫码|扫描二维码|长按|关注我们|相关链接|相关阅读|相关附件|附件下载|推荐阅读|延伸阅读).{0,60}"
    r"|(?:版权所有|主办单位|承办单位|主办|承办|技术支持|网站标识码|Copyright|©).{0,100}|.{0,40}(?:ICP备|公网安备).{0,60}"
    r"|(?:https?://|www\.)\S+|附件?\s*\d*\s*[:：].{0,80}|附件\s*\d*"
    r"|(?:抄送|抄报|主送|分送|签发人?|密级|联系人|联系电话|报)\s*[:：].{0,120}|.{2,40}(?:印发|印制)\Z"
    r"|[（(]?总?第\s*[\d一二三四五六七八九十]+\s*期[）)]?(?:[\s（(].{0,20})?|.{2,16}[〔\[（(]\d{4}[〕\]）)]\s*\d+\s*号"
    rf"|.{{2,40}}(?:{_BODIES})(?:编|编印|主办|主管)(?:\s+{_DATE})?"
    r"|本文(?:依据|根据|系|转自|摘自|来源|原载|刊于|刊载).{0,150}|(?:原文|注|说明|编者注)[:：].{0,120}"
)
_ISSUE = re.compile(r"[（(]?总?第\s*[\d一二三四五六七八九十]+\s*期")
_ADDRESSEE = re.compile(
    r"[^。！？]{0,100}(?:局|委|办|部|厅|院|处|科|单位|部门|机构|公司|中心|组织|支部|政府|同志|同志们|领导|代表|来宾|朋友们|大家好)"
    r"[）)]?\s*[：:！!]"
)

_CALLS = (
    "强化|加强|深化|突出|聚焦|紧盯|紧扣|建强|压紧|压实|筑牢|夯实|提升|推进|坚持|完善|健全|抓好|抓实|抓牢|抓紧|做实|做优|做强|做细|"
    "打造|构建|创新|优化|严明|严肃|严格|锤炼|注重|着力|狠抓|培树|培育|选树|瞄准|服务|把牢|把准|把好|树牢|树立|牢记|涵养|厚植|激发|"
    "凝聚|擦亮|锻造|践行|拓展|拓宽|丰富|规范|引领|搭建|锚定|立足|发挥|弘扬|密切|净化|改进|转变|凸显|彰显|推动|促进|增强|提高|抓住"
)
_DEEDS = "成立|印发|制定|召开|举办|出台|编印|开通|组建"
_DEED = re.compile(rf"\s*(?:{_DEEDS})[^。，,]{{2,}}")
_DONE = f"{_DEEDS}|设立|建成|挂牌|完成|全部|[了已]"  # in what reports a deed, seldom in what calls for one
_SLOGAN = re.compile(
    rf"(?![^。]*(?:{_DONE}))"
    rf"(?:(?:{_NUMERAL}是)?(?:{_CALLS})[^。！？；;\d“”《》]{{2,18}}|{_NUMERAL}是[^。！？；;\d，,]{{4,12}})。"
)
_CLAUSE = re.compile(r"[，,。；;]")
_DECORATION = "□■◆●★○◇☆•· \t\u3000*_"

HEADING_LENGTH = 40  # characters; longer ones run on
TITLE_LENGTH = 60
RUN_IN_LENGTH = 25


def is_furniture(text: str) -> bool:
    """Page numbers, navigation, imprints, enclosures, source notes."""
    return _FURNITURE.fullmatch(text) is not None


def is_issue_number(text: str) -> bool:
    """Whether it numbers an issue, so that the line above is the name of a bulletin."""
    return _ISSUE.match(text) is not None and is_furniture(text)


def is_addressee(text: str) -> bool:
    """To whom a letter or speech is addressed: 各县（市、区）委："""
    return _ADDRESSEE.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """Words under a picture, or who took it."""
    if len(text) <= 2 * TITLE_LENGTH and (_CAPTION.match(text) or _PHOTOGRAPHER.search(text)):
        return True
    credit = _PHOTO_CREDIT.search(text)
    return credit is not None and credit.end() == len(text) and credit.start() <= HEADING_LENGTH


def is_byline(text: str) -> bool:
    """Who wrote it, when, and where it was published."""
    if len(text) > 2 * TITLE_LENGTH or "。" in text:
        return False
    return _BYLINE.match(text) is not None or _CREDIT.fullmatch(text) is not None


def is_author(text: str) -> bool:
    """Whether it can be an author's line, which only its place below the title tells."""
    return len(text) <= HEADING_LENGTH and (
        _AUTHOR.fullmatch(text) is not None or DATE_LINE.fullmatch(text) is not None
    )


def is_numbered(text: str) -> bool:
    """Whether it begins like 一、（一）1. or 第一，— but not 一是, which opens body text."""
    return NUMBERED.match(text) is not None


def is_heading(text: str) -> bool:
    """A short line that is no sentence, or a numbered phrase."""
    if _HEADING_WORD.fullmatch(text):
        return True
    if len(text) > HEADING_LENGTH or RUNS_ON.search(text) or tells_figures(text) or _LABEL.match(text):
        return False
    if is_numbered(text) and is_run_in(text):
        return True
    if text.endswith(("：", ":")):
        return len(text) <= HEADING_LENGTH // 2 and _CLAUSE.search(text) is None
    return ENDED.search(text) is None and "。" not in text


def is_run_in(text: str) -> bool:
    """A numbered short sentence at the head of a paragraph: （一）强化理论武装。"""
    return (
        len(text) <= RUN_IN_LENGTH
        and text.endswith("。")
        and is_numbered(text)
        and not _ARTICLE.match(text)
        and not tells_figures(text)
        and not _tells_deed(text)
    )


def _tells_deed(text: str) -> bool:
    """Whether a deed follows the number: （一）成立领导小组。"""
    number = NUMBERED.match(text)
    return number is not None and _DEED.match(text, number.end()) is not None


def is_slogan(text: str) -> bool:
    """A short call without actor or figure, such as opens a paragraph as its heading: 强化理论武装，筑牢思想根基。"""
    return _SLOGAN.fullmatch(text) is not None


def is_title(text: str) -> bool:
    """Whether a line can be a document's title: questions and calls can, sentences cannot."""
    return (
        len(text) <= TITLE_LENGTH
        and not re.search(r"[。；;：:，,、]\Z", text)
        and "。" not in text
        and not is_numbered(text)
        and not _LABEL.match(text)
        and not _HEADING_WORD.fullmatch(text)
    )


def is_document_name(text: str) -> bool:
    """Whether it ends like a headline, however long: …的通知, …综述."""
    return _DOCUMENT_NAME.search(text) is not None


def tells_figures(text: str) -> bool:
    """Whether it counts something, as deeds do and headings rarely."""
    return _COUNTED.search(text) is not None


def bare(text: str) -> str:
    """Without the ornaments in front."""
    return text.lstrip(_DECORATION).rstrip("*_")
