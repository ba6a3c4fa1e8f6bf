"""What the calibration workbook says, but for the headers of its tables: in both languages."""

from __future__ import annotations

from scorer.model import Text
from scorer.model.calibration import Advice, CueKind, Fate

TITLE = Text("评分标准校准", "Calibration of the rubric")

# sheets
SUGGESTIONS = Text("建议", "Suggestions")
CUES = Text("线索词", "Cues")
LADDER_CUES = Text("等级词", "Ladder cues")
NEVER_FIRED = Text("从未命中", "Never fired")
REJECTED = Text("驳回句", "Rejected")
TOTALS = Text("分数变化", "Totals")
ADVICE = {
    Advice.DROP: Text("删去", "drop"),
    Advice.WEAKEN: Text("改为须有旁证", "weaken"),
    Advice.MOVE: Text("移到 {to}", "move to {to}"),
    Advice.UNLESS: Text("加入“除非出现”", "add to unless"),
    Advice.EXCLUDE: Text("加入“不算证据”", "add to exclusions"),
    Advice.ADD: Text("增加线索词", "new term"),
    Advice.LOOK: Text("请看一下", "look at this"),
}
KINDS = {
    CueKind.TERM: Text("词语", "term"),
    CueKind.TOGETHER: Text("同句并见", "together"),
    CueKind.SOME_OF: Text("同句几个", "some of"),
    CueKind.PATTERN: Text("模式", "pattern"),
    CueKind.WEAK: Text("须有旁证", "weak"),
    CueKind.HEADING: Text("标题", "heading"),
    CueKind.FIGURE: Text("数字带", "figure with"),
}
FATES = {
    Fate.ACCEPTED: Text("采纳", "accepted"),
    Fate.REJECTED: Text("驳回", "rejected"),
    Fate.MOVED: Text("改归 {to}", "moved to {to}"),
    Fate.UNDECIDED: Text("未定", "undecided"),
    Fate.UNJUDGED: Text("未复核", "not judged"),
}
RIGHT = {
    True: Text("改对", "better"),
    False: Text("改错", "worse"),
    None: Text("无从判断", "cannot tell"),
}

# remarks
COUNTS = Text(
    "证据 {all} 条：采纳 {accepted}（其中改判等级 {regraded}），驳回 {rejected}，改归别项 {moved}，未定 {undecided}，"
    "未复核 {unjudged}。",
    "{all} pieces of evidence: {accepted} accepted ({regraded} of them with another grade), {rejected} rejected, "
    "{moved} moved, {undecided} undecided, {unjudged} not judged.",
)
NO_SUGGESTIONS = Text(
    "没有建议。复核过的证据还不够多，或者看不出哪个词常错。",
    "No suggestions: too little has been reviewed, or no word is often wrong.",
)
MORE_SENTENCES = Text("…… 另有 {n} 句", "… and {n} more")
EFFECT = Text(
    "改对 {right} 处，改错 {wrong} 处，无从判断 {open} 处；{totals} 个单位总分变动",
    "{right} better, {wrong} worse, {open} cannot be told; {totals} totals move",
)
CUES_REMARK = Text(
    "一条证据可由几个线索词命中，各计一次。准确率 = 采纳 ÷ 有结论；95% 区间按 Wilson 法，条数少时很宽，不宜当真。"
    "错得多的在前。",
    "A piece counts for each of its cues. Precision = accepted ÷ judged; the 95% interval is Wilson's: with few pieces "
    "it is wide, and the precision says little. The most often wrong come first.",
)
LADDER_REMARK = Text(
    "同一等级由几个词共同表明的，各计一次。准确率 = 等级不变 ÷ 有结论。",
    "A piece counts for each ladder cue that shows its grade. Precision = kept ÷ judged.",
)
NEVER_REMARK = Text(
    "共 {n} 个。没命中不等于没用：这几轮的材料里没有而已，不必因此删去。",
    "{n} in all. Never fired is not useless: these documents just do not have them.",
)
REJECTED_REMARK = Text(
    "红色粗体是同项被驳回的几句共有、而采纳的几乎没有的词。",
    "In bold red: words that rejected sentences of the criterion share and accepted ones hardly have.",
)
TOTALS_REMARK = Text(
    "全部建议一起改了以后，机器评的总分怎样变。只看得到现在已是证据的句子，改后才会命中的句子不在其内。",
    "What all suggestions together do to the machine's totals. Only sentences that are evidence now are seen; those "
    "that would become evidence are not.",
)
NO_CHANGES = Text("总分都不变。", "No total changes.")
CHANGED_EVIDENCE = Text("证据的变化", "Changed evidence")
CHANGED_EVIDENCE_REMARK = Text(
    "改前、改后是证据等级；0 表示不是这一项的证据。",
    "Before and after are grades; 0: no evidence for the criterion.",
)
GUIDE_LINES = (
    Text(
        "这份表由复核结果反推评分标准里哪些词好用、哪些常错，并提出修改建议。改不改由标准的编写人定。",
        "From what reviewers made of the evidence, this tells which of the rubric's words work and which are often "
        "wrong, and suggests edits. Whether to make them is for the rubric's authors.",
    ),
    Text(
        "先看“建议”。每条下面是支持它的原句。改后离复核人的判断更近的算改对，更远的算改错，没有复核过的无从判断。",
        "Begin with Suggestions. Below each stand the sentences that speak for it. What comes nearer to the reviewers' "
        "judgement is better, what goes away from it worse; of what was not reviewed it cannot be told.",
    ),
    Text(
        "一条证据的结论，取半数以上复核人的意见；票数相当的、标“存疑”的算未定，不计入准确率。",
        "The outcome of a piece is what more than half of those who judged it hold. Ties and pieces in doubt are "
        "undecided and count in no precision.",
    ),
    Text(
        "模式、同句并见和等级词不自动改，只列为“请看一下”。",
        "Patterns, combinations and ladder cues are never edited by the tool, only listed to be looked at.",
    ),
    Text(
        "建议用 score calibrate … --write 写进标准的副本，注释和排版不动；--only 1,3 只改其中几条。"
        "改后请改副本的 id 和 version，再用 score rubric test 试一遍。",
        "score calibrate … --write makes the edits in a copy, comments and layout kept; --only 1,3 makes some of them. "
        "Then change the copy's id and version and try it with score rubric test.",
    ),
    Text(
        "本表看不到现在不是证据的句子。要看改后全部材料怎样变，加 --reports 材料文件夹。",
        "Sentences that are no evidence now are not seen here. Name the documents with --reports to see what becomes "
        "of all of them.",
    ),
)
FOUNDATION = Text("依据", "What it rests on")
REVIEWERS = Text("复核人", "Reviewers")
PIECES = Text("证据", "Evidence")
GOING_ON = Text("没有线索词、接上一句的", "Without a cue, going on")
UNTRACED = Text("按本标准找不回的", "Not found again")
NOBODY = Text("无", "none")
PIECE_COUNT = Text("{n} 条", "{n} pieces")
