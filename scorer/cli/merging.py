"""`score merge`: returned workbooks into one, and what is told about it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, SOME_LEFT, Translate, tell_written
from scorer.cli.foreign import file_part, show_line
from scorer.cli.tables import show_table, shown
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model.review import Agreement, Flaw, MergedCard
    from scorer.returns import Round


def add_merge(app: typer.Typer, t: Translate) -> None:
    """Add the command `merge`, its help in one language."""

    @app.command(
        help=t(
            "把复核人交回的工作簿合成一份：各人的等次和意见、共识、一致性、分歧。\n\n"
            "交回一份再并一份也行：把上次的合并结果和新交回的一起写上。工作簿含几份评分标准的，每份标准各写一份合并结果。",
            "Merge the workbooks that reviewers returned: everybody's levels and comments, the consensus, how far they "
            "agree and where they differ.\n\nOne more may come later: name the merged workbook and the new one. Of "
            "workbooks with several rubrics, each rubric's reviews are merged apart.",
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
    """Write all of them, or none."""
    from scorer.files import together

    with together():
        return [path for merging in rounds for path in _write_one(merging, out, lang)]


def _write_one(merging: "Round", out: Path, lang: Lang) -> list[Path]:
    from scorer.results.as_json import as_text, merged_data, write_json
    from scorer.workbook.merged.write import write_merged
    from scorer.workbook.write import free_path

    merged = merging.merged
    data = merged_data(merged, lang)
    name = file_part(merged.results.name)
    workbook = free_path(out / f"{name}-{file_part(merged.results.rubric.id)}-merged.xlsx")
    results = workbook.with_suffix(".json")
    write_merged(merged, merging.divided, merging.flaws, workbook, lang, as_text(data))
    write_json(data, results)
    return [workbook, results]


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
    ranked = sorted(merged.cards, key=lambda card: (-card.total, card.card.report.source))
    divided = [point.card.card.id for point in merging.divided]
    show_table(
        " · ".join(names),
        [head.say(lang) for head in heads],
        [_row(card, divided.count(card.card.id), lang) for card in ranked],
        lang,
    )
    reviewers = [review.reviewer for review in merged.reviews]
    show_line(Text(f"复核人：{'、'.join(reviewers) or '无'}", f"Reviewers: {', '.join(reviewers) or 'none'}").say(lang))
    for agreement in (merged.agreement[0], merged.agreement[-1]):
        for line in _figures(agreement, lang):
            show_line(line)


def _row(merged: "MergedCard", divided: int, lang: Lang) -> list[str]:
    judged = sum(any(opinion.judged for opinion in one.opinions) for one in merged.criteria)
    return [
        merged.card.report.source,
        shown(merged.card.total),
        shown(merged.total),
        merged.band.name.say(lang),
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
