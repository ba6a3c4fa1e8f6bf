"""What kind of document a file is: told by its content, and by its name only where that leaves it open.

Bytes in, a kind out; or a DocumentError that says what the file is instead and what to do with it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scorer.container import DAMAGED, open_container
from scorer.documents import foreign
from scorer.errors import DocumentError

if TYPE_CHECKING:
    from scorer.container import Container


class Kind(StrEnum):
    """A kind of file that is read."""

    TEXT = "text"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    OFD = "ofd"
    WEB = "web"  # HTML, and web pages saved in one file
    SHEET = "sheet"  # XLSX and CSV
    MAIL = "mail"
    LEGACY = "legacy"  # DOC, XLS and WPS
    ARCHIVE = "archive"  # a zip file of documents


HEAD = 4096  # bytes that `refuse_by_head` looks at

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_RTF = b"{\\rtf"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BLANK = b" \t\r\n\0"

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|script|style|h[1-6])[\s/>]", re.I)
_SAVED_PAGE = re.compile(rb"multipart/related|<saved by|snapshot-content-location", re.IGNORECASE)
_POSTED = re.compile(rb"^(?:to|received|delivered-to|return-path|message-id):", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(
    rb"(?:from|to|cc|subject|date|received|return-path|delivered-to|message-id|mime-version|content-[a-z-]+"
    rb"|snapshot-content-location|reply-to|thread-[a-z]+|x-[a-z0-9-]+):",
    re.IGNORECASE,
)
_LEAST_HEADERS = 3
# The declarations in front of a root element, and its tag as far as the head has it.
_OPENING = re.compile(rb"(?>\s|<\?.*?\?>|<!--.*?-->|<![^>]*>)*+<[^>]*", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOTS = {  # of office documents in one XML file; OA systems write such ones and call them .doc
    re.compile(rb"<(?:\w+:)?(?:wordDocument|package\s[^>]*office/2006/xmlPackage)"): Kind.DOCX,
    re.compile(rb"<(?:\w+:)?document\s[^>]*urn:oasis:names:tc:opendocument"): Kind.ODT,
}

_TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown"})
_WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"})
_SHEET_SUFFIXES = frozenset({".csv", ".tsv"})
_LEGACY_SUFFIXES = frozenset({".doc", ".dot", ".wps", ".wpt"})
# A file of words under such a name is a report that somebody renamed.
OFFICE_SUFFIXES = frozenset({*_LEGACY_SUFFIXES, ".docx", ".docm", ".dotx", ".rtf", ".odt", ".ofd", ".pdf", ".eml"})
_MAIN_PARTS = {
    ("word/document.xml",): Kind.DOCX,
    ("xl/workbook.xml",): Kind.SHEET,
    ("OFD.xml",): Kind.OFD,
    ("content.xml", "META-INF/manifest.xml"): Kind.ODT,
    ("content.xml", "mimetype"): Kind.ODT,
}

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")  # 1.甲局总结 has none


def suffix_of(name: str) -> str:
    """The suffix of a file's name in lower case, with its dot; "" where what follows the dot is no suffix."""
    suffix = PurePosixPath(name).suffix
    return suffix.lower() if _SUFFIX.fullmatch(suffix) else ""


def _ending_of(name: str) -> str:
    """The last suffix in lower case, or the last two of a part of an archive: .zip.001."""
    suffixes = PurePosixPath(name).suffixes
    last = suffixes[-1].lower() if suffixes else ""
    return "".join(suffixes[-2:]).lower() if last[1:].isdigit() else last


def kind_of(data: bytes, name: str) -> Kind:
    """Return what kind of document the bytes are. Raises DocumentError where it is none that is read.

    TEXT is a guess: whether there is text, and in which encoding, is for `decode` to say.
    """
    head = data[:HEAD]
    kind = kind_by_head(head, name)
    if kind is Kind.LEGACY:
        return _kind_of_ole(data, suffix_of(name))
    return _kind_of_zip(data, suffix_of(name)) if kind is Kind.ARCHIVE else kind


def kind_by_head(head: bytes, name: str) -> Kind:
    """Return what the first HEAD bytes of a file look like: LEGACY for any compound file, ARCHIVE for any zip file.

    Raises DocumentError as `kind_of`.
    """
    refuse_by_head(head, name)
    if head.startswith(_OLE):
        return Kind.LEGACY
    if head.startswith(_ZIP):
        return Kind.ARCHIVE
    if _PDF in head[:_PDF_WITHIN]:
        return Kind.PDF
    words = _ascii_of(head)
    if words.startswith(_RTF):
        return Kind.RTF
    if words.startswith(b"<"):
        return _kind_of_markup(words, suffix_of(name))
    if _HEADER.match(words) and (kind := _kind_of_message(words, suffix_of(name))):
        return kind
    return _kind_of_words(head, suffix_of(name))


