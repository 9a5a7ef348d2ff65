"""A message (RFC 5322, MIME of RFC 2045 to 2049) taken apart within limits: its text, what is attached."""

from __future__ import annotations

import base64
import re
from email.errors import InvalidBase64LengthDefect
from email.parser import BytesParser
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sayso.read.decoding import Decoded, decode
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import EmailMessage

LONGEST_HEADER = 4000
"""Characters of one header that are looked at; their grammar takes long for long ones."""

MOST_BOUNDARIES = 5000
"""Lines that may part a message; each costs memory, and honest messages have dozens."""

MOST_MULTIPARTS = 100
"""Parts that may hold parts, in one another or beside."""

MOST_PARTS = 1000
"""Parts that are looked at."""

STUB = 0.5
"""Part of the words of the HTML below which the plain text beside it only points to the HTML."""

_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BOUNDARY = re.compile(rb"^--", re.MULTILINE)
_MULTIPART = re.compile(rb"multipart/|message/", re.IGNORECASE)
_UNSHOWN = re.compile(r"<(?:style|script)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,5000}>")
_SEALED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_NO_DOCUMENTS = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "text/calendar",
    }
    | {"text/vcard", "text/x-vcard", "text/directory", "application/ics", "application/pgp-keys", "text/css"}
)


class Body(NamedTuple):
    """The text of a message: what it is, its characters, and what was wrong with them."""

    html: bool
    text: str
    encoding: str
    problems: tuple[str, ...] = ()


class Attachment(NamedTuple):
    """A file in a message; ``problem`` says why there is none, as the rest of a sentence."""

    name: str
    data: bytes
    problem: str | None = None


class Letter(NamedTuple):
    """A message taken apart: ``message`` has its headers, ``body`` is ``None`` where it has no text."""

    message: EmailMessage
    body: Body | None
    attachments: tuple[Attachment, ...]

    def header(self, name: str) -> str | None:
        """Return the header *name* as one line of text, ``None`` where it is missing or unreadable."""
        try:
            value = " ".join(str(self.message.get(name) or "").split())
        except Exception:  # noqa: BLE001 - the standard library's grammar of headers fails in many ways
            return None
        return value or None


class _Bounded(EmailPolicy):
    """Headers of no more than :data:`LONGEST_HEADER` characters, as they stand where their grammar fails."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        whole = "".join(sourcelines[:LONGEST_HEADER])
        return super().header_source_parse([whole[:LONGEST_HEADER]])

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401 - as the standard library has it
        try:
            return super().header_fetch_parse(name, value)
        except Exception:  # noqa: BLE001 - it fails in many ways
            return " ".join(_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", str(value)).split())


def take_apart(data: bytes, name: str) -> Letter:
    """Return the message *data* called *name* with its text and attachments.

    Raises:
        ReadError: it is made to exhaust its reader, encrypted, or no message.
    """
    if len(_BOUNDARY.findall(data)) > MOST_BOUNDARIES or len(_MULTIPART.findall(data)) > MOST_MULTIPARTS:
        message = (
            f"{name}: the message has more parts than honest ones do; save its text as .txt and give that"
        )
        raise ReadError(message)
    try:
        parsed = cast("EmailMessage", BytesParser(policy=_Bounded()).parsebytes(data))
        parts = list(_leaves(parsed))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"{name}: it cannot be read as a message ({type(error).__name__}); save its text as .txt"
        raise ReadError(message) from error
    if any(_type(part) in _SEALED for part in [parsed, *parts]):
        message = f"{name}: the message is encrypted; open it in your mail program and save its text as .txt"
        raise ReadError(message)
    if not parsed.keys():
        message = f"{name}: it has no headers as messages have; if it is a text, name it .txt"
        raise ReadError(message)
    bodies, attached = _sorted(parts)
    return Letter(parsed, _choose(bodies), tuple(attached))


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts of a message that hold no others, attached messages whole."""
    count = 0
    waiting = [part]
    while waiting and count < MOST_PARTS:
        one = waiting.pop()
        inner = one.get_payload() if one.is_multipart() else None
        if isinstance(inner, list) and not _type(one).startswith("message/"):
            waiting.extend(reversed([each for each in inner if hasattr(each, "get_payload")]))  # type: ignore[misc]
        else:
            count += 1
            yield one


