"""What the workbook of a comparison says, and no other: in both languages."""

from __future__ import annotations

from scorer.model import Text
from scorer.model.comparison import Change, Matched
from scorer.workbook import labels

# sheets
COMPARISON = Text("对比总览", "Comparison")
COMPARED_CRITERIA = Text("逐项对比", "By criterion")
COMPARED_LEVELS = Text("等次变化", "Level changes")
COMPARED_SHEETS = (COMPARISON, COMPARED_CRITERIA, COMPARED_LEVELS, labels.GUIDE)

# titles and tiles
COMPARISON_TITLE = Text("评分结果对比", "Comparison of results")
OLD_RESULTS = Text("旧结果", "Old results")
NEW_RESULTS = Text("新结果", "New results")
BOTH_SUBJECTS = Text("前后都有的单位", "Subjects on both sides")
MEAN_TOTALS = Text("平均总分（前 → 后）", "Mean total, before → after")
TOTALS_ROSE = Text("总分上升", "Totals up")
TOTALS_FELL = Text("总分下降", "Totals down")
ONE_SIDED = Text("新增 ／ 减少的单位", "Subjects new / gone")
LEVELS_MOVED = Text("等次上升 ／ 下降（项次）", "Levels up / down")

# totals
DOCUMENTS = Text("材料（前 → 后）", "Document, before → after")
TOTAL_BEFORE = Text("原总分", "Total before")
TOTAL_AFTER = Text("现总分", "Total after")
BAND_BEFORE = Text("原评定", "Band before")
BAND_AFTER = Text("现评定", "Band after")
ROSE_COUNT = Text("上升\n项数", "Levels\nup")
FELL_COUNT = Text("下降\n项数", "Levels\ndown")
REMARK = Text("备注", "Remark")
NEW_SUBJECT = Text("新增", "new")
GONE_SUBJECT = Text("减少", "gone")
COMPARISON_REMARK = Text(
    "增减 = 现总分 − 原总分，▲ 为上升，▼ 为下降；按增减幅度从大到小排列。点单位名称看逐项对比。",
    "Change: total after less total before, ▲ up, ▼ down; the largest change first. A name leads to its criteria.",
)
NONE_COMPARED = Text("前后两份结果里没有同一个单位。", "No subject is on both sides.")

# the chart and what must be known of the rubrics
CHANGES = Text("总分增减", "Changes of totals")
CHANGES_CHARTED = Text("图中只列增减最大的 {n} 个单位。", "The chart shows the {n} largest changes only.")
DIFFERENCES = Text("评分标准的计分差别", "How the rubrics score differently")
DIFFERENCES_WARNING = Text(
    "前后两份评分标准的计分办法不同，分数不能直接比较：",
    "The two rubrics score differently, and their points cannot simply be compared:",
)
NO_DIFFERENCES = Text("前后两份评分标准的计分办法相同。", "The two rubrics score alike.")
TO_BE_KNOWN = Text("请留意", "Please note")

# criteria
WHAT_CHANGED = Text("变化", "What changed")
LEVEL_BEFORE = Text("原等次", "Level\nbefore")
LEVEL_AFTER = Text("现等次", "Level\nafter")
LEVEL_CHANGE = Text("等次\n增减", "Level\nchange")
SCORE_BEFORE = Text("原得分", "Points\nbefore")
SCORE_AFTER = Text("现得分", "Points\nafter")
SCORE_CHANGE = Text("得分\n增减", "Points\nchange")
WHY_CHANGED = Text("为什么", "Why")
EVIDENCE_APPEARED = Text("新有的证据（最强的在前）", "Evidence that appeared, strongest first")
EVIDENCE_VANISHED = Text("不再有的证据（最强的在前）", "Evidence that vanished, strongest first")
MORE_PIECES = Text("（另有 {n} 条）", "({n} more)")
GRADED_QUOTE = Text("【{grade} 级】{quote}", "[{grade}] {quote}")
CHANGE_WORDS = {
    Change.ROSE: Text("上升", "rose"),
    Change.FELL: Text("下降", "fell"),
    Change.SAME: Text("不变", "same"),
    Change.APPLICABLE: Text("变为适用", "now applies"),
    Change.NOT_APPLICABLE: Text("变为不适用", "no longer applies"),
    Change.APPEARED: Text("新增的项", "new criterion"),
    Change.VANISHED: Text("取消的项", "dropped criterion"),
}
TOLD_OF_AGAIN = Text("变为有材料", "now told of")
NOT_TOLD_OF = Text("变为无材料", "no longer told of")
ADJUSTED_OTHERWISE = Text("加减分变了", "adjustment")
VETO_AT_MOST = Text("总分至多 {most}", "at most {most}")
NO_CHANGES = Text("没有可以逐项对比的单位。", "There is no subject to compare by criterion.")

