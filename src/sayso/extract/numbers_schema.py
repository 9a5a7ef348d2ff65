"""The shape that every file of number words must have, and what is said where one has not.

A language is one file, ``data/numbers.<language>.toml``; no code names a language. This
module holds the tables that such a file may have and the kind of each entry, so that
a speaker who writes a new one learns at once which file and which key is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Kind = Literal["text", "texts", "flag", "number", "numbered", "named", "rooms", "regions"]
"""``numbered``: number -> printed forms; ``named``: name -> printed forms; ``rooms``: number -> number."""

JOINED_AFTER = ("tens", "hundreds", "scales")


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a table: what it holds, and whether a file may do without it."""

    kind: Kind
    required: bool = False


def _texts(*names: str, required: bool = False) -> dict[str, Entry]:
    return {name: Entry("texts", required) for name in names}


_FREE: dict[str, Entry] = {
    "words": Entry("numbered", required=True),
    "scales": Entry("numbered", required=True),
    "suffixes": Entry("numbered"),
    "collectives": Entry("numbered"),
    "shares": Entry("numbered"),
    "multiples": Entry("numbered"),
    "vague": Entry("named"),
}
"""Tables whose keys are numbers or names of the language's choice."""

_GRAMMAR = _texts(
    "article", "point", "every", "half", "half_after", "half_thing", "few", "some", "multi", "fold", "times",
    "more", "strong", "but", "on_day",
    "no", "none", "nobody", "minus", "be", "change", "with", "than", "noun_in", "by",
) | _texts("and", "of", "the", "between", "from", "to", "or", "in", required=True)  # fmt: skip
_BOUNDS = _texts("min", "max", "about", required=True) | _texts(
    "min_after", "max_after", "about_after", "topic", "topic_bounds", "intensifiers"
)
_MONEY: dict[str, Entry] = {
    "names": Entry("named", required=True),
    "minor": Entry("named"),
    "prefixes": Entry("named"),
    **_texts("measure", "digits_only", "measure_sign", "adjective_endings"),
}
_NAMES = _texts(
    "labels",
    "always",
    "glued",
    "streets",
    "months",
    "groups",
    "numbers",
    "not_capitalised",
    "reversed_streets",
)
_POINTING = {
    "up_to": Entry("number"),
    **_texts("determiners", "all", "relatives", "ordinals", "superlatives"),
}
_TABLES: dict[str, dict[str, Entry]] = {
    "language": {"name": Entry("text", required=True), "article_is_one": Entry("flag")},
    "separators": {
        "thousands": Entry("text", required=True),
        "decimal": Entry("text", required=True),
        "regions": Entry("regions"),
    },
    "respell": {"from": Entry("texts"), "to": Entry("texts")},
    "join": {
        **_texts("after", "bare"),
        "rooms": Entry("rooms"),
        "across": Entry("flag"),
        "most_hundreds": Entry("number"),
        "digits": Entry("flag"),
    },
    "compounds": {
        **_texts("joiners", "halves"),
        "units_first": Entry("flag"),
        "pieces": Entry("numbered"),
    },
    "denominators": {
        "words": Entry("numbered"),
        "unmarked": Entry("flag"),
        **_texts("suffixes", "endings", "always", "halves"),
    },
    "grammar": _GRAMMAR,
    "bounds": _BOUNDS,
    "money": _MONEY,
    "percent": _texts("words", "points", required=True),
    "duration": _texts("units", required=True) | _texts("one_needs"),
    "age": {
        "unit": Entry("text", required=True),
        **_texts(
            "suffix", "people", "he", "of_age", "before", "have", "have_not", "not_before", "adverbs", "elder"
        ),
    },
    "measure": {"names": Entry("named", required=True), **_texts("abbreviations")},
    "plural": _texts("suffixes", "words", "not_plural"),
    "zero": {"people": Entry("text"), **_texts("nouns", "hurt_verbs", "hurt")},
    "one": _texts("persons", "only", "pronoun_after"),
    "names": _NAMES,
    "idioms": _texts("phrases"),
    "pointing": _POINTING,
    "score": _texts("words"),
    "of": _texts("stop", "for", "bare"),
}
_EMPTY: dict[Kind, Callable[[], Any]] = {
    "text": str, "texts": list, "flag": bool, "number": int,
    "numbered": dict, "named": dict, "rooms": dict, "regions": dict,
}  # fmt: skip


