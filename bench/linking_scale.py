"""Measure copies and stories on many documents: time, memory, and whether what was planted is found.

python bench/linking_scale.py [--documents 1000 10000 100000] [--memory MIB] [--held N]

The documents are made up, from a seed: events with invented people, places and figures,
three to twelve pages each within days, pages worded anew out of a common vocabulary,
every sixth with a paragraph lifted from an earlier page of its event and edited, all with
set phrases of the trade in them. They are made one at a time, so that the memory is that of
what is measured. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import itertools
import math
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.copies_disk import MEMORY, stream_copies
from sayso.link.stories import MOST_HELD, stream_stories
from sayso.model import Block, Document, Published

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 7
WORDS = 12_000
"""Words of the common vocabulary, drawn as in language: the k-th with a chance of about 1/k."""

PHRASES = 400
FIRST_DAY = 738_000
EVENTS_A_DAY = 60
"""Events that begin on one day, however many documents there are."""

MEAN_PAGES = 7.5
LIFTED = 6
SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "sta",
    "vo",
    "dul",
    "pe",
    "nar",
    "shi",
    "tor",
    "wen",
    "bra",
    "gil",
    "os",
)


@dataclass(frozen=True)
class Event:
    """What the pages of one event draw on: its names, figures, sentences and first day."""

    number: int
    day: int
    names: tuple[str, ...]
    figures: tuple[str, ...]
    topic: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A document, its event, and the document (if any) from which a paragraph of it is lifted."""

    document: Document
    event: int
    lifted_from: str | None


def word(rng: random.Random) -> str:
    """Make up a word."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))


class Press:
    """Documents in the order they come out, made from a seed."""

    def __init__(self, count: int) -> None:
        self.count = count
        rng = random.Random(SEED)  # noqa: S311 - pages, not secrets
        self.words = [word(rng) for _ in range(WORDS)]
        self.weights = list(itertools.accumulate(1 / (k + 3) for k in range(WORDS)))
        self.phrases = [" ".join(self.draw(rng, rng.randint(5, 9))) for _ in range(PHRASES)]

    def draw(self, rng: random.Random, count: int) -> list[str]:
        """Draw common words."""
        return rng.choices(self.words, cum_weights=self.weights, k=count)

    def documents(self) -> Iterator[Made]:
        """Yield the documents by the day they came out."""
        due: dict[int, list[tuple[Event, int]]] = {}
        made = number = 0
        earlier: dict[int, tuple[str, str]] = {}
        for day in itertools.count(FIRST_DAY):
            for _ in range(EVENTS_A_DAY):
                event, days = self.event(number, day)
                number += 1
                for place, each in enumerate(days):
                    due.setdefault(each, []).append((event, place))
            for event, place in due.pop(day, []):
                if made == self.count:
                    return
                one, paragraph = self.page(event, place, day, earlier.get(event.number))
                earlier.setdefault(event.number, (one.document.id, paragraph))
                made += 1
                yield one
            if len(earlier) > EVENTS_A_DAY * 20:
                earlier = dict(itertools.islice(earlier.items(), EVENTS_A_DAY * 10, None))

    def event(self, number: int, day: int) -> tuple[Event, list[int]]:
        """Make up an event and the days on which its pages come out."""
        rng = random.Random(f"event {number}")  # noqa: S311 - see above
        names = tuple(word(rng).capitalize() for _ in range(8))
        figures = tuple(str(rng.randint(3, 9999)) for _ in range(4))
        topic = tuple(rng.choices(self.words[200:], k=30))
        days = [day + min(9, int(rng.expovariate(0.6))) for _ in range(rng.randint(3, 12))]
        return Event(number, day, names, figures, topic), days

    def page(self, event: Event, place: int, day: int, earlier: tuple[str, str] | None) -> tuple[Made, str]:
        """Write a page of an event, and say which of its paragraphs others may lift."""
        rng = random.Random(f"page {event.number} {place}")  # noqa: S311 - see above
        paragraphs = [self.paragraph(event, rng) for _ in range(rng.randint(4, 8))]
        own, lifted = paragraphs[0], None
        if earlier and rng.randrange(LIFTED) == 0:
            lifted, text = earlier
            paragraphs.insert(rng.randint(0, len(paragraphs)), self.edited(text, rng))
        title = self.sentence(event, rng, 7)
        text = "\n".join([title, *paragraphs])
        ends = list(itertools.accumulate(len(each) + 1 for each in (title, *paragraphs)))
        blocks = tuple(
            Block(start, end - 1, kept=True, role="title" if start == 0 else "paragraph")
            for start, end in itertools.pairwise([0, *ends])
        )
        name = f"{event.number}-{place}"
        came_out = Published(time.strftime("%Y-%m-%d", time.gmtime((day - 719_163) * 86_400)), "made", 1.0)
        document = Document(name, name, "", text, blocks, title=title, published=came_out)
        return Made(document, event.number, lifted), own

    def paragraph(self, event: Event, rng: random.Random) -> str:
        """Write two or three sentences."""
        return " ".join(self.sentence(event, rng, rng.randint(12, 24)) for _ in range(rng.randint(2, 3)))

    def sentence(self, event: Event, rng: random.Random, length: int) -> str:
        """Write a sentence of common words, words of the event's topic, its names and figures."""
        words = self.draw(rng, length)
        for place in range(1, length, 3):
            words[place] = rng.choice(event.topic) if rng.random() < 0.5 else words[place]
        words[rng.randrange(1, length)] = rng.choice(event.names)
        if rng.random() < 0.4:
            words[rng.randrange(1, length)] = rng.choice(event.figures)
        if rng.random() < 0.15:
            words.append(rng.choice(self.phrases))
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    @staticmethod
    def edited(text: str, rng: random.Random) -> str:
        """Change every twentieth word or so."""
        return " ".join(word(rng) if rng.random() < 0.05 else each for each in text.split())


