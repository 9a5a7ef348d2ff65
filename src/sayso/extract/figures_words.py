"""The words by which figures are set in relation: one data file a language, read once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.numbers_lexicon import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Word lists of one language, by ``section.name`` of its file; a name it lacks is empty.

    ``phrases`` say that a number is a total, ``votes`` is the unit of tallies, ``noun``
    how the counted noun is told from other words where nothing is parsed.
    """

    lists: Mapping[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...] = ()
    votes: str | None = None
    noun: str = "first"

    def has(self, name: str, word: str) -> bool:
        """Tell whether a lower-case *word* is in the list *name* ("roles.further")."""
        return word in self.lists.get(name, frozenset())


@functools.cache
def figure_words(language: str = "en") -> FigureWords:
    """Return the words of a language (ISO 639-1); those of a language without a file are empty."""
    try:
        data = read_data(f"figures.{language}.toml")
    except FileNotFoundError:
        return FigureWords({})
    lists = {
        f"{section}.{name}": frozenset(words)
        for section, table in data.items()
        for name, words in table.items()
        if isinstance(words, list)
    }
    phrases = tuple(tuple(phrase.split()) for phrase in data.get("roles", {}).get("total_phrases", ()))
    votes, noun = data.get("votes", {}).get("unit"), data.get("counted", {}).get("noun", "first")
    return FigureWords(lists, phrases, votes, noun)
