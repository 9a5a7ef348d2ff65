"""A PDF as a page: its text in paragraphs, kept or dropped, and what it says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Block, Published
from sayso.read.article import judge
from sayso.read.errors import ReadError
from sayso.read.pdflayout import Paragraph, find_headline, paragraphs
from sayso.read.pdflines import read_lines
from sayso.read.textpage import MOST_LINES, Page, too_many_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

CREATED = 0.5
"""How sure it is that a PDF came out when its file was made: it may have been made anew."""

_NO_TITLE = re.compile(
    r"untitled|unbenannt|sans titre|(?:microsoft|ms|powerpoint|word)\b.*|(?:document|dokument)\s?\d*|print"
    r"|\W*|.*\.(?:docx?|odt|rtf|indd|qxd|pdf|tex|pptx?)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"\(?(?:anonymous|unknown|unspecified|user|admin(?:istrator)?|owner|microsoft.*|\w+@.*)\)?|\W*|\S+",
    re.IGNORECASE,
)
"""What programs write into the metadata by themselves; a single word is somebody's account."""


_RELEASE = (
    r"(?:press|media|news)\s?(?:release|information|statement|notice)s?|news|statement|for immediate release"
    r"|pressemitteilung|presseinformation|medienmitteilung|communiqué(?: de presse)?|nota de prensa"
    r"|comunicado(?: de prensa)?|comunicato(?: stampa)?|persbericht|komunikat prasowy|пресс-релиз"
)
_ISSUER = re.compile(
    rf"(?P<before>[^\W\d_][^|–—]{{2,80}}?)\s?(?:[|:–—]|\s-)\s(?:{_RELEASE})\W*"
    rf"|(?:{_RELEASE})\s?(?:[|:–—]|\s-)\s(?P<after>[^\W\d_][^|–—]{{2,80}}?)\W*",
    re.IGNORECASE,
)
HEAD = 12
"""Paragraphs at the beginning in which "Port Authority - Press release" says who issued it."""


class PdfPage(NamedTuple):
    """A PDF's text as a page, what its metadata says, and what could not be read.

    ``outlet`` is who issued it, where its head says so beside the words "press release";
    ``published`` is the date of the file's making, at a low confidence; ``authors`` are persons or
    offices as its metadata gives them.
    """

    page: Page
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: Published | None
    language: str | None
    problems: tuple[str, ...]


def read_pdf(data: bytes, name: str) -> PdfPage:
    """Return the text of the PDF *data* (media type ``application/pdf``) called *name*.

    Lines are joined to paragraphs, which are separated by line ends; headers, footers and page
    numbers are dropped blocks. Blocks have no origin: a PDF places glyphs, and holds no such text.

    Raises:
        ReadError: it is damaged, encrypted or made to exhaust its reader, or holds no text.
    """
    found = read_lines(data, name)
    said = found.metadata
    parts = paragraphs(found.lines, found.heights)
    if len(parts) > MOST_LINES:
        raise ReadError(too_many_lines(name))
    named = said.title if said.title and not _NO_TITLE.fullmatch(said.title) else None
    return PdfPage(
        page=_page(parts, find_headline(parts, named)),
        title=named,
        outlet=_issuer(parts),
        authors=_authors(said.author),
        published=Published(said.created, "creation date of the PDF", CREATED) if said.created else None,
        language=said.language,
        problems=found.problems,
    )


def _page(parts: Sequence[Paragraph], headline: int | None) -> Page:
    inside = [index for index, part in enumerate(parts) if part.reason is None]
    verdicts, judged = judge([parts[index].text for index in inside]) if inside else ([], None)
    title = headline if headline is not None or judged is None else inside[judged]
    of_article = dict(zip(inside, verdicts, strict=True))
    blocks: list[Block] = []
    span = None
    start = 0
    for index, part in enumerate(parts):
        end = start + len(part.text)
        verdict = of_article.get(index)
        if index == title:
            span = (start, end)
            blocks.append(Block(start, end, kept=True, role="title"))
        elif verdict is None:
            blocks.append(Block(start, end, kept=False, reason=part.reason, role="furniture"))
        else:
            role = "heading" if verdict.role == "title" else verdict.role
            blocks.append(Block(start, end, verdict.reason is None, verdict.reason, role))
        start = end + 1
    return Page("\n".join(part.text for part in parts), tuple(blocks), span)


def _issuer(parts: Sequence[Paragraph]) -> str | None:
    for part in parts[:HEAD]:
        if match := _ISSUER.fullmatch(part.text[:200]):
            return (match["before"] or match["after"]).strip()
    return None


def _authors(author: str | None) -> tuple[str, ...]:
    """Return the author that the metadata names, unless it is an account's or a program's name."""
    return () if author is None or _NO_AUTHOR.fullmatch(author) else (author,)
