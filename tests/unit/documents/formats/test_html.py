from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.documents.extract import Block, Extract
from scorer.documents.formats import html
from scorer.errors import DocumentError
from scorer.model import Part
from tests.office.conversion import converted
from tests.unit.documents.formats import pages
from tests.unit.documents.formats.test_office_made import source


def blocks(page: str) -> list[str]:
    return [block.text for block in html.read(page.encode()).blocks]


def reason(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        html.read(data)
    return caught.value.message.zh


@pytest.mark.parametrize("layout", pages.LAYOUTS)
def test_the_article_is_read_without_what_stands_around_it(layout: str) -> None:
    found = html.read(pages.LAYOUTS[layout].encode()).blocks
    assert [(block.text, block.part) for block in found] == [(block.text, block.part) for block in pages.BLOCKS]


def test_metadata_as_government_sites_write_it() -> None:
    extract = html.read(pages.DIVS.encode())
    assert (extract.title, extract.author, extract.date) == (pages.TITLE, "县档案局", "2024-07-01 09:30")


def test_a_headline_in_two_lines_is_one_title() -> None:
    broken = pages.DIVS.replace(f">{pages.TITLE}<", f">{pages.TITLE[:4]}<br>{pages.TITLE[4:]}<")
    found = html.read(broken.encode()).blocks
    assert "".join(block.text for block in found if block.part is Part.TITLE) == pages.TITLE


def test_source_and_time_below_the_headline_are_kept() -> None:
    line = "来源：县档案局　发布时间：2024-07-01"
    page = pages.DIVS.replace('<div class="info">', f'<div class="info"><span>{line}</span></div><div>')
    assert Block(line) in html.read(page.encode()).blocks


def test_a_table_in_the_article_is_read_cell_by_cell() -> None:
    table = "<table><tr><th>单位</th><th>件数</th></tr><tr><td>县档案局</td><td>12</td></tr></table>"
    page = pages.DIVS.replace(f"<p>　　{pages.PROSE[2]}", f"{table}<p>　　{pages.PROSE[2]}")
    found = blocks(page)
    at = found.index("单位")
    assert found[at : at + 5] == ["单位", "件数", "县档案局", "12", pages.PROSE[2]]


def test_a_page_that_word_saved() -> None:
    assert html.read(pages.WORD_PAGE.encode("gbk")) == Extract(
        (
            Block(pages.TITLE, Part.TITLE),
            Block("一、抓学习1", Part.FURNITURE),
            Block(pages.PROSE[0]),
            Block("一、抓学习", Part.HEADING),
            Block(f"（1）{pages.PROSE[1]}"),
            Block("单位", row=(1,), opens=True),
            Block("件数", row=(1,), opens=True),
            Block(pages.PROSE[2], opens=True),
            Block(pages.PROSE[3]),
        ),
        title=pages.TITLE,
    )


def test_a_page_that_libreoffice_saved(tmp_path: Path) -> None:
    (tmp_path / "source.docx").write_bytes(source())
    made = converted(tmp_path / "source.docx", "html", tmp_path)
    assert [block.text for block in html.read(made.read_bytes()).blocks] == [
        "县直机关半年情况",
        "一、抓学习",
        "（一）办讲堂",
        "县档案局办了四期讲堂，解决难题二十件三十件。",
        "1. 走访企业",
        "1. 入户调查",
        "2. 召开座谈",
        "2. 建立台账",
        "二、办实事",
        "单位",
        "件数",
        "县档案局",
        "12",
        "看得见的文字。",
        "末段。",
        "统计口径截至六月底。",
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("iso-8859-1", "gb18030"),
        ("big5", "gb18030"),
        ("no-such", "gb18030"),
        ("", "gb18030"),
        ("", "utf-8"),
        ("utf-16", "utf-8"),
        ("gb2312", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("", "utf-16-le"),
        ("", "utf-16-be"),
    ],
)
def test_encodings_declared_rightly_wrongly_or_not(declared: str, encoding: str) -> None:
    page = pages.SEMANTIC.replace("<head>", f'<head><meta charset="{declared}">' if declared else "<head>")
    assert html.read(page.encode(encoding)).blocks == pages.BLOCKS


@pytest.mark.parametrize("declared", ["big5", "gb2312", ""])
def test_traditional_characters_in_big5(declared: str) -> None:
    prose = "今年以來，縣檔案局圍繞中心、服務大局，各項工作取得新進展，現將有關情況報告如下，請予審議。"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{prose}</p>'
    assert [block.text for block in html.read(page.encode("big5")).blocks] == [prose]


def test_a_character_beyond_gb2312_in_a_page_declared_so() -> None:
    page = f'<meta charset="gb2312"><p>㙍镇{pages.PROSE[0]}</p>'
    assert [block.text for block in html.read(page.encode("gb18030")).blocks] == [f"㙍镇{pages.PROSE[0]}"]


def test_a_broken_byte_does_not_cost_the_page() -> None:
    data = f'<meta charset="gbk"><p>{"".join(pages.PROSE) * 2}</p>'.encode("gbk")
    assert pages.PROSE[3] in html.read(data[:60] + b"\xff" + data[60:]).blocks[0].text


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>　　甲。<br>　　乙。</p>", ["甲。", "乙。"]),
        ("<div>甲。\n　　乙。\n　　丙。</div>", ["甲。", "乙。", "丙。"]),
        ("<p>局长　　张三</p>", ["局长　　张三"]),
        ("<p>开展\n  学习 and\nmore</p>", ["开展学习 and more"]),
        ("<p>一<b>二</b><span>三</span><font>四</font></p>", ["一二三四"]),
        ("<p>甲&nbsp;&amp;&#20057;&hellip;</p>", ["甲\xa0&乙…"]),
        ("<p><ruby>模<rp>(</rp><rt>mo</rt><rp>)</rp></ruby>范</p>", ["模范"]),
        ("<p>甲<script>x</script><!-- 乙 --><style>y</style>丙。</p>", ["甲丙。"]),
        ("<p>甲</p><p hidden>乙</p><p style='DISPLAY: none'>丙</p>", ["甲"]),
        ("<p>旧<del>删</del><ins>增</ins></p>", ["旧增"]),
        ("<ol start=3><li>甲<li>乙<ol type=a><li>丙</ol><li value=9>丁</ol>", ["3. 甲", "4. 乙", "a. 丙", "9. 丁"]),
        ("<ul><li>甲</li><li><p>乙</p><p>丙</p></li></ul>", ["- 甲", "- 乙", "丙"]),
        ("<ul style='list-style:none'><li>甲</li></ul>", ["甲"]),
        ("<pre>甲。\n乙。</pre>", ["甲。", "乙。"]),
        ("<h1>甲<br>乙</h1><p>丙。</p>", ["甲乙", "丙。"]),
        ("<dl><dt>甲<dd>乙</dl>", ["甲", "乙"]),
        ("甲<table><td>乙<table><td>丙</table></table>", ["甲", "乙", "丙"]),
    ],
)
def test_lines_as_a_browser_shows_them(page: str, expected: list[str]) -> None:
    assert blocks(page) == expected


