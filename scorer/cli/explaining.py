"""`score explain`: why a criterion has its level, told to somebody who knows neither the rubric nor the code."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, SOME_LEFT, Translate
from scorer.cli.foreign import show_line
from scorer.cli.paragraphs import show_paragraph
from scorer.errors import DocumentError, UsageError
from scorer.model import NOTHING, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.model import Criterion, Ladder, Rubric
    from scorer.model.explanation import Considered, Explanation, Words

INDENT = "   "


def add_explain(app: typer.Typer, t: Translate) -> None:
    """Add the command `explain`, its help in one language."""

    @app.command(
        help=t(
            "说明一份材料的一项为什么得这些分。\n\n看了哪些句子，哪句算、哪句不算，为什么，怎样能提高。"
            "也可以输入一句话，看它算哪一项、算几级。",
            "Tell why a criterion has its points in a report.\n\n"
            "Which sentences were considered, which count and which do not, why, and what would raise it. Or type a "
            "sentence and see what it counts for.",
        )
    )
    def explain(
        report: Annotated[
            Path | None,
            typer.Argument(metavar="REPORT", readable=False, show_default=False, help=t("一份材料", "A report")),
        ] = None,
        criterion: Annotated[
            str | None,
            typer.Option(metavar="ID", show_default=False, help=t("看哪一项，如 A3", "Which criterion, such as A3")),
        ] = None,
        sentence: Annotated[
            str | None,
            typer.Option(
                metavar="TEXT",
                show_default=False,
                help=t("要看的句子，写在引号里；不写 --criterion 就看所有的项", "A sentence, for one criterion or all"),
            ),
        ] = None,
        rubric: Annotated[
            list[str] | None,
            typer.Option(
                metavar="NAME|FILE",
                help=t(
                    "评分标准：自带的名称或自己的 YAML 文件，不写为 core",
                    "Rubric: a name, or your own YAML file; core if left out",
                ),
            ),
        ] = None,
        lang: Annotated[Lang, typer.Option(help=t("语言", "Language"))] = Lang.ZH,
    ) -> int:
        if report is not None and sentence is not None:
            raise UsageError(NOT_BOTH)
        if report is None and sentence is None:
            raise UsageError(ONE_OF_THEM)
        if rubric and len(rubric) > 1:
            raise UsageError(ONE_RUBRIC)
        name = rubric[0] if rubric else "core"
        if report is None:
            return _explain_sentence(sentence or "", criterion, name, lang)
        return _explain_report(report, criterion, name, lang)


ONE_OF_THEM = Text(
    "请写出一份材料和要看的项，如 score explain 甲局.docx --criterion A3；"
    '或者一句话，如 score explain --sentence "……"。用法见 score explain --help',
    "name a report and a criterion, as in score explain report.docx --criterion A3; or a sentence, as in "
    'score explain --sentence "…". See score explain --help',
)


NOT_BOTH = Text(
    "材料和 --sentence 只能写一个：看材料就去掉 --sentence，看一句话就去掉材料",
    "give a report or --sentence, not both",
)
ONE_RUBRIC = Text(
    "一次只按一份评分标准说明：--rubric 只写一个，要看几份就运行几次",
    "one rubric is explained at a time: give --rubric once, and run the command for each",
)


# --- a report ----------------------------------------------------------------------------------


def _explain_report(path: Path, criterion: str | None, name: str, lang: Lang) -> int:
    from scorer.explain import check_criterion, criteria_of, explain_report, looked_for
    from scorer.pipeline import read_one
    from scorer.review.rubric_diff import read_edition
    from scorer.rubric.load import find_rubric

    edition = read_edition(find_rubric(name))
    rubric = edition.rubric
    if criterion is None:
        listed = criteria_of(rubric)
        raise UsageError(
            Text(f"请用 --criterion 写明要看哪一项。{listed.zh}", f"say which criterion with --criterion. {listed.en}")
        )
    criterion = _as_written(criterion, rubric)
    check_criterion(criterion, rubric)
    try:
        report = read_one(path)
    except DocumentError as error:
        show_line(
            Text(f"没有读 {path}：{error.message.zh}", f"not read: {path}: {error.message.en}").say(lang), err=True
        )
        return SOME_LEFT
    _show_report(explain_report(report, rubric, criterion), looked_for(criterion, edition), lang)
    return DONE


def _as_written(id_: str, rubric: "Rubric") -> str:
    """The id of a criterion as the rubric has it, whether typed in capitals or not; else as it is typed."""
    return {one.id.casefold(): one.id for one in rubric.criteria}.get(id_.casefold(), id_)


def _show_report(explanation: "Explanation", sought: Text, lang: Lang) -> None:
    """A report's explanation; `sought` is what the criterion looks for, told where no sentence has a cue."""
    report, rubric = explanation.report, explanation.rubric
    show_paragraph(_name(explanation.result.criterion).say(lang), bold=True)
    title = report.title
    _show(Text(f"材料：{report.source}  {title}", f"Report: {report.source}  {title}"), lang)
    _show_rubric(rubric, lang)
    typer.echo()
    for line in _summary(explanation, sought):
        _show(line, lang)
    if not explanation.sentences:  # all is said
        return
    for number, one in enumerate(explanation.sentences, 1):
        typer.echo()
        place, verdict = one.sentence.place.say(lang), _verdict(one, rubric.ladder).say(lang)
        star = "★ " if one.carries else ""
        show_paragraph(f"{number}. {place}  {star}{verdict}", rest=INDENT, bold=True)
        show_paragraph(one.quote, first=INDENT, rest=INDENT)
        _show_reasons(one, rubric.ladder, lang)
    typer.echo()
    told = _result(explanation)
    id_ = explanation.result.criterion.id
    _show(Text(f"小结：{id_}，{told.zh}。", f"In short: {id_}, {told.en}."), lang)
    for raising in explanation.raises[:1]:
        _show(Text(f"怎样提高：{raising.zh}。", f"What would raise it: {raising.en}."), lang)


