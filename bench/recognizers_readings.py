"""What sayso reads in a text, brought into the shape of the Recognizers-Text results.

The specifications take numbers apart: the number without its bound and unit, the amount
with its currency, the range. So each model asks the reader that stands behind it:
:func:`sayso.extract.numbers_units.read_units` for single numbers, before bounds are
added; :func:`sayso.extract.numbers.read_numbers` for ranges and bounds;
:func:`sayso.extract.figures_kinds.quantities` for ages and measures;
:func:`sayso.extract.moments.find_moments` for times.

Adapted here: "one in five" is one number; an article ("un", "een") is none on either side;
the number's own span without currency and unit; digits glued to a unit are
the measure's ("180ml"), not a number's; "about" makes no range; a measure in degrees is
a temperature and no dimension.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from recognizers_cases import Case, Result

from sayso.extract.figures_kinds import quantities
from sayso.extract.figures_names import addresses
from sayso.extract.moments import document_reader, find_moments
from sayso.extract.numbers import read_numbers, read_numbers_plain
from sayso.extract.numbers_lexicon import load_lexicon
from sayso.extract.numbers_ranges import join_ranges
from sayso.extract.numbers_units import read_units
from sayso.extract.numbers_values import read_value
from sayso.extract.parse import Passage, pipeline
from sayso.model import Block, Document, Published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

    from sayso.extract.numbers_context import Reading
    from sayso.extract.numbers_units import Number
    from sayso.model import Moment

# "in two weeks", "on the 5th": the specifications often begin a time with its preposition.
_PREPOSITIONS = (
    "in",
    "on",
    "the",
    "am",
    "im",
    "den",
    "der",
    "op",
    "over",
    "de",
    "het",
    "le",
    "en",
    "dans",
    "el",
    "dentro",
    "il",
    "tra",
    "fra",
    "o",
    "em",
    "no",
    "na",
)
_DEGREES = re.compile(r"(?i)deg\b|degr|grad|grau|graad|graden|celsius|fahrenheit|kelvin|[°º]|^[cfk]$")


class NotReadError(Exception):
    """Sayso has no words for this language or no reader for this model yet."""


def reader(language: str, model: str) -> Callable[[Case], list[Result]]:
    """Return what reads a case of *model* in *language* (ISO 639-1).

    Raises:
        NotReadError: sayso cannot read it (yet); the message says so.
    """
    if model == "Ordinal":
        message = "ordinals are no figures in sayso and are not read by themselves"
        raise NotReadError(message)
    try:
        read = functools.partial(_READERS[model], language=language)
        read(Case("1 2 3", (), "none", None, None))
    except FileNotFoundError as error:
        message = f"not read yet: sayso has no data file for language {language!r}"
        raise NotReadError(message) from error
    return read


def _reading(text: str, language: str) -> Reading:
    return document_reader(text, language)(text)


def _single(on: Reading, text: str) -> list[Number]:
    """Return single numbers without bounds; digits of web addresses count nothing in sayso."""
    taken = addresses(text)
    return [n for n in read_units(on) if not any(a < n.end and n.start < b for a, b in taken)]


@functools.cache
def leads(language: str) -> frozenset[str]:
    """Return the words that may stand before one of two spans that are the same otherwise."""
    lexicon = load_lexicon(language)
    about = {
        word
        for table in lexicon.before.values()
        for phrase, kind in table
        if kind == "about"
        for word in phrase
    }
    return frozenset({*lexicon.grammar["from"], *lexicon.lists["aged"], *about, *_PREPOSITIONS})


@functools.cache
def trails(language: str) -> frozenset[str]:
    """Return what may stand after one of two spans that are the same otherwise: "de edad", "of age"."""
    options = load_lexicon(language).phrases["of_age"].values()
    return frozenset(" ".join(phrase) for phrases in options for phrase, _ in phrases)


def _value_end(on: Reading, core: int, last: int) -> int:
    value = read_value(on, core)
    return on.tokens.ends[(value.last if value else last) - 1]


def _numbers(case: Case, *, language: str) -> list[Result]:
    on = _reading(case.text, language)
    single = _single(on, case.text)
    ratios = [n for n in join_ranges(on, single) if n.shape == "ratio"]
    alone = [n for n in single if not any(r.start <= n.start < r.end for r in ratios)]
    found = [Result(r.start, r.end, (r.low, r.high)) for r in ratios]
    found += [result for number in alone if (result := _bare(on, number, case.text))]
    articles = on.lexicon.grammar["article"]
    return sorted((r for r in found if case.text[r.start : r.end].lower() not in articles), key=_start)


def _start(result: Result) -> int:
    return result.start


def _bare(on: Reading, number: Number, text: str) -> Result | None:
    """Return a number without currency and unit; ``None`` for digits glued to a unit."""
    value = read_value(on, number.core)
    if value is None:
        return None
    negative = number.low is not None and number.low < 0 <= value.low
    start = on.tokens.starts[number.first if negative else number.core]
    end = on.tokens.ends[value.last - 1]
    sign = -1.0 if negative else 1.0
    if text[end : end + 1].isalpha():
        return None
    return Result(start, end, (sign * value.low, sign * value.high))


def _ranges(case: Case, *, language: str) -> list[Result]:
    on = _reading(case.text, language)
    return [
        _range(on, number) for number in read_numbers(on) if number.range_of or number.bound in {"min", "max"}
    ]


def _range(on: Reading, number: Number) -> Result:
    core = number.range_of[1].core if number.range_of else number.core
    end = _value_end(on, core, number.last) if number.unit else number.end
    return Result(number.start, end, (number.low, number.high))


def _percents(case: Case, *, language: str) -> list[Result]:
    on = _reading(case.text, language)
    return [
        Result(n.start, n.end, (n.low, n.high), unit=n.unit)
        for n in _single(on, case.text)
        if n.unit in {"%", "points"}
    ]


def _amounts(case: Case, *, language: str) -> list[Result]:
    on = _reading(case.text, language)
    return [
        Result(n.start, n.end, (n.low, n.high), unit=n.unit, iso=n.unit)
        for n in _single(on, case.text)
        if n.unit not in {None, "%", "points"}
    ]


def _measured(case: Case, language: str, kind: str) -> Iterator[Result]:
    on = _reading(case.text, language)
    bounded = {number.core: number for number in read_numbers_plain(on)}
    for number in _single(on, case.text):
        read = [*quantities(on, number), *quantities(on, bounded[number.core])]
        if quantity := next((q for q in read if q.kind == kind), None):
            start, end = on.tokens.starts[number.first], on.tokens.ends[quantity.last - 1]
            yield Result(start, end, (number.low, number.high), unit=quantity.unit or "")


def _ages(case: Case, *, language: str) -> list[Result]:
    return list(_measured(case, language, "age"))


def _temperatures(case: Case, *, language: str) -> list[Result]:
    return [r for r in _measured(case, language, "measure") if _DEGREES.search(r.unit)]


def _dimensions(case: Case, *, language: str) -> list[Result]:
    return [r for r in _measured(case, language, "measure") if not _DEGREES.search(r.unit)]


@functools.cache
def _sentences(language: str) -> Language:
    """Return what parses a case: the English pipeline, elsewhere tokens and sentences only."""
    import spacy  # noqa: PLC0415 - only times need it

    if language == "en":
        return pipeline()
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    return nlp


def _times(case: Case, *, language: str) -> list[Result]:
    block = Block(0, len(case.text), kept=True)
    day = case.reference and Published(case.reference[:10], "the case's reference", 1.0)
    document = Document("case", "case", "", case.text, (block,), published=day or None, language=language)
    passage = Passage(block, 0, _sentences(language)(case.text))
    return [
        Result(m.start, m.end, times=frozenset(_values(m)))
        for m in find_moments([passage], document, language=language)
    ]


def _values(moment: Moment) -> Iterator[str]:
    """Give what a moment may be written as: its TIMEX3 value, its day, its first and last day."""
    if moment.value:
        yield moment.value
    if moment.type == "DATE" and moment.begin and moment.end_date:
        yield moment.begin if moment.begin == moment.end_date else f"{moment.begin}/{moment.end_date}"


_READERS: dict[str, Callable[..., list[Result]]] = {
    "Number": _numbers,
    "NumberRange": _ranges,
    "Percent": _percents,
    "Age": _ages,
    "Dimension": _dimensions,
    "Currency": _amounts,
    "Temperature": _temperatures,
    "DateTime": _times,
}


_CURRENCIES = {
    r"d[oó]l+ar": r"[A-Z]{2}D|TWD",
    r"pound|livre|libra|sterlin|pond|pfund": r"GBP|EGP|LBP|SDG|SYP|IEP",
    r"pen[nc]|p[eé]nique": "GBP",
    r"cent": r"[A-Z]{2}D|EUR",
    r"euro": "EUR",
    r"yen|iene": "JPY",
    r"yuan": "CNY",
    r"fran[ck]|franc": r"CHF|FRF|BEF|XOF|XAF|LUF",
    r"mar[ck]": r"FIM|DEM|BAM",
    r"florin|gulden|guilder|fiorin": r"NLG|ANG|HUF",
    r"peset": "ESP",
    r"peso": r"MXN|ARS|CLP|COP|PHP|UYU|CUP|DOP",
    r"rupee|rupia|roupie|roepie": r"INR|PKR|LKR|NPR|IDR",
    r"real|reais": "BRL",
}


def same_unit(wanted: Result, found: Result) -> bool:
    """Tell whether a unit is the expected one: a currency by ISO code, or any currency of that name."""
    if wanted.iso:
        return wanted.iso == found.iso
    if not found.iso:
        return bool(found.unit)
    named = [codes for name, codes in _CURRENCIES.items() if re.search(name, wanted.unit, re.IGNORECASE)]
    return any(re.fullmatch(codes, found.iso) for codes in named)
