"""What was left out of a page is shown with its reason when asked for."""

from __future__ import annotations

from sayso.model import Capture, Document
from sayso.read import read_document
from sayso.report.dropped import dropped_text


def document(text: str) -> Document:
    return read_document(Capture("0" * 64, "page.txt", text.encode(), "text/plain"))


def test_every_dropped_block_is_listed_with_its_reason_in_reading_order() -> None:
    prose = "The harbour of Westhaven was closed on Monday after a fire on a ship, the port authority said."
    found = document(f"Subscribe\nFire Closes Harbour\n{prose}\nLeave a Reply\n")
    assert dropped_text([found]) == (
        "page.txt: 2 of 4 blocks left out\n  share or subscribe\tSubscribe\n  comment form\tLeave a Reply\n"
    )


def test_a_page_that_is_kept_whole_says_so_and_no_page_gives_nothing() -> None:
    assert dropped_text([document("The harbour was closed on Monday, the port said.")]) == (
        "page.txt: nothing was left out\n"
    )
    assert dropped_text([]) == ""


def test_what_could_drive_a_terminal_is_shown_by_a_sign() -> None:
    found = document("Subscribe\nShare\n© \x1b[31mAGENCY\x1b[0m / Jane\N{RIGHT-TO-LEFT OVERRIDE}\n")
    shown = dropped_text([found])
    assert "\x1b" not in shown
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in shown
    assert "AGENCY" in shown
