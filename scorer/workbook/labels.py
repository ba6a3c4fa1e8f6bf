"""Every word that the workbook says itself, in both languages."""

from __future__ import annotations

from scorer.model import Change, Consensus, Matched, NotApplicable, Scope, Text, Verdict

# sheets
OVERVIEW = Text("总览", "Overview")
HEAT_MAP = Text("热力图", "Heat map")
EVIDENCE = Text("证据", "Evidence")
SHORTCOMINGS = Text("问题", "Shortcomings")
STANDARD = Text("评分标准", "Rubric")
GUIDE = Text("说明", "Guide")
LISTS = Text("选项", "Choices")

# titles and tiles
SCORECARD = Text("模范机关创建评分卡", "Model-agency scorecard")
INPUT = Text("输入", "Input")
RUBRIC = Text("评分标准", "Rubric")
SUBJECTS = Text("被评单位", "Subjects")
MEAN_TOTAL = Text("平均总分", "Mean total")
BEST_TOTAL = Text("最高总分", "Highest total")
PIECES = Text("证据（条）", "Pieces of evidence")
SHORTCOMING_COUNT = Text("问题（条）", "Shortcomings")
UNREAD_COUNT = Text("未读材料（份）", "Unread documents")
BACK = Text("← 返回{sheet}", "← {sheet}")
CRITERIA_BY_LEVEL = Text("各等次的项数", "Criteria on each level")
FOUND = Text("证据 ／ 问题（条）", "Evidence / shortcomings")
PROGRESS = Text("复核进度", "Progress")
REVIEWED_OF = Text("已复核 {done}/{of}", "{done}/{of} reviewed")
NOTES = Text("提示", "Note")
NONE_SCORED = Text("没有可评的材料，原因见下。", "No document could be scored; the reasons stand below.")
NO_SHORTCOMINGS = Text("材料中没有发现“问题”句。", "No sentence reports a shortcoming.")
NO_EVIDENCE_AT_ALL = Text("没有找到证据。", "No evidence was found.")

# cuts
TERMS_CUT = Text("… 等 {n} 个", " … {n} in all")
GROUPS_CUT = Text(" … 等 {n} 组", " … {n} groups in all")
MORE_PATTERNS = Text("另有 {n} 条模式，见评分标准文件", "and {n} patterns, see the rubric file")

# sections
RANKING_REMARK = Text(
    "大类各列为得分率：该大类得分 ÷ 可得分；颜色越深越高。表态至认可各列为证据条数。",
    "Dimension columns: points as a share of those within reach, darker is higher. "
    "Grade columns count pieces of evidence.",
)
SET_ASIDE_REMARK = Text(
    "名次为“—”的没有参评，原因写在“材料”一栏；不计入平均总分。",
    "Subjects ranked — were set aside, for the reason told under Source; the mean leaves them out.",
)
INDEX_REMARK = Text(
    "各单位的复核工作簿在文件夹“{folder}”中，点名称打开；本表的得分是机器评出的，不随复核变化。",
    "Each subject is reviewed in a workbook of its own in the folder {folder}; a name opens it. Points here are the "
    "machine's and follow no review.",
)
UNREAD = Text("未读材料", "Unread documents")
COMPOSITION = Text("总分构成", "What the totals are made of")
COMPOSITION_REMARK = Text(
    "各大类计入总分的分数；不适用的项不占分，其余按比例折算为 100 分。",
    "Points that each dimension adds to the total, out of 100; criteria that do not apply take no part.",
)
CHARTED_REMARK = Text("图中只列前 {n} 名。", "The chart shows the first {n} only.")
ADJUSTED_REMARK = Text(
    "总分与各大类之和的差额，是加分、扣分或一票否决，见“加减分”一栏，图中不画。",
    "Where a total differs from the sum of its dimensions, bonuses, deductions or a veto changed it; the chart "
    "leaves them out.",
)
DIMENSION_SHARES = Text("各大类得分率", "Share of each dimension")
LEVELS = Text("等次与得分比例", "Levels and their shares")
BANDS = Text("评定", "Bands")
CRITERIA = Text("大类与项", "Dimensions and criteria")
NOT_COUNTED = Text("什么不算证据", "What is no evidence")
RELEVANCE = Text("什么材料适用", "Which documents are meant")
WHAT_IS_SHORTCOMING = Text("什么算问题", "What is a shortcoming")
HOW_TO_READ = Text("怎样读这份评分卡", "How to read this scorecard")
WORDS = Text("用语", "Words")
SOURCES = Text("材料与版本", "Sources and versions")

