from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scorer.agencies.directory import Directory, NamesInReport
from scorer.agencies.listed import load_agencies
from scorer.agencies.listing import Mention, as_yaml
from scorer.errors import AgenciesError
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
        "a,\n b.txt", {"市财政局": 3, "第一党支部": 1, "监测站：x #1": 1}, "江州市", agency="江州市审计局"
    )
    directory = Directory([report])
    mentions = [Mention(report.source, name, Text("第2段", "paragraph 2")) for name in report.times]
    for lang in Lang:
        text = as_yaml(directory, mentions, lang)
        assert tuple(sorted(listed(tmp_path, text), key=lambda one: one.name)) == directory.agencies
    lines = as_yaml(directory, mentions, Lang.ZH).splitlines()
    assert lines[-2:] == ["  # 材料里没有直接写到", "  - name: 江州市审计局", "    kind: government"][-2:]
    at = lines.index('  - name: "监测站：x #1"')
    assert lines[at - 1] == "  # 1 处：a,� b.txt；例：a,� b.txt 第2段"


def test_a_name_of_different_agencies_in_different_reports_is_not_listed(tmp_path: Path) -> None:
    directory = Directory([NamesInReport("a.txt", {"市财政局": 1}, "江州市"), NamesInReport("b.txt", {"市财政局": 1})])
    text = as_yaml(directory, [], Lang.ZH)
    assert listed(tmp_path, text) == (Agency("江州市财政局", (), AgencyKind.GOVERNMENT),)
    assert "    # 各份材料里指不同单位的称呼，按材料辨认：市财政局" in text.splitlines()


def test_the_schema_is_one() -> None:
    import json
    from importlib import resources

    schema = json.loads(resources.files("scorer.agencies").joinpath("agencies.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["agency"]["properties"]["kind"]["enum"] == [kind.value for kind in AgencyKind]
