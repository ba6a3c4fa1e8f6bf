"""How fast repeated text is found, as ratios against a yardstick run beside it: `python -m tests.benchmarks.copies`.

The yardstick folds the same texts and counts equal sentences in a dictionary, which finds exact copies only. Reports
are made of chance words of the seeds, 3,400 characters each; every third has three sentences of the report before it,
one word in ten changed, and every fifth the same paragraph of a template.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from pathlib import Path

from scorer.copies.find import find_copies
from scorer.fold import fold
from scorer.model import Part, Report, Sentence

SEEDS = Path(__file__).parents[2] / "seeds"
SIZES = (1_000, 3_000, 10_000)
SENTENCES = 58


def chance_words(letters: str, chance: random.Random, count: int) -> str:
    """Words of two to four letters, one behind the other."""
    starts = (chance.randrange(len(letters) - 4) for _ in range(count))
    return "".join(letters[start : start + chance.choice((2, 2, 2, 3, 4))] for start in starts)


def sentence(letters: str, chance: random.Random) -> str:
    """A sentence of some clauses that says nothing."""
    return "，".join(chance_words(letters, chance, chance.randint(3, 6)) for _ in range(chance.randint(3, 6))) + "。"


def changed(text: str, letters: str, chance: random.Random) -> str:
    """The text with a word in ten replaced."""
    return "".join(
        chance_words(letters, chance, 1) if chance.random() < 0.1 and word.isalpha() else word
        for word in re.findall(r"\w{1,2}|\W", text)
    )


def report(number: int, sentences: list[str]) -> Report:
    """A report of one sentence a paragraph."""
    text, places = "", []
    for place, words in enumerate(sentences, 1):
        places.append(Sentence(place, place, len(text), len(text) + len(words), Part.BODY, ""))
        text += words + "\n"
    return Report(f"{number:05}.txt", "", "", text, tuple(places))


def reports(count: int) -> list[Report]:
    """So many made-up reports, the same whenever it is called."""
    chance = random.Random(1)  # noqa: S311
    letters = "".join(re.findall("[\u4e00-\u9fff]", "".join(path.read_text("utf-8") for path in SEEDS.glob("*.txt"))))
    template = [sentence(letters, chance) for _ in range(4)]
    made: list[list[str]] = []
    for number in range(count):
        sentences = [sentence(letters, chance) for _ in range(SENTENCES)]
        if number % 3 == 2:
            sentences[10:13] = [changed(words, letters, chance) for words in made[-1][20:23]]
        if number % 5 == 0:
            sentences[30:34] = template
        made.append(sentences)
    return [report(number, sentences) for number, sentences in enumerate(made)]


def equal_sentences(some: list[Report]) -> int:
    """How many sentences stand in another place too, word for word."""
    times = Counter(fold(one.quote(sentence)).text for one in some for sentence in one.sentences)
    return sum(count for count in times.values() if count > 1)


def main() -> None:
    """Print a line for each number of reports: the time, a report's share of it, and the ratio to the yardstick."""
    print(f"{'reports':>8}{'characters':>12}{'copies':>8}{'s':>8}{'ms/report':>11}{'/ yardstick':>13}")
    for size in SIZES:
        some = reports(size)
        began = time.perf_counter()
        equal_sentences(some)
        yardstick = time.perf_counter() - began
        began = time.perf_counter()
        copies = find_copies(some, (), ())
        spent = time.perf_counter() - began
        characters = sum(len(one.text) for one in some)
        print(
            f"{size:>8}{characters:>12}{len(copies.found):>8}{spent:>8.1f}{1000 * spent / size:>11.2f}"
            f"{spent / yardstick:>13.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