# columns
RANK = Text("名次", "Rank")
SUBJECT = Text("被评单位", "Subject")
SOURCE = Text("材料", "Source")
TOTAL = Text("总分", "Total")
BAND = Text("评定", "Band")
DIMENSION = Text("大类", "Dimension")
DIMENSION_SHARE = Text("得分率", "Share")
ADJUSTED = Text("加减分", "Bonuses and deductions")
MEAN_LEVEL = Text("平均等次", "Mean level")
LEVEL_0_COUNT = Text("等次为 0 的单位数", "Subjects on level 0")
ALL_EVIDENCE = Text("证据\n合计", "All\nevidence")
ID = Text("编号", "Id")
CRITERION = Text("项", "Criterion")
DIMENSION_OR_CRITERION = Text("大类 ／ 项", "Dimension / criterion")
WEIGHT = Text("满分", "Weight")
LEVEL = Text("等次", "Level")
LEVEL_NAME = Text("等次名", "Level name")
SCORE = Text("得分", "Points")
WHY = Text("理由", "Reason")
BEST_EVIDENCE = Text("最强证据", "Best evidence")
COUNT = Text("证据数", "Pieces")
MISSING = Text("还缺什么", "What is missing")
EVIDENCE_ID = Text("证据编号", "Evidence id")
CRITERION_ID = Text("项号", "No.")
GRADE = Text("等级", "Grade")
GRADE_NAME = Text("等级名", "Grade name")
QUOTE = Text("原句", "Quote")
PLACE = Text("出处", "Place")
AGENCY = Text("单位", "Agency")
CUES = Text("线索词", "Cues")
FIGURES = Text("数字", "Figures")
SHARE = Text("得分比例", "Share")
SHOWS = Text("说明什么", "What it shows")
AT_LEAST = Text("总分不低于", "Total at least")
QUESTION = Text("评什么", "Question")
TITLE = Text("标题", "Title")
SHA256 = Text("SHA-256", "SHA-256")
TERMS = Text("词语与句式", "Terms and patterns")


# what reviewers fill in
COVER = Text("封面", "Cover")
SHEETS = (COVER, OVERVIEW, HEAT_MAP, EVIDENCE, SHORTCOMINGS, STANDARD, GUIDE, LISTS)  # not those of subjects
REVIEWER = Text("复核人", "Reviewer")
REVIEW_UNIT = Text("单位", "Unit")
REVIEW_DATE = Text("日期", "Date")
SIGNATURE = Text("签字", "Signature")
VERDICT = Text("采纳", "Accept")
REGRADE = Text("改判等级", "Regrade")
MOVE = Text("改归项", "Move to")
EVIDENCE_COMMENT = Text("意见", "Comment")
COUNTED_FOR = Text("计入项", "Counts for")
COUNTED_GRADE = Text("计入等级", "Counts as")
MACHINE_LEVEL = Text("机器等次", "Machine level")
CARRIED_LEVEL = Text("证据等次", "Carried by evidence")
REVIEW_LEVEL = Text("复核等次", "Reviewed level")
REVIEW_COMMENT = Text("复核意见", "Review comment")
FINAL_LEVEL = Text("等次", "Level")
DOUBT = Text("请留意", "Please check")
ROW_ID = Text("行标识", "Row id")
ADJUSTMENT = Text("加分、扣分、一票否决", "Bonuses, deductions, vetoes")
MOST = Text("上限", "Limit")
ADJUSTMENT_ENTRY = Text("认定", "Finding")
REASON = Text("理由（必填）", "Reason (required)")
COUNTED_POINTS = Text("计入", "Counts")
ACCEPTED = Text("是", "yes")
REJECTED = Text("否", "no")
DOUBTED = Text("存疑", "in doubt")
VERDICT_WORDS = {Verdict.ACCEPTED: ACCEPTED, Verdict.REJECTED: REJECTED, Verdict.DOUBTED: DOUBTED}

