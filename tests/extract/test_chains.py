"""Chains: through whom a statement reached the page, nearest first, and where no chain must be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_pages import attributed, chain_names, extracted, page

from sayso.extract.chains import build_chains
from sayso.extract.parse import parse_documents
from sayso.extract.repairs import repair
from sayso.extract.rules import find_attributions

CHAINS = [
    # the hearer is an outlet
    ("Alice Brand told Reuters that the bridge would close.", "Reuters < Alice Brand"),
    ("“The bridge will close,” Alice Brand told CNN’s Jim Halloway.", "CNN < Alice Brand"),
    ("Alice Brand told the Kestrel Times that the bridge would close.", "Kestrel Times < Alice Brand"),
    ("The bridge will close, Alice Brand told the BBC on Monday.", "BBC < Alice Brand"),
    ("Two officials told Reuters that the bridge would close.", "Reuters < Two officials"),
    ("A spokesman for the ministry told AFP that nobody was hurt.", "AFP < A spokesman for the ministry"),
    ("Alice Brand told Fox News host Carl Dorn that the bridge was unsafe.", "Fox News < Alice Brand"),
    (
        "The mayor, Alice Brand, confirmed to the Associated Press that she had left.",
        "Associated Press < Alice Brand",
    ),
    (
        "Alice Brand told Bloomberg the bridge was unsafe and added that it would close.",
        "Bloomberg < Alice Brand",
    ),
    ("Alice Brand told the daily Morgenpost that the bridge would close.", "Morgenpost < Alice Brand"),
    # what was said there
    (
        "In an interview with the weekly Die Lupe published on Thursday, Alice Brand said she would stay.",
        "Die Lupe < Alice Brand",
    ),
    (
        "In an interview with CNN on Monday, Alice Brand said that the bridge would close.",
        "CNN < Alice Brand",
    ),
    (
        "Alice Brand said in an interview with the Guardian that the bridge was unsafe.",
        "Guardian < Alice Brand",
    ),
    ("Speaking to the BBC, Alice Brand said the bridge was unsafe.", "BBC < Alice Brand"),
    ("Alice Brand said in a statement to Reuters that the bridge would close.", "Reuters < Alice Brand"),
    ("Alice Brand wrote in the Guardian that the bridge was unsafe.", "Guardian < Alice Brand"),
    (
        "In an op-ed in the Washington Post, Alice Brand argued that the bridge should close.",
        "Washington Post < Alice Brand",
    ),
    ("Alice Brand said on Fox News that the bridge was unsafe.", "Fox News < Alice Brand"),
    ("“The bridge is unsafe,” Alice Brand said in an email to Politico.", "Politico < Alice Brand"),
    (
        "According to Interfax, which quoted a person familiar with the inquiry, the chief was dismissed.",
        "Interfax < a person familiar with the inquiry",
    ),
    (
        "Interfax, which quoted a person familiar with the inquiry, said the chief was dismissed.",
        "Interfax < a person familiar with the inquiry",
    ),
    # handed on
    (
        "Alice Brand said in a statement carried by state news agency TASS that the bridge would close.",
        "TASS < Alice Brand",
    ),
    ("In a letter seen by Reuters, Alice Brand warned that the bridge was unsafe.", "Reuters < Alice Brand"),
    (
        "Documents obtained by the Associated Press show that the bridge was unsafe.",
        "Associated Press < Documents",
    ),
    (
        "A report by the ministry seen by Reuters says that the bridge will close.",
        "Reuters < A report by the ministry",
    ),
    ("Officials quoted by the Guardian said that the bridge would close.", "Guardian < Officials"),
    (
        "The bridge would close, Alice Brand said in remarks broadcast on state television.",
        "state television < Alice Brand",
    ),
    # quoted
    (
        "The newspaper Mainichi quoted an unnamed source as saying that the bridge would close.",
        "Mainichi < an unnamed source",
    ),
    ("Alice Brand was quoted by Interfax as saying that the bridge would close.", "Interfax < Alice Brand"),
    ("Interfax quoted Alice Brand as saying that the bridge would close.", "Interfax < Alice Brand"),
    (
        "The Kestrel Times cited a police officer as saying the bridge was unsafe.",
        "Kestrel Times < a police officer",
    ),
    ("The agency TASS quoted the ministry as saying that nobody was hurt.", "TASS < the ministry"),
    ("Alice Brand was quoted as saying that the bridge would close.", "Alice Brand"),
    # cited
    (
        "According to the Kestrel Times, citing two officials, the bridge will close.",
        "Kestrel Times < two officials",
    ),
    (
        "The bridge will close in May, the Kestrel Times reported, citing people familiar with the matter.",
        "Kestrel Times < people familiar with the matter",
    ),
    (
        "Citing two police officers, the Associated Press reported that the bridge had been closed.",
        "Associated Press < two police officers",
    ),
    (
        "The Guardian reported on Monday that the bridge would close, citing a government report.",
        "Guardian < a government report",
    ),
    ("Reuters, quoting Alice Brand, reported that the bridge would close.", "Reuters < Alice Brand"),
    ("Interfax reported, citing the ministry, that nobody was hurt.", "Interfax < the ministry"),
    (
        "The bridge was mined, state television said, quoting a military source.",
        "state television < a military source",
    ),
    # one inside the other
    ("Carl Dorn said that Alice Brand had told him that the bridge was unsafe.", "Carl Dorn < Alice Brand"),
    ("The Guardian reported that officials said the bridge was unsafe.", "Guardian < officials"),
    (
        "The Kestrel Times reported that Alice Brand claimed that the bridge was mined.",
        "Kestrel Times < Alice Brand",
    ),
    ("Alice Brand said the bridge would close, according to the Guardian.", "Guardian < Alice Brand"),
    ("Police said that a witness reported that the bridge had been mined.", "Police < a witness"),
    # one link, whoever stands close by
    ("Media reports said that the bridge would close.", "Media reports"),
    ("A source close to Alice Brand said that the bridge would close.", "A source close to Alice Brand"),
    ("A person familiar with the talks said that they had failed.", "A person familiar with the talks"),
    ("Reported by the Guardian, 70 engineers volunteered.", "Guardian"),
]

TRAPS = [
    ("Alice Brand told reporters that the bridge would close.", "Alice Brand"),
    ("Alice Brand told the committee that the bridge was unsafe.", "Alice Brand"),
    ("Alice Brand told her husband that the bridge was unsafe.", "Alice Brand"),
    ("Alice Brand told a court in Bonn that the bridge was unsafe.", "Alice Brand"),
    ("Alice Brand said on Twitter that the bridge would close.", "Alice Brand"),
    ("Alice Brand wrote on Facebook that the bridge would close.", "Alice Brand"),
    ("Alice Brand said in a post on Telegram that the bridge would close.", "Alice Brand"),
    ("Alice Brand said on Monday that the bridge would close.", "Alice Brand"),
    ("Alice Brand said the bridge would close, citing security concerns.", "Alice Brand"),
    ("Alice Brand declined to say when the bridge would open, citing an ongoing investigation.", None),
    ("The ministry said that the bridge would close, citing a new law.", "The ministry"),
    ("Alice Brand cited safety as the reason that the bridge would close.", None),
    ("A spokesman for Reuters said that nobody was hurt.", "Reuters"),
    ("Carl Dorn, who works for CNN, said that the bridge was unsafe.", "Carl Dorn"),
    ("The Guardian, which is owned by a trust, reported that the bridge would close.", "Guardian"),
    ("Alice Brand and Carl Dorn said that the bridge would close.", "Alice Brand and Carl Dorn"),
    ("According to Alice Brand and the ministry, the bridge will close.", None),
    ("Alice Brand said that Carl Dorn was a liar.", "Alice Brand"),
    ("Alice Brand said that the Guardian had left the town.", "Alice Brand"),
    ("In a statement published by the ministry, Alice Brand said that nobody was hurt.", "Alice Brand"),
    ("Alice Brand said in an interview on Monday that the bridge would close.", "Alice Brand"),
    ("In an interview with police, Alice Brand said that she had seen the bridge fall.", "Alice Brand"),
    ("CNN anchor Carl Dorn said that the bridge was unsafe.", "Carl Dorn"),
    ("Alice Brand wrote to the mayor that the bridge was unsafe.", "Alice Brand"),
    ("A study published in the journal Science found that the bridge was unsafe.", None),
    ("Alice Brand said that she had read the Guardian.", "Alice Brand"),
    ("Alice Brand said that critics should ask who built the bridge.", "Alice Brand"),
    ("“We stand,” Alice Brand told a crowd at a rally broadcast on state television.", "Alice Brand"),
    ("Alice Brand told the Senate Intelligence Committee that the bridge was unsafe.", "Alice Brand"),
    ("Alice Brand said the report by Reuters was false.", "Alice Brand"),
]


def chain(text: str) -> list[str]:
    """Return the names of the chain of the innermost statement."""
    rows = attributed(text)
    if not rows:
        return []
    inner = max(rows, key=lambda row: (len(row.chain), -(row.end - row.start)))
    return [name or "" for name in chain_names(inner)]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_through_whom_it_came(text: str, expected: str) -> None:
    assert chain(text) == expected.split(" < ")


@pytest.mark.parametrize(("text", "expected"), TRAPS)
def test_no_link_is_invented(text: str, expected: str | None) -> None:
    found = chain(text)
    assert len(found) <= 1
    if expected is not None:
        assert found == [expected]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_every_link_has_its_printed_words(text: str, expected: str) -> None:
    del expected
    for statement in attributed(text):
        for source in statement.chain:
            assert source.start is not None
            assert source.text == text[source.start : source.end]


def test_who_only_cites_is_no_part_of_what_is_said() -> None:
    (statement,) = attributed("The Guardian reported that the bridge would close, citing two officials.")
    assert statement.text == "that the bridge would close"


def test_an_unnamed_source_keeps_the_way_it_was_introduced_by() -> None:
    text = (
        "Mainichi quoted an unnamed source as saying that ten came.\nThe source said that more would follow."
    )
    assert chain_names(attributed(text)[-1]) == ["Mainichi", "an unnamed source"]


def test_the_page_s_own_outlet_is_no_link() -> None:
    text = "Alice Brand told the Kestrel Times that the bridge would close."
    document = page(text)
    ((_, passages),) = parse_documents([document])
    rows = repair(passages, find_attributions(passages))
    for outlet, names in (("The Kestrel Times", ["Alice Brand"]), (None, ["Kestrel Times", "Alice Brand"])):
        (row,) = build_chains(replace(document, outlet=outlet), passages, rows)
        assert [source.name for source in row.chain] == names


def test_kinds_of_links() -> None:
    text = "Documents obtained by the Associated Press show that the bridge was unsafe."
    (statement,) = attributed(text)
    assert [source.kind for source in statement.chain] == ["outlet", "document"]


def test_a_page_without_sources_has_no_chains() -> None:
    assert all(not s.chain for s in extracted("The bridge fell on Monday. Nobody was hurt.").statements)


def test_what_according_to_opens_is_all_of_the_sentence() -> None:
    text = (
        "According to the report, police stopped the lorry and searched it, but Carl Dorn refused to leave, "
        "saying officers would need to drag him out."
    )
    outer, inner = attributed(text)
    assert outer.text == text.removeprefix("According to the report, ").removesuffix(".")
    assert chain_names(inner)[-1] == "Carl Dorn"


def test_the_clause_that_tells_whom_an_agency_quotes_is_not_in_the_content() -> None:
    text = "According to Interfax, which quoted a person close to the inquiry, the chief was dismissed."
    assert [s.text for s in attributed(text)] == ["the chief was dismissed"]


def test_by_the_rules_another_speaker_does_not_end_what_according_to_opens() -> None:
    text = "According to the charges, police stopped the lorry, but Carl Dorn denied that he had driven it."
    assert [s.chain[0].text for s in attributed(text, method="rules")] == ["the charges", "the charges"]
