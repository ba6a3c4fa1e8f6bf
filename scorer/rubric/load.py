"""A rubric's name or file -> Rubric, with what it takes from its lexicon."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer.errors import RubricError
from scorer.model import (
    Adjustment,
    Adjustments,
    Band,
    Consensus,
    Counterpart,
    Criterion,
    Crosswalk,
    Cues,
    Dimension,
    Example,
    Exclusion,
    Indicator,
    Ladder,
    Lang,
    NotApplicable,
    Relation,
    Relevance,
    Rubric,
    Rung,
    Scope,
    Shortcomings,
    Show,
    SomeOf,
    Text,
    Veto,
)
from scorer.rubric.lexicon import SET_EXAMPLES, is_lexicon
from scorer.rubric.set_examples import examples_of
from scorer.rubric.shipped import is_examples, rubric_folder, rubric_names
from scorer.rubric.validate import examine, validate
from scorer.written.parse import RUBRIC, parse, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.rubric.validate import Verdict
    from scorer.written.parse import Parsed
    from scorer.written.problem import Problem


SUFFIXES = (".yaml", ".yml")


def find_rubric(name: str) -> Path:
    """The file of a rubric given by name (`core`) or as a path. Raises RubricError when there is none."""
    if name in rubric_names():
        return rubric_folder() / f"{name}.yaml"
    path = Path(name)
    if _exists(path):
        return path
    if path.suffix.lower() in SUFFIXES:
        raise RubricError(
            Text(
                f"{name}: 没有这个文件。请检查路径，或用 score rubric list 查看自带的标准",
                f"{name}: there is no such file. Check the path, or see score rubric list",
            )
        )
    known = rubric_names()
    raise RubricError(
        Text(
            f"没有名为 {name} 的评分标准。自带的有：{'、'.join(known)}；自己的标准请写文件路径",
            f"there is no rubric named {name}. There are: {', '.join(known)}; for your own give its path",
        )
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def check_rubric(path: Path) -> list[Problem]:
    """
    Every problem and warning of a file with a rubric, a lexicon or the examples of its sets, in order. Raises
    RubricError where it cannot be read.
    """
    sort = SET_EXAMPLES if is_examples(path) else RUBRIC
    parsed = parse(read_file(path, sort), str(path), sort)
    _refuse_other_files(parsed)
    return validate(parsed)


def load_rubric(path: Path) -> Rubric:
    """
    The rubric in a file. Raises RubricError listing every problem; warnings are let pass.

    Its sha256 is that of the file's bytes; where the rubric names a lexicon, it is the SHA-256 of the two files'
    SHA-256 digests, 32 bytes each, the rubric's first.
    """
    return rubric_of(*holding(path))


def is_rubric(path: Path) -> bool:
    """Whether a file holds a rubric rather than a lexicon or the examples of its sets."""
    return not is_examples(path) and not is_lexicon(parse(read_file(path), str(path)).data)


def holding(path: Path) -> tuple[bytes, Verdict]:
    """The bytes of a file and what there is to say of the rubric in it. Raises RubricError where it does not hold."""
    if is_examples(path):
        raise RubricError(
            Text(
                f"{path}: 是词库的例句，不是评分标准。请写评分标准的名称或文件",
                f"{path}: examples of a lexicon, not a rubric. Give a rubric's name or file",
            )
        )
    raw = read_file(path)
    parsed = parse(raw, str(path))
    _refuse_other_files(parsed)
    verdict = examine(parsed)
    _refuse_errors(verdict.problems, Text(f"评分标准 {path} 不能用", f"the rubric {path} does not hold"))
    if verdict.data is None:
        raise RubricError(
            Text(
                f"{path}: 是词库，不是评分标准。词库由评分标准引用（lexicon: …），请写评分标准的名称或文件",
                f"{path}: a lexicon, not a rubric. Rubrics refer to it (lexicon: …); give a rubric's name or file",
            )
        )
    return raw, verdict


def _refuse_other_files(parsed: Parsed) -> None:
    """Raise RubricError where a file is neither named as YAML nor holds what a rubric could be made of."""
    if Path(parsed.file).suffix.lower() in {"", *SUFFIXES} or isinstance(parsed.data, dict):
        return
    raise RubricError(
        Text(
            f"{parsed.file}: 不是 YAML 文件。评分标准和词库的文件名以 .yaml 结尾",
            f"{parsed.file}: no YAML file. The names of rubrics and lexicons end in .yaml",
        )
    )


def _refuse_errors(problems: Iterable[Problem], fault: Text) -> None:
    """Raise RubricError with every problem that is no mere warning."""
    errors = [problem for problem in problems if not problem.warning]
    if errors:
        zh, en = ("\n".join(problem.say(lang) for problem in errors) for lang in (Lang.ZH, Lang.EN))
        raise RubricError(Text(f"{fault.zh}：\n{zh}", f"{fault.en}:\n{en}"))


def held_examples(lexicon: Parsed) -> Parsed | None:
    """The examples of a lexicon's sets; None where it has no file of them. Raises RubricError where it has errors."""
    examples, problems = examples_of(lexicon)
    if examples is not None:
        _refuse_errors(problems, Text(f"例句 {examples.file} 不能用", f"the examples {examples.file} do not hold"))
    return examples


