"""What stands around a figure in its statement: the sentence, names, times, the fate of those counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.link.contrasts_clauses import CLAUSE_EDGE
from sayso.link.words import lexicon
from sayso.names import country_of

if TYPE_CHECKING:
    from sayso.link.slots import Slots, Word
    from sayso.model import Figure

FATES = (
    frozenset(
        {"dead", "died", "die", "dies", "dying", "killed", "kill", "kills", "killing", "deaths", "death"}
        | {"lives", "fatal", "fatally", "slain"}
    ),
    frozenset(
        {"injured", "injuring", "injuries", "injury", "wounded", "wounding", "wounds", "hurt"}
        | {"hospitalised", "hospitalized"}
    ),
    frozenset({"missing", "unaccounted"}),
    frozenset({"arrested", "arrest", "arrests", "arresting", "detained", "jailed", "custody", "captured"}),
    frozenset({"homeless", "displaced", "evacuated", "evacuating", "housed", "sheltered"}),
    frozenset({"rescued", "saved", "survived", "survivors"}),
    frozenset({"freed", "released", "liberated"}),
    frozenset({"abducted", "kidnapped", "seized"}),
    frozenset({"charged", "indicted"}),
    frozenset({"questioned", "interviewed", "interrogated"}),
    frozenset({"aboard", "board", "carrying", "carried"}),
    frozenset({"destroyed", "destroying", "razed", "levelled", "leveled", "flattened"}),
    frozenset({"damaged", "damaging"}),
    frozenset({"launched", "fired"}),
    frozenset({"intercepted", "downed"}),
    frozenset({"sentenced", "jailed", "serve", "served", "serving"}),
    frozenset({"asked", "sought", "seeks", "demanded", "demands", "requested", "faces", "facing", "maximum"}),
)
"""What happened to those that are counted, or is to be measured: one of these is not another."""

OF_PEOPLE = 10
"""The first of :data:`FATES` are met by people alone."""

DEAD = 0
"""The fate that a toll counts when nothing nearer is told."""

TOLL = "toll"
"""The word that counts the dead from further off: "the death toll from the blast in Tarn is 12"."""

NEAR_FATE = 4
"""Words to either side of a figure in which what happened to those counted is looked for."""

STOP = re.compile(r"[.!?;:][\"\u201d]?\s+(?=[\"\u201c]?[A-Z])")
"""The end of a sentence."""

RATED = frozenset(
    {"average", "averaged", "averaging", "per", "each", "every", "career", "straight", "consecutive"}
)
"""Words of a mean, or of a sum over many occasions: what one occasion gives is another figure."""

SUMMED = RATED | {"total", "totals", "overall", "combined", "altogether", "cumulative", "far"}
"""The same, and words of a sum that may be of one occasion: "a total of 12 were killed", "so far 12"."""

AGE = re.compile(r"[^\W\d_]\s?,\s*$")
"""What stands before the age of who was just named ("Ada Fir, 32, ...")."""

YEARS = re.compile(r"(?:19|20)\d\d")

SCOPES = frozenset(
    {"day", "days", "night", "week", "weeks", "weekend", "month", "months", "year", "years", "decade"}
    | {
        "season",
        "seasons",
        "quarter",
        "half",
        "round",
        "annual",
        "yearly",
        "monthly",
        "weekly",
        "daily",
        "today",
    }
    | {"yesterday", "tomorrow", "date", "during", "period", "first", "second", "third", "last", "final"}
)
"""Words by which a figure is said to be of a part of time, or of one occasion of several."""

DOUBTFUL_MONTHS = frozenset({"march", "may"})
"""Names of months that are other words too."""

BEFORE_MONTH = frozenset(
    {"in", "of", "since", "until", "till", "by", "from", "to", "last", "this", "next", "late", "early", "mid"}
)
"""Words before a name that make it that of a month."""

LONG, ALL_CAPITALS = 3, 0.8
"""A word of more letters is long; a share of capitals among these from which a statement is a headline."""

WHERE = 5
"""Words after a figure in which a name says where or whose it is."""

MAY_BE = frozenset({"can", "could", "may", "might", "would", "should"})
"""Modals after which a figure is of no event."""

BESIDE = 3
"""Words to either side of a figure of which one may say what is measured."""

CHANGED_TO = re.compile(
    r"\b(?:ris(?:en|es|ing)|rose|climb(?:ed|s|ing)|gr[eo]wn?|grows|jump(?:ed|s)|soar(?:ed|s)|increased?|increases"
    r"|rais(?:ed|es)|fallen|falls|fell|dropp?(?:ed|s)|lowered|lowers|revised|revises|updat(?:ed|es))"
    r"\s+(?:\w+\s+){0,3}(?:to|at)\s+$",
    re.IGNORECASE,
)
"""What stands before a figure that takes the place of an earlier one: "the toll has risen to"."""

UNTIL_NOW = re.compile(r"\b(?:so far|as of|by now|to date|until now|up to now)\b", re.IGNORECASE)
"""Words by which a figure is as things stood then."""


def only_may_be(slots: Slots, figure: Figure) -> bool:
    """Tell whether a modal follows a figure; "in May" is none."""
    _, after = sentence_around(slots, figure.start, figure.end)
    zero = slots.statement.start
    return any(w.lower in MAY_BE and slots.statement.text[w.start - zero].islower() for w in after[:BESIDE])


def words_beside(slots: Slots, start: int, end: int) -> tuple[frozenset[str], ...]:
    """Return the words just beside a figure; the stems of the telling ones around it, and next to it."""
    before, after = sentence_around(slots, start, end)
    inside = [w.lower for w in slots.words if w.start < end and start < w.end]
    words = [*(w.lower for w in before[-2:]), *inside, *(w.lower for w in after[:2])]
    near = frozenset(word for word, then in zip(words, [*words[1:], ""], strict=True) if then != "than")
    sides = [
        [w.stem for w in side if w.stem in slots.meaning - slots.names and not w.stem.startswith("#")]
        for side in (before[-BESIDE:], after[:BESIDE])
    ]
    return near, frozenset(sides[0] + sides[1]), frozenset(sides[0][-1:] + sides[1][:1])


def sentence_around(slots: Slots, start: int, end: int) -> tuple[list[Word], list[Word]]:
    """Return the words before and after a place in the same sentence."""
    text, zero = slots.statement.text, slots.statement.start
    first = max((m.end() for m in STOP.finditer(text, 0, start - zero)), default=0) + zero
    stop = STOP.search(text, end - zero)
    last = stop.start() + zero if stop else zero + len(text)
    before = [w for w in slots.words if first <= w.start and w.end <= start]
    return before, [w for w in slots.words if end <= w.start and w.end <= last]


def names_after(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the stems of the names that come soon after a figure: "in the 200 block of Elm Street"."""
    _, after = sentence_around(slots, figure.start, figure.end)
    return frozenset(w.stem for w in after[:WHERE] if w.stem in slots.names and not _of_calendar(w))


