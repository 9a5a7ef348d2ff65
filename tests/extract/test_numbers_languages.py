"""Numbers in the sentences of newspapers in seven languages, and in every locale's way of printing them."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.extract.numbers import document_separators, find_numbers
from sayso.extract.numbers_lexicon import build_lexicon, load_lexicon, read_data
from sayso.extract.numbers_region import region_of
from sayso.model import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ["en", "nl", "de", "fr", "es", "it", "pt"]
Read = tuple[str, object, object, str | None]
"""Printed words, least and greatest value (or what pytest takes for nearly one), unit."""


def read(language: str, text: str, region: str | None = None) -> list[Read]:
    found = find_numbers(text, language=language, region=region)
    return [(text[n.start : n.end], n.low, n.high, n.unit) for n in found]


def exact(printed: str, value: object, unit: str | None = None) -> Read:
    return printed, value, value, unit


NEWS: list[tuple[str, str, Sequence[Read]]] = [
    (
        "de",
        "Mindestens 17 Menschen starben, rund 1.200 wurden verletzt.",
        [("Mindestens 17", 17, None, None), exact("rund 1.200", 1200)],
    ),
    ("de", "Der Bund gibt 1,3 Mrd. Euro aus.", [exact("1,3 Mrd. Euro", 1.3e9, "EUR")]),
    ("de", "Es waren vierundzwanzig Abgeordnete.", [exact("vierundzwanzig", 24)]),
    ("de", "Zweihunderttausend kamen.", [exact("Zweihunderttausend", 200_000)]),
    ("de", "Das dauert anderthalb Tage, sonst dreieinhalb.",
     [exact("anderthalb", 1.5), exact("dreieinhalb", 3.5)]),
    ("de", "Mehr als die Hälfte und knapp ein Drittel.",
     [("Mehr als die Hälfte", 0.5, None, None), exact("knapp ein Drittel", pytest.approx(1 / 3))]),
    ("de", "Zehntausende flohen, mehrere Hundert blieben.",
     [("Zehntausende", 20_000, 99_999, None), ("mehrere Hundert", 300, 999, None)]),
    ("de", "Zwischen 2000 und 3000 zogen los.", [("Zwischen 2000 und 3000", 2000, 3000, None)]),
    ("de", "Ein Plus von 2,6 Prozentpunkten.", [exact("2,6 Prozentpunkten", 2.6, "points")]),
    ("de", "Einer von fünf blieb.", [exact("Einer von fünf", 0.2)]),
    ("nl", "Ten minste vijfendertig doden.", [("Ten minste vijfendertig", 35, None, None)]),
    ("nl", "Dat kost zo'n 400 miljoen euro.", [exact("zo'n 400 miljoen euro", 4e8, "EUR")]),
    ("nl", "Eén op de vijf, of driekwart.", [exact("Eén op de vijf", 0.2), exact("driekwart", 0.75)]),
    ("nl", "Tientallen huizen en een tiental auto's.",
     [("Tientallen", 20, 99, None), exact("een tiental", 10)]),
    ("nl", "Tussen de 2000 en 3000 betogers.", [("Tussen de 2000 en 3000", 2000, 3000, None)]),
    ("nl", "Tweeëntwintig leden.", [exact("Tweeëntwintig", 22)]),
    ("fr", "Plus de quatre-vingt-dix-sept morts.", [("Plus de quatre-vingt-dix-sept", 97, None, None)]),
    ("fr", "Soit 1,3 milliard d'euros.", [exact("1,3 milliard d'euros", 1.3e9, "EUR")]),
    ("fr", "Entre 2 000 et 3 000 manifestants.", [("Entre 2 000 et 3 000", 2000, 3000, None)]),
    ("fr", "Un Français sur cinq.", [exact("Un Français sur cinq", 0.2)]),
    ("fr", "Des dizaines de milliers de personnes.", [("dizaines de milliers", 20_000, 99_999, None)]),
    ("fr", "Le titre gagne 1,25 % à 72 points.", [exact("1,25 %", 1.25, "%"), exact("72", 72)]),
    ("fr", "Moins d'un tiers des cent vingt et un élus.",
     [("Moins d'un tiers", None, pytest.approx(1 / 3), None), exact("cent vingt et un", 121)]),
    ("fr", "Un chèque de 15 M€ et 300 k€, 3 m plus loin.",
     [exact("15 M€", 1.5e7, "EUR"), exact("300 k€", 300_000, "EUR"), exact("3", 3)]),
    ("es", "Al menos veintidós muertos.", [("Al menos veintidós", 22, None, None)]),
    ("es", "Pagó dos mil quinientos millones de pesos.",
     [exact("dos mil quinientos millones de pesos", 2.5e9, "MXN")]),
    ("es", "Uno de cada cinco y casi la mitad.",
     [exact("Uno de cada cinco", 0.2), exact("casi la mitad", 0.5)]),
    ("es", "Decenas de miles y medio millón de euros.",
     [("Decenas de miles", 20_000, 99_999, None), exact("medio millón de euros", 500_000, "EUR")]),
    ("es", "Costó 2 millones 300 mil pesos.", [exact("2 millones 300 mil pesos", 2.3e6, "MXN")]),
    ("es", "Estaban a menos 5 grados, por lo menos 20 días.",
     [exact("menos 5", -5), ("por lo menos 20", 20, None, None)]),
    ("it", "Almeno trentadue morti e centoventuno feriti.",
     [("Almeno trentadue", 32, None, None), exact("centoventuno", 121)]),
    ("it", "Una multa di 2 milioni e mezzo di euro.", [exact("2 milioni e mezzo di euro", 2.5e6, "EUR")]),
    ("it", "Dal 5 al 10 per cento di 900mila.",
     [("5 al 10 per cento", 5, 10, "%"), exact("900mila", 900_000)]),
    ("it", "Un migliaio di tifosi, nel Novecento.", [exact("Un migliaio", 1000)]),
    ("pt", "Custou R$ 1,3 bilhão, ou mil milhões de euros.",
     [exact("R$ 1,3 bilhão", 1.3e9, "BRL"), exact("mil milhões de euros", 1e9, "EUR")]),
    ("pt", "Foram mil e duzentos e vinte e um votos.", [exact("mil e duzentos e vinte e um", 1221)]),
    ("pt", "Um bilião de euros.", [exact("Um bilião de euros", 1e12, "EUR")]),
    ("pt", "Mais da metade, cerca de 50 mil reais.",
     [("Mais da metade", 0.5, None, None), exact("cerca de 50 mil reais", 50_000, "BRL")]),
    ("en", "Rs 1.5 lakh crore, 1 crore 20 lakh people.",
     [exact("Rs 1.5 lakh crore", 1.5e12, "INR"), exact("1 crore 20 lakh", 1.2e7)]),
    ("en", "Between two thousand and three thousand.",
     [("Between two thousand and three thousand", 2000, 3000, None)]),
    ("en", "It cost 3 dollars 50 cents.", [exact("3 dollars 50 cents", 3.5, "USD")]),
    ("en", "A fee of minus 3 percent.", [exact("minus 3 percent", -3, "%")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), NEWS)
def test_numbers_as_newspapers_print_them(language: str, text: str, expected: Sequence[Read]) -> None:
    assert read(language, text) == list(expected)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Mann und eine Frau sprachen mit einem Kind."),
        ("fr", "Un homme a vu une femme dans la rue."),
        ("es", "Un hombre y una mujer, por lo menos, hablan de medio ambiente."),
        ("it", "Un uomo nel Seicento vide una donna."),
        ("pt", "Um homem viu uma mulher."),
        ("nl", "Een man zag een vrouw."),
        ("en", "A man saw a woman; this one left."),
    ],
)
def test_an_article_is_no_number(language: str, text: str) -> None:
    assert read(language, text) == []


# -- whose separators, whose dollars -----------------------------------------------


def test_a_country_has_its_own_separators_and_dollars() -> None:
    assert read("es", "Pagó 1.234 pesos", "MX") == [exact("1.234 pesos", 1.234, "MXN")]
    assert read("es", "Pagó 1.234 pesos", "CO") == [exact("1.234 pesos", 1234, "COP")]
    assert read("en", "It cost $5 million", "AU") == [exact("$5 million", 5e6, "AUD")]
    assert read("en", "It cost US$5 million", "AU") == [exact("US$5 million", 5e6, "USD")]


def test_the_reason_for_a_reading_is_kept() -> None:
    [plain, grouped] = find_numbers("In all 1.234.567,5 tonnes; 16.000 tonnes")
    assert plain.reason is None
    assert grouped.low == 16000
    assert grouped.reason == '"." groups thousands: the text also prints 1.234.567,5'
    [foreign] = find_numbers("16.000 foreigners")
    assert foreign.reason == '"." groups thousands: things are counted whole'


def test_the_document_overrules_its_language() -> None:
    signs = document_separators("1,234.5 y 2,345.6", load_lexicon("es"))
    assert (signs.thousands, signs.decimal, signs.sure) == (",", ".", True)


# -- every number, in every locale and in words ------------------------------------

LOCALES = ["en_US", "en_IN", "nl_NL", "de_DE", "de_CH", "de_AT", "fr_FR", "fr_CH", "es_ES", "es_MX",
        "it_IT", "it_CH",
           "pt_BR", "pt_PT"]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**12), st.sampled_from(LOCALES))
def test_a_whole_number_of_any_locale_is_read_back(number: int, locale: str) -> None:
    babel = pytest.importorskip("babel.numbers")
    language, region = locale.split("_")
    printed = babel.format_decimal(number, locale=locale)
    [found] = find_numbers(f"({printed})", language=language, region=region)
    assert (found.low, found.high) == (number, number)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9), st.integers(1, 99), st.sampled_from(LOCALES))
def test_a_decimal_number_of_any_locale_is_read_back(whole: int, cents: int, locale: str) -> None:
    babel = pytest.importorskip("babel.numbers")
    language, region = locale.split("_")
    printed = babel.format_decimal(whole + cents / 100, format="#,##0.00", locale=locale)
    [found] = find_numbers(f"({printed})", language=language, region=region)
    assert found.low == pytest.approx(whole + cents / 100, rel=1e-9)


IN_WORDS = {
    "en": (
        "twenty-one",
        "ninety-three",
        "two hundred and five",
        "one thousand two hundred thirty-four",
        "two hundred thousand",
    ),
    "nl": (
        "eenentwintig",
        "drieënnegentig",
        "tweehonderdvijf",
        "duizend tweehonderdvierendertig",
        "tweehonderdduizend",
    ),
    "de": (
        "einundzwanzig",
        "dreiundneunzig",
        "zweihundertfünf",
        "eintausendzweihundertvierunddreißig",
        "zweihunderttausend",
    ),
    "fr": (
        "vingt et un",
        "quatre-vingt-treize",
        "deux cent cinq",
        "mille deux cent trente-quatre",
        "deux cent mille",
    ),
    "es": (
        "veintiuno",
        "noventa y tres",
        "doscientos cinco",
        "mil doscientos treinta y cuatro",
        "doscientos mil",
    ),
    "it": ("ventuno", "novantatré", "duecentocinque", "milleduecentotrentaquattro", "duecentomila"),
    "pt": (
        "vinte e um",
        "noventa e três",
        "duzentos e cinco",
        "mil duzentos e trinta e quatro",
        "duzentos mil",
    ),
}
"""21, 93, 205, 1,234 and 200,000, as each language's grammars spell them."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_in_words_of_every_language_are_read(language: str) -> None:
    for value, spelled in zip((21, 93, 205, 1234, 200_000), IN_WORDS[language], strict=True):
        found = find_numbers(spelled, language=language)
        assert [(n.low, n.start, n.end) for n in found] == [(value, 0, len(spelled))], spelled


