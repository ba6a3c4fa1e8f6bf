"""From the ruled lines of a page to its tables, and from all that stands on it to flows of text.

A table's rules part the page into boxes; boxes with no rule between them are one cell.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scorer.documents.formats.pdf_layout import Flow, Leaf, Piece, Table, cut, flows_of, line_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.documents.formats.pages import Glyph, Rule, Sheet

MAX_RULES = 3_000  # a page; more is a drawing
MAX_BOXES = 10_000  # a table

_NEAR = 3.0  # points: rules that are so close are one, and meet


def tables_of(rules: Sequence[Rule]) -> list[Table]:
    """Return the tables that rules make, from the top down; a frame around text is none."""
    if len(rules) > MAX_RULES:
        return []
    tables = [table for group in _groups(rules) if (table := _table(group)) is not None]
    return sorted(tables, key=lambda table: table.ys[0])


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group rules that meet, directly or by others."""
    along = sorted((rule for rule in rules if rule.across), key=lambda rule: rule.at)
    down = [rule for rule in rules if not rule.across]
    parents = list(range(len(along) + len(down)))
    for index, upright in enumerate(down, len(along)):
        for other, level in enumerate(along):
            if level.at > upright.end + _NEAR:
                break
            if level.at >= upright.start - _NEAR and level.start - _NEAR <= upright.at <= level.end + _NEAR:
                parents[_root(parents, other)] = _root(parents, index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate([*along, *down]):
        groups.setdefault(_root(parents, index), []).append(rule)
    return list(groups.values())


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _table(rules: list[Rule]) -> Table | None:
    xs = _positions(rule.at for rule in rules if not rule.across)
    ys = _positions(rule.at for rule in rules if rule.across)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or not 1 < columns * rows <= MAX_BOXES:
        return None
    parents = list(range(columns * rows))
    walls = _walls(rules, xs, ys)
    for row in range(rows):
        for column in range(columns):
            box = row * columns + column
            if column + 1 < columns and (row, column, False) not in walls:
                parents[_root(parents, box + 1)] = _root(parents, box)
            if row + 1 < rows and (row, column, True) not in walls:
                parents[_root(parents, box + columns)] = _root(parents, box)
    numbers: dict[int, int] = {}
    cells = tuple(
        tuple(numbers.setdefault(_root(parents, row * columns + column), len(numbers)) for column in range(columns))
        for row in range(rows)
    )
    return Table(tuple(xs), tuple(ys), cells) if len(numbers) > 1 else None


def _positions(places: Iterable[float]) -> list[float]:
    positions: list[float] = []
    for place in sorted(places):
        if not positions or place - positions[-1] > _NEAR:
            positions.append(place)
    return positions


def _walls(rules: list[Rule], xs: list[float], ys: list[float]) -> set[tuple[int, int, bool]]:
    """Return where a rule stands right of a box (row, column, False) or below it (row, column, True)."""
    walls = set()
    for rule in rules:
        lines, spans = (ys, xs) if rule.across else (xs, ys)
        line = min(range(len(lines)), key=lambda index: abs(lines[index] - rule.at)) - 1
        for index, (start, end) in enumerate(pairwise(spans)):
            if rule.start - _NEAR <= (start + end) / 2 <= rule.end + _NEAR:
                walls.add((line, index, True) if rule.across else (index, line, False))
    return walls


# --- pages -------------------------------------------------------------------------------------


def leaf_of(sheet: Sheet) -> Leaf:
    """Cut a page into flows: columns of text, and the cells of tables where they stand."""
    tables = tables_of(sheet.rules)
    outside: list[Glyph] = []
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in sheet.glyphs:
        place = _cell_of(glyph, tables)
        if place is None:
            outside.append(glyph)
        else:
            inside.setdefault(place, []).append(glyph)
    pieces = [*cut(outside), *(_stand_in(table) for table in tables)]
    flows: list[Flow] = []
    for part in flows_of(pieces, sheet.number):
        flows += [part] if isinstance(part, Flow) else _cells(part, tables.index(part), inside, sheet.number)
    return Leaf(
        sheet.number, sheet.right - sheet.left, sheet.top, sheet.bottom, tuple(flows), sheet.pictured, sheet.aside
    )


def _cell_of(glyph: Glyph, tables: Sequence[Table]) -> tuple[int, int] | None:
    x, y = (glyph.left + glyph.right) / 2, glyph.base - glyph.size / 3
    for index, table in enumerate(tables):
        cell = table.cell_at(x, y)
        if cell is not None:
            return index, cell
    return None


def _stand_in(table: Table) -> Piece:
    return Piece((), table.xs[0], table.xs[-1], table.ys[0], 0.0, table)


def _cells(table: Table, index: int, inside: dict[tuple[int, int], list[Glyph]], page: int) -> Iterator[Flow]:
    for cell in sorted({number for row in table.cells for number in row}):
        rows = rows_of(cut(inside.get((index, cell), ())))
        if rows:
            yield Flow(
                tuple(line_of(row, page) for row in rows), "", table.sides(cell), (page, index, table.row_of(cell))
            )
