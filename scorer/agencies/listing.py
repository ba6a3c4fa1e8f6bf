"""The agencies that reports name -> the text of an `agencies.yaml` to start from."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scorer.agencies.listed import as_read, runs_together, schema
from scorer.model import Lang, Text
from scorer.model.agency import AgencyKind
from scorer.written.parse import CONTROL, MAX_BYTES, MAX_EVENTS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from scorer.agencies.directory import Directory
    from scorer.model.agency import Agency

MOST_REPORTS = 3  # that are named in a comment
ROOM = 2  # a list is at most this part of what is read, so that a person can add to it
_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\w（）“”、]*")
_HEAD = (
    Text(
        "# 材料里的单位。name 是结果里用的名称，aliases 是材料里的其他称呼，superior 是它属于的单位。",
        "# The agencies of the reports: the name that results show, other names in the reports, and the superior.",
    ),
    Text(
        "# 同一个单位分成几条的合成一条，不同单位合在一条的拆开。改好后：score 材料/ --by agency --agencies 本文件",
        "# Merge entries of one agency, part those of several. Then: score REPORTS/ --by agency --agencies THIS FILE",
    ),
)
_REST = Text(
    "# 单位太多，另有 {} 个很少提到的没有列出，仍由程序自己辨认。",
    "# {} more that are rarely named are left out, for there are too many; they are recognised all the same.",
)
_SHARED = Text("各份材料里指不同单位的称呼，按材料辨认：", "means another agency in other reports, told by report: ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an agency acts."""

    source: str  # of the report
    name: str  # as it stands there
    place: Text  # where a person would look it up


@dataclass(slots=True)
class _Found:
    times: int = 0
    reports: Counter[str] = field(default_factory=Counter)
    example: Mention | None = None


def as_yaml(directory: Directory, mentions: Iterable[Mention], lang: Lang) -> str:
    """A list of the agencies that loads as it stands, those that act most often first; "" where none can be listed.

    What cannot be listed is shown in a comment: a name that several agencies share, or that is no name in such a list;
    a branch whose superior is not listed. Of very many agencies the last are left out. It ends with a line break.
    """
    found: dict[str, _Found] = defaultdict(_Found)
    for mention in sorted(mentions, key=lambda one: (one.source, one.name, one.place.en)):
        one = found[directory.agency_of(mention.source, mention.name).name]
        one.times += 1
        one.reports[mention.source] += 1
        one.example = one.example or mention
    agencies = sorted(directory.agencies, key=lambda one: (-found[one.name].times, one.name))
    owners = Counter(name for agency in agencies for name in {agency.name, *agency.aliases})
    shared = {name for name, times in owners.items() if times > 1}
    comments = {agency.name: f"  # {_one_line(_comment(found[agency.name]).say(lang))}" for agency in agencies}
    shown = list(_that_fit(agencies, comments))
    listed = _listed(shown, shared)
    if not listed:
        return ""
    lines = [*(line.say(lang) for line in _HEAD), "agencies:"]
    for agency in shown:
        entry = _entry(agency, shared)
        # A name that is another agency's elsewhere would be this one's in all reports: it is shown, and not listed.
        lines.append(comments[agency.name])
        lines += entry if agency.name in listed else [f"  # {_one_line(line.strip())}" for line in entry]
        if also := sorted(shared.intersection((agency.name, *agency.aliases))):
            lines.append(f"    # {_SHARED.say(lang)}{_one_line('、'.join(also))}")
    if rest := len(agencies) - len(shown):
        lines.append(f"  {_REST.say(lang).format(rest)}")
    return "\n".join(lines) + "\n"


def _that_fit(agencies: Sequence[Agency], comments: Mapping[str, str]) -> Iterator[Agency]:
    """As many as a list may hold, of bytes and of things written in it."""
    size = events = 0
    for agency in agencies[: schema()["properties"]["agencies"]["maxItems"]]:
        names = (agency.name, *agency.aliases, agency.superior or "")
        size += len("".join((comments[agency.name], *map(_quoted, names))).encode(errors="replace"))
        size += 200 + 4 * len(names)  # of the words and signs around them, in either language
        events += 10 + len(names)
        if size > MAX_BYTES // ROOM or events > MAX_EVENTS // ROOM:
            return
        yield agency


def _listed(agencies: Sequence[Agency], shared: Container[str]) -> set[str]:
    """The names of those that a list can hold: what they belong to is in it as well."""
    kept = {one.name: one for one in agencies if one.name not in shared and _is_listable(one.name)}
    while lost := [one.name for one in kept.values() if one.superior is not None and one.superior not in kept]:
        for name in lost:
            del kept[name]
    return set(kept)


def _is_listable(name: str) -> bool:
    """Whether a list takes a name, and has it as it is."""
    length = schema()["$defs"]["named"]
    fits = length["minLength"] <= len(name) <= length["maxLength"]
    return fits and CONTROL.search(name) is None and as_read(name) == name


def _entry(agency: Agency, shared: Container[str]) -> list[str]:
    most = schema()["$defs"]["agency"]["properties"]["aliases"]["maxItems"]
    aliases = [
        _quoted(alias)
        for alias in agency.aliases
        if alias not in shared and _is_listable(alias) and not runs_together(alias)
    ]
    lines = [f"  - name: {_quoted(agency.name)}"]
    if aliases:
        lines.append(f"    aliases: [{', '.join(aliases[:most])}]")
    if agency.kind is not AgencyKind.OTHER:
        lines.append(f"    kind: {agency.kind.value}")
    if agency.superior is not None:
        lines.append(f"    superior: {_quoted(agency.superior)}")
    return lines


def _comment(found: _Found) -> Text:
    """How often it acts, in which reports, and where for example."""
    if found.example is None:
        return Text("材料里没有直接写到", "not named itself")
    often = sorted(found.reports, key=lambda source: (-found.reports[source], source))
    shown = [_one_line(source) for source in often[:MOST_REPORTS]]
    more = len(often) - len(shown)
    zh = "、".join(shown) + (f"等 {len(often)} 份" if more else "")
    en = ", ".join(shown) + (f" and {more} more" if more else "")
    example = found.example
    source = _one_line(example.source)
    return Text(
        f"{found.times} 处：{zh}；例：{source} {example.place.zh}",
        f"{found.times}: {en}; e.g. {source}, {example.place.en}",
    )


def _one_line(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _quoted(name: str) -> str:
    """A name as YAML takes it: in quotes where it could be anything else."""
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)
