"""Which way a time lies: the tense of the clause it stands in, and cues beside it.

"met on Wednesday" lies behind the day of publication, "will meet on Wednesday" or "is
expected to meet" ahead of it. Tense is read from the parse of the passage; where the
clause has none (a headline, a bare phrase) the direction stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLIMB = 12


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
