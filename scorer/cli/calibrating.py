"""`score calibrate`: what reviews teach about a rubric, and an edited copy of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, SOME_LEFT, Translate, tell_written
from scorer.cli.foreign import file_part, show_line
from scorer.cli.tables import show_table, shown
from scorer.model import By, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.model import Results, Rubric, Scorecard
    from scorer.model.calibration import Calibration, CueRecord, Effect, Suggestion
    from scorer.model.review import Merged, Round

WORD_WIDTH = 24  # of a word or pattern on screen, in columns of the terminal


def add_calibrate(app: typer.Typer, t: Translate) -> None:
    """Add the command `calibrate`, its help in one language."""

    @app.command(
        help=t(
            "从复核结果看评分标准的哪些词好用、哪些常错。\n\n"
            "并提出修改建议。"
            "加 --write 把建议写进标准的副本，注释和排版不动；自带的标准不会被改。",
            "Learn from reviews which words of a rubric work.\n\nAnd which are often wrong; it suggests edits. "
            "--write makes the edits in a copy, comments and layout kept; the rubric itself stays as it is.",
        )
    )
    def calibrate(
        merged: Annotated[
            list[Path],
            typer.Argument(
                metavar="MERGED...",
                readable=False,
                help=t(
                    "score merge 写出的工作簿或 JSON，一轮一个，可写几轮",
                    "What score merge wrote, workbook or JSON, one for each round",
                ),
            ),
        ],
        rubric: Annotated[
            str | None,
            typer.Option(
                metavar="NAME|FILE",
                help=t(
                    "当时用的评分标准；不写则按编号在自带的里找", "The rubric used then; else found by id among ours"
                ),
                show_default=False,
            ),
        ] = None,
        anyway: Annotated[
            bool,
            typer.Option("--anyway", help=t("标准后来改过也照样算", "Go on though the rubric has changed since")),
        ] = False,
        reports: Annotated[
            list[Path],
            typer.Option(
                "--reports",
                metavar="PATH",
                readable=False,
                help=t(
                    "用改前、改后的标准把这些材料重评一遍，可写多次",
                    "Score these reports with the rubric and its edited copy; repeatable",
                ),
                show_default=False,
            ),
        ] = [],  # noqa: B006
        write: Annotated[
            bool, typer.Option("--write", help=t("把建议写进标准的副本", "Make the edits in a copy"))
        ] = False,
        only: Annotated[
            str,
            typer.Option(metavar="N,N", help=t("只改这几条建议", "Only these suggestions"), show_default=False),
        ] = "",
        out: Annotated[
            Path, typer.Option(metavar="DIR", help=t("结果写到哪个文件夹", "Folder for the results"))
        ] = Path("reports"),
        lang: Annotated[
            Lang, typer.Option(help=t("工作簿和消息的语言", "Language of workbook and messages"))
        ] = Lang.ZH,
    ) -> int:
        return _calibrate(merged, _Wanted(rubric, anyway, tuple(reports), write, only, out, lang))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for."""

    rubric: str | None
    anyway: bool
    reports: tuple[Path, ...]
    write: bool
    only: str  # "": all suggestions
    out: Path
    lang: Lang


def _calibrate(paths: "Sequence[Path]", wanted: _Wanted) -> int:
    from scorer.documents.find import find_documents
    from scorer.errors import UsageError
    from scorer.review.calibrate import calibrate
    from scorer.workbook.calibration.write import write_calibration
    from scorer.workbook.write import free_path

    if wanted.only and not (wanted.write or wanted.reports):
        raise UsageError(
            Text(
                "--only 是选出要照改的建议，要和 --write 或 --reports 一起用",
                "--only chooses the suggestions to carry out: give it with --write or --reports",
            )
        )
    find_documents(wanted.reports)  # what is not there is told before the long work
    rounds = _rounds(paths, wanted)
    source, rubric = _rubric(rounds, wanted)
    calibration = calibrate(rounds, rubric)
    chosen = _chosen(calibration.suggestions, wanted.only)
    _show(calibration, wanted.lang)
    book = free_path(wanted.out / f"{file_part(rounds[0].results.name)}-{rubric.id}-calibration.xlsx")
    write_calibration(calibration, book, wanted.lang)
    tell_written(book, wanted.lang)
    if not chosen or not (wanted.write or wanted.reports):
        return DONE
    text = _edited_text(source, rubric, chosen)
    if wanted.write:
        _write_copy(text, rubric, wanted)
    return _score_again(text, rubric, wanted) if wanted.reports else DONE


