"""Lines that stand at a picture or under a headline: captions, credits, bylines, dates.

What agencies and sites print there follows few patterns: "(c) AGENCY / Name", "Photo:
Name", "caption - Outlet, 1920, 03.03.2022", "By Name", "Published: date".
"""

from __future__ import annotations

import re

from sayso.read.dates import DATE

_LONGEST = 700
_MOST_WORDS = 70

_PICTURE = (
    r"photo(?:graph)?s?|image|picture|pic|screenshot|screen\s?grab|illustration|graphic|video|file photo|handout"
    r"|foto|bild|grafik|abbildung|imagen|crédit|credit|crédits|immagine|фото|изображение|zdjęcie|fot\."
)
_STARTS = re.compile(
    rf"\s*(?:©|\(c\)\s|(?:{_PICTURE})\s*(?:credits?|source|by|courtesy)?\s*(?::|©|/|\||–|-\s)|(?:photo(?:graph)?s?|image|video|picture|illustration) (?:by|credit|courtesy|courtesies|via)\b"
    r"|(?:a )?(?:screenshot|screen\s?grab|still|frame grab|video still) (?:from|of|taken from|via)\b"
    r"|(?:file|handout|undated|stock|archive) (?:photo|image|picture|photograph)\b"
    r"|(?:image|photo|picture) (?:caption|description|gallery)\b|(?:courtesy|credits?)(?: of|:)\s)",
    re.IGNORECASE,
)
_AGENCY_CREDIT = re.compile(
    r"(?:\((?:[^()]{0,80}\b)?(?:AP Photo|AFP|Reuters|REUTERS|Getty|EPA|dpa|TASS|Sputnik|Xinhua|Photo by|Photo|Credit|Image)\b[^()]{0,80}\)"
    r"|\b(?:AP Photo|Getty Images|Shutterstock|iStock|Adobe Stock|picture alliance|Wikimedia Commons|Unsplash|Pixabay|Flickr)\b[^.]{0,60}"
    r"|(?:^|[.\s])(?:AFP|REUTERS|AP|EPA|EPA-EFE|TASS|RIA Novosti|Handout|Pool|Anadolu)\s?(?:/|via\b|-)[^.]{0,60}"
    r"|(?:^|[\s.])(?:photo|image|foto|picture|credit|photograph)s?:\s[^.]{1,60})\s*$",
)
_OUTLET_CREDIT = re.compile(
    rf"(?:^|\s)[-–—]\s(?P<outlet>[^\W\d_][\w.&'’ ]{{1,50}}), (?:\d{{3,4}})(?:, (?P<date>{DATE.pattern}))?\s*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\s*(?:(?i:by|written by|posted by|author|von|par|por|di|автор|story by|reporting by|words by)):?\s+"
    r"(?P<names>[^\W\d_][\w.'’-]*(?:\s+(?:and|und|et|y|e|&|de|van|von|der|al|bin|[^\W\d_][\w.'’-]*)){0,9}(?:,[^.]{0,60})?)"
    r"(?:\s*[|/•·,–-].{0,80})?\s*",
)
_CAPITALISED = re.compile(r"[^\W\d_a-zà-ÿа-я][\w.'’-]*")
_DATE_LABEL = re.compile(
    r"\s*(?:(?:first |last |originally )?(?:published|posted|updated|modified|created|date|issued|veröffentlicht|aktualisiert"
    r"|stand|publié|mis à jour|publicado|actualizado|pubblicato|опубликовано|обновлено|data publikacji)"
    r"(?: on| at| am| le| el| il)?:?\s*)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[\s,|•·–—/-]*(?:(?:at|um|à|a las|um|в|@)\s)?(?:\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:a\.?m\.?|p\.?m\.?|uhr)?)?"
    r"\s*\(?(?:GMT|UTC|BST|CET|CEST|MSK|E[SD]?T|P[SD]?T|IST|Z)?(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?[\s,|•·.–—-]*",
    re.IGNORECASE,
)


def is_caption(line: str) -> bool:
    """Return whether *line* is a picture's caption with its credit, or the credit alone."""
    if len(line) > _LONGEST or len(line.split()) > _MOST_WORDS:
        return False
    if _OUTLET_CREDIT.search(line):
        return True
    if _STARTS.match(line):
        return True
    return bool(_AGENCY_CREDIT.search(line))


def outlet_credit(line: str) -> re.Match[str] | None:
    """Return the match of a credit such as "- Outlet, 1920, 03.03.2022" at the end of *line*.

    Its groups are ``outlet`` and ``date``; the number is the picture's width.
    """
    return _OUTLET_CREDIT.search(line) if len(line) <= _LONGEST else None


def byline_names(line: str) -> str | None:
    """Return the names in a byline ("By Ann Lee and Bo Wu"), ``None`` when *line* is none."""
    if len(line) > 160 or line.rstrip().endswith((".", "!", "?", ":")):
        return None
    match = _BYLINE.fullmatch(line)
    if match is None:
        return None
    names = match["names"].split(",")[0].strip()
    words = [
        word
        for word in names.split()
        if word.lower() not in {"and", "und", "et", "y", "e", "&", "de", "van", "von", "der", "al", "bin"}
    ]
    return names if words and all(_CAPITALISED.fullmatch(word) for word in words) else None


def is_date_line(line: str) -> bool:
    """Return whether *line* is a date and nothing else but its label, weekday and time."""
    if len(line) > 120:
        return False
    rest = line
    label = _DATE_LABEL.match(rest)
    rest = rest[label.end() :] if label else rest
    found = 0
    while match := DATE.match(rest.lstrip()):
        rest = rest.lstrip()[match.end() :]
        found += 1
        time = _TIME.match(rest)
        rest = rest[time.end() :] if time else rest
        label = _DATE_LABEL.match(rest)
        rest = rest[label.end() :] if label else rest
        if found > 3:
            break
    return found > 0 and not rest.strip()
