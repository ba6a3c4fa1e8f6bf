import pytest

from scorer.documents.extract import Block
from scorer.documents.formats import odt
from scorer.errors import DocumentError
from scorer.model import Part
from tests.unit.documents.formats.made import opendocument, zipped

LISTS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" '
    'style:num-suffix="）"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="4" text:bullet-char="•"/>'
    "</text:list-style>"
)
STYLES = (
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_1" style:family="paragraph" style:default-outline-level="1"/>'
    '<style:style style:name="Caption" style:family="paragraph"/>'
    '<style:style style:name="Figure" style:family="paragraph" style:parent-style-name="Caption"/>'
)


def texts(body: str, automatic: str = "") -> list[str]:
    return [block.text for block in odt.read(opendocument(body, automatic)).blocks]


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(*content: str, attributes: str = "") -> str:
    inner = "".join(f"<text:list-item>{one}</text:list-item>" for one in content)
    return f'<text:list text:style-name="L" {attributes}>{inner}</text:list>'


def fault(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        odt.read(data)
    return caught.value.message.zh


def test_parts_follow_headings_and_styles() -> None:
    automatic = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    body = (
        p("机关党建半年报告", "P1")
        + '<text:h text:outline-level="1">一、做法</text:h>'
        + p("二、成效", "Heading_20_1")
        + p("县水利局修了三座桥。")
        + p("图1 新桥", "Figure")
    )
    assert odt.read(opendocument(body, automatic, STYLES)).blocks == (
        Block("机关党建半年报告", Part.TITLE),
        Block("一、做法", Part.HEADING),
        Block("二、成效", Part.HEADING),
        Block("县水利局修了三座桥。"),
        Block("图1 新桥", Part.CAPTION),
    )


def test_lists_have_their_numbers() -> None:
    deep = items(p("x"), p("x") + items(p("x"), items(p("x"))))
    body = items(p("x") + p("续"), p("x") + deep, p("x"))
    assert texts(body, LISTS) == [
        "一、x", "续", "二、x", "（一）x", "（二）x", "二.1. x", "- x", "三、x",
    ]  # fmt: skip


def test_a_list_begins_again_unless_it_goes_on() -> None:
    body = (
        items(p("x"), p("x"), attributes='xml:id="a"')
        + items(p("x"))
        + items(p("x"), attributes='text:continue-numbering="true"')
        + items(p("x"), attributes='text:continue-list="a"')
    )
    assert texts(body, LISTS) == ["一、x", "二、x", "一、x", "二、x", "三、x"]


def test_items_may_set_their_number_and_headers_have_none() -> None:
    body = (
        '<text:list text:style-name="L"><text:list-header><text:p>题</text:p></text:list-header>'
        '<text:list-item text:start-value="5"><text:p>x</text:p></text:list-item>'
        "<text:list-item><text:p>x</text:p></text:list-item></text:list>"
    )
    assert texts(body, LISTS) == ["题", "五、x", "六、x"]


def test_newer_files_say_how_a_number_is_set() -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'loext:num-list-format="第%1%条"/></text:list-style>'
    )
    assert texts(items(p("x")), style) == ["第1条 x"]


def test_headings_are_numbered_by_their_outline() -> None:
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="一" style:num-suffix="、"/>'
        '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
    )
    body = "".join(f'<text:h text:outline-level="{level}">x</text:h>' for level in (1, 2, 1))
    blocks = odt.read(opendocument(body, styles=outline)).blocks
    assert blocks == (Block("一、x", Part.HEADING), Block("x", Part.HEADING), Block("二、x", Part.HEADING))


def test_tables_notes_and_text_boxes_come_in_reading_order() -> None:
    note = (
        f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('注。')}</text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>形状内</text:p></draw:custom-shape>"
    table = "<table:table><table:table-row>" + "".join(
        f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in ("甲", "乙")
    )
    body = p(f"前{note}中{box}后{shape}。") + table + "</table:table-row></table:table>" + p("末")
    assert texts(body) == ["前中后。", "注。", "框内", "形状内", "甲", "乙", "末"]


def test_deleted_hidden_and_commented_text_is_left_out() -> None:
    hidden = (
        '<style:style style:name="T" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + p('看<text:change/>见<office:annotation><text:p>批注</text:p></office:annotation>'
            '<text:span text:style-name="T">隐藏</text:span><text:hidden-text>隐藏</text:hidden-text>的')
        + p('<text:hidden-paragraph text:is-hidden="true"/>整段')
        + f'<text:section text:display="none">{p("整节")}</text:section>'
        + "<text:section>" + p("照读") + "</text:section>"
    )  # fmt: skip
    assert texts(body, hidden) == ["看见的", "照读"]


def test_a_field_with_the_title_is_text_and_the_title_of_a_picture_is_none() -> None:
    picture = '<svg:title xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">图片</svg:title>'
    assert texts(p(f"关于<text:title>工作总结</text:title>的<draw:frame>{picture}</draw:frame>说明")) == [
        "关于工作总结的说明"
    ]


def test_a_table_of_contents_is_furniture() -> None:
    body = f"<text:table-of-content><text:index-body>{p('做法 1')}</text:index-body></text:table-of-content>{p('正文')}"
    assert odt.read(opendocument(body)).blocks == (Block("做法 1", Part.FURNITURE), Block("正文"))


def test_white_space_is_one_space_unless_it_is_marked() -> None:
    body = p('甲\n   乙<text:s text:c="3"/>丙<text:tab/>丁<text:line-break/>戊<text:s text:c="999999999"/>己')
    assert texts(body) == ["甲 乙   丙\t丁", "戊" + " " * 1000 + "己"]


def test_readings_are_left_out_and_their_base_is_kept() -> None:
    ruby = "<text:ruby><text:ruby-base>党</text:ruby-base><text:ruby-text>dǎng</text:ruby-text></text:ruby>"
    assert texts(p(f"建{ruby}")) == ["建党"]


def test_what_the_file_says_about_itself_is_kept() -> None:
    meta = (
        "<dc:title>总结</dc:title><meta:initial-creator>工委</meta:initial-creator>"
        "<dc:creator>打字员</dc:creator><meta:creation-date>2024-07-01T08:00:00</meta:creation-date>"
    )
    read = odt.read(opendocument(p("正文"), meta=meta))
    assert (read.title, read.author, read.date) == ("总结", "工委", "2024-07-01T08:00:00")


def test_the_flat_kind_is_read() -> None:
    flat = (
        '<o:document xmlns:o="o" xmlns:t="t" xmlns:d="d"><o:meta><d:title>总结</d:title></o:meta>'
        "<o:body><o:text><t:p>正文</t:p></o:text></o:body></o:document>"
    )
    read = odt.read(flat.encode())
    assert (read.blocks, read.title) == ((Block("正文"),), "总结")


def test_a_document_without_text_has_no_blocks() -> None:
    assert texts(p(" ")) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "损坏"),
        (b"PK", "损坏"),
        (zipped({"a": "b"}), "不是 OpenDocument"),
        (zipped({"content.xml": "<a/>"}), "不是 OpenDocument"),
        (zipped({"content.xml": "<a"}), "损坏"),
        (zipped({"content.xml": b"\x01", "META-INF/manifest.xml": "<m><f><encryption-data/></f></m>"}), "加密"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, reason: str) -> None:
    assert reason in fault(data)
