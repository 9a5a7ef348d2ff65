"""The words and rules of the time grammar, compiled from a language's data file.

Every word that a rule mentions gets a character of its own (from the private use
area), so that a text becomes a string of one character a token and a rule becomes a
regular expression over that string: short, fast, and free of any word of a language.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sayso.extract.numbers_lexicon import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OTHER = "."
"""The character of a token that no rule mentions."""

NUMERIC = {"dd": "A", "number": "B", "yyyy": "C", "spelled": "D", "nth": "E", "tens": "F", "numeric": "G"}
"""Characters of tokens that are numbers, by their form."""

_NUMBER_CLASSES = {
    "n": "ABCD",
    **{name: char for name, char in NUMERIC.items() if name not in {"number", "spelled"}},
}
_FIRST_CHARACTER = 0xE000
_TERM = re.compile(r"\{(?:(\w+)=)?([\w|]+)\}(\?)?\Z")

Value = int | str


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: what kind of expression it finds, and what its groups may hold.

    ``classes`` maps a group's name to the word classes it was made from.
    ``calendar`` says that the numbers in it are dates, no figures; ``fixed`` is the
    value of a rule without groups (a holiday's name).
    """

    kind: str
    pattern: re.Pattern[str]
    classes: Mapping[str, tuple[str, ...]]
    calendar: bool
    fixed: str | None = None


@dataclass(slots=True)
class TimeLexicon:
    """One language's time words: characters by word, values by class, rules, cues."""

    characters: dict[str, str] = field(default_factory=dict)
    classes: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    rules: tuple[Rule, ...] = ()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def character(self, word: str) -> str:
        """Return the character of a lower-case word, giving it one at its first mention."""
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
    """
    data = read_data(f"moments.{language}.toml")
    lexicon = TimeLexicon(classes=data["classes"])
    lexicon.capitals = frozenset(word for name in data["capitals"] for word in data["classes"][name])
    lexicon.lists = {
        **{name: frozenset(words) for name, words in data.items() if _is_word_list(words)},
        **{name: frozenset(words) for name, words in data["direction"].items()},
    }
    lexicon.rules = tuple(_compile_rules(lexicon, data))
    return lexicon


def _is_word_list(words: object) -> bool:
    return isinstance(words, list) and all(isinstance(word, str) for word in words)


def _compile_rules(lexicon: TimeLexicon, data: Mapping[str, Any]) -> Iterator[Rule]:
    for words, value in data["holidays"].items():
        pattern, _ = _compile(lexicon, words)
        yield Rule("holiday", pattern, {}, calendar=False, fixed=value)
    for table in data["rules"]:
        for printed in table["patterns"]:
            pattern, classes = _compile(lexicon, printed)
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
    fixed = {"(": "(?:", ")": ")", ")?": ")?", "|": "|", "<": "(?P<whole>", ">": ")"}
    if term in fixed:
        return fixed[term]
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
    return f"[{''.join(lexicon.character(word) for word in options)}]{optional}"


def _class(lexicon: TimeLexicon, name: str) -> str:
    if name in _NUMBER_CLASSES:
        return _NUMBER_CLASSES[name]
    return "".join(lexicon.character(word) for word in lexicon.classes[name])
