"""`score compare`: two results side by side, and what is told about it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, Translate, tell_written
from scorer.cli.foreign import file_part, show_line
from scorer.cli.tables import ROWS, show_table, shown, shown_band, subject_of
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model.comparison import Comparison, SubjectChange

CHANGES = 5  # criteria of a subject that are told on screen; the workbook has them all


def add_compare(app: typer.Typer, t: Translate) -> None:
    """Add the command `compare`, its help in one language."""

    @app.command(
        help=t(
            "比较两次结果：两个年度，或改评分标准前后。\n\n哪个单位、哪一项升了、降了，因为哪一句。",
            "Compare two results: of two years, or of two rubrics.\n\nWhich subject and which "
            "criterion rose or fell, and by which sentence.",
        )
    )
    def compare(
        old: Annotated[
            Path,
            typer.Argument(metavar="OLD", readable=False, help=t("前一次：JSON 或工作簿", "Before: JSON or workbook")),
        ],
        new: Annotated[
            Path,
            typer.Argument(metavar="NEW", readable=False, help=t("后一次：JSON 或工作簿", "After: JSON or workbook")),
        ],
        anyway: Annotated[
            bool,
            typer.Option("--anyway", help=t("评分标准算分不同也比较", "Compare though the rubrics score differently")),
        ] = False,
        out: Annotated[
            Path, typer.Option(metavar="DIR", help=t("结果写到哪个文件夹", "Folder for the results"))
        ] = Path("reports"),
        lang: Annotated[
            Lang, typer.Option(help=t("工作簿和消息的语言", "Language of workbook and messages"))
        ] = Lang.ZH,
    ) -> int:
        return _compare(old, new, out, lang, anyway=anyway)


def _compare(old: Path, new: Path, out: Path, lang: Lang, *, anyway: bool) -> int:
    from scorer.returns import compare_results
    from scorer.workbook.comparison.write import write_comparison
    from scorer.workbook.write import free_path

    comparison = compare_results(old, new, anyway=anyway)
    _show_changes(comparison, lang)
    path = free_path(out / f"{file_part(f'{old.stem}-{new.stem}')}-compared.xlsx")
    write_comparison(comparison, path, lang)
    tell_written(path, lang)
    return DONE


def _show_changes(comparison: "Comparison", lang: Lang) -> None:
    for note in (*comparison.differences, *comparison.notes):
        show_line(note.say(lang))
    show_totals(" → ".join(comparison.names), comparison.subjects, lang)
    for subject in comparison.subjects[:ROWS]:
        for line in _changed_lines(subject, lang):
            show_line(line)


def show_totals(title: str, subjects: "Sequence[SubjectChange]", lang: Lang) -> None:
    """The table of subjects: totals before and after, how many criteria rose and fell, and the band."""
    heads = (
        Text("被评单位", "Subject"),
        Text("前", "Before"),
        Text("后", "After"),
        Text("升降", "Change"),
        Text("升", "Rose"),
        Text("降", "Fell"),
        Text("评定", "Band"),
    )
    show_table(title, [head.say(lang) for head in heads], [_changed_row(one, lang) for one in subjects], lang)


def _changed_row(subject: "SubjectChange", lang: Lang) -> list[str]:
    before, after = (shown(side.total) if side else "—" for side in (subject.old, subject.new))
    change = "—" if subject.change is None else f"{subject.change:+.1f}"
    bands = dict.fromkeys(shown_band(side.band).say(lang) for side in (subject.old, subject.new) if side)
    return [
        subject_of(subject.card),
        before,
        after,
        change,
        str(subject.rose),
        str(subject.fell),
        " → ".join(bands),
    ]


def _changed_lines(subject: "SubjectChange", lang: Lang) -> list[str]:
    """The criteria that changed most, with the reason; nothing where none did."""
    changed = subject.changed
    colon = Text("：", ": ").say(lang)
    lines = [
        f"  {one.criterion.id} {one.criterion.title.say(lang)}{colon}{one.why.say(lang)}" for one in changed[:CHANGES]
    ]
    if len(changed) > CHANGES:
        more = len(changed) - CHANGES
        lines.append("  " + Text(f"……另有 {more} 项，见工作簿", f"… {more} more in the workbook").say(lang))
    return [subject_of(subject.card), *lines] if lines else []
