"""The six pages of examples/volunteers: what a careful person would conclude from them, sayso shows.

examples/README.md tells the same in prose.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from comparison import Found, Row, compare

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAGES = EXAMPLES / "volunteers"

QUILLHAVEN, BRIGHTWATER = "The Quillhaven Courier", "Brightwater Daily"
OSTRAND, MERIDIAN = "The Ostrand Review", "Meridian 24"
FENMOOR, SABLE = "Fenmoor Bulletin", "Port Sable Post"
DATED = {QUILLHAVEN, BRIGHTWATER, OSTRAND, MERIDIAN, SABLE}


@pytest.fixture(scope="module")
def found() -> Found:
    """Return what sayso finds in the six pages."""
    ledger, code = compare(PAGES)
    assert code == 0
    return Found(ledger)


# -- the pages ----------------------------------------------------------------


def test_every_page_is_read_under_its_outlets_name(found: Found) -> None:
    assert {row["outlet"] for row in found.documents.values()} == {*DATED, FENMOOR}


@pytest.mark.parametrize("outlet", sorted(DATED))
def test_a_dated_page_is_dated_from_wherever_it_says_so(found: Found, outlet: str) -> None:
    assert found.page(outlet)["published"].startswith("2022-03-03")


def test_a_page_without_a_date_says_that_it_has_none(found: Found) -> None:
    page = found.page(FENMOOR)
    assert page["published"] is None
    assert any("date" in problem for problem in page["problems"])


CLUTTER = {
    QUILLHAVEN: ["Farming", "Email this story", "Photo:", "Pellwright", "Ferry timetable", "newsletter"],
    BRIGHTWATER: ["Weather", "Like", "Send to a friend", "School choir", "cookies", "Accept all"],
    OSTRAND: ["Culture", "Sign in", "Night trains", "A budget", "Newsletter", "email address", "rights"],
    MERIDIAN: [
        "Multimedia", "Share on", "Copy link", "ELDERBY", "Subscribe", "Read also", "Grain Exporters",
        "Five Charts", "comments", "cookies", "Log in", "Leave a comment", "Required fields", "browser",
    ],
    FENMOOR: ["Letters", "Notices", "About us", "Filed under", "Leave a Reply", "Post Comment", "recycled"],
}  # fmt: skip


@pytest.mark.parametrize("outlet", sorted(CLUTTER))
def test_no_clutter_stands_in_a_statement(found: Found, outlet: str) -> None:
    inside = [words for words in CLUTTER[outlet] if found.holding(words, outlet)]
    assert inside == []


ARTICLE = {
    QUILLHAVEN: [
        "Ukraine expects 16,000",
        "already arriving",
        "could not verify",
        "Fifty of them",
        "due to meet",
    ],
    BRIGHTWATER: [
        "Ukraine expects 16,000",
        "could not be verified",
        "about 70",
        "demilitarise",
        "second round",
    ],
    OSTRAND: [
        "No army",
        "Latvia and Denmark",
        "In Belgium",
        "thousands of people",
        "16,000 foreigners",
        "pace",
    ],
    MERIDIAN: [
        "counting on mercenaries",
        "no evidence",
        "enlist",
        "24 February",
        "precision",
        "some common points",
    ],
    FENMOOR: [
        "drivers, nurses",
        "Sixteen thousand",
        "overwhelming",
        "Seventy Belgians",
        "since 2014",
        "is fooled",
    ],
    SABLE: [
        "first foreign recruits",
        "16,000 foreigners",
        "About 50",
        "ordered the attack",
        "without training",
    ],
}


@pytest.mark.parametrize("outlet", sorted(ARTICLE))
def test_the_whole_article_stands_in_statements(found: Found, outlet: str) -> None:
    missing = [words for words in ARTICLE[outlet] if not found.holding(words, outlet)]
    assert missing == []


def test_a_statement_is_the_pages_own_text_at_its_place(found: Found) -> None:
    for row in found.statements.values():
        assert row["text"] == found.documents[row["document"]]["text"][row["start"] : row["end"]]


# -- who says it, and when ----------------------------------------------------


@pytest.mark.parametrize("outlet", [QUILLHAVEN, BRIGHTWATER, MERIDIAN])
def test_the_japanese_volunteers_are_known_through_mainichi_from_someone_unnamed(
    found: Found, outlet: str
) -> None:
    chains = [row["chain"] for row in found.with_figure(70, "Japan", outlet)]
    nearest_first = [[(link["name"], link["kind"]) for link in chain] for chain in chains]
    assert any(
        len(chain) == 2 and chain[0][0] == "Mainichi" and chain[1][1] == "unnamed" for chain in nearest_first
    ), nearest_first


@pytest.mark.parametrize("outlet", [QUILLHAVEN, BRIGHTWATER, MERIDIAN])
def test_the_source_is_the_unnamed_one_of_the_sentence_before(found: Found, outlet: str) -> None:
    rows = [row for row in found.with_figure(50, "Self-Defence Forces", outlet) if row["chain"]]
    assert rows
    assert all(row["chain"][-1]["kind"] == "unnamed" for row in rows)


def test_a_second_speaker_after_but_speaks_for_himself(found: Found) -> None:
    rows = [row for row in found.holding("combat experience", FENMOOR) if row["chain"]]
    assert {row["chain"][0]["name"] for row in rows} == {"Ben Wallace"}


def test_zelensky_and_zelenskyy_are_one_person(found: Found) -> None:
    names = {
        link["name"]
        for row in found.statements.values()
        for link in row["chain"]
        if "Zelensky" in (link["name"] or "")
    }
    assert len(names) == 1


@pytest.mark.parametrize("outlet", sorted(DATED - {OSTRAND}))
def test_a_weekday_is_counted_back_from_the_day_of_publication(found: Found, outlet: str) -> None:
    moments = found.moments("Wednesday", outlet)
    assert moments
    assert {moment["value"] for moment in moments} == {"2022-03-02"}


def test_a_weekday_of_an_undated_page_stays_open(found: Found) -> None:
    moments = found.moments("Thursday", FENMOOR)
    assert moments
    assert all(moment["from"] is None and moment["to"] is None for moment in moments)


# -- what belongs together, and what does not -----------------------------------


def announced(found: Found) -> list[Row]:
    """Return the statements of the 16,000 that the president announced, one or more in each page."""
    near = {QUILLHAVEN: "expects", BRIGHTWATER: "expects", OSTRAND: "on their way", MERIDIAN: "mercenaries"}
    near |= {FENMOOR: "are coming", SABLE: "come to fight"}
    return [row for outlet, word in near.items() for row in found.with_figure(16_000, word, outlet)]


def since_2014(found: Found) -> list[Row]:
    """Return the statements of the other 16,000."""
    return found.with_figure(16_000, "2014", OSTRAND) + found.with_figure(16_000, "2014", FENMOOR)


def test_the_announced_figure_is_one_claim_of_all_outlets_whatever_they_call_it(found: Found) -> None:
    outlets = [
        {found.outlet(row) for row in announced(found) if row["id"] in claim["statements"]}
        for claim in found.claims_of(announced(found))
    ]
    assert max(map(len, outlets)) == 6, outlets


def test_it_traces_back_to_one_origin_the_president(found: Found) -> None:
    ids = {row["id"] for row in announced(found)}
    claim = max(found.claims_of(announced(found)), key=lambda claim: len(ids & set(claim["statements"])))
    origins = [origin for origin in claim["origins"] if ids & set(origin["statements"])]
    assert len(origins) == 1, origins
    assert "Zelensky" in origins[0]["name"]


def test_copies_of_one_wire_text_count_as_one_origin(found: Found) -> None:
    shared = [
        "could not",
        "video message",
        "foreign legion",
        "about 70",
        "special military operation",
        "second round",
    ]
    joined = 0
    for words in shared:
        ids = {
            outlet: {row["id"] for row in found.holding(words, outlet)}
            for outlet in (QUILLHAVEN, BRIGHTWATER)
        }
        for claim in found.ledger["claims"]:
            if not all(ids[outlet] & set(claim["statements"]) for outlet in ids):
                continue
            joined += 1
            here = {outlet: ids[outlet] & set(claim["statements"]) for outlet in ids}
            assert any(
                all(here[outlet] <= set(origin["statements"]) for outlet in here)
                for origin in claim["origins"]
            ), claim
    assert joined >= len(shared) - 1  # else nothing much was looked at


def test_the_two_equal_numbers_are_named_look_alikes(found: Found) -> None:
    assert found.look_alike(announced(found), since_2014(found))


def test_no_claim_holds_both_of_the_equal_numbers(found: Found) -> None:
    one, other = ({row["id"] for row in rows} for rows in (announced(found), since_2014(found)))
    assert one
    assert other
    assert not [
        claim
        for claim in found.ledger["claims"]
        if set(claim["statements"]) & one and set(claim["statements"]) & other
    ]


def test_the_number_since_2014_is_one_claim_of_two_outlets_from_one_origin(found: Found) -> None:
    ids = {row["id"] for row in since_2014(found)}
    claims = [
        claim for claim in found.claims_of(since_2014(found)) if len(ids & set(claim["statements"])) > 1
    ]
    assert claims
    assert [origin["name"] for origin in claims[0]["origins"]] == ["Firstpost"]


def test_seventy_japanese_and_seventy_belgians_are_named_look_alikes(found: Found) -> None:
    japan = japanese(found)
    belgium = [row for outlet in (OSTRAND, FENMOOR) for row in found.with_figure(70, "Belgi", outlet)]
    assert found.look_alike(japan, belgium)


def japanese(found: Found) -> list[Row]:
    """Return the statements of the 70 from Japan."""
    return [
        row
        for outlet in (QUILLHAVEN, BRIGHTWATER, MERIDIAN)
        for row in found.with_figure(70, "Japan", outlet)
    ]


@pytest.mark.parametrize("same", [announced, japanese])
def test_one_report_in_other_words_is_no_look_alike(found: Found, same: Callable[[Found], list[Row]]) -> None:
    assert len({found.outlet(row) for row in same(found)}) >= 3
    assert not found.look_alike(same(found), same(found))


def fifty_against_seventy(found: Found) -> list[Row]:
    """Return the relations between the statements of 50 and of 70 volunteers from Japan."""
    fifty = {row["id"] for row in found.with_figure(50, "Japan", SABLE)}
    seventy = {row["id"] for row in japanese(found)}
    return [
        relation
        for claim in found.ledger["claims"]
        for relation in claim["relations"]
        if {relation["a"], relation["b"]} & fifty and {relation["a"], relation["b"]} & seventy
    ]


def test_fifty_or_seventy_japanese_is_shown_as_a_disagreement(found: Found) -> None:
    apart = [row for row in fifty_against_seventy(found) if row["relation"] in {"conflicts", "differs"}]
    assert apart
    assert all("50" in relation["because"] and "70" in relation["because"] for relation in apart)


def test_seventy_is_nowhere_a_more_exact_fifty(found: Found) -> None:
    assert "narrower" not in {relation["relation"] for relation in fifty_against_seventy(found)}


# -- how it is said -------------------------------------------------------------


def words_by_outlet(row: Row) -> dict[str, str]:
    """Return all words of a wording row, joined, by outlet."""
    return {outlet: " / ".join(words["words"] for words in uses) for outlet, uses in row["outlets"].items()}


@pytest.mark.parametrize(
    ("here", "there"), [("mercenaries", "volunteers"), ("special military operation", "invasion")]
)
def test_two_names_of_one_thing_stand_side_by_side(found: Found, here: str, there: str) -> None:
    rows = [words_by_outlet(row) for row in found.ledger["wording"]]
    assert any(
        here in row.get(MERIDIAN, "")
        and any(there in words for outlet, words in row.items() if outlet != MERIDIAN)
        for row in rows
    ), rows


def test_the_cues_given_to_a_president_differ_by_outlet(found: Found) -> None:
    cues: dict[str, set[str]] = {}
    for row in found.ledger["cues"]:
        if "Zelensky" in row["source"]:
            cues.setdefault(row["outlet"], set()).add(row["words"])
    assert {"claimed", "insisted", "alleged"} <= cues[MERIDIAN]
    assert "said" in cues[QUILLHAVEN]
    assert not {"claimed", "alleged"} & cues[QUILLHAVEN]


# -- what cannot be read --------------------------------------------------------


def test_bad_input_is_named_and_the_rest_goes_on() -> None:
    ledger, code = compare(PAGES / "port-sable-post.txt", EXAMPLES / "bad-input")
    assert code == 1
    assert {Path(row["name"]).name for row in ledger["failed"]} == {"empty.txt", "picture.html"}
    assert all(row["problem"] for row in ledger["failed"])
    russian = next(row for row in ledger["documents"] if row["name"].endswith("windows-1251.txt"))
    assert "Добровольцы из-за рубежа" in russian["text"]
