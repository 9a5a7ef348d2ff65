"""What vague numbers are taken to mean, from ``data/vague.toml`` or a user's version of it."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Interval = tuple[float, float]

SCALE_NAMES = {
    10: "ten", 12: "dozen", 1e2: "hundred", 1e3: "thousand", 1e5: "lakh", 1e6: "million", 1e7: "crore",
    1e9: "billion", 1e12: "trillion",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vague:
    """What vague numbers mean: word -> ``(low, high)``, both inclusive."""

    plural: Mapping[str, Interval]
    several: Mapping[str, Interval]
    few: Mapping[str, Interval]


def load_vague(path: Path | None = None) -> Vague:
    """Read what vague numbers mean, from *path* or from the file that ships with sayso.

    Raises:
        ValueError: *path* is no TOML of the shape of ``data/vague.toml``.
    """
    if path is None:
        return _default_vague()
    try:
        return _vague(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = (
            f"{path}: not a preset of vague numbers ({error}); copy data/vague.toml and change its values"
        )
        raise ValueError(message) from error


@functools.cache
def _default_vague() -> Vague:
    data = resources.files("sayso.extract").joinpath("data", "vague.toml")
    return _vague(tomllib.loads(data.read_text(encoding="utf-8")))


def _vague(tables: Mapping[str, Mapping[str, list[float]]]) -> Vague:
    def intervals(name: str) -> dict[str, Interval]:
        read = {word: (float(low), float(high)) for word, (low, high) in tables[name].items()}
        for word, (low, high) in read.items():
            if low > high:
                message = f"{name}.{word}: {low:g} is more than {high:g}"
                raise ValueError(message)
        return read

    return Vague(intervals("vague"), intervals("several"), intervals("few"))
