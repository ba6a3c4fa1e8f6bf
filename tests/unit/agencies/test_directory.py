from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.agencies.directory import Directory, NamesInReport
from scorer.model import Agency, AgencyKind


def names(source: str, *told: str, region: str = "", agency: str | None = None) -> NamesInReport:
    return NamesInReport(source, frozenset(told), region, agency)


def groups(*told: str, region: str = "江州市") -> set[frozenset[str]]:
    """The names of one report that mean one agency."""
    directory = Directory([names("a.txt", *told, region=region)])
    by_agency: dict[str, set[str]] = {}
    for name in told:
        by_agency.setdefault(directory.agency_of("a.txt", name).name, set()).add(name)
    return set(map(frozenset, by_agency.values()))


@pytest.mark.parametrize(
    "told",
    [
        ("市财政局", "江州市财政局", "市财政局党组", "市财政局机关党委"),
        ("市卫健委", "市卫生健康委员会", "江州市卫生健康委"),
        ("市发改委", "市发展和改革委员会", "市发展改革委"),
        ("市人社局", "市人力资源和社会保障局"),
        ("市市监局", "市市场监管局", "市市场监督管理局"),
        ("市工信局", "市工业和信息化局"),
        ("市住建局", "市住房和城乡建设局"),
        ("市编办", "市委编办", "市委机构编制委员会办公室"),
        ("市医保局", "市医疗保障局"),
        ("市政务办", "市政务服务管理办公室"),
        ("市纪委", "市监委", "市纪委监委"),
        ("市直机关工委", "市委市直机关工委", "中共江州市委直属机关工作委员会"),
        ("市法院", "江州市人民法院"),
        ("市人大", "市人大常委会", "市人大常委会机关"),
        ("团市委", "共青团江州市委"),
        ("市税务局", "国家税务总局江州市税务局"),
        ("市直机关", "市直各单位", "江州市直机关各部门（单位）"),
        ("岭前水务集团", "岭前水务集团有限公司", "岭前水务集团党委"),
        ("石州分行", "中国人民银行石州分行"),
    ],
)
def test_short_and_full_names_are_one_agency(told: tuple[str, ...]) -> None:
    assert groups(*told) == {frozenset(told)}


@pytest.mark.parametrize(
    "told",
    [
        ("市财政局", "省财政局"),
        ("市财政局", "云溪区财政局"),
        ("市委办公室", "市政府办公室"),
        ("市自然资源局", "市生态环境局"),
        ("市直机关", "市直机关工委"),
        ("市人民法院", "市中级人民法院"),
        ("市财政局", "市财政局第一党支部"),
    ],
)
def test_other_levels_places_and_bodies_are_others(told: tuple[str, ...]) -> None:
    assert groups(*told) == {frozenset([name]) for name in told}


def test_a_level_has_the_place_of_its_report() -> None:
    directory = Directory(
        [
            names("a.txt", "州财政局", region="云溪州"),
            names("b.txt", "州财政局", region="石河州"),
            names("c.txt", "云溪州财政局"),
            names("d.txt", "自治区财政厅", region="宁夏区"),
        ]
    )
    assert [directory.agency_of(f"{source}.txt", "州财政局").name for source in "ab"] == [
        "云溪州财政局",
        "石河州财政局",
    ]
    assert directory.agencies == (
        Agency("云溪州财政局", ("州财政局",), AgencyKind.GOVERNMENT),
        Agency("宁夏回族自治区财政厅", ("自治区财政厅",), AgencyKind.GOVERNMENT),
        Agency("石河州财政局", ("州财政局",), AgencyKind.GOVERNMENT),
    )


def test_nothing_is_taken_from_a_report_of_another_place() -> None:
    directory = Directory([names("a.txt", "市财政局", region="江州市"), names("b.txt", "市财政局")])
    assert directory.agency_of("b.txt", "市财政局").name == "市财政局"
    assert directory.agency_of("a.txt", "市财政局").name == "江州市财政局"


def test_a_branch_belongs_to_the_agency_that_it_names_else_to_the_reports() -> None:
    directory = Directory(
        [names("a.txt", "第一党支部", "县财政局第二党支部", "财务处", "大坪村党支部", agency="石城县审计局")]
    )
    of = {
        name: directory.agency_of("a.txt", name)
        for name in ("第一党支部", "县财政局第二党支部", "财务处", "大坪村党支部")
    }
    assert of["第一党支部"] == Agency("石城县审计局第一党支部", ("第一党支部",), AgencyKind.BRANCH, "石城县审计局")
    assert of["县财政局第二党支部"].superior == "石城县财政局"
    assert of["财务处"].superior == "石城县审计局"
    assert of["大坪村党支部"] == Agency("大坪村", ("大坪村党支部",), AgencyKind.TOWN)
    assert directory.answerable(of["第一党支部"]).name == "石城县审计局"
    assert directory.answerable(of["大坪村党支部"]) == of["大坪村党支部"]


