"""Class and stance of cues, and what they do to a statement."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
from small_pages import attributed

from sayso.extract.lexicon import CueKind, cue_kind, is_raising, is_speech_verb

CLAUSE = "ccomp>"


@pytest.mark.parametrize(
    ("lemma", "cue_class", "stance"),
    [
        ("say", "speech", "neutral"),
        ("accuse", "speech", "neutral"),
        ("condemn", "speech", "neutral"),
        ("praise", "speech", "neutral"),
        ("insist", "speech", "asserting"),
        ("stress", "speech", "asserting"),
        ("claim", "speech", "doubting"),
        ("allege", "speech", "doubting"),
        ("admit", "speech", "factive"),
        ("reveal", "speech", "factive"),
        ("point out", "speech", "factive"),
        ("deny", "speech", "denying"),
        ("rule out", "speech", "denying"),
        ("believe", "thought", "neutral"),
        ("know", "thought", "factive"),
        ("doubt", "thought", "doubting"),
        ("vow", "intention", "neutral"),
        ("show", "document", "factive"),
        ("stipulate", "document", "neutral"),
        ("witness", "perception", "factive"),
    ],
)
def test_verbs(lemma: str, cue_class: str, stance: str) -> None:
    kind = cue_kind(lemma, CLAUSE)
    assert (kind.cue_class, kind.stance) == (cue_class, stance)


@pytest.mark.parametrize(
    ("lemma", "frame", "kind"),
    [
        ("report", "noun:of", CueKind("speech", "neutral")),
        ("estimate", "noun:of", CueKind("thought", "neutral")),
        ("estimate", CLAUSE, CueKind("speech", "neutral")),
        ("denial", "noun:of", CueKind("speech", "denying")),
        ("confident", "adj:that", CueKind("thought", "asserting")),
        ("sceptical", "adj:of", CueKind("thought", "doubting")),
        ("aware", "adj:of", CueKind("thought", "factive")),
        ("reluctant", "adj:to", CueKind("intention", "denying")),
    ],
)
def test_a_word_is_judged_as_its_part_of_speech(lemma: str, frame: str, kind: CueKind) -> None:
    assert cue_kind(lemma, frame) == kind


@pytest.mark.parametrize(
    ("lemma", "kind"),
    [
        ("agree", CueKind("intention", "neutral")),
        ("forget", CueKind("intention", "denying")),
        ("push", CueKind("intention", "neutral")),
        ("unheard-of-word", CueKind("intention", "neutral")),
    ],
)
def test_an_infinitive_makes_an_intention(lemma: str, kind: CueKind) -> None:
    assert cue_kind(lemma, "xcomp:to") == kind


def test_american_and_british_spellings_are_one_word() -> None:
    for one, other in (("emphasize", "emphasise"), ("rumor", "rumour"), ("apologize", "apologise")):
        assert cue_kind(one, CLAUSE) == cue_kind(other, CLAUSE)


def test_deeds_are_no_verbs_of_speech() -> None:
    assert is_speech_verb("say")
    assert is_speech_verb("insist")
    assert not is_speech_verb("release")
    assert not is_speech_verb("believe")


def test_what_seems_is_no_source() -> None:
    assert [lemma for lemma in ("seem", "appear", "look", "see", "hear", "say") if is_raising(lemma)] == [
        "seem",
        "appear",
        "look",
    ]


def test_the_file_lists_every_word_once_for_each_part_of_speech() -> None:
    text = files("sayso.extract").joinpath("data", "cue_classes.en.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    places = Counter((lemma, part) for _, _, part, lemmas, *_ in rows for lemma in lemmas.split(", "))
    assert [place for place, count in places.items() if count > 1] == []


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("The ministry said the army attacked the town.", False, False),
        ("The ministry said the army did not attack or shell the town.", True, False),
        ("The ministry denied that the army attacked the town.", True, False),
        ("The ministry did not deny that the army attacked the town.", False, True),
        ("The ministry does not believe that the army attacked the town.", True, True),
        ("The ministry believes that the army attacked the town.", False, True),
        ("The ministry knows that the army attacked the town.", False, False),
        ("The ministry said the army may have attacked the town.", False, True),
        ("The ministry said the army not only attacked the town but burned it.", False, False),
    ],
)
def test_cue_and_content_together(text: str, *, negated: bool, hedged: bool) -> None:
    (statement,) = attributed(text)
    assert (statement.negated, statement.hedged) == (negated, hedged)
