"""Changes to a YAML list in brackets that keep its lines, comments and spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    import yaml

WIDTH = 110  # columns, a Chinese character taking two; what would pass it goes on a new line
BREAKS = "\r\n\x85\u2028\u2029"
BREAK = re.compile(f"\r\n|[{BREAKS}]")
# What may stand between two items, piece by piece.
PIECE = re.compile(f"(?P<comma>,)|(?P<comment>#[^{BREAKS}]*)|(?P<break>\r\n|[{BREAKS}])|[ \t]+")

_Piece = tuple[str, str]  # its kind: one of [ ] , # and "item", "" for white space; its text


@dataclass(slots=True)
class _Line:
    """What stands on one line of a list in brackets; an item itself may go over several."""

    pieces: list[_Piece] = field(default_factory=list)
    end: str = ""  # the line break
    touched: bool = False

    def __str__(self) -> str:
        return "".join(text for _, text in self.pieces) + self.end

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.pieces]

    def seen(self) -> list[str]:
        return [kind for kind in self.kinds() if kind]

    def indent(self) -> str:
        return "" if self.pieces[0][0] else self.pieces[0][1]

    def trim(self) -> None:
        while self.pieces and not self.pieces[-1][0]:
            self.pieces.pop()


def change_list(text: str, node: yaml.SequenceNode, kept: list[bool], added: list[str]) -> str:
    """
    A list in brackets that stands at `node` of `text`, from bracket to bracket, with changes.

    `kept` tells for each item whether it stays; `added` are further items as YAML. A removed item takes its comma
    with it, and its line when nothing else stands there but a comment.
    """
    cutter = _Cutter(kept)
    lines = cutter.lines(text, node)
    if not all(kept):
        lines = _tidy(lines, cutter.closed)
    start = node.start_mark.index
    _append(lines, added, text[start - node.start_mark.column : start], newline(text))
    return "".join(map(str, lines))


def make_list(added: list[str], before: str, line_break: str) -> str:
    """A new list in brackets of items as YAML; `before` is what stands to the left of it."""
    lines = [_Line([("[", "["), ("]", "]")])]
    _append(lines, added, before, line_break)
    return "".join(map(str, lines))


def newline(text: str) -> str:
    """The line break that a text uses."""
    found = BREAK.search(text)
    return found.group() if found else "\n"


class _Cutter:
    """Takes a list in brackets apart and leaves out what is not kept: each item with its comma and a space."""

    def __init__(self, kept: list[bool]) -> None:
        self.kept = kept
        self.found = [_Line()]
        self.cutting = ""  # what is still to be cut: the comma, then the space after it
        self.closed = False  # whether there is a comma behind the last item

    def lines(self, text: str, node: yaml.SequenceNode) -> list[_Line]:
        self.put("[", "[")
        at = node.start_mark.index + 1
        for item, kept in zip(node.value, self.kept, strict=True):
            start, end = item.start_mark.index, item.end_mark.index
            self.gap(text[at:start])
            self.cutting = "" if kept else ","
            if kept:
                self.put("item", text[start:end])
            self.found[-1].touched |= not kept
            at = end
        behind = text[at : node.end_mark.index - 1]
        self.closed = any(piece.lastgroup == "comma" for piece in PIECE.finditer(behind))
        self.gap(behind)
        self.put("]", "]")
        return self.found

    def put(self, kind: str, text: str) -> None:
        self.found[-1].pieces.append((kind, text))

    def gap(self, text: str) -> None:
        for piece in PIECE.finditer(text):
            match piece.lastgroup:
                case "break":
                    self.found[-1].end = piece.group()
                    self.found.append(_Line())
                case "comment":
                    self.put("#", piece.group())
                case "comma" if self.cutting == ",":
                    self.cutting = " "
                    self.found[-1].touched = True
                    continue
                case "comma":
                    self.put(",", ",")
                case _ if self.cutting != " ":
                    self.put("", piece.group())
            if self.cutting == " ":
                self.cutting = ""


def _tidy(lines: list[_Line], closed: bool) -> list[_Line]:
    """Without the lines on which nothing is left, and with the bracket behind the last item where it was."""
    for line in lines:
        if line.touched:
            line.trim()
    lines = [line for line in lines if not line.touched or set(line.seen()) - {"#"}]
    alone = lines[-1].touched or not any("item" in line.kinds() for line in lines)
    if len(lines) > 1 and alone and lines[-1].seen() == ["]"] and "#" not in lines[-2].kinds():
        lines.pop()
        lines[-1].trim()
        lines[-1] = _Line([*lines[-1].pieces, ("]", "]")], touched=True)
    last = lines[-1]
    if not closed and last.touched and last.seen()[-2:] == [",", "]"]:
        _, comma = _last([last], ",")
        after = last.pieces[comma + 1 :]
        last.pieces[comma:] = after if after[0][0] else after[1:]
    if last.seen() == ["[", "]"]:
        last.pieces = [("[", "["), ("]", "]")]
    return lines


def _append(lines: list[_Line], words: list[str], before: str, newline: str) -> None:
    """Put words behind the last item, on lines of at most WIDTH; `before` is what stands to the left of the list."""
    item, comma = _last(lines, "item"), _last(lines, ",")
    number, at = max(item, comma, _last(lines, "["))
    for word in words:
        line = lines[number]
        if line.pieces[at][0] == "item":
            at += 1
            line.pieces.insert(at, (",", ","))
        head = before * (number == 0) + "".join(text for _, text in line.pieces[: at + 1])
        if line.pieces[at][0] == "[":
            at += 1
            line.pieces.insert(at, ("item", word))
        elif cell_len(f"{BREAK.split(head)[-1]} {word},") <= WIDTH:
            line.pieces[at + 1 : at + 1] = [("", " "), ("item", word)]
            at += 2
        else:
            indent = " " * (cell_len(before) + 1) if number == 0 else line.indent()
            rest = line.pieces[at + 1 :] if "]" in line.kinds() else []
            number += 1
            lines.insert(number, _Line([("", indent), ("item", word), *rest], line.end))
            if rest:
                del line.pieces[at + 1 :]
                line.end = newline
            at = 1
    if words and comma > item:  # the list had a comma behind its last item
        lines[number].pieces.insert(at + 1, (",", ","))


def _last(lines: list[_Line], kind: str) -> tuple[int, int]:
    """Line and piece, counted from 0, of the last piece of a kind; (-1, -1) when there is none."""
    found = ((n, p) for n, line in enumerate(lines) for p, other in enumerate(line.kinds()) if other == kind)
    return max(found, default=(-1, -1))
