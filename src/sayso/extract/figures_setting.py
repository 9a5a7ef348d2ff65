"""What a document's figures mean by where it comes from: whose dollars, and points of what.

"$5 million" on a page of an Australian outlet are Australian dollars, unless the page
marks its own dollars ("A$5 million"): then the plain sign is the American one. Pounds,
rupees and pesos are those of the country that the page names with them ("Egyptian
pounds"), else the outlet's own. "Leads by six points" in a report on polls are
percentage points.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.figures_words import figure_words
from sayso.extract.numbers_lexicon import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.numbers import Reading
    from sayso.model import Document

_HOST = re.compile(r"(?:https?://)?(?P<host>[\w.-]+\.[a-z]{2,})(?:[/:]|\Z)")
_FEWEST_POLLS = 2
_POINTS = "percentage points"


@dataclass(frozen=True, slots=True)
class Setting:
    """``currencies`` maps a default ISO 4217 code to this document's own; ``polls``: it reports polls."""

    currencies: Mapping[str, str]
    polls: bool


@functools.cache
def _countries() -> Mapping[str, Mapping[str, list[str] | str]]:
    tables: Mapping[str, Mapping[str, list[str] | str]] = read_data("currencies.toml")
    return {code: table for code, table in tables.items() if code.isupper()}


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_data("currencies.toml")["words"].items()}


def setting_of(document: Document) -> Setting:
    """Read from a document's outlet and text whose money its plain signs and words are."""
    text = document.text.lower()
    home = _home(document)
    currencies: dict[str, str] = {}
    for code, table in _countries().items():
        default = str(table["default"])
        if any(name in text for name in table["marked"]):
            if default != "USD":
                currencies.setdefault(default, code)
            elif home == code:
                home = None
        if home == code:
            currencies[default] = code
    words = figure_words("en")
    polls = sum(words.has("points.polls", word) for word in re.findall(r"[a-z]+", text))
    return Setting(currencies, polls >= _FEWEST_POLLS)


def _home(document: Document) -> str | None:
    """Return the currency code of the country that the outlet's address or name tells."""
    host = _HOST.match(document.name)
    address = host["host"] if host else ""
    outlet = (document.outlet or "").lower()
    named = set(re.findall(r"[a-z]+", outlet))
    for code, table in _countries().items():
        if any(address.endswith(f".{end}") or outlet.endswith(f".{end}") for end in table["domains"]):
            return code
        if named & set(table["outlets"]):
            return code
    return None


def settled(on: Reading, setting: Setting, quantity: Quantity) -> Quantity:
    """Return a quantity with its currency, and points of a poll, as the document means them."""
    own = setting.currencies.get(quantity.unit or "")
    if quantity.kind == "money" and own and not _is_marked(on, quantity):
        return replace(quantity, unit=own)
    if setting.polls and quantity.kind == "count" and _are_points(on, quantity):
        return replace(quantity, kind="percent", unit=_POINTS, last=_points_end(on, quantity), fixed=True)
    return quantity


def _is_marked(on: Reading, quantity: Quantity) -> bool:
    """Tell whether the country stands beside the money: "US$5", "5 US dollars", "USD 5", "£5"."""
    words, tokens = _words(), on.tokens
    printed = range(quantity.first, quantity.last)
    if any(tokens.word(k) in on.lexicon.codes or tokens.word(k) in words["signs"] for k in printed):
        return True
    if not any(tokens.low(k) in words["plain"] for k in printed):
        return True
    return any(tokens.low(k) in words["marked"] for k in range(quantity.first - 1, quantity.last + 2))


def _points_end(on: Reading, quantity: Quantity) -> int:
    words = figure_words("en")
    if quantity.last > quantity.number.last:
        return quantity.last
    return quantity.last + words.has("points.words", on.tokens.low(quantity.last))


def _are_points(on: Reading, quantity: Quantity) -> bool:
    """Tell points of a poll from those of a share index or a game."""
    words, tokens = figure_words("en"), on.tokens
    unit = (
        tokens.low(quantity.last - 1) if quantity.last > quantity.number.last else tokens.low(quantity.last)
    )
    if not words.has("points.words", unit):
        return False
    near = tokens.lowers[max(0, quantity.first - 15) : quantity.last + 15]
    return not any(words.has("points.others", word) for word in near)
