"""OFD: characters and their places in, paragraphs with their pages out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.documents.decode import decode
from scorer.documents.extract import Block
from scorer.documents.formats.ofd import read
from scorer.documents.sentences import read_block_sentences, read_sentences
from scorer.errors import DocumentError
from tests.unit.documents.formats.made import zipped
from tests.unit.documents.formats.ofds import (
    LEADING,
    SPACE,
    TOP,
    Show,
    layer,
    ofd,
    page_part,
    parts,
    report,
    with_template,
)

SEEDS = sorted((Path(__file__).parents[4] / "seeds").glob("*.txt"))


def texts(*objects: Show | str) -> list[str]:
    return [block.text for block in read(ofd(layer(*objects))).blocks]


def fault(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(data)
    return caught.value.message.zh


def line(number: int, text: str, deltas: str | None = None, attributes: str = "") -> Show:
    return Show(text, y=TOP + number * LEADING, deltas=deltas, attributes=attributes)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_report_set_in_pages_gives_the_sentences_of_its_text(seed: Path) -> None:
    text = decode(seed.read_bytes())
    blocks = read(report(text, header="党建工作材料选编")).blocks
    joined = "\n".join(block.text for block in blocks)
    set_in_pages, plain = read_block_sentences(joined, blocks), read_sentences(text)
    assert [(sentence.part, "".join(joined[sentence.start : sentence.end].split())) for sentence in set_in_pages] == [
        (sentence.part, "".join(text[sentence.start : sentence.end].split())) for sentence in plain
    ]
    pages = [sentence.page for sentence in set_in_pages if sentence.page is not None]
    assert len(pages) == len(set_in_pages)
    assert pages == sorted(pages)
    assert pages[0] == 1 < pages[-1]


def test_what_the_file_says_about_itself_is_kept() -> None:
    info = "<ofd:Title>半年小结</ofd:Title><ofd:Author>县档案馆</ofd:Author>"
    info += "<ofd:CreationDate>2024-07-01</ofd:CreationDate>"
    found = read(ofd(layer(line(0, "馆里整理旧档三百卷。")), info=info))
    assert (found.title, found.author, found.date) == ("半年小结", "县档案馆", "2024-07-01")
    assert found.blocks == (Block("馆里整理旧档三百卷。", page=1),)


@pytest.mark.parametrize(
    "deltas",
    [
        'DeltaX="5.6 5.6 5.6 5.6 5.6"',
        'DeltaX="g 5 5.6"',
        'DeltaX="g 2 5.6 5.6 g 2 5.6"',
        'DeltaX="g 99999999999 5.6"',
        'DeltaX="5.6"',
        "",
        'DeltaX="x"',
        'DeltaX="g"',
        'DeltaX="nan nan"',
    ],
)
def test_distances_may_be_repeated_left_out_or_wrong(deltas: str) -> None:
    assert texts(line(0, "修渠三公里。", deltas)) == ["修渠三公里。"]


def test_glyphs_far_apart_stand_in_columns_and_near_ones_in_words() -> None:
    assert texts(Show("on the way", deltas='DeltaX="3 3 3 3 3 3 3 3 3"')) == ["on the way"]
    assert texts(Show("ontheway", deltas='DeltaX="3 6 3 3 6 3 3"')) == ["on the way"]


def test_text_that_runs_down_the_page_is_read_down() -> None:
    assert texts(
        Show("先修路", x=150, y=60, deltas='DeltaY="5.6 5.6"'), Show("后通车", x=140, y=60, deltas='DeltaY="g 2 5.6"')
    ) == ["先修路后通车"]


def test_turned_text_is_read_its_way_and_slanted_text_left_out() -> None:
    assert texts(line(0, "本页内容直排"), Show("内部资料", y=150, attributes='CTM="0.7 0.7 -0.7 0.7 0 0"')) == [
        "本页内容直排"
    ]
    turned = [
        Show(text, x=x, y=60, attributes='CTM="0 1 -1 0 0 0"')
        for x, text in ((150, "第一行写进"), (140, "第二行接着写。"))
    ]
    assert "".join(texts(*turned)) == "第一行写进第二行接着写。"


def test_bold_print_drawn_twice_is_read_once() -> None:
    assert texts(line(0, "清淤两处。"), line(0, "清淤两处。")) == ["清淤两处。"]


def test_objects_in_blocks_and_graphics_stand_where_those_do() -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content>'
        f'{Show("图中文字", x=80, y=200).xml()}<ofd:CompositeObject ResourceID="9" Boundary="0 0 9 9"/>'
        "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    drawn = '<ofd:CompositeObject ResourceID="9" Boundary="0 0 210 297" CTM="0.5 0 0 0.5 0 0"/>'
    block = f"<ofd:PageBlock>{line(8, '块中文字').xml()}</ofd:PageBlock>"
    blocks = read(ofd(layer(drawn, block, '<ofd:CompositeObject ResourceID="0"/>'), resources=unit)).blocks
    assert [one.text for one in blocks] == ["图中文字", "块中文字"]


def test_what_is_hidden_or_off_the_page_is_left_out() -> None:
    assert texts(line(0, "甲"), line(1, "乙", attributes='Visible="false"'), Show("丙", x=400), Show("丁", y=500)) == [
        "甲"
    ]


def test_a_template_of_one_page_is_read_and_one_of_several_is_furniture() -> None:
    common = "".join(f'<ofd:TemplatePage ID="{n}" BaseLoc="Tpls/{n}.xml"/>' for n in (5, 6))
    content = parts(
        with_template(5, layer(line(3, "开展走访十二次，慰问老人。"))).replace(
            "<!---->", '<ofd:Template TemplateID="6"/><!---->'
        ),
        with_template(6, layer(line(3, "整改问题。"))),
        common=common,
    )
    content["Doc_0/Tpls/5.xml"] = page_part(layer(line(0, "某县农业局文件")))
    content["Doc_0/Tpls/6.xml"] = page_part(layer(line(12, "仅供内部使用")))
    assert read(zipped(content)).blocks == (
        Block("某县农业局文件", page=1),
        Block("开展走访十二次，慰问老人。", page=1),
        Block("整改问题。", page=2),
    )


def test_cells_of_a_ruled_table_are_paragraphs() -> None:
    def rule(data: str) -> str:
        drawn = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
        return f'<ofd:PathObject Boundary="0 0 210 297">{drawn}</ofd:PathObject>'

    rules = [rule(f"M 30 {y} L 170 {y}") for y in (50, 70, 90)] + [
        rule(f"S 30 50 M {x} 50 L {x} 90") for x in (30, 100, 170)
    ]
    cells = [
        Show("走访困难职工", 32, 58),
        Show("二十户", 32, 64),
        Show("十二次", 105, 58),
        Show("宣讲", 32, 80),
        Show("三场", 105, 80),
    ]
    assert texts(*rules, *cells) == ["走访困难职工", "二十户", "十二次", "宣讲", "三场"]


def test_pages_of_several_documents_are_counted_on() -> None:
    first, second = parts(layer(line(0, "甲文。"))), parts(layer(line(0, "乙文。")))
    both = first | {name.replace("Doc_0", "Doc_1"): part for name, part in second.items() if name != "OFD.xml"}
    body = "<ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    both["OFD.xml"] = first["OFD.xml"].replace("</ofd:OFD>", body)
    assert read(zipped(both)).blocks == (Block("甲文。", page=1), Block("乙文。", page=2))


def test_a_damaged_page_among_good_ones_is_named_and_one_of_pictures() -> None:
    picture = '<ofd:ImageObject ResourceID="3" Boundary="0 0 210 297"/>'
    content = parts(*(layer(line(0, text)) for text in ("甲局整理档案十二卷。", "乙。", "丙局。")), layer(picture))
    content["Doc_0/Pages/Page_1/Content.xml"] = "<ofd:Page"
    extract = read(zipped(content))
    assert (extract.blocks, extract.unread_pages) == (
        (Block("甲局整理档案十二卷。", page=1), Block("丙局。", page=3)),
        (2, 4),
    )


def test_what_cannot_be_read_is_named() -> None:
    good = parts(layer(line(0, "甲。")))
    picture = '<ofd:ImageObject ResourceID="3" Boundary="0 0 210 297"/>'
    assert "已加密" in fault(zipped(good | {"Encryptions.xml": "<a/>"}))
    assert "没有文字层" in fault(ofd(layer(picture), layer(picture, line(0, "扫描"))))
    assert "没有文字（" in fault(ofd(layer()))
    assert "没有文字（" in fault(zipped({"OFD.xml": f"<ofd:OFD {SPACE}/>"}))
    assert "乱码" in fault(ofd(layer(line(0, "\ue000\ue001\ue002甲"))))
    assert "乱码" in fault(ofd(layer(*(line(row, "鎴戜滑鍏變骇鍏氫汉" * 2) for row in range(20)))))
    assert "损坏" in fault(zipped(good | {"Doc_0/Pages/Page_0/Content.xml": "<"}))
    assert "缺少 Doc_0/Document.xml" in fault(zipped({"OFD.xml": good["OFD.xml"]}))
    assert "超过 2000 页" in fault(ofd(*[layer()] * 2001))


WHOLE = ofd(layer(line(0, "整理档案。")))
SCRAPS = [
    "",
    "0",
    "-1",
    "1e308",
    "1e6",
    "1e-320",
    "nan",
    "g 9 1",
    "g",
    "0 0 0 0",
    "1 0 0 1 0 0",
    "0 0 0 0 0 0",
    "1e308 " * 6,
    "1e6 0 0 1e6 0 0",
    "²",
    "5",
]
NAMES = [
    "Layer",
    "PageBlock",
    "TextObject",
    "TextCode",
    "PathObject",
    "AbbreviatedData",
    "CompositeObject",
    "ImageObject",
]
ATTRIBUTES = [
    "Boundary",
    "CTM",
    "Size",
    "HScale",
    "X",
    "Y",
    "DeltaX",
    "DeltaY",
    "ResourceID",
    "Visible",
    "Stroke",
    "Fill",
]


def outcome(data: bytes) -> None:
    try:
        blocks = read(data).blocks
    except DocumentError:
        return
    assert all(block.text.strip() and len(block.text.splitlines()) == 1 for block in blocks)


def test_a_file_cut_short_or_with_a_changed_byte() -> None:
    for position in range(len(WHOLE)):
        outcome(WHOLE[:position])
        outcome(WHOLE[:position] + bytes([WHOLE[position] ^ 0x55]) + WHOLE[position + 1 :])


def element(name: str, given: dict[str, str], content: list[str]) -> str:
    attributes = " ".join(f'{key}="{value}"' for key, value in given.items())
    return f"<ofd:{name} {attributes}>{''.join(content)}</ofd:{name}>"


def elements() -> st.SearchStrategy[str]:
    def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        attributes = st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(SCRAPS), max_size=4)
        return st.builds(element, st.sampled_from(NAMES), attributes, st.lists(inner, max_size=5))

    return st.recursive(
        st.sampled_from(["甲。", "x ", "\n", "M 0 0 L 9 0 C", line(0, "甲乙").xml()]), wrapped, max_leaves=30
    )


@settings(max_examples=200, deadline=None)
@given(elements())
def test_any_elements_on_a_page(content: str) -> None:
    unit = f'<ofd:CompositeGraphicUnit ID="5"><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = f"<ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits>"
    outcome(ofd(layer(content, line(3, "修路。")), resources=resources))