def rubric_of(raw: bytes, verdict: Verdict) -> Rubric:
    """The rubric of a file that holds."""
    elsewhere = verdict.resolved.elsewhere if verdict.resolved else ()
    return _rubric(verdict.data, _sha256(raw, verdict.lexicon_raw), elsewhere)


def lexicon_of(path: Path) -> tuple[Path, Any] | None:
    """The file of the lexicon that a rubric names, and its data; None where it names none or has errors."""
    lexicon = examine(parse(read_file(path), str(path))).lexicon
    return None if lexicon is None else (Path(lexicon.file), lexicon.data)


def _sha256(rubric: bytes, lexicon: bytes) -> str:
    digest = hashlib.sha256(rubric)
    if lexicon:
        digest = hashlib.sha256(digest.digest() + hashlib.sha256(lexicon).digest())
    return digest.hexdigest()


# --- data whose form and meaning hold -> types -------------------------------------------------
# The schema takes 2.0 for a whole number, hence int().


def _rubric(data: dict[str, Any], sha256: str, elsewhere: tuple[str, ...]) -> Rubric:
    return Rubric(
        id=data["id"],
        version=data["version"],
        title=_text(data["title"]),
        note=_text(data.get("note", "")),
        dimensions=tuple(_dimension(item) for item in data["dimensions"]),
        ladder=_ladder(data["ladder"]),
        bands=tuple(Band(_text(band["name"]), band["at_least"]) for band in data["bands"]),
        relevance=Relevance(tuple(data["relevance"]["terms"]), int(data["relevance"]["at_least"])),
        not_evidence=tuple(_exclusion(item) for item in data.get("not_evidence", [])),
        shortcomings=Shortcomings(**_tuples(data.get("shortcomings", {}))),
        sha256=sha256,
        not_applicable=NotApplicable(data.get("not_applicable", NotApplicable.REDISTRIBUTE)),
        adjustments=_adjustments(data),
        consensus=Consensus(data.get("consensus", Consensus.MEDIAN)),
        indicators=tuple(_indicator(item) for item in data.get("indicators", [])),
        set_phrases=tuple(data.get("set_phrases", [])),
        elsewhere=elsewhere,
        crosswalks=tuple(_crosswalk(id_, lines) for id_, lines in data.get("crosswalk", {}).items()),
        enough=int(data.get("enough", _third(data["dimensions"]))),
    )


