"""Printed dates, datelines, credits and agencies of plain texts."""

from __future__ import annotations

import pytest

from sayso.model import Capture, Document
from sayso.read import read_document
from sayso.read.dates import DATE, read_date
from sayso.read.supplied import iso_date
from sayso.read.wires import find_wire

BODY = (
    "The harbour of Westhaven was closed on Monday after a fire on a cargo ship, the port authority said.\n"
    "About 40 crew members were taken to hospital, three of them with burns, according to the fire service.\n"
)


def document(text: str) -> Document:
    return read_document(Capture("0" * 64, "page.txt", text.encode(), "text/plain"))


def published(text: str) -> tuple[str, str, float] | None:
    found = document(text)
    if found.published is None:
        return None
    assert found.published.span is not None
    assert DATE.search(found.text, *found.published.span)
    return found.published.value, found.published.how, found.published.confidence


@pytest.mark.parametrize(
    ("printed", "after", "value", "confidence"),
    [
        ("2022-03-03", "", "2022-03-03", 1.0),
        ("2022-03-03T10:15:00Z", "", "2022-03-03T10:15:00+00:00", 1.0),
        ("March 3, 2022", ", 10:15 GMT", "2022-03-03T10:15:00+00:00", 1.0),
        ("Mar. 3, 2022", " at 2:05 p.m. EST", "2022-03-03T14:05:00-05:00", 1.0),
        ("3rd March 2022", "", "2022-03-03", 1.0),
        ("Thursday, 3 March 2022", "", "2022-03-03", 1.0),
        ("3. März 2022", " um 10:15 Uhr", "2022-03-03T10:15:00", 1.0),
        ("3 de marzo de 2022", "", "2022-03-03", 1.0),
        ("3 марта 2022", "", "2022-03-03", 1.0),
        ("03.03.2022", "", "2022-03-03", 1.0),
        ("25/12/2021", "", "2021-12-25", 1.0),
        ("12/25/2021", "", "2021-12-25", 1.0),
        ("04.03.2022", "", "2022-03-04", 0.85),
        ("04/03/2022", "", "2022-03-04", 0.5),
    ],
)
def test_printed_dates_are_read_and_doubt_is_kept(
    printed: str, after: str, value: str, confidence: float
) -> None:
    assert DATE.fullmatch(printed)
    assert read_date(printed, after) == (value, confidence)


def test_another_date_of_the_page_settles_the_order() -> None:
    assert read_date("04/03/2022", others=["04/25/2022"]) == ("2022-04-03", 0.9)
    assert read_date("04/03/2022", others=["25/04/2022"]) == ("2022-03-04", 0.9)


@pytest.mark.parametrize("printed", ["31.02.2022", "30 February 2022", "2022-02-30"])
def test_days_that_do_not_exist_are_no_dates(printed: str) -> None:
    assert read_date(printed) is None


@pytest.mark.parametrize(
    "value", ["2022", "2022-03", "3 March 2022", "", "2022-13-01", "20220303T99", "tomorrow"]
)
def test_only_whole_iso_dates_are_taken_from_the_user(value: str) -> None:
    assert iso_date(value) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Fire\nPublished: March 3, 2022, 10:15 GMT\n{BODY}",
            ("2022-03-03T10:15:00+00:00", "publication line", 0.95),
        ),
        (f"Fire\n3 March 2022\n{BODY}", ("2022-03-03", "date line", 0.9)),
        (f"Fire\nBy Jane Doe | 3 March 2022\n{BODY}", ("2022-03-03", "byline", 0.9)),
        (f"Fire\nWESTHAVEN, March 3, 2022 (AFP) - {BODY}", ("2022-03-03", "dateline", 0.9)),
        (
            f"Fire\n{BODY}Ship - The Courier, 1920, 03.03.2022\nShare",
            ("2022-03-03", "photo credit line", 0.85),
        ),
        (f"Fire\n{BODY}Last updated: 3 March 2022\nShare", ("2022-03-03", "update line", 0.75)),
        (
            f"Fire\nUpdated 5 March 2022\nPublished 3 March 2022\n{BODY}",
            ("2022-03-03", "publication line", 0.95),
        ),
    ],
)
def test_the_date_is_read_where_sites_print_it(text: str, expected: tuple[str, str, float]) -> None:
    assert published(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Fire\n{BODY}The last fire was on 3 March 2011, they said, and the harbour was closed for a week.",
        f"Fire\n{BODY}{BODY}Leave a Reply\n3 March 2022 at 10:15\nI was there and nobody came to help us.",
        f"Fire\n{BODY}Copyright 2022 The Fictional Courier. All rights reserved.\nShare",
    ],
)
def test_dates_of_other_things_are_not_taken(text: str) -> None:
    assert published(text) is None


def test_pictures_of_several_days_leave_doubt_that_is_told() -> None:
    captions = "Ship - The Courier, 1920, 01.03.2022\nCrew - The Courier, 1920, 03.03.2022\n"
    found = document(f"Fire\n{captions}{BODY}Share")
    assert found.published is not None
    assert found.published.value == "2022-03-03"
    assert found.published.confidence < 0.8
    assert "is uncertain" in found.problems[-1]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2024 The Fictional Courier. All rights reserved.", "The Fictional Courier"),
        ("Copyright 2019 Fictional News Network, Inc. All rights reserved.", "Fictional News Network"),
        ("A ship - The Fictional Courier, 1920, 03.03.2022", "The Fictional Courier"),
        ("Share", None),
    ],
)
def test_the_outlet_is_read_from_credits_and_rights(line: str, outlet: str | None) -> None:
    assert document(f"Fire\n{BODY}{line}\nPrivacy policy").outlet == outlet


def test_bylines_give_authors() -> None:
    assert document(f"Fire\nBy Jane Doe and John Roe\n{BODY}Share").authors == ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KYIV, March 3 (Reuters) - The harbour was closed.", "Reuters"),
        ("WESTHAVEN (AP) — The harbour was closed.", "Associated Press"),
        ("Westhaven (dpa/tmn) - Der Hafen wurde geschlossen.", "dpa"),
        ("MOSCOW, March 3. /TASS/. The harbour was closed.", "TASS"),
        ("The harbour was closed.\n(Reporting by Jane Doe; Editing by John Roe)", "Reuters"),
        ("The harbour was closed.\nWith material from dpa", "dpa"),
        ("The harbour was closed, officials said. (Xinhua)", "Xinhua"),
        ("ERIE, PA — The harbour was closed.", None),
        ("The governor told Reuters - and others - that it was closed.", None),
        ("The AP reported that the harbour was closed.", None),
    ],
)
def test_the_agency_is_read_from_datelines_and_credits(text: str, agency: str | None) -> None:
    assert find_wire(text.split("\n"), []) == agency


def test_an_agency_that_no_list_knows_is_told_by_its_byline_or_a_dateline_in_its_name() -> None:
    assert find_wire(["The harbour was closed."], ["By Kestrel News Agency"]) == "Kestrel News Agency"
    lines = ["WARSAW (Kestrel) – The harbour was closed."]
    assert find_wire(lines, [], "The Quillhaven Courier") == "Kestrel"
    assert find_wire(lines, [], "Kestrel News") is None
    assert find_wire(lines, [], None) is None
