"""`score rubric diff`: what was changed from one rubric to another, and whose scores that moves."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, SOME_LEFT, Translate
from scorer.cli.foreign import show_line
from scorer.cli.moves import show_diff, show_moves
from scorer.cli.paragraphs import show_paragraph
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from scorer.model import Rubric
    from scorer.review.rubric_diff import RubricDiff

REPORTS = Path("reports")  # where results go: nothing in it is a report


def add_diff(commands: typer.Typer, t: Translate) -> None:
    """Add the command `diff`, its help in one language."""

    @commands.command(
        help=t(
            "两份评分标准有什么不同，得分还能不能前后比。\n\n再写上材料，就告诉谁的得分会变、变多少。",
            "Tell what was changed from one rubric to another.\n\n"
            "And whether scores stay comparable; with reports, whose scores move and by how much.",
        )
    )
    def diff(
        old: Annotated[
            str, typer.Argument(metavar="OLD", help=t("改前：自带的名称或 YAML 文件", "Before: a name, or a YAML file"))
        ],
        new: Annotated[
            str, typer.Argument(metavar="NEW", help=t("改后：自带的名称或 YAML 文件", "After: a name, or a YAML file"))
        ],
        reports: Annotated[
            list[Path] | None,
            typer.Argument(
                metavar="[PATH...]",
                readable=False,
                help=t("用来试评的材料文件或文件夹", "Reports or folders to try on"),
            ),
        ] = None,
        lang: Annotated[Lang, typer.Option(help=t("语言", "Language"))] = Lang.ZH,
    ) -> int:
        return _diff(old, new, reports or [], lang)


def _diff(old: str, new: str, reports: list[Path], lang: Lang) -> int:
    from scorer.review.rubric_diff import read_edition, rubric_diff
    from scorer.rubric.load import find_rubric

    before, after = (read_edition(find_rubric(name)) for name in (old, new))
    diff = rubric_diff(before, after)
    names = [_name(edition.rubric, lang) for edition in (before, after)]
    show_line(names[0] if names[0] == names[1] else " → ".join(names))
    show_paragraph(_verdict(diff).say(lang))
    show_diff(diff, lang)
    return _try(diff, reports, lang) if reports else DONE


def _name(rubric: "Rubric", lang: Lang) -> str:
    return f"{rubric.title.say(lang)} {rubric.id} {rubric.version}"


def _verdict(diff: "RubricDiff") -> Text:
    """Whether scores by the two rubrics may be compared."""
    if not diff.same_scores:
        return Text(
            "得分不能直接前后比：同一份材料按两份标准评，得分可能不同。",
            "Scores are not comparable: the two may give the same report other points.",
        )
    if diff.renamed:
        return Text(
            "总分可以前后比，同一份材料得分相同；但有的项换了编号，score compare 会把它们当作另外的项。",
            "Totals are comparable, the same report gets the same; but score compare takes criteria with another id "
            "for others.",
        )
    if not diff.same_texts:
        return Text(
            "得分可以前后比：计分的内容没有变，只改了文字，同一份材料得分相同。",
            "Scores are comparable: only the wording changed, and the same report gets the same points.",
        )
    return Text(
        "得分可以前后比：计分的内容和文字都相同（注释、排列先后、编号和版本号不算）。",
        "Scores are comparable: what scores and what is read are the same (comments, order, id and version aside).",
    )


def _try(diff: "RubricDiff", reports: list[Path], lang: Lang) -> int:
    """Score the reports by both, and tell what moves."""
    from scorer.trial import Trial, moved

    trial = Trial(reports, REPORTS)
    comparison = moved(trial.score(diff.old), trial.score(diff.new))
    count = len(comparison.subjects)
    typer.echo()
    if count and not show_moves(comparison, lang, evidence=False):
        same = Text(
            f"试评 {count} 份材料，得分和等次都没有变化", f"reports tried: {count}; no score and no level moves"
        )
        typer.echo(same.say(lang))
    for one in trial.unread:
        said = Text(f"没有读 {one.source}：{one.reason.zh}", f"not read: {one.source}: {one.reason.en}")
        show_line(said.say(lang), err=True)
    return SOME_LEFT if trial.unread else DONE
