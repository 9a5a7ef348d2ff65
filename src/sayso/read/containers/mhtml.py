"""Pages that a browser saved as one file (MHTML, RFC 2557): the page itself, its address and its date."""

from __future__ import annotations

import base64
import datetime as dt
import io
import quopri
import re
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Failure
from sayso.read.containers.bytelines import byte_lines
from sayso.read.containers.members import Member, place
from sayso.read.containers.said import absolute
from sayso.read.containers.unpacked import READ_ERRORS
from sayso.read.errors import ReadError
from sayso.read.mailparts import LONGEST_HEADER
from sayso.read.supplied import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.read.containers.budget import Budget, Readable

_PAGES = {"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt"}
"""The types that the page itself may have, the likeliest first."""

_MOST_HEADER_LINES = 500
_LONGEST_TYPE = 1000
"""Characters of a type with its parameters; the standard library takes the square of them to read it."""

_MOST_PARTS = 10_000
_MOST_MULTIPARTS = 10
"""Parts that hold parts: Word saves two ways of showing a page in one."""

_CUT = "The file is cut off within the page, so that its end may be missing; get a whole copy of it."
_ENDLESS = (
    "the saved web page (MHTML) does not say where its parts end (it names no boundary); "
    "save the page again, as .html"
)
_SPACE = re.compile(r"\s+")
_BLANKS = re.compile(rb"[\s=]+")
_MOST_STRAY = 0.01
"""Share of characters that are no base64 from which a part is in no such encoding; the rare one is damage."""

_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class _Part(NamedTuple):
    """One file in the archive: headers (lower-case names), type, bytes as they are encoded, if they end."""

    headers: Mapping[str, str]
    kind: str
    body: bytes
    whole: bool


def open_mhtml(source: Readable, name: str, budget: Budget) -> Iterator[Failure | Member]:
    """Yield the page that the MHTML file *source* was made of; *source* need not be seekable.

    The page is the part that the file names as its root (RFC 2387), else the first of HTML, else of plain
    text; frames, pictures and styles are passed over unread. ``address`` is its ``Content-Location``,
    ``captured`` the file's ``Date``, and of its headers the content type is kept. It is called as the
    file is, ``name!/`` with the suffix of its type.
    """
    try:
        part, headers = _page(source, name, budget)
        if part is None:
            problem = "the saved web page (MHTML) holds no HTML and no text; save the page again, as .html"
            yield Failure(name, f"{name}: {problem}")
            return
        data = _decoded(part, name)
        where = place(name, PurePosixPath(_last(name)).stem + _PAGES[part.kind])
        budget.check(where, len(data))
        said = part.headers.get("content-type")
        yield Member(
            where,
            data,
            captured=_moment(headers.get("date", "")),
            supplied={} if part.whole else {NOTE: _CUT},
            address=_address(part.headers, headers),
            headers={"content-type": said} if said else {},
        )
    except ReadError as error:
        yield Failure(name, error.sentence)
    except READ_ERRORS as error:
        reason = " ".join(str(error).split())[:120]
        yield Failure(name, f"{name}: the saved web page is damaged ({reason}); get a whole copy of it")


def _page(source: Readable, name: str, budget: Budget) -> tuple[_Part | None, Mapping[str, str]]:
    """Return the part that is the page, ``None`` where there is none, and the headers of the file.

    Raises:
        ReadError: it has more parts than pages have, or is over the budget.
    """
    lines = byte_lines(source, name, budget)
    headers = _headers(lines)
    kind = _kind(headers)
    boundary, root = _limits(headers) if kind.startswith("multipart/") else ("", "")
    if kind.startswith("multipart/") and not boundary:
        message = f"{name}: {_ENDLESS}"
        raise ReadError(message)
    if not kind.startswith("multipart/"):
        body, _ = _body(lines, {}, name, budget)
        part = _Part(headers, kind, body, whole=True)
        return (part if kind in _PAGES and body.strip() else None), headers
    chosen: _Part | None = None
    for part in _parts(lines, boundary, name, budget):
        if part.kind not in _PAGES or not part.body.strip():
            continue
        if root and part.headers.get("content-id") == root:
            return part, headers
        if chosen is None or (chosen.kind == "text/plain" and part.kind != "text/plain"):
            chosen = part
        if chosen.kind != "text/plain" and not root:
            break  # the files that belong to the page follow, and are most of it
    return chosen, headers


