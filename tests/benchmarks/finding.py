"""How fast reports are scored, as ratios against yardsticks run side by side: `python -m tests.benchmarks.finding`.

Absolute times move from machine to machine; ratios move less. Yardsticks:
- one pass of the automaton over the text: what finding all literal cues costs at least;
- a loop of `cue in sentence` over all cues and sentences: what finding them the plain way costs.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from scorer.documents.find import Found
from scorer.documents.read import read_report
from scorer.evidence.find import find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.pipeline import score_report
from scorer.rubric.load import find_rubric, load_rubric

SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """The median time of a few rounds, after one to warm up."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    """Print a line for each stage: its time a report, and the ratios."""
    rubric = load_rubric(find_rubric("core"))
    lexicon = Lexicon(rubric)
    found = [Found(path, path.name) for path in sorted(SEEDS.glob("*.txt"))]
    reports = [read_report(one) for one in found]
    folded = [fold(report.text) for report in reports]
    sentences = [report.quote(sentence) for report in reports for sentence in report.sentences]
    cues = [cue for criterion in rubric.criteria for cue in (*criterion.cues.terms, *criterion.cues.weak)]

    automaton = seconds(lambda: [lexicon.hits(one.text) for one in folded])
    plain = seconds(lambda: [cue in sentence for sentence in sentences for cue in cues])
    stages = {
        "read": lambda: [read_report(one) for one in found],
        "fold": lambda: [fold(report.text) for report in reports],
        "find": lambda: [find_evidence(*pair, lexicon) for pair in zip(reports, folded, strict=True)],
        "score (fold, find, grade, add up)": lambda: [
            score_report(report, report.source, lexicon) for report in reports
        ],
    }
    print(f"{len(reports)} reports, {len(sentences)} sentences, {len(cues)} literal cues")
    print(f"{'stage':<36}{'ms/report':>10}{'/ automaton':>13}{'/ plain loop':>14}")
    for name, work in {"automaton": lambda: None, "plain loop": lambda: None, **stages}.items():
        spent = {"automaton": automaton, "plain loop": plain}.get(name) or seconds(work)
        print(f"{name:<36}{1000 * spent / len(reports):>10.2f}{spent / automaton:>13.2f}{spent / plain:>14.2f}")


if __name__ == "__main__":
    main()