# -- the files ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_kind_of_word(language: str) -> None:
    lexicon = load_lexicon(language)
    assert set(range(1, 11)) <= set(lexicon.words.values())
    assert {1e6, 1e9} <= set(lexicon.scales.values())
    assert {kind for table in lexicon.before.values() for _, kind in table} == {"min", "max", "about"}


@pytest.mark.parametrize(
    ("table", "key", "value", "message"),
    [
        ("separators", "decimal", 3, r"data/x\.toml: \[separators\] decimal must be a text"),
        ("bounds", "min", ["over", ""], r"\[bounds\] min must be a list of texts, none empty"),
        ("words", "two", ["zwei"], r'\[words\] two is no number; write "number = \[forms\]"'),
        ("grammar", "andd", ["and"], r"\[grammar\] andd is no key of such a file"),
        ("join", "after", ["units"], r"\[join\] after has units; it may have tens, hundreds, scales"),
        ("separators", "thousands", ".", r"\[separators\] thousands and decimal must differ"),
        ("vague", "loads", ["loads"], r"\[vague\] loads: no vague number of data/vague\.toml"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(table: str, key: str, value: object, message: str) -> None:
    data = read_data("numbers.en.toml")
    data[table][key] = value
    with pytest.raises(ValueError, match=message):
        build_lexicon(data, "data/x.toml", "en")


def test_a_missing_key_is_named() -> None:
    data = read_data("numbers.en.toml")
    del data["bounds"]["max"]
    with pytest.raises(ValueError, match=r"\[bounds\] max is missing"):
        build_lexicon(data, "data/x.toml", "en")


def test_a_language_without_a_file_is_not_read() -> None:
    with pytest.raises(FileNotFoundError):
        load_lexicon("xx")


# -- time ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_offsets_select_and_time_is_bounded(language: str, data: st.DataObject) -> None:
    lexicon = load_lexicon(language)
    pieces = [
        *sorted(lexicon.openers),
        *sorted(lexicon.scales),
        "en",
        "und",
        "een",
        "ein",
        "3",
        "1.000",
        "-",
        "%",
        ",",
        "'",
    ]
    glue = data.draw(st.sampled_from(["", " ", "-"]))
    text = glue.join(data.draw(st.lists(st.sampled_from(pieces), max_size=150)))
    began = time.process_time()
    found = find_numbers(text, language=language)
    assert time.process_time() - began < 1.0
    assert all(0 <= n.start < n.end <= len(text) and text[n.start : n.end].strip() for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("language", ["de", "nl", "it"])
def test_a_word_of_many_numbers_is_no_trap(language: str) -> None:
    word = {"de": "ein", "nl": "een", "it": "un"}[language]
    began = time.process_time()
    find_numbers(" ".join(word * n + "x" for n in range(1, 60)), language=language)
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize(
    ("language", "outlet", "name", "region"),
    [
        ("en-AU", None, "page.html", "AU"),
        ("pt_BR", None, "page.html", "BR"),
        ("en", "example.com.au", "page.html", "AU"),
        ("en", None, "https://www.example.co.uk/news/1", "GB"),
        ("en", "The Example", "story.md", None),
        ("en", "example.com", "page.html", None),
        (None, "example.tv", "-", None),
    ],
)
def test_the_country_of_an_outlet(
    language: str | None, outlet: str | None, name: str, region: str | None
) -> None:
    document = Document("d", name, "c", "text", (), outlet=outlet, language=language)
    assert region_of(document) == region
