"""Rich Text Format (.rtf, and the many files in it that are called .doc): bytes in, an Extract out.

RTF is a stream of words: `\\par` ends a paragraph, `\\'d6\\'d0` are two bytes of a Chinese character, `\\u20013?` is
one with a substitute behind it. Tracked deletions, hidden text, the codes of fields, comments, headers and footers are
left out; text boxes and notes come after the paragraph that they hang on; list numbers stand in the file as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scorer.container import DAMAGED
from scorer.documents.formats.draft import BULLET, Draft
from scorer.documents.formats.rtf_words import BREAKS, CHARACTERS, CODE_PAGES, DATES, SKIPPED, codec_of, decoded
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from scorer.documents.extract import Extract

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,40})(?P<number>-?[0-9]{1,9})?[ ]?|'(?P<hex>[0-9a-fA-F]{2})|(?P<symbol>[^a-zA-Z]))"
    rb"|(?P<brace>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)",
    re.DOTALL,
)
_START = re.compile(rb"(?:\xef\xbb\xbf|\s)*\{\\rtf")
_DEEPEST = 20_000  # groups in groups
_MOST_SUBSTITUTES = 9  # bytes
_BODY_LEVEL = 9

_BULLETS = re.compile(r"[\s·•‣⁃●○■□◆◇▪▫➢✓–—\-*o\uf000-\uf0ff\ufffd]*")
_NUMBER = ("listtext", "pntext")
_ABOUT = ("title", "author")
_HANGING = ("footnote", "shptxt", "dptxbxtext")  # what comes after the paragraph that it stands in
_CODECS = ("f", "uc", "deff", "fcharset", "cpg", "ansicpg", "mac")
_ROWS = ("row", "nestrow")
_CELLS = ("cell", "nestcell", *_ROWS)
_LINE_BREAKS = ("line", "lbr", "softline", "page", "column")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph that has ended."""

    text: str
    number: str
    style: int
    level: int | None
    row: tuple[int, ...]  # of a table, as in a Block
    opens: bool  # does not go on with what came before


