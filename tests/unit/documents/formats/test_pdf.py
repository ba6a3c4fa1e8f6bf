"""PDFs written by hand: what the reader makes of lines, pages, columns and tables."""

from __future__ import annotations

import pytest

from scorer.documents.extract import Block, Extract
from scorer.documents.formats.pages import Glyph
from scorer.documents.formats.pdf import read
from scorer.documents.formats.pdf_layout import compose
from scorer.errors import DocumentError
from tests.unit.documents.formats.pdfs import (
    FONT,
    HEIGHT,
    LEADING,
    LEFT,
    RIGHT,
    SIZE,
    WIDTH,
    Picture,
    Rule,
    Show,
    Thing,
    assembled,
    lines,
    pdf,
)

# 29 characters a line, 27 of the first line of a paragraph.
FIRST = ("　　局机关党委每月听取一次进展情况，逐项研究解决遇到的难题", "，把责任压实到每一个处室和支部。")
SECOND = ("　　全年走访企业一百二十六家，帮助解决用工和融资方面的问题", "五十八件，办结率百分之九十六。")
THIRD = ("　　下一步，要把好的做法坚持下去，在服务群众上再下一番功夫", "，让企业和群众看得见变化。")


def joined(paragraph: tuple[str, ...]) -> str:
    return "".join(paragraph).lstrip("　")


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(data)
    return caught.value.message.zh


def test_lines_become_paragraphs_again() -> None:
    assert read(pdf(lines(*FIRST, *SECOND))) == Extract((Block(joined(FIRST), page=1), Block(joined(SECOND), page=1)))


def test_a_paragraph_that_fills_its_last_line_ends_where_the_next_is_indented() -> None:
    full = (
        "　　局机关党委每月听取一次进展情况，逐项研究解决遇到的难题",
        "，把责任压实到每一个处室和每一个支部，做到件件都有着落。",
    )
    assert len(full[1]) >= 26
    assert texts(pdf(lines(*full, *SECOND))) == [joined(full), joined(SECOND)]


def test_paragraphs_without_indent_are_told_by_their_distance() -> None:
    first, second = (tuple(line.lstrip("　") for line in part[:1]) for part in (FIRST, SECOND))
    drawn = [
        *lines(*first, *first, "到此为止。"),
        *lines(*second, *second, y=100 + 3 * LEADING + 20),
    ]
    assert texts(pdf(drawn)) == [first[0] * 2 + "到此为止。", second[0] * 2]


def test_a_title_in_large_letters_is_whole_and_apart() -> None:
    title = [Show("关于全市机关作风建设", 212, 80, 22), Show("情况的通报", 267, 115, 22)]
    assert texts(pdf([*title, *lines(*FIRST, y=170)])) == ["关于全市机关作风建设情况的通报", joined(FIRST)]


def test_a_paragraph_that_runs_over_the_page_is_one_and_tells_where_the_page_turns() -> None:
    data = pdf(lines(*SECOND, *FIRST[:1], y=700), lines(*FIRST[1:], *THIRD))
    assert read(data).blocks == (
        Block(joined(SECOND), page=1),
        Block(joined(FIRST), page=1, turns=((len(joined(FIRST[:1])), 2),)),
        Block(joined(THIRD), page=2),
    )


@pytest.mark.parametrize(
    "number", ["— {} —", "- {} -", "－{}－", "{}", "第{}页", "第 {} 页 共 3 页", "{}/3", "· {} ·", "Page {} of 3"]
)
def test_page_numbers_go(number: str) -> None:
    pages = [[*lines(*part), Show(number.format(index), 280, 800, 12)] for index, part in enumerate((FIRST, SECOND), 1)]
    assert texts(pdf(*pages)) == [joined(FIRST), joined(SECOND)]


def test_headers_that_pages_repeat_go_whatever_number_they_hold() -> None:
    pages = [
        [Show(f"机关党建工作简报　第{index}版", LEFT, 50, 10), *lines(*part)]
        for index, part in enumerate((FIRST, SECOND), 1)
    ]
    assert texts(pdf(*pages)) == [joined(FIRST), joined(SECOND)]


