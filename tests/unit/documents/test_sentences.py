from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.documents import wording
from scorer.documents.extract import Block
from scorer.documents.sentences import read_block_sentences, read_sentences, title_of
from scorer.model import Part

BODY = "县水利局党支部组织党员巡查河道，排查隐患二十三处，全部整改到位。"


def quotes(text: str) -> list[str]:
    return [text[s.start : s.end] for s in read_sentences(text)]


def parts(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.part.value) for s in read_sentences(text)]


def part_of(line: str) -> str:
    """The part of a line in the middle of a report."""
    text = f"机关工作简述\n\n{BODY}\n\n{line}\n\n{BODY}"
    return dict(parts(text))[line]


# --- where sentences end


def test_sentences_end_at_full_stops_and_semicolons() -> None:
    assert quotes("走访企业40家；解决难题12个。效果好吗？好!下一步,再提升。") == [
        "走访企业40家；",
        "解决难题12个。",
        "效果好吗？",
        "好!",
        "下一步,再提升。",
    ]


def test_ascii_marks_end_chinese_sentences_only() -> None:
    assert quotes("办结率升到91.6%;添置轮椅35把;见 http://a.cn/?b=1;c=2 页面。") == [
        "办结率升到91.6%;",
        "添置轮椅35把;",
        "见 http://a.cn/?b=1;c=2 页面。",
    ]


def test_nothing_ends_inside_quotation_marks_and_brackets() -> None:
    for sentence in (
        "他提出“先学一步；再干一步。最后评一步”的办法，各支部照办。",
        "印发《谁来创建？怎么创建？》一文供学习。",
        "设立窗口（含分中心；不含乡镇！）九个。",
        "推行『一看；二问』工作法和「三查！四改」机制。",
        '坚持"学在前；干在前"的要求。',
    ):
        assert quotes(sentence) == [sentence]


def test_a_full_stop_before_a_closing_quotation_mark_ends_the_sentence() -> None:
    assert quotes("“窗口多站一分钟，群众少跑一趟路。”医保局干部何平说。此后窗口天天延时。") == [
        "“窗口多站一分钟，群众少跑一趟路。”",
        "医保局干部何平说。",
        "此后窗口天天延时。",
    ]


def test_a_call_as_a_name_does_not_end_the_sentence() -> None:
    assert quotes("局机关开展“这道坎，我来扛！”主题活动三次。") == ["局机关开展“这道坎，我来扛！”主题活动三次。"]
    assert quotes("党员老周喊道：“跟我来！”大家跟着下了水。") == [
        "党员老周喊道：“跟我来！”",
        "大家跟着下了水。",
    ]


def test_a_quotation_mark_that_does_not_close_swallows_nothing() -> None:
    text = "“走进群众“这件事，要常抓。支部每月开一次“板凳会”。“主任介绍，已开会九次。"
    assert quotes(text) == [
        "“走进群众“这件事，要常抓。",
        "支部每月开一次“板凳会”。",
        "“主任介绍，已开会九次。",
    ]


def test_dots_end_a_sentence_only_with_the_paragraph() -> None:
    assert quotes("少跑路、不排队……群众点赞。\n\n学习、讨论、检视……\n\n还有很多。") == [
        "少跑路、不排队……群众点赞。",
        "学习、讨论、检视……",
        "还有很多。",
    ]


def test_a_sentence_without_end_is_cut_at_its_pauses() -> None:
    clause = "党员干部进村入户，"
    pieces = quotes(clause * 2000)
    assert "".join(pieces) == clause * 2000
    assert all(piece.endswith("，") and 1900 < len(piece) <= 2000 for piece in pieces[:-1])
    assert len(pieces) == 10


def test_text_without_any_mark_is_cut_hard() -> None:
    assert [len(piece) for piece in quotes("办" * 4500)] == [2000, 2000, 500]
    assert [len(piece) for piece in quotes("# " + "办" * 4500)] == [2000, 2000, 500]


