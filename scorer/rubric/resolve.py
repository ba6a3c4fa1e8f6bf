"""A rubric and the lexicon (词库) it names -> the rubric whole, with the cues of named sets in their place.

Nothing behind this knows of lexicons but the place of a fault: what is wrong is told where it is written.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scorer.model import Text
from scorer.rubric.lexicon import joined_names, near_sets
from scorer.written.parse import MAX_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.written.parse import Parsed
    from scorer.written.problem import Advice, Path, Problem

KINDS = ("terms", "together", "some_of", "patterns", "weak", "headings", "unless")
PLAIN = ("terms", "patterns", "weak", "headings", "unless")  # what `without` can drop
LISTS = {"relevance": ("terms",), "shortcomings": ("terms", "patterns", "headings", "unless")}

_Source = tuple["Parsed", "Path", list[Any]]  # a list, and where it is written


@dataclass(slots=True)
class Resolved:
    """A rubric's data as if it had no lexicon, and where everything is written."""

    parsed: Parsed  # the rubric's own file
    data: Any
    origins: dict[Path, tuple[Parsed, Path]] = field(default_factory=dict)  # only of what stands elsewhere
    problems: list[Problem] = field(default_factory=list)  # of the references
    elsewhere: tuple[str, ...] = ()  # terms of the sets that no criterion uses

    def origin(self, path: Path) -> tuple[Parsed, Path]:
        """The file in which something is written, and its path there."""
        for length in range(len(path), 0, -1):
            found = self.origins.get(path[:length])
            if found:
                return found[0], (*found[1], *path[length:])
        return self.parsed, path

    def is_own(self, path: Path) -> bool:
        """Whether something is written in the rubric's own file."""
        return self.origin(path)[0] is self.parsed

    def problem(self, path: Path, advice: Advice, *, warning: bool = False) -> Problem:
        """A problem of what stands at `path`, told where it is written."""
        source, at = self.origin(path)
        return source.problem(at, advice, warning=warning)


def resolve(parsed: Parsed, lexicon: Parsed | None) -> Resolved:
    """
    The rubric with what it takes from its lexicon. Both must be of the right form.

    A criterion's cues are those of the sets that it uses, in the order of `use`, then its own; what stands twice is
    folded, what `without` names is left out of the sets. The ladder is the rubric's own or the lexicon's. Lists add:
    terms of relevance, rules of what is no evidence (one with the reason and scope of a rule of the lexicon adds to
    it), lists of shortcomings, set phrases, indicators (one with the id of a shared one takes its place). Numbers
    override: relevance.at_least. Unknown names become problems.
    """
    return _Resolver(parsed, lexicon).resolved()


def set_problems(parsed: Parsed, lexicon: Parsed | None) -> list[Problem]:
    """What is wrong with the sets that a rubric names, and with the words that it leaves out of them. The rubric need
    not be of the right form: cues that are not are passed over.
    """
    resolver = _Resolver(parsed, lexicon)
    for path, one in written_criteria(parsed.data):
        match one:
            case {"cues": dict(cues)} if all(_is_words(cues.get(kind, [])) for kind in ("use", "without")):
                resolver.used((*path, "cues"), cues)
    return resolver.found.problems


def written_criteria(data: Any) -> Iterator[tuple[Path, Any]]:
    """What stands where criteria belong, of whatever form; None where a list of them does."""
    dimensions = data.get("dimensions") if isinstance(data, dict) else None
    if not isinstance(dimensions, list):
        yield ("dimensions",), None
        return
    for d, dimension in enumerate(dimensions):
        criteria = dimension.get("criteria") if isinstance(dimension, dict) else None
        if not isinstance(criteria, list):
            yield ("dimensions", d, "criteria"), None
            continue
        for c, one in enumerate(criteria):
            yield ("dimensions", d, "criteria", c), one


def needs_lexicon(data: Any) -> bool:
    """Whether a rubric uses sets and names no lexicon that has them."""
    if not isinstance(data, dict) or "lexicon" in data:
        return False
    cues = (one.get("cues") for _, one in written_criteria(data) if isinstance(one, dict))
    return any(isinstance(one, dict) and "use" in one for one in cues)


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


