"""Why a criterion has its level: every sentence that was considered for it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.model.report import Report, Sentence
from scorer.model.results import CriterionResult
from scorer.model.rubric import Rubric
from scorer.model.words import NOTHING, Text


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a sentence that were weighed, and what became of them."""

    quote: str  # as they stand in the report
    counts: bool
    note: Text  # how they count, empty where they do alone; or why they do not
    grade: int = 0  # what they show of the ladder, 2 to 4; 0 for cues


@dataclass(frozen=True, slots=True)
class Considered:
    """One sentence and one criterion."""

    sentence: Sentence
    quote: str
    grade: int  # 1 to 4; 0 where it is no evidence
    why: Text  # of the grade; empty where there is none
    carries: bool  # whether the level is its grade: of several the first
    cues: tuple[Words, ...]  # of the criterion, by place; none where the sentence goes on with the one before it
    marks: tuple[Words, ...]  # of the ladder, by place; none where the sentence is no evidence
    against: tuple[Text, ...]  # why it is no evidence; none where it is
    lacking: tuple[Text, ...] = ()  # what would make a cue of words that stand there
    instead: tuple[Text, ...] = ()  # what the criterion looks for, and what the sentence is evidence for
    raises: Text = NOTHING  # what the next grade would take; empty where it is no evidence, or of the highest


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a criterion came to its level in one report."""

    rubric: Rubric
    report: Report
    result: CriterionResult
    sentences: tuple[Considered, ...]  # in the order of the report
    void: Text = NOTHING  # why nothing in the report is evidence; empty where something may be
    raises: tuple[Text, ...] = ()  # what would raise the level; none where nothing can