def _rounds(paths: "Iterable[Path]", wanted: _Wanted) -> "list[Merged]":
    """What each path holds: one review round, or of several rubrics that of the one wanted."""
    from scorer.errors import UsageError
    from scorer.returns import read_rounds

    rounds = []
    for path in paths:
        returned = _round_of(path, read_rounds(path), wanted)
        if returned.merged.results.by is By.AGENCY:
            raise UsageError(
                Text(
                    f"{path} 是按单位评的（--by agency）。校准要看每份材料的上下文，请用按材料评的复核结果",
                    f"{path} was scored by agency. Calibration needs the context in each report: take reviews of "
                    "results that were scored by report",
                )
            )
        if returned.flaws:
            count = len(returned.flaws)
            typer.echo(
                Text(
                    f"{path}：有 {count} 处填写看不懂或与发出时不同，没有计入。逐条说明见 score merge {path} --check",
                    f"{path}: {count} entries cannot be understood or are not as issued, and were left out. "
                    f"See score merge {path} --check",
                ).say(wanted.lang),
                err=True,
            )
        rounds.append(returned.merged)
    return rounds


def _round_of(path: Path, rounds: "Sequence[Round]", wanted: _Wanted) -> "Round":
    """The round by the rubric that is wanted. UsageError where there are several and none of them is."""
    from scorer.errors import UsageError
    from scorer.rubric.load import find_rubric, load_rubric

    if len(rounds) == 1:
        return rounds[0]
    id_ = load_rubric(find_rubric(wanted.rubric)).id if wanted.rubric else None
    for one in rounds:
        if one.rubric.id == id_:
            return one
    ids = [one.rubric.id for one in rounds]
    raise UsageError(
        Text(
            f"{path} 里有几份评分标准的复核：{'、'.join(ids)}。请用 --rubric 写出要校准哪一份",
            f"{path} holds reviews by several rubrics: {', '.join(ids)}. Name the one to calibrate with --rubric",
        )
    )


def _rubric(rounds: "Sequence[Merged]", wanted: _Wanted) -> tuple[Path, "Rubric"]:
    """The rubric's file and the rubric. UsageError where the rounds were not scored with it."""
    from scorer.errors import UsageError
    from scorer.rubric.load import find_rubric, load_rubric
    from scorer.rubric.shipped import rubric_names

    used = rounds[0].results.rubric
    name = wanted.rubric or used.id
    if wanted.rubric is None and name not in rubric_names():
        raise UsageError(
            Text(
                f"自带的评分标准里没有 {name}。请用 --rubric 写出当时用的 YAML 文件",
                f"no rubric {name} comes with the tool. Name the YAML file used then with --rubric",
            )
        )
    source = find_rubric(name)
    rubric = load_rubric(source)
    for merged in rounds:
        issued = merged.results.rubric
        if issued.id != rubric.id:
            raise UsageError(
                Text(
                    f"结果用的标准是 {issued.id}，不是 {rubric.id}。请把不同标准的结果分开，并用 --rubric 写对标准",
                    f"the results were made with {issued.id}, not with {rubric.id}. Take results of one rubric at a "
                    "time, and name it with --rubric",
                )
            )
        if issued.sha256 != rubric.sha256 and not wanted.anyway:
            raise UsageError(
                Text(
                    f"{source}（版本 {rubric.version}）与评分时用的（版本 {issued.version}）不是同一个文件，"
                    "命中的词对不上。请用 --rubric 写出当时的文件；一定要用现在这份，加 --anyway",
                    f"{source} (version {rubric.version}) is not the file that the results were made with (version "
                    f"{issued.version}), so cues may not be found again. Name that file with --rubric, or go on with "
                    "this one with --anyway",
                )
            )
    return source, rubric