def _third(dimensions: list[dict[str, Any]]) -> int:
    """A third of the criteria, or a little more."""
    return -(-sum(len(dimension["criteria"]) for dimension in dimensions) // 3)


def _adjustments(data: dict[str, Any]) -> Adjustments:
    (bonuses, bonus_cap), (deductions, deduction_cap) = (_capped(data.get(key)) for key in ("bonuses", "deductions"))
    vetoes = (Veto(item["id"], _text(item["title"]), item.get("at_most", 0)) for item in data.get("vetoes", []))
    return Adjustments(bonuses, bonus_cap, deductions, deduction_cap, tuple(vetoes))


def _capped(data: dict[str, Any] | None) -> tuple[tuple[Adjustment, ...], float]:
    """The items, and what they can come to in all."""
    if data is None:
        return (), 0.0
    items = tuple(Adjustment(item["id"], _text(item["title"]), item["most"]) for item in data["items"])
    return items, data.get("cap", sum(item.most for item in items))


def _indicator(data: dict[str, Any]) -> Indicator:
    show = Show(data.get("show", Show.NUMBER))
    decimals = int(data.get("decimals", 1 if show is Show.NUMBER else 0))
    return Indicator(data["id"], _text(data["title"]), data["formula"], show, decimals, _text(data.get("note", "")))


def _crosswalk(rubric: str, lines: list[dict[str, Any]]) -> Crosswalk:
    counterparts = (
        Counterpart(line["criterion"], line["to"], Relation(line["relation"]), _text(line.get("note", "")))
        for line in lines
    )
    return Crosswalk(rubric, tuple(counterparts))


def _text(value: str | dict[str, str]) -> Text:
    if isinstance(value, str):
        return Text(value, value)
    return Text(value["zh"], value.get("en", value["zh"]))


def _tuples(data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(value) for key, value in data.items()}


def _dimension(data: dict[str, Any]) -> Dimension:
    criteria = tuple(_criterion(item) for item in data["criteria"])
    return Dimension(data["id"], _text(data["title"]), data["weight"], criteria)


def _criterion(data: dict[str, Any]) -> Criterion:
    return Criterion(
        id=data["id"],
        title=_text(data["title"]),
        question=_text(data.get("question", "")),
        weight=data["weight"],
        cues=_cues(data["cues"]),
        examples=tuple(as_example(item) for item in data.get("examples", [])),
        near_misses=tuple(data.get("near_misses", [])),
        applies_when=tuple(data.get("applies_when", [])),
    )


def _cues(data: dict[str, Any]) -> Cues:
    plain = {key: value for key, value in data.items() if key not in {"together", "some_of"}}
    return Cues(
        **_tuples(plain),
        together=tuple(tuple(tuple(group) for group in combination) for combination in data.get("together", [])),
        some_of=tuple(SomeOf(int(some["at_least"]), tuple(some["of"])) for some in data.get("some_of", [])),
    )


def as_example(data: str | dict[str, Any]) -> Example:
    """A sentence as written, with or without a grade."""
    if isinstance(data, str):
        return Example(data, None)
    return Example(data["text"], int(data["grade"]) if "grade" in data else None)


def _exclusion(data: dict[str, Any]) -> Exclusion:
    rest = {key: value for key, value in data.items() if key not in {"reason", "scope"}}
    return Exclusion(reason=_text(data["reason"]), scope=Scope(data.get("scope", "sentence")), **_tuples(rest))


def _ladder(data: dict[str, Any]) -> Ladder:
    return Ladder(
        rungs=tuple(
            Rung(
                grade,
                _text(rung["name"]),
                _text(rung["shows"]),
                tuple(rung.get("terms", [])),
                tuple(rung.get("patterns", [])),
            )
            for grade, rung in enumerate(data["grades"], 1)
        ),
        shares=tuple(data["shares"]),
        plans=tuple(data.get("plans", [])),
        plan_headings=tuple(data.get("plan_headings", [])),
        units=tuple(data.get("units", [])),
        not_counted=tuple(data.get("not_counted", [])),
    )
