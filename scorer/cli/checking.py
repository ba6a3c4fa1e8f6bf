"""`score rubric check`: everything that does not hold in rubrics, lexicons and the examples of sets."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, NOT_DONE, Translate
from scorer.cli.rehearsing import UNCOVERED, coverage, show_idle
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from scorer.rehearsal import Idle, Rehearsal
    from scorer.written.problem import Problem

HELP = Text(
    "检查评分标准、词库和词组的例句，一次说出全部问题。\n\n"
    "每个问题都有：文件、行、列、位置、毛病、怎么改。\n\n"
    "退出码：0 没有错误（可能有提醒）；2 有错误。",
    "Check rubrics, lexicons and the examples of sets.\n\n"
    "Every problem is told at once, with file, line, column, path, fault and remedy.\n\n"
    "Exit codes: 0 no errors, though there may be warnings; 2 errors.",
)


class Form(StrEnum):
    """How problems are written."""

    TEXT = "text"
    SARIF = "sarif"


def add_check(commands: typer.Typer, t: Translate) -> None:
    """Add `score rubric check`, its help in one language."""

    @commands.command(help=t(HELP.zh, HELP.en))
    def check(
        names: Annotated[
            list[str],
            typer.Argument(metavar="NAME|FILE...", help=t("自带的名称或 YAML 文件", "Names, or YAML files")),
        ],
        form: Annotated[
            Form,
            typer.Option(
                "--format",
                help=t("text 给人看；sarif 给编辑器和代码平台", "text for people, sarif for editors and code hosts"),
            ),
        ] = Form.TEXT,
        uncovered: Annotated[bool, typer.Option("--uncovered", help=t(UNCOVERED.zh, UNCOVERED.en))] = False,
        lang: Annotated[Lang, typer.Option("--lang", help=t("语言", "Language"))] = Lang.ZH,
    ) -> int:
        return _check(names, form, uncovered, lang)


def _check(names: list[str], form: Form, uncovered: bool, lang: Lang) -> int:
    from scorer.rubric.load import check_rubric, find_rubric

    problems = [problem for name in names for problem in check_rubric(find_rubric(name))]
    problems = list(dict.fromkeys(problems))  # a lexicon that several name is told once
    failed = any(not problem.warning for problem in problems)
    rehearsals = _rehearsals(names) if uncovered and not failed else {}
    if form is Form.SARIF:
        _show_sarif(problems, [one for rehearsal in rehearsals.values() for one in rehearsal.idle], lang)
    else:
        _show_text(problems, rehearsals, lang)
        typer.echo(_sum(problems, names).say(lang))
    return NOT_DONE if failed else DONE


def _rehearsals(names: list[str]) -> "dict[str, Rehearsal]":
    """How each of the rubrics does on its sentences; lexicons have none of their own."""
    from scorer.rehearsal import rehearse
    from scorer.rubric.load import find_rubric, is_rubric
    from scorer.rubric.script import load_script

    files = {name: find_rubric(name) for name in names}
    return {name: rehearse(load_script(file)) for name, file in files.items() if is_rubric(file)}


def _show_text(problems: "list[Problem]", rehearsals: "dict[str, Rehearsal]", lang: Lang) -> None:
    for problem in problems:
        prefix = Text("提醒 ", "warning: ").say(lang) if problem.warning else ""
        owner = Text(f"（{problem.owner.zh}）", f" ({problem.owner.en})").say(lang) if problem.owner.zh else ""
        typer.echo(prefix + problem.say(lang) + owner)
    for name, rehearsal in rehearsals.items():
        show_idle(rehearsal.idle, lang)
        covered = coverage(rehearsal)
        typer.echo(Text(f"{name}：{covered.zh}", f"{name}: {covered.en}").say(lang))


def _sum(problems: "list[Problem]", names: list[str]) -> Text:
    """How many problems there are, and of several files in which these were looked for."""
    warnings = sum(problem.warning for problem in problems)
    errors = len(problems) - warnings
    if errors:
        sum_ = Text(f"错误 {errors} 处，提醒 {warnings} 处", f"{errors} errors, {warnings} warnings")
    elif warnings:
        sum_ = Text(f"没有错误，提醒 {warnings} 处", f"no errors, {warnings} warnings")
    else:
        sum_ = Text("没有错误", "no errors")
    names = list(dict.fromkeys(names))
    if len(names) == 1:
        return sum_
    zh, en = "、".join(names), ", ".join(names)
    return Text(f"{sum_.zh}（{len(names)} 个文件：{zh}）", f"{sum_.en} ({len(names)} files: {en})")


def _show_sarif(problems: "list[Problem]", idle: "list[Idle]", lang: Lang) -> None:
    from scorer.rubric.sarif import sarif_log

    notes = list(dict.fromkeys(map(_note, idle)))  # a set that several rubrics use is told once
    typer.echo(json.dumps(sarif_log([*problems, *notes], lang), ensure_ascii=False, indent=2))


def _note(idle: "Idle") -> "Problem":
    from scorer.written.problem import Problem

    cue = idle.cue
    fault = Text(f"没有例句用到“{cue.word}”", f"no example exercises “{cue.word}”")
    if idle.inside:
        fault = Text(
            f"例句里“{cue.word}”只在“{idle.inside}”中，没有单独起作用",
            f"“{cue.word}” stands in examples only within “{idle.inside}”",
        )
    remedy = Text("补一个用到它的例句，或删去它", "add an example for it, or remove it")
    return Problem(cue.file, cue.place, cue.path, fault, remedy, warning=True, rule="unexercised")
