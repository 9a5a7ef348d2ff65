"""Where a page's text stands between its tags, as the HTML standard's tokenizer finds it.

Follows section 13.2.5 (Tokenization) of the HTML standard, as libxml2 does from 2.14 on:
quoted attributes, comments and their odd ends, elements whose text holds no tags,
scripts inside of comments inside of scripts. One pass, linear in the page's length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model import Span

LONG = 500
"""Characters from which a tag is told apart: it may have more attributes than a parser should see."""

BLANK = " \t\n\r\f"
"""White space, as the HTML standard knows it."""

_SPACE = re.escape(BLANK)
_VALUE = rf""""[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{_SPACE}"'>][^{_SPACE}>]*+"""
_ATTRIBUTE = rf"[^{_SPACE}/>][^{_SPACE}/>=]*+(?:[{_SPACE}]*+=[{_SPACE}]*+(?:{_VALUE})?+)?+"
_USUAL = rf"""(?:[{_SPACE}]++[^{_SPACE}/>="']++="[^"]*+")*+"""  # what most attributes are, found sooner
_NAMED = rf"[a-zA-Z][^{_SPACE}/>]*+"
_REST = rf"{_USUAL}(?:>|(?:[{_SPACE}/]++|{_ATTRIBUTE})*+(?:>|\Z))"
_RAW_TEXT = (
    "[sS](?i:cript|tyle)|[tT](?i:extarea|itle)|[xX](?i:mp)|[iI](?i:frame)|[nN](?i:oembed|oframes)"
    "|[pP](?i:laintext)"
)
_TOKEN = re.compile(
    rf"<(?:(?:({_RAW_TEXT})(?=[{_SPACE}/>])|{_NAMED}){_REST}"
    rf"|/(?:((?i:html))(?=[{_SPACE}/>]|\Z)|{_NAMED}){_REST}|/(?:>|[^a-zA-Z>][^>]*+(?:>|\Z))"
    r"|!--(?:-?>|[\s\S]*?(?:--!?>|\Z))"
    r"|[!?][^>]*+(?:>|\Z))"
)
_TOKEN_AND_SPACE = re.compile(rf"(?:{_TOKEN.pattern})[{_SPACE}]*+")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_SCRIPT_STATE = re.compile(rf"<!--|-->|<(/?)script(?=[{_SPACE}/>])", re.IGNORECASE)
_REFERRING = frozenset({"textarea", "title"})
_RAW = {
    name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE)
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", *_REFERRING)
}


Run = tuple[int, int, bool]
"""Start and end of a stretch of text between tags; whether it is raw: an ``&`` in it refers to nothing."""


class Tokens(NamedTuple):
    """A page's runs of text in order, and the tags that a parser should not see as they are.

    ``long`` are tags and comments of :data:`LONG` characters or more, ``ends`` the end tags of
    the page itself (``</html>``).
    """

    runs: list[Run]
    long: list[Span]
    ends: list[Span]


def tokens(page: str, start: int = 0, *, blank: bool = True) -> Tokens:
    """Return the runs of text in *page* from *start* on.

    Without *blank*, those begin at their first character that is no white space, and those of
    nothing else are left out: most are that, between elements.
    """
    found = Tokens([], [], [])
    token = _TOKEN if blank else _TOKEN_AND_SPACE
    position: int | None = start
    while position is not None:
        position = _until_raw_text(page, position, found, token)
    return found


def attributes(tag: str) -> int:
    """Return how many attributes the start tag *tag* has, 0 for what is none."""
    return sum(1 for _ in _ATTRIBUTES.finditer(tag)) - 1 if tag[1].isalpha() else 0


def bare(tag: str) -> str:
    """Return the start tag *tag* without its attributes; one that the page's end cuts off stays open."""
    named = re.match(f"<{_NAMED}", tag)
    return (named[0] if named else "") + (">" if tag.endswith(">") else "")


def _until_raw_text(page: str, position: int, found: Tokens, pattern: re.Pattern[str]) -> int | None:
    """Add what is found from *position* on; return where the next raw text ends, ``None`` at the end."""
    add = found.runs.append
    for token in pattern.finditer(page, position):
        start, end = token.span()
        if start > position:
            add((position, start, False))
        position = end
        if end - start >= LONG:
            found.long.append((start, start + len(token[0].rstrip(BLANK))))
        if token.lastindex is None:
            continue
        if token[1] is None:
            found.ends.append((start, start + len(token[0].rstrip(BLANK))))
        elif not _is_empty(token[0].rstrip(BLANK)):
            name = token[1].lower()
            closing = _end_of(name, page, end)
            if closing > end:
                add((end, closing, name not in _REFERRING))
            return closing
    if position < len(page):
        add((position, len(page), False))
    return None


def _is_empty(tag: str) -> bool:
    """Return whether *tag* ends itself (``<script/>``); the stroke in ``<script src=x/>`` is its value's."""
    return tag.endswith("/>") and [match.end() for match in _ATTRIBUTES.finditer(tag)][-1] < len(tag) - 1


def _end_of(name: str, page: str, start: int) -> int:
    """Return where the raw text of the element *name* ends: at its end tag, or with the page."""
    if name == "plaintext":
        return len(page)
    if name == "script":
        return _end_of_script(page, start)
    closing = _RAW[name].search(page, start)
    return closing.start() if closing else len(page)


def _end_of_script(page: str, start: int) -> int:
    """Return where a script ends: not at the end of one that a comment in it holds."""
    closing = _RAW["script"].search(page, start)
    end = closing.start() if closing else len(page)
    if page.find("<!--", start, end) < 0:
        return end
    in_comment = in_script = False
    for mark in _script_marks(page, start):
        if mark[0] == "<!--":
            in_comment = True
        elif mark[0] == "-->":
            in_comment = in_script = False
        elif mark[1] and not in_script:
            return mark.start()
        else:
            in_script = in_comment and not mark[1]
    return len(page)


def _script_marks(page: str, position: int) -> Iterator[re.Match[str]]:
    while mark := _SCRIPT_STATE.search(page, position):
        yield mark
        position = mark.end() - 2 if mark[0] == "<!--" else mark.end()  # "<!-->" is a whole comment
