"""Which verbs an outlet gives to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linked_pages import cue, page, source, statement

from sayso.link.cues import count_cues
from sayso.model import Extraction

if TYPE_CHECKING:
    from sayso.model import CueUse

ALDER = page(
    "Bo Fir claimed the dam is safe. Fir claims it was tested. Fir said so twice. "
    "Ann Oak stressed that it leaks. The Elm Times quoted an official as saying it may break.",
    "Alder Post",
)


def _alder() -> Extraction:
    fir = source(ALDER, "Bo Fir", "Bo Fir")
    times = source(ALDER, "The Elm Times", "Elm Times", "outlet")
    official = source(ALDER, "an official", "an official", "unnamed")
    return Extraction(
        ALDER,
        (
            statement(ALDER, "the dam is safe", [fir], cue(ALDER, "claimed", "claim", "doubting")),
            statement(ALDER, "it was tested", [fir], cue(ALDER, "claims", "claim", "doubting")),
            statement(ALDER, "so twice", [fir], cue(ALDER, "said", "say")),
            statement(
                ALDER,
                "it leaks",
                [source(ALDER, "Ann Oak", "Ann Oak")],
                cue(ALDER, "stressed", "stress", "asserting"),
            ),
            statement(ALDER, "it may break", [times, official], cue(ALDER, "saying", "say")),
        ),
    )


def _row(rows: tuple[CueUse, ...], who: str, words: str) -> CueUse:
    (found,) = [row for row in rows if (row.source, row.words) == (who, words)]
    return found


def test_forms_of_one_verb_count_together_and_stance_comes_first() -> None:
    rows = count_cues([_alder()])
    assert [(row.source, row.words, row.count) for row in rows[:2]] == [
        ("Bo Fir", "claimed", 2),
        ("Bo Fir", "said", 1),
    ]
    assert _row(rows, "Bo Fir", "claimed").stance == "doubting"
    assert len(_row(rows, "Bo Fir", "claimed").statements) == 2


def test_the_one_with_most_contrast_stands_before_the_rest() -> None:
    order = list(dict.fromkeys(row.source for row in count_cues([_alder()])))
    assert order == ["Bo Fir", "Ann Oak", "an official, via Elm Times"]


def test_a_verb_belongs_to_the_source_beside_it() -> None:
    rows = count_cues([_alder()])
    assert _row(rows, "an official, via Elm Times", "saying").count == 1
    text = page("Elm Times, citing an official, said it may break.", "Birch News")
    chain = [
        source(text, "Elm Times", "Elm Times", "outlet"),
        source(text, "an official", "an official", "unnamed"),
    ]
    said = statement(text, "it may break", chain, cue(text, "said", "say"))
    assert [row.source for row in count_cues([Extraction(text, (said,))])] == ["Elm Times"]


def test_outlets_stand_side_by_side() -> None:
    birch = page("Bo Fir explained that the dam is safe.", "Birch News")
    said = statement(
        birch,
        "the dam is safe",
        [source(birch, "Bo Fir", "Bo Fir")],
        cue(birch, "explained", "explain", "factive"),
    )
    rows = count_cues([_alder(), Extraction(birch, (said,))])
    assert {(row.outlet, row.words) for row in rows if row.source == "Bo Fir"} == {
        ("Alder Post", "claimed"),
        ("Alder Post", "said"),
        ("Birch News", "explained"),
    }


def test_a_pronoun_that_stands_for_nobody_known_and_own_voice_are_left_out() -> None:
    text = page("He said it may break. It broke.", "Birch News")
    he = statement(text, "it may break", [source(text, "He", None)], cue(text, "said", "say"))
    assert count_cues([Extraction(text, (he, statement(text, "It broke")))]) == ()
