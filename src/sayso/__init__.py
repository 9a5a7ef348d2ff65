"""sayso: who says so? A ledger of what reports of a story say, and on whose authority."""

__version__ = "0.1.0"
