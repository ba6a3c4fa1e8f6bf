from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.formula import CELLS, EN, PLAIN, ZH, FormulaError, Tree, evaluate, names, parse, spell, unit

VALUES = {"a": 6.0, "b": 4.0, "c": 3.0, "none": 0.0}
UNITS = {"a": "apple", "b": "apple", "c": "carrot", "none": "apple"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b * c", 18.0),
        ("(a + b) * c", 30.0),
        ("a - b - c", -1.0),
        ("a - (b - c)", 5.0),
        ("a / b", 1.5),
        ("-a + b", -2.0),
        ("min(a, b, c)", 3.0),
        ("max(a, 100)", 100.0),
        ("1 / 3", 0.3333),
        ("\n  a\n  + b ", 10.0),
        ("0.00005", 0.0001),
    ],
)
def test_formulas_are_reckoned_as_at_school_and_rounded_as_in_a_spreadsheet(text: str, value: float) -> None:
    assert evaluate(parse(text), VALUES) == value


@pytest.mark.parametrize("text", ["a / none", "1 + a / (b - 4)", "min(1, a / none)", "none / none"])
def test_division_by_nothing_is_no_figure_at_all(text: str) -> None:
    assert evaluate(parse(text), VALUES) is None


def test_nothing_divided_by_something_is_zero_and_without_a_sign() -> None:
    value = evaluate(parse("-none / a"), VALUES)
    assert value == 0
    assert math.copysign(1, value or 0) == 1


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("a ×b", "改成英文的 *"),
        ("a ÷ b", "改成英文的 /"),
        ("（a + b） / c", "改成英文的 ("),
        ("min(a，b)", "改成英文的 ,"),
    ],
)
def test_chinese_signs_are_told_with_the_plain_one(text: str, remedy: str) -> None:
    with pytest.raises(FormulaError) as raised:
        parse(text)
    assert raised.value.remedy.zh == remedy


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a b",
        "a ** 2",
        "a // b",
        "a % b",
        "+a",
        "a < b",
        "a if b else c",
        "a and b",
        "'a'",
        "True",
        "1j",
        "a.b",
        "a[0]",
        "[a for a in b]",
        "lambda: 1",
        "(a := 1)",
        "min(a)",
        "min(*a, b)",
        "max(a, b, key=c)",
        "min",
        "round(a, 1)",
        "__import__('os').system('true')",
        "f'{a}'",
        "1 2",
        "1e999",
        "9" * 5000,
        "(" * 300 + "a" + ")" * 300,
        "a\0",
        "a; b",
        "1and 2",
    ],
)
def test_whatever_is_no_plain_sum_is_refused(text: str) -> None:
    with pytest.raises(FormulaError) as raised:
        parse(text)
    assert raised.value.fault.zh
    assert raised.value.remedy.zh


def test_the_names_of_a_formula_are_told_in_order() -> None:
    assert list(names(parse("(b + 2) / min(a, -c)"))) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("a + b", (("apple", 1),)),
        ("a / b", ()),
        ("1 - a / b", ()),
        ("a / c", (("apple", 1), ("carrot", -1))),
        ("1000 * a / c", (("apple", 1), ("carrot", -1))),
        ("a * b", (("apple", 2),)),
        ("max(c, 1)", (("carrot", 1),)),
        ("1 + 2 * 3", None),
        ("-(a / b)", ()),
    ],
)
def test_a_formula_counts_what_its_names_count(text: str, counts: object) -> None:
    assert unit(parse(text), UNITS) == counts


@pytest.mark.parametrize("text", ["a + c", "a - c", "min(a, c)", "a / c + 2 * (a / b)", "(a + b) * (b + c)"])
def test_unlike_things_are_neither_added_nor_compared(text: str) -> None:
    with pytest.raises(FormulaError):
        unit(parse(text), UNITS)


@pytest.mark.parametrize(
    ("text", "plain", "cells"),
    [
        ("(a+b)*c", "(a + b) * c", "(A1+B1)*C1"),
        ("a+(b*c)", "a + b * c", "A1+B1*C1"),
        ("a-(b-c)", "a - (b - c)", "A1-(B1-C1)"),
        ("a/(b*c)", "a / (b * c)", "A1/(B1*C1)"),
        ("min(a+1, -b)", "min(a + 1, -b)", "MIN(A1+1,-B1)"),
        ("a--b", "a - (-b)", "A1-(-B1)"),
        ("0.00001*a", "1E-05 * a", "1E-05*A1"),
    ],
)
def test_a_formula_is_spelled_with_no_bracket_that_it_does_not_need(text: str, plain: str, cells: str) -> None:
    tree = parse(text)
    assert spell(tree, str, PLAIN) == plain
    assert spell(tree, lambda name: f"{name.upper()}1", CELLS) == cells


def test_words_use_the_signs_that_people_write() -> None:
    tree = parse("min(a, b) * (a - b) / 2")
    assert spell(tree, str, ZH) == "较小者（a，b） × （a − b） ÷ 2"
    assert spell(tree, str, EN) == "the least of (a, b) × (a − b) ÷ 2"


TREES = st.recursive(
    st.sampled_from(["a", "b", "c", "none", "2", "0.5"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda part: f"(-{part})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda p: f"{p[0]}({p[1]}, {p[2]})"),
    ),
    max_leaves=12,
).map(parse)


@given(TREES)
def test_a_spelled_formula_reads_as_the_same_tree(tree: Tree) -> None:
    assert parse(spell(tree, str, PLAIN)) == tree


@given(st.text(max_size=60))
def test_any_text_is_a_tree_or_a_told_fault(text: str) -> None:
    try:
        tree = parse(text)
    except FormulaError:
        return
    evaluate(tree, dict.fromkeys(names(tree), 1.0))
