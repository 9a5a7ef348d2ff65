"""Why a row is as it is: every number computed again from the ledger, and held against what is stored."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from told_pages import HARBOUR

from sayso.link import link_story
from sayso.link.explain import explain
from sayso.link.explain_ids import UnknownIdError, origin_id
from sayso.model import Claim, Ledger

LEDGER = link_story(HARBOUR)
STATEMENTS = {each.id: each for each in LEDGER.statements}
WALKOUT = next(claim for claim in LEDGER.claims if "dockers" in claim.gist)


def _with(claim: Claim) -> Ledger:
    """Return the ledger with another claim in the place of the one on the walkout."""
    return replace(LEDGER, claims=tuple(claim if c.id == claim.id else c for c in LEDGER.claims))


def test_a_claim_shows_its_statements_pairs_relations_and_origins() -> None:
    facts = explain(LEDGER, [WALKOUT.id])
    assert facts.kind == "claim"
    assert [each.id for each in facts.statements] == list(WALKOUT.statements)
    size = len(WALKOUT.statements)
    assert len(facts.pairs) == size * (size - 1) // 2
    assert [(each.a, each.b, each.because) for each in facts.relations] == [
        (each.a, each.b, each.because) for each in WALKOUT.relations
    ]
    assert [each.name for each in facts.origins] == [each.name for each in WALKOUT.origins]
    assert facts.differences == ()


def test_the_features_of_a_pair_add_up_to_its_probability() -> None:
    pairs = [pair for pair in explain(LEDGER, [WALKOUT.id]).pairs if pair.basis == "model"]
    assert pairs
    for pair in pairs:
        score = sum(feature.contribution for feature in pair.features) + pair.intercept
        assert 1 / (1 + math.exp(-score)) == pytest.approx(pair.probability, abs=1e-4)
        weights = [abs(feature.contribution) for feature in pair.features]
        assert weights == sorted(weights, reverse=True)


def test_slots_stand_as_the_page_prints_them() -> None:
    facts = explain(LEDGER, [WALKOUT.id])
    slots = next(each.slots for each in facts.statements if each.report == "Alder Post")
    assert slots.figures == ("About 200 = 200 dockers",)
    assert {"dockers", "Tarn", "overtime"} <= set(slots.words)
    shared = next(pair.shared for pair in facts.pairs)
    assert "dockers" in shared
    assert "the" not in shared


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"confidence": 0.1}, "is stored with confidence 0.1000, and found again with"),
        ({"relations": ()}, "is not stored, and found again as"),
        ({"origins": ()}, "is stored with 0 origins (none), and tracing it again gives"),
    ],
)
def test_what_is_stored_otherwise_is_said(changed: dict[str, object], told: str) -> None:
    facts = explain(_with(replace(WALKOUT, **changed)), [WALKOUT.id])  # type: ignore[arg-type] # fields by name
    assert any(told in difference for difference in facts.differences), facts.differences


def test_a_claim_that_linking_does_not_give_again_is_said() -> None:
    made_up = Claim("feedfacefeed", WALKOUT.story, "gist", tuple(sorted(STATEMENTS)[:2]), 0.9)
    facts = explain(replace(LEDGER, claims=(made_up,)), ["feedface"])
    assert facts.differences[0].endswith("linking its story again does not give it.")


def test_a_relation_is_the_pair_of_its_statements_in_one_word_or_two() -> None:
    relation = WALKOUT.relations[0]
    facts = explain(LEDGER, [relation.a, relation.b])
    assert facts == explain(LEDGER, [f"{relation.a} {relation.b}"])
    assert facts.kind == "pair"
    assert [(each.relation, each.because) for each in facts.relations] == [
        (relation.relation, relation.because)
    ]
    assert len(facts.pairs) == 1


def test_two_statements_of_no_claim_are_still_compared() -> None:
    bakery = next(each.id for each in LEDGER.statements if "bakery" in each.text)
    facts = explain(LEDGER, [bakery, WALKOUT.statements[0]])
    assert (facts.claims, facts.relations) == ((), ())
    assert facts.pairs[0].probability < 0.5


def test_an_origin_and_a_statement_are_explained_by_their_claims() -> None:
    origin = WALKOUT.origins[0]
    facts = explain(LEDGER, [origin_id(WALKOUT, origin)])
    assert (facts.kind, facts.claims[0].id, facts.origins[0].name) == ("origin", WALKOUT.id, origin.name)
    facts = explain(LEDGER, [origin.statements[0]])
    assert facts.kind == "statement"
    assert WALKOUT.id in {each.id for each in facts.claims}


def test_the_first_characters_of_an_id_will_do() -> None:
    assert explain(LEDGER, [WALKOUT.id[:10].upper()]) == explain(LEDGER, [WALKOUT.id])


def test_an_id_that_is_none_or_several_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnknownIdError, match=r"^no claim, statement or origin has the id nonsense$"):
        explain(LEDGER, ["nonsense"])
    near = WALKOUT.id[:9] + ("0" if WALKOUT.id[9] != "0" else "1")
    with pytest.raises(UnknownIdError, match=rf"has the id {near}; near it: claim {WALKOUT.id}$"):
        explain(LEDGER, [near])
    starts = [each.id[0] for each in LEDGER.statements]
    with pytest.raises(UnknownIdError, match=r"is the start of \d+ ids \(.*\); give more of it$"):
        explain(LEDGER, [next(first for first in starts if starts.count(first) > 1)])
    with pytest.raises(UnknownIdError, match=r"is the id of a page; give that of a claim"):
        explain(LEDGER, [LEDGER.documents[0].id])
    with pytest.raises(UnknownIdError, match=r"two ids must be those of two statements$"):
        explain(LEDGER, [WALKOUT.id, WALKOUT.statements[0]])
    with pytest.raises(UnknownIdError, match=r"give one, or those of two different statements$"):
        explain(LEDGER, [WALKOUT.statements[0]] * 2)
