"""`score watch`: score anew at each save of the rubric or change of the reports, and show what that changed. For people
who are editing.

Files are looked at many times a second, by name. Notices from the system would be no quicker to the eye, need a library
of their own, never come from network drives, and lose a file that an editor saves by putting another in its place.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import Translate
from scorer.cli.foreign import plain_lines, show_line
from scorer.cli.interruption import if_interrupted
from scorer.cli.moves import show_diff, show_moves
from scorer.cli.tables import show_table, shown, shown_band, subject_of
from scorer.errors import RubricError, UsageError
from scorer.model import Lang, Text
from scorer.names import in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.model import Results, Unread
    from scorer.review.rubric_diff import Edition
    from scorer.trial import Stamp, Trial

TICK = 0.1  # seconds between two looks; a file is read when two looks find it the same
SHARE = 0.1  # of the time that looks may take, where folders are large or far away
NAMES = 3  # of files that are told of each kind of change
REPORTS = Path("reports")  # where results go: nothing in it is a report
ENDED = Text(
    "已停止。没有写任何文件，评分标准和材料都没有动",
    "stopped; no file was written, the rubric and the reports are as they were",
)


def add_watch(app: typer.Typer, t: Translate) -> None:
    """Add the command `watch`, its help in one language."""

    @app.command(
        help=t(
            "边改评分标准边看得分怎么变。\n\n"
            "每次保存评分标准（或它用的词库），或者材料有增减、改动，马上重新评分，显示改了什么、"
            "哪些得分和证据变了。不写任何文件；按 Ctrl-C 结束。",
            "Edit a rubric and see what that moves.\n\n"
            "It scores anew at each save of the rubric or of the lexicon it uses, and when reports come, go or change, "
            "and shows what changed: words, scores, evidence. Writes no files; Ctrl-C ends it.",
        )
    )
    def watch(
        paths: Annotated[
            list[Path],
            typer.Argument(metavar="PATH...", readable=False, help=t("材料文件或文件夹", "Reports or folders of them")),
        ],
        rubric: Annotated[
            str, typer.Option(metavar="NAME|FILE", help=t("正在改的评分标准", "The rubric that is being edited"))
        ],
        lang: Annotated[Lang, typer.Option(help=t("语言", "Language"))] = Lang.ZH,
    ) -> None:
        _watch(paths, rubric, lang)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The last rubric that held, and what it made of the documents."""

    edition: "Edition"
    results: "Results"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The files as a look finds them."""

    sources: "dict[Path, Stamp]"  # of the rubric
    files: "dict[Path, Stamp]"  # that are reports or hold some


def _watch(paths: list[Path], name: str, lang: Lang) -> None:
    """Until Ctrl-C."""
    from scorer.rubric.load import find_rubric
    from scorer.trial import Trial, stamps

    rubric = find_rubric(name)
    if_interrupted(ENDED)
    trial = Trial(paths, REPORTS)
    _show_unread(trial.unread, lang)
    outcome: _Outcome | None = None
    sources: tuple[Path, ...] = (rubric,)
    files, saved, read = trial.files, True, True
    while True:
        sources = _sources(rubric) or sources
        before = _Seen(stamps(sources), files)
        if outcome is None or saved:
            outcome = _look(rubric, trial, outcome, lang)
        elif read:
            outcome = _score_anew(outcome, trial, lang)
        now = _wait(before, paths)
        typer.echo()
        show_line(time.strftime("—— %H:%M:%S ——"))
        if now.files != files:
            show_line(_told(files, now.files).say(lang))
            before_it, trial = trial, _read_anew(paths, trial, lang)
            read, files = trial is not before_it, now.files
        saved = now.sources != before.sources


def _read_anew(paths: list[Path], before: "Trial", lang: Lang) -> "Trial":
    """The documents as they are now; as they were before where none is left, as while one is being replaced."""
    from scorer.trial import Trial

    try:
        trial = Trial(paths, REPORTS, before)
    except UsageError as error:
        show_line(error.message.say(lang))
        show_line(Text("材料放回以后会重新读取", "they are read anew once they are back").say(lang))
        return before
    _show_unread([one for one in trial.unread if one not in before.unread], lang)
    return trial


# --- files -------------------------------------------------------------------------------------


def _sources(rubric: Path) -> tuple[Path, ...]:
    """The rubric's file and its lexicon's; nothing where the rubric is too broken to tell."""
    from scorer.rubric.lexicon import find_lexicon
    from scorer.written.parse import parse, read_file

    try:
        data = parse(read_file(rubric), str(rubric)).data
    except RubricError:
        return ()
    match data:
        case {"lexicon": str(lexicon)}:
            return rubric, find_lexicon(lexicon, rubric)
        case {}:
            return (rubric,)
    return ()


def _wait(before: _Seen, paths: list[Path]) -> _Seen:
    """Wait until files are otherwise than before, and two looks find them the same; what they are then."""
    from scorer.trial import files_under, stamps

    last = before
    while True:
        began = time.monotonic()
        now = _Seen(stamps(before.sources), files_under(paths, REPORTS))
        if now != before and now == last:
            return now
        last = now
        time.sleep(max(TICK, (time.monotonic() - began) / SHARE))


def _told(before: "dict[Path, Stamp]", now: "dict[Path, Stamp]") -> Text:
    """What became of the files that hold documents."""
    added = [file for file in now if file not in before]
    gone = [file for file in before if file not in now]
    changed = [file for file in now if file in before and now[file] != before[file]]
    told = [
        Text(f"{zh} {_named(files).zh}", f"{en} {_named(files).en}")
        for zh, en, files in (("新增", "new:", added), ("改动", "changed:", changed), ("不在了", "gone:", gone))
        if files
    ]
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    return Text(f"材料有变动：{zh}", f"the reports are not as they were; {en}")


def _named(files: "Sequence[Path]") -> Text:
    names = [in_text(str(file)) for file in files[:NAMES]]
    zh, en = "、".join(names), ", ".join(names)
    more = len(files) - NAMES
    return Text(f"{zh} 等 {len(files)} 个文件", f"{en} and {more} more") if more > 0 else Text(zh, en)


# --- what is shown -----------------------------------------------------------------------------


def _look(rubric: Path, trial: "Trial", before: _Outcome | None, lang: Lang) -> _Outcome | None:
    """Score, and show what is otherwise than before; what counts as before from now on."""
    from scorer.review.rubric_diff import read_edition

    try:
        edition = read_edition(rubric)
    except RubricError as error:
        typer.echo(plain_lines(error.message.say(lang)))
        kept = Text("改好再保存；上一次的结果仍然有效", "mend it and save again; the last results stand")
        none = Text("改好再保存，就开始评分", "mend it and save again, and scoring begins")
        show_line((kept if before else none).say(lang))
        return before
    outcome = _Outcome(edition, trial.score(edition.rubric))
    if before is None:
        _show_totals(outcome.results, lang)
    else:
        _show_changes(before, outcome, lang)
    return outcome


def _score_anew(before: _Outcome, trial: "Trial", lang: Lang) -> _Outcome:
    """Score other documents by the same rubric, and show what moved."""
    after = _Outcome(before.edition, trial.score(before.edition.rubric))
    _show_moved(before, after, lang)
    return after


def _show_totals(results: "Results", lang: Lang) -> None:
    heads = (Text("材料", "Report"), Text("总分", "Total"), Text("评定", "Band"))
    rubric = results.rubric
    ranked = sorted(results.scorecards, key=lambda card: card.sort_key)
    show_table(
        f"{rubric.title.say(lang)}  {rubric.id} {rubric.version}",
        [head.say(lang) for head in heads],
        [[subject_of(card), shown(card.total), shown_band(card.band).say(lang)] for card in ranked],
        lang,
    )
    waiting = Text(
        "等着评分标准保存；每次保存，或材料有变动，都会重新评分。按 Ctrl-C 结束",
        "waiting for the rubric to be saved; each save, and each change of the reports, is scored anew. Ctrl-C ends it",
    )
    show_line(waiting.say(lang))


def _show_changes(before: _Outcome, after: _Outcome, lang: Lang) -> None:
    from scorer.review.rubric_diff import rubric_diff

    diff = rubric_diff(before.edition, after.edition)
    show_diff(diff, lang)
    if not (diff.scored or diff.worded):
        show_line(Text("评分标准的内容没有变", "nothing in the rubric changed").say(lang))
    _show_moved(before, after, lang)


def _show_moved(before: _Outcome, after: _Outcome, lang: Lang) -> None:
    from scorer.trial import moved

    if not show_moves(moved(before.results, after.results), lang, evidence=True):
        show_line(Text("得分和证据都没有变", "no score and no evidence moves").say(lang))


def _show_unread(unread: "Iterable[Unread]", lang: Lang) -> None:
    for one in unread:
        said = Text(f"没有读 {one.source}：{one.reason.zh}", f"not read: {one.source}: {one.reason.en}")
        show_line(said.say(lang), err=True)
