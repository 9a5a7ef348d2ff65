"""The words and rules of the time grammar, compiled from a language's data file.

Every word or phrase that a rule mentions gets a character of its own (from the private
use area), so that a text becomes a string of one character a token and a rule becomes a
regular expression over that string: short, fast, and free of any word of a language.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sayso.extract.moments_schema import TELLING, TimeWordsError, check_time_words
from sayso.extract.numbers_lexicon import read_data
from sayso.extract.numbers_tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OTHER = "."
"""The character of a token that no rule mentions."""

NUMERIC = {
    "dd": "A",
    "number": "B",
    "yyyy": "C",
    "spelled": "D",
    "nth": "E",
    "tens": "F",
    "numeric": "G",
    "dotted": "H",
    "day_year": "I",
    "end": "J",
}
"""Characters of tokens that are numbers, by their form."""

_NUMBER_CLASSES = {
    "n": "ABCDH",
    **{name: char for name, char in NUMERIC.items() if name != "number"},
}
_TELLING_NUMBERS = frozenset(
    NUMERIC[name] for name in ("dd", "yyyy", "spelled", "nth", "tens", "numeric", "dotted", "day_year")
)
_FIRST_CHARACTER = 0xE000
_TERM = re.compile(r"\{(?:(\w+)=)?([\w|]+)\}(\?)?\Z")
_FIXED = {"(": "(?:", ")": ")", ")?": ")?", "|": "|", "<": "(?P<whole>", ">": ")"}

Value = int | str


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: what kind of expression it finds, and what its groups may hold.

    ``classes`` maps a group's name to the word classes it was made from.
    ``calendar`` says that the numbers in it are dates, no figures.
    """

    kind: str
    pattern: re.Pattern[str]
    classes: Mapping[str, tuple[str, ...]]
    calendar: bool


