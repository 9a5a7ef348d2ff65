"""Figures of table rows, and measures in one unit."""

from __future__ import annotations

import pytest

from sayso.extract.figures import find_figures
from sayso.extract.figures_measures import comparable
from sayso.extract.parse import parse_documents
from sayso.model import Block, Document, Figure


def table(*rows: str) -> list[Figure]:
    """Return the figures of a table whose rows are blocks, cells apart by tabs."""
    text, blocks = "\n".join(rows), []
    start = 0
    for row in rows:
        blocks.append(Block(start, start + len(row), kept=True, role="table"))
        start += len(row) + 1
    [(document, passages)] = parse_documents([Document("d", "d", "", text, tuple(blocks))])
    found = find_figures(passages, document)
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
    return found


def test_the_heads_of_column_and_row_say_what_is_counted() -> None:
    found = table("Province\tDead\tShare (%)", "Aleppo\t120\t34.5", "Homs\t1,080\t65.5")
    assert [(f.low, f.kind, f.unit, f.of) for f in found] == [
        (120, "count", "dead", "Dead, Aleppo"),
        (34.5, "percent", "%", "Share (%), Aleppo"),
        (1080, "count", "dead", "Dead, Homs"),
        (65.5, "percent", "%", "Share (%), Homs"),
    ]


def test_a_table_without_a_head_is_read_by_its_rows() -> None:
    found = table("Population\t1,200,000", "Founded\t1872", "Budget\t$2.5bn")
    assert [(f.low, f.kind, f.of) for f in found] == [
        (1.2e6, "count", "Population"),
        (2.5e9, "money", "Budget"),
    ]


def test_a_heading_that_only_says_there_is_a_number_is_left_out() -> None:
    [figure] = table("City\tNumber", "Oslo\t12")
    assert (figure.unit, figure.of) == (None, "Oslo")


def measure(low: float, unit: str, kind: str = "measure") -> Figure:
    return Figure(0, 1, "x", low, None, approximate=False, kind=kind, unit=unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (measure(12_000, "acres"), measure(4_856.2, "hectares")),
        (measure(26.2, "miles"), measure(42.165, "Kilometer")),
        (measure(104, "degrees Fahrenheit"), measure(40, "grados celsius")),
        (measure(18, "months", "duration"), measure(1.5, "años", "duration")),
        (measure(100, "kilometers per hour"), measure(62.137, "mph")),
    ],
)
def test_measures_in_different_units_compare(one: Figure, other: Figure) -> None:
    a, b = comparable(one), comparable(other)
    assert a is not None
    assert b is not None
    assert a.low is not None
    assert (a.dimension, a.high) == (b.dimension, b.high)
    assert a.low == pytest.approx(b.low, rel=1e-3)


@pytest.mark.parametrize(
    "figure", [measure(5, "people", "count"), measure(5, "furlongs"), measure(5, "USD", "money")]
)
def test_what_has_no_base_unit_is_not_converted(figure: Figure) -> None:
    assert comparable(figure) is None