def test_a_full_stop_inside_a_long_quotation_is_the_better_pause() -> None:
    assert quotes(f"“{'一' * 1200}。{'二，' * 900}”")[0] == f"“{'一' * 1200}。"


@pytest.mark.parametrize(
    "text",
    ["他喊“跟我来！”" * 20_000, "“看！”的" * 40_000, "（一）" * 60_000, "“" * 200_000, "办 " * 100_000, "，" * 200_000],
)
def test_the_time_grows_with_the_length_only(text: str) -> None:
    began = process_time()
    read_sentences(text)
    assert process_time() - began < 2


# --- paragraphs


def test_a_sentence_broken_over_a_column_is_one_and_keeps_the_break() -> None:
    text = f"{BODY}坚持统一部署、统一检查，推动各支部形成合力，发\n\n挥整体效应。\n\n{BODY}"
    assert quotes(text)[1] == "坚持统一部署、统一检查，推动各支部形成合力，发\n\n挥整体效应。"
    assert [s.paragraph for s in read_sentences(text)] == [1, 1, 2]


@pytest.mark.parametrize("indent", ["", "　　"])
def test_lines_of_fixed_width_are_joined(indent: str) -> None:
    paragraphs = [BODY * 3, f"市场监管局开设“半小时窗口”，让办照更快。{BODY}{BODY}", f"年末测评，{BODY}"]
    lines = [indent + p for p in paragraphs]
    wrapped = "\n".join(line[i : i + 26] for line in lines for i in range(0, len(line), 26))
    text = "机关党建工作情况\n" + wrapped
    assert [q.replace("\n", "") for q in quotes(text)] == [
        "机关党建工作情况",
        *[BODY] * 3,
        "市场监管局开设“半小时窗口”，让办照更快。",
        *[BODY] * 2,
        f"年末测评，{BODY}",
    ]
    assert [s.paragraph for s in read_sentences(text)] == [1, 2, 2, 2, 3, 3, 3, 4]


def test_an_indented_line_opens_a_paragraph() -> None:
    text = "　　全局干部职工在防汛一线连续奋战，守住堤坝十七处，转移群众\n　　这一天，又一支队伍赶到。"
    assert [s.paragraph for s in read_sentences(text)] == [1, 2]


# --- parts and headings


def test_the_top_of_an_article_is_title_and_byline() -> None:
    text = f"河畔党旗红\n\n——县水利局党支部工作纪实\n\n本报记者 周远 通讯员 何静\n\n{BODY}"
    assert [part for _, part in parts(text)] == ["title", "title", "byline", "body"]
    assert title_of(text, read_sentences(text)) == "河畔党旗红"


def test_the_name_of_a_bulletin_is_not_its_title() -> None:
    text = f"机关党建简报\n\n第8期\n\n中共清源县委办公室编 2024年5月6日\n\n窗口前移解民忧\n\n{BODY}"
    assert title_of(text, read_sentences(text)) == "窗口前移解民忧"
    assert [part for _, part in parts(text)] == ["furniture"] * 3 + ["title", "body"]


def test_a_letter_has_an_addressee_and_a_signature() -> None:
    text = f"关于开展创建工作的通知\n\n各乡镇党委，县直各部门：\n\n{BODY}\n\n清源县直机关工委\n\n2024年5月6日"
    assert [part for _, part in parts(text)] == ["title", "furniture", "body", "furniture", "furniture"]


def test_an_author_is_told_by_the_place_below_the_title() -> None:
    for author in ("县水利局党组书记 李明", "清源县直机关工委", "□ 秦 川", "2024年5月6日"):
        assert parts(f"河畔党旗红\n\n{author}\n\n{BODY}")[1] == (author, "byline")


@pytest.mark.parametrize(
    "line",
    [
        "强根基 建设过硬支部",
        "一、抓学习，强头脑",
        "（二）强化服务意识。",
        "第一，守住底线",
        "【主要做法】",
        "编者按",
        "主要做法：",
    ],
)
def test_short_lines_that_are_no_sentences_are_headings(line: str) -> None:
    assert part_of(line) == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "一是抓学习。",
        "1.组织集中学习12次。",
        "培训人次：4600人次",
        "第七条 请假实行分级审批。",
        "- 走访企业",
        "成效好吗？",
    ],
)
def test_what_may_tell_a_deed_is_body(line: str) -> None:
    text = f"机关工作简述\n\n{BODY}\n\n{line}\n\n{BODY}"
    assert parts(text)[2] == (line.removeprefix("- "), "body")