REVIEWED = Text("已复核", "Reviewed")
MACHINE_TOTAL = Text("机器总分", "Machine total")
CURRENT_TOTAL = Text("现总分", "Present total")
DOUBT_COUNT = Text("请留意（项）", "To check")
NUMBER = Text("序号", "No.")
HOW_TO_REVIEW = Text("怎样复核", "How to review")
KIND = Text("类别", "Kind")
BONUS = Text("加分", "bonus")
DEDUCTION = Text("扣分", "deduct")
VETO = Text("否决", "veto")
BONUS_SUM = Text("加分合计", "Bonuses")
DEDUCTION_SUM = Text("扣分合计", "Deductions")
BASE_TOTAL = Text("折算分", "Total of the criteria")
ADJUSTED_TOTAL = Text("总分", "Total")
ADJUSTMENT_REMARK = Text(
    "没有就留空。加分、扣分填分数（正数），超过上限按上限计；一票否决填“是”，总分即不高于所列上限。填了就要写理由。",
    "Leave blank what does not apply. Bonuses and deductions take points, above 0 and counted up to their limit; a "
    "veto takes yes and keeps the total down to its limit. Whatever is filled in needs a reason.",
)
FOR_FORMULAS = Text("计算用 {n}", "for formulas {n}")
MARK = "⚠ "

# what reviewers are told where they write
LEVEL_PROMPT = Text(
    "选 0–4 或“不适用”。同意机器等次，也请选上。", "0 to 4, or not applicable. Choose one even if you agree."
)
LEVEL_PROMPT_FORBID = Text("选 0–4。同意机器等次，也请选上。", "0 to 4. Choose one even if you agree.")
LEVEL_ERROR = Text(
    "请从下拉表中选：0、1、2、3、4 或“不适用”。", "Choose from the list: 0, 1, 2, 3, 4 or not applicable."
)
LEVEL_ERROR_FORBID = Text("请从下拉表中选：0、1、2、3 或 4。", "Choose from the list: 0, 1, 2, 3 or 4.")
VERDICT_PROMPT = Text("“否”不计入；“存疑”先计入，留待合议。", "no: does not count; in doubt: counts until discussed.")
VERDICT_ERROR = Text("请从下拉表中选：是、否或存疑。", "Choose from the list: yes, no or in doubt.")
REGRADE_PROMPT = Text("等级判错了才填：1–4。", "Only where the grade is wrong: 1 to 4.")
REGRADE_ERROR = Text("等级只能是 1、2、3 或 4。", "A grade is 1, 2, 3 or 4.")
MOVE_PROMPT = Text("归错了项才填，从下拉表中选。", "Only where it belongs to another criterion.")
MOVE_ERROR = Text("请从下拉表中选一项。", "Choose a criterion from the list.")
POINTS_ERROR = Text("请填 0 到 {most} 之间的分数。", "Enter points from 0 to {most}.")
VETO_ERROR = Text("请从下拉表中选：是或否。", "Choose from the list: yes or no.")

# what the reviewers settled on, in a merged workbook
DECIDED_LEVEL = Text("合议等次", "Settled level")
DECIDED_COMMENT = Text("合议意见", "Settlement comment")

