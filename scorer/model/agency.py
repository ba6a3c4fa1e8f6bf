"""Agencies: whose deeds reports tell, and how a sentence's was told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Told(StrEnum):
    """How it was told whose deed a sentence is."""

    NAMED = "named"  # in the sentence
    SPEAKER = "speaker"  # as whose member somebody says it
    CARRIED = "carried"  # by the sentence before it in its paragraph
    HEADING = "heading"  # by the heading that it stands under
    REPORT = "report"  # nowhere near: it is the deed of whom the report is about


@dataclass(frozen=True, slots=True)
class Actor:
    """Whose deed a sentence tells."""

    name: str  # as it stands in the report
    how: Told


class AgencyKind(StrEnum):
    """What sort of body an agency is."""

    PARTY = "party"  # 党委及其部门、纪委、党校
    CONGRESS = "congress"  # 人大、政协机关
    GOVERNMENT = "government"  # 政府及其部门、税务、海关
    JUSTICE = "justice"  # 法院、检察院
    GROUP = "group"  # 工会、共青团、妇联等
    INSTITUTION = "institution"  # 学校、医院、中心等
    ENTERPRISE = "enterprise"  # 公司、银行
    TOWN = "town"  # 乡镇、街道、村、社区
    BRANCH = "branch"  # 机关里的党支部、处室、工作队
    MANY = "many"  # 几个单位一起: 州直机关、区直各部门
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency, whatever it is called."""

    name: str  # the fullest; no two agencies of a run share it
    aliases: tuple[str, ...] = ()  # other names that it goes by
    kind: AgencyKind = AgencyKind.OTHER
    superior: str | None = None  # the name of the agency that it belongs to
