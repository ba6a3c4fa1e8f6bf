"""The ranking on the overview: a row for each subject, reckoned from the rows of criteria and of adjustments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import PLACES, TOO_LITTLE, NotApplicable, Veto, rounded
from scorer.workbook import labels
from scorer.workbook.book import DASH, band_of, is_set_aside, subject_name, total_of
from scorer.workbook.merged import adjustments, words
from scorer.workbook.merged import labels as own
from scorer.workbook.merged.chart import LABEL_WIDTH
from scorer.workbook.merged.rows import Rows
from scorer.workbook.page import Formula, literal
from scorer.workbook.sheets.standard import BAND_FLOORS, BAND_NAMES
from scorer.workbook.text import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scorer.model.review import MergedCard
    from scorer.workbook.columns import Table
    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.merged.standard import Places
    from scorer.workbook.page import Value

_CHANGE = "+0.00;-0.00;0.00"  # + before what was gained


def write(book: MergedBook, table: Table, row: int, criteria: Rows, items: Rows | None, places: Places) -> Rows:
    """Write title, header and rows of the table from `row`; returns where they stand."""
    page = book.overview
    page.section(row, table.number("settled"), own.MERGED_RANKING)
    header = row + 1
    page.header(header, table)
    rows = Rows(page, table, header, header + len(book.ranked))
    divided = [point.card.card.id for point in book.divided]
    letters = [table.letter(column.key) for column in table.columns]
    for number, merged in enumerate(book.ranked, 1):
        row = header + number
        values: dict[str, Value] = {
            "machine": total_of(merged.card),
            "machine_band": band_of(merged.card),
            "judged": _judged(merged),
            "divided": divided.count(merged.card.id),
            "number": number,
            "name": shorten(subject_name(merged.card), LABEL_WIDTH),
        }
        cell = {column.key: f"{letter}{row}" for column, letter in zip(table.columns, letters, strict=True)}
        values |= _sums(book, cell, criteria, merged)
        values |= _adjusting(book, cell, items, places, merged) if items else {}
        values |= _totals(book, cell, rows, criteria, merged)
        values["subject"] = shown_name(number, criteria, merged)
        values["settled"] = _settled(book, cell, criteria, items, merged)
        page.row(row, table, values)
        page.row_height(row, max(26.0, page.sheet.row_dimensions[row].height or 0))
        page.show_as(row, table.number("change"), _CHANGE)
    return rows


def ranks(book: MergedBook) -> list[int | str]:
    """Of the subjects in the order of their totals."""
    return [_rank(book, merged) for merged in book.ranked]


def _rank(book: MergedBook, merged: MergedCard) -> int | str:
    total = merged.total
    if total is None or _is_unranked(merged):
        return DASH
    return 1 + sum(other.total is not None and other.total > total for other in book.ranked)


def mean_total(book: MergedBook) -> float | str:
    """Of the subjects that have a rank."""
    ranked = [merged.total for merged in book.ranked if merged.total is not None and not _is_unranked(merged)]
    return sum(ranked) / len(ranked) if ranked else DASH


def settled(book: MergedBook, merged: MergedCard) -> int:
    """On how many criteria and adjustments the group has settled."""
    forbidden = book.rubric.not_applicable is NotApplicable.FORBID
    levels = sum(
        one.decision is not None and (one.decision.level is not None or (one.decision.not_applicable and not forbidden))
        for one in merged.criteria
    )
    findings = map(words.decided, merged.adjustments)
    return levels + sum(found is not None for found in findings)


def _is_unranked(merged: MergedCard) -> bool:
    """A subject that was set aside has no rank, until a reviewer gives it points."""
    return is_set_aside(merged.card) and not merged.total


def _judged(merged: MergedCard) -> str:
    """How many criteria at least one reviewer judged, of all."""
    judged = sum(any(opinion.judged for opinion in one.opinions) for one in merged.criteria)
    return f"{judged} / {len(merged.criteria)}"


def shown_name(number: int, criteria: Rows, merged: MergedCard) -> Formula:
    """The name, which leads to the first row of the subject of that number."""
    name = subject_name(merged.card)
    place = f"{literal('#' + criteria.page.reference('A'))}&MATCH({number},{criteria.column('number')},0)"
    return Formula(f"=HYPERLINK({place},{literal(name)})", name)


def _sums(book: MergedBook, cell: Mapping[str, str], criteria: Rows, merged: MergedCard) -> dict[str, Value]:
    """Points, and points within reach."""
    number = cell["number"]
    mine = f"{criteria.cells('number')},{number}"
    reach = f"=SUMIFS({criteria.cells('weight')},{mine}"
    if book.rubric.not_applicable is not NotApplicable.ZERO:
        reach += f',{criteria.cells("level")},">=0"'  # leaves out what does not apply: its level is no number
    return {
        "points": Formula(f"=SUMIFS({criteria.cells('score')},{mine})", sum(one.score for one in merged.criteria)),
        "reach": Formula(reach + ")", sum(one.max for one in merged.criteria)),
    }


def _base(merged: MergedCard) -> float:
    reach = sum(one.max for one in merged.criteria)
    return rounded(100 * sum(one.score for one in merged.criteria) / reach) if reach else 0.0


def _adjusting(
    book: MergedBook, cell: Mapping[str, str], items: Rows, places: Places, merged: MergedCard
) -> dict[str, Value]:
    """What bonuses and deductions come to, up to their caps, and the lowest limit of the vetoes that apply."""
    mine = f"{items.cells('number')},{cell['number']}"
    rubric = book.rubric.adjustments
    values: dict[str, Value] = {}
    for key, kind, cap in (
        ("bonus", labels.BONUS, rubric.bonus_cap),
        ("deduction", labels.DEDUCTION, rubric.deduction_cap),
    ):
        if key in places.caps:
            found = sum(one.points for one in merged.adjustments if adjustments.kind(book, one) is kind)
            wanted = f"{items.cells('kind')},{literal(kind.say(book.lang))}"
            sums = f"SUMIFS({items.cells('counted')},{mine},{wanted})"
            values[key] = Formula(f"=MIN({sums},{places.caps[key]})", min(found, cap))
    if rubric.vetoes:
        limits = [one.item.at_most for one in merged.adjustments if isinstance(one.item, Veto) and one.applies]
        values["veto"] = Formula(_lowest(book, items, places, mine), min(limits, default=DASH))
    return values


def _lowest(book: MergedBook, items: Rows, places: Places, mine: str) -> str:
    yes = f"{items.cells('counted')},{literal(labels.ACCEPTED.say(book.lang))}"
    counts = {id_: f"COUNTIFS({mine},{items.cells('id')},{literal(id_)},{yes})" for id_ in places.limits}
    limits = ",".join(f"IF({count}>0,{places.limits[id_]},1E+99)" for id_, count in counts.items())
    return f'=IF({"+".join(counts.values())}=0,"{DASH}",MIN({limits}))'


def _totals(
    book: MergedBook, cell: Mapping[str, str], rows: Rows, criteria: Rows, merged: MergedCard
) -> dict[str, Value]:
    """Total, band, change and rank."""
    enough = book.merged.results.enough
    base = f"IF({cell['reach']}=0,0,ROUND(100*{cell['points']}/{cell['reach']},{PLACES}))"
    if enough:
        judged = f'COUNTIFS({criteria.cells("number")},{cell["number"]},{criteria.cells("level")},">=0")'
        base = f"IF({judged}<{enough},{literal(DASH)},{base})"
    values: dict[str, Value] = {}
    total = f"={base}"
    if "base" in cell:
        values["base"] = Formula(f"={base}", DASH if merged.total is None else _base(merged))
        total = cell["base"]
        total += f"+{cell['bonus']}" if "bonus" in cell else ""
        total += f"-{cell['deduction']}" if "deduction" in cell else ""
        limited = f"MIN({total},{cell['veto']})" if "veto" in cell else total  # MIN leaves out text in cells
        total = f"MAX(0,ROUND({limited},{PLACES}))"
        total = f"=IF(ISNUMBER({cell['base']}),{total},{cell['base']})" if enough else f"={total}"
    band = f"LOOKUP({cell['total']},{book.named(BAND_FLOORS)},{book.named(BAND_NAMES)})"
    change = f"ROUND({cell['total']}-{cell['machine']},{PLACES})"
    ranked = f"RANK({cell['total']},{_absolute(rows, 'total')})"
    if is_set_aside(merged.card):
        ranked = f'IF({cell["total"]}=0,"{DASH}",{ranked})'
    if enough:
        ranked = f"IF(ISNUMBER({cell['total']}),{ranked},{literal(DASH)})"
        band = f"IF(ISNUMBER({cell['total']}),{band},{literal(TOO_LITTLE.say(book.lang))})"
        change = f"IF(COUNT({cell['total']},{cell['machine']})=2,{change},{literal(DASH)})"
    before, after = merged.card.total, merged.total
    return values | {
        "total": Formula(total, total_of(merged)),
        "band": Formula(f"={band}", band_of(merged)),
        "change": Formula(f"={change}", DASH if before is None or after is None else round(after - before, PLACES)),
        "rank": Formula(f"={ranked}", _rank(book, merged)),
    }


def _absolute(rows: Rows, key: str) -> str:
    letter = rows.table.letter(key)
    return f"${letter}${rows.header + 1}:${letter}${rows.last}"


def _settled(
    book: MergedBook, cell: Mapping[str, str], criteria: Rows, items: Rows | None, merged: MergedCard
) -> Formula:
    number = cell["number"]
    counts = [f'COUNTIFS({criteria.cells("number")},{number},{criteria.cells("settled")},">0")']
    if items:
        counts.append(f'COUNTIFS({items.cells("number")},{number},{items.cells("settled")},">=0")')
    return Formula("=" + "+".join(counts), settled(book, merged))