def test_rows_at_the_top_of_pages_that_differ_in_their_figures_are_no_headers() -> None:
    rows = ["一支部组织学习12次。", "一支部组织学习9次。", "一支部组织学习40次。"]
    assert texts(pdf(*(lines(row, *FIRST, y=60) for row in rows)))[::2] == rows


def test_pages_that_are_all_alike_keep_their_text() -> None:
    pages = [[*lines("全年办实事30件。", y=60), Show(f"- {number} -", 280, 800)] for number in (1, 2)]
    assert texts(pdf(*pages)) == ["全年办实事30件。"] * 2


def test_a_page_in_small_print_stays_where_it_stands() -> None:
    small = lines("1组织学习12次。", "2走访企业30家。", size=10, leading=40)
    assert texts(pdf(lines(*FIRST), small, lines(*SECOND))) == [
        joined(FIRST),
        "1组织学习12次。",
        "2走访企业30家。",
        joined(SECOND),
    ]


def test_the_header_of_a_single_page_goes_but_its_title_stays() -> None:
    header = Show("机关党建工作简报", LEFT, 45, 10)
    title = Show("让服务看得见", 256, 100, 22)
    page = [title, *lines(*FIRST, *SECOND, y=150)]
    assert texts(pdf([header, *page])) == texts(pdf(page)) == ["让服务看得见", joined(FIRST), joined(SECOND)]


def test_a_year_in_the_text_is_no_page_number() -> None:
    assert texts(pdf(lines(*FIRST, "2024", *SECOND)))[1] == "2024"


def test_small_lines_beside_a_large_one_are_not_mixed() -> None:
    page: list[Thing] = [
        Show("县委组织部", 90, 92, 12),
        Show("文件", 200, 100, 32),
        Show("县直机关工委", 90, 108, 12),
        Show("编号：2024", 300, 92, 12),
    ]
    assert "".join(texts(pdf(page))) == "县委组织部 文件 编号：2024县直机关工委"


def test_spaces_that_take_no_room_go() -> None:
    def at(text: str, left: float, right: float) -> Glyph:
        return Glyph(text, left, right, 100, 12, told=True)

    words = [at("党", 0, 12), at(" ", 12, 18), at("建", 12, 24), at(" ", 24, 30), at("a", 24, 30), at(" ", 30, 36)]
    assert compose([*words, at("b", 36, 42)]) == "党建a b"


def test_columns_are_read_one_after_the_other() -> None:
    left = ("　　各支部轮流承办主", "题党日，党员上台讲，", "群众台下评，一年办了", "二十四期，评议意见都", "有回音。")
    right = ("　　三是抓作风。窗口", "实行首问负责和限时办", "结，差评件当日回访，", "群众满意率升到百分之", "九十九。")
    title = Show("两个栏目之上的标题", 200, 70, 22)
    both = [*lines(*left, y=120), *lines(*right, y=127, x=LEFT + 12 * SIZE)]
    assert texts(pdf([title, *both])) == ["两个栏目之上的标题", joined(left), joined(right)]


def table(*rows: tuple[str, ...], y: float, widths: tuple[float, ...]) -> list[Show | Rule | Picture]:
    xs = [LEFT + sum(widths[:index]) for index in range(len(widths) + 1)]
    bottom = y + 30 * len(rows)
    drawn: list[Show | Rule | Picture] = [Rule(xs[0], y + 30 * n, xs[-1], y + 30 * n) for n in range(len(rows) + 1)]
    drawn += [Rule(x, y, x, bottom) for x in xs]
    for n, row in enumerate(rows):
        drawn += [Show(cell, x + 4, y + 30 * n + 20, 12) for cell, x in zip(row, xs, strict=False)]
    return drawn


def test_a_table_is_read_cell_by_cell_where_it_stands() -> None:
    rows = (("举措", "责任处室"), ("建立联系企业制度", "办公室"))
    drawn = [*lines(*FIRST), *table(*rows, y=170, widths=(200, 100)), *lines(*SECOND, y=270)]
    assert [(block.text, block.opens) for block in read(pdf(drawn)).blocks] == [
        (joined(FIRST), False),
        ("举措", True),
        ("责任处室", True),
        ("建立联系企业制度", True),
        ("办公室", True),
        (joined(SECOND), True),
    ]


