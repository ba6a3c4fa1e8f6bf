"""From bytes to text: which encoding, and whether it is text at all.

That bytes decode proves nothing: a strict GB18030 decode accepts Big5, EUC-KR and most Shift-JIS files. So
charset-normalizer ranks the encodings that a report may be in, and the reading decides: only text whose
characters are the ones Chinese prose is made of is returned, anything else is refused.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from scorer.errors import DocumentError
from scorer.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 20 * 1024 * 1024

# The most frequent characters of Chinese prose, then the traditional forms among them. Of 20 characters of
# government prose at least 8 are here; of the same bytes read in a wrong encoding at most 6.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因"
    "由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解"
    "问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少"
    "图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七"
    "海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目"
    "至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算"
    "低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精"
    "值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该"
    "铁价严"
    "這個為國來時們會發動種產過說麼後經學員電體機當點從業應開還長條務黨設實現關聯導將級論運區東強處隊給門規領歲濟階"
    "極權證單與並對問題進總線數變質結幹見無書記連難辦標準維劃選養專識適屬滿縣參紅細聽價嚴組織團歷觀傳積達確報節話廣"
    "術習響調層構"
)
_PLAUSIBLE = 0.4  # least share of frequent characters: right readings have 0.53 and more, wrong ones at most 0.38

_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTE = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # not ESC, which ISO-2022 texts use
_SEPARATOR = re.compile("[\x01-\x08\x0e-\x1f]")  # what word processors leave for cells, fields and pictures
_MOST_CONTROLS = 0.05  # share; a letter in a broken place is mended, a program is not a report
_MOST_SEPARATORS = 0.25
_BLANK = re.compile("[\\s\u200b-\u200d\u2060\ufeff]*")

_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CHINESE = ["gb18030", "big5", "utf_16_le", "utf_16_be"]

TOO_LARGE = Text(
    zh="文件超过 20 MB，不像一份文字材料；请拆分或只保留正文后再评。",
    en="The file is over 20 MB, too large for a written report; split it or keep only its text.",
)
_EMPTY = Text(
    zh="文件是空的，没有任何文字；请检查是否选错了文件。",
    en="The file is empty; check that it is the right one.",
)
NOT_TEXT = Text(
    zh="文件内容不是文字（可能是改了扩展名的其他文件）；请用原来的程序打开，另存为 UTF-8 编码的 .txt。",
    en="The file does not hold text (perhaps another kind of file under this name); "
    "open it in its own program and save it as .txt in UTF-8.",
)
UNCERTAIN = Text(
    zh="无法确定文件的文字编码，为避免读成乱码，没有读取；请用记事本或 WPS 打开，另存为 UTF-8 编码的 .txt。",
    en="The encoding of the file is uncertain, and it was not read so as not to misread it; "
    "open it in an editor and save it as .txt in UTF-8.",
)


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16, UTF-32, GB18030 or Big5, with lines ended by a line feed.

    Control characters become spaces. Raises DocumentError where the file is empty, over 20 MB, not text, or
    in an encoding that cannot be told with confidence.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(TOO_LARGE)
    text = cleaned(_read(data))
    if _BLANK.fullmatch(text):
        raise DocumentError(_EMPTY)
    return text


def cleaned(text: str) -> str:
    """Text with lines ended by a line feed, and spaces for other control characters and what is no character."""
    return _CONTROL.sub(" ", _LINE_END.sub("\n", text))


def _read(data: bytes) -> str:
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _read_as(encoding, data.removeprefix(bom))
    # UTF-8 first: it is fast, and other encodings practically never pass for it.
    text = _try(data, "utf-8")
    if text is not None and _is_text(text):
        return text
    for reading in _readings(data):
        if _is_text(reading) and _is_chinese(reading):
            return reading
    raise DocumentError(NOT_TEXT if _is_binary(data) else UNCERTAIN)


def _read_as(encoding: str, data: bytes) -> str:
    text = _try(data, encoding)
    if text is None or not _is_text(text):
        raise DocumentError(NOT_TEXT)
    return text


def _try(data: bytes, encoding: str) -> str | None:
    """Decode strictly, but for a last character that was cut off."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None


def _readings(data: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes  # slow to import, and most files are UTF-8

    for whole in (data, data[:-1]):  # without a last byte that may be half a character
        # The library's own threshold drops right readings of short texts; the reading is judged here.
        for match in from_bytes(whole, cp_isolation=_CHINESE, threshold=1.0, preemptive_behaviour=False):
            yield str(match)


def _is_text(text: str) -> bool:
    separators = len(_SEPARATOR.findall(text))
    others = len(_CONTROL.findall(text)) - separators
    return separators <= _MOST_SEPARATORS * len(text) and others <= _MOST_CONTROLS * len(text)


def _is_chinese(text: str) -> bool:
    return frequent_share(text) >= _PLAUSIBLE


def frequent_share(text: str) -> float:
    """Return how many of the letters beyond ASCII are among the most frequent of Chinese prose; 0 without any."""
    letters = _LETTER.findall(text)
    return sum(letter in _FREQUENT for letter in letters) / max(len(letters), 1)


def _is_binary(data: bytes) -> bool:
    """Whether there are bytes that no text in a multi-byte encoding holds."""
    return len(_CONTROL_BYTE.findall(data)) > _MOST_CONTROLS * len(data)
