"""`score rubric test`: try a rubric on its own sentences and those of the sets that it uses."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from scorer.cli.ends import DONE, NOT_DONE, Translate
from scorer.cli.explaining import reasons
from scorer.cli.foreign import plain
from scorer.cli.paragraphs import show_paragraph
from scorer.model import Lang, Text

if TYPE_CHECKING:
    from scorer.rehearsal import Failure, Idle, Rehearsal
    from scorer.rubric.script import Cue, Script

HELP = Text(
    "用例句（应命中）和反例（不应命中）试评分标准。\n\n它自己的和它引用的词组的例句都试。没通过的，说明哪个线索词该算没算、"
    "不该算却算了，怎么改。\n\n线索词用到，是说它在一个通过的例句里起了作用；小标题的词和 unless 的词不计。\n\n"
    "退出码：0 全部通过；2 有没通过的，或评分标准有误。",
    "Try a rubric on its examples and near misses.\n\n"
    "Examples must match, near misses must not; those of the sets that it uses are tried too. Of what fails it is "
    "told which cue fired or failed to, and what to do.\n\nA cue is exercised where it counts in an example that "
    "passes; words of headings and of unless are left out of this.\n\n"
    "Exit codes: 0 all passed; 2 some failed, or the rubric does not hold.",
)
UNCOVERED = Text("列出没有例句用到的线索词，注明行号", "List the cues that no example exercises, with their lines")
LONGEST = 24  # characters of a longer cue that are quoted


def add_test(commands: typer.Typer, t: Translate) -> None:
    """Add `score rubric test`, its help in one language."""

    @commands.command(help=t(HELP.zh, HELP.en))
    def test(
        names: Annotated[
            list[str],
            typer.Argument(metavar="NAME|FILE...", help=t("自带的名称或 YAML 文件", "Names, or YAML files")),
        ],
        only: Annotated[
            list[str] | None,
            typer.Option(
                "--only",
                metavar="ID|SET",
                help=t(
                    "只试这一项（写编号）或这个词组（写名称），可写几次",
                    "Try only this criterion (its id) or set (its name); may be given several times",
                ),
            ),
        ] = None,
        uncovered: Annotated[bool, typer.Option("--uncovered", help=t(UNCOVERED.zh, UNCOVERED.en))] = False,
        lang: Annotated[Lang, typer.Option("--lang", help=t("语言", "Language"))] = Lang.ZH,
    ) -> int:
        return _test(names, only or [], uncovered, lang)


def _test(names: list[str], only: list[str], uncovered: bool, lang: Lang) -> int:
    from scorer.rehearsal import rehearse
    from scorer.rubric.load import find_rubric
    from scorer.rubric.script import load_script

    code = DONE
    scripts = [(name, load_script(find_rubric(name))) for name in names]
    _check_only([script for _, script in scripts], only)
    for name, script in scripts:
        if only and not _known(script).intersection(only):
            continue
        rehearsal = rehearse(script, only)
        for failure in rehearsal.failures:
            _show_failure(failure, lang)
        if uncovered:
            show_idle(rehearsal.idle, lang)
        _show_sum(name, rehearsal, lang)
        if rehearsal.failures:
            code = NOT_DONE
    return code


def _known(script: "Script") -> frozenset[str]:
    """What may be tried alone: the criteria, by id, and the sets that they use, by name."""
    return script.sets.union(criterion.id for criterion in script.rubric.criteria)


def _check_only(scripts: "Sequence[Script]", only: Sequence[str]) -> None:
    """Raise UsageError where none of the rubrics has a criterion or uses a set of some name."""
    from difflib import get_close_matches

    from scorer.errors import UsageError

    known = sorted(frozenset().union(*map(_known, scripts)))
    ids = [script.rubric.id for script in scripts]
    for name in only:
        if name not in known:
            near = get_close_matches(name, known, cutoff=0.4)
            both = "都" * (len(ids) > 1)
            zh = f"--only：评分标准 {'、'.join(ids)} {both}没有叫“{name}”的项，也没有用这个词组"
            en = f"--only: no criterion and no set that is used is named “{name}” in rubric {', '.join(ids)}"
            if near:
                zh, en = f"{zh}。相近的有：{'、'.join(near)}", f"{en}. There are {', '.join(near)}"
            raise UsageError(Text(zh, en))


# --- what failed -------------------------------------------------------------------------------


def _show_failure(failure: "Failure", lang: Lang) -> None:
    claim = failure.claim
    kind = Text("例句", "example") if claim.matches else Text("反例", "near miss")
    whose = Text(f"{claim.criterion} 的{kind.zh}", f"{kind.en} of {claim.criterion}")
    if claim.set:
        whose = Text(f"{claim.criterion} 词组“{claim.set}”的例句", f"example of {claim.criterion}, set “{claim.set}”")
    typer.echo(f"{claim.file}:{claim.place.line}:{claim.place.column}: {whose.say(lang)}")
    _show(Text("句子：", "Sentence: "), Text(claim.text, claim.text), lang)
    _show(Text("结果：", "Result: "), failure.reason, lang)
    ladder = failure.explanation.rubric.ladder
    told = [why for one in failure.explanation.sentences for why in reasons(one, ladder) if why != one.why]
    for why in dict.fromkeys(told):
        _show(Text("原因：", "Why: "), why, lang)
    _show(Text("怎么改：", "What to do: "), failure.remedy, lang)
    typer.echo()


def _show(before: Text, words: Text, lang: Lang) -> None:
    show_paragraph(words.say(lang), first=f"    {before.say(lang)}", rest="        ")


# --- what no example exercises -----------------------------------------------------------------


def show_idle(idle: "Sequence[Idle]", lang: Lang) -> None:
    """The cues, those of a set or a criterion's own together, with the line and list in which they stand."""
    for (criterion, set_, file), of_one in groupby(idle, lambda one: (one.cue.criterion, one.cue.set, one.cue.file)):
        some = list(of_one)
        typer.echo(f"{criterion} {set_}".rstrip() + f"  {len(some)}  {file}")
        for (line, listed), alike in groupby(some, lambda one: (one.cue.place.line, _list(one.cue))):
            words = "、".join(plain(_said(one, lang)) for one in alike)
            typer.echo(f"  {line:>5}  {listed}: {words}")
        typer.echo()


