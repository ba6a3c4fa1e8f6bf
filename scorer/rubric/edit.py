"""A rubric's text and changes to its lists of words -> the text with these changes and nothing else changed.

No library writes the whole text anew: it would break lines and place comments its own way. The parser tells where
everything stands, the text is cut and spliced only there, and the result is read again before it is handed out.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from operator import getitem
from typing import TYPE_CHECKING, Any, cast

import yaml

from scorer.errors import RubricError
from scorer.model import Text
from scorer.rubric.brackets import BREAK, BREAKS, change_list, make_list, newline
from scorer.rubric.resolve import PLAIN, own_number
from scorer.written.parse import Loader, parse
from scorer.written.problem import say_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.written.problem import Path

BOM = "\ufeff"
BLANK = f" \t{BREAKS}"
LINE_END = re.compile(f"(?=[{BREAKS}])|\\Z")
GAP = re.compile(f"(?:#[^{BREAKS}]*|[ \t{BREAKS}]+)*")  # what may stand before a dash
COLON = re.compile("[ \t]*:")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a list of words or patterns of a rubric as it is with what it takes from its lexicon."""

    path: Path  # of the list: ("dimensions", 0, "criteria", 2, "cues", "terms")
    remove: tuple[str, ...] = ()
    add: tuple[str, ...] = ()


def apply_edits(text: str, edits: Iterable[Edit], lexicon: Any = None) -> str:
    """
    The text with the edits made one after the other; all else stays to the letter, byte order mark included.

    A word is removed wherever its list has it, with its comma or its line and the comment behind it; comment lines
    stay. Words are added at the end of the list, but not a second time. A list that is missing is made; one that
    loses its last word becomes []. Raises RubricError, with nothing done, where the text is no rubric's, where a list
    or a word to remove is not there, or where the text is so laid out that a change would reach further than meant.

    `lexicon` is the data of the lexicon that the rubric names. It is never changed: a word to remove that a criterion
    has from a set is named under `without`; words for a rule that is the lexicon's go into a rule of the rubric's own
    with its reason and scope.
    """
    body = text.removeprefix(BOM)
    mark = text[: len(text) - len(body)]
    shared = lexicon or {}
    data = _read(body)
    if data is None:
        raise RubricError(_NO_RUBRIC)
    edits = list(edits)
    body, data = _with_rules(body, data, shared, edits)
    changes = _changes(body, data, [own for edit in edits for own in _own(edit, data, shared)])
    wanted = copy.deepcopy(data)
    for change in changes:
        change.place_in(wanted)
    written = _splice(body, [splice for change in changes for splice in _splices(body, change)])
    found = _read(written)
    if found != wanted:
        raise _by_hand(*_spoilt(found, changes))
    return mark + written


def _read(body: str) -> Any:
    """The data of a text; None when it cannot be a rubric's. Lets no anchors, aliases and merges through."""
    parsed = parse(body.encode(), "")
    return None if parsed.problems else parsed.data


def _spoilt(data: Any, changes: list[_Change]) -> list[Path]:
    """Of the changed lists those that did not come out as meant; all, if it is something else that did not."""
    spoilt: list[Path] = []
    for change in changes:
        try:
            if _words(data, change.path) != change.now():
                spoilt.append(change.path)
        except RubricError:
            spoilt.append(change.path)
    return spoilt or [change.path for change in changes]


_NO_RUBRIC = Text(
    "评分标准本身有错，改不了。请先运行 score rubric check，改正后再试",
    "the rubric itself does not hold and cannot be changed. Run score rubric check first and mend it",
)


def _no_list(path: Path) -> RubricError:
    where = say_path(path)
    return RubricError(
        Text(
            f"{where}: 评分标准里没有这个词表。文件可能已被改动，请重新运行",
            f"{where}: the rubric has no such list of words. The file may have changed; run the command again",
        )
    )


def _no_word(path: Path, word: str) -> RubricError:
    where = say_path(path)
    return RubricError(
        Text(
            f"{where}: 词表里没有“{word}”。文件可能已被改动，请重新运行",
            f"{where}: “{word}” is not in the list. The file may have changed; run the command again",
        )
    )


def _by_hand(*paths: Path) -> RubricError:
    where = [say_path(path) for path in paths]
    return RubricError(
        Text(
            f"{'、'.join(where)}: 这里的写法特殊，自动修改会动到别处。请在编辑器里手工改",
            f"{', '.join(where)}: laid out so that a change would reach further than meant. Change it in an editor",
        )
    )


# --- what is to change -------------------------------------------------------------------------


