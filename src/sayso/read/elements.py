"""What each element of a page makes of the text in it: its role, its region, or that nobody sees it.

A page repeats its elements: a list's entries are all in the same elements, with the same
names. What those make of their text is told once, for the first of them.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from sayso.read.regions import region_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from sayso.model import BlockRole

    Marks = tuple[str, str | None, str | None, str | None]
    """An element's tag, id, class and ARIA role; ``None`` for those it does not have."""

    _State = tuple[str, BlockRole, str | None, bool, bool, bool]
    """All of a setting but the element's own names: tag, role, region, sure, in a link, in an article."""

    _Inner = dict[Marks, "Setting | None"]

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_READER_ONLY = frozenset({"sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "hidden"})
_PLAIN = frozenset({"b", "big", "br", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})
"""Elements inside of lines that say nothing of their text, unless they have names or a role."""

_TELLING = frozenset({"id", "class", "role", "style", "hidden"})
"""Attributes that say something of an element's text."""

_LOOKED_AT = 1000
"""Characters of a style or of classes that may hide an element."""

_ROLES: dict[str, BlockRole] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th", "tr"), "table"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("p", "blockquote", "pre"), "paragraph"),
}


_OUTERMOST: _State = ("body", "paragraph", None, False, False, False)


class Setting:
    """What an element and those around it make of text.

    ``element`` is the element's own tag, ``names`` its id and classes; ``tag`` is that of the
    nearest element that gives text a role; ``region`` and ``sure`` are as those of
    :class:`sayso.read.visible.Shown`. ``inner`` are the settings that elements in it have by
    their marks: settings that differ in nothing but their own names share them.
    """

    __slots__ = ("element", "in_article", "in_link", "inner", "names", "region", "role", "sure", "tag")

    def __init__(
        self, element: str, names: str, state: _State = _OUTERMOST, inner: _Inner | None = None
    ) -> None:
        self.element = element
        self.names = names
        self.tag, self.role, self.region, self.sure, self.in_link, self.in_article = state
        self.inner: _Inner = {} if inner is None else inner


_SAME, _NEW = Setting("", ""), Setting("", "")
"""Stand for the setting around an element that says nothing of its text, and for one not met before."""


class Place:
    """An element in which text stands: the place around it, ``None`` for the page's root, and its setting."""

    __slots__ = ("parent", "setting")

    def __init__(self, parent: Place | None, setting: Setting) -> None:
        self.parent = parent
        self.setting = setting


class Elements:
    """The settings of one page's elements."""

    def __init__(self) -> None:
        self.outermost = Place(None, Setting("", ""))
        self._inner: dict[_State, _Inner] = {}

    def enter(self, element: Element, tag: str, parent: Place) -> Place | None:
        """Return the place that *element* is, ``None`` for one that is not shown.

        It is that of *parent* for an element that says nothing of its text.
        """
        given = element.keys()
        marks: Marks = (tag, None, None, None)
        if given and not _TELLING.isdisjoint(given):
            get = element.get
            if "hidden" in given and get("hidden") != "until-found":
                return None
            if "style" in given and _hides((get("style") or "")[:_LOOKED_AT]):
                return None
            marks = (
                tag,
                get("id") if "id" in given else None,
                get("class") if "class" in given else None,
                get("role") if "role" in given else None,
            )
        around = parent.setting
        setting = around.inner.get(marks, _NEW)
        if setting is _NEW:
            setting = around.inner[marks] = self._inside(around, *marks)
        if setting is _SAME:
            return parent
        return None if setting is None else Place(parent, setting)

    def _inside(
        self, around: Setting, tag: str, identifier: str | None, classes: str | None, aria: str | None
    ) -> Setting | None:
        if classes and _is_for_readers(classes):
            return None
        names = "" if identifier is None and classes is None else f"{identifier or ''} {classes or ''}"
        if not names and not aria and tag in _PLAIN:
            return _SAME
        own = _ROLES.get(tag)
        role = around.role if own is None or (own == "paragraph" and around.role == "list") else own
        region, sure = region_of(tag, names, aria or "", in_article=around.in_article)
        if region is None or (around.sure and not sure):
            region, sure = around.region, around.sure
        in_link = around.in_link or tag == "a"
        in_article = around.in_article or tag in {"article", "main"}
        state: _State = (around.tag if own is None else tag, role, region, sure, in_link, in_article)
        inner = self._inner.get(state)
        if inner is None:
            inner = self._inner[state] = {}
        return Setting(tag, names, state, inner)


def _is_for_readers(classes: str) -> bool:
    """Return whether one of *classes* hides an element; most do not even look like it."""
    could_be = "hidden" in classes or "reader" in classes or "sr-only" in classes
    return could_be and not _READER_ONLY.isdisjoint(classes[:_LOOKED_AT].split())


@functools.lru_cache(maxsize=4096)
def _hides(style: str) -> bool:
    return _HIDDEN_STYLE.search(style) is not None
