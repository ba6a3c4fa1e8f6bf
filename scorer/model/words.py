"""Languages, and wordings in both of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """A language of messages, JSON reasons and workbook labels."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in both languages."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The wording in one language."""
        return self.zh if lang is Lang.ZH else self.en


NOTHING = Text("", "")
