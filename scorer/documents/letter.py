"""Messages, taken apart: bytes in, their parts out, and the attachments by name as a zip file gives its own."""

from __future__ import annotations

import email
import re
from email.header import decode_header, make_header
from email.policy import EmailPolicy
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from email.message import EmailMessage

    from scorer.container import Budget

MOST_BYTES = 128 * 1024 * 1024  # attachments included
MOST_PARTS = 2_000
_DEEPEST = 100  # boundaries and messages in messages; the parser goes a level deeper for each

_LONGEST_HEADER = 1_000  # characters; the time to parse one grows with the square of it
_LONGEST_NAME = 100  # characters of an attachment's name

_HEADER = re.compile(rb"[\xef\xbb\xbf\s]*[A-Za-z][A-Za-z0-9-]{0,60}:")
_NESTING = re.compile(rb"boundary\s*\*?0?\*?\s*=|content-type\s*:\s*message/", re.IGNORECASE)
_APART = re.compile(r"[\s/\\\x00-\x1f\x7f]+")
_ENCODED = re.compile(r"=\?[\w-]{1,40}\?[bBqQ]\?[^?\s]*\?=")
_NAMING = ("content-disposition", "content-type")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
# What the library raises at headers that are none.
DAMAGE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError)


class _Policy(EmailPolicy):
    """The library's own, but that headers are cut where they are longer than any that is of use."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


class Letter:
    """A message and what is attached to it: files and forwarded messages, not the pictures in its text."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.data = data
        self.budget = budget  # of archives among its attachments
        self._parts = _named(parse(data))
        self.names = tuple(self._parts)

    def read(self, name: str) -> bytes:
        """An attachment's bytes. Raises DocumentError where they cannot be decoded."""
        part = self._parts[name]
        try:
            if part.get_content_type() == "message/rfc822":
                return cast("EmailMessage", part.get_payload(0)).as_bytes()
        except (*DAMAGE, UnicodeError) as error:
            raise DocumentError(DAMAGED) from error
        return payload(part)


def open_letter(data: bytes, budget: Budget) -> Letter:
    """Open a message. Raises DocumentError as `parse`."""
    try:
        return Letter(data, budget)
    except DAMAGE as error:
        raise DocumentError(DAMAGED) from error


def is_message(data: bytes) -> bool:
    """Whether the bytes begin with a header line."""
    return _HEADER.match(data) is not None


def parse(data: bytes) -> EmailMessage:
    """Parse a message. Raises DocumentError where it is none, damaged, or out of bounds."""
    if len(data) > MOST_BYTES:
        raise DocumentError(_TOO_LARGE)
    if not is_message(data):
        raise DocumentError(_NO_MESSAGE)
    if sum(1 for _ in _NESTING.finditer(data)) > _DEEPEST:
        raise DocumentError(_INTRICATE)
    try:
        return cast("EmailMessage", email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=_Policy()))
    except DAMAGE as error:
        raise DocumentError(DAMAGED) from error


def payload(part: EmailMessage) -> bytes:
    """The bytes of a part, decoded. Raises DocumentError where that fails."""
    try:
        decoded = part.get_payload(decode=True)
    except DAMAGE as error:
        raise DocumentError(DAMAGED) from error
    return decoded if isinstance(decoded, bytes) else b""


def header(message: EmailMessage, name: str) -> str:
    """A header decoded; "" where there is none or it is beyond reading."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except DAMAGE:
        return ""


def _named(message: EmailMessage) -> dict[str, EmailMessage]:
    """The attachments by names of which no two are equal, in the order of the message."""
    parts: dict[str, EmailMessage] = {}
    ahead = [message]
    for _ in range(MOST_PARTS):
        if not ahead:
            break
        part = ahead.pop()
        is_forwarded = part.get_content_type() == "message/rfc822"
        if part.is_multipart() and not is_forwarded:
            ahead += reversed(cast("list[EmailMessage]", part.get_payload()))
        elif part is not message and (name := _name(part)):
            parts[_apart(name, parts)] = part
    return parts


def _name(part: EmailMessage) -> str:
    """What an attachment is called; "" for a part that is none."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        forwarded = cast("EmailMessage", part.get_payload(0))
        return f"{_plain(header(forwarded, 'subject')) or '转发的邮件'}.eml"
    is_attached = header(part, "content-disposition").strip().lower().startswith("attachment")
    is_picture = kind.startswith("image/") and bool(header(part, "content-id"))
    if kind in _SIGNATURES or is_picture or (kind.startswith(("image/", "text/")) and not is_attached):
        return ""
    try:
        name = part.get_filename("") or _raw_name(part)
    except DAMAGE:
        name = ""
    return _plain(name) or ("附件" if is_attached else "")


def _raw_name(part: EmailMessage) -> str:
    """A name as some programs write it: encoded as in a subject, without the quotation marks it takes."""
    raw = " ".join(str(value) for name, value in part.raw_items() if name.lower() in _NAMING)
    return str(make_header([word for found in _ENCODED.findall(raw) for word in decode_header(found)]))


def _plain(name: str) -> str:
    """The name in one line and without folders, its suffix kept where it has to be cut."""
    path = PurePosixPath(_APART.sub(" ", name).strip(" ."))
    return path.stem[:_LONGEST_NAME] + path.suffix[:_LONGEST_NAME] if path.name else ""


def _apart(name: str, taken: dict[str, EmailMessage]) -> str:
    path, number, candidate = PurePosixPath(name), 1, name
    while candidate in taken:
        number += 1
        candidate = f"{path.stem} ({number}){path.suffix}"
    return candidate


_NO_MESSAGE = Text(
    zh="不是邮件，也不是保存的网页，没有读取；请用原来的程序打开，另存为 .docx 或 .txt 再评。",
    en="This is neither a message nor a saved page; open it in its own program and save it as .docx or .txt.",
)
DAMAGED = Text(
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
