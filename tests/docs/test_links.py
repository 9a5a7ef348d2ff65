"""Documents point at what exists, and leave out nothing that the program offers."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from documents import DOCUMENTS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

_FENCED = re.compile(r"^```.*?^```\s*$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)[^)]*\)|<(?:img|source)\b[^>]*?src(?:set)?=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)


def anchors(document: Path) -> set[str]:
    """Return the anchors of *document*'s headings, made as code hosts make them."""
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    names = (re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading).lower() for heading in _HEADING.findall(text))
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", name)) for name in names}


def test_there_are_documents_to_check() -> None:
    assert {"README.md", "CHANGELOG.md", "CONTRIBUTING.md"} <= {document.name for document in DOCUMENTS}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(document: Path) -> None:
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    for groups in _LINK.findall(text):
        target = next(group for group in groups if group)
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        goal = (document.parent / path).resolve() if path else document
        assert goal.exists(), f"{document.name} links to {target}, which does not exist"
        if anchor and goal.suffix == ".md":
            assert anchor in anchors(goal), f"{document.name} links to {target}, a heading that is not there"


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {found[0] for requirement in asked if (found := re.match(r"[\w.-]+", requirement))}
    assert names == set(dependency_rows())


def test_the_versions_named_are_the_locked_ones() -> None:
    lock = (ROOT / "requirements-dev.lock").read_text("utf-8")
    locked = set(re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, re.MULTILINE))
    assert [row for row in dependency_rows().items() if row not in locked] == []


def dependency_rows() -> dict[str, str]:
    """Return the versions in the tables of docs/dependencies.md, by package."""
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    return dict(re.findall(r"^\| `([\w.-]+)` \| (\S+) \|", text, re.MULTILINE))
