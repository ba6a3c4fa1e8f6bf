"""The calibration workbook: what reviews teach about a rubric, to be read and not to be filled in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from openpyxl import Workbook

from scorer.files import write_atomically
from scorer.model import Advice, Fate, Text
from scorer.workbook import calibration_tables as words
from scorer.workbook import labels
from scorer.workbook.book import subject_name
from scorer.workbook.package import seal
from scorer.workbook.page import Page
from scorer.workbook.sheets.evidence import highlight
from scorer.workbook.styles import ACCENT, GRADES, SERIES, Style, Styles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scorer.model import Calibration, Effect, JudgedEvidence, Lang, Suggestion
    from scorer.workbook.columns import Table
    from scorer.workbook.page import Value

MOST_SENTENCES = 12  # shown below a suggestion


def write_calibration(calibration: Calibration, path: Path, lang: Lang) -> None:
    """Write the workbook to `path`, replacing what is there.

    The same calibration gives the same bytes on every machine. WorkbookError where it cannot be written; what was at
    `path` is then as it was.
    """
    workbook = _Writer(calibration, lang).fill()
    write_atomically(path, lambda out: seal(workbook, {}, out))


class _Writer:
    """The workbook being made."""

    def __init__(self, calibration: Calibration, lang: Lang) -> None:
        self.calibration = calibration
        self.lang = lang
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.styles = Styles(self.workbook)
        rubric = calibration.rubric
        self.owners = {criterion.id: criterion.title for criterion in rubric.criteria}
        self.owners |= {str(rung.grade): rung.name for rung in rubric.ladder.rungs}

    def fill(self) -> Workbook:
        self._suggestions()
        self._cues()
        self._ladder()
        self._never()
        self._rejected()
        self._totals()
        self._guide()
        self.workbook.properties.creator = "model-agency-scorecard"
        self.workbook.properties.title = f"{words.TITLE.say(self.lang)} · {self.calibration.rubric.id}"
        return self.workbook

    def _page(self, name: Text, color: str, table: Table, *remarks: Text) -> tuple[Page, int]:
        """A new sheet with its title and remarks, and the next row."""
        sheet = self.workbook.create_sheet(name.say(self.lang))
        sheet.sheet_properties.tabColor = "FF" + color
        page = Page(sheet, self.styles, self.lang)
        page.columns(table)
        last = len(table.columns)
        page.span(1, 1, last, Text(f"{words.TITLE.zh} · {name.zh}", f"{words.TITLE.en} · {name.en}"), Style.TITLE)
        page.row_height(1, 34)
        for row, remark in enumerate(remarks, 2):
            page.paragraph(row, 1, last, remark, Style.REMARK)
        return page, 2 + len(remarks)

    def _finish(self, page: Page, table: Table, header: int, last: int) -> None:
        """Freeze the header, give the rows a filter, and set the page for print."""
        if last > header:
            page.sheet.auto_filter.ref = f"A{header}:{table.letter(table.columns[-1].key)}{last}"
        page.finish(f"A{header + 1}", header, len(table.columns))
        self._print_footer(page)

    def _print_footer(self, page: Page) -> None:
        rubric = self.calibration.rubric
        page.footer(f"{words.TITLE.say(self.lang)} · {rubric.id} {rubric.version}")

    # --- suggestions ---

    def _suggestions(self) -> None:
        table = words.SUGGESTION
        page, header = self._page(words.SUGGESTIONS, ACCENT, table, _counts(self.calibration.evidence))
        page.header(header, table)
        row = header
        for suggestion in self.calibration.suggestions:
            row += 1
            self._suggestion(page, row, suggestion)
            for judged in suggestion.support[:MOST_SENTENCES]:
                row += 1
                sentence: dict[str, Value] = {
                    "why": highlight(judged.evidence.quote, (suggestion.word,)),
                    "effect": _outcome(judged),
                    "id": judged.evidence.id,
                }
                page.row(row, table, sentence)
            left = len(suggestion.support) - MOST_SENTENCES
            if left > 0:
                row += 1
                page.row(row, table, {"why": labels.fill_in(words.MORE_SENTENCES, n=left)}, {"why": Style.SMALL})
        if row == header:
            page.paragraph(row + 1, 1, len(table.columns), words.NO_SUGGESTIONS, Style.REMARK)
        page.finish(f"A{header + 1}", header, len(table.columns))
        self._print_footer(page)

    def _suggestion(self, page: Page, row: int, suggestion: Suggestion) -> None:
        values: dict[str, Value] = {
            "number": suggestion.number,
            "advice": labels.fill_in(words.ADVICE[suggestion.advice], to=suggestion.to),
            "criterion": suggestion.criterion,
            "word": suggestion.word,
            "why": suggestion.why,
            "effect": None if suggestion.advice is Advice.LOOK else _say_effect(suggestion.effect),
        }
        page.row(row, words.SUGGESTION, values, {"number": Style.GROUP_CENTER}, Style.GROUP)

    # --- what fired and what did not ---

    def _cues(self) -> None:
        table = words.CUE
        page, header = self._page(words.CUES, SERIES[1], table, words.CUES_REMARK)
        page.header(header, table)
        row = header
        worst_first = sorted(self.calibration.cues, key=lambda record: -record.rejected - record.moved)
        for row, record in enumerate(worst_first, header + 1):
            values: dict[str, Value] = {
                "criterion": record.cue.owner,
                "title": self.owners[record.cue.owner],
                "kind": words.KINDS[record.cue.kind],
                "words": record.cue.words,
                "fired": record.fired,
                "judged": record.judged,
                "accepted": record.accepted,
                "rejected": record.rejected,
                "moved": record.moved,
                "alone": record.alone,
                "alone_accepted": record.alone_accepted,
            }
            if record.precision is not None:
                values |= {"precision": record.precision, "low": record.low, "high": record.high}
            page.row(row, table, values)
        self._finish(page, table, header, row)

    def _ladder(self) -> None:
        table = words.LADDER_CUE
        page, header = self._page(words.LADDER_CUES, SERIES[1], table, words.LADDER_REMARK)
        page.header(header, table)
        row = header
        for row, record in enumerate(self.calibration.ladder, header + 1):
            grade = int(record.cue.owner)
            values: dict[str, Value] = {
                "grade": grade,
                "grade_name": self.owners[record.cue.owner],
                "kind": words.KINDS[record.cue.kind],
                "words": record.cue.words,
                "fired": record.fired,
                "judged": record.judged,
                "kept": record.kept,
                "raised": record.raised,
                "lowered": record.lowered,
                "precision": record.kept / record.judged if record.judged else None,
            }
            page.row(row, table, values, {"grade": GRADES[grade]})
        self._finish(page, table, header, row)

    def _never(self) -> None:
        table = words.NEVER
        remark = labels.fill_in(words.NEVER_REMARK, n=len(self.calibration.never))
        page, header = self._page(words.NEVER_FIRED, SERIES[6], table, remark)
        page.header(header, table)
        row = header
        for row, cue in enumerate(self.calibration.never, header + 1):
            title, kind = self.owners[cue.owner], words.KINDS[cue.kind]
            page.row(row, table, {"owner": cue.owner, "title": title, "kind": kind, "words": cue.words})
        self._finish(page, table, header, row)

    def _rejected(self) -> None:
        table = words.REJECTION
        page, header = self._page(words.REJECTED, SERIES[2], table, words.REJECTED_REMARK)
        page.header(header, table)
        row = header
        for row, one in enumerate(self.calibration.rejected, header + 1):
            evidence = one.judged.evidence
            values: dict[str, Value] = {
                "criterion": evidence.criterion,
                "title": self.owners[evidence.criterion],
                "subject": subject_name(one.judged.card),
                "quote": highlight(evidence.quote, one.shared),
                "shared": "、".join(one.shared),
                "cues": "、".join(evidence.cues),
                "id": evidence.id,
            }
            page.row(row, table, values)
        self._finish(page, table, header, row)

    # --- what the edits would do ---

    def _totals(self) -> None:
        page, header = self._page(words.TOTALS, SERIES[4], words.TOTAL, words.TOTALS_REMARK)
        page.header(header, words.TOTAL)
        effect, last = self.calibration.effect, len(words.TOTAL.columns)
        row = header
        for row, change in enumerate(effect.totals, header + 1):
            was, now = change.card.band.name, change.band.name
            values: dict[str, Value] = {
                "subject": subject_name(change.card),
                "source": change.card.report.source,
                "bands": was if was == now else Text(f"{was.zh} → {now.zh}", f"{was.en} → {now.en}"),
                "was": change.was,
                "now": change.now,
                "change": round(change.now - change.was, 4),
            }
            page.row(row, words.TOTAL, values)
        if not effect.totals:
            row += 1
            page.paragraph(row, 1, last, words.NO_CHANGES, Style.REMARK)
        if effect.evidence:
            self._changes(page, row + 2)
        page.finish(f"A{header + 1}", None, last)
        self._print_footer(page)

    def _changes(self, page: Page, row: int) -> None:
        last = len(words.CHANGE.columns)
        page.span(row, 1, last, words.CHANGED_EVIDENCE, Style.SECTION)
        page.row_height(row, 24)
        page.paragraph(row + 1, 1, last, words.CHANGED_EVIDENCE_REMARK, Style.REMARK)
        page.header(row + 2, words.CHANGE)
        for place, change in enumerate(self.calibration.effect.evidence, row + 3):
            title = self.owners[change.criterion]
            values: dict[str, Value] = {
                "subject": subject_name(change.card),
                "criterion": Text(f"{change.criterion} {title.zh}", f"{change.criterion} {title.en}"),
                "quote": change.quote,
                "was": change.was,
                "now": change.now,
                "right": words.RIGHT[change.right],
            }
            page.row(place, words.CHANGE, values, {"was": GRADES[change.was], "now": GRADES[change.now]})

    def _guide(self) -> None:
        table = words.FACTS
        page, row = self._page(labels.GUIDE, SERIES[4], table)
        last = len(table.columns)
        for number, line in enumerate(words.GUIDE_LINES, 1):
            row += 1
            page.paragraph(row, 1, last, Text(f"{number}.  {line.zh}", f"{number}.  {line.en}"), Style.TEXT)
        row += 2
        page.span(row, 1, last, words.FOUNDATION, Style.SECTION)
        page.row_height(row, 24)
        for name, meaning in self._facts():
            row += 1
            page.row(row, table, {"name": name, "meaning": meaning})
        page.finish("A2", None, last)
        self._print_footer(page)

    def _facts(self) -> Iterable[tuple[Text, str | Text]]:
        calibration, rubric = self.calibration, self.calibration.rubric
        names = "、" if self.lang == "zh" else ", "
        return (
            (words.REVIEWERS, names.join(calibration.reviewers) or words.NOBODY),
            (words.PIECES, _counts(calibration.evidence)),
            (words.GOING_ON, labels.fill_in(words.PIECE_COUNT, n=calibration.going_on)),
            (words.UNTRACED, labels.fill_in(words.PIECE_COUNT, n=calibration.untraced)),
            (labels.RUBRIC_ID, rubric.id),
            (labels.RUBRIC_VERSION, rubric.version),
            (labels.RUBRIC_HASH, rubric.sha256),
        )


def _counts(evidence: Iterable[JudgedEvidence]) -> Text:
    evidence = list(evidence)
    fates = Counter(one.fate.value for one in evidence)
    regraded = sum(one.fate is Fate.ACCEPTED and one.grade not in {None, one.evidence.grade} for one in evidence)
    return labels.fill_in(
        words.COUNTS, all=len(evidence), regraded=regraded, **{fate.value: fates[fate.value] for fate in Fate}
    )


def _outcome(judged: JudgedEvidence) -> Text:
    outcome = labels.fill_in(words.FATES[judged.fate], to=judged.criterion)
    if judged.grade in {None, judged.evidence.grade}:
        return outcome
    step = f"{judged.evidence.grade} → {judged.grade}"
    return Text(f"{outcome.zh}，等级 {step}", f"{outcome.en}, grade {step}")


def _say_effect(effect: Effect) -> Text:
    left = len(effect.evidence) - effect.right - effect.wrong
    return labels.fill_in(words.EFFECT, right=effect.right, wrong=effect.wrong, open=left, totals=len(effect.totals))