@dataclass(slots=True)
class _Change:
    """All that happens to one list."""

    path: Path
    parent: yaml.MappingNode
    node: yaml.SequenceNode | None  # None: there is no such list yet
    words: list[str]  # as it stands in the text
    kept: list[bool]  # for each of the words
    added: list[str] = field(default_factory=list)

    def now(self) -> list[str]:
        return [word for word, kept in zip(self.words, self.kept, strict=True) if kept] + self.added

    def make(self, edit: Edit) -> None:
        for gone in edit.remove:
            if gone not in self.now():
                raise _no_word(self.path, gone)
            self.kept = [kept and word != gone for word, kept in zip(self.words, self.kept, strict=True)]
            self.added = [word for word in self.added if word != gone]
        for word in edit.add:
            if word not in self.now():
                self.added.append(word)

    def place_in(self, data: Any) -> None:
        if self.node is not None or self.added:
            reduce(getitem, self.path[:-1], data)[self.path[-1]] = self.now()


def _changes(body: str, data: Any, edits: Iterable[Edit]) -> list[_Change]:
    root = yaml.compose(body, Loader=Loader)
    changes: dict[Path, _Change] = {}
    for edit in edits:
        if edit.path not in changes:
            words = _words(data, edit.path)
            parent = cast("yaml.MappingNode", reduce(_child, edit.path[:-1], root))
            node = cast("yaml.SequenceNode | None", _child(parent, edit.path[-1]))
            changes[edit.path] = _Change(edit.path, parent, node, words, [True] * len(words))
        changes[edit.path].make(edit)
    return list(changes.values())


def _words(data: Any, path: Path) -> list[str]:
    """The list at a path; [] where there is none but might be one."""
    try:
        *above, name = path
        parent = reduce(getitem, above, data)
    except (ValueError, LookupError, TypeError):
        raise _no_list(path) from None
    found = parent.get(name, []) if isinstance(parent, dict) and parent and isinstance(name, str) else None
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise _no_list(path)
    return found


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return cast("yaml.Node", cast("yaml.SequenceNode", node).value[step])


# --- what comes from a lexicon -----------------------------------------------------------------


def _own(edit: Edit, data: Any, shared: Any) -> Iterator[Edit]:
    """The changes to the rubric's own lists that come to the same."""
    match edit.path:
        case ("not_evidence", int(rule), str(kind)):
            number = own_number(data, shared, rule)
            yield Edit(edit.path if number is None else ("not_evidence", number, kind), edit.remove, edit.add)
        case (*at, "cues", str(kind)) if kind in PLAIN and shared:
            yield from _own_cues(edit, tuple(at), kind, data, shared)
        case _:
            yield edit


def _own_cues(edit: Edit, at: Path, kind: str, data: Any, shared: Any) -> Iterator[Edit]:
    """A word of a set goes under `without`. As that reaches all lists of the sets, it is kept where another has it."""
    written = _words(data, edit.path)
    cues: Any = reduce(getitem, (*at, "cues"), data)
    used = [shared["sets"][name] for name in cues.get("use", [])]
    inherited = {other: {word for one in used for word in one.get(other, [])} for other in PLAIN}
    dropped = tuple(word for word in edit.remove if word in inherited[kind])
    yield Edit(edit.path, tuple(word for word in edit.remove if word in written or word not in dropped), edit.add)
    if dropped:
        yield Edit((*at, "cues", "without"), add=dropped)
    for other in PLAIN:
        kept = tuple(word for word in dropped if other != kind and word in inherited[other])
        if kept:
            yield Edit((*at, "cues", other), add=kept)


def _with_rules(body: str, data: Any, shared: Any, edits: list[Edit]) -> tuple[str, Any]:
    """The text, and its data, with an empty rule of its own beside each rule of the lexicon that is to get words."""
    for edit in edits:
        match edit.path:
            case ("not_evidence", int(rule), str(kind)) if own_number(data, shared, rule) is None and edit.add:
                own = {key: value for key, value in shared["not_evidence"][rule].items() if key in {"reason", "scope"}}
                own[kind] = []
                wanted = data | {"not_evidence": [*data.get("not_evidence", []), own]}
                body = _with_rule(body, own)
                data = _read(body)
                if data != wanted:
                    raise _by_hand(("not_evidence",))
    return body, data


def _with_rule(body: str, rule: dict[str, Any]) -> str:
    root = yaml.compose(body, Loader=Loader)
    node = _child(root, "not_evidence")
    line = newline(body)
    written = yaml.safe_dump(rule, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10**9).strip()
    if node is None:
        return f"{body.rstrip(BLANK)}{line}not_evidence:{line}  - {written}{line}"
    at = _end(body, node)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise _by_hand(("not_evidence",))
    at = _line_end(body, at)
    return f"{body[:at]}{line}{' ' * node.start_mark.column}- {written}{body[at:]}"


