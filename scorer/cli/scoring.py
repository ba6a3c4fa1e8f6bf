"""`score PATH...`: score reports, show the table, write the results."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorer.cli.ends import DONE, SOME_LEFT, Translate, tell_written
from scorer.cli.foreign import ids_part, show_line
from scorer.cli.interruption import if_interrupted
from scorer.cli.tables import show_table, shown, shown_band, subject_of
from scorer.model import By, Lang, Text

if TYPE_CHECKING:
    from scorer.model import Dimension, Results, Rubric, Scorecard
    from scorer.pipeline import Request, Step

MOMENT = 0.5  # seconds of work after which a progress bar is welcome


class Format(StrEnum):
    """What results are written as."""

    XLSX = "xlsx"
    JSON = "json"


def add_run(app: typer.Typer, t: Translate) -> None:
    """Add the command `run`, its help in one language."""

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
                    "评分标准：自带的名称或自己的 YAML 文件，可写多次；写多份时合成一个工作簿，另有“对照”表",
                    "Rubric: the name of one that comes along, or your own YAML file; repeatable: one workbook then "
                    "has all of them, and a sheet that puts them side by side",
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
        by: Annotated[
            By,
            typer.Option(
                help=t(
                    "按什么评：report 一份材料一张评分卡；agency 一个单位一张，证据取自全部材料",
                    "What gets a scorecard: each report, or each agency over all reports",
                )
            ),
        ] = By.REPORT,
        agencies: Annotated[
            Path | None,
            typer.Option(
                metavar="FILE",
                help=t(
                    "单位名录：材料里的称呼分别指哪个单位；可由 score agencies 列出后修改",
                    "Which agency each name means; score agencies lists them to start from",
                ),
            ),
        ] = None,
        against: Annotated[
            list[Path] | None,
            typer.Option(
                metavar="PATH",
                help=t(
                    "存档材料（去年的、别的单位的）：只用来查雷同，不评分；文件或文件夹，可写多次",
                    "Archive: last year's reports, other agencies'. Not scored, only compared for repeated text; "
                    "a file or folder, repeatable",
                ),
            ),
        ] = None,
        split: Annotated[
            bool | None,
            typer.Option(
                help=t(
                    "每个被评单位一个工作簿，另附总表；超过 30 份材料（按单位评时 100 个单位）时自动如此",
                    "A workbook for each subject, and an index; done by itself above 30 reports or 100 agencies",
                ),
                show_default=False,
            ),
        ] = None,
        lang: Annotated[
            Lang, typer.Option(help=t("工作簿和消息的语言", "Language of workbook and messages"))
        ] = Lang.ZH,
        jobs: Annotated[
            int, typer.Option(min=1, max=64, help=t("同时用几个进程；材料成千时有用", "Worker processes"))
        ] = 1,
    ) -> int:
        from scorer.agencies.listed import load_agencies
        from scorer.pipeline import Request, load_rubrics

        listed = load_agencies(agencies) if agencies else ()
        if listed and by is By.REPORT:
            show_line(_LISTED_BY_REPORT.say(lang), err=True)
        request = Request(tuple(paths), load_rubrics(rubric), out, jobs, by, listed, tuple(against or ()))
        return _run(request, _Output(out, tuple(format_), split, lang))


_LISTED_BY_REPORT = Text(
    "没有写 --by agency，仍是一份材料一张评分卡；名录只用来认出证据是哪个单位做的",
    "without --by agency each report is scored; the list of agencies only helps to tell whose the deeds are",
)


@dataclass(frozen=True, slots=True)
class _Output:
    """Where results go, and how."""

    folder: Path
    formats: tuple[Format, ...]
    split: bool | None  # None: by the number of subjects
    lang: Lang


def _run(request: "Request", output: _Output) -> int:
    from scorer.files import together
    from scorer.pipeline import score_reports

    _check_crosswalks(request.rubrics)
    with _Progress(output.lang) as progress:
        runs = score_reports(request, progress.report)
    with together():
        written = list(_write(runs, output))
    if_interrupted(_interrupted_after(written))
    for results in runs:
        _print(results, output.lang)
    _print_unread(runs, output.lang)
    _print_remarks(runs, output.lang)
    for path in written:
        tell_written(path, output.lang)
    return SOME_LEFT if any(results.unread for results in runs) else DONE


def _check_crosswalks(rubrics: Sequence["Rubric"]) -> None:
    """RubricError where a crosswalk that the workbook needs does not hold: told before the long work."""
    from scorer.crosswalk import common_rubric, side_by_side

    for rubric in rubrics:
        side_by_side(rubric, common_rubric(rubrics))


def _interrupted_after(written: list[Path]) -> Text:
    names = [str(path) for path in written]
    return Text(
        f"已中断。已经写出 {'、'.join(names)}，都是完整的；其余没有写",
        f"interrupted; written, and whole: {', '.join(names)}; nothing else was",
    )


def _write(runs: Sequence["Results"], output: _Output) -> Iterator[Path]:
    """One workbook of all rubrics, and JSON for each."""
    if Format.XLSX in output.formats:
        ids = ids_part([results.rubric.id for results in runs])
        yield _write_workbook(runs, output.folder / f"{runs[0].name}-{ids}.xlsx", output)
    if Format.JSON in output.formats:
        from scorer.results.as_json import as_data, write_json

        for results in runs:
            path = output.folder / f"{results.name}-{results.rubric.id}.json"
            write_json(as_data(results, output.lang), path)
            yield path


def _write_workbook(runs: Sequence["Results"], wanted: Path, output: _Output) -> Path:
    from scorer.cli.crosswalking import middle_of
    from scorer.results.as_json import as_data, as_text
    from scorer.workbook.write import SPLIT_ABOVE, free_path, write_combined, write_combined_split

    def record(part: "Results") -> str:
        return as_text(as_data(part, output.lang))

    subjects = max(len(results.scorecards) for results in runs)
    split = subjects > SPLIT_ABOVE[runs[0].by] if output.split is None else output.split
    path = free_path(wanted, split=split)
    middle = middle_of([results.rubric for results in runs])
    (write_combined_split if split else write_combined)(runs, path, output.lang, record, middle)
    if path != wanted:
        typer.echo(
            Text(
                f"{wanted} 有人改过，没有动它；这次的结果写到 {path.name}",
                f"{wanted} has been edited and was left alone; this run goes to {path.name}",
            ).say(output.lang),
            err=True,
        )
    return path


class _Progress:
    """A bar on standard error, shown only to a person and only when the work takes more than a moment."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._started = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def report(self, step: "Step", done: int, of: int) -> None:
        """Of the step's work so much is done."""
        from scorer.pipeline import Step

        labels = {
            Step.ARCHIVE: Text("读存档材料", "reading the archive"),
            Step.SCORING: Text("评分", "scoring"),
            Step.COPIES: Text("查雷同", "comparing"),
        }
        if_interrupted(_interrupted_at(step, done, of))
        if self._bar is None:
            if not sys.stderr.isatty() or time.monotonic() - self._started < MOMENT:
                return
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._bar.add_task("")
        self._bar.update(self._bar.task_ids[0], description=labels[step].say(self._lang), completed=done, total=of)


