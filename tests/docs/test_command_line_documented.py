"""The documents leave out nothing that the command line offers."""

from __future__ import annotations

import re

import pytest
from documents import ROOT

from sayso import cli

REFERENCE = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "README.md", ROOT / "docs/cli.md") if path.exists()
)
COMMANDS = dict(cli.cli.commands)
EXIT_CODES = (
    cli.DONE,
    cli.SOME_FAILED,
    cli.NOT_POSSIBLE,
    cli.NOTHING_READ,
    cli.BUG,
    cli.INTERRUPTED,
    cli.BROKEN_PIPE,
)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_each_of_its_options_is_documented(name: str) -> None:
    assert re.search(rf"\bsayso {name}\b", REFERENCE)
    options = [option for item in COMMANDS[name].params for option in item.opts if option.startswith("--")]
    assert [option for option in options if not re.search(rf"{option}\b", REFERENCE)] == []


@pytest.mark.parametrize("code", EXIT_CODES)
def test_every_exit_code_is_documented(code: int) -> None:
    assert re.search(rf"^\| `?{code}`? \|", REFERENCE, re.MULTILINE)
