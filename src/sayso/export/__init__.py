"""A ledger for another program: JSON and its schema."""
