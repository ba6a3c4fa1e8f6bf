"""Kinds of files that are not read: how each is told, and what its owner should do."""

from __future__ import annotations

import re

from scorer.container import ENCRYPTED
from scorer.model import Text


def _save_as(what: Text, where: Text) -> Text:
    return Text(f"是{what.zh}，不能直接读取；{where.zh}再评。", f"{what.en} cannot be read as it is; {where.en}.")


def packed(kind: str) -> Text:
    """Why an archive of this kind is not read."""
    return Text(
        f"是 {kind} 压缩包，不能直接读取；请先解压到文件夹（或改用 .zip 压缩）再评。",
        f"A {kind} archive cannot be read as it is; unpack it to a folder, or pack it as .zip.",
    )


_AS_DOCX = Text("请打开后另存为 .docx ", "open it and save it as .docx")
_AS_XLSX = Text("请打开后另存为 .xlsx ", "open it and save it as .xlsx")
_AS_TEXT = Text("请打开后将文字另存为 .docx 或 .txt ", "open it and save its text as .docx or .txt")

IMAGE = _save_as(
    Text("图片（可能是扫描件或照片）", "An image (a scan or photograph?)"),
    Text(
        "如确是材料，请用 WPS 等软件识别文字后另存为 .docx 或 .txt ",
        "if it is a report, recognize its text and save it as .docx or .txt",
    ),
)
SOUND = Text(
    zh="是音频或视频，不是文字材料，没有读取。",
    en="A sound or film, not a written report.",
)
_PROGRAM = Text(
    zh="是程序或数据文件，不是文字材料，没有读取。",
    en="A program or data, not a written report.",
)
SLIDES = _save_as(Text("演示文稿", "A presentation"), _AS_TEXT)
_OLD_SHEET = _save_as(Text("旧版电子表格（.xls、.et 等）", "A spreadsheet of an older kind (.xls, .et)"), _AS_XLSX)
_OTHER_SHEET = _save_as(Text("其他格式的电子表格", "A spreadsheet of another kind"), _AS_XLSX)
_OTHER_WORDS = _save_as(Text("其他格式的文字文档", "A document of another kind"), _AS_DOCX)
_BOOK = _save_as(Text("电子书", "An electronic book"), _AS_TEXT)
_MESSAGE = Text(
    zh="是 Outlook 邮件，不能直接读取；请在 Outlook 中另存为 .txt，附件单独保存后再评。",
    en="An Outlook message cannot be read as it is; save it as .txt in Outlook, and its attachments beside it.",
)
_CNKI = _save_as(
    Text("知网文献（CAJ 等格式）", "A CNKI document"),
    Text("请用 CAJViewer 打开，复制文字存为 .docx 或 .txt ", "open it in CAJViewer and save its text as .docx or .txt"),
)
_CEB = _save_as(
    Text("公文版式文件（CEB、书生等格式）", "A document of fixed layout (CEB, SEP and the like)"),
    Text(
        "请用原来的阅读器打开，另存为 .ofd 或 .pdf，或复制文字存为 .docx ",
        "open it in its own reader and save it as .ofd or .pdf, or copy its text to a .docx",
    ),
)
_PRINT = _save_as(
    Text("打印文件（PostScript）", "A file for a printer (PostScript)"), Text("请转成 .pdf ", "turn it into a .pdf")
)
DATA = Text(
    zh="是 XML 数据文件，不是文字材料，没有读取；如确是材料，请打开后另存为 .docx 或 .txt 再评。",
    en="XML data, not a written report; if it is one, open it and save it as .docx or .txt.",
)
MISNAMED_ZIP = Text(
    zh="是压缩包，扩展名却不是 .zip，没有读取；请改名为 .zip，或先解压到文件夹再评。",
    en="A zip archive under another suffix; rename it to .zip or unpack it to a folder.",
)
UNKNOWN = Text(
    zh="不是文字材料（图片、程序等），没有读取；如确是材料，请另存为 .txt。",
    en="Not a written report (an image, a program or the like); if it is one, save it as .txt.",
)

_SHORTCUT = Text(
    zh="是快捷方式，不是文件本身；请放入原文件。",
    en="A shortcut, not the file itself; put the file here.",
)
_VOLUME = Text(
    zh="是分卷压缩包，请集齐后解压到文件夹再评。",
    en="A part of an archive in several; bring them together and unpack them to a folder.",
)
_PARTIAL = Text(
    zh="还没有下载完，没有读取；请下载完再评。",
    en="The download is not complete; score it when it is.",
)
_BACKUP = Text(
    zh="是 Word 自动留下的备份，不是材料本身，没有读取；如确要评它，请用 Word 打开，另存为 .docx。",
    en="A backup that Word keeps, not the report itself; to have it scored, open it in Word and save it as .docx.",
)
OWN_RESULTS = Text(
    zh="是本工具的结果，不是材料，没有读取。",
    en="Results of this tool, not a report.",
)
LOCKED_MEMBER = Text(
    zh="压缩包里的这份文件已加密；请用密码解压后再评。",
    en="This file is encrypted in its archive; unpack it with the password.",
)

