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
    return _region(tag, names[:_LONGEST_NAMES], role[:_LONGEST_ROLE], in_article)


@functools.lru_cache(maxsize=8192)
def _region(tag: str, names: str, role: str, in_article: bool) -> Region:  # noqa: FBT001 - by position: keys of a cache
    if region := _TAGS.get(tag):
        return region
    if tag in {"footer", "header"} and not in_article:
        return Region("footer", sure=True) if tag == "footer" else Region("site name", sure=False)
    if tag in _WHOLE_PAGE:
        return _NONE
    if role and (region := _ROLES.get(role)):
        return region
    return _by_names(names) if len(names) > 1 else _NONE


def _by_names(names: str) -> Region:
    reason = None
    for name in names.split():
        whole, by_word = _by_name(name)
        if whole:
            return Region(whole, sure=True)
        reason = reason or by_word
    return Region(reason, sure=False) if reason else _NONE


@functools.lru_cache(maxsize=16384)
def _by_name(name: str) -> tuple[str | None, str | None]:
    """Return the reasons that one class or id gives as a whole, and by the first telling word in it."""
    words, whole = _vocabulary()
    if reason := whole.get(name.lower()):
        return reason, None
    return None, next(filter(None, map(words.get, _WORD.findall(name))), None)


def is_content(names: str) -> bool:
    """Return whether the id and classes *names* say that an element holds the page's content."""
    return _is_content(names[:_LONGEST_NAMES])


@functools.lru_cache(maxsize=8192)
def _is_content(names: str) -> bool:
    return not _content().isdisjoint(_WORD.findall(names))


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
