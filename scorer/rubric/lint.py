"""What an author would want to know of a rubric or a lexicon that holds: warnings, none of which keeps it from use.

Told of a rubric is what its own file has a part in; a lexicon is looked at by itself.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import re2

from scorer.fold import fold, simplified
from scorer.model import Text
from scorer.rubric.parts import criterion_cues, holds_patterns, string_lists
from scorer.rubric.resolve import PLAIN
from scorer.written.problem import ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.rubric.resolve import Resolved
    from scorer.written.problem import Advice, Path, Problem

CHINESE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’"
CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
SPACE = re.compile(rf"(?<=[{CHINESE}]) +(?![?*{{])|(?<!^) +(?=[{CHINESE}])")
FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ％]")
# What makes a pattern more than one run of characters that must all be there.
CHOICE = re.compile(r"\||\)[?*]|\)\{0")
# The end of a sentence, and more behind it. Inside quotes and brackets sentences stay together.
PAST_THE_END = re.compile(r"[。！？；](?=[0-9A-Za-z\u4e00-\u9fff])(?![的等])")
PAIRED = re.compile("[“”「」『』《》（）]")
EDGE = re.compile(r"^[，。、；：！？,.;:!?\s]+|[，。、；：,;:\s]+$")
PADDING = "一"  # around a term, so that it stands neither at the start nor at the end of a sentence
LONG = 99  # characters of it that make a sentence long


def lint(resolved: Resolved) -> Iterator[Problem]:
    """Every oddity that neither form nor meaning refuses."""
    yield from ruled("never-matches", (*_patterns(resolved), *_terms(resolved)))
    yield from ruled("needless", (*_needless(resolved), *_in_sets(resolved)))
    yield from ruled("edge", _edges(resolved))
    yield from ruled("excluded", _excluded(resolved))
    yield from ruled("shared-by-sets", _shared_by_sets(resolved))
    yield from ruled("alike", _alike(resolved))
    yield from ruled("contradiction", _contradictions(resolved))


# --- words that are never found ----------------------------------------------------------------


def _patterns(resolved: Resolved) -> Iterator[Problem]:
    """Patterns that look for what is not in the text that is searched: one sentence after folding."""
    for path, patterns in string_lists(resolved.parsed.data, ()):
        for number, pattern in enumerate(patterns if holds_patterns(path) else ()):
            for advice in _unfolded(pattern):
                yield resolved.parsed.problem((*path, number), advice, warning=True)


def _past_the_end(written: str) -> Advice:
    return (
        Text(
            f"“{written}”跨了两句，永远不会命中：一次只看一句",
            f"“{written}” goes over two sentences and never matches: one is searched at a time",
        ),
        Text("只留一句里的词", "keep the words of one sentence"),
    )


def _unfolded(pattern: str) -> Iterator[Advice]:
    plain = simplified(pattern)
    pairs = zip(pattern, plain, strict=False) if len(plain) == len(pattern) else ()
    traditional = list(dict.fromkeys(one for one, other in pairs if one != other))
    if traditional:
        said = "".join(traditional)
        yield (
            Text(
                f"模式里的繁体字“{said}”对不上：材料一律化为简体再找",
                f"“{said}” of this pattern is never found: all text is searched in simplified script",
            ),
            Text(f"改成“{simplified(said)}”", f"write “{simplified(said)}”"),
        )
    wide = "".join(dict.fromkeys(FULL_WIDTH.findall(pattern)))
    if wide:
        yield (
            Text(
                f"模式里的全角“{wide}”对不上：材料一律化为半角再找",
                f"the full-width “{wide}” of this pattern is never found: all text is searched in half width",
            ),
            Text(f"改成“{fold(wide).text}”", f"write “{fold(wide).text}”"),
        )
    plainly = CLASS.sub(".", pattern)
    if not CHOICE.search(plainly) and PAST_THE_END.search(plainly) and not PAIRED.search(pattern):
        yield _past_the_end(pattern)
    if SPACE.search(CLASS.sub(PADDING, pattern)):
        yield (
            Text(
                "模式里汉字旁边的空格对不上：材料里的这种空格都先去掉再找",
                "the space beside a Chinese character of this pattern is never found: such spaces go before the search",
            ),
            Text("删去空格", "remove the space"),
        )


def _terms(resolved: Resolved) -> Iterator[Problem]:
    """Terms that go on behind the end of a sentence: one sentence is searched at a time."""
    for path, number, term in _own_terms(resolved):
        if PAST_THE_END.search(term) and not PAIRED.search(term):
            yield resolved.parsed.problem((*path, number), _past_the_end(term), warning=True)


def _own_terms(resolved: Resolved) -> Iterator[tuple[Path, int, str]]:
    """Every word among the cues that the file itself writes."""
    for path, cues in criterion_cues(resolved.parsed.data):
        for at, words in string_lists(cues, path):
            if not holds_patterns(at) and not {"use", "without"} & set(at[len(path) :]):
                for number, word in enumerate(words):
                    yield at, number, word


def _edges(resolved: Resolved) -> Iterator[Problem]:
    """Terms that begin or end with a mark or a space."""
    for path, number, term in _own_terms(resolved):
        trimmed = EDGE.sub("", term)
        if trimmed != term and trimmed:
            yield resolved.parsed.problem(
                (*path, number),
                (
                    Text(f"“{term}”首尾带着标点或空格", f"“{term}” begins or ends with a mark or a space"),
                    Text(f"若不是有意，改成“{trimmed}”", f"write “{trimmed}” unless that is meant"),
                ),
                warning=True,
            )


def _needless(resolved: Resolved) -> Iterator[Problem]:
    """Words that add nothing: alike after folding, or weak where they already count alone."""
    for path, cues in criterion_cues(resolved.data):
        counting = {fold(term).text: term for term in cues.get("terms", [])}
        for kind in ("terms", "weak"):
            seen: dict[str, str] = {}
            for number, term in enumerate(cues.get(kind, [])):
                at: Path = (*path, kind, number)
                same = fold(term).text
                first = seen.setdefault(same, term)
                if not resolved.is_own(at):
                    continue
                if kind == "weak" and same in counting:
                    yield resolved.problem(
                        at,
                        (
                            Text(
                                f"“{term}”在 terms 里单独就算，不必再写进 weak",
                                f"“{term}” counts alone, being among terms; as weak it adds nothing",
                            ),
                            Text("留一处即可", "keep one of the two"),
                        ),
                        warning=True,
                    )
                elif first != term:
                    yield resolved.problem(
                        at,
                        (
                            Text(f"“{term}”和“{first}”查找时是同一个词", f"“{term}” and “{first}” are one word here"),
                            Text(
                                "留一个即可：繁简、全半角、空格都不分",
                                "keep one: script, width and spaces do not matter",
                            ),
                        ),
                        warning=True,
                    )


def _in_sets(resolved: Resolved) -> Iterator[Problem]:
    """Words and patterns of a criterion that a set which it uses has already."""
    for path, whole in criterion_cues(resolved.data):
        for kind in PLAIN:
            sources = [resolved.origin((*path, kind, number)) for number, _ in enumerate(whole.get(kind, []))]
            shared = {
                word: str(at[1])
                for word, (source, at) in zip(whole.get(kind, []), sources, strict=True)
                if source is not resolved.parsed
            }
            for number, word in enumerate(_written(resolved.parsed.data, path).get(kind, [])):
                if word in shared:
                    name = shared[word]
                    yield resolved.parsed.problem(
                        (*path, kind, number),
                        (
                            Text(
                                f"“{word}”在词组“{name}”里已有，再写不起作用", f"the set “{name}” has “{word}” already"
                            ),
                            Text("删去即可", "remove it"),
                        ),
                        warning=True,
                    )


def _written(data: Any, path: Path) -> dict[str, Any]:
    """What stands at a path."""
    for step in path:
        data = data[step]
    found: dict[str, Any] = data
    return found


# --- cues and exclusions -----------------------------------------------------------------------


class _Rule(NamedTuple):
    """A word or pattern of an exclusion that no sentence escapes."""

    path: Path
    written: str
    regex: Any
    whole: bool  # whether it excludes all of a sentence, not only what it matches
    reason: Text


def _excluded(resolved: Resolved) -> Iterator[Problem]:
    """Cues that never count, as an exclusion matches them wherever they stand."""
    rules = list(_rules(resolved.data))
    if not rules:
        return
    any_rule = re2.Set.SearchSet(_QUIET)
    for rule in rules:
        any_rule.Add(rule.regex.pattern)
    any_rule.Compile()
    for path, cues in criterion_cues(resolved.data):
        for kind in ("terms", "weak"):
            for number, term in enumerate(cues.get(kind, [])):
                text = f"{PADDING}{fold(term).text}{PADDING}"
                for met in sorted(any_rule.Match(text) or ()):
                    at: Path = (*path, kind, number)
                    rule = rules[met]
                    if _covers(rule, fold(term).text) and (resolved.is_own(at) or resolved.is_own(rule.path)):
                        place = at if resolved.is_own(at) else rule.path
                        yield resolved.problem(place, _never_counts(term, rule), warning=True)
                        break


_QUIET = re2.Options()
_QUIET.log_errors = False


def _rules(data: Any) -> Iterator[_Rule]:
    for n, rule in enumerate(data.get("not_evidence", [])):
        scope = rule.get("scope", "sentence")
        if rule.get("unless") or scope not in {"match", "sentence"}:
            continue
        reason = rule["reason"]
        said = Text(reason, reason) if isinstance(reason, str) else Text(reason["zh"], reason.get("en", reason["zh"]))
        for kind in ("terms", "patterns"):
            for number, written in enumerate(rule.get(kind, [])):
                pattern = written if kind == "patterns" else re2.escape(fold(written).text)
                regex = re2.compile(pattern, _QUIET)
                yield _Rule(("not_evidence", n, kind, number), written, regex, scope == "sentence", said)


def _covers(rule: _Rule, term: str) -> bool:
    """Whether the rule excludes a term in a short sentence and in a long one: `^.{2,14}$` only does in the short."""
    for padding in (PADDING, PADDING * LONG):
        text = f"{padding}{term}{padding}"
        found = rule.regex.search(text)
        if not found:
            return False
        if not rule.whole and (found.start() > len(padding) or found.end() < len(text) - len(padding)):
            return False
    return True


def _never_counts(term: str, rule: _Rule) -> Advice:
    zh, en = rule.reason.zh, rule.reason.en
    return (
        Text(
            f"“{term}”永远不算：not_evidence 的“{rule.written}”（{zh}）总会把它排除",
            f"“{term}” never counts: “{rule.written}” of not_evidence ({en}) always excludes it",
        ),
        Text("删去其中一个", "remove one of the two"),
    )


# --- things that should differ -----------------------------------------------------------------

_Item = tuple["Path", dict[str, Any]]  # something written, and where


def _shared_by_sets(resolved: Resolved) -> Iterator[Problem]:
    """The same term in two sets of a lexicon: no rubric can use them in two criteria."""
    first: dict[str, str] = {}
    for name, cues in resolved.parsed.data.get("sets", {}).items():
        for number, term in enumerate(cues.get("terms", [])):
            other = first.setdefault(fold(term).text, name)
            if other != name:
                yield resolved.parsed.problem(
                    ("sets", name, "terms", number),
                    (
                        Text(
                            f"线索词“{term}”在词组“{other}”中已有，这两个词组不能分给两项",
                            f"the cue “{term}” stands in the set “{other}” too: no two criteria can use one each",
                        ),
                        Text("只留在最贴切的词组", "keep it where it fits best"),
                    ),
                    warning=True,
                )


def _alike(resolved: Resolved) -> Iterator[Problem]:
    """Levels, bands and criteria that people could not tell apart, and words of two grades."""
    data = resolved.parsed.data
    grades: list[_Item] = [
        (("ladder", "grades", n), rung) for n, rung in enumerate(data.get("ladder", {}).get("grades", []))
    ]
    bands: list[_Item] = [(("bands", n), band) for n, band in enumerate(data.get("bands", []))]
    criteria: list[_Item] = [
        (("dimensions", d, "criteria", c), criterion)
        for d, dimension in enumerate(data.get("dimensions", []))
        for c, criterion in enumerate(dimension["criteria"])
    ]
    for items, name, what in (
        (grades, "name", Text("等级的名称", "the name of a grade")),
        (grades, "shows", Text("等级的说明", "what a grade shows")),
        (bands, "name", Text("评定的名称", "the name of a band")),
        (criteria, "title", Text("项的名称", "the title of a criterion")),
        (criteria, "question", Text("要问的问题", "the question of a criterion")),
    ):
        yield from _same_words(resolved, items, name, what)
    for (_, one), (at, other) in combinations(grades, 2):
        both = [term for term in other.get("terms", []) if term in one.get("terms", [])]
        for term in both:
            yield resolved.parsed.problem(
                (*at, "terms", other["terms"].index(term)),
                (
                    Text(
                        f"“{term}”在 {one['grade']} 级里也有，两级分不开",
                        f"“{term}” stands in grade {one['grade']} too, so that the two overlap",
                    ),
                    Text("只留在应得的那一级", "keep it in the grade that it shows"),
                ),
                warning=True,
            )


def _same_words(resolved: Resolved, items: list[_Item], name: str, what: Text) -> Iterator[Problem]:
    first: set[str] = set()
    for path, item in items:
        said = _chinese(item.get(name, ""))
        if not said:
            continue
        if said in first:
            yield resolved.parsed.problem(
                (*path, name),
                (
                    Text(f"{what.zh}“{_short(said)}”写了两次", f"{what.en}, “{_short(said)}”, is there twice"),
                    Text("改得看得出区别", "make the two differ"),
                ),
                warning=True,
            )
        first.add(said)


def _chinese(text: Any) -> str:
    return str(text["zh"] if isinstance(text, dict) else text).strip()


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


def _contradictions(resolved: Resolved) -> Iterator[Problem]:
    """Sentences that a criterion has both as an example and as a near miss."""
    for d, dimension in enumerate(resolved.parsed.data.get("dimensions", [])):
        for c, criterion in enumerate(dimension["criteria"]):
            examples = {one if isinstance(one, str) else one["text"] for one in criterion.get("examples", [])}
            for n, text in enumerate(criterion.get("near_misses", [])):
                if text in examples:
                    yield resolved.parsed.problem(
                        ("dimensions", d, "criteria", c, "near_misses", n),
                        (
                            Text(f"“{_short(text)}”既是例句又是反例", f"“{_short(text)}” is an example too"),
                            Text("只留一处", "keep one of the two"),
                        ),
                        warning=True,
                    )