def _sorted(parts: Sequence[EmailMessage]) -> tuple[list[Body], list[Attachment]]:
    """Return the texts that a reader of the message sees, and the files in it."""
    bodies: list[Body] = []
    attached: list[Attachment] = []
    for number, part in enumerate(parts, start=1):
        kind = _type(part)
        named = _file_name(part)
        is_text = kind in {"text/plain", "text/html"}
        if is_text and not named and _disposition(part) != "attachment":
            bodies.append(_body(part, html=kind == "text/html"))
        elif kind not in _NO_DOCUMENTS and kind.startswith(("text/", "application/", "message/")):
            attached.append(_attachment(part, named or f"part {number}{_suffix(kind)}"))
    return bodies, attached


def _choose(bodies: Sequence[Body]) -> Body | None:
    """Return the plain text, or the HTML beside it where the text is a stub; several texts as one."""
    plain = [body for body in bodies if not body.html and body.text.strip()]
    marked = [body for body in bodies if body.html and body.text.strip()]
    words = sum(len(body.text.split()) for body in plain)
    shown = sum(map(_words_shown, marked))
    chosen = plain if plain and words >= STUB * shown else marked
    if not chosen:
        return None
    text = "\n\n".join(body.text for body in chosen)
    problems = tuple(dict.fromkeys(problem for body in chosen for problem in body.problems))
    return Body(chosen[0].html, text, chosen[0].encoding, problems)


def _words_shown(body: Body) -> int:
    """Count the words of HTML roughly: without tags, and without what style sheets and scripts hold."""
    first, *others = _UNSHOWN.split(body.text)
    rest = [other.partition("</")[2] for other in others]
    return len(_TAG.sub(" ", " <".join((first, *rest))).split())


def _body(part: EmailMessage, *, html: bool) -> Body:
    data = _bytes(part)
    charset = part.get_param("charset") if "content-type" in part else None
    decoded = _declared(data, charset if isinstance(charset, str) else None) or decode(data, html=html)
    problems = decoded.problems
    if any("Base64" in type(defect).__name__ for defect in part.defects):
        problems = (*problems, "The message's text is not valid base64; parts of it may be missing.")
    return Body(html, decoded.text.replace("\r\n", "\n"), decoded.encoding, problems)


def _declared(data: bytes, charset: str | None) -> Decoded | None:
    """Return *data* in the charset that its header declares, where it is one and fits."""
    if charset is None or charset.lower() in {"us-ascii", "ascii"}:
        return None
    try:
        return Decoded(data.decode(charset), charset.lower())
    except (LookupError, ValueError, TypeError, AssertionError):
        return None


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return b""
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        digits = _NO_BASE64.sub(
            b"", payload
        )  # it was given back undecoded; all but its last digits can be read
        return base64.b64decode(digits[: len(digits) // 4 * 4])
    return payload


def _attachment(part: EmailMessage, name: str) -> Attachment:
    if not _type(part).startswith("message/"):
        return Attachment(name, _bytes(part))
    inner = part.get_payload() if part.is_multipart() else None
    try:
        return Attachment(name, inner[0].as_bytes() if isinstance(inner, list) else _bytes(part))  # type: ignore[union-attr]
    except Exception as error:  # noqa: BLE001 - writing a damaged message fails in many ways
        return Attachment(
            name, b"", f"the attached message is damaged ({type(error).__name__}); open it and save it"
        )


def _type(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except Exception:  # noqa: BLE001 - as for headers
        return "text/plain"


def _disposition(part: EmailMessage) -> str | None:
    try:
        return part.get_content_disposition()
    except Exception:  # noqa: BLE001 - as for headers
        return None


def _file_name(part: EmailMessage) -> str | None:
    try:
        return " ".join(str(part.get_filename() or "").split()) or None
    except Exception:  # noqa: BLE001 - as for headers
        return None


def _suffix(kind: str) -> str:
    return {
        "application/pdf": ".pdf",
        "text/html": ".html",
        "text/plain": ".txt",
        "message/rfc822": ".eml",
    }.get(kind, "")
