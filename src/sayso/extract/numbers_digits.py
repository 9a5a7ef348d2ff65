"""Numerals with separators: 16,000 / 16.000 / 16 000 / 16'000 / 12,34,567 / 1.5.

A separator before three last digits may group thousands or begin decimals. What
decides, strongest first: the numeral's own form (1.234.567), the sense of what is
counted (nobody counts 16 and 0/1000 foreigners), what the document's other numerals
show, and the custom of the language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Sense = Literal["whole", "money", "scaled", "unknown"]
"""What a numeral measures: things that are counted whole, money, something that has
fractions as a rule (before "million", percent, metres), or nothing that helps."""

_TO_OVERTURN = 2
_SPACES = "\u00a0\u2009\u202f "
_APOSTROPHES = "'\u2019"
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?\Z", re.ASCII)
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?\Z", re.ASCII)
_ONE_GROUP = re.compile(r"([1-9]\d{0,2})[.,](\d{3})\Z", re.ASCII)
_DECIMALS = re.compile(r"\d+[.,]\d+\Z|\.\d+\Z", re.ASCII)
_PLAIN = re.compile(r"\d+\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Separators:
    """Which sign groups thousands and which begins decimals in a document.

    ``sure`` tells whether the document itself shows it; else it is its language's or
    country's custom. ``reason`` says so for the reader.
    """

    thousands: str
    decimal: str
    sure: bool = False
    reason: str = "the custom of the text's language"


def infer_separators(numerals: Iterable[str], custom: Separators) -> Separators:
    """Read from a document's numerals which separators it uses.

    Votes come only from numerals that can be read in one way: several groups or
    both separators (two votes), or other than three digits after a lone separator
    (one vote: it may be a list, "1,2"). Against the custom two votes are needed.
    """
    votes = {".": 0, ",": 0}
    shown: dict[str, str] = {}
    for numeral in numerals:
        sign, weight = _decimal_sign(numeral)
        if sign:
            votes[sign] += weight
            shown.setdefault(sign, numeral)
    other = "," if custom.decimal == "." else "."
    lead = votes[custom.decimal] - votes[other]
    if lead > 0:
        return replace(custom, sure=True, reason=f"the text also prints {shown[custom.decimal]}")
    if lead <= -_TO_OVERTURN:
        return Separators(custom.decimal, other, sure=True, reason=f"the text also prints {shown[other]}")
    return custom


def _decimal_sign(numeral: str) -> tuple[str | None, int]:
    """Return the decimal sign that *numeral* shows to be in use, if any, and how surely."""
    if _INDIAN.match(numeral):
        return ".", 2
    if grouped := _GROUPED.match(numeral):
        other = "," if grouped[1] == "." else "."
        proven = numeral.count(grouped[1]) > 1 or other in numeral
        return (other, 2) if proven else (None, 0)
    if _DECIMALS.match(numeral):
        return ("." if "." in numeral else ","), 1
    return None, 0


def read_numeral(numeral: str, separators: Separators, sense: Sense = "unknown") -> float | None:
    """Return the value of a printed numeral, ``None`` where it is not one number (1.2.3)."""
    for space in _SPACES:
        numeral = numeral.replace(space, "")
    if any(sign in numeral for sign in _APOSTROPHES):
        numeral = _drop_apostrophes(numeral)
    if _PLAIN.match(numeral):
        return float(numeral)
    if _INDIAN.match(numeral):
        return float(numeral.replace(",", ""))
    if one := _ONE_GROUP.match(numeral):
        return _read_one_group(one, separators, sense)
    if (grouped := _GROUPED.match(numeral)) and not numeral.startswith("0"):
        thousands = grouped[1]
        decimal = "," if thousands == "." else "."
        return float(numeral.replace(thousands, "").replace(decimal, "."))
    if _DECIMALS.match(numeral):
        return float(numeral.replace(",", "."))
    return None


def _drop_apostrophes(numeral: str) -> str:
    head, *groups = re.split(f"[{_APOSTROPHES}]", numeral)
    whole = [re.match(r"\d{3}(?!\d)", group) for group in groups]
    return head + "".join(groups) if all(whole) and len(head) <= 3 else numeral


def _read_one_group(match: re.Match[str], separators: Separators, sense: Sense) -> float:
    """Read a numeral such as 16.000 or 16,000, which alone could be either."""
    grouped, _ = _is_grouped(match, separators, sense)
    return float(match[1] + match[2]) if grouped else float(f"{match[1]}.{match[2]}")


def _is_grouped(match: re.Match[str], separators: Separators, sense: Sense) -> tuple[bool, str]:
    """Tell whether the sign before three last digits groups thousands, and why."""
    if match[0][len(match[1])] != separators.decimal:
        return True, separators.reason
    if sense == "whole":
        return True, "things are counted whole"
    if sense == "money" and match[2].endswith("0"):
        return True, "prices have no third decimal of 0"
    if sense == "unknown" and match[2] == "000" and not separators.sure:
        return True, "nobody prints decimals that are all 0"
    return (
        False,
        separators.reason if sense != "scaled" else f"a measure may have decimals; {separators.reason}",
    )


def why_read(numeral: str, separators: Separators, sense: Sense = "unknown") -> str | None:
    """Say why a numeral that could be read in two ways (16.000) was read as it was; else ``None``."""
    one = _ONE_GROUP.match(numeral)
    if one is None:
        return None
    grouped, reason = _is_grouped(one, separators, sense)
    sign = numeral[len(one[1])]
    return f'"{sign}" {"groups thousands" if grouped else "begins decimals"}: {reason}'
