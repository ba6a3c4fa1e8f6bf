"""A report -> its bare text: what must be the same in two reports for one to repeat the other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import ahocorasick_rs
import numpy as np

from scorer.fold import Folded, fold
from scorer.model import Part, Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

NUMERALS = "0123456789〇零一二两三四五六七八九十百千万亿"
# A place or level, and the agency that follows it: cheap, and the same way on both sides.
_AGENCY = r"直?[\u4e00-\u9fff]{2,6}?(?:局|厅|委|办|院|中心)"
_NAME = re.compile(rf"[\u4e00-\u9fff]{{2}}(?:省|市|州|县|区|旗|镇|乡|村)(?:{_AGENCY})?|[省市州县区旗]{_AGENCY}")
_LETTER, _NUMERAL = 1, 2
_CLAUSE = re.compile(r"[^，；。！？：]+[，；。！？：”’）]*")


@dataclass(frozen=True, slots=True)
class Bare:
    """The letters of a report's body without numbers, names and set phrases."""

    report: Report
    folded: Folded
    text: str
    places: NDArray[np.int32]  # of each of its characters, the offset in the folded text

    def clauses(self) -> list[tuple[int, int]]:
        """From where to where each clause of the body reaches in the folded text."""
        return [
            (start + clause.start(), start + clause.end())
            for start, end in body(self.report, self.folded)
            for clause in _CLAUSE.finditer(self.folded.text[start:end])
        ]

    def layout(self) -> Layout:
        """The clauses and sentences of the bare text."""
        sentences = body(self.report, self.folded)
        clauses = np.array(self.clauses(), dtype=np.int32).reshape(-1, 2)
        begins, ends = np.searchsorted(self.places, clauses).T
        bare = begins < ends
        numbers = np.searchsorted([end for _, end in sentences], clauses[:, 0], side="right")
        return Layout(
            text=self.text,
            borders=[*begins[bare].tolist(), len(self.text)],
            sentences=numbers[bare].tolist(),
            folded=self.folded,
            clause_spans=clauses[bare].tolist(),
            sentence_spans=sentences,
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the clauses and sentences of a bare text are. Clauses without bare text are none."""

    text: str
    borders: list[int]  # where each clause begins, and where the last ends: no two are equal
    sentences: list[int]  # of each clause, the number of its sentence; those without bare text have one too
    folded: Folded
    clause_spans: list[list[int]]  # from where to where each reaches in the folded text
    sentence_spans: list[tuple[int, int]]  # of each by its number

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """From where to where clauses `start` to `end` of the bare text reach in the report's text, marks included."""
        first = self.clause_spans[bisect_right(self.borders, start) - 1]
        last = self.clause_spans[bisect_left(self.borders, end) - 1]
        return self.folded.original(first[0]), self.folded.original(last[1] - 1) + 1

    def written_in_clause(self, clause: int) -> int:
        """How many letters and numerals a clause has, bare or not."""
        start, end = self.clause_spans[clause]
        return sum(map(str.isalnum, self.folded.text[start:end]))

    def written_in_sentence(self, number: int) -> int:
        """How many letters and numerals a sentence has, bare or not."""
        start, end = self.sentence_spans[number]
        return sum(map(str.isalnum, self.folded.text[start:end]))


def body(report: Report, folded: Folded) -> list[tuple[int, int]]:
    """From where to where each sentence of the body reaches in the folded text."""
    return [
        (folded.folded(sentence.start), folded.folded(sentence.end))
        for sentence in report.sentences
        if sentence.part is Part.BODY
    ]


class Stripper:
    """Strips reports to their bare text."""

    def __init__(self, set_phrases: Iterable[str]) -> None:
        phrases = ("".join(filter(str.isalnum, fold(phrase).text)) for phrase in set_phrases)
        self._phrases = ahocorasick_rs.AhoCorasick(
            list(filter(None, phrases)), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def strip(self, report: Report) -> Bare:
        """The report's bare text."""
        folded = fold(report.text)
        codes = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kinds = _kinds()[np.minimum(codes, 0xFFFF)]
        named = np.zeros(len(codes), dtype=bool)
        for name in _NAME.finditer(folded.text):
            named[name.start() : name.end()] = True
        in_body = np.zeros(len(codes), dtype=bool)
        for start, end in body(report, folded):
            in_body[start:end] = True
        written = np.flatnonzero(in_body & (kinds > 0))  # letters and numerals: phrases are written with many marks
        left = (kinds[written] == _LETTER) & ~named[written]
        for _, start, end in self._phrases.find_matches_as_indexes(_text(codes[written])):
            left[start:end] = False
        places = written[left]
        return Bare(report, folded, _text(codes[places]), places.astype(np.int32))


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _kinds() -> NDArray[np.int8]:
    """What each character is, by its code: a letter, a numeral, or 0 for neither."""
    kinds = np.array([_LETTER if chr(code).isalpha() else 0 for code in range(0x10000)], dtype=np.int8)
    kinds[[ord(numeral) for numeral in NUMERALS]] = _NUMERAL
    return kinds
