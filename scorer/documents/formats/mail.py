"""Messages (.eml), and web pages saved as one (.mht, .mhtml): bytes in, an Extract out.

The message's own text is read: of several ways in which it says the same, the web page, whose paragraphs are whole.
Attachments and forwarded messages are documents of their own and left out.
"""

from __future__ import annotations

import email
import re
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, cast

from scorer.documents.decode import cleaned
from scorer.documents.extract import Extract
from scorer.documents.formats.draft import Draft
from scorer.documents.formats.html_page import read_page
from scorer.documents.formats.html_text import text_of_page
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from email.message import EmailMessage

_MOST_BYTES = 128 * 1024 * 1024  # attachments included
_MOST_PARTS = 2_000
_DEEPEST = 100  # boundaries and messages in messages; the parser goes a level deeper for each

_LONGEST_HEADER = 1_000  # characters; the time to parse one grows with the square of it

_HEADER = re.compile(rb"[\xef\xbb\xbf\s]*[A-Za-z][A-Za-z0-9-]{0,60}:")
_NESTING = re.compile(rb"boundary\s*\*?0?\*?\s*=|content-type\s*:\s*message/", re.IGNORECASE)
_SAVED = re.compile(r"snapshot-content-location|<saved by", re.IGNORECASE)
# What the library raises at headers that are none.
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError)


class _Policy(EmailPolicy):
    """The library's own, but that headers are cut where they are longer than any that is of use."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def is_message(data: bytes) -> bool:
    """Whether the bytes begin with a header line."""
    return _HEADER.match(data) is not None


def read(data: bytes) -> Extract:
    """Read a message or saved page. Raises DocumentError where it holds no text or is damaged."""
    if len(data) > _MOST_BYTES:
        raise DocumentError(_TOO_LARGE)
    if not is_message(data):
        raise DocumentError(_NO_MESSAGE)
    if sum(1 for _ in _NESTING.finditer(data)) > _DEEPEST:
        raise DocumentError(_INTRICATE)
    try:
        message = cast("EmailMessage", email.message_from_bytes(_from_headers(data), policy=_Policy()))
        pages, texts, others = _parts(message)
    except _DAMAGE as error:
        raise DocumentError(_DAMAGED) from error
    saved = _is_saved_page(message)
    extract = _read_first(pages, texts, others, saved)
    if saved:
        return extract
    title, sender, date = (_header(message, name) for name in ("subject", "from", "date"))
    return Extract(extract.blocks, title or extract.title, sender.partition("<")[0].strip(' "') or sender, date)


def _from_headers(data: bytes) -> bytes:
    return data.lstrip(b"\xef\xbb\xbf\r\n")


def _parts(message: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage], int]:
    """The message's own parts that are pages and those that are plain text; how many others there are."""
    pages: list[EmailMessage] = []
    texts: list[EmailMessage] = []
    others = 0
    ahead = [message]
    while ahead and len(pages) + len(texts) + others < _MOST_PARTS:
        part = ahead.pop()
        kind = part.get_content_type()
        if part.is_multipart():
            if kind.startswith("message/"):
                others += 1
            else:
                ahead += reversed(cast("list[EmailMessage]", part.get_payload()))
        elif part is not message and _is_attached(part):
            others += 1
        elif kind in ("text/html", "application/xhtml+xml"):
            pages.append(part)
        elif kind == "text/plain":
            texts.append(part)
        else:
            others += 1
    return pages, texts, others


def _is_attached(part: EmailMessage) -> bool:
    disposition = _header(part, "content-disposition").strip().lower()
    return disposition.startswith("attachment")


def _is_saved_page(message: EmailMessage) -> bool:
    if _SAVED.search(f"{' '.join(message.keys())} {_header(message, 'from')}"):
        return True
    return message.get_content_type() == "multipart/related" and not _header(message, "to")


def _read_first(pages: list[EmailMessage], texts: list[EmailMessage], others: int, saved: bool) -> Extract:
    """Read the first part that has text; the reason why there is none is that of the first page."""
    reason: DocumentError | None = None
    for page in pages:
        try:
            return read_page(_payload(page), _charset(page), whole=not saved)
        except DocumentError as error:
            reason = reason or error
    for text in texts:
        draft = Draft()
        draft.add(cleaned(_text(text)))
        extract = draft.extract()
        if extract.blocks:
            return extract
    if others and not saved:
        raise DocumentError(_ATTACHED)
    raise reason or DocumentError(_BLANK)


def _text(part: EmailMessage) -> str:
    payload = _payload(part)
    return text_of_page(payload, _charset(part)) if payload.strip() else ""


def _payload(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _DAMAGE as error:
        raise DocumentError(_DAMAGED) from error
    return payload if isinstance(payload, bytes) else b""


def _charset(part: EmailMessage) -> str:
    try:
        return part.get_content_charset("") or ""
    except _DAMAGE:
        return ""


def _header(message: EmailMessage, name: str) -> str:
    """A header decoded; "" where there is none or it is beyond reading."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except _DAMAGE:
        return ""


_NO_MESSAGE = Text(
    zh="不是邮件，也不是保存的网页，没有读取；请用原来的程序打开，另存为 .docx 或 .txt 再评。",
    en="This is neither a message nor a saved page; open it in its own program and save it as .docx or .txt.",
)
_DAMAGED = Text(
    zh="邮件（或保存的网页）已损坏，没有读取；请重新导出，或打开后复制文字存为 .docx 或 .txt 再评。",
    en="The message or saved page is damaged; export it again, or save its text as .docx or .txt.",
)
_INTRICATE = Text(
    zh="邮件层层转发、附件过多，没有读取；请把其中的材料分别另存到文件夹再评。",
    en="The message holds too many messages within messages; save the reports in it to a folder.",
)
_TOO_LARGE = Text(
    zh="邮件超过 128 MB，没有读取；请把其中的材料分别另存到文件夹再评。",
    en="The message is over 128 MB; save the reports in it to a folder.",
)
_ATTACHED = Text(
    zh="邮件正文没有文字，材料应在附件里；请把附件另存到文件夹再评。",
    en="The message itself has no text; save its attachments to a folder and score those.",
)
_BLANK = Text(
    zh="邮件（或保存的网页）里没有文字；请检查是否选错了文件。",
    en="The message or saved page holds no text; check that it is the right one.",
)
