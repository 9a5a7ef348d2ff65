"""A place like a fresh checkout in which the commands of the documents run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

WIDTH = "100"
"""Columns of the terminal on which the outputs in the documents were taken."""


class Printed(NamedTuple):
    """What a command wrote, both streams as a terminal mixes them, and its exit code."""

    text: str
    code: int


class Shell:
    """Runs commands in one folder that holds the examples; the same command runs once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._printed: dict[str, Printed] = {}

    def run(self, command: str) -> Printed:
        """Return what *command* prints."""
        if command not in self._printed:
            self._printed[command] = self._fresh(command)
        return self._printed[command]

    def _fresh(self, command: str) -> Printed:
        settings = {key: value for key, value in os.environ.items() if not key.startswith("SAYSO_")}
        settings |= {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": WIDTH,
            "NO_COLOR": "1",
            "TERM": "dumb",
            "PYTHONIOENCODING": "utf-8",
        }
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Printed(done.stdout, done.returncode)
