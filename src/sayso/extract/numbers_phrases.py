"""Tables of phrases, looked up where they begin or where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.numbers_tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.extract.numbers_tokens import Tokens

Phrase = tuple[str, ...]
Phrases = dict[str, list[tuple[Phrase, str]]]
"""First (or last) word -> the phrases it starts (or ends), longest first, with what each means."""


def phrase_table(entries: Iterable[tuple[str, str]], *, last: bool = False) -> Phrases:
    """Build a table of phrases by their first word, or by their *last*; the first of equals is kept."""
    table: Phrases = {}
    for printed, meaning in entries:
        phrase = tuple(tokenize(printed).lowers)
        table.setdefault(phrase[-1 if last else 0], []).append((phrase, meaning))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


def same_meaning(words: Iterable[str], meaning: str) -> list[tuple[str, str]]:
    """Pair each of *words* with one *meaning*."""
    return [(word, meaning) for word in words]


def phrase_at(tokens: Tokens, at: int, table: Phrases) -> tuple[int, str] | None:
    """Return the end token and the meaning of the longest phrase of *table* that begins at token *at*."""
    for phrase, meaning in table.get(tokens.low(at), ()):
        if len(phrase) == 1 or tokens.matches(at, phrase):
            return at + len(phrase), meaning
    return None


def phrase_before(tokens: Tokens, end: int, table: Phrases, floor: int = 0) -> tuple[int, str] | None:
    """Return the first token and the meaning of the longest phrase that ends before token *end*."""
    for phrase, meaning in table.get(tokens.low(end - 1), ()):
        start = end - len(phrase)
        if start >= floor and (len(phrase) == 1 or tokens.matches(start, phrase)):
            return start, meaning
    return None
