"""Archives made in memory for the tests, byte by byte where a library would not write what is tested."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

from sayso.model import Capture, Failure
from sayso.read.containers.members import Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PAGE = b"<!DOCTYPE html><html><body><p>The harbour was closed, the port authority said.</p></body></html>"


class Pipe(io.RawIOBase):
    """Bytes that come once and a few at a time, as through a pipe."""

    def __init__(self, data: bytes, most: int = 1 << 16) -> None:
        super().__init__()
        self._rest, self._most = data, most

    def read(self, size: int = -1, /) -> bytes:
        """Return at most *size* bytes, and at most as many as come at once."""
        count = min(self._most, size if size >= 0 else self._most)
        given, self._rest = self._rest[:count], self._rest[count:]
        return given

    def seekable(self) -> bool:
        """Return ``False``."""
        return False


def zipped(
    files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a zip archive of *files*, names of which may come twice."""
    buffer = io.BytesIO()
    pairs = files.items() if hasattr(files, "items") else files
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def answer(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    """Return an HTTP answer; ``content_type`` and the like become header names."""
    said = {"content_type": "text/html; charset=utf-8", **headers}
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in said.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def record(
    content: bytes, *, identity: str = "1", kind: str = "response", version: str = "1.0", **fields: str
) -> bytes:
    """Return one WARC record, whose *fields* override what is usual or, when empty, drop it."""
    usual = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{identity}>",
        "WARC-Date": "2022-03-03T10:15:00Z",
        "WARC-Target-URI": f"https://example.org/{identity}",
        "Content-Type": "application/http; msgtype=response" if kind == "response" else "text/html",
        "Content-Length": str(len(content)),
    }
    usual.update({name.replace("_", "-"): value for name, value in fields.items()})
    lines = [f"{name}: {value}" for name, value in usual.items() if value]
    return "\r\n".join([f"WARC/{version}", *lines, "", ""]).encode() + content + b"\r\n\r\n"


def sha1(data: bytes) -> str:
    """Return the digest of *data* as archives write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def each_packed(records: Iterable[bytes]) -> bytes:
    """Return *records* with each a gzip member, as WARC recommends."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def captures(found: Iterable[object]) -> list[Capture]:
    """Return the captures among what was *found*."""
    return [one for one in found if isinstance(one, Capture)]


def members(found: Iterable[object]) -> list[Member]:
    """Return the members among what was *found*."""
    return [one for one in found if isinstance(one, Member)]


def problems(found: Iterable[object]) -> list[str]:
    """Return the sentences of the failures among what was *found*."""
    return [one.problem for one in found if isinstance(one, Failure)]
