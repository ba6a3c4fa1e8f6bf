"""Every word that the scorecard workbook says itself, and those that other workbooks share: in both languages."""

from __future__ import annotations

from scorer.model import Bound, By, Lang, NotApplicable, Scope, Text, Trend
from scorer.model.review import Verdict

# sheets
OVERVIEW = Text("总览", "Overview")
HEAT_MAP = Text("热力图", "Heat map")
EVIDENCE = Text("证据", "Evidence")
QUANTITIES = Text("量化成效", "Figures")
SHORTCOMINGS = Text("问题", "Shortcomings")
COPIES = Text("雷同", "Repeated text")
STANDARD = Text("评分标准", "Rubric")
GUIDE = Text("说明", "Guide")
LISTS = Text("选项", "Choices")

# titles and tiles
SCORECARD = Text("模范机关创建评分卡", "Model-agency scorecard")
INPUT = Text("输入", "Input")
RUBRIC = Text("评分标准", "Rubric")
SUBJECTS = Text("被评单位", "Subjects")
MEAN_TOTAL = Text("平均总分", "Mean total")
MEAN_TOTAL_OF = Text("平均总分（{n} 个有总分的单位）", "Mean total (agencies that have one: {n})")
BEST_TOTAL = Text("最高总分", "Highest total")
PIECES = Text("证据（条）", "Pieces of evidence")
SHORTCOMING_COUNT = Text("问题（条）", "Shortcomings")
UNREAD_COUNT = Text("未读材料（份）", "Unread documents")
BACK = Text("← 返回{sheet}", "← {sheet}")
CRITERIA_BY_LEVEL = Text("各等次的项数", "Criteria on each level")
FOUND = Text("证据 ／ 问题（条）", "Evidence / shortcomings")
AUTHOR = Text("文件作者 {author}", "file by {author}")
DATED = Text("文件日期 {date}", "file dated {date}")
PROGRESS = Text("复核进度", "Progress")
REVIEWED_OF = Text("已复核 {done}/{of}", "{done}/{of} reviewed")
NOTES = Text("提示", "Note")
NONE_SCORED = Text("没有可评的材料，原因见下。", "No document could be scored; the reasons stand below.")
NO_SHORTCOMINGS = Text("材料中没有发现“问题”句。", "No sentence reports a shortcoming.")
NO_QUANTITIES = Text("证据中没有数字、比例或名次。", "The evidence tells no amounts, shares or ranks.")
NO_EVIDENCE_AT_ALL = Text("没有找到证据。", "No evidence was found.")

# what the evidence tells in numbers
OTHER_CRITERIA = Text("也归入", "Also for")
INDICATOR = Text("指标", "What is counted")
VALUE = Text("数值", "Value")
VALUE_AS_WRITTEN = Text("原文数字", "As written")
UNIT_OF_VALUE = Text("计量单位", "Unit")
BOUND = Text("范围", "Bound")
CHANGE_OF_VALUE = Text("变化", "Change")
RANK_FIELD = Text("排名范围", "Ranked among")
PERIOD = Text("时间", "Period")
BOUNDS = {
    Bound.AT_LEAST: Text("以上", "or more"),
    Bound.AT_MOST: Text("以内", "or less"),
    Bound.ABOUT: Text("约", "about"),
}
UP_TO = Text("至 {n}", "to {n}")
WAS = Text("原为 {n}", "was {n}")
WENT_UP, WENT_DOWN = Text("上升", "up"), Text("下降", "down")
CHANGES = {  # by which way, and whether the value is how much it went
    (Trend.UP, True): Text("增加的量", "increase by this"),
    (Trend.DOWN, True): Text("减少的量", "decrease by this"),
    (Trend.UP, False): Text("增至此数", "increased to this"),
    (Trend.DOWN, False): Text("降至此数", "decreased to this"),
}
COMPARABLE = Text("可以比较的指标", "Figures that several subjects tell of")
COMPARABLE_REMARK = Text(
    "至少两个单位报了同一指标、同一计量单位的数字时列在这里，每个单位取材料中先出现的一个，几个单位原句相同的只算一个单位。"
    "统计口径和时间可能不同，比较前请核对原句。",
    "What at least two subjects tell of in the same unit; of each the figure that its report gives first; "
    "the same quote in several counts once. "
    "They may be counted differently or for other periods: see the quotes before comparing.",
)

