"""A folded sentence -> whom it makes act, as far as it says itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from scorer.agencies import words
from scorer.agencies.names import NONE_KNOWN, Known, name_at_head
from scorer.agencies.own import stands_for

CLAUSES_LOOKED_AT = 5
_HAN = words.HAN
_CLAUSE = re.compile(r"[^，,：:；;。！？…]{1,80}")
_OPENING = re.compile(f"(?:{words.OPENING}){{1,8}}")
# What is quoted names nobody who acts.
_QUOTED = re.compile("“[^“”]+”|(?<=：)“[^“”]+$")
_SPEECH = re.compile("“[^”]*(?:”|$)")

_UNDER = re.compile(words.UNDER)
_LOOKS_ON = re.compile(words.LOOKS_ON)
_SCENE = re.compile(f"(?:{words.SCENE})?$")
_SERVED = re.compile(f"(?:一[位名家])?[{_HAN}]{{0,10}}?(?:{words.SERVED})")
_OF_SERVED = re.compile(words.SERVED)
_SAYS = re.compile(words.SAYS)
_SPEAKS = re.compile(
    f"(?:{words.POST})?[{_HAN}·、]{{0,12}}?(?:{words.SAYS})|[{_HAN}]{{0,8}}(?:{words.POST})[{_HAN}·]{{0,5}}(?:{words.SAYS}|：)"
)
_LEADS = re.compile("牵头|负责|主办|承办|组织(?!部)|实施|发起")
_TOLD_BY = re.compile("(?:记者)?(?:从|据|来自)")
_TOLD = re.compile(f"[{_HAN}]{{0,6}}(?:获悉|了解到|介绍|通报|统计|消息|提供|反映|传来)")
_AT = re.compile("(?:走进|走入|来到|步入|踏进|踏入|迈进|在|位于)")
_HONOURS = re.compile(f"(?:{words.POST})?[{_HAN}]{{0,4}}?(?:{words.HONOURS})了?")
_HONOURED = re.compile(
    f"[{_HAN}（）]{{2,30}}?(?=等(?!教育|学校|专科|法院)|为(?!民)|“|、|荣誉|[，。；]|$|先进|优秀|标兵|示范|模范机关|达标)"
)
_THAT = re.compile(
    "该(?:[院局厅委办校行社部队所站馆村镇乡]|中心|公司|集团|街道|社区|海关|工委|单位|部门|党组|党委|党支部|支部)"
)
_FIRST_PERSON = re.compile(
    "我们|我(?:[院局校行厅委办部省市州区县街镇村司馆站队]|们|(?=[突将还也就想与确又持来听]))|笔者|本(?:[院局校行厅委办部市州区县]|单位|机关)"
)
_WHOLE = re.compile("(?:全(?:自治区|省|市|州|区|县|旗)|各)")
_OWN = re.compile(
    "(?:本|全)?(机关|医院|学校|学院|集团|公司|街道|社区|海关|分行|支行|工委|中心|[院局厅校行司镇乡办村委部])?"
    f"(?:各(?:党)?支部|机关各(?:党)?支部|机关党组织|机关党委|机关纪委|党组成员|党组|党委会?{words.NO_ORGAN}|党总支|党支部|党工委|纪检监察组|纪检组|纪工委|纪委|"
    "领导班子|班子成员|班子|办事处|机关干部|干部职工|全体党员|党员干部|各处室|各科室|各部门)"
)
# A short name of an agency for itself: 市局, 集团, 学校; then a deed must follow.
_SHORT = re.compile(
    "(?:[省市州区县总支分]|地区)?([局厅])|(医院|学校|学院|集团|公司|街道|海关|分行|支行|工委|全局|全院|全校|全行|"
    f"(?:驻村)?工作队|(?:驻村)?第一书记[{_HAN}]{{2,3}})(?![{_HAN}]{{0,3}}(?:党支部|部|处|科))"
)
_DEED = re.compile(f"{words.DEED}|{words.DEED_TOO}|机关")


class Said(Enum):
    """In what way a sentence says who acts."""

    NAME = auto()  # it names an agency
    SPEAKER = auto()  # somebody of the named agency says it
    SCENE = auto()  # it takes place in the rooms of the named agency
    OWN = auto()  # a body of the agency that is spoken of, or a short word for it: `name` is that word
    FIRST_PERSON = auto()  # we
    WHOLE = auto()  # all of a place, all bodies
    STRANGER = auto()  # somebody served says it
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a sentence makes act."""

    said: Said
    name: str = ""


NOBODY = Whom(Said.NOTHING)


