"""A rubric's name or file -> Rubric."""

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
    Criterion,
    Cues,
    Dimension,
    Example,
    Exclusion,
    Ladder,
    Lang,
    NotApplicable,
    Relevance,
    Rubric,
    Rung,
    Scope,
    Shortcomings,
    SomeOf,
    Text,
    Veto,
)
from scorer.rubric.parse import MAX_BYTES, parse
from scorer.rubric.shipped import rubric_folder, rubric_names
from scorer.rubric.validate import validate

if TYPE_CHECKING:
    from scorer.rubric.problem import Problem


def find_rubric(name: str) -> Path:
    """The file of a rubric given by name (`core`) or as a path. Raises RubricError when there is none."""
    if name in rubric_names():
        return rubric_folder() / f"{name}.yaml"
    path = Path(name)
    if _exists(path):
        return path
    if path.suffix.lower() in {".yaml", ".yml"}:
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
    """Every problem and warning of a rubric file, in order. Raises RubricError where it cannot be read."""
    return validate(parse(_read(path), str(path)))


def load_rubric(path: Path) -> Rubric:
    """The rubric in a file. Raises RubricError listing every problem; warnings are let pass."""
    raw = _read(path)
    parsed = parse(raw, str(path))
    errors = [problem for problem in validate(parsed) if not problem.warning]
    if errors:
        zh, en = ("\n".join(problem.say(lang) for problem in errors) for lang in (Lang.ZH, Lang.EN))
        raise RubricError(Text(f"评分标准 {path} 不能用：\n{zh}", f"the rubric {path} does not hold:\n{en}"))
    return _rubric(parsed.data, hashlib.sha256(raw).hexdigest())


def _read(path: Path) -> bytes:
    """A file's bytes, of a file that is too large only as many as show that it is."""
    if path.is_dir():
        raise RubricError(
            Text(
                f"{path}: 是文件夹，不是评分标准。请写到文件，如 {path / 'core.yaml'}",
                f"{path}: a folder, not a rubric. Give a file, such as {path / 'core.yaml'}",
            )
        )
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RubricError(
            Text(
                f"{path}: 读不了这个文件（{error.strerror}）。请检查路径和权限",
                f"{path}: the file cannot be read ({error.strerror}). Check the path and your rights",
            )
        ) from error


# --- data whose form and meaning hold -> types -------------------------------------------------
# The schema takes 2.0 for a whole number, hence int().


def _rubric(data: dict[str, Any], sha256: str) -> Rubric:
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
    )


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
        examples=tuple(_example(item) for item in data.get("examples", [])),
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


def _example(data: str | dict[str, Any]) -> Example:
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
