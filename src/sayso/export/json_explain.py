"""The JSON of an explanation: the facts as they are, with who wrote them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sayso.export.json_rows import Json, head

if TYPE_CHECKING:
    from sayso.link.explain_facts import Explanation


def explanation_json(facts: Explanation) -> Json:
    """Return the JSON of why a row of a ledger is as it is.

    Its keys are those of :class:`sayso.link.explain_facts.Explanation`; ``differences`` is
    empty where everything is stored as it is found again.
    """
    return {**head(), **asdict(facts)}