def _chosen(suggestions: "Iterable[Suggestion]", only: str) -> "list[Suggestion]":
    """The suggestions to carry out. UsageError where a number is none of theirs, or of one that only points."""
    from scorer.errors import UsageError
    from scorer.model.calibration import Advice

    able = {one.number: one for one in suggestions if one.advice is not Advice.LOOK}
    if not only:
        return list(able.values())
    numbers = [word.strip() for word in only.replace("，", ",").split(",")]
    wrong = [word for word in numbers if not word.isdecimal() or int(word) not in able]
    if wrong:
        listed = ",".join(map(str, able)) or "—"
        raise UsageError(
            Text(
                f"--only 里的 {'、'.join(wrong)} 不是能改的建议。能改的有：{listed}",
                f"--only: {', '.join(wrong)} is no suggestion that can be carried out. There are: {listed}",
            )
        )
    return [able[number] for number in sorted({int(word) for word in numbers})]


# --- the edited copy ---------------------------------------------------------------------------


def _edited_text(source: Path, rubric: "Rubric", chosen: "Iterable[Suggestion]") -> bytes:
    from scorer.review.calibrate import all_edits
    from scorer.rubric.edit import apply_edits, with_lexicon_at
    from scorer.rubric.lexicon import is_shipped
    from scorer.rubric.load import lexicon_of

    text = source.read_bytes().decode("utf-8")
    found = lexicon_of(source)
    if found is None:
        return apply_edits(text, all_edits(chosen, rubric)).encode()
    file, lexicon = found
    edited = apply_edits(text, all_edits(chosen, rubric), lexicon)
    # The copy lies elsewhere, from where a path beside the rubric would not lead to its lexicon.
    return (edited if is_shipped(file) else with_lexicon_at(edited, file.resolve().as_posix())).encode()


def _write_copy(text: bytes, rubric: "Rubric", wanted: _Wanted) -> None:
    from scorer.files import write_atomically
    from scorer.rehearsal import rehearse
    from scorer.rubric.script import load_script

    path = _free_copy(wanted.out / f"{rubric.id}-calibrated.yaml", text)
    write_atomically(path, lambda stream: stream.write(text))
    tell_written(path, wanted.lang)
    rehearsal = rehearse(load_script(path))
    for failure in rehearsal.failures:
        typer.echo(f"  {failure.claim.criterion}: {failure.reason.say(wanted.lang)}\n    {failure.claim.text}")
    failed = len(rehearsal.failures)
    typer.echo(
        Text(
            f"副本没有错误；自带例句、反例 {rehearsal.sentences} 句，未通过 {failed} 句"
            + ("（见上，请改例句，或不采用有关建议）。" if failed else "。")
            + "请改副本里的 id 和 version，再用 --rubric 试评。",
            f"the copy holds; of its {rehearsal.sentences} examples and near misses {failed} fail"
            + (" (see above: change them, or leave the edit out)" if failed else "")
            + ". Change id and version in the copy, then score with --rubric.",
        ).say(wanted.lang)
    )


def _free_copy(path: Path, text: bytes) -> Path:
    """Where the copy can be written without losing what somebody made of an earlier one."""
    candidate, number = path, 1
    while candidate.exists() and not (candidate.is_file() and candidate.read_bytes() == text):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


# --- the reports again -------------------------------------------------------------------------


def _score_again(text: bytes, rubric: "Rubric", wanted: _Wanted) -> int:
    """Show the totals of the reports before and after."""
    from tempfile import TemporaryDirectory

    from scorer.pipeline import Request, score_reports
    from scorer.rubric.load import load_rubric

    with TemporaryDirectory() as folder:
        copy = Path(folder) / f"{rubric.id}.yaml"
        copy.write_bytes(text)
        edited = load_rubric(copy)
    (before,), (after,) = (
        score_reports(Request(wanted.reports, (one,), wanted.out), lambda *_: None) for one in (rubric, edited)
    )
    _show_totals(before, after, wanted.lang)
    return SOME_LEFT if before.unread else DONE


