"""What all tests share: where the development data lies, and how examples are drawn.

A deadline of hypothesis measures wall-clock time, which on a busy machine says nothing of the code. Examples
are the same in every run, so that a change is judged by what it changes; ``make fuzz`` draws new ones.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("sayso", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, print_blob=True)
settings.load_profile("sayso")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of development data, which is never part of the project.

    It is ``$SAYSO_DATA``, or ``../shared/data`` beside the checkout.
    """
    folder = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"development data is not at {folder}; set SAYSO_DATA to the folder that holds it")
    return folder
