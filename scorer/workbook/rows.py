"""Finding the rows that were issued: tables and ids go in, one row for each id comes out, and what is not as it was."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.workbook.entries import fold, words
from scorer.workbook.flaws import (
    COLUMN_TWICE,
    MISSING_COLUMN,
    MISSING_ROW,
    MISSING_TABLE,
    MOST_OF_A_KIND,
    OF_ITS_CRITERIA,
    RENAMED_COLUMN,
    ROW_DIFFERS,
    ROW_TWICE,
    UNKNOWN_ROW,
    quoted,
)
from scorer.xlsx.cells import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scorer.workbook.flaws import Flaws
    from scorer.workbook.tables import Form, Row, Table


@dataclass(frozen=True, slots=True)
class Chosen:
    """The row that counts for an id."""

    row: Row
    others: str = ""  # what other rows with its id say that it does not


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows that were issued for one subject."""

    subject: str  # as messages name it
    rows: Mapping[str, Text]  # title by id


def choose(
    form: Form, tables: Sequence[Table], wanted: Sequence[Wanted], flaws: Flaws, dimensions: Mapping[str, Text]
) -> dict[str, Chosen]:
    """The rows by their ids, of tables of one form. Where two say different things, the first counts.

    `dimensions`: titles by the ids of what has a row of its own that nothing is entered in.
    """
    if not any(one.rows for one in wanted):
        return {}
    if not tables:
        _tell_no_table(form, flaws)
        return {}
    for table in tables:
        _check_header(table, flaws)
    found = _find(tables, wanted, flaws, dimensions)
    for one in wanted:
        _tell_missing(form, one, found, flaws)
    return {id_: _choose(rows, flaws) for id_, rows in found.items()}


def _find(
    tables: Iterable[Table], wanted: Iterable[Wanted], flaws: Flaws, dimensions: Mapping[str, Text]
) -> dict[str, list[Row]]:
    """All rows with an id that was issued, however it is spelled; tells the others that somebody filled in."""
    ids = {id_ for one in wanted for id_ in one.rows}
    spelled: dict[str, set[str]] = defaultdict(set)
    for id_ in ids:
        spelled[fold(id_)].add(id_)
    found: dict[str, list[Row]] = defaultdict(list)
    for table in tables:
        last, unknown = table.header, []
        for row in table.rows():
            exact = next((id_ for id_ in (row.exact_id, row.id) if id_ in ids), None)
            meant = {exact} if exact else spelled.get(fold(row.id), set())
            if len(meant) == 1:
                found[min(meant)].append(row)
                last = row.number
            elif any(row.entered()):
                unknown.append(row)
        end = _end(table, last)
        for row in unknown:
            if row.number <= end:
                _tell_unknown(row, flaws, dimensions)
    return found


def _end(table: Table, last: int) -> int:
    """The last row of the table: below the last with an id, down to the first blank one, somebody may have added some.

    What follows is something else.
    """
    for number in table.numbers[bisect_right(table.numbers, last) :]:
        if number != last + 1:
            break
        last = number
    return last


def _choose(rows: list[Row], flaws: Flaws) -> Chosen:
    """The first that is filled in; else the first."""
    filled = [row for row in rows if any(row.entered())]
    chosen = filled[0] if filled else rows[0]
    others: list[str] = []
    for row in rows:
        if row is chosen:
            continue
        differs = any(row.entered()) and _same(row) != _same(chosen)
        _tell_twice(row, chosen, flaws, differs=differs)
        if differs and len(others) < MOST_OF_A_KIND:
            others.append(_said(row))
    return Chosen(chosen, "".join(others))


def _same(row: Row) -> list[str]:
    return [fold(entry) for entry in row.entered()]


def _said(row: Row) -> str:
    """Everything that the row's entries say, for a comment."""
    table = row.table
    said = [
        f"{table.label(key)}：{entry}" for key, entry in zip(table.form.entries, row.entered(), strict=True) if entry
    ]
    return f"（{_place(row)} {'；'.join(said)}）"


def _place(row: Row) -> str:
    return f"{row.table.sheet.name}!{row.address(row.table.form.id)}"


# --- what is told ------------------------------------------------------------------------------


