"""A page's bytes as an element tree, whatever the bytes are, in bounded time and memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ATTRIBUTES = 1000
"""Attributes of one tag that are kept; the parser's time grows with their square."""

DEEPEST = 2048
"""Elements inside each other that the parser follows (libxml2's own limit)."""

_TAG_START = re.compile(r"<[a-zA-Z]")
_TAG = re.compile(r"""<([a-zA-Z][^\s/>"'<]*+)(?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_RAW = {"script", "style", "textarea", "title"}
_XML_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,300}>")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class Tree(NamedTuple):
    """A parsed page and sentences about what of it could not be parsed."""

    root: HtmlElement
    problems: tuple[str, ...]


def parse(text: str, name: str) -> Tree:
    """Return the element tree of the page *text*.

    Raises:
        ReadError: there is no element in it.
    """
    from lxml import etree  # noqa: PLC0415 - text pages do without it
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - as above

    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        root = document_fromstring(_harmless(text).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        message = f"{name}: it is not a web page that can be read ({_first_line(error)}); save it again or give its text"
        raise ReadError(message) from error
    problems: tuple[str, ...] = ()
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        problems = (
            f"The page nests more than {DEEPEST} elements in each other; what stands deeper was not read.",
        )
    return Tree(root, problems)


def _harmless(text: str) -> str:
    """Return *text* without what the parser cannot take: declarations, controls, tags of endless attributes."""
    text = _XML_DECLARATION.sub("", text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), count=1)
    text = _UNREADABLE.sub(" ", text)
    pieces: list[str] = []
    copied = position = 0
    while start := _TAG_START.search(text, position):
        tag = _TAG.match(text, start.start())
        if tag is None:
            position = start.end()
            continue
        position = tag.end()
        if position - tag.start() > MOST_ATTRIBUTES and _attributes(tag.group()) > MOST_ATTRIBUTES:
            pieces += (text[copied : tag.start()], "<", tag[1])
            copied = position
        if (raw := tag[1].lower()) in _RAW:
            closing = text.find(f"</{raw}", position)
            position = closing if closing >= 0 else position
    return "".join((*pieces, text[copied:])) if pieces else text


def _attributes(tag: str) -> int:
    return len(_QUOTED.sub("", tag).split())


def _first_line(error: Exception) -> str:
    return (str(error).split("\n", 1)[0] or type(error).__name__)[:100]
