"""`score rubric new`: a rubric to start from."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from scorer.cli.ends import DONE, Translate, tell_written
from scorer.cli.foreign import plain
from scorer.errors import UsageError
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorer.rubric.skeleton import Start

Answer = TypeVar("Answer")

SUFFIXES = (".yaml", ".yml")
_ID = re.compile("[a-z0-9][a-z0-9_-]{0,31}")
_NOT_IN_ID = re.compile("[^a-z0-9_-]+")
_LONGEST_TITLE = 2000  # characters, as the schema has it for every wording
_TITLE = Text("新评分标准", "New rubric")


def add_new(commands: typer.Typer, t: Translate) -> None:
    """Add the command `new`, its help in one language."""

    @commands.command(
        help=t(
            "新建一份带注释的评分标准，在上面改。\n\n"
            "从核心标准的一个或几个大类开始。在终端里运行会问几个问题；已有的文件不会被覆盖。",
            "Make a commented rubric to start from.\n\n"
            "It is made out of dimensions of the core rubric. In a terminal it asks a few questions; a file that is "
            "there is never overwritten.",
        )
    )
    def new(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=t("新文件，如 mine.yaml", "The new file"))],
        title: Annotated[str | None, typer.Option(help=t("标准的名称", "Title of the rubric"))] = None,
        id_: Annotated[
            str | None,
            typer.Option(
                "--id",
                help=t(
                    "代号，用于结果的文件名；不写则取文件名，文件名是中文的叫 mine",
                    "Short name for result files; else the file's, or mine where that is not in Latin letters",
                ),
            ),
        ] = None,
        start: Annotated[
            str | None,
            typer.Option(
                "--from", metavar="A,B", help=t("从核心标准的哪些大类开始；不写则全要", "Core dimensions; else all")
            ),
        ] = None,
        lang: Annotated[Lang, typer.Option(help=t("注释和消息的语言", "Language of comments and messages"))] = Lang.ZH,
    ) -> int:
        return _new(file, title, id_, start, lang)


def _new(file: Path, title: str | None, id_: str | None, start: str | None, lang: Lang) -> int:
    from scorer.rubric.skeleton import Start, core_dimensions

    try:
        _check_file(file)
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise _cannot(file, error) from error
    known = core_dimensions()
    listed = "  ".join(f"{one} {name.say(lang)}" for one, name in known.items())
    wanted = Start(
        title=_settled(title, Text("标准的名称", "Title of the rubric"), _TITLE.say(lang), _title, lang),
        id=_settled(id_, Text("代号（英文小写，用于文件名）", "Short name (for file names)"), _id_of(file), _id, lang),
        dimensions=_settled(
            start,
            Text(
                f"从核心标准的哪些大类开始：{listed}\n写编号，用逗号隔开",
                f"Core dimensions: {listed}\nIds, with commas",
            ),
            ",".join(known),
            lambda said: _dimensions(said, tuple(known)),
            lang,
        ),
        lang=lang,
    )
    return _write(file, wanted, lang)


def _check_file(file: Path) -> None:
    from scorer.rubric.shipped import EXAMPLES, is_examples

    if file.suffix.lower() not in SUFFIXES:
        raise UsageError(
            Text(
                f"{file}: 评分标准的文件名要以 .yaml 结尾，如 {file.stem or 'mine'}.yaml",
                f"{file}: the name of a rubric ends in .yaml, such as {file.stem or 'mine'}.yaml",
            )
        )
    if is_examples(file):
        other = f"{file.stem.removesuffix(EXAMPLES) or 'mine'}{file.suffix}"
        raise UsageError(
            Text(
                f"{file}: 名称以 {EXAMPLES}{file.suffix} 结尾的文件只放词库的例句，不能是评分标准。"
                f"请换一个名称，如 {other}",
                f"{file}: names that end in {EXAMPLES}{file.suffix} are for the examples of a lexicon. Take another, "
                f"such as {other}",
            )
        )
    if not file.parent.is_dir():
        raise UsageError(
            Text(
                f"{file.parent}: 没有这个文件夹。请先建好，或换一个位置",
                f"{file.parent}: there is no such folder. Make it first, or choose another place",
            )
        )
    if file.exists() or file.is_symlink():
        raise _there(file)


def _cannot(file: Path, error: OSError) -> UsageError:
    return UsageError(
        Text(
            f"{file}: 建不了这个文件（{error.strerror}）。请换一个位置，或换一个短些的名称",
            f"{file}: the file cannot be made ({error.strerror}). Choose another place, or a shorter name",
        )
    )


def _there(file: Path) -> UsageError:
    return UsageError(
        Text(
            f"{file}: 已经有这个文件，没有动它。请换一个名称，或先把它移走",
            f"{file}: the file is there already and was left alone. Take another name, or move it away first",
        )
    )


# --- answers -----------------------------------------------------------------------------------


def _settled(given: str | None, question: Text, default: str, take: "Callable[[str], Answer]", lang: Lang) -> Answer:
    """What was given as an option; else what somebody at the terminal answers; else the default."""
    if given is not None:
        return take(given)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return take(default)
    while True:
        hint = Text(f"（回车：{default}）：", f" (Enter: {default}): ")
        typer.echo(question.say(lang) + hint.say(lang), nl=False)
        try:
            return take(input().strip() or default)
        except EOFError:
            typer.echo()
            return take(default)
        except UsageError as error:
            typer.echo(error.message.say(lang))


def _title(said: str) -> str:
    title = plain(said).strip()
    if not title:
        raise UsageError(Text("名称不能为空", "the title must not be empty"))
    if len(title) > _LONGEST_TITLE:
        raise UsageError(
            Text(
                f"名称有 {len(title)} 个字，太长。至多 {_LONGEST_TITLE} 个字",
                f"the title has {len(title)} characters, which is too long. At most {_LONGEST_TITLE}",
            )
        )
    return title


def _id(said: str) -> str:
    from scorer.rubric.shipped import rubric_names

    if not _ID.fullmatch(said):
        raise UsageError(
            Text(
                f"代号 {plain(said)} 的写法不对：只用英文小写字母、数字、- 和 _，至多 32 个字符，如 mine",
                f"{plain(said)} is no id: small Latin letters, digits, - and _, at most 32, such as mine",
            )
        )
    if said in rubric_names():
        raise UsageError(
            Text(
                f"代号 {said} 是自带标准的，结果会混在一起。请换一个",
                f"{said} is the id of a rubric that comes with the tool. Take another",
            )
        )
    return said


def _id_of(file: Path) -> str:
    """An id after the file's name."""
    from scorer.rubric.shipped import rubric_names

    found = _NOT_IN_ID.sub("-", file.stem.lower()).strip("-_")[:32]
    return found if found and found not in rubric_names() else "mine"