def names_in_clause(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the stems of the names in the clause before a figure: who does it, and to whom."""
    text, zero = slots.statement.text, slots.statement.start
    edge = max((m.end() for m in CLAUSE_EDGE.finditer(text, 0, figure.start - zero)), default=0) + zero
    clause = [w for w in slots.words if edge <= w.start < figure.start]
    return frozenset(w.stem for w in clause if _named(slots, w) and not _of_calendar(w))


def _named(slots: Slots, word: Word) -> bool:
    """Tell whether a word is a name in its story, or written like one here: "the Green Party won"."""
    zero, text = slots.statement.start, slots.statement.text
    if word.stem in slots.names:
        return True
    long = [w for w in slots.words if w.end - w.start > LONG]
    capitals = sum(text[w.start - zero].isupper() for w in long)
    inside = word.start > zero and text[word.start - zero].isupper() and word.stem in slots.meaning
    return inside and capitals < ALL_CAPITALS * len(long)


def lands_named(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the countries that a figure's sentence names, or whose people it does."""
    before, after = sentence_around(slots, figure.start, figure.end)
    zero, text = slots.statement.start, slots.statement.text
    words = [w for w in (*before, *after) if text[w.start - zero].isupper()]
    named = {
        country_of(text[w.start - zero : w.end - zero].replace("\u2019", "'").removesuffix("'s"))
        for w in words
    }
    return frozenset(land for land in named if land)


def _of_calendar(word: Word) -> bool:
    """Tell whether a word is a name of a day or month, and of nobody."""
    return word.lower in lexicon("weekday") | lexicon("month")


def months_named(slots: Slots) -> list[Word]:
    """Return the names of months in a statement; "March" and "May" where what is beside them shows it."""
    zero, text = slots.statement.start, slots.statement.text
    found = []
    for at, word in enumerate(slots.words):
        if word.lower in lexicon("month"):
            found.append(word)
        elif word.lower in DOUBTFUL_MONTHS and text[word.start - zero].isupper():
            before = slots.words[at - 1].lower if at else ""
            after = slots.words[at + 1].lower if at + 1 < len(slots.words) else ""
            if before in BEFORE_MONTH or before.isdigit() or after[:1].isdigit():
                found.append(word)
    return found


def scope_of(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the stems of the parts of time that a figure's sentence names: "this season", "May"."""
    before, after = sentence_around(slots, figure.start, figure.end)
    named, months = lexicon("weekday") | SCOPES, months_named(slots)
    words = (*before, *after)
    return frozenset(w.stem for w in words if w.lower in named or w in months or YEARS.fullmatch(w.lower))


def times_named(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the days, months and years that a figure's sentence names."""
    before, after = sentence_around(slots, figure.start, figure.end)
    named, months = lexicon("weekday"), months_named(slots)
    words = (*before, *after)
    return frozenset(w.lower for w in words if w.lower in named or w in months or YEARS.fullmatch(w.lower))


def is_rate(slots: Slots, figure: Figure) -> bool:
    """Tell whether a figure's sentence gives a mean or a sum over many occasions."""
    before, after = sentence_around(slots, figure.start, figure.end)
    return not RATED.isdisjoint(w.lower for w in (*before, *after))


def is_sum(slots: Slots, figure: Figure) -> bool:
    """Tell whether a figure's sentence gives a sum over several occasions, or a mean."""
    before, after = sentence_around(slots, figure.start, figure.end)
    return figure.role == "total" or not SUMMED.isdisjoint(w.lower for w in (*before, *after))


def fate_of(slots: Slots, figure: Figure) -> int | None:
    """Return which of :data:`FATES` the people met that a figure counts: the nearest that is told."""
    left, right = sentence_around(slots, figure.start, figure.end)
    before, after = [w.lower for w in reversed(left)], [w.lower for w in right]
    told = [
        (step, side, fate)
        for side, words in enumerate((after, before))
        for step, word in enumerate(words[:NEAR_FATE])
        for fate, forms in enumerate(FATES)
        if word in forms
    ]
    if not told and TOLL in before:
        return DEAD
    return min(told)[2] if told else _only_fate({*before, *after})


def _only_fate(words: set[str]) -> int | None:
    """Return the fate that a sentence tells of further off, if it tells of one alone."""
    found = [fate for fate, forms in enumerate(FATES) if not forms.isdisjoint(words)]
    return found[0] if len(found) == 1 else None


def owner(slots: Slots, start: int, end: int) -> frozenset[str]:
    """Return the stems of the name next before a place in its sentence part, or just after it."""
    before = [w for w in slots.words if w.end <= start and w.stem in slots.names]
    after = [w for w in slots.words if w.start >= end][:2]
    named = [w.stem for w in after if w.stem in slots.names]
    if AGE.search(slots.statement.text[: start - slots.statement.start]):
        named = []  # "Ada Fir, 32, of Tarn" is not the age of Tarn
    if named or "old" in slots.statement.text[start - slots.statement.start : end - slots.statement.start]:
        return frozenset(named)
    run: list[str] = []
    last = None
    for word in reversed(before):
        if last is not None and word.end + 2 < last:
            break
        run.append(word.stem)
        last = word.start
    stop = lexicon("stop")
    return frozenset(stem for stem in run if stem not in stop)


def may_be_updated(slots: Slots, figure: Figure) -> bool:
    """Tell whether a figure is said to have changed to what it is, or to be as things stand."""
    text, at = slots.host_text, figure.start - slots.host_start
    return bool(CHANGED_TO.search(text[:at])) or bool(UNTIL_NOW.search(text))
