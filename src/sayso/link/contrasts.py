"""What two versions of one fact may disagree in, each shown in the words themselves.

Every function takes the slots of two statements and gives a :class:`Finding` or
``None``. They lean to silence: "the numbers differ" alone is a poor sign of a
disagreement, so a figure must count the same thing, a date must be a date of the
same grain, a name must stand in the place of the other name.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.quantities import SAME_NOUN, disjoint, meet, noun_likeness, periods_of, quantities
from sayso.link.words import lexicon
from sayso.names import country_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.link.quantities import Quantity
    from sayso.link.slots import Slots, Word
    from sayso.model import RelationKind, Span

CLAUSE_END = re.compile(
    r"[,;:.!?\u2026\u2013\u2014\"\u201c\u201d()]|\\b(?:and|but|or|because|when|while|although|if)\\b"
)
"""What ends the clause that a negator stands in."""

INNER_END = re.compile(r"[.!?][\"\u201d]?\s+[\"\u201c]?[A-Z]")
"""The end of a sentence inside a statement: what is denied there may be beside the point."""

SCOPE = 4
"""Content words after a negator that it denies."""

LEAST_SHARED = 3
"""Content words that a denial and what it denies must share: the denied one and what it is about."""

LONGEST_SWAP = 4
"""Words of a stretch that stands in the place of another one."""

LEAST_AROUND = 4
"""Words just before and after such a stretch that must be the same in both."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that two statements show: the label, how sure it is (0-1), why and where."""

    relation: RelationKind
    confidence: float
    because: str
    a_span: Span | None = None
    b_span: Span | None = None


def denial(a: Slots, b: Slots) -> Finding | None:
    """One denies what the other says."""
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
    met = [word for word in saying.words if word.stem in shared]
    return (cue.text, (cue.start, cue.end), (met[0].start, met[-1].end)) if met else None


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
        rest = text[word.end - statement.start :]
        stop = CLAUSE_END.search(rest)
        end = word.end + (stop.start() if stop else len(rest))
        scope = [w for w in denying.words[at + 1 :] if w.end <= end and w.stem in denying.meaning][:SCOPE]
        plain = [w for w in scope if w.stem in saying.meaning and w.stem not in denying.names]
        if not plain or plain[0] is not scope[0]:
            continue
        met = [w for w in saying.words if w.stem in {w.stem for w in plain}]
        span = (word.start, scope[-1].end)
        return _quote(denying, span), span, (met[0].start, met[-1].end)
    return None


def _no_denial(words: Sequence[Word], at: int) -> bool:
    """Tell whether the negator at *at* denies nothing: "not only", "no longer", "not just"."""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return after in {"only", "just", "longer", "least", "later", "doubt", "matter"}


def figures(a: Slots, b: Slots) -> Finding | None:
    """Figures that count the same thing do not meet."""
    best: tuple[float, Quantity, Quantity] | None = None
    others = quantities(b)
    for mine in quantities(a):
        rivals = [
            (noun_likeness(mine, other), other)
            for other in others
            if other.figure.kind == mine.figure.kind and not _of_others(mine, other)
        ]
        rivals = [(like, other) for like, other in rivals if like >= SAME_NOUN]
        if not rivals or any(meet(mine.figure, other.figure) for _, other in rivals):
            continue
        like, rival = max(rivals, key=lambda x: (x[0], -x[1].figure.start))
        if best is None or like > best[0]:
            best = (like, mine, rival)
    return _apart(*best[1:]) if best else None


def _of_others(a: Quantity, b: Quantity) -> bool:
    return bool(a.group) and bool(b.group) and not a.group & b.group


def _apart(a: Quantity, b: Quantity) -> Finding:
    spans = ((a.figure.start, a.figure.end), (b.figure.start, b.figure.end))
    said = f"“{a.figure.text}” in the first, “{b.figure.text}” in the second"
    exact = not a.figure.approximate and not b.figure.approximate
    if exact and a.figure.when and a.figure.when == b.figure.when:
        return Finding("conflicts", 0.6, f"The figures exclude each other for the same time: {said}.", *spans)
    late = " for another time: one may update the other" if a.figure.when != b.figure.when else ""
    return Finding("differs", 0.7, f"The figures differ{late}: {said}.", *spans)


