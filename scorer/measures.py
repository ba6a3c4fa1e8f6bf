"""What formulas of indicators can name: what each name counts, and what it is called."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from scorer.formula import EN, ZH, parse, spell
from scorer.model import Part, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model import Indicator, Ladder, Report

CRITERIA, EVIDENCE, SENTENCES, CHARACTERS, POINTS = "criteria", "evidence", "sentences", "characters", "points"
THINGS = {
    CRITERIA: Text("项", "criteria"),
    EVIDENCE: Text("条证据", "pieces of evidence"),
    SENTENCES: Text("句", "sentences"),
    CHARACTERS: Text("字", "characters"),
    POINTS: Text("分", "points"),
}
GRADES = ("grade_1", "grade_2", "grade_3", "grade_4")
# Of a whole scorecard: what it counts.
OF_ALL = {
    "criteria": CRITERIA,
    "with_evidence": CRITERIA,
    "with_result": CRITERIA,
    "with_recognition": CRITERIA,
    "evidence": EVIDENCE,
    **dict.fromkeys(GRADES, EVIDENCE),
    "shortcomings": SENTENCES,
    "sentences": SENTENCES,
    "characters": CHARACTERS,
    "total": POINTS,
}
OF_CRITERIA = {"evidence": EVIDENCE, **dict.fromkeys(GRADES, EVIDENCE)}  # and of dimensions: evidence_B2
OF_DIMENSIONS = {"points": POINTS, "reach": POINTS}  # points_B
LEVELS = {"with_evidence": 1, "with_result": 3, "with_recognition": 4}  # the level that a criterion has at least

_CALLED = {
    "criteria": Text("适用的项", "criteria that apply"),
    "with_evidence": Text("有证据的项", "criteria with evidence"),
    "with_recognition": Text("达到“{4}”的项", "criteria at “{4}”"),
    "with_result": Text("达到“{3}”及以上的项", "criteria at “{3}” or above"),
    "evidence": Text("全部证据", "all evidence"),
    "shortcomings": Text("问题", "shortcomings"),
    "sentences": Text("正文句数", "sentences of the body"),
    "characters": Text("全文字数", "characters of the document"),
    "total": Text("总分", "total"),
    "points": Text("得分", "points"),
    "reach": Text("可得分", "points within reach"),
    **{grade: Text(f"“{{{number}}}”证据", f"“{{{number}}}” evidence") for number, grade in enumerate(GRADES, 1)},
}


def units(dimensions: Iterable[str], criteria: Iterable[str]) -> dict[str, str]:
    """Every name that a rubric with these ids offers, and what it counts."""
    dimensions = tuple(dimensions)
    of_one = {f"{kind}_{id_}": thing for id_ in (*dimensions, *criteria) for kind, thing in OF_CRITERIA.items()}
    of_dimensions = {f"{kind}_{id_}": thing for id_ in dimensions for kind, thing in OF_DIMENSIONS.items()}
    return OF_ALL | of_one | of_dimensions


def called(name: str, ladder: Ladder) -> Text:
    """What people call a name of a formula: 有证据的项, B2 的“举措”证据."""
    kind, id_ = (name, "") if name in OF_ALL else name.rsplit("_", 1)
    rungs = [rung.name for rung in ladder.rungs]
    zh = _CALLED[kind].zh.format("", *(rung.zh for rung in rungs))
    en = _CALLED[kind].en.format("", *(rung.en for rung in rungs))
    return Text(f"{id_} 的{zh}" if id_ else zh, f"{en} of {id_}" if id_ else en)


def extent(report: Report) -> dict[str, float]:
    """How long a report is: characters without white space, sentences without headings and the like."""
    return {
        "characters": sum(map(len, report.text.split())),
        "sentences": sum(sentence.part is Part.BODY for sentence in report.sentences),
    }


def like(word: str) -> list[str]:
    """Names of a whole scorecard that people call much like this in Chinese, the likest first."""
    by_word = {
        _CALLED[name].zh.format("", "表态", "举措", "成效", "认可").replace("“", "").replace("”", ""): name
        for name in OF_ALL
    }
    return [by_word[near] for near in difflib.get_close_matches(word, by_word, n=2, cutoff=0.4)]


def definition(indicator: Indicator, ladder: Ladder) -> Text:
    """An indicator's formula in words: 有证据的项 ÷ 适用的项."""
    tree = parse(indicator.formula)
    return Text(
        spell(tree, lambda name: called(name, ladder).zh, ZH), spell(tree, lambda name: called(name, ladder).en, EN)
    )
