"""Times in seven languages: read back as printed, and what a data file may look like."""

from __future__ import annotations

import datetime as dt
import itertools
import time

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.moments import document_reader, find_moments_unparsed
from sayso.extract.moments_grammar import find_expressions
from sayso.extract.moments_lexicon import compile_time_words, load_time_lexicon
from sayso.extract.moments_schema import TimeWordsError
from sayso.extract.numbers_lexicon import read_data
from sayso.model import Block, Document, Moment, Published

LANGUAGES = ("en", "nl", "de", "fr", "es", "it", "pt")
THURSDAY = "2022-03-03"


def moments(text: str, language: str, published: str | None = THURSDAY) -> list[Moment]:
    seen = Published(published, "test", 1.0) if published else None
    page = Document("d", "d.txt", "", text, (Block(0, len(text), kept=True),), published=seen)
    return find_moments_unparsed(page, language=language)


@settings(max_examples=80, deadline=None)
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2060, 12, 31)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["full", "long", "medium"]),
)
def test_a_date_formatted_in_any_language_is_read_back(date: dt.date, language: str, style: str) -> None:
    printed = format_date(date, style, locale="en_GB" if language == "en" else language)
    [moment] = moments(f"({printed})", language)
    assert (moment.begin, moment.end_date) == (date.isoformat(), date.isoformat())


@settings(max_examples=80, deadline=None)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)), st.sampled_from(LANGUAGES[1:]))
def test_digits_are_day_first_outside_english(date: dt.date, language: str) -> None:
    [moment] = moments(f"({date:%d/%m/%Y})", language)
    assert moment.value == date.isoformat()


@pytest.mark.parametrize(
    ("language", "text", "printed", "value"),
    [
        ("de", "Am Mittwoch trafen sie sich.", "Mittwoch", "2022-03-02"),
        ("de", "Der Rat wird am Montag tagen.", "Montag", "2022-03-07"),
        ("de", "Vorgestern fiel die Stadt.", "Vorgestern", "2022-03-01"),
        ("de", "Am Dienstagabend fiel die Stadt.", "Dienstagabend", "2022-03-01TEV"),
        ("de", "Heute Morgen fiel die Stadt.", "Heute Morgen", "2022-03-03TMO"),
        ("de", "Vor drei Tagen begann es.", "drei Tagen", "2022-02-28"),
        ("de", "Eine 3-tägige Reise.", "3-tägige", "P3D"),
        ("de", "Eine dreitägige Reise.", "dreitägige", "P3D"),
        ("de", "Es war am 3. März 2021 so weit.", "3. März 2021", "2021-03-03"),
        ("de", "So war es in den 1990er-Jahren.", "den 1990er-Jahren", "199X"),
        ("nl", "Eergisteren viel de stad.", "Eergisteren", "2022-03-01"),
        ("nl", "Drie dagen geleden begon het.", "Drie dagen geleden", "2022-02-28"),
        ("nl", "Vrijdag zal het overleg verdergaan.", "Vrijdag", "2022-03-04"),
        ("nl", "Het was gisteravond stil.", "gisteravond", "2022-03-02TEV"),
        ("fr", "Le sommet se tiendra vendredi.", "vendredi", "2022-03-04"),
        ("fr", "La ville est tombée avant-hier.", "avant-hier", "2022-03-01"),
        ("fr", "Il y a trois jours tout a commencé.", "trois jours", "2022-02-28"),
        ("fr", "C'était le 1er mars 2021 à Kiev.", "1er mars 2021", "2021-03-01"),
        ("fr", "La guerre du XXe siècle.", "XXe siècle", "19"),
        ("es", "La cumbre se celebrará el viernes.", "viernes", "2022-03-04"),
        ("es", "La ciudad cayó anteayer.", "anteayer", "2022-03-01"),
        ("es", "Hace tres días empezó todo.", "tres días", "2022-02-28"),
        ("es", "La ciudad cayó anoche.", "anoche", "2022-03-02TNI"),
        ("it", "Il vertice si terrà venerdì.", "venerdì", "2022-03-04"),
        ("it", "La città è caduta l'altro ieri.", "l'altro ieri", "2022-03-01"),
        ("it", "Tre giorni fa tutto è cominciato.", "Tre giorni fa", "2022-02-28"),
        ("it", "L'anno scorso era diverso.", "L'anno scorso", "2021"),
        ("pt", "A cimeira realizar-se-á na sexta-feira.", "sexta-feira", "2022-03-04"),
        ("pt", "A cidade caiu anteontem.", "anteontem", "2022-03-01"),
        ("pt", "Foi em 1º de março de 2021 que começou.", "1º de março de 2021", "2021-03-01"),
        ("pt", "Foi na Sexta-feira Santa de 2021.", "Sexta-feira Santa de 2021", "2021-04-02"),
    ],
)
def test_a_time_in_its_language(language: str, text: str, printed: str, value: str) -> None:
    [moment] = moments(text, language)
    assert (moment.text, moment.value) == (printed, value)


