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
        if out is not None:
            _check(out, overwrite=overwrite)
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
    text = as_yaml(directory, _mentions(told), lang)
    if not text:
        raise UsageError(
            Text(
                "材料里没有认出单位名称，没有什么可列的。可以照说明自己写一份单位名录",
                "no agency is named in the reports; write the list by hand, as the manual shows",
            )
        )
    return text, unread


def _mentions(told: "Iterable[tuple[Report, Attribution]]") -> "Iterator[Mention]":
    from scorer.agencies.listing import Mention

    for report, attribution in told:
        for sentence in report.sentences:
            actor = attribution.actors.get(sentence.number)
            if actor is not None:
                yield Mention(report.source, actor.name, sentence.place)


def _check(out: Path, *, overwrite: bool) -> None:
    """Raise UsageError where the file may not be written."""
    try:
        if not out.parent.is_dir():
            raise _no_folder(out.parent)
        if out.is_dir():
            raise UsageError(
                Text(
                    f"{out}: 是文件夹。请写出文件名，如 {out / '名录.yaml'}",
                    f"{out}: a folder. Name a file, such as {out / 'agencies.yaml'}",
                )
            )
        there = out.exists() or out.is_symlink()
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise UsageError(
            Text(
                f"{out}: 写不了这个文件（{error.strerror}）。请换一个位置，或换一个短些的名称",
                f"{out}: the file cannot be written ({error.strerror}). Choose another place, or a shorter name",
            )
        ) from error
    if there and not overwrite:
        raise UsageError(
            Text(
                f"{out}: 已经有这个文件，没有动它。请换一个名称；要覆盖就加 --overwrite",
                f"{out}: the file is there already and was left alone. Take another name, or add --overwrite",
            )
        )


def _no_folder(folder: Path) -> UsageError:
    if folder.exists():
        return UsageError(
            Text(
                f"{folder}: 是文件，不是文件夹。请换一个位置",
                f"{folder}: a file, not a folder. Choose another place",
            )
        )
    return UsageError(
        Text(
            f"{folder}: 没有这个文件夹。请先建好，或换一个位置",
            f"{folder}: there is no such folder. Make it first, or choose another place",
        )
    )


def _write(out: Path, text: str, *, overwrite: bool) -> None:
    from scorer.files import write_atomically

    _check(out, overwrite=overwrite)  # reading took a while
    write_atomically(out, lambda stream: stream.write(text.encode("utf-8")))
