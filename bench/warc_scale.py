"""Measure reading web archives: records and pages per second, and memory, of ``open_warc`` alone.

python bench/warc_scale.py [--records 10000 100000] [--seed N]

The archives are made up, from a seed, in a temporary folder: of each ten records five are pages of some 20 kB
(of which every second is sent with gzip and every fifth in chunks), two requests, and one each is an image, a
redirect and an unchanged copy; each is a gzip member with digests, as crawlers write them. Each size is
read in a process of its own, so that the memory is that of what is measured.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import multiprocessing
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Capture
from sayso.read.containers.budget import Budget
from sayso.read.containers.warc import open_warc

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 6
WORDS = 8000
TEXTS = 200
"""Different articles; every page has its own number besides."""

ARTICLE_WORDS = 2500
CRLF = b"\r\n"


@dataclass(frozen=True, slots=True)
class Measured:
    """What reading one archive took. ``grown`` is memory above that of the process before, in MiB."""

    records: int
    pages: int
    megabytes: float
    seconds: float
    grown: float


def articles(rng: random.Random) -> list[bytes]:
    """Return the articles that pages are made of."""
    letters = "abcdefghijklmnoprstuvwy"
    words = ["".join(rng.choices(letters, k=rng.randint(2, 11))) for _ in range(WORDS)]
    weights = [1 / rank for rank in range(1, WORDS + 1)]
    return [
        b"".join(
            f"<p>{' '.join(rng.choices(words, weights, k=50))}.</p>\n".encode()
            for _ in range(ARTICLE_WORDS // 50)
        )
        for _ in range(TEXTS)
    ]


def records(count: int, seed: int) -> Iterator[bytes]:
    """Yield *count* records as a crawl has them."""
    rng = random.Random(seed)  # noqa: S311 - pages, not secrets
    texts = articles(rng)
    image = rng.randbytes(15_000)
    for number in range(count):
        turn = number % 10
        address = f"https://example.org/{number // 10}/{turn}"
        if turn < 5:
            yield record(number, "response", address, page(number, rng.choice(texts)))
        elif turn < 7:
            yield record(number, "request", address, b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")
        elif turn == 7:
            yield record(number, "response", address, answer("200 OK", image, "Content-Type: image/jpeg"))
        elif turn == 8:
            yield record(number, "response", address, answer("301 Moved", b"", "Location: /"))
        else:
            yield record(number, "revisit", address, answer("200 OK", b"", "Content-Type: text/html"))


def page(number: int, text: bytes) -> bytes:
    """Return the answer with one page."""
    body = b"<!DOCTYPE html><html><head><title>%d</title></head><body>%s</body></html>" % (number, text)
    headers = ["Content-Type: text/html; charset=utf-8"]
    if number % 2:
        body = gzip.compress(body, 1, mtime=0)
        headers.append("Content-Encoding: gzip")
    if number % 5 == 0:
        pieces = [body[at : at + 4096] for at in range(0, len(body), 4096)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        headers.append("Transfer-Encoding: chunked")
    return answer("200 OK", body, *headers)


def answer(status: str, body: bytes, *headers: str) -> bytes:
    """Return an HTTP message."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def record(number: int, kind: str, address: str, block: bytes) -> bytes:
    """Return one WARC record as a gzip member."""
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    message = "request" if kind == "request" else "response"
    header = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date: 2022-03-03T10:15:00.123456Z",
        f"WARC-Target-URI: {address}",
        f"WARC-Block-Digest: sha1:{digest}",
        f"Content-Type: application/http; msgtype={message}",
        f"Content-Length: {len(block)}",
        "",
        "",
    ]
    return gzip.compress(CRLF.join(line.encode() for line in header) + block + 2 * CRLF, 6, mtime=0)


def measure(path: Path, count: int) -> Measured:
    """Read the archive at *path* and return what it took."""
    before = peak()
    budget = Budget()
    pages = 0
    started = time.perf_counter()
    with path.open("rb") as source:
        for one in open_warc(source, path.name, budget):
            if not isinstance(one, Capture):
                raise TypeError(one.problem)
            pages += 1
    seconds = time.perf_counter() - started
    return Measured(count, pages, budget.tally.unpacked / 1e6, seconds, peak() - before)


def peak() -> float:
    """Return the most memory that this process has had, in MiB, as Linux counts it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    print(f"{'records':>9} {'pages':>8} {'MB':>7} {'s':>7} {'records/s':>10} {'MB/s':>6} {'MiB grown':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.records:
            path = Path(folder, f"{count}.warc.gz")
            with path.open("wb") as file:
                file.writelines(records(count, options.seed))
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                found = pool.apply(measure, (path, count))
            path.unlink()
            print(
                f"{found.records:>9,} {found.pages:>8,} {found.megabytes:>7,.0f} {found.seconds:>7.1f} "
                f"{found.records / found.seconds:>10,.0f} {found.megabytes / found.seconds:>6.0f} "
                f"{found.grown:>10.1f}"
            )


if __name__ == "__main__":
    main()
