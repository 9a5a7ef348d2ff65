"""An explanation on a terminal: statements by letter, what weighed most, and whether all is as stored."""

from __future__ import annotations

import io

from rich.console import Console

from sayso.link.explain_facts import (
    ClaimFacts,
    Explanation,
    FeatureFacts,
    MergeFacts,
    OriginFacts,
    PairFacts,
    RelationFacts,
    SlotFacts,
    StatementFacts,
)
from sayso.report import explanation_to_terminal

SLOTS = SlotFacts(
    *(("Ada Fir",), ("Tarn",), ("about 200 = 200 dockers",), (), (), ("dockers",)), negated=False, hedged=True
)
ONE = StatementFacts("s1", "d1", "Alder Post", 5, 20, "a walkout", ("Ada Fir",), "said", "Alder ← Fir", SLOTS)
TWO = StatementFacts("s2", "d2", "Birch \x1b[31mNews", 0, 9, "dockers left", (), None, "own voice", SLOTS)
FEATURES = tuple(FeatureFacts(f"feature{n}", 0.5, 2.0 / n) for n in range(1, 9))
FACTS = Explanation(
    kind="claim",
    ids=("c1",),
    claims=(ClaimFacts("c1", "a walkout", ("s1", "s2"), 0.85, 0.85, 0.8),),
    statements=(ONE, TWO),
    pairs=(PairFacts("s1", "s2", 0.8, "model", ("dockers",), FEATURES, -3.0, accounted=True),),
    relations=(RelationFacts("c1", "s1", "s2", "differs", 0.7, "One has 200.", "about 200", None),),
    origins=(
        OriginFacts(
            *("o1", "c1", "Ada Fir", True, "The chain ends there.", ("s1", "s2")),
            merges=(MergeFacts(*("s2", "s1", "page", True, "its page attributes it", "dockers left", None)),),
        ),
    ),
    differences=(),
)


def shown(facts: Explanation) -> str:
    """Return what a pipe of a hundred columns gets."""
    out = io.StringIO()
    explanation_to_terminal(facts, Console(file=out, width=100, highlight=False))
    return out.getvalue()


def test_everything_is_shown_with_its_numbers() -> None:
    text = " ".join(shown(FACTS).split())
    for words in (
        "Claim c1",
        "85% sure (0.8500): the mean of its 1 pair is 0.8000; rules beside the pair model make it 0.8500.",
        "A Alder Post ← Ada Fir (said) · s1, characters 5 to 20",
        "Figures: about 200 = 200 dockers",
        "Said as: hedged",
        "A and B: 0.8000",
        "Both have: dockers",
        "feature1 = 0.5 (+2.00)",
        "others +0.54, always -3.00; together log-odds +2.44",
        "A and B: differs (0.7000) One has 200. A: “about 200”",
        "Ada Fir · A, B · o1",
        "B with A, by page: its page attributes it B: “dockers left”",
        "is as it is stored.",
    ):
        assert words in text, words
    assert "\x1b" not in text


def test_what_differs_from_what_is_stored_is_told() -> None:
    text = shown(Explanation("statement", ("s1",), (), (ONE,), (), (), (), ("Claim c1 is stored twice.",)))
    assert "It stands in no claim" in text
    assert "! Claim c1 is stored twice." in text
    assert "as it is stored." not in text
