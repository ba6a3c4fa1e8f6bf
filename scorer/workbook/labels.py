"""Every word that the workbook says itself, in both languages."""

from __future__ import annotations

from scorer.model import Scope, Text

# sheets
OVERVIEW = Text("总览", "Overview")
EVIDENCE = Text("证据", "Evidence")
SHORTCOMINGS = Text("问题", "Shortcomings")
STANDARD = Text("评分标准", "Rubric")
GUIDE = Text("说明", "Guide")

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
BACK = Text("← 返回总览", "← Overview")
CRITERIA_BY_LEVEL = Text("各等次的项数", "Criteria on each level")
NOTES = Text("提示", "Note")
NONE_SCORED = Text("没有可评的材料，原因见下。", "No document could be scored; the reasons stand below.")
NO_SHORTCOMINGS = Text("材料中没有发现“问题”句。", "No sentence reports a shortcoming.")
NO_EVIDENCE_AT_ALL = Text("没有找到证据。", "No evidence was found.")

# cuts
ROWS_CUT = Text(
    "表格已满：共 {total} 条，只列出前 {shown} 条，其余见 JSON 结果。",
    "The sheet is full: {shown} of {total} rows are listed; the JSON results hold all.",
)
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
WITHOUT_SHEETS_REMARK = Text(
    "被评单位超过 {n} 个，不再逐个附评分卡；本表的得分是算好的数值，不随改动变化。",
    "With more than {n} subjects none has a sheet of its own; points here are values and follow no change.",
)
UNREAD = Text("未读材料", "Unread documents")
COMPOSITION = Text("总分构成", "What the totals are made of")
COMPOSITION_REMARK = Text(
    "各大类计入总分的分数；不适用的项不占分，其余按比例折算为 100 分。",
    "Points that each dimension adds to the total, out of 100; criteria that do not apply take no part.",
)
CHARTED_REMARK = Text("图中只列前 {n} 名。", "The chart shows the first {n} only.")
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

# standings
NO_EVIDENCE = Text("无证据", "no evidence")
NO_EVIDENCE_SHOWS = Text("没有找到支持这一项的句子。", "No sentence was found that supports the criterion.")
NOT_APPLICABLE = Text("不适用", "not applicable")
LEVEL_CHOICE = Text("等次只能是 0 至 4；不适用的填 —。", "A level is 0 to 4, or — where the criterion does not apply.")
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

# places
PARAGRAPH = Text("第 {n} 段", "¶ {n}")

# guide
GUIDE_START = Text(
    "从“总览”看名次和各大类得分率；点单位名称进入它的评分卡，再点最强证据，就到“证据”表中的原句。",
    "Start at Overview for ranks and shares; a subject's name leads to its scorecard, "
    "and a best evidence there to the quote in Evidence.",
)
GUIDE_START_WITHOUT_SHEETS = Text(
    "从“总览”看名次和各大类得分率。被评单位超过 {n} 个，不再逐个附评分卡，“总览”的得分是算好的数值；"
    "各单位的证据在“证据”表中，按名称筛选。",
    "Start at Overview for ranks and shares. With more than {n} subjects none has a sheet of its own, and the "
    "points in Overview are values; filter Evidence by a subject's name for its evidence.",
)
GUIDE_LINES = (
    Text(
        "每一项的等次由它最强的一条证据决定；得分 = 满分 × 该等次的得分比例。",
        "A criterion's level is the grade of its strongest evidence; points = weight × share for the level.",
    ),
    Text(
        "总分 = 各项得分之和 ÷ 可得分之和 × 100。“不适用”的项两边都不计；“无证据”的项得 0 分，照样占满分。",
        "Total = sum of points ÷ sum of points within reach × 100. Criteria that do not apply count "
        "on neither side; those without evidence score 0 and count in full.",
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
    "名次、评定、得分和总分都是公式：改一个等次，或在“评分标准”里改满分、比例或评定线，全表随之变化。",
    "Ranks, bands, points and totals are formulas: change a level, or a weight, share or threshold in "
    "Rubric, and all sheets follow.",
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
            "这一项不该用来评这份材料，不占分。",
            "The criterion does not concern the document and takes no part.",
        ),
    ),
)
TOOL_VERSION = Text("工具版本", "Tool version")
RUBRIC_ID = Text("评分标准编号", "Rubric id")
RUBRIC_VERSION = Text("评分标准版本", "Rubric version")
RUBRIC_HASH = Text("评分标准 SHA-256", "Rubric SHA-256")

# print
PAGE = Text("第 &P 页 ／ 共 &N 页", "Page &P of &N")


def fill_in(text: Text, **values: object) -> Text:
    """The text with its {names} filled in, in both languages."""
    return Text(text.zh.format(**values), text.en.format(**values))
