"""The phrase that says what a number is of, cut out of the words before and behind it."""

from __future__ import annotations

import re

LONGEST = 16  # characters of a phrase that is never shortened
_LONGEST_WHOLE = 24  # of one in which no other phrase begins
_SHORTEST = 3  # of one to which it is shortened

_LEADING = re.compile(
    r"(?:我们|我(?![国省市县区州局委办院乡镇])|以前|此前|过去|原来|原先|一批|出一批|并(?![联购网轨])|其中|且|和(?!谐)|与|及(?!时)|以来"
    r"|先后|目前|已经|已|还(?![款建贷本])|共计|共(?![建同享产青识商治])|累计|全年|分别|同时|让(?!利)|使(?!用)|将|把(?!关)"
    r"|在(?![职线岗建册校编读])|对(?![口接标外])|从(?![业严])|由|的|以(?![上下内外往工案])|是|有(?![效关序机])|年度|期间|每年"
    r"|来(?![访信电宾])|底(?![数层线])|末(?!端)|初(?![心步中级信])|起(?![诉草点])|平均|近|内(?![设部容务外涝贸需])|左右"
    r"|等(?![级次额待]))+"
)
_TRAILING = re.compile(
    r"(?:达到了?|达成|达|共计|共有|共|累计|合计|总计|为|是|有|了|已经|已|近|约|超过?|的|至|到|以|分别|均|平均|仅用?|只用|仅|只|就|就有"
    r"|先后|每年|每月|每|高达|多达|全部|各|个|约为|率先|同比|环比|再|又|在|前|最高|最低|均为|实现|完成|占|成功|首次|首|把|将|(?<![结应核针])对|(?<![服遵])从|(?<![意方面])向|(?<!供)给"
    r"|(?<![自理])由|(?<![共总])和|与|(?<![惠涉普])及|(?<![合归])并|(?<![主重摘])要|(?<![占对评])比|较|让|使)+\Z"
)
_ON_TO = re.compile(r"(?<=[^达加高升少减低长短缩合])[到在向给把将]\Z|\A[到在向]\Z")  # before a noun: 抽调干部到村
_FOR = re.compile(r"[到在向给为对把将让]\Z")
_INTO = re.compile("[并划减改合分转变]+[为成]\\Z")  # before another number
_VERB = (
    "开展|组织|举办|召开|办理|办结|办|抽调|选派|选树|建立|建成|制定|出台|完成|实现|推动|推进|解决|化解|走访|慰问|培训|发放|发展|落实"
    "|新建|新增|整改|查处|帮助|帮扶|协调|争取|引进|受理|审批|宣讲|服务|收集|征集|参加|参与|带动|提供|投入|组建|设立|培育|打造|命名|评选"
)
_WORK_BEGINS = re.compile(_VERB)
_SUBJECT_ENDS = re.compile(
    "(?:党员领导干部|领导干部|党员干部|党员|干部|职工|支部|党委|党组|机关|单位|部门|[^部支]局|工委|中心)(?!们)"
)
_BEGINNING = re.compile("[的、等把将]")
_AROUND = "、·—-*#“”‘’"
_SPACE = re.compile(r"\s+")


def bare(words: str) -> str:
    """Words without what stands at their beginning that names nothing."""
    leading = _LEADING.match(words)
    return _SPACE.sub("", words[leading.end() :] if leading else words).strip(_AROUND).lstrip("）】").rstrip("（")


def ended(words: str) -> str:
    """Words without what stands at their end that only leads to a number: 达到, 累计, 以."""
    return _TRAILING.sub("", words)


def leads_on(words: str, behind: str) -> str:
    """The preposition with which words end, if it goes with those behind: 抽调干部到 12个村, 为 36个单位开展培训."""
    found = (_FOR if noun_of(behind) != behind else _ON_TO).search(words)
    return found[0] if found else ""


def work_of(words: str) -> str:
    """The words behind what another number counts, from where they tell of something else: 36个 单位开展预算培训."""
    begun = _WORK_BEGINS.search(words, 1)
    return words[begun.start() :] if begun and len(words) - begun.end() > 1 else words


def noun_of(words: str) -> str:
    """The words behind a measure word up to where those of the next number begin: 单位开展预算培训 12场."""
    begun = _WORK_BEGINS.search(words, 1)
    return ended(_INTO.sub("", words[: begun.start()] if begun else words))


def short(words: str) -> str:
    """The end of words that are too long, from where a phrase begins in them: after a subject or before a verb."""
    if len(words) <= LONGEST:
        return words
    last = len(words) - _SHORTEST
    places = [found.end() for found in _BEGINNING.finditer(words, 0, last)]
    places = places or [found.end() for found in _SUBJECT_ENDS.finditer(words, 0, last)]
    places = places or [found.start() for found in _WORK_BEGINS.finditer(words, 1, last)]
    fitting = [place for place in places if len(words) - place <= LONGEST]
    begun = min(fitting, default=max(places, default=0))
    return words[begun:][-_LONGEST_WHOLE:]
