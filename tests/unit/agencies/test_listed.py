from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scorer.agencies.directory import Directory, NamesInReport
from scorer.agencies.listed import load_agencies, schema
from scorer.agencies.listing import Mention, as_yaml
from scorer.errors import AgenciesError
from scorer.fold import fold
from scorer.model import Agency, AgencyKind, Lang, Text


def listed(tmp_path: Path, text: str) -> tuple[Agency, ...]:
    file = tmp_path / "agencies.yaml"
    file.write_text(text, encoding="utf-8")
    return load_agencies(file)


def problems(tmp_path: Path, text: str) -> list[str]:
    """What is said in Chinese, a line each, without the path."""
    with pytest.raises(AgenciesError) as caught:
        listed(tmp_path, text)
    return [line.removeprefix(f"{tmp_path}/") for line in caught.value.message.zh.splitlines()[1:]]


def test_a_list_is_read(tmp_path: Path) -> None:
    text = (
        "agencies:\n- name: 江州市财政局\n  aliases: [市财政局, 市财政局(机关)]\n  kind: government\n"
        "- name: 第一党支部\n  superior: 江州市财政局\n  kind: branch\n"
    )
    assert listed(tmp_path, text) == (
        Agency("江州市财政局", ("市财政局", "市财政局（机关）"), AgencyKind.GOVERNMENT),
        Agency("第一党支部", (), AgencyKind.BRANCH, "江州市财政局"),
    )


def test_all_problems_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    text = (
        "agencies:\n- name: 甲市财政局\n  aliases: [市财政局, 财政局, 财政局]\n"
        "- name: 甲市审计局\n  aliases: [市财政局]\n"
        "  superior: 甲市财改局\n- name: 甲一处\n  superior: 甲二处\n- name: 甲二处\n  superior: 甲一处\n"
        "- name: 甲三处\n  superior: 远方的单位\n"
    )
    assert problems(tmp_path, text) == [
        "agencies.yaml:3:24: agencies[0].aliases[2]: “财政局”写了两次（另见第 3 行）。删去一个",
        "agencies.yaml:5:13: agencies[1].aliases[0]: “市财政局”已经属于第 3 行的单位。一个称呼只留在一个单位名下",
        "agencies.yaml:6:3: agencies[1].superior: 没有列出“甲市财改局”。是不是 甲市财政局？",
        "agencies.yaml:8:3: agencies[2].superior: 上级单位绕成了圈：甲一处 → 甲二处 → 甲一处。改正其中一个 superior",
        "agencies.yaml:12:3: agencies[4].superior: 没有列出“远方的单位”。加一条 name: 远方的单位，或删去这一行",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["agencies.yaml:1:1: 文件里没有内容。用 score agencies 列出材料里的单位，再在上面改"]),
        ("agencies: []\n", ["agencies.yaml:1:1: agencies: 这里只有 0 个。至少要有 1 个"]),
        (
            "agencies:\n- name: 甲局\n  alias: [乙局]\n  kind: 政府\n",
            [
                "agencies.yaml:3:3: agencies[0].alias: 不认识这个名称。是不是 aliases？",
                'agencies.yaml:4:3: agencies[0].kind: "政府" 不是可选值。'
                "可选：party、congress、government、justice、group、institution、enterprise、town、branch、many、other",
            ],
        ),
        (
            "agencies:\n- name: 甲局\n  name: 乙局\n",
            ["agencies.yaml:3:3: agencies[0].name: “name”写了两次。合并或删去一个"],
        ),
        ("agencies:\n- kind: town\n", ["agencies.yaml:2:3: agencies[0]: 缺少 name。补上 name: …"]),
    ],
)
def test_what_is_wrong_is_told_with_a_remedy(text: str, said: list[str], tmp_path: Path) -> None:
    assert problems(tmp_path, text) == said


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(AgenciesError, match="a folder, not a list of agencies"):
        load_agencies(tmp_path)
    with pytest.raises(AgenciesError, match="cannot be read"):
        load_agencies(tmp_path / "none.yaml")


def test_a_list_that_is_written_loads_as_it_was(tmp_path: Path) -> None:
    report = NamesInReport(
        "a,\n b.txt", frozenset({"市财政局", "第一党支部", "监测站：x #1"}), "江州市", agency="江州市审计局"
    )
    directory = Directory([report])
    mentions = [Mention(report.source, name, Text("第2段", "paragraph 2")) for name in report.names]
    for lang in Lang:
        text = as_yaml(directory, mentions, lang)
        assert tuple(sorted(listed(tmp_path, text), key=lambda one: one.name)) == directory.agencies
    lines = as_yaml(directory, mentions, Lang.ZH).splitlines()
    assert lines[-2:] == ["  # 材料里没有直接写到", "  - name: 江州市审计局", "    kind: government"][-2:]
    at = lines.index('  - name: "监测站：x #1"')
    assert lines[at - 1] == "  # 1 处：a,� b.txt；例：a,� b.txt 第2段"


def test_a_name_of_different_agencies_in_different_reports_is_not_listed(tmp_path: Path) -> None:
    finance = frozenset({"市财政局"})
    directory = Directory([NamesInReport("a.txt", finance, "江州市"), NamesInReport("b.txt", finance)])
    text = as_yaml(directory, [], Lang.ZH)
    assert listed(tmp_path, text) == (Agency("江州市财政局", (), AgencyKind.GOVERNMENT),)
    assert "    # 各份材料里指不同单位的称呼，按材料辨认：市财政局" in text.splitlines()


