"""The command: arguments, messages, exit codes. The only place that prints or exits."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from scorer.errors import ScorerError
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from scorer.model import Dimension, Results, Scorecard

ALL_SCORED, SOME_UNREAD, NOT_DONE = 0, 1, 2
MOMENT = 0.5  # seconds of work after which a progress bar is welcome
COMMANDS = ("run", "rubric")
VALUES = {
    "--lang": Text("zh 或 en", "zh or en"),
    "--format": Text("xlsx 或 json", "xlsx or json"),
    "--jobs": Text("1 到 64 的整数", "a whole number from 1 to 64"),
}
ROWS = 30  # of the table on screen; the workbook has them all
NARROWEST = 76  # columns that the table needs; a narrower terminal wraps its lines


def main() -> NoReturn:
    """Run the command line and exit: 0 all scored, 1 some input unread, 2 wrong usage or rubric, or interrupted."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    words, language = _without_lang(sys.argv[1:])
    lang = Lang.EN if language and language[-1].endswith("en") else Lang.ZH  # help and errors speak it too
    code: object = ALL_SCORED
    try:
        for arguments in with_command(words, language):
            code = build(lang)(arguments, standalone_mode=False)
    except ScorerError as error:
        code = _fail(error.message.say(lang))
    except typer.TyperException as error:
        code = _fail(_usage(error).say(lang))
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        code = _fail(Text(f"出错了：{error}", f"it failed: {error}").say(lang))
    sys.exit(code if isinstance(code, int) else ALL_SCORED)


def _fail(message: str) -> int:
    typer.echo(message, err=True)
    return NOT_DONE


def _usage(error: typer.TyperException) -> Text:
    """What is wrong with the command line, in words of ours."""
    option = getattr(error, "option_name", "")
    near = next(iter(getattr(error, "possibilities", None) or ()), "")
    message = getattr(error, "message", str(error))
    match type(error).__name__:
        case "NoSuchOption":
            zh, en = f"没有 {option} 这个选项", f"no such option {option}"
            if near:
                zh, en = f"{zh}，是不是 {near}？", f"{en}; did you mean {near}?"
        case "MissingParameter":
            zh = "还缺参数：请写出要评分的文件或文件夹，如 score seeds/"
            en = "something is missing: name the files or folders to score, as in score seeds/"
        case "BadParameter":
            name = next(iter(getattr(getattr(error, "param", None), "opts", ())), "")
            wanted = VALUES.get(name, Text(message, message))
            zh, en = f"{name} 的值不对，应为 {wanted.zh}", f"{name}: expected {wanted.en}"
        case _ if message.startswith("No such command"):
            zh, en = f"没有这个命令：{message.split()[-1].rstrip('.')}", message.rstrip(".")
        case _:
            zh, en = f"命令写法不对：{message.rstrip('.')}", message.rstrip(".")
    return Text(f"{zh}。用法见 score --help", f"{en}. See score --help")


class Format(StrEnum):
    """What results are written as."""

    XLSX = "xlsx"
    JSON = "json"


def with_command(words: list[str], language: list[str]) -> list[list[str]]:
    """What is to be run, one command or two: `score PATH` is `score run PATH`, and general help goes with that of run.

    `language`, the --lang of the line, goes to the end, where every command takes it.
    """
    asks = {"--help", "-h"}
    if not words or (words[0] not in COMMANDS and asks & set(words)):
        return [["--help"], ["run", "--help"]]
    if words == ["rubric"] or asks & set(words):
        return [[*(word for word in words if word not in asks), "--help"]]
    if words == ["--version"]:
        return [words]
    return [[*(words if words[0] in COMMANDS else ["run", *words]), *language]]