# merged
MERGED = Text("复核合并结果", "Merged reviews")
MERGED_OVERVIEW = Text("合并总览", "Merged overview")
DIVIDED = Text("分歧", "Divided")
BY_CRITERION = Text("逐项", "By criterion")
MERGED_ADJUSTMENTS = Text("加减分", "Adjustments")
AGREEMENT = Text("一致性", "Agreement")
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
MERGED_RANKING = Text("被评单位排名", "Subjects by total")
MACHINE_BAND = Text("机器评定", "Machine band")
MERGED_TOTAL = Text("合并总分", "Merged total")
CHANGE = Text("增减", "Change")
VETO_LIMIT = Text("否决限分", "Veto limit")
JUDGED_CRITERIA = Text("有人复核", "Judged")
DIVIDED_POINTS = Text("有分歧", "Divided")
SETTLED_POINTS = Text("已合议", "Settled")
MERGED_RANKING_REMARK = Text(
    "“有人复核”是至少一人表态的项数／总项数；“有分歧”“已合议”是处数。名次、总分、评定随合议结果变化，行的次序不变。",
    "Judged: criteria that at least one reviewer judged, of all. Ranks, totals and bands follow what is settled; the "
    "order of the rows does not.",
)
MACHINE_AND_MERGED = Text("机器总分与合并总分", "Machine and merged totals")
FLAWS = Text("交回工作簿中的问题", "What was found in the returned workbooks")
FLAWS_REMARK = Text(
    "交回的内容有下列问题，怎样计入见“怎样处理”；其余都已照样合并。补正后可以再合并一次。",
    "What is listed could not be taken as it stands; how it counts is told beside it. Mend it and merge again.",
)
FLAW_PLACE = Text("工作表、单元格", "Sheet and cell")
FLAW = Text("问题", "What is wrong")
REMEDY = Text("怎样处理", "What to do")
SPREAD = Text("分歧度", "Spread")
CONSENSUS = Text("共识", "Consensus")
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
VETO_EFFECT = Text("否决：总分不高于此数", "veto: the total is at most this")
CAP_EFFECT = Text("合计超过此数的，按此数计", "the sum counts up to this")
HOW_TO_READ_FIGURES = Text("怎样看这些数字", "How to read the figures")
HOW_TO_READ_MERGED = Text("怎样使用合并结果", "How to use the merged reviews")
RETURNED = Text("收到的复核", "Reviews received")
MERGED_WORDS = (
    (CONSENSUS, Text("复核人各自的判断合成的一个等次。", "What the judgements of the reviewers come to.")),
    (
        Text("合议", "Settled"),
        Text("复核人碰头商定的等次，优先于共识。", "What the reviewers agree on afterwards; overrules the consensus."),
    ),
    (
        SPREAD,
        Text("任意两人相差等次的平均数，0 至 4。", "The mean difference in levels between two reviewers, 0 to 4."),
    ),
    (CHANGE, Text("合并总分减机器总分。", "The merged total less the machine's.")),
)

# standings
NO_EVIDENCE = Text("无证据", "no evidence")
NO_EVIDENCE_SHOWS = Text("没有找到支持这一项的句子。", "No sentence was found that supports the criterion.")
NOT_APPLICABLE = Text("不适用", "not applicable")
SUM = Text("合计", "Sum")

# cues, as the rubric sheet prints them
CUE_TERMS = Text("单独成立", "Alone")
CUE_TOGETHER = Text("同句并见", "Together in one sentence")
CUE_SOME_OF = Text("同句至少 {n} 个", "At least {n} in one sentence")
CUE_WEAK = Text("须有旁证", "Only beside another cue")
CUE_HEADINGS = Text("标题含", "Heading has")
CUE_UNLESS = Text("除非出现", "Unless")
CUE_APPLIES = Text("仅当材料提到", "Only for documents that mention")
RELEVANCE_RULE = Text(
    "材料中下列词语合计至少出现 {n} 次，才算谈到这一主题；不足的，在其评分卡上提示。",
    "A document is about the matter when these terms occur at least {n} times in all; "
    "a scorecard says so where they do not.",
)
SHORTCOMING_RULE = Text(
    "含有这些词语或句式的句子列为问题，供复核人参考，本身不扣分。",
    "Sentences with these terms or patterns are listed for the reviewer; by themselves they cost no points.",
)
SHORTCOMING_MARKS = Text("标志", "Marks")
RELEVANCE_TERMS = Text("主题词", "Terms of the matter")
SIGN_TERMS = Text("标志词", "Terms")
AT_MOST_STATED = Text("打算和要求，至多算“表态”", "Plans and demands, at most grade 1")
NOT_A_RESULT = Text("文件和机构自身的数字，不算成效", "Figures of documents and structures, no result")
SCOPES = {
    Scope.MATCH: Text("仅命中处", "the match only"),
    Scope.SENTENCE: Text("整句", "the sentence"),
    Scope.ALONE: Text("同段别无证据时整句", "the sentence, unless another of its paragraph is evidence"),
    Scope.REPORT: Text("整份材料", "the whole document"),
}

