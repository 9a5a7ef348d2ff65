"""What money is called: codes, signs and names of currencies, and whose dollar is meant.

ISO 4217 codes and the full names in every language come from ``data/currencies.tsv``
(Unicode CLDR), signs and the countries of currencies that share a name from
``data/money.toml``. The short names of each language ("dollars", "Rubel") stand in its
numbers file.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def _data(name: str) -> str:
    return resources.files("sayso.extract").joinpath("data", name).read_text(encoding="utf-8")


@functools.cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    lines = (line.split("\t") for line in _data("currencies.tsv").splitlines() if not line.startswith("#"))
    return tuple((code, language, tuple(names.split("|"))) for code, language, names in lines)


@functools.cache
def _money() -> dict[str, Any]:
    return tomllib.loads(_data("money.toml"))


def codes() -> frozenset[str]:
    """Return the ISO 4217 codes that may be printed beside a number, and the trade's own "RMB"."""
    return frozenset({*(code for code, _, _ in _rows()), *_money()["other_codes"]} - {*_money()["not_codes"]})


def currency_names(language: str) -> Iterator[tuple[str, str]]:
    """Yield the full names of currencies in *language* (lower case) with their codes."""
    for code, known, names in _rows():
        if known == language:
            yield from ((name, code) for name in names)


def symbols() -> list[tuple[str, str]]:
    """Return the signs of currencies ("US$", "€") with their codes."""
    return list(_money()["signs"].items())


def settled(code: str, region: str | None) -> str:
    """Return the currency that a shared name means in a country: dollars in Australia are Australian.

    Args:
        code: the ISO 4217 code that the bare name or sign has without a country ("USD").
        region: ISO 3166 code of the outlet's country, if known.
    """
    shared = _money()["shared"].get(code, {})
    return str(shared.get(region, code)) if region else code
