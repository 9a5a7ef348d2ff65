"""Wording before a reader: what each outlet calls the same referent, scare quotes shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.report.phrases import times
from sayso.report.safe import inline
from sayso.report.view.index import Place, word_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import Document, Words
    from sayso.report.view.index import Index

_NOTE = re.compile(r"(.*\S) \(([^()]+)\)")
_OPENING = "\"'“‘„‚«‹"
_CLOSING = "\"'”’“‘»›"


@dataclass(frozen=True, slots=True)
class Naming:
    """One way an outlet names a referent: how often, how often of these in quotation marks, and where.

    ``note`` is what the ledger says of it besides ("at a distance", "quoting the Kremlin").
    """

    words: str
    note: str
    count: int
    quoted: int
    places: tuple[Place, ...]

    @property
    def shown(self) -> str:
        """The words, in quotation marks when they mostly stand in them."""
        marked = set(self.words) & set(_OPENING + _CLOSING) - {"'", "’", "‘"}
        return f"“{self.words}”" if self.quoted * 2 > self.count and not marked else self.words

    @property
    def remark(self) -> str:
        """The note, and how often it stands in quotation marks where that is neither always nor never."""
        some = f"{self.quoted} of {self.count} in quotation marks" if 0 < self.quoted < self.count else ""
        return "; ".join(part for part in (self.note, some) if part)

    @property
    def told(self) -> str:
        """The words with how often, and what is to be said of them."""
        return f"{self.shown}{times(self.count)}" + (f" ({self.remark})" if self.remark else "")


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A referent with its namings by outlet (empty where an outlet does not name it)."""

    referent: str
    outlets: Mapping[str, tuple[Naming, ...]]


@dataclass(frozen=True, slots=True)
class WordingTable:
    """Referent by outlet: ``outlets`` are the columns, in the ledger's order."""

    outlets: tuple[str, ...]
    rows: tuple[WordingRow, ...]


def wording_table(index: Index) -> WordingTable:
    """Return the ledger's wording as a table; referents keep the ledger's order."""
    rows = tuple(
        WordingRow(
            inline(wording.referent),
            {
                inline(outlet): tuple(_naming(index, words) for words in used)
                for outlet, used in wording.outlets.items()
            },
        )
        for wording in index.ledger.wording
    )
    order = {inline(document.display): place for place, document in enumerate(index.ledger.documents)}
    outlets = dict.fromkeys(outlet for row in rows for outlet in row.outlets)
    return WordingTable(tuple(sorted(outlets, key=lambda outlet: order.get(outlet, len(order)))), rows)


def _naming(index: Index, words: Words) -> Naming:
    """Return one way of naming as shown."""
    places = tuple(
        Place(index.label(document), document, start, end, word_anchor(document, start))
        for document, start, end in words.places
    )
    quoted = sum(_in_quotes(index.documents[place.document], place.start, place.end) for place in places)
    found = _NOTE.fullmatch(inline(words.words))
    bare, note = (found[1], found[2]) if found else (inline(words.words), "")
    return Naming(bare, note, words.count, quoted, places)


def _in_quotes(document: Document, start: int, end: int) -> bool:
    """Tell whether quotation marks stand right around, or at the edges of, these words."""
    text = document.text
    outside = text[start - 1 : start], text[end : end + 1]
    inside = text[start : start + 1], text[end - 1 : end]
    return any(left and right and left in _OPENING and right in _CLOSING for left, right in (outside, inside))
