"""Whatever bytes the word-processing readers are given, they give an Extract or say what is wrong."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.documents.extract import Extract
from scorer.documents.formats import docx, odt, rtf
from scorer.errors import DocumentError
from tests.unit.documents.formats.made import (
    NAMESPACES,
    W,
    item,
    level,
    numbering,
    opendocument,
    p,
    word_parts,
    zipped,
)
from tests.unit.documents.formats.made import rtf as made_rtf

NUMBERING = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"))
STYLES = '<w:style w:type="paragraph" w:styleId="s" w:default="1"><w:name w:val="heading 1"/></w:style>'
FOOTNOTES = f'<w:footnote w:id="2">{p("注")}</w:footnote>'
PARTS = word_parts(
    item("甲") + item("乙", level=1) + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    styles=STYLES,
    numbering=NUMBERING,
    footnotes=FOOTNOTES,
)
ODT = opendocument('<text:list text:style-name="L"><text:list-item><text:p>甲</text:p></text:list-item></text:list>')
RTF = made_rtf(r"{\stylesheet{\s1 heading 1;}}{\footnote 注\par}{\*\shpinst{\shptxt 框\par}}\pard\s1 \u20826?甲\par")

WORD_NAMES = (
    "p pPr r rPr t tab br tbl tr tc trPr del ins sdt sdtPr sdtContent showingPlcHdr fldChar instrText ruby rubyBase rt "
    "footnoteReference txbxContent vanish numPr numId ilvl pStyle outlineLvl framePr sym altChunk footnote"
)
WORD_ATTRIBUTES = ["val", "id", "fldCharType", "char", "dropCap", "type"]
VALUES = ["", "0", "1", "2", "-1", "99999999999", "begin", "separate", "end", "s", "F0FC", "drop", "²"]
ODT_NAMES = (
    "text:p text:h text:span text:list text:list-item text:list-header text:note text:note-body text:s text:tab "
    "table:table table:table-row table:table-cell draw:frame draw:text-box text:table-of-content text:section "
    "text:hidden-paragraph text:tracked-changes text:line-break office:annotation"
)
ODT_ATTRIBUTES = ["text:style-name", "text:outline-level", "text:start-value", "text:c", "text:continue-numbering"]
ODT_LISTS = (
    '<text:list-style style:name="s"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    '<text:list-level-style-number text:level="x" style:num-format="一"/></text:list-style>'
)
RTF_WORDS = (
    r"{ } { } \par \cell \row {\footnote \s1 \s {\*\shpinst {\shptxt \u20826? \u-10179 \u \uc9 \uc-1 \bin3 \'d6 "
    r"\f1 \v \deleted \plain \pard {\fonttbl {\stylesheet {\info {\title {\creatim \yr2024 \* \outlinelevel3 "
    r"{\listtext {\upr {\*\ud \~ \\ 甲 x"
)


def outcome(read: Callable[[bytes], Extract], data: bytes) -> None:
    try:
        blocks = read(data).blocks
    except DocumentError:
        return
    assert all(block.text.strip() and len(block.text.splitlines()) == 1 for block in blocks)


@pytest.mark.parametrize(
    ("read", "whole"), [(docx.read, zipped(PARTS)), (odt.read, ODT), (rtf.read, RTF)], ids=["docx", "odt", "rtf"]
)
def test_a_file_cut_short_or_with_a_changed_byte(read: Callable[[bytes], Extract], whole: bytes) -> None:
    for position in range(len(whole)):
        outcome(read, whole[:position])
        outcome(read, whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_part_cut_short_missing_or_in_the_place_of_another(name: str) -> None:
    for position in range(0, len(PARTS[name]), 7):
        outcome(docx.read, zipped(PARTS | {name: PARTS[name][:position]}))
    outcome(docx.read, zipped({other: part for other, part in PARTS.items() if other != name}))
    for part in PARTS.values():
        outcome(docx.read, zipped(PARTS | {name: part}))


def elements(names: list[str], attributes: list[str]) -> st.SearchStrategy[str]:
    """Elements in elements, however little sense they make."""

    def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, key, value, content: f'<{name} {key}="{value}">{"".join(content)}</{name}>',
            st.sampled_from(names),
            st.sampled_from(attributes),
            st.sampled_from(VALUES),
            st.lists(inner, max_size=5),
        )

    return st.recursive(st.sampled_from(["甲。", "x ", "\n"]), wrapped, max_leaves=40)


@settings(max_examples=300)
@given(elements([f"w:{n}" for n in WORD_NAMES.split()] + ["mc:AlternateContent"], [f"w:{n}" for n in WORD_ATTRIBUTES]))
def test_any_elements_in_the_body_of_a_word_file(body: str) -> None:
    document = f'<w:document xmlns:w="{W}" {NAMESPACES}><w:body>{body}</w:body></w:document>'
    outcome(docx.read, zipped(PARTS | {"word/document.xml": document}))


@settings(max_examples=300)
@given(elements(ODT_NAMES.split(), ODT_ATTRIBUTES))
def test_any_elements_in_the_body_of_an_opendocument(body: str) -> None:
    outcome(odt.read, opendocument(body, ODT_LISTS))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(RTF_WORDS.split()), max_size=60))
def test_any_words_in_an_rtf_file(words: list[str]) -> None:
    body = " ".join(words)
    outcome(rtf.read, made_rtf(body + "}" * max(body.count("{") - body.count("}"), 0)))


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    for read in (docx.read, odt.read, rtf.read):
        outcome(read, data)
        outcome(read, rb"{\rtf1 " + data + b"}")
