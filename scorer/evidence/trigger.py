"""Which literals a pattern cannot match without, so that it is tried only where one of them stands."""

from __future__ import annotations

import re
from functools import cache

NOTHING: frozenset[str] = frozenset()
ENOUGH = 2  # sets of longer literals that tell well enough where a pattern can match
FEW = 40  # characters of a class that are worth looking for
CLASSES = frozenset("dDwWsSbBAz")  # of what follows a backslash, what stands for more than itself
COUNTS = re.compile(r"([0-9]{1,4})(?:,([0-9]{0,4}))?\}")  # RE2 takes no more, and other digits for plain text


class _UnknownError(Exception):
    """Syntax that this reader does not follow; RE2 does."""


@cache  # as patterns are: see `lexicon`
def required(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of literals, of each of which every match holds at least one; none where the pattern requires no literal.

    The pattern must be one that RE2 compiles; of syntax that is not followed here it is only said that it requires
    nothing.
    """
    reader = _Reader(pattern)
    try:
        sets = reader.sequence()
        if reader.peek() == "|":
            sets = [_Reader(pattern).alternatives()]
    except _UnknownError:
        return ()
    longer = {literals for literals in sets if _worth(literals)[0] > 1}
    # Single characters stand almost everywhere: they are worth looking for only beside few longer literals.
    useful = [literals for literals in sets if literals in longer or (literals and len(longer) < ENOUGH)]
    return tuple(dict.fromkeys(useful))


class _Reader:
    """Goes through a pattern once, from the left."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def next(self) -> str:
        """The next character, passed; "" at the end."""
        character = self.peek()
        self.at += 1
        return character

    def peek(self) -> str:
        """The next character; "" at the end."""
        return self.pattern[self.at : self.at + 1]

    def alternatives(self) -> frozenset[str]:
        """What a|b|c requires: one of what each branch does, so nothing where a branch requires nothing."""
        branches = [max(self.sequence(), key=_worth)]
        while self.peek() == "|":
            self.next()
            branches.append(max(self.sequence(), key=_worth))
        return frozenset().union(*branches) if all(branches) else NOTHING

    def sequence(self) -> list[frozenset[str]]:
        """What a run of pieces requires, a set for each stretch of it."""
        required = [NOTHING]
        literal = ""  # the characters so far that stand side by side in every match
        while self.peek() not in {"", "|", ")"}:
            plain, inside = self.piece()
            least, most = self.repeat()
            if least:
                literal += plain
            if plain and least == most == 1:
                continue
            required.append(_of(literal))
            literal = ""
            if least:
                required.append(inside)
        required.append(_of(literal))
        return required

    def piece(self) -> tuple[str, frozenset[str]]:
        """One piece: the plain character that it is, or else what it requires."""
        character = self.next()
        if character == "(":
            return "", self.group()
        if character == "[":
            return "", self.character_class()
        if character in ".^$":
            return "", NOTHING
        if character == "\\":
            return self.escaped(), NOTHING
        return character, NOTHING

    def group(self) -> frozenset[str]:
        """What stands between brackets; flags are not followed."""
        if self.peek() == "?":
            self.next()
            if self.next() != ":":
                raise _UnknownError
        inside = self.alternatives()
        self.next()
        return inside

    def escaped(self) -> str:
        """The character that stands for itself behind a backslash; "" for one that stands for others."""
        character = self.next()
        if character in CLASSES:
            return ""
        if character.isalnum():  # \x41, \pL, \Q...
            raise _UnknownError
        return character

    def character_class(self) -> frozenset[str]:
        """The characters of [abc]; nothing for ranges, classes and what is not of a class."""
        begin = self.at
        if self.peek() == "^":
            self.next()
        if self.peek() == "]":
            self.next()
        while (character := self.next()) != "]":
            if character in {"", "["}:  # [:alpha:] inside a class
                raise _UnknownError
            if character == "\\":
                self.next()
        inside = self.pattern[begin : self.at - 1]
        return frozenset(inside) if not set(inside) & set("^-\\") and len(inside) <= FEW else NOTHING

    def repeat(self) -> tuple[int, int | None]:
        """How often the piece just read stands there, at least and at most; None for any number."""
        mark = self.peek()
        if mark not in {"?", "*", "+", "{"}:
            return 1, 1
        self.next()
        least, most = {"?": (0, 1), "*": (0, None), "+": (1, None), "{": (0, None)}[mark]
        if mark == "{":
            counts = COUNTS.match(self.pattern, self.at)
            if counts is None:
                raise _UnknownError
            first, last = counts.groups()
            least, most = int(first), int(last) if last else None
            self.at = counts.end()
        if self.peek() == "?":  # not greedy
            self.next()
        return least, most


def _of(literal: str) -> frozenset[str]:
    return frozenset({literal}) if literal else NOTHING


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    """Longer literals are rarer; fewer are fewer."""
    return (min(map(len, literals)), -len(literals)) if literals else (0, 0)
