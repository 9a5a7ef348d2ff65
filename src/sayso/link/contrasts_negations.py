"""Clauses that one statement denies and the other has: what a negator stands before.

The wider net beside :mod:`sayso.link.contrasts_denials`: the denied word may be another
word of the other statement that means the same, and the subject is for the model to weigh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.link.contrasts import Contrast, quote
from sayso.link.contrasts_clauses import CLAUSE_EDGE, subject_of, supposed
from sayso.link.words import lexicon

if TYPE_CHECKING:
    from sayso.link.contrasts_view import Beside, View

AROUND = 3
"""Words that carry meaning to either side of which one must be the same in both."""

LATER = 14
"""Words after a negator in which "until" or "since" makes it a thing that is so at another time."""

TELLING = frozenset({"say", "said", "saying", "tell", "told", "telling", "one", "any", "all"})
"""Words after a negator that are what is denied, and carry no meaning to compare; or that it counts."""

NO_DENIAL = frozenset({"can't", "cannot", "refuse", "refuses", "refused", "without", "unlikely", "never"})
"""Negators that deny an ability, a will or a habit: what somebody cannot do may be done."""

REACH = 5
"""Words after a negator in which what it denies must begin."""

BEFORE = 4
"""Words before a word in which a negator denies it."""

IDLE = frozenset({"only", "just", "longer", "least", "later", "doubt", "matter", "yet", "immediately"})
"""Words after a negator that denies nothing, or not for long."""

DOUBT = frozenset(
    {"to", "if", "whether", "discount", "discounts", "discounted", "rumor", "rumors", "rumours", "rumored"}
    | {"rumoured", "disputed", "disputes", "ruled", "allegation", "allegations", "accusations", "allegedly"}
    | {"before", "until", "unless", "stop", "stopped", "avoid", "prevent", "would", "should", "could", "can"}
)
"""Words before a word by which a statement does not say that it is so."""

OPEN = frozenset({"unknown", "unclear", "unconfirmed", "uncertain"})
"""Words that say of a thing that nobody knows it."""


def negation_contrasts(beside: Beside) -> list[Contrast]:
    """Return what one statement denies and the other says."""
    found = []
    for turned in (False, True):
        denying, saying = (beside.b, beside.a) if turned else (beside.a, beside.b)
        if saying.slots.negated:
            continue
        for at, word in enumerate(denying.slots.words):
            if word.lower not in lexicon("negation") - NO_DENIAL or _idle(denying, at):
                continue
            place = _denied_word(denying, at)
            other = None if place is None else _met(denying, saying, place)
            if place is not None and other is not None and not _of_others(denying, at, saying, other):
                found.append(_contrast((denying, at, place), (saying, other), turned=turned))
    return found


def _of_others(denying: View, at: int, saying: View, other: int) -> bool:
    """Tell whether the two clauses speak of different subjects."""
    one = subject_of(denying.slots, denying.slots.words[at])
    two = subject_of(saying.slots, saying.slots.words[other])
    return bool(one) and bool(two) and not one & two


def _met(denying: View, saying: View, place: int) -> int | None:
    """Return where the other statement says a denied word, of the same thing and undenied."""
    stem = denying.slots.words[place].stem
    if stem in denying.slots.names or stem.startswith("#"):
        return None
    around = _near(denying, place)
    met = [
        at
        for at, word in enumerate(saying.slots.words)
        if word.stem == stem and not _denied(saying, at) and around & _near(saying, at)
    ]
    return met[0] if met else None


def _near(view: View, at: int) -> frozenset[str]:
    """Return the stems of the words that carry meaning around a word, without it."""
    words, meaning = view.slots.words, view.slots.meaning
    before = [w.stem for w in words[:at] if w.stem in meaning][-AROUND:]
    after = [w.stem for w in words[at + 1 :] if w.stem in meaning][:AROUND]
    return frozenset((*before, *after)) - {words[at].stem}


def _idle(view: View, at: int) -> bool:
    words = view.slots.words
    after = [word.lower for word in words[at + 1 : at + 1 + LATER]]
    for_a_while = bool(after) and (after[0] in IDLE or not {"until", "since"}.isdisjoint(after))
    return for_a_while or supposed(words, at)


def _denied_word(view: View, at: int) -> int | None:
    """Return the place of the first word that carries meaning after the negator at *at*, in its clause."""
    slots = view.slots
    for place in range(at + 1, min(len(slots.words), at + 1 + REACH)):
        between = slots.statement.text[slots.words[at].end - slots.statement.start :][
            : slots.words[place].start - slots.words[at].end
        ]
        if CLAUSE_EDGE.search(between) or slots.words[place].lower in TELLING:
            return None
        if slots.words[place].stem in slots.meaning:
            return None if slots.words[place].lower == "going" else place
    return None


def _denied(view: View, at: int) -> bool:
    before = {word.lower for word in view.slots.words[max(0, at - BEFORE) : at]}
    return not before.isdisjoint(lexicon("negation") | lexicon("modality") | DOUBT | OPEN)


def _contrast(denied: tuple[View, int, int], said: tuple[View, int], *, turned: bool) -> Contrast:
    (denying, negator, place), (saying, other) = denied, said
    one, two = denying.slots, saying.slots
    mark, word, met = one.words[negator], one.words[place], two.words[other]
    spans = ((mark.start, word.end), (met.start, met.end))
    which = ("second", "first") if turned else ("first", "second")
    because = f"The {which[0]} denies (“{quote(one, spans[0])}”) what the {which[1]} says (“{met.lower}”)."
    ordered = (spans[1], spans[0]) if turned else spans
    return Contrast("negation", "conflicts", because, *ordered, ())