def measure_copies(count: int, memory: int) -> str:
    """Find copies among *count* documents; return a row of figures."""
    planted: set[tuple[str, str]] = set()

    def documents() -> Iterator[Document]:
        for one in Press(count).documents():
            if one.lifted_from:
                planted.add((one.lifted_from, one.document.id))
            yield one.document

    begun = time.process_time()
    found = {(copy.a, copy.b) for copy in stream_copies(documents(), memory=memory)}
    seconds = time.process_time() - begun
    share = len(planted & found) / max(1, len(planted))
    return (
        f"{seconds:8.1f} s {seconds / count * 1000:6.2f} ms each  lifted found {share:.4f} of {len(planted)}"
    )


def measure_stories(count: int, held: int) -> str:
    """Group *count* documents; return a row of figures, B-cubed among them."""
    events: dict[str, int] = {}

    def documents() -> Iterator[Document]:
        for one in Press(count).documents():
            events[one.document.id] = one.event
            yield one.document

    begun = time.process_time()
    groups = [story.documents for story in stream_stories(documents(), most_held=held)]
    seconds = time.process_time() - begun
    sizes = Counter(events.values())
    precision = recall = 0.0
    for group in groups:
        for event, both in Counter(events[each] for each in group).items():
            precision += both * both / len(group) / count
            recall += both * both / sizes[event] / count
    return f"{seconds:8.1f} s {seconds / count * 1000:6.2f} ms each  B-cubed P {precision:.3f} R {recall:.3f}"


def measure_making(count: int) -> str:
    """Only make the documents: what is to be taken off the others."""
    begun = time.process_time()
    letters = sum(len(one.document.text) for one in Press(count).documents())
    seconds = time.process_time() - begun
    return f"{seconds:8.1f} s {seconds / count * 1000:6.2f} ms each  {letters / count:.0f} characters each"


def main() -> None:
    """Run one measurement, or all of them in processes of their own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    arguments.add_argument("--memory", type=int, default=MEMORY)
    arguments.add_argument("--held", type=int, default=MOST_HELD)
    arguments.add_argument("--only", choices=["making", "copies", "stories"])
    options = arguments.parse_args()
    if options.only and len(options.documents) == 1:
        (count,) = options.documents
        row = {
            "making": lambda: measure_making(count),
            "copies": lambda: measure_copies(count, options.memory),
            "stories": lambda: measure_stories(count, options.held),
        }[options.only]()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        share = count * math.log2(count)
        print(
            f"{options.only:8} {count:7} documents (n log n {share:.2e}) {row}  peak {peak:.0f} MiB",
            flush=True,
        )
        return
    for only, count in itertools.product(
        [options.only] if options.only else ["making", "copies", "stories"], options.documents
    ):
        settings = ["--memory", str(options.memory), "--held", str(options.held)]
        subprocess.run(  # noqa: S603 - this very file
            [sys.executable, __file__, "--only", only, "--documents", str(count), *settings], check=True
        )


if __name__ == "__main__":
    main()
