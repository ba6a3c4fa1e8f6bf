import pytest

from scorer.documents.formats import docx
from tests.unit.documents.formats.made import item, level, numbering, p, word

OUTLINE = numbering(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "bullet", "●"),
)
LEGAL = numbering(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))


def numbers(body: str, definitions: str, styles: str = "") -> list[str]:
    """The text of each paragraph, in which the tests write x."""
    return [block.text for block in docx.read(word(body, numbering=definitions, styles=styles)).blocks]


def listed(list_id: int, override: str) -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="0"/>{override}</w:num>'


def test_levels_count_on_their_own_and_begin_again_under_the_next_item() -> None:
    body = "".join(item("x", level=place) for place in (0, 1, 1, 2, 2, 3, 0, 1, 2, 1))
    assert numbers(body, OUTLINE) == [
        "一、x", "（一）x", "（二）x", "1. x", "2. x", "- x", "二、x", "（一）x", "1. x", "（二）x",
    ]  # fmt: skip


def test_a_number_is_set_off_by_a_space_only_where_it_needs_one() -> None:
    assert numbers(item("x") + item("x", level=1), LEGAL) == ["第一章 x", "1.1 x"]


def test_paragraphs_between_do_not_count_but_empty_items_do() -> None:
    assert numbers(item("x") + p("x") + item("") + item("x"), OUTLINE) == ["一、x", "x", "三、x"]


def test_an_item_that_was_deleted_whole_does_not_count() -> None:
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    deleted = f"<w:p><w:pPr>{properties}</w:pPr><w:del><w:r><w:delText>y</w:delText></w:r></w:del></w:p>"
    assert numbers(item("x") + deleted + item("x"), OUTLINE) == ["一、x", "二、x"]


def test_lists_of_one_definition_go_on_unless_one_has_its_own_start() -> None:
    own_start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    definitions = numbering(level(0, "decimal", "%1、"), lists=listed(1, "") + listed(2, "") + listed(3, own_start))
    body = "".join(item("x", list_id) for list_id in (1, 1, 2, 3, 3, 1))
    assert numbers(body, definitions) == ["1、x", "2、x", "3、x", "5、x", "6、x", "7、x"]


def test_a_list_may_override_a_level_whole() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    definitions = numbering(level(0, "decimal", "%1、"), lists=listed(1, override))
    assert numbers(item("x") + item("x"), definitions) == ["I. x", "II. x"]


@pytest.mark.parametrize(("restart", "last"), [("0", "（二）x"), ("1", "（一）x")])
def test_a_level_begins_again_only_after_the_levels_it_names(restart: str, last: str) -> None:
    definitions = numbering(
        level(0, "decimal", "%1、"), level(1, "chineseCounting", "（%2）", f'<w:lvlRestart w:val="{restart}"/>')
    )
    assert numbers(item("x") + item("x", level=1) + item("x") + item("x", level=1), definitions)[-1] == last


def test_a_level_without_items_above_shows_their_start() -> None:
    assert numbers(
        item("x", level=1), numbering(level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2"))
    ) == ["3.1 x"]


def test_styles_bind_paragraphs_to_levels_and_zero_takes_them_out() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="s"><w:name w:val="条款"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    definitions = numbering(level(0, "decimal", "%1、"), level(1, "decimal", "（%2）", '<w:pStyle w:val="s"/>'))
    style = '<w:pStyle w:val="s"/>'
    out = p("x", style + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbers(p("x", style) + out + p("x", style), definitions, styles) == ["（1）x", "x", "（2）x"]


def test_a_definition_may_stand_for_that_of_a_list_style() -> None:
    definitions = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="s"/>{level(0, "decimal", "%1）")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert numbers(item("x"), definitions) == ["1）x"]


def test_a_newer_kind_of_number_has_a_substitute() -> None:
    kind = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
    )
    definitions = numbering(f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{kind}<w:lvlText w:val="%1、"/></w:lvl>')
    assert numbers(item("x"), definitions) == ["01、x"]


def test_what_stands_around_a_number_is_bounded() -> None:
    assert len(numbers(item("x"), numbering(level(0, "decimal", "%1" * 10_000)))[0]) < 100


@pytest.mark.parametrize(
    "definitions",
    [
        "",
        numbering(),
        numbering(level(5, "decimal", "%6")),
        '<w:num w:numId="1"/>',
        numbering(level(99, "decimal", "%1")),
    ],
)
def test_lists_that_are_not_defined_have_no_numbers(definitions: str) -> None:
    assert numbers(item("x") + item("x", 7), definitions) == ["x", "x"]
