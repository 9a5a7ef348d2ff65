"""A page's bytes as an element tree, whatever the bytes are, in bounded time and memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.errors import ReadError
from sayso.read.nesting import flattened
from sayso.read.tokens import Run, Tokens, attributes, bare, tokens

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_ATTRIBUTES = 250
"""Attributes of one tag that are kept; the parser's time grows with their square."""

DEEPEST = 2048
"""Elements inside each other that the parser follows (libxml2's own limit)."""

_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r"})
_UNREADABLE = re.compile(f"[{re.escape(_CONTROLS.decode())}\ud800-\udfff]")
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Tree(NamedTuple):
    """A parsed page, the UTF-8 it was parsed from, and sentences about what could not be parsed.

    ``page`` is the page's text, character for character, but with spaces for what no text
    has; ``runs`` are the stretches of it between tags, but for white space that they begin with.
    """

    root: Element
    source: bytes
    problems: tuple[str, ...]
    page: str
    runs: list[Run]


def parse(text: str, name: str) -> Tree:
    """Return the element tree of the page *text*.

    Raises:
        ReadError: there is no element in it.
    """
    from lxml import etree  # noqa: PLC0415 - text pages do without it

    page = _readable(text)
    if "\r" in page:
        page = page.replace("\r\n", " \n").replace("\r", "\n")
    start = start_of(page)
    found = tokens(page, start, blank=False)
    harmless = _harmless(page, start, found)
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
    return Tree(root, source, problems, page, found.runs)


def start_of(page: str) -> int:
    """Return where the text of *page* starts: behind a byte order mark, if it has one."""
    return 1 if page.startswith(_BYTE_ORDER_MARK) else 0


def _readable(text: str) -> str:
    """Return *text* with spaces for the characters that no page may have."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return _UNREADABLE.sub(" ", text)
    clean = len(data.translate(None, _CONTROLS)) == len(data)  # told so five times as soon
    return text if clean else _UNREADABLE.sub(" ", text)


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


def _harmless(page: str, start: int, found: Tokens) -> str:
    """Return *page* from *start* on without the attributes of endless tags, and without ``</html>``.

    The parser leaves out what comes after that, and browsers do not. Its text stays as it is.
    """
    cuts = [(opened, closed, "") for opened, closed in found.ends]
    cuts += [
        (opened, closed, bare(page[opened:closed]))
        for opened, closed in found.long
        if attributes(page[opened:closed]) > MOST_ATTRIBUTES
    ]
    pieces: list[str] = []
    for opened, closed, instead in sorted(cuts):
        pieces += (page[start:opened], instead)
        start = closed
    return "".join((*pieces, page[start:]))


def _not_a_page(name: str, error: object) -> str:
    reason = str(error).split("\n", 1)[0][:100] or type(error).__name__
    return f"{name}: it is not a web page that can be read ({reason}); save it again or give its text"