def listed_of(names: frozenset[str], region: str, agency: str | None) -> tuple[Directory, tuple[Agency, ...] | None]:
    """The directory of a report, and what the list of it says; None where there is nothing to list."""
    report = NamesInReport("a #: 'b.txt", names, region, agency)
    directory = Directory([report])
    mentions = [Mention(report.source, name, Text("“表\n1”：行 2", "“a\nb”: row 2")) for name in sorted(names)]
    texts = [as_yaml(directory, mentions, lang) for lang in Lang]
    if not all(texts):
        return directory, None
    with TemporaryDirectory() as folder:
        one, other = (listed(Path(folder), text) for text in texts)
    assert one == other
    return directory, one


ODD = st.sampled_from(
    [
        "yes",
        "null",
        "~",
        "12",
        "1:30",
        "0x1F",
        "3.5",
        "2024-01-01",
        "[甲",
        "- 甲局",
        "#甲",
        "甲: 乙",
        "甲，'乙'",
        '"甲"',
        "甲\\乙",
        "*甲",
        "{甲}",
    ]
)
NAME = (
    ODD | st.sampled_from(["市财政局", "第一党支部", "县财政局第二党支部", "团市委"]) | st.text(min_size=1, max_size=12)
)


@settings(max_examples=150, deadline=None)
@given(st.frozensets(NAME, max_size=8), st.sampled_from(["", "江州市"]), st.none() | NAME)
def test_a_list_of_whatever_names_loads_and_says_what_was_recognised(
    names: frozenset[str], region: str, agency: str | None
) -> None:
    directory, read = listed_of(names, region, agency)
    of = {one.name: one for one in directory.agencies}
    for one in read or ():
        assert (one.kind, one.superior) == (of[one.name].kind, of[one.name].superior)
        assert {*one.aliases} <= {*of[one.name].aliases}


@settings(max_examples=50, deadline=None)
@given(st.frozensets(ODD, min_size=1))
def test_names_that_mean_something_in_yaml_are_listed_as_names(names: frozenset[str]) -> None:
    folded = frozenset(fold(name).text for name in names) - {"~"}  # which is too short
    _, read = listed_of(folded, "", None)
    assert {one.name for one in read or ()} == folded


def test_names_and_aliases_that_the_schema_refuses_are_shown_and_not_listed(tmp_path: Path) -> None:
    agency = schema()["$defs"]["agency"]["properties"]
    longest, most = schema()["$defs"]["named"]["maxLength"], agency["aliases"]["maxItems"]
    long, too_long = "甲" * longest, "乙" * (longest + 1)
    full = Agency("市财政局", tuple(f"称呼{number}" for number in range(most + 1)))
    text = as_yaml(Directory([NamesInReport("a.txt", frozenset({long, too_long, "丙"}))], [full]), [], Lang.ZH)
    assert set(listed(tmp_path, text)) == {Agency(long), Agency("市财政局", full.aliases[:most])}
    assert {f"  # - name: {too_long}", "  # - name: 丙"} <= set(text.splitlines())


def test_a_branch_is_not_listed_without_the_agency_that_it_belongs_to(tmp_path: Path) -> None:
    too_long = "江州市" + "乙" * schema()["$defs"]["named"]["maxLength"] + "局"
    text = as_yaml(
        Directory([NamesInReport("a.txt", frozenset({"第一党支部", "市财政局"}), "江州市", too_long)]), [], Lang.ZH
    )
    assert listed(tmp_path, text) == (Agency("江州市财政局", ("市财政局",), AgencyKind.GOVERNMENT),)


def test_where_nothing_can_be_listed_there_is_no_list() -> None:
    assert as_yaml(Directory([NamesInReport("a.txt", frozenset({"丙"}))]), [], Lang.ZH) == ""


def test_of_very_many_agencies_those_are_listed_that_act_most_often(tmp_path: Path) -> None:
    many = [f"第{number}中学" for number in range(12_000)]
    report = NamesInReport("a.txt", frozenset(many))
    often = [Mention(report.source, many[-1], Text("第2段", "paragraph 2"))]
    text = as_yaml(Directory([report]), often, Lang.ZH)
    read = listed(tmp_path, text)
    assert read[0].name == many[-1]
    assert 3000 < len(read) <= schema()["properties"]["agencies"]["maxItems"]
    left = len(many) - len(read)
    assert text.splitlines()[-1] == f"  # 单位太多，另有 {left} 个很少提到的没有列出，仍由程序自己辨认。"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$defs"]["agency"]["properties"]["kind"]["enum"] == [kind.value for kind in AgencyKind]


def test_aliases_that_a_chinese_comma_runs_together_are_told_beside_all_else(tmp_path: Path) -> None:
    text = (
        "agencies:\n- name: 甲县公安局\n  aliases: [县公安局，甲县公安, 县局、县公安]\n  kind: 政府\n"
        "- name: 甲县公安局\n  aliases: 5\n- 7\n"
    )
    said = problems(tmp_path, text)
    assert [line.split(": ", 2)[1] for line in said] == [
        "agencies[0].aliases[0]",
        "agencies[0].aliases[1]",
        "agencies[0].kind",
        "agencies[1].name",
        "agencies[1].aliases",
        "agencies[2]",
    ]
    assert said[0].endswith("“县公安局，甲县公安”成了一个称呼。用英文逗号和空格隔开：县公安局, 甲县公安")


def test_a_name_for_several_departments_is_one_alias(tmp_path: Path) -> None:
    text = "agencies:\n- name: 甲县部门\n  aliases: [甲县组织、宣传等部门]\n"
    assert listed(tmp_path, text)[0].aliases == ("甲县组织、宣传等部门",)
