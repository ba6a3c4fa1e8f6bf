"""Word-processing files written by hand, as small as a test needs them."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("loext", "experimental"),
    )
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def word_parts(body: str, namespace: str = W, **others: str) -> dict[str, str]:
    """The parts of a Word document: the text, and by their names (styles, numbering, footnotes …) what is given."""
    parts = {"word/document.xml": word_xml("document", f"<w:body>{body}</w:body>", namespace)}
    for name, content in others.items():
        parts[f"word/{name}.xml"] = word_xml(name, content, namespace)
    return parts


def word_xml(name: str, content: str, namespace: str = W) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{namespace}" {NAMESPACES}>{content}</w:{name}>'


def word(body: str, namespace: str = W, **others: str) -> bytes:
    """A Word document of the parts that `word_parts` gives."""
    return zipped(word_parts(body, namespace, **others))


def p(text: str, properties: str = "") -> str:
    """A paragraph of Word with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, list_id: int = 1, level: int = 0) -> str:
    """A paragraph of Word in a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(place: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list of Word."""
    content = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{content}</w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """The numbering part of a Word document with one definition."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def opendocument(body: str, automatic: str = "", styles: str = "", meta: str = "") -> bytes:
    """An OpenDocument text."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": _part(
            "document-content",
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>",
        ),
    }
    if styles:
        parts["styles.xml"] = _part("document-styles", f"<office:styles>{styles}</office:styles>")
    if meta:
        parts["meta.xml"] = _part("document-meta", f"<office:meta>{meta}</office:meta>")
    return zipped(parts)


def _part(name: str, content: str) -> str:
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {_ODF} {dublin}>{content}</office:{name}>'


def rtf(body: str, head: str = "") -> bytes:
    """An RTF document; Chinese characters as the bytes of GBK, as Word writes them."""
    written = "".join(
        char if char.isascii() else "".join(f"\\'{byte:02x}" for byte in char.encode("gb18030")) for char in head + body
    )
    return f"{{\\rtf1\\ansi\\ansicpg936\\deff0{written}}}".encode("ascii")
