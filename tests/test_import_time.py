"""The command line answers at once: heavy libraries wait until they are needed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

import pytest

LIMIT = 0.3
"""Seconds of CPU that ``import sayso.cli`` may cost over a bare interpreter."""

HEAVY = ("duckdb", "jinja2", "lxml", "numpy", "py3langid", "rich", "spacy", "trafilatura", "onnxruntime")


ROOMS = ("engine", "export", "extract", "ledger", "link", "pipeline", "read", "report")


def cpu_seconds(code: str) -> float:
    """Return the median CPU time of an interpreter that runs *code*; a busy machine hardly moves it."""
    measure = "import time;print(time.process_time())"
    taken = [
        float(
            subprocess.run(
                [sys.executable, "-c", f"{code};{measure}"], check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(5)
    ]
    return statistics.median(taken)


def test_the_command_line_is_imported_in_less_than_the_limit() -> None:
    cpu_seconds("import sayso.cli")  # compiles what has changed
    assert cpu_seconds("import sayso.cli") - cpu_seconds("pass") < LIMIT


@pytest.mark.parametrize(
    "module",
    ["sayso", "sayso.cli", *(f"sayso.{room}" for room in ROOMS)],
)
def test_no_heavy_library_is_loaded_by_importing(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == []


def test_help_is_there_at_once() -> None:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "sayso", "--help"], check=True, capture_output=True)
    assert time.perf_counter() - started < 3, (
        "generous, since this is wall time on a machine that may be busy"
    )
