"""PDF: the text layer, put together again as its author wrote it.

Read by PDFium, which draws PDF in Chromium: it fails least on odd files and never hangs. It gives characters and their
places; lines, columns, tables and paragraphs are told from those by the modules beside this one.
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as native

from scorer.documents.decode import frequent_share
from scorer.documents.extract import Extract
from scorer.documents.formats.pages import MAX_CHARACTERS, MAX_PAGES, UNKNOWN
from scorer.documents.formats.pdf_furniture import FEWEST, length_of, without_furniture, without_text
from scorer.documents.formats.pdf_page import read_sheets
from scorer.documents.formats.pdf_paragraphs import blocks_of
from scorer.documents.formats.pdf_tables import leaf_of
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.documents.formats.pages import Sheet
    from scorer.documents.formats.pdf_layout import Leaf

_MOST_UNKNOWN = 0.3  # share of a document's characters
_HAN = re.compile("[\u3400-\u9fff]")
_ENOUGH = 100  # characters
_LEAST_FREQUENT = 0.2  # share of frequent characters; prose has 0.53 and more, lists of names 0.25, wrong ones 0.15
_UNTYPED = ("Sig", "Btn")  # kinds of form fields in which nobody writes: signatures, and buttons with their ticks
_MOST_NOTES = 5_000  # annotations of a page; more are left out with what was typed into them
_LONGEST_KIND = 16  # bytes of UTF-16

_DAMAGED = Text(
    zh="PDF 文件已损坏或不完整，打不开；请重新下载或向报送单位索取，能用阅读器打开时请另存一份再评。",
    en="The PDF is damaged or incomplete and does not open; get it again, or save a copy of it in a reader.",
)
_ENCRYPTED = Text(
    zh="PDF 已加密，要输入密码才能打开；请用阅读器去掉密码后另存一份，或换成 Word 文档。",
    en="The PDF opens only with a password; save a copy without it, or use the Word document.",
)
_SCANNED = Text(
    zh="PDF 里只有图片，没有文字层；请先做文字识别（OCR）或换成 Word 文档。",
    en="The PDF holds only pictures and no text layer; run text recognition (OCR) first, or use the Word document.",
)
_EMPTY = Text(
    zh="PDF 里没有文字（页面是空白的，或文字已转成图形）；请检查是否选错了文件，或换成 Word 文档。",
    en="The PDF holds no text (blank pages, or letters drawn as shapes); check that it is the right one, "
    "or use the Word document.",
)
_GARBLED = Text(
    zh="PDF 的文字层是乱码（文件没有写明字体对应的文字），不能评；请换成 Word 文档，或做文字识别（OCR）后再评。",
    en="The PDF's text layer does not say which characters its fonts show; use the Word document, or run OCR first.",
)
_TOO_LONG = Text(
    zh=f"PDF 太大（超过 {MAX_PAGES} 页或 {MAX_CHARACTERS // 10_000} 万字），不像一份文字材料；请拆分后再评。",
    en=f"The PDF has over {MAX_PAGES} pages or {MAX_CHARACTERS:,} characters, too many for a report; split it.",
)


def read(data: bytes) -> Extract:
    """Return a PDF's paragraphs and cells, without headers, footers and page numbers; footnotes come last.

    Pages of pictures and damaged ones among others are named. Raises DocumentError where the file is damaged, locked
    with a password, too long, without text, or with text that does not say which characters it is.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise DocumentError(_refusal(error)) from error
    try:
        if len(document) > MAX_PAGES:
            raise DocumentError(_TOO_LONG)
        sheets, damaged = _read_sheets(document)
        title, author, date = (_told(document, key) for key in ("Title", "Author", "CreationDate"))
    finally:
        document.close()
    leaves = without_furniture([leaf_of(sheet) for sheet in sheets])
    _judge(sheets, leaves)
    unread = sorted({*without_text(leaves), *damaged})
    return Extract(tuple(blocks_of(leaves)), title, author, _date(date), tuple(unread))


def _refusal(error: pdfium.PdfiumError) -> Text:
    locked = (native.FPDF_ERR_PASSWORD, native.FPDF_ERR_SECURITY)
    return _ENCRYPTED if error.err_code in locked else _DAMAGED


