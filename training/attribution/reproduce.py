"""Train the shipped tagger from its sources, in one command.

    python training/attribution/reproduce.py POLNEAR UNLABELLED MINILM [--work DIR]

POLNEAR has ``train`` and ``dev``; UNLABELLED other news texts, for the teacher to label;
MINILM is a folder with ``config.json``, ``model.safetensors`` and ``tokenizer.json``. The
result goes to ``src/sayso/extract/models/attribution``. It runs ``prepare.py``, ``train.py``
three times and ``export.py``; ``README.md`` has what it costs and gives.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "src/sayso/extract/models/attribution"


def run(script: str, *arguments: object) -> None:
    """Run a script beside this one; stop where it fails."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    print("$", *command, flush=True)
    subprocess.run(command, check=True)  # noqa: S603 - the scripts beside this one


def main() -> None:
    """Prepare, train, export."""
    parser = argparse.ArgumentParser()
    parser.add_argument("polnear", type=Path)
    parser.add_argument("unlabelled", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("--work", type=Path, default=Path("attribution-work"))
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    work: Path = args.work
    arrays, teacher, first, student = (
        work / name for name in ("arrays", "teacher.safetensors", "first.safetensors", "student.safetensors")
    )
    run("prepare.py", args.polnear, args.unlabelled, args.minilm, arrays)
    run("train.py", arrays, args.minilm, teacher)
    run("train.py", arrays, args.minilm, first, "--teacher", teacher)
    run("train.py", arrays, args.minilm, student, "--teacher", teacher, "--again", first, "--seed", 2)
    run("export.py", student, args.minilm, args.out)


if __name__ == "__main__":
    main()
