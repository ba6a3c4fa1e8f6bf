"""What reviews teach about a rubric."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.report import Sentence
from scorer.model.results import Evidence, Scorecard
from scorer.model.rubric import Band, Rubric
from scorer.model.words import Text


class CueKind(StrEnum):
    """How a rubric writes a cue, or a ladder cue."""

    TERM = "term"
    TOGETHER = "together"
    SOME_OF = "some_of"
    PATTERN = "pattern"
    WEAK = "weak"
    HEADING = "heading"
    FIGURE = "figure"  # of the ladder: a figure with a unit that counts


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of a rubric."""

    owner: str  # a criterion's id; of a ladder cue its grade
    kind: CueKind
    words: str  # the term or pattern; a combination as one would write it down


class Fate(StrEnum):
    """What became of a piece of evidence in review."""

    ACCEPTED = "accepted"  # for its criterion, if perhaps with another grade
    REJECTED = "rejected"
    MOVED = "moved"  # to another criterion
    UNDECIDED = "undecided"  # no outcome has more than half of those who judged, or it is in doubt
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class JudgedEvidence:
    """One piece of evidence and what most of those who judged it hold."""

    card: Scorecard
    evidence: Evidence
    fate: Fate
    criterion: str  # where it belongs: its own unless it was moved
    grade: int | None  # 1 to 4; None: rejected, not judged, or they do not agree

    @property
    def is_decided(self) -> bool:
        """Whether the reviewers have come to something."""
        return self.fate not in {Fate.UNDECIDED, Fate.UNJUDGED}


@dataclass(frozen=True, slots=True)
class CueRecord:
    """How a cue has done. Pieces without a decision are in `fired` only."""

    cue: Cue
    fired: int  # pieces of evidence
    accepted: int
    rejected: int
    moved: int
    alone: int  # decided pieces with no other cue than weak ones
    alone_accepted: int
    low: float  # of the 95% Wilson interval of `precision`; 0 where there is none
    high: float  # 1 where there is none

    @property
    def judged(self) -> int:
        """Pieces with a decision."""
        return self.accepted + self.rejected + self.moved

    @property
    def precision(self) -> float | None:
        """Share of the pieces with a decision that were accepted for the cue's criterion."""
        return self.accepted / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class LadderRecord:
    """How a ladder cue has done. Pieces on whose grade the reviewers came to nothing are in `fired` only."""

    cue: Cue
    fired: int  # pieces of evidence that have their grade from it, or from it among others
    kept: int
    raised: int
    lowered: int

    @property
    def judged(self) -> int:
        """Pieces whose grade was decided."""
        return self.kept + self.raised + self.lowered


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """What an edited rubric makes of a sentence and a criterion."""

    card: Scorecard
    sentence: Sentence
    quote: str
    criterion: str
    was: int  # its grade; 0: no evidence for the criterion
    now: int
    right: bool | None  # towards what the reviewers hold, or away from it; None: they hold neither


@dataclass(frozen=True, slots=True)
class TotalChange:
    """What an edited rubric makes of a machine's total."""

    card: Scorecard  # with the band of what it was
    was: float
    now: float
    band: Band  # of what it is now


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edited rubric changes in the evidence at hand. Sentences that are no evidence are not seen."""

    evidence: tuple[EvidenceChange, ...] = ()
    totals: tuple[TotalChange, ...] = ()  # that move

    @property
    def right(self) -> int:
        """Changes towards what the reviewers hold."""
        return sum(change.right is True for change in self.evidence)

    @property
    def wrong(self) -> int:
        """Changes away from what the reviewers hold."""
        return sum(change.right is False for change in self.evidence)


class Advice(StrEnum):
    """What to do about a word."""

    DROP = "drop"
    WEAKEN = "weaken"  # it counts only beside another cue
    MOVE = "move"  # to another criterion
    UNLESS = "unless"  # a sentence with it is no evidence for the criterion
    EXCLUDE = "exclude"  # a sentence with it is no evidence at all
    ADD = "add"  # as a new term
    LOOK = "look"  # a person has to see what to do


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change to a rubric that the reviews speak for."""

    number: int  # counts from 1
    advice: Advice
    criterion: str  # whose words are to change; of a ladder cue its grade; "" of an exclusion
    word: str
    why: Text
    support: tuple[JudgedEvidence, ...]  # the pieces that speak for it
    to: str = ""  # the criterion that a term moves to
    exclusion: int = 0  # place among the rubric's exclusions, from 0
    effect: Effect = Effect()  # on its own; nothing where a person has to look


@dataclass(frozen=True, slots=True)
class Rejected:
    """A piece of evidence that was rejected, and what it shares with others that were."""

    judged: JudgedEvidence
    shared: tuple[str, ...]  # words that accepted evidence of its criterion hardly has


@dataclass(frozen=True, slots=True)
class Calibration:
    """What reviews teach about a rubric."""

    rubric: Rubric
    reviewers: tuple[str, ...]  # in the order of their names
    evidence: tuple[JudgedEvidence, ...]  # each piece once, in the order of the rounds
    going_on: int  # pieces without a cue of their own
    untraced: int  # pieces that the rubric does not find again: it is not the one they were found with
    cues: tuple[CueRecord, ...]  # that fired, in the rubric's order
    ladder: tuple[LadderRecord, ...]  # that fired, lowest grade first
    never: tuple[Cue, ...]  # that never fired, in the rubric's order
    rejected: tuple[Rejected, ...]  # in the order of criteria
    suggestions: tuple[Suggestion, ...]
    effect: Effect  # of all suggestions together