def test_what_is_listed_wins() -> None:
    listed = (
        Agency("江州市数字办", ("市大数据局", "一网通办专班"), AgencyKind.GOVERNMENT),
        Agency("江州市财政局第一党支部", ("第一党支部",), AgencyKind.BRANCH, "江州市财政局"),
        Agency("江州市财政局", (), AgencyKind.PARTY),
    )
    directory = Directory(
        [
            names(
                "a.txt", "市大数据局", "一网通办专班", "第一党支部", "市财政局", region="江州市", agency="江州市审计局"
            )
        ],
        listed,
    )
    assert directory.agency_of("a.txt", "市大数据局") == listed[0]
    assert directory.agency_of("a.txt", "一网通办专班") == listed[0]
    assert directory.agency_of("a.txt", "第一党支部") == listed[1]
    assert directory.agency_of("a.txt", "市财政局") == listed[2]
    assert directory.answerable(listed[1]) == listed[2]


def test_a_listed_branch_stands_for_its_own_names_only() -> None:
    listed = (
        Agency("昌吉州财政局党支部", (), AgencyKind.BRANCH, "昌吉州总工会"),
        Agency("昌吉州总工会", (), AgencyKind.GROUP),
    )
    directory = Directory([names("a.txt", "州财政局", "昌吉州财政局", "昌吉州财政局党支部", region="昌吉州")], listed)
    finance = Agency("昌吉州财政局", ("州财政局",), AgencyKind.GOVERNMENT)
    assert directory.agency_of("a.txt", "州财政局") == directory.agency_of("a.txt", "昌吉州财政局") == finance
    assert directory.agency_of("a.txt", "昌吉州财政局党支部") == listed[0]
    assert directory.agencies == tuple(sorted((finance, *listed), key=lambda one: one.name))


@pytest.mark.parametrize("turn", [1, -1])
def test_a_form_of_two_listed_agencies_is_left_to_their_very_names(turn: int) -> None:
    listed = (
        Agency("江州市卫生健康委", (), AgencyKind.GOVERNMENT),
        Agency("江州市卫生健康委员会", ("江州市卫健委党组",), AgencyKind.PARTY),
    )
    report = names("a.txt", "江州市卫健委", "江州市卫健委党组", "江州市卫生健康委", region="江州市")
    directory = Directory([report], listed[::turn])
    assert directory.agency_of("a.txt", "江州市卫健委党组") == listed[1]
    assert directory.agency_of("a.txt", "江州市卫生健康委") == listed[0]
    assert directory.agency_of("a.txt", "江州市卫健委") == Agency("江州市卫健委", (), AgencyKind.GOVERNMENT)
    assert len(directory.agencies) == 3


def test_what_comes_to_the_name_of_a_listed_agency_is_that_agency() -> None:
    listed = (Agency("江州市财政局", (), AgencyKind.PARTY), Agency("江州市财政局机关党委", (), AgencyKind.PARTY))
    directory = Directory([names("a.txt", "市财政局", "市财政局第一党支部", region="江州市")], listed)
    assert directory.agency_of("a.txt", "市财政局") == listed[0]
    branch = directory.agency_of("a.txt", "市财政局第一党支部")
    assert branch.superior == "江州市财政局"
    assert directory.answerable(branch) == listed[0]
    assert directory.agencies == tuple(sorted((*listed, branch), key=lambda one: one.name))


NAMES = st.lists(
    st.sampled_from(
        [
            "市财政局",
            "江州市财政局",
            "市卫健委",
            "市卫生健康委员会",
            "第一党支部",
            "县财政局",
            "石州分行",
            "晨光中学",
            "团市委",
        ]
    ),
    unique=True,
    max_size=6,
)
REPORTS = st.lists(
    st.tuples(NAMES, st.sampled_from(["", "江州市", "石城县"]), st.sampled_from([None, "江州市审计局", "晨光中学"])),
    max_size=5,
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(found: list[tuple[list[str], str, str | None]], random: object) -> None:
    reports = [names(f"{n}.txt", *told, region=region, agency=agency) for n, (told, region, agency) in enumerate(found)]
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = Directory(reports), Directory(shuffled)
    assert one.agencies == other.agencies
    for report in reports:
        for name in report.names:
            agency = one.agency_of(report.source, name)
            assert agency == other.agency_of(report.source, name)
            assert agency in one.agencies
    assert len({agency.name for agency in one.agencies}) == len(one.agencies)
    assert {agency.superior for agency in one.agencies} - {None} <= {agency.name for agency in one.agencies}


def test_a_name_without_place_is_the_only_agency_of_its_report_that_comes_to_the_same() -> None:
    names = frozenset({"人社局党组", "区人力资源社会保障局", "财政局"})
    directory = Directory([NamesInReport("a.txt", names, "云溪区")])
    assert directory.agency_of("a.txt", "人社局党组").name == "云溪区人力资源社会保障局"
    assert directory.agency_of("a.txt", "财政局").name == "财政局"


def test_a_name_without_place_is_nobodys_where_several_come_to_the_same() -> None:
    names = frozenset({"财政局", "县财政局", "市财政局"})
    assert Directory([NamesInReport("a.txt", names)]).agency_of("a.txt", "财政局").name == "财政局"


def test_a_second_name_in_brackets_is_the_same_agency() -> None:
    names = frozenset({"区政府办公室（区大数据局）", "区政府办公室"})
    directory = Directory([NamesInReport("a.txt", names, "云溪区")])
    assert len(directory.agencies) == 1