# several rubrics beside each other
CROSSWALK_TITLE = Text("各标准对照", "Rubrics side by side")
UNDER_EACH_RUBRIC = Text("各标准下的结果", "Results under each rubric")
CROSSWALK_REMARK = Text(
    "按《{right}》的总分排列。各单位原来执行的标准不同时，请用这份共同标准的总分和名次作比较，旁边是其他标准下的结果。"
    "名次差 ＝ 在该标准下的名次 － 在共同标准下的名次，正数表示靠后。",
    "In the order of the totals under {right}. Where agencies work under different rubrics, compare them by its totals "
    "and ranks; results under the others stand beside. Rank gap: rank under that rubric less rank under this one; "
    "above 0 is further back.",
)
CROSSWALK_REMARK_ALONE = Text(
    "这几份标准没有共同标准：项目和尺度各不相同，一个单位在这份标准下的总分和名次，不能与另一个单位在那份标准下的相比。"
    "各单位按《{right}》的总分排列，只为便于查看。要在单位之间作比较，请用一份共同标准（如 core）一并评分。",
    "These rubrics have no common one: their criteria and scales are not the same, so that a total or rank under one "
    "does not compare with another's. The order is that of the totals under {right}, for looking things up only. To "
    "compare agencies, score them under a common rubric too, such as core.",
)
CROSSWALK_REMARK_PART = Text(
    "同一份材料在各标准下的总分和评定；单位之间以《{right}》的总分作比较。",
    "One document under each rubric. Compare agencies by their totals under {right}.",
)
CROSSWALK_REMARK_PART_ALONE = Text(
    "同一份材料在各标准下的总分和评定。这几份标准没有共同标准，单位之间不能拿不同标准的总分作比较。",
    "One document under each rubric. The rubrics have no common one: totals under different rubrics do not compare.",
)
RANK_GAP = Text("名次差", "Rank gap")
SIDE_BY_SIDE = Text("《{left}》各项与《{right}》的对应项", "{left}: its criteria and their counterparts in {right}")
SIDE_BY_SIDE_REMARK = Text(
    "有编号的是《{left}》的项，下面是它在《{right}》里的对应项。相当于：两项等次应当相同；属于：对应项的等次不应更低；"
    "包含：对应项的等次不应更高；部分重合：不作要求。不符的格子加框标黄，等次前有“≠”；“不符”一栏是单位数，请复核两边的证据。",
    "Numbered rows are criteria of {left}; below each stand its counterparts in {right}. Is the same as: both levels "
    "should be equal. Is part of: the counterpart's should not be lower. Contains: not higher. Overlaps: neither. "
    "Levels at odds are framed, yellow and marked ≠, and counted under At odds: review the evidence on both sides.",
)
FIRST_ACROSS = Text(
    "Excel 一张表的列数有限，这里只列前 {n} 个单位的等次（次序同上面的结果表），“不符”一栏也只数这些单位；"
    "其余单位的等次请看各标准自己的工作表。",
    "A sheet in Excel has only so many columns: here are the levels of the first {n} subjects, in the order of the "
    "results above, and At odds counts these only. For those of the others see each rubric's own sheets.",
)
NO_CROSSWALK = Text(
    "两份标准之间没有写对照（YAML 里的 crosswalk），只能比较总分、评定和名次。",
    "Neither {left} nor {right} has a crosswalk to the other (crosswalk in their YAML), so that only totals, bands and "
    "ranks can be compared.",
)
BY_WAY_TITLE = Text("（经由《{middle}》推出）", " (by way of {middle})")
BY_WAY_REMARK = Text(
    "《{left}》和《{right}》之间没有写对照，这里是经由《{middle}》推出的：两边都对应其中同一项的列为一对，“说明”一栏写明经由哪一项。"
    "只核对推得确定的关系；“可能有关”是说推不出更多，两项也可能各讲各的，不核对等次。",
    "Neither {left} nor {right} has a crosswalk to the other. This follows by way of {middle}: criteria that have a "
    "counterpart there in common are a pair, and the note tells which. Only relations that follow for certain are "
    "checked; where a criterion may be related to another, no more follows, and levels are not compared.",
)
BY_WAY = Text("经由 {middle} {ids_zh}", "by way of {middle} {ids_en}")
NO_COUNTERPART_DERIVED = Text("推不出《{right}》里的对应项", "no counterpart in {right} follows")
ONLY_RIGHT_DERIVED = Text("《{right}》里推不出对应关系的项", "In {right}, where no counterpart in {left} follows")
NO_COUNTERPART = Text("《{right}》没有对应的项", "no counterpart in {right}")
ONLY_COMMON = Text("只在《{right}》里的项（《{left}》没有涉及）", "Only in {right}, not in {left}")
CRITERION_AND_COUNTERPARTS = Text("项 ／ 对应项", "Criterion / counterpart")
REMARKS = Text("说明", "Note")
CONFLICTS = Text("不符\n（单位）", "At odds")