def _told(document: Any, key: str) -> str:
    try:
        return str(document.get_metadata_value(key)).replace("\0", "").strip()
    except UnicodeError:
        return ""


def _date(told: str) -> str:
    """Return D:20240131130840+08'00' as 2024-01-31, anything else as it is."""
    match = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", told)
    return "-".join(match.groups()) if match else told


def _read_sheets(document: Any) -> tuple[list[Sheet], list[int]]:
    """Return what stands on the pages, and which of them are damaged."""
    sheets: list[Sheet] = []
    damaged: list[int] = []
    characters = 0
    for index in range(len(document)):
        try:
            page = _page(document, index)
        except pdfium.PdfiumError:  # a damaged page among good ones
            damaged.append(index + 1)
            continue
        try:
            read = read_sheets(page, index + 1)
        finally:
            page.close()
        characters += sum(len(sheet.glyphs) for sheet in read)
        if characters > MAX_CHARACTERS:
            raise DocumentError(_TOO_LONG)
        sheets += read
    if damaged and not characters:
        raise DocumentError(_DAMAGED)
    return sheets, damaged


def _page(document: Any, index: int) -> Any:
    """A page with what was filled into its forms or typed onto it, which lies beside its own content.

    Raises PdfiumError where the page is damaged.
    """
    page = document[index]
    count = native.FPDFPage_GetAnnotCount(page)
    typed = [count <= _MOST_NOTES and _is_typed(page, number) for number in range(count)]
    if not any(typed):
        return page
    for number in reversed(range(count)):  # stamps, seals and signatures are no text, and often in fonts without names
        if not typed[number]:
            native.FPDFPage_RemoveAnnot(page, number)
    native.FPDFPage_Flatten(page, native.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _is_typed(page: Any, number: int) -> bool:
    """Whether somebody typed an annotation: into a field of a form, or onto the page."""
    annotation = native.FPDFPage_GetAnnot(page, number)
    if not annotation:
        return False
    try:
        kind = native.FPDFAnnot_GetSubtype(annotation)
        if kind != native.FPDF_ANNOT_WIDGET:
            return bool(kind == native.FPDF_ANNOT_FREETEXT)
        field = (ctypes.c_ushort * (_LONGEST_KIND // 2))()
        native.FPDFAnnot_GetStringValue(annotation, b"FT", field, _LONGEST_KIND)
        return bytes(field).decode("utf-16-le", "replace").rstrip("\0") not in _UNTYPED
    finally:
        native.FPDFPage_CloseAnnot(annotation)


def _judge(sheets: Sequence[Sheet], leaves: Sequence[Leaf]) -> None:
    """Refuse what has no text, or none that can be told. Headers and page numbers alone are no text."""
    length = length_of(leaves)
    pictured = {sheet.number for sheet in sheets if sheet.pictured}
    if pictured and length <= FEWEST * len(pictured):
        raise DocumentError(_SCANNED)
    if not length:
        raise DocumentError(_EMPTY)
    glyphs = [glyph for sheet in sheets for glyph in sheet.glyphs if not glyph.text.isspace()]
    unknown = sum(glyph.text == UNKNOWN for glyph in glyphs)
    guessed = "".join(glyph.text for glyph in glyphs if not glyph.told)
    if unknown > _MOST_UNKNOWN * len(glyphs):
        raise DocumentError(_GARBLED)
    if len(guessed) > _MOST_UNKNOWN * len(glyphs) and not _is_plausible(guessed):
        raise DocumentError(_GARBLED)
    chinese = _HAN.findall("".join(glyph.text for glyph in glyphs))
    if len(chinese) >= _ENOUGH and frequent_share("".join(chinese)) < _LEAST_FREQUENT:
        raise DocumentError(_GARBLED)


def _is_plausible(guessed: str) -> bool:
    """Whether characters that PDFium took from their numbers in a font read like words: Chinese or in small letters."""
    chinese = "".join(_HAN.findall(guessed))
    if len(chinese) >= len(guessed) / 4:
        return frequent_share(chinese) >= _LEAST_FREQUENT
    latin = [letter for letter in guessed if letter.isalpha()]
    return 2 * sum(letter.islower() and letter.isascii() for letter in latin) > len(latin)
