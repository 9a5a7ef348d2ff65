"""docs/ledger-format.md says what every key, table and column holds, in the schemas' own words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import small_ledger
from sayso.export import schema, to_json
from sayso.ledger.schema import Table, tables
from sayso.ledger.verify import CLASSES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ledger-format.md").read_text("utf-8")


def section(heading: str) -> str:
    """Return the text below a heading, up to the next."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"there is no section {heading!r}"
    return found[1]


def cells(text: str) -> list[list[str]]:
    """Return the rows of the tables in *text*, as cells."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").replace("\\|", "/").split("|")] for line in lines]


KINDS = {"ledger": schema(), **schema()["$defs"]}


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_documented_as_the_schema_describes_it(kind: str) -> None:
    fields: dict[str, Any] = KINDS[kind]["properties"]
    documented = [(row[0].strip("`"), row[-1]) for row in cells(section(kind.replace("_", " ")))]
    assert documented == [(name, field["description"]) for name, field in fields.items()]


@pytest.mark.parametrize("table", tables().values(), ids=tables())
def test_every_table_and_column_is_documented_as_it_is_declared(table: Table) -> None:
    text = section(f"`{table.name}`")
    assert table.meaning in text
    assert cells(text) == [[f"`{c.name}`", c.type, c.meaning] for c in table.columns]


def test_the_example_is_valid_and_what_sayso_writes() -> None:
    found = re.search(r"^```json\n(.*?)^```", section("Example"), re.DOTALL | re.MULTILINE)
    assert found
    example = json.loads(found[1])
    jsonschema.Draft202012Validator(schema()).validate(example)
    assert example == {**to_json(small_ledger.ledger()), "sayso": example["sayso"]}


def test_the_checks_of_verify_are_documented_in_their_order() -> None:
    assert [row[0].strip("`") for row in cells(section("What `sayso verify` checks"))] == list(CLASSES)
