"""What is installed is what the locks say, from wherever; and one command checks everything."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"([a-z0-9-]+)==([\w.+-]+)( ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def lines(lock: str) -> list[str]:
    return (ROOT / lock).read_text("utf-8").splitlines()


def pins(lock: str) -> set[tuple[str, str]]:
    """Return the names and versions that a lock holds."""
    return {(found[1], found[2]) for line in lines(lock) if (found := PINNED.fullmatch(line))}


def required(*groups: str) -> set[str]:
    """Return the names that the project asks for, as indexes normalise them."""
    asked = [*PROJECT["project"]["dependencies"]]
    asked += [one for group in groups for one in PROJECT["dependency-groups"][group]]
    return {re.split(r"[<>=!~\[ ]", one, maxsplit=1)[0].lower().replace("_", "-") for one in asked}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock: str) -> None:
    """No host, index or path: any mirror may serve the packages, and none can change them."""
    odd = [line for line in lines(lock) if not (PINNED.fullmatch(line) or HASH.fullmatch(line))]
    assert odd == []


def test_the_locks_hold_everything_that_is_asked_for() -> None:
    assert required("build") <= {name for name, _ in pins("requirements.lock")}
    assert required("build", "dev") <= {name for name, _ in pins("requirements-dev.lock")}


def test_what_is_tested_is_what_is_installed() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test"]