def test_lines_of_a_cell_are_joined_and_cells_without_a_rule_between_are_one() -> None:
    rules = [Rule(90, 100, 290, 100), Rule(90, 180, 290, 180), Rule(90, 100, 90, 180), Rule(290, 100, 290, 180)]
    rules += [Rule(190, 100, 190, 180), Rule(90, 140, 190, 140)]
    words = [Show("第一格", 94, 125, 12), Show("第二格", 94, 165, 12)]
    words += [Show("建立企业诉求台", 194, 125, 12), Show("账，逐件销号。", 194, 145, 12)]
    assert texts(pdf([*rules, *words])) == ["第一格", "建立企业诉求台账，逐件销号。", "第二格"]


def test_a_frame_around_the_page_is_no_table() -> None:
    sides = (60, 60, 535, 60), (60, 780, 535, 780), (60, 60, 60, 780), (535, 60, 535, 780)
    frame = [Rule(*side) for side in sides]
    assert texts(pdf([*frame, *lines(*FIRST, *SECOND)])) == [joined(FIRST), joined(SECOND)]


def test_footnotes_come_last_and_their_marks_go() -> None:
    mark = Show("1", RIGHT, 93, 9)
    note = Show("1 数据截至去年年底。", LEFT, 760, 10)
    pages = [mark, *lines(*FIRST[:1], y=100), note], lines(*FIRST[1:], *SECOND)
    assert texts(pdf(*pages)) == [joined(FIRST), joined(SECOND), "1 数据截至去年年底。"]


def test_words_keep_their_spaces_and_chinese_has_none() -> None:
    apart = [Show("实行", LEFT), Show("Wi", 126), Show("Fi", 170), Show("全覆盖。", 206)]
    assert texts(pdf(apart)) == ["实行Wi Fi全覆盖。"]


def test_radicals_that_fonts_give_for_characters_are_folded() -> None:
    assert texts(pdf(lines("　　⼀⽀⼒量，⻓期坚持，⻅效快。"))) == ["一支力量，长期坚持，见效快。"]


@pytest.mark.parametrize("turn", [(0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)])
def test_turned_pages_read_like_others(turn: tuple[float, float, float, float]) -> None:
    a, b, c, d = turn
    centre = WIDTH / 2, HEIGHT / 2
    page = []
    for index, line in enumerate((*FIRST, *SECOND)):
        indent = SIZE * (len(line) - len(line.lstrip("　")))
        along, up = indent - 200, 50 - index * LEADING
        x, y = centre[0] + a * along + c * up, centre[1] + b * along + d * up
        page.append(Show(line.lstrip("　"), x, HEIGHT - y, turn=turn))
    assert texts(pdf(page)) == [joined(FIRST), joined(SECOND)]


def test_letters_of_a_negative_size_run_backwards_like_the_page() -> None:
    page = [
        Show(line.strip("　"), WIDTH - (100 if index else 100 + 2 * SIZE), HEIGHT - 100 - index * LEADING, -SIZE)
        for index, line in enumerate(FIRST)
    ]
    assert texts(pdf(page)) == [joined(FIRST)]


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("Widget/FT/Tx", "县档案局机关党支部"),
        ("Widget", "县档案局机关党支部"),
        ("FreeText", "县档案局机关党支部"),
        ("Widget/FT/Sig", ""),
        ("Widget/FT/Btn", ""),
        ("Stamp", ""),
    ],
)
def test_what_was_typed_onto_the_page_is_read_and_no_stamp_or_signature(kind: str, read: str) -> None:
    def stream(more: bytes, *things: Show) -> bytes:
        drawn = b"\n".join(thing.drawn() for thing in things)
        return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(drawn), drawn)

    fonts = b"/Resources<</Font<</F 3 0 R>>>>"
    box = b"/BBox[0 0 %d %d]" % (WIDTH, HEIGHT)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 %d %d]>>" % (WIDTH, HEIGHT),
        FONT,
        b"<</Type/Page/Parent 2 0 R%s/Contents 5 0 R/Annots[8 0 R 6 0 R 99 0 R]>>" % fonts,
        stream(b"", Show("申报单位：", y=100)),
        b"<</Type/Annot/Subtype/%s/F 4/Rect[0 0 %d %d]/AP<</N 7 0 R>>>>" % (kind.encode(), WIDTH, HEIGHT),
        stream(b"/Type/XObject/Subtype/Form" + box + fonts, Show("县档案局机关党支部", y=100, x=LEFT + 5 * SIZE)),
        b"<</Type/Annot/Subtype/FreeText/F 4/Rect[0 0 %d %d]/AP<</N 9 0 R>>>>" % (WIDTH, HEIGHT),
        stream(b"/Type/XObject/Subtype/Form" + box + fonts, Show("同意。", y=200)),
    ]
    assert texts(assembled(objects, b"/Root 1 0 R")) == [f"申报单位：{read}同意。"]


