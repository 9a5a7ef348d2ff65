"""``python -m sayso``: the command line."""

from __future__ import annotations

from sayso.cli import main

if __name__ == "__main__":
    main()
