"""Documents in languages that are not parsed keep their figures and times."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract import extract_documents
from sayso.extract.measured import MEASURED, measure
from sayso.model import Block, Document, Extraction, Published

ATTACK = {
    "de": ("Beim Angriff am Mittwoch starben mindestens 24 Menschen. Es war kalt.", "menschen"),
    "nl": ("Bij de aanval kwamen woensdag minstens 24 mensen om. Het was koud.", "mensen"),
    "fr": ("Au moins 24 personnes sont mortes mercredi. Il faisait froid.", "personnes"),
    "es": ("Al menos 24 personas murieron el miércoles. Hacía frío.", "personas"),
    "it": ("Almeno 24 persone sono morte mercoledì. Faceva freddo.", "persone"),
    "pt": ("Pelo menos 24 pessoas morreram na quarta-feira. Estava frio.", "pessoas"),
}
MONEY = {
    "de": "Die Regierung zahlt 2,5 Milliarden Euro.",
    "nl": "De regering betaalt 2,5 miljard euro.",
    "fr": "Le gouvernement paiera 2,5 milliards d'euros.",
    "es": "El Gobierno pagará 2.500 millones de euros.",
    "it": "Il governo pagherà 2,5 miliardi di euro.",
    "pt": "O governo pagará 2,5 mil milhões de euros.",
}


def page(text: str, language: str) -> Document:
    seen = Published("2022-03-03", "test", 1.0)
    return Document(
        "d", "d.txt", "", text, (Block(0, len(text), kept=True),), published=seen, language=language
    )


def measured(text: str, language: str) -> Extraction:
    return measure(page(text, language), language)


@pytest.mark.parametrize("language", MEASURED)
def test_a_sentence_keeps_its_figure_and_its_time(language: str) -> None:
    text, unit = ATTACK[language]
    [statement] = measured(text, language).statements
    assert (statement.voice, statement.text) == ("outlet", text.split(". ")[0] + ".")
    assert [(f.low, f.high, f.unit, f.when) for f in statement.figures] == [(24, None, unit, "2022-03-02")]
    assert [moment.value for moment in statement.moments] == ["2022-03-02"]


@pytest.mark.parametrize("language", MEASURED)
def test_money_is_read_by_the_custom_of_the_language(language: str) -> None:
    [statement] = measured(MONEY[language], language).statements
    assert [(f.low, f.unit, f.kind) for f in statement.figures] == [(2.5e9, "EUR", "money")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un homme de 45 ans est mort."),
        ("es", "Un hombre de 45 años murió."),
        ("de", "Der 45-jährige Mann starb."),
        ("de", "Er starb im Alter von 45 Jahren."),
        ("nl", "De 45-jarige man overleed."),
        ("nl", "Jan Voorbeeld (45 jaar) overleed."),
        ("fr", "Il a 45 ans et vit à Lyon."),
        ("fr", "Marie Exemple, 45 ans, est partie."),
        ("es", "Tiene ya 45 años y vive en Madrid."),
        ("es", "Ana Ejemplo, de 45 años, murió."),
        ("it", "Il 45enne vive a Roma."),
        ("it", "Ha 45 anni."),
        ("pt", "Morreu aos 45 anos."),
    ],
)
def test_years_of_a_person_are_an_age(language: str, text: str) -> None:
    [statement] = measured(text, language).statements
    assert [(f.low, f.kind) for f in statement.figures] == [(45, "age")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il y a 10 ans, tout allait bien."),
        ("fr", "Elle a 10 ans de métier."),
        ("fr", "La ville a 10 ans pour payer."),
        ("de", "Es kam mit 10 Jahren Verspätung."),
        ("es", "Tiene 10 años de experiencia."),
        ("it", "Ha 10 anni di esperienza."),
        ("pt", "Voltou com 10 anos de prática."),
        ("nl", "De straf is 10 jaar."),
    ],
)
def test_years_that_something_takes_are_no_age(language: str, text: str) -> None:
    [statement] = measured(text, language).statements
    assert [(f.low, f.kind) for f in statement.figures] in ([(10, "duration")], [])


def test_the_problem_says_what_was_not_read() -> None:
    [extraction] = extract_documents([page(ATTACK["fr"][0], "fr")])
    [problem] = extraction.document.problems
    assert "French" in problem
    assert "not who says what" in problem
    assert len(extraction.statements) == 1


def test_a_language_without_words_gives_nothing_and_says_so() -> None:
    [extraction] = extract_documents([page("Ankarada 24 kişi öldü.", "tr")])
    assert extraction.statements == ()
    assert "'tr'" in extraction.document.problems[0]


def test_pages_of_several_languages_keep_their_order() -> None:
    pages = [
        page(ATTACK["de"][0], "de"),
        page("Police said 24 people died.", "en"),
        page(ATTACK["it"][0], "it"),
    ]
    assert [e.document.language for e in extract_documents(pages)] == ["de", "en", "it"]


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(sorted(MEASURED)),
    st.lists(
        st.sampled_from(["24", "16.000", "mil", "Menschen", "deux", "%", ".", "\n", "3. Mai", "¿", "dont"]),
        max_size=20,
    ),
)
def test_spans_select_the_printed_words(language: str, words: list[str]) -> None:
    text = " ".join(words)
    for statement in measured(text, language).statements:
        assert text[statement.start : statement.end] == statement.text
        for figure in statement.figures:
            assert text[figure.start : figure.end] == figure.text
            assert statement.start <= figure.start < figure.end <= statement.end
