"""`score watch`: score anew at each save of the rubric, and show what that changed. For people who are editing.

Files are looked at many times a second, by name. Notices from the system would be no quicker to the eye, need a library
of their own, never come from network drives, and lose a file that an editor saves by putting another in its place.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import Translate
from scorer.cli.foreign import plain_lines, show_line
from scorer.cli.interruption import if_interrupted
from scorer.cli.moves import show_diff, show_moves
from scorer.cli.tables import show_table, shown
from scorer.errors import RubricError, UsageError
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from scorer.model import Results
    from scorer.review.rubric_diff import Edition
    from scorer.trial import Trial

TICK = 0.1  # seconds between two looks; a file is read when two looks find it the same
REPORTS = Path("reports")  # where results go: nothing in it is a report
ENDED = Text(
    "已停止。没有写任何文件，评分标准和材料都没有动",
    "stopped; no file was written, the rubric and the reports are as they were",
)

Stamp = tuple[int, int, int] | None  # time, size and number of a file; None: it is not there


def add_watch(app: typer.Typer, t: Translate) -> None:
    """Add the command `watch`, its help in one language."""

    @app.command(
        help=t(
            "边改边看：每次保存评分标准（或它用的词库），马上重新评分，显示改了什么、哪些得分和证据变了。"
            "不写任何文件；按 Ctrl-C 结束。",
            "Score anew at each save of a rubric, or of the lexicon it uses, and show what changed: its words, scores, "
            "evidence. Writes no files; Ctrl-C ends it.",
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


def _watch(paths: list[Path], name: str, lang: Lang) -> None:
    """Until Ctrl-C."""
    from scorer.rubric.load import find_rubric
    from scorer.trial import Trial

    rubric = find_rubric(name)
    if_interrupted(ENDED)
    trial = Trial(paths, REPORTS)
    _show_unread(trial, lang)
    outcome: _Outcome | None = None
    sources: tuple[Path, ...] = (rubric,)
    while True:
        sources = _sources(rubric) or sources
        stamps = _stamps((*sources, *trial.files))
        outcome = _look(rubric, trial, outcome, lang)
        changed = _wait(stamps)
        typer.echo()
        show_line(time.strftime("—— %H:%M:%S ——"))
        if changed & set(trial.files):
            trial = _read_anew(paths, trial, lang)


def _read_anew(paths: list[Path], before: "Trial", lang: Lang) -> "Trial":
    """The documents as they are now; as they were before where none is left, as while one is being replaced."""
    from scorer.trial import Trial

    try:
        trial = Trial(paths, REPORTS)
    except UsageError as error:
        show_line(error.message.say(lang))
        show_line(Text("材料放回以后会重新读取", "they are read anew once they are back").say(lang))
        return before
    show_line(Text("材料有改动，已重新读取", "the reports changed and were read anew").say(lang))
    _show_unread(trial, lang)
    return trial


# --- files -------------------------------------------------------------------------------------


def _sources(rubric: Path) -> tuple[Path, ...]:
    """The rubric's file and its lexicon's; nothing where the rubric is too broken to tell."""
    from scorer.rubric.lexicon import find_lexicon
    from scorer.rubric.parse import parse, read_file

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


def _stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    return {file: _stamp(file) for file in files}


def _stamp(file: Path) -> Stamp:
    try:
        found = file.stat()
    except OSError:  # an editor may be about to put the new file there
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _wait(before: dict[Path, Stamp]) -> set[Path]:
    """Wait until files are otherwise than before, and two looks find them the same; those files."""
    last = before
    while True:
        time.sleep(TICK)
        now = _stamps(before)
        if now != before and now == last:
            return {file for file, stamp in now.items() if stamp != before[file]}
        last = now


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


def _show_totals(results: "Results", lang: Lang) -> None:
    heads = (Text("材料", "Report"), Text("总分", "Total"), Text("评定", "Band"))
    rubric = results.rubric
    ranked = sorted(results.scorecards, key=lambda card: (-card.total, card.report.source))
    show_table(
        f"{rubric.title.say(lang)}  {rubric.id} {rubric.version}",
        [head.say(lang) for head in heads],
        [[card.report.source, shown(card.total), card.band.name.say(lang)] for card in ranked],
        lang,
    )
    waiting = Text(
        "等着评分标准保存；每次保存都会重新评分。按 Ctrl-C 结束",
        "waiting for the rubric to be saved; each save is scored anew. Ctrl-C ends it",
    )
    show_line(waiting.say(lang))


def _show_changes(before: _Outcome, after: _Outcome, lang: Lang) -> None:
    from scorer.review.rubric_diff import rubric_diff
    from scorer.trial import moved

    diff = rubric_diff(before.edition, after.edition)
    show_diff(diff, lang)
    if not (diff.scored or diff.worded):
        show_line(Text("评分标准的内容没有变", "nothing in the rubric changed").say(lang))
    if not show_moves(moved(before.results, after.results), lang, evidence=True):
        show_line(Text("得分和证据都没有变", "no score and no evidence moves").say(lang))


def _show_unread(trial: "Trial", lang: Lang) -> None:
    for one in trial.unread:
        said = Text(f"没有读 {one.source}：{one.reason.zh}", f"not read: {one.source}: {one.reason.en}")
        show_line(said.say(lang), err=True)
