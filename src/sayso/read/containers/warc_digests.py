"""Whether a record of a web archive is what its digests say: fixity, as archives call it."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_KNOWN = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}
"""The algorithms that are checked, with the bytes of their digests; others are left alone."""


def contradicts(digest: str, *contents: bytes) -> bool:
    """Return whether *digest* (``sha1:BASE32``, or in hexadecimal) is that of none of *contents*.

    A digest that is malformed or of an unknown algorithm contradicts nothing.
    """
    algorithm, colon, value = digest.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if not colon or algorithm not in _KNOWN:
        return False
    expected = _bytes(value.strip(), _KNOWN[algorithm])
    if expected is None:
        return False
    return all(
        hashlib.new(algorithm, content, usedforsecurity=False).digest() != expected for content in contents
    )


def is_damaged(headers: Mapping[str, str], block: bytes, *payloads: bytes) -> bool:
    """Return whether a record's digests show that its *block* is not what was written.

    The block's digest decides where there is one. Crawlers differ on what a payload is
    (with or without its chunks and encodings), so its digest may be that of any of *payloads*,
    and says nothing of a payload that was cut short on purpose.
    """
    if said := headers.get("warc-block-digest"):
        return contradicts(said, block)
    said = headers.get("warc-payload-digest", "")
    return "warc-truncated" not in headers and contradicts(said, *payloads)


def _bytes(value: str, size: int) -> bytes | None:
    try:
        if len(value) == 2 * size:
            return bytes.fromhex(value)
        raw = base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except (ValueError, binascii.Error):
        return None
    return raw if len(raw) == size else None
