"""The public surface is small, and grows only on purpose."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys

import pytest

import sayso

SURFACE = {
    "sayso": ["__version__", "compare", "read_ledger", "schema", "to_json", "verify_ledger", "write_ledger"],
    "sayso.read": [
        "LARGEST_PAGE",
        "ReadError",
        "ReadOptions",
        "open_captures",
        "read_document",
        "source_spans",
        "usage_problems",
    ],
    "sayso.extract": ["ATTRIBUTION_METHODS", "extract_documents"],
    "sayso.link": ["link_documents", "link_story"],
    "sayso.ledger": [
        "LedgerError",
        "Mismatch",
        "Verification",
        "check_target",
        "read_captures",
        "read_ledger",
        "verify_ledger",
        "write_ledger",
    ],
    "sayso.export": [
        "FORMAT",
        "JsonStream",
        "explanation_json",
        "from_json",
        "line_json",
        "schema",
        "to_json",
        "write_json",
    ],
    "sayso.report": [
        "dropped_to_text",
        "explanation_to_terminal",
        "to_html",
        "to_markdown",
        "to_terminal",
        "versions_to_terminal",
    ],
    "sayso.engine": ["Outcome", "map_captures"],
}


@pytest.mark.parametrize("room", SURFACE)
def test_a_room_shows_what_it_promises_and_no_more(room: str) -> None:
    assert sorted(importlib.import_module(room).__all__) == SURFACE[room]


@pytest.mark.parametrize(
    ("room", "name"), [(room, name) for room, names in SURFACE.items() for name in names]
)
def test_every_public_name_is_there_and_described(room: str, name: str) -> None:
    thing = getattr(importlib.import_module(room), name)
    if callable(thing):
        assert inspect.getdoc(thing), f"{room}.{name} has no docstring"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'judge'"):
        _ = sayso.judge
    assert not hasattr(importlib.import_module("sayso.ledger"), "judge")


def test_the_version_is_that_of_the_command_line() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "sayso", "--version"], check=True, capture_output=True, text=True
    )
    assert shown.stdout == f"sayso {sayso.__version__}\n"
