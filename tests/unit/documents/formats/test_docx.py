import pytest

from scorer.documents.extract import Block
from scorer.documents.formats import docx
from scorer.errors import DocumentError
from scorer.model import Part
from tests.unit.documents.formats.made import STRICT, W, level, numbering, p, r, word, word_parts, word_xml, zipped

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in (
        ("a", "Title", ""),
        ("1", "heading 1", ""),
        ("2", "标题 2", ""),
        ("b", "正文小标题", '<w:basedOn w:val="2"/>'),
        ("c", "Caption", ""),
        ("t", "toc 1", ""),
        ("f", "table of figures", ""),
        ("o", "大纲正文", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        ("h", "隐藏", "<w:rPr><w:vanish/></w:rPr>"),
    )
)


def texts(body: str, **others: str) -> list[str]:
    return [block.text for block in docx.read(word(body, **others)).blocks]


def styled(text: str, style: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def fault(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        docx.read(data)
    return caught.value.message.zh


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = mark("separate") + result if result else ""
    return mark("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + shown + mark("end")


def test_parts_follow_the_styles_under_their_english_and_chinese_names() -> None:
    body = "".join(
        (
            styled("全县机关党建工作报告", "a"),
            styled("一、主要做法", "1"),
            styled("（一）抓学习", "2"),
            styled("制度建设", "b"),
            styled("三级小标题", "o"),
            p("县档案局办了四期讲堂。"),
            styled("图1 讲堂现场", "c"),
            styled("一、主要做法 1", "t"),
            styled("图1 讲堂现场 2", "f"),
            p("直接设了大纲级别", '<w:outlineLvl w:val="0"/>'),
            p("正文级别", '<w:outlineLvl w:val="9"/>'),
        )
    )
    assert docx.read(word(body, styles=STYLES)).blocks == (
        Block("全县机关党建工作报告", Part.TITLE),
        Block("一、主要做法", Part.HEADING),
        Block("（一）抓学习", Part.HEADING),
        Block("制度建设", Part.HEADING),
        Block("三级小标题", Part.HEADING),
        Block("县档案局办了四期讲堂。"),
        Block("图1 讲堂现场", Part.CAPTION),
        Block("一、主要做法 1", Part.FURNITURE),
        Block("图1 讲堂现场 2", Part.FURNITURE),
        Block("直接设了大纲级别", Part.HEADING),
        Block("正文级别"),
    )


def test_prose_in_a_heading_style_stays_prose() -> None:
    prose = (
        "抓学习。县档案局办了四期讲堂，三百人参加。",
        "长" * 80,
        "今年以来，县档案局办了四期讲堂，共有三百人参加学习。",
    )
    body = "".join(styled(one, "1") for one in prose)
    assert docx.read(word(body, styles=STYLES)).blocks == tuple(Block(one) for one in prose)


def test_a_heading_may_be_a_sentence_and_has_no_bullet() -> None:
    body = p("强化理论武装。", '<w:pStyle w:val="2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    read = docx.read(word(p("甲") + body, styles=STYLES, numbering=numbering(level(0, "bullet", "●"))))
    assert read.blocks == (Block("甲"), Block("强化理论武装。", Part.HEADING))


@pytest.mark.parametrize(
    ("second", "part"), [(styled("一、做法", "2"), Part.TITLE), (styled("二、成效", "1"), Part.HEADING)]
)
def test_a_heading_alone_on_its_level_at_the_top_is_the_title(second: str, part: Part) -> None:
    blocks = docx.read(word(styled("创建工作情况", "1") + second + p("正文。"), styles=STYLES)).blocks
    assert blocks[0] == Block("创建工作情况", part)


def test_a_title_broken_over_lines_is_joined_and_broken_prose_is_not() -> None:
    broken = (
        '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>关于机关</w:t><w:br/><w:t>建设的报告</w:t></w:r></w:p>'
    )
    assert texts(broken.format("a") + broken.format("x"), styles=STYLES) == [
        "关于机关建设的报告",
        "关于机关",
        "建设的报告",
    ]


def test_tables_are_read_cell_by_cell_with_those_inside() -> None:
    def table(*rows: str) -> str:
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in cells)}</w:tr>"

    inner = table(row(p("内一"), p("内二")))
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('删去的行')}</w:tc></w:tr>"
    body = p("表前") + table(row(p("甲"), p("乙一") + p("乙二")), row(p("丙") + inner, p("")), deleted) + p("表后")
    assert texts(body) == ["表前", "甲", "乙一", "乙二", "丙", "内一", "内二", "表后"]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框里一段')}{p('框里二段')}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    both = f"<mc:AlternateContent>{new}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    only_old = f'<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    for shape in (both, only_old, old):
        body = f"<w:p>{r('框前半句，')}<w:r>{shape}</w:r>{r('后半句。')}</w:p>" + p("下一段")
        assert texts(body) == ["框前半句，后半句。", "框里一段", "框里二段", "下一段"]


def test_controls_links_and_wrappers_give_their_text_and_placeholders_none() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的段落')}</w:sdtContent></w:sdt>"
        f"<w:p>{r('见')}<w:hyperlink>{r('办法')}</w:hyperlink><w:smartTag>{r('全文')}</w:smartTag>"
        f"<w:sdt><w:sdtContent>{r('（试行）')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击输入')}</w:sdtContent></w:sdt></w:p>"
    )
    assert texts(body) == ["控件里的段落", "见办法全文（试行）"]


