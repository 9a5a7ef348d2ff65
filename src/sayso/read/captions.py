"""Lines that stand at a picture or under a headline: captions, credits, bylines, dates.

What agencies and sites print there follows few patterns: "(c) AGENCY / Name", "Photo:
Name", "caption - Outlet, 1920, 03.03.2022", "By Name", "Published: date".
"""

from __future__ import annotations

import re

from sayso.read.dates import DATE

_LONGEST = 700
_MOST_WORDS = 70
_LONGEST_LABELLED = 300

_PICTURE = (
    r"photo(?:graph)?s?|image|picture|pic|screenshot|screen\s?grab|illustration|graphic|video|handout"
    r"|file photo|foto|bild|bildquelle|beitragsbild|titelbild|symbolbild|grafik|imagen|crédits?|credits?"
    r"|immagine|фото|изображение|zdjęcie|fot\."
)
_STARTS = re.compile(
    rf"\s*(?:©|\(c\)\s|(?:{_PICTURE})\s*(?:credits?|source|by|courtesy)?\s*(?::|©|/|\||–|-\s)"
    r"|(?:photo(?:graph)?s?|image|video|picture|illustration) (?:by|credit|courtesy|courtesies|via)\b"
    r"|(?:a )?(?:screenshot|screen\s?grab|still|frame grab|video still) (?:from|of|taken from|via)\b"
    r"|(?:file|handout|undated|stock|archive) (?:photo|image|picture|photograph)\b"
    r"|(?:figure|fig\.|abbildung|abb\.) ?\d{1,3} ?[:.]"
    r"|(?:image|photo|picture) (?:caption|source|description|gallery)\b|(?:courtesy|credits?)(?: of|:)\s)",
    re.IGNORECASE,
)
_STOCK = (
    "AP Photo|Getty Images|Getty|Shutterstock|iStock|Adobe Stock|picture alliance|Wikimedia Commons|Unsplash"
    "|Pixabay|Flickr|Fotolia|imago images|Alamy"
)
_AGENCY = (
    "AFP|REUTERS|Reuters|AP|EPA|EPA-EFE|dpa|TASS|RIA Novosti|Sputnik|Xinhua|Handout|Pool"
    "|Anadolu|UPI|Bloomberg"
)
_LABEL = "Photos?|Foto|Image|Picture|Credits?|Bildquelle|Bild"
_CREDIT_AT_END = re.compile(
    rf"(?:\([^()]{{0,60}}\b(?:{_LABEL})(?:\sby\b|:|/|\s)[^()]{{1,80}}\)"
    rf"|\((?:[^()]{{0,60}}[/|]\s?)?(?:{_STOCK}|{_AGENCY})\s?(?:/|via\b|[Pp]hoto\b)[^()]{{0,60}}\)"
    rf"|\([^()]{{1,60}}(?:/\s?|\bvia\s)(?:{_STOCK}|{_AGENCY})\)"
    rf"|(?:^|/\s?|\bvia\s|\|\s?)(?:{_STOCK})(?:\.com)?\)?"
    rf"|(?:^|[.\s])(?:{_AGENCY})\s?(?:/|via\b)[^.]{{0,60}}"
    r"|©\s?[^.©\d][^.©]{1,60}"
    r"|(?:^|[\s.])(?:photo|image|foto|bild|picture|credit|photograph)s?(?: by)?:\s[^.]{1,60})\s*$",
)
_LABEL_AT_END = re.compile(
    rf"(?:(?:^|[\s.|])(?:{_LABEL}|Photographs?|Pic)(?: by)?:\s[^.]{{1,60}}"
    r"|(?:^|[.)|]\s?)(?:Courtesy(?: of)?|Photo courtesy(?: of)?|Photograph by|Photo by)\s[^.]{1,60})\s*$"
)
_TAIL, _LONGEST_CREDIT = 80, 250
"""Characters at the end of a line in which such a credit has its mark, and all of it."""

