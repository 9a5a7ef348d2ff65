"""Measure adding to a ledger: its cost beside extraction, its memory, and what kills leave behind.

python bench/adding.py [--documents 2000] [--stored 20000] [--kills 10] [--attribution rules] [--once]

A WARC file of short made-up news texts is extracted alone, then added to a ledger, each in a
process of its own with one worker. On a machine that others use, CPU seconds of two processes
differ by more than is looked for: what storing takes is also counted within one. It is added again by a
program that is ended with kill -9 at random moments and run again. A second, larger file is
of twenty texts that differ by their last line alone: each is extracted once, so that storing
is all that is left, with the rows of real pages; it is killed as often, and there the
moments fall into transactions and checkpoints. In the end every document must be there
once and `sayso verify` must find nothing. With --once the first file is added a single time, killed on
the way, and what the killed programs wrote down is what is told: a hundred thousand documents take
an hour or two that way, and thrice that otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adding_pages import SEED, write_warc

from sayso.model import Extraction, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.adding import Step
    from sayso.engine import Outcome
    from sayso.model import Document

STARTING = {"add": 6.0, "store": 6.0}
"""CPU seconds that a process needs, about, before it stores anything."""

SAMPLE = 1_000
"""Documents that are extracted alone where a file is added a single time."""

KINDS = 20
"""Texts of the larger file that differ in more than their last line."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = _options(arguments)
    if options.child:
        _CHILDREN[options.child](options)
        return
    with tempfile.TemporaryDirectory() as folder:
        warc, many = Path(folder) / "made.warc", Path(folder) / "many.warc"
        write_warc(warc, options.documents, options.seed)
        if options.once:
            _added_once(options, warc, Path(folder) / "once.ledger")
            return
        write_warc(many, options.stored, options.seed, KINDS)
        alone = _run("extract", options, warc, Path("-"))
        first = options.documents / alone["cpu"]
        print(
            f"extraction alone: {first:.1f} documents a CPU second, {alone['rss'][-1][1]:.0f} MB", flush=True
        )
        for child, pages, count in (("add", warc, options.documents), ("store", many, options.stored)):
            ledger = Path(folder) / f"{child}.ledger"
            found = _run(child, options, pages, ledger)
            _report(child, count, found, first if child == "add" else None, ledger)
            killed = Path(folder) / f"{child}-killed.ledger"
            _killed(child, options, pages, killed, found["cpu"])


def _added_once(options: argparse.Namespace, warc: Path, ledger: Path) -> None:
    """Add *warc* with kills on the way, and tell what all the programs that did it wrote down."""
    sample = warc.with_name("sample.warc")
    write_warc(sample, min(SAMPLE, options.documents), options.seed)
    alone = min(SAMPLE, options.documents) / _run("extract", options, sample, Path("-"))["cpu"]
    print(f"extraction alone: {alone:.1f} documents a CPU second", flush=True)
    options.log = ledger.with_suffix(".log")
    _killed("add", options, warc, ledger, options.documents / alone)
    found: dict[str, Any] = {"cpu": 0.0, "storing": 0.0, "rss": []}
    for line in options.log.read_text("ascii").splitlines():
        row = json.loads(line)
        found["cpu"] += row["cpu"]
        found["storing"] += row["storing"]
        found["rss"].append((row["documents"], row["rss"]))
    every = max(len(found["rss"]) // 20, 1)
    found["rss"] = [*found["rss"][every - 1 :: every], found["rss"][-1]]
    _report("add", options.documents, found, alone, ledger)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--stored", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--attribution", default="rules")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--log", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--warc", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--ledger", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _command(child: str, options: argparse.Namespace, warc: Path, ledger: Path) -> list[str]:
    return [
        *(sys.executable, __file__, "--child", child, "--warc", str(warc), "--ledger", str(ledger)),
        *("--attribution", options.attribution),
        *(("--log", str(options.log)) if options.log else ()),
    ]


def _run(child: str, options: argparse.Namespace, warc: Path, ledger: Path) -> dict[str, Any]:
    done = subprocess.run(_command(child, options, warc, ledger), check=True, stdout=subprocess.PIPE)  # noqa: S603 - this very file
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _report(child: str, count: int, found: dict[str, Any], alone: float | None, ledger: Path) -> None:
    rate, share = count / found["cpu"], found["storing"] / found["cpu"]
    beside = f" ({100 * rate / alone:.0f} % of extraction alone, in another process)" if alone else ""
    print(f"{child}: {count:,} documents, {rate:.1f} a CPU second{beside}")
    print(
        f"    asking and storing: {1000 * found['storing'] / count:.2f} ms of CPU a document, "
        f"{100 * share:.1f} % of all, so that {100 * (1 - share):.1f} % of the speed is left; "
        f"{ledger.stat().st_size / count / 1000:.1f} kB a document"
    )
    told = ", ".join(f"{mb:.0f} at {at:,}" for at, mb in found["rss"])
    print(f"    resident memory in MB: {told} documents", flush=True)


def _killed(child: str, options: argparse.Namespace, warc: Path, ledger: Path, cpu: float) -> None:
    """Kill the program that adds *warc* at random moments until it has been killed often enough; check."""
    draw = random.Random(options.seed)  # noqa: S311 - moments, not secrets
    counts: list[int] = []
    while True:
        process = subprocess.Popen(_command(child, options, warc, ledger), stdout=subprocess.DEVNULL)  # noqa: S603 - this very file
        if len(counts) < options.kills:
            until = STARTING[child] + draw.random() * 1.5 * cpu / (options.kills + 1)
            while process.poll() is None and _cpu(process.pid) < until:
                time.sleep(0.02)
            if process.poll() is None:
                process.kill()
                process.wait()
                counts.append(_count(ledger))
                continue
        if process.wait() == 0:
            break
    told = ", ".join(f"{n:,}" for n in counts)
    print(f"    killed {len(counts)} times, with {told} documents in it; {_check(ledger)}", flush=True)