def _dimensions(said: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The ids among the words, in the core's order."""
    wanted = re.findall(r"[^\s,，、;；]+", said.upper())
    strange = [one for one in wanted if one not in known]
    if strange or not wanted:
        raise UsageError(
            Text(
                f"核心标准没有大类 {plain(strange[0] if strange else said)}。可写：{'、'.join(known)}",
                f"the core rubric has no dimension {plain(strange[0] if strange else said)}: {', '.join(known)}",
            )
        )
    return tuple(one for one in known if one in wanted)


# --- files -------------------------------------------------------------------------------------


def _write(file: Path, wanted: "Start", lang: Lang) -> int:
    from scorer.rubric.shipped import schema_file
    from scorer.rubric.skeleton import is_schema_of_ours, skeleton

    text = skeleton(wanted)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise _there(file) from None
    except OSError as error:
        raise _cannot(file, error) from error
    tell_written(file, lang)
    said = Text(
        f"代号是 {wanted.id}，结果文件的名称里用它。要换，改文件开头的 id: {wanted.id}，只用英文小写字母、数字、- 和 _",
        f"Its id is {wanted.id}, used in the names of result files. To take another, change id: {wanted.id} near the "
        "top of the file: small Latin letters, digits, - and _",
    )
    typer.echo(said.say(lang))
    schema = file.with_name(schema_file().name)
    if is_schema_of_ours(schema):
        schema.write_bytes(schema_file().read_bytes())
        said = Text(
            f"同一文件夹里放了 {schema.name}：VS Code 等编辑器靠它提示和检查，不影响评分",
            f"{schema.name} is beside it for editors such as VS Code; scoring does not need it",
        )
    else:
        said = Text(
            f"{schema} 是别的文件，没有动它：编辑器的提示可能不对，评分不受影响",
            f"{schema} is something else and was left alone: editors may be misled, scoring is not",
        )
    typer.echo(said.say(lang))
    typer.echo(
        Text(
            f"改完运行：score rubric check {file}\n边改边看：score watch 材料文件夹 --rubric {file}",
            f"After a change: score rubric check {file}\nWhile you edit: score watch REPORTS --rubric {file}",
        ).say(lang)
    )
    return DONE