_WIDTH = re.compile(r", \d{3}")
_STOCKS = tuple(_STOCK.split("|"))
_DIGIT = re.compile(r"\d")
_OUTLET_CREDIT = re.compile(
    rf"(?:^|\s)[-–—]\s(?P<outlet>[^\W\d_][\w.&'’ ]{{1,50}}), \d{{2,3}}(?:0|\d(?=,))"
    rf"(?:, (?P<date>{DATE.pattern}))?\s*$",
    re.IGNORECASE,
)
_DATED_CREDIT = re.compile(
    rf"(?:^|[.\s])(?:©|\(c\)|(?:photo|image|picture|foto|bild|фото)(?: by| credits?)?\s?[:/])\s?"
    rf"[^\W\d_][^©\n]{{1,80}}?[,|]\s(?P<date>{DATE.pattern})\s*\.?\s*$",
    re.IGNORECASE,
)
_NAME_AND_DATE = re.compile(
    r"\(?(?P<name>[^\W\d_][\w.'’&/-]*(?: [\w.'’&/-]+){0,5}?)(?:,| [|/•·–—-]|\s?[|•·])\s"
    rf"(?P<date>(?i:{DATE.pattern}))(?P<time>,?\s.{{0,30}})?\)?\.?"
)
_PARTICLES = frozenset({"and", "und", "et", "y", "e", "&", "de", "van", "von", "der", "al", "bin"})
_PARTICLE = "|".join(sorted(_PARTICLES))
_NAME = r"[^\W\d_][\w.'’-]*"
_BYLINE = re.compile(
    r"\s*(?P<label>(?i:by|written by|posted by|author|von|par|por|di|автор|story by|words by)):?\s+"
    rf"(?P<names>{_NAME}(?:\s+(?:{_PARTICLE}|{_NAME})){{0,9}}(?:,[^.]{{0,60}})?)(?:\s*[|/•·,–-].{{0,80}})?\s*",
)
_CAPITALISED = re.compile(r"[^\W\d_a-zà-ÿа-я][\w.'’-]*")
_ALSO_PREPOSITIONS = frozenset({"von", "par", "por", "di"})
_DATE_LABEL = re.compile(
    r"\s*(?:(?:first |last |originally )?(?:published|posted|updated|modified|created|date|issued"
    r"|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|опубликовано"
    r"|обновлено|data publikacji)(?: on| at| am| le| el| il)?:?\s*)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[\s,|•·–—/-]*(?:(?:at|um|à|a las|в|@)\s)?(?:\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|uhr)?)?"
    r"\s*\(?(?:GMT|UTC|BST|CET|CEST|MSK|E[SD]?T|P[SD]?T|IST|Z)?(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?"
    r"[\s,|•·.–—-]*",
    re.IGNORECASE,
)


def is_caption(line: str) -> bool:
    """Return whether *line* is a picture's caption with its credit, or the credit alone."""
    if len(line) > _LONGEST or (len(line) > 2 * _MOST_WORDS and len(line.split()) > _MOST_WORDS):
        return False
    return bool(outlet_credit(line) or _STARTS.match(line)) or _ends_in_credit(line)


def _ends_in_credit(line: str) -> bool:
    """Return whether *line* ends as captions do; its end is asked for the marks of credits first."""
    end = len(line.rstrip())
    tail, start = line[max(0, end - _TAIL) :], max(0, end - _LONGEST_CREDIT)
    marked = ":" in tail or "/" in tail or "|" in tail or "©" in tail
    could_be = marked or line[end - 1 : end] == ")" or "via" in tail
    if (could_be or line.startswith(_STOCKS)) and _CREDIT_AT_END.search(line, start):
        return True
    could_be = ": " in tail or "ourtesy" in tail or " by " in tail
    return could_be and len(line) <= _LONGEST_LABELLED and bool(_LABEL_AT_END.search(line, start))


def outlet_credit(line: str) -> re.Match[str] | None:
    """Return the match of a credit such as "- Outlet, 1920, 03.03.2022" at the end of *line*.

    Its groups are ``outlet`` and ``date``; the number is the picture's width.
    """
    return _OUTLET_CREDIT.search(line) if len(line) <= _LONGEST and _WIDTH.search(line) else None


def byline_names(line: str) -> str | None:
    """Return the names in a byline ("By Ann Lee and Bo Wu"), ``None`` when *line* is none."""
    if len(line) > 160 or line.rstrip().endswith((".", "!", "?", ":")):
        return None
    match = _BYLINE.fullmatch(line)
    if match is None:
        return None
    names = match["names"].split(",")[0].strip()
    printed = names.split()
    words = [word for word in printed if word.lower() not in _PARTICLES]
    if match["label"].lower() in _ALSO_PREPOSITIONS and (
        len(printed) > 3 or printed[0].lower() in _PARTICLES
    ):
        return None  # "Von der Leyen Visits ...": a headline
    return names if words and all(_CAPITALISED.fullmatch(word) for word in words) else None


def name_and_date(line: str) -> re.Match[str] | None:
    """Return the match of a line such as "Outlet, 3 March 2022"; groups ``name`` and ``date``."""
    return _NAME_AND_DATE.fullmatch(line.strip()) if len(line) <= 160 else None


def dated_credit(line: str) -> re.Match[str] | None:
    """Return the match of "© AGENCY / Name, 03.03.2022" at the end of *line*; group ``date``."""
    return _DATED_CREDIT.search(line) if len(line) <= _LONGEST else None


def is_date_line(line: str) -> bool:
    """Return whether *line* is a date and nothing else but its label, weekday and time."""
    if len(line) > 120 or not _DIGIT.search(line):
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
