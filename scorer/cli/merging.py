"""`score merge`: returned workbooks into one, and what is told about it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, SOME_LEFT, Translate, tell_written
from scorer.cli.foreign import file_part, ids_part, show_line
from scorer.cli.tables import show_table, shown, shown_band, subject_of
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model.review import Agreement, Flaw, Merged, MergedCard, Round


def add_merge(app: typer.Typer, t: Translate) -> None:
    """Add the command `merge`, its help in one language."""

    @app.command(
        help=t(
            "把复核人交回的工作簿合成一份。\n\n各人的等次和意见、共识、一致性、分歧都在里面。"
            "交回一份再并一份也行：把上次的合并结果和新交回的一起写上。工作簿含几份评分标准的，合成一个工作簿，各标准分别合并，"
            "另有“对照”表。",
            "Merge the workbooks that reviewers returned.\n\n"
            "Everybody's levels and comments are in it, the consensus, how far they agree and where they differ. One "
            "more may come later: name the merged workbook and the new one. Of workbooks with several rubrics one is "
            "made: each rubric's reviews merged apart, and all side by side.",
        )
    )
    def merge(
        workbooks: Annotated[
            list[Path],
            typer.Argument(
                metavar="WORKBOOK...",
                readable=False,
                help=t("交回的工作簿，或放着它们的文件夹", "Returned workbooks, or folders of them"),
            ),
        ],
        check: Annotated[
            bool, typer.Option("--check", help=t("只检查，什么都不写", "Only check; write nothing"))
        ] = False,
        out: Annotated[
            Path, typer.Option(metavar="DIR", help=t("结果写到哪个文件夹", "Folder for the results"))
        ] = Path("reports"),
        lang: Annotated[
            Lang, typer.Option(help=t("工作簿和消息的语言", "Language of workbook and messages"))
        ] = Lang.ZH,
    ) -> int:
        return _merge(workbooks, out, lang, check=check)


def _merge(workbooks: list[Path], out: Path, lang: Lang, *, check: bool) -> int:
    from scorer.returns import merge_returned

    rounds = merge_returned(workbooks)
    flaws = dict.fromkeys(flaw for merging in rounds for flaw in merging.flaws)
    for flaw in flaws:
        show_line(_worded(flaw).say(lang), err=True)
    for merging in rounds:
        _show(merging, lang, several=len(rounds) > 1)
    if check:
        typer.echo(Text("只检查，没有写任何文件", "checked only; nothing was written").say(lang))
    else:
        for path in _write(rounds, out, lang):
            tell_written(path, lang)
    return SOME_LEFT if flaws else DONE


def _worded(flaw: "Flaw") -> Text:
    """One line: where, what is wrong, what to do."""
    place = "!".join(part for part in (flaw.sheet, flaw.cell) if part)
    where, remedy = f"{flaw.workbook} {place}".rstrip(), flaw.remedy
    return Text(
        f"{where}：{flaw.what.zh}。{remedy.zh}",
        f"{where}: {flaw.what.en}. {remedy.en[:1].upper()}{remedy.en[1:]}",
    )


def _write(rounds: "Sequence[Round]", out: Path, lang: Lang) -> list[Path]:
    """Write all of them, or none: a workbook for the rounds that belong together, and JSON for each."""
    from scorer.files import together

    of = {one.rubric.id: one for one in rounds}
    groups = dict.fromkeys(one.together for one in rounds)
    with together():
        return [path for ids in groups for path in _write_together([of[id_] for id_ in ids], out, lang)]


def _write_together(rounds: "Sequence[Round]", out: Path, lang: Lang) -> list[Path]:
    from scorer.cli.crosswalking import middle_of
    from scorer.results.as_json import as_text, merged_data, write_json
    from scorer.workbook.merged.write import write_merged
    from scorer.workbook.write import free_path

    data = {one.rubric.id: merged_data(one.merged, lang) for one in rounds}

    def record(merged: "Merged") -> str:
        return as_text(data[merged.results.rubric.id])

    def beside(number: str) -> list[Path]:
        return [path for one in rounds for path in _workbooks_with(one, out, number)]

    wanted = out / f"{_named(rounds[0], *(one.rubric.id for one in rounds))}.xlsx"
    workbook = free_path(wanted, beside=beside)
    write_merged(rounds, workbook, lang, record, middle_of([one.rubric for one in rounds]))
    number = workbook.stem.removeprefix(wanted.stem)  # of a workbook and its JSON: where another's work was left alone
    results = [out / f"{_named(one, one.rubric.id)}{number}.json" for one in rounds]
    for one, path in zip(rounds, results, strict=True):
        write_json(data[one.rubric.id], path)
    return [workbook, *results]


def _workbooks_with(one: "Round", out: Path, number: str) -> list[Path]:
    """The merged workbooks in the folder to which the round's JSON of this number belongs, or may belong: of its rubric
    alone and of several.
    """
    begin, end = f"{file_part(one.merged.results.name)}-", f"-merged{number}.xlsx"
    if not out.is_dir():
        return []
    names = [path.name for path in out.iterdir() if path.name.startswith(begin) and path.name.endswith(end)]
    parts = {name: name.removeprefix(begin).removesuffix(end).split("+") for name in names}
    own = file_part(one.rubric.id)
    return [out / name for name, ids in parts.items() if own in ids or ids[-1].isdecimal()]  # core+5: five others


def _named(one: "Round", *ids: str) -> str:
    """The name of a file of the round with these rubrics, without suffix."""
    return f"{file_part(one.merged.results.name)}-{file_part(ids_part(ids))}-merged"


# --- on screen ---------------------------------------------------------------------------------


def _show(merging: "Round", lang: Lang, *, several: bool) -> None:
    """`several`: there are rounds by other rubrics, too."""
    merged = merging.merged
    names = [merged.results.name, *([merging.rubric.title.say(lang)] if several else [])]
    names.append(Text("复核合并", "merged reviews").say(lang))
    heads = (
        Text("被评单位", "Subject"),
        Text("机器", "Machine"),
        Text("复核后", "Reviewed"),
        Text("评定", "Band"),
        Text("已复核", "Judged"),
        Text("有分歧", "Divided"),
    )
    ranked = sorted(merged.cards, key=lambda card: (card.total is None, -(card.total or 0), subject_of(card.card)))
    divided = [point.card.card.id for point in merging.divided]
    show_table(
        " · ".join(names),
        [head.say(lang) for head in heads],
        [_row(card, divided.count(card.card.id), lang) for card in ranked],
        lang,
    )
    reviewers = [review.reviewer for review in merged.reviews]
    show_line(Text(f"复核人：{'、'.join(reviewers) or '无'}", f"Reviewers: {', '.join(reviewers) or 'none'}").say(lang))
    if reviewers:
        for agreement in (merged.agreement[0], merged.agreement[-1]):
            for line in _figures(agreement, lang):
                show_line(line)


def _row(merged: "MergedCard", divided: int, lang: Lang) -> list[str]:
    judged = sum(any(opinion.judged for opinion in one.opinions) for one in merged.criteria)
    return [
        subject_of(merged.card),
        shown(merged.card.total),
        shown(merged.total),
        shown_band(merged.band).say(lang),
        f"{judged}/{len(merged.criteria)}",
        str(divided),
    ]


def _figures(agreement: "Agreement", lang: Lang) -> list[str]:
    """A line for each figure of one row of the agreement table."""
    named = (
        ("Krippendorff α", agreement.alpha),
        (Text("相同的比例", "equal").say(lang), agreement.percent),
        (Text("加权 κ", "weighted kappa").say(lang), agreement.kappa),
    )
    return [
        f"{agreement.about.say(lang)}  {name} "
        + (
            figure.withheld.say(lang)
            if figure.value is None
            else f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]  n={figure.units}"
        )
        for name, figure in named
        if figure is not None
    ]
