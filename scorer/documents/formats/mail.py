"""Messages (.eml), and web pages saved as one (.mht, .mhtml): bytes in, an Extract out.

The message's own text is read, piece by piece where pictures stand between: of several ways in which a piece says the
same, the web page, whose paragraphs are whole.
Attachments and forwarded messages are documents of their own (`scorer.documents.letter`) and left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from scorer.documents.decode import cleaned
from scorer.documents.extract import Extract
from scorer.documents.formats.draft import Draft
from scorer.documents.formats.html_page import read_page
from scorer.documents.formats.html_text import text_of_page
from scorer.documents.letter import DAMAGE, DAMAGED, MOST_PARTS, header, parse, payload
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from email.message import EmailMessage

_PAGES = ("text/html", "application/xhtml+xml")
_SAYING_THE_SAME = ("multipart/alternative", "multipart/related")  # related: what a page consists of
_SAVED = re.compile(r"snapshot-content-location|<saved by", re.IGNORECASE)


def read(data: bytes) -> Extract:
    """Read a message or saved page. Raises DocumentError where it holds no text or is damaged."""
    message = parse(data)
    saved = _is_saved_page(message)
    try:
        pieces, others = _pieces(message, saved)
    except DAMAGE as error:
        raise DocumentError(DAMAGED) from error
    extract = _read_pieces(pieces, others, saved)
    if saved:
        return extract
    title, sender, date = (header(message, name) for name in ("subject", "from", "date"))
    name = sender.partition("<")[0].strip(' "') or sender
    return Extract(extract.blocks, title or extract.title, name, _date(date))


def _date(told: str) -> str:
    """Return Mon, 01 Jul 2024 09:30:00 +0800 as 2024-07-01, anything else as it is."""
    try:
        return parsedate_to_datetime(told).date().isoformat()
    except DAMAGE:
        return told


def _pieces(message: EmailMessage, saved: bool) -> tuple[list[list[EmailMessage]], int]:
    """The message's own text in order, of each piece the parts that say it; how many other parts there are."""
    pieces: list[list[EmailMessage]] = []
    others = seen = 0
    ahead: list[tuple[EmailMessage, list[EmailMessage] | None]] = [(message, None)]
    while ahead and seen < MOST_PARTS:
        part, piece = ahead.pop()
        kind = part.get_content_type()
        if part.is_multipart() and not kind.startswith("message/"):
            if piece is None and (saved or kind in _SAYING_THE_SAME):
                piece = []
                pieces.append(piece)
            ahead += ((inner, piece) for inner in reversed(cast("list[EmailMessage]", part.get_payload())))
            continue
        seen += 1
        if kind not in (*_PAGES, "text/plain") or (part is not message and _is_attached(part)):
            others += 1
        elif piece is None:
            pieces.append([part])
        else:
            piece.append(part)
    return pieces, others


def _is_attached(part: EmailMessage) -> bool:
    disposition = header(part, "content-disposition").strip().lower()
    return disposition.startswith("attachment")


def _is_saved_page(message: EmailMessage) -> bool:
    if _SAVED.search(f"{' '.join(message.keys())} {header(message, 'from')}"):
        return True
    return message.get_content_type() == "multipart/related" and not header(message, "to")


def _read_pieces(pieces: list[list[EmailMessage]], others: int, saved: bool) -> Extract:
    """Read every piece that has text; the reason why there is none is that of the first page."""
    read: list[Extract] = []
    reason: DocumentError | None = None
    for parts in pieces:
        try:
            read.append(_read_first(parts, saved))
        except DocumentError as error:
            reason = reason or error
    if read:
        return replace(read[0], blocks=tuple(block for extract in read for block in extract.blocks))
    if others and not saved:
        raise DocumentError(_ATTACHED)
    raise reason or DocumentError(_BLANK)


def _read_first(parts: list[EmailMessage], saved: bool) -> Extract:
    """Read the first part that has text, pages first. Raises DocumentError where there is none."""
    reason: DocumentError | None = None
    pages, texts = (
        [part for part in parts if (part.get_content_type() in _PAGES) is wanted] for wanted in (True, False)
    )
    for page in pages:
        try:
            return read_page(payload(page), _charset(page), whole=not saved)
        except DocumentError as error:
            reason = reason or error
    for text in texts:
        draft = Draft()
        draft.add(cleaned(_text(text)))
        extract = draft.extract()
        if extract.blocks:
            return extract
    raise reason or DocumentError(_BLANK)


def _text(part: EmailMessage) -> str:
    data = payload(part)
    return text_of_page(data, _charset(part)) if data.strip() else ""


def _charset(part: EmailMessage) -> str:
    try:
        return part.get_content_charset("") or ""
    except DAMAGE:
        return ""


_ATTACHED = Text(
    zh="邮件正文没有文字，材料应在附件里；请把附件另存到文件夹再评。",
    en="The message itself has no text; save its attachments to a folder and score those.",
)
_BLANK = Text(
    zh="邮件（或保存的网页）里没有文字；请检查是否选错了文件。",
    en="The message or saved page holds no text; check that it is the right one.",
)
