"""A ledger for a reader: terminal, Markdown, self-contained HTML."""
