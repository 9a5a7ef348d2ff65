"""What each outlet calls the same thing, side by side."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING

from linked_pages import page, source, statement

from sayso.link.wording import compare_wording
from sayso.link.wording_concepts import concepts
from sayso.model import Claim, Extraction, Figure, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Document, Wording


def extraction(document: Document, *labels: tuple[str, str] | Label) -> Extraction:
    """Return an extraction with a label for each (words, head), looked up in the text in turn."""
    found: list[Label] = []
    at = 0
    for each in labels:
        if isinstance(each, Label):
            found.append(each)
            continue
        words, head = each
        at = document.text.index(words, at)
        found.append(Label(at, at + len(words), words, head))
        at += len(words)
    return Extraction(document, (), tuple(found))


def row(rows: Sequence[Wording], outlet: str, words: str) -> Wording:
    """Return the row in which an outlet uses these words."""
    (found,) = [each for each in rows if words in [w.words for w in each.outlets.get(outlet, ())]]
    return found


ALDER = page(
    "The invasion began. The invasion goes on; foreign fighters came. Fighters fight. Foreign fighters.",
    "Alder Post",
)
BIRCH = page(
    "The special operation began. The operation goes on; mercenaries came. More mercenaries.", "Birch News"
)


def _both() -> list[Extraction]:
    return [
        extraction(
            ALDER,
            ("invasion", "invasion"),
            ("invasion", "invasion"),
            ("foreign fighters", "fighter"),
            ("Foreign fighters", "fighter"),
        ),
        extraction(
            BIRCH,
            ("special operation", "operation"),
            ("operation", "operation"),
            ("mercenaries", "mercenary"),
            ("mercenaries", "mercenary"),
        ),
    ]


def test_outlets_words_for_one_thing_stand_side_by_side_with_their_places() -> None:
    found = row(compare_wording(_both(), []), "Alder Post", "invasion")
    assert found.referent == "the military action"
    assert [(words.words, words.count) for words in found.outlets["Birch News"]] == [
        ("operation", 1),
        ("special operation", 1),
    ]
    places = found.outlets["Alder Post"][0].places
    assert [ALDER.text[start:end] for _, start, end in places] == ["invasion", "invasion"]


def test_fighters_are_another_row() -> None:
    found = row(compare_wording(_both(), []), "Birch News", "mercenaries")
    assert "foreign fighters" in {words.words.lower() for words in found.outlets["Alder Post"]}
    assert "invasion" not in {words.words for words in found.outlets["Alder Post"]}


def test_outlets_that_use_the_same_words_give_no_row() -> None:
    again = page(ALDER.text, "Cedar Daily")
    same = extraction(again, ("invasion", "invasion"), ("invasion", "invasion"))
    assert (
        compare_wording([extraction(ALDER, ("invasion", "invasion"), ("invasion", "invasion")), same], [])
        == ()
    )


def test_a_sources_own_words_are_listed_as_such_and_make_no_difference() -> None:
    quoted = [Label(at, at + 8, "invasion", "invasion", speaker="Ada Fir") for at in (4, 24)]
    assert compare_wording([extraction(ALDER, *quoted), _both()[1]], []) == ()
    rows = compare_wording(
        [extraction(ALDER, *quoted, ("invasion", "invasion"), ("invasion", "invasion")), _both()[1]], []
    )
    found = row(rows, "Alder Post", "invasion (quoting Ada Fir)")
    assert [(words.words, words.count) for words in found.outlets["Alder Post"]] == [
        ("invasion", 2),
        ("invasion (quoting Ada Fir)", 2),
    ]


def test_words_held_at_a_distance_show_it() -> None:
    text = page('what he called a "Russian invasion" in the war, the war', "Cedar Daily")
    start = text.text.index("Russian")
    held = Label(
        start, start + 16, "Russian invasion", "invasion", quoted=True, distanced=True, speaker="Ada Fir"
    )
    rows = compare_wording([extraction(text, held, ("war", "war"), ("war", "war")), _both()[1]], [])
    assert row(rows, "Cedar Daily", "“Russian invasion” (at a distance)").referent == "the military action"


def test_two_armies_are_two_referents() -> None:
    one = page(
        "Russian troops and Russian troops met Ukrainian soldiers and Ukrainian soldiers", "Alder Post"
    )
    two = page(
        "Russian invaders and Russian invaders met Ukrainian defenders and Ukrainian defenders", "Birch News"
    )
    rows = compare_wording(
        [
            extraction(one, *[("Russian troops", "troop")] * 2, *[("Ukrainian soldiers", "soldier")] * 2),
            extraction(
                two, *[("Russian invaders", "invader")] * 2, *[("Ukrainian defenders", "defender")] * 2
            ),
        ],
        [],
    )
    assert {each.referent for each in rows} == {"armed forces: Russia", "armed forces: Ukraine"}


def test_names_of_countries_and_institutions_name_no_concept() -> None:
    one = page("United States, United States, White House Resistance", "Alder Post")
    labels = [
        ("United States", "states"),
        ("United States", "states"),
        ("White House Resistance", "resistance"),
    ]
    two = page("rebels, rebels", "Birch News")
    assert (
        compare_wording(
            [extraction(one, *labels), extraction(two, ("rebels", "rebel"), ("rebels", "rebel"))], []
        )
        == ()
    )


def test_a_claim_shows_that_two_words_name_one_thing() -> None:
    one, two = page("They saw 40 dinghies land.", "Alder Post"), page("They saw 40 rafts land.", "Birch News")
    claim, extractions = _counted(one, "dinghies", two, "rafts")
    rows = compare_wording(extractions, [claim])
    assert [each.referent for each in rows] == ["dinghies / rafts"]
    assert compare_wording(extractions, []) == ()


def _counted(one: Document, first: str, two: Document, second: str) -> tuple[Claim, list[Extraction]]:
    """Return a claim of two statements in which 40 counts two words, and their extractions."""
    extractions = []
    for document, word in ((one, first), (two, second)):
        at = document.text.index("40")
        figure = Figure(at, at + 2, "40", 40, 40, approximate=False, kind="count")
        whole = statement(document, document.text)
        start = document.text.index(word)
        counted = replace(whole, figures=(figure,))
        extractions.append(
            Extraction(document, (counted,), (Label(start, start + len(word), word, word.rstrip("s")),))
        )
    ids = tuple(each.statements[0].id for each in extractions)
    return Claim("c", "s", "gist", ids, 0.9), extractions


def _visit(document: Document, form: str, city: str) -> Extraction:
    """Return a page's extraction with its source, and labels for a person's and a city's name."""
    printed = document.text[: document.text.index(" spoke")]
    said = statement(document, "spoke", [source(document, printed, "Volodymyr Zelensky")])
    rest = document.text.index("spoke")
    labels = tuple(
        Label(match.start(), match.end(), word, word.lower())
        for word in (form, city)
        for match in re.finditer(word, document.text)
        if match.start() > rest
    )
    return Extraction(document, (said,), labels)


