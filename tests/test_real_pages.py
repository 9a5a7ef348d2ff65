"""The main job on two real scraped pages, clutter and all: what a careful reader must find there.

The pages belong to the development data and are read where they lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import sayso

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]


@pytest.fixture(scope="module")
def ledger(shared_data: Path) -> Row:
    """Return the JSON of both pages compared."""
    pages = sorted(str(path) for path in (shared_data / "seeds").glob("*.txt"))
    return dict(sayso.to_json(sayso.compare(pages).ledger))


@pytest.fixture(scope="module")
def sputnik(ledger: Row) -> Row:
    return next(d for d in ledger["documents"] if "000_" in d["name"])


@pytest.fixture(scope="module")
def blog(ledger: Row) -> Row:
    return next(d for d in ledger["documents"] if "003_" in d["name"])


def words(ledger: Row, statement: Row) -> str:
    """Return the words of a statement's parts."""
    text = next(d["text"] for d in ledger["documents"] if d["id"] == statement["document"])
    return " ".join(text[start:end] for start, end in statement["parts"])


def saying(ledger: Row, part: str) -> Row:
    """Return the innermost statement that holds *part*."""
    found = [s for s in ledger["statements"] if part in words(ledger, s)]
    assert found, f"no statement holds {part!r}"
    return min(found, key=lambda s: s["end"] - s["start"])


def chain(statement: Row) -> list[str | None]:
    return [source["name"] for source in statement["chain"]]


def values(statement: Row) -> list[str | None]:
    return [moment["value"] for moment in statement["moments"]]


def claims_of(ledger: Row, statement: Row) -> set[str]:
    return {claim["id"] for claim in ledger["claims"] if statement["id"] in claim["statements"]}


def lookalike(ledger: Row, one: str, other: str) -> Row:
    """Return the look-alike between statements that hold the two wordings."""
    by_id = {s["id"]: words(ledger, s) for s in ledger["statements"]}
    for row in ledger["lookalikes"]:
        pair = [by_id[row["a"]], by_id[row["b"]]]
        if any(one in text for text in pair) and any(other in text for text in pair):
            return dict(row)
    pytest.fail(f"no look-alike of {one!r} and {other!r}")


def test_the_page_with_a_caption_is_dated_by_it(sputnik: Row) -> None:
    assert sputnik["published"] == "2022-03-03"
    assert sputnik["outlet"] == "Sputnik International"


def test_the_page_without_a_date_says_so(blog: Row) -> None:
    assert blog["published"] is None
    assert any("No publication date was found" in problem for problem in blog["problems"])


@pytest.mark.parametrize(
    "clutter",
    [
        "Stay tuned for updates",
        "REUTERS",
        "Sputnik International, 1920",
        "Subscribe",
        "Newsfeed",
        "log in or register",
        "Chats",
        "Заголовок",
        "Screenshot from",
        "Leave a Reply",
        "Fill in your details",
        "You are commenting",
        "Log Out",
        "Connecting to",
    ],
)
def test_site_clutter_is_in_no_statement(ledger: Row, clutter: str) -> None:
    assert not [s["text"] for s in ledger["statements"] if clutter in s["text"]]


@pytest.mark.parametrize(
    "start",
    [
        "16,000 Foreign Mercenaries Are Going",
        "On Wednesday, media reports said",
        "Ukrainian President Volodymyr Zelensky has claimed",
        "He argued in a video message",
        "Zelensky spoke after",
        "The source asserted",
        "The Ukrainian president's Thursday remarks",
        "He added that",
        "Russia's Special Operation in Ukraine",
        "On 24 February, Russian President",
        "He underscored",
        "Russia's Defence Ministry, in turn",
        "In a separate development",
        "Foreign soldiers arrive in Ukraine",
        "More and more foreign fighters",
        "Officially, no countries",
        "It is estimated that",
        "Even small countries",
    ],
)
def test_every_paragraph_of_the_articles_is_kept(ledger: Row, start: str) -> None:
    kept = [d["text"][b["start"] : b["end"]] for d in ledger["documents"] for b in d["blocks"] if b["kept"]]
    assert any(block.startswith(start) for block in kept)


def test_both_spellings_of_sixteen_thousand_are_read(ledger: Row) -> None:
    for text in ("16,000 foreign mercenaries", "16.000 foreigners"):
        (figure,) = (f for f in saying(ledger, text)["figures"] if "16" in f["text"])
        assert (figure["low"], figure["high"]) == (16000, 16000)


