"""`score rubric`: look at rubrics and check them."""

from typing import Annotated, Any

import typer

from scorer.cli.ends import DONE, NOT_DONE, Translate
from scorer.model import Lang, Text


def rubric_commands(t: Translate, settings: dict[str, Any]) -> typer.Typer:
    """The commands, their help in one language."""
    commands = typer.Typer(
        help=t("查看、检查评分标准。", "Look at and check rubrics."), no_args_is_help=True, **settings
    )
    lang_option = typer.Option("--lang", help=t("语言", "Language"))
    file_argument = typer.Argument(metavar="NAME|FILE", help=t("自带的名称或 YAML 文件", "A name, or a YAML file"))
    files_argument = typer.Argument(metavar="NAME|FILE...", help=t("自带的名称或 YAML 文件", "Names, or YAML files"))

    @commands.command("list", help=t("列出自带的评分标准。", "List the rubrics that come with the tool."))
    def list_(lang: Annotated[Lang, lang_option] = Lang.ZH) -> None:
        _list_rubrics(lang)

    @commands.command(help=t("显示一份评分标准的大类、各项和分值。", "Show a rubric's dimensions, criteria, weights."))
    def show(name: Annotated[str, file_argument], lang: Annotated[Lang, lang_option] = Lang.ZH) -> None:
        _show_rubric(name, lang)

    @commands.command(
        help=t("检查评分标准写得对不对，一次说出全部问题。", "Check rubrics; every problem is told at once.")
    )
    def check(names: Annotated[list[str], files_argument], lang: Annotated[Lang, lang_option] = Lang.ZH) -> int:
        return _check_rubrics(names, lang)

    @commands.command(
        help=t(
            "用评分标准自带的例句（应命中）和反例（不应命中）试一遍。",
            "Try a rubric on its own examples (must match) and near misses (must not).",
        )
    )
    def test(names: Annotated[list[str], files_argument], lang: Annotated[Lang, lang_option] = Lang.ZH) -> int:
        return _test_rubrics(names, lang)

    return commands


def _list_rubrics(lang: Lang) -> None:
    from scorer.rubric.load import find_rubric, load_rubric
    from scorer.rubric.shipped import rubric_names

    for name in rubric_names():
        rubric = load_rubric(find_rubric(name))
        typer.echo(f"{name}\t{rubric.version}\t{rubric.title.say(lang)}")


def _show_rubric(name: str, lang: Lang) -> None:
    from scorer.rubric.load import find_rubric, load_rubric

    path = find_rubric(name)
    rubric = load_rubric(path)
    typer.echo(f"{rubric.title.say(lang)}  {rubric.id} {rubric.version}\n{path}")
    for dimension in rubric.dimensions:
        typer.echo(f"\n{dimension.id} {dimension.title.say(lang)}  {dimension.weight:g}")
        for criterion in dimension.criteria:
            typer.echo(f"  {criterion.id}  {criterion.weight:>4g}  {criterion.title.say(lang)}")


def _check_rubrics(names: list[str], lang: Lang) -> int:
    from scorer.rubric.load import check_rubric, find_rubric

    problems = [problem for name in names for problem in check_rubric(find_rubric(name))]
    for problem in problems:
        prefix = Text("提醒 ", "warning: ").say(lang) if problem.warning else ""
        typer.echo(prefix + problem.say(lang))
    if any(not problem.warning for problem in problems):
        return NOT_DONE
    typer.echo(Text("没有错误", "no errors").say(lang))
    return DONE


def _test_rubrics(names: list[str], lang: Lang) -> int:
    from scorer.rehearsal import rehearse
    from scorer.rubric.load import find_rubric, load_rubric

    failed = 0
    for name in names:
        rehearsal = rehearse(load_rubric(find_rubric(name)))
        for failure in rehearsal.failures:
            typer.echo(f"{failure.criterion}: {failure.reason.say(lang)}\n    {failure.text}")
        failed += len(rehearsal.failures)
        passed = rehearsal.sentences - len(rehearsal.failures)
        typer.echo(
            Text(
                f"{name}：{rehearsal.sentences} 句，通过 {passed}，未通过 {len(rehearsal.failures)}",
                f"{name}: {rehearsal.sentences} sentences, {passed} passed, {len(rehearsal.failures)} failed",
            ).say(lang)
        )
    return NOT_DONE if failed else DONE
