"""The sentences of a parse, those that were cut at an abbreviation joined again.

The full stop of "200 Mill Blvd. on Wednesday" or of "Gen. Sol" ends a word and no
sentence (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", 2006).
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

    from sayso.extract.parse import Passage
    from sayso.model import Span


BOUNDS = "sayso sentences"
"""Where a parse keeps where its sentences begin: each step of a document asks for them anew."""


@functools.cache
def sentence_words() -> dict[str, frozenset[str]]:
    """Return the word lists of ``data/sentences.en.toml`` by name, read once in a process."""
    raw = tomllib.loads(files("sayso.extract").joinpath("data", "sentences.en.toml").read_text("utf-8"))
    return {key: frozenset(value.split()) for key, value in raw.items()}


def sentences(parse: Doc) -> list[TokenSpan]:
    """Return the sentences of *parse* in order: each of its tokens stands in exactly one."""
    bounds: list[int] | None = parse.user_data.get(BOUNDS)
    if bounds is None:
        found = list(parse.sents)
        starts = [after.start for before, after in pairwise(found) if not _goes_on(before, after)]
        bounds = parse.user_data[BOUNDS] = [0, *starts, len(parse)]
    return [parse[start:end] for start, end in pairwise(bounds) if start < end]


def _goes_on(before: TokenSpan, after: TokenSpan) -> bool:
    """Say whether the full stop at the end of *before* is an abbreviation's, and *after* its continuation."""
    end, begin = before.text.rstrip(), after.text.lstrip()
    if not end.endswith(".") or end.endswith("..") or not begin:
        return False
    word = begin.split(maxsplit=1)[0]
    if word.islower() and word[0].isalpha():
        return not end[0].islower()
    earlier, _, last = end[:-1].rpartition(" ")
    listed, known = last.lstrip("(\"'“‘").lower(), sentence_words()
    if not last.lstrip("(\"'“‘")[:1].isupper():
        return False
    if word[0].isdigit():
        return listed in known["numbered"]
    if not word[0].isupper():
        return False
    after_a_name = earlier.rpartition(" ")[2][:1].isupper()
    return listed in known["titles"] or (listed in known["places"] and not after_a_name)


def words_of(passage: Passage, spans: Iterable[Span]) -> list[Token]:
    """Return the tokens of document *spans* in a passage, those that a span cuts included."""
    found: list[Token] = []
    for start, end in spans:
        words = passage.parse.char_span(start - passage.start, end - passage.start, alignment_mode="expand")
        found.extend(words or ())
    return found
