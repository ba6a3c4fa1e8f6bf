"""One HTML file: bytes in, an Extract out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scorer.documents.extract import Extract
from scorer.documents.formats.draft import Draft
from scorer.documents.formats.html_article import article_of
from scorer.documents.formats.html_text import text_of_page
from scorer.documents.formats.html_walk import Walk, parse
from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_MOST_BYTES = 64 * 1024 * 1024  # pictures inside included

_OFFICE = re.compile(r"LibreOffice|OpenOffice|Microsoft (?:Word|Excel)|WPS|Kingsoft|Apache FOP", re.IGNORECASE)
_OFFICE_NAMESPACE = "urn:schemas-microsoft-com:office:word"
_TITLES = ("articletitle", "og:title", "dc.title", "dcterms.title", "title")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "contentsource", "source")
_DATES = (
    *("pubdate", "publishdate", "publish_date", "article:published_time", "datepublished", "dc.date"),
    *("dcterms.issued", "created", "date", "changed"),
)
_SCARCE = 60  # characters; less on a page with scripts is what stands there until they have run


def read_page(data: bytes, declared: str = "", *, whole: bool = False) -> Extract:
    """Read a page, of which `declared` is the encoding as stated outside; all of it where it is `whole` the text.

    Raises DocumentError where it holds no text, or its encoding cannot be told.
    """
    if len(data) > _MOST_BYTES:
        raise DocumentError(_TOO_LARGE)
    text = text_of_page(data, declared)
    tree = parse(text)
    metas = _metas(tree)
    own = tree.css_first("head > title") or tree.css_first("title")
    title = _first(metas, _TITLES) or (own.text().strip() if own else "")
    walk = Walk()
    if tree.body is not None:
        walk.go_through(tree.body)
    passages = walk.passages
    if not whole and not _is_by_office(metas, text):
        passages = article_of(passages, walk.regions, title)
    _refuse_if_empty(tree, sum(len(passage.text) for passage in passages), any("。" in p.text for p in passages))
    draft = Draft()
    for passage in passages:
        if passage.opens:
            draft.break_off()
        draft.add(
            passage.text,
            number=passage.number,
            styles=passage.styles,
            level=passage.level,
            listed=passage.listed,
            row=passage.row,
        )
    return draft.extract(title=title, author=_first(metas, _AUTHORS), date=_first(metas, _DATES))


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """What the page says about itself, by names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.css("meta"):
        attributes = meta.attributes
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        content = (attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _is_by_office(metas: dict[str, str], text: str) -> bool:
    return _OFFICE.search(metas.get("generator", "")) is not None or _OFFICE_NAMESPACE in text[:4096]


def _refuse_if_empty(tree: LexborHTMLParser, size: int, told: bool) -> None:
    if told or size >= _SCARCE:
        return
    if tree.css_first("script") is not None:
        raise DocumentError(_SCRIPTED)
    if size:
        return
    if tree.css_first("frameset, frame, iframe") is not None:
        raise DocumentError(_FRAMES)
    raise DocumentError(_BLANK)


_SCRIPTED = Text(
    zh="网页文件里没有正文（文字要联网后由脚本显示）；请用浏览器打开，复制文字存为 .docx 或 .txt 再评。",
    en="The text is not in the file: scripts fetch it; open the page in a browser and save its text as .docx or .txt.",
)
_FRAMES = Text(
    zh="是框架网页，正文在另外的文件里；请用浏览器打开，复制文字存为 .docx 或 .txt，或直接选用正文所在的文件。",
    en="The page consists of frames, its text is in other files; open it in a browser and save its text as .docx.",
)
_BLANK = Text(
    zh="网页里没有文字（可能只有图片）；请检查是否选错了文件，图片请识别文字后再评。",
    en="The page holds no text (images only?); check that it is the right one, and recognize the text of images.",
)
_TOO_LARGE = Text(
    zh="网页文件超过 64 MB，没有读取；请用浏览器打开，复制文字存为 .docx 或 .txt 再评。",
    en="The page is over 64 MB; open it in a browser and save its text as .docx or .txt.",
)
