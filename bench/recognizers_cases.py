"""Cases of the Recognizers-Text specifications, with our conventions laid over theirs.

Everything in which sayso means to differ from the specifications is said here, so that
the product never bends to them:

* A case is named *excluded* (:func:`excluded`) where it asks for what no news page
  prints (powers, divisions in words) or for what sayso reads in another way on purpose
  (a telephone number is no number, nor is each run of its digits). Excluded cases are
  counted by kind, and every figure is printed with and without them. That the reference
  implementation itself misses a case excludes nothing.
* Results without a value (a unit named alone, "fahrenheit") are no figures and are left out.
* An article that is also the number one ("un", "een") is no number and left out on both sides.
* Texts that were split into tokens (``$ 59 . 2 million``) are rejoined, gold spans with them.
* A range's ends are compared as numbers: sayso does not tell open from closed ends.
* "Dollar", "Pound" and the like stay open in the specifications and are settled in sayso:
  any currency of that name is right. Cents and pence are hundredths of the unit in sayso.
* A date that the specifications leave open between past and future is right when sayso
  gives one of the two; sayso decides by tense. Sayso keeps the granularity that is printed:
  "two months ago" is right as the month that holds the day expected. Days that do not
  exist (30 February) sayso leaves out; such cases are excluded.
* Words that lead a span and are no part of ours ("from 2 to 3", "in two weeks", "age 87")
  or of theirs ("about 500 or more") are passed over on either side; so is "de edad" after
  an age, which the specifications count to it in one language and not in the next.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LANGUAGES = {
    "English": "en",
    "Dutch": "nl",
    "German": "de",
    "French": "fr",
    "Spanish": "es",
    "Italian": "it",
    "Portuguese": "pt",
}
MODELS = (
    "Number",
    "Ordinal",
    "NumberRange",
    "Percent",
    "Age",
    "Dimension",
    "Currency",
    "Temperature",
    "DateTime",
)
Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a case expects or sayso found: a span, the value's ends, or TIMEX3 values; a unit if any."""

    start: int
    end: int
    ends: Ends = (None, None)
    times: frozenset[str] = frozenset()
    unit: str = ""
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its expected results; ``kind`` names the type of time, ``why`` why it is excluded."""

    text: str
    results: tuple[Result, ...]
    kind: str
    reference: str | None
    why: str | None


def read_cases(folder: Path, language: str, model: str) -> Iterator[Case]:
    """Read the cases of one model of one language ("English", "Number"); none where there is no file."""
    path = folder / language / f"{model}Model.json"
    if not path.exists():
        return
    for case in json.loads(path.read_text(encoding="utf-8")):
        kept = [r for r in case["Results"] if not _without_value(r) and not _is_article(r, model)]
        kinds = {str(r["TypeName"]).rpartition(".")[2] for r in kept}
        text, place = _rejoined(case["Input"])
        results = tuple(_result(r, case["Input"], place, language, model) for r in kept)
        reference = case.get("Context", {}).get("ReferenceDateTime")
        kind = next(iter(kinds)) if len(kinds) == 1 else "mixed" if kinds else "none"
        yield Case(text, results, kind, reference, excluded(case, model))


def _without_value(result: dict[str, Any]) -> bool:
    resolution = result.get("Resolution") or {}
    return "value" in resolution and resolution["value"] is None


def _is_article(result: dict[str, Any], model: str) -> bool:
    """Tell the "un" of "un vent glacial", which the specifications read as the number one."""
    return model == "Number" and str(result["Text"]).lower() in _ARTICLES


def _result(raw: dict[str, Any], printed: str, place: list[int], language: str, model: str) -> Result:
    start, end = _span(raw, printed)
    start, end = place[start], place[end]
    resolution: dict[str, Any] = raw.get("Resolution") or {}
    if model == "DateTime":
        times = {time for value in resolution.get("values") or [] for time in _times(value)}
        return Result(start, end, times=frozenset(times))
    value, unit = str(resolution.get("value", "")), str(resolution.get("unit", ""))
    ends = _interval(value) if model == "NumberRange" else _point(value, language)
    if _is_minor(unit) and ends[0] is not None:
        ends = (ends[0] / 100, ends[0] / 100)
    return Result(start, end, ends, unit=unit, iso=str(resolution.get("isoCurrency") or ""))


def _times(value: dict[str, str]) -> Iterator[str]:
    """Give what a time may be written as: its value, its TIMEX, its interval with both days inside."""
    for name in ("value", "timex"):
        if written := value.get(name):
            yield written.removesuffix(":00").replace(" ", "T") if "-" in written else written
    start, end = value.get("start", "")[:10], value.get("end", "")[:10]
    if value.get("type") == "daterange" and start and end:
        yield f"{start}/{date.fromisoformat(end) - timedelta(days=1)}"


def _span(raw: dict[str, Any], printed: str) -> tuple[int, int]:
    """Return the gold span; where its offsets do not select its text, the text's first place."""
    text, start = str(raw["Text"]), int(raw.get("Start", 0))
    end = int(raw.get("End", start + len(text) - 1)) + 1
    if printed[start:end].lower() != text.lower():
        found = printed.lower().find(text.lower())
        start, end = (found, found + len(text)) if found >= 0 else (start, end)
    while end > start and printed[end - 1 : end].isspace():
        end -= 1
    return max(0, min(start, len(printed))), max(0, min(end, len(printed)))


