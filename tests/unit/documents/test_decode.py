import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.documents.decode import MAX_BYTES, decode
from scorer.errors import DocumentError

PROSE = (
    "今年以来，县直机关工委把理论学习放在首位，组织各支部开展专题研讨四十六次，党员干部上讲台二百余人次。"
    "县医保局在窗口设立党员先锋岗，办理时间由五天减到两天，群众满意度达到百分之九十八。"
    "县林业局党支部与山下的三个村结对，帮助农户解决道路、用水等难题十七件，得到村民的好评。"
    "年底考核，县直机关有九个支部被市里命名为示范支部，经验在全市会议上作了交流。"
    "下一步，我们将继续围绕中心、建设队伍、服务群众，把模范机关建设不断引向深入。"
)
TRADITIONAL = (
    "今年以來，縣直機關工委把理論學習放在首位，組織各支部開展專題研討四十六次，黨員幹部上講臺二百餘人次。"
    "縣醫保局在窗口設立黨員先鋒崗，辦理時間由五天減到兩天，群眾滿意度達到百分之九十八。"
)
JAPANESE = "市の職員は住民の声を聞きながら、窓口の手続きを三割短縮した。今後も制度の見直しを進めていく方針である。" * 3
KOREAN = "기관의 직원은 주민의 목소리를 들으면서 창구의 절차를 줄였다. 앞으로도 제도를 고쳐 나갈 방침이다. " * 3
FRENCH = "Les équipes ont présenté leurs résultats : l’été dernier, les démarches ont été abrégées. À l’avenir… " * 3
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]


def fault(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        decode(data)
    return caught.value.message.zh


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("length", [25, 60, 200])
def test_chinese_prose_comes_out_right(encoding: str, length: int) -> None:
    for start in range(0, len(PROSE) - length, 7):
        passage = PROSE[start : start + length]
        assert decode(passage.encode(encoding)) == passage


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_is_followed_and_left_out(bom: bytes) -> None:
    encoding = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(bom + "OK 好".encode(encoding)) == "OK 好"


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
@pytest.mark.parametrize("length", [10, 25, 60])
def test_big5_is_read_as_big5(encoding: str, length: int) -> None:
    for start in range(0, len(TRADITIONAL) - length, 3):
        passage = TRADITIONAL[start : start + length]
        assert decode(passage.encode(encoding)) == passage


def test_euc_cn_is_read_as_what_it_is_part_of() -> None:
    assert decode(PROSE.encode("gb2312")) == PROSE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (TRADITIONAL, "euc_jp"),
        (KOREAN, "euc_kr"),
        (FRENCH, "cp1252"),
    ],
)
def test_other_encodings_are_refused_rather_than_misread(text: str, encoding: str) -> None:
    assert fault(text.encode(encoding)) == (
        "无法确定文件的文字编码，为避免读成乱码，没有读取；请用记事本或 WPS 打开，另存为 UTF-8 编码的 .txt。"
    )


def test_bytes_of_a_program_are_not_text() -> None:
    assert "不是文字" in fault(hashlib.shake_128(b"program").digest(2000))
    assert "不是文字" in fault(bytes(500))
    assert "不是文字" in fault(b"%PDF-1.4\n" + bytes(range(256)) * 4)


@pytest.mark.parametrize("text", ["\x01年", "党\0员", "\0" * 30 + "党员"])
def test_text_rich_in_nuls_or_controls_is_not_text(text: str) -> None:
    assert "不是文字" in fault(text.encode())


@pytest.mark.parametrize(
    "text", ["今年\x07完成。", "\x01党员办实事。", "姓名：王力\x07职务：书记\x07", PROSE[:40] + "\0" + "。"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_few_controls_become_spaces(text: str, encoding: str) -> None:
    spaced = text.replace("\x07", " ").replace("\x01", " ").replace("\0", " ")
    assert decode(text.encode(encoding)) == spaced


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\u3000\u200b\ufeff\n".encode(), codecs.BOM_UTF8])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    assert "文件是空的" in fault(data)


def test_over_20_mb_is_too_large() -> None:
    assert "超过 20 MB" in fault(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize(("encoding", "cut"), [("utf-8", 1), ("utf-8", 2), ("gb18030", 1), ("utf-16-le", 1)])
def test_a_last_character_that_was_cut_off_is_dropped(encoding: str, cut: int) -> None:
    passage = PROSE[:80].rstrip("。")
    assert decode(passage.encode(encoding)[:-cut]) == passage[:-1]


def test_line_ends_become_line_feeds_and_controls_spaces() -> None:
    assert decode("一\r\n二\r三\x0c四\u2028五\t六".encode() + b"\x07" + "七".encode() * 99) == (
        "一\n二\n三\n四\n五\t六 " + "七" * 99
    )


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.binary(max_size=300))
def test_no_bytes_do_worse_than_a_refusal(data: bytes) -> None:
    try:
        text = decode(data)
    except DocumentError:
        return
    assert not any(ord(character) < 32 and character not in "\n\t" for character in text)