def test_vertical_columns_are_read_from_the_right() -> None:
    columns = ("机关作风建设永远在路", "上。", "群众满意是标准。")
    page = [
        Show(character, 400 - 30 * index, 100 + 20 * place)
        for index, column in enumerate(columns)
        for place, character in enumerate(column)
    ]
    assert "".join(texts(pdf(page))) == "".join(columns)


def test_watermarks_across_the_page_go() -> None:
    mark = Show("内部资料注意保存", 150, 500, 60, turn=(0.707, 0.707, -0.707, 0.707))
    assert texts(pdf([mark, *lines(*FIRST)])) == [joined(FIRST)]


def test_metadata_are_the_files_own() -> None:
    title = "工作总结".encode("utf-16-be").hex().encode()
    info = b"/Title<FEFF%s>/Author(Li)/CreationDate(D:20240131130840+08'00')" % title
    extract = read(pdf(lines(*FIRST), info=info))
    assert (extract.title, extract.author, extract.date) == ("工作总结", "Li", "2024-01-31")


def test_pages_of_pictures_among_text_are_told() -> None:
    data = pdf([Picture()], lines(*FIRST), [Picture()])
    assert texts(data) == [joined(FIRST)]
    assert read(data).unread_pages == (1, 3)
    assert read(pdf([Picture(), *lines(*FIRST)], lines(*FIRST))).unread_pages == ()


def test_a_scan_is_named_even_with_page_numbers_and_a_stamp() -> None:
    pages = [[Picture(), Show(f"— {number} —", 280, 800), Show("扫描仪", 500, 20, 8)] for number in (1, 2, 3)]
    assert refusal(pdf(*pages)) == "PDF 里只有图片，没有文字层；请先做文字识别（OCR）或换成 Word 文档。"


def test_blank_pages_are_named() -> None:
    assert refusal(pdf([], [])).startswith("PDF 里没有文字")


IDENTITY = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/Any/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>"
)


@pytest.mark.parametrize("shift", [0x2000, 0x5000])
def test_text_that_does_not_say_its_characters_is_named_as_such(shift: int) -> None:
    garbled = "".join(
        chr(0x3400 + (ord(character) * 7 + shift) % 0x6000) for line in (*FIRST, *SECOND) for character in line
    )
    assert refusal(pdf(lines(garbled[:26], garbled[26:52], garbled[52:78], garbled[78:]), font=IDENTITY)).startswith(
        "PDF 的文字层是乱码"
    )


PASSWORD = b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">/P -4>>/ID[<00><00>]"


def test_a_locked_file_is_named() -> None:
    assert refusal(pdf(lines(*FIRST), extra=PASSWORD)).startswith("PDF 已加密")


@pytest.mark.parametrize("kept", [0, 5, 100, 600])
def test_a_cut_file_is_read_or_named(kept: int) -> None:
    assert refusal(pdf(lines(*FIRST))[:kept])


def test_a_page_tree_in_a_circle_comes_to_an_end() -> None:
    catalog, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9/Parent 2 0 R>>"
    assert refusal(assembled([catalog, pages], b"/Root 1 0 R"))


def test_a_file_without_pages_is_named() -> None:
    assert refusal(pdf())


def test_too_many_pages_are_refused_before_they_are_read() -> None:
    pages = b"<</Type/Pages/Kids[%s]/Count 2001>>" % (b"3 0 R " * 2001)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    data = assembled([b"<</Type/Catalog/Pages 2 0 R>>", pages, page], b"/Root 1 0 R")
    assert refusal(data).startswith("PDF 太大（超过 2000 页")
