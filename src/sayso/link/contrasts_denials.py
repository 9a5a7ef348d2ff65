"""Denials: one statement says that what the other says is not so.

A negator somewhere in a sentence is no denial of another sentence: what it denies must
be what the other says, and of the same subject. Both are read clause by clause, and
where the subject cannot be read ("he", a passive) nothing is found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.link.contrasts import Finding, quote
from sayso.link.contrasts_clauses import subject_of, supposed
from sayso.link.slots import carries
from sayso.link.words import WORD, lexicon, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.link.slots import Slots, Word
    from sayso.model import Span

SCOPE_END = re.compile(
    r"[,;:.!?\u2026\u2013\u2014\"\u201c\u201d()]|\b(?:and|but|or|because|when|while|although|if)\b",
    re.IGNORECASE,
)
"""What ends the scope of a negator."""

INNER_END = re.compile(r"[.!?][\"\u201d]?\s+[\"\u201c]?[A-Z]")
"""The end of a sentence inside a statement: what is denied there may be beside the point."""

SCOPE = 4
"""Content words after a negator that it denies."""

LEAST_SHARED = 3
"""Content words that a denial and what it denies must share: the denied one and what it is about."""


def denial(a: Slots, b: Slots) -> Finding | None:
    """One denies what the other says of the same subject."""
    if a.negated == b.negated:
        return None
    denying, saying = (a, b) if a.negated else (b, a)
    found = _denied_by_source(denying, saying) or _denied_in_words(denying, saying)
    if found is None:
        return None
    words, where, met = found
    which = ("first", "second") if denying is a else ("second", "first")
    because = f"The {which[0]} denies (“{words}”) what the {which[1]} says."
    return Finding("conflicts", 0.5, because, *((where, met) if denying is a else (met, where)))


def _denied_by_source(denying: Slots, saying: Slots) -> tuple[str, Span, Span] | None:
    """Return the cue by which a source denies what the other statement says too."""
    cue = denying.statement.cue
    shared = denying.meaning & saying.meaning
    if cue is None or cue.lemma not in lexicon("denying-cue") or 2 * len(shared) < len(denying.meaning):
        return None
    met = [word for word in saying.words if word.stem in shared and word.stem not in denying.names]
    subject = _denied_subject(denying)
    if not met or not any(subject & subject_of(saying, word) for word in met):
        return None
    return cue.text, (cue.start, cue.end), (met[0].start, met[-1].end)


def _denied_subject(denying: Slots) -> frozenset[str]:
    """Return the subject of what a source denies: the source, if it denies doing it."""
    first = denying.words[0].lower if denying.words else ""
    if first.endswith("ing"):
        named = (m.group().lower() for name in denying.sources for m in WORD.finditer(name))
        return frozenset(stem(word) for word in named if carries(word))
    carrying = [word for word in denying.words if word.stem in denying.meaning]
    return frozenset(word.stem for word in carrying[:1])


def _denied_in_words(denying: Slots, saying: Slots) -> tuple[str, Span, Span] | None:
    """Return the words after a negator, to the end of their clause, that the other statement says."""
    statement = denying.statement
    text = statement.text
    shared = len(denying.meaning & saying.meaning)
    if shared < max(LEAST_SHARED, 0.5 * len(denying.meaning)) or INNER_END.search(text):
        return None
    for at, word in enumerate(denying.words):
        if word.lower not in lexicon("negation") or _no_denial(denying.words, at):
            continue
        scope = _scope(denying, at)
        plain = [w for w in scope if w.stem in saying.meaning and w.stem not in denying.names]
        if not plain or plain[0] is not scope[0]:
            continue
        subject = subject_of(denying, word)
        met = [w for w in saying.words if w.stem == plain[0].stem and subject & subject_of(saying, w)]
        if met:
            span = (word.start, scope[-1].end)
            return quote(denying, span), span, (met[0].start, met[0].end)
    return None


def _scope(slots: Slots, at: int) -> list[Word]:
    """Return the content words that the negator at *at* denies."""
    statement, word = slots.statement, slots.words[at]
    stop = SCOPE_END.search(statement.text, word.end - statement.start)
    end = statement.start + (stop.start() if stop else len(statement.text))
    return [w for w in slots.words[at + 1 :] if w.end <= end and w.stem in slots.meaning][:SCOPE]


def _no_denial(words: Sequence[Word], at: int) -> bool:
    """Tell whether the negator at *at* denies nothing now: "not only", "no longer", "not until"."""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if supposed(words, at):
        return True
    if not {"until", "since"}.isdisjoint(word.lower for word in words[at:]):
        return True
    return after in {"only", "just", "longer", "least", "later", "doubt", "matter"}
