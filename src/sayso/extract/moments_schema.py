"""The shape of a language's time words, checked when they are read.

A speaker adds a language with one file, ``data/moments.<code>.toml``; what is wrong in
it is said in one sentence that names the file and the key. Values follow TIMEX3
(ISO 24617-1): unit letters, parts of days, seasons.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS = frozenset(
    [
        "date",
        "numeric",
        "day_month",
        "month",
        "year",
        "years",
        "part_of_year",
        "season",
        "decade",
        "century",
        "weekday",
        "day",
        "part",
        "period",
        "week_of",
        "anchor",
        "offset",
        "ahead",
        "duration",
        "set",
        "time",
        "holiday",
        "ref",
    ]
)
"""What a rule may find; :mod:`sayso.extract.moments_resolve` has a function for each."""

NUMBERS = frozenset(["n", "dd", "yyyy", "spelled", "nth", "tens", "numeric", "dotted", "day_year"])
"""Classes of tokens that are numbers; a file cannot define them."""

LISTS = (
    "ordinal_suffixes",
    "decade_suffixes",
    "year_after",
    "perhaps_year_after",
    "possessives",
    "age_after",
)
CUES = (
    "linking",
    "ahead_of",
    "as_soon",
    "as",
    "future",
    "future_cues",
    "future_endings",
    "not_future",
    "perfect",
    "clause",
    "until",
    "since_only",
)
INTERVALS = ("from", "to", "between", "and")
TELLING = (
    "month",
    "short_month",
    "full_month",
    "plain_month",
    "weekday",
    "short_weekday",
    "plain_weekday",
    "weekdays",
    "unit",
    "period",
    "plural_unit",
    "unit_adjective",
    "part",
    "day_part",
    "season",
    "plain_season",
    "day_word",
    "tonight",
    "back",
    "ahead",
    "anchor_day",
    "decade_word",
    "roman",
    "daily",
    "now",
    "future",
    "holiday",
    "zone",
    "clock_word",
)
REQUIRED = ("month", "weekday", "unit", "period", "part", "season", "shift", "day_word")

_UNITS = frozenset(["TS", "TM", "TH", "D", "W", "WE", "FN", "M", "Q", "Y", "DE", "CE"])
_VALUES: dict[str, tuple[str, object]] = {
    "month": ("a month, 1-12", range(1, 13)),
    "weekday": ("a weekday, 1 (Monday) - 7", range(1, 8)),
    "unit": (f"one of {', '.join(sorted(_UNITS))}", _UNITS),
    "part": ("one of MO, MI, AF, EV, NI, DT", frozenset(["MO", "MI", "AF", "EV", "NI", "DT"])),
    "season": ("one of SP, SU, FA, WI", frozenset(["SP", "SU", "FA", "WI"])),
    "step": ("a count of steps, -3 to 3", range(-3, 4)),
    "edge": ("one of START, MID, END", frozenset(["START", "MID", "END"])),
    "half": ("H1 or H2", frozenset(("H1", "H2"))),
    "quarter": ("one of Q1-Q4", frozenset(["Q1", "Q2", "Q3", "Q4"])),
    "ordinal": ("a number, 1-31", range(1, 32)),
    "century": ("a century, 1-30", range(1, 31)),
    "decade": (
        "a decade: 60 or 1960",
        frozenset([*range(0, 100, 10), *range(1500, 2100, 10)]),
    ),
    "set": ('an ISO 8601 duration such as "P1D"', re.compile(r"P(\d+[YMWD]|T\d+[HMS])\Z")),
    "ref": ("one of PRESENT_REF, PAST_REF, FUTURE_REF", frozenset(["PRESENT_REF", "PAST_REF", "FUTURE_REF"])),
    "vague": ('"X"', frozenset("X")),
    "hours": ("hours to add, 0 or 12", frozenset((0, 12))),
    "holiday": (
        'a rule: "12-25", "E-2" (days from Easter) or "11+4:4" (fourth Thursday of November), "2001-09-11"',
        re.compile(r"(0\d|1[0-2])-[0-3]\d\Z|E[+-]\d+\Z|\d{4}-[01]\d-[0-3]\d\Z|(0\d|1[0-2])[+-][1-5]:[1-7]\Z"),
    ),
    "zone": ('an offset such as "+01:00", "Z" or ""', re.compile(r"Z?\Z|[+-]\d\d:\d\d\Z")),
    "clock": ('a time such as "T12:00"', re.compile(r"T\d\d:\d\d\Z")),
    "count": ("a number", range(1, 101)),
}

CLASSES = {
    "month": "month",
    "short_month": "month",
    "full_month": "month",
    "plain_month": "month",
    "weekday": "weekday",
    "short_weekday": "weekday",
    "plain_weekday": "weekday",
    "weekdays": "weekday",
    "unit": "unit",
    "period": "unit",
    "plural_unit": "unit",
    "unit_adjective": "unit",
    "part": "part",
    "day_part": "part",
    "season": "season",
    "plain_season": "season",
    "shift": "step",
    "near": "step",
    "past_word": "step",
    "span": "step",
    "day_word": "step",
    "tonight": "step",
    "ago": "step",
    "back": "step",
    "ahead": "step",
    "anchor": "step",
    "anchor_day": "step",
    "early": "edge",
    "edge": "edge",
    "quarter_sign": "quarter",
    "half": "half",
    "quarter": "quarter",
    "ordinal_word": "ordinal",
    "century_word": "century",
    "roman": "century",
    "decade_word": "decade",
    "daily": "set",
    "now": "ref",
    "future": "ref",
    "some": "vague",
    "a": "count",
    "every": "count",
    "meridiem": "hours",
    "a_p": "hours",
    "holiday": "holiday",
    "zone": "zone",
    "clock_word": "clock",
    "number_word": "count",
}
"""Word classes that the code reads a meaning from; each with the kind of its values."""

_TOP = frozenset(
    ("day_first", "mixed_order", "capitals", *LISTS, "classes", "words", "endings", "compounds", "splits")
)
_TABLES = frozenset(("direction", "intervals", "rules"))


class TimeWordsError(ValueError):
    """A file of time words that cannot be used; says which file, which key and what it should be."""


def check_time_words(data: Mapping[str, Any], name: str) -> None:
    """Check a language's time words against the shape that all of them share.

    Raises:
        TimeWordsError: with one sentence for the first fault: file, key, what it should be.
    """
    fault = next(_faults(data), None)
    if fault:
        message = f"{name}: {fault}"
        raise TimeWordsError(message)


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (f'unknown key "{key}"' for key in data if key not in _TOP | _TABLES)
    yield from (f'"{key}" is missing' for key in ("classes", "direction", "rules") if key not in data)
    for key in ("day_first", "mixed_order"):
        if not isinstance(data.get(key, True), bool):
            yield f'"{key}" should be true or false'
    for key in ("capitals", *LISTS):
        yield from _list_faults(data.get(key, []), key)
    for table, known in (("direction", CUES), ("intervals", INTERVALS), ("words", ()), ("endings", ())):
        yield from _table_faults(data.get(table, {}), table, known)
    yield from _class_faults(data["classes"])
    yield from _joined_faults(data)
    yield from _rule_faults(data["rules"])


def _table_faults(words: Mapping[str, object], table: str, known: tuple[str, ...]) -> Iterator[str]:
    for key, listed in words.items():
        if known and key not in known:
            yield f'unknown key "{table}.{key}"; known are {", ".join(known)}'
        yield from _list_faults(listed, f"{table}.{key}")


def _joined_faults(data: Mapping[str, Any]) -> Iterator[str]:
    """Check the words that stand for two: both halves have to be words of classes."""
    classes = data["classes"]
    for first, second in data.get("compounds", {}).items():
        for name in (first, second):
            if name not in classes:
                yield f'"compounds" joins {first} and {second}, but "classes.{name}" is missing'
    spelled = {word.lower() for words in classes.values() for word in words}
    for word, halves in data.get("splits", {}).items():
        if len(halves) != 2 or not {half.lower() for half in halves} <= spelled:
            yield f'"splits.{word}" should be two words of classes'


def _list_faults(words: object, key: str) -> Iterator[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield f'"{key}" should be a list of words'


def _class_faults(classes: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    yield from (f'"classes.{name}" is missing' for name in REQUIRED if not classes.get(name))
    for name, words in classes.items():
        if name not in CLASSES:
            yield f'unknown class "classes.{name}"; words without a value belong in "words"'
        else:
            yield from _value_faults(CLASSES[name], words, f"classes.{name}")


def _value_faults(kind: str, words: Mapping[str, object], table: str) -> Iterator[str]:
    said, allowed = _VALUES[kind]
    for word, value in words.items():
        fits = (
            isinstance(value, str) and allowed.match(value)
            if isinstance(allowed, re.Pattern)
            else not isinstance(value, bool) and value in allowed  # type: ignore[operator]
        )
        if not fits:
            yield f'"{table}.{word}" is {value!r} and should be {said}'


def _rule_faults(rules: object) -> Iterator[str]:
    if not isinstance(rules, list):
        yield '"rules" should be tables, each under [[rules]]'
        return
    for number, rule in enumerate(rules, 1):
        if rule.get("kind") not in KINDS:
            kinds = ", ".join(sorted(KINDS))
            yield f"rule {number}: kind is {rule.get('kind')!r} and should be one of {kinds}"
        yield from _list_faults(rule.get("patterns"), f"patterns of rule {number}")
