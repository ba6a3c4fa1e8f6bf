"""How each cue and each ladder cue has done: judged evidence and what spoke in it go in, counts come out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from scorer.model import PLACES
from scorer.model.calibration import CueRecord, Fate, LadderRecord
from scorer.review.tracing import STRONG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model.calibration import Cue, JudgedEvidence

Z = NormalDist().inv_cdf(0.975)  # for an interval of 95%


@dataclass(frozen=True, slots=True)
class Traced:
    """A piece of evidence and the cues that it is owed to."""

    judged: JudgedEvidence
    cues: tuple[Cue, ...]  # none where it goes on with the sentence before
    lifted: tuple[Cue, ...]  # ladder cues; none where it states something only

    def is_alone(self, cue: Cue) -> bool:
        """Whether no other cue than weak ones spoke beside this one."""
        return all(other == cue or other.kind not in STRONG for other in self.cues)


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95% score interval of a share, within 0 to 1 and rounded; all of it where nothing was tried."""
    if not trials:
        return 0.0, 1.0
    share = successes / trials
    middle = share + Z * Z / (2 * trials)
    reach = Z * sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials))
    scale = 1 + Z * Z / trials
    return round(max(0.0, (middle - reach) / scale), PLACES), round(min(1.0, (middle + reach) / scale), PLACES)


def cue_records(traced: Iterable[Traced], order: Iterable[Cue]) -> tuple[CueRecord, ...]:
    """One for each cue that fired, in the order given."""
    fired: dict[Cue, list[Traced]] = defaultdict(list)
    for one in traced:
        for cue in one.cues:
            fired[cue].append(one)
    return tuple(_cue_record(cue, fired[cue]) for cue in order if cue in fired)


def _cue_record(cue: Cue, fired: list[Traced]) -> CueRecord:
    fates = Counter(one.judged.fate for one in fired)
    alone = [one.judged for one in fired if one.judged.is_decided and one.is_alone(cue)]
    accepted = fates[Fate.ACCEPTED]
    low, high = wilson(accepted, accepted + fates[Fate.REJECTED] + fates[Fate.MOVED])
    return CueRecord(
        cue=cue,
        fired=len(fired),
        accepted=accepted,
        rejected=fates[Fate.REJECTED],
        moved=fates[Fate.MOVED],
        alone=len(alone),
        alone_accepted=sum(judged.fate is Fate.ACCEPTED for judged in alone),
        low=low,
        high=high,
    )


def ladder_records(traced: Iterable[Traced], order: Iterable[Cue]) -> tuple[LadderRecord, ...]:
    """One for each ladder cue that gave a piece its grade, in the order given."""
    lifted: dict[Cue, list[JudgedEvidence]] = defaultdict(list)
    for one in traced:
        for cue in one.lifted:
            lifted[cue].append(one.judged)
    return tuple(_ladder_record(cue, lifted[cue]) for cue in order if cue in lifted)


def _ladder_record(cue: Cue, lifted: list[JudgedEvidence]) -> LadderRecord:
    steps = [judged.grade - judged.evidence.grade for judged in lifted if judged.grade is not None]
    return LadderRecord(
        cue=cue,
        fired=len(lifted),
        kept=sum(step == 0 for step in steps),
        raised=sum(step > 0 for step in steps),
        lowered=sum(step < 0 for step in steps),
    )
