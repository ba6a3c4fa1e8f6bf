"""Made-up reports, all different, to plant copies in."""

from __future__ import annotations

import random
import re

from scorer.model import Part, Report, Sentence

_NAMED = "窗口夜校台账走访车间河长算盘图册灯火食堂站台雨棚电梯巷口苗圃粮仓渡口水渠书架广播账本钥匙哨所机床档案"
_MORE = "法庭药箱邮路操场桥梁沙盘菜场茶馆祠堂梯田果园驿站码头炉火纱厂印章信箱路灯锅炉讲台竹编集市石板"
_DONE = "修好搬走清点抄写核对挂牌轮值补种疏通刷新登记分拣陪伴护送丈量校准归还托管翻新试用点亮接力腾空回访"
WORDS = re.findall("..", _NAMED + _MORE + _DONE)


def sentence(seed: object, words: int = 20) -> str:
    """A sentence of so many words, the same for the same seed and for no other."""
    chance = random.Random(str(seed))  # noqa: S311
    said = [chance.choice(WORDS) for _ in range(words)]
    return "，".join("".join(said[start : start + 5]) for start in range(0, words, 5)) + "。"


def report(source: str, *sentences: str) -> Report:
    """A report of these sentences, each a paragraph."""
    text, places = "", []
    for number, words in enumerate(sentences, 1):
        places.append(Sentence(number, number, len(text), len(text) + len(words), Part.BODY, ""))
        text += words + "\n"
    return Report(source, f"{source:0>64}", source, text, tuple(places))


def filled(source: str, *planted: str, before: int = 6, after: int = 6) -> Report:
    """The same between sentences of its own."""
    return report(
        source,
        *(sentence((source, "before", n)) for n in range(before)),
        *planted,
        *(sentence((source, "after", n)) for n in range(after)),
    )


def changed(text: str, every: int) -> str:
    """The text with another word for every so many."""
    chance = random.Random(text)  # noqa: S311
    words = re.findall(r"\w{2}|\W", text)
    return "".join(
        chance.choice(WORDS) if number % every == every - 1 and word.isalpha() else word
        for number, word in enumerate(words)
    )
