"""What the merged workbook says, and no other: in both languages."""

from __future__ import annotations

from scorer.model import Consensus, Text
from scorer.workbook import labels

# sheets
MERGED = Text("复核合并结果", "Merged reviews")
MERGED_OVERVIEW = Text("合并总览", "Merged overview")
DIVIDED = Text("分歧", "Divided")
BY_CRITERION = Text("逐项", "By criterion")
MERGED_ADJUSTMENTS = Text("加减分", "Adjustments")
AGREEMENT = Text("一致性", "Agreement")

# reviewers
REVIEWER_NAMED = Text("复核人\n{name}", "Reviewer\n{name}")  # above a column, which no name can turn into another
REVIEWERS = Text("复核人", "Reviewers")
REVIEWED_SUBJECTS = Text("复核单位", "Subjects")
REVIEWED_CRITERIA = Text("复核项次", "Criteria judged")
REVIEWED_EVIDENCE = Text("复核证据", "Evidence judged")
ENTERED_SHARE = Text("直接填等次", "Levels entered")
RETURNED_WORKBOOK = Text("工作簿", "Workbook")
NOBODY = Text(
    "没有收到任何复核意见，以下都是机器的结果。",
    "No review has come in; everything below is the machine's.",
)

# ranking
MERGED_RANKING = Text("被评单位排名", "Subjects by total")
MACHINE_BAND = Text("机器评定", "Machine band")
MERGED_TOTAL = Text("合并总分", "Merged total")
VETO_LIMIT = Text("否决限分", "Veto limit")
JUDGED_CRITERIA = Text("有人复核", "Judged")
DIVIDED_POINTS = Text("有分歧", "Divided")
SETTLED_POINTS = Text("已合议", "Settled")
MERGED_RANKING_REMARK = Text(
    "“有人复核”是至少一人表态的项数／总项数；“有分歧”“已合议”是处数。名次、总分、评定随合议结果变化，行的次序不变。",
    "Judged: criteria that at least one reviewer judged, of all. Ranks, totals and bands follow what is settled; the "
    "order of the rows does not.",
)
MERGED_CROSSWALK_REMARK = Text(
    "这里是复核合并后的结果：填了合议等次的以合议为准，没有填的用共识，没有人复核的用机器的等次；随各标准的合议结果变化。",
    "These are the results after review: what the group settled on, else the consensus, else the machine's level where "
    "nobody judged. They follow what is settled under each rubric.",
)
MACHINE_AND_MERGED = Text("机器总分与合并总分", "Machine and merged totals")

# what came back
FLAWS = Text("交回工作簿中的问题", "What was found in the returned workbooks")
FLAWS_REMARK = Text(
    "交回的内容有下列问题，怎样计入见“怎样处理”；其余都已照样合并。补正后可以再合并一次。",
    "What is listed could not be taken as it stands; how it counts is told beside it. Mend it and merge again.",
)
FLAW_PLACE = Text("工作表、单元格", "Sheet and cell")
FLAW = Text("问题", "What is wrong")
REMEDY = Text("怎样处理", "What to do")

# points on which reviewers differ
SPREAD = Text("分歧度", "Spread")
SETTLE = Text("合议\n（点击填写）", "Settle\n(click)")
TO_SETTLE = Text("去填写 →", "Settle →")
REASONS = Text("各人意见", "What reviewers say")
DIVIDED_REMARK = Text(
    "按分歧从大到小排列，合议时从上往下议。分歧度是任意两人相差等次的平均数，0 至 4；"
    "一人判不适用、另一人判等次，按 4 计。"
    "点“去填写”，到“逐项”或“加减分”表填合议结果，填过的这里显示出来并变绿。",
    "The most divided first. Spread: the mean difference in levels between two reviewers, 0 to 4; “not applicable” is "
    "4 from every level. A click leads to the cell where the group enters what it settles on, shown here in green.",
)
NOT_DIVIDED = Text("没有分歧。", "The reviewers differ on nothing.")
OPINION_MARKS = Text(
    "各人一栏：加粗带底色的是本人填的等次；带括号的没有填等次，是由其对证据的复核推出的；空白是没有复核。“—”是不适用。",
    "Reviewers' columns: bold on colour is a level that was entered; in brackets, one that follows from verdicts on "
    "evidence; blank, no judgement. — is not applicable.",
)
BY_CRITERION_REMARK = Text(
    "复核人合议后，在浅黄的“合议等次”里填写，以它为准；不填就用共识。改动后总分、评定、名次随之变化。",
    "What the group settles on goes into the yellow cells and overrules the consensus; totals, bands and ranks follow.",
)
MERGED_ADJUSTMENTS_REMARK = Text(
    "各人一栏是其认定；带括号的没有填，但复核过这个单位，按没有计。合议后在浅黄格子里填“认定”和理由，以它为准；不填就用共识。",
    "Reviewers' columns hold findings; in brackets, left blank by one who judged the subject, and taken for none. What "
    "the group settles on goes into the yellow cells and overrules the consensus.",
)

