"""How documents are mapped over: on this machine, in one process or several."""

from __future__ import annotations

from sayso.engine.maps import map_captures
from sayso.engine.work import Outcome

__all__ = ["Outcome", "map_captures"]
