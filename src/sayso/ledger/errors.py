"""What can be wrong with a ledger file, said in one sentence."""

from __future__ import annotations


class LedgerError(Exception):
    """A ledger file that cannot be opened, read or written; the message is one clear sentence."""
