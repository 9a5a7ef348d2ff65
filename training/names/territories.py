"""Write the names of states and territories that English and six other languages use.

    python training/names/territories.py

The names are those of Unicode CLDR, as the package ``babel`` (a development dependency) brings
them. They go to ``src/sayso/names/territories.txt`` under the key that ``countries.txt`` gives
the country, or else under CLDR's English name. Left out are codes that are no territory,
names that are also a given name or an English word, and what ``countries.txt`` has.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale, __version__

from sayso.names.lexicon import lexicon, listed_countries
from sayso.names.spelling import fold, sound_key

TARGET = Path(__file__).resolve().parents[2] / "src" / "sayso" / "names" / "territories.txt"
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
NO_TERRITORY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
ENGLISH_WORDS = frozenset({"chili", "jersey", "reunion", "oma"})
HEADER = f"""\
# States and territories: "key: names". Written by training/names/territories.py from Unicode CLDR
# (babel {__version__}, Unicode License v3): names in {", ".join(LANGUAGES)} that countries.txt does not have.
# They count where they are written with a capital.
"""


def main() -> None:
    """Write the file."""
    names = {language: names_in(language) for language in LANGUAGES}
    known = listed_countries()
    rows: dict[str, dict[str, None]] = {}
    taken = dict(known)
    for code in sorted(code for code in names["en"] if re.fullmatch("[A-Z]{2}", code)):
        english = variants(names["en"][code])
        if code in NO_TERRITORY or not english or fold(english[0]) in ENGLISH_WORDS:
            continue
        key = next((known[fold(form)] for form in english if fold(form) in known), english[0])
        for language in LANGUAGES:
            for form in variants(names[language].get(code, "")):
                folded = fold(form)
                usual = folded in ENGLISH_WORDS or sound_key(form) in lexicon().given
                if folded and taken.setdefault(folded, key) == key and folded not in known and not usual:
                    rows.setdefault(key, {})[form] = None
    lines = [f"{key}: {', '.join(forms)}" for key, forms in sorted(rows.items())]
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def names_in(language: str) -> dict[str, str]:
    """Return what a language calls each territory, by its code."""
    return {str(code): str(name) for code, name in Locale(language).territories.items()}


def variants(name: str) -> list[str]:
    """Return a name's own forms: "Myanmar (Burma)" is Myanmar, "Hong Kong SAR China" is Hong Kong."""
    bare = re.sub(r"\s*\(.*?\)|\s+SAR China$|[,:].*", "", name).strip()
    forms = [bare, bare.replace("&", "and"), bare.replace("St.", "Saint")]
    return list(dict.fromkeys(form for form in forms if form and "SAR" not in form and " - " not in form))


if __name__ == "__main__":
    main()