_MINOR = re.compile(
    r"(?i)(?:cent|pence|penny|penni|pennie|penie|pfennig|kopeck|p[eé]nique|centavo|c[eé]ntimo|centesimo|centime|sen)s?\Z"
)


def _is_minor(unit: str) -> bool:
    return bool(_MINOR.match(unit))


def _point(value: str, language: str) -> Ends:
    plain = value.removesuffix("%").strip()
    if language != "English":
        plain = plain.replace(".", "").replace(",", ".") if "," in plain else plain
    try:
        return float(plain), float(plain)
    except ValueError:
        return None, None


_INTERVAL = re.compile(r"[\[(](?P<low>[^,]*),(?P<high>[^,]*)[\])]\Z")


def _interval(value: str) -> Ends:
    match = _INTERVAL.match(value)
    if match is None:
        return None, None
    low, high = (float(end) if end.strip() else None for end in (match["low"], match["high"]))
    return low, high


_SPLIT = re.compile(r"(?<=\d) (?=[.,] \d)|(?<=\d [.,]) (?=\d)|(?<=\w) (?=[.,;!?](?: |\Z))|(?<=[$£€¥]) (?=\d)")
_TOKENISED = re.compile(r" [.,] |` `|' '")


def _rejoined(text: str) -> tuple[str, list[int]]:
    """Return a text without the blanks that a tokeniser put in, and where each offset went."""
    gaps = {m.start() for m in _SPLIT.finditer(text)} if _TOKENISED.search(text) else set()
    place, at = [], 0
    for index in range(len(text) + 1):
        place.append(at)
        at += index < len(text) and index not in gaps
    return "".join(sign for index, sign in enumerate(text) if index not in gaps), place


# -- what is excluded, and why ---------------------------------------------------------

_ARTICLES = frozenset(
    {"een", "ein", "eine", "einen", "einem", "einer", "eines", "un", "une", "una", "uno", "um", "uma"}
)
_UNITS_OF_SIZE = re.compile(r"\d\s*G\b|\d\s+k\b")
_NO_ZERO = re.compile(r"(?<![\w.]),\d")
_POWER = re.compile(r"\d\s*\^|\d[eE][+-]?\d")
_OVER = re.compile(r"(?i)\b(?:over|sobre|entre|dividido|durch|gedeeld door|diviso)\b")
_CODES = (
    r"\d+\.\d+\.\d+\.\d+",  # an address on the internet
    r"\d-\d{3,}[-/]\d{3,}",  # a telephone number
    r"\\t|https?:",
    r"[A-Za-z]{2,}\d?-\d{3}|\d{3,} ?[A-Za-z]-?\d{2}",
)
_CODE = re.compile("|".join(_CODES))
_WORD_EQUAL = r"(?:equal|[ée]ga[lu]|[ui]gual|gleich|gelijk)\w*"
_EQUAL = re.compile(rf"(?i)(?:{_WORD_EQUAL}|au nombre)\b[^\d]*\d|.*\d.*\b{_WORD_EQUAL}")
_SIMPLE = (2, 3, 4, 5, 8, 10)
_LONGEST_FRACTION = 5
_LEAST_SCALED = 1000
Raw = dict[str, Any]