def test_the_mercenaries_and_the_foreigners_only_look_alike(ledger: Row) -> None:
    mercenaries, foreigners = (
        saying(ledger, "16,000 foreign mercenaries"),
        saying(ledger, "16.000 foreigners"),
    )
    assert chain(mercenaries) == ["Volodymyr Zelensky"]
    assert chain(foreigners) == ["Firstpost"]
    assert not claims_of(ledger, mercenaries) & claims_of(ledger, foreigners)
    because = lookalike(ledger, "16,000 foreign mercenaries", "16.000 foreigners")["because"]
    assert "2014" in because, "the period is named"
    assert "Firstpost" in because
    assert "Zelensky" in because


def test_the_japanese_and_the_belgians_only_look_alike(ledger: Row) -> None:
    japanese, belgians = saying(ledger, "about 70 volunteers from Japan"), saying(ledger, "70 Belgians")
    assert chain(japanese) == ["Mainichi", "an unnamed source"]
    assert chain(belgians) == ["DeMorgen"]
    assert not claims_of(ledger, japanese) & claims_of(ledger, belgians)
    because = lookalike(ledger, "about 70 volunteers from Japan", "70 Belgians")["because"]
    for part in ("Japan", "Belg", "Mainichi", "DeMorgen"):
        assert part in because


def test_two_statements_of_one_page_are_one_claim(ledger: Row) -> None:
    first, second = saying(ledger, "around 70 volunteers"), saying(ledger, "about 70 volunteers from Japan")
    assert claims_of(ledger, first) & claims_of(ledger, second)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ukraine is meeting the first foreign volunteers", ["Volodymyr Zelensky"]),
        ("the volunteers include 50 former servicemen", ["Mainichi", "an unnamed source"]),
        ("anyone who wants to join the defence", ["Volodymyr Zelensky"]),
        ("the operation aims", ["Vladimir Putin"]),
        ("strive to demilitarise", ["Vladimir Putin"]),
        ("do not pose a threat", ["Defence Ministry"]),
        ("DPR and LPR forces", ["Igor Konashenkov"]),
        ("some common points", ["Vladimir Medinsky"]),
        ("I invite you to contact", ["Dmytro Kuleba"]),
        ("thousands of people had come forward", ["Hanna Maliar"]),
        ("support Britons", ["Liz Truss"]),
        ("no war experience", ["Ben Wallace"]),
    ],
)
def test_who_says_so(ledger: Row, text: str, names: list[str]) -> None:
    found = chain(saying(ledger, text))
    assert len(found) == len(names)
    assert all((name or "").endswith(end) for name, end in zip(found, names, strict=True))


def test_one_person_has_one_name_on_both_pages(ledger: Row) -> None:
    names = {s["name"] for row in ledger["statements"] for s in row["chain"] if "elensk" in (s["name"] or "")}
    assert names == {"Volodymyr Zelensky"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("around 70 volunteers", "2022-03-02"),
        ("DPR and LPR forces", "2022-03-02"),
        ("Vladimir Putin ordered a special military operation", "2022-02-24"),
    ],
)
def test_days_are_resolved_against_the_day_of_publication(ledger: Row, text: str, value: str) -> None:
    assert value in values(saying(ledger, text))


def test_cue_verbs_stand_side_by_side(ledger: Row) -> None:
    cues = {(row["source"].split()[-1], row["words"]) for row in ledger["cues"]}
    assert {("Zelensky", "claimed"), ("Zelensky", "argued")} <= cues
    assert {("Putin", "underscored"), ("Ministry", "stressed")} <= cues


@pytest.mark.parametrize(
    ("sputnik_words", "blog_words"),
    [({"mercenaries", "volunteers"}, {"foreign fighters"}), ({"special operation"}, {"invades"})],
)
def test_wording_stands_side_by_side(
    ledger: Row, blog: Row, sputnik_words: set[str], blog_words: set[str]
) -> None:
    blog_key = blog["outlet"] or blog["name"].rsplit("/", maxsplit=1)[-1]
    rows = [
        {outlet: {use["words"] for use in uses} for outlet, uses in row["outlets"].items()}
        for row in ledger["wording"]
    ]
    assert any(
        sputnik_words <= row.get("Sputnik International", set()) and blog_words <= row.get(blog_key, set())
        for row in rows
    )


def test_offsets_are_those_of_the_files(ledger: Row, shared_data: Path) -> None:
    for document in ledger["documents"]:
        path = shared_data / "seeds" / document["name"].rsplit("/", maxsplit=1)[-1]
        text = path.read_bytes().decode("utf-8")
        assert document["text"] == text
        for statement in ledger["statements"]:
            if statement["document"] == document["id"]:
                assert text[statement["start"] : statement["end"]] == statement["text"]