def test_a_generated_table_of_contents_is_furniture() -> None:
    properties = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{p('做法 1')}</w:sdtContent></w:sdt>"
    assert docx.read(word(contents + p("做法如下"))).blocks == (Block("做法 1", Part.FURNITURE), Block("做法如下"))


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        f"<w:p>{r('办结')}<w:ins>{r('二百')}</w:ins><w:del><w:r><w:delText>一百</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('移走')}</w:moveFrom><w:moveTo>{r('移来')}</w:moveTo>{r('件。')}</w:p>"
    )
    assert texts(body) == ["办结二百移来件。"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>", "<w:vanish/>"])
def test_a_paragraph_whose_end_is_gone_runs_into_the_next(mark: str) -> None:
    body = p("前半，", f"<w:rPr>{mark}</w:rPr>") + p("后半。") + p("", f"<w:rPr>{mark}</w:rPr>") + p("末段。")
    assert texts(body) == ["前半，后半。", "末段。"]


def test_a_drop_cap_belongs_to_its_paragraph() -> None:
    assert texts(p("今", '<w:framePr w:dropCap="drop"/>') + p("年以来，")) == ["今年以来，"]


def test_hidden_text_is_left_out_however_it_is_hidden() -> None:
    runs = (
        r("看得见") + r("直接", "<w:vanish/>") + r("样式", '<w:rStyle w:val="h"/>')
        + r("取消", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>')
    )  # fmt: skip
    assert texts(f"<w:p>{runs}</w:p>" + styled("整段", "h"), styles=STYLES) == ["看得见取消"]


def test_fields_show_their_result_and_not_their_code() -> None:
    nested = field("IF ", r("甲") + field("PAGE", r("7")))
    simple = f"<w:fldSimple w:instr='X'>{r('简')}</w:fldSimple>"
    body = f"<w:p>{r('网址')}{field('HYPERLINK x', r('点这里'))}{nested}{simple}</w:p>"
    assert texts(body) == ["网址点这里甲7简"]


def test_text_in_the_code_of_a_field_is_code() -> None:
    inside = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("REF", r("代码")) + r("代码")
    end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("结果") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(f"<w:p>{inside}{end}</w:p>") == ["结果"]


def test_a_field_without_end_hides_no_more_than_its_paragraph() -> None:
    body = f'<w:p>{r("前")}<w:r><w:fldChar w:fldCharType="begin"/></w:r>{r("码")}</w:p>' + p("照读")
    assert texts(body) == ["前", "照读"]


def test_characters_set_over_one_another_are_kept() -> None:
    circle, reading = r"eq \o\ac(○,3)", r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(dǎng),党)"
    assert texts(f"<w:p>{field(circle, '')}{field(reading, '')}</w:p>") == ["3党"]


def test_special_characters_and_readings() -> None:
    ruby = f"<w:ruby><w:rt>{r('dǎng')}</w:rt><w:rubyBase>{r('党')}</w:rubyBase></w:ruby>"
    body = (
        f"<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t>"
        f'<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="2116"/><w:sym w:char="zz"/>{ruby}</w:r></w:p>'
    )
    assert texts(body) == ["甲\t乙-丙✓№党"]


def test_notes_come_after_their_paragraph_and_only_once() -> None:
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p("线")}</w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{r("注释内容。")}</w:p></w:footnote>'
    )
    end = f'<w:endnote w:id="2">{p("尾注内容。")}</w:endnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = (
        f'<w:p>{r("前半")}{reference}{r("后半。")}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>'
        f'<w:p>{r("再引。")}{reference}<w:r><w:footnoteReference w:id="9"/></w:r></w:p>'
    )
    assert texts(body, footnotes=notes, endnotes=end) == ["前半后半。", "注释内容。", "尾注内容。", "再引。"]


def test_equations_give_their_text_and_comments_none() -> None:
    body = f"<w:p><w:commentRangeStart/>{r('设')}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    assert texts(body, comments=f"<w:comment>{p('批注')}</w:comment>") == ["设x=1"]


