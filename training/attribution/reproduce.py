"""Train the shipped tagger from its sources, in one command.

    python training/attribution/reproduce.py POLNEAR UNLABELLED MINILM [--teacher MPNET | --cpu] [--work DIR]

POLNEAR has ``train`` and ``dev``; UNLABELLED other news texts, for the teachers to label;
MINILM and MPNET are folders with ``config.json``, ``model.safetensors`` and
``tokenizer.json``. The result goes to ``src/sayso/extract/models/attribution``. It runs
``prepare.py``, ``train.py`` and ``export.py``; ``README.md`` has what it costs and gives.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "src/sayso/extract/models/attribution"
LAYERS = "4"


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
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--cpu", action="store_true", help="no teachers: the student alone, on a CPU")
    parser.add_argument("--work", type=Path, default=Path("attribution-work"))
    parser.add_argument("--epochs", type=float)
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    arrays = args.work / "arrays"
    run("prepare.py", args.polnear, args.unlabelled, args.minilm / "tokenizer.json", arrays)
    options = [*(["--teacher", args.teacher] if args.teacher else []), *(["--cpu"] if args.cpu else [])]
    options += ["--epochs", args.epochs] if args.epochs else []
    run("train.py", arrays, "--student", args.minilm, "--out", args.work, "--layers", LAYERS, *options)
    weights = args.work / f"student-{LAYERS}-1.safetensors"
    run("export.py", weights, args.minilm, args.out, "--layers", LAYERS)


if __name__ == "__main__":
    main()
