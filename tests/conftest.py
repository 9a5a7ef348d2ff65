"""What all tests share: where the development data lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
