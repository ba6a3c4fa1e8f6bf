"""One file, read as a report.

Kinds other than plain text are read by a module each, `scorer.documents.formats.<name>`, with
`read(data: bytes) -> Extract`. They may crash, hang or eat memory: whoever cannot bear that has `read_report` run by a
`guard.Worker` where `is_plain` does not tell that it takes none of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scorer.documents.archive import read_member
from scorer.documents.decode import MAX_BYTES, NOT_TEXT, TOO_LARGE, UNCERTAIN, cleaned, decode
from scorer.documents.extract import Block, Extract
from scorer.documents.kind import HEAD, OFFICE_SUFFIXES, Kind, kind_by_head, kind_of, refuse_by_head, suffix_of
from scorer.documents.sentences import read_block_sentences, read_sentences, title_of
from scorer.errors import DocumentError
from scorer.model import Part, Report, Sentence, Text

if TYPE_CHECKING:
    from scorer.documents.find import Found

MOST_BYTES = 256 * 1024 * 1024  # of a document with pictures
MOST_CHARACTERS = MAX_BYTES  # of what a document holds as text

READERS = {
    Kind.DOCX: "docx",
    Kind.ODT: "odt",
    Kind.RTF: "rtf",
    Kind.PDF: "pdf",
    Kind.OFD: "ofd",
    Kind.SHEET: "sheet",
    Kind.WEB: "html",
    Kind.MAIL: "mail",
    Kind.LEGACY: "legacy",
}
_TOP = 10  # lines among which a title stands
_SHORTEST_TITLE = 4  # characters

Extraction = Callable[[Kind, bytes], Extract]  # as `extract`


def extract(kind: Kind, data: bytes) -> Extract:
    """Have a document read by the module for its kind. Raises DocumentError, and whatever else befalls the module."""
    if kind not in READERS:
        raise DocumentError(_NO_READER)
    reader = import_module(f"scorer.documents.formats.{READERS[kind]}")
    extracted: Extract = reader.read(data)
    return extracted


def is_plain(found: Found) -> bool:
    """Whether reading it takes no more than to decode it, or it will be refused by its first bytes."""
    if found.inside:
        return False
    try:
        with found.path.open("rb") as file:
            return kind_by_head(file.read(HEAD), found.source) is Kind.TEXT
    except (DocumentError, OSError):  # as reading it will tell
        return True


def read_report(found: Found, extract: Extraction = extract) -> Report:
    """Read a report, the kinds other than plain text by `extract`.

    Raises DocumentError where the file cannot be opened or its text not be told. The message says what is
    wrong and what to do; the file's name is with whoever holds `found`, as it is in an Unread.
    """
    data = _bytes_of(found)
    kind = kind_of(data, found.source)
    report = Report(found.source, hashlib.sha256(data).hexdigest(), PurePosixPath(found.source).stem, "", ())
    if kind is Kind.TEXT:
        text = _text_of(data, found.source)
        sentences = read_sentences(text)
        return replace(report, title=title_of(text, sentences) or report.title, text=text, sentences=sentences)
    return _filled(report, extract(kind, data))


def _text_of(data: bytes, name: str) -> str:
    """Decode a text, as `decode` does: a file without text that is called .pdf or .doc is more likely damaged."""
    try:
        return decode(data)
    except DocumentError as error:
        if suffix_of(name) in OFFICE_SUFFIXES and error.message in (NOT_TEXT, UNCERTAIN):
            raise DocumentError(_NOT_AS_NAMED) from error
        raise


def _filled(report: Report, extracted: Extract) -> Report:
    """The report with what was extracted from its file; the title it has is kept where there is no other."""
    blocks = [block for block in map(_in_one_line, extracted.blocks) if block.text]
    if not blocks:
        raise DocumentError(_NO_TEXT)
    text = "\n".join(block.text for block in blocks)
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(TOO_LARGE)
    sentences = read_block_sentences(text, blocks)
    return replace(
        report,
        title=_title(extracted, blocks, text, sentences) or report.title,
        text=text,
        sentences=sentences,
        author=extracted.author,
        date=extracted.date,
        unread_pages=extracted.unread_pages,
    )


def _in_one_line(block: Block) -> Block:
    return replace(block, text=cleaned(block.text).replace("\n", " ").strip())


def _title(extracted: Extract, blocks: list[Block], text: str, sentences: tuple[Sentence, ...]) -> str:
    """The title that the format marks, else the file's own where the text bears it out, else the title line.

    Titles in files are often left over from the document that somebody began with.
    """
    for block in blocks:
        if block.part is Part.TITLE:
            return block.text
    own = "".join(extracted.title.split())
    top = "".join("".join(block.text.split()) for block in blocks[:_TOP])
    if len(own) >= _SHORTEST_TITLE and own in top:
        return own
    return title_of(text, sentences)


def _bytes_of(found: Found) -> bytes:
    """Return the document's bytes. Raises DocumentError, for a kind that is not read before all of it is loaded."""
    try:
        if found.inside:
            return read_member(found.path, found.inside)
        with found.path.open("rb") as file:
            head = file.read(HEAD)
            refuse_by_head(head, found.source)
            data = head + file.read(MOST_BYTES + 1 - HEAD)
            if len(data) > MOST_BYTES:
                raise DocumentError(_TOO_LARGE)
            return data
    except FileNotFoundError:
        raise DocumentError(_GONE) from None
    except PermissionError:
        raise DocumentError(_FORBIDDEN) from None
    except OSError as error:
        raise DocumentError(_unreadable(error)) from error


_GONE = Text(
    zh="文件不见了（可能刚被移动或删除）；请放回后再评。",
    en="The file is gone (moved or deleted meanwhile?); put it back and score again.",
)
_FORBIDDEN = Text(
    zh="没有权限打开文件（可能正被其他程序占用）；请关闭占用的程序或修改权限。",
    en="The file may not be opened (perhaps another program holds it); close it there or change permissions.",
)
_TOO_LARGE = Text(
    zh="文件超过 256 MB，没有读取；请拆分，或压缩、删去其中的图片后再评。",
    en="The file is over 256 MB; split it, or make its pictures smaller.",
)
_NO_TEXT = Text(
    zh="文件里没有文字（可能是空文档，或只有图片）；请检查是否选错了文件，图片请识别文字后再评。",
    en="The file holds no text (an empty document, or images only?); check that it is the right one, "
    "and recognize the text of images.",
)
_NOT_AS_NAMED = Text(
    zh="文件内容和扩展名不符（可能已损坏、没有传完，或版本太旧），没有读取；请重新取得原文件，"
    "或用原来的程序打开，另存为 .docx 再评。",
    en="The content is not what the file's suffix says (damaged, not transferred whole, or too old a version?); "
    "get the original again, or open it in its own program and save it as .docx.",
)
_NO_READER = Text(
    zh="暂不支持这种格式；请打开后另存为 .docx 或 .txt 再评。",
    en="Files of this kind are not supported yet; open it and save it as .docx or .txt.",
)


def _unreadable(error: OSError) -> Text:
    cause = error.strerror or type(error).__name__
    return Text(
        zh=f"文件读取失败（系统提示：{cause}）；请检查磁盘或网络盘后再评。",
        en=f"The file cannot be read ({cause}); check the disk or network drive and score again.",
    )
