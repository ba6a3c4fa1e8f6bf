"""The whole command line: which command is meant, in which language, and what is told when it goes wrong."""

import os
import sys
from typing import Annotated, Any

import typer

from scorer.cli import tell_version
from scorer.cli.agencies import add_agencies
from scorer.cli.calibrating import add_calibrate
from scorer.cli.comparing import add_compare
from scorer.cli.crosswalking import add_crosswalk
from scorer.cli.ends import DONE, fail
from scorer.cli.explaining import add_explain
from scorer.cli.interruption import if_interrupted
from scorer.cli.merging import add_merge
from scorer.cli.rubrics import rubric_commands
from scorer.cli.scoring import add_run
from scorer.cli.watching import add_watch
from scorer.errors import ScorerError
from scorer.model import Lang, Text

COMMANDS = ("run", "rubric", "explain", "merge", "compare", "calibrate", "crosswalk", "watch", "agencies")
VALUES = {
    "--lang": Text("zh 或 en", "zh or en"),
    "--by": Text("report 或 agency", "report or agency"),
    "--format": Text("xlsx 或 json", "xlsx or json"),
    "check --format": Text("text 或 sarif", "text or sarif"),
    "--jobs": Text("1 到 64 的整数", "a whole number from 1 to 64"),
}
RUBRIC_COMMANDS = ("show", "check", "test", "new", "diff")  # that take arguments
MISSING = {
    "run": Text(
        "请写出要评分的文件或文件夹，如 score seeds/", "name the files or folders to score, as in score seeds/"
    ),
    "merge": Text(
        "请写出交回的工作簿，或放着它们的文件夹，如 score merge 交回/", "name the returned workbooks or their folder"
    ),
    "compare": Text("请写出前、后两份结果，如 score compare 2025.json 2026.json", "name the two results to compare"),
    "calibrate": Text("请写出 score merge 写出的工作簿或 JSON", "name what score merge wrote"),
    "crosswalk": Text("请写出两份评分标准，如 score crosswalk zhaotong core", "name two rubrics"),
    "agencies": Text(
        "请写出要看的材料文件或文件夹，如 score agencies seeds/", "name the reports, as in score agencies seeds/"
    ),
    "watch": Text(
        "请写出材料和正在改的评分标准，如 score watch seeds/ --rubric mine.yaml",
        "name reports and the rubric that is being edited, as in score watch seeds/ --rubric mine.yaml",
    ),
} | dict.fromkeys(
    RUBRIC_COMMANDS,
    Text("请写出评分标准：自带的名称或 YAML 文件，如 core", "name a rubric: core, or a YAML file"),
)
MISSING |= {
    "new": Text("请写出新文件的名称，如 score rubric new mine.yaml", "name the new file, such as mine.yaml"),
    "diff": Text("请写出改前、改后两份评分标准，如 score rubric diff 旧.yaml 新.yaml", "name two rubrics"),
}
NOT_BEGUN = Text("已中断。还没有开始评分，什么都没有写", "interrupted before scoring began; nothing was written")
WHOLE = Text("已中断。写出的文件都是完整的，其余未动", "interrupted; whatever was written is whole, all else as it was")


def run(arguments: list[str]) -> int:
    """Run the command line; the exit code: 0 all scored, 1 some input unread, 2 wrong usage or rubric."""
    words, language = _without_lang(arguments)
    lang = Lang.EN if language and language[-1].endswith("en") else Lang.ZH  # help and errors speak it too
    code: object = DONE
    try:
        for command in with_command(words, language):
            if_interrupted(NOT_BEGUN if command[0] == "run" else WHOLE)
            code = build(lang)(command, standalone_mode=False)
    except ScorerError as error:
        code = fail(error.message, lang)
    except typer.TyperException as error:
        code = fail(_usage(error), lang)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        code = fail(Text(f"出错了：{error}", f"it failed: {error}"), lang)
    return code if isinstance(code, int) else DONE


def _usage(error: typer.TyperException) -> Text:
    """What is wrong with the command line, in words of ours."""
    option = getattr(error, "option_name", "")
    near = next(iter(getattr(error, "possibilities", None) or ()), "")
    message = getattr(error, "message", str(error))
    match type(error).__name__:
        case "NoSuchOption":
            zh, en = f"没有 {option} 这个选项", f"no such option {option}"
            if near:
                zh, en = f"{zh}，或许是 {near}", f"{en}; perhaps {near}"
        case "MissingParameter":
            missing = MISSING.get(_command(error), MISSING["run"])
            zh, en = f"还缺参数：{missing.zh}", f"something is missing: {missing.en}"
        case "BadOptionUsage":
            zh, en = f"{option} 后面要写一个值", f"{option} takes a value"
        case "BadParameter":
            name = next(iter(getattr(getattr(error, "param", None), "opts", ())), "")
            wanted = VALUES.get(f"{_command(error)} {name}") or VALUES.get(name, Text(message, message))
            zh, en = f"{name} 的值不对，应为 {wanted.zh}", f"{name}: expected {wanted.en}"
        case _ if message.startswith("Got unexpected extra"):
            extra = message.rpartition(" (")[2].rstrip(")")
            zh, en = f"多出了参数：{extra}", f"more arguments than it takes: {extra}"
        case _ if message.startswith("No such command"):
            zh, en = f"没有这个命令：{message.split()[-1].rstrip('.')}", message.rstrip(".")
        case _:
            zh, en = f"命令写法不对：{message.rstrip('.')}", message.rstrip(".")
    command = _command(error)
    command = {"run": ""}.get(command, f"rubric {command}" if command in RUBRIC_COMMANDS else command)
    help_ = " ".join(filter(None, ("score", command, "--help")))
    return Text(f"{zh}。用法见 {help_}", f"{en} (see {help_})")


def _command(error: typer.TyperException) -> str:
    """The name of the command that was given wrongly; "" where it is none."""
    return getattr(getattr(getattr(error, "ctx", None), "command", None), "name", None) or "run"


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
            "退出码：0 全部评完；1 有材料读不了；2 用法或评分标准有误；130 被中断。",
            "Score reports on model-agency creation against a rubric: find evidence, grade it, add it up, and write "
            "an Excel scorecard.\n\nMost used: score seeds/ (name your own folder). Results go to reports/.\n\n"
            "Exit codes: 0 all scored; 1 some input could not be read; 2 wrong usage or rubric; 130 interrupted.",
        ),
        **settings,
    )

    @app.callback(invoke_without_command=True)
    def score(
        version: Annotated[bool, typer.Option("--version", help=t("显示版本号", "Show the version"))] = False,
    ) -> None:
        if version:
            tell_version()

    add_run(app, t)
    app.add_typer(rubric_commands(t, settings), name="rubric")
    add_explain(app, t)
    add_merge(app, t)
    add_compare(app, t)
    add_calibrate(app, t)
    add_crosswalk(app, t)
    add_watch(app, t)
    add_agencies(app, t)
    return app
