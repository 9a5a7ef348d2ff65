"""What part of a page an element is, by its tag, its role and its names.

Names are those of classes and ids, split into words; the words stand in
``regions.toml``. Landmarks follow the HTML and ARIA standards.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_NAMES, _LONGEST_ROLE = 600, 20


class Region(NamedTuple):
    """Why text there would be dropped, and whether the element holds nothing else."""

    reason: str | None
    sure: bool


_NONE = Region(None, sure=False)
_FOOTER, _SITE_NAME = Region("footer", sure=True), Region("site name", sure=False)

_TAGS = {
    "nav": Region("navigation", sure=True),
    "aside": Region("sidebar", sure=False),
    "form": Region("form", sure=False),
    "button": Region("button", sure=True),
    "select": Region("form", sure=True),
    "option": Region("form", sure=True),
    "menu": Region("navigation", sure=True),
    "figcaption": Region("caption", sure=True),
    "dialog": Region("dialog", sure=True),
}
_ROLES = {
    "navigation": Region("navigation", sure=True),
    "menu": Region("navigation", sure=True),
    "menubar": Region("navigation", sure=True),
    "contentinfo": Region("footer", sure=True),
    "search": Region("search form", sure=True),
    "dialog": Region("dialog", sure=True),
    "alertdialog": Region("dialog", sure=True),
    "complementary": Region("sidebar", sure=False),
    "banner": Region("site name", sure=False),
}
_WHOLE_PAGE = frozenset({"html", "body", "main", "article"})


def region_of(tag: str, names: str, role: str, *, in_article: bool) -> Region:
    """Return what part of the page an element is, ``(None, False)`` when nothing tells.

    Args:
        tag: its tag in lower case.
        names: its id and classes.
        role: its ARIA role.
        in_article: whether it stands in an ``article`` or ``main`` element.
    """
    if region := _TAGS.get(tag):
        return region
    if tag in {"footer", "header"} and not in_article:
        return _FOOTER if tag == "footer" else _SITE_NAME
    if tag in _WHOLE_PAGE:
        return _NONE
    if role and (region := _ROLES.get(role[:_LONGEST_ROLE])):
        return region
    return _told_by(names[:_LONGEST_NAMES])[0] if len(names) > 1 else _NONE


def is_content(names: str) -> bool:
    """Return whether the id and classes *names* say that an element holds the page's content."""
    return _told_by(names[:_LONGEST_NAMES])[1]


@functools.lru_cache(maxsize=8192)
def _told_by(names: str) -> tuple[Region, bool]:
    """Return what part of the page names tell, those that tell by themselves first, and if it is content."""
    reasons, whole = _vocabulary()
    words = _WORD.findall(names)
    content = not _content().isdisjoint(words)
    reason = next(filter(None, map(whole.get, names.lower().split())), None)
    if reason:
        return Region(reason, sure=True), content
    reason = next(filter(None, map(reasons.get, words)), None)
    return Region(reason, sure=False) if reason else _NONE, content


@functools.cache
def _content() -> frozenset[str]:
    content = tomllib.loads(files("sayso.read").joinpath("regions.toml").read_text("utf-8"))
    return frozenset(form for word in content["content"]["words"] for form in _forms(word))


@functools.cache
def _vocabulary() -> tuple[dict[str, str], dict[str, str]]:
    """Return reasons by word of a name, and reasons by whole name."""
    content = tomllib.loads(files("sayso.read").joinpath("regions.toml").read_text("utf-8"))
    words = {
        form: entry["reason"]
        for entry in content["region"]
        for word in entry.get("words", ())
        for form in _forms(word)
    }
    whole = {name: entry["reason"] for entry in content["region"] for name in entry.get("names", ())}
    return words, whole


def _forms(word: str) -> tuple[str, str, str]:
    """Return *word* as it may stand in a name: every other way of writing it would part it."""
    return word, word.capitalize(), word.upper()
