"""The words that tell what a source is: pronouns, determiners, and the lists of ``data/sources.en.toml``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import SourceKind

GENDERED = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
PLURAL = frozenset({"they", "their", "them"})
NEUTER = frozenset({"it", "its"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PRONOUNS = frozenset(GENDERED) | PLURAL | NEUTER | RELATIVE
SPEAKERS = frozenset({"i", "we", "you", "me", "us", "one", "my", "our"})
"""Pronouns that outside of quotation marks mean the writer or the reader."""

INDEFINITE_PRONOUNS = frozenset(
    {"some", "others", "many", "most", "few", "both", "all", "everyone", "everybody", "each"}
)
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "two", "three", "several", "many", "other"})
PARTITIVES = frozenset(
    {
        "group",
        "number",
        "majority",
        "handful",
        "dozen",
        "score",
        "hundred",
        "thousand",
        "crowd",
        "couple",
        "host",
    }
    | {
        "pair",
        "series",
        "lot",
        "member",
        "some",
        "most",
        "many",
        "one",
        "several",
        "few",
        "all",
        "both",
        "none",
    }
)
"""What counts or portions those named after "of"."""

SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative"})


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The word lists.

    ``firm_endings`` end the names of companies; ``covers`` maps a general noun ("leader")
    to those it may stand for, ``factions`` a word for one side ("gop") to that side.
    """

    unnamed: frozenset[str]
    withheld: frozenset[str]
    groups: frozenset[str]
    documents: frozenset[str]
    posts: frozenset[str]
    sayings: frozenset[str]
    outlet_nouns: frozenset[str]
    outlet_names: frozenset[str]
    outlet_parts: frozenset[str]
    organisations: frozenset[str]
    outlet_cues: frozenset[str]
    plural_reports: frozenset[str]
    epithets: frozenset[str]
    kin: frozenset[str]
    platforms: frozenset[str]
    firm_endings: tuple[str, ...]
    covers: Mapping[str, frozenset[str]]
    factions: Mapping[str, str]

    @property
    def people(self) -> frozenset[str]:
        """The nouns that are only ever for people."""
        return self.unnamed | self.groups | self.epithets | self.kin


@functools.cache
def source_words() -> SourceWords:
    """Return the word lists, read once in a process."""
    raw = tomllib.loads(files("sayso.extract").joinpath("data", "sources.en.toml").read_text("utf-8"))
    covers = {general: frozenset(words.split()) for general, words in raw.pop("covers").items()}
    factions = {word: side for side, words in raw.pop("factions").items() for word in words.split()}
    endings = tuple(raw.pop("firm_endings").split())
    lists = {key: frozenset(value.split()) for key, value in raw.items()}
    return SourceWords(covers=covers, factions=factions, firm_endings=endings, **lists)


@functools.cache
def impersonal_kinds() -> Mapping[str, SourceKind]:
    """Return the kind that a common noun for something other than people names."""
    words = source_words()
    kinds: dict[str, SourceKind] = {}
    kinds.update(dict.fromkeys(words.sayings, "document"))
    kinds.update(dict.fromkeys(words.organisations, "organisation"))
    kinds.update(dict.fromkeys(words.documents, "document"))
    kinds.update(dict.fromkeys(words.posts, "post"))
    kinds.update(dict.fromkeys(words.outlet_nouns, "outlet"))
    return kinds


@functools.cache
def common_nouns() -> frozenset[str]:
    """Return the nouns by which sources go that bear no name."""
    words = source_words()
    return words.unnamed | words.groups | frozenset(impersonal_kinds())
