"""Whom a report is about, and the place that it is of: what its title, byline, signature and opening tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.agencies import words
from scorer.agencies.clauses import Said, read_sentence
from scorer.agencies.forms import DIRECT, form_of
from scorer.agencies.names import NONE_KNOWN, Known, most_named, name_at_head
from scorer.agencies.places import place_at, place_in
from scorer.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OPENING = 3000  # characters of a report that tell whom it is about
TWICE = 2  # one that is named once may be anybody
MANY = 4  # agencies that act, none of them more than all others together
HEAD = 8  # sentences at the head of a report, where it says who wrote it
ENDING = 6  # sentences at the end, where it is signed
_HAN = words.HAN
_PIECE = re.compile("[^—\\-：:，,\u3000 |“”《》！!？?]{2,60}")
_INTO_TITLE = re.compile("(?:记|走进|探访|访|来自|关于印发|印发)")
_BOTH = re.compile("[、和与及]")
_SOURCE = re.compile("(?:来源|供稿|作者|单位|撰稿|供稿单位|报送单位)[：:]\\s*")
_ISSUES = re.compile(f"(?:{words.POST})|\\s*(?:编|印|主办|$|\\d)|[{_HAN}]{{0,8}}(?:简报|信息|动态|快讯|通讯|专报)")
_COLLECTIVE = re.compile(
    f"(?:(?<![{_HAN}])[{_HAN}]{{2,4}}?)?(?:自治区|省|市|州|区|县|旗)(?:直(?:属)?|级)机关(?!工|党工)"
)
_NUMBERED = (
    re.compile("第?[一二三四五六七八九十]{1,3}[、是，]"),
    re.compile("[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile("\\d{1,2}[.．、]"),
    re.compile("[（(]\\d"),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a report is about, and where."""

    agency: str | None
    region: str  # 昌吉州; "" where the report does not say


def subject_of_texts(texts: Sequence[tuple[Part, str]], known: Known = NONE_KNOWN) -> Subject:
    """Whom a report is about: whom its title names, who wrote or signed it, or whom it names most.

    `texts` are its first and last sentences, folded, with what they are.
    """
    titles = [text for part, text in texts if part is Part.TITLE]
    heads = [text for part, text in texts[:HEAD] if part in (Part.BYLINE, Part.FURNITURE)]
    opening = "\n".join(text for _, text in texts)[:OPENING]
    agency = (
        next(filter(None, (_in_title(title, known) for title in titles)), None)
        or next(filter(None, (_in_byline(line, known) for line in heads)), None)
        or next(filter(None, (_signed(text, known) for _, text in texts[-ENDING:])), None)
    )
    region = _region(agency, titles, opening)
    named = next(filter(None, map(most_named, titles)), None)
    about = agency or named or _collective(opening) or _most_told(texts, opening, region, known)
    return Subject(about or region or None, region)


def heading_agency(heading: str, known: Known = NONE_KNOWN) -> str | None:
    """The agency that a folded heading is about: it begins with its name."""
    text = heading
    for sign in _NUMBERED:
        text = sign.sub("", text, count=1) if sign.match(text) else text
    text = text.lstrip("—-·●■◆▲★“ ")
    name = name_at_head(text, known, deed_follows=False)
    return None if name is None or _BOTH.match(text[len(name) :]) else name


def rank_of(heading: str) -> int:
    """How deep a heading stands, by its number: 0 has none, 一、 is 1, （一） 2, 1. 3."""
    return next((rank for rank, sign in enumerate(_NUMBERED, 1) if sign.match(heading)), 0)


def _in_title(title: str, known: Known) -> str | None:
    for piece in _PIECE.findall(title):
        into = _INTO_TITLE.match(piece)
        text = piece[into.end() :] if into else piece
        name = name_at_head(text, known, deed_follows=False) or name_at_head(text, known)
        if name and not _BOTH.match(text[len(name) :]):
            return name
    return None


def _in_byline(line: str, known: Known) -> str | None:
    """A report that an officer signs is her agency's: 区级机关工作党委书记 李某; also one that an agency issues."""
    source = _SOURCE.match(line)
    text = line[source.end() :] if source else line
    name = name_at_head(text, known, deed_follows=False)
    return name if name and _ISSUES.match(text[len(name) :]) else None


def _signed(text: str, known: Known) -> str | None:
    text = text.strip()
    return text if name_at_head(text, known, deed_follows=False) == text else None


def _collective(text: str) -> str | None:
    """市直机关, where that is what a report speaks of, with its place where it has one."""
    found: Counter[str] = Counter(_COLLECTIVE.findall(text))
    if not found:
        return None
    most = max(found.values())
    return max((name for name, times in found.items() if times == most), key=len)


def _most_told(texts: Iterable[tuple[Part, str]], opening: str, region: str, known: Known) -> str | None:
    """Whom a report tells of most; where many act each a little, it is a roundup, about all agencies of its place."""
    read = (read_sentence(text, known) for part, text in texts if part is Part.BODY)
    forms = [form_of(whom.name) for whom in read if whom.said is Said.NAME]
    acting = Counter(form.unit for form in forms if form.level)  # what tells no level may be a part of one
    speaks_of_itself = any(len(unit) == 1 for unit in acting)  # 市局
    if not speaks_of_itself and len(acting) >= MANY and max(acting.values()) * 2 <= acting.total():
        return region + DIRECT if region else None
    return most_named(opening, TWICE)


def _region(agency: str | None, titles: Iterable[str], opening: str) -> str:
    if agency and (place := place_at(agency)):
        return place
    for title in titles:
        if place := place_at(title):
            return place
    return place_in(opening)