def test_what_a_person_is_called_and_how_a_city_is_spelled() -> None:
    one = page("Ukrainian President Volodymyr Zelenskyy spoke in Kyiv. Zelenskyy left Kyiv.", "Alder Post")
    two = page("Kiev regime leader Volodymyr Zelensky spoke in Kiev. Zelensky left Kiev.", "Birch News")
    rows = compare_wording([_visit(one, "Zelenskyy", "Kyiv"), _visit(two, "Zelensky", "Kiev")], [])
    person = next(each for each in rows if each.referent == "Volodymyr Zelensky")
    assert [words.words for words in person.outlets["Birch News"]] == [
        "Kiev regime leader Volodymyr Zelensky",
        "Zelensky",
    ]
    assert "Kiev / Kyiv" in {each.referent for each in rows}


def test_the_result_does_not_depend_on_the_order_of_the_pages() -> None:
    pages = _both()
    shuffled = list(pages)
    random.Random(3).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    assert (
        compare_wording(pages, [])
        == compare_wording(list(reversed(shuffled)), [])
        == compare_wording(shuffled, [])
    )


def test_every_concept_has_two_words_at_least_and_says_what_it_is() -> None:
    assert len(concepts()) > 50
    assert len({concept.title for concept in concepts()}) == len(concepts())
    for concept in concepts():
        assert len(concept.nouns | concept.verbs) > 1, concept.title
        assert not concept.nouns & concept.weak, concept.title
        assert 0 < concept.weight <= 1


def test_no_word_of_the_lexicon_is_listed_twice_in_one_concept() -> None:
    text = resources.files("sayso.link").joinpath("data/concepts.toml").read_text(encoding="utf-8")
    for raw in tomllib.loads(text)["concept"]:
        for part in ("terms", "verbs", "weak"):
            words = [word.strip() for word in raw.get(part, "").split(",") if word.strip()]
            assert len(words) == len(set(words)), (raw["title"], part)
            assert all(word == word.casefold() for word in words), (raw["title"], part)


def test_two_agreements_of_a_story_are_two_rows() -> None:
    one = page(
        "Norland wants a peace treaty that would end the war. A peace treaty with Norland would end the war.",
        "Alder Post",
    )
    two = page(
        "Carmakers fear a trade deal on tariffs. The trade deal would lower the tariffs on imported cars.",
        "Birch News",
    )
    rows = compare_wording(
        [
            extraction(one, ("peace treaty", "treaty"), ("peace treaty", "treaty")),
            extraction(two, ("trade deal", "deal"), ("trade deal", "deal")),
        ],
        [],
    )
    assert not [each for each in rows if len(each.outlets) > 1]


def test_what_belongs_to_a_person_is_no_name_of_theirs() -> None:
    text = page("Ada Fir spoke. Ada Fir's comments pleased nobody. Ada Fir left.", "Alder Post")
    other = page("Minister Ada Fir spoke. Minister Fir left. Fir's son came.", "Birch News")
    pages = []
    for document, names in (
        (text, ("Ada Fir's comments", "Ada Fir")),
        (other, ("Minister Fir", "Fir's son")),
    ):
        printed = document.text[: document.text.index(" spoke")]
        said = statement(document, "spoke", [source(document, printed, "Ada Fir")])
        found = [
            Label(at, at + len(each), each, each.split()[-1])
            for each in names
            if (at := document.text.index(each)) >= 0
        ]
        pages.append(Extraction(document, (said,), tuple(found)))
    (found_row,) = [each for each in compare_wording(pages, []) if each.referent == "Ada Fir"]
    words = {each.words for outlet in found_row.outlets.values() for each in outlet}
    assert words == {"Ada Fir", "Minister Ada Fir", "Minister Fir"}