def test_headers_and_footers_are_left_out() -> None:
    assert texts(p("正文"), header1=p("页眉"), footer1=p("页脚")) == ["正文"]


def test_the_strict_namespace_is_read_alike() -> None:
    assert docx.read(word(styled("做法", "1") + p("正文"), STRICT, styles=STYLES)).blocks == (
        Block("做法", Part.TITLE),
        Block("正文"),
    )


def test_parts_are_found_where_the_relations_say() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "_rels/.rels": f'<r><a Type="{kind}/officeDocument" Target="/doc/text.xml"/></r>',
        "doc/_rels/text.xml.rels": f'<r><a Type="{kind}/styles" Target="../looks.xml"/>'
        f'<a Type="{kind}/footnotes" Target="http://x" TargetMode="External"/></r>',
        "doc/text.xml": word_xml("document", f"<w:body>{styled('做法', '1')}</w:body>"),
        "looks.xml": word_xml("styles", STYLES),
    }
    assert docx.read(zipped(parts)).blocks == (Block("做法", Part.TITLE),)


def test_what_the_file_says_about_itself_is_kept_and_may_be_missing_or_damaged() -> None:
    parts = word_parts(p("正文"))
    core = "<c><title> 半年总结 </title><creator>县直工委</creator><created>2024-07-01</created></c>"
    read = docx.read(zipped(parts | {"docProps/core.xml": core}))
    assert (read.title, read.author, read.date) == ("半年总结", "县直工委", "2024-07-01")
    read = docx.read(zipped(parts | {"docProps/core.xml": "<damaged"}))
    assert (read.title, read.author, read.date) == ("", "", "")


def test_the_whole_package_in_one_xml_file_is_read() -> None:
    parts = "".join(
        f'<k:part k:name="/{name}"><k:xmlData>{xml.partition("?>")[2]}</k:xmlData></k:part>'
        for name, xml in word_parts(styled("做法", "1") + p("正文"), styles=STYLES).items()
    )
    assert [b.text for b in docx.read(f'<k:package xmlns:k="k">{parts}</k:package>'.encode()).blocks] == [
        "做法",
        "正文",
    ]


def test_the_xml_of_word_2003_is_read() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>做法</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:listPr><x:t x:val="（一）"/></w:listPr></w:pPr><w:r><w:t>抓学习</w:t></w:r>'
        "<w:r><w:footnote><w:p><w:r><w:t>注。</w:t></w:r></w:p></w:footnote></w:r></w:p>"
        '<a:annotation w:type="Word.Comment"><w:p><w:r><w:t>批注</w:t></w:r></w:p></a:annotation>'
        "<w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr>"
    )
    xml = (
        '<w:wordDocument xmlns:w="w" xmlns:x="x" xmlns:a="a" xmlns:o="o">'
        f"<o:DocumentProperties><o:Author>办公室</o:Author>"
        f"</o:DocumentProperties><w:styles>{STYLES}</w:styles><w:body>{body}</w:body></w:wordDocument>"
    )
    read = docx.read(xml.encode())
    assert read.blocks == (Block("做法", Part.TITLE), Block("（一）抓学习"), Block("注。", opens=True))
    assert read.author == "办公室"


def test_control_characters_and_odd_line_ends_do_no_harm() -> None:
    assert texts(p("甲\u2028乙\u0085丙\u00ad丁")) == ["甲", "乙", "丙丁"]


def test_deep_nesting_is_read() -> None:
    assert texts("<w:sdt><w:sdtContent>" * 200 + p("深处") + "</w:sdtContent></w:sdt>" * 200) == ["深处"]


def test_styles_based_on_one_another_in_a_circle_end() -> None:
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("x", "y"), ("y", "x"))
    )
    assert texts(styled("正文", "x"), styles=circle) == ["正文"]


def test_a_document_without_text_has_no_blocks() -> None:
    assert texts("") == texts(p(" ")) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "损坏"),
        (b"PK\x03\x04", "损坏"),
        (zipped({"a.txt": "x"}), "不是 Word 文档"),
        (zipped({"word/document.xml": "<x/>"}), "不是 Word 文档"),
        (zipped({"word/document.xml": "<w:document"}), "损坏"),
        (zipped(word_parts(p("正文")) | {"word/styles.xml": "<damaged"}), "损坏"),
        (zipped(word_parts(p("正文")) | {"word/footnotes.xml": "<damaged"}), "损坏"),
        (b"<html><body>x</body></html>", "不是 Word 文档"),
        (word(p("正文") + '<w:altChunk w:id="1"/>'), "嵌入"),
        (f'<!DOCTYPE d [<!ENTITY a "b">]><w:document xmlns:w="{W}"/>'.encode(), "没有读取"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, reason: str) -> None:
    assert reason in fault(data)
