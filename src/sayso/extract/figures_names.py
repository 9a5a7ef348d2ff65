"""Numbers that count nothing: names, labels, list numbers, phone numbers, idioms.

"Article 5", "Boeing 737", "G7", "the top five", "10 Downing Street", "1." before a
list item, "one of the". Decided on the words alone, before any parse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import DASHES, counts_things, is_measured
from sayso.extract.numbers_lexicon import phrase_at, phrase_before

if TYPE_CHECKING:
    from sayso.extract.numbers import Number, Reading
    from sayso.model import Span

_ADDRESSES = re.compile(
    r"(?:https?://|www\.)\S{1,500}|[\w.+-]{1,64}@[\w.-]{1,255}|[#@]\w{1,100}"
    r"|(?<![\d.,])(?:\+?\d{1,4}|0\d{3,5})[ .-]?\(?\d{2,4}\)?(?:[ .-]\d{2,4}){2,4}"
    r"(?![\d%]|[.,]\d|\s*\w*illion)",
    re.ASCII,
)
_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+\Z", re.ASCII)
_SENTENCE_END = frozenset('.!?:"\u201c\u201d\u2018(\u2014\u2013-*\u2022|')
_TITLE_SHARE = 0.6
_ADDRESS_WORDS = 3
_LONGEST_COUNT = 9
"""Digits without a separator that a number of things may have; longer ones identify something."""


def addresses(text: str) -> list[Span]:
    """Find web and mail addresses, hashtags and phone numbers of *text*, whose digits count nothing."""
    return [match.span() for match in _ADDRESSES.finditer(text) if not _GROUPS.match(match[0])]


def is_title_case(on: Reading) -> bool:
    """Tell whether most longer words begin with a capital, so that capitals say nothing of names."""
    words = [word for word in on.tokens.words if len(word) > 3 and word.isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) >= _TITLE_SHARE * len(words)


def is_name(on: Reading, number: Number, *, title_case: bool) -> bool:
    """Tell whether a number is (part of) a name, a label or an idiom, and so no figure."""
    return (
        _is_glued(on, number)
        or _is_idiom(on, number)
        or _is_list_number(on, number)
        or _is_label(on, number)
        or _is_street(on, number)
        or (not title_case and (_follows_name(on, number) or _is_capitalised(on, number)))
    )


def _is_glued(on: Reading, number: Number) -> bool:
    """G7, F-16, COVID-19, 5G, 3rd, 9/11, 4:3, 401(k): digits that are part of a word or a code."""
    tokens, core = on.tokens, number.core
    if not tokens.is_numeral(core):
        return False
    if len(tokens.words[core]) > _LONGEST_COUNT and tokens.words[core].isdigit():
        return True
    return _continues_code(on, number) or (tokens.joined(number.last - 1) and _begins_code(on, number.last))


def _continues_code(on: Reading, number: Number) -> bool:
    """Tell whether digits hang on what stands before them: G7, F-16, 9/11, #5."""
    tokens, core = on.tokens, number.core
    if not tokens.joined(core - 1) or number.first != core:
        return False
    before = tokens.word(core - 1)
    if before in DASHES:
        return tokens.joined(core - 2) and tokens.word(core - 2)[-1:].isalnum()
    return before.isalnum() or before in {"/", ":", ".", "#", "_", "&", "@"}


def _begins_code(on: Reading, at: int) -> bool:
    """Tell whether token *at*, glued to digits, makes them part of a word or code: 5G, 3rd, 401(k)."""
    tokens, after = on.tokens, on.tokens.word(at)
    if after[:1].isalpha():
        return not (is_measured(on, at) or on.tokens.low(at) in on.lexicon.lists["old"])
    if not tokens.joined(at):
        return False
    return after == "(" or ((after in {"/", ":", "_"} or after in DASHES) and tokens.is_numeral(at + 1))


