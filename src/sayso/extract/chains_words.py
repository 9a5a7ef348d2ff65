"""The words by which one source hands on another (``data/chains.en.toml``)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ChainWords:
    """The word lists, lemmas in lower case; the data file says what each holds."""

    quoting: frozenset[str]
    rendering: frozenset[str]
    passed_by: frozenset[str]
    passed_in: frozenset[str]
    passed_to: frozenset[str]
    passed_with: frozenset[str]
    exchanges: frozenset[str]
    speaking: frozenset[str]
    platforms: frozenset[str]
    grounds: frozenset[str]
    evidence: frozenset[str]
    media_heads: frozenset[str]
    media_marks: frozenset[str]


@functools.cache
def chain_words() -> ChainWords:
    """Return the word lists, read once in a process."""
    raw = tomllib.loads(files("sayso.extract").joinpath("data", "chains.en.toml").read_text("utf-8"))
    return ChainWords(**{key: frozenset(value.split()) for key, value in raw.items()})