class _Resolver:
    """Puts a rubric together and notes what comes from where."""

    def __init__(self, parsed: Parsed, lexicon: Parsed | None) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.shared: dict[str, Any] = lexicon.data if lexicon else {}
        self.sets: dict[str, dict[str, Any]] = self.shared.get("sets", {})
        self.found = Resolved(parsed, dict(parsed.data))
        self.refused = 0  # problems that are no mere warnings

    def resolved(self) -> Resolved:
        data = self.found.data
        if self.lexicon is not None:
            self.take_ladder(self.lexicon)
            for part, kinds in LISTS.items():
                self.add_part(self.lexicon, part, kinds)
            self.add_rules(self.lexicon)
            self.add_indicators(self.lexicon)
            self.add_set_phrases(self.lexicon)
            self.require()
        data["dimensions"] = [
            dimension
            | {"criteria": [self.criterion(("dimensions", d, "criteria", c), one) for c, one in _numbered(dimension)]}
            for d, dimension in enumerate(self.parsed.data["dimensions"])
        ]
        self.found.elsewhere = tuple(dict.fromkeys(self.elsewhere()))
        return self.found

    def elsewhere(self) -> Iterator[str]:
        """The terms of the sets that no criterion uses."""
        written = [one for dimension in self.parsed.data["dimensions"] for one in dimension["criteria"]]
        used = {name for one in written for name in one["cues"].get("use", [])}
        for name, cues in self.sets.items():
            if name not in used:
                yield from cues.get("terms", [])

    # --- what all criteria share ---------------------------------------------------------------

    def take_ladder(self, lexicon: Parsed) -> None:
        if "ladder" not in self.found.data and "ladder" in self.shared:
            self.found.data["ladder"] = self.shared["ladder"]
            self.found.origins["ladder",] = lexicon, ("ladder",)

    def add_part(self, lexicon: Parsed, part: str, kinds: tuple[str, ...]) -> None:
        own, shared = self.found.data.get(part, {}), self.shared.get(part, {})
        merged = shared | own
        for kind in merged:
            if kind in kinds:
                path = (part, kind)
                merged[kind] = self.joined(
                    path, [(lexicon, path, shared.get(kind, [])), (self.parsed, path, own.get(kind, []))]
                )
            elif kind not in own:
                self.found.origins[part, kind] = lexicon, (part, kind)
        if merged:
            self.found.data[part] = merged

    def add_rules(self, lexicon: Parsed) -> None:
        own = self.found.data.get("not_evidence", [])
        rules: list[dict[str, Any]] = []
        for n, rule in enumerate(self.shared.get("not_evidence", [])):
            at: Path = ("not_evidence", n)
            more = own_rule(self.parsed.data, rule)
            if more is None:
                self.found.origins[at] = lexicon, at
                rules.append(rule)
                continue
            merged = dict(rule)
            for kind in PLAIN:
                if kind in rule or kind in own[more]:
                    lists: list[_Source] = [
                        (lexicon, (*at, kind), rule.get(kind, [])),
                        (self.parsed, ("not_evidence", more, kind), own[more].get(kind, [])),
                    ]
                    merged[kind] = self.joined((*at, kind), lists)
            rules.append(merged)
        known = {rule_key(rule) for rule in rules}
        for n, rule in enumerate(own):
            if rule_key(rule) not in known:
                self.found.origins["not_evidence", len(rules)] = self.parsed, ("not_evidence", n)
                rules.append(rule)
        if rules:
            self.found.data["not_evidence"] = rules

    def add_indicators(self, lexicon: Parsed) -> None:
        """The lexicon's, of which the rubric's own of the same id take the place, then the rubric's others."""
        own = list(enumerate(self.parsed.data.get("indicators", [])))
        shared = self.shared.get("indicators", [])
        taken: list[tuple[Parsed, int, Any]] = []
        for n, indicator in enumerate(shared):
            instead = [(self.parsed, m, one) for m, one in own if one["id"] == indicator["id"]]
            taken += instead or [(lexicon, n, indicator)]
        known = {indicator["id"] for indicator in shared}
        taken += [(self.parsed, m, one) for m, one in own if one["id"] not in known]
        for n, (source, m, _) in enumerate(taken):
            self.found.origins["indicators", n] = source, ("indicators", m)
        if taken:
            self.found.data["indicators"] = [indicator for _, _, indicator in taken]

    def add_set_phrases(self, lexicon: Parsed) -> None:
        path: Path = ("set_phrases",)
        own, shared = self.parsed.data.get("set_phrases", []), self.shared.get("set_phrases", [])
        if own or shared:
            self.found.data["set_phrases"] = self.joined(path, [(lexicon, path, shared), (self.parsed, path, own)])

    def require(self) -> None:
        """What neither the rubric nor its lexicon gives."""
        data = self.found.data
        relevance = data.get("relevance", {})
        missing = ["ladder"] * ("ladder" not in data)
        missing += [f"relevance.{name}" for name in ("terms", "at_least") if name not in relevance]
        for name in missing:
            self.refuse(
                ("lexicon",),
                Text(
                    f"缺少 {name}：标准和词库里都没有写",
                    f"{name} is missing: neither the rubric nor the lexicon has it",
                ),
                Text("在其中一处补上", "add it to one of the two"),
            )

    # --- cues ----------------------------------------------------------------------------------

    def criterion(self, path: Path, criterion: dict[str, Any]) -> dict[str, Any]:
        own = criterion["cues"]
        if "use" not in own and "without" not in own:
            return criterion
        at = (*path, "cues")
        used = self.used(at, own)
        without = set(own.get("without", []))
        cues: dict[str, Any] = {}
        for kind in KINDS:
            dropped = without if kind in PLAIN else set()
            lists = [*self.of_sets(used, kind), (self.parsed, (*at, kind), own.get(kind, []))]
            merged = self.joined((*at, kind), lists, dropped)
            if merged or kind in own:
                cues[kind] = merged
        return criterion | {"cues": cues}

    def used(self, at: Path, cues: dict[str, Any]) -> list[str]:
        """The sets that a criterion takes, each once; what it names and is not there becomes a problem."""
        used = list(dict.fromkeys(self.known(at, cues.get("use", []))))
        if self.lexicon is not None and len(used) == len(set(cues.get("use", []))):
            self.check_without(at, cues.get("without", []), used)
        elif self.lexicon is None and "without" in cues and "use" not in cues:
            self.found.problems.append(self.parsed.problem((*at, "without"), _NOTHING_TO_DROP, warning=True))
        return used

    def of_sets(self, used: list[str], kind: str) -> Iterator[_Source]:
        for name in used:
            if self.lexicon is not None and kind in self.sets[name]:
                yield self.lexicon, ("sets", name, kind), self.sets[name][kind]

    def known(self, at: Path, names: list[str]) -> Iterator[str]:
        for n, name in enumerate(names):
            if name in self.sets:
                yield name
            elif self.refused >= MAX_PROBLEMS:
                continue  # to look for what comes near takes time
            elif self.lexicon is None:
                if not self.refused:  # one cause, told once
                    self.refuse(("lexicon",), _NO_LEXICON, _NAME_LEXICON)
            else:
                fault, remedy = joined_names(name) or (
                    Text(f"词库里没有词组“{name}”", f"the lexicon has no set “{name}”"),
                    near_sets(name, self.sets, self.lexicon.file),
                )
                self.refuse((*at, "use", n), fault, remedy)

    def check_without(self, at: Path, without: list[str], used: list[str]) -> None:
        inside = {word for name in used for kind in PLAIN for word in self.sets[name].get(kind, [])}
        for n, word in enumerate(without):
            if word not in inside:
                near = difflib.get_close_matches(word, inside, n=1)
                self.found.problems.append(
                    self.parsed.problem(
                        (*at, "without", n),
                        (
                            Text(f"所用的词组里没有“{word}”", f"no set that is used has “{word}”"),
                            Text(f"是不是“{near[0]}”？", f"did you mean “{near[0]}”?")
                            if near
                            else Text("删去即可", "remove it"),
                        ),
                        warning=True,
                    )
                )

    def joined(self, path: Path, lists: list[_Source], dropped: set[str] | None = None) -> list[Any]:
        """One list of several. What a list repeats from those before is left out; its own doubles stay, to be told."""
        merged: list[Any] = []
        seen: set[str] = set()
        for source, at, items in lists:
            here: set[str] = set()
            for n, item in enumerate(items):
                if (key := repr(item)) in seen or (dropped and source is not self.parsed and item in dropped):
                    continue
                self.found.origins[(*path, len(merged))] = source, (*at, n)
                merged.append(item)
                here.add(key)
            seen |= here
        return merged

    def refuse(self, path: Path, fault: Text, remedy: Text) -> None:
        self.refused += 1
        self.found.problems.append(self.parsed.problem(path, (fault, remedy)))