def _summary(explanation: "Explanation", sought: Text) -> "Iterator[Text]":
    """What came of it, how, and what would raise it."""
    sentences = explanation.sentences
    told = _result(explanation)
    yield Text(f"结果：{told.zh}", f"Result: {told.en}")
    if explanation.void.zh:
        yield _void(explanation)
    for one in sentences:
        if one.carries:
            yield _carried(one, sum(other.grade == one.grade for other in sentences) - 1)
    if sentences:
        counting = sum(one.grade > 0 for one in sentences)
        yield Text(
            f"看了 {len(sentences)} 句：{counting} 句算证据，{len(sentences) - counting} 句不算",
            f"Sentences considered: {len(sentences)}, of which {counting} are evidence",
        )
    else:
        yield Text("全文没有一句话有这一项的线索词", "No sentence has a cue of this criterion")
        yield sought
    if explanation.result.doubt.zh:
        doubt = explanation.result.doubt
        yield Text(f"没有把握：{doubt.zh}", f"Doubtful: {doubt.en}")
    for raising in explanation.raises:
        yield Text(f"怎样提高：{raising.zh}", f"What would raise it: {raising.en}")


def _carried(one: "Considered", also: int) -> Text:
    """Which sentence the level is that of, and how many more reach it."""
    place = one.sentence.place
    zh, en = f"等次由{place.zh}的一句定，下面标 ★", f"The level is that of the sentence marked ★, {place.en}"
    return Text(f"{zh}；另有 {also} 句也到这一级", f"{en}; {also} more reach it") if also else Text(zh, en)


def _result(explanation: "Explanation") -> Text:
    """The level, and the points that come of it."""
    from scorer.model import Standing

    result, ladder = explanation.result, explanation.rubric.ladder
    if result.standing is Standing.NOT_APPLICABLE:
        return result.why
    level = _level(result.level, ladder)
    sum_ = f"{result.criterion.weight:g} × {ladder.shares[result.level]:.0%}"
    return Text(
        f"{level.zh}，得 {result.score:g} 分（满分 {sum_}）", f"{level.en}, {result.score:g} points (full {sum_})"
    )


def _void(explanation: "Explanation") -> Text:
    why = explanation.void
    return Text(f"整份材料都不算证据：{why.zh}", f"Nothing in the report is evidence: {why.en}")


# --- a sentence --------------------------------------------------------------------------------


def _explain_sentence(words: str, criterion: str | None, name: str, lang: Lang) -> int:
    from scorer.explain import explain_sentence
    from scorer.review.rubric_diff import read_edition
    from scorer.rubric.load import find_rubric

    edition = read_edition(find_rubric(name))
    asked = criterion and _as_written(criterion, edition.rubric)
    explanations = explain_sentence(words, edition, asked)
    _show_rubric(edition.rubric, lang)
    if explanations and explanations[0].void.zh:
        _show(_void(explanations[0]), lang)
    by_sentence: dict[int, list[tuple[Explanation, Considered]]] = {}
    for explanation in explanations:
        for one in explanation.sentences:
            by_sentence.setdefault(one.sentence.number, []).append((explanation, one))
    for _, told in sorted(by_sentence.items()):
        _show_sentence(sorted(told, key=lambda pair: pair[1].grade == 0), lang)
    typer.echo()
    if not explanations:
        _show(NOTHING_SAID, lang)
    _show(ALONE, lang)
    return DONE


