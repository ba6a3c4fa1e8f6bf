"""One file, read as a report."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scorer.documents.decode import MAX_BYTES, decode
from scorer.documents.sentences import read_sentences, title_of
from scorer.errors import DocumentError
from scorer.model import Report, Text

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.documents.find import Found


def read_report(found: Found) -> Report:
    """Read a report.

    Raises DocumentError where the file cannot be opened or its text not be told. The message says what is
    wrong and what to do; the file's name is with whoever holds `found`, as it is in an Unread.
    """
    data = _bytes_of(found.path)
    text = decode(data)
    sentences = read_sentences(text)
    return Report(
        source=found.source,
        sha256=hashlib.sha256(data).hexdigest(),
        title=title_of(text, sentences) or PurePosixPath(found.source).stem,
        text=text,
        sentences=sentences,
    )


def _bytes_of(path: Path) -> bytes:
    """Return the file's bytes, one over the limit at most: enough to be refused as too large."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
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


def _unreadable(error: OSError) -> Text:
    cause = error.strerror or type(error).__name__
    return Text(
        zh=f"文件读取失败（系统提示：{cause}）；请检查磁盘或网络盘后再评。",
        en=f"The file cannot be read ({cause}); check the disk or network drive and score again.",
    )
