"""Captures to documents: decoded, cut into blocks, dated and named. Pure and deterministic."""

from __future__ import annotations

import shlex
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import INSIDE, Document, Published, identity
from sayso.read.addresses import clean_address
from sayso.read.decoding import Decoded, decode_capture
from sayso.read.errors import ReadError
from sayso.read.inputs import STDIN
from sayso.read.language import language_of
from sayso.read.published import choose
from sayso.read.supplied import AUTHOR_SEPARATOR, NOTE
from sayso.read.textmeta import read_text_metadata
from sayso.read.textpage import Page, read_text
from sayso.read.uncollected import uncollected
from sayso.read.wires import find_wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Capture

UNSURE = 0.8
"""Confidence of a publication date below which the reader is told."""


class _Said(NamedTuple):
    """What the page itself says, before what the user supplied is laid over it."""

    page: Page
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: Published | None
    modified: Published | None
    language: str | None
    address: str | None
    problems: tuple[str, ...]


def make_document(capture: Capture) -> Document:
    """Return the document of *capture*.

    Raises:
        ReadError: there is no text in it.
    """
    decoded, said = _read(capture)
    page, supplied = said.page, capture.supplied
    if not any(char.isalnum() for char in page.text):
        raise ReadError(_without_text(capture, (*decoded.problems, *said.problems)))
    kept, dropped = _texts(page, kept=True), _texts(page, kept=False)
    published = _published(capture, said.published)
    authors = tuple(name for name in supplied.get("authors", "").split(AUTHOR_SEPARATOR) if name.strip())
    return Document(
        id=identity("document", capture.sha256, capture.name),
        name=capture.name,
        capture=capture.sha256,
        text=page.text,
        blocks=page.blocks,
        outlet=supplied.get("outlet") or said.outlet,
        title=supplied.get("title") or said.title,
        title_span=page.title,
        authors=authors or said.authors,
        published=published,
        language=supplied.get("language") or language_of("\n".join(kept), said.language) or said.language,
        wire=find_wire(kept, dropped, supplied.get("outlet") or said.outlet, authors or said.authors),
        encoding=decoded.encoding,
        problems=(
            *((supplied[NOTE],) if NOTE in supplied else ()),
            *decoded.problems,
            *said.problems,
            *_problems(capture, published, kept=bool(kept)),
        ),
        address=_address(capture) or said.address,
        modified=said.modified,
        captured=capture.captured.isoformat() if capture.captured and capture.address else None,
    )


def _texts(page: Page, *, kept: bool) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.kept == kept]


def _without_text(capture: Capture, problems: Sequence[str]) -> str:
    why = " ".join(problems) or "It has no letter that a reader would see."
    return f"{capture.name}: no text can be read in it; give its text as .txt. {why}"


def _read(capture: Capture) -> tuple[Decoded, _Said]:
    if capture.media_type == "application/pdf":
        return Decoded("", "pdf"), _read_pdf(capture)
    if capture.media_type == "message/rfc822":
        return _read_mail(capture)
    decoded = decode_capture(capture)
    if capture.media_type != "text/html":
        return decoded, _read_plain(capture, decoded)
    with uncollected():
        return decoded, _read_html(capture, decoded)


def _read_pdf(capture: Capture) -> _Said:
    from sayso.read.pdf import read_pdf  # noqa: PLC0415 - pypdf takes a third of a second

    found = read_pdf(capture.data, capture.name)
    printed = read_text_metadata(found.page)
    return _Said(
        found.page,
        title=_printed_title(found.page) or found.title,
        outlet=found.outlet or printed.outlet,
        authors=printed.authors or found.authors,
        published=choose(_listed(found.published), _listed(printed.published), capture.captured),
        modified=choose((), _listed(printed.modified), capture.captured),
        language=found.language,
        address=None,
        problems=found.problems,
    )


def _read_mail(capture: Capture) -> tuple[Decoded, _Said]:
    from sayso.read.mail import read_mail  # noqa: PLC0415 - few captures are messages

    found = read_mail(capture.data, capture.name)
    printed = read_text_metadata(found.page)
    return Decoded("", found.encoding), _Said(
        found.page,
        title=found.title or _printed_title(found.page),
        outlet=printed.outlet or found.outlet,
        authors=printed.authors or found.authors,
        published=choose(_listed(found.published), _listed(printed.published), capture.captured),
        modified=choose((), _listed(printed.modified), capture.captured),
        language=found.language,
        address=None,
        problems=found.problems,
    )


def _read_plain(capture: Capture, decoded: Decoded) -> _Said:
    page = read_text(decoded.text, capture.name)
    printed = read_text_metadata(page)
    return _Said(
        page,
        _printed_title(page),
        printed.outlet,
        printed.authors,
        choose((), _listed(printed.published), capture.captured),
        choose((), _listed(printed.modified), capture.captured),
        language=None,
        address=None,
        problems=(),
    )


def _read_html(capture: Capture, decoded: Decoded) -> _Said:
    from sayso.read.webmeta import shortest_form  # noqa: PLC0415 - texts do without it
    from sayso.read.webpage import read_web_page  # noqa: PLC0415 - texts do without lxml and trafilatura

    page, metadata, problems = read_web_page(decoded.text, capture.name, _address(capture))
    printed = read_text_metadata(page, metadata.locale)
    title = _printed_title(page)
    return _Said(
        page,
        title=shortest_form(title, metadata.titles) if title else next(iter(metadata.titles), None),
        outlet=metadata.outlet or printed.outlet,
        authors=metadata.authors or printed.authors,
        published=choose(metadata.published, _listed(printed.published), capture.captured),
        modified=choose(metadata.modified, _listed(printed.modified), capture.captured),
        language=metadata.language,
        address=metadata.address,
        problems=problems,
    )


def _address(capture: Capture) -> str | None:
    """Return where the page is from as far as that was said beside it: its own address, or its name."""
    named = capture.name if "://" in capture.name and INSIDE not in capture.name else None
    said = (capture.address, capture.supplied.get("url"), named)
    return next((clean for address in said if address and (clean := clean_address(address))), None)


def _listed(found: Published | None) -> tuple[Published, ...]:
    return () if found is None else (found,)


def _printed_title(page: Page) -> str | None:
    return None if page.title is None else " ".join(page.text[slice(*page.title)].split())


def _published(capture: Capture, found: Published | None) -> Published | None:
    given = capture.supplied.get("published")
    return Published(given, "given beside the page", 1.0) if given else found


def _date_option(capture: Capture) -> str:
    if capture.name == STDIN:
        return '--published "-=YYYY-MM-DD", in which - is standard input'
    called = capture.name if INSIDE in capture.name else PurePath(capture.name).name
    return f"--published {shlex.quote(called)}=YYYY-MM-DD"


def _problems(capture: Capture, published: Published | None, *, kept: bool) -> tuple[str, ...]:
    problems: list[str] = []
    if not kept:
        problems.append("No article was found on the page; all of its text was taken for site furniture.")
    if published is None:
        problems.append(
            'No publication date was found, so that "on Wednesday" and the like stay open; '
            f"give it with {_date_option(capture)}."
        )
    elif published.confidence < UNSURE:
        problems.append(
            f"The publication date {published.value} is uncertain ({published.how}); "
            f"correct it with {_date_option(capture)}."
        )
    return tuple(problems)