def _parts(lines: Iterator[bytes], boundary: str, name: str, budget: Budget) -> Iterator[_Part]:
    """Yield the parts between lines of *boundary* that may be the page, those of parts in parts included."""
    limits, nested = _delimiters(boundary), 0
    for line in lines:
        if line.rstrip() in limits:
            break
    for number in range(1, _MOST_PARTS + 1):
        headers = _headers(lines)
        if not headers:
            return
        budget.count(name)
        kind = _kind(headers)
        if kind.startswith("multipart/") and nested < _MOST_MULTIPARTS:
            nested += 1
            inner, _ = _limits(headers)
            limits |= _delimiters(inner) if inner else {}
        wanted = kind in _PAGES
        body, whole = _body(lines, limits, place(name, f"part {number}"), budget if wanted else None)
        if wanted:
            yield _Part(headers, kind, body, whole)
    message = f"{name}: the saved web page has more than {_MOST_PARTS:,} parts; save it again, as .html"
    raise ReadError(message)


def _delimiters(boundary: str) -> dict[bytes, None]:
    raw = boundary.encode()
    return dict.fromkeys((b"--" + raw, b"--" + raw + b"--"))


def _headers(lines: Iterator[bytes]) -> dict[str, str]:
    """Return the headers that *lines* begin with, up to an empty line; of two of a name the first counts."""
    fields: dict[str, str] = {}
    last = ""
    number = 0
    for line in lines:
        if not line.strip():
            if fields:
                break
            continue  # some programs begin with an empty line
        number += 1
        if number > _MOST_HEADER_LINES:
            break
        text = line[:LONGEST_HEADER].decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in {" ", "\t"}:
            if last and len(fields[last]) < LONGEST_HEADER:
                fields[last] += text
            continue
        key, colon, value = text.partition(":")
        last = key.strip().lower() if colon else ""
        if last in fields:
            last = ""
        elif last:
            fields[last] = value.strip()
    return {key: value[:LONGEST_HEADER] for key, value in fields.items()}


def _body(
    lines: Iterator[bytes], limits: Mapping[bytes, None], called: str, budget: Budget | None
) -> tuple[bytes, bool]:
    """Return the lines up to one of *limits*, and whether that was met; nothing is kept without *budget*.

    Raises:
        TooLargeError: they are more than a page may be.
    """
    kept = io.BytesIO()
    for line in lines:
        if line.startswith(b"--") and line.rstrip() in limits:
            return _without_line_end(kept.getvalue()), True
        if budget:
            # base64 takes four characters for three bytes, and line ends.
            budget.check(called, kept.tell() * 2 // 3)
            kept.write(line)
    return kept.getvalue(), False


def _without_line_end(body: bytes) -> bytes:
    """Return *body* without the line end that belongs to the boundary after it."""
    return body.removesuffix(b"\n").removesuffix(b"\r")


def _kind(headers: Mapping[str, str]) -> str:
    """Return the type that *headers* say, without its parameters."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind if kind.count("/") == 1 else "text/plain"


def _limits(headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the parameters ``boundary`` and ``start`` of a type of several parts, or nothing."""
    message = Message()
    message["content-type"] = " ".join(headers.get("content-type", "")[:_LONGEST_TYPE].split())
    try:
        boundary, root = message.get_boundary() or "", message.get_param("start") or ""
    except Exception:  # noqa: BLE001 - the standard library's grammar of parameters fails in many ways
        return "", ""
    # What no line can hold limits nothing.
    return boundary if boundary.isprintable() else "", str(root).strip()


def _decoded(part: _Part, name: str) -> bytes:
    """Return the bytes of *part* without its transfer encoding (RFC 2045), as far as that can be undone.

    Raises:
        ReadError: it is not in the encoding that it names.
    """
    encoding = part.headers.get("content-transfer-encoding", "").strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(part.body)
    if encoding == "base64":
        told = _BLANKS.sub(b"", part.body)
        digits = _NO_BASE64.sub(b"", told)
        if len(told) - len(digits) > len(told) * _MOST_STRAY:
            message = f"{name}: the page in it is damaged (its base64 cannot be undone)"
            message += "; get a whole copy of it"
            raise ReadError(message)
        digits = digits[: len(digits) - (len(digits) % 4 == 1)]
        return base64.b64decode(digits + b"=" * (-len(digits) % 4))
    return part.body


def _address(part: Mapping[str, str], whole: Mapping[str, str]) -> str | None:
    """Return the address that the page was had from, ``None`` where it was a file or is not said."""
    own = _SPACE.sub("", part.get("content-location", ""))
    bases = (
        _SPACE.sub("", headers.get(key, ""))
        for headers in (part, whole)
        for key in ("content-base", "snapshot-content-location", "content-location")
    )
    return absolute(own, *bases) or next(
        filter(None, map(absolute, (whole.get("snapshot-content-location"), whole.get("content-location")))),
        None,
    )


def _moment(said: str) -> dt.datetime | None:
    """Return a date of mail (RFC 5322), in UTC where it has no zone; ``None`` where it is none."""
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _last(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]
