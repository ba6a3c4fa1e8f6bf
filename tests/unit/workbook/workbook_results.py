"""Results as a run would find them: five subjects, 23 criteria, quotes made up for these tests."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from scorer.grading.score import within_reach
from scorer.model import (
    Adjustment,
    Adjustments,
    Band,
    Bound,
    Criterion,
    CriterionResult,
    Cues,
    Dimension,
    Evidence,
    Exclusion,
    Ladder,
    NotApplicable,
    Part,
    Quantity,
    QuantityKind,
    Relevance,
    Report,
    Results,
    Rubric,
    Rung,
    Scope,
    Scorecard,
    Sentence,
    Shortcoming,
    Shortcomings,
    SomeOf,
    Standing,
    Text,
    Unread,
    Veto,
)

SHARES = (0.0, 0.25, 0.5, 0.8, 1.0)

# id, title, English title, terms, and a sentence for each grade 1 to 4
CODEBOOK = {
    "A 政治建设|Political building": [
        ("A1", "政治忠诚与“两个维护”", "Political loyalty", 5, "第一议题、两个确立、请示报告"),
        ("A2", "理论武装", "Theoretical study", 5, "中心组学习、青年理论学习小组、专题党课"),
        ("A3", "决策部署落实与问题整改", "Carrying out decisions", 5, "巡视整改、台账销号、督查督办"),
        ("A4", "党建责任制", "Responsibility for party building", 5, "述职评议、责任清单、党建督查"),
        ("A5", "基层党组织与党员队伍", "Branches and members", 5, "标准化支部、三会一课、党务干部培训"),
    ],
    "B 党建与业务融合|Integration of party work and business": [
        ("B1", "融合机制", "Integration mechanisms", 5, "书记领办、同部署、联席会议"),
        ("B2", "党建品牌", "Party-building brands", 5, "一单位一品牌、党建品牌、示范点"),
        ("B3", "服务中心大局实绩", "Results for the central task", 5, "重大项目、招商引资、营商环境"),
        ("B4", "党员先锋作用", "Members in the van", 5, "党员先锋队、突击队、志愿服务队"),
        ("B5", "改革创新与攻坚克难", "Reform and hard problems", 5, "改革试点、历史遗留问题、攻坚"),
    ],
    "C 服务群众|Service to the public": [
        ("C1", "办实事解难题", "Deeds for people", 5, "办实事、急难愁盼、民生实事"),
        ("C2", "深入基层", "Going to the grass roots", 5, "四下基层、基层工作周、走流程"),
        ("C3", "政务服务提质", "Better public services", 5, "一窗通办、压缩时限、跨省通办"),
        ("C4", "助企惠企", "Help for enterprises", 5, "包联企业、助企专员、惠企政策"),
        ("C5", "群众评价与志愿服务", "Public judgement and volunteering", 5, "满意度、志愿服务、好评率"),
    ],
    "D 纪律作风|Discipline and style of work": [
        ("D1", "党风廉政", "Clean government", 4, "廉政教育、清廉机关、警示教育"),
        ("D2", "纪律教育与监督执纪", "Discipline and oversight", 4, "党纪学习教育、机关纪委、三重一大"),
        ("D3", "作风建设与效能", "Style and efficiency", 4, "马上就办、基层减负、作风提升"),
        ("D4", "依法规范", "Rule of law and norms", 3, "会前学法、依法行政、法治宣传"),
    ],
    "E 创建机制与示范|Creation mechanism and demonstration": [
        ("E1", "组织领导与方案清单", "Organisation and plans", 2.5, "领导小组、实施方案、任务清单"),
        ("E2", "推进与考评机制", "Pushing and assessing", 2.5, "考评细则、动态管理、联系点"),
        ("E3", "典型示范与宣传", "Models and publicity", 2.5, "示范单位、现场会、经验交流"),
        ("E4", "全员参与", "All take part", 2.5, "全员参与、人人争先、岗位建功"),
    ],
}
TEMPLATES = (
    "要始终把{cue}摆在突出位置，不断提高机关党建质量。",
    "建立{cue}制度，明确责任处室和完成时限，由分管领导每月调度一次。",
    "全年围绕{cue}开展活动126场次，覆盖党员干部2.8万余人次，推动解决问题347个，办结率达到98.6%。",
    "{cue}的做法被省委直属机关工委评为优秀案例，并在全省机关党的建设工作会议上作经验交流。",
)
RUNGS = (
    Rung(
        1,
        Text("表态", "stated"),
        Text(
            "目标、要求、态度或泛泛的话，看不出具体做了什么",
            "an aim, requirement, attitude or general claim; no identifiable act",
        ),
        ("坚持", "始终"),
    ),
    Rung(
        2,
        Text("举措", "done"),
        Text(
            "看得出的举措：机制、文件、活动、队伍、品牌、培训、机构",
            "an identifiable act: a mechanism, document, activity, team, brand",
        ),
        ("建立", "制定", "开展", "组建"),
    ),
    Rung(
        3,
        Text("成效", "result"),
        Text(
            "有数的产出或可查的变化：数量、比例、缩短的时间、销号的问题",
            "a counted output or a verifiable change",
        ),
        ("办结", "压缩", "提升至"),
        (r"\d+(\.\d+)?(万|余)?(件|个|人次)",),
    ),
    Rung(
        4,
        Text("认可", "recognised"),
        Text(
            "外部认定：表彰、命名、排名、满意度、在上级作经验交流",
            "somebody outside vouches: an award, a naming, a rank, a satisfaction figure",
        ),
        ("评为", "命名", "荣获", "满意度"),
    ),
)
TITLES = (
    ("zhaotong.txt", "昭通市直机关创建工作小结"),
    ("ningxia.txt", "宁夏区直机关：一年创建回顾"),
    ("qingpu.txt", "走访手记：把创建的成色“亮”出来，把群众的评价“请”进来，也把没有做好的几件事一并写清楚的一份长题目"),
    ("changji.txt", "昌吉州直机关：创建路上"),
    ("shuangyashan.txt", "双鸭山市直机关“三航行动”手记"),
)
# levels of the 23 criteria; - is no evidence, x not applicable
PROFILES = (
    "34433234334334233232343",
    "4332-3424334322323-3242",
    "22-212413-12-21-12-4342",
    "32-13233343223122-12-31",
    "23122334232-1x21-2-1-31",
)
HEADINGS = (
    "一、强化政治引领",
    "二、推动融合共促",
    "三、聚力服务群众",
    "四、锤炼过硬作风",
    "五、健全创建机制",
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_rubric() -> Rubric:
    dimensions = []
    for name, rows in CODEBOOK.items():
        zh, en = name[2:].split("|")
        criteria = tuple(
            Criterion(
                id=id_,
                title=Text(title, english),
                question=Text(
                    f"材料是否说明本单位在“{title}”方面做了什么、做成了什么？",
                    f"What does the report show of {english.lower()}?",
                ),
                weight=float(weight),
                cues=Cues(
                    terms=tuple(terms.split("、")),
                    together=((("机关", "支部"), ("评比", "表彰", "通报")),),
                    some_of=(SomeOf(2, ("学习", "调研", "督导")),),
                    patterns=(r"开展.{0,8}(活动|行动)",),
                    weak=("党建", "机关"),
                    headings=(title[:4],),
                    unless=("通知如下",),
                ),
                applies_when=("企业", "经营主体") if id_ == "C4" else (),
            )
            for id_, title, english, weight, terms in rows
        )
        dimensions.append(Dimension(name[0], Text(zh, en), sum(c.weight for c in criteria), criteria))
    return Rubric(
        id="core",
        version="1.0.0",
        title=Text("模范机关创建核心标准", "Core standard for model agencies"),
        note=Text(
            "依据五份公开材料归纳：五个大类，二十三项。只看材料说了做了什么、做成了什么。",
            "Drawn from five public documents.",
        ),
        dimensions=tuple(dimensions),
        ladder=Ladder(
            rungs=RUNGS,
            shares=SHARES,
            plans=(r"(将|要|拟).{0,6}",),
            plan_headings=("下一步",),
            units=("件", "个", "人次"),
            not_counted=(r"\d+条举措",),
        ),
        bands=(
            Band(Text("优秀", "excellent"), 85.0),
            Band(Text("良好", "good"), 70.0),
            Band(Text("达标", "met"), 50.0),
            Band(Text("未达标", "not met"), 0.0),
        ),
        relevance=Relevance(("模范机关", "机关党建", "党支部"), 3),
        not_evidence=(
            Exclusion(
                Text("引用领导讲话", "leaders quoted"),
                Scope.SENTENCE,
                terms=("指出", "强调"),
                patterns=(r"习近平总书记.{0,10}(指出|强调)",),
                headings=("编者按",),
                unless=(r"按照.{0,10}要求",),
            ),
            Exclusion(Text("通知、要求与规定", "notices and rules"), Scope.REPORT, terms=("通知如下", "应当")),
        ),
        shortcomings=Shortcomings(
            terms=("不够", "不高", "两张皮", "薄弱"),
            patterns=(r"还(存在|有)差距",),
            headings=("存在问题",),
            unless=(r"(已|全部)整改",),
        ),
        sha256=sha("core"),
    )


def stem_of(source: str) -> str:
    return source.split(".")[0]


def evidence_of(source: str, criterion: Criterion, level: int, number: int) -> tuple[Evidence, ...]:
    """The strongest first: a piece of each grade from `level` down."""
    pieces = []
    for grade in range(level, max(0, level - 3), -1):
        cue = criterion.cues.terms[grade % 3]
        quote = TEMPLATES[grade - 1].format(cue=cue)
        sentence = Sentence(
            number * 3 + grade,
            number + 2,
            40 * number,
            40 * number + len(quote),
            Part.BODY,
            HEADINGS[ord(criterion.id[0]) - 65],
        )
        quantities = (
            (
                Quantity("126场次", 126.0, "场次", indicator="集中宣讲", period="今年以来"),
                Quantity("2.8万余人次", 28000.0, "人次", Bound.AT_LEAST, indicator="覆盖群众"),
                Quantity("98.6%", 98.6, "%", kind=QuantityKind.SHARE, indicator="群众满意率"),
                Quantity("2024年", None, "", kind=QuantityKind.DATE, date="2024"),
            )
            if grade == 3
            else ()
        )
        pieces.append(
            Evidence(
                id=f"{stem_of(source)}-{sentence.number:04d}-{criterion.id}",
                criterion=criterion.id,
                sentence=sentence,
                quote=quote,
                grade=grade,
                why=Text(
                    f"有线索词“{cue}”，写明{RUNGS[grade - 1].shows.zh[:6]}，属于{RUNGS[grade - 1].name.zh}",
                    f"“{cue}”: {RUNGS[grade - 1].shows.en}",
                ),
                cues=(cue,),
                agency="市直机关工委" if grade > 1 else None,
                quantities=quantities,
                source=source,
            )
        )
    return tuple(pieces)


def result_of(source: str, criterion: Criterion, mark: str, number: int, policy: NotApplicable) -> CriterionResult:
    if mark == "x":
        why = Text("材料没有提到企业，这一项不适用。", "The document does not mention enterprises.")
        reach = within_reach(criterion.weight, applies=False, policy=policy)
        return CriterionResult(criterion, Standing.NOT_APPLICABLE, 0, 0.0, reach, why, Text("", ""), ())
    if mark == "-":
        why = Text("没有找到支持这一项的句子。", "No sentence supports it.")
        missing = Text("写出具体做了什么：机制、活动、队伍或文件。", "Say what was done.")
        return CriterionResult(criterion, Standing.NO_EVIDENCE, 0, 0.0, criterion.weight, why, missing, ())
    level = int(mark)
    evidence = evidence_of(source, criterion, level, number)
    nexts = ("", "说出具体举措", "写出有数的成效", "举出外部认定：表彰、命名、排名或满意度", "")
    return CriterionResult(
        criterion,
        Standing.EVIDENCE,
        level,
        criterion.weight * SHARES[level],
        criterion.weight,
        Text(
            f"第{number + 2}段“{evidence[0].cues[0]}”一句属于{RUNGS[level - 1].name.zh}。",
            f"¶{number + 2} shows it.",
        ),
        Text(nexts[level], "the next rung" if nexts[level] else ""),
        evidence,
        Text("只找到表态性的话，等次可能偏低", "only aims were found") if level == 1 else Text("", ""),
    )


def make_card(rubric: Rubric, source: str, title: str, profile: str) -> Scorecard:
    criteria = tuple(
        result_of(source, criterion, mark, number, rubric.not_applicable)
        for number, (criterion, mark) in enumerate(zip(rubric.criteria, profile, strict=True))
    )
    reach = sum(r.max for r in criteria)
    total = round(100 * sum(r.score for r in criteria) / reach, 4) if reach else 0.0
    band = next(b for b in rubric.bands if total >= b.at_least)
    shortcomings = (
        Shortcoming(
            Sentence(77, 21, 900, 930, Part.BODY, HEADINGS[4]),
            "部分单位对模范机关创建重视不够，党员群众参与度不高。",
            "E4",
            source=source,
        ),
        Shortcoming(
            Sentence(78, 21, 930, 960, Part.BODY, ""),
            "个别支部党建与业务“两张皮”的现象仍然存在，办法还不多。",
            "B1",
            source=source,
        ),
    )
    return Scorecard(
        stem_of(source),
        (Report(source, sha(source), title, "", ()),),
        None,
        criteria,
        shortcomings if "-" in profile else (),
        total,
        band,
        (Text("材料主要谈一家单位的做法，不宜与全市材料直接比较。", "The document is about one unit."),)
        if "x" in profile
        else (),
    )


def make_results() -> Results:
    rubric = make_rubric()
    cards = tuple(
        make_card(rubric, source, title, profile) for (source, title), profile in zip(TITLES, PROFILES, strict=True)
    )
    unread = (
        Unread(
            "附件/扫描件.pdf",
            Text(
                "PDF 里没有文字层，只有图片；请先做文字识别，或换成 Word 文档。",
                "The PDF holds pictures only; run text recognition first.",
            ),
        ),
    )
    return Results("seeds", rubric, "0.1.0", cards, unread)


ADJUSTMENTS = Adjustments(
    bonuses=(
        Adjustment("J1", Text("做法被省级以上推广", "a practice spread by the province"), 3.0),
        Adjustment("J2", Text("承办全市以上现场会", "hosted a city-wide meeting"), 4.0),
    ),
    bonus_cap=5.0,
    deductions=(
        Adjustment("K1", Text("材料逾期报送", "handed in late"), 2.0),
        Adjustment("K2", Text("数据与台账不符", "figures that the ledgers do not bear out"), 10.0),
    ),
    deduction_cap=10.0,
    vetoes=(
        Veto("V1", Text("班子成员受到处分", "a leader was disciplined"), 50.0),
        Veto("V2", Text("弄虚作假", "fabrication"), 0.0),
    ),
)


def with_rules(results: Results, policy: NotApplicable, adjustments: Adjustments = ADJUSTMENTS) -> Results:
    """The results under a rubric with this policy and these adjustments; under `forbid` nothing is set aside."""
    rubric = replace(results.rubric, not_applicable=policy, adjustments=adjustments)
    profiles = [p.replace("x", "-") if policy is NotApplicable.FORBID else p for p in PROFILES]
    cards = tuple(
        make_card(rubric, source, title, profile) for (source, title), profile in zip(TITLES, profiles, strict=True)
    )
    return replace(results, rubric=rubric, scorecards=cards)


def record(results: Results) -> str:
    """What a workbook of these tests carries of its results."""
    return json.dumps({"name": results.name, "subjects": [card.id for card in results.scorecards]})


def many(results: Results, subjects: int) -> Results:
    """The same cards over and over, under new names."""
    cards = results.scorecards
    named = ((f"{n:03d}-", cards[n % len(cards)]) for n in range(subjects))
    return replace(
        results, scorecards=tuple(under_name(f"{prefix}{card.report.source}", card) for prefix, card in named)
    )


def under_name(source: str, card: Scorecard) -> Scorecard:
    """The same card of a report of this source."""

    def of_source(result: CriterionResult) -> CriterionResult:
        pieces = (replace(one, id=f"{id_}{one.id.removeprefix(card.id)}", source=source) for one in result.evidence)
        return replace(result, evidence=tuple(pieces))

    id_ = stem_of(source)
    return replace(
        card,
        id=id_,
        reports=(replace(card.report, source=source),),
        criteria=tuple(map(of_source, card.criteria)),
        shortcomings=tuple(replace(one, source=source) for one in card.shortcomings),
    )