# text that stands in several reports
COPIES_TITLE = Text("雷同：重复的文字", "Repeated text")
COPIES_FOUND = Text(
    "{copies} 处文字在别的材料里也有，一字不差或大体相同；比较了本次的 {reports} 份材料{archive_zh}。"
    "是照抄、是共用模板，还是同写一件事，请看原文判断；本身不扣分。",
    "{copies} passages stand in another report too, word for word or nearly; {reports} reports of this run were "
    "compared{archive_en}. Whether copied, taken from one template or telling of one event is for the reader to judge; "
    "by itself it costs no points.",
)
COPIES_NONE = Text(
    "没有发现雷同的文字；比较了本次的 {reports} 份材料{archive_zh}。",
    "No repeated text was found; {reports} reports of this run were compared{archive_en}.",
)
COPIES_ARCHIVE = Text("和 {n} 份存档材料", ", and {n} of the archive")
COPIES_HOW = Text(
    "评分标准里列出的套话，以及数字、地名和单位名不计；太短的、大半是套话的句子不列。相似度：两处相同的字数占两处总字数的比例。"
    "一段文字见于多份材料的，都与最先的一份对照。",
    "Set phrases that the rubric lists, numbers and names of places and agencies do not count; sentences too short to "
    "tell or mostly of such words are left out. Likeness: the share of both passages that is the same. What many "
    "reports share is compared with the first that has it.",
)
COPIED_SHARES = Text("各材料的雷同比例", "Share of each report that stands elsewhere")
COPIED_SHARES_REMARK = Text(
    "雷同比例 ＝ 正文中雷同文字的字数 ÷ 正文字数。",
    "Characters of the body that stand elsewhere too ÷ all its characters.",
)
COPIED_SHARES_REST = Text("其余 {n} 份材料没有雷同的文字。", "Without repeated text: {n} reports.")
COPIED_PASSAGES = Text("雷同的文字，两处对照", "Repeated passages, both places side by side")
COPIED_SHARE = Text("雷同比例", "Repeated")
OTHER_SOURCE = Text("也见于", "Also in")
OTHER_PLACE = Text("那里的出处", "Place there")
OTHER_QUOTE = Text("那里的原文", "As it stands there")
PASSAGE_QUOTE = Text("这里的原文", "As it stands here")
LIKENESS = Text("相似度", "Likeness")
SAMENESS = Text("异同", "How")
EXACT = Text("一字不差", "word for word")
NEAR = Text("大体相同", "nearly")
IN_REPORTS = Text("见于几份", "In reports")
ARCHIVED = Text("（存档）", " (archive)")
COPIED_MARK = Text("雷同", "Repeated")

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
CHANGE = Text("增减", "Change")
SHOWS = Text("说明什么", "What it shows")
AT_LEAST = Text("总分不低于", "Total at least")
QUESTION = Text("评什么", "Question")
TITLE = Text("标题", "Title")
SHA256 = Text("SHA-256", "SHA-256")
TERMS = Text("词语与句式", "Terms and patterns")


# what reviewers fill in
COVER = Text("封面", "Cover")
CROSSWALK = Text("对照", "Crosswalk")
# Not those of subjects.
SHEETS = (COVER, OVERVIEW, HEAT_MAP, EVIDENCE, QUANTITIES, SHORTCOMINGS, COPIES, STANDARD, GUIDE, LISTS)
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
VETO_EFFECT = Text("否决：总分不高于此数", "veto: the total is at most this")
CAP_EFFECT = Text("合计超过此数的，按此数计", "the sum counts up to this")
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

# what reviewers come to, and what they settle on, in a merged workbook
CONSENSUS = Text("共识", "Consensus")
DECIDED_LEVEL = Text("合议等次", "Settled level")
DECIDED_COMMENT = Text("合议意见", "Settlement comment")

