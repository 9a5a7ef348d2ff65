r"""Train the attribution tagger: a teacher from the annotation, then the student that ships.

    python training/attribution/train.py ARRAYS MINILM teacher.safetensors
    python training/attribution/train.py ARRAYS MINILM first.safetensors --teacher teacher.safetensors
    python training/attribution/train.py ARRAYS MINILM student.safetensors --teacher teacher.safetensors \
        --again first.safetensors

ARRAYS is what ``prepare.py`` wrote, MINILM the folder of the encoder both start from. The
teacher has all six layers and learns from PolNeAR's annotation. The student starts from four
of the teacher's layers and learns from the annotation and from what the teacher says of the
same windows and of unlabelled texts (Hinton, Vinyals, Dean, 2015; layers as in DistilBERT:
Sanh et al., 2019). Weights are written after every epoch, in half precision; a run that is
cut short leaves its last. ``README.md`` beside this has the figures.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from network import Plan, Tagger, load_encoder, load_weights, train
from prepare import load
from safetensors.torch import save_file

TEACHER = Plan(epochs=4, rate=2.5e-4, decay=0.95)
STUDENT = Plan(epochs=2.5, rate=2.5e-4, decay=0.95)
AGAIN = Plan(epochs=2, rate=1.5e-4, decay=0.95)
"""A second round of the student, its rate raised once more (Loshchilov and Hutter, 2017)."""

ALL_LAYERS = (0, 1, 2, 3, 4, 5)
KEPT_LAYERS = (0, 1, 3, 5)
"""Which of MiniLM's layers the teacher and the student have."""


def seeded(seed: int) -> Random:
    """Fix every generator; return the one that draws windows."""
    torch.manual_seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - libraries below draw from the global one
    return Random(seed)  # noqa: S311 - windows and noise, not secrets


def start(minilm: Path, teacher: Path | None, before: Path | None) -> tuple[Tagger, Tagger | None]:
    """Return the tagger to be trained, and the teacher it listens to, if any."""
    if teacher is None:
        return load_encoder(minilm, ALL_LAYERS), None
    told_by = load_weights(load_encoder(minilm, ALL_LAYERS), teacher).eval()
    if before is not None:
        return load_weights(load_encoder(minilm, KEPT_LAYERS), before), told_by
    student = load_weights(load_encoder(minilm, ALL_LAYERS), teacher)
    student.keep_layers(KEPT_LAYERS)
    return student, told_by


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser()
    parser.add_argument("arrays", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--again", type=Path, help="the student's weights, for a second round")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = seeded(args.seed)
    plan = AGAIN if args.again else STUDENT if args.teacher else TEACHER
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model, teacher = start(args.minilm, args.teacher, args.again)
    model.to(device)
    if teacher:
        teacher.to(device)
    copies = [load(path) for path in sorted(args.arrays.glob("train?.npz"))]
    if teacher:
        more = [load(path) for path in sorted(args.arrays.glob("more?.npz"))]
        copies = [one + other for one, other in zip(copies, more, strict=True)]
    if args.again:
        copies = copies[-1:] + copies[:-1]  # the last copy has been read least
    args.out.parent.mkdir(parents=True, exist_ok=True)
    for _ in train(model, copies, plan, rng, teacher):
        weights = {key: value.half().contiguous().cpu() for key, value in model.state_dict().items()}
        save_file(weights, args.out)


if __name__ == "__main__":
    main()
