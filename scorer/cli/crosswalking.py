"""`score crosswalk`: how the criteria of two rubrics stand to each other."""

from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, Translate
from scorer.cli.foreign import plain, show_line
from scorer.cli.tables import NARROWEST
from scorer.errors import RubricError, UsageError
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.crosswalk import SideBySide
    from scorer.model import Criterion, Rubric

HEADS = (Text("关系", "Relation"), Text("说明", "Note"))


def add_crosswalk(app: typer.Typer, t: Translate) -> None:
    """Add the command `crosswalk`, its help in one language."""

    @app.command(
        help=t(
            "两份评分标准的对照表：前一份的每一项对应后一份的哪些项，哪些项对方没有。"
            "对照写在其中一份的 crosswalk 里，前后对调也能看。",
            "How the criteria of two rubrics stand to each other, and which have no counterpart. One of the two says "
            "so in its crosswalk; the table can be asked for either way round.",
        )
    )
    def crosswalk(
        rubric: Annotated[
            str, typer.Argument(metavar="NAME|FILE", help=t("前一份：自带的名称或 YAML 文件", "A name, or a YAML file"))
        ],
        other: Annotated[
            str, typer.Argument(metavar="NAME|FILE", help=t("后一份，如 core", "The other one, such as core"))
        ],
        lang: Annotated[Lang, typer.Option(help=t("语言", "Language"))] = Lang.ZH,
    ) -> int:
        return _crosswalk(rubric, other, lang)


def _crosswalk(name: str, other: str, lang: Lang) -> int:
    from scorer.crosswalk import side_by_side
    from scorer.rubric.load import find_rubric, load_rubric

    left, right = (load_rubric(find_rubric(one)) for one in (name, other))
    if left.id == right.id:
        raise UsageError(
            Text(
                f"两份标准的 id 都是 {left.id}，没有可对照的。请写两份不同的标准，如 score crosswalk zhaotong core",
                f"both rubrics have the id {left.id}. Name two different ones, as in score crosswalk zhaotong core",
            )
        )
    found = side_by_side(left, right)
    if found is None:
        raise RubricError(_missing(left, right))
    _show(found, lang)
    return DONE


def _missing(left: "Rubric", right: "Rubric") -> Text:
    """That neither rubric has a crosswalk to the other, and what one looks like."""
    example = (
        f"crosswalk:\n  {right.id}:\n"
        f"    - {{criterion: {left.criteria[0].id}, to: {right.criteria[0].id}, relation: equal}}"
    )
    return Text(
        f"{left.id} 和 {right.id} 之间还没有对照。请在 {left.id} 的 YAML 里一项一行地写上，"
        "relation 可写 equal（相当于）、part_of（属于）、contains（包含）、overlaps（部分重合），如：\n" + example,
        f"there is no crosswalk between {left.id} and {right.id}. Add one to the YAML of {left.id}, a line for each "
        "pair; relation is equal, part_of, contains or overlaps, as in:\n" + example,
    )


def _show(found: "SideBySide", lang: Lang) -> None:
    from rich.console import Console
    from rich.table import Table

    from scorer.crosswalk import RELATIONS

    left, right = found.left, found.right
    table = Table(title=plain(f"{left.title.say(lang)} → {right.title.say(lang)}"))
    relation, note = (head.say(lang) for head in HEADS)
    with_notes = any(pair.note.say(lang) for pair in found.pairs)
    table.add_column("", no_wrap=True)
    table.add_column(plain(left.title.say(lang)), overflow="fold", ratio=3)
    table.add_column(relation, no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(plain(right.title.say(lang)), overflow="fold", ratio=3)
    if with_notes:
        table.add_column(note, overflow="fold", ratio=4)
    before = ""
    for pair in found.pairs:
        ours = ("", "") if pair.left.id == before else _cells(pair.left, lang)
        before = pair.left.id
        cells = [*ours, RELATIONS[pair.relation].say(lang), *_cells(pair.right, lang)]
        table.add_row(*cells, *([plain(pair.note.say(lang))] if with_notes else []))
    console = Console(highlight=False, markup=False)
    console.width = max(console.width, NARROWEST)
    console.print(table)
    _show_rest(left, right, found.only_left, lang)
    _show_rest(right, left, found.only_right, lang)


def _show_rest(rubric: "Rubric", other: "Rubric", criteria: "Sequence[Criterion]", lang: Lang) -> None:
    """The criteria that the other rubric has no counterpart for."""
    count, of = len(criteria), len(rubric.criteria)
    typer.echo()
    if not criteria:
        said = Text(
            f"{rubric.id} 的 {of} 项在 {other.id} 里都有对应",
            f"all {of} criteria of {rubric.id} have a counterpart in {other.id}",
        )
        show_line(said.say(lang))
        return
    said = Text(
        f"{rubric.id} 有、{other.id} 没有对应的 {count} 项（共 {of} 项）：",
        f"{count} of the {of} criteria of {rubric.id} have no counterpart in {other.id}:",
    )
    show_line(said.say(lang))
    for criterion in criteria:
        show_line(f"  {' '.join(_cells(criterion, lang))}")


def _cells(criterion: "Criterion", lang: Lang) -> tuple[str, str]:
    return criterion.id, plain(criterion.title.say(lang))