def excluded(case: Raw, model: str) -> str | None:
    """Name why a case is no news: the kind under which it is counted apart; ``None`` where it is."""
    return next((why for why, models, holds in _RULES if model in models and holds(case)), None)


def _value(result: Raw) -> str:
    return str((result.get("Resolution") or {}).get("value", ""))


def _fractions(case: Raw) -> list[Raw]:
    """Return the results that are fractions in words."""
    results = [r for r in case["Results"] if (r.get("Resolution") or {}).get("subtype") == "fraction"]
    return [r for r in results if not re.search(r"\d", str(r["Text"])) or _OVER.search(str(r["Text"]))]


def _is_lesson(result: Raw) -> bool:
    """Tell "a hundred thirty-fifths" from fractions that people write: halves, thirds, tenths."""
    value, _ = _point(_value(result), "German")
    simple = value is not None and any(abs(value * n - round(value * n)) < 1e-6 for n in _SIMPLE)
    whole = value is not None and value == round(value) and value < _LEAST_SCALED
    return not simple or whole or len(str(result["Text"]).split()) > _LONGEST_FRACTION


def _is_equation(result: Raw) -> bool:
    """Tell "equal to 20", "5000 or equal" from bounds: "less than or equal to 20"."""
    return bool(_EQUAL.match(str(result["Text"])))


def _is_division(case: Raw) -> bool:
    return any(_OVER.search(str(r["Text"])) for r in case["Results"])


def _no_such_day(case: Raw) -> bool:
    days = [v for r in case["Results"] for v in (r.get("Resolution") or {}).get("values") or []]
    return any(v.get("value") == "not resolved" and v.get("type") == "date" for v in days)


_RULES: tuple[tuple[str, frozenset[str], Callable[[Raw], bool]], ...] = (
    (
        "digits of codes, addresses and telephone numbers, taken apart",
        frozenset({"Number"}),
        lambda case: bool(_CODE.search(case["Input"])),
    ),
    ("powers", frozenset({"Number", "Percent"}), lambda case: bool(_POWER.search(case["Input"]))),
    (
        "G, and k after a blank: networks, kelvin and kilometres to a reader of news",
        frozenset({"Number"}),
        lambda case: bool(_UNITS_OF_SIZE.search(case["Input"])),
    ),
    (
        "decimals that leave out the zero before a comma",
        frozenset({"Number", "Percent", "Dimension"}),
        lambda case: bool(_NO_ZERO.search(case["Input"])),
    ),
    ("divisions in words", frozenset({"Number", "Percent"}), _is_division),
    (
        "fractions of arithmetic lessons",
        frozenset({"Number"}),
        lambda case: any(_is_lesson(r) for r in _fractions(case)),
    ),
    (
        "one number as a range: equal to it, or equal after it",
        frozenset({"NumberRange"}),
        lambda case: any(_is_equation(r) for r in case["Results"]),
    ),
    (
        "percent in words before the number",
        frozenset({"Percent"}),
        lambda case: any(re.match(r"(?i)per|pour|por|pro", str(r["Text"])) for r in case["Results"]),
    ),
    (
        "a unit without a number",
        frozenset(MODELS),
        lambda case: bool(case["Results"]) and all(_without_value(r) for r in case["Results"]),
    ),
    ("days that do not exist", frozenset({"DateTime"}), _no_such_day),
)