@pytest.mark.parametrize(
    "line", ["上图：党员在河道巡查。", "图为党员在河道巡查。", "（本版图片由县水利局提供）", "王力 摄"]
)
def test_words_under_pictures_are_captions(line: str) -> None:
    assert part_of(line) == "caption"


def test_a_sentence_set_off_by_a_wide_gap_is_a_caption() -> None:
    text = f"河畔党旗红\n\n{BODY}\n\n\n\n党员在河道巡查。\n\n{BODY}"
    assert parts(text)[2] == ("党员在河道巡查。", "caption")


@pytest.mark.parametrize(
    "line", ["第3页 共8页", "- 3 -", "|", "责任编辑：王力", "https://example.cn/a?b=1", "附件：清单"]
)
def test_what_a_page_carries_is_furniture(line: str) -> None:
    text = f"机关工作简述\n\n{BODY}\n\n{line}\n\n{BODY}"
    assert [part for _, part in parts(text)] == ["title", "body", "furniture", "body"]


@pytest.mark.parametrize("line", ["来源：清源日报", "2024/5/6 10:20:30 来源:清源日报", "（县水利局供稿）"])
def test_where_it_was_published_is_byline(line: str) -> None:
    assert part_of(line) == "byline"


def test_a_numbered_phrase_is_the_heading_of_its_paragraph_and_of_what_follows() -> None:
    text = f"机关工作简述\n\n（一）抓紧理论学习。{BODY}\n\n{BODY}\n\n二、服务群众\n\n{BODY}"
    sentences = read_sentences(text)
    assert [(s.part, s.heading) for s in sentences] == [
        (Part.TITLE, ""),
        (Part.HEADING, ""),
        (Part.BODY, "（一）抓紧理论学习。"),
        (Part.BODY, "（一）抓紧理论学习。"),
        (Part.HEADING, ""),
        (Part.BODY, "二、服务群众"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "（一）成立领导小组。",
        "（二）制定实施方案。",
        "3. 召开了动员大会。",
        "四、印发《工作要点》。",
        "第五，开通服务热线。",
        "其六，组建青年突击队。",
    ],
)
def test_a_numbered_deed_is_body_alone_and_at_the_head_of_a_paragraph(words: str) -> None:
    assert part_of(words) == "body"
    assert parts(f"机关工作简述\n\n{BODY}\n\n{words}{BODY}")[2] == (words, "body")


@pytest.mark.parametrize(
    "words",
    [
        "（一）强化理论武装。",
        "（二）加强阵地建设。",
        "（三）抓班子带队伍。",
        "（四）坚持人民至上。",
        "（五）建立健全制度。",
        "六、组织领导到位。",
    ],
)
def test_a_numbered_call_is_a_heading_alone_and_at_the_head_of_a_paragraph(words: str) -> None:
    assert part_of(words) == "heading"
    assert parts(f"机关工作简述\n\n{BODY}\n\n{words}{BODY}")[2] == (words, "heading")


@pytest.mark.parametrize(
    "words",
    [
        "建强基层支部，打造党建品牌。",
        "打造过硬队伍，锤炼务实作风。",
        "强化理论武装，筑牢思想根基。",
        "压实工作责任,抓好任务落实。",
        "聚焦中心任务。",
        "一是抓政治教育。",
    ],
)
def test_a_call_at_the_head_of_a_paragraph_is_its_heading(words: str) -> None:
    assert wording.is_slogan(words)
    assert parts(f"机关工作简述\n\n{BODY}\n\n{words}{BODY}")[2] == (words, "heading")


