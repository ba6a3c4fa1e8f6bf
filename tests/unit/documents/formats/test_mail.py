from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.documents.extract import Block, Extract
from scorer.documents.formats import html, mail
from scorer.errors import DocumentError
from tests.unit.documents.formats import pages

LINES = "各位领导：\n现将有关情况报告如下。\n组织学习12次。"


def message(text: str = LINES, charset: str = "gb18030") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "张三 <a@example.cn>"
    made["To"] = "b@example.cn"
    made["Subject"] = "报送上半年总结"
    made["Date"] = "Mon, 01 Jul 2024 09:30:00 +0800"
    made.set_content(text, charset=charset, cte="base64")
    return made


def saved_page(page: str, charset: str = "gb2312", codec: str = "gb18030") -> bytes:
    made = EmailMessage()
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "http://example.cn/a.html"
    made.set_content("x")
    made.set_payload(page.encode(codec))
    made.replace_header("Content-Type", f'text/html; charset="{charset}"')
    made.replace_header("Content-Transfer-Encoding", "8bit")
    made.make_related()
    made.add_related(b"\x89PNG", "image", "png", cid="<a>")
    return made.as_bytes()


def reason(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        mail.read(data)
    return caught.value.message.zh


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312"])
def test_a_plain_message_with_chinese_headers(charset: str) -> None:
    assert mail.read(message(charset=charset).as_bytes()) == Extract(
        tuple(Block(line) for line in LINES.split("\n")),
        title="报送上半年总结",
        author="张三",
        date="2024-07-01",
    )


def test_the_page_is_preferred_to_the_same_in_plain_text() -> None:
    made = message("甲\n乙。")
    made.add_alternative("<p>甲\n乙。</p>", subtype="html", charset="utf-8")
    assert mail.read(made.as_bytes()).blocks == (Block("甲乙。"),)


def test_text_before_and_after_a_picture_is_read() -> None:
    letter = EmailMessage()
    letter["Subject"] = "情况"
    letter.set_content("组织学习12次。\n")
    letter.make_mixed()
    letter.attach(MIMEImage(b"GIF89a", "gif"))
    letter.attach(MIMEText("走访企业30家。", "plain", "utf-8"))
    letter.attach(MIMEText("<p>群众满意。</p>", "html", "utf-8"))
    letter.add_attachment("另一份。", filename="a.txt")
    assert [block.text for block in mail.read(bytes(letter)).blocks] == [
        "组织学习12次。",
        "走访企业30家。",
        "群众满意。",
    ]


def test_plain_text_serves_where_the_page_is_empty() -> None:
    made = message("甲。")
    made.add_alternative("<p></p>", subtype="html")
    assert mail.read(made.as_bytes()).blocks == (Block("甲。"),)


def test_attachments_and_forwarded_messages_are_left_out() -> None:
    made = message("见附件。")
    made.add_attachment("附件的文字。", filename="a.txt")
    made.add_attachment(message("转发的文字。"))
    assert mail.read(made.as_bytes()).blocks == (Block("见附件。"),)


def test_a_message_of_attachments_alone_says_so() -> None:
    made = message("\n")
    made.add_attachment(b"PK", "application", "zip", filename="总结.docx")
    assert "附件" in reason(made.as_bytes())


@pytest.mark.parametrize(("charset", "codec"), [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gb2312", "utf-8")])
def test_a_saved_page_is_read_as_the_page_it_holds(charset: str, codec: str) -> None:
    data = saved_page(pages.DIVS, charset, codec)
    assert html.read(data) == html.read(pages.DIVS.encode())


def test_header_lines_without_a_message() -> None:
    assert "不是邮件" in reason("没有冒号的一行".encode())
    assert "没有文字" in reason(b"Subject: x\r\nFrom: y\r\n\r\n")


def test_messages_in_messages_beyond_reason_are_refused() -> None:
    assert "转发" in reason(b"Content-Type: message/rfc822\n\n" * 5000 + b"x")
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    assert "转发" in reason(nested)
    for deep in (b"Content-Type: message/rfc822\n\n" * 99 + b"Subject: a\n\nx", nested[: len(nested) // 60]):
        outcome(deep)


ODD = [
    b"Content-Type: text/html; charset*=''x",
    b'Content-Type: multipart/mixed; boundary="',
    b"Content-Type: ;;;=?",
    b"Content-Disposition: attachment; filename*0*=gbk''%B8",
    b"Subject: =?gb2312?B?!!!?= =?x?q?=?=",
    b"From: @<>,;:\\",
    b"Date: x",
    b"Content-Transfer-Encoding: base64",
    b"Content-Transfer-Encoding: x-uuencode",
    b"",
    b"--",
    b"begin 644 a",
    b"5",
    "甲。".encode(),
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(ODD), max_size=20))
def test_any_headers(lines: list[bytes]) -> None:
    outcome(b"MIME-Version: 1.0\n" + b"\n".join(lines))


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    outcome(data)
    outcome(b"Subject: " + data)


def test_a_message_cut_short_or_changed() -> None:
    made = message()
    made.add_alternative("<p>甲。</p>", subtype="html")
    made.add_attachment(b"PK", "application", "zip", filename="总结.docx")
    whole = made.as_bytes()
    for position in range(len(whole)):
        outcome(whole[:position])
        outcome(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])


def outcome(data: bytes) -> None:
    try:
        found = mail.read(data).blocks
    except DocumentError:
        return
    assert all(block.text.strip() and len(block.text.splitlines()) == 1 for block in found)
