"""OFD files written by hand, as national tools write them: a text object a line, with the distance of each glyph."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tests.unit.documents.formats.made import zipped

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDTH, HEIGHT = 210, 297  # A4, in millimetres
SIZE = 5.6  # of a character, 三号 nearly
LEFT, TOP, LEADING = 28, 45, 9.9
LENGTH, LINES = 28, 22  # characters of a line and lines of a page, as official documents have them

_HANGING = "，。；：、！？”’」』）》】％"
_DOCUMENT = f'<ofd:Document {SPACE}><ofd:CommonData>%s<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}' \
    "</ofd:PhysicalBox></ofd:PageArea>%s</ofd:CommonData><ofd:Pages>%s</ofd:Pages></ofd:Document>"  # fmt: skip


@dataclass(frozen=True)
class Show:
    """A line of text at a place, the distance of its glyphs as attributes; without those its width tells."""

    text: str
    x: float = LEFT
    y: float = TOP
    size: float = SIZE
    deltas: str | None = None
    attributes: str = ""

    def xml(self) -> str:
        deltas = self.deltas
        if deltas is None:
            deltas = f'DeltaX="{" ".join(f"{advance(character) * self.size:.3f}" for character in self.text[:-1])}"'
        return (
            f'<ofd:TextObject Font="1" Size="{self.size}" {self.attributes} '
            f'Boundary="{self.x:.3f} {self.y - self.size:.3f} {len(self.text) * self.size:.3f} {self.size:.3f}">'
            f'<ofd:TextCode X="0" Y="{self.size}" {deltas}>{escape(self.text)}</ofd:TextCode></ofd:TextObject>'
        )


def advance(character: str) -> float:
    """How far on the next character stands, in font sizes."""
    return 0.5 if character.isascii() else 1.0


def layer(*objects: Show | str) -> str:
    """A layer of objects, given as such or as XML."""
    return f"<ofd:Layer>{''.join(one if isinstance(one, str) else one.xml() for one in objects)}</ofd:Layer>"


def parts(*pages: str, info: str = "", common: str = "", resources: str = "") -> dict[str, str]:
    """The parts of a file; `pages` hold layers and templates."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    found = {
        "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": _DOCUMENT % ("<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>", common, listed),
        "Doc_0/PublicRes.xml": f"<ofd:Res {SPACE}>{resources}</ofd:Res>",
    }
    return found | {f"Doc_0/Pages/Page_{n}/Content.xml": page_part(page) for n, page in enumerate(pages)}


def page_part(content: str) -> str:
    """The part of a page or a template. Templates come before the content."""
    before, found, layers = content.rpartition("<!---->")
    return f"<ofd:Page {SPACE}>{before}{found}<ofd:Content>{layers}</ofd:Content></ofd:Page>"


def with_template(number: int, layers: str) -> str:
    """A page's content, drawn over a template."""
    return f'<ofd:Template TemplateID="{number}"/><!---->{layers}'


def ofd(*pages: str, info: str = "", common: str = "", resources: str = "") -> bytes:
    """A file of pages."""
    return zipped(parts(*pages, info=info, common=common, resources=resources))


def report(text: str, header: str = "") -> bytes:
    """A text set like an official document: the first line a title, numbers at the foot of each page."""
    title, *paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    set_lines = [Show(line, (WIDTH - len(line) * 7.7) / 2, size=7.7) for line in broken(title, 20)]
    for paragraph in paragraphs:
        lines = broken("　　" + paragraph, LENGTH)
        set_lines.append(Show(lines[0].lstrip("　"), LEFT + 2 * SIZE))
        set_lines += [Show(line) for line in lines[1:]]
    pages = []
    for number, start in enumerate(range(0, len(set_lines), LINES), 1):
        lines_here = set_lines[start : start + LINES]
        placed: list[Show | str] = [
            Show(line.text, line.x, TOP + place * LEADING, line.size) for place, line in enumerate(lines_here)
        ]
        placed += [Show(f"— {number} —", 95, 280, 4.9)]
        pages.append(layer(*([Show(header, 85, 20, 4.2)] if header else []), *placed))
    return ofd(*pages)


def broken(text: str, length: int) -> list[str]:
    """Lines of so many full characters; no mark opens a line, and no word or number is parted."""
    lines: list[str] = []
    rest = text
    while rest:
        width, end = 0.0, 0
        while end < len(rest) and width + advance(rest[end]) <= length:
            width, end = width + advance(rest[end]), end + 1
        while end < len(rest) and rest[end] in _HANGING:
            end += 1
        whole = end
        while 0 < whole < len(rest) and rest[whole - 1 : whole + 1].isascii() and rest[whole] != " ":
            whole -= 1
        end = whole or end
        lines.append(rest[:end])
        rest = rest[end:]
    return lines
