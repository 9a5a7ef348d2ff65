"""The DuckDB ledger file: schema, writing, reading, verifying."""
