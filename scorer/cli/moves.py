"""What an edit of a rubric moves, on screen: totals, levels, evidence that came and went."""

from typing import TYPE_CHECKING

import typer

from scorer.cli.comparing import show_totals
from scorer.cli.foreign import plain
from scorer.cli.paragraphs import show_paragraph
from scorer.cli.tables import ROWS, shown_band
from scorer.model import Lang, Text
from scorer.model.comparison import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.model import Evidence
    from scorer.model.comparison import Comparison, CriterionChange, SubjectChange
    from scorer.model.review import MergedCriterion
    from scorer.review.rubric_diff import RubricDiff, Section

QUOTES = 3  # that came and that went, of one criterion in one subject
LONGEST = 60  # characters of a quote
BEFORE = 20  # of them before the cue, where what is before it is longer
INDENT = "    "


def show_diff(diff: "RubricDiff", lang: Lang) -> None:
    """What was changed in the rubric, what moves scores first."""
    for heading, sections in ((_SCORED, diff.scored), (_WORDED, diff.worded)):
        if sections:
            typer.echo(typer.style(heading.say(lang), bold=True))
            for section in sections:
                _show_section(section, lang)


_SCORED = Text("会影响得分的改动", "Changes that can move scores")
_WORDED = Text("不影响得分的改动", "Changes that move no score")


def _show_section(section: "Section", lang: Lang) -> None:
    show_paragraph(section.title.say(lang), first="  ", rest="  ")
    for line in section.lines:
        show_paragraph(line.say(lang), first=f"{INDENT}- ", rest=f"{INDENT}  ")


def show_moves(comparison: "Comparison", lang: Lang, *, evidence: bool) -> bool:
    """Subjects that came or went or whose total, band, levels or (if `evidence`) evidence changed, with the criteria.

    Gives whether there are any.
    """
    moved = [one for one in comparison.subjects if _has_moved(one) or list(_moved(one, evidence=evidence))]
    still = len(comparison.subjects) - len(moved)
    if moved:
        scored = [one for one in moved if _has_moved(one) or one.changed]
        if scored:
            show_totals(Text("得分的变化", "How scores move").say(lang), scored[:ROWS], lang)
        for subject in moved[:ROWS]:
            _show_subject(subject, lang, evidence=evidence)
    if len(moved) > ROWS:
        more = len(moved) - ROWS
        typer.echo(Text(f"……另有 {more} 份也有变化", f"… and {more} more that changed").say(lang))
    if moved and still:
        typer.echo(Text(f"其余 {still} 份没有变化", f"{still} more did not change").say(lang))
    return bool(moved)


def _has_moved(subject: "SubjectChange") -> bool:
    """Whether it is there on one side only, or its total or band changed: other bands or rules may do that alone."""
    old, new = subject.old, subject.new
    return old is None or new is None or bool(subject.change) or shown_band(old.band) != shown_band(new.band)


def _moved(subject: "SubjectChange", *, evidence: bool) -> "Iterator[CriterionChange]":
    """The criteria that are otherwise than before, the largest change first."""
    for one in subject.largest_first:
        if one in subject.changed or (evidence and (one.appeared or one.vanished)):
            yield one


def _show_subject(subject: "SubjectChange", lang: Lang, *, evidence: bool) -> None:
    moved = list(_moved(subject, evidence=evidence))
    if moved:
        typer.echo(plain(subject.card.report.source))
    for one in moved:
        _show_criterion(one, lang)
        if evidence:
            _show_evidence("+", one.appeared, lang)
            _show_evidence("-", one.vanished, lang)
        elif one.telling:
            sign = "+" if one.change is Change.ROSE else "-"
            _show_evidence(sign, (one.telling,), lang)


def _show_criterion(change: "CriterionChange", lang: Lang) -> None:
    name = change.criterion.title
    points = f"{change.points_change:+.1f}"
    levels = [_level(side, lang) for side in (change.old, change.new)]
    same = Text(f"等次没有变，{levels[1]}", f"still {levels[1]}")
    moved = Text(f"{levels[0]} → {levels[1]}（{points} 分）", f"{levels[0]} → {levels[1]} ({points} points)")
    level = (moved if levels[0] != levels[1] or change.points_change else same).say(lang)
    colon, stop = Text("：", ": ").say(lang), Text("，", "; ").say(lang)
    why = (_other_points(change) or change.why).say(lang)
    show_paragraph(
        f"{change.criterion.id} {name.say(lang)}{colon}{level}{stop + why if why else ''}", first="  ", rest=INDENT
    )


def _other_points(change: "CriterionChange") -> Text | None:
    """By what weight or share the same level gives other points; None where it gives the same."""
    if change.change is not Change.SAME or change.old is None or change.new is None or not change.points_change:
        return None
    weights = [side.result.criterion.weight for side in (change.old, change.new)]
    shares = [f"{side.score / weight:.0%}" for side, weight in zip((change.old, change.new), weights, strict=True)]
    told = []
    if weights[0] != weights[1]:
        said = f"{weights[0]:g} → {weights[1]:g}"
        told.append(Text(f"满分 {said}", f"weight {said}"))
    if shares[0] != shares[1]:
        said = " → ".join(shares)
        told.append(Text(f"这一级的得分比例 {said}", f"share of the level {said}"))
    return Text("，".join(one.zh for one in told), ", ".join(one.en for one in told)) if told else None


def _level(side: "MergedCriterion | None", lang: Lang) -> str:
    if side is None:
        return Text("没有这一项", "no such criterion").say(lang)
    if side.level is None:
        return Text("不适用", "not applicable").say(lang)
    if side.level == 0:
        return Text("没有证据", "no evidence").say(lang)
    return Text(f"{side.level:g} 级", f"level {side.level:g}").say(lang)


def _show_evidence(sign: str, pieces: "tuple[Evidence, ...]", lang: Lang) -> None:
    for piece in pieces[:QUOTES]:
        grade = Text(f"{piece.grade} 级", f"grade {piece.grade}").say(lang)
        show_paragraph(f"{sign} {grade} “{shortened(piece)}”", first=INDENT, rest=f"{INDENT}  ")
    if len(pieces) > QUOTES:
        more = len(pieces) - QUOTES
        typer.echo(f"{INDENT}{sign} " + Text(f"……另有 {more} 句", f"… {more} more").say(lang))


def shortened(piece: "Evidence") -> str:
    """The quote, or of a long one the part with its first cue."""
    quote = piece.quote
    if len(quote) <= LONGEST:
        return quote
    cue = min((quote.find(one) for one in piece.cues if one in quote), default=0)
    start = min(max(0, cue - BEFORE), len(quote) - LONGEST)
    end = start + LONGEST
    return "…" * (start > 0) + quote[start:end] + "…" * (end < len(quote))