@pytest.mark.parametrize(
    "words",
    [
        "一是成立领导小组。",
        "二是召开动员大会。",
        "改进工作作风，印发十条措施。",
        "推动出台惠企政策。",
        "服务大厅设立党员先锋岗。",
        "改进措施全部落实。",
    ],
)
def test_a_plain_deed_at_the_head_of_a_paragraph_is_body(words: str) -> None:
    assert not wording.is_slogan(words)
    assert parts(f"机关工作简述\n\n{BODY}\n\n{words}{BODY}")[2] == (words, "body")


def test_markdown_marks_hide_nothing() -> None:
    top = f"# 工作总结\n\n## 理论学习 ##\n\n> {BODY}\n\n- 走访企业40家\n- **办实事**12件\n\n"
    text = f"{top}**一、抓支部。**{BODY}\n\n---"
    assert parts(text) == [
        ("工作总结", "title"),
        ("理论学习", "heading"),
        (BODY, "body"),
        ("走访企业40家", "body"),
        ("办实事**12件", "body"),
        ("一、抓支部。", "heading"),
        (BODY, "body"),
        ("---", "furniture"),
    ]


# --- what always holds

LINES = st.text(
    alphabet=st.sampled_from('党员办实事，、。；！？：“”‘’（）《》…—"().;!?#>-*一二（）、1. 　\n\n'),
    max_size=120,
)


@given(LINES)
def test_sentences_are_in_order_apart_and_hold_all_but_space_and_marks(text: str) -> None:
    sentences = read_sentences(text)
    end = 0
    left_out = ""
    for number, sentence in enumerate(sentences, 1):
        assert sentence.number == number
        assert end <= sentence.start < sentence.end
        left_out += text[end : sentence.start]
        end = sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
    left_out += text[end:]
    assert set("".join(left_out.split())) <= set("#>-+*_")
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences)


@given(st.text(max_size=200))
def test_any_text_can_be_cut(text: str) -> None:
    assert all(s.start < s.end for s in read_sentences(text))


def test_captions_and_credits_in_traditional_script_are_no_body() -> None:
    text = "工作總結\n\n市局組織黨員走訪羣衆320戶。\n\n圖爲：機關黨委組織黨員走訪羣衆。\n\n責任編輯：王明\n"
    assert [sentence.part for sentence in read_sentences(text)][2:] == [Part.CAPTION, Part.FURNITURE]


# --- blocks ------------------------------------------------------------------------------------


def in_blocks(*blocks: Block) -> list[tuple[str, int, Part, str]]:
    text = "\n".join(block.text for block in blocks)
    return [(text[s.start : s.end], s.paragraph, s.part, s.heading) for s in read_block_sentences(text, blocks)]


BROKEN = ["党委召开学习会12次。组织党员干部深入基层", "走访慰问。"]


def test_lines_that_break_off_are_joined_but_not_where_the_format_says_what_they_are() -> None:
    first = ("党委召开学习会12次。", 1, Part.BODY, "")
    assert in_blocks(*map(Block, BROKEN)) == [first, ("组织党员干部深入基层\n走访慰问。", 1, Part.BODY, "")]
    apart = [first, ("组织党员干部深入基层", 1, Part.BODY, ""), ("走访慰问。", 2, Part.BODY, "")]
    assert in_blocks(Block(BROKEN[0], Part.BODY), Block(BROKEN[1])) == apart
    assert in_blocks(Block(BROKEN[0]), Block(BROKEN[1], Part.BODY)) == apart
    assert in_blocks(Block(BROKEN[0], cell="表!A1"), Block(BROKEN[1], cell="表!A2")) == apart
    assert in_blocks(Block(BROKEN[0]), Block(BROKEN[1], opens=True)) == apart


