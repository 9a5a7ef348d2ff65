"""Linking of a long story: CPU time and peak memory, in a process that does nothing else.

python bench/linking_speed.py FILE     (FILE: pickled extractions, written by bench/linking.py)
"""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Extraction

PAGES = 50


def report(extractions: Sequence[Extraction]) -> None:
    """Link the first :data:`PAGES` pages as one story in a process of its own, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "extractions.pickle"
        file.write_bytes(pickle.dumps(list(extractions[:PAGES])))
        sys.stdout.flush()
        subprocess.run([sys.executable, __file__, str(file)], check=True)  # noqa: S603 - this very file


def main(file: Path) -> None:
    """Link and print."""
    extractions = pickle.loads(file.read_bytes())  # noqa: S301 - written by the process that started this one
    begun = time.process_time()
    from sayso.link import link_story  # noqa: PLC0415 - loading it is part of what is measured

    ledger = link_story(extractions)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"speed: {len(extractions)} pages as one story, {len(ledger.statements)} statements: "
        f"{seconds:.1f} s CPU, peak {peak:.0f} MiB, {len(ledger.claims)} claims"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
