import pytest

from scorer.documents.extract import Block
from scorer.documents.formats import rtf
from scorer.errors import DocumentError
from scorer.model import Part
from tests.unit.documents.formats.made import rtf as made


def texts(body: str, head: str = "") -> list[str]:
    return [block.text for block in rtf.read(made(body, head)).blocks]


def raw(data: str | bytes) -> list[str]:
    return [block.text for block in rtf.read(data.encode("latin-1") if isinstance(data, str) else data).blocks]


def fault(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        rtf.read(data)
    return caught.value.message.zh


def test_chinese_is_read_from_the_bytes_of_gbk() -> None:
    assert texts(r"县信访局办结信访件\par 群众满意。\par") == ["县信访局办结信访件", "群众满意。"]


def test_the_second_byte_of_a_character_may_stand_as_a_letter() -> None:
    assert raw(r"{\rtf1\ansi\ansicpg936 \'8cW\'8d\\}") == [b"\x8cW\x8d\\".decode("gbk")]


def test_bytes_that_are_not_escaped_are_read_alike() -> None:
    assert raw(b"{\\rtf1\\ansicpg936 " + "办结".encode("gbk") + b"\\par}") == ["办结"]


def test_the_character_set_of_a_font_goes_before_that_of_the_file() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset136 PMingLiU;}{\f2\fcharset134 SimSun;}}"
    big5, gbk = ("".join(f"\\'{b:02x}" for b in "黨建".encode(codec)) for codec in ("big5", "gbk"))
    assert raw(rf"{{\rtf1\ansi\ansicpg1252{fonts}\f1 {big5}\par {{\f2 {gbk}}}{big5}\f0 \'e9t\'e9\par}}") == [
        "黨建",
        "黨建黨建été",
    ]


def test_chinese_in_a_font_that_claims_to_be_western_is_chinese() -> None:
    gbk = "".join(f"\\'{b:02x}" for b in "办结".encode("gbk"))
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}}"
    assert raw(rf"{{\rtf1\ansi\ansicpg936{fonts}\f0 {gbk}\par \'e9 x\par}}") == ["办结", "é x"]
    assert raw(rf"{{\rtf1\ansi {gbk}\par}}") == ["办结"]


def test_unicode_characters_take_the_place_of_their_substitutes() -> None:
    assert raw(r"{\rtf1\ansi\uc1\u20826?\u24314\'3f{\uc2\u20826 ab}\uc0\u24314 c\u-10179\u-8704 \par}") == [
        "党建党建c\U0001f600"
    ]


def test_a_substitute_ends_with_its_group() -> None:
    assert raw(r"{\rtf1\ansi {\u20826}x\u24314\par y\par}") == ["党x建", "y"]


def test_parts_follow_styles_and_outline_levels() -> None:
    sheet = (
        r"{\stylesheet{\ql Normal;}{\s1 \outlinelevel0 heading 1;}{\s2 标题 2;}{\s3 Title;}{\*\cs9 Char;}"
        r"{\s5\sbasedon0 caption;}}"
    )
    body = (
        r"\pard\s3 年度报告\par\pard\s1 一、做法\par\pard\s2 抓学习\par\pard\outlinelevel2 三级\par"
        r"\pard 县档案局办了四期讲堂。\par\pard\s5 图1\par"
    )
    assert rtf.read(made(body, sheet)).blocks == (
        Block("年度报告", Part.TITLE),
        Block("一、做法", Part.HEADING),
        Block("抓学习", Part.HEADING),
        Block("三级", Part.HEADING),
        Block("县档案局办了四期讲堂。"),
        Block("图1", Part.CAPTION),
    )


def test_list_numbers_are_read_as_they_stand() -> None:
    body = (
        r"{\listtext\pard\plain 一、\tab}\ls1 x\par{\pntext\f1 1.\tab}{\*\pn\pnlvlbody{\pntxta .}}x\par"
        r"{\listtext\f3\'b7\tab}x\par x\par"
    )
    assert texts(body) == ["一、x", "1. x", "- x", "x"]


def test_tables_are_read_cell_by_cell_with_those_inside() -> None:
    body = (
        r"\trowd\cellx1 甲\cell 乙一\par 乙二\cell\row\itap2 内\nestcell{\*\nesttableprops\nestrow}"
        r"{\nonesttables 替代\par}\itap1 丙\cell\row\pard 表后\par"
    )
    assert texts(body) == ["甲", "乙一", "乙二", "内", "丙", "表后"]