def _check_header(table: Table, flaws: Flaws) -> None:
    sheet = table.sheet.name
    for key in table.form.entries:
        if key not in table.columns:
            label = table.form.labels[key]
            place = (sheet, address(table.header, table.columns[table.form.id]))
            what = Text(f"表头中没有“{label.zh}”一列", f"the header has no column “{label.en}”")
            flaws.add(MISSING_COLUMN, place, what)
    for key in table.renamed:
        _tell_renamed(table, key, flaws)
    for key, column in table.again:
        label = table.form.labels[key]
        what = Text(f"表头中不止一列叫“{label.zh}”", f"more than one column is called “{label.en}”")
        flaws.add(COLUMN_TWICE, (sheet, address(table.header, column)), what)


def _tell_renamed(table: Table, key: str, flaws: Flaws) -> None:
    column, issued = table.columns[key], table.form.labels[key]
    cell = table.sheet.cell(table.header, column)
    said = quoted(words(cell.value)) if cell else ""
    what = Text(
        (f"表头“{said}”不是发出时的文字" if said else "表头这一格的文字没有了")
        + f"，按位置当作“{issued.zh}”一列，填写照常计入",
        (f"the header “{said}” was not issued" if said else "the words of this header are gone")
        + f"; by its place the column was read as “{issued.en}”, and what it says counts",
    )
    flaws.add(RENAMED_COLUMN, (table.sheet.name, address(table.header, column)), what)


def _tell_no_table(form: Form, flaws: Flaws) -> None:
    id_, entry = form.labels[form.id], form.labels[form.entries[0]]
    what = Text(
        f"找不到表头中有“{id_.zh}”和“{entry.zh}”的表（{form.name.zh}）",
        f"no table has the columns “{id_.en}” and “{entry.en}” ({form.name.en})",
    )
    flaws.add(MISSING_TABLE, ("", ""), what)


def _tell_missing(form: Form, wanted: Wanted, found: Mapping[str, Sequence[Row]], flaws: Flaws) -> None:
    missing = [id_ for id_ in wanted.rows if id_ not in found]
    if not missing:
        return
    if len(missing) == len(wanted.rows):
        what = Text(
            f"没有被评单位“{wanted.subject}”的各行（{form.name.zh}）",
            f"all rows of the subject “{wanted.subject}” are gone ({form.name.en})",
        )
        flaws.add(MISSING_TABLE, ("", ""), what)
        return
    sheet = next(found[id_][0].table.sheet.name for id_ in wanted.rows if id_ in found)
    for id_ in missing:
        title = wanted.rows[id_]
        what = Text(f"缺少“{id_}”一行（{title.zh}）", f"the row “{id_}” is gone ({title.en})")
        flaws.add(MISSING_ROW, (sheet, ""), what)


def _tell_unknown(row: Row, flaws: Flaws, dimensions: Mapping[str, Text]) -> None:
    key, entry = next((key, entry) for key, entry in zip(row.table.form.entries, row.entered(), strict=True) if entry)
    id_, said, place = quoted(row.id), quoted(entry), (row.table.sheet.name, row.address(key))
    first = row.cell("id")
    dimension = words(first.value) if first and not id_ else ""
    if dimension in dimensions:
        title = dimensions[dimension]
        what = Text(
            f"这一行是大类“{dimension} {title.zh}”，大类本身不评，填的“{said}”没有采用",
            f"this is the row of the dimension “{dimension} {title.en}”, which is not judged itself; “{said}” was not "
            "taken over",
        )
        flaws.add(UNKNOWN_ROW, place, what, OF_ITS_CRITERIA)
        return
    what = Text(
        f"这一行填有“{said}”，但行标识“{id_}”不是发出时的" if id_ else f"这一行填有“{said}”，但没有行标识",
        f"the row says “{said}”, but its id “{id_}” was not issued" if id_ else f"the row says “{said}”, but has no id",
    )
    flaws.add(UNKNOWN_ROW, place, what)


def _tell_twice(row: Row, chosen: Row, flaws: Flaws, *, differs: bool) -> None:
    id_, place = quoted(row.id), (row.table.sheet.name, row.address(row.table.form.id))
    if differs:
        what = Text(
            f"“{id_}”一行出现两次，填得不一样；取 {_place(chosen)} 的",
            f"the row “{id_}” stands twice and is filled in differently; {_place(chosen)} counts",
        )
        flaws.add(ROW_DIFFERS, place, what)
        return
    what = Text(
        f"“{id_}”一行不止一次，另见 {_place(chosen)}", f"the row “{id_}” stands more than once; see {_place(chosen)}"
    )
    flaws.add(ROW_TWICE, place, what)