# opinions and what is said of them
NOT_APPLICABLE_SHORT = Text("不适用", "n/a")
IN_BRACKETS = Text("（{shown}）", "({shown})")
SAID = Text("{who}：{what}", "{who}: {what}")
SAID_OF_EVIDENCE = Text("证据 {id}：{what}", "on {id}: {what}")
SAID_NEXT = Text("；", "; ")
TOUCHED = Text("有复核", "Judged")
MERGED_EVIDENCE_REMARK = Text(
    "各人一栏：是／否／存疑为是否采纳；“改 2”为改判 2 级；“→B1”为改归 B1 项。只看复核过的，在“有复核”一栏筛选“是”。",
    "Reviewers' columns: yes, no or in doubt; “as 2” regrades it; “→B1” moves it to that criterion. Filter the last "
    "column by yes for what was judged.",
)
REGRADED_TO = Text("改 {grade}", "as {grade}")
MOVED_TO = Text("→{criterion}", "→{criterion}")

# agreement
ABOUT = Text("范围", "About")
ALPHA = Text("α 系数", "Alpha")
PERCENT = Text("相同比例", "Equal")
KAPPA = Text("加权 κ", "Weighted kappa")
INTERVAL = Text("95% 区间", "95% interval")
UNITS = Text("项次", "Units")
JUDGEMENTS = Text("评判数", "Ratings")
READING = Text("怎样看", "Reading")
RELIABLE = Text("可靠", "reliable")
TENTATIVE = Text("只能作初步结论", "tentative conclusions only")
UNRELIABLE = Text("分歧较大，结论不可靠", "too divided to rely on")
HOW_TO_READ_AGREEMENT = (
    Text(
        "α 系数（克里彭多夫，按等次高低）衡量复核人之间扣除巧合以后的一致程度：1 是完全一致，0 相当于随意评判。"
        "按克里彭多夫的建议，0.8 及以上可靠，0.667 至 0.8 只能作初步结论，再低就不宜据以下结论。",
        "Alpha (Krippendorff's, ordinal) tells how far reviewers agree beyond chance: 1 is throughout, 0 no better "
        "than chance. By his advice 0.8 and above is reliable, 0.667 to 0.8 allows tentative conclusions, less none.",
    ),
    Text(
        "“相同比例”是两两比较时等次完全相同的占比，没有扣除巧合。“加权 κ”比较两方，等次相差越大扣得越多；"
        "看机器评得准不准，看“机器与共识”一行。",
        "Equal: the share of pairs of judgements that are the same, chance included. Weighted kappa compares two sides "
        "and minds large differences more; the row of machine and consensus tells how well the machine does.",
    ),
    Text(
        "“95% 区间”是重复抽样算出的可能范围，区间越宽，数字越靠不住。"
        "计算时把同一单位的各项看作互不相关，实际的不确定性可能更大。"
        "“项次”是一个单位的一项；数量太少时不给数字，写明原因。",
        "The interval comes from resampling: the wider, the less the figure can be trusted. It takes the criteria of a "
        "subject for independent of each other, so that the true uncertainty may be larger. A unit is one criterion of "
        "one subject; where there are too few, the figure is withheld and the reason told.",
    ),
    Text(
        "由证据复核推出的等次，是在机器找到的证据上得来的，天然与机器接近。直接填等次的占比见下表：占比越低，与机器的一致越要打折扣看。",
        "Levels that follow from verdicts rest on evidence that the machine found, and so agree with the machine by "
        "construction. The table below shows the share of levels that were entered: the lower it is, the less "
        "agreement with the machine means.",
    ),
)
ENTERED_LEVELS = Text("各人等次的来源", "Where each reviewer's levels come from")
ENTERED_COUNT = Text("直接填写", "Entered")
DERIVED_COUNT = Text("由证据推出", "By verdicts")
PAIRWISE = Text("两两之间的 α 系数", "Alpha between two reviewers")
PAIRWISE_REMARK = Text("颜色越深越一致；空白的没有给出数字。", "Darker is closer; blank where it is withheld.")

