"""XML of any length, element by element, whatever its encoding and however broken, and without entities.

Feeds and sitemaps come from strangers. Nothing that an entity names is put in or fetched
(a "billion laughs" or an external entity is refused), what is not well-formed is read as far as it
goes, and what has been read is let go.
"""

from __future__ import annotations

import codecs
import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from sayso.read.containers.budget import CHUNK
from sayso.read.decoding import decode
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml import etree

    from sayso.read.containers.budget import Budget, Readable

LONGEST_ENTRY = 2
"""An entry with its markup may be as long as so many of the largest pages."""

DEEPEST_ENTRY = 4
"""Elements around an entry, itself included; in feeds two or three."""

_SAFE: dict[str, Any] = {
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How libxml2 parses: as far as it goes, fetching nothing, putting in nothing."""

_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_CUT_ENTITY = re.compile(r"&[A-Za-z0-9]{0,32}\Z")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class XmlStream:
    """The XML document *source* called *name*; read once. ``fault`` says what was wrong, after reading."""

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        self.fault: str | None = None
        self.root = ""
        self._name = name
        self._bytes = _Utf8(source, name, budget)
        self._longest = LONGEST_ENTRY * budget.largest_member

    def elements(self, entries: Collection[str]) -> Iterator[tuple[etree._Element, bool]]:
        """Yield each element named in *entries* (local names) when it is whole, with ``True``.

        Elements outside them are yielded too, with ``False``, when they are whole. Either is emptied
        afterwards. ``root`` is the local name of the outermost element from the first one on.

        Raises:
            ReadError: it declares entities, or holds an entry too large for any page.
            SpentError: it is over the budget.
        """
        from lxml import etree  # noqa: PLC0415 - lxml takes a twentieth of a second

        context = etree.iterparse(self._bytes, events=("start", "end"), encoding="utf-8", **_SAFE)
        try:
            yield from self._walk(context, entries)
        except etree.XMLSyntaxError as error:
            self.fault = (
                f"{self._name}: it is not well-formed XML ({_short(error)}); check where it comes from"
            )
            return
        fatal = [entry for entry in context.error_log if entry.level_name == "FATAL"]
        if fatal:
            where = f"{fatal[0].message.strip()}, line {fatal[0].line}"
            self.fault = (
                f"{self._name}: it is not well-formed XML ({where}); check that nothing of it is missing"
            )

    def _walk(
        self, context: etree.iterparse[tuple[str, etree._Element]], entries: Collection[str]
    ) -> Iterator[tuple[etree._Element, bool]]:
        depth, inside, began = 0, 0, 0
        for event, element in context:
            if event == "start":
                depth += 1
                if depth == 1:
                    self.root = local_name(element)
                    self._refuse_entities(element)
                if not inside and depth <= DEEPEST_ENTRY and local_name(element) in entries:
                    inside, began = depth, self._bytes.given
                continue
            if self._bytes.given - began > self._longest and inside:
                message = f"{self._name}: one of its entries is larger than any page; take the page out of it"
                raise ReadError(message)
            if inside in {0, depth}:
                yield element, bool(inside)
                inside = 0
                _let_go(element)
            depth -= 1

    def _refuse_entities(self, root: etree._Element) -> None:
        declared: Any = root.getroottree().docinfo.internalDTD
        if declared is not None and any(True for _ in declared.iterentities()):
            message = (
                f"{self._name}: it declares XML entities, which feeds do not need and attacks use; "
                "it was not read; take the declarations out if you trust it"
            )
            raise ReadError(message)


def local_name(element: etree._Element) -> str:
    """Return the name of *element* without its namespace, in small letters."""
    tag = element.tag
    return str(tag).rpartition("}")[2].lower()


def _let_go(element: etree._Element) -> None:
    element.clear()
    for before in [*element.itersiblings(preceding=True)]:
        parent = before.getparent()
        if parent is not None:
            parent.remove(before)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


class _Utf8:
    """A stream in UTF-8 of what *source* holds in any encoding, without what XML cannot hold.

    Names of HTML's characters (``&nbsp;``), which are undeclared in XML and common in feeds, become
    the characters; those that XML knows stay.
    """

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        self.given = 0
        self._source, self._name, self._budget = source, name, budget
        self._head = source.read(CHUNK)
        encoding = decode(self._head, html=True).encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = ""
        self._first = True

    def read(self, size: int = -1, /) -> bytes:
        """Return some bytes, whatever the *size*; none at the end."""
        del size
        while True:
            chunk, self._head = self._head or self._source.read(CHUNK), b""
            self._budget.arrive(self._name, len(chunk))
            self.given += len(chunk)
            text = self._rest + self._decoder.decode(chunk, final=not chunk)
            if self._first:
                text = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n")
                self._first = not text
            cut = _CUT_ENTITY.search(text) if chunk else None
            self._rest = "" if cut is None else cut.group()
            text = text if cut is None else text[: cut.start()]
            if text or not chunk:
                return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", _NAMED.sub(_character, text)).encode()


def _character(name: re.Match[str]) -> str:
    return html5.get(name[1], name.group())
