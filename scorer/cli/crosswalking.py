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

    from scorer.crosswalk import ByWay, SideBySide
    from scorer.model import Criterion, Rubric

    Row = tuple[Criterion, Text, Criterion, str]  # a criterion, its relation to the other one, that one, a remark

RELATION, NOTE, THROUGH = Text("关系", "Relation"), Text("说明", "Note"), Text("经由", "By way of")
MIDDLE = "core"  # the rubric by way of which two others are compared that have no crosswalk with each other


def add_crosswalk(app: typer.Typer, t: Translate) -> None:
    """Add the command `crosswalk`, its help in one language."""

    @app.command(
        help=t(
            "列出两份评分标准的对照表。\n\n前一份的每一项对应后一份的哪些项，哪些项对方没有。"
            "对照写在其中一份的 crosswalk 里，前后对调也能看。两份都只写了和 core 的对照时，经由 core 推出对照表。",
            "List how the criteria of two rubrics stand to each other.\n\nAnd which have no counterpart. One of "
            "the two says so in its crosswalk; the table can be asked for either way round. Where both have a "
            "crosswalk with core alone, the table is derived by way of core.",
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
    from scorer.crosswalk import by_way_of, side_by_side
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
    if found is not None:
        _show(found, lang)
        return DONE
    derived = None if MIDDLE in (left.id, right.id) else by_way_of(load_rubric(find_rubric(MIDDLE)), left, right)
    if derived is None:
        raise RubricError(_missing(left, right))
    _show_derived(derived, lang)
    return DONE


def middle_of(rubrics: "Sequence[Rubric]") -> "Rubric | None":
    """By way of which rubric a workbook compares those of several that have no crosswalk with each other; None where
    none is needed.
    """
    from scorer.rubric.load import find_rubric, load_rubric

    if len(rubrics) < 2 or MIDDLE in (rubric.id for rubric in rubrics):
        return None
    return load_rubric(find_rubric(MIDDLE))


def _missing(left: "Rubric", right: "Rubric") -> Text:
    """That neither rubric has a crosswalk to the other, and where to write one."""
    from scorer.crosswalk import side_by_side
    from scorer.rubric.load import find_rubric, load_rubric
    from scorer.rubric.shipped import rubric_names

    ours, theirs = (right, left) if left.id in rubric_names() else (left, right)
    example = Text(
        f"crosswalk:\n  {theirs.id}:\n    - {{criterion: 本项编号, to: 对方编号, relation: 关系}}",
        f"crosswalk:\n  {theirs.id}:\n    - {{criterion: ID HERE, to: ID THERE, relation: RELATION}}",
    )
    way = Text("", "")
    if MIDDLE not in (left.id, right.id):
        middle = load_rubric(find_rubric(MIDDLE))
        way = _way([one.id for one in (left, right) if side_by_side(one, middle) is None])
    return Text(
        f"{left.id} 和 {right.id} 之间还没有对照。{way.zh}请对着两份标准，在 {ours.id} 的 YAML 里一对一行地写，"
        "relation 写 equal（相当于）、part_of（属于）、contains（包含）、overlaps（部分重合）中的一种，样子如下：\n"
        + example.zh,
        f"there is no crosswalk between {left.id} and {right.id}. {way.en}With the two before you, add one to the YAML "
        f"of {ours.id}, a line for each pair; relation is equal, part_of, contains or overlaps. It looks like this:\n"
        + example.en,
    )


def _way(lacking: "Sequence[str]") -> Text:
    """What else would do: a crosswalk with the rubric between, of each of the two that has none."""
    if len(lacking) > 1:
        return Text(
            f"两份标准和 {MIDDLE} 也都没有对照；都补上，就能经由 {MIDDLE} 推出来。",
            f"Neither has one with {MIDDLE}, by way of which it could be derived if both had. ",
        )
    return Text(
        f"{lacking[0]} 和 {MIDDLE} 也没有对照；补上，就能经由 {MIDDLE} 推出来。",
        f"{lacking[0]} has none with {MIDDLE} either, by way of which it could be derived. ",
    )


def _show(found: "SideBySide", lang: Lang) -> None:
    from scorer.crosswalk import RELATIONS

    left, right = found.left, found.right
    rows = [(pair.left, RELATIONS[pair.relation], pair.right, pair.note.say(lang)) for pair in found.pairs]
    _show_table(left, right, rows, NOTE, lang)
    _show_rest(left, right, found.only_left, lang)
    _show_rest(right, left, found.only_right, lang)


def _show_derived(found: "ByWay", lang: Lang) -> None:
    """The same of a table that no rubric has, marked as such."""
    from scorer.crosswalk import POSSIBLE, RELATIONS

    left, middle, right = found.left, found.middle, found.right
    said = Text(
        f"{left.id} 和 {right.id} 之间没有现成的对照，下表经由 {middle.id} 推出：两边都对应 {middle.id} 同一项的，"
        f"列为一对。“{POSSIBLE.zh}”是说推不出更多，两项也可能各讲各的，请人看过再用。",
        f"Neither {left.id} nor {right.id} has a crosswalk with the other. This table is derived by way of "
        f"{middle.id}: criteria with a counterpart in common there are a pair. Where one “{POSSIBLE.en}” to the other "
        "no more follows, and they may have nothing in common: look at them before you use it.",
    )
    show_line(said.say(lang))
    typer.echo()
    rows = [
        (
            pair.left,
            POSSIBLE if pair.relation is None else RELATIONS[pair.relation],
            pair.right,
            Text("、", ", ").say(lang).join(one.id for one in pair.through),
        )
        for pair in found.pairs
    ]
    _show_table(left, right, rows, Text(f"{THROUGH.zh} {middle.id}", f"{THROUGH.en} {middle.id}"), lang)
    _show_rest(left, right, found.only_left, lang, derived=True)
    _show_rest(right, left, found.only_right, lang, derived=True)
    if found.neither:
        _show_neither(found, lang)


def _show_table(left: "Rubric", right: "Rubric", rows: "Sequence[Row]", remark: Text, lang: Lang) -> None:
    """Print the pairs, with a column of remarks where there are any."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=plain(f"{left.title.say(lang)} → {right.title.say(lang)}"))
    with_remarks = any(row[-1] for row in rows)
    table.add_column("", no_wrap=True)
    table.add_column(plain(left.title.say(lang)), overflow="fold", ratio=3)
    table.add_column(RELATION.say(lang), no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(plain(right.title.say(lang)), overflow="fold", ratio=3)
    if with_remarks:
        table.add_column(remark.say(lang), overflow="fold", ratio=4)
    before = ""
    for ours, relation, theirs, said in rows:
        first = ("", "") if ours.id == before else _cells(ours, lang)
        before = ours.id
        cells = [*first, relation.say(lang), *_cells(theirs, lang)]
        table.add_row(*cells, *([plain(said)] if with_remarks else []))
    console = Console(highlight=False, markup=False)
    console.width = max(console.width, NARROWEST)
    console.print(table)


def _show_rest(
    rubric: "Rubric", other: "Rubric", criteria: "Sequence[Criterion]", lang: Lang, *, derived: bool = False
) -> None:
    """The criteria that the other rubric has no counterpart for; where it is derived, none for certain."""
    from scorer.crosswalk import POSSIBLE

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
    if derived:
        said = Text(
            f"{rubric.id} 有、推不出 {other.id} 哪一项与之对应的 {count} 项（共 {of} 项；只有“{POSSIBLE.zh}”的也算）：",
            f"{count} of the {of} criteria of {rubric.id} have no counterpart in {other.id} that follows for certain:",
        )
    _list(said, criteria, lang)


def _show_neither(found: "ByWay", lang: Lang) -> None:
    """The criteria of the rubric between them that neither of the two has a counterpart for."""
    count, middle = len(found.neither), found.middle.id
    said = Text(
        f"{middle} 有、两边都没有对应的 {count} 项（共 {len(found.middle.criteria)} 项）：",
        f"{count} of the {len(found.middle.criteria)} criteria of {middle} have a counterpart in neither:",
    )
    typer.echo()
    _list(said, found.neither, lang)


def _list(said: Text, criteria: "Sequence[Criterion]", lang: Lang) -> None:
    show_line(said.say(lang))
    for criterion in criteria:
        show_line(f"  {' '.join(_cells(criterion, lang))}")


def _cells(criterion: "Criterion", lang: Lang) -> tuple[str, str]:
    return criterion.id, plain(criterion.title.say(lang))
