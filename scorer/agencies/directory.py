"""Which names mean one agency, over all reports of a run.

Names that come to the same form are one agency's: short and full wording, with the bodies inside it. A level without
its place (州财政局) has that of the report's region, else that of the only place of this level which the report names;
where it names none, all such names of a run are one agency's. In one report a name that another ends with is the same
agency (石州分行 of 中国人民银行石州分行). A branch belongs to the agency that it names, else to the one that its report
is about. What a person has listed goes by its very names, and by their forms where these are one agency's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.agencies.forms import DIRECT, LEAGUE, Form, form_of, is_part, kind_of, level_of_region, without_inner
from scorer.agencies.places import AUTONOMOUS
from scorer.model.agency import Agency, AgencyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PARTY = "党支部"
SHORTEST_END = 3  # characters of a name that another may end with


@dataclass(frozen=True, slots=True)
class NamesInReport:
    """The agencies that one report names, and what is needed to tell which they are."""

    source: str  # of the report
    names: frozenset[str]  # of those who act
    region: str = ""  # that the report is of: 昌吉州, 昭通市; "" where it does not say
    agency: str | None = None  # that the report is about


class Directory:
    """Every agency of a run, and which of them a name in a report means.

    What it says does not depend on the order of the reports.
    """

    def __init__(self, reports: Iterable[NamesInReport], listed: Iterable[Agency] = ()) -> None:
        """`listed` are what a person wrote into agencies.yaml: they win over all that is recognised."""
        listed = tuple(listed)
        forms = _Forms(sorted(reports, key=lambda one: one.source))
        self._forms = forms.of
        self._listed = {name: one for one in listed for name in (one.name, *one.aliases)}
        by_form = _by_form(listed)
        groups: dict[Form, set[str]] = defaultdict(set)
        for (_, name), form in forms.of.items():
            if name not in self._listed and form not in by_form:
                groups[form].add(name)
        for form in [*groups]:
            if form.branch and form.whole not in by_form:
                groups.setdefault(form.whole, set())
        self._by_form = by_form | _agencies(groups, by_form, self._listed)
        self._by_name = {one.name: one for one in (*self._by_form.values(), *listed)}

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """All that act in a report, with their superiors, or are listed, by their names."""
        return tuple(self._by_name[name] for name in sorted(self._by_name))

    def agency_of(self, source: str, name: str) -> Agency:
        """The agency that a report means by a name; a branch is one of its own, with its superior."""
        if name in self._listed:
            return self._listed[name]
        form = self._forms.get((source, name)) or form_of(name)
        return self._by_form.get(form) or Agency(name, kind=kind_of(name))

    def answerable(self, agency: Agency) -> Agency:
        """The agency whose deeds an agency's are: of a branch its superior."""
        while agency.kind is AgencyKind.BRANCH and agency.superior is not None:
            agency = self._by_name[agency.superior]
        return agency


def _by_form(listed: Iterable[Agency]) -> dict[Form, Agency]:
    """The listed agencies by what their names come to: without branches, and forms that several of them share.

    The form of a body inside an agency is the agency's, which a listed branch must not stand for.
    """
    owners: dict[Form, dict[str, Agency]] = defaultdict(dict)
    for one in listed:
        if one.kind is not AgencyKind.BRANCH:
            for form in map(form_of, (one.name, *one.aliases)):
                if form.place:
                    owners[form][one.name] = one
    return {form: next(iter(of.values())) for form, of in owners.items() if len(of) == 1}