def _moved(old: "Scorecard", new: "Scorecard") -> float:
    """By how much a report's total changed: reports always have one."""
    return (new.total or 0.0) - (old.total or 0.0)


def _show_totals(before: "Results", after: "Results", lang: Lang) -> None:
    heads = (Text("材料", "Report"), Text("改前", "Before"), Text("改后", "After"), Text("变化", "Change"))
    pairs = sorted(zip(before.scorecards, after.scorecards, strict=True), key=lambda pair: -abs(_moved(*pair)))
    show_table(
        Text("用改前、改后的标准重评", "Scored with the rubric and its edited copy").say(lang),
        [head.say(lang) for head in heads],
        [[old.report.source, shown(old.total), shown(new.total), f"{_moved(old, new):+.1f}"] for old, new in pairs],
        lang,
    )
    for one in before.unread:
        typer.echo(
            Text(f"没有读 {one.source}：{one.reason.zh}", f"not read: {one.source}: {one.reason.en}").say(lang),
            err=True,
        )


# --- on screen ---------------------------------------------------------------------------------


def _show(calibration: "Calibration", lang: Lang) -> None:
    from scorer.review.no_suggestions import why_no_suggestions

    judged = sum(one.is_decided for one in calibration.evidence)
    typer.echo(
        Text(
            f"证据 {len(calibration.evidence)} 条，复核有结论的 {judged} 条；线索词命中过 {len(calibration.cues)} 个，"
            f"准确率不到一半的 {_poor(calibration.cues)} 个；从未命中 {len(calibration.never)} 个",
            f"{len(calibration.evidence)} pieces of evidence, {judged} decided; {len(calibration.cues)} cues fired, "
            f"{_poor(calibration.cues)} of them with a precision below one half; {len(calibration.never)} never fired",
        ).say(lang)
    )
    if calibration.untraced:
        typer.echo(
            Text(
                f"有 {calibration.untraced} 条证据用这份标准找不回来，没有计入",
                f"{calibration.untraced} pieces are not found again with this rubric and were left out",
            ).say(lang),
            err=True,
        )
    if not calibration.suggestions:
        show_line(why_no_suggestions(calibration).say(lang))
        return
    heads = (
        Text("词或模式", "Word or pattern"),
        Text("序号", "No."),
        Text("做什么", "What to do"),
        Text("项", "For"),
        Text("支持", "Support"),
        Text("改对/改错", "Better/worse"),
        Text("总分变动", "Totals"),
    )
    show_table(
        Text("建议", "Suggestions").say(lang),
        [head.say(lang) for head in heads],
        [_row(one, lang) for one in calibration.suggestions],
        lang,
    )
    _show_effect(calibration.effect, lang)


def _poor(records: "Iterable[CueRecord]") -> int:
    return sum(record.precision is not None and record.precision < 0.5 for record in records)


def _row(one: "Suggestion", lang: Lang) -> list[str]:
    from scorer.model.calibration import Advice
    from scorer.workbook.calibration.labels import ADVICE
    from scorer.workbook.text import shorten

    acts = one.advice is not Advice.LOOK
    return [
        shorten(one.word, WORD_WIDTH),
        str(one.number),
        ADVICE[one.advice].say(lang).format(to=one.to),
        one.criterion,
        str(len(one.support)),
        f"{one.effect.right}/{one.effect.wrong}" if acts else "",
        str(len(one.effect.totals)) if acts else "",
    ]


def _show_effect(effect: "Effect", lang: Lang) -> None:
    moves = [f"{one.card.id} {shown(one.was)}→{shown(one.now)}" for one in effect.totals[:5]]
    more = len(effect.totals) > 5
    show_line(
        Text(
            f"全部照改：{len(effect.totals)} 个单位总分变动"
            + (f"（{'、'.join(moves)}{'……' if more else ''}）" if moves else "")
            + "。只看得到现在已是证据的句子；要看全部材料，加 --reports",
            f"All of them: {len(effect.totals)} totals move"
            + (f" ({', '.join(moves)}{', …' if more else ''})" if moves else "")
            + ". Sentences that are no evidence now are not seen; name the documents with --reports",
        ).say(lang)
    )
