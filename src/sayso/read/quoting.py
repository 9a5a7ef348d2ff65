"""Which lines of a message are an older one that it answers or passes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH_WORDS = 25
"""Words above a quoted message from which the message says something itself; else it passes one on."""

HEADERS = 3
"""Headers printed in a row ("From:", "Sent:", "To:") that begin an older message."""

_QUOTED = re.compile(r"\s{0,3}>")
_RULE = re.compile(
    r"[-_=*\s]{2,60}"
    r"(?:original message|forwarded message|weitergeleitete nachricht|ursprüngliche nachricht"
    r"|message d'origine|message transféré|mensaje original|mensaje reenviado|messaggio originale"
    r"|messaggio inoltrato|oorspronkelijk bericht|исходное сообщение|пересланное сообщение)"
    r"[-_=*\s]{0,60}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:"
    r"|début du message (?:réexpédié|transféré) ?:",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:on|am|le|el|il|op|dnia|w dniu)\b.{6,200}"
    r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|napisała?)\b.{0,80}:"
    r"|.{6,200}\d{4}.{0,80}(?:пишет|написал)\s?:",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\W{0,3}(?:from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|envoyé|objet|à|enviado|para"
    r"|asunto|da|inviato|oggetto|a|от|отправлено|кому|тема|дата)\s?:\W{0,3}\s.{1,300}",
    re.IGNORECASE,
)


def quoted_lines(lines: Sequence[str]) -> list[bool]:
    """Return which of *lines* (none empty) belong to an older message, or introduce it.

    Lines after ">" do. So does all that follows a rule ("-----Original Message-----"), printed
    headers or "On Monday, Ann wrote:", where enough stands above to be a message of its own: what a
    message passes on without saying anything is what it is about.
    """
    quoted = [bool(_QUOTED.match(line)) for line in lines]
    own = 0
    for index, line in enumerate(lines):
        if quoted[index]:
            continue
        if not _begins(lines, index):
            own += len(line.split())
            continue
        answered_below = quoted[index + 1 : index + 2] == [True]
        if own >= ENOUGH_WORDS and not answered_below:
            return quoted[:index] + [True] * (len(lines) - index)
        # Only the introduction goes: what follows is marked itself, or is what the message is about.
        quoted[index] = True
        for below in range(index + 1, len(lines)):
            if not _HEADER.fullmatch(lines[below].strip()):
                break
            quoted[below] = True
    return quoted


def _begins(lines: Sequence[str], index: int) -> bool:
    line = lines[index].strip()
    if len(line) > 400:
        return False
    if _RULE.fullmatch(line) or _WROTE.fullmatch(line):
        return True
    block = lines[index : index + HEADERS]
    return len(block) == HEADERS and all(_HEADER.fullmatch(one.strip()) for one in block)
