"""Made-up news for measuring how ledgers grow: short texts from a seed, one at a time, as a WARC file.

Nobody in them lives anywhere; they only have what sayso reads for: sources, quotations,
figures and times.
"""

from __future__ import annotations

import random
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 7
SENTENCES = 8
_PRIME = 1_000_003
PLACES = ("Norhaven", "Portsable", "Eastwick", "Lowmere", "Brackwater", "Holm", "Ardle", "Sunder")
FIRST = ("Ada", "Idris", "Mara", "Jonas", "Petra", "Colm", "Lena", "Oskar", "Ruth", "Emil", "Nadia")
LAST = ("Vanterpool", "Kestner", "Brandvold", "Lindqvist", "Abara", "Quill", "Tennant", "Rask", "Sorne")
ROLES = ("Mayor", "Minister", "Governor", "Captain", "Judge", "Senator")
THINGS = ("people", "passengers", "houses", "workers", "families", "soldiers", "tonnes of grain")
FATES = ("were evacuated", "were counted", "had been moved", "were still missing", "were registered")
EVENTS = ("the flood", "the ferry fire", "the strike", "the storm", "the outage", "the harbour works")
CUES = ("said", "told reporters", "claimed", "confirmed", "denied", "warned")
BODIES = ("ministry", "council", "police", "coast guard")
DAYS = ("Monday", "Wednesday", "Friday", "Sunday")


def page(number: int, seed: int = SEED, kinds: int | None = None) -> str:
    """Return the text of page *number*: the same for the same seed, and unlike all others.

    With *kinds*, only so many differ but for their last line, which is as long in all.
    """
    draw = random.Random(seed * _PRIME + (number % kinds if kinds else number))  # noqa: S311 - text, not secrets
    event, place = draw.choice(EVENTS), draw.choice(PLACES)
    who = f"{draw.choice(ROLES)} {draw.choice(FIRST)} {draw.choice(LAST)}"
    said = [_sentence(draw, event, who) for _ in range(SENTENCES)]
    half = len(said) // 2
    return (
        f"{draw.randint(12, 900)} {draw.choice(THINGS)} moved after {event} in {place}\n\n"
        f"{place.upper()}, {draw.randint(1, 28)} May 2024. {' '.join(said[:half])}\n\n"
        f"{' '.join(said[half:])}\n\nReport {number:07} of the {place} desk.\n"
    )


def _sentence(draw: random.Random, event: str, who: str) -> str:
    number = draw.choice(
        (f"{draw.randint(3, 999)}", f"about {draw.randint(2, 90)}0", f"{draw.randint(1, 9)}00")
    )
    thing, fate, kind = draw.choice(THINGS), draw.choice(FATES), draw.random()
    if kind < 0.3:
        where, cue, day = draw.choice(PLACES), draw.choice(CUES), draw.choice(DAYS)
        return f"In {where} {number} {thing} {fate}, {who} {cue} on {day}."
    if kind < 0.5:
        return f"“We have never seen {event} take {number} {thing},” {who} said."
    if kind < 0.7:
        return f"According to the {draw.choice(BODIES)}, {number} {thing} {fate} by the evening."
    return f"{event.capitalize()} began near {draw.choice(PLACES)} and {number} {thing} {fate} there."


def records(count: int, seed: int = SEED, kinds: int | None = None) -> Iterator[bytes]:
    """Yield *count* WARC records (ISO 28500), each a response with one page."""
    for number in range(count):
        body = page(number, seed, kinds).encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body
        key = uuid.UUID(int=seed << 64 | number)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{key}>\r\n"
            f"WARC-Target-URI: https://desk.example/{number}\r\nWARC-Date: 2024-05-30T12:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        yield head.encode() + answer + b"\r\n\r\n"


def write_warc(path: Path, count: int, seed: int = SEED, kinds: int | None = None) -> None:
    """Write a WARC file of *count* pages."""
    with path.open("wb") as file:
        file.writelines(records(count, seed, kinds))
