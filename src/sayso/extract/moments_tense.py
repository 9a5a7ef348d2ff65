"""Which way a time lies: the tense of the clause it stands in, and cues beside it.

"met on Wednesday" lies behind the day of publication, "will meet on Wednesday" or "is
expected to meet" ahead of it. Tense is read from the parse of the passage; where the
clause has none (a headline, a bare phrase) the direction stays open. Where there is no
parse, cue words and endings of the language's data file stand in for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from sayso.extract.numbers_tokens import Tokens

_CLIMB = 12
_WINDOW = 14
_SHORTEST_FUTURE = 5
_STOPS = frozenset('.!?;:"()«»“”')


def direction(parse: Doc, start: int, end: int, future: frozenset[str], perfect: frozenset[str]) -> int:
    """Return -1 (behind), 1 (ahead) or 0 (open) for the time at ``[start, end)`` of *parse*.

    *future* are the words that make a clause lie ahead (will, going, expected, due),
    *perfect* the auxiliaries that put it behind (has, had).
    """
    span = parse.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return 0
    token = span.root
    if token.dep_ == "poss":
        return 0
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"} and (found := _of_clause(token, future, perfect)):
            return found
        if token.lower_ in future and token.pos_ in {"ADJ", "NOUN"}:
            return 1
        if token.head == token:
            break
        token = token.head
    return 0


def _of_clause(verb: Token, future: frozenset[str], perfect: frozenset[str]) -> int:
    """Read the tense of one verb with its auxiliaries; 0 where it shows none."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass", "aux:pass"}]
    modals = [helper for helper in helpers if helper.pos_ == "AUX"]
    if any(helper.lower_ in future for helper in modals):
        return 1
    if verb.lower_ in future and not _is(verb, "VerbForm", "Inf"):
        return 1
    if any(_is(helper, "Tense", "Past") or helper.lower_ in perfect for helper in modals):
        return -1
    if _is(verb, "VerbForm", "Inf") and any(helper.pos_ == "PART" for helper in helpers):
        return _of_infinitive(verb, future)
    present = any(_is(helper, "Tense", "Pres") for helper in modals)
    return -1 if _is(verb, "Tense", "Past") and not present else 0


def _is(token: Token, feature: str, value: str) -> bool:
    return value in token.morph.get(feature, [])


def _of_infinitive(verb: Token, future: frozenset[str]) -> int:
    """Read "is set to meet" and "is to meet" as ahead; other infinitives leave it to the verb above."""
    governor = verb.head
    if governor.lower_ in future and governor.lower_ != verb.lower_:
        return 1
    return 1 if governor.pos_ == "AUX" and _is(governor, "Tense", "Pres") else 0


def direction_by_cues(tokens: Tokens, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> int:
    """Return what :func:`direction` does, for tokens ``[first, last)`` of a text without a parse.

    Looks for words and endings that make a clause lie ahead, first in the clause up to
    the time, then after it ("On Friday the court will rule"). What shows nothing is open.
    """
    before = _clause(tokens, range(first - 1, max(first - _WINDOW, -1), -1), lists)
    after = _clause(tokens, range(last, min(last + _WINDOW, len(tokens))), lists)
    for word in (*before, *after):
        if _is_future(word, lists):
            return 1
        if word in lists["perfect"]:
            return -1
    return 0


def _clause(tokens: Tokens, places: range, lists: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Give the words of a clause, away from the time; a comma right beside it does not end it."""
    for step, place in enumerate(places):
        word = tokens.lowers[place]
        if word in _STOPS or word in lists["clause"] or (word == "," and step):
            return
        yield word


def _is_future(word: str, lists: Mapping[str, frozenset[str]]) -> bool:
    if word in lists["future_cues"]:
        return True
    if len(word) < _SHORTEST_FUTURE or word in lists["not_future"]:
        return False
    return any(word.endswith(ending) for ending in lists["future_endings"])