def _cpu(process: int) -> float:
    """Return the CPU seconds that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _count(ledger: Path) -> int:
    import duckdb  # noqa: PLC0415 - only where ledgers are looked into

    if not ledger.exists():
        return 0
    with closing(duckdb.connect(str(ledger), read_only=True)) as connection:
        return int((connection.execute("SELECT count(*) FROM documents").fetchone() or (0,))[0])


def _check(ledger: Path) -> str:
    import duckdb  # noqa: PLC0415 - only where ledgers are looked into

    from sayso.ledger import verify_ledger  # noqa: PLC0415 - as above

    begun = time.monotonic()
    verification = verify_ledger(ledger)
    held = "verify finds nothing" if verification.ok else f"VERIFY: {verification.mismatches[:3]}"
    with closing(duckdb.connect(str(ledger), read_only=True)) as connection:
        counts = connection.execute(
            "SELECT count(*), count(DISTINCT name), (SELECT count(*) FROM captures), "
            "(SELECT count(*) FROM failures) FROM documents"
        ).fetchone()
    return (
        f"documents, of different names, captures, failures: {counts}; "
        f"{held} ({time.monotonic() - begun:.0f} s)"
    )


# -- in a process of its own ------------------------------------------------------


def _add(options: argparse.Namespace) -> None:
    from sayso import adding  # noqa: PLC0415 - as above
    from sayso.ledger.append import Adder  # noqa: PLC0415 - as above

    rss: list[tuple[int, float]] = []
    storing = [0.0]
    for name in ("add", "stored"):
        setattr(Adder, name, _timed(getattr(Adder, name), storing))
    before = time.process_time()
    log = _Log(options.log, storing)

    def progress(step: Step) -> None:
        rss.append((step.documents, _resident()))
        log(step)

    adding.add(
        options.ledger,
        [str(options.warc)],
        attribution=options.attribution,
        workers=1,
        progress=progress,
    )
    _print(rss, before, storing[0])


class _Log:
    """Writes down, each time more documents are stored, what they cost: it outlives its program."""

    def __init__(self, path: Path | None, storing: list[float]) -> None:
        self._path = path
        self._storing = storing
        self._told = (time.process_time(), 0.0)

    def __call__(self, step: Step) -> None:
        if self._path is None:
            return
        now = (time.process_time(), self._storing[0])
        row = {"documents": step.documents + step.skipped, "rss": _resident()}
        row |= {"cpu": now[0] - self._told[0], "storing": now[1] - self._told[1]}
        self._told = now
        with self._path.open("a", encoding="ascii") as file:
            file.write(json.dumps(row) + "\n")


def _timed(method: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """Return *method*, which adds the CPU seconds it takes to *spent*; not those of one within another."""
    inside = [False]

    def timed(*arguments: object) -> object:
        begun = time.process_time()
        outer = not inside[0]
        inside[0] = True
        try:
            return method(*arguments)
        finally:
            inside[0] = not outer
            spent[0] += time.process_time() - begun if outer else 0.0

    return timed


def _store(options: argparse.Namespace) -> None:
    """Add pages of few kinds, taking statements from the first of each kind alone."""
    from sayso.engine import work  # noqa: PLC0415 - what is measured begins when it is loaded

    work._extract_all = _Once(work._extract_all)  # noqa: SLF001 - extraction is left out on purpose
    _add(options)


class _Once:
    """Extracts the first page of each kind; of the others it says that they say the same."""

    def __init__(self, extract: Callable[[list[Document], str], list[Outcome]]) -> None:
        self._extract = extract
        self._known: dict[str, Extraction] = {}

    def __call__(self, documents: list[Document], attribution: str) -> list[Outcome]:
        return [self._one(document, attribution) for document in documents]

    def _one(self, document: Document, attribution: str) -> Outcome:
        from sayso.engine import Outcome  # noqa: PLC0415 - as above

        kind, _ = document.text.rsplit("Report", 1)
        if kind not in self._known:
            (outcome,) = self._extract([document], attribution)
            found = outcome.result
            if not isinstance(found, Extraction):
                return outcome
            self._known[kind] = replace(
                found,
                statements=tuple(one for one in found.statements if one.end <= len(kind)),
                labels=tuple(one for one in found.labels if one.end <= len(kind)),
            )
        found = self._known[kind]
        statements = tuple(
            replace(one, id=identity(document.id, one.id), document=document.id) for one in found.statements
        )
        return Outcome(replace(found, document=document, statements=statements))


def _extract(options: argparse.Namespace) -> None:
    from sayso import pipeline  # noqa: PLC0415 - as above

    before, count = time.process_time(), 0
    for _ in pipeline.extract([str(options.warc)], attribution=options.attribution, workers=1):
        count += 1
    _print([(count, _resident())], before, 0.0)


def _print(rss: list[tuple[int, float]], before: float, storing: float) -> None:
    every = max(len(rss) // 8, 1)
    cpu = time.process_time() - before
    json.dump({"cpu": cpu, "storing": storing, "rss": [*rss[every - 1 :: every], rss[-1]]}, sys.stdout)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


_CHILDREN = {"extract": _extract, "add": _add, "store": _store}

if __name__ == "__main__":
    main()
