"""Units and measure words, each with the characters after which it would be part of another word."""

from __future__ import annotations

import re

# Of these none begins a longer word.
_SAFE = """
    个百分点 百分点 个工作日 工作日 个小时 个月 个星期 个季度 人次 人天 人份 户次 家次 场次 批次 班次 车次 台次
    件次 架次 艘次 例次 趟次 篇次 条次 项次 课时 学时 标箱 立方米 立方 平方公里 平方千米 平方米 平方 公里 千米
    厘米 毫米 公顷 公斤 千克 毫克 千瓦时 千瓦 兆瓦 毫升 美元 欧元 港元 小时 分钟 周岁 大类 大项 方面 省份 件套
    公分 英里 海里 吉瓦 昼夜 秒 亩 吨 斤 岁 倍 宗 例 辆 册 幅 艘 株 棵 笔 封 卷 盏 趟 栋 幢 篇 座 届 款 颗 枚 瓶
    桶 袋 扇 匹 顶 堂 粒 桌 盒 箱 遍 ℃
    个钟头 个基点 基点 块钱 平米 人年 辆次 亩次 头次 轮次 课次 羽 桩 副 顿 束 串 席 捆 句 筐 ㎡ m² km² m³ km kg
"""
# After digits, and after numerals in characters of ten and more. 3条 but not 3条件.
UNITS = {
    **dict.fromkeys(_SAFE.split(), ""),
    "个": "",
    "件": "套",
    "项": "目链",
    "次": "日月年要序数全生元品贷",
    "场": "所地景合面馆域",
    "期": "间限工货待末望满盼中内许刊",
    "人": "民员才大群口均们社力格心身生间工选气类物文居为道机体事数",
    "名": "单称录列牌优义额师誉字校品企片胜居言下",
    "户": "籍外口型均主头",
    "家": "庭园长属乡政常具喻住禽国里门装电训风教畜族",
    "条": "件例龙理款块约",
    "份": "额子量内",
    "张": "贴力扬",
    "种": "植子养粮质族业",
    "所": "有在以属需长谓得取示",
    "支": "部持撑委付出援柱行一农教边前",
    "起": "来到步草源点用效伏诉航义",
    "批": "准示评复发办判注",
    "处": "理置室长于级分罚方境在",
    "台": "账阶风湾子州柱",
    "套": "用餐",
    "部": "曲委门分队级署长里",
    "本": "级地市职质土次年月周人着区省部单位报科书",
    "轮": "流换岗训船值",
    "架": "构空设",
    "头": "部号痛条雁戏",
    "只": "有要是需能用为争剩怕因见花跑",
    "位": "一置于居列次移势",
    "单": "位独元纯列一项件",
    "组": "织长成建团合阁件",
    "班": "子组长车主干",
    "对": "一口接照标于症策手象外内方话面",
    "间": "接隔距",
    "床": "",
    "面": "向对临貌积子",
    "档": "案次",
    "站": "点台位长立在岗式稳",
    "则": "是为",
    "车": "间辆站位道",
    "票": "据务",
    "类": "似型别比",
    "层": "次级面",
    "门": "户口诊槛前",
    "节": "气能约点日水假",
    "节课": "程题堂本",
    "回": "来到去家族民国头归访复应答报馈收避顾流升落暖迁",
    "眼": "睛光下前界看镜红见中里科球部",
    "讲": "话述解台座",
    "根": "本据",
    "块": "状",
    "把": "手关握控脉持",
    "番": "茄薯号",
    "里": "河屯铺店桥庄沟坪乡镇村面头程挑巷弄",
    "日": "常历报记本程子语期志光头元游前均龄",
    "篮": "球板网",
    "碗": "",
    "双": "",
    "杯": "",
    "餐": "饮厅馆具桌饭",
    "片": "区面警儿",
    "口": "头述径岸号碑罩",
    "孔": "",
    "道": "路德理教歉",
    "段": "落",
    "字": "号",
    "页": "码",
    "集": "中体团成聚市合结约群镇装采",
    "首": "先次席都创家批个届位府",
    "包": "括含联保抓村片户容干挂",
    "队": "伍员",
    "元": "旦素月件气化首宝老",
    "角": "度色落逐",
    "分": "之别类析布工管配段期局片层批中公支数散店级送享发解行院会校成组流区子包赴水块比步",
    "天": "津然气空台河地府平猫山赋才性真生候花",
    "年": "级货轻龄会味画",
    "周": "年边围密期末转到全口知一二三四五六日例报刊恩",
    "米": "饭粉面线袋酒",
    "克": "服难己",
    "升": "级至到学温高值为格",
    "度": "过假夏量冬汛数",
    "课": "题程堂本",
    "省": "级市区委政直会内外定去力心钱事厅属里",
    "市": "级委政直场民区县域长局内外属值面人中容",
    "县": "级委域城长处直乡区市政内",
    "区": "级委域直间别分政内县块长位",
    "州": "级委直市政长",
    "镇": "级街长村区党",
    "乡": "镇村亲愁音土贤级党",
    "村": "级民里支委干庄集党居两务落",
    "国": "家内际有企防",
}
_AFTER_ONE = """
    个百分点 百分点 个工作日 工作日 个小时 个月 个星期 个季度 人次 户次 家次 场次 批次 课时 学时 公里 公顷 公斤
    千克 美元 小时 分钟 周岁 大类 大项 方面 省份 昼夜 米 亩 吨 斤 倍 宗 例 辆 册 幅 艘 株 棵 笔 封 趟 栋 幢 篇
    座 款 枚 个 件 项 次 场 期 人 名 户 家 条 份 张 种 所 支 起 批 处 台 套 轮 位 组 类 天 年 周 堂 部 元 届 省
    市 县 点 个钟头 个基点 块钱 日 道 把 块 里 行 级 号 番 代 遍 盏 扇 瓶 桶 袋 箱 盒 颗 粒 间 只
    首 篮 碗 杯 筐 句 桩 束 串 双 本
"""
# After one character from 二 to 九, 两 and 十, which often count nothing: 三门, 五角, 四面, 六区.
AFTER_ONE = frozenset(_AFTER_ONE.split())
_LONGEST = max(map(len, UNITS))
_LENGTHS = {  # of the units that begin with a character, the longest first
    first: sorted({len(unit) for unit in UNITS if unit[0] == first}, reverse=True)
    for first in {unit[0] for unit in UNITS}
}
# Units only before these words; else a point of the clock, a rank, a trade, the number of a house.
_BEFORE_ONLY = re.compile(
    "点(?=做法|意见|建议|体会|启示|思考|希望|要求|认识|经验|想法)|级(?=[石台]?阶|楼梯|阶梯|梯田)"
    "|行(?=[大小]?字|文字|诗|代码|数据|泪)|号(?=人(?!物)|党员|干部|[职员]工|群众|队员|[居村]民|学生)|代(?=人(?![民大]))"
)
_VAGUE = frozenset({"个多", "个余", "个半"})  # 3个多月
BEGIN_UNITS = "".join(sorted({unit[0] for unit in UNITS} | set("级行号")))


def unit_at(text: str, start: int) -> tuple[str, int]:
    """The longest unit that begins at `start`, without a vague word inside, and where it ends; nothing: ("", start)."""
    if text[start : start + 2] in _VAGUE:
        inner, length = unit_at("个" + text[start + 2 : start + 2 + _LONGEST], 0)
        if len(inner) > 1:
            return inner, start + length + 1
    for length in _LENGTHS.get(text[start : start + 1], ()):
        unit = text[start : start + length]
        forbidden = UNITS.get(unit)
        if forbidden is not None and len(unit) == length:
            after = text[start + length : start + length + 1]
            if after and after in forbidden:
                return "", start  # a longer unit was ruled out; a shorter one would be part of the same word
            return unit, start + length
    return (text[start], start + 1) if _BEFORE_ONLY.match(text, start) else ("", start)
