"""Turns: what interviews, transcripts, press releases and embedded posts set under a name.

"SMITH: ...", "Q: / A:", "Jane Doe (mayor): ...", "Statement from X: ...", a headline
"Marlowe: Bridge Is Safe", and posts signed "— Name (@handle) March 3, 2022". A colon
alone proves nothing, so a label must be borne out: by quotation marks, by the first or
second person in what follows, by a whole document of turns, or, for a headline, by the
article below it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sayso.extract.attribution import Attribution, quotation_of
from sayso.extract.quotes import find_quotes
from sayso.extract.transcripts_labels import Label, label_of, transcript_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.parse import Passage
    from sayso.model import Span

FEWEST_TURNS = 3
"""Turns that make a transcript, at least, two of them by one speaker or under capitals."""

MOST_BEFORE = 4
"""Paragraphs in which an interview announces whom it asks, at most."""

FEWEST_WORDS = 3
"""Words of a turn, at least, unless the document is a transcript."""

SHORTEST_WORD = 3
"""Letters that a word must exceed to count as one of content."""

SHARED_WORDS = 2
"""Content words that a headline shares with what the article has its speaker say, at least."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SIGNED = re.compile(
    r"\s*[—–-]{1,2}\s*(?P<name>[^\n@()—]{2,60}?)\s\(@\w{1,30}\)\s*(?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\.?\s\d{4})?\s*$"
)
_TRAILING_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+|t\.co/\S+))+\s*$")
_ANNOUNCED = re.compile(
    r"(?:(?:the|read|full|in|here|is|text|complete|below)\s)*(?P<noun>[a-z]+)\s(?P<by>from|by|of)\s(?P<name>[A-Z][^:\n]{1,70}?)\s?:\s*",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?P<by>From|By|Via)\s(?P<name>[A-Z][^:\n.!?]{1,60}?)\s?:\s*")
_OWNED = re.compile(
    r"(?:(?:read|here|is|below)\s)*(?P<name>[A-Z][^:\n.!?]{1,50}?)['’]s?\s(?:(?:full|complete|written|official|emailed|joint)\s)*"
    r"(?P<noun>[a-z]+)(?:\s(?:in full|reads|below))?\s?:\s*"
)