def _list(cue: "Cue") -> str:
    """The list in which a cue stands; of a combination its number in the list, counted from 1."""
    number = cue.path[-1]
    return f"{cue.kind} {number + 1}" if cue.combination >= 0 and isinstance(number, int) else cue.kind


def _said(idle: "Idle", lang: Lang) -> str:
    if not idle.inside:
        return idle.cue.word
    longer = idle.inside if len(idle.inside) <= LONGEST else f"{idle.inside[: LONGEST - 1]}…"
    return Text(f"{idle.cue.word}（例句里只在“{longer}”中）", f"{idle.cue.word} (only within “{longer}”)").say(lang)


# --- the sum -----------------------------------------------------------------------------------


def _show_sum(name: str, rehearsal: "Rehearsal", lang: Lang) -> None:
    tried, failed = rehearsal.sentences, len(rehearsal.failures)
    covered = coverage(rehearsal)
    typer.echo(
        Text(
            f"{name}：{tried} 句，通过 {tried - failed}，未通过 {failed}；{covered.zh}",
            f"{name}: {tried} sentences, {tried - failed} passed, {failed} failed; {covered.en}",
        ).say(lang)
    )


def coverage(rehearsal: "Rehearsal") -> Text:
    """How many of the cues the examples exercise."""
    used, of = rehearsal.exercised, rehearsal.cues
    share = f"{int(1000 * used / of) / 10:.1f}%" if of else "—"  # not rounded up: 100% is all of them
    return Text(f"线索词 {of} 个，例句用到 {used} 个（{share}）", f"{used} of {of} cues exercised ({share})")
