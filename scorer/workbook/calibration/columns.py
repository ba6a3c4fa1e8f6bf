"""The tables of the calibration workbook."""

from __future__ import annotations

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.columns import Column, Table
from scorer.workbook.styles import Style

_NUMBER = Text("序号", "No.")
_ADVICE = Text("做什么", "What to do")
_WORD = Text("词或模式", "Word or pattern")
_WHY = Text("依据 ／ 原句", "Reason / sentence")
_EFFECT = Text("影响 ／ 复核结论", "Effect / outcome")
_KIND = Text("写法", "Kind")
_FIRED = Text("命中", "Fired")
_JUDGED = Text("有结论", "Judged")
_ACCEPTED = Text("采纳", "Accepted")
_REJECTED = Text("驳回", "Rejected")
_MOVED = Text("改归", "Moved")
_PRECISION = Text("准确率", "Precision")
_LOW = Text("下限\n95%", "Low\n95%")
_HIGH = Text("上限\n95%", "High\n95%")
_ALONE = Text("单独命中\n有结论", "Alone,\njudged")
_ALONE_ACCEPTED = Text("单独命中\n采纳", "Alone,\naccepted")
_KEPT = Text("等级不变", "Kept")
_RAISED = Text("调高", "Raised")
_LOWERED = Text("调低", "Lowered")
_SHARED = Text("共有的词", "Shared words")
_WAS = Text("改前", "Before")
_NOW = Text("改后", "After")
_CHANGE = Text("变化", "Change")
_RIGHT = Text("以复核为准", "By the reviews")
SUGGESTION = Table(
    (
        Column("number", _NUMBER, 6, Style.BADGE),
        Column("advice", _ADVICE, 16, Style.STRONG),
        Column("criterion", labels.CRITERION_ID, 8, Style.BADGE),
        Column("word", _WORD, 26, Style.STRONG),
        Column("why", _WHY, 76, Style.TEXT),
        Column("effect", _EFFECT, 30, Style.SMALL),
        Column("id", labels.EVIDENCE_ID, 26, Style.CODE),
    )
)
CUE = Table(
    (
        Column("criterion", labels.CRITERION_ID, 8, Style.BADGE),
        Column("title", labels.CRITERION, 30, Style.TEXT),
        Column("kind", _KIND, 11, Style.CENTER),
        Column("words", _WORD, 48, Style.STRONG),
        Column("fired", _FIRED, 8, Style.COUNT),
        Column("judged", _JUDGED, 9, Style.COUNT),
        Column("accepted", _ACCEPTED, 8, Style.COUNT),
        Column("rejected", _REJECTED, 8, Style.COUNT),
        Column("moved", _MOVED, 8, Style.COUNT),
        Column("precision", _PRECISION, 9, Style.SHARE),
        Column("low", _LOW, 8, Style.SHARE),
        Column("high", _HIGH, 8, Style.SHARE),
        Column("alone", _ALONE, 10, Style.COUNT),
        Column("alone_accepted", _ALONE_ACCEPTED, 10, Style.COUNT),
    )
)
LADDER_CUE = Table(
    (
        Column("grade", labels.GRADE, 8, Style.BADGE),
        Column("grade_name", labels.GRADE_NAME, 12, Style.CENTER),
        Column("kind", _KIND, 12, Style.CENTER),
        Column("words", _WORD, 80, Style.STRONG),
        Column("fired", _FIRED, 9, Style.COUNT),
        Column("judged", _JUDGED, 10, Style.COUNT),
        Column("kept", _KEPT, 10, Style.COUNT),
        Column("raised", _RAISED, 9, Style.COUNT),
        Column("lowered", _LOWERED, 9, Style.COUNT),
        Column("precision", _PRECISION, 10, Style.SHARE),
    )
)
NEVER = Table(
    (
        Column("owner", Text("项号 ／ 等级", "No. / grade"), 12, Style.BADGE),
        Column("title", Text("项 ／ 等级名", "Criterion / grade name"), 34, Style.TEXT),
        Column("kind", _KIND, 14, Style.CENTER),
        Column("words", _WORD, 110, Style.TEXT),
    )
)
REJECTION = Table(
    (
        Column("criterion", labels.CRITERION_ID, 8, Style.BADGE),
        Column("title", labels.CRITERION, 20, Style.TEXT),
        Column("subject", labels.SUBJECT, 24, Style.TEXT),
        Column("quote", labels.QUOTE, 76, Style.TEXT),
        Column("shared", _SHARED, 26, Style.STRONG),
        Column("cues", labels.CUES, 24, Style.SMALL),
        Column("id", labels.EVIDENCE_ID, 26, Style.CODE),
    )
)

# Totals and the evidence behind them stand below each other in the same columns.
TOTAL = Table(
    (
        Column("subject", labels.SUBJECT, 40, Style.STRONG),
        Column("source", labels.SOURCE, 24, Style.SMALL),
        Column("bands", labels.BAND, 76, Style.TEXT),
        Column("was", _WAS, 10, Style.POINTS),
        Column("now", _NOW, 10, Style.POINTS),
        Column("change", _CHANGE, 14, Style.TOTAL),
    )
)
CHANGE = Table(
    (
        Column("subject", labels.SUBJECT, 40, Style.TEXT),
        Column("criterion", labels.CRITERION, 24, Style.TEXT),
        Column("quote", labels.QUOTE, 76, Style.TEXT),
        Column("was", _WAS, 10, Style.BADGE),
        Column("now", _NOW, 10, Style.BADGE),
        Column("right", _RIGHT, 14, Style.CENTER),
    )
)
FACTS = Table(
    (
        Column("name", Text("", ""), 26, Style.STRONG),
        Column("meaning", Text("", ""), 110, Style.TEXT),
    )
)