def find_turns(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Return the turns of a document as attributions without a cue, in reading order.

    *rows* are what its sentences attribute; a headline's label is checked against them.
    """
    labels = {n: label for n, p in enumerate(passages) if (label := label_of(p)) is not None}
    spoken = _borne_out(passages, labels)
    found: list[Attribution] = []
    speaker: Attribution | None = None
    transcript = _is_transcript(labels, spoken)
    for number, passage in enumerate(passages):
        turn = _turn(number, passages, labels, spoken, rows) or _announced(number, passages, rows)
        unlabelled = turn is None and number not in labels
        if unlabelled and transcript and speaker is not None and _goes_on(number, passage, rows):
            turn = _make(number, passage, speaker.source, (0, len(passage.text)), "continued")
        signed = _signed(number, passages) if turn is None else None
        found += [one for one in (turn, signed) if one is not None]
        if number in labels or turn is not None:
            speaker = turn
        elif passage.block.role in ("title", "heading"):
            speaker = None
    return sorted(found, key=lambda row: row.content)


# -- labelled lines --------------------------------------------------------------


def _borne_out(passages: Sequence[Passage], labels: dict[int, Label]) -> set[str]:
    """Return the keys of labels whose turns show that somebody speaks there."""
    told = {label.key for n, label in labels.items() if _sounds_spoken(passages[n], label)}
    letters = {label.key for label in labels.values() if label.kind == "letter"}
    answered = bool(letters & transcript_words().askers) and bool(letters & transcript_words().answerers)
    regular = _is_regular(labels, told)
    keys = set()
    for label in labels.values():
        if label.kind == "letter":
            sure = answered
        elif label.kind == "person":
            sure = label.key in told or (regular and label.capitals)
        else:
            sure = regular
        if sure:
            keys.add(label.key)
    return keys


def _is_regular(labels: dict[int, Label], told: set[str]) -> bool:
    """Say whether labels take turns: several of them, some again and again, most of them speaking."""
    turns = Counter(label.key for label in labels.values() if label.kind != "letter")
    again = any(count > 1 for count in turns.values())
    return (
        turns.total() >= FEWEST_TURNS
        and len(turns) > 1
        and again
        and len(told & turns.keys()) * 2 >= len(turns)
    )


def _sounds_spoken(passage: Passage, label: Label) -> bool:
    """Say whether a turn is quoted, or speaks in the first or to the second person."""
    text = passage.text
    rest = text[label.rest :].strip()
    lists = transcript_words()
    unquoted = rest
    for start, end in reversed(find_quotes(rest)):
        unquoted = unquoted[:start] + unquoted[end:]
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(unquoted)]
    if not any(letter.isalnum() for letter in unquoted) and len(rest.split()) >= FEWEST_WORDS:
        return True
    if len(words) < FEWEST_WORDS:
        return False
    person = bool(set(words) & (lists.first_person | lists.second_person))
    return person or (label.asks and rest.endswith("?"))


def _is_transcript(labels: dict[int, Label], spoken: set[str]) -> bool:
    turns = [label for label in labels.values() if label.key in spoken]
    return len(turns) >= FEWEST_TURNS and len({label.key for label in turns}) > 1


def _turn(
    number: int,
    passages: Sequence[Passage],
    labels: dict[int, Label],
    spoken: set[str],
    rows: Sequence[Attribution],
) -> Attribution | None:
    """Return what a labelled paragraph has its speaker say.

    Questions stay the page's, and so do answers where no interview with somebody is announced.
    """
    label = labels.get(number)
    if label is None or (label.asks and label.kind == "letter"):
        return None
    passage = passages[number]
    text = passage.text
    once = sum(other.key == label.key for other in labels.values()) == 1
    if (number == 0 and once) or passage.block.role in ("title", "heading"):
        later = [row for row in rows if row.passage > number]
        if not _headline_borne_out(passages, label, text[label.rest :], later):
            return None
    elif label.key not in spoken:
        return None
    if not any(letter.isalnum() for letter in text[label.rest :]):
        return None
    source: Span | None = (passage.start + label.start, passage.start + label.end)
    if label.kind == "letter":
        source = _interviewee(passages)
        if source is None:
            return None
    return _make(number, passage, source, (label.rest, len(text)))


def _interviewee(passages: Sequence[Passage]) -> Span | None:
    """Return the person whom the first paragraphs announce an interview with."""
    for passage in passages[:MOST_BEFORE]:
        for entity in passage.parse.ents:
            before = passage.text[: entity.start_char].casefold().split()[-2:]
            asked = len(before) == 2 and before[0] in transcript_words().interviewing and before[1] == "with"
            if entity.label_ == "PERSON" and asked:
                return passage.span(entity)
    return None


def _headline_borne_out(
    passages: Sequence[Passage], label: Label, rest: str, rows: Sequence[Attribution]
) -> bool:
    """Say whether a headline quotes its name, or the article has it say what stands after the colon."""
    first = rest.split()[:1]
    if label.kind != "person" or not first or first[0].casefold() in transcript_words().asking:
        return False
    if find_quotes(rest):
        return not any(letter.isalnum() for letter in rest[: find_quotes(rest)[0][0]])
    wanted = _content_words(rest)
    for row in rows:
        text, start = passages[row.passage].text, passages[row.passage].start
        if (
            row.source is None
            or label.key not in text[row.source[0] - start : row.source[1] - start].casefold()
        ):
            continue
        said = {word for a, b in row.content for word in _content_words(text[a - start : b - start])}
        if len(wanted & said) >= min(SHARED_WORDS, len(wanted)):
            return True
    return False


def _content_words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text) if len(word) > SHORTEST_WORD}


# -- announced and signed ---------------------------------------------------------


def _announced(number: int, passages: Sequence[Passage], rows: Sequence[Attribution]) -> Attribution | None:
    """Return what follows a line such as "Statement from X:", on that line or in the next paragraph."""
    passage = passages[number]
    name = _announcement(passage)
    if name is not None:
        start, end, rest = name
        if any(letter.isalnum() for letter in passage.text[rest:]):
            source = passage.start + start, passage.start + end
            return _make(number, passage, source, (rest, len(passage.text)))
        return None
    before = _announcement(passages[number - 1]) if number else None
    if before is None or passages[number - 1].text[before[2] :].strip():
        return None
    if passage.block.role in ("title", "heading") or any(row.passage == number for row in rows):
        return None
    start = passages[number - 1].start
    return _make(number, passage, (start + before[0], start + before[1]), (0, len(passage.text)))


def _announcement(passage: Passage) -> tuple[int, int, int] | None:
    """Return start and end of the name that a line announces, and where what it says begins."""
    text = passage.text
    lists = transcript_words()
    for pattern in (_ANNOUNCED, _OWNED):
        match = pattern.match(text)
        if match is not None and match["noun"].casefold() in lists.announcing:
            return match.start("name"), match.end("name"), match.end()
    match = _FROM.match(text)
    people = [e for e in passage.parse.ents if e.label_ in ("PERSON", "ORG")]
    if (
        match is not None
        and match["by"] == "From"
        and any(e.start_char < match.end("name") and e.end_char > match.start("name") for e in people)
    ):
        return match.start("name"), match.end("name"), match.end()
    return None


def _signed(number: int, passages: Sequence[Passage]) -> Attribution | None:
    """Return an embedded post: its text, signed with name and handle."""
    passage = passages[number]
    text = passage.text
    match = _SIGNED.search(text)
    if match is None:
        return None
    source = passage.start + match.start("name"), passage.start + match.end("name")
    if text[: match.start()].strip():
        return _make(number, passage, source, (0, _without_links(text[: match.start()])))
    if number == 0 or passages[number - 1].block.role in ("title", "heading"):
        return None
    post = passages[number - 1]
    return _make(number - 1, post, source, (0, _without_links(post.text)))


def _without_links(text: str) -> int:
    links = _TRAILING_LINKS.search(text)
    return len((text[: links.start()] if links else text).rstrip())


# -- together ---------------------------------------------------------------------


def _goes_on(number: int, passage: Passage, rows: Sequence[Attribution]) -> bool:
    """Say whether a paragraph without a label can belong to the turn before it."""
    if passage.block.role in ("title", "heading", "caption", "table"):
        return False
    words = {word.casefold() for word in _WORD.findall(passage.text)}
    lists = transcript_words()
    return bool(words & (lists.first_person | lists.second_person)) and not any(
        row.passage == number for row in rows if row.quotation == "direct"
    )


def _make(
    number: int, passage: Passage, source: Span | None, within: Span, frame: str = "transcript"
) -> Attribution | None:
    """Return the attribution of a stretch of a passage (offsets within it) to a printed name."""
    text = passage.text
    first, last = within
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first >= last:
        return None
    content = passage.start + first, passage.start + last
    quoted = quotation_of([(first, last)], find_quotes(text))
    return Attribution(
        number, source, None, (content,), "say", frame, "direct" if quoted == "indirect" else quoted
    )