def test_the_words_of_drawings_are_read_line_by_line() -> None:
    def drawing(*lines: str) -> str:
        pieces = (f'<text x="{x}" y="{y}">{c}</text>' for y, line in enumerate(lines) for x, c in enumerate(line))
        return f"<div><svg><title>图标</title><style>text {{}}</style><defs/>{''.join(pieces)}</svg></div>"

    page = f"<p>目录<svg><path d='M0 0'/></svg>一</p>{drawing('组织学习', '12次。')}{drawing('走访企业。')}<p>末段</p>"
    assert blocks(page) == ["目录一", "组织学习", "12次。", "走访企业。", "末段"]


def test_headings_and_captions_are_marked() -> None:
    page = "<h1>总结</h1><h2>一、学习</h2><p>甲。</p><figure><img><figcaption>会场</figcaption></figure>"
    assert html.read(page.encode()).blocks == (
        Block("总结", Part.TITLE),
        Block("一、学习", Part.HEADING),
        Block("甲。"),
        Block("会场", Part.CAPTION),
    )


def test_a_page_without_prose_is_read_whole() -> None:
    found = blocks(f"<ul>{pages.MENU}</ul><p>值班表</p><table><td>张三<td>李四</table>")
    assert found[-3:] == ["值班表", "张三", "李四"]


def test_pages_without_text_say_what_is_missing() -> None:
    assert "脚本" in reason(b'<html><body><div id="app">Loading...</div><script src="a.js"></script></body></html>')
    assert "框架" in reason(b'<html><frameset cols="20%,*"><frame src="a.htm"><frame src="b.htm"></frameset></html>')
    assert "框架" in reason(b'<html><body><iframe src="a.htm"></iframe></body></html>')
    assert "没有文字" in reason(b'<html><body><img src="a.jpg"></body></html>')


@pytest.mark.parametrize("tags", ["<div>", "<table><tr><td>", "<div></p>"])
def test_nesting_beyond_reason_is_refused(tags: str) -> None:
    assert "嵌套" in reason((tags * 100_000 + "甲。").encode())


def test_unclosed_inline_elements_do_no_harm() -> None:
    assert blocks("<b><i>" * 50_000 + "甲。") == ["甲。"]


@pytest.mark.parametrize("page", [pages.DIVS.encode(), pages.WORD_PAGE.encode("gbk"), pages.TABLES.encode("utf-16")])
def test_a_page_cut_short_or_changed(page: bytes) -> None:
    for position in range(0, len(page), 97):
        outcome(page[:position])
        outcome(page[:position] + bytes([page[position] ^ 0x55]) + page[position + 1 :])


TAGS = (
    "p div ul ol li table tr td h1 pre a br span ruby rt b form select svg text math frameset body html head title "
    "template"
)
OPEN = [f"<{tag} href=x class=MsoTitle style='mso-list:Ignore'>" for tag in TAGS.split()] + [
    f"<{tag}>" for tag in TAGS.split()
]
PIECES = [
    *OPEN,
    *(f"</{tag}>" for tag in TAGS.split()),
    "甲，乙丙丁戊己庚辛壬癸子丑寅卯。",
    "x",
    "\n",
    "&#0;",
    "<!--",
    "-->",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_tags(pieces: list[str]) -> None:
    outcome("".join(pieces).encode())


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    outcome(data)
    outcome(b"<p>" + data)


def outcome(data: bytes) -> None:
    try:
        found = html.read(data).blocks
    except DocumentError:
        return
    assert all(block.text.strip() and len(block.text.splitlines()) == 1 for block in found)
