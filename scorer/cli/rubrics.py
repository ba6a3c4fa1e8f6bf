"""`score rubric`: look at rubrics and check them."""

from typing import Annotated, Any

import typer

from scorer.cli.checking import add_check
from scorer.cli.differing import add_diff
from scorer.cli.ends import Translate
from scorer.cli.rehearsing import add_test
from scorer.cli.starting import add_new
from scorer.model import Lang


def rubric_commands(t: Translate, settings: dict[str, Any]) -> typer.Typer:
    """The commands, their help in one language."""
    commands = typer.Typer(
        help=t("新建、查看、检查、比较评分标准。", "Make, look at, check and compare rubrics."),
        no_args_is_help=True,
        **settings,
    )
    lang_option = typer.Option("--lang", help=t("语言", "Language"))
    file_argument = typer.Argument(metavar="NAME|FILE", help=t("自带的名称或 YAML 文件", "A name, or a YAML file"))

    @commands.command("list", help=t("列出自带的评分标准。", "List the rubrics that come with the tool."))
    def list_(lang: Annotated[Lang, lang_option] = Lang.ZH) -> None:
        _list_rubrics(lang)

    @commands.command(help=t("显示一份评分标准的大类、各项和分值。", "Show a rubric's dimensions, criteria, weights."))
    def show(name: Annotated[str, file_argument], lang: Annotated[Lang, lang_option] = Lang.ZH) -> None:
        _show_rubric(name, lang)

    add_check(commands, t)
    add_test(commands, t)
    add_new(commands, t)
    add_diff(commands, t)
    return commands


def _list_rubrics(lang: Lang) -> None:
    from scorer.rubric.titles import rubric_titles

    for name, version, title in rubric_titles():
        typer.echo(f"{name}\t{version}\t{title.say(lang)}")


def _show_rubric(name: str, lang: Lang) -> None:
    from scorer.rubric.load import find_rubric, load_rubric

    path = find_rubric(name)
    rubric = load_rubric(path)
    typer.echo(f"{rubric.title.say(lang)}  {rubric.id} {rubric.version}\n{path}")
    for dimension in rubric.dimensions:
        typer.echo(f"\n{dimension.id} {dimension.title.say(lang)}  {dimension.weight:g}")
        for criterion in dimension.criteria:
            typer.echo(f"  {criterion.id}  {criterion.weight:>4g}  {criterion.title.say(lang)}")