# guide
GUIDE_START = Text(
    "从“总览”看名次和各大类得分率；点单位名称进入它的评分卡，再点最强证据，就到“证据”表中的原句。",
    "Start at Overview for ranks and shares; a subject's name leads to its scorecard, "
    "and a best evidence there to the quote in Evidence.",
)
GUIDE_START_INDEX = Text(
    "从“总览”看名次和各大类得分率；点单位名称打开它的复核工作簿。",
    "Start at Overview for ranks and shares; a subject's name opens the workbook in which it is reviewed.",
)
GUIDE_START_PART = Text(
    "从“封面”进入评分卡，再点最强证据，就到“证据”表中的原句。",
    "From Cover go to the scorecard; a best evidence there leads to the quote in Evidence.",
)
GUIDE_LINES = (
    Text(
        "每一项的等次由它最强的一条证据决定；得分 = 满分 × 该等次的得分比例。",
        "A criterion's level is the grade of its strongest evidence; points = weight × share for the level.",
    ),
    Text(
        "总分 = 各项得分之和 ÷ 可得分之和 × 100。“无证据”的项得 0 分，照样占满分。",
        "Total = sum of points ÷ sum of points within reach × 100. Criteria without evidence score 0 and count in "
        "full.",
    ),
    Text(
        "“问题”是材料自己承认的不足，列出供复核，本身不扣分；“未读材料”是没能打开的文件，不等于没有证据。",
        "Shortcomings are what a document itself admits: listed for review, they cost no points. Unread "
        "documents could not be opened, which is not the same as having no evidence.",
    ),
    Text(
        "证据是材料的原句，一字未改；红色粗体是命中的线索词。工具只读材料，不核实材料所说是否属实。",
        "Evidence is quoted word for word; cues stand out in bold red. The tool reads what documents say and "
        "does not verify that it is true.",
    ),
)
GUIDE_FORMULAS = Text(
    "得分、总分、评定、名次和图都是公式：复核人填一格，全表随之变化。工作表加了保护但没有密码，筛选、调列宽不受影响。",
    "Points, totals, bands, ranks and charts are live: they follow every entry. The sheets are protected without a "
    "password; filtering and column widths stay free.",
)
NOT_APPLICABLE_RULE = {
    NotApplicable.REDISTRIBUTE: Text(
        "“不适用”的项不占分，它的分值由其他各项按比例分担。",
        "A criterion that does not apply takes no part: the others take over its weight.",
    ),
    NotApplicable.ZERO: Text(
        "“不适用”的项得 0 分，照样占满分。", "A criterion that does not apply earns nothing and counts in full."
    ),
    NotApplicable.FORBID: Text(
        "本标准各项都要评，不得判为“不适用”。", "Every criterion of this rubric is judged; none may be set aside."
    ),
}
REVIEW_LINES = (
    Text(
        "浅黄底带框的格子由复核人填写，其余的格子锁定。先填上面四格，再点下表中的单位名称，逐个复核。",
        "Fill in the framed yellow cells; all others are locked. Begin with the four above, then take the subjects in "
        "the table below one by one: a name leads to its scorecard.",
    ),
    Text(
        "评分卡上每一项选“复核等次”（同意机器等次也请选上），并写意见。填了复核等次，就以它为准，不再看证据。",
        "On a scorecard choose a level for each criterion, even where you agree with the machine, and say why. A level "
        "that you choose overrules the evidence.",
    ),
    Text(
        "也可以只复核证据：点“最强证据”到原句，在“采纳”选 是／否／存疑；等级判错的改判，归错项的改归。"
        "一项的证据全部选了“采纳”，这一项就算已复核。",
        "Or review the evidence only: a best evidence leads to its row, where you accept it or not, regrade it or move "
        "it to another criterion. Once all evidence of a criterion has a verdict, the criterion counts as reviewed.",
    ),
    Text(
        "标有 ⚠ 的项机器最没有把握，原因写在“请留意”一栏，请先看这些。",
        "Criteria marked ⚠ are those where the machine is least sure, for the reason told beside them: see them first.",
    ),
)
REVIEW_ADJUSTMENTS = Text(
    "加分、扣分和一票否决在评分卡表格的下方，填“认定”并写明理由。",
    "Bonuses, deductions and vetoes stand below the scorecard's table: enter the finding and the reason.",
)
REVIEW_RETURN = Text(
    "填完保存，把文件交回即可。标红的格子是看不懂的填写或缺少的理由，请补正。",
    "When done, save the file and hand it back. Cells in red hold what cannot be understood, or lack a reason.",
)
WORD_LIST = (
    (
        Text("证据等级", "Grade"),
        Text(
            "一条证据有多强：1 至 4，含义见“评分标准”。",
            "How strong one piece of evidence is, 1 to 4; see Rubric for what each shows.",
        ),
    ),
    (
        Text("等次", "Level"),
        Text(
            "一项做得怎样：0 至 4，取最强证据的等级；没有证据为 0。",
            "How well a criterion is met, 0 to 4: the highest grade of its evidence, 0 where there is none.",
        ),
    ),
    (
        Text("得分比例", "Share"),
        Text("某一等次得到满分的几成。", "The part of a criterion's weight that a level earns."),
    ),
    (
        Text("得分率", "Share of a dimension"),
        Text("大类得分 ÷ 大类可得分。", "Its points divided by the points within reach."),
    ),
    (
        Text("无证据", "No evidence"),
        Text(
            "材料谈不到这一项，或只有不算证据的话。",
            "The document says nothing that counts for the criterion.",
        ),
    ),
    (
        Text("不适用", "Not applicable"),
        Text(
            "这一项不该用来评这份材料。",
            "The criterion does not concern the document.",
        ),
    ),
)
TOOL_VERSION = Text("工具版本", "Tool version")
RUBRIC_ID = Text("评分标准编号", "Rubric id")
RUBRIC_VERSION = Text("评分标准版本", "Rubric version")
RUBRIC_HASH = Text("评分标准 SHA-256", "Rubric SHA-256")

