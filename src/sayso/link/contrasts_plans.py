"""Plan or deed: one statement says as planned or possible what the other says as fact.

A word of planning somewhere in a sentence says nothing ("amid planning", "the planned
summit"). It must stand with the verb that both have: a modal before it ("may close"),
a verb of planning with its infinitive ("plans to close", "is expected to close"), or
an adverb between the auxiliary and it ("will probably close"). And both must say the
verb of the same subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.link.contrasts import Finding
from sayso.link.contrasts_clauses import subject_of
from sayso.link.words import lexicon

if TYPE_CHECKING:
    from sayso.link.slots import Slots, Word

LEAST_SHARED = 2
"""Content words that the two must share: the verb and what it is said of."""

REACH = 3
"""Words before a verb in which a word makes it a deed that is not done."""


def plan_or_deed(a: Slots, b: Slots) -> Finding | None:
    """One speaks of what is planned or possible, the other of what is."""
    if a.negated or b.negated or len(a.meaning & b.meaning) < LEAST_SHARED:
        return None
    for planning, telling, which in ((a, b, "first"), (b, a, "second")):
        word = next(
            (w for w, verb in _planned(planning) if _told(telling, verb.stem, subject_of(planning, w))), None
        )
        if word is None:
            continue
        span = (word.start, word.end)
        because = f"The {which} says it as planned or possible (“{word.lower}”), the other as fact."
        return Finding("narrower", 0.4, because, *((span, None) if which == "first" else (None, span)))
    return None


def _planned(slots: Slots) -> list[tuple[Word, Word]]:
    """Return the words of planning or possibility, each with the verb that it stands with."""
    found = []
    for at, word in enumerate(slots.words):
        verb_at = _verb_after(slots, at)
        if verb_at is not None and verb_at < len(slots.words):
            verb = slots.words[verb_at]
            if verb.stem in slots.meaning and _plain(slots, verb):
                found.append((word, verb))
    return found


def _verb_after(slots: Slots, at: int) -> int | None:
    """Return the place of the verb that the word at *at* makes planned or possible."""
    word = slots.words[at].lower
    before = slots.words[at - 1].lower if at else ""
    after = slots.words[at + 1].lower if at + 1 < len(slots.words) else ""
    if word in lexicon("modal") and _plain(slots, slots.words[at]):
        return at + 1 + (after in {"have", "be", "not", "also", "soon"})
    if word in lexicon("plan-adverb") and before in lexicon("auxiliary") and after != "to":
        return at + 1
    if after != "to":
        return None
    passive = word in lexicon("plan-participle") and before in lexicon("be")
    return at + 2 if passive or (word in lexicon("plan-verb") and _is_verb(slots, at)) else None


def _is_verb(slots: Slots, at: int) -> bool:
    """Tell whether the word at *at* follows its subject: a pronoun, a name, or "the" with one noun."""
    if not at:
        return False
    before = slots.words[at - 1]
    article = at > 1 and slots.words[at - 2].lower in {"the", "a", "an"}
    return before.lower in lexicon("subject-pronoun") or before.stem in slots.names or article


def _told(slots: Slots, verb: str, subject: frozenset[str]) -> bool:
    """Tell whether a statement says of the same subject that *verb* is so: neither planned nor possible."""
    doubtful = lexicon("not-yet") | lexicon("modality")
    for at, word in enumerate(slots.words):
        before = [w.lower for w in slots.words[max(0, at - REACH) : at]]
        if word.stem != verb or not before or not _plain(slots, word) or before[-1] in lexicon("before-noun"):
            continue
        loose = word.lower.endswith("ing") and before[-1] not in lexicon("be")
        if not loose and doubtful.isdisjoint(before) and subject & subject_of(slots, word):
            return True
    return False


def _plain(slots: Slots, word: Word) -> bool:
    """Tell whether a word is printed in small letters and is no number or name."""
    letter = slots.statement.text[word.start - slots.statement.start]
    return letter.islower() and not word.stem.startswith("#") and word.stem not in slots.names