# changes of levels
LEVELS_LEGEND = Text(
    "数字是等次增减：红为上升，蓝为下降，颜色越深幅度越大，“·”为不变。“2→—”是变为不适用，“—→2”是变为适用，"
    "“—”是前后都不适用。“新”是新增的项，“撤”是取消的项。",
    "Figures: change of level; red up, blue down, darker is more, · no change. 2→— no longer applies, —→2 now "
    "applies, — applies on neither side. “new”, “off”: in one rubric only.",
)
AGENCY_LEVELS_LEGEND = Text(
    "数字是等次增减：红为上升，蓝为下降，颜色越深幅度越大，“·”为不变。“2→—”是变为无材料（或不适用），"
    "“—→2”是变为有材料（或适用），“—”是前后都无材料（或不适用）。“新”是新增的项，“撤”是取消的项。",
    "Figures: change of level; red up, blue down, darker is more, · no change. 2→— no longer told of (or no longer "
    "applies), —→2 now told of (or now applies), — neither before nor after. “new”, “off”: in one rubric only.",
)
LEVEL_NEW = Text("新", "new")
LEVEL_OFF = Text("撤", "off")

# guide
HOW_TO_READ_COMPARISON = Text("怎样读这份对比", "How to read this comparison")
COMPARISON_LINES = (
    Text(
        "从“对比总览”看各单位总分和评定的变化；点单位名称，到“逐项对比”看每一项为什么升、为什么降；“等次变化”一屏看全。",
        "Start at Comparison for totals and bands; a name leads to By criterion, which tells why each level rose or "
        "fell; Level changes shows all at a glance.",
    ),
    Text(
        "总分、评定和等次以最后计入的为准：复核过的用复核结果，没有复核的用机器结果。",
        "Totals, bands and levels are those that count in the end: the reviewers' where there are any, else the "
        "machine's.",
    ),
    Text(
        "证据按原句对照：旧结果里没有的是“新有的”，新结果里没有的是“不再有的”。数字变了的句子算两句。"
        "超过一半的复核人不采纳的证据不列。",
        "Evidence is compared by its words: a sentence whose figures changed counts as another one. What more than "
        "half of the reviewers rejected is left out.",
    ),
    Text(
        "各项得分增减之和不一定等于总分增减：总分按可得分折算为 100 分，还要加减分。",
        "Changes of points need not add up to the change of the total, which is a share of the points within reach, "
        "with bonuses and deductions.",
    ),
    Text(
        "材料没写到的，不等于没有做：证据不再有，只说明这次的材料里没有这样的句子，或者没有计入。",
        "What a document does not mention may have been done all the same: vanished evidence means only that no such "
        "sentence counted this time.",
    ),
)
RESULTS_FILE = Text("结果文件", "File of results")
RUBRIC_TITLE = Text("评分标准名称", "Rubric title")
REVIEWER_COUNT = Text("复核人数", "Reviewers")
SUBJECT_COUNT = Text("单位数", "Subjects")
COMPARED_RESULTS = Text("对比的两份结果", "The two results")
HOW_MATCHED = Text("单位怎样对应", "How subjects were matched")
MATCHED_ALL = Text("前后的单位都按编号对应。", "All subjects were matched by their ids.")
MATCHED_MOST = Text(
    "下列单位不是按编号对应的，或者只在一边，请核对；其余都按编号对应。",
    "The subjects below were not matched by id, or stand on one side only: please check. All others were.",
)
MATCHED_BY = {
    Matched.ID: Text("按编号对应", "by id"),
    Matched.AGENCY: Text("按单位名称对应", "by the agency's name"),
    Matched.STEM: Text("按文件名（去掉年份和数字）对应", "by the file's name without year and digits"),
    Matched.TITLE: Text("按标题对应", "by title"),
}
ONLY_NEW = Text("只在新结果里", "in the new results only")
ONLY_OLD = Text("只在旧结果里", "in the old results only")
SAME_DOCUMENT = Text("材料未变", "same document")
AGENCY_WORDS = (
    (
        Text("变为有材料、变为无材料", "Now told of, no longer told of"),
        Text(
            "一边的材料没有讲到该单位这一项，没有等次，不算升降，也不等于做得更好或更差。",
            "On one side no report tells of the criterion, and it has no level: neither a rise nor a fall, and nothing "
            "to say that more or less was done.",
        ),
    ),
)
COMPARISON_WORDS = (
    (Text("上升、下降", "Rose, fell"), Text("等次比原来高或低。", "The level is higher or lower than before.")),
    (
        Text("变为适用、变为不适用", "Now applies, no longer applies"),
        Text(
            "一边判为不适用，没有等次，不算升降。",
            "On one side the criterion did not apply and has no level: neither a rise nor a fall.",
        ),
    ),
    (
        Text("新增的单位、减少的单位", "New, gone"),
        Text("只在一边的结果里，无从比较。", "On one side only, with nothing to compare."),
    ),
    (
        Text("新增的项、取消的项", "New criterion, dropped criterion"),
        Text("只在一边的评分标准里。", "In one of the rubrics only."),
    ),
)