def periods(a: Slots, b: Slots) -> Finding | None:
    """Each gives one date, and the two cannot be the same day or period."""
    mine, yours = periods_of(a), periods_of(b)
    if len(mine) == 1 and len(yours) == 1 and disjoint(mine[0], yours[0]):
        spans = ((mine[0].start, mine[0].end), (yours[0].start, yours[0].end))
        because = f"The times differ: “{mine[0].text}” in the first, “{yours[0].text}” in the second."
        return Finding("differs", 0.55, because, *spans)
    for name in ("weekday", "month"):
        days = [[w for w in one.words if w.lower in lexicon(name)] for one in (a, b)]
        forms = [{w.lower for w in found} for found in days]
        if len(forms[0]) == len(forms[1]) == 1 and forms[0] != forms[1]:
            first, second = days[0][0], days[1][0]
            spans = ((first.start, first.end), (second.start, second.end))
            said = f"{first.lower.title()} in the first, {second.lower.title()} in the second"
            return Finding("differs", 0.5, f"The times differ: {said}.", *spans)
    return None


def swapped(a: Slots, b: Slots) -> Finding | None:
    """Where one names a country or a place, the other names another one in the same place."""
    mine, yours = [w.stem for w in a.words], [w.stem for w in b.words]
    matcher = difflib.SequenceMatcher(None, mine, yours, autojunk=False)
    codes = matcher.get_opcodes()
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        around = [end - start for kind, start, end, _, _ in codes[max(0, at - 1) : at + 2] if kind == "equal"]
        if tag != "replace" or max(i2 - i1, j2 - j1) > LONGEST_SWAP or sum(around) < LEAST_AROUND:
            continue
        first, second = _place(a, i1, i2), _place(b, j1, j2)
        if {_country(w) for w in first} & {_country(w) for w in second} - {None}:
            continue
        new = not ({w.stem for w in first} & set(yours) or {w.stem for w in second} & set(mine))
        if first and second and new:
            spans = ((first[0].start, first[-1].end), (second[0].start, second[-1].end))
            said = f"“{_quote(a, spans[0])}” in the first, “{_quote(b, spans[1])}” in the second"
            return Finding("differs", 0.5, f"Another name stands in the same place: {said}.", *spans)
    return None


def _place(slots: Slots, start: int, end: int) -> list[Word]:
    """Return the names of a stretch if they are a country's, or follow a preposition of place."""
    words = slots.words[start:end]
    named = [w for w in words if w.stem in slots.names]
    before = slots.words[start - 1].lower if start else ""
    placed = before in lexicon("place-preposition") and list(words[:1]) == named[:1]
    return named if placed else [w for w in named if _country(w)]


def _country(word: Word) -> str | None:
    return country_of(word.lower.replace("\u2019", "'").removesuffix("'s").title())


def plan_or_deed(a: Slots, b: Slots) -> Finding | None:
    """One speaks of what is planned or possible, the other of what is."""
    forms = lexicon("modality")
    planned = [next((w for w in one.words if w.lower in forms), None) for one in (a, b)]
    if bool(planned[0]) == bool(planned[1]):
        return None
    word, which = (planned[0], "first") if planned[0] else (planned[1], "second")
    if word is None:
        return None
    span = (word.start, word.end)
    because = f"The {which} says it as planned or possible (“{word.lower}”), the other as fact."
    spans = (span, None) if which == "first" else (None, span)
    return Finding("narrower", 0.4, because, *spans)


def _quote(slots: Slots, span: Span) -> str:
    start = slots.statement.start
    return " ".join(slots.statement.text[span[0] - start : span[1] - start].split())