# comparison
COMPARISON = Text("对比总览", "Comparison")
COMPARED_CRITERIA = Text("逐项对比", "By criterion")
COMPARED_LEVELS = Text("等次变化", "Level changes")
COMPARED_SHEETS = (COMPARISON, COMPARED_CRITERIA, COMPARED_LEVELS, GUIDE)
COMPARISON_TITLE = Text("评分结果对比", "Comparison of results")
OLD_RESULTS = Text("旧结果", "Old results")
NEW_RESULTS = Text("新结果", "New results")
BOTH_SUBJECTS = Text("前后都有的单位", "Subjects on both sides")
MEAN_TOTALS = Text("平均总分（前 → 后）", "Mean total, before → after")
TOTALS_ROSE = Text("总分上升", "Totals up")
TOTALS_FELL = Text("总分下降", "Totals down")
ONE_SIDED = Text("新增 ／ 减少的单位", "Subjects new / gone")
LEVELS_MOVED = Text("等次上升 ／ 下降（项次）", "Levels up / down")
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
CHANGES = Text("总分增减", "Changes of totals")
CHANGES_CHARTED = Text("图中只列增减最大的 {n} 个单位。", "The chart shows the {n} largest changes only.")
DIFFERENCES = Text("评分标准的计分差别", "How the rubrics score differently")
DIFFERENCES_WARNING = Text(
    "前后两份评分标准的计分办法不同，分数不能直接比较：",
    "The two rubrics score differently, and their points cannot simply be compared:",
)
NO_DIFFERENCES = Text("前后两份评分标准的计分办法相同。", "The two rubrics score alike.")
TO_BE_KNOWN = Text("请留意", "Please note")
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
ADJUSTED_OTHERWISE = Text("加减分变了", "adjustment")
VETO_AT_MOST = Text("总分至多 {most}", "at most {most}")
NO_CHANGES = Text("没有可以逐项对比的单位。", "There is no subject to compare by criterion.")
LEVELS_LEGEND = Text(
    "数字是等次增减：红为上升，蓝为下降，颜色越深幅度越大，“·”为不变。“2→—”是变为不适用，“—→2”是变为适用，"
    "“—”是前后都不适用。“新”是新增的项，“撤”是取消的项。",
    "Figures: change of level; red up, blue down, darker is more, · no change. 2→— no longer applies, —→2 now "
    "applies, — applies on neither side. “new”, “off”: in one rubric only.",
)
LEVEL_NEW = Text("新", "new")
LEVEL_OFF = Text("撤", "off")
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

# print
PAGE = Text("第 &P 页 ／ 共 &N 页", "Page &P of &N")


def fill_in(text: Text, **values: object) -> Text:
    """The text with its {names} filled in, in both languages."""
    return Text(text.zh.format(**values), text.en.format(**values))