def with_lexicon_at(text: str, place: str) -> str:
    """The text with another name or path of its lexicon, which it must have; all else stays to the letter."""
    body = text.removeprefix(BOM)
    node = cast("yaml.ScalarNode", _child(yaml.compose(body, Loader=Loader), "lexicon"))
    splice = _Splice(node.start_mark.index, _end(body, node), _write(place, None), 1)
    return text[: len(text) - len(body)] + _splice(body, [splice])


# --- where the text is cut ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Splice:
    """Text that takes the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str
    depth: int  # of what is written; where two meet, the deeper comes first


def _splice(body: str, splices: list[_Splice]) -> str:
    done: list[str] = []
    at = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end, -splice.depth)):
        done += (body[at : splice.start], splice.text)
        at = splice.end
    return "".join(done) + body[at:]


def _splices(body: str, change: _Change) -> Iterator[_Splice]:
    if all(change.kept) and not change.added:
        return
    if change.node is None:
        yield _new_list(body, change)
    elif change.node.flow_style:
        start, end = change.node.start_mark.index, change.node.end_mark.index
        listed = change_list(body, change.node, change.kept, _written(change.added, change.node.value))
        yield _Splice(start, end, listed, len(change.path))
    else:
        yield from _block_list(body, change.node, change)


def _new_list(body: str, change: _Change) -> _Splice:
    """The list as the last entry of its parent: on a line of its own, or within the parent's braces."""
    parent = change.parent
    name = f"{change.path[-1]}: "
    last = _end(body, parent.value[-1][1])
    column = parent.start_mark.column
    listed = make_list(_written(change.added, []), " " * column + name, newline(body))
    if parent.flow_style:
        return _Splice(last, last, f", {name}{listed}", len(change.path))
    at = _line_end(body, last)
    return _Splice(at, at, f"{newline(body)}{' ' * column}{name}{listed}", len(change.path))


def _block_list(body: str, node: yaml.SequenceNode, change: _Change) -> Iterator[_Splice]:
    """Each item begins with a dash on a line of its own."""
    start = node.start_mark.index
    indent = body[start - node.start_mark.column : start]
    if indent.strip(BLANK):
        raise _by_hand(change.path)
    ends = [_end(body, item) for item in node.value]
    key_end = next(key.end_mark.index for key, value in change.parent.value if value is node)
    for (before, end), kept in zip(pairwise([key_end, *ends]), change.kept, strict=True):
        if not kept:
            yield _Splice(_break_before_dash(body, before), _line_end(body, end), "", len(change.path))
    if change.now():
        at = _line_end(body, ends[-1])
        added = (f"{newline(body)}{indent}- {word}" for word in _written(change.added, node.value))
        yield _Splice(at, at, "".join(added), len(change.path) + 1)
    elif colon := COLON.match(body, key_end):
        yield _Splice(colon.end(), colon.end(), " []", len(change.path))


def _break_before_dash(body: str, before: int) -> int:
    """The end of the line above the next item, which follows what ends at `before`."""
    colon = COLON.match(body, before)  # before the first item stands the name of the list
    gap = cast("re.Match[str]", GAP.match(body, colon.end() if colon else before))
    return [found.start() for found in BREAK.finditer(body, gap.start(), gap.end())][-1]


def _end(body: str, node: yaml.Node) -> int:
    """The end of what is seen of a node; marks of blocks are set behind the blank lines and comments after them."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(body[start:end].rstrip(BLANK))


def _line_end(body: str, at: int) -> int:
    return cast("re.Match[str]", LINE_END.search(body, at)).start()


def _written(words: list[str], beside: list[yaml.ScalarNode]) -> list[str]:
    """Words as YAML; quoted where needed, or where all the words beside them are."""
    styles = {item.style for item in beside}
    quoted = styles.pop() if len(styles) == 1 and styles <= {"'", '"'} else None
    return [_write(word, quoted) for word in words]


def _write(word: str, quote: str | None) -> str:
    if BREAK.search(word):
        quote = '"'  # the only one that keeps it on one line
    elif quote is None and not any(map(str.isalpha, word)):
        quote = "'"  # figures such as 089 are numbers in a rubric, if not to YAML
    listed: str = yaml.safe_dump([word], default_flow_style=True, default_style=quote, allow_unicode=True, width=10**9)
    return listed.strip()[1:-1]
