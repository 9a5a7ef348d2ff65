"""Documents into stories: which pages report one event.

Documents that share weighty terms are looked at in pairs, and grouped by what the
pairs and the groups show (:mod:`sayso.link.stories_model`): words, names, numbers and
time together. Two events of one kind are kept apart by what contrasts the groups.

All at once (:func:`group_documents`), or one by one as they come in
(:class:`StoryStream`), in memory that a setting bounds: stories that nothing was added to for
longest are given out as finished. What cost time (looking at pairs) is bounded per
document, so that a stream takes time in proportion to its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.link.stories_cards import make_card
from sayso.link.stories_groups import Group, Groups, single
from sayso.link.stories_lookup import Lookup
from sayso.link.stories_model import story_model
from sayso.link.stories_weights import Frequencies
from sayso.model import Story, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.link.stories_cards import Card
    from sayso.link.stories_model import StoryModel
    from sayso.link.stories_weights import Weighed
    from sayso.model import Document

MOST_HELD = 10_000
"""Documents in memory at a time, by default: some 400 MB."""

WINDOW = 30
"""Days without a new page after which a story is finished."""

LEAST_LIKE = -3.0
"""Log odds of a new document with any document of a story, from which that story is looked at again."""

MOST_REOPENED = 60
"""Documents of a story up to which it is looked at again; a larger one is settled."""

PLACES = 6
"""Decimals kept of log odds, so that two machines agree on every decision."""


def group_documents(documents: Sequence[Document], model: StoryModel | None = None) -> list[Story]:
    """Return the stories of *documents*, each document in one, all looked at together.

    The outcome does not depend on the order of the documents; stories, and the documents of
    each, are in the order given.
    """
    place = {document.id: at for at, document in reversed(list(enumerate(documents)))}
    cards = {document.id: make_card(document) for document in documents}
    stream = StoryStream(most_held=max(1, len(cards)), window=None, model=model)
    stream.add_cards(sorted(cards.values(), key=_age))
    groups = [sorted(story.documents, key=place.__getitem__) for story in stream.close()]
    return [_story(group) for group in sorted(groups, key=lambda group: place[group[0]])]


def stream_stories(
    documents: Iterable[Document], *, most_held: int = MOST_HELD, window: int | None = WINDOW
) -> Iterator[Story]:
    """Yield the stories of a long row of documents, each when it is finished.

    *documents* should come roughly in the order they were published; *most_held* bounds how
    many are in memory at a time, *window* the days for which a story waits for more.
    """
    stream = StoryStream(most_held=most_held, window=window)
    held: list[Card] = []
    for document in documents:
        held.append(make_card(document))
        if len(held) >= max(1, most_held // 4):
            yield from stream.add_cards(sorted(held, key=_age))
            held = []
    yield from stream.add_cards(sorted(held, key=_age))
    yield from stream.close()


def _age(card: Card) -> tuple[bool, int, str]:
    return card.day is None, card.day or 0, card.document


def _story(documents: Sequence[str]) -> Story:
    return Story(identity("story", *documents), tuple(documents))


class StoryStream:
    """Stories that grow document by document.

    A document joins a story, starts one, shows that two are one, or that one is two: the stories
    it resembles are grouped anew with it, as long as they are small. :meth:`add` gives
    out what is finished; :meth:`story_of` says where a document stands. A story bears the id of
    its first document, and keeps it as it grows.
    """

    def __init__(
        self,
        *,
        most_held: int = MOST_HELD,
        window: int | None = WINDOW,
        model: StoryModel | None = None,
        frequencies: Frequencies | None = None,
    ) -> None:
        self._most_held, self._window = most_held, window
        self._model = model or story_model()
        self._groups = Groups(self._model)
        self._frequencies = frequencies or Frequencies()
        self._lookup = Lookup()
        self._numbers: dict[str, int] = {}
        self._touched: dict[int, None] = {}
        self._next = 0
        self._latest = 0

    def add(self, document: Document) -> list[Story]:
        """Add one document; return the stories that are finished by now."""
        return self.add_cards([make_card(document)])

    def add_cards(self, cards: Sequence[Card]) -> list[Story]:
        """Add documents together, so that the surest of all their joins are made first."""
        fresh = {card.document: card for card in cards if card.document not in self._numbers}
        for card in fresh.values():
            self._frequencies.count(card)
        added = [self._take(self._frequencies.weigh(card)) for card in fresh.values()]
        near = {key for number in added for key in self._groups.near(number, LEAST_LIKE)}
        doubtful = sorted(key for key in near if 1 < self._groups.groups[key].size <= MOST_REOPENED)
        reopened = [number for key in doubtful for number in self._groups.dissolve(key, self._single)]
        self._groups.settle(dict.fromkeys(added + reopened))
        for key in dict.fromkeys(self._groups.home[number] for number in reopened + added):
            self._touched.pop(key, None)
            self._touched[key] = None
        return self._finish()

    def story_of(self, document: str) -> str | None:
        """Return the id of a held document's story, ``None`` when it is not held."""
        number = self._numbers.get(document)
        return None if number is None else self._identity(self._groups.home[number])

    def close(self) -> list[Story]:
        """Return all stories that are still held, in the order they began, and forget them."""
        return [self._give_out(key) for key in sorted(self._groups.groups)]

    def _take(self, one: Weighed) -> int:
        """Make a document a story of its own and look at its pairs; return its number."""
        number, self._next = self._next, self._next + 1
        odds = {
            other: round(self._model.pair_log_odds(one, held), PLACES)
            for other, held in self._lookup.candidates(one)
        }
        self._lookup.add(number, one)
        self._groups.add(self._single(number), odds)
        self._numbers[one.card.document] = number
        self._latest = max(self._latest, one.card.day or 0)
        return number

    def _single(self, number: int) -> Group:
        return single(number, self._lookup[number], self._frequencies)

    def _finish(self) -> list[Story]:
        """Give out what is too old to grow, and the longest untouched where too much is held."""
        groups = self._groups.groups
        over = len(self._lookup) - self._most_held
        limit = None if self._window is None else self._latest - self._window
        finished = []
        while self._touched:
            key = next(iter(self._touched))
            if key not in groups:
                del self._touched[key]
                continue
            last = groups[key].last
            if over <= 0 and (limit is None or last is None or last >= limit):
                break
            over -= groups[key].size
            finished.append(self._give_out(key))
        return finished

    def _give_out(self, key: int) -> Story:
        story = Story(
            self._identity(key), tuple(self._lookup.document(n) for n in self._groups.groups[key].members)
        )
        for number in self._groups.drop(key).members:
            del self._numbers[self._lookup.document(number)]
            self._lookup.drop(number)
        self._touched.pop(key, None)
        return story

    def _identity(self, key: int) -> str:
        return identity("story", self._lookup.document(key))