# standings
NO_EVIDENCE = Text("无证据", "no evidence")
NO_EVIDENCE_SHOWS = Text("没有找到支持这一项的句子。", "No sentence was found that supports the criterion.")
NOT_APPLICABLE = Text("不适用", "not applicable")
NO_MATERIAL = Text("无材料", "no material")
NO_LEVEL = Text("无材料或不适用", "no material, or not applicable")
TOLD_IN_ONE = Text("见于 1 份材料：{sources_zh}", "told of in 1 report: {sources_en}")
TOLD_IN = Text("见于 {n} 份材料：{sources_zh}", "told of in {n} reports: {sources_en}")
ENOUGH_REMARK = Text(
    "总分只按有材料的项折算，不能同按材料评的总分相比；“无材料”的项不计分，也不等于 0 级。"
    "有材料的项少于 {n} 项的单位，材料不足以评判，不定总分、评定和名次。",
    "Totals count only the criteria with material, and do not compare with totals of reports. Criteria without "
    "material do not count, and are not level 0. Agencies with material on fewer than {n} criteria are not judged: no "
    "total, band or rank.",
)
REPORT_REMARKS = Text("对材料的说明", "Remarks on reports")
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
GUIDE_SEVERAL = Text(
    "各评分标准各有一套表，表名开头是标准的代号。“对照”把各单位在几份标准下的结果和等次放在一起。",
    "Each rubric has its own sheets, which begin with its id. Crosswalk puts the results and levels under all rubrics "
    "side by side.",
)
GUIDE_LEVEL = Text(
    "每一项的等次由它最强的一条证据决定；得分 = 满分 × 该等次的得分比例。",
    "A criterion's level is the grade of its strongest evidence; points = weight × share for the level.",
)
GUIDE_TOTAL = {
    By.REPORT: Text(
        "总分 = 各项得分之和 ÷ 可得分之和 × 100。“无证据”的项得 0 分，照样占满分。",
        "Total = sum of points ÷ sum of points within reach × 100. Criteria without evidence score 0 and count in "
        "full.",
    ),
    By.AGENCY: Text(
        "总分 = 各项得分之和 ÷ 可得分之和 × 100，只按有材料的项折算。"
        "材料没有讲到的项是“无材料”，不是 0 级，也不等于没有做。",
        "Total = sum of points ÷ sum of points within reach × 100, of the criteria with material. What the reports do "
        "not tell of is no material: not level 0, and it may have been done all the same.",
    ),
}
GUIDE_LINES = (
    Text(
        "“问题”是材料自己承认的不足，列出供复核，本身不扣分；“未读材料”是没能打开的文件，不等于没有证据。",
        "Shortcomings are what a document itself admits: listed for review, they cost no points. Unread "
        "documents could not be opened, which is not the same as having no evidence.",
    ),
    Text(
        "“第N段”从材料开头数起，标题、小标题和表格的每一格各算一段；“第N页”是文件的第几张，不一定是印在页脚的页码。",
        "“Paragraph N” counts from the top of the document: titles, headings and each cell of a table are paragraphs "
        "too. “Page N” is the sheet of the file, not the number printed on it.",
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
REVIEW_SEVERAL = Text(
    "这份工作簿按 {n} 份评分标准各评一遍，表名开头是标准的代号，标签颜色各不相同。各标准分别复核，"
    "互不影响；下面按标准列出进度。",
    "The reports are scored by {n} rubrics, each on sheets of its own, which begin with its id and share a color. "
    "Review each for itself: none changes another. Progress stands below, rubric by rubric.",
)
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
AGENCY_WORDS = (
    (
        Text("无材料", "No material"),
        Text(
            "各份材料都没有讲到该单位这一项的做法。不计分，不是 0 级；了解情况的复核人可以填上等次。",
            "No report tells what the agency did about the criterion. It does not count and is not level 0; a reviewer "
            "who knows may enter a level.",
        ),
    ),
    (
        Text("材料不足", "Too little material"),
        Text(
            "有材料的项太少（少于评分标准里 enough 写的项数），不足以评判这个单位：不定总分、评定和名次。",
            "Too few criteria with material (fewer than enough in the rubric) to judge the agency by: no total, band "
            "or rank.",
        ),
    ),
)
TOOL_VERSION = Text("工具版本", "Tool version")
RUBRIC_ID = Text("评分标准编号", "Rubric id")
RUBRIC_VERSION = Text("评分标准版本", "Rubric version")
RUBRIC_HASH = Text("评分标准 SHA-256", "Rubric SHA-256")

# print
PAGE = Text("第 &P 页 ／ 共 &N 页", "Page &P of &N")


def fill_in_titles(text: Text, **titles: Text) -> Text:
    """The text with its {names} filled in, each in the language of the text."""
    zh, en = ({name: title.say(lang) for name, title in titles.items()} for lang in (Lang.ZH, Lang.EN))
    return Text(text.zh.format(**zh), text.en.format(**en))


def fill_in(text: Text, **values: object) -> Text:
    """The text with its {names} filled in, in both languages."""
    return Text(text.zh.format(**values), text.en.format(**values))