def _without_lang(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The words without --lang and its value, and these two."""
    for at, word in enumerate(arguments):
        if word == "--lang" and at + 1 < len(arguments):
            return arguments[:at] + arguments[at + 2 :], arguments[at : at + 2]
        if word.startswith("--lang="):
            return arguments[:at] + arguments[at + 1 :], [word]
    return arguments, []


def build(lang: Lang) -> typer.Typer:
    """The command line, its help in one language."""

    def t(zh: str, en: str) -> str:
        return zh if lang is Lang.ZH else en

    settings: dict[str, Any] = {
        "rich_markup_mode": None,
        "add_completion": False,
        "pretty_exceptions_enable": False,
        "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
    }
    app = typer.Typer(
        help=t(
            "按评分标准给模范机关创建材料评分：找证据、定等级、算分数，写成 Excel 评分卡。\n\n"
            "最常用：score seeds/（把文件夹换成自己的）。结果在 reports/ 里。\n\n"
            "退出码：0 全部评完；1 有材料读不了；2 用法或评分标准有误，或被中断。",
            "Score reports on model-agency creation against a rubric: find evidence, grade it, add it up, and write "
            "an Excel scorecard.\n\nMost used: score seeds/ (name your own folder). Results go to reports/.\n\n"
            "Exit codes: 0 all scored; 1 some input could not be read; 2 wrong usage or rubric, or interrupted.",
        ),
        **settings,
    )

    @app.callback(invoke_without_command=True)
    def score(
        version: Annotated[bool, typer.Option("--version", help=t("显示版本号", "Show the version"))] = False,
    ) -> None:
        if version:
            from importlib.metadata import version as installed

            typer.echo(installed("model-agency-scorecard"))

    @app.command(
        help=t(
            "给文件和文件夹里的材料评分（run 可省略）。",
            "Score reports and folders of reports (run may be left out).",
        ),
    )
    def run(
        paths: Annotated[
            list[Path],
            typer.Argument(
                metavar="PATH...", readable=False, help=t("材料文件或文件夹，可写多个", "Reports or folders of reports")
            ),
        ],
        rubric: Annotated[
            list[str],
            typer.Option(
                metavar="NAME|FILE",
                help=t(
                    "评分标准：自带的名称或自己的 YAML 文件，可写多次",
                    "Rubric: the name of one that comes along, or your own YAML file; repeatable",
                ),
            ),
        ] = ["core"],  # noqa: B006
        out: Annotated[
            Path, typer.Option(metavar="DIR", help=t("结果写到哪个文件夹", "Folder for the results"))
        ] = Path("reports"),
        format_: Annotated[
            list[Format],
            typer.Option(
                "--format", metavar="xlsx|json", help=t("写哪几种结果，可写多次", "What to write; repeatable")
            ),
        ] = [Format.XLSX, Format.JSON],  # noqa: B006
        lang: Annotated[
            Lang, typer.Option(help=t("工作簿和消息的语言", "Language of workbook and messages"))
        ] = Lang.ZH,
        jobs: Annotated[
            int, typer.Option(min=1, max=64, help=t("同时用几个进程；材料成千时有用", "Worker processes"))
        ] = 1,
    ) -> int:
        try:
            return _run(paths, rubric, out, format_, lang, jobs)
        except KeyboardInterrupt:  # here, because Typer would leave without a word
            return _fail(Text("已中断。写出的文件都是完整的", "interrupted; whatever was written is whole").say(lang))

    app.add_typer(_rubric_commands(t, settings), name="rubric")
    return app


def _rubric_commands(t: Callable[[str, str], str], settings: dict[str, Any]) -> typer.Typer:
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


# --- rubric ------------------------------------------------------------------------------------


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
    return ALL_SCORED


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
    return NOT_DONE if failed else ALL_SCORED


# --- run ---------------------------------------------------------------------------------------


def _run(paths: list[Path], rubrics: list[str], out: Path, formats: list[Format], lang: Lang, jobs: int) -> int:
    from scorer.pipeline import Request, load_rubrics, score_reports

    request = Request(tuple(paths), load_rubrics(rubrics), out, jobs)
    with _Progress(lang) as progress:
        runs = score_reports(request, progress.report)
    for results in runs:
        written = list(_write(results, out, formats, lang))
        _print(results, lang)
        for path in written:
            typer.echo(Text(f"已写出 {path}", f"written: {path}").say(lang))
    return SOME_UNREAD if any(results.unread for results in runs) else ALL_SCORED


def _write(results: "Results", out: Path, formats: list[Format], lang: Lang) -> Iterator[Path]:
    base = f"{results.name}-{results.rubric.id}"
    if Format.XLSX in formats:
        from scorer.workbook.write import free_path, write_workbook

        wanted = out / f"{base}.xlsx"
        path = free_path(wanted)
        write_workbook(results, path, lang)
        if path != wanted:
            typer.echo(
                Text(
                    f"{wanted} 有人改过，没有动它；这次的结果写到 {path.name}",
                    f"{wanted} has been edited and was left alone; this run goes to {path.name}",
                ).say(lang),
                err=True,
            )
        yield path
    if Format.JSON in formats:
        from scorer.results.as_json import as_data, write_json

        path = out / f"{base}.json"
        write_json(as_data(results, lang), path)
        yield path


class _Progress:
    """A bar on standard error, shown only to a person and only when the work takes more than a moment."""

    def __init__(self, lang: Lang) -> None:
        self._label = Text("评分", "scoring").say(lang)
        self._started = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def report(self, done: int, of: int) -> None:
        """`done` documents of `of` are scored."""
        if self._bar is None:
            if not sys.stderr.isatty() or time.monotonic() - self._started < MOMENT:
                return
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._bar.add_task(self._label, total=of)
        self._bar.update(self._bar.task_ids[0], completed=done)


def _points(card: "Scorecard", dimension: "Dimension") -> float:
    """What a scorecard has in one dimension."""
    ids = {criterion.id for criterion in dimension.criteria}
    return sum(result.score for result in card.criteria if result.criterion.id in ids)


def _print(results: "Results", lang: Lang) -> None:
    """The table of subjects, best first, and what could not be read."""
    from rich.console import Console
    from rich.table import Table

    dimensions = results.rubric.dimensions
    table = Table(
        title=f"{results.rubric.title.say(lang)}  {results.rubric.id} {results.rubric.version}",
    )
    table.add_column(Text("材料", "Report").say(lang), overflow="fold", min_width=16)
    table.add_column(Text("总分", "Total").say(lang), justify="right", no_wrap=True)
    table.add_column(Text("评定", "Band").say(lang), no_wrap=True)
    for dimension in dimensions:
        table.add_column(f"{dimension.id}/{dimension.weight:g}", justify="right", no_wrap=True)
    ranked = sorted(results.scorecards, key=lambda card: (-card.total, card.report.source))
    for card in ranked[:ROWS]:
        table.add_row(
            "\n".join([card.report.source, *(note.say(lang) for note in card.notes)]),
            f"{card.total:.1f}",
            card.band.name.say(lang),
            *(f"{_points(card, dimension):.1f}" for dimension in dimensions),
        )
    console = Console(highlight=False, markup=False)
    console.width = max(console.width, NARROWEST)
    if results.scorecards:
        console.print(table)
        left = len(ranked) - ROWS
        if left > 0:
            typer.echo(Text(f"……其余 {left} 份见结果文件", f"… {left} more in the results").say(lang))
        typer.echo("  ".join(f"{dimension.id} {dimension.title.say(lang)}" for dimension in dimensions))
    for one in results.unread:
        typer.echo(
            Text(f"没有读 {one.source}：{one.reason.zh}", f"not read: {one.source}: {one.reason.en}").say(lang),
            err=True,
        )
