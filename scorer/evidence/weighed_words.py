"""What became of the words of one sentence: the cues of a criterion in it, and what it shows of the ladder.

Nothing is decided here: the decisions are those of `look`, put into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.evidence.lexicon import Kind, longer_word
from scorer.evidence.look import RESULT, SHOWS_NOTHING, describing, hiding, span_of
from scorer.model import NOTHING, Span, Text
from scorer.model.explanation import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scorer.evidence.headings import Fit
    from scorer.evidence.lexicon import Hit, Lexicon, Role
    from scorer.evidence.look import Look, Stretch, Weighed
    from scorer.model import Cues, Sentence

LONGEST = 24  # characters of words that are quoted as a reason
IN_WORDS = Text(
    "用汉字写的小数目、约数多是说明情况，说的是成效就用阿拉伯数字写明",
    "a small or round number in words mostly only describes; a result is written in digits",
)


@dataclass(frozen=True, slots=True)
class Matter:
    """One sentence, for whoever asks why it does or does not speak for one criterion."""

    criterion: str
    sentence: Sentence
    fit: Fit
    weighed: Weighed
    look: Look
    as_written: Callable[[Span], str]
    lexicon: Lexicon
    sets: Mapping[str, Cues]  # those that the criterion uses, by name; none where they are not known

    def quote(self, hit: Hit | Stretch) -> str:
        """Words of the sentence as they stand in the report, of many the first and the last."""
        words = self.as_written(Span(hit.start, hit.end, ""))
        return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]}……{words[-LONGEST // 4 :]}"

    def name(self, criterion: str) -> Text:
        """How a criterion is named to people."""
        title = next(one.title for one in self.lexicon.rubric.criteria if one.id == criterion)
        return Text(f"{criterion} {title.zh}", f"{criterion} {title.en}")


# --- cues --------------------------------------------------------------------------------------


def cues_in(matter: Matter) -> list[Words]:
    """The cues of the criterion that stand in the sentence, by place; of one inside another only the longer."""
    told = [
        (span.start, Words(matter.as_written(span), True, _how(kind, matter)))
        for span, kind in matter.weighed.cues.get(matter.criterion, {}).items()
    ]
    told += _hidden(matter)
    told += _inside_longer(matter)
    return list(dict.fromkeys(words for _, words in sorted(told, key=lambda one: one[0])))


def _how(kind: Kind, matter: Matter) -> Text:
    """How a cue that counts does so; nothing where it is a plain term."""
    if kind is Kind.COMBINED:
        return Text("几个词同在一句才算，这里齐了", "counts together with others, which stand here too")
    if kind is Kind.WEAK and matter.criterion in matter.fit.criteria:
        heading = matter.sentence.heading
        return Text(f"在对得上的标题“{heading}”下才算", f"counts as it stands under a fitting heading, “{heading}”")
    if kind is Kind.WEAK:
        return Text("单独不算，同句有这一项别的线索词才算", "does not count alone, only beside another cue")
    return NOTHING


def _hidden(matter: Matter) -> Iterator[tuple[int, Words]]:
    """The cues that do not count because an exclusion covers them."""
    for kind in (Kind.TERM, Kind.PATTERN, Kind.WEAK):
        for hit, role in matter.weighed.seen[kind]:
            stretch = hiding(hit.start, hit.end, matter.weighed.hidden)
            if role.owner == matter.criterion and stretch:
                yield hit.start, Words(matter.quote(hit), False, _covered(stretch, matter))


def _covered(stretch: Stretch, matter: Matter) -> Text:
    reason, words = stretch.rule.reason, matter.quote(stretch)
    return Text(f"在“{words}”里：{reason.zh}", f"in “{words}”: {reason.en}")


def _inside_longer(matter: Matter) -> Iterator[tuple[int, Words]]:
    """The cues that do not count because they lie inside a longer one of other criteria."""
    hits = matter.weighed.hits
    mine = [
        (hit, role)
        for hit in hits
        for role in hit.word.roles
        if role.owner == matter.criterion and role.kind in {Kind.TERM, Kind.WEAK}
    ]
    for hit, role in mine:
        longer = longer_word(hit, role, hits)
        inside = any(other.start <= hit.start and hit.end <= other.end for other, _ in mine if other is not hit)
        if longer and not inside:
            yield hit.start, Words(matter.quote(hit), False, _belongs(longer, matter))


def _belongs(longer: Hit, matter: Matter) -> Text:
    """That words are part of longer ones, and whose those are."""
    words = matter.quote(longer)
    names = [matter.name(owner) for owner in _owners(longer)]
    return Text(
        f"它是“{words}”的一部分，那是“{'”“'.join(one.zh for one in names)}”的线索词",
        f"part of “{words}”, a cue of {', '.join(one.en for one in names)}",
    )


def _owners(hit: Hit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role.owner for role in hit.roles if role.kind in {Kind.TERM, Kind.WEAK}))


# --- the ladder --------------------------------------------------------------------------------


def what_is_planned(matter: Matter) -> Text:
    """What makes the sentence a plan, all of it or from some words on."""
    if matter.fit.plan:
        heading = matter.sentence.heading
        return Text(f"标题“{heading}”下说的都是打算", f"all under the heading “{heading}” is a plan")
    plans = [hit for hit, _ in matter.weighed.seen[Kind.PLAN]]
    if not plans:
        return NOTHING
    words = matter.quote(min(plans, key=lambda hit: hit.start))
    return Text(f"从“{words}”起说的是打算", f"from “{words}” on it tells a plan")


def unmarked_in(matter: Matter) -> list[Words]:
    """What looks like an act, a result or recognition, and is none."""
    weighed = matter.weighed
    told = []
    for figure in weighed.figures:
        described = describing(figure, weighed.seen)
        stretch = hiding(figure.start, figure.end, weighed.hidden)
        if described:
            words = matter.quote(described)
            note = Text(f"“{words}”说的是文件或机构本身，不是成效", f"“{words}” describes a document or a structure")
            told.append((figure.start, Words(matter.as_written(figure), False, note, RESULT)))
        elif stretch:
            note = _covered(stretch, matter)
            told.append((figure.start, Words(matter.as_written(figure), False, note, RESULT)))
    told += [
        (quantity.start, Words(matter.as_written(span_of(quantity)), False, IN_WORDS, RESULT))
        for quantity in weighed.quantities
        if matter.lexicon.only_describes(quantity)
    ]
    for hit in weighed.hits:
        for role in hit.word.roles or hit.roles:  # a pattern has no word
            why = _why_unmarked(hit, role, matter)
            if why:
                told.append((hit.start, Words(matter.quote(hit), False, why, int(role.owner))))
    return list(dict.fromkeys(words for _, words in sorted(told, key=lambda one: one[0])))


def _why_unmarked(hit: Hit, role: Role, matter: Matter) -> Text | None:
    """Why a word of the ladder shows nothing here; None where it does, or where a longer one shows something."""
    if role.kind is not Kind.RUNG or role.owner == SHOWS_NOTHING:
        return None
    longer = longer_word(hit, role, matter.weighed.hits)
    if longer is None:
        stretch = hiding(hit.start, hit.end, matter.weighed.hidden)
        return _covered(stretch, matter) if stretch else None
    if any(one.kind is Kind.RUNG and one.owner != SHOWS_NOTHING for one in longer.roles):
        return None
    words = matter.quote(longer)
    return Text(f"它只是“{words}”的一部分", f"only part of “{words}”")
