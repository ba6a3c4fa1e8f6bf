"""How well quantities are found: `python -m tests.quantities DOCUMENTS [LABELS]` prints it and lists what is amiss.

DOCUMENTS holds NAME.txt, LABELS holds NAME.jsonl with a line for each quantity that a person found in that document.
A quantity is right when it overlaps one of the person's and has its kind, its value (a date: its date) and its unit.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from scorer.documents.find import Found
from scorer.documents.read import read_report
from scorer.evidence.find import located
from scorer.evidence.quantities.find import find_quantities
from scorer.fold import fold
from scorer.model import Quantity, QuantityKind

DATA = Path(__file__).parent / "data" / "quantities"


@dataclass(frozen=True, slots=True)
class Label:
    """A quantity as a person has it."""

    start: int
    end: int
    kind: str
    value: float | None
    unit: str
    date: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found in some documents beside what people found there."""

    right: Counter[str]  # by kind
    missed: tuple[tuple[str, Label, str], ...]  # document, label, the text around it
    wrong: tuple[tuple[str, Quantity, str], ...]  # found and no person's: document, quantity, the text around it

    @property
    def precision(self) -> float:
        """The share of what was found that people found too; 1 where nothing was found."""
        right = self.right.total()
        return right / (right + len(self.wrong)) if right or self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what people found that was found; 1 where they found nothing."""
        right = self.right.total()
        return right / (right + len(self.missed)) if right or self.missed else 1.0


def quantities_of(document: Path) -> tuple[str, list[Quantity]]:
    """The text of a document as the tool reads it, and every quantity in it, by place."""
    report = read_report(Found(document, document.name))
    folded = fold(report.text)
    found = [
        located(quantity, report, folded, sentence)
        for sentence in report.sentences
        for quantity in find_quantities(folded.text[folded.folded(sentence.start) : folded.folded(sentence.end)])
    ]
    return report.text, found


def read_labels(path: Path) -> list[Label]:
    """The labels of one document."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Label(one["start"], one["end"], one["kind"], one.get("value"), one.get("unit", ""), one.get("date", ""))
        for one in lines
    ]


def compare(documents: Path, labels: Path) -> Comparison:
    """Compare every document that has labels."""
    right: Counter[str] = Counter()
    missed: list[tuple[str, Label, str]] = []
    wrong: list[tuple[str, Quantity, str]] = []
    for path in sorted(labels.glob("*.jsonl")):
        name = path.stem
        text, found = quantities_of(documents / f"{name}.txt")
        for label in read_labels(path):
            same = next((quantity for quantity in found if agree(quantity, label)), None)
            if same is None:
                missed.append((name, label, _around(text, label.start, label.end)))
            else:
                found.remove(same)
                right[label.kind] += 1
        wrong += [(name, quantity, _around(text, quantity.start, quantity.end)) for quantity in found]
    return Comparison(right, tuple(missed), tuple(wrong))


def agree(quantity: Quantity, label: Label) -> bool:
    """Whether a quantity is the one that a person labelled."""
    overlap = quantity.start < label.end and label.start < quantity.end
    if not overlap or quantity.kind.value != label.kind:
        return False
    if quantity.kind is QuantityKind.DATE:
        return quantity.date == label.date
    if quantity.value is None or label.value is None or quantity.unit != label.unit:
        return False
    return abs(quantity.value - label.value) <= 1e-6 * max(1.0, abs(label.value))


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 12) : start]}[{text[start:end]}]{text[end : end + 12]}".replace("\n", " ")


def main() -> None:
    """Print precision and recall, all in all and by kind, then what was missed and what was wrong."""
    documents = Path(sys.argv[1])
    labels = Path(sys.argv[2]) if len(sys.argv) > 2 else DATA / "sources"
    compared = compare(documents, labels)
    for name, label, around in compared.missed:
        print(f"missed {name:<14}{label.kind:<7}{label.date or label.value} {label.unit}  {around}")
    for name, quantity, around in compared.wrong:
        print(f"wrong  {name:<14}{quantity.kind.value:<7}{quantity.date or quantity.value} {quantity.unit}  {around}")
    print(f"{'':<8}{'right':>6}{'missed':>7}{'wrong':>6}")
    for kind in QuantityKind:
        missed = sum(label.kind == kind.value for _, label, _ in compared.missed)
        wrong = sum(quantity.kind is kind for _, quantity, _ in compared.wrong)
        print(f"{kind.value:<8}{compared.right[kind.value]:>6}{missed:>7}{wrong:>6}")
    print(f"precision {compared.precision:.3f}  recall {compared.recall:.3f}")


if __name__ == "__main__":
    main()
