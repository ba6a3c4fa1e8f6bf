"""PDF files written by hand, to the byte: pages of lines, ruled lines and pictures."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842  # A4, in points
LEFT, RIGHT = 90, 554  # of the text: 29 characters of 16 points
SIZE = 16
LEADING = 28

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/DW 1000>>]>>"
)
_PICTURE = b"q %d 0 0 %d 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q" % (WIDTH, HEIGHT)


@dataclass(frozen=True)
class Show:
    """Text at a place, from the top left corner of the page; `turn` is a matrix a b c d."""

    text: str
    x: float = LEFT
    y: float = 100
    size: float = SIZE
    turn: tuple[float, float, float, float] = (1, 0, 0, 1)

    def drawn(self) -> bytes:
        a, b, c, d = self.turn
        written = self.text.encode("utf-16-be").hex()
        return f"BT /F {self.size} Tf {a} {b} {c} {d} {self.x} {HEIGHT - self.y} Tm <{written}> Tj ET".encode()


@dataclass(frozen=True)
class Rule:
    """A ruled line from one place to another."""

    x0: float
    y0: float
    x1: float
    y1: float

    def drawn(self) -> bytes:
        return f"{self.x0} {HEIGHT - self.y0} m {self.x1} {HEIGHT - self.y1} l S".encode()


class Picture:
    """A grey picture over the whole page."""

    def drawn(self) -> bytes:
        return _PICTURE


Thing = Show | Rule | Picture


def lines(*texts: str, y: float = 100, x: float = LEFT, size: float = SIZE, leading: float = LEADING) -> list[Thing]:
    """Lines below each other; two full-width spaces in front are an indent, not characters."""
    return [
        Show(text.lstrip("　"), x + size * (len(text) - len(text.lstrip("　"))), y + index * leading, size)
        for index, text in enumerate(texts)
    ]


def pdf(*pages: list[Thing], info: bytes = b"", font: bytes = FONT, extra: bytes = b"") -> bytes:
    """A file of pages; `info` and `extra` go into its information and its trailer."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)), font]
    for index, page in enumerate(pages):
        drawn = b"\n".join(thing.drawn() for thing in page)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (WIDTH, HEIGHT, 5 + 2 * index)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    objects.append(b"<<%s>>" % info)
    return assembled(objects, b"/Root 1 0 R/Info %d 0 R%s" % (len(objects), extra))


def assembled(objects: list[bytes], trailer: bytes) -> bytes:
    """Objects numbered from 1, with their table and trailer."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return data + b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
