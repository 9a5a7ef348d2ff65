"""Scraped and clean texts: what is the article, what is the site around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Capture, Document
from sayso.read import read_document
from sayso.read.article import judge

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = (
    "The harbour of Westhaven was closed on Monday after a fire on a cargo ship, the port authority said.",
    "About 40 crew members were taken to hospital, three of them with burns, according to the fire service.",
    '"We heard two explosions and then everybody ran," said one of the dockers, who gave no name.',
)


def document(text: str, name: str = "page.txt") -> Document:
    return read_document(Capture("0" * 64, name, text.encode(), "text/plain"))


def kept(found: Document) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.kept]


def reasons(found: Document) -> dict[str, str]:
    return {
        found.text[block.start : block.end]: block.reason or "" for block in found.blocks if not block.kept
    }


def scraped(*, before: str = "", after: str = "") -> Document:
    return document(f"{before}\nFire Closes Harbour of Westhaven\n" + "\n".join(PARAGRAPHS) + f"\n{after}")


def test_a_clean_text_is_kept_whole_with_its_headline() -> None:
    found = document("Fire closes harbour\n\n" + "\n\n".join(PARAGRAPHS) + "\nThe end")
    assert kept(found) == ["Fire closes harbour", *PARAGRAPHS, "The end"]
    assert found.title == "Fire closes harbour"
    assert found.title_span == (0, len("Fire closes harbour"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Subscribe", "share or subscribe"),
        ("Share on Facebook", "share or subscribe"),
        ("Log in / Register", "log-in prompt"),
        ("1,204", "counter"),
        ("3 min read", "counter"),
        ("Advertisement", "advertisement"),
        ("Skip to main content", "navigation"),
        ("Read more: Storm hits the coast", "related links"),
        ("© 2024 The Fictional Courier. All rights reserved.", "footer"),
        ("We use cookies to improve your experience on this site and to show you adverts.", "cookie notice"),
        ("Register now and our newsletter will reach you every morning.", "call to the reader"),
        ("Your browser does not support the video tag.", "player or script"),
        ("Connecting to %s", "unfilled template"),
        ("https://example.org/news/fire", "link"),
        ("© AGENCY / Jane Doe", "caption"),
        ("Photo: Jane Doe / The Fictional Courier", "caption"),
        ("A ship burns in the harbour of Westhaven (Photo by Jane Doe/Getty Images)", "caption"),
        ("A basket of wild strawberries, painted in 1761. Courtesy Westhaven Museum", "caption"),
        ("The harbour master at a briefing on Monday. Photo: Jane Doe/AFP", "caption"),
        ("Screenshot from a video that the fire service put on its page", "caption"),
        ("A ship in the harbour - The Fictional Courier, 1920, 04.05.2021", "caption"),
        ("By Jane Doe and John Roe", "byline"),
        ("Published: May 4, 2021 10:15 GMT", "date line"),
        ("Похожие новости дня", "other language"),
        (".caption { color: red }", "player or script"),
    ],
)
def test_furniture_is_dropped_with_its_reason(line: str, reason: str) -> None:
    found = scraped(before="Menu", after=f"{line}\nPrivacy policy")
    assert reasons(found)[line] == reason
    assert kept(found) == ["Fire Closes Harbour of Westhaven", *PARAGRAPHS]


@pytest.mark.parametrize(
    "line",
    [
        "The minister said that people should subscribe to the truth and share it with their neighbours.",
        "The newspaper's website and its newsletter were hacked on Tuesday, the editors told the police.",
        "The fire service used a photo by a docker to find the cause of the fire, it said on Tuesday.",
        "The port said the fire began on May 4, 2021, in the engine room. (Reuters)",
        "Von der Leyen Visits Harbour",
        "The governor added:",
        "The dinner was paid for by the house, a courtesy of the port to its guests from the mainland.",
        "The fire was seen first by Jane Doe.",
        "“No comment.”",
        "200 dockers were sent home.",
        "Most residents blame the port, AP-Ipsos poll finds",
    ],
)
def test_sentences_that_only_sound_like_furniture_stay(line: str) -> None:
    middle = document(
        "\n".join(
            [
                "Menu",
                "Subscribe",
                "Fire Closes Harbour",
                *PARAGRAPHS,
                line,
                PARAGRAPHS[0] + " Again.",
                "Share",
            ]
        )
    )
    assert line in kept(middle)


def test_what_follows_the_comment_form_is_gone_even_if_it_is_prose() -> None:
    comment = "I was there myself and I can tell you that nothing of this is true at all, believe me."
    found = scraped(after=f"Leave a Reply\nYour email address will not be published.\n{comment}")
    assert kept(found) == ["Fire Closes Harbour of Westhaven", *PARAGRAPHS]
    assert reasons(found)[comment] == "comments"


def test_a_comment_link_above_the_article_ends_nothing() -> None:
    assert kept(scraped(before="Leave a comment")) == ["Fire Closes Harbour of Westhaven", *PARAGRAPHS]


def test_a_subheading_and_a_standfirst_stay_in_a_cluttered_page() -> None:
    text = [
        "Menu",
        "Subscribe",
        "Fire Closes Harbour",
        "Dozens are hurt as a cargo ship burns in the port",
        PARAGRAPHS[0],
    ]
    text += ["Share", "Explosions in the Engine Room", *PARAGRAPHS[1:], "Newsletter"]
    assert kept(document("\n".join(text))) == [text[2], text[3], text[4], text[6], *PARAGRAPHS[1:]]


def test_the_site_s_name_above_the_headline_is_not_the_headline() -> None:
    credit = "A ship burns in the harbour - Westhaven Courier, 1280, 04.05.2021"
    found = document(
        "\n".join(["Westhaven Courier", "Menu", "Fire Closes Harbour", credit, *PARAGRAPHS, "Share"])
    )
    assert found.title == "Fire Closes Harbour"
    assert reasons(found)["Westhaven Courier"] == "site name"


def test_a_page_that_is_all_furniture_says_so() -> None:
    found = document("Menu\nSubscribe\nLog in\nShare\n")
    assert kept(found) == []
    assert any("No article was found" in problem for problem in found.problems)


def test_the_text_is_the_file_and_blocks_know_their_place(tmp_path: Path) -> None:
    raw = "\ufeffTitle of it\r\n\r\n  First line, which is long enough to be prose, they said.\r\n"
    raw += "\tSecond 😀 e\u0301.\r"
    path = tmp_path / "page.txt"
    path.write_bytes(raw.encode())
    found = document(raw)
    with path.open(encoding="utf8", newline="") as file:
        assert found.text == file.read()
    assert [found.text[block.start : block.end] for block in found.blocks] == [
        "\ufeff",
        "Title of it",
        "First line, which is long enough to be prose, they said.",
        "Second 😀 e\u0301.",
    ]
    assert all(block.origin == (block.start, block.end) for block in found.blocks)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [*PARAGRAPHS, "Subscribe", "Leave a Reply", "0", "", "  ", "© X / Y", "Menu", "By Jane Doe"]
        ),
        st.text(max_size=80),
    ),
    max_size=25,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_blocks_are_ordered_apart_and_cover_all_that_is_not_space(lines: list[str], end: str) -> None:
    text = end.join([*lines, "Some words."])
    found = document(text.encode("utf-8", "ignore").decode())
    position = 0
    for block in found.blocks:
        assert position <= block.start < block.end <= len(found.text)
        assert found.text[position : block.start].strip() == ""
        assert block.kept == (block.reason is None)
        position = block.end
    assert found.text[position:].strip() == ""


@given(LINES)
def test_judging_depends_on_the_lines_alone(lines: list[str]) -> None:
    printed = [line for line in lines if line.strip()]
    verdicts, title = judge(printed)
    assert judge(printed) == (verdicts, title)
    assert len(verdicts) == len(printed)
    assert title is None or verdicts[title].reason is None


# -- the two scraped pages and the clean texts ------------------------------------


def read(path: Path) -> Document:
    return read_document(Capture("0" * 64, str(path), path.read_bytes(), "text/plain"))


def test_of_the_first_seed_the_article_stays_and_nothing_else(shared_data: Path) -> None:
    found = read(shared_data / "seeds" / "000_35146ac112e05a2b.txt")
    lines = [line for line in found.text.split("\n") if line.strip()]
    assert kept(found) == [lines[3], *lines[7:19]]
    roles = [block.role for block in found.blocks if block.kept]
    assert roles == ["title", *["paragraph"] * 7, "heading", *["paragraph"] * 4]
    assert found.published is not None
    assert found.published.value == "2022-03-03"
    assert found.published.how == "photo credit line"
    assert found.text[slice(*found.published.span or (0, 0))] == "03.03.2022"
    assert found.outlet == "Sputnik International"
    assert found.language == "en"
    assert found.problems == ()


def test_of_the_second_seed_the_article_stays_and_its_missing_date_is_told(shared_data: Path) -> None:
    found = read(shared_data / "seeds" / "003_9ade739c698a82a3.txt")
    lines = [line.strip() for line in found.text.split("\n") if line.strip()]
    assert kept(found) == [*lines[:3], *lines[4:6]]
    assert found.title == "Foreign soldiers arrive in Ukraine to fight, just not officially."
    assert found.published is None
    assert "No publication date was found" in found.problems[0]


def test_hardly_a_word_of_clean_texts_is_dropped(shared_data: Path) -> None:
    total = lost = 0
    for path in sorted([*shared_data.glob("stories/*/*.txt"), *shared_data.glob("polnear/dev/text/*.txt")]):
        found = read(path)
        total += len(found.text.split())
        lost += sum(len(line.split()) for line in reasons(found))
    assert total > 80_000
    assert lost < 0.003 * total


def under_title(line: str) -> Document:
    return document(f"Fire Closes Harbour of Westhaven\n{line}\n\n" + "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Daily Courier, 3 March 2022", "Daily Courier"),
        ("The Ostrand Review | March 3, 2022", "The Ostrand Review"),
        ("Westhaven Herald – 3 March 2022", "Westhaven Herald"),
        ("ostrand-news.example, 2022-03-03", "ostrand-news.example"),
        ("Kanal 24 · 3 March 2022, 14:05", "Kanal 24"),
        ("Westhaven, 3 March 2022", None),
        ("New Harbour, 3 March 2022", None),
        ("Ann Lee, 3 March 2022", None),
    ],
)
def test_a_line_under_the_headline_gives_date_and_the_outlet_when_it_is_one(
    line: str, outlet: str | None
) -> None:
    found = under_title(line)
    assert found.published is not None
    assert found.published.value[:10] == "2022-03-03"
    assert found.outlet == outlet
    assert line not in kept(found)


def test_a_sentence_that_ends_with_a_date_is_no_date_line() -> None:
    assert under_title("The harbour was built by the navy and opened on 3 March 1902.").published is None


@pytest.mark.parametrize(
    "credit",
    [
        "© MERIDIAN 24 / TOMAS ELDERBY, 03.03.2022",
        "(c) Ostrand Press, 3 March 2022",
        "Photo: A. Lee, 2022-03-03",
    ],
)
def test_a_picture_credit_with_a_date_dates_the_page(credit: str) -> None:
    found = document(
        "Fire Closes Harbour of Westhaven\n" + "\n".join((PARAGRAPHS[0], credit, *PARAGRAPHS[1:]))
    )
    assert found.published is not None
    assert found.published.value == "2022-03-03"
    assert found.published.how == "photo credit line"
