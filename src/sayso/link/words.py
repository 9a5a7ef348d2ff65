"""Words: the closed-class lists of ``data/words.toml``, and stems."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Protocol

WORD = re.compile(r"\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
"""A number, an abbreviation with full stops, or a word; hyphens part words."""


class Stemmer(Protocol):
    """What is used of a Snowball stemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - the library's name
        """Return the stem of a lower-case word."""


@functools.cache
def lexicon(name: str) -> frozenset[str]:
    """Return one word list of ``data/words.toml`` ("stop", "negation", ...)."""
    text = resources.files("sayso.link").joinpath("data/words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name]["words"].split())


@functools.cache
def _stemmer() -> Stemmer:
    import snowballstemmer  # noqa: PLC0415 - not needed by an import of the command line

    stemmer: Stemmer = snowballstemmer.stemmer("english")
    return stemmer


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word (Porter2), without possessive and full stops."""
    bare = word.replace("\u2019", "'").removesuffix("'s").removesuffix("'").replace(".", "")
    return _stemmer().stemWord(bare)
