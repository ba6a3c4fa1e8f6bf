"""A rubric small enough to hold in mind, for tests of finding and grading."""

from __future__ import annotations

from scorer.model import (
    Band,
    Criterion,
    Cues,
    Dimension,
    Exclusion,
    Ladder,
    Part,
    Relevance,
    Report,
    Rubric,
    Rung,
    Scope,
    Sentence,
    Shortcomings,
    SomeOf,
    Text,
)


def text(words: str) -> Text:
    return Text(words, words)


def criterion(id_: str, cues: Cues, **more: object) -> Criterion:
    return Criterion(id_, text(f"项{id_}"), text(""), 50.0, cues, **more)  # type: ignore[arg-type]


LADDER = Ladder(
    rungs=(
        Rung(1, text("表态"), text("态度"), terms=("党组织",)),
        Rung(2, text("举措"), text("行动"), terms=("开展", "举办", "组织", "成立")),
        Rung(3, text("成效"), text("数字")),
        Rung(4, text("认可"), text("外部评价"), terms=("荣获",), patterns=(r"被[^，。]{1,20}评为",)),
    ),
    shares=(0, 0.25, 0.5, 0.8, 1),
    plans=(r"下一步", r"将继续"),
    plan_headings=("下一步",),
    units=("次", "件", "个", "人次", "人", "%", "万元"),
    not_counted=(r"\d+个党支部",),
)

STUDY = Cues(
    terms=("理论学习", "讲党课"),
    together=((("读书班", "讲堂"), ("党员", "干部")),),
    some_of=(SomeOf(2, ("读原著", "学原文", "悟原理")),),
    patterns=(r"宣讲\d+场",),
    weak=("学习",),
    headings=("理论",),
    unless=("学习型社会",),
)
SERVICE = Cues(terms=("志愿服务", "办实事"))
VANGUARD = Cues(terms=("党员志愿服务队", "突击队"))


def rubric(**changes: object) -> Rubric:
    """Three criteria: S study, V service, W vanguard."""
    parts: dict[str, object] = {
        "id": "small",
        "version": "1",
        "title": text("小标准"),
        "note": text(""),
        "dimensions": (
            Dimension(
                "X",
                text("大类"),
                100,
                (criterion("S", STUDY), criterion("V", SERVICE), criterion("W", VANGUARD)),
            ),
        ),
        "ladder": LADDER,
        "bands": (Band(text("优秀"), 60), Band(text("达标"), 0)),
        "relevance": Relevance((), 0),
        "not_evidence": (
            Exclusion(text("领导讲话"), Scope.MATCH, patterns=(r"强调[：:]“[^”]*”",)),
            Exclusion(text("问句"), Scope.SENTENCE, patterns=(r"？$",)),
            Exclusion(text("地区数字"), Scope.ALONE, terms=("生产总值",)),
            Exclusion(text("通知"), Scope.REPORT, terms=("通知如下",)),
        ),
        "shortcomings": Shortcomings(terms=("不够",), headings=("存在问题",), unless=(r"解决[^。]*不够",)),
        "sha256": "0" * 64,
    }
    return Rubric(**(parts | changes))  # type: ignore[arg-type]


def report(*sentences: str, heading: str = "", paragraphs: bool = False) -> Report:
    """A report of these sentences, in one paragraph or in one each."""
    joined = "\n".join(sentences)
    places = []
    at = 0
    for number, sentence in enumerate(sentences, 1):
        paragraph = number if paragraphs else 1
        places.append(Sentence(number, paragraph, at, at + len(sentence), Part.BODY, heading))
        at += len(sentence) + 1
    return Report("r.txt", "1" * 64, "", joined, tuple(places))
