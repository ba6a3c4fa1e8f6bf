"""How near the core rubric is to a reader, on reports that no cue was written from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scorer.documents.find import Found
from scorer.documents.read import read_report
from scorer.evidence.lexicon import Lexicon
from scorer.pipeline import score_report
from scorer.rubric.load import find_rubric, load_rubric

LABELLED = Path(__file__).parents[1] / "data" / "labelled"
Labels = set[tuple[str, ...]]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read_labels() -> Labels:
    """(report, sentence, criterion) as the reader labelled them."""
    labels = set()
    for path in LABELLED.glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            codes, sentence = line.split("\t")
            labels |= {(path.stem, squeeze(sentence), code.split(":")[0]) for code in codes.split()}
    return labels


@pytest.fixture(scope="module")
def found() -> Labels:
    """The same as the tool finds them."""
    lexicon = Lexicon(load_rubric(find_rubric("core")))
    labels = set()
    for path in LABELLED.glob("*.txt"):
        report = read_report(Found(path, path.name))
        name = path.stem
        for result in score_report(report, name, lexicon).criteria:
            labels |= {(name, squeeze(piece.quote), result.criterion.id) for piece in result.evidence}
    return labels


def f1(found: Labels, labels: Labels) -> float:
    return 2 * len(found & labels) / (len(found) + len(labels))


def test_it_finds_the_sentences_that_a_reader_finds(found: Labels) -> None:
    sentences = {label[:2] for label in found}
    assert f1(sentences, {label[:2] for label in read_labels()}) > 0.85


def test_it_takes_them_for_the_dimension_and_criterion_that_a_reader_does(found: Labels) -> None:
    labels = read_labels()
    assert len(labels) > 300
    assert f1({(*key[:2], key[2][0]) for key in found}, {(*key[:2], key[2][0]) for key in labels}) > 0.73
    assert f1(found, labels) > 0.65