_NO_LEXICON = Text("用了词组，却没有写词库", "a set is used, but no lexicon is named")
_NOTHING_TO_DROP = (
    Text("没有写词库，without 不起作用", "no lexicon is named, so there is nothing to leave out"),
    Text(
        "要用词库，在文件开头加一行 lexicon: common；不用就删去 without",
        "add a line lexicon: common at the top of the file to use one, or remove it",
    ),
)
_NAME_LEXICON = Text(
    "在文件开头加一行 lexicon: common；这一行前面若有 #，把 # 去掉",
    "add a line lexicon: common at the top of the file, or take away the # before it",
)


def rule_key(rule: dict[str, Any]) -> tuple[str, str]:
    """What makes two rules on what is no evidence the same: their reason (in Chinese) and scope."""
    reason = rule["reason"]
    return reason if isinstance(reason, str) else reason["zh"], rule.get("scope", "sentence")


def own_rule(data: dict[str, Any], shared: dict[str, Any]) -> int | None:
    """The number of the rule in a rubric's own file that adds to a rule of the lexicon; None where there is none."""
    keys = [rule_key(rule) for rule in data.get("not_evidence", [])]
    return keys.index(rule_key(shared)) if rule_key(shared) in keys else None


def own_number(data: dict[str, Any], shared: dict[str, Any], number: int) -> int | None:
    """The place in a rubric's own file of a rule of the rubric as it is with its lexicon; None where it has none."""
    rules = shared.get("not_evidence", [])
    if number < len(rules):
        return own_rule(data, rules[number])
    known = {rule_key(rule) for rule in rules}
    own = [n for n, rule in enumerate(data.get("not_evidence", [])) if rule_key(rule) not in known]
    return own[number - len(rules)] if number - len(rules) < len(own) else None


def _numbered(dimension: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from enumerate(dimension["criteria"])