def is_speech(text: str) -> bool:
    """Whether a sentence is nothing but what somebody says."""
    return text.startswith("“") and not re.sub("[\\s。！？…—]", "", _SPEECH.sub("", text))


def read_sentence(text: str, known: Known = NONE_KNOWN) -> Whom:
    """Whom a sentence that is not speech makes act: the subject of its first clause that has one."""
    text = _QUOTED.sub("“”", text)
    scene = speaker = NOBODY
    begun = False
    for clause in islice(_CLAUSE.finditer(text), CLAUSES_LOOKED_AT):
        opening = _OPENING.match(text, clause.start(), clause.end())
        start = opening.end() if opening else clause.start()
        if start == clause.end():
            continue
        head = text[start : clause.end() + 1]
        if speaker is not NOBODY and head[0] == "该":
            return speaker if stands_for(head[1:3], speaker.name) else scene
        whom = _read_clause(head, first=not begun, known=known)
        begun = True
        if whom.said is Said.SCENE:
            scene = whom if scene is NOBODY else scene
        elif whom.said is Said.SPEAKER and text[clause.end() : clause.end() + 1] == "，":
            speaker = whom if speaker is NOBODY else speaker
        elif whom.said is Said.STRANGER:
            return scene if scene is not NOBODY else whom
        elif whom is not NOBODY:
            return whom if speaker is NOBODY or whom.said is Said.NAME else speaker
    return speaker if speaker is not NOBODY else scene


def _read_clause(head: str, *, first: bool, known: Known) -> Whom:
    """Whom a clause, without what opens it but with the mark behind it, makes act."""
    if not known.at_head(head):
        for read in (_themselves, _handed_over):
            if whom := read(head, known):
                return whom
    if name := name_at_head(head, known):
        return _named(name, head[len(name) :], known)
    if first and _WHOLE.match(head):
        return Whom(Said.WHOLE)
    if served := _SERVED.match(head):
        at = head.find("在", served.end())
        scene = _at(head[at + 1 :], known) if at > 0 else NOBODY
        return scene if scene is not NOBODY else Whom(Said.STRANGER) if _SAYS.search(head) else NOBODY
    return NOBODY


def _themselves(head: str, _: Known) -> Whom | None:
    """A clause about us, or about a body of the agency that is spoken of."""
    if _FIRST_PERSON.match(head):
        return Whom(Said.FIRST_PERSON)
    if that := _THAT.match(head):
        return Whom(Said.OWN, that[0][1:])
    if own := _OWN.match(head):
        return Whom(Said.OWN, own[0])
    short = _SHORT.match(head)
    return Whom(Said.OWN, short[0]) if short and _DEED.match(head, short.end()) else None


def _handed_over(head: str, known: Known) -> Whom | None:
    """A clause in which a preposition stands before the name."""
    if handed := _TOLD_BY.match(head):
        name = name_at_head(head[handed.end() :], known, deed_follows=False)
        rest = handed.end() + len(name or "")
        if name and (_TOLD.match(head, rest) or _SPEAKS.match(head, rest)):
            return Whom(Said.SPEAKER, name)
    if at := _AT.match(head):
        return _at(head[at.end() :], known)
    if head[:1] in "由经":
        name = name_at_head(head[1:], known)
        leads = name and (_LEADS.match(head, 1 + len(name)) or head.startswith("研究", 1 + len(name)))
        return Whom(Said.NAME, name) if name and leads else NOBODY
    return None


def _named(name: str, rest: str, known: Known) -> Whom:
    if (honours := _HONOURS.match(rest)) and (honoured := _honoured(rest[honours.end() :], known)):
        return Whom(Said.NAME, honoured)
    if _OF_SERVED.match(rest):
        return Whom(Said.STRANGER)
    if _LOOKS_ON.match(rest):
        return NOBODY
    return Whom(Said.SPEAKER if _SPEAKS.match(rest) else Said.NAME, name)


def _honoured(rest: str, known: Known) -> str | None:
    """The agency that is honoured, the first of several: the honour is its own, not whose who gives it."""
    if name := known.at_head(rest):
        return name
    found = _HONOURED.match(rest)
    return name_at_head(found[0], known, deed_follows=False) if found else None


def _at(head: str, known: Known) -> Whom:
    clause = head.rstrip("，：；。…")
    name = name_at_head(clause, known, deed_follows=False)
    if name is None:
        return NOBODY
    rest = clause[len(name) :]
    if _UNDER.match(rest):
        return NOBODY
    return Whom(Said.SCENE, name) if _SCENE.match(rest) else NOBODY
