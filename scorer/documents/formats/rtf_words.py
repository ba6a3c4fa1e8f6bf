"""What the words of Rich Text Format stand for, as far as a reader of text must know them."""

from __future__ import annotations

import codecs

CHARACTERS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}

BREAKS = frozenset(("par", "sect", "page", "column", "line", "lbr", "softline", "cell", "nestcell", "row", "nestrow"))

DATES = frozenset(("yr", "mo", "dy"))

# Groups whose text is not that of the document.
_NOT_TEXT = (
    "colortbl filetbl listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore "
    "latentstyles xmlnstbl userprops doccomm operator subject keywords comment company category manager hlinkbase "
    "header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
    "annotation atnid atnauthor atntime atnicn atnref atrfstart atrfend atndate atnparent pict nonshppict shppict "
    "objdata objclass objname fldinst formfield bkmkstart bkmkend xe tc rxe txe ffname shprslt sp nonesttables "
    "nesttableprops pntxta pntxtb pnseclvl panose falt fontemb background private revtim printim buptim mmath "
    "template passwordhash writereservhash wgrffmtfilter rubytext pgptbl defchp defpap tblstyleprops staticval "
    "propname"
)
SKIPPED = frozenset(_NOT_TEXT.split())

# Character sets of fonts.
CODE_PAGES = {
    0: "cp1252",
    2: "latin-1",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}

_BY_NUMBER = {936: "gb18030", 54936: "gb18030", 65001: "utf-8", 10000: "mac_roman", 10008: "gb18030", 1361: "johab"}


def codec_of(code_page: int) -> str | None:
    """Python's name of a Windows code page; None where there is none."""
    name = _BY_NUMBER.get(code_page, f"cp{code_page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


def decoded(data: bytes, of_font: str | None, of_file: str | None) -> str:
    """Read bytes in the codec of their font or of the file; None: it does not say.

    Fonts that claim to be Western often hold Chinese all the same, and files that say nothing are most likely Chinese.
    """
    western = of_font == "cp1252" or of_font is of_file is None
    if western and of_file != "cp1252":
        try:
            return data.decode(of_file or "gb18030")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")
    return data.decode(of_font or of_file or "cp1252", "replace")