@dataclass(slots=True)
class _Target:
    """Where text goes: the body, a text box, a note, a list number, or what the file says about itself."""

    name: str = "body"
    text: list[str] = field(default_factory=list)
    number: str = ""
    style: int = 0
    level: int | None = None  # of the outline, from 0
    in_table: bool = False
    opens: bool = False  # as the next paragraph does
    waiting: list[_Paragraph] = field(default_factory=list)  # of text boxes and notes, to come after this paragraph
    ended: list[_Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds up to the closing brace."""

    target: _Target
    destination: str = ""
    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    substitutes: int = 1  # bytes that follow each \\u
    font: int = 0


def read(data: bytes) -> Extract:
    """Read a document. Raises DocumentError where it is damaged or of another kind."""
    start = _START.match(data)
    if not start:
        raise DocumentError(_NO_RTF)
    reading = _Reading()
    reading.go_through(data, start.end() - len(b"{\\rtf"))
    return reading.draft.extract(
        title=reading.about.get("title", ""), author=reading.about.get("author", ""), date=reading.date()
    )


class _Reading:
    """Going through a document; what it says goes to `draft`."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.about: dict[str, str] = {}
        self._body = _Target()
        self._group = _Group(self._body)
        self._outer: list[_Group] = []
        self._fonts: dict[int, str] = {}  # codecs
        self._styles: dict[int, tuple[str, int | None]] = {}  # name and outline level
        self._usual: str | None = None  # codec
        self._usual_font = 0
        self._bytes = bytearray()  # that one codec is to read
        self._row = 1  # of tables, counted through the document
        self._unwanted = 0  # bytes still to come that only substitute a character
        self._opening = False  # right after a brace: the next word may name a destination
        self._optional = False  # after \\*: a destination that may be skipped where it is not known
        self._date: dict[str, int] = {}
        self._half = ""  # the first of two surrogates

    def go_through(self, data: bytes, position: int) -> None:
        """Take in all of a file from its first brace to the one that closes it."""
        while match := _TOKEN.match(data, position):
            position = match.end()
            kind = match.lastgroup
            if kind in ("word", "number"):
                word = match["word"].decode("ascii")
                number = None if match["number"] is None else int(match["number"])
                if word == "bin":
                    position += max(number or 0, 0)
                else:
                    self._take_word(word, number)
            elif kind == "brace":
                if match["brace"] == b"{":
                    self._open()
                elif self._close():
                    return
            elif kind == "hex":
                self._take_byte(int(match["hex"], 16))
            elif kind == "symbol":
                self._take_symbol(match["symbol"])
            elif kind == "text":
                self._take_text(match["text"])
        raise DocumentError(DAMAGED)  # the end is missing

    def date(self) -> str:
        """The day the file was created, as 2024-03-01; "" where it does not say."""
        if not self._date.get("yr"):
            return ""
        return "-".join(f"{self._date.get(name, 1):02}" for name in ("yr", "mo", "dy"))

    # --- groups

    def _open(self) -> None:
        self._flush()
        if len(self._outer) > _DEEPEST:
            raise DocumentError(DAMAGED)
        self._outer.append(self._group)
        self._opening, self._optional, self._unwanted = True, False, 0

    def _close(self) -> bool:
        """Leave a group; whether it was the whole document."""
        self._flush()
        ended = self._group
        self._opening, self._unwanted = False, 0
        self._group = self._outer.pop()
        if ended.target is not self._group.target:
            self._end_target(ended.target)
        if self._outer:
            return False
        self._end_paragraph(self._body)
        return True

    def _end_target(self, target: _Target) -> None:
        text = "".join(target.text)
        outer = self._group.target
        if target.name in _NUMBER:
            outer.number = text
        elif target.name in _ABOUT:
            self.about[target.name] = text
        elif target.name == "style":
            self._styles[target.style] = (text.partition(";")[0].partition(",")[0], target.level)
        elif target.name in _HANGING:
            self._end_paragraph(target)
            outer.waiting += target.ended

    def _begin(self, destination: str) -> None:
        target = _Target(destination, opens=destination in _HANGING)
        self._group = replace(self._group, target=target, destination=destination)

    # --- words

    def _take_word(self, word: str, number: int | None) -> None:
        opening, optional = self._opening, self._optional
        self._opening = self._optional = False
        if word == "u":
            self._take_character(number or 0)
            return
        self._flush()
        self._unwanted = 0
        if self._group.skipped:
            return
        if opening and (word in SKIPPED or (optional and word not in _OPTIONAL)):
            self._group = replace(self._group, skipped=True)
        elif opening and word in _DESTINATIONS:
            self._begin_destination(word)
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in BREAKS:
            self._take_break(word)
        elif word in DATES and self._group.destination == "creatim":
            self._date[word] = number or 0
        else:
            self._set(word, number)

    def _begin_destination(self, word: str) -> None:
        if word in ("info", "creatim"):
            self._group = replace(self._group, destination=word)
        elif word not in _ABOUT or self._group.destination == "info":
            self._begin(word.removesuffix("sheet").removesuffix("tbl"))

    def _set(self, word: str, number: int | None) -> None:
        """Words that set properties of what follows."""
        group = self._group
        if word in _CODECS:
            self._set_codec(word, number or 0)
        elif word == "v":
            self._group = replace(group, hidden=number != 0)
        elif word == "deleted":
            self._group = replace(group, deleted=number != 0)
        elif word == "plain":
            self._group = replace(group, hidden=False, deleted=False, font=self._usual_font)
        elif word == "pard":
            group.target.style, group.target.level, group.target.in_table = 0, None, False
        elif word == "intbl":
            group.target.in_table = True
        elif word == "s":
            self._set_style(number or 0)
        elif word == "outlinelevel":
            group.target.level = number
        elif word == "trowd":  # a table's row begins
            group.target.opens = True

    def _set_codec(self, word: str, number: int) -> None:
        """Words that tell which characters the bytes to come are."""
        font = self._group.font
        if word == "f":
            self._group = replace(self._group, font=number)
        elif word == "uc":
            self._group = replace(self._group, substitutes=min(max(number, 0), _MOST_SUBSTITUTES))
        elif word == "deff":
            self._usual_font = number
        elif word == "fcharset" and number in CODE_PAGES:
            self._fonts[font] = CODE_PAGES[number]
        elif word == "cpg":
            self._fonts[font] = codec_of(number) or CODE_PAGES[0]
        elif word == "ansicpg":
            self._usual = codec_of(number) or self._usual
        elif word == "mac":
            self._usual = "mac_roman"

    def _set_style(self, number: int) -> None:
        if self._group.target.name == "style":  # each style of the sheet is a group of its own
            self._begin("style")
        self._group.target.style = number

    def _take_break(self, word: str) -> None:
        group = self._group
        if group.hidden or group.deleted:
            return  # the paragraph goes on with the next one
        if word in _LINE_BREAKS:
            group.target.text.append("\n")
        else:
            self._end_paragraph(group.target)
            group.target.opens |= word in _CELLS
            self._row += word in _ROWS

    def _end_paragraph(self, target: _Target) -> None:
        if target.name not in ("body", *_HANGING):
            target.text.append(" ")
            return
        row = (self._row,) if target.in_table else ()
        ended = _Paragraph("".join(target.text), target.number, target.style, target.level, row, target.opens)
        target.ended += [ended, *target.waiting]
        target.opens = bool(target.waiting)
        target.text.clear()
        target.waiting.clear()
        target.number = ""
        if target is self._body:
            self._hand_over()

    def _hand_over(self) -> None:
        for paragraph in self._body.ended:
            if paragraph.opens:
                self.draft.break_off()
            name, level = self._styles.get(paragraph.style, ("", None))
            level = level if paragraph.level is None else paragraph.level
            bullet = paragraph.number and _BULLETS.fullmatch(paragraph.number)
            self.draft.add(
                paragraph.text,
                number=BULLET if bullet else paragraph.number.strip(),
                styles=(name,),
                level=level + 1 if level is not None and 0 <= level < _BODY_LEVEL else None,
                row=paragraph.row,
            )
        self._body.ended.clear()

    # --- characters

    def _take_symbol(self, symbol: bytes) -> None:
        opening, self._opening = self._opening, False
        if symbol == b"*":  # among other words it says nothing
            self._opening = self._optional = opening
        elif symbol in b"\\{}":
            self._take_byte(symbol[0])
        elif symbol in b"\r\n":
            self._take_word("par", None)
        elif symbol == b"~":
            self._flush()
            self._write("\u00a0")
        elif symbol == b"_":
            self._flush()
            self._write("-")
        elif symbol == b"\t":
            self._flush()
            self._write("\t")

    def _take_byte(self, byte: int) -> None:
        self._opening = False
        if self._unwanted:
            self._unwanted -= 1
        elif not self._group.skipped:
            self._bytes.append(byte)

    def _take_text(self, text: bytes) -> None:
        self._opening = self._opening and text.isspace()  # of a file that was indented by hand
        unwanted = min(self._unwanted, len(text))
        self._unwanted -= unwanted
        if not self._group.skipped:
            self._bytes += text[unwanted:]

    def _take_character(self, number: int) -> None:
        if self._bytes:
            self._flush()
        self._unwanted = self._group.substitutes
        number %= 0x10000
        if 0xD800 <= number < 0xDC00:
            self._half = chr(number)
            return
        if 0xDC00 <= number < 0xE000 and self._half:
            pair = (self._half + chr(number)).encode("utf-16", "surrogatepass")
            self._write(pair.decode("utf-16"))
        else:
            self._write(chr(number))
        self._half = ""

    def _flush(self) -> None:
        if self._bytes:
            self._write(decoded(bytes(self._bytes), self._fonts.get(self._group.font), self._usual))
            self._bytes.clear()

    def _write(self, text: str) -> None:
        group = self._group
        if not (group.skipped or group.hidden or group.deleted):
            group.target.text.append(text)


_DESTINATIONS = frozenset(("fonttbl", "stylesheet", "info", "creatim", *_ABOUT, *_HANGING, *_NUMBER))
_OPTIONAL = _DESTINATIONS | frozenset(("shpinst", "ud", "do", "fldrslt"))  # gone into where they are marked optional

_NO_RTF = Text(
    zh="不是 RTF 文档；请用 Word 或 WPS 打开，另存为 .docx 再评。",
    en="This is no RTF document; open it in Word or WPS and save it as .docx.",
)
