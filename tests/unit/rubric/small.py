"""A small rubric that holds, and the same with mistakes."""

SMALL = """\
id: small
version: "1.0"
title: {zh: 小标准, en: Small}
relevance: {terms: [党建], at_least: 1}
bands:
  - {name: 优秀, at_least: 60}
  - {name: 未达标, at_least: 0}
ladder:
  shares: [0, 0.25, 0.5, 0.8, 1]
  units: [件]
  plans: ['下一步']
  grades:
    - {grade: 1, name: 表态, shows: 提出了要求}
    - {grade: 2, name: 举措, shows: 做了事, terms: [开展]}
    - {grade: 3, name: 成效, shows: 有结果, terms: [解决]}
    - {grade: 4, name: 认可, shows: 受表彰, patterns: ['获.{0,9}表彰']}
dimensions:
  - id: A
    title: 学习
    weight: 60
    criteria:
      - id: A1
        title: 理论学习
        weight: 60
        cues:
          terms: [主题党日, 第一议题]
          unless: [食堂]
        examples:
          - {text: 机关开展主题党日活动。, grade: 2}
        near_misses:
          - 食堂开展主题党日优惠。
  - id: B
    title: 服务
    weight: 40
    criteria:
      - id: B1
        title: 为民服务
        weight: 40
        cues:
          terms: [为民办事]
          patterns: ['帮.{0,3}群众']
        examples:
          - 干部上门帮助群众。
        near_misses:
          - 群众来信很多。
"""


def changed(*changes: tuple[str, str]) -> str:
    """SMALL with each `old` replaced by its `new`; every `old` must stand in it once."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text
