"""Fixtures of the report's tests: the sample ledger and what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sample import sample_ledger

from sayso.report import to_html
from sayso.report.view import ReportView, build_view

if TYPE_CHECKING:
    from sayso.model import Ledger


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    """Return the sample ledger."""
    return sample_ledger()


@pytest.fixture(scope="session")
def view(ledger: Ledger) -> ReportView:
    """Return the view of the sample ledger."""
    return build_view(ledger)


@pytest.fixture(scope="session")
def page(ledger: Ledger) -> str:
    """Return the sample ledger's HTML report."""
    return to_html(ledger)