def refuse_by_head(head: bytes, name: str) -> None:
    """Raise DocumentError where the first bytes of a file show a kind that is not read, or its name does."""
    for ending, text in foreign.ENDINGS:
        if ending.fullmatch(_ending_of(name)):
            raise DocumentError(text)
    for signs, text in foreign.HEADS:
        if head.startswith(signs):
            raise DocumentError(text)
    if foreign.OWN_HEAD.match(head):
        raise DocumentError(foreign.OWN_RESULTS)
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] in (b"AVI ", b"WAVE")):
        raise DocumentError(foreign.IMAGE if head[8:12] in foreign.IMAGE_BRANDS else foreign.SOUND)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        raise DocumentError(foreign.IMAGE)
    if head[257:262] == b"ustar":
        raise DocumentError(foreign.packed("tar"))
    by_name = foreign.SUFFIXES.get(suffix_of(name))
    if by_name and b"\0" in head and not head.startswith((_OLE, *_ZIP, *_BOMS)) and _PDF not in head:
        raise DocumentError(by_name)


def kind_in(container: Container) -> Kind:
    """Return what a zip file is; ARCHIVE where it is no document itself. Raises DocumentError as `kind_of`."""
    if container.has("mimetype") and container.size("mimetype") < HEAD:
        _refuse_by_mimetype(container.read("mimetype").strip())
    for names, kind in _MAIN_PARTS.items():
        if all(map(container.has, names)):
            return kind
    for name, text in foreign.PARTS.items():
        if container.has(name):
            raise DocumentError(text)
    if container.has("[Content_Types].xml"):
        return _kind_of_office(container)
    return Kind.ARCHIVE


def _refuse_by_mimetype(mimetype: bytes) -> None:
    for beginning, text in foreign.MIMETYPES:
        if mimetype.startswith(beginning):
            if text is None:
                return
            raise DocumentError(text)


def _kind_of_office(container: Container) -> Kind:
    """Tell an Office file whose main part has an unusual name."""
    for name in container.names:
        for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.SHEET)):
            if name.lower().startswith(folder):
                return kind
        if name.lower().startswith("ppt/"):
            raise DocumentError(foreign.SLIDES)
    raise DocumentError(foreign.UNKNOWN)


def _kind_of_zip(data: bytes, suffix: str) -> Kind:
    kind = kind_in(open_container(data))
    if kind is Kind.ARCHIVE and suffix != ".zip":
        raise DocumentError(foreign.MISNAMED_ZIP)
    return kind


def _kind_of_ole(data: bytes, suffix: str) -> Kind:
    """Tell what is in a compound file, the container of Office before 2007."""
    try:
        streams = _ole_streams(data)
    except Exception as error:
        if suffix in _LEGACY_SUFFIXES:
            return Kind.LEGACY  # LibreOffice mends more than can be told here
        raise DocumentError(DAMAGED) from error
    for stream, text in foreign.STREAMS.items():
        if stream in streams:
            raise DocumentError(text)
    if streams & {"worddocument", "workbook", "book"} or suffix in _LEGACY_SUFFIXES:
        return Kind.LEGACY
    raise DocumentError(foreign.UNKNOWN)


def _ole_streams(data: bytes) -> set[str]:
    """Names in the root of a compound file, in lower case. Raises whatever the library does at damaged ones."""
    import olefile  # slow to import, and for few files

    with olefile.OleFileIO(BytesIO(data)) as ole:
        return {path[0].lower() for path in ole.listdir(streams=True, storages=True)}


def _ascii_of(head: bytes) -> bytes:
    """The beginning without marks and space, in one byte a character also where it is UTF-16."""
    for bom in _BOMS:
        head = head.removeprefix(bom)
    if head[:64].count(b"\0") > len(head[:64]) // 4:
        head = head.replace(b"\0", b"")
    return head.lstrip(_BLANK)


def _kind_of_markup(words: bytes, suffix: str) -> Kind:
    opening = _OPENING.match(words)
    beginning = _COMMENT.sub(b"", opening[0]) if opening else b""
    for sign, text in foreign.ROOTS.items():
        if sign in beginning:
            raise DocumentError(text)
    for root, kind in _ROOTS.items():
        if root.search(beginning):
            return kind
    if suffix in _WEB_SUFFIXES or _HTML.search(words):
        return Kind.WEB
    if words.startswith((b"<?xml", b"<!DOCTYPE")):
        raise DocumentError(foreign.DATA)
    return _kind_of_words(words, suffix)


def _kind_of_message(words: bytes, suffix: str) -> Kind | None:
    """Tell a message, or a web page saved as one, from a text that begins like one."""
    headers = re.split(rb"\r?\n\r?\n", words, maxsplit=1)[0]
    lines = [line for line in headers.splitlines() if not line.startswith((b" ", b"\t"))]
    if sum(_HEADER.match(line) is not None for line in lines) < min(len(lines), _LEAST_HEADERS):
        return None
    if suffix in _WEB_SUFFIXES or (_SAVED_PAGE.search(headers) and not _POSTED.search(headers)):
        return Kind.WEB
    return Kind.MAIL if suffix == ".eml" or len(lines) >= _LEAST_HEADERS else None


def _kind_of_words(head: bytes, suffix: str) -> Kind:
    if suffix in _WEB_SUFFIXES and b"<" in head:
        return Kind.WEB
    if suffix in _SHEET_SUFFIXES:
        return Kind.SHEET
    if suffix in _TEXT_SUFFIXES or suffix in OFFICE_SUFFIXES or suffix in _WEB_SUFFIXES:
        return Kind.TEXT
    raise DocumentError(foreign.SUFFIXES.get(suffix, foreign.UNKNOWN))
