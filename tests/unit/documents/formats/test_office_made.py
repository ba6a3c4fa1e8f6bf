"""Files that LibreOffice saved: one document in every word-processing format, read to the same blocks."""

from pathlib import Path

import pytest

from scorer.documents.extract import Block
from scorer.documents.formats import docx, odt, rtf
from scorer.model import Part
from tests.office.conversion import converted
from tests.unit.documents.formats.made import item, level, numbering, p, r, word_parts, zipped

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in (
        ("T", "Title", ""),
        ("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("H2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    )
)
NOTE = (
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    '<w:footnote w:id="1" w:type="continuationSeparator"><w:p/>'
    f'</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{r("统计口径截至六月底。")}</w:p></w:footnote>'
)
BOX = (
    '<w:r><w:pict><v:rect style="width:200pt;height:50pt"><v:textbox><w:txbxContent>'
    f"{p('框内的一段说明。')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
)
STAMP = 'w:id="7" w:author="x" w:date="2024-01-01T00:00:00Z"'
DELETED = f"<w:del {STAMP}><w:r><w:delText>二十件</w:delText></w:r></w:del><w:ins {STAMP}>{r('三十件')}</w:ins>"
ROWS = "".join(
    f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{p(cell)}</w:tc>' for cell in row)}</w:tr>"
    for row in (("单位", "件数"), ("县档案局", "12"))
)
BODY = "".join(
    (
        p("县直机关半年情况", '<w:pStyle w:val="T"/>'),
        p("一、抓学习", '<w:pStyle w:val="H1"/>'),
        p("（一）办讲堂", '<w:pStyle w:val="H2"/>'),
        f'<w:p>{r("县档案局办了四期讲堂")}<w:r><w:footnoteReference w:id="2"/></w:r>'
        f"{r('，解决难题')}{DELETED}{r('。')}</w:p>",
        item("走访企业") + item("入户调查", level=1) + item("召开座谈", level=1) + item("建立台账"),
        p("二、办实事", '<w:pStyle w:val="H1"/>'),
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{ROWS}</w:tbl>",
        f"<w:p>{r('看得见的')}{r('看不见的', '<w:vanish/>')}{r('文字。')}{BOX}</w:p>",
        p("末段。"),
    )
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EXPECTED = (
    Block("县直机关半年情况", Part.TITLE),
    Block("一、抓学习", Part.HEADING),
    Block("（一）办讲堂", Part.HEADING),
    Block("县档案局办了四期讲堂，解决难题三十件。"),
    Block("统计口径截至六月底。", opens=True),
    Block("一、走访企业", opens=True),
    Block("（1）入户调查"),
    Block("（2）召开座谈"),
    Block("二、建立台账"),
    Block("二、办实事", Part.HEADING),
    Block("单位", row=(1,), opens=True),
    Block("件数", row=(1,), opens=True),
    Block("县档案局", row=(2,), opens=True),
    Block("12", row=(2,), opens=True),
    Block("看得见的文字。", opens=True),
    Block("框内的一段说明。", opens=True),
    Block("末段。", opens=True),
)


def source() -> bytes:
    parts = ("document.main", "styles", "numbering", "footnotes")
    overrides = "".join(
        f'<Override PartName="/word/{part.partition(".")[0]}.xml" ContentType="{TYPE}.{part}+xml"/>' for part in parts
    )
    relations = "".join(f'<Relationship Id="{n}" Type="{KIND}/{n}" Target="{n}.xml"/>' for n in parts[1:])
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
            "_rels/.rels": f'<Relationships {package}><Relationship Id="a" Type="{KIND}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f"<Relationships {package}>{relations}</Relationships>",
        }
        | word_parts(
            BODY,
            styles=STYLES,
            footnotes=NOTE,
            numbering=numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "（%2）")),
        )
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("office-made")
    (made / "in").mkdir()
    (made / "in" / "source.docx").write_bytes(source())
    return made


def saved(folder: Path, suffix: str) -> bytes:
    """The source as LibreOffice saves it under that suffix."""
    return converted(folder / "in" / "source.docx", suffix, folder).read_bytes()


def test_the_source_itself_is_read() -> None:
    assert docx.read(source()).blocks == EXPECTED


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf"])
def test_every_format_gives_the_same_blocks(folder: Path, suffix: str) -> None:
    readers = {"docx": docx.read, "odt": odt.read, "rtf": rtf.read}
    assert readers[suffix](saved(folder, suffix)).blocks == EXPECTED
