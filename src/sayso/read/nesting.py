"""Pages that nest deeper than the parser follows: their deep tags taken out, their text kept."""

from __future__ import annotations

import re

FLAT = 400
"""Elements inside each other from which tags are taken out; optional ones between are not counted."""

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>"'<]*+)(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_RAW = frozenset({"script", "style", "textarea", "title", "template", "svg", "noscript", "xmp"})
_VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta param source track wbr"))
_ENDS_OPTIONAL = frozenset(
    re.findall(r"\w+", "p li dt dd option optgroup tr td th thead tbody tfoot html head body")
)
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span"
        " strike strong sub sup time tt u var",
    )
)


def flattened(text: str) -> str:
    """Return the page *text* without the tags that stand deeper than :data:`FLAT` elements.

    Blocks become line breaks, so that paragraphs stay apart; raw text (scripts) keeps its tags.
    Takes time linear in the length of *text*.
    """
    pieces: list[str] = []
    depth = copied = position = 0
    while tag := _TAG.search(text, position):
        name, closes = tag[2].lower(), bool(tag[1])
        position = tag.end()
        if name in _RAW:
            position = position if closes else _end_of_raw(text, name, position)
            continue
        deep = depth >= FLAT
        if name not in _VOID and name not in _ENDS_OPTIONAL:
            depth = max(0, depth + (-1 if closes else 1))
            deep = depth >= FLAT
        if deep and name not in _VOID:
            pieces.append(text[copied : tag.start()])
            copied = tag.end()
            if name not in _INLINE and not (pieces[-1] == "" and pieces[-2:-1] == ["<br>"]):
                pieces.append("<br>")
    return "".join((*pieces, text[copied:]))


def _end_of_raw(text: str, name: str, position: int) -> int:
    """Return where the element's raw text ends, or *position* when nothing ends it."""
    found = re.compile(rf"</{name}", re.IGNORECASE).search(text, position)
    return found.start() if found else position
