"""Why reviews lead to no suggestion: what was found in them, and how far that is from what a suggestion takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.model.calibration import Fate
from scorer.review.calibrate import LEAST_RIGHT
from scorer.review.shared_words import LEAST_REPORTS
from scorer.review.suggest import LEAST_JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.model.calibration import Calibration, JudgedEvidence

NOBODY = Text(
    "没有建议：里面没有任何复核。请把复核人填好交回的工作簿用 score merge 合并，再用合并结果来校准",
    "No suggestions: nothing was reviewed. Merge the workbooks that reviewers filled in with score merge, and "
    "calibrate with what it writes",
)
NO_EVIDENCE = Text(
    "没有建议：复核人没有对证据填“采纳”“改判等级”或“改归项”。哪个词好用、哪个词常错，只能从对证据的复核里看出来",
    "No suggestions: no reviewer accepted, rejected, regraded or moved any evidence, and only that tells which words "
    "are often wrong",
)


def why_no_suggestions(calibration: Calibration) -> Text:
    """What to tell where a calibration has no suggestions."""
    if not calibration.reviewers:
        return NOBODY
    if all(one.fate is Fate.UNJUDGED for one in calibration.evidence):
        return NO_EVIDENCE
    decided = [one for one in calibration.evidence if one.is_decided]
    wrong = [one for one in decided if one.fate is not Fate.ACCEPTED or one.grade not in {None, one.evidence.grade}]
    missing = tuple(_missing(calibration, wrong)) or (
        Text(
            "但没有一个词错得够多、改了又不会改错更多",
            "but no word is wrong often enough for an edit that does more good than harm",
        ),
    )
    found = _found(decided, wrong)
    return Text(
        f"没有建议：{found.zh}；{'；'.join(one.zh for one in missing)}",
        f"No suggestions: {found.en}; {'; '.join(one.en for one in missing)}",
    )


def _found(decided: list[JudgedEvidence], wrong: list[JudgedEvidence]) -> Text:
    rejected, moved = (sum(one.fate is fate for one in wrong) for fate in (Fate.REJECTED, Fate.MOVED))
    regraded = len(wrong) - rejected - moved
    return Text(
        f"复核有结论的证据 {len(decided)} 条，其中驳回 {rejected} 条、改归 {moved} 条、改判等级 {regraded} 条",
        f"pieces decided on: {len(decided)}, of them {rejected} rejected, {moved} moved, {regraded} regraded",
    )


def _missing(calibration: Calibration, wrong: list[JudgedEvidence]) -> Iterator[Text]:
    """The thresholds that are not reached."""
    undecided = sum(one.fate is Fate.UNDECIDED for one in calibration.evidence)
    if undecided:
        yield Text(
            f"另有 {undecided} 条存疑或意见不一，不算结论", f"{undecided} more are in doubt or divide the reviewers"
        )
    if len(wrong) < LEAST_RIGHT:
        yield Text(
            f"改动共 {len(wrong)} 条，一条建议至少要能改对 {LEAST_RIGHT} 条",
            f"corrections: {len(wrong)}, and a suggestion must put {LEAST_RIGHT} right",
        )
    reports = len({one.card.report.sha256 for one in wrong})
    if wrong and reports < LEAST_REPORTS:
        yield Text(
            f"改动只出自 {reports} 份材料，至少要 {LEAST_REPORTS} 份",
            f"documents with corrections: {reports}, and it takes {LEAST_REPORTS}",
        )
    most = max((record.judged for record in calibration.cues), default=0)
    if most < LEAST_JUDGED:
        yield Text(
            f"结论最多的线索词也只有 {most} 条，满 {LEAST_JUDGED} 条才判断一个词",
            f"no cue has more than {most} decided pieces, and it takes {LEAST_JUDGED} to judge one",
        )