def _interrupted_at(step: "Step", done: int, of: int) -> Text:
    """What is said should Ctrl-C come now."""
    from scorer.pipeline import Step

    if step is Step.ARCHIVE:
        return Text(
            f"已中断。存档材料共 {of} 份，读了 {done} 份；还没有评分，什么都没有写",
            f"interrupted with {done} of {of} reports of the archive read; nothing was scored or written",
        )
    if step is Step.COPIES:
        return Text(
            "已中断。材料都评了，正在查雷同；还没有写出结果，原有文件未动",
            "interrupted while looking for repeated text; no results were written, nothing else was touched",
        )
    return Text(
        f"已中断。共 {of} 份材料，评了 {done} 份；还没有写出结果，原有文件未动",
        f"interrupted with {done} of {of} reports scored; no results were written, nothing else was touched",
    )


def _points(card: "Scorecard", dimension: "Dimension") -> float | None:
    """What a scorecard has in one dimension; None where nothing of it is judged."""
    ids = {criterion.id for criterion in dimension.criteria}
    inside = [result for result in card.criteria if result.criterion.id in ids]
    return sum(result.score for result in inside) if any(result.max for result in inside) else None


def _print(results: "Results", lang: Lang) -> None:
    """The table of subjects, best first."""
    rubric = results.rubric
    ranked = sorted(results.scorecards, key=lambda card: card.sort_key)
    if ranked:
        about = Text("单位", "Agency") if results.by is By.AGENCY else Text("材料", "Report")
        heads = [about, Text("总分", "Total"), Text("评定", "Band")]
        show_table(
            f"{rubric.title.say(lang)}  {rubric.id} {rubric.version}",
            [*(head.say(lang) for head in heads), *(f"{one.id}/{one.weight:g}" for one in rubric.dimensions)],
            [_row(card, rubric.dimensions, lang) for card in ranked],
            lang,
        )
        typer.echo("  ".join(f"{dimension.id} {dimension.title.say(lang)}" for dimension in rubric.dimensions))
        if results.enough:
            show_line(_told_of_totals(results.enough).say(lang))


def _told_of_totals(enough: int) -> Text:
    """What totals by agency come from."""
    return Text(
        f"总分只按有材料的项折算，“—”是没有材料；有材料的项少于 {enough} 项（标准里的 enough）的，记作“材料不足”",
        f"totals count only criteria with material, — is without; an agency with fewer than {enough} of them (enough, "
        "in the rubric) has none",
    )


def _print_unread(runs: Sequence["Results"], lang: Lang) -> None:
    """What could not be read, once for all rubrics."""
    for one in dict.fromkeys(one for results in runs for one in results.unread):
        typer.echo(
            Text(f"没有读 {one.source}：{one.reason.zh}", f"not read: {one.source}: {one.reason.en}").say(lang),
            err=True,
        )


def _print_remarks(runs: Sequence["Results"], lang: Lang) -> None:
    """What must be known of documents that are no subjects, once for all rubrics."""
    for one in dict.fromkeys(one for results in runs for one in results.remarks):
        typer.echo(f"{one.source}{Text('：', ': ').say(lang)}{one.text.say(lang)}", err=True)


def _row(card: "Scorecard", dimensions: Iterable["Dimension"], lang: Lang) -> list[str]:
    return [
        "\n".join([subject_of(card), *(note.say(lang) for note in card.notes)]),
        shown(card.total),
        shown_band(card.band).say(lang),
        *(shown(_points(card, dimension)) for dimension in dimensions),
    ]