def checked(data: Mapping[str, Any], file: str) -> dict[str, dict[str, Any]]:
    """Return the tables of a language's file with what it leaves out as empty.

    Args:
        data: the parsed file.
        file: its name, for messages.

    Raises:
        ValueError: a table or key is missing, unknown, or not of its kind.
    """
    _known(data, [*_FREE, *_TABLES], "table", file)
    tables: dict[str, dict[str, Any]] = {}
    for name, entry in _FREE.items():
        tables[name] = _entry(data, name, entry, file, f"[{name}]")
    for name, entries in _TABLES.items():
        table = data.get(name, {})
        if not isinstance(table, dict):
            raise _wrong(file, f"[{name}]", "must be a table")
        _known(table, entries, "key", file, f"[{name}] ")
        tables[name] = {
            key: _entry(table, key, entry, file, f"[{name}] {key}") for key, entry in entries.items()
        }
    _check_meaning(tables, file)
    return tables


def _wrong(file: str, where: str, what: str) -> ValueError:
    return ValueError(f"{file}: {where} {what}")


def _known(table: Mapping[str, Any], names: Iterable[str], noun: str, file: str, where: str = "") -> None:
    names = list(names)
    for name in table:
        if name not in names:
            raise _wrong(
                file, f"{where}{name}", f"is no {noun} of such a file; it may have {', '.join(names)}"
            )


def _entry(table: Mapping[str, Any], key: str, entry: Entry, file: str, where: str) -> Any:  # noqa: ANN401 - as TOML
    if key not in table:
        if entry.required:
            raise _wrong(file, where, "is missing")
        return _EMPTY[entry.kind]()
    value = table[key]
    problem = _PROBLEMS[entry.kind](value)
    if problem:
        raise _wrong(file, where, problem)
    return value


def _text(value: object) -> str | None:
    return None if isinstance(value, str) else "must be a text"


def _list(value: object) -> str | None:
    fits = isinstance(value, list) and all(isinstance(form, str) and form.strip() for form in value)
    return None if fits else "must be a list of texts, none empty"


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _number(value: object) -> str | None:
    fits = isinstance(value, (int, float)) and not isinstance(value, bool)
    return None if fits else "must be a number"


def _is_numeral(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False


def _named(value: object) -> str | None:
    if not isinstance(value, dict):
        return "must be a table of lists"
    for name, forms in value.items():
        if problem := _list(forms):
            return f"{name} {problem}"
    return None


def _numbered(value: object) -> str | None:
    if problem := _named(value):
        return problem
    assert isinstance(value, dict)  # noqa: S101 - tells mypy what _named has seen
    wrong = next((name for name in value if not _is_numeral(name)), None)
    return wrong and f'{wrong} is no number; write "number = [forms]"'


def _rooms(value: object) -> str | None:
    if not isinstance(value, dict):
        return "must be a table of numbers"
    wrong = next((name for name, room in value.items() if not _is_numeral(name) or _number(room)), None)
    return wrong and f"{wrong} must be a number that stands for a number"


def _regions(value: object) -> str | None:
    if not isinstance(value, dict):
        return "must be a table"
    for name, signs in value.items():
        if not isinstance(signs, dict) or set(signs) != {"thousands", "decimal"}:
            return f"{name} must give thousands and decimal"
    return None


_PROBLEMS: dict[Kind, Callable[[object], str | None]] = {
    "text": _text, "texts": _list, "flag": _flag, "number": _number,
    "numbered": _numbered, "named": _named, "rooms": _rooms, "regions": _regions,
}  # fmt: skip


def _check_meaning(tables: Mapping[str, Mapping[str, Any]], file: str) -> None:
    """Check what one entry alone cannot show: signs that differ, known names, lists of one length."""
    signs = tables["separators"]
    if signs["thousands"] == signs["decimal"]:
        raise _wrong(file, "[separators]", "thousands and decimal must differ")
    if unknown := set(tables["join"]["after"]) - set(JOINED_AFTER):
        known = ", ".join(JOINED_AFTER)
        raise _wrong(file, "[join] after", f"has {', '.join(sorted(unknown))}; it may have {known}")
    respell = tables["respell"]
    if len(respell["from"]) != len(respell["to"]):
        raise _wrong(file, "[respell]", "from and to must be lists of one length")
    vague = {part for name in tables["vague"] for part in name.split()}
    if unknown := vague - {"tens", "hundreds", "thousands", "millions", "billions", "trillions", "dozens",
                           "scores", "lakhs", "crores"}:  # fmt: skip
        raise _wrong(file, "[vague]", f"{', '.join(sorted(unknown))}: no vague number of data/vague.toml")
