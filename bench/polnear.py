"""The articles and attributions of PolNeAR (Newell, Margolin and Ruths, LREC 2018).

An attribution has three roles: the *source* it comes from, the *cue* that ties it to
the source, and the *content*. Each role may stand in several pieces. Offsets are code
points of the article's file as it stands, half open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Span = tuple[int, int]
ROLES = frozenset({"source", "cue", "content"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; a role that is not there is empty, the content never is."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its name (the file's, without suffix), its text and what annotators marked."""

    path: Path
    text: str
    gold: tuple[Attribution, ...]

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.stem


def parse_standoff(lines: str) -> tuple[Attribution, ...]:
    """Return the attributions of one file in brat standoff, in the order of their contents.

    A ``T`` line marks spans (``T3<tab>Content 115 290;301 340<tab>words``), an ``E``
    line joins them to an attribution (``E1<tab>Attribution:T4 Content:T3 Source:T1``);
    a role that occurs twice has a number (``Source2:T9``). An attribution without
    content is left out.
    """
    marked: dict[str, tuple[Span, ...]] = {}
    joined: list[list[str]] = []
    for line in lines.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            places = rest.split("\t")[0].partition(" ")[2]
            marked[name] = tuple(_span(place) for place in places.split(";"))
        elif name.startswith("E"):
            joined.append(rest.split())
    found = [_attribution(roles, marked) for roles in joined]
    return tuple(sorted((one for one in found if one.content), key=lambda one: one.content[0]))


def _span(place: str) -> Span:
    start, end = place.split()
    return int(start), int(end)


def _attribution(roles: list[str], marked: dict[str, tuple[Span, ...]]) -> Attribution:
    spans: dict[str, list[Span]] = {role: [] for role in ROLES}
    for role, _, name in (part.partition(":") for part in roles):
        plain = role.rstrip("0123456789").lower()
        if plain in ROLES:
            spans[plain].extend(marked.get(name, ()))
    return Attribution(**{role: tuple(sorted(places)) for role, places in spans.items()})


def read_articles(folder: Path, limit: int | None = None) -> list[Article]:
    """Return the first *limit* articles of one part of the corpus (``text/`` and ``attributions/``).

    Where several people annotated an article, the annotation that sorts first is taken.
    """
    standoff: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        standoff.setdefault(path.stem.rpartition("_")[0], path)
    pages = [path for path in sorted((folder / "text").glob("*.txt")) if path.stem in standoff]
    return [
        Article(
            path,
            path.read_bytes().decode("utf-8"),
            parse_standoff(standoff[path.stem].read_text("utf-8")),
        )
        for path in pages[:limit]
    ]
