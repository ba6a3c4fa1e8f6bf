"""What a rubric or a lexicon is held to: the names by which other programs know the problems."""

from __future__ import annotations

from scorer.model import Text

# A name never changes its meaning: people switch warnings off by it.
RULES = {
    "syntax": Text("YAML 写法有误", "the YAML cannot be read"),
    "form": Text("名称、类型或取值不合格式", "a name, type or value is not of the right form"),
    "lexicon": Text("引用的词库、词组有误", "a reference to a lexicon or a set does not hold"),
    "id": Text("编号重复", "an id is used twice"),
    "weights": Text("分值合计不对", "weights do not add up"),
    "bands": Text("评定没有从高到低排到 0 分", "bands do not fall to 0"),
    "grades": Text("证据等级不全或顺序不对", "the grades of the ladder are not 1 to 4"),
    "shares": Text("等次越高得分越少", "a higher level earns less"),
    "some-of": Text("some_of 要求的个数多于所列的词", "some_of asks for more terms than it lists"),
    "pattern": Text("模式不能用", "a pattern cannot be used"),
    "empty-word": Text("词里没有可找的字", "there is nothing to look for in a word"),
    "shared-cue": Text("同一个线索词用在两项", "two criteria have the same cue"),
    "not-applicable": Text("not_applicable 与 applies_when 矛盾", "not_applicable contradicts applies_when"),
    "indicator": Text("指标有误", "an indicator does not hold"),
    "crosswalk": Text("对照有误", "a crosswalk does not hold"),
    "examples": Text("没有例句或反例", "a criterion has no examples or no near misses"),
    "mute": Text("没有可命中的线索词", "nothing speaks for a criterion"),
    "forestalled": Text("线索词被自己的 unless 排除", "a cue is ruled out by the criterion's own unless"),
    "twice": Text("同一列表里写了两次", "a list has the same item twice"),
    "quoted": Text("词语连引号一起查找", "a term is looked for with its quotes"),
    "run-together": Text("几个词连成了一个", "several terms have run together"),
    "never-matches": Text("永远不会命中", "a term or pattern can never match"),
    "excluded": Text("线索词总被 not_evidence 排除", "a cue is always excluded by not_evidence"),
    "needless": Text("重复的线索词", "a cue adds nothing"),
    "edge": Text("词语首尾带着标点或空格", "a term begins or ends with a mark or a space"),
    "shared-by-sets": Text("同一个线索词在两个词组里", "two sets of a lexicon have the same cue"),
    "alike": Text("名称或说明相同，分不出区别", "names or descriptions cannot be told apart"),
    "contradiction": Text("同一句既是例句又是反例", "a sentence is both an example and a near miss"),
    "unexercised": Text("没有例句用到的线索词", "no example exercises a cue"),
}
# What is not wrong, and worth knowing.
NOTES = frozenset({"unexercised"})
