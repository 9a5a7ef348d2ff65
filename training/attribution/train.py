"""Train the attribution tagger: teachers, then the student that ships.

    python training/attribution/train.py ARRAYS --teacher MPNET --student MINILM --out OUT [--cpu]

ARRAYS is what ``prepare.py`` wrote. Teachers are trained on all articles but a fold, and
tell the student about that fold and about the unlabelled texts: so nothing that a teacher
says was learned by heart. Without ``--teacher``, or with ``--cpu``, the student learns from
the annotation alone. OUT gets the student's weights (``.safetensors``, half precision) and
its log-probabilities on the development split. ``README.md`` beside this has the figures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from network import Plan, Soft, load_encoder, predict, train
from prepare import load
from safetensors.torch import save_file

if TYPE_CHECKING:
    from encoding import Encoded
    from numpy.typing import NDArray

FOLDS = 4
TEACHER = Plan(epochs=6, rate=6e-5, decay=0.9)
STUDENT = Plan(epochs=30, rate=4e-4, decay=0.95)
ALONE = Plan(epochs=5, rate=3e-4, decay=0.95, batch=16)
"""The student without teachers, on a CPU."""

LAYERS = {6: (0, 1, 2, 3, 4, 5), 5: (0, 1, 2, 3, 5), 4: (0, 1, 3, 5), 3: (0, 2, 5)}
"""Which of MiniLM's layers a student of so many starts from."""


def copies_of(arrays: Path, name: str) -> list[list[Encoded]]:
    """Return all copies of a set, the clean one first."""
    return [load(path) for path in sorted(arrays.glob(f"{name}?.npz"))]


def seeded(seed: int) -> Random:
    """Fix every generator; return the one that draws windows."""
    torch.manual_seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - libraries below draw from the global one
    return Random(seed)  # noqa: S311 - windows and noise, not secrets


def to_bytes(logs: list[NDArray[np.float32]]) -> NDArray[np.uint8]:
    """Return probabilities as shares of 255, articles joined."""
    shares: NDArray[np.uint8] = np.rint(np.exp(np.concatenate(logs)) * 255).astype(np.uint8)
    return shares


