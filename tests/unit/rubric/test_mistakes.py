"""What an author who edits YAML wrongly, or means harm, is told."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorer.errors import RubricError
from scorer.model import Lang
from scorer.rubric.load import check_rubric, find_rubric, load_rubric
from scorer.rubric.rules import RULES
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERSION = 'version: "1.0"'
TERMS = "terms: [主题党日, 第一议题]"
PATTERN = "'帮.{0,3}群众'"
WEIGHT = "weight: 40\n    criteria"
NEAR_MISS = "- 群众来信很多。"
A1 = "dimensions[0].criteria[0]"
B1 = "dimensions[1].criteria[0]"

YAML_MISTAKES = {
    "a tab": (
        changed(("  units: [件]", "\tunits: [件]")),
        ["my.yaml:10:1: 缩进用了制表符（Tab）。把 Tab 换成空格，每级两个"],
    ),
    "no colon": (
        changed((VERSION, 'version "1.0"')),
        ["my.yaml:2:1: 这一行少了冒号。写成“名称: 内容”，冒号用英文的，后面空一格"],
    ),
    "no space after two colons": (
        changed(("id: small", "id:small"), (VERSION, "version:1")),
        [
            "my.yaml:1:3: 冒号后面少一个空格。改成英文冒号加一个空格“: ”",
            "my.yaml:2:8: 冒号后面少一个空格。改成英文冒号加一个空格“: ”",
        ],
    ),
    "no space after a dash": (
        changed(("  - id: A\n", "  -id: A\n")),
        ["my.yaml:18:3: “-”后面少一个空格。改成“- ”"],
    ),
    "a full-width colon": (
        changed(("title: 理论学习", "title：理论学习")),
        ["my.yaml:23:14: 冒号是全角的“：”。改成英文冒号加一个空格“: ”"],
    ),
    "a full-width colon in braces": (
        changed(("{zh: 小标准,", "{zh：小标准,")),
        ["my.yaml:3:9: title.zh: 冒号是全角的“：”。改成英文冒号加一个空格“: ”"],
    ),
    "a full-width colon in braces with nothing behind it": (
        changed(("{name: 未达标,", "{name：,")),
        ["my.yaml:7:6: bands[1].name: 冒号是全角的“：”。改成英文冒号加一个空格“: ”"],
    ),
    "full-width colons where names belong": (
        changed(("          terms: [为民办事]\n          patterns: ['帮.{0,3}群众']", "          terms：[为民办事]")),
        [f"my.yaml:39:9: {B1}.cues: 冒号是全角的“：”。改成英文冒号加一个空格“: ”"],
    ),
    "an unclosed quote": (
        changed((VERSION, 'version: "1.0')),
        ["my.yaml:2:10: 这里开始的引号没有配对。在这段文字末尾补上同样的引号"],
    ),
    "Chinese quotation marks": (
        changed((VERSION, "version: “1.0”")),
        ['my.yaml:2:1: version: “1.0” 用了中文引号。改成英文引号："1.0"'],
    ),
    "a space too few before a name": (
        changed(("    title: 服务\n", "   title: 服务\n")),
        ["my.yaml:33:4: 缩进与上下行不齐。同一级的行，前面的空格要一样多"],
    ),
    "a space too few before a name within a criterion": (
        changed(("          patterns: ", "         patterns: ")),
        ["my.yaml:41:10: 缩进与上下行不齐。同一级的行，前面的空格要一样多"],
    ),
    "a space too many before a name": (
        changed(("        title: 为民服务\n        weight", "        title: 为民服务\n         weight")),
        ["my.yaml:38:10: 缩进与上下行不齐。同一级的行，前面的空格要一样多"],
    ),
    "no space after the dash of a second criterion": (
        changed(("  - id: B\n    title: 服务\n    weight: 40\n    criteria:\n      - id: B1", "      -id: B1")),
        ["my.yaml:32:7: “-”后面少一个空格。改成“- ”"],
    ),
    "text behind a closing quote": (
        changed(("- 干部上门帮助群众。", '- "干部"上门帮助群众。')),
        [
            "my.yaml:43:17: 这里应是列表的下一条。每条以“- ”开头，并与上一条对齐；引号、括号后不能再有文字",
        ],
    ),
    "a colon within text in braces": (
        changed(("{text: 机关开展", "{text: 机关: 开展")),
        ["my.yaml:29:22: 文字里有冒号，会被误读。给整句加引号"],
    ),
    "an unclosed list": (
        changed((TERMS, TERMS[:-1])),
        ["my.yaml:27:17: 方括号里缺逗号或缺 ]。各词之间用英文逗号 , 隔开，末尾写 ]"],
    ),
    "text that begins with a star": (
        changed((NEAR_MISS, "- **群众**来信很多。")),
        ["my.yaml:45:13: * 开头的内容在 YAML 里有特殊含义。给整句加引号，或删去这个符号"],
    ),
    "a backslash in double quotes": (
        changed((PATTERN, '"帮\\d群众"')),
        ["my.yaml:41:22: 双引号里的 \\ 有特殊含义。改用单引号"],
    ),
    "an anchor and its alias": (
        changed((TERMS, "terms: &x [主题党日]"), ("[为民办事]", "*x")),
        [
            "my.yaml:26:18: & 开头的内容在 YAML 里有特殊含义。给整句加引号，或删去这个符号",
            "my.yaml:40:18: * 开头的内容在 YAML 里有特殊含义。给整句加引号，或删去这个符号",
        ],
    ),
    "a merge key": (
        changed((TERMS, "<<: {terms: [主题党日]}")),
        [
            f"my.yaml:26:11: {A1}.cues.<<: 不认识这个名称。"
            "可用的名称：use、without、terms、together、some_of、patterns、weak、headings、unless"
        ],
    ),
    "a Python tag": (
        changed((VERSION, 'version: !!python/object/apply:os.system ["ls"]')),
        ["my.yaml:2:10: ! 开头的内容在 YAML 里有特殊含义。给整句加引号，或删去这个符号"],
    ),
    "ten thousand brackets": (
        "a: " + "[" * 10_000,
        ["my.yaml:1:23: 嵌套超过 20 层。检查括号和缩进"],
    ),
    "two documents": (
        SMALL + "---\n" + SMALL,
        ["my.yaml:46:1: “---”之后又是一份文档。一个文件只写一份评分标准；删去“---”"],
    ),
    "nothing": ("", ["my.yaml:1:1: 文件里没有内容。用 score rubric new 新建一份，再在上面改"]),
    "only a dash line": ("---\n", ["my.yaml:1:1: 文件里没有内容。用 score rubric new 新建一份，再在上面改"]),
    "a list at the top": (
        "- a\n- b\n",
        ["my.yaml:1:1: 这里应为若干“名称: 内容”，现在是列表。写成“名称: 内容”，冒号后空一格"],
    ),
    "a NUL": (
        changed(("小标准", "小\0标准")),
        ["my.yaml:3:14: 有看不见的控制字符。删去它，重新输入这几个字"],
    ),
    "an escaped NUL": (
        changed(("小标准", '"小\\0标准"')),
        ["my.yaml:3:13: title.zh: 有看不见的控制字符。删去它，重新输入这几个字"],
    ),
    "GBK": (SMALL.encode("gbk"), ["my.yaml:3:14: 从这里起不是 UTF-8 编码。在编辑器中另存为 UTF-8 编码"]),
    "three megabytes": (
        "#" * 3_000_000,
        ["my.yaml:1:1: 文件超过 2 MB，不像评分标准。检查是否选错了文件"],
    ),
    "half a million values": (
        "[" + "a," * 500_000 + "]",
        ["my.yaml:1:199998: 内容太多，不像评分标准。检查是否选错了文件"],
    ),
}

FORM_MISTAKES = {
    "a name given twice": (
        changed((VERSION, VERSION + '\nversion: "2"')),
        ["my.yaml:3:1: version: “version”写了两次。合并或删去一个"],
    ),
    "three mistakes at once": (
        changed(("          patterns: ", "          patern: "), ("units:", "unit:"), ("id: small\n", "")),
        [
            "my.yaml:1:1: 缺少 id。补上 id: …",
            "my.yaml:9:3: ladder.unit: 不认识这个名称。是不是 units？",
            f"my.yaml:40:11: {B1}.cues.patern: 不认识这个名称。是不是 patterns？",
        ],
    ),
    "a weight in words": (
        changed((WEIGHT, "weight: 四十\n    criteria")),
        ['my.yaml:34:5: dimensions[1].weight: 这里应为数字，现在是 "四十"。只写数字，不加引号和单位'],
    ),
    "full-width digits": (
        changed((WEIGHT, "weight: ４０\n    criteria")),
        ["my.yaml:34:5: dimensions[1].weight: ４０ 是全角数字。改成半角的 40，不加引号"],
    ),
    "many terms run together": (
        changed((TERMS, f"terms: [{'，'.join(['主题党日活动'] * 9)}]")),
        [
            f'my.yaml:26:19: {A1}.cues.terms[0]: "{"，".join(["主题党日活动"] * 9)[:38]}… 太长，像是几个词连成了一个。'
            "各词之间用英文逗号加空格隔开"
        ],
    ),
    "full-width brackets": (
        changed((TERMS, "terms: 【主题党日，第一议题】")),
        [f"my.yaml:26:11: {A1}.cues.terms: 列表用了全角的 【】。改成英文方括号 [ ]，各词之间用英文逗号加空格"],
    ),
    "no space after the dash of a sentence": (
        changed(("- 干部上门", "-干部上门")),
        [f"my.yaml:42:9: {B1}.examples: “-”后面少一个空格。改成“- ”"],
    ),
    "a weight that is not finite": (
        changed((WEIGHT, "weight: .nan\n    criteria")),
        ['my.yaml:34:5: dimensions[1].weight: 这里应为数字，现在是 ".nan"。只写数字，不加引号和单位'],
    ),
    "a date for a weight": (
        changed((WEIGHT, "weight: 2024-01-01\n    criteria")),
        ['my.yaml:34:5: dimensions[1].weight: 这里应为数字，现在是 "2024-01-01"。只写数字，不加引号和单位'],
    ),
    "a weight of more than all points": (
        changed((WEIGHT, "weight: 140\n    criteria")),
        ["my.yaml:34:5: dimensions[1].weight: 140 超出范围。不能大于 100"],
    ),
    "a version without quotes": (
        changed((VERSION, "version: 1.0")),
        ["my.yaml:2:1: version: 这里应为文字，现在是 1.0。写上文字；像数字或含“: ”的文字要加引号"],
    ),
    "an id that ends in a line break": (
        changed(("id: small", 'id: "small\\n"')),
        ['my.yaml:1:1: id: "small\\n" 的写法不对。照 core 的样子写：只用英文字母和数字，注意大小写'],
    ),
    "numbers for terms": (
        changed((TERMS, "terms: [110, 12345]")),
        [
            f"my.yaml:26:19: {A1}.cues.terms[0]: 这里应为文字，现在是 110。写上文字；像数字或含“: ”的文字要加引号",
            f"my.yaml:26:24: {A1}.cues.terms[1]: 这里应为文字，现在是 12345。写上文字；像数字或含“: ”的文字要加引号",
        ],
    ),
    "a list left empty": (
        changed((TERMS, "terms:")),
        [f"my.yaml:26:11: {A1}.cues.terms: 这里是空的。写成 [甲, 乙]，或每条另起一行以“- ”开头"],
    ),
    "titles left empty": (
        changed(("title: 理论学习", "title:"), ("title: 为民服务", 'title: ""'), ("en: Small", "en: ")),
        [
            "my.yaml:3:18: title.en: 这里是空的。写上文字",
            f"my.yaml:23:9: {A1}.title: 这里是空的。写上文字",
            f"my.yaml:37:9: {B1}.title: 这里是空的。写上文字",
        ],
    ),
    "ids of full-width letters": (
        changed(("id: small", "id: ｓmall"), ("id: B1", "id: Ｂ１")),
        [
            'my.yaml:1:1: id: "ｓmall" 里有全角字符。改成半角的 small',
            f'my.yaml:36:9: {B1}.id: "Ｂ１" 里有全角字符。改成半角的 B1',
        ],
    ),
    "a term of one character": (
        changed((TERMS, "terms: [党]")),
        [f'my.yaml:26:19: {A1}.cues.terms[0]: "党" 太短。至少写 2 个字'],
    ),
    "a rule of consensus that is none": (
        changed(("bands:\n", "consensus: majority\nbands:\n")),
        ['my.yaml:5:1: consensus: "majority" 不是可选值。可选：median、mean、trimmed_mean'],
    ),
    "a bonus without a limit": (
        changed(("bands:\n", "bonuses: {items: [{id: J1, title: 推广}]}\nbands:\n")),
        ["my.yaml:5:19: bonuses.items[0]: 缺少 most。补上 most: …"],
    ),
    "a grade that is none": (
        changed(("grade: 2}", "grade: 5}")),
        [f"my.yaml:29:33: {A1}.examples[0].grade: 5 不是可选值。可选：1、2、3、4"],
    ),
}

MEANING_MISTAKES = {
    "a term of nothing to look for": (
        changed((TERMS, "terms: [主题党日, '**']")),
        ["my.yaml:26:25: dimensions[0].criteria[0].cues.terms[1]: “**”里没有可找的字。写上词语，或删去"],
    ),
    "weights that do not add up": (
        changed((WEIGHT, "weight: 30\n    criteria")),
        [
            "my.yaml:17:1: dimensions: 各大类分值合计 90，应为 100。调整各大类的 weight",
            "my.yaml:34:5: dimensions[1].weight: B 的分值是 30，其下各项合计 40。使两者相等",
        ],
    ),
    "bands in the wrong order": (
        changed(("优秀, at_least: 60", "优秀, at_least: 0"), ("未达标, at_least: 0", "未达标, at_least: 60")),
        ["my.yaml:5:1: bands: 评定应从高到低，最后一档从 0 分起。按分数从高到低排列，最后一档 at_least: 0"],
    ),
    "an id used twice": (
        changed(("id: B1", "id: A1")),
        [f"my.yaml:36:9: {B1}.id: 编号 A1 用了两次，第 22 行已有。换一个编号"],
    ),
    "an id of a veto that a criterion has": (
        changed(("bands:\n", "vetoes: [{id: A1, title: 案件}]\nbands:\n")),
        ["my.yaml:5:11: vetoes[0].id: 编号 A1 用了两次，第 23 行已有。换一个编号"],
    ),
    "criteria that may not and yet can be set aside": (
        changed(
            ("bands:\n", "not_applicable: forbid\nbands:\n"),
            ("weight: 60\n        cues", "weight: 60\n        applies_when: [企业]\n        cues"),
        ),
        [
            f"my.yaml:26:9: {A1}.applies_when: not_applicable: forbid 不许有不适用的项，A1 却写了 applies_when。"
            "两者只留一个"
        ],
    ),
    "a grade written twice": (
        changed(("{grade: 1,", "{grade: 2,")),
        ["my.yaml:12:3: ladder.grades: 等级应依次为 1、2、3、4。按顺序各写一次"],
    ),
    "a term of two criteria": (
        changed(("[为民办事]", "[主题党日]")),
        [f"my.yaml:40:19: {B1}.cues.terms[0]: 线索词“主题党日”在 A1 中已有。只留在最贴切的一项，或改为 weak"],
    ),
    "a look-ahead": (
        changed((PATTERN, "'(?=帮)群众'")),
        [
            f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式 (?=帮)群众 不能用：不支持这种 (?…) 写法。"
            "不能用环视 (?=…)、(?!…)；改用 unless 排除"
        ],
    ),
    "a back-reference": (
        changed((PATTERN, "'(帮)\\1'")),
        [
            f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式 (帮)\\1 不能用：不支持这个反斜杠写法。"
            "不能用反向引用 \\1；汉字直接写，不用 \\u"
        ],
    ),
    "an unbalanced bracket": (
        changed((PATTERN, "'(帮'")),
        [f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式 (帮 不能用：圆括号没有配对。补上 )，原样的括号写成 \\("],
    ),
    "a repetition that is too large": (
        changed((PATTERN, "'a{100000}'")),
        [f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式 a{{100000}} 不能用：重复次数太多。重复次数总共不超过 1000"],
    ),
    "a pattern that matches empty text": (
        changed((PATTERN, "'帮*'")),
        [f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式 帮* 不含任何字也算命中。至少要求一个字"],
    ),
    "a pattern that matches between characters": (
        changed((PATTERN, "'\\b'")),
        [f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式 \\b 不含任何字也算命中。至少要求一个字"],
    ),
}

MISTAKES = YAML_MISTAKES | FORM_MISTAKES | MEANING_MISTAKES


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_told_with_place_and_remedy(mistake: str, write: Callable[[str | bytes], Path]) -> None:
    content, told = MISTAKES[mistake]
    with pytest.raises(RubricError) as caught:
        load_rubric(write(content))
    assert caught.value.message.zh.splitlines() == ["评分标准 my.yaml 不能用：", *told]


def test_messages_are_told_in_english_too(write: Callable[[str], Path]) -> None:
    with pytest.raises(RubricError) as caught:
        load_rubric(write(changed(("units:", "unit:"), ("id: B1", "id: 乙1"))))
    assert caught.value.message.en == (
        "the rubric my.yaml does not hold:\n"
        "my.yaml:10:3: ladder.unit: this name is not known; did you mean units?\n"
        f'my.yaml:36:9: {B1}.id: "乙1" is not of the right form; '
        "write it like A1: Latin letters and digits, mind upper and lower case"
    )


def test_an_alias_bomb_is_refused_at_once(write: Callable[[str], Path]) -> None:
    rows = [
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    problems = check_rubric(write("a: &a [x]\n" + "".join(rows)))
    assert {problem.message.zh for problem in problems} == {
        "& 开头的内容在 YAML 里有特殊含义",
        "* 开头的内容在 YAML 里有特殊含义",
    }


RUN_TOGETHER = f"my.yaml:26:19: {A1}.cues.terms[0]: “{{}}”会作为一个词查找。若是几个词，各词之间用英文逗号加空格隔开"
WARNINGS = {
    "no examples and no near misses": (
        changed(
            ("        examples:\n          - 干部上门帮助群众。\n", ""),
            ("        near_misses:\n          - 群众来信很多。\n", ""),
        ),
        [
            f"my.yaml:36:9: {B1}: B1 没有例句。写几个应当命中的句子（examples）",
            f"my.yaml:36:9: {B1}: B1 没有反例。写几个看似相近、但不应命中的句子（near_misses）",
        ],
    ),
    "a term listed twice": (
        changed((TERMS, "terms: [主题党日, 第一议题, 主题党日]")),
        [f"my.yaml:26:31: {A1}.cues.terms[2]: “主题党日”在这个列表里写了 2 次。留一个即可"],
    ),
    "a term that holds an `unless` term": (
        changed((TERMS, "terms: [食堂党日, 主题党日]")),
        [f"my.yaml:26:19: {A1}.cues.terms[0]: “食堂党日”永远不会命中，因为其中有 unless 的“食堂”。删去其中一个"],
    ),
    "a full-width comma between terms": (
        changed((TERMS, "terms: [主题党日，第一议题]")),
        [
            f"my.yaml:26:19: {A1}.cues.terms[0]: “主题党日，第一议题”会作为一个词查找。"
            "若是几个词，各词之间用英文逗号加空格隔开"
        ],
    ),
    "a term in Chinese quotation marks": (
        changed((TERMS, "terms: [“主题党日”]")),
        [f"my.yaml:26:19: {A1}.cues.terms[0]: “主题党日” 会连引号一起查找。若不要引号，删去它"],
    ),
    "a criterion that nothing speaks for": (
        changed((TERMS, "headings: [学习]")),
        [
            f"my.yaml:25:9: {A1}.cues: A1 没有可命中的线索词，永远得 0 分。"
            "至少写 terms、together、some_of、patterns、weak 中的一种"
        ],
    ),
    "traditional script in a pattern": (
        changed((PATTERN, "'幫.{0,3}群眾'")),
        [
            f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式里的繁体字“幫眾”对不上：材料一律化为简体再找。改成“帮众”",
        ],
    ),
    "full-width letters and digits in a pattern": (
        changed((PATTERN, "'帮[０-９]{1,3}户'")),
        [f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式里的全角“０９”对不上：材料一律化为半角再找。改成“09”"],
    ),
    "a space beside a Chinese character in a pattern": (
        changed((PATTERN, "'帮 {0,3}群众 满意'")),
        [f"my.yaml:41:22: {B1}.cues.patterns[0]: 模式里汉字旁边的空格对不上：材料里的这种空格都先去掉再找。删去空格"],
    ),
    "a term that goes over two sentences": (
        changed((TERMS, "terms: [主题党日。大家都来]")),
        [
            f"my.yaml:26:19: {A1}.cues.terms[0]: “主题党日。大家都来”跨了两句，永远不会命中：一次只看一句。"
            "只留一句里的词"
        ],
    ),
    "a term that ends with a mark": (
        changed((TERMS, "terms: [主题党日、]")),
        [f"my.yaml:26:19: {A1}.cues.terms[0]: “主题党日、”首尾带着标点或空格。若不是有意，改成“主题党日”"],
    ),
    "a term in both scripts": (
        changed((TERMS, "terms: [主题党日, 主題黨日]")),
        [
            f"my.yaml:26:25: {A1}.cues.terms[1]: “主題黨日”和“主题党日”查找时是同一个词。"
            "留一个即可：繁简、全半角、空格都不分"
        ],
    ),
    "a term with a space in it": (
        changed((TERMS, "terms: [主 题党日, 主题党日]")),
        [
            f"my.yaml:26:26: {A1}.cues.terms[1]: “主题党日”和“主 题党日”查找时是同一个词。"
            "留一个即可：繁简、全半角、空格都不分"
        ],
    ),
    "、 for a comma": (
        changed((TERMS, "terms: [主题党日、第一议题]")),
        [RUN_TOGETHER.format("主题党日、第一议题")],
    ),
    "a bar between terms": (
        changed((TERMS, "terms: [党日, 主题党课 | 第一议题]")),
        [RUN_TOGETHER.format("主题党课 | 第一议题").replace(":26:19: ", ":26:23: ").replace("[0]: ", "[1]: ")],
    ),
    "a stroke between terms": (
        changed((TERMS, "terms: [主题党日/第一议题]")),
        [RUN_TOGETHER.format("主题党日/第一议题")],
    ),
    "a space between terms": (
        changed((TERMS, "terms: [主题党日 第一议题]")),
        [RUN_TOGETHER.format("主题党日 第一议题")],
    ),
    "a pattern that goes over two sentences": (
        changed((PATTERN, "'帮群众。[好是].{0,3}事。大家'")),
        [
            f"my.yaml:41:22: {B1}.cues.patterns[0]: “帮群众。[好是].{{0,3}}事。大家”跨了两句，"
            "永远不会命中：一次只看一句。只留一句里的词"
        ],
    ),
    "a weak cue that counts alone as it is": (
        changed((TERMS, "weak: [主题党日]\n          terms: [主题党日]")),
        [f"my.yaml:26:18: {A1}.cues.weak[0]: “主题党日”在 terms 里单独就算，不必再写进 weak。留一处即可"],
    ),
    "a term that an exclusion always covers": (
        changed(("bands:\n", "not_evidence: [{reason: 套话, scope: match, patterns: ['主题.日']}]\nbands:\n")),
        [
            f"my.yaml:27:19: {A1}.cues.terms[0]: “主题党日”永远不算：not_evidence 的“主题.日”（套话）总会把它排除。"
            "删去其中一个"
        ],
    ),
    "an exclusion of short sentences, which bars no term from a long one": (
        changed(("bands:\n", "not_evidence: [{reason: 太短, patterns: ['^.{2,14}$']}]\nbands:\n")),
        [],
    ),
    "a term in every sentence of which something is excluded": (
        changed(("bands:\n", "not_evidence: [{reason: 套话, terms: [党日]}]\nbands:\n")),
        [
            f"my.yaml:27:19: {A1}.cues.terms[0]: “主题党日”永远不算：not_evidence 的“党日”（套话）总会把它排除。"
            "删去其中一个"
        ],
    ),
    "two grades of one name": (
        changed(("name: 成效, shows", "name: 举措, shows")),
        ["my.yaml:15:18: ladder.grades[2].name: 等级的名称“举措”写了两次。改得看得出区别"],
    ),
    "two grades that say the same": (
        changed(("shows: 有结果", "shows: 做了事")),
        ["my.yaml:15:28: ladder.grades[2].shows: 等级的说明“做了事”写了两次。改得看得出区别"],
    ),
    "a term of two grades": (
        changed(("terms: [解决]", "terms: [解决, 开展]")),
        ["my.yaml:15:52: ladder.grades[2].terms[1]: “开展”在 2 级里也有，两级分不开。只留在应得的那一级"],
    ),
    "two bands of one name": (
        changed(("name: 未达标", "name: 优秀")),
        ["my.yaml:7:6: bands[1].name: 评定的名称“优秀”写了两次。改得看得出区别"],
    ),
    "two criteria of one title": (
        changed(("title: 为民服务", "title: 理论学习")),
        [f"my.yaml:37:9: {B1}.title: 项的名称“理论学习”写了两次。改得看得出区别"],
    ),
    "a sentence that is example and near miss": (
        changed(("群众来信很多。", "干部上门帮助群众。")),
        [f"my.yaml:45:13: {B1}.near_misses[0]: “干部上门帮助群众。”既是例句又是反例。只留一处"],
    ),
}

HARMLESS = {
    "a phrase with 、 among other terms": changed((TERMS, "terms: [主题党日, 转作风、提效能]")),
    "a stroke beside digits": changed((TERMS, "terms: [主题党日, 24/7服务]")),
    "a sentence end in a class of a pattern": changed((PATTERN, "'帮[^，。；]{0,3}群众'")),
    "a sentence end that a pattern can do without": changed((PATTERN, "'(?:帮。大家)?群众|好。人'")),
    "a sentence end at the end of a pattern": changed((PATTERN, "'帮群众。'")),
    "optional spaces": changed((PATTERN, "'帮 ?群 *众'")),
    "a space between Latin words": changed((PATTERN, "'帮.{0,3}App Store'")),
    "a space in a class": changed((PATTERN, "'帮[^， ]{0,3}群众'")),
    "a traditional character that is simplified too": changed((PATTERN, "'扭转乾坤'")),
    "sentences inside quotes": changed((TERMS, "terms: [“事争一流。唯旗是夺”精神]")),
    "an exclusion that covers a part of a term": changed(
        ("bands:\n", "not_evidence: [{reason: 套话, scope: match, terms: [党日]}]\nbands:\n")
    ),
    "an exclusion that covers a longer word": changed(
        ("bands:\n", "not_evidence: [{reason: 套话, scope: match, terms: [主题党日方案]}]\nbands:\n")
    ),
    "an exclusion from which something is spared": changed(
        ("bands:\n", "not_evidence: [{reason: 套话, terms: [党日], unless: ['开展']}]\nbands:\n")
    ),
    "an exclusion of sentences that begin so": changed(
        ("bands:\n", "not_evidence: [{reason: 套话, patterns: ['^主题党日']}]\nbands:\n")
    ),
}


@pytest.mark.parametrize("oddity", WARNINGS)
def test_an_oddity_is_a_warning_and_the_rubric_still_loads(oddity: str, write: Callable[[str], Path]) -> None:
    content, told = WARNINGS[oddity]
    path = write(content)
    problems = check_rubric(path)
    assert [problem.say(Lang.ZH) for problem in problems] == told
    assert all(problem.warning for problem in problems)
    assert load_rubric(path).id == "small"


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_only_looks_odd_is_not_told(text: str, write: Callable[[str], Path]) -> None:
    assert check_rubric(write(text)) == []


@pytest.mark.parametrize("mistake", MISTAKES | WARNINGS)
def test_each_problem_is_known_by_a_rule_that_is_described(mistake: str, write: Callable[[str | bytes], Path]) -> None:
    content, _ = (MISTAKES | WARNINGS)[mistake]
    assert {problem.rule for problem in check_rubric(write(content))} <= RULES.keys()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nope", "没有名为 nope 的评分标准。自带的有：core；自己的标准请写文件路径"),
        ("nope.yaml", "nope.yaml: 没有这个文件。请检查路径，或用 score rubric list 查看自带的标准"),
        ("a" * 300, f"没有名为 {'a' * 300} 的评分标准。自带的有：core；自己的标准请写文件路径"),
        ("empty", "empty: 是文件夹，不是评分标准。请写到文件"),
        ("folder", "folder: 是文件夹，不是评分标准。请写到文件，如 folder/b.yml"),
    ],
)
def test_a_rubric_that_is_not_there_is_told_with_what_to_give_instead(
    name: str, told: str, in_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorer.rubric.load.rubric_names", lambda: ["core"])
    for folder, files in {"empty": ["notes.txt"], "folder": ["c.yaml", "a.txt", "b.examples.yaml", "b.yml"]}.items():
        (in_folder / folder).mkdir()
        for file in files:
            (in_folder / folder / file).touch()
    with pytest.raises(RubricError) as caught:
        load_rubric(find_rubric(name))
    assert caught.value.message.zh.replace("\\", "/") == told


def _load(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with suppress(RubricError):
        load_rubric(path)


ANYTHING = settings(max_examples=300, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
SIGNS = st.text(st.sampled_from("ab党 \t\r\n:：-,，[]{}'\"“”|>&*!%@`#?<~.\\019\0\x85\u2028\ufeff"), max_size=60)


@ANYTHING
@given(content=st.binary() | st.text().map(str.encode) | SIGNS.map(str.encode))
def test_any_file_loads_or_raises_a_rubric_error(content: bytes, tmp_path: Path) -> None:
    _load(tmp_path / "any.yaml", content)


@ANYTHING
@given(start=st.integers(0, len(SMALL)), cut=st.integers(0, 20), inserted=SIGNS)
def test_a_damaged_rubric_loads_or_raises_a_rubric_error(start: int, cut: int, inserted: str, tmp_path: Path) -> None:
    _load(tmp_path / "any.yaml", (SMALL[:start] + inserted + SMALL[start + cut :]).encode())


@ANYTHING
@given(pattern=st.text("帮a(){}[]?*+|\\.^$=!<>P:0123456789", min_size=2, max_size=30))
def test_any_pattern_loads_or_raises_a_rubric_error(pattern: str, tmp_path: Path) -> None:
    quoted = "'" + pattern.replace("'", "''") + "'"
    _load(tmp_path / "any.yaml", changed((PATTERN, quoted)).encode())
