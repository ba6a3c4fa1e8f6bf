"""One report in every format, converted by LibreOffice: the same sentences, the same levels, the same points."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from tests.acceptance.test_command import SEEDS, results, score
from tests.office.conversion import TEXT, WORD, convert
from tests.unit.documents.formats import ofds

NAMES = [path.stem for path in sorted(SEEDS.glob("*.txt"))]
FROM_WORD = ["pdf", "html", "odt", "rtf", "doc"]
FORMATS = ["docx", *FROM_WORD, "ofd"]
# What programs write differently and nobody reads differently.
RESIDUE = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "‐": "-", "\u00ad": None, "\u200b": None})

Scored = dict[str, dict[str, Any]]  # by source


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    folder = tmp_path_factory.mktemp("formats")
    reports = folder / "reports-in"
    reports.mkdir()
    texts = sorted(SEEDS.glob("*.txt"))
    made = convert(texts, WORD, folder, TEXT)
    if not made:
        pytest.skip("needs LibreOffice Writer")
    for suffix in FROM_WORD:
        made += convert(made[: len(texts)], suffix, folder)
    for path in [*texts, *made]:
        shutil.copy(path, reports)
    for text in texts:
        (reports / f"{text.stem}.ofd").write_bytes(ofds.report(text.read_text(encoding="utf-8")))
    run = score(reports, "--format", "json", "--jobs", "2", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    data = results(folder / "reports" / "reports-in-core.json")
    assert data["unread"] == []
    return {report["source"]: report for report in data["reports"]}


def words(quote: str) -> str:
    return "".join(quote.split()).translate(RESIDUE)


def sentences(report: dict[str, Any]) -> list[tuple[str, int, str]]:
    """What speaks for each criterion: the words, how strong they are."""
    return [
        (criterion["id"], piece["grade"], words(piece["quote"]))
        for criterion in report["criteria"]
        for piece in criterion["evidence"]
    ]


def test_every_report_is_scored_in_every_format(scored: Scored) -> None:
    assert sorted(scored) == sorted(f"{name}.{suffix}" for name in NAMES for suffix in ["txt", *FORMATS])


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_a_report_says_and_scores_the_same_in_every_format(scored: Scored, name: str, suffix: str) -> None:
    text, other = scored[f"{name}.txt"], scored[f"{name}.{suffix}"]
    assert len(sentences(text)) > 20
    assert sentences(other) == sentences(text)
    assert [words(one["quote"]) for one in other["shortcomings"]] == [
        words(one["quote"]) for one in text["shortcomings"]
    ]
    for figure in ("standing", "level", "score", "doubt"):
        assert [one[figure] for one in other["criteria"]] == [one[figure] for one in text["criteria"]]
    assert (other["total"], other["band"]) == (text["total"], text["band"])


@pytest.mark.parametrize("suffix", ["pdf", "ofd"])
@pytest.mark.parametrize("name", NAMES)
def test_evidence_in_pages_tells_page_and_paragraph(scored: Scored, name: str, suffix: str) -> None:
    pieces = [piece for criterion in scored[f"{name}.{suffix}"]["criteria"] for piece in criterion["evidence"]]
    places = sorted((piece["start"], piece["page"], piece["page_paragraph"]) for piece in pieces)
    assert places[0][1] == 1
    assert places[-1][1] > 1
    assert all(paragraph >= 1 for _, _, paragraph in places)
    in_order = [(page, paragraph) for _, page, paragraph in places]
    assert in_order == sorted(in_order)