def write(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """Write arrays by name, compressed."""
    np.savez_compressed(path, allow_pickle=False, **arrays)


def train_teacher(args: argparse.Namespace, device: torch.device) -> None:
    """Train one teacher without a fold, and write what it says of what it has not seen."""
    rng = seeded(1000 * args.seed + args.fold)
    plan = TEACHER if not args.epochs else Plan(args.epochs, rate=TEACHER.rate, decay=TEACHER.decay)
    labelled = copies_of(args.arrays, "train")
    seen = [i for i in range(len(labelled[0])) if i % FOLDS != args.fold]
    model = load_encoder(args.teacher).to(device)
    own: list[tuple[list[Encoded], Soft]] = [([copy[i] for i in seen], None) for copy in labelled]
    for _ in train(model, own, plan, rng, f"teacher {args.fold}/{args.seed}"):
        pass
    unseen = [i for i in range(len(labelled[0])) if i % FOLDS == args.fold]
    said: dict[str, NDArray[Any]] = {
        f"train{c}": to_bytes(predict(model, [copy[i] for i in unseen])) for c, copy in enumerate(labelled)
    }
    said |= {
        f"more{c}": to_bytes(predict(model, copy)) for c, copy in enumerate(copies_of(args.arrays, "more"))
    }
    dev = np.concatenate(predict(model, load(args.arrays / "dev0.npz"))).astype(np.float16)
    said["dev"] = dev
    write(args.out / f"teacher-{args.fold}-{args.seed}.npz", said)


def merge_teachers(args: argparse.Namespace) -> None:
    """Average what the teachers say, and put the folds together."""
    files = [np.load(path) for path in sorted(args.out.glob("teacher-*-*.npz"))]
    folds = [int(path.stem.split("-")[1]) for path in sorted(args.out.glob("teacher-*-*.npz"))]
    merged = {}
    for name in (n for n in files[0].files if n.startswith("more")):
        merged[name] = np.mean([f[name].astype(np.float32) for f in files], 0).round().astype(np.uint8)
    for c, copy in enumerate(copies_of(args.arrays, "train")):
        sizes = [sum(len(p) for p in article.ids) for article in copy]
        parts: list[NDArray[np.uint8]] = [np.zeros(0, np.uint8)] * len(copy)
        for fold in range(FOLDS):
            own = [
                f[f"train{c}"].astype(np.float32) for f, of in zip(files, folds, strict=True) if of == fold
            ]
            mean = np.mean(own, 0).round().astype(np.uint8)
            members = [i for i in range(len(copy)) if i % FOLDS == fold]
            for i, part in zip(
                members, np.split(mean, np.cumsum([sizes[i] for i in members])[:-1]), strict=True
            ):
                parts[i] = part
        merged[f"train{c}"] = np.concatenate(parts)
    dev = np.log(np.mean([np.exp(f["dev"].astype(np.float32)) for f in files], 0) + 1e-7)
    write(args.out / "soft.npz", merged)
    write(args.out / "dev-teachers.npz", {"dev": dev.astype(np.float16), "one": files[0]["dev"]})


def train_student(args: argparse.Namespace, device: torch.device) -> None:
    """Train one student on annotation and, where there are any, teachers; write its weights."""
    rng = seeded(args.seed)
    plan = ALONE if args.cpu else STUDENT
    if args.epochs or args.rate:
        plan = Plan(
            args.epochs or plan.epochs, rate=args.rate or plan.rate, decay=plan.decay, batch=plan.batch
        )
    labelled = copies_of(args.arrays, "train")
    copies: list[tuple[list[Encoded], Soft]] = [(copy, None) for copy in labelled]
    if args.soft:
        with np.load(args.soft) as soft:
            both = zip(labelled, copies_of(args.arrays, "more"), strict=True)
            copies = [
                (one + more, by_article(one, soft[f"train{c}"]) + by_article(more, soft[f"more{c}"]))
                for c, (one, more) in enumerate(both)
            ]
    model = load_encoder(args.student, LAYERS[args.layers]).to(device)
    name = args.name or f"student-{args.layers}-{args.seed}"
    for _ in train(model, copies, plan, rng, name):  # a run that is cut short leaves its last epoch
        weights = {key: value.half().contiguous().cpu() for key, value in model.state_dict().items()}
        save_file(weights, args.out / f"{name}.safetensors")
    dev = np.concatenate(predict(model, load(args.arrays / "dev0.npz"))).astype(np.float16)
    write(args.out / f"dev-{name}.npz", {"dev": dev})


def by_article(articles: list[Encoded], soft: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """Return the teachers' shares cut into articles."""
    return np.split(soft, np.cumsum([sum(len(p) for p in article.ids) for article in articles])[:-1])


def run_all(args: argparse.Namespace) -> None:
    """Train every teacher, several at a time on one device, then the students, each in its own process."""
    if args.teacher and not args.cpu:
        teachers = [
            ["teacher", "--fold", str(f), "--seed", str(s)]
            for s in range(args.teachers)
            for f in range(FOLDS)
        ]
        at_once(args, teachers, args.parallel)
        merge_teachers(args)
        args.soft = args.out / "soft.npz"
    at_once(args, [["student", "--seed", str(args.seed)]], 1)


def at_once(args: argparse.Namespace, jobs: list[list[str]], parallel: int) -> None:
    """Run this script for each job, so many at a time."""
    common = [str(args.arrays), "--out", str(args.out), "--layers", str(args.layers)]
    for flag in ("teacher", "student", "soft"):
        if getattr(args, flag):
            common += [f"--{flag}", str(getattr(args, flag))]
    if args.cpu:
        common.append("--cpu")
    if args.epochs:
        common += ["--epochs", str(args.epochs)]
    waiting = list(jobs)
    running: list[subprocess.Popen[bytes]] = []
    while waiting or running:
        while waiting and len(running) < parallel:
            running.append(subprocess.Popen([sys.executable, __file__, *common, "--job", *waiting.pop(0)]))  # noqa: S603 - this script itself
        for process in [p for p in running if p.poll() is not None]:
            if process.returncode:
                sys.exit(f"a job failed: {process.args!r}")
            running.remove(process)
        time.sleep(0.2)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser()
    parser.add_argument("arrays", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--student", type=Path, required=True)
    parser.add_argument("--soft", type=Path, help="what teachers said in an earlier run (soft.npz)")
    parser.add_argument("--layers", type=int, default=6, choices=sorted(LAYERS))
    parser.add_argument("--teachers", type=int, default=2, help="teachers a fold")
    parser.add_argument("--parallel", type=int, default=4)
    parser.add_argument("--epochs", type=float)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--name")
    parser.add_argument("--job", choices=("all", "teacher", "merge", "student"), default="all")
    parser.add_argument("--cpu", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_float32_matmul_precision("high")
    device = torch.device("cuda" if torch.cuda.is_available() and not args.cpu else "cpu")
    if args.job == "teacher":
        train_teacher(args, device)
    elif args.job == "merge":
        merge_teachers(args)
    elif args.job == "student":
        train_student(args, device)
    else:
        run_all(args)


if __name__ == "__main__":
    main()