def _is_idiom(on: Reading, number: Number) -> bool:
    """One of the fixed phrases of the data file; a bound ("at least one of them") makes it count."""
    if number.bound in {"min", "max"}:
        return False
    tokens = on.tokens
    for start in range(max(0, number.first - 3), number.last):
        idiom = phrase_at(tokens, start, on.lexicon.phrases["idioms"])
        if idiom and idiom[0] > number.core:
            return True
    return False


def _is_list_number(on: Reading, number: Number) -> bool:
    """Numbering of a list: "1. Never", "(2)", "3)"."""
    tokens, first, last = on.tokens, number.first, number.last
    if not tokens.is_numeral(number.core) or number.unit or last - number.core > 1:
        return False
    before, after = tokens.word(first - 1), tokens.word(last)
    if after == ")" and tokens.joined(last - 1):
        return before in {"", "(", ".", ";", ":"} and len(tokens.words[number.core]) <= len("99")
    starts = first == 0 and after == "." and len(tokens.words[number.core]) <= len("99")
    return starts and tokens.word(last + 1)[:1].isupper()


def _is_label(on: Reading, number: Number) -> bool:
    """A number right after the noun that it labels: "Article 5", "No. 10", "day one", "Group of Seven"."""
    tokens, lists = on.tokens, on.lexicon.lists
    falls = number.range_of is not None and (number.low or 0.0) >= (number.high or 0.0)
    if number.unit or number.bound or falls:
        return False
    at = number.first - 1
    if tokens.word(at) == "." and tokens.joined(at - 1):
        at -= 1
    word = tokens.low(at)
    if word in lists["numbers"]:
        return False
    if word in lists["labels"]:
        named = tokens.word(at)[:1].isupper() and at > 0 and tokens.word(at - 1) not in _SENTENCE_END
        return word in lists["always"] or named or not counts_things(on, number.last)
    if tokens.words[number.core] in lists["numbers"]:
        return not counts_things(on, number.last)
    group = phrase_before(tokens, number.first, on.lexicon.phrases["groups"])
    return group is not None and tokens.words[group[0]][:1].isupper()


def _is_street(on: Reading, number: Number) -> bool:
    """A house number: digits, then capitalised words that end in "Street", "Avenue"."""
    tokens = on.tokens
    if not tokens.is_numeral(number.core) or number.unit:
        return False
    for at in range(number.last, number.last + _ADDRESS_WORDS):
        if not tokens.word(at)[:1].isupper():
            return False
        if at > number.last and tokens.low(at) in on.lexicon.lists["streets"]:
            return True
    return False


def _follows_name(on: Reading, number: Number) -> bool:
    """A number that ends a name: "Boeing 737", "Apollo 11", "Channel Four"."""
    tokens, at = on.tokens, number.first - 1
    before = tokens.word(at)
    if number.unit or number.bound or number.range_of or number.shape not in {"digits", "words"}:
        return False
    if not (before[:1].isupper() and before.isalpha()) or at == 0 or tokens.word(at - 1) in _SENTENCE_END:
        return False
    if tokens.low(at) in on.lexicon.lists["months"] or (
        len(before) > 1 and tokens.word(number.last) in DASHES
    ):
        return False
    plain = number.shape == "digits" or tokens.words[number.core][:1].isupper()
    after = tokens.low(number.last)
    return (
        plain
        and not is_measured(on, number.last)
        and not counts_things(on, number.last)
        and not after.startswith("%")
    )


def _is_capitalised(on: Reading, number: Number) -> bool:
    """A number word with a capital inside a sentence, before another: "Five Eyes", "Three Mile Island"."""
    tokens, core = on.tokens, number.core
    if number.shape not in {"words", "vague"} or not tokens.words[core][:1].isupper() or core == 0:
        return False
    opens = tokens.word(core - 1) in _SENTENCE_END or not tokens.words[core].isalpha()
    return not opens and tokens.word(number.last)[:1].isupper()