@pytest.mark.parametrize(
    ("language", "text", "begin", "end"),
    [
        ("en", "It lasted from May to October 2020.", "2020-05-01", "2020-10-31"),
        ("en", "It fell between Monday and Wednesday.", "2022-02-28", "2022-03-02"),
        ("de", "zwischen Montag und Mittwoch", "2022-02-28", "2022-03-02"),
        ("nl", "van 3 tot en met 5 maart", "2022-03-03", "2022-03-05"),
        ("fr", "du 3 au 5 mars", "2022-03-03", "2022-03-05"),
        ("fr", "jusqu'au 5 mars", None, "2022-03-05"),
        ("es", "del 3 al 5 de marzo", "2022-03-03", "2022-03-05"),
        ("it", "dal 2014", "2014-01-01", None),
        ("pt", "até 5 de março", None, "2022-03-05"),
    ],
)
def test_an_interval_has_the_bounds_its_words_give(
    language: str, text: str, begin: str | None, end: str | None
) -> None:
    found = moments(text, language)
    assert {(moment.begin, moment.end_date) for moment in found} == {(begin, end)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_publication_date_a_weekday_stays_open(language: str) -> None:
    names = load_time_lexicon(language).classes["weekday"]
    weekday = next(word for word, number in names.items() if number == 3)
    [moment] = moments(f"({weekday.replace(' ', '-')})", language, published=None)
    assert (moment.value, moment.begin, moment.end_date) == (None, None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In May two soldiers died."),
        ("en", "On Monday 21 people died."),
        ("en", "He scored 3/4 of the points."),
        ("fr", "En mai deux soldats sont morts."),
        ("de", "Er ist 45 Jahre alt."),
        ("es", "Dos tercios, 2/3 de la población."),
    ],
)
def test_a_count_beside_a_month_is_no_day(language: str, text: str) -> None:
    assert not any(
        moment.begin and moment.begin == moment.end_date and "2" in moment.text
        for moment in moments(text, language)
    )


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_moments_of_any_words_select_what_is_printed(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    vocabulary = (
        sorted(load_time_lexicon(language).characters)
        + list("0123456789.,:;/-'’()–\n ")
        + ["2022", "31", "22.04"]
    )
    text = " ".join(data.draw(st.lists(st.sampled_from(vocabulary), max_size=30)))
    found = moments(text, language)
    assert all(text[moment.start : moment.end] == moment.text for moment in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_time_grows_with_the_text_and_nothing_else(language: str) -> None:
    lexicon = load_time_lexicon(language)
    words = [word for word in lexicon.characters if " " not in word]
    text = " ".join(itertools.islice(itertools.cycle([*words, "3", "2022", ".", "-"]), 6_000))
    reading = document_reader(text, language)(text)
    began = time.process_time()
    find_expressions(reading, lexicon)
    assert time.process_time() - began < 5.0


# -- data files ------------------------------------------------------------------------


def test_a_new_language_needs_a_file_and_no_code() -> None:
    data = read_data("moments.it.toml")
    data["classes"]["month"] = {"zenâr": 1, "fevrâr": 2}
    lexicon = compile_time_words(data, "moments.fur.toml", "fur")
    assert lexicon.value(("month",), "zenâr") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"classes": {"month": {"foo": 13}}}, 'classes.month.foo" is 13 and should be a month, 1-12'),
        ({"classes": {"unit": {"foo": "X"}}}, "classes.unit.foo\" is 'X' and should be one of"),
        ({"classes": {"holiday": {"foo": "25.12"}}}, "classes.holiday.foo\" is '25.12' and should be a rule"),
        ({"classes": {"monht": {"foo": 1}}}, 'unknown class "classes.monht"'),
        ({"capitals": "march"}, '"capitals" should be a list of words'),
        ({"directions": {}}, 'unknown key "directions"'),
        ({"direction": {"futur": []}}, 'unknown key "direction.futur"'),
        ({"rules": [{"kind": "dates", "patterns": []}]}, "kind is 'dates'"),
        ({"rules": [{"kind": "date", "patterns": ["{monht}"]}]}, 'pattern "{monht}" of kind date: no class'),
    ],
)
def test_a_fault_in_a_file_is_named(change: dict[str, object], said: str) -> None:
    data = read_data("moments.it.toml")
    for key, value in change.items():
        if isinstance(value, dict) and isinstance(data.get(key), dict):
            data[key] = {**data[key], **value}
        else:
            data[key] = value
    with pytest.raises(TimeWordsError, match=r"^moments\.xx\.toml: ") as caught:
        compile_time_words(data, "moments.xx.toml", "xx")
    assert said in str(caught.value)
