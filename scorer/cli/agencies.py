"""`score agencies PATH...`: list the agencies whose deeds reports tell, as a file to start from."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, SOME_LEFT, Translate, tell_written
from scorer.errors import UsageError
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.agencies.attribution import Attribution
    from scorer.agencies.listing import Mention
    from scorer.model import Report, Unread


def add_agencies(app: typer.Typer, t: Translate) -> None:
    """Add the command `agencies`, its help in one language."""

    @app.command(
        help=t(
            "列出材料里的单位和各自的称呼，写成单位名录。\n\n改好后给 score --by agency --agencies 用。",
            "List the agencies of reports and the names they go by.\n\n"
            "What is written is a file for score --by agency --agencies.",
        )
    )
    def agencies(
        paths: Annotated[
            list[Path],
            typer.Argument(
                metavar="PATH...", readable=False, help=t("材料文件或文件夹，可写多个", "Reports or folders of reports")
            ),
        ],
        listed: Annotated[
            Path | None,
            typer.Option("--agencies", metavar="FILE", help=t("已有的单位名录，以它为准", "A list that goes first")),
        ] = None,
        out: Annotated[
            Path | None,
            typer.Option(metavar="FILE", help=t("写到这个文件；不写则显示出来", "File to write; else it is shown")),
        ] = None,
        overwrite: Annotated[
            bool, typer.Option("--overwrite", help=t("文件已有时覆盖它", "Replace a file that is there"))
        ] = False,
        lang: Annotated[Lang, typer.Option(help=t("注释和消息的语言", "Language of comments and messages"))] = Lang.ZH,
    ) -> int:
        if out is not None and not overwrite and (out.exists() or out.is_symlink()):
            raise _there(out)
        text, unread = _list(paths, listed, lang)
        for one in unread:
            said = Text(f"没有读 {one.source}：{one.reason.zh}", f"not read: {one.source}: {one.reason.en}")
            typer.echo(said.say(lang), err=True)
        if out is None:
            typer.echo(text, nl=False)
        else:
            _write(out, text, overwrite=overwrite)
            tell_written(out, lang)
        return SOME_LEFT if unread else DONE


def _list(paths: list[Path], listed: Path | None, lang: Lang) -> "tuple[str, list[Unread]]":
    """The list as text, and what could not be read."""
    from scorer.agencies.attribution import attribute
    from scorer.agencies.directory import Directory
    from scorer.agencies.gather import names_of
    from scorer.agencies.listed import load_agencies
    from scorer.agencies.listing import as_yaml
    from scorer.agencies.names import Known
    from scorer.fold import fold
    from scorer.pipeline import read_reports

    known = load_agencies(listed) if listed else ()
    read, unread = read_reports(paths)
    names = Known.of(known)
    told = [(one.report, attribute(one.report, fold(one.report.text), names)) for one in read]
    directory = Directory((names_of(*one) for one in told), known)
    if not directory.agencies:
        raise UsageError(
            Text(
                "材料里没有认出单位名称，没有什么可列的。可以照说明自己写一份单位名录",
                "no agency is named in the reports; write the list by hand, as the manual shows",
            )
        )
    return as_yaml(directory, _mentions(told), lang), unread


def _mentions(told: "Iterable[tuple[Report, Attribution]]") -> "Iterator[Mention]":
    from scorer.agencies.listing import Mention

    for report, attribution in told:
        for sentence in report.sentences:
            actor = attribution.actors.get(sentence.number)
            if actor is not None:
                yield Mention(report.source, actor.name, sentence.place)


def _write(out: Path, text: str, *, overwrite: bool) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w" if overwrite else "x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise _there(out) from None
    except OSError as error:
        raise UsageError(
            Text(
                f"{out}: 写不了这个文件（{error.strerror}）。请换一个位置",
                f"{out}: the file cannot be written ({error.strerror}). Choose another place",
            )
        ) from error


def _there(out: Path) -> UsageError:
    return UsageError(
        Text(
            f"{out}: 已经有这个文件，没有动它。请换一个名称；要覆盖就加 --overwrite",
            f"{out}: the file is there already and was left alone. Take another name, or add --overwrite",
        )
    )