def test_cells_of_one_width_are_no_wrapped_text() -> None:
    cells = [text for n in range(1, 9) for text in ("县教育局党组办公室和机关党委", f"建立学习制度并组织学习{n}次")]
    blocks = [Block("2024年党建工作台账"), *(Block(text, opens=True) for text in cells)]
    assert [quote for quote, *_ in in_blocks(*blocks)] == ["2024年党建工作台账", *cells]
    wrapped = [
        Block(text)
        for text in (
            "一年来，党组带头学习，组织",
            "党员走访企业，帮助群众解决",
            "用工难题，办成实事三十件，",
            "群众满意。",
        )
    ]
    assert [number for _, number, *_ in in_blocks(*wrapped)] == [1]
    assert [number for _, number, *_ in in_blocks(*wrapped, *blocks[1:])] == list(range(1, 18))


def test_a_sentence_over_two_pages_stands_where_it_begins() -> None:
    blocks = [Block(BROKEN[0], page=3), Block(BROKEN[1] + "群众满意。", page=4)]
    text = "\n".join(block.text for block in blocks)
    assert [sentence.page for sentence in read_block_sentences(text, blocks)] == [3, 3, 4]


def test_a_paragraph_that_turns_the_page_is_the_first_of_the_next_one() -> None:
    lead, first, second = "党组召开会议12次。", "全年办实事30件。", "群众满意率达到98%。"
    blocks = [Block("一、抓学习", page=1), Block(lead + first + second, page=1, turns=((len(lead + first), 2),))]
    blocks.append(Block("机关党委走访企业20家。", page=2))
    sentences = read_block_sentences("\n".join(block.text for block in blocks), blocks)
    assert [sentence.place.zh for sentence in sentences] == [
        "第1页第1段",
        "第1页第2段",
        "第1页第2段",
        "第2页第1段",
        "第2页第2段",
    ]


def test_what_the_format_says_of_a_part_holds() -> None:
    assert in_blocks(
        Block("甲局创建模范机关", Part.BODY),
        Block("抓学习促落实，全年开展主题党日十二次，群众满意度高", Part.HEADING),
        Block("二〇二四年工作总结", Part.FURNITURE),
        Block("我局办实事30件。帮扶5户。"),
    ) == [
        ("甲局创建模范机关", 1, Part.BODY, ""),
        ("抓学习促落实，全年开展主题党日十二次，群众满意度高", 2, Part.HEADING, ""),
        ("二〇二四年工作总结", 3, Part.FURNITURE, "抓学习促落实，全年开展主题党日十二次，群众满意度高"),
        ("我局办实事30件。", 4, Part.BODY, "抓学习促落实，全年开展主题党日十二次，群众满意度高"),
        ("帮扶5户。", 4, Part.BODY, "抓学习促落实，全年开展主题党日十二次，群众满意度高"),
    ]


def test_a_cell_is_body_however_short() -> None:
    assert in_blocks(Block("机关党委", cell="表!A1"), Block("开展主题党日", cell="表!B1")) == [
        ("机关党委", 1, Part.BODY, ""),
        ("开展主题党日", 2, Part.BODY, ""),
    ]


BLOCK_LINES = st.lists(
    st.sampled_from(
        [*BROKEN, "一、强化领导", "机关党建总结", "（一）抓学习。全年12次。", "- 办实事", "> 引文", "# 题", "1"]
    ),
    min_size=1,
    max_size=12,
)


@given(BLOCK_LINES)
def test_blocks_of_which_nothing_is_known_are_lines_of_plain_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert read_block_sentences(text, [Block(line) for line in lines]) == read_sentences(text)


@given(BLOCK_LINES, st.lists(st.sampled_from([None, *Part]), min_size=12, max_size=12))
def test_every_block_with_a_part_keeps_it_and_no_word_is_lost(lines: list[str], parts: list[Part | None]) -> None:
    blocks = [Block(line, part, page=number) for number, (line, part) in enumerate(zip(lines, parts, strict=False))]
    text = "\n".join(lines)
    sentences = read_block_sentences(text, blocks)
    words = "".join(text[sentence.start : sentence.end] for sentence in sentences)
    assert [c for c in words if c.isalnum()] == [c for c in text if c.isalnum()]
    for sentence in sentences:
        assert sentence.page is not None
        part = blocks[sentence.page].part
        if part not in (None, Part.BODY):
            assert sentence.part is part