@dataclass(slots=True)
class TimeLexicon:
    """One language's time words: characters by word, values by class, rules, cues.

    ``characters`` holds words as printed where their capital matters ("Morgen" is not
    "morgen" in German), else in lower case. ``phrases`` maps a first word to the phrases
    that are one word to the rules ("avant-hier"), longest first; ``splits`` maps a
    compound to its two parts ("Dienstagabend"). ``telling`` are the characters one of
    which stands in every time expression; the others ("the", "last") only surround them.
    """

    language: str
    day_first: bool = True
    mixed_order: bool = False
    characters: dict[str, str] = field(default_factory=dict)
    classes: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    phrases: Mapping[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    splits: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    telling: frozenset[str] = frozenset()

    def character(self, word: str) -> str:
        """Return the character of a word or phrase, giving it one at its first mention."""
        return self.characters.setdefault(word, chr(_FIRST_CHARACTER + len(self.characters)))

    def value(self, classes: tuple[str, ...], word: str) -> Value | None:
        """Return what *word* means in the first of *classes* that knows it."""
        return next(
            (self.classes[name][word] for name in classes if word in self.classes.get(name, {})), None
        )


@functools.cache
def load_time_lexicon(language: str = "en") -> TimeLexicon:
    """Read and compile the time words of a language (ISO 639-1 code).

    Raises:
        FileNotFoundError: sayso has no time words for *language*.
        TimeWordsError: its file is not of the shape that :mod:`sayso.extract.moments_schema` checks.
    """
    name = f"moments.{language}.toml"
    try:
        data = read_data(name)
    except tomllib.TOMLDecodeError as error:
        message = (
            f"{name}: {error}; a word with letters beyond a-z stands in quotes, and only once in a table"
        )
        raise TimeWordsError(message) from error
    return compile_time_words(data, name, language)


def compile_time_words(data: Mapping[str, Any], name: str, language: str) -> TimeLexicon:
    """Compile a language's time words, read from a file called *name*.

    Raises:
        TimeWordsError: the first fault of the file, in one sentence.
    """
    check_time_words(data, name)
    classes = {key: _spelled_out(words, data, key) for key, words in data["classes"].items()}
    lexicon = TimeLexicon(language, classes=classes)
    lexicon.day_first, lexicon.mixed_order = data.get("day_first", True), data.get("mixed_order", False)
    lexicon.words = {key: frozenset(map(_key, words)) for key, words in data.get("words", {}).items()}
    lexicon.capitals = frozenset(data.get("capitals", ()))
    lexicon.lists = _lists(data)
    shared = read_data("moments.shared.toml")
    lexicon.classes = {**shared["classes"], **classes}
    lexicon.rules = (*_compile_rules(lexicon, data, name), *_compile_rules(lexicon, shared, ""))
    lexicon.splits = dict(_compounds(lexicon, data))
    lexicon.phrases = _phrases(lexicon.characters)
    telling = [lexicon.characters.get(word) for name in TELLING for word in lexicon.classes.get(name, ())]
    lexicon.telling = frozenset(filter(None, telling)) | _TELLING_NUMBERS
    return lexicon


# -- words -------------------------------------------------------------------------


def _key(printed: str) -> str:
    """Return how the tokens of a word or phrase are looked up; a capital counts for single words."""
    tokens = tokenize(printed)
    return tokens.words[0] if len(tokens) == 1 else " ".join(tokens.lowers)


def _spelled_out(words: Mapping[str, Value], data: Mapping[str, Any], name: str) -> dict[str, Value]:
    """Give every word of a class its endings; a phrase of two words may be printed with a hyphen."""
    endings = ("", *data.get("endings", {}).get(name, ()))
    spelled: dict[str, Value] = {}
    for (word, value), ending in itertools.product(words.items(), endings):
        key = _key(word + ending)
        spelled.setdefault(key, value)
        if key.count(" ") == 1 and key.replace(" ", "").isalpha():
            spelled.setdefault(key.replace(" ", " - "), value)
    return spelled


def _lists(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    from sayso.extract.moments_schema import CUES, INTERVALS, LISTS  # noqa: PLC0415 - names of keys

    direction, intervals = data["direction"], data.get("intervals", {})
    return {
        **{name: frozenset(data.get(name, ())) for name in LISTS},
        **{name: frozenset(direction.get(name, ())) for name in CUES},
        **{name: frozenset(intervals.get(name, ())) for name in INTERVALS},
    }


def _compounds(lexicon: TimeLexicon, data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give the words that stand for two: "stasera" by itself, "Dienstagabend" by its classes."""
    for word, (head, tail) in data.get("splits", {}).items():
        yield word, (_key(head), _key(tail))
    for first, second in data.get("compounds", {}).items():
        for head, tail in itertools.product(lexicon.classes[first], lexicon.classes[second]):
            if (head + tail).isalpha():
                yield (head + tail).lower(), (head, tail)


def _phrases(characters: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for word in characters:
        if " " in word:
            phrase = tuple(word.split())
            table.setdefault(phrase[0], []).append((phrase, word))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


# -- rules -------------------------------------------------------------------------


def _compile_rules(lexicon: TimeLexicon, data: Mapping[str, Any], name: str) -> Iterator[Rule]:
    """Compile a file's rules; a shared rule (no *name*) is left out where a language lacks its classes."""
    for table in data["rules"]:
        for printed in table["patterns"]:
            try:
                pattern, classes = _compile(lexicon, printed)
            except (KeyError, re.error) as error:
                if not name and isinstance(error, KeyError):
                    continue
                fault = f"no class {error}" if isinstance(error, KeyError) else str(error)
                message = f'{name}: pattern "{printed}" of kind {table["kind"]}: {fault}'
                raise TimeWordsError(message) from error
            yield Rule(table["kind"], pattern, classes, calendar=table.get("calendar", False))


def _compile(lexicon: TimeLexicon, printed: str) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Turn a rule of the data file into an expression over characters."""
    terms = printed.split()
    classes: dict[str, tuple[str, ...]] = {}
    body = "".join(_term(lexicon, term, classes) for term in terms)
    if "<" not in terms:
        body = f"(?P<whole>{body})"
    elif ">" not in terms:
        body += ")"
    return re.compile(body), classes


def _term(lexicon: TimeLexicon, term: str, classes: dict[str, tuple[str, ...]]) -> str:
    if term in _FIXED:
        return _FIXED[term]
    if match := _TERM.match(term):
        name, printed, optional = match[1] or match[2].partition("|")[0], match[2], match[3] or ""
        names = tuple(printed.split("|"))
        characters = "".join(_class(lexicon, one) for one in names)
        group = name
        while group in classes:
            group += "_"
        classes[group] = names
        return f"(?P<{group}>[{characters}]){optional}"
    optional = "?" if len(term) > 1 and term.endswith("?") else ""
    words = term.removesuffix("?") if optional else term
    options = words.split("|") if len(words) > 1 else [words]
    coded = (NUMERIC["end"] if word == "END" else lexicon.character(word) for word in options)
    return f"[{''.join(coded)}]{optional}"


def _class(lexicon: TimeLexicon, name: str) -> str:
    if name in _NUMBER_CLASSES:
        return _NUMBER_CLASSES[name]
    words = lexicon.words[name] if name in lexicon.words else lexicon.classes[name]
    return "".join(lexicon.character(word) for word in words)
