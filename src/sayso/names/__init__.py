"""Names: whether two printed names are one person's or organisation's, and which form stands for it.

Used inside one document (whom "Truss" means) and across the documents of a story.
Everything is decided by the words themselves and by what else is named nearby;
there is no list of people.
"""

from __future__ import annotations

from sayso.names.clusters import cluster_names, same_name
from sayso.names.lexicon import capital_of, country_of
from sayso.names.mentions import NameMention, sort_of
from sayso.names.people import title_gender
from sayso.names.spelling import fold, sound_key

__all__ = [
    "NameMention",
    "capital_of",
    "cluster_names",
    "country_of",
    "fold",
    "same_name",
    "sort_of",
    "sound_key",
    "title_gender",
]