# rubric and guide
CONSENSUS_RULE = Text("怎样形成共识", "How a consensus is formed")
CONSENSUS_RULES = {
    Consensus.MEDIAN: Text(
        "取各人等次的中位数；人数为双数时，取中间两个的平均数。",
        "The median of the reviewers' levels; with an even number of them, the mean of the middle two.",
    ),
    Consensus.MEAN: Text("取各人等次的平均数。", "The mean of the reviewers' levels."),
    Consensus.TRIMMED_MEAN: Text(
        "去掉一个最高、一个最低，取其余等次的平均数；不足 5 人时取全部的平均数。",
        "The mean of the reviewers' levels without one highest and one lowest; of all where there are fewer than five.",
    ),
}
MERGED_LINES = (
    Text(
        "从“合并总览”看名次、总分和增减；再看“分歧”，从上往下合议；合议结果填在“逐项”和“加减分”的浅黄格子里。",
        "Start at the overview for ranks, totals and changes; go through Divided from the top; enter what the group "
        "settles on in the yellow cells of By criterion and Adjustments.",
    ),
    Text(
        "每一项：填了合议等次，以合议为准；没有填，用共识；没有人复核，用机器的等次。共识只看复核过这一项的人。",
        "For each criterion: the settled level where there is one, else the consensus of those who judged it, else the "
        "machine's level.",
    ),
    Text(
        "复核人没有填等次、但复核了这一项的证据的，按其对证据的取舍推出等次。只写意见、没有表态的，不算复核。",
        "Where a reviewer entered no level but judged the evidence, the level that the evidence then carries counts. A "
        "comment alone is no judgement.",
    ),
    Text(
        "超过一半的人判“不适用”的，共识为不适用。共识在两个等次之间时，得分按两个等次的比例折算。",
        "Where more than half say not applicable, so does the consensus. Between two levels points lie between theirs.",
    ),
    Text(
        "工作表加了保护但没有密码，可以筛选、调列宽。填好保存后，可以和新交回的工作簿一起再合并，合议结果会保留。",
        "Sheets are protected without a password; filtering and column widths stay free. Saved, this workbook can be "
        "merged again with workbooks that come in later; what was settled is kept.",
    ),
)
MERGED_ADJUSTMENT_LINE = Text(
    "加分、扣分按同样的办法取共识，复核过这个单位而没有填的按 0 分；一票否决要超过一半的人认定。",
    "Bonuses and deductions come to a consensus in the same way, a blank of one who judged the subject counting as 0; "
    "a veto takes more than half of them.",
)
HOW_TO_READ_FIGURES = Text("怎样看这些数字", "How to read the figures")
HOW_TO_READ_MERGED = Text("怎样使用合并结果", "How to use the merged reviews")
RETURNED = Text("收到的复核", "Reviews received")
MERGED_WORDS = (
    (labels.CONSENSUS, Text("复核人各自的判断合成的一个等次。", "What the judgements of the reviewers come to.")),
    (
        Text("合议", "Settled"),
        Text("复核人碰头商定的等次，优先于共识。", "What the reviewers agree on afterwards; overrules the consensus."),
    ),
    (
        SPREAD,
        Text("任意两人相差等次的平均数，0 至 4。", "The mean difference in levels between two reviewers, 0 to 4."),
    ),
    (labels.CHANGE, Text("合并总分减机器总分。", "The merged total less the machine's.")),
)
