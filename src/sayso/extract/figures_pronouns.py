"""What a figure counts when a pronoun or an empty noun stands for it: "50 of them", "a figure of 16,000".

The words that are counted then stand elsewhere. They are taken from the same sentence
where only one noun can be meant, and left open otherwise: no answer is better than "them".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.extract.numbers import Reading

_PRONOUN_TAGS = frozenset({"PRP", "DT", "WP", "WDT"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_NO_THINGS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_TOLD_BY = frozenset({"relcl", "acl", "prep"})


def is_pronoun(token: Token) -> bool:
    """Tell "them", "those", "whom" from nouns and from pronouns that say something ("everyone")."""
    return token.pos_ in {"PRON", "DET"} and token.tag_ in _PRONOUN_TAGS


def named(on: Reading, parse: Doc, noun: Token, after: int) -> tuple[Token | None, int]:
    """Return the word that says what is counted, and where the phrase around it may begin.

    That is *noun* itself (from *after* on, the number's end), or what it stands for, or
    ``None``. A pronoun that says which ("those who came") stays.
    """
    if noun.lower_ in on.lexicon.lists["bare"]:
        return (noun, after) if any(child.dep_ == "prep" for child in noun.rights) else (None, after)
    if not is_pronoun(noun) or any(child.dep_ in _TOLD_BY for child in noun.rights):
        return noun, after
    meant = _head_of_clause(noun) or _only_plural(parse, noun, after)
    if meant is None:
        return None, after
    numbers = [child for child in meant.lefts if child.dep_ == "nummod"]
    return meant, max((child.idx + len(child) for child in numbers), default=0)


def _head_of_clause(pronoun: Token) -> Token | None:
    """Return the noun that a relative pronoun's clause belongs to: "volunteers, 70 of whom"."""
    if pronoun.tag_ not in {"WP", "WDT"}:
        return None
    clause = next((token for token in pronoun.ancestors if token.dep_ == "relcl"), None)
    return clause.head if clause is not None and not is_pronoun(clause.head) else None


def _only_plural(parse: Doc, pronoun: Token, before: int) -> Token | None:
    """Return the one plural noun that stands before in the sentence; of several, the only counted one.

    The subject of the pronoun's own clause is somebody else: "the bombs killed 30 of them".
    """
    verb = next((token for token in pronoun.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    found = [
        token
        for token in parse[pronoun.i : pronoun.i + 1].sent
        if token.tag_ in _PLURAL_TAGS
        and token.idx + len(token) < before
        and token.ent_type_ not in _NO_THINGS
        and not (token.dep_.startswith("nsubj") and token.head == verb)
    ]
    counted = [token for token in found if any(child.dep_ == "nummod" for child in token.lefts)]
    only = counted if len(found) > 1 else found
    return only[0] if len(only) == 1 else None