def _show_sentence(told: "Sequence[tuple[Explanation, Considered]]", lang: Lang) -> None:
    """One sentence, and what it says for each criterion; those that it counts for come first."""
    typer.echo()
    show_paragraph(told[0][1].quote)
    for explanation, one in told:
        name, verdict = _name(explanation.result.criterion), _verdict(one, explanation.rubric.ladder)
        typer.echo()
        show_paragraph(f"{name.say(lang)}  {verdict.say(lang)}", rest=INDENT, bold=True)
        _show_reasons(one, explanation.rubric.ladder, lang)
        if one.carries:
            earned = _result(explanation)
            for raising in explanation.raises[:1]:
                earned = Text(f"{earned.zh}；{raising.zh}", f"{earned.en}; {raising.en}")
            _show_reason(Text(f"只凭这一句：{earned.zh}", f"on this alone: {earned.en}"), lang)
        elif one.raises.zh:
            _show_reason(Text(f"再高一级：{one.raises.zh}", f"next grade: {one.raises.en}"), lang)
        for instead in one.instead:
            _show_reason(instead, lang)
    typer.echo()
    counts = [explanation.result.criterion.id for explanation, one in told if one.grade]
    others = [explanation.result.criterion.id for explanation, one in told if not one.grade]
    zh = [f"算 {'、'.join(counts)} 的证据"] * bool(counts) + [f"不算 {'、'.join(others)} 的证据"] * bool(others)
    en = [f"evidence for {', '.join(counts)}"] * bool(counts) + [f"no evidence for {', '.join(others)}"] * bool(others)
    _show(Text(f"小结：{'，'.join(zh)}。", f"In short: {'; '.join(en)}."), lang)


NOTHING_SAID = Text(
    "小结：句中没有哪一项的线索词，不算任何一项的证据。想看离某一项还差什么，请用 --criterion 写明是哪一项。",
    "In short: no criterion's cue stands in it. Name a criterion with --criterion to see what it lacks.",
)
ALONE = Text(
    "以上只看这一句。在材料里，它所在的标题和前后的句子也会影响判断。",
    "This is the sentence alone. In a report its heading and the sentences around it matter too.",
)


# --- one sentence and one criterion ------------------------------------------------------------


def _verdict(one: "Considered", ladder: "Ladder") -> Text:
    if not one.grade:
        return Text("不算证据", "no evidence")
    level = _level(one.grade, ladder)
    return Text(f"算证据，{level.zh}", f"evidence, {level.en}")


def _show_reasons(one: "Considered", ladder: "Ladder", lang: Lang) -> None:
    for reason in reasons(one, ladder):
        _show_reason(reason, lang)


def reasons(one: "Considered", ladder: "Ladder") -> "Iterator[Text]":
    """Why it is evidence of its grade, or none; what became of its cues and marks."""
    if one.grade:
        yield one.why
    yield from one.against
    counted = [cue for cue in one.cues if cue.counts]
    for note in dict.fromkeys(cue.note for cue in counted):
        alike = _quoted([cue for cue in counted if cue.note == note], Text("线索词", "cue: "))
        if note.zh:
            yield Text(f"{alike.zh}：{note.zh}", f"{alike.en}: {note.en}")
        elif not one.grade:  # the reason of a grade names them
            yield alike
    for cue in one.cues:
        if not cue.counts:
            yield Text(f"“{cue.quote}”不算线索词：{cue.note.zh}", f"“{cue.quote}” is no cue here: {cue.note.en}")
    yield from _marks(one.marks, ladder)
    for lacking in one.lacking:
        yield Text(f"还差：{lacking.zh}", f"lacking: {lacking.en}")


def _marks(marks: "Sequence[Words]", ladder: "Ladder") -> "Iterator[Text]":
    """What shows something of the ladder, where it is more than one thing, and what does not."""
    counted = [mark for mark in marks if mark.counts]
    if len(counted) > 1:
        for rung in reversed(ladder.rungs):
            shown = [mark for mark in counted if mark.grade == rung.grade]
            if shown:
                yield _quoted(shown, Text(f"表明{rung.name.zh}（{rung.grade} 级）的有", f"grade {rung.grade}: "))
    for mark in marks:
        if not mark.counts:
            level = _level(mark.grade, ladder)
            yield Text(
                f"“{mark.quote}”不算 {level.zh}：{mark.note.zh}",
                f"“{mark.quote}” does not count as {level.en}: {mark.note.en}",
            )


def _quoted(words: "Sequence[Words]", before: Text = NOTHING) -> Text:
    quotes = list(dict.fromkeys(f"“{one.quote}”" for one in words))
    return Text(before.zh + "".join(quotes), before.en + ", ".join(quotes))


def _level(level: int, ladder: "Ladder") -> Text:
    names = [rung.name for rung in ladder.rungs if rung.grade == level]
    if not names:
        return Text("0 级（没有证据）", "level 0 (no evidence)")
    return Text(f"{level} 级（{names[0].zh}）", f"level {level} ({names[0].en})")


def _name(criterion: "Criterion") -> Text:
    return Text(f"{criterion.id} {criterion.title.zh}", f"{criterion.id} {criterion.title.en}")


def _show_rubric(rubric: "Rubric", lang: Lang) -> None:
    id_ = f"{rubric.id} {rubric.version}"
    _show(Text(f"标准：{rubric.title.zh}  {id_}", f"Rubric: {rubric.title.en}  {id_}"), lang)


def _show(words: Text, lang: Lang) -> None:
    show_paragraph(words.say(lang), rest="  ")


def _show_reason(reason: Text, lang: Lang) -> None:
    show_paragraph(reason.say(lang), first=f"{INDENT}- ", rest=f"{INDENT}  ")
