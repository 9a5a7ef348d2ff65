"""A page's bytes as an element tree, whatever the bytes are, in bounded time and memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.errors import ReadError
from sayso.read.nesting import flattened

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_ATTRIBUTES = 250
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
    """A parsed page, the UTF-8 it was parsed from, and sentences about what could not be parsed."""

    root: Element
    source: bytes
    elements: int
    problems: tuple[str, ...]


def parse(text: str, name: str) -> Tree:
    """Return the element tree of the page *text*.

    Raises:
        ReadError: there is no element in it.
    """
    from lxml import etree  # noqa: PLC0415 - text pages do without it

    harmless = _harmless(text)
    problems: tuple[str, ...] = ()
    try:
        source, root, too_deep = _parsed(harmless)
        if too_deep:
            source, root, still_too_deep = _parsed(flattened(harmless))
            problems = (_too_deep(still=still_too_deep),)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError(_not_a_page(name, error)) from error
    if root is None:
        raise ReadError(_not_a_page(name, "it has no element"))
    return Tree(root, source, int(float(str(root.xpath("count(//*)")))), problems)


def _parsed(text: str) -> tuple[bytes, Element | None, bool]:
    """Return the UTF-8 of *text*, its tree, and whether it nests deeper than the parser follows."""
    from lxml import etree  # noqa: PLC0415 - text pages do without it

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    source = text.encode("utf-8", "replace")
    root = etree.fromstring(source, parser)
    return source, root, any("depth" in entry.message.lower() for entry in parser.error_log)


def _too_deep(*, still: bool) -> str:
    deeper = "what stands deeper was not read" if still else "deeper text was read without its markup"
    return f"The page nests more than {DEEPEST} elements in each other; {deeper}."


def _harmless(text: str) -> str:
    """Return *text* without declarations, control characters and the attributes of endless tags."""
    text = _XML_DECLARATION.sub("", text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), count=1)
    text = _UNREADABLE.sub(" ", text)
    pieces: list[str] = []
    unclosed: set[str] = set()
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
        if (raw := tag[1].lower()) in _RAW and raw not in unclosed:
            closing = text.find(f"</{raw}", position)
            if closing < 0:
                unclosed.add(raw)  # looked for once: the text may hold a million of them
            position = max(position, closing)
    return "".join((*pieces, text[copied:])) if pieces else text


def _attributes(tag: str) -> int:
    return len(_QUOTED.sub("", tag).split())


def _not_a_page(name: str, error: object) -> str:
    reason = str(error).split("\n", 1)[0][:100] or type(error).__name__
    return f"{name}: it is not a web page that can be read ({reason}); save it again or give its text"