class _Forms:
    """What each name of each report comes to: nothing is taken over from another report."""

    def __init__(self, reports: list[NamesInReport]) -> None:
        self.of: dict[tuple[str, str], Form] = {}
        for report in reports:
            self._read(report)

    def _read(self, report: NamesInReport) -> None:
        """Expand levels by the report's region, ends of other names to these, branches to their agency."""
        place, level = level_of_region(report.region)
        names = {*report.names, *((report.agency,) if report.agency else ())}
        longer = _longer_by_end(names)
        own = _placed(form_of(report.agency), place, level) if report.agency else None
        forms = {name: _placed(form_of(longer.get(name, name)), place, level) for name in names}
        at_level: dict[str, set[str]] = defaultdict(set)
        for form in forms.values():
            if form.place:
                at_level[form.level].add(form.place)
        for name, form in forms.items():
            told = form.place or form.level or form.branch
            if own is not None and report.agency and not told and form != own and is_part(name, report.agency):
                form = replace(own.whole, branch=form.unit)
            if len(only := at_level[form.level]) == 1:
                form = _placed(form, next(iter(only)), form.level)
            self.of[report.source, name] = form
        self._join(report.source, names)

    def _join(self, source: str, names: set[str]) -> None:
        """Take a name that tells neither place nor level for the only one of its report that else comes to the same."""
        told: dict[str, set[Form]] = defaultdict(set)
        for name in names:
            form = self.of[source, name]
            if form.level and not form.branch:
                told[form.unit].add(form)
        for name in names:
            form = self.of[source, name]
            if not (form.place or form.level or form.branch) and len(same := told[form.unit]) == 1:
                self.of[source, name] = next(iter(same))


def _placed(form: Form, place: str, level: str) -> Form:
    return replace(form, place=place) if form.level and not form.place and form.level == level else form


def _longer_by_end(names: set[str]) -> dict[str, str]:
    """Names that exactly one other ends with, and that; bodies inside agencies left out of both.

    Linear in the letters of names, each of which is short.
    """
    whole = {name: without_inner(name) for name in names}
    known = set(whole.values())
    ending: dict[str, set[str]] = defaultdict(set)
    for name in known:
        for at in range(1, len(name) - SHORTEST_END + 1):
            if name[at:] in known:
                ending[name[at:]].add(name)
    longest = {end: max(others, key=len) for end, others in ending.items()}
    # 市税务局 may be two longer ones' end: these must be one's own ends in turn.
    return {
        name: longest[end]
        for name, end in whole.items()
        if end in longest and all(longest[end].endswith(other) for other in ending[end])
    }


def _agencies(
    groups: Mapping[Form, set[str]], by_form: Mapping[Form, Agency], listed: Mapping[str, Agency]
) -> dict[Form, Agency]:
    """An agency for each form, the agency of a branch before the branch. Forms that come to one name are one agency.

    One that comes to a name that is `listed` is the listed agency.
    """
    named = {form: one.name for form, one in by_form.items()}
    of_name: dict[str, Form] = {}
    members: dict[str, set[str]] = defaultdict(set)
    for form in sorted(groups, key=_branches_last):
        name = _name(form, groups[form], named)
        named[form] = listed[name].name if name in listed else name
        of_name.setdefault(named[form], form)
        members[named[form]] |= groups[form]
    made = {name: listed.get(name) or _agency(form, name, members[name], named) for name, form in of_name.items()}
    return {form: made[named[form]] for form in groups}


def _branches_last(form: Form) -> tuple[bool, str, str, str, str]:
    return bool(form.branch), form.place, form.level, form.unit, form.branch


def _agency(form: Form, name: str, members: set[str], named: Mapping[Form, str]) -> Agency:
    aliases = tuple(sorted(members - {name}))
    if form.branch:
        return Agency(name, aliases, AgencyKind.BRANCH, named[form.whole])
    return Agency(name, aliases, AgencyKind.MANY if form.unit == DIRECT else kind_of(name))


def _name(form: Form, names: set[str], named: Mapping[Form, str]) -> str:
    """The fullest: the longest that tells its place; else the longest, with its place where that is known."""
    if form.branch:
        of_party = names and not form.branch.endswith(PARTY) and all(name.endswith(PARTY) for name in names)
        return named[form.whole] + form.branch + (PARTY if of_party else "")
    if form.unit == DIRECT:
        return f"{form.place}{form.level}{DIRECT}"
    if form.unit == LEAGUE:
        return f"共青团{form.place}{form.level}委"
    whole = {without_inner(name) for name in names} or {form.level + form.unit}
    told = [name for name in whole if form_of(name).place or not form.place]
    longest = max(told or whole, key=lambda name: (len(name), name))
    if told:
        return longest
    if form.place in AUTONOMOUS:
        return AUTONOMOUS[form.place] + longest.removeprefix("全").removeprefix("自治区").removeprefix(form.level)
    return form.place + longest.removeprefix("全")
