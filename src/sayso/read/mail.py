"""A message as a page: press releases come by mail."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parseaddr
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Published
from sayso.read.errors import ReadError
from sayso.read.mailparts import Letter, take_apart
from sayso.read.outlets import looks_like_outlet
from sayso.read.quoting import quoted_lines
from sayso.read.stamps import read_stamp
from sayso.read.textpage import BYTE_ORDER_MARK, Page, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SENT = 0.9
"""How sure it is that what a message says came out when the message was sent."""

WRAPPED = 45
"""Characters from which a line may go on in the next; programs break them at 65 to 78."""

UNWRAPPED = 100
"""Characters that lines of messages have which are not broken."""

_PASSED_ON = re.compile(
    r"(?:(?:re|fwd?|aw|wg|tr|rv|i|sv|vs|antw|ha|ynt)\s?(?:\[\d+\])?\s?:\s*)+", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:press|presse|prensa|stampa|media|medien|news|newsroom|communications?|kommunikation|comms|pr|info|office"
    r"|contact|kontakt|redaktion|editors?|no-?reply|do-?not-?reply|newsletter|releases?|pressestelle|webmaster)"
    r"(?:[._+-].{0,40})?|.{1,40}[._+-](?:press|presse|media|news|office|info|pr)",
    re.IGNORECASE,
)
_FREE = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "gmx.de", "gmx.net", "web.de"}
    | {"icloud.com", "me.com", "aol.com", "protonmail.com", "proton.me", "mail.ru", "yandex.ru", "live.com"}
)
_BULLET = re.compile(r"\s*(?:[•◦▪●*·–—-]|\d{1,3}[.)])\s")


class MailPage(NamedTuple):
    """A message's text as a page, and what its headers say: sent when, by whom, about what."""

    page: Page
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: Published | None
    language: str | None
    encoding: str
    problems: tuple[str, ...]


def read_mail(data: bytes, name: str) -> MailPage:
    """Return the text of the message *data* (media type ``message/rfc822``) called *name*.

    Its plain text is read, broken lines joined to paragraphs, or its HTML where that says more. What
    it answers or passes on below its own words is dropped. Blocks have no origin: the text stands
    encoded in the message.

    Raises:
        ReadError: it has no text, is encrypted or made to exhaust its reader.
    """
    letter = take_apart(data, name)
    if letter.body is None:
        message = f"{name}: the message has no text of its own; give what is attached to it"
        raise ReadError(message)
    problems = letter.body.problems
    if letter.body.html:
        from sayso.read.webpage import read_web_page  # noqa: PLC0415 - lxml and trafilatura take a second

        found = read_web_page(letter.body.text, name, None)
        page, problems = found.page, (*problems, *found.problems)
    else:
        page = read_text("\n".join(_paragraphs(letter.body.text)), name)
    outlet, author = _sender(letter)
    return MailPage(
        page=_without_quoted(page),
        title=_subject(letter),
        outlet=outlet,
        authors=() if author is None else (author,),
        published=_sent(letter),
        language=(letter.header("content-language") or "")[:2].lower() or None,
        encoding=letter.body.encoding,
        problems=problems,
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a plain message: lines that a program broke are joined (RFC 3676, too)."""
    lines = text.removeprefix(BYTE_ORDER_MARK).splitlines()
    unwrapped = sum(len(line) > UNWRAPPED for line in lines) * 4 > sum(len(line) > WRAPPED for line in lines)
    current = ""
    for number, line in enumerate(lines):
        bare = line.strip()
        before = lines[number - 1] if number else ""
        goes_on = len(before) >= WRAPPED or (before.endswith(" ") and not before.startswith("-- "))
        if current and bare and goes_on and not unwrapped and not _starts(current, bare):
            current = f"{current} {bare}"
            continue
        if current:
            yield current
        current = bare
    if current:
        yield current


def _starts(current: str, line: str) -> bool:
    return line.startswith(">") or current.startswith(">") or bool(_BULLET.match(line))


def _without_quoted(page: Page) -> Page:
    lines = [page.text[block.start : block.end] for block in page.blocks]
    blocks = tuple(
        replace(block, kept=False, reason="quoted message", role="furniture", origin=None)
        if old
        else replace(block, origin=None)
        for block, old in zip(page.blocks, quoted_lines(lines), strict=True)
    )
    title = (
        page.title if any(block.kept and (block.start, block.end) == page.title for block in blocks) else None
    )
    return Page(page.text, blocks, title)


def _subject(letter: Letter) -> str | None:
    subject = letter.header("subject")
    return None if subject is None else _PASSED_ON.sub("", subject, count=1).strip() or None


def _sent(letter: Letter) -> Published | None:
    said = letter.header("date")
    value = read_stamp(said) if said else None
    return Published(value, "Date header of the message", SENT) if value else None


def _sender(letter: Letter) -> tuple[str | None, str | None]:
    """Return the organisation and the person that the message is from, each ``None`` where not told.

    A press office is an organisation; a person writes from an address that is neither an office's
    nor at a provider of mail for everybody.
    """
    organisation = letter.header("organization") or letter.header("organisation")
    called, address = parseaddr(letter.header("from") or "")
    local, _, domain = address.partition("@")
    called = called.strip("'\" ")
    site = domain.lower() if domain and domain.lower() not in _FREE else None
    if not called:
        return organisation or site, None
    if _OFFICE.fullmatch(local) or looks_like_outlet(called):
        return organisation or called, None
    return organisation or site, called