# Kinds that the name tells whatever the content.
ENDINGS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"\.(?:lnk|url|webloc)"), _SHORTCUT),
    (re.compile(r"\.(?:zip|7z|rar)\.\d{3}|\.z\d{2}"), _VOLUME),
    (re.compile(r"\.(?:downloading|crdownload|part|partial|opdownload)"), _PARTIAL),
    (re.compile(r"\.(?:asd|wbk)"), _BACKUP),
)
OWN_HEAD = re.compile(rb'\s*\{\s*"schema":\s*"(?:scorecard|merged)/\d')

# What files of kinds that are not read begin with.
HEADS: tuple[tuple[bytes | tuple[bytes, ...], Text], ...] = (
    ((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"AT&TFORM"), IMAGE),
    ((b"\0\0\x01\0", b"8BPS", b"\xd7\xcd\xc6\x9a", b"\0\0\0\x0cjP  "), IMAGE),
    ((b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\0\0\x01\xba", b"FLV\x01", b"0&\xb2u\x8ef\xcf\x11"), SOUND),
    (
        (b"MZ\x90", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"SQLite format 3\0", b"\0\x01\0\0\0"),
        _PROGRAM,
    ),
    (b"Rar!\x1a\x07", packed("RAR")),
    (b"7z\xbc\xaf\x27\x1c", packed("7z")),
    (b"\x1f\x8b\x08", packed("gz")),
    (b"BZh9", packed("bz2")),
    (b"\xfd7zXZ\0", packed("xz")),
    (b"MSCF\0\0\0\0", packed("cab")),
    ((b"CAJ\0", b"HN\0\0", b"\xc8\0\0\0", b"KDH "), _CNKI),
    (b"%!PS", _PRINT),
)
IMAGE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")

# Kinds that only the name tells, where the content is not text.
SUFFIXES = {
    **dict.fromkeys((".caj", ".nh", ".kdh"), _CNKI),
    **dict.fromkeys((".ceb", ".gd", ".gw", ".sep", ".cebx"), _CEB),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf"), IMAGE),
    **dict.fromkeys((".xls", ".et", ".ett"), _OLD_SHEET),
    **dict.fromkeys((".ppt", ".pptx", ".dps", ".pps"), SLIDES),
    **dict.fromkeys((".rar", ".7z", ".gz", ".tgz", ".tar"), Text(
        zh="是压缩包，不能直接读取；请先解压到文件夹（或改用 .zip 压缩）再评。",
        en="An archive of this kind cannot be read as it is; unpack it to a folder, or pack it as .zip.",
    )),
    **dict.fromkeys((".mobi", ".azw3"), _BOOK),
    **dict.fromkeys((".uof", ".uot"), _OTHER_WORDS),
}  # fmt: skip

PARTS = {
    "xl/workbook.bin": _OTHER_SHEET,
    "ppt/presentation.xml": SLIDES,
    "Index/Document.iwa": _OTHER_WORDS,
    "Index.zip": _OTHER_WORDS,
    "index.apxl": SLIDES,
    "uof.xml": _OTHER_WORDS,
    "AndroidManifest.xml": _PROGRAM,
    "META-INF/MANIFEST.MF": _PROGRAM,
}
MIMETYPES: tuple[tuple[bytes, Text | None], ...] = (  # what it begins with; None: read
    (b"application/vnd.oasis.opendocument.text", None),
    (b"application/vnd.oasis.opendocument.spreadsheet", _OTHER_SHEET),
    (b"application/vnd.oasis.opendocument.presentation", SLIDES),
    (b"application/vnd.oasis.opendocument", UNKNOWN),
    (b"application/vnd.sun.xml.writer", _OTHER_WORDS),
    (b"application/vnd.sun.xml.calc", _OTHER_SHEET),
    (b"application/vnd.sun.xml.impress", SLIDES),
    (b"application/vnd.sun.xml", UNKNOWN),
    (b"application/epub+zip", _BOOK),
)
STREAMS = {
    "encryptedpackage": ENCRYPTED,
    "encryptioninfo": ENCRYPTED,
    "\x06dataspaces": ENCRYPTED,
    "powerpoint document": SLIDES,
    "__properties_version1.0": _MESSAGE,
}
ROOTS = {
    b'progid="Excel.Sheet"': _OTHER_SHEET,
    b'progid="PowerPoint.Show"': SLIDES,
    b"application/vnd.oasis.opendocument.spreadsheet": _OTHER_SHEET,
    b"application/vnd.oasis.opendocument.presentation": SLIDES,
    b"uof:UOF": _OTHER_WORDS,
    b"<svg": IMAGE,
}  # fmt: skip
