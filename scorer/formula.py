"""Formulas of indicators: text -> tree -> a value, a unit, a spreadsheet's formula, words.

Python's own parser makes the tree, of which a short list of parts is let through; nothing is ever run. Libraries for
such expressions only compute, while here the tree is also held to what its names count, and spelled out in cells.
"""

from __future__ import annotations

import ast
import math
import warnings
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, TypeAlias

from scorer.model import Text, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MOST = 1_000_000_000  # a number in a formula is below; what a report holds is far from it

_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_CHOICES = ("min", "max")
_LOOKALIKES = {
    "×": "*",
    "÷": "/",
    "（": "(",
    "）": ")",
    "，": ",",
    "、": ",",
    "＋": "+",
    "－": "-",
    "−": "-",
    "＊": "*",
    "／": "/",
}
_PARTS = Text(
    "公式只用 + - * / 和括号、min(甲, 乙)、max(甲, 乙)、数字和名称，如 with_evidence / criteria",
    "use + - * / and brackets, min(a, b), max(a, b), numbers and names, as in with_evidence / criteria",
)


class FormulaError(Exception):
    """A formula that does not hold: what is wrong, and what to do."""

    def __init__(self, fault: Text, remedy: Text) -> None:
        super().__init__(fault.en)
        self.fault = fault
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, 0 and up."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """Something that is counted or added up in a scorecard."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What is done to several parts, or (-) to one."""

    sign: str  # + - * / min max
    parts: tuple[Tree, ...]


Tree: TypeAlias = Number | Name | Operation


# --- text -> tree --------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def parse(text: str) -> Tree:
    """The tree of a formula. Raises FormulaError."""
    for sign, plain in _LOOKALIKES.items():
        if sign in text:
            raise FormulaError(
                Text(f"公式里的“{sign}”认不出来", f"the formula holds “{sign}”"),
                Text(f"改成英文的 {plain}", f"write a plain {plain}"),
            )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is refused anyway
            expression = ast.parse(" ".join(text.split()), mode="eval")
        return _tree(expression.body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(Text(f"公式“{text}”写法不对", f"the formula “{text}” cannot be read"), _PARTS) from error


def _tree(node: ast.expr) -> Tree:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            if not value < MOST:
                raise FormulaError(Text("公式里的数太大", "a number is too large"), Text("改小", "make it smaller"))
            return Number(float(value))
        case ast.Name(id=name) if name not in _CHOICES:
            return Name(name)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
            return Operation(_SIGNS[type(op)], (_tree(left), _tree(right)))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Operation("-", (_tree(operand),))
        case ast.Call(func=ast.Name(id=choice), args=[_, _, *_] as parts, keywords=[]) if choice in _CHOICES:
            return Operation(choice, tuple(map(_tree, parts)))
    said = ast.unparse(node)
    raise FormulaError(Text(f"公式里不能写“{said}”", f"“{said}” cannot stand in a formula"), _PARTS)


def names(tree: Tree) -> Iterator[str]:
    """The names in a formula, in order."""
    if isinstance(tree, Name):
        yield tree.name
    elif isinstance(tree, Operation):
        for part in tree.parts:
            yield from names(part)


# --- tree -> value -------------------------------------------------------------------------------


def evaluate(tree: Tree, values: Mapping[str, float]) -> float | None:
    """What the formula comes to, rounded as a spreadsheet rounds; None where it divides by nothing."""
    try:
        value = _value(tree, values)
    except ZeroDivisionError:
        return None
    return rounded(value) + 0.0 if math.isfinite(value) else None  # no -0.0


def _value(tree: Tree, values: Mapping[str, float]) -> float:
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        return float(values[tree.name])
    parts = [_value(part, values) for part in tree.parts]
    match tree.sign:
        case "min":
            return min(parts)
        case "max":
            return max(parts)
        case "-" if len(parts) == 1:
            return -parts[0]
        case "+":
            return parts[0] + parts[1]
        case "-":
            return parts[0] - parts[1]
        case "*":
            return parts[0] * parts[1]
        case _:
            return parts[0] / parts[1]


# --- tree -> unit --------------------------------------------------------------------------------

Unit: TypeAlias = tuple[tuple[str, int], ...]  # what is counted, and to which power; () for a share of like by like


def unit(tree: Tree, units: Mapping[str, str]) -> Unit | None:
    """What the formula's value counts, by what its names count; None for a plain number, which goes with all.

    Raises FormulaError where unlike things are added or compared.
    """
    if isinstance(tree, Number):
        return None
    if isinstance(tree, Name):
        return ((units[tree.name], 1),)
    found = [unit(part, units) for part in tree.parts]
    if tree.sign == "*":
        return reduce(lambda one, other: _times(one, other, 1), found)
    if tree.sign == "/":
        return _times(found[0], found[1], -1)
    like = dict.fromkeys(one for one in found if one is not None)
    if len(like) > 1:
        said = spell(tree, str, PLAIN)
        raise FormulaError(
            Text(f"“{said}”把不同的东西相加减或相比较", f"“{said}” adds, subtracts or compares unlike things"),
            Text(
                "只有同类的才能相加减、比大小：证据和证据，项和项，分和分",
                "add and compare like things only: evidence and evidence, criteria and criteria, points and points",
            ),
        )
    return next(iter(like), None)


def _times(one: Unit | None, other: Unit | None, power: int) -> Unit | None:
    if one is None and other is None:
        return None
    powers = dict(one or ())
    for thing, times in other or ():
        powers[thing] = powers.get(thing, 0) + power * times
    return tuple(sorted((thing, times) for thing, times in powers.items() if times))


# --- tree -> text --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notation:
    """How signs are written."""

    signs: Mapping[str, str]
    between: str = ", "
    brackets: tuple[str, str] = ("(", ")")


PLAIN = Notation({"+": " + ", "-": " - ", "*": " * ", "/": " / ", "min": "min", "max": "max"})
CELLS = Notation({"+": "+", "-": "-", "*": "*", "/": "/", "min": "MIN", "max": "MAX"}, ",")
_SPOKEN = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
ZH = Notation(_SPOKEN | {"min": "较小者", "max": "较大者"}, "，", ("（", "）"))
EN = Notation(_SPOKEN | {"min": "the least of ", "max": "the most of "})


def spell(tree: Tree, say: Callable[[str], str], notation: Notation) -> str:
    """The formula in a notation, with what `say` makes of each name, and no bracket that it does not need."""
    return _spell(tree, say, notation)[0]


def _spell(tree: Tree, say: Callable[[str], str], notation: Notation) -> tuple[str, int]:
    """The text, and how tightly it holds together: 1 a sum, 2 a product, 3 what needs no brackets."""
    if isinstance(tree, Number):
        return f"{tree.value:.15g}".upper(), 3
    if isinstance(tree, Name):
        return say(tree.name), 3
    sign = notation.signs[tree.sign]
    opening, closing = notation.brackets
    parts = [_spell(part, say, notation) for part in tree.parts]
    if tree.sign in _CHOICES:
        return f"{sign}{opening}{notation.between.join(text for text, _ in parts)}{closing}", 3
    tie = 2 if tree.sign in "*/" else 1
    least = (3,) if len(parts) == 1 else (tie, tie + 1)
    bound = [
        text if held >= need else f"{opening}{text}{closing}" for (text, held), need in zip(parts, least, strict=True)
    ]
    return (sign.strip() + bound[0] if len(bound) == 1 else sign.join(bound)), tie