def test_text_boxes_and_notes_come_after_their_paragraph() -> None:
    old = r"{\shprslt{\*\do\dptxbx{\dptxbxtext 框一\par}}}"
    box = rf"{{\shp{{\*\shpinst{{\sp{{\sn a}}{{\sv b}}}}{{\shptxt 框一\par 框二\par}}}}{old}}}"
    note = r"{\super\chftn{\footnote\pard\plain{\super\chftn} 注。}}"
    drawing = r"{\*\do\dptxbx{\dptxbxtext 旧框\par}}"
    assert texts(rf"前{box}中{note}后{drawing}。\par 末\par") == ["前中后。", "框一", "框二", "注。", "旧框", "末"]


def test_deleted_and_hidden_text_is_left_out_and_its_paragraph_ends_too() -> None:
    body = r"办结{\deleted 一百\par}{\revised 二百}件{\v 隐藏}。\par{\deleted 删去\par}\v 藏\v0 末\plain\par"
    assert texts(body) == ["办结二百件。", "末"]


def test_fields_show_their_result() -> None:
    assert texts(r'见{\field{\*\fldinst HYPERLINK "x"}{\fldrslt{\ul 办法}}}\par') == ["见办法"]


def test_what_is_no_text_of_the_document_is_left_out() -> None:
    body = (
        r"{\header 页眉\par}{\footerf 页脚\par}{\*\unheardof 某某}{\pict\wmetafile8 00ff}{\colortbl;\red0;}"
        r"{\*\atnid 某}{\*\annotation 批注}{\object{\*\objdata 00}{\result 对象}}正文\par"
    )
    assert texts(body) == ["对象正文"]


def test_the_mark_of_optional_groups_says_nothing_among_other_words() -> None:
    assert texts(r"{\i0\*\cs7\unheardof 正文}一\*二\par") == ["正文一二"]


def test_groups_may_begin_with_space() -> None:
    assert texts("{ \\fonttbl { \\f0 Tahoma;}}\n { \\* \\unheardof x}前{ \\b a}后\\par") == ["前 a后"]


def test_binary_data_is_passed_over_whatever_bytes_it_has() -> None:
    assert raw(b"{\\rtf1\\ansi{\\pict\\bin5 {}\\}{}ab\\par}") == ["ab"]


def test_special_characters() -> None:
    assert raw("{\\rtf1\\ansi a\\tab b\\~c\\_d\\-e\\emdash\\ldblquote x\\rdblquote\\{\\}\\\\\\line y\\\n z\\par}") == [
        "a\tb\u00a0c-de—“x”{}\\",
        "y",
        "z",
    ]


def test_what_the_file_says_about_itself_is_kept() -> None:
    head = r"{\info{\title 总结}{\author 县直工委}{\creatim\yr2024\mo7\dy1\hr8}{\revtim\yr2025\mo1\dy1}{\doccomm 无}}"
    read = rtf.read(made(r"正文\par", head))
    assert (read.blocks, read.title, read.author, read.date) == ((Block("正文"),), "总结", "县直工委", "2024-07-01")


def test_the_last_paragraph_needs_no_end_and_what_follows_the_document_is_ignored() -> None:
    assert raw(rb"{\rtf1\ansi a\par b}\par c" + b"\0\0") == ["a", "b"]


def test_deep_nesting_is_read_and_deeper_nesting_refused() -> None:
    assert raw(rb"{\rtf1 " + b"{" * 5000 + b"x" + b"}" * 5000 + b"}") == ["x"]
    assert "损坏" in fault(rb"{\rtf1 " + b"{" * 50_000 + b"x" + b"}" * 50_000 + b"}")


def test_a_document_without_text_has_no_blocks() -> None:
    assert texts(r"{\pict 00}\par") == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "不是 RTF"),
        (b"plain", "不是 RTF"),
        (rb"{\rtf1\ansi x\par", "损坏"),
        (rb"{\rtf1\ansi {\b x\par}", "损坏"),
        (rb"{\rtf1\ansi\bin99 x}", "损坏"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, reason: str) -> None:
    assert reason in fault(data)


@pytest.mark.parametrize(
    "words", [r"\u99999999 x", r"\ansicpg99999\'d6", r"\ansicpg-3", r"\f-1\s-1\uc-5\u5 x", r"\fcharset9 x", r"\ud x}"]
)
def test_words_with_senseless_numbers_do_no_harm(words: str) -> None:
    body = words.removesuffix("}")
    assert raw(rf"{{\rtf1\ansi {body} y\par}}")[-1].endswith("y")
