"""A PDF that LibreOffice made of a report with a header, page numbers and paragraphs over several pages."""

from __future__ import annotations

import pytest

from scorer.documents.extract import Block
from scorer.documents.formats.pdf import read
from tests.office.conversion import converted

TITLE = "让群众少跑一趟"
PARAGRAPHS = tuple(
    f"第{number}季度，局机关党支部组织“窗口体验日”{number * 3}次，党员干部以办事群众身份走完全部流程，"
    f"查出堵点{number * 7}个，当场整改{number * 5}个；其余列入台账，由分管领导包案，逐件销号。"
    "群众办事平均用时比上年缩短三成，窗口收到的差评件全部回访。"
    for number in range(2, 14)
)

OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="body" style:family="paragraph">
<style:paragraph-properties fo:text-indent="32pt" fo:text-align="justify"/>
<style:text-properties fo:font-size="16pt" style:font-size-asian="16pt"/></style:style>
<style:style style:name="title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="22pt" style:font-size-asian="22pt"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">
<style:header><text:p>机关党建简报</text:p></style:header>
<style:footer><text:p>— <text:page-number/> —</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>BODY</office:text></office:body></office:document>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("made")
    source = folder / "report.fodt"
    body = f'<text:p text:style-name="title">{TITLE}</text:p>'
    body += "".join(f'<text:p text:style-name="body">{paragraph}</text:p>' for paragraph in PARAGRAPHS)
    source.write_text(OPEN_DOCUMENT.replace("BODY", body), encoding="utf-8")
    return converted(source, "pdf", folder).read_bytes()


def test_it_reads_as_it_was_written(made: bytes) -> None:
    blocks = read(made).blocks
    assert [block.text for block in blocks] == [TITLE, *PARAGRAPHS]


def test_paragraphs_tell_their_pages(made: bytes) -> None:
    blocks: tuple[Block, ...] = read(made).blocks
    pages = [block.page or 0 for block in blocks]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 1
